//! What a search answers.

use serde::Serialize;
use utoipa::ToSchema;

use super::Versions;
use crate::domain::{PublicId, codes};

codes! {
    /// What of the words of a search was read otherwise than one may think.
    SearchNote, "note on a search" {
        /// A quotation mark without its pair was left out.
        QuoteUnpaired = "quote_unpaired",
        /// Only exclusions: everything else is found, and nothing orders it.
        OnlyExclusions = "only_exclusions",
        /// The words are too many; the rest was left out.
        Cut = "cut",
    }
}

/// What a search found.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct SearchResult {
    /// How many, exactly, of what the reader may see.
    pub total: u64,
    /// What of the words was read otherwise than one may think.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(value_type = Vec<String>)]
    pub notes: Vec<SearchNote>,
    /// What the answer was made with.
    pub versions: Versions,
    /// This page, best first.
    pub hits: Vec<SearchHit>,
    /// Counts over all that was found.
    pub facets: Vec<Facet>,
    /// Number of the first hit of the next page, counted from 0.
    pub next: Option<usize>,
}

/// One hit of a search.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct SearchHit {
    /// The program's own identifier: what stands in addresses.
    pub public_id: PublicId,
    /// The id in its source.
    pub id: String,
    /// Name of the person or title of the vacancy.
    pub label: String,
    /// Headline of the profile, or name of the employer.
    pub headline: String,
    /// How well the words match: they order hits, and say nothing of fitness for work.
    pub points: u64,
    /// The words in their place.
    pub snippets: Vec<Snippet>,
}

/// A stretch of text with the words found marked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Snippet {
    /// The field's path.
    pub field: String,
    /// The text.
    pub text: String,
    /// Marked stretches of `text`, in characters, end exclusive.
    pub marks: Vec<[u32; 2]>,
    /// Whether text before it was left out.
    pub cut_before: bool,
    /// Whether text after it was left out.
    pub cut_after: bool,
}

/// A facet: how many of what was found have each value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Facet {
    /// The filter that it narrows by: `municipalities`, `concepts`, `permits`.
    pub name: String,
    /// Values, most frequent first.
    pub values: Vec<FacetValue>,
}

/// A value of a facet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct FacetValue {
    /// A code or URI.
    pub value: String,
    /// Its name in the reader's language.
    pub label: String,
    /// How many.
    pub count: u64,
}
