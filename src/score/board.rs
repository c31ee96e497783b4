//! What criteria lay out for a block of rows: lists that add up row by row, sets that decide groups,
//! and classes that are looked up for the few rows that need them. A criterion says what is *found*;
//! what a finding comes to is said once, in [`Requirement::outcome`].

use super::assessment::{Found, Mark, Sink};
use super::plan::{Asked, Requirement, Row, is_must_skill};
use super::population::{Block, Facet, List, Members, Nearness, Population, count, each};
use super::sums::{Looked, Space, Sum};
use super::terms::Half;
use crate::domain::Need;

/// Rows that a must keeps out of `fits`.
pub(super) struct MustBits {
    pub(super) number: u16,
    pub(super) blocked: Vec<u64>,
}

/// Points that a set of rows earns.
struct Earned {
    rows: Vec<u64>,
    points: u32,
}

/// Points and blocked wishes of a class of rows, looked up where a row needs it.
struct Column<'a> {
    /// Class by row; `None` where every row is its own class.
    of_row: Option<&'a [u16]>,
    /// What was looked up before, by class; empty where nothing is kept.
    known: Vec<u32>,
    judge: Box<dyn Fn(usize) -> u32 + 'a>,
}

const UNKNOWN: u32 = u32::MAX;

/// Where criteria lay out their tables for a block.
pub struct Board<'a> {
    pub(super) block: &'a Block,
    pub(super) nearness: &'a Nearness,
    population: &'a Population,
    requirements: &'a [Requirement],
    /// Who may be looked at.
    pub(super) allowed: &'a [u64],
    pub(super) space: Space,
    must_skills: Vec<u16>,
    first_wish: u16,
    /// Rows with an occupation near the asked.
    pub(super) near_work: Vec<u64>,
    pub(super) musts: Vec<MustBits>,
    pub(super) illegal: Vec<u64>,
    /// By requirement: rows that it sets aside.
    pub(super) missing: Vec<u64>,
    earned: Vec<Earned>,
    columns: Vec<Column<'a>>,
    /// Requirements whose points are laid out before any row is looked up.
    eager: u16,
    fits: bool,
}

impl<'a> Board<'a> {
    pub(super) fn new(
        (population, nearness): (&'a Population, &'a Nearness),
        block: &'a Block,
        requirements: &'a [Requirement],
        allowed: &'a [u64],
        mut space: Space,
    ) -> Self {
        let words = block.words64();
        space.sums.clear();
        space.sums.resize(words * 64, 0);
        space.small.resize(words * 64, 0);
        let numbered = (0u16..).zip(requirements);
        let must_skills: Vec<u16> = numbered
            .clone()
            .filter(|(_, r)| is_must_skill(r))
            .map(|(n, _)| n)
            .collect();
        let mut wishes = numbered
            .filter(|(_, r)| r.half == Half::Wishes)
            .map(|(n, _)| n);
        let first_wish = wishes.next().unwrap_or(u16::MAX);
        let last_wish = wishes.last().unwrap_or(first_wish);
        let points: u32 = requirements.iter().map(|r| u32::from(r.ceiling)).sum();
        Self {
            fits: must_skills.len() <= Sum::MUSTS_MAX
                && points <= Sum::POINTS_MAX.into()
                && u32::from(last_wish - first_wish) < Looked::BY_OTHER,
            block,
            nearness,
            population,
            requirements,
            allowed,
            space,
            must_skills,
            first_wish,
            near_work: vec![0; words],
            musts: Vec::new(),
            illegal: vec![0; words],
            missing: vec![0; requirements.len()],
            earned: Vec::new(),
            columns: Vec::new(),
            eager: 0,
        }
    }

    /// Whether everything found a place; else the rows are judged one by one.
    pub(super) fn fits(&self) -> bool {
        self.fits
    }

    /// Gives the working space back.
    pub(super) fn into_space(self) -> Space {
        self.space
    }

