//! Rare combinations of facts: what is known of somebody's place is told only beside facts that
//! several people of the place share.
//!
//! Counted over the people whom one agency may see, and over what it may see of them: so nobody who is
//! hidden from it makes a difference. The hierarchy is fixed: municipality, then none. Facts that an
//! assignment asks for by name (skills, occupations, languages, permits, education) are not coarsened:
//! they are what the consent releases, and each is told only where it is asked.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::domain::{MunicipalityCode, Profile};

/// Fewest people of a place who hold a fact, for the place to be told beside it.
pub const CROWD: u32 = 5;

/// What an agency may see of somebody, as far as it can be combined with where they live.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outline {
    place: Option<MunicipalityCode>,
    /// Hashes of the facts, each once; living there is one.
    facts: Vec<u64>,
}

fn fact(kind: &str, value: impl Hash) -> u64 {
    // The same in every process of a version, and never kept.
    let mut hasher = DefaultHasher::new();
    (kind, value).hash(&mut hasher);
    hasher.finish()
}

impl Outline {
    /// Of a profile as it was projected, and the municipality where it is released.
    pub fn of(projected: &Profile, place: Option<MunicipalityCode>) -> Self {
        let skills = projected.skills.iter().flatten();
        let skills = skills.filter_map(|s| s.concept.as_ref());
        let jobs = projected.employments.iter().flatten();
        let jobs = jobs.filter_map(|job| job.occupation.as_ref());
        let languages = projected.languages.iter().flatten().map(|l| l.code);
        let permits = projected.permits.iter().flatten().map(|p| p.code);
        let taken = projected.educations.iter().flatten();
        let taken = taken.map(|e| (e.code.as_deref(), e.level.map(|level| level as u8)));
        let mut facts: Vec<u64> = std::iter::once(fact("lives", ()))
            .chain(skills.map(|uri| fact("skill", uri.as_str())))
            .chain(jobs.map(|uri| fact("work", uri.as_str())))
            .chain(languages.map(|code| fact("language", code.as_str())))
            .chain(permits.map(|code| fact("permit", code.index())))
            .chain(taken.map(|education| fact("education", education)))
            .collect();
        facts.sort_unstable();
        facts.dedup();
        Self { place, facts }
    }

    /// Where the person lives, as released.
    pub fn place(&self) -> Option<MunicipalityCode> {
        self.place
    }

    fn pairs(&self) -> impl Iterator<Item = (MunicipalityCode, u64)> {
        let place = self.place.into_iter();
        place.flat_map(|place| self.facts.iter().map(move |fact| (place, *fact)))
    }
}

/// How many people of each place hold each fact.
#[derive(Debug, Clone, Default)]
pub struct Crowd(HashMap<(MunicipalityCode, u64), u32>);

impl Crowd {
    /// Counts somebody in.
    pub fn add(&mut self, outline: &Outline) {
        for pair in outline.pairs() {
            *self.0.entry(pair).or_default() += 1;
        }
    }

    /// Counts somebody out who had been counted in.
    pub fn remove(&mut self, outline: &Outline) {
        for pair in outline.pairs() {
            match self.0.get_mut(&pair) {
                Some(count) if *count > 1 => *count -= 1,
                _ => {
                    self.0.remove(&pair);
                }
            }
        }
    }

    /// Where somebody lives, if each of their facts is shared by [`CROWD`] people there, themselves
    /// counted in.
    pub fn place_of(&self, outline: &Outline) -> Option<MunicipalityCode> {
        let shared = |pair| self.0.get(&pair).is_some_and(|count| *count >= CROWD);
        outline.place.filter(|_| outline.pairs().all(shared))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::record::parse;

    fn outline(place: &str, languages: &[&str]) -> Outline {
        let languages: Vec<String> = languages
            .iter()
            .map(|code| format!(r#"{{"code":"{code}"}}"#))
            .collect();
        let json = format!(
            r#"{{"languages":[{}],"permits":["driving:B"]}}"#,
            languages.join(",")
        );
        Outline::of(&parse(&json).unwrap(), place.parse().ok())
    }

    #[test]
    fn a_place_is_told_beside_what_five_share_there() {
        let mut crowd = Crowd::default();
        let common = outline("837", &["fi"]);
        let rare = outline("837", &["fi", "so"]);
        let elsewhere = outline("536", &["fi"]);
        (0..4).for_each(|_| crowd.add(&common));
        crowd.add(&elsewhere);
        assert_eq!(crowd.place_of(&common), None, "four");
        crowd.add(&rare);
        assert_eq!(
            crowd.place_of(&common),
            common.place(),
            "the fifth counts too"
        );
        assert_eq!(crowd.place_of(&rare), None, "one of five");
        assert_eq!(crowd.place_of(&elsewhere), None, "alone in a place");
        crowd.remove(&rare);
        assert_eq!(crowd.place_of(&common), None, "as before");
        assert_eq!(crowd.place_of(&outline("", &[])), None);
    }
}
