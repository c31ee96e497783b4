//! What is written to a collection: numbered entries with analysed tokens.

/// How many fields a collection has: field numbers are 0 to this, exclusive.
pub const FIELDS_MAX: u8 = 16;

/// The greatest position within a field's text that is indexed. Tokens further on are counted as
/// skipped in [`Written::terms_skipped`](crate::Written::terms_skipped).
pub const POSITION_MAX: u32 = 1 << 20;

/// Which of its texts a word stands in (headline, body, labels of skills …). The caller gives the
/// numbers their meaning and keeps them for as long as its analyser's version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FieldId(u8);

impl FieldId {
    /// The field of this number, or none from [`FIELDS_MAX`] on.
    pub const fn new(number: u8) -> Option<Self> {
        if number < FIELDS_MAX {
            Some(Self(number))
        } else {
            None
        }
    }

    /// Its number, 0 to [`FIELDS_MAX`] exclusive.
    pub const fn number(self) -> u8 {
        self.0
    }

    /// Every field there is, by number.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..FIELDS_MAX).map(Self)
    }
}

/// One analysed token of a text. Terms are compared byte for byte: the caller normalises and
/// lower-cases, the same way for texts and for queries.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Token {
    /// The token's place in its text, counted in tokens; several tokens may share one.
    pub position: u32,
    /// Where the token starts in the text, in characters.
    pub start: u32,
    /// Where the token ends in the text, in characters, exclusive.
    pub end: u32,
    /// The token as it stands in the text, normalised.
    pub surface: String,
    /// Base forms and stem: as good as the surface, at the same position.
    pub same: Vec<String>,
    /// Parts of a compound word: found too, but weaker than a whole word, and never by a phrase.
    pub parts: Vec<String>,
}

impl Token {
    /// The terms by which the whole word is found: its surface, base forms and stem.
    pub fn whole_terms(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.surface.as_str()).chain(self.same.iter().map(String::as_str))
    }
}

/// One text of an entry. A field may have several texts; no phrase reaches from one to the next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldText {
    /// The field it belongs to.
    pub field: FieldId,
    /// Its tokens.
    pub tokens: Vec<Token>,
}

/// A numbered entry with everything by which it can be found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The caller's number for it.
    pub number: u32,
    /// Its texts.
    pub texts: Vec<FieldText>,
}

/// One step of a batch. Later steps win over earlier ones of the same number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Puts an entry in place of whatever had its number.
    Put(Entry),
    /// Removes the entry of this number, if there is one. Its terms leave the files with a later
    /// merge; [`Collection::purge`](crate::Collection::purge) makes them leave now.
    Remove(u32),
}
