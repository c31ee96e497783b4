//! Who was shown a person, for whoever serves them: the person may ask at any time.

use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

use super::matching::{PAGE_MAX, staff_only};
use super::{Engine, EngineError, Reader};
use crate::domain::{AgencyId, PublicId, Role, VacancyId};
use crate::store::{DisclosureKind, Sight};

/// Times that a person was shown, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(example = json!({"public_id": "mfrggzdfmztwq2lknnwg23tpoa", "total": 2, "next": null, "sights": [
    {"number": 118, "at": "2026-11-21T10:00:00Z", "who": "nb2hk3dfmztwq2lknnwg23tpoq", "role": "partner",
     "organisation": "a-1", "purpose": "Assignment 2026-118", "vacancy": null, "kind": "listed"}]}))]
pub struct SeenBy {
    /// The program's own identifier of the person.
    pub public_id: PublicId,
    /// How often, in all.
    pub total: u64,
    /// The times, newest first; this asking is not yet among them.
    pub sights: Vec<SightLine>,
    /// What to ask the next page with, as `before`; null on the last.
    pub next: Option<u64>,
}

/// One time that a person was shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct SightLine {
    /// Number of the answer in the ledger.
    pub number: u64,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// To whom: a key's or a user's name.
    pub who: String,
    /// In which role.
    #[schema(value_type = String)]
    pub role: Role,
    /// Of which organisation, where it is not the employment service.
    #[schema(value_type = Option<String>)]
    pub organisation: Option<AgencyId>,
    /// Why, in the reader's words.
    pub purpose: String,
    /// For which vacancy, where it was for one.
    #[schema(value_type = Option<String>)]
    pub vacancy: Option<VacancyId>,
    /// How: `listed`, `opened`, `exported` or `contact`.
    #[schema(value_type = String)]
    pub kind: DisclosureKind,
}

impl From<Sight> for SightLine {
    fn from(sight: Sight) -> Self {
        let told = sight.disclosure;
        Self {
            number: sight.leaf,
            at: told.at,
            who: told.who,
            role: told.role,
            organisation: told.organisation,
            purpose: told.purpose,
            vacancy: told.vacancy,
            kind: told.kind,
        }
    }
}

/// Times without a limit asked for.
const LIMIT: usize = 100;

impl Engine {
    /// Who was shown a person, when and why: at most `limit` times (1 to 1,000; `None` is 100) before
    /// the answer of that number. On the ledger the person is opened by it.
    ///
    /// # Errors
    /// [`EngineError::NotFound`] for a person who is not there for this reader,
    /// [`EngineError::Invalid`] for a limit that cannot be.
    pub async fn seen_by(
        &self,
        reader: &Reader,
        person: &str,
        before: Option<u64>,
        limit: Option<usize>,
    ) -> Result<SeenBy, EngineError> {
        staff_only(reader, "see who was shown a person")?;
        let limit = limit.unwrap_or(LIMIT);
        if !(1..=PAGE_MAX).contains(&limit) {
            let reason = format!("a page holds 1 to {PAGE_MAX} times");
            return Err(EngineError::invalid("/limit", limit, reason));
        }
        self.follow().await?;
        let as_of = self.as_of();
        let (public_id, entry, id) = {
            let state = self.0.read_state();
            let (_, row, _) = state.seen_alone(person, &reader.class(), as_of)?;
            (row.public, row.entry, row.id.clone())
        };
        let sights = self.0.store.who_saw(&id).await?;
        self.opened_alone(reader, entry, as_of).await?;
        let total = sights.len() as u64;
        let earlier = sights
            .into_iter()
            .rev()
            .filter(|sight| before.is_none_or(|before| sight.leaf < before));
        let mut page: Vec<SightLine> = earlier.take(limit + 1).map(SightLine::from).collect();
        let more = page.len() > limit;
        page.truncate(limit);
        Ok(SeenBy {
            public_id,
            total,
            next: page.last().filter(|_| more).map(|last| last.number),
            sights: page,
        })
    }
}
