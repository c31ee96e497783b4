//! Reads the files for one clause: which allowed entries have a term, a start of a term, or words
//! in a row. Every posting is visited; nothing is pruned.

use std::collections::{BTreeMap, BTreeSet};

use roaring::RoaringBitmap;
use tantivy::columnar::Column;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, SegmentReader, TERMINATED, Term};

use crate::entry::FieldId;
use crate::query::{Kind, Phrase, Prefix, Word};
use crate::schema::field_of;

/// One group of files with the entry number of each of its documents.
pub(crate) struct Segment<'v> {
    pub(crate) reader: &'v SegmentReader,
    pub(crate) numbers: &'v Column<u64>,
}

impl Segment<'_> {
    /// The entry of a document that still lives.
    pub(crate) fn entry(&self, doc: u32) -> Option<u32> {
        if self.reader.is_deleted(doc) {
            return None;
        }
        self.numbers
            .first(doc)
            .and_then(|number| u32::try_from(number).ok())
    }
}

/// Where a clause was found: per field and kind, the allowed entries.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// The entries of each field and kind, together.
    pub(crate) places: BTreeMap<(FieldId, Kind), RoaringBitmap>,
    /// The same by term; a phrase has none.
    pub(crate) terms: BTreeMap<(FieldId, Kind), BTreeMap<String, RoaringBitmap>>,
}

impl Found {
    /// All entries, wherever they were found.
    pub(crate) fn entries(&self) -> RoaringBitmap {
        let mut entries = RoaringBitmap::new();
        for place in self.places.values() {
            entries |= place;
        }
        entries
    }

    fn add(&mut self, field: FieldId, kind: Kind, term: &str, mut entries: Vec<u32>) {
        if entries.is_empty() {
            return;
        }
        // Sorted, a bitmap is filled in one sweep.
        entries.sort_unstable();
        let entries: RoaringBitmap = entries.into_iter().collect();
        *self.places.entry((field, kind)).or_default() |= &entries;
        let terms = self.terms.entry((field, kind)).or_default();
        if let Some(found) = terms.get_mut(term) {
            *found |= entries;
        } else {
            terms.insert(term.to_owned(), entries);
        }
    }
}

/// What a clause is read from.
pub(crate) struct Source<'v> {
    pub(crate) segments: Vec<Segment<'v>>,
    /// The fields to look into, each once.
    pub(crate) fields: Vec<FieldId>,
    pub(crate) allow: &'v RoaringBitmap,
}

