//! What is near to what is asked: tables from a held concept to how near it is, shared by all plans of
//! one taxonomy and one set of weights.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use crate::score::cells::SkillCell;
use crate::score::population::SkillClass;
use crate::taxonomy::ConceptIx;

/// That a held concept is near to an asked one, by so many percent.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::score) struct Near {
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

    /// A holding that is near, at its place.
    #[inline]
    pub(super) fn improve(&mut self, near: Near, shade: u8, place: i32) {
        let share = u16::from(near.percent) * u16::from(shade);
        if share > self.share {
            self.share = share;
            self.percent = near.percent;
            self.held = place;
        }
        self.meets |= near.meets;
    }
}

/// Words of 64 bits by which a table says no at once.
const SIEVE: usize = 8;

/// Held concepts with how near each is to something asked, each once, in order.
#[derive(Debug, Default)]
pub(in crate::score) struct NearTable {
    pairs: Box<[(u32, Near)]>,
    /// A bit of the sieve is set where some concept of its number is in the table: most of what anybody
    /// holds is near to little, and need not be searched for.
    sieve: [u64; SIEVE],
}

/// The word and the bit of a concept in the sieve.
#[inline]
fn hole(concept: u32) -> (usize, u64) {
    (concept as usize / 64 % SIEVE, 1 << (concept % 64))
}

impl NearTable {
    /// Of pairs that say the same twice, the nearest counts.
    pub(super) fn new(mut pairs: Vec<(u32, Near)>) -> Self {
        pairs.sort_by_key(|(concept, near)| (*concept, std::cmp::Reverse(near.percent)));
        pairs.dedup_by_key(|(concept, _)| *concept);
        let mut sieve = [0; SIEVE];
        for (concept, _) in &pairs {
            let (word, bit) = hole(*concept);
            sieve[word] |= bit;
        }
        Self {
            pairs: pairs.into(),
            sieve,
        }
    }

    /// Every held concept with how near it is.
    pub(in crate::score) fn pairs(&self) -> &[(u32, Near)] {
        &self.pairs
    }

    /// How near a held concept is, where it is.
    #[inline]
    pub(super) fn of(&self, concept: u32) -> Option<Near> {
        let (word, bit) = hole(concept);
        if self.sieve[word] & bit == 0 {
            return None;
        }
        let found = self.pairs.binary_search_by_key(&concept, |pair| pair.0);
        Some(self.pairs[found.ok()?].1)
    }
}

/// What is near to an asked skill: skills that are held, and occupations whose work stands for it.
#[derive(Debug, Default)]
pub(in crate::score) struct NearSkill {
    pub(in crate::score) skills: NearTable,
    pub(in crate::score) work: NearTable,
}

/// Tables that were made already, by what is asked: a region asks the same some thousand skills and
/// occupations over and over.
#[derive(Debug, Default)]
pub(in crate::score) struct NearTables {
    skills: Made<NearSkill>,
    occupations: Made<NearTable>,
}

impl NearTables {
    pub(in crate::score) fn skill(
        &self,
        asked: ConceptIx,
        make: impl FnOnce() -> NearSkill,
    ) -> Arc<NearSkill> {
        self.skills.of(asked, make)
    }

    pub(in crate::score) fn occupation(
        &self,
        asked: ConceptIx,
        make: impl FnOnce() -> NearTable,
    ) -> Arc<NearTable> {
        self.occupations.of(asked, make)
    }
}

/// By asked concept, made when first asked for.
#[derive(Debug)]
struct Made<T>(RwLock<HashMap<ConceptIx, Arc<T>>>);

impl<T> Default for Made<T> {
    fn default() -> Self {
        Self(RwLock::default())
    }
}

impl<T> Made<T> {
    fn of(&self, asked: ConceptIx, make: impl FnOnce() -> T) -> Arc<T> {
        // What a map holds is whole, whoever panicked beside it.
        let made = self.0.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(table) = made.get(&asked) {
            return Arc::clone(table);
        }
        drop(made);
        let table = Arc::new(make());
        let mut made = self.0.write().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(made.entry(asked).or_insert(table))
    }
}
