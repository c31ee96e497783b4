//! Searching: one unchanging state of a collection, and what it answers.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, OnceLock};

use roaring::RoaringBitmap;
use tantivy::Searcher;
use tantivy::columnar::Column;

use crate::entry::FieldId;
use crate::error::IndexError;
use crate::evaluate::evaluate;
use crate::leaf::{Segment, Source};
use crate::query::{Query, Word};
use crate::rank::{Scores, hits};
use crate::schema::NUMBER;

/// What a word in a field is worth: its factor in an entry's points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FieldWeight {
    /// The field to look into.
    pub field: FieldId,
    /// The factor for a whole word.
    pub whole: u16,
    /// The factor for a part of a compound; lower than `whole` where parts are to rank below.
    pub part: u16,
}

/// A question to a [`View`].
#[derive(Debug, Clone, Copy)]
pub struct Request<'r> {
    /// What to find.
    pub query: &'r Query,
    /// The entries that may be found; for the answer, no other exists.
    pub allow: &'r RoaringBitmap,
    /// The fields to look into, with their weights; the first of a field counts.
    pub fields: &'r [FieldWeight],
    /// How many of the first hits to leave out.
    pub offset: usize,
    /// How many hits to give at most; 0 only counts.
    pub limit: usize,
}

/// The answer to a [`Request`].
#[derive(Debug, Clone, PartialEq)]
pub struct Hits {
    /// Every allowed entry that was found. Its length is the exact total.
    pub entries: RoaringBitmap,
    /// The page asked for: most points first, then the lowest entry number.
    pub hits: Vec<Hit>,
}

impl Hits {
    /// How many allowed entries were found, exactly.
    pub fn total(&self) -> u64 {
        self.entries.len()
    }
}

/// One entry found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Its number.
    pub entry: u32,
    /// Its points: over the clauses that found it, the sum of clause weight × best field weight.
    pub points: u64,
    /// What matched, by clause, then field, then kind.
    pub matches: Vec<Match>,
}

/// A clause found in a field of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// The clause's number in the query, from 0 in the order in which clauses are written.
    pub clause: u16,
    /// The field it was found in.
    pub field: FieldId,
    /// Whether as a whole word or as a part of a compound.
    pub kind: crate::query::Kind,
    /// The terms it was found by, sorted; none for a phrase.
    pub terms: Vec<String>,
}

/// One unchanging state of a collection. Cheap to clone. A view keeps what it reads, erased text
/// too, from leaving the disk: hold it for a request, not longer.
#[derive(Clone)]
pub struct View(Arc<State>);

struct State {
    place: String,
    applied: u64,
    searcher: Searcher,
    /// The entry numbers of each segment's documents.
    numbers: Vec<Column<u64>>,
    everything: OnceLock<RoaringBitmap>,
}

impl fmt::Debug for View {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("View")
            .field("place", &self.0.place)
            .field("applied", &self.0.applied)
            .finish_non_exhaustive()
    }
}

impl View {
    pub(crate) fn new(place: String, applied: u64, searcher: Searcher) -> tantivy::Result<Self> {
        let numbers = searcher
            .segment_readers()
            .iter()
            .map(|segment| segment.fast_fields().u64(NUMBER))
            .collect::<tantivy::Result<_>>()?;
        Ok(Self(Arc::new(State {
            place,
            applied,
            searcher,
            numbers,
            everything: OnceLock::new(),
        })))
    }

    /// The number of the last change this state has applied; 0 for none.
    pub fn applied(&self) -> u64 {
        self.0.applied
    }

    /// Every entry number in this state, whoever may see it.
    pub fn entries(&self) -> &RoaringBitmap {
        self.0.everything.get_or_init(|| {
            let mut entries = RoaringBitmap::new();
            for segment in self.segments() {
                let docs = 0..segment.reader.max_doc();
                entries.extend(docs.filter_map(|doc| segment.entry(doc)));
            }
            entries
        })
    }

    /// Finds entries. Every match is visited, and the answer is a function of the request and of
    /// the allowed entries' own texts.
    ///
    /// # Errors
    /// A query beyond its limits is [`IndexError::Query`]; the rest are failures of the files.
    pub fn search(&self, request: &Request<'_>) -> Result<Hits, IndexError> {
        request.query.check()?;
        let mut fields = BTreeMap::new();
        for weight in request.fields {
            fields.entry(weight.field).or_insert(*weight);
        }
        let everything = self.entries() & request.allow;
        let source = self.source(fields.keys().copied().collect(), &everything);
        let root = evaluate(request.query, &source, &everything)
            .map_err(|source| self.failed("search", source))?;
        let page = Scores::of(&root, &fields).page(request.offset, request.limit);
        Ok(Hits {
            hits: hits(&root, page),
            entries: root.entries,
        })
    }

    /// For each term, the allowed entries that have it as a whole word in any of the fields.
    ///
    /// # Errors
    /// Failures of the files.
    pub fn term_hits<'t>(
        &self,
        fields: &[FieldId],
        terms: impl IntoIterator<Item = &'t str>,
        allow: &RoaringBitmap,
    ) -> Result<Vec<RoaringBitmap>, IndexError> {
        let source = self.source(fields.to_vec(), allow);
        terms
            .into_iter()
            .map(|term| {
                let word = Word {
                    terms: vec![term.to_owned()],
                    parts: false,
                    weight: 0,
                };
                Ok(source
                    .word(&word)
                    .map_err(|source| self.failed("read terms", source))?
                    .entries())
            })
            .collect()
    }

    fn source<'v>(&'v self, fields: Vec<FieldId>, allow: &'v RoaringBitmap) -> Source<'v> {
        Source {
            segments: self.segments().collect(),
            fields,
            allow,
        }
    }

    fn segments(&self) -> impl Iterator<Item = Segment<'_>> {
        self.0
            .searcher
            .segment_readers()
            .iter()
            .zip(&self.0.numbers)
            .map(|(reader, numbers)| Segment { reader, numbers })
    }

    fn failed(&self, action: &'static str, source: tantivy::TantivyError) -> IndexError {
        IndexError::Library {
            place: self.0.place.clone(),
            action,
            source: Box::new(source),
        }
    }
}
