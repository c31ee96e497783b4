//! Words of the region's own: what people write and neither the taxonomy nor the program's tables hold.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{ConceptUri, Lang, PermitCode};

/// What a word may mean.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Meaning {
    /// A permit of the list.
    Permit(PermitCode),
    /// An occupation or skill.
    Concept(ConceptUri),
}

impl std::fmt::Display for Meaning {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Permit(code) => code.fmt(f),
            Self::Concept(uri) => uri.fmt(f),
        }
    }
}

/// What a named person decided about a word. It holds until somebody decides anew.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WordDecision {
    /// The word's language.
    pub lang: Lang,
    /// The word or words, in the form people use; compared without regard to case.
    pub phrase: String,
    /// What it means, first choice first; empty where it is refused and not to be proposed again.
    pub means: Vec<Meaning>,
    /// Who decided.
    pub by: String,
    /// When.
    pub at: Timestamp,
}