    pub(super) fn row(&self, row: usize) -> Row<'a> {
        self.population.row(self.block.start + row)
    }

    /// Rows of the block, as words of 64.
    pub(super) fn words64(&self) -> usize {
        self.block.words64()
    }

    fn requirement(&self, number: u16) -> &'a Requirement {
        &self.requirements[usize::from(number)]
    }

    fn ordinal(&self, number: u16) -> u32 {
        let place = self.must_skills.iter().position(|n| *n == number);
        place.map_or(0, |place| place as u32 + 1)
    }

    /// The number of the must skill with an ordinal.
    pub(super) fn must_skill(&self, ordinal: u32) -> Option<u16> {
        self.must_skills
            .get((ordinal as usize).checked_sub(1)?)
            .copied()
    }

    pub(super) fn must_skills(&self) -> usize {
        self.must_skills.len()
    }

    /// Sum of the ordinals of all must skills.
    pub(super) fn ordinals(&self) -> u32 {
        let count = self.must_skills.len() as u32;
        count * (count + 1) / 2
    }

    /// Most points that are still to be looked up.
    pub(super) fn points_to_look_up(&self) -> u16 {
        let all: u16 = self.requirements.iter().map(|r| r.ceiling).sum();
        all - self.eager
    }

    /// A requirement whose points are laid out here. One that must be met can only be a skill, whose
    /// being met is counted, or stand in [`parts`](Self::parts).
    fn begin(&mut self, number: u16) -> &'a Requirement {
        let requirement = self.requirement(number);
        self.eager += requirement.ceiling;
        requirement
    }

    /// Whether a list can add up to it; where something did not fit before, nothing is added.
    fn is_list(&mut self, requirement: &Requirement) -> bool {
        let must = requirement.need == Some(Need::Must) && !is_must_skill(requirement);
        self.fits &= !must && requirement.half == Half::Work;
        self.fits
    }

    /// Rows of a list by class; who is in no list is found unknown.
    pub(super) fn list(&mut self, number: u16, list: List<'a>, found: impl Fn(u16) -> Found) {
        let requirement = self.begin(number);
        if !self.is_list(requirement) {
            return;
        }
        let ordinal = self.ordinal(number);
        for (class, rows) in list {
            let outcome = requirement.outcome(&found(class));
            if outcome.sets_aside {
                self.set_aside(number, rows);
            }
            let sum = Sum::of(outcome, ordinal).0;
            if sum != 0 {
                let sums = &mut self.space.sums[..];
                for row in rows {
                    sums[usize::from(*row)] += sum;
                }
            }
        }
    }

    fn set_aside(&mut self, number: u16, rows: &[u16]) {
        let allowed = |row: &&u16| super::population::has(self.allowed, usize::from(**row));
        self.missing[usize::from(number)] += rows.iter().filter(allowed).count() as u64;
    }

    /// Rows by how many of some words each has in each class from 1, and whether the row shows any
    /// work; unknown without.
    pub(super) fn counted(
        &mut self,
        number: u16,
        lists: impl Iterator<Item = List<'a>>,
        found: impl Fn([u8; 4], bool) -> Found,
    ) {
        let requirement = self.begin(number);
        if !self.is_list(requirement) {
            return;
        }
        let ordinal = self.ordinal(number);
        let mut touched: Vec<u16> = Vec::new();
        for (turn, list) in lists.enumerate() {
            self.fits &= turn < 31;
            for (class, rows) in list.filter(|_| turn < 31) {
                for row in rows {
                    let counts = &mut self.space.small[usize::from(*row)];
                    if *counts == 0 {
                        touched.push(*row);
                    }
                    *counts += 1 << (5 * (class - 1));
                }
            }
        }
        for row in touched {
            let counts = std::mem::take(&mut self.space.small[usize::from(row)]);
            let of = |class: u16| (counts >> (5 * (class - 1)) & 31) as u8;
            let shows = self.row(usize::from(row)).shows_work();
            let outcome = requirement.outcome(&found([0, of(1), of(2), of(3)], shows));
            if outcome.sets_aside {
                self.set_aside(number, &[row]);
            }
            self.space.sums[usize::from(row)] += Sum::of(outcome, ordinal).0;
        }
    }

    /// Rows of several lists, of which the most points count: the asked occupation, of which every row
    /// that has any is near.
    pub(super) fn best(
        &mut self,
        number: u16,
        lists: impl Iterator<Item = List<'a>>,
        found: impl Fn(usize, u16) -> Option<Found>,
    ) {
        let requirement = self.begin(number);
        if !self.is_list(requirement) {
            return;
        }
        self.fits &= matches!(requirement.asked, Asked::Occupation(_));
        let mut runs: Vec<&[u16]> = Vec::new();
        for (turn, list) in lists.enumerate() {
            for (class, rows) in list {
                let Some(found) = found(turn, class) else {
                    continue;
                };
                let points = requirement.outcome(&found).points;
                for row in rows {
                    let row = usize::from(*row);
                    self.near_work[row / 64] |= 1 << (row % 64);
                    let best = &mut self.space.small[row];
                    *best = points.max(*best);
                }
                runs.push(rows);
            }
        }
        for row in runs.into_iter().flatten() {
            let best = std::mem::take(&mut self.space.small[usize::from(*row)]);
            self.space.sums[usize::from(*row)] += u32::from(best);
        }
    }

    /// Sets of rows, each found so unless an earlier one has the row, and what is found of the rest.
    pub(super) fn parts(
        &mut self,
        number: u16,
        parts: impl Iterator<Item = (&'a Members, Option<Found>)>,
        rest: Option<Found>,
    ) {
        self.begin(number);
        let mut taken = vec![0u64; self.words64()];
        for (members, found) in parts {
            let Some(found) = found else {
                members.add_to(&mut taken);
                continue;
            };
            let mut rows = vec![0u64; self.words64()];
            members.add_to(&mut rows);
            for (row, taken) in rows.iter_mut().zip(&mut taken) {
                *row &= !*taken;
                *taken |= *row;
            }
            self.found(number, &found, rows);
        }
        if let Some(rest) = rest {
            taken.iter_mut().for_each(|word| *word = !*word);
            self.found(number, &rest, taken);
        }
    }

    /// Rows by class, each class found so.
    pub(super) fn classes(&mut self, number: u16, of_row: &[u16], found: Vec<Option<Found>>) {
        self.begin(number);
        let mut rows = vec![vec![0u64; self.words64()]; found.len().min(1)];
        // One set of bits for each outcome that there is, not for each class.
        let mut outcomes: Vec<Found> = Vec::new();
        let requirement = self.requirement(number);
        let places: Vec<usize> = found
            .iter()
            .map(|found| {
                let Some(found) = found else {
                    return usize::MAX;
                };
                let same = |o: &Found| requirement.outcome(o) == requirement.outcome(found);
                outcomes.iter().position(same).unwrap_or_else(|| {
                    outcomes.push(*found);
                    outcomes.len() - 1
                })
            })
            .collect();
        rows.resize(outcomes.len(), vec![0; self.words64()]);
        for (row, class) in of_row.iter().enumerate() {
            let place = places[usize::from(*class)];
            if place != usize::MAX {
                rows[place][row / 64] |= 1 << (row % 64);
            }
        }
        for (found, rows) in outcomes.iter().zip(rows) {
            self.found(number, found, rows);
        }
    }

    /// Some rows each with its finding, and what is found of sets of the rest, as in
    /// [`parts`](Self::parts).
    pub(super) fn each_row(
        &mut self,
        number: u16,
        rows: &[u64],
        found: impl Fn(&Row<'a>) -> Found,
        silent: (&'a Members, Found),
        rest: Found,
    ) {
        let requirement = self.begin(number);
        let mut outcomes: Vec<(Found, Vec<u64>)> = Vec::new();
        each(rows, |row| {
            let found = found(&self.row(row));
            let same = |(other, _): &(Found, Vec<u64>)| {
                requirement.outcome(other) == requirement.outcome(&found)
            };
            let place = outcomes.iter().position(same).unwrap_or_else(|| {
                outcomes.push((found, vec![0; rows.len()]));
                outcomes.len() - 1
            });
            outcomes[place].1[row / 64] |= 1 << (row % 64);
        });
        for (found, rows) in outcomes {
            self.found(number, &found, rows);
        }
        let mut quiet = vec![0; rows.len()];
        silent.0.add_to(&mut quiet);
        let other: Vec<u64> = quiet.iter().zip(rows).map(|(q, r)| !(q | r)).collect();
        quiet.iter_mut().zip(rows).for_each(|(q, r)| *q &= !r);
        self.found(number, &silent.1, quiet);
        self.found(number, &rest, other);
    }

    fn found(&mut self, number: u16, found: &Found, rows: Vec<u64>) {
        let requirement = self.requirement(number);
        self.fits &= requirement.half == Half::Work && !is_must_skill(requirement);
        let outcome = requirement.outcome(found);
        if outcome.blocks {
            let place = self.musts.iter().position(|must| must.number == number);
            let place = place.unwrap_or_else(|| {
                let blocked = vec![0; rows.len()];
                self.musts.push(MustBits { number, blocked });
                self.musts.len() - 1
            });
            add(&mut self.musts[place].blocked, &rows);
        }
        if outcome.illegal {
            add(&mut self.illegal, &rows);
        }
        if outcome.sets_aside {
            let known = rows.iter().zip(self.allowed);
            let known = known.map(|(row, allowed)| u64::from((row & allowed).count_ones()));
            self.missing[usize::from(number)] += known.sum::<u64>();
        }
        if outcome.points > 0 {
            self.earned.push(Earned {
                rows,
                points: outcome.points.into(),
            });
        }
    }

    /// Rows by what is read of them, judged once a class and only where a row needs it. For what
    /// decides no must of the work.
    pub(super) fn look_up<K: 'a>(
        &mut self,
        facet: &'a Facet<K>,
        judge: impl Fn(&K, &mut Mark<'_, Blocked>) + 'a,
    ) {
        let (keys, requirements, first) = (&facet.keys, self.requirements, self.first_wish);
        self.columns.push(Column {
            of_row: Some(&facet.of_row),
            known: vec![UNKNOWN; keys.len()],
            judge: Box::new(move |class| {
                looked(requirements, first, |mark| judge(&keys[class], mark))
            }),
        });
    }

    /// The same row by row, where hardly two rows read alike.
    pub(super) fn look_at(&mut self, judge: impl Fn(usize, &mut Mark<'_, Blocked>) + 'a) {
        let (requirements, first) = (self.requirements, self.first_wish);
        self.columns.push(Column {
            of_row: None,
            known: Vec::new(),
            judge: Box::new(move |row| looked(requirements, first, |mark| judge(row, mark))),
        });
    }

    /// The same for a criterion that has no tables: its rows are judged as one row is. Where one of
    /// its requirements decides a group in the half of the work, all rows are judged one by one.
    pub(super) fn row_by_row(
        &mut self,
        own: impl Fn(&Requirement) -> bool,
        judge: impl Fn(&Row<'_>, &mut Mark<'_, Blocked>) + 'a,
    ) {
        let decides = |r: &Requirement| {
            let must = r.half == Half::Work && r.need == Some(Need::Must);
            must || matches!(r.asked, Asked::Occupation(_))
        };
        self.fits &= !self.requirements.iter().any(|r| own(r) && decides(r));
        let (population, start) = (self.population, self.block.start);
        self.look_at(move |row, mark| judge(&population.row(start + row), mark));
    }

    /// What is still to be looked up of a row.
    #[inline]
    pub(super) fn look(&mut self, row: usize) -> Looked {
        let (mut points, mut blocked) = (0, 0);
        for column in &mut self.columns {
            let value = match column.of_row {
                None => (column.judge)(row),
                Some(of_row) => {
                    let class = usize::from(of_row[row]);
                    if column.known[class] == UNKNOWN {
                        column.known[class] = (column.judge)(class);
                    }
                    column.known[class]
                }
            };
            points += value & 0xFFFF;
            blocked |= value >> 16;
        }
        Looked(blocked << 16 | points)
    }

    /// Adds what sets of rows earn, for these rows alone.
    pub(super) fn settle(&mut self, rows: &[u64]) {
        let sums = &mut self.space.sums;
        for earned in &self.earned {
            for (word, (own, among)) in earned.rows.iter().zip(rows).enumerate() {
                let mut both = own & among;
                while both != 0 {
                    sums[word * 64 + both.trailing_zeros() as usize] += earned.points;
                    both &= both - 1;
                }
            }
        }
    }

    /// Rows whose must skills that are met or near are at least so many.
    pub(super) fn with_links(&self, at_least: u32) -> Vec<u64> {
        let mut bits = Vec::with_capacity(self.words64());
        for sums in self.space.sums.chunks_exact(64) {
            let mut enough = [0u8; 64];
            for (enough, sum) in enough.iter_mut().zip(sums) {
                *enough = u8::from((sum >> Sum::LINKS & 31) >= at_least);
            }
            let mut word = 0;
            for (place, eight) in enough.chunks_exact(8).enumerate() {
                let mut bytes = [0; 8];
                bytes.copy_from_slice(eight);
                // Gathers the lowest bits of eight bytes into one byte.
                let byte = u64::from_le_bytes(bytes).wrapping_mul(0x0102_0408_1020_4080) >> 56;
                word |= byte << (8 * place);
            }
            bits.push(word);
        }
        bits
    }

    /// Rows that the sets so far block, once and more than once.
    pub(super) fn blocked(&self) -> (Vec<u64>, Vec<u64>) {
        let (mut once, mut more) = (vec![0u64; self.words64()], vec![0u64; self.words64()]);
        for must in &self.musts {
            for ((once, more), own) in once.iter_mut().zip(&mut more).zip(&must.blocked) {
                *more |= *once & own;
                *once |= own;
            }
        }
        (once, more)
    }

    /// The requirement of a blocked wish's bit.
    pub(super) fn wish(&self, bit: u32) -> u16 {
        self.first_wish + bit as u16
    }

    pub(super) fn considered(&self) -> u64 {
        count(self.allowed)
    }
}

fn add(to: &mut [u64], rows: &[u64]) {
    to.iter_mut().zip(rows).for_each(|(to, row)| *to |= row);
}

/// Notes which wishes keep a row out of `fits`.
pub struct Blocked {
    requirements: usize,
    first_wish: u16,
    bits: u32,
}

impl Sink for Blocked {
    fn blocked(&mut self, cause: u16) {
        let own = cause >= self.first_wish && usize::from(cause) < self.requirements;
        let bit = if own {
            u32::from(cause - self.first_wish)
        } else {
            Looked::BY_OTHER
        };
        self.bits |= 1 << bit;
    }

    fn take(&mut self, _: u16, _: &Requirement, _: &Found, _: u16, _: bool) {}
}

fn looked(
    requirements: &[Requirement],
    first_wish: u16,
    judge: impl Fn(&mut Mark<'_, Blocked>),
) -> u32 {
    let sink = Blocked {
        requirements: requirements.len(),
        first_wish,
        bits: 0,
    };
    let mut mark = Mark::of(requirements, sink);
    judge(&mut mark);
    let points = mark.finish().points;
    mark.into_sink().bits << 16 | u32::from(points)
}
