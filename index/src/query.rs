//! What is asked, as a typed value. Text typed by a user never becomes a query by parsing alone:
//! the caller analyses words and builds these values, and every one is checked against the limits.

use thiserror::Error;

/// How many clauses a query may have: words, words of phrases, prefixes, [`Query::All`] and groups
/// are counted together.
pub const CLAUSES_MAX: usize = 64;
/// How deep groups may stand within one another; a single word is depth 1.
pub const DEPTH_MAX: usize = 4;
/// How many bytes a term may have.
pub const TERM_BYTES_MAX: usize = 256;
/// How many terms a word may be found by.
pub const TERMS_MAX: usize = 32;
/// How many characters the start of a word must have to be asked as a prefix.
pub const PREFIX_CHARS_MIN: usize = 2;

/// What to find.
///
/// Clauses (words, phrases, prefixes, all) are numbered from 0 in the order in which they are
/// written, those within an exclusion too; [`Match::clause`](crate::Match::clause) and
/// [`Span::clause`](crate::Span::clause) are these numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Query {
    /// Every entry; adds no points.
    All,
    /// Entries with a word.
    Word(Word),
    /// Entries with words in this order, one right after the other, in one text.
    Phrase(Phrase),
    /// Entries with a word that starts so.
    Prefix(Prefix),
    /// Entries found by every one of these; of none, every entry.
    AllOf(Vec<Query>),
    /// Entries found by at least one of these; of none, no entry.
    AnyOf(Vec<Query>),
    /// Entries not found by this; adds no points.
    Exclude(Box<Query>),
}

/// A word and every term by which it may be found: surface, base forms, stem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// The terms, at least one, at most [`TERMS_MAX`].
    pub terms: Vec<String>,
    /// Whether a part of a compound word is good enough: `hoitaja` then finds `lähihoitaja`.
    /// Within a phrase only whole words count.
    pub parts: bool,
    /// The word's worth, most often its rarity; a property of the word alone. In points.
    pub weight: u16,
}

/// Words one right after the other. Its worth is the sum of its words' weights.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// The words, at least one.
    pub words: Vec<Word>,
}

impl Phrase {
    /// The phrase's worth: the sum of its words' weights.
    pub fn weight(&self) -> u64 {
        self.words.iter().map(|word| u64::from(word.weight)).sum()
    }
}

/// The start of a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prefix {
    /// The start, at least [`PREFIX_CHARS_MIN`] characters.
    pub start: String,
    /// Whether the start of a compound's part is good enough.
    pub parts: bool,
    /// Its worth in points.
    pub weight: u16,
}

/// How a word was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// As a whole word.
    Whole,
    /// As a part of a compound word.
    Part,
}

impl Kind {
    /// The kinds that a clause asks for.
    pub(crate) fn wanted(parts: bool) -> &'static [Self] {
        if parts {
            &[Self::Whole, Self::Part]
        } else {
            &[Self::Whole]
        }
    }
}

/// Which limit a query is beyond.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum QueryError {
    /// More than [`CLAUSES_MAX`] clauses.
    #[error("a query has at most {CLAUSES_MAX} words and groups; ask with fewer")]
    TooManyClauses,
    /// Groups deeper than [`DEPTH_MAX`].
    #[error("groups in a query stand at most {DEPTH_MAX} deep")]
    TooDeep,
    /// A word or phrase of nothing.
    #[error("a word or phrase in a query needs at least one term")]
    Empty,
    /// More than [`TERMS_MAX`] terms for one word.
    #[error("a word in a query has {terms} terms; it may have {TERMS_MAX}")]
    TooManyTerms {
        /// How many it has.
        terms: usize,
    },
    /// An empty term, or one longer than [`TERM_BYTES_MAX`].
    #[error("a term in a query has {bytes} bytes; it may have 1 to {TERM_BYTES_MAX}")]
    TermLength {
        /// How many it has.
        bytes: usize,
    },
    /// A prefix shorter than [`PREFIX_CHARS_MIN`].
    #[error("the start of a word needs {PREFIX_CHARS_MIN} characters; it has {chars}")]
    PrefixTooShort {
        /// How many it has.
        chars: usize,
    },
}

impl Query {
    /// Whether the query keeps every limit of this module. A search checks it by itself.
    pub fn check(&self) -> Result<(), QueryError> {
        self.check_below(DEPTH_MAX, &mut 0)
    }

