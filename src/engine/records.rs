//! Records in: written to the store first; the projection follows.

use std::collections::{BTreeMap, HashSet};

use super::{Engine, EngineError, HiddenBy, Reader, wording};
use crate::domain::{self, Jobseeker, Lang, Role, Scope, Vacancy};
pub use crate::store::{Counts, Put, PutOutcome};
use crate::visibility;

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

    /// Entries of the people whom staff may see.
    ///
    /// # Errors
    /// [`EngineError::Unavailable`] where the store cannot be read.
    pub async fn seen_by_staff(&self) -> Result<HashSet<u32>, EngineError> {
        let (staff, as_of) = (all_staff(), self.as_of());
        let mut seen = HashSet::new();
        self.0
            .store
            .each_visibility(|entry, facts| {
                if visibility::judge(&facts, &staff, as_of)
                    .hidden_by()
                    .is_none()
                {
                    seen.insert(entry);
                }
            })
            .await?;
        Ok(seen)
    }

    /// Why an answer considered nobody: a sentence for the operator, with how many people are hidden
    /// from staff by which fact.
    ///
    /// # Errors
    /// [`EngineError::Unavailable`] where the store cannot be read.
    pub async fn why_nobody(&self, lang: Lang) -> Result<String, EngineError> {
        let people = self.counts().await?.jobseekers;
        if people == 0 {
            return Ok(wording::say(lang, "nobody-here"));
        }
        let (staff, as_of) = (all_staff(), self.as_of());
        let mut causes: BTreeMap<HiddenBy, u64> = BTreeMap::new();
        self.0
            .store
            .each_visibility(|_, facts| {
                if let Some(cause) = visibility::judge(&facts, &staff, as_of).hidden_by() {
                    *causes.entry(cause).or_default() += 1;
                }
            })
            .await?;
        let causes: Vec<String> = causes
            .iter()
            .map(|(cause, count)| format!("{count} {cause}"))
            .collect();
        Ok(wording::say_with(
            lang,
            "everyone-hidden",
            [
                wording::value("people", people),
                wording::value("causes", causes.join(", ")),
            ],
        ))
    }

    /// How many people a reader may see.
    ///
    /// # Errors
    /// [`EngineError::Unavailable`] where the store cannot be read.
    pub async fn people_shown(&self, reader: &Reader) -> Result<u64, EngineError> {
        let sees = reader.sees(self.as_of());
        let mut shown = 0;
        self.0
            .store
            .each_visibility(|entry, facts| shown += u64::from(sees(entry, &facts)))
            .await?;
        Ok(shown)
    }

    /// How many records there are.
    ///
    /// # Errors
    /// [`EngineError::Unavailable`] where the store cannot be read.
    pub async fn counts(&self) -> Result<Counts, EngineError> {
        Ok(self.0.store.counts().await?)
    }
}

/// Staff who serve the whole region: hidden from them is hidden from everybody.
pub(super) fn all_staff() -> domain::Reader {
    domain::Reader::Staff {
        role: Role::Coordinator,
        scope: Scope::Everyone,
    }
}
