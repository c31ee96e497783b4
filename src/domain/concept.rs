//! References to the taxonomy's concepts, by their URI.

use std::str::FromStr;
use std::sync::Arc;

use super::code::{UnknownCode, codes, text_newtype};

/// The URI of an ESCO concept (`http://data.europa.eu/esco/…`). Whether the loaded release holds it
/// is not known here: a URI outside it is kept as words and reported.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ConceptUri(Arc<str>);

impl ConceptUri {
    /// The whole URI.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for ConceptUri {
    type Err = UnknownCode;
    fn from_str(value: &str) -> Result<Self, UnknownCode> {
        let tail = value
            .strip_prefix("http://data.europa.eu/esco/")
            .or_else(|| value.strip_prefix("https://data.europa.eu/esco/"));
        match tail {
            Some(tail)
                if !tail.is_empty()
                    && tail.len() <= 100
                    && tail.bytes().all(|b| b.is_ascii_graphic()) =>
            {
                Ok(Self(format!("http://data.europa.eu/esco/{tail}").into()))
            }
            _ => Err(UnknownCode {
                what: "concept URI (http://data.europa.eu/esco/…)",
                value: value.chars().take(140).collect(),
                nearest: None,
                choices: &[],
            }),
        }
    }
}

text_newtype!(
    ConceptUri,
    "http://data.europa.eu/esco/skill/1fd57242-267e-46df-bd8c-849fdd593a50"
);

codes! {
    /// What a taxonomy concept is.
    ConceptKind, "concept kind" {
        /// A skill, competence or piece of knowledge.
        Skill = "skill",
        /// An occupation.
        Occupation = "occupation",
        /// An ISCO-08 group of occupations.
        IscoGroup = "isco_group",
        /// A group of skills in ESCO's skill hierarchy.
        SkillGroup = "skill_group",
    }
}

codes! {
    /// What a phrase is asked to name.
    PhraseKind, "kind of phrase" {
        /// An occupation.
        Occupation = "occupation",
        /// A skill.
        Skill = "skill",
    }
}

impl From<PhraseKind> for ConceptKind {
    fn from(kind: PhraseKind) -> Self {
        match kind {
            PhraseKind::Occupation => Self::Occupation,
            PhraseKind::Skill => Self::Skill,
        }
    }
}
