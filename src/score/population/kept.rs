//! A population as bytes, tables included, so that they need not be made again at every start. The
//! bytes mean something only beside the taxonomy and weights that they were made by.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::block::Block;
use super::columns::Columns;
use super::{Nearness, Population};

/// A population as it is read back.
#[derive(Deserialize)]
struct Kept {
    fingerprint: u64,
    columns: Columns,
    blocks: Vec<Block>,
}

/// A population as it is written.
#[derive(Serialize)]
struct Keeping<'a> {
    fingerprint: u64,
    columns: &'a Columns,
    blocks: Vec<&'a Block>,
}

impl Population {
    /// The rows and their tables as bytes; empty where there are no tables.
    pub fn to_bytes(&self) -> Vec<u8> {
        let Some(nearness) = &self.nearness else {
            return Vec::new();
        };
        let keeping = Keeping {
            fingerprint: nearness.fingerprint(),
            columns: &self.columns,
            blocks: self.blocks.iter().map(|block| &**block).collect(),
        };
        // Only a map or a sequence of unknown length could fail, and there is none.
        bitcode::serialize(&keeping).unwrap_or_default()
    }

    /// The population of such bytes; `None` where they were made by another taxonomy, by other weights
    /// or by another version of the program, or are none.
    pub fn from_bytes(bytes: &[u8], nearness: Arc<Nearness>) -> Option<Self> {
        let mut kept: Kept = bitcode::deserialize(bytes).ok()?;
        let ends = kept.blocks.iter().scan(0, |end, block| {
            let follows = block.start == *end;
            *end += block.len;
            Some((follows, *end))
        });
        let (follow, end) = ends.fold((true, 0), |(all, _), (follows, end)| (all && follows, end));
        let sound = kept.columns.is_sound() && follow && end <= kept.columns.len();
        if kept.fingerprint != nearness.fingerprint() || !sound {
            return None;
        }
        kept.columns.tighten();
        Some(Self {
            columns: kept.columns,
            nearness: Some(nearness),
            blocks: kept.blocks.into_iter().map(Arc::new).collect(),
            block_max: None,
        })
    }

    /// Some of the rows alone, in order, by numbers below [`len`](Self::len), in tables of their own.
    #[must_use]
    pub fn only(&self, rows: impl IntoIterator<Item = usize>) -> Self {
        let mut columns = Columns::default();
        rows.into_iter()
            .for_each(|row| columns.push(&self.row(row)));
        let mut only = Self {
            columns,
            nearness: self.nearness.clone(),
            blocks: Vec::new(),
            block_max: self.block_max,
        };
        only.settle();
        only
    }
}
