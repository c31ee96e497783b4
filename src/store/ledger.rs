//! The ledger: who was shown whom, written before an answer leaves.
//!
//! One leaf per answer, chained to the one before by hash. A leaf names everyone in the answer by a
//! pseudonym that only the person's own key can make, so that erasing the key unnames the person
//! everywhere while the chain stays whole.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Store, StoreError, group};
use crate::domain::{AgencyId, Role, VacancyId, codes};
use crate::visibility::Facts;

codes! {
    /// How people were shown.
    DisclosureKind, "kind of disclosure" {
        /// Among others in a list.
        Listed = "listed",
        /// One by one, opened by the reader.
        Opened = "opened",
        /// Their whole records, written to a file.
        Exported = "exported",
        /// With the contact details that they agreed to give.
        Contact = "contact",
        /// Nobody: people were counted.
        Counted = "counted",
    }
}

/// One answer that holds people, as the ledger tells it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Disclosure {
    /// When it was made.
    pub at: Timestamp,
    /// To whom: a member of staff's name, or a key's.
    pub who: String,
    /// In which role.
    pub role: Role,
    /// Of which organisation, where it is not the employment service.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organisation: Option<AgencyId>,
    /// For what purpose, in the reader's words; never empty.
    pub purpose: String,
    /// For which vacancy.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vacancy: Option<VacancyId>,
    /// How they were shown.
    pub kind: DisclosureKind,
    /// The versions that the answer was made with, as the answer says them.
    pub versions: String,
    /// Entry numbers of everyone in it, in its order. Pseudonyms stand for them in the ledger.
    #[serde(skip)]
    pub people: Vec<u32>,
}

/// Proof that answers are on the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Receipt {
    /// Number of the first leaf written.
    pub first_leaf: u64,
    /// Number of the last leaf written.
    pub last_leaf: u64,
    /// Number of the last change of records that the people were checked under.
    pub head: u64,
}

impl Store {
    /// Puts one answer on the record, if everyone in it may still be shown: `check` is handed each
    /// person's facts as they are now. The answer may leave only when this has returned `Ok`.
    ///
    /// # Errors
    /// [`StoreError::Changed`] names those who are gone or fail the check: make the answer anew.
    /// [`StoreError::Invalid`] for an empty purpose. [`StoreError::Unavailable`] where the ledger
    /// cannot be written. In each case nothing was recorded and the answer must not leave.
    pub async fn disclose(
        &self,
        answer: &Disclosure,
        mut check: impl FnMut(u32, &Facts) -> bool + Send + 'static,
    ) -> Result<Receipt, StoreError> {
        self.disclose_all(std::slice::from_ref(answer), move |_, entry, facts| {
            check(entry, facts)
        })
        .await
    }

    /// Puts several answers on the record in one transaction, a leaf each, as [`Store::disclose`]
    /// does one. `check` is also handed the answer's place in the list.
    ///
    /// # Errors
    /// As [`Store::disclose`]; all answers are recorded or none.
    pub async fn disclose_all(
        &self,
        answers: &[Disclosure],
        check: impl FnMut(usize, u32, &Facts) -> bool + Send + 'static,
    ) -> Result<Receipt, StoreError> {
        if answers
            .iter()
            .any(|answer| answer.purpose.trim().is_empty())
        {
            return Err(StoreError::Invalid(
                "people are shown for a purpose only: say what for".into(),
            ));
        }
        group::record(&self.ledger, answers.to_vec(), Box::new(check)).await
    }
}

/// The hash of a leaf: over the one before it and everything it says, each with its length.
pub(super) fn leaf_hash(prev: &[u8], number: u64, body: &str, people: &[u8]) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new();
    hasher.update(b"kohtaanto ledger leaf 1");
    hasher.update(prev);
    hasher.update(&number.to_be_bytes());
    for part in [body.as_bytes(), people] {
        hasher.update(&(part.len() as u64).to_be_bytes());
        hasher.update(part);
    }
    *hasher.finalize().as_bytes()
}
