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

/// A held concept that is near to a slot, in eight bytes: a region has some ten millions of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Pair {
    concept: u32,
    slot: u16,
    percent: u8,
    flags: u8,
}

impl Pair {
    const MEETS: u8 = 1;
    const SAME: u8 = 2;

    fn new(concept: u32, near: Near) -> Self {
        Self {
            concept,
            slot: near.slot,
            percent: near.percent,
            flags: u8::from(near.meets) * Self::MEETS + u8::from(near.same) * Self::SAME,
        }
    }

    fn near(self) -> Near {
        Near {
            slot: self.slot,
            percent: self.percent,
            meets: self.flags & Self::MEETS != 0,
            same: self.flags & Self::SAME != 0,
        }
    }
}

/// Held concepts with the slots that each is near to, each slot of a concept once, in order of concept
/// and slot.
#[derive(Debug, Default)]
pub(in crate::score) struct NearTable(Box<[Pair]>);

impl NearTable {
    /// Of pairs that say the same twice, the nearest counts.
    pub(super) fn new(mut pairs: Vec<(u32, Near)>) -> Self {
        pairs.sort_by_key(|(concept, near)| (*concept, near.slot, std::cmp::Reverse(near.percent)));
        pairs.dedup_by_key(|(concept, near)| (*concept, near.slot));
        Self(
            pairs
                .into_iter()
                .map(|(c, near)| Pair::new(c, near))
                .collect(),
        )
    }

    /// Every pair of a concept and a slot that it is near to.
    pub(super) fn iter(&self) -> impl Iterator<Item = (u32, Near)> {
        self.0.iter().map(|pair| (pair.concept, pair.near()))
    }

    /// The slots that a concept is near to.
    #[inline]
    pub(super) fn of(&self, concept: u32) -> impl Iterator<Item = Near> {
        let from = self.0.partition_point(|pair| pair.concept < concept);
        let own = self.0[from..]
            .iter()
            .take_while(move |pair| pair.concept == concept);
        own.map(|pair| pair.near())
    }
}
