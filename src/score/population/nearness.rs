//! What every holding is near to, resolved once for a taxonomy and weights, so that a profile's lists
//! say of each skill that can be asked how well it is held, and no vacancy has to find out again.

use rayon::prelude::*;

use super::super::cells::{SkillCell, WorkCell};
use super::super::criteria::{Near, SkillShades, fingerprint, near_of_skill};
use super::super::plan::Row;
use super::super::weights::Weights;
use crate::taxonomy::{ConceptIx, Taxonomy};

/// How well an asked skill is held by a row, among all that is near to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::score) struct SkillClass {
    /// Nearness × shade of the best, 0 to 10,000; 0 where it is denied.
    pub(in crate::score) share: u16,
    /// Something held meets it.
    pub(in crate::score) meets: bool,
}

/// Asked skills by what is held, with the classes that holdings can give.
pub struct Nearness {
    fingerprint: u64,
    by_skill: Reached,
    by_work: Reached,
    shades: SkillShades,
    classes: Vec<SkillClass>,
    /// Class by share and whether it meets.
    numbers: Vec<u16>,
    concepts: usize,
}

/// For each held concept the asked ones that it is near to.
#[derive(Default)]
struct Reached {
    starts: Vec<u32>,
    asked: Vec<(u32, Near)>,
}

impl Reached {
    fn new(concepts: usize, pairs: &[(u32, u32, Near)]) -> Self {
        let mut starts = vec![0u32; concepts + 1];
        for (held, _, _) in pairs {
            if let Some(count) = starts.get_mut(*held as usize + 1) {
                *count += 1;
            }
        }
        for concept in 0..concepts {
            starts[concept + 1] += starts[concept];
        }
        let nothing = Near::default();
        let mut asked = vec![(0, nothing); starts[concepts] as usize];
        let mut ends = starts.clone();
        for (held, of, near) in pairs {
            if let Some(end) = ends
                .get_mut(*held as usize)
                .filter(|_| (*held as usize) < concepts)
            {
                asked[*end as usize] = (*of, *near);
                *end += 1;
            }
        }
        Self { starts, asked }
    }

    fn of(&self, held: u32) -> &[(u32, Near)] {
        let bounds = self
            .starts
            .get(held as usize)
            .zip(self.starts.get(held as usize + 1));
        bounds.map_or(&[], |(from, to)| &self.asked[*from as usize..*to as usize])
    }
}

/// Working space of [`Nearness::each`], kept from row to row.
#[derive(Default)]
pub(super) struct Held {
    /// By asked concept: share × 4, and bits for meets and denied.
    best: Vec<u32>,
    touched: Vec<u32>,
}

impl Nearness {
    /// The class of what is denied.
    pub(in crate::score) const DENIED: u16 = 0;

    /// Resolves every skill of a taxonomy by the weights.
    pub fn new(taxonomy: &Taxonomy, weights: &Weights) -> Self {
        let concepts = taxonomy.len();
        let (mut by_skill, mut by_work) = (Vec::new(), Vec::new());
        let asked: Vec<ConceptIx> = taxonomy.concepts().collect();
        let near = asked.into_par_iter();
        let near = near.map(|asked| (asked, near_of_skill(asked, taxonomy, weights)));
        for (asked, near) in near.collect::<Vec<_>>() {
            let of = |(held, near): &(u32, Near)| (*held, asked.0, *near);
            by_skill.extend(near.skills.pairs().iter().map(of));
            by_work.extend(near.work.pairs().iter().map(of));
        }
        let shades = SkillShades::of(weights);
        let denied = SkillClass {
            share: 0,
            meets: false,
        };
        let (mut classes, mut numbers) = (vec![denied], vec![0; 2 * 10_001]);
        let mut add = |percents: &mut dyn Iterator<Item = u8>, shades: &[u8]| {
            let mut percents: Vec<u8> = percents.collect();
            percents.sort_unstable();
            percents.dedup();
            for percent in percents {
                for share in shades.iter().map(|s| u16::from(*s) * u16::from(percent)) {
                    for meets in [false, true] {
                        let number = &mut numbers[usize::from(share) * 2 + usize::from(meets)];
                        if share > 0 && *number == 0 {
                            *number = u16::try_from(classes.len()).unwrap_or(u16::MAX);
                            classes.push(SkillClass { share, meets });
                        }
                    }
                }
            }
        };
        add(
            &mut by_skill.iter().map(|(_, _, n)| n.percent),
            &shades.skill,
        );
        add(&mut by_work.iter().map(|(_, _, n)| n.percent), &shades.work);
        Self {
            fingerprint: fingerprint(taxonomy, weights),
            by_skill: Reached::new(concepts, &by_skill),
            by_work: Reached::new(concepts, &by_work),
            shades,
            classes,
            numbers,
            concepts,
        }
    }