    fn check_below(&self, depth_left: usize, clauses: &mut usize) -> Result<(), QueryError> {
        let Some(depth_left) = depth_left.checked_sub(1) else {
            return Err(QueryError::TooDeep);
        };
        *clauses += match self {
            Self::Phrase(phrase) => phrase.words.len(),
            _ => 1,
        };
        if *clauses > CLAUSES_MAX {
            return Err(QueryError::TooManyClauses);
        }
        match self {
            Self::All => Ok(()),
            Self::Word(word) => word.check(),
            Self::Phrase(phrase) if phrase.words.is_empty() => Err(QueryError::Empty),
            Self::Phrase(phrase) => phrase.words.iter().try_for_each(Word::check),
            Self::Prefix(prefix) => prefix.check(),
            Self::AllOf(queries) | Self::AnyOf(queries) => queries
                .iter()
                .try_for_each(|query| query.check_below(depth_left, clauses)),
            Self::Exclude(query) => query.check_below(depth_left, clauses),
        }
    }
}

impl Word {
    fn check(&self) -> Result<(), QueryError> {
        match self.terms.len() {
            0 => Err(QueryError::Empty),
            1..=TERMS_MAX => self.terms.iter().try_for_each(|term| check_term(term)),
            terms => Err(QueryError::TooManyTerms { terms }),
        }
    }
}

impl Prefix {
    fn check(&self) -> Result<(), QueryError> {
        check_term(&self.start)?;
        match self.start.chars().count() {
            chars if chars < PREFIX_CHARS_MIN => Err(QueryError::PrefixTooShort { chars }),
            _ => Ok(()),
        }
    }
}

fn check_term(term: &str) -> Result<(), QueryError> {
    match term.len() {
        1..=TERM_BYTES_MAX => Ok(()),
        bytes => Err(QueryError::TermLength { bytes }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(terms: &[&str]) -> Query {
        Query::Word(Word {
            terms: terms.iter().map(|term| (*term).to_owned()).collect(),
            parts: true,
            weight: 1,
        })
    }

    fn prefix(start: &str) -> Query {
        Query::Prefix(Prefix {
            start: start.into(),
            parts: true,
            weight: 1,
        })
    }

    fn check(query: &Query, expected: Result<(), QueryError>) {
        assert_eq!(query.check(), expected, "{query:?}");
    }

    #[test]
    fn a_query_within_the_limits_passes() {
        let words = vec![word(&["a"]); CLAUSES_MAX - 1];
        check(&Query::AllOf(words), Ok(()));
        check(&word(&["ä".repeat(128).as_str()]), Ok(()));
        check(&word(&["a"; TERMS_MAX]), Ok(()));
        check(&prefix("yö"), Ok(()));
        check(&Query::AllOf(vec![]), Ok(()));
    }

    #[test]
    fn too_many_clauses_are_refused_however_they_are_hidden() {
        let many = Err(QueryError::TooManyClauses);
        check(&Query::AllOf(vec![word(&["a"]); CLAUSES_MAX]), many.clone());
        check(
            &Query::AnyOf(vec![Query::AllOf(vec![]); CLAUSES_MAX]),
            many.clone(),
        );
        let Query::Word(slot) = word(&["a"]) else {
            return;
        };
        let phrase = Query::Phrase(Phrase {
            words: vec![slot; CLAUSES_MAX + 1],
        });
        check(&phrase, many);
    }

    #[test]
    fn deep_groups_are_refused() {
        let mut query = word(&["a"]);
        for _ in 1..DEPTH_MAX {
            query = Query::AllOf(vec![query]);
        }
        check(&query, Ok(()));
        check(&Query::Exclude(Box::new(query)), Err(QueryError::TooDeep));
    }

    #[test]
    fn bad_terms_are_refused() {
        check(&word(&[]), Err(QueryError::Empty));
        check(
            &Query::Phrase(Phrase { words: vec![] }),
            Err(QueryError::Empty),
        );
        check(&word(&[""]), Err(QueryError::TermLength { bytes: 0 }));
        let long = "x".repeat(257);
        check(&word(&[&long]), Err(QueryError::TermLength { bytes: 257 }));
        check(&prefix(&long), Err(QueryError::TermLength { bytes: 257 }));
        check(&prefix("ä"), Err(QueryError::PrefixTooShort { chars: 1 }));
        let terms = TERMS_MAX + 1;
        check(
            &word(&vec!["a"; terms]),
            Err(QueryError::TooManyTerms { terms }),
        );
    }
}
