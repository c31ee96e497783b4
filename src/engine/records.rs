//! Records in: written to the store first; the projection follows.

use super::{Engine, EngineError, wording};
use crate::domain::{Jobseeker, Lang, Vacancy};
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

    /// Why an answer considered nobody: a sentence for the operator.
    ///
    /// # Errors
    /// [`EngineError::Unavailable`] where the store cannot be read.
    pub async fn why_nobody(&self, lang: Lang) -> Result<String, EngineError> {
        let people = self.counts().await?.jobseekers;
        Ok(match people {
            0 => wording::say(lang, "nobody-here"),
            _ => wording::say_with(lang, "everyone-hidden", [wording::value("people", people)]),
        })
    }

    /// How many records there are.
    ///
    /// # Errors
    /// [`EngineError::Unavailable`] where the store cannot be read.
    pub async fn counts(&self) -> Result<Counts, EngineError> {
        Ok(self.0.store.counts().await?)
    }
}
