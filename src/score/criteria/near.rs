//! Tables from a held concept to the requirements that it is near to.

use crate::score::cells::SkillCell;
use crate::score::population::SkillClass;

/// That a concept is near to a requirement's slot, by so many percent.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::score) struct Near {
    pub(super) slot: u16,
    pub(in crate::score) percent: u8,
    /// Near enough to be met.
    pub(in crate::score) meets: bool,
    /// The asked concept itself.
    pub(in crate::score) same: bool,
}

impl Near {
    /// The same by a holding: a bare word meets nothing where the profile shows no work or study.
    pub(in crate::score) fn by(self, cell: &SkillCell, shows: bool) -> Self {
        Self {
            meets: self.meets && (shows || !cell.is_bare()),
            ..self
        }
    }
}

/// The best seen for a slot while a row is read.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::score) struct Best {
    /// Nearness × shade, 0 to 10,000.
    pub(super) share: u16,
    pub(super) percent: u8,
    pub(super) meets: bool,
    pub(super) denied: bool,
    /// Place of the holding plus one; negative for work.
    pub(super) held: i32,
}

impl Best {
    /// What a class of holdings comes to.
    pub(super) fn of(class: SkillClass) -> Self {
        Self {
            share: class.share,
            meets: class.meets,
            ..Self::default()
        }
    }
}

/// Concepts with the slots that each is near to.
#[derive(Debug, Default)]
pub(super) struct NearTable {
    concepts: Vec<u32>,
    starts: Vec<u32>,
    entries: Vec<Near>,
}

impl NearTable {
    pub(super) fn new(mut pairs: Vec<(u32, Near)>) -> Self {
        pairs.sort_by_key(|(concept, near)| (*concept, near.slot, std::cmp::Reverse(near.percent)));
        pairs.dedup_by_key(|(concept, near)| (*concept, near.slot));
        let mut concepts: Vec<u32> = pairs.iter().map(|(concept, _)| *concept).collect();
        concepts.dedup();
        // Made to measure: a region has ten thousand of them.
        concepts.shrink_to_fit();
        let mut table = Self {
            starts: Vec::with_capacity(concepts.len() + 1),
            entries: Vec::with_capacity(pairs.len()),
            concepts,
        };
        let mut last = None;
        for (concept, near) in pairs {
            if last != Some(concept) {
                last = Some(concept);
                table
                    .starts
                    .push(u32::try_from(table.entries.len()).unwrap_or(u32::MAX));
            }
            table.entries.push(near);
        }
        table
            .starts
            .push(u32::try_from(table.entries.len()).unwrap_or(u32::MAX));
        table
    }

    /// Every concept in it, with the slots that it is near to.
    pub(super) fn iter(&self) -> impl Iterator<Item = (u32, &[Near])> {
        let bounds = self.starts.windows(2);
        self.concepts.iter().zip(bounds).map(|(concept, bounds)| {
            let near = &self.entries[bounds[0] as usize..bounds[1] as usize];
            (*concept, near)
        })
    }

    #[inline]
    pub(super) fn of(&self, concept: u32) -> &[Near] {
        match self.concepts.binary_search(&concept) {
            Ok(place) => {
                &self.entries[self.starts[place] as usize..self.starts[place + 1] as usize]
            }
            Err(_) => &[],
        }
    }
}
