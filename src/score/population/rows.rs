//! Sets of rows: bits over everyone, and the smaller of bits and a list within a block.

use serde::{Deserialize, Serialize};

/// Rows of a population as bits: who may be looked at, for instance.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RowSet {
    words: Vec<u64>,
}

impl RowSet {
    /// Every row below a number.
    pub fn below(rows: usize) -> Self {
        let mut words = vec![u64::MAX; rows.div_ceil(64)];
        if let Some(last) = words.last_mut().filter(|_| !rows.is_multiple_of(64)) {
            *last = (1 << (rows % 64)) - 1;
        }
        Self { words }
    }

    /// Takes a row in.
    pub fn insert(&mut self, row: u32) {
        let word = row as usize / 64;
        if word >= self.words.len() {
            self.words.resize(word + 1, 0);
        }
        self.words[word] |= 1 << (row % 64);
    }

    /// Lets a row go.
    pub fn remove(&mut self, row: u32) {
        if let Some(word) = self.words.get_mut(row as usize / 64) {
            *word &= !(1 << (row % 64));
        }
    }

    /// Whether a row is in it.
    pub fn contains(&self, row: u32) -> bool {
        let word = self.words.get(row as usize / 64);
        word.is_some_and(|word| word >> (row % 64) & 1 == 1)
    }

    /// How many rows are in it.
    pub fn len(&self) -> u64 {
        self.words.iter().map(|w| u64::from(w.count_ones())).sum()
    }

    /// Whether no row is in it.
    pub fn is_empty(&self) -> bool {
        self.words.iter().all(|word| *word == 0)
    }

    /// The rows, ascending.
    pub fn iter(&self) -> impl Iterator<Item = u32> {
        let words = (0u32..).zip(&self.words);
        words.flat_map(|(word, bits)| ones(*bits).map(move |bit| word * 64 + bit))
    }

    /// Takes rows in by words of bits, from a row that is a multiple of 64.
    pub(in crate::score) fn add_words(&mut self, row: usize, words: &[u64]) {
        let first = row / 64;
        if self.words.len() < first + words.len() {
            self.words.resize(first + words.len(), 0);
        }
        let own = self.words[first..].iter_mut().zip(words);
        own.for_each(|(own, word)| *own |= word);
    }

    /// Takes in all that another has.
    pub fn union(&mut self, other: &Self) {
        self.add_words(0, &other.words);
    }

    /// How many rows are in this one and not in another.
    pub fn beyond(&self, other: &Self) -> u64 {
        let others = other.words.iter().chain(std::iter::repeat(&0));
        let beyond = self
            .words
            .iter()
            .zip(others)
            .map(|(own, other)| own & !other);
        beyond.map(|word| u64::from(word.count_ones())).sum()
    }

    /// The rows in this one and not in another.
    #[must_use]
    pub fn without(&self, other: &Self) -> Self {
        let others = other.words.iter().chain(std::iter::repeat(&0));
        let words = self
            .words
            .iter()
            .zip(others)
            .map(|(own, other)| own & !other);
        Self {
            words: words.collect(),
        }
    }

    /// The rows that are in this one and in another.
    #[must_use]
    pub fn within(&self, other: &Self) -> Self {
        let words = self.words.iter().zip(&other.words);
        Self {
            words: words.map(|(own, other)| own & other).collect(),
        }
    }

    /// The words of bits from a row that is a multiple of 64, at most so many; missing ones are 0.
    pub(in crate::score) fn words_from(&self, row: usize, words: usize) -> &[u64] {
        let first = (row / 64).min(self.words.len());
        let last = (first + words).min(self.words.len());
        &self.words[first..last]
    }
}

impl FromIterator<u32> for RowSet {
    fn from_iter<I: IntoIterator<Item = u32>>(rows: I) -> Self {
        let mut set = Self::default();
        rows.into_iter().for_each(|row| set.insert(row));
        set
    }
}

/// The bits that are set in a word, from the lowest.
pub(in crate::score) fn ones(mut bits: u64) -> impl Iterator<Item = u32> {
    std::iter::from_fn(move || {
        let bit = (bits != 0).then(|| bits.trailing_zeros());
        bits &= bits.wrapping_sub(1);
        bit
    })
}

/// Calls with every row of a block that is in a set of bits, ascending.
#[inline]
pub(in crate::score) fn each(bits: &[u64], mut row: impl FnMut(usize)) {
    for (word, bits) in bits.iter().enumerate() {
        let mut bits = *bits;
        while bits != 0 {
            row(word * 64 + bits.trailing_zeros() as usize);
            bits &= bits - 1;
        }
    }
}

pub(in crate::score) fn count(bits: &[u64]) -> u64 {
    bits.iter().map(|word| u64::from(word.count_ones())).sum()
}

pub(in crate::score) fn has(bits: &[u64], row: usize) -> bool {
    bits[row / 64] >> (row % 64) & 1 == 1
}

/// Rows of a block: a list where they are few, bits where they are many.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in crate::score) enum Members {
    Few(Box<[u16]>),
    Many(Box<[u64]>),
}

impl Default for Members {
    fn default() -> Self {
        Self::Few(Box::default())
    }
}

impl Members {
    /// Of ascending rows, in a block of so many.
    pub(in crate::score) fn new(rows: &[u16], of: usize) -> Self {
        if rows.len() * 16 <= of {
            return Self::Few(rows.into());
        }
        let mut bits = vec![0; of.div_ceil(64)];
        for row in rows {
            bits[usize::from(*row) / 64] |= 1u64 << (row % 64);
        }
        Self::Many(bits.into())
    }

    /// Puts them into a set of bits.
    pub(in crate::score) fn add_to(&self, bits: &mut [u64]) {
        match self {
            Self::Few(rows) => rows
                .iter()
                .for_each(|row| bits[usize::from(*row) / 64] |= 1 << (row % 64)),
            Self::Many(own) => bits.iter_mut().zip(own).for_each(|(b, o)| *b |= o),
        }
    }

    pub(in crate::score) fn bytes(&self) -> usize {
        match self {
            Self::Few(rows) => size_of_val(&**rows),
            Self::Many(bits) => size_of_val(&**bits),
        }
    }
}