impl Source<'_> {
    /// The entries with any term of a word.
    pub(crate) fn word(&self, word: &Word) -> tantivy::Result<Found> {
        let terms: BTreeSet<&str> = word.terms.iter().map(String::as_str).collect();
        let mut found = Found::default();
        for (field, kind) in self.places(word.parts) {
            for term in &terms {
                let key = Term::from_field_text(field_of(field, kind), term);
                let mut entries = Vec::new();
                for segment in &self.segments {
                    let index = segment.reader.inverted_index(field_of(field, kind))?;
                    if let Some(postings) = index.read_postings(&key, IndexRecordOption::Basic)? {
                        self.collect(segment, postings, &mut entries);
                    }
                }
                found.add(field, kind, term, entries);
            }
        }
        Ok(found)
    }

    /// The entries with a term that starts so.
    pub(crate) fn prefix(&self, prefix: &Prefix) -> tantivy::Result<Found> {
        let mut found = Found::default();
        for (field, kind) in self.places(prefix.parts) {
            for segment in &self.segments {
                let index = segment.reader.inverted_index(field_of(field, kind))?;
                let mut stream = index
                    .terms()
                    .range()
                    .ge(prefix.start.as_bytes())
                    .lt(end_of(&prefix.start))
                    .into_stream()?;
                while stream.advance() {
                    let postings = index
                        .read_postings_from_terminfo(stream.value(), IndexRecordOption::Basic)?;
                    let mut entries = Vec::new();
                    self.collect(segment, postings, &mut entries);
                    // Terms were written from text, so they are text.
                    if let Ok(term) = std::str::from_utf8(stream.key()) {
                        found.add(field, kind, term, entries);
                    }
                }
            }
        }
        Ok(found)
    }

    /// The entries with the words in a row in one text.
    pub(crate) fn phrase(&self, phrase: &Phrase) -> tantivy::Result<Found> {
        let mut found = Found::default();
        for (field, kind) in self.places(false) {
            let mut entries = RoaringBitmap::new();
            for segment in &self.segments {
                self.phrase_in(segment, field, phrase, &mut entries)?;
            }
            if !entries.is_empty() {
                found.places.insert((field, kind), entries);
            }
        }
        Ok(found)
    }

    fn phrase_in(
        &self,
        segment: &Segment<'_>,
        field: FieldId,
        phrase: &Phrase,
        entries: &mut RoaringBitmap,
    ) -> tantivy::Result<()> {
        let mut common: Option<RoaringBitmap> = None;
        for word in &phrase.words {
            let mut docs = RoaringBitmap::new();
            for mut postings in read(segment, field, word, IndexRecordOption::Basic)? {
                while postings.doc() != TERMINATED {
                    docs.insert(postings.doc());
                    postings.advance();
                }
            }
            let docs = match common {
                Some(before) => before & docs,
                None => docs,
            };
            if docs.is_empty() {
                return Ok(());
            }
            common = Some(docs);
        }
        let mut slots = phrase
            .words
            .iter()
            .map(|word| {
                read(
                    segment,
                    field,
                    word,
                    IndexRecordOption::WithFreqsAndPositions,
                )
            })
            .collect::<tantivy::Result<Vec<_>>>()?;
        for doc in common.unwrap_or_default() {
            let allowed = segment
                .entry(doc)
                .filter(|entry| self.allow.contains(*entry));
            if let Some(entry) = allowed
                && in_a_row(&mut slots, doc)
            {
                entries.insert(entry);
            }
        }
        Ok(())
    }

    fn places(&self, parts: bool) -> impl Iterator<Item = (FieldId, Kind)> {
        self.fields
            .iter()
            .flat_map(move |field| Kind::wanted(parts).iter().map(|kind| (*field, *kind)))
    }

    fn collect(&self, segment: &Segment<'_>, mut postings: SegmentPostings, into: &mut Vec<u32>) {
        while postings.doc() != TERMINATED {
            let entry = segment.entry(postings.doc());
            into.extend(entry.filter(|entry| self.allow.contains(*entry)));
            postings.advance();
        }
    }
}

/// The whole-word postings of every term of a word.
fn read(
    segment: &Segment<'_>,
    field: FieldId,
    word: &Word,
    option: IndexRecordOption,
) -> tantivy::Result<Vec<SegmentPostings>> {
    let field = field_of(field, Kind::Whole);
    let index = segment.reader.inverted_index(field)?;
    let mut all = Vec::new();
    for term in &word.terms {
        all.extend(index.read_postings(&Term::from_field_text(field, term), option)?);
    }
    Ok(all)
}

/// Whether a document has a word of each slot, one position after the other. Documents must be
/// asked for in rising order.
fn in_a_row(slots: &mut [Vec<SegmentPostings>], doc: u32) -> bool {
    // Where a run that reaches the slot before ends.
    let mut ends: Option<Vec<u32>> = None;
    for slot in slots {
        let mut positions = Vec::new();
        for postings in slot {
            if postings.doc() < doc {
                postings.seek(doc);
            }
            if postings.doc() == doc {
                postings.append_positions_with_offset(0, &mut positions);
            }
        }
        positions.sort_unstable();
        if let Some(ends) = ends {
            positions.retain(|position| {
                position
                    .checked_sub(1)
                    .is_some_and(|before| ends.binary_search(&before).is_ok())
            });
        }
        if positions.is_empty() {
            return false;
        }
        ends = Some(positions);
    }
    ends.is_some()
}

/// The first byte string after every one that starts with a text. No byte of UTF-8 is 255, so the
/// last can always be raised.
fn end_of(start: &str) -> Vec<u8> {
    let mut end = start.as_bytes().to_vec();
    if let Some(last) = end.last_mut() {
        *last = last.saturating_add(1);
    }
    end
}
