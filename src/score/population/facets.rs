//! Rows by what a criterion reads of them: rows that read alike are judged once.

use std::collections::HashMap;
use std::hash::Hash;

use serde::{Deserialize, Serialize};

use super::packed;
use super::rows::Members;

/// What a criterion reads, numbered, and each row's number.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in crate::score) struct Facet<K> {
    pub(in crate::score) keys: Vec<K>,
    #[serde(with = "packed")]
    pub(in crate::score) of_row: Vec<u16>,
}

impl<K: Eq + Hash + Clone> Facet<K> {
    /// Of a block's rows in order.
    pub(in crate::score) fn new(rows: impl Iterator<Item = K>) -> Self {
        let mut numbers: HashMap<K, u16> = HashMap::new();
        let (mut keys, mut of_row) = (Vec::new(), Vec::with_capacity(rows.size_hint().0));
        for key in rows {
            // A block has at most 32,768 rows, so the numbers suffice.
            let next = u16::try_from(keys.len()).unwrap_or(u16::MAX);
            let number = *numbers.entry(key.clone()).or_insert(next);
            if number == next {
                keys.push(key);
            }
            of_row.push(number);
        }
        Self { keys, of_row }
    }

    pub(in crate::score) fn bytes(&self) -> usize {
        self.keys.capacity() * size_of::<K>() + self.of_row.capacity() * size_of::<u16>()
    }
}

/// Rows by key, for the few keys that a criterion asks for by name.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in crate::score) struct Parts<K> {
    /// By key; a row may stand in several.
    pub(in crate::score) parts: Vec<(K, Members)>,
}

impl<K: Ord + Clone> Parts<K> {
    /// Of `(key, row)` in any order of keys, the rows ascending within a key.
    pub(in crate::score) fn new(mut pairs: Vec<(K, u16)>, of: usize) -> Self {
        pairs.sort();
        let parts = pairs.chunk_by(|a, b| a.0 == b.0).map(|same| {
            let mut rows: Vec<u16> = same.iter().map(|(_, row)| *row).collect();
            rows.dedup();
            (same[0].0.clone(), Members::new(&rows, of))
        });
        Self {
            parts: parts.collect(),
        }
    }

    /// The rows of a key.
    pub(in crate::score) fn of(&self, key: &K) -> Option<&Members> {
        let place = self.parts.binary_search_by(|(own, _)| own.cmp(key)).ok()?;
        Some(&self.parts[place].1)
    }

    pub(in crate::score) fn bytes(&self) -> usize {
        let members: usize = self.parts.iter().map(|(_, m)| m.bytes()).sum();
        self.parts.capacity() * size_of::<(K, Members)>() + members
    }
}
