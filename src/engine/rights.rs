//! The ledger's answers, and a person's rights: who saw me, erase me.

use jiff::Timestamp;

use super::{Engine, EngineError, Inner, Reader};
use crate::domain::{PersonId, PublicId, VacancyId};
pub use crate::store::{AuditReport, Sight};
use crate::store::{Disclosure, DisclosureKind};

impl Engine {
    /// Looks for any edit, removal, insertion or reordering in the ledger.
    ///
    /// # Errors
    /// [`EngineError::Unavailable`] where the store cannot be read.
    pub async fn audit_verify(&self) -> Result<AuditReport, EngineError> {
        Ok(self.0.store.audit_verify().await?)
    }

    /// Every time a person was shown to somebody, oldest first.
    ///
    /// # Errors
    /// [`EngineError::Unavailable`] where the store cannot be read.
    pub async fn who_saw(&self, person: &PersonId) -> Result<Vec<Sight>, EngineError> {
        Ok(self.0.store.who_saw(person).await?)
    }

    /// Whether a person has been erased, and not been readmitted since.
    ///
    /// # Errors
    /// [`EngineError::Unavailable`] where the store cannot be read.
    pub async fn is_erased(&self, person: &PersonId) -> Result<bool, EngineError> {
        Ok(self.0.store.is_erased(person).await?)
    }

    /// Erases a person: from answers at once, then from the database's and the index's files.
    ///
    /// # Errors
    /// [`EngineError::NotFound`] for a person who is not stored; [`EngineError::Unavailable`] where
    /// it cannot be written.
    pub async fn erase(&self, person: &PersonId) -> Result<(), EngineError> {
        let stored = self
            .0
            .store
            .jobseeker(person)
            .await?
            .ok_or(EngineError::NotFound { what: "person" })?;
        // Before and after: a kill between the two leaves nothing behind, and nothing that was being
        // kept meanwhile stays.
        self.forget_projection().await;
        self.0.store.erase(person, Timestamp::now()).await?;
        if self.0.read_state().as_of.is_some() {
            self.follow().await?;
        }
        self.forget_projection().await;
        self.unshelve(stored.entry).await
    }

    /// Lets an erased person be imported again; whether they had been erased.
    ///
    /// # Errors
    /// [`EngineError::Unavailable`] where it cannot be written.
    pub async fn readmit(&self, person: &PersonId) -> Result<bool, EngineError> {
        Ok(self.0.store.readmit(person).await?)
    }

    /// The program's own identifier of a vacancy in the projection.
    pub fn public_vacancy(&self, id: &VacancyId) -> Option<PublicId> {
        self.0
            .read_state()
            .vacancy(id.as_str())
            .map(|row| row.public)
    }

    /// The program's own identifier of a person in the projection; for the demo's links.
    pub fn public_person(&self, id: &PersonId) -> Option<PublicId> {
        self.0
            .read_state()
            .person(id.as_str())
            .map(|(_, row)| row.public)
    }
}

impl Inner {
    /// What the ledger is told of an answer: who is shown whom, how, for what and now.
    pub(super) fn disclosure(
        &self,
        reader: &Reader,
        vacancy: Option<VacancyId>,
        kind: DisclosureKind,
        people: Vec<u32>,
    ) -> Disclosure {
        Disclosure {
            at: Timestamp::now(),
            who: reader.name.clone(),
            role: reader.role,
            organisation: reader.organisation.clone(),
            purpose: reader.purpose.clone(),
            vacancy,
            kind,
            versions: self.order_versions(),
            people,
        }
    }
}
