//! Protection data for sources that do not carry it, and what an import tells of its people.

use std::collections::{BTreeSet, HashMap, HashSet};

use jiff::Timestamp;

use super::{Engine, EngineError};
use crate::domain::{Jobseeker, PersonId, Profile, Reader, Role, Scope, Vacancy, VacancyId};
use crate::store::{ProtectionKind, ProtectionRecord};
use crate::visibility;
pub use crate::visibility::HiddenBy;

/// Where the knowledge of non-disclosure orders comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Protection {
    /// From the records themselves.
    InRecords,
    /// The operator vouches that nobody in the file has one.
    NoneInFile,
    /// From a list of people: `true` has one, `false` is known to have none.
    Listed(HashMap<PersonId, bool>),
}

/// A protection file that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: `{text}` is not `id,yes` or `id,no`")]
pub struct ProtectionFileError {
    /// The line, from 1.
    pub line: usize,
    /// What stands there.
    pub text: String,
}

impl Protection {
    /// Reads a CSV of `id,yes|no`; a first line `id,protected` is a header.
    ///
    /// # Errors
    /// [`ProtectionFileError`] names the first line that is neither: then nothing of it is used.
    pub fn parse(csv: &str) -> Result<Self, ProtectionFileError> {
        let mut listed = HashMap::new();
        for (text, line) in csv.trim_start_matches('\u{feff}').lines().zip(1..) {
            let bad = || ProtectionFileError {
                line,
                text: text.chars().take(80).collect(),
            };
            let text_ = text.trim();
            if text_.is_empty() || (line == 1 && text_.to_lowercase().starts_with("id")) {
                continue;
            }
            let (id, word) = text_.rsplit_once([',', ';']).ok_or_else(bad)?;
            let protected = match word.trim().trim_matches('"').to_lowercase().as_str() {
                "yes" | "true" | "kyllä" | "ja" => true,
                "no" | "false" | "ei" | "nej" => false,
                _ => return Err(bad()),
            };
            let id = id.trim().trim_matches('"').parse().map_err(|_| bad())?;
            // Somebody listed twice is protected if either line says so.
            *listed.entry(id).or_insert(protected) |= protected;
        }
        Ok(Self::Listed(listed))
    }

    /// Fills in what a record does not say of itself. What it says is never weakened.
    pub fn apply(&self, jobseeker: &mut Jobseeker) {
        let person = &mut jobseeker.person;
        let said = match self {
            Self::InRecords => None,
            Self::NoneInFile => Some(false),
            Self::Listed(listed) => listed.get(&person.id).copied(),
        };
        person.protected_address = match (person.protected_address, said) {
            (Some(true), _) | (_, Some(true)) => Some(true),
            (known, said) => known.or(said),
        };
    }
}

impl Engine {
    /// Puts on record who vouches for a source's protection data.
    ///
    /// # Errors
    /// [`EngineError::Unavailable`] where it cannot be written.
    pub async fn record_protection(
        &self,
        source: &str,
        protection: &Protection,
        by: &str,
    ) -> Result<(), EngineError> {
        let kind = match protection {
            Protection::InRecords => return Ok(()),
            Protection::NoneInFile => ProtectionKind::NoneInFile,
            Protection::Listed(_) => ProtectionKind::File,
        };
        let record = ProtectionRecord {
            source: source.to_owned(),
            kind,
            by: by.to_owned(),
            at: Timestamp::now(),
        };
        self.0.store.record_protection(&record).await?;
        Ok(())
    }

    /// Which fact hides a person from staff today, if any; for the operator's counts alone.
    pub fn hidden_by(&self, jobseeker: &Jobseeker) -> Option<HiddenBy> {
        let staff = Reader::Staff {
            role: Role::Coordinator,
            scope: Scope::Everyone,
        };
        visibility::judge(&visibility::Facts::of(jobseeker), &staff, self.as_of()).hidden_by()
    }

    /// Concept URIs of a vacancy that the taxonomy does not hold.
    pub fn unknown_concepts_of_vacancy(&self, vacancy: &Vacancy) -> Vec<String> {
        let skills = vacancy.skills.iter().filter_map(|s| s.concept.as_ref());
        self.unknown(vacancy.occupations.iter().chain(skills))
    }

    /// Concept URIs of a profile that the taxonomy does not hold.
    pub fn unknown_concepts_of_profile(&self, profile: &Profile) -> Vec<String> {
        let skills = profile
            .skills
            .iter()
            .flatten()
            .filter_map(|s| s.concept.as_ref());
        let jobs = profile
            .employments
            .iter()
            .flatten()
            .filter_map(|e| e.occupation.as_ref());
        let wished = profile.wishes.iter().flat_map(|w| &w.occupations);
        self.unknown(skills.chain(jobs).chain(wished))
    }

    fn unknown<'a>(
        &self,
        uris: impl Iterator<Item = &'a crate::domain::ConceptUri>,
    ) -> Vec<String> {
        let unknown = uris.filter(|uri| self.0.taxonomy.find(uri.as_str()).is_none());
        unknown
            .map(ToString::to_string)
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect()
    }

    /// Withdraws the open vacancies of a source that are not among those sent; how many.
    ///
    /// # Errors
    /// [`EngineError::Unavailable`]: then none was withdrawn.
    pub async fn withdraw_vacancies(
        &self,
        source: &str,
        sent: &HashSet<VacancyId>,
    ) -> Result<u64, EngineError> {
        Ok(self.0.store.withdraw_vacancies(source, sent).await?)
    }

    /// Takes the people of a source who are not among those sent out of matching; how many.
    ///
    /// # Errors
    /// [`EngineError::Unavailable`]: then none was taken out.
    pub async fn unmatch_jobseekers(
        &self,
        source: &str,
        sent: &HashSet<PersonId>,
    ) -> Result<u64, EngineError> {
        Ok(self.0.store.unmatch_jobseekers(source, sent).await?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_never_weakens_what_a_record_says() {
        let listed = Protection::parse("id,protected\nP-1,no\nP-2;kyllä\n").unwrap();
        let check = |id: &str, known: Option<bool>, after: Option<bool>| {
            let mut jobseeker = Jobseeker::new(id.parse().unwrap());
            jobseeker.person.protected_address = known;
            listed.apply(&mut jobseeker);
            assert_eq!(jobseeker.person.protected_address, after, "{id} {known:?}");
        };
        check("P-1", None, Some(false));
        check("P-1", Some(true), Some(true));
        check("P-2", Some(false), Some(true));
        check("P-3", None, None);
        let error = Protection::parse("P-1,perhaps").unwrap_err();
        assert_eq!(
            error.to_string(),
            "line 1: `P-1,perhaps` is not `id,yes` or `id,no`"
        );
    }
}
