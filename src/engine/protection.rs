//! Protection data for sources that do not carry it, and what an import tells of its people.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::{Engine, EngineError};
use crate::domain::{Jobseeker, PersonId, Profile, Vacancy, VacancyId};
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

/// Where the knowledge of who may be matched comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Matching {
    /// From the records themselves.
    InRecords,
    /// The operator vouches that the coaches of everybody in the file allow it.
    AllInFile,
    /// From a list of people: `true` may be matched, `false` may not.
    Listed(HashMap<PersonId, bool>),
}

/// Reads a CSV of `id,yes|no`, with or without a heading that begins with `id`. Of somebody listed
/// twice the more careful word is kept: `yes` of a protected address, `no` of matching.
fn yes_or_no(csv: &str, careful: bool) -> Result<HashMap<PersonId, bool>, ProtectionFileError> {
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
        let said = match word.trim().trim_matches('"').to_lowercase().as_str() {
            "yes" | "true" | "kyllä" | "ja" => true,
            "no" | "false" | "ei" | "nej" => false,
            _ => return Err(bad()),
        };
        let id = id.trim().trim_matches('"').parse().map_err(|_| bad())?;
        let kept = listed.entry(id).or_insert(said);
        if said == careful {
            *kept = said;
        }
    }
    Ok(listed)
}

impl Matching {
    /// Reads a CSV of `id,yes|no`; a first line `id,matching` is a header.
    ///
    /// # Errors
    /// [`ProtectionFileError`] names the first line that is neither: then nothing of it is used.
    pub fn parse(csv: &str) -> Result<Self, ProtectionFileError> {
        yes_or_no(csv, false).map(Self::Listed)
    }

    /// Fills in what a record does not say of itself. A no is never turned into a yes.
    pub fn apply(&self, jobseeker: &mut Jobseeker) {
        let said = match self {
            Self::InRecords => None,
            Self::AllInFile => Some(true),
            Self::Listed(listed) => listed.get(&jobseeker.person.id).copied(),
        };
        let matching = &mut jobseeker.visibility.matching;
        *matching = match (*matching, said) {
            (Some(false), _) | (_, Some(false)) => Some(false),
            (known, said) => known.or(said),
        };
    }
}

impl Protection {
    /// Reads a CSV of `id,yes|no`; a first line `id,protected` is a header.
    ///
    /// # Errors
    /// [`ProtectionFileError`] names the first line that is neither: then nothing of it is used.
    pub fn parse(csv: &str) -> Result<Self, ProtectionFileError> {
        yes_or_no(csv, true).map(Self::Listed)
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
    /// Puts on record who vouches for a source's protection data, and for who of it may be matched. A
    /// list's yes holds from now on, until a list says no.
    ///
    /// # Errors
    /// [`EngineError::Unavailable`] where it cannot be written.
    pub async fn record_protection(
        &self,
        source: &str,
        protected: &Protection,
        matching: &Matching,
        by: &str,
    ) -> Result<(), EngineError> {
        let protection = match protected {
            Protection::InRecords => None,
            Protection::NoneInFile => Some(ProtectionKind::NoneInFile),
            Protection::Listed(_) => Some(ProtectionKind::File),
        };
        let matching = match matching {
            Matching::InRecords => None,
            Matching::AllInFile => Some(ProtectionKind::MatchingAllInFile),
            Matching::Listed(_) => Some(ProtectionKind::MatchingFile),
        };
        if let Protection::Listed(listed) = protected {
            let now = self.0.clock.now();
            self.0.store.list_protected(listed, by, now).await?;
        }
        for kind in protection.into_iter().chain(matching) {
            let record = ProtectionRecord {
                source: source.to_owned(),
                kind,
                by: by.to_owned(),
                at: self.0.clock.now(),
            };
            self.0.store.record_protection(&record).await?;
        }
        Ok(())
    }

    /// Which facts hide a person from staff today, all of them; for the operator's counts alone.
    pub fn hidden_by(&self, jobseeker: &Jobseeker) -> Vec<HiddenBy> {
        let staff = super::records::all_staff();
        visibility::reasons(&visibility::Facts::of(jobseeker), &staff, self.as_of())
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
        let twice = Protection::parse("P-1,yes\nP-1,no").unwrap();
        let Protection::Listed(twice) = twice else {
            panic!("{twice:?}");
        };
        assert!(twice.values().all(|protected| *protected));
        let error = Protection::parse("P-1,perhaps").unwrap_err();
        assert_eq!(
            error.to_string(),
            "line 1: `P-1,perhaps` is not `id,yes` or `id,no`"
        );
    }

    #[test]
    fn a_no_to_matching_stays_a_no() {
        let listed = Matching::parse("id,matching\nP-1,yes\nP-2,no\nP-4,no\nP-4,yes\n").unwrap();
        let check = |by: &Matching, id: &str, known: Option<bool>, after: Option<bool>| {
            let mut jobseeker = Jobseeker::new(id.parse().unwrap());
            jobseeker.visibility.matching = known;
            by.apply(&mut jobseeker);
            assert_eq!(jobseeker.visibility.matching, after, "{id} {known:?}");
        };
        check(&listed, "P-1", None, Some(true));
        check(&listed, "P-1", Some(false), Some(false));
        check(&listed, "P-2", Some(true), Some(false));
        check(&listed, "P-3", None, None);
        check(&listed, "P-4", None, Some(false));
        check(&Matching::AllInFile, "P-3", None, Some(true));
        check(&Matching::AllInFile, "P-3", Some(false), Some(false));
        check(&Matching::InRecords, "P-1", None, None);
    }
}
