//! Records in: written to the store first; the projection follows.

use std::collections::{BTreeMap, HashSet};

use super::{Engine, EngineError, HiddenBy, Reader, wording};
use crate::domain::{self, Jobseeker, Lang, Role, Scope, Vacancy};
use crate::gaps::SMALL;
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
        let mut seen = HashSet::new();
        self.each_before_staff(|entry, hidden_by| {
            if hidden_by.is_empty() {
                seen.insert(entry);
            }
        })
        .await?;
        Ok(seen)
    }

    /// How many of these people staff cannot see for want of a fact that an import can supply.
    ///
    /// # Errors
    /// [`EngineError::Unavailable`] where the store cannot be read.
    pub async fn lacking_facts(&self, entries: &HashSet<u32>) -> Result<u64, EngineError> {
        use HiddenBy::{MatchingUnknown, ProtectionUnknown};
        let mut lacking = 0;
        self.each_before_staff(|entry, hidden_by| {
            let unknown = matches!(hidden_by.first(), Some(ProtectionUnknown | MatchingUnknown));
            lacking += u64::from(unknown && entries.contains(&entry));
        })
        .await?;
        Ok(lacking)
    }

    /// Hands over everyone with all that hides them from staff today, the verdict's own reason first.
    async fn each_before_staff(
        &self,
        mut visit: impl FnMut(u32, Vec<HiddenBy>) + Send,
    ) -> Result<(), EngineError> {
        let (staff, as_of) = (all_staff(), self.as_of());
        let reasons = |entry, facts| visit(entry, visibility::reasons(&facts, &staff, as_of));
        Ok(self.0.store.each_visibility(reasons).await?)
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
        let mut causes: BTreeMap<HiddenBy, u64> = BTreeMap::new();
        self.each_before_staff(|_, hidden_by| {
            for cause in hidden_by {
                *causes.entry(cause).or_default() += 1;
            }
        })
        .await?;
        Ok(wording::say_with(
            lang,
            "everyone-hidden",
            [
                wording::value("people", people),
                wording::value("causes", hidden_in_words(&causes, lang)),
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

/// How many people each fact hides, in words, with how it is supplied where it is missing. One person
/// may be counted under several. What is known of people, and not merely missing, is not told of
/// fewer than [`SMALL`] of them.
pub fn hidden_in_words(causes: &BTreeMap<HiddenBy, u64>, lang: Lang) -> String {
    let told = |(cause, count): (&HiddenBy, &u64)| {
        let missing = matches!(
            cause,
            HiddenBy::ProtectionUnknown
                | HiddenBy::MatchingUnknown
                | HiddenBy::ScopeUnknown
                | HiddenBy::ConsentTextUnknown
        );
        let count = match *count {
            few if few < SMALL && !missing => {
                wording::say_with(lang, "hidden-few", [wording::value("least", SMALL)])
            }
            count => count.to_string(),
        };
        let words = wording::say(lang, &format!("hidden-{cause}"));
        format!("{words}: {count}")
    };
    // Beside an exact total, an exact count of the unknown would tell the few by subtraction: both as one.
    let few = |n: &u64| (1..SMALL).contains(n);
    let protected = causes.get(&HiddenBy::Protected).filter(|n| few(n));
    let unknown = causes.get(&HiddenBy::ProtectionUnknown);
    let together = protected.zip(unknown).map(|(known, unknown)| {
        let words = wording::say(lang, "hidden-protected_or_unknown");
        format!("{words}: {}", known + unknown)
    });
    let of_protection =
        |cause: &HiddenBy| matches!(cause, HiddenBy::Protected | HiddenBy::ProtectionUnknown);
    let apart = causes
        .iter()
        .filter(|(cause, _)| together.is_none() || !of_protection(cause))
        .map(told);
    together
        .clone()
        .into_iter()
        .chain(apart)
        .collect::<Vec<_>>()
        .join("; ")
}

/// Staff who serve the whole region: hidden from them is hidden from everybody.
pub(super) fn all_staff() -> domain::Reader {
    domain::Reader::Staff {
        role: Role::Coordinator,
        scope: Scope::Everyone,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_has_words_in_each_language() {
        for lang in Lang::ALL {
            for cause in HiddenBy::ALL {
                let said = hidden_in_words(&BTreeMap::from([(*cause, 12)]), *lang);
                assert!(
                    said.ends_with(": 12") && !said.contains(cause.as_str()),
                    "{said}"
                );
            }
        }
    }

    #[test]
    fn missing_facts_are_counted_and_known_ones_of_few_people_are_not() {
        let causes = BTreeMap::from([
            (HiddenBy::Protected, 1),
            (HiddenBy::ProtectionUnknown, 1),
            (HiddenBy::MatchingUnknown, 3),
        ]);
        assert_eq!(
            hidden_in_words(&causes, Lang::En),
            "non-disclosure order, or not known whether there is one (supply: --protection): 2; \
             not known whether they may be matched (supply: --matching): 3"
        );
    }
}
