//! From an entry to the library's document. The tokens are the caller's, so they travel through
//! the library's tokenizer in a plain written form instead of being cut again.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use tantivy::TantivyDocument;
use tantivy::tokenizer::{Token as LibraryToken, TokenStream, Tokenizer};

use crate::entry::{Entry, FieldId, POSITION_MAX, Token};
use crate::query::{Kind, TERM_BYTES_MAX};
use crate::schema::{field_of, number_field};

/// The name under which [`Written`] is known to the library.
pub(crate) const TOKENIZER: &str = "written";

/// Ends one position's terms.
const RECORD_END: char = '\u{1e}';
/// Stands between a position and its terms, and between terms.
const UNIT_END: char = '\u{1f}';

/// Free positions between two texts of a field, so that no phrase reaches across.
const TEXT_GAP: u32 = 8;

/// The document of an entry, and how many terms were skipped because they are empty, too long or
/// too far into the text, or hold one of the two separators.
pub(crate) fn document(entry: &Entry) -> (TantivyDocument, u64) {
    let mut fields: BTreeMap<FieldId, FieldWriter<'_>> = BTreeMap::new();
    for text in &entry.texts {
        fields.entry(text.field).or_default().text(&text.tokens);
    }
    let mut document = TantivyDocument::default();
    document.add_u64(number_field(), u64::from(entry.number));
    let mut skipped = 0;
    for (field, writer) in fields {
        skipped += writer.skipped;
        document.add_text(field_of(field, Kind::Whole), &writer.whole);
        if !writer.parts.is_empty() {
            let mut written = String::from("0");
            for part in &writer.parts {
                written.push(UNIT_END);
                written.push_str(part);
            }
            document.add_text(field_of(field, Kind::Part), &written);
        }
    }
    (document, skipped)
}

/// Gathers one field's texts into the written form.
#[derive(Default)]
struct FieldWriter<'e> {
    whole: String,
    parts: BTreeSet<&'e str>,
    /// The first position free for the next text.
    free: u32,
    skipped: u64,
}

impl<'e> FieldWriter<'e> {
    fn text(&mut self, tokens: &'e [Token]) {
        let start = self.free;
        let mut terms: Vec<(u32, &str)> = Vec::with_capacity(tokens.len() * 3);
        for token in tokens {
            let position = start.saturating_add(token.position);
            for term in token.whole_terms() {
                if position <= POSITION_MAX && indexable(term) {
                    terms.push((position, term));
                } else {
                    self.skipped += 1;
                }
            }
            for part in &token.parts {
                if position <= POSITION_MAX && indexable(part) {
                    self.parts.insert(part);
                } else {
                    self.skipped += 1;
                }
            }
        }
        terms.sort_unstable();
        // A term twice at one position is one.
        terms.dedup();
        for at_position in terms.chunk_by(|one, next| one.0 == next.0) {
            for (at, (position, term)) in at_position.iter().enumerate() {
                if at == 0 {
                    // Writing to a string cannot fail.
                    let _ = write!(self.whole, "{position}");
                    self.free = position.saturating_add(1).saturating_add(TEXT_GAP);
                }
                self.whole.push(UNIT_END);
                self.whole.push_str(term);
            }
            self.whole.push(RECORD_END);
        }
    }
}

/// Whether a term can be indexed, and so be found.
pub(crate) fn indexable(term: &str) -> bool {
    !term.is_empty() && term.len() <= TERM_BYTES_MAX && !term.contains([RECORD_END, UNIT_END])
}

/// The tokenizer that reads the written form.
#[derive(Debug, Clone, Default)]
pub(crate) struct Written {
    token: LibraryToken,
}

impl Tokenizer for Written {
    type TokenStream<'a> = WrittenStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> WrittenStream<'a> {
        self.token.reset();
        WrittenStream {
            records: text.split(RECORD_END),
            terms: None,
            token: &mut self.token,
        }
    }
}

/// The terms of one written text, in order.
pub(crate) struct WrittenStream<'a> {
    records: std::str::Split<'a, char>,
    terms: Option<std::str::Split<'a, char>>,
    token: &'a mut LibraryToken,
}

impl TokenStream for WrittenStream<'_> {
    fn advance(&mut self) -> bool {
        loop {
            if let Some(term) = self.terms.as_mut().and_then(Iterator::next) {
                self.token.text.clear();
                self.token.text.push_str(term);
                return true;
            }
            let Some(record) = self.records.next() else {
                return false;
            };
            let mut terms = record.split(UNIT_END);
            // The last record is the empty rest after the last separator.
            self.terms = match terms.next().and_then(|position| position.parse().ok()) {
                Some(position) => {
                    self.token.position = position;
                    self.token.position_length = 1;
                    Some(terms)
                }
                None => None,
            };
        }
    }

    fn token(&self) -> &LibraryToken {
        self.token
    }

    fn token_mut(&mut self) -> &mut LibraryToken {
        self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_tokens_are_read_back() {
        let token = |position, surface: &str, same: &[&str]| Token {
            position,
            surface: surface.into(),
            same: same.iter().map(|term| (*term).to_owned()).collect(),
            ..Token::default()
        };
        let first = [
            token(0, "hitsaajalle", &["hitsaaja", "hitsaaja"]),
            token(2, "mig", &[]),
        ];
        let second = [token(0, "tig", &["", "\u{1f}", &"x".repeat(257)])];
        let mut writer = FieldWriter::default();
        writer.text(&first);
        writer.text(&second);
        assert_eq!(writer.skipped, 3);
        let mut reader = Written::default();
        let mut stream = reader.token_stream(&writer.whole);
        let mut read = Vec::new();
        while stream.advance() {
            read.push((stream.token().position, stream.token().text.clone()));
        }
        let expected = [(0, "hitsaaja"), (0, "hitsaajalle"), (2, "mig"), (11, "tig")];
        assert_eq!(
            read,
            expected.map(|(position, term)| (position, term.to_owned()))
        );
    }
}
