//! What is asked and what is held as bytes, so that what was scored once can be scored again: they mean
//! something only beside the taxonomy that they were resolved against.

use serde::{Deserialize, Serialize};

use super::ask::Ask;
use super::cells::{EducationCell, Fixed, LanguageCell, SkillCell, WordCell, WorkCell};
use super::facts::Facts;
use super::plan::Row;

/// A row as it is kept.
#[derive(Serialize, Deserialize)]
struct KeptRow {
    skills: Vec<SkillCell>,
    work: Vec<WorkCell>,
    languages: Vec<LanguageCell>,
    educations: Vec<EducationCell>,
    wished: Vec<u32>,
    places: Vec<u16>,
    words: Vec<WordCell>,
    fixed: Fixed,
}

impl Row<'_> {
    /// The row as bytes: equal rows give equal bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let row = KeptRow {
            skills: self.skills.to_vec(),
            work: self.work.to_vec(),
            languages: self.languages.to_vec(),
            educations: self.educations.to_vec(),
            wished: self.wished.to_vec(),
            places: self.places.to_vec(),
            words: self.words.to_vec(),
            fixed: *self.fixed,
        };
        // Only a map or a sequence of unknown length could fail, and there is none.
        bitcode::serialize(&row).unwrap_or_default()
    }
}

impl Facts {
    /// A row from its bytes; `None` where they are another version's.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let row: KeptRow = bitcode::deserialize(bytes).ok()?;
        Some(Self {
            skills: row.skills,
            work: row.work,
            languages: row.languages,
            educations: row.educations,
            wished: row.wished,
            places: row.places,
            words: row.words,
            fixed: row.fixed,
            ..Self::default()
        })
    }
}

impl Ask {
    /// What is asked, as bytes: equal asks give equal bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        bitcode::serialize(self).unwrap_or_default()
    }

    /// What is asked, from its bytes; `None` where they are another version's.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        bitcode::deserialize(bytes).ok()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::score::laws::world::{advert, plan, someone};
    use crate::score::{Ask, Facts};

    proptest! {
        #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn what_was_kept_is_scored_as_it_was(advert in advert(), someone in someone()) {
            let (ask, facts) = (advert.ask(), someone.facts());
            let bytes = (ask.to_bytes(), facts.row().to_bytes());
            let kept = (Ask::from_bytes(&bytes.0).unwrap(), Facts::from_bytes(&bytes.1).unwrap());
            prop_assert_eq!(
                plan(&kept.0).assess(&kept.1.row()),
                plan(&ask).assess(&facts.row())
            );
            prop_assert_eq!((kept.0.to_bytes(), kept.1.row().to_bytes()), bytes);
        }
    }
}
