//! One vacancy changed or removed by staff, never over somebody else's change unseen.

use super::{Engine, EngineError, Reader};
use crate::domain::{PublicId, Vacancy};
pub use crate::store::ContentHash as Version;
use crate::store::{Expect, Put, StoreError, Stored};

/// What a writer takes to be stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expected {
    /// Whatever is there, as long as something is.
    Anything,
    /// One of these versions, each spelled by the beginning of its hexadecimal digits.
    OneOf(Vec<String>),
}

/// Digits that spell a version where a reader is told of it: 128 bits.
pub const VERSION_DIGITS: usize = 32;

impl Expected {
    fn holds(&self, version: Version) -> bool {
        let spelled = version.to_string();
        match self {
            Self::Anything => true,
            Self::OneOf(versions) => versions
                .iter()
                .any(|digits| digits.len() == VERSION_DIGITS && spelled.starts_with(digits)),
        }
    }
}

impl Engine {
    /// Puts another record in the place of a vacancy's, if what is stored is as expected.
    ///
    /// # Errors
    /// [`EngineError::NotFound`] for one that is not there, [`EngineError::Stale`] where another version
    /// is, [`EngineError::Invalid`] for a record of another id.
    pub async fn change_vacancy(
        &self,
        reader: &Reader,
        vacancy: PublicId,
        expected: &Expected,
        record: &Vacancy,
    ) -> Result<Put, EngineError> {
        let stored = self.vacancy_as(vacancy, expected).await?;
        if record.id != stored.record.id {
            let reason = format!(
                "`id` is read-only: it stays `{}`; another vacancy comes in by an import",
                stored.record.id
            );
            return Err(EngineError::invalid("/id", &record.id, reason));
        }
        let expect = Expect::Content(stored.hash);
        let put = self.0.store.put_vacancy(record, expect).await;
        let put = put.map_err(stale)?;
        tracing::info!(vacancy = %vacancy, who = %reader.name, outcome = ?put.outcome, "a vacancy was put");
        Ok(put)
    }

    /// Removes a vacancy, if what is stored is as expected.
    ///
    /// # Errors
    /// [`EngineError::NotFound`] for one that is not there, [`EngineError::Stale`] where another version
    /// is.
    pub async fn remove_vacancy(
        &self,
        reader: &Reader,
        vacancy: PublicId,
        expected: &Expected,
    ) -> Result<(), EngineError> {
        let stored = self.vacancy_as(vacancy, expected).await?;
        let expect = Expect::Content(stored.hash);
        let removed = self.0.store.delete_vacancy(&stored.record.id, expect).await;
        removed.map_err(stale)?;
        tracing::info!(vacancy = %vacancy, who = %reader.name, "a vacancy was removed");
        Ok(())
    }

    async fn vacancy_as(
        &self,
        vacancy: PublicId,
        expected: &Expected,
    ) -> Result<Stored<Vacancy>, EngineError> {
        let stored = self.0.store.vacancy_by_public(vacancy).await?;
        let stored = stored.ok_or(EngineError::NotFound { what: "vacancy" })?;
        if expected.holds(stored.hash) {
            Ok(stored)
        } else {
            Err(EngineError::Stale)
        }
    }
}

/// Somebody changed the record between the look at it and the write.
fn stale(error: StoreError) -> EngineError {
    match error {
        StoreError::Conflict(_) => EngineError::Stale,
        other => other.into(),
    }
}
