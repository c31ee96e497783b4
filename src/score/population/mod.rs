//! Profiles as a plan looks at them: in columns, row by row, and in blocks of tables, for everyone at
//! once. Rows that are not yet in a block are judged from the columns; nothing else differs.

mod block;
mod columns;
mod facets;
mod kept;
mod lists;
mod nearness;
mod packed;
mod rows;

use std::sync::Arc;

use rayon::prelude::*;

pub(super) use block::{BLOCK_MAX, Block};
pub(super) use facets::{Facet, Parts};
pub(super) use lists::List;
pub use nearness::Nearness;
pub(super) use nearness::SkillClass;
pub use rows::RowSet;
pub(super) use rows::{Members, count, each, has};

use super::facts::Facts;
use super::plan::Row;
use columns::Columns;

/// Rows of resolved profiles. A row is a number from 0; who it is, the engine knows.
#[derive(Clone, Default)]
pub struct Population {
    columns: Columns,
    nearness: Option<Arc<Nearness>>,
    /// One after another from row 0.
    blocks: Vec<Arc<Block>>,
    /// Rows of a block at most, where not as many as a block can hold.
    block_max: Option<usize>,
}

/// What a population takes in memory, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bytes {
    /// The columns that single rows are read from.
    pub columns: usize,
    /// The inverted lists of skills, occupations and words.
    pub lists: usize,
    /// Sets and classes of rows.
    pub classes: usize,
}

/// Rows that may stay outside the blocks: judging them one by one takes less than another block would.
const LOOSE_MAX: usize = 192;

impl Population {
    /// An empty population whose rows will lie in tables, made by the taxonomy and weights that
    /// `nearness` was made by. Without it ([`default`](Self::default)) every row is judged by itself.
    pub fn new(nearness: Arc<Nearness>) -> Self {
        Self {
            nearness: Some(nearness),
            ..Self::default()
        }
    }

    /// The same in blocks of at most so many rows, a multiple of 64: a small population in several.
    #[cfg(test)]
    pub(super) fn in_blocks_of(nearness: Arc<Nearness>, rows: usize) -> Self {
        Self {
            block_max: Some(rows.min(BLOCK_MAX)),
            ..Self::new(nearness)
        }
    }

    /// Adds a row; its number is the count before.
    pub fn push(&mut self, facts: &Facts) {
        self.columns.push(&facts.row());
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.columns.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A row, by a number below [`len`](Self::len).
    #[inline]
    pub fn row(&self, row: usize) -> Row<'_> {
        self.columns.row(row)
    }

    /// Puts rows that were added into blocks, where there are enough of them to be worth it. Changes
    /// no result. A small block is joined with its neighbour when that one is no more than twice as
    /// large, so that each row is put anew a few times at most.
    pub fn settle(&mut self) {
        let Some(nearness) = self.nearness.clone() else {
            return;
        };
        let settled = self.settled();
        if self.len() - settled <= LOOSE_MAX {
            return;
        }
        let block_max = self.block_max.unwrap_or(BLOCK_MAX);
        let mut from = settled;
        let whole = self.len() / 64 * 64;
        while let Some(last) = self.blocks.last() {
            let joined = whole - last.start;
            if last.len > 2 * (whole - from) || joined > block_max {
                break;
            }
            from = last.start;
            self.blocks.pop();
        }
        let starts: Vec<usize> = (from..whole).step_by(block_max).collect();
        let columns = &self.columns;
        let block = |start: usize| {
            let len = block_max.min(whole - start);
            Arc::new(Block::new(columns, start, len, &nearness))
        };
        self.blocks
            .extend(starts.into_par_iter().map(block).collect::<Vec<_>>());
    }

    /// Rows that are in blocks.
    pub(super) fn settled(&self) -> usize {
        self.blocks.last().map_or(0, |last| last.start + last.len)
    }

    pub(super) fn blocks(&self) -> &[Arc<Block>] {
        &self.blocks
    }

    pub(super) fn nearness(&self) -> Option<&Nearness> {
        self.nearness.as_deref()
    }

    /// What it takes in memory.
    pub fn bytes(&self) -> Bytes {
        let blocks = self.blocks.iter().map(|block| block.bytes());
        let (lists, classes) = blocks.fold((0, 0), |sum, (a, b)| (sum.0 + a, sum.1 + b));
        Bytes {
            columns: self.columns.bytes(),
            lists,
            classes,
        }
    }
}
