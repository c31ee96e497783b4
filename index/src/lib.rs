//! Finds numbered entries by words.
//!
//! This crate speaks of numbers, never of people: an entry is a number and the analysed tokens of
//! its texts, an answer is entry numbers with the fields and terms that matched. It keeps no text
//! to show; whoever shows a snippet takes the text from the system of record.
//!
//! # The map
//! - [`Entry`], [`Token`], [`Change`]: what is written. The caller analyses the text.
//! - [`Query`]: what is asked, as a typed value with limits. [`parse_box`] reads a search box.
//! - [`Collection`]: one folder of entries, its writer, and its last applied change number.
//! - [`View`]: one unchanging state of a collection, to search in.
//! - [`highlight()`]: where a query's words stand in a text that was analysed again.
//!
//! # What is promised
//! - **Whoever is not allowed is not there.** Results, counts, scores and order depend on the
//!   query, the weights and the allowed entries alone, not on others in the same collection.
//! - **Every match is visited**; totals are exact and the order does not depend on how the
//!   entries lie in files.
//! - **Nothing typed by a user reaches a query parser of the library underneath.**
//!
//! # What is not here
//! Text analysis, the rarity of words, people, visibility, the store.

mod collection;
#[cfg(feature = "contents")]
pub mod contents;
mod document;
mod entry;
mod error;
mod evaluate;
mod folder;
mod highlight;
mod leaf;
#[cfg(feature = "peer")]
pub mod peer;
mod query;
mod rank;
mod schema;
mod search_box;
mod stamp;
mod view;

pub use collection::{Collection, Place, Purged, Written};
pub use entry::{Change, Entry, FIELDS_MAX, FieldId, FieldText, POSITION_MAX, Token};
pub use error::IndexError;
pub use highlight::{Span, best_window, highlight};
pub use query::{
    CLAUSES_MAX, DEPTH_MAX, Kind, PREFIX_CHARS_MIN, Phrase, Prefix, Query, QueryError,
    TERM_BYTES_MAX, TERMS_MAX, Word,
};
pub use search_box::{BOX_CHARS_MAX, BOX_TERMS_MAX, BoxQuery, BoxTerm, parse_box};
pub use view::{FieldWeight, Hit, Hits, Match, Request, View};