    /// What the tables depend on: a plan of another taxonomy or other weights does not read them.
    pub(in crate::score) fn fingerprint(&self) -> u64 {
        self.fingerprint
    }

    /// The classes by number.
    pub(in crate::score) fn classes(&self) -> &[SkillClass] {
        &self.classes
    }

    /// Whether holding one skill meets another that is asked.
    pub(in crate::score) fn meets(&self, held: ConceptIx, asked: ConceptIx) -> bool {
        let near = self.by_skill.of(held.0).iter();
        near.filter(|(of, _)| *of == asked.0)
            .any(|(_, near)| near.meets)
    }

    /// The asked skills that holding one meets.
    pub(in crate::score) fn met_by(&self, held: ConceptIx) -> impl Iterator<Item = u32> {
        let near = self.by_skill.of(held.0).iter();
        near.filter(|(_, near)| near.meets).map(|(asked, _)| *asked)
    }

    /// Every concept that can be held.
    pub(in crate::score) fn all(&self) -> impl Iterator<Item = ConceptIx> + use<> {
        (0..u32::try_from(self.concepts).unwrap_or(u32::MAX)).map(ConceptIx)
    }

    /// How many concepts can be asked.
    pub(super) fn concepts(&self) -> usize {
        self.concepts
    }

    /// Calls with every asked skill that something of the row is near to, and its class.
    pub(super) fn each(&self, row: &Row<'_>, held: &mut Held, mut found: impl FnMut(u32, u16)) {
        held.best.resize(self.concepts, 0);
        let mut improve = |asked: u32, near: &Near, shade: u8, denied: bool| {
            let share = u32::from(near.percent) * u32::from(shade);
            let bits = share << 2 | u32::from(near.meets) << 1;
            let new = if denied { 1 } else { bits };
            let best = &mut held.best[asked as usize];
            if *best == 0 && new != 0 {
                held.touched.push(asked);
            }
            *best = (*best & !3).max(new & !3) | (*best & 3) | (new & 3);
        };
        let shows = row.shows_work();
        for cell in row.skills {
            let shade = self.shades.skill[usize::from(cell.shade) % SkillCell::SHADES];
            for (asked, near) in self.by_skill.of(cell.concept) {
                if !cell.denied {
                    improve(*asked, &near.by(cell, shows), shade, false);
                } else if near.same {
                    improve(*asked, near, 0, true);
                }
            }
        }
        for cell in row.work {
            let shade = self.shades.work[usize::from(cell.shade) % WorkCell::SHADES];
            if shade == 0 {
                continue;
            }
            for (asked, near) in self.by_work.of(cell.concept) {
                improve(*asked, near, shade, false);
            }
        }
        for asked in held.touched.drain(..) {
            let best = std::mem::take(&mut held.best[asked as usize]);
            let (share, meets, denied) = (best >> 2, best >> 1 & 1, best & 1 == 1);
            if share > 0 {
                found(asked, self.numbers[(share * 2 + meets) as usize]);
            } else if denied {
                found(asked, Self::DENIED);
            }
        }
    }

    /// Bytes that the tables take.
    pub fn bytes(&self) -> usize {
        let reached = |r: &Reached| {
            r.starts.capacity() * size_of::<u32>() + r.asked.capacity() * size_of::<(u32, Near)>()
        };
        reached(&self.by_skill) + reached(&self.by_work) + self.numbers.capacity() * 2
    }
}
