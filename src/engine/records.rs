//! Records in: written to the store first; the projection follows.

use super::{Engine, EngineError};
use crate::domain::{Jobseeker, Vacancy};
pub use crate::store::{Counts, Put, PutOutcome};

impl Engine {
    /// Puts vacancies by id, all or none; what became of each.
    ///
    /// # Errors
    /// [`EngineError::Unavailable`]: then nothing was written.
    pub async fn put_vacancies(&self, batch: &[Vacancy]) -> Result<Vec<Put>, EngineError> {
        Ok(self.0.store.put_vacancies(batch).await?)
    }

    /// Puts jobseekers by id, all or none; what became of each. `source` names who sent them.
    ///
    /// # Errors
    /// [`EngineError::Unavailable`]: then nothing was written.
    pub async fn put_jobseekers(
        &self,
        batch: &[Jobseeker],
        source: Option<&str>,
    ) -> Result<Vec<Put>, EngineError> {
        Ok(self.0.store.put_jobseekers(batch, source).await?)
    }

    /// How many records there are.
    ///
    /// # Errors
    /// [`EngineError::Unavailable`] where the store cannot be read.
    pub async fn counts(&self) -> Result<Counts, EngineError> {
        Ok(self.0.store.counts().await?)
    }
}
