//! Inverted lists: for each key the rows that have it, by class; within a class the rows ascend, so
//! that reading a list walks through memory in one direction, and a row takes two bytes.

use serde::{Deserialize, Serialize};

use super::packed::{self, Packed};

/// Rows of one class that follow each other in a list.
#[derive(Debug, Clone, Copy)]
struct Run {
    class: u16,
    len: u16,
}

/// Where a list begins among the runs and among the rows.
#[derive(Debug, Clone, Copy, Default)]
struct Head {
    run: u32,
    row: u32,
}

/// Lists by key, the keys being dense numbers.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(in crate::score) struct Lists {
    #[serde(with = "packed")]
    heads: Vec<Head>,
    #[serde(with = "packed")]
    runs: Vec<Run>,
    #[serde(with = "packed")]
    rows: Vec<u16>,
}

impl Packed for Run {
    const SIZE: usize = 4;

    fn put(&self, bytes: &mut Vec<u8>) {
        self.class.put(bytes);
        self.len.put(bytes);
    }

    fn take(bytes: &[u8]) -> Self {
        let (class, len) = bytes.split_at(2);
        Self {
            class: u16::take(class),
            len: u16::take(len),
        }
    }
}

impl Packed for Head {
    const SIZE: usize = 8;

    fn put(&self, bytes: &mut Vec<u8>) {
        self.run.put(bytes);
        self.row.put(bytes);
    }

    fn take(bytes: &[u8]) -> Self {
        let (run, row) = bytes.split_at(4);
        Self {
            run: u32::take(run),
            row: u32::take(row),
        }
    }
}

/// The most rows that a run counts; longer ones are cut.
const RUN_MAX: usize = u16::MAX as usize;

fn at(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

impl Lists {
    /// Of so many keys. `each` is called twice and hands over the same `(key, class, row)` both
    /// times, the rows ascending.
    pub(in crate::score) fn new(keys: usize, each: impl Fn(&mut dyn FnMut(u32, u16, u16))) -> Self {
        let mut starts = vec![0u32; keys + 1];
        each(&mut |key, _, _| starts[key as usize + 1] += 1);
        for key in 0..keys {
            starts[key + 1] += starts[key];
        }
        let mut postings = vec![0u32; starts[keys] as usize];
        let mut ends = starts.clone();
        each(&mut |key, class, row| {
            let end = &mut ends[key as usize];
            postings[*end as usize] = u32::from(class) << 16 | u32::from(row);
            *end += 1;
        });
        let mut lists = Self {
            heads: Vec::with_capacity(keys + 1),
            runs: Vec::new(),
            rows: Vec::with_capacity(postings.len()),
        };
        for bounds in starts.windows(2) {
            lists.push(&mut postings[bounds[0] as usize..bounds[1] as usize]);
        }
        lists.heads.push(lists.end());
        lists.runs.shrink_to_fit();
        lists
    }

    fn end(&self) -> Head {
        Head {
            run: at(self.runs.len()),
            row: at(self.rows.len()),
        }
    }

    fn push(&mut self, postings: &mut [u32]) {
        self.heads.push(self.end());
        postings.sort_unstable();
        for of_class in postings.chunk_by(|a, b| a >> 16 == b >> 16) {
            for part in of_class.chunks(RUN_MAX) {
                self.runs.push(Run {
                    class: (part[0] >> 16) as u16,
                    len: part.len() as u16,
                });
                self.rows.extend(part.iter().map(|posting| *posting as u16));
            }
        }
    }

    /// One more than the highest key.
    pub(in crate::score) fn keys(&self) -> u32 {
        at(self.heads.len().saturating_sub(1))
    }

    /// The list of a key, class by class; empty for a key beyond the last.
    #[inline]
    pub(in crate::score) fn of(&self, key: u32) -> List<'_> {
        let bounds = self
            .heads
            .get(key as usize)
            .zip(self.heads.get(key as usize + 1));
        let Some((from, to)) = bounds else {
            return List::default();
        };
        List {
            runs: &self.runs[from.run as usize..to.run as usize],
            rows: &self.rows[from.row as usize..to.row as usize],
        }
    }

    pub(in crate::score) fn bytes(&self) -> usize {
        self.heads.capacity() * size_of::<Head>()
            + self.runs.capacity() * size_of::<Run>()
            + self.rows.capacity() * size_of::<u16>()
    }
}

/// One list: `(class, rows)` as an iterator.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::score) struct List<'a> {
    runs: &'a [Run],
    rows: &'a [u16],
}

impl<'a> Iterator for List<'a> {
    type Item = (u16, &'a [u16]);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        let (run, runs) = self.runs.split_first()?;
        let (rows, rest) = self.rows.split_at(usize::from(run.len));
        (self.runs, self.rows) = (runs, rest);
        Some((run.class, rows))
    }
}
