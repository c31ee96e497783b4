//! Tables from a held concept to the requirements that it is near to.

/// That a concept is near to a requirement's slot, by so many percent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Near {
    pub(super) slot: u16,
    pub(super) percent: u8,
    /// Near enough to be met.
    pub(super) meets: bool,
    /// The asked concept itself.
    pub(super) same: bool,
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

/// Concepts with the slots that each is near to: sparse by default, spread out for a whole population.
#[derive(Debug, Default)]
pub(super) struct NearTable {
    concepts: Vec<u32>,
    starts: Vec<u32>,
    entries: Vec<Near>,
    /// Concept → place in `concepts` plus one.
    spread: Vec<u16>,
}

impl NearTable {
    pub(super) fn new(mut pairs: Vec<(u32, Near)>) -> Self {
        pairs.sort_by_key(|(concept, near)| (*concept, near.slot, std::cmp::Reverse(near.percent)));
        pairs.dedup_by_key(|(concept, near)| (*concept, near.slot));
        let mut table = Self::default();
        for (concept, near) in pairs {
            if table.concepts.last() != Some(&concept) {
                table.concepts.push(concept);
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

    pub(super) fn spread(&mut self, concepts: usize) {
        if self.concepts.len() >= usize::from(u16::MAX) {
            return;
        }
        self.spread = vec![0; concepts];
        for (concept, place) in self.concepts.iter().zip(1u16..) {
            if let Some(slot) = self.spread.get_mut(*concept as usize) {
                *slot = place;
            }
        }
    }

    #[inline]
    pub(super) fn of(&self, concept: u32) -> &[Near] {
        let place = if self.spread.is_empty() {
            match self.concepts.binary_search(&concept) {
                Ok(place) => place,
                Err(_) => return &[],
            }
        } else {
            match self.spread.get(concept as usize) {
                Some(place) if *place > 0 => usize::from(*place) - 1,
                _ => return &[],
            }
        };
        &self.entries[self.starts[place] as usize..self.starts[place + 1] as usize]
    }
}
