//! Everyone scored for one vacancy, exactly: every count of everyone, the best in order.
//!
//! For each block of rows the criteria lay out their tables ([`Board`]). Lists are added up row by row,
//! sets decide who is set aside and who may not yet begin. Wishes are looked up for those whom no or
//! one must keeps out of `fits`, because only their group can turn on a wish, and for those who can
//! still be among the best. What is looked up is judged as one row is.

use std::cell::Cell;

use rayon::prelude::*;

use super::assessment::Mark;
use super::board::Board;
use super::collect::{Collector, Wanted};
use super::criteria::Judges;
use super::plan::Plan;
use super::population::{Block, Population, RowSet, count, each, has};
use super::rank::{Scored, Totals, score_each};
use super::sums::{Looked, Space, Sum};
use super::terms::Group;

thread_local! {
    /// Working space of this thread: nothing is allocated a row, and what lies by row is kept from block
    /// to block.
    static SPACE: Cell<Space> = Cell::default();
}

/// The best of everyone allowed, in order, and the counts of all of them.
///
/// `tie` orders equals, lower first. The answer does not depend on how many threads there are, nor on
/// which rows lie in tables.
pub fn best<'a, J: Judges, T: Fn(u32) -> [u8; 16] + Sync>(
    plan: &'a Plan<J>,
    population: &'a Population,
    allowed: &RowSet,
    wanted: Wanted,
    tie: &'a T,
) -> (Totals, Vec<Scored>) {
    let mut whole = Part::new(plan, population, wanted, tie);
    let blocks = population.blocks();
    if let [block] = blocks {
        whole.block(block, allowed);
    } else {
        let parts: Vec<Part<'_, J, T>> = blocks
            .par_iter()
            .map(|block| {
                let mut part = Part::new(plan, population, wanted, tie);
                part.block(block, allowed);
                part
            })
            .collect();
        parts.into_iter().for_each(|part| whole.join(part));
    }
    whole.loose(allowed);
    (whole.totals, whole.best.into_best())
}

/// The rows allowed that fit a vacancy.
pub fn fits<J: Judges>(plan: &Plan<J>, population: &Population, allowed: &RowSet) -> RowSet {
    let [fitting, ..] = groups(plan, population, allowed);
    fitting
}

/// The rows allowed by their group for a vacancy, in the order of [`Group::ALL`]: the same computation
/// as [`best`], asked for the groups alone.
pub fn groups<J: Judges>(
    plan: &Plan<J>,
    population: &Population,
    allowed: &RowSet,
) -> [RowSet; Group::ALL.len()] {
    let nobody = |_: u32| [0; 16];
    let mut part = Part::new(plan, population, Wanted::default(), &nobody);
    part.grouped = Some(Default::default());
    part.loose(allowed);
    for block in population.blocks() {
        part.block(block, allowed);
    }
    part.grouped.unwrap_or_default()
}

/// Counts and the best of some of the rows.
struct Part<'a, J: Judges, T> {
    plan: &'a Plan<J>,
    population: &'a Population,
    totals: Totals,
    best: Collector<'a, T>,
    /// The rows by group, where they are asked for.
    grouped: Option<[RowSet; Group::ALL.len()]>,
}

impl<'a, J: Judges, T: Fn(u32) -> [u8; 16]> Part<'a, J, T> {
    fn new(plan: &'a Plan<J>, population: &'a Population, wanted: Wanted, tie: &'a T) -> Self {
        Self {
            plan,
            population,
            totals: Totals::new(plan.requirements.len()),
            best: Collector::new(wanted, tie),
            grouped: None,
        }
    }

    fn join(&mut self, other: Self) {
        self.totals.add(&other.totals);
        self.best.join(other.best);
    }

    /// Rows that lie in no block.
    fn loose(&mut self, allowed: &RowSet) {
        let settled = self.population.settled();
        self.one_by_one(settled, self.population.len(), allowed);
    }

    fn one_by_one(&mut self, from: usize, to: usize, allowed: &RowSet) {
        let rows = (from..to).filter_map(|row| u32::try_from(row).ok());
        let rows = rows.filter(|row| allowed.contains(*row));
        let Self {
            plan,
            population,
            totals,
            best,
            grouped,
        } = self;
        score_each(plan, population, rows, totals, |scored| {
            if let Some(grouped) = grouped {
                grouped[scored.group as usize].insert(scored.row);
            }
            if best.fewest(scored.group).is_some() {
                best.take(scored);
            }
        });
    }

    fn block(&mut self, block: &'a Block, allowed: &RowSet) {
        let nearness = self.population.nearness();
        let nearness = nearness.filter(|n| n.fingerprint() == self.plan.fingerprint);
        let (Some(nearness), plan) = (nearness, self.plan) else {
            return self.one_by_one(block.start, block.start + block.len, allowed);
        };
        let mut within = vec![0; block.words64()];
        let known = allowed.words_from(block.start, block.words64());
        within[..known.len()].copy_from_slice(known);
        if let Some(last) = within.last_mut().filter(|_| !block.len.is_multiple_of(64)) {
            *last &= (1 << (block.len % 64)) - 1;
        }
        let tables = (self.population, nearness);
        let mut board = Board::new(tables, block, &plan.requirements, &within, SPACE.take());
        plan.judges.lay(&mut board);
        if board.fits() {
            self.laid(&mut board);
        } else {
            self.one_by_one(block.start, block.start + block.len, allowed);
        }
        SPACE.set(board.into_space());
    }

    /// Counts and collects from a board on which everything is laid out.
    fn laid(&mut self, board: &mut Board<'_>) {
        let plan = self.plan;
        let far = self.far(board);
        let (once, more) = board.blocked();
        self.totals.considered += board.considered();
        let missing = self.totals.missing.iter_mut().zip(&board.missing);
        missing.for_each(|(sum, own)| *sum += own);
        // Where one must skill is all that makes far, far rows too may be kept out by it alone.
        let far_counts = plan.must_skills == 1 && !plan.asks_occupation;
        let mut fits = vec![0u64; board.words64()];
        let mut looked = vec![0u64; board.words64()];
        let musts = board.must_skills() as u16;
        for word in 0..board.words64() {
            let mut open = board.allowed[word] & !more[word];
            if !far_counts {
                open &= !far[word];
            }
            while open != 0 {
                let row = word * 64 + open.trailing_zeros() as usize;
                open &= open - 1;
                let unmet = musts - Sum(board.space.sums[row]).met();
                if unmet + u16::from(has(&once, row)) <= 1 {
                    looked[word] |= 1 << (row % 64);
                    if self.turns_on_wishes(board, row, unmet, has(&far, row)) {
                        fits[word] |= 1 << (row % 64);
                    }
                }
            }
        }
        let mut groups = [fits, Vec::new(), Vec::new(), far];
        groups[Group::NotLawfulYet as usize] = (0..board.words64())
            .map(|w| board.allowed[w] & board.illegal[w] & !groups[3][w])
            .collect();
        groups[Group::FitsIf as usize] = (0..board.words64())
            .map(|w| board.allowed[w] & !(groups[0][w] | groups[2][w] | groups[3][w]))
            .collect();
        if let Some(grouped) = &mut self.grouped {
            let words = grouped.iter_mut().zip(&groups);
            words.for_each(|(own, words)| own.add_words(board.block.start, words));
        }
        for (group, rows) in Group::ALL.iter().zip(&groups) {
            self.totals.groups[*group as usize] += count(rows);
            self.collect(board, *group, rows, &looked);
        }
    }

    /// Allowed rows that are far.
    fn far(&self, board: &Board<'_>) -> Vec<u64> {
        let plan = self.plan;
        if !plan.is_far(false, 0, plan.must_skills) {
            return vec![0; board.words64()];
        }
        let links = (plan.must_skills > 0)
            .then(|| board.with_links(u32::from(plan.must_skills.div_ceil(2))));
        let near = board.near_work.iter().zip(board.allowed).enumerate();
        near.map(|(word, (near, allowed))| {
            let linked = links.as_ref().map_or(0, |links| links[word]);
            allowed & !near & !linked
        })
        .collect()
    }

    /// Looks up the wishes of a row that no must or one alone keeps out of `fits`, and says whether it
    /// fits. `unmet` is how many must skills are not met.
    fn turns_on_wishes(
        &mut self,
        board: &mut Board<'_>,
        row: usize,
        unmet: u16,
        far: bool,
    ) -> bool {
        let plan = self.plan;
        let looked = board.look(row);
        let sum = Sum(board.space.sums[row]);
        board.space.sums[row] += u32::from(looked.points());
        if looked.blocked() >> Looked::BY_OTHER & 1 == 1 {
            // Rare, and not told by bits: the row is judged by itself.
            let mut mark = Mark::new(plan, Nothing);
            plan.judge(&board.row(row), &mut mark);
            let tally = mark.finish();
            if let Some(only) = tally.only_blocker(plan) {
                self.totals.only[usize::from(only)] += 1;
            }
            return tally.group(plan) == Group::Fits;
        }
        let by_must = board.musts.iter().find(|must| has(&must.blocked, row));
        let by_must = by_must.map(|must| must.number);
        let wishes = looked.blocked().count_ones() as u16;
        let blockers = unmet + u16::from(by_must.is_some()) + wishes;
        if blockers == 1 {
            let (only, stays_far) = if unmet == 1 {
                let skill = board.must_skill(board.ordinals() - sum.ordinals());
                // Dropping a must skill that is near drops a link.
                let links = sum.links() - u16::from(sum.links() > sum.met());
                let near = has(&board.near_work, row);
                (skill, plan.is_far(near, links, plan.must_skills - 1))
            } else {
                let wish = || board.wish(looked.blocked().trailing_zeros());
                (Some(by_must.unwrap_or_else(wish)), far)
            };
            if let Some(only) = only.filter(|_| !stays_far) {
                self.totals.only[usize::from(only)] += 1;
            }
        }
        blockers == 0 && !far
    }

    /// Hands the rows of a group to the collector: first those with most points so far, which raise the
    /// bound, then those that can still reach it.
    fn collect(&mut self, board: &mut Board<'_>, group: Group, rows: &[u64], looked: &[u64]) {
        let Some(fewest) = self.best.fewest(group) else {
            return;
        };
        let many = count(rows);
        let to_look_up = board.points_to_look_up();
        if many == 0 || fewest > self.plan.points_max {
            return;
        }
        board.settle(rows);
        let mut cut = 0;
        if many as usize > 2 * self.best.limit() {
            let mut left = self.best.limit() as u32;
            let mut counts = std::mem::take(&mut board.space.counts);
            counts.clear();
            counts.resize(usize::from(Sum::POINTS_MAX) + 1, 0);
            each(rows, |row| {
                counts[usize::from(Sum(board.space.sums[row]).points())] += 1
            });
            for points in (0..counts.len()).rev() {
                cut = points as u16;
                left = left.saturating_sub(counts[points]);
                if left == 0 {
                    break;
                }
            }
            board.space.counts = counts;
        }
        let start = board.block.start;
        each(rows, |row| {
            if Sum(board.space.sums[row]).points() >= cut {
                self.offer(board, group, row, start, has(looked, row));
            }
        });
        if cut == 0 {
            return;
        }
        self.best.shrink();
        each(rows, |row| {
            let points = Sum(board.space.sums[row]).points();
            let can_reach = self.best.fewest(group);
            if points < cut && can_reach.is_some_and(|least| points + to_look_up >= least) {
                self.offer(board, group, row, start, has(looked, row));
            }
        });
    }

    fn offer(
        &mut self,
        board: &mut Board<'_>,
        group: Group,
        row: usize,
        start: usize,
        looked: bool,
    ) {
        let mut points = Sum(board.space.sums[row]).points();
        if !looked {
            points += board.look(row).points();
        }
        let row = u32::try_from(start + row).unwrap_or(u32::MAX);
        self.best.take(Scored { row, group, points });
    }
}

/// Takes findings and keeps none.
struct Nothing;

impl super::assessment::Sink for Nothing {
    fn take(
        &mut self,
        _: u16,
        _: &super::plan::Requirement,
        _: &super::assessment::Found,
        _: u16,
        _: bool,
    ) {
    }
}
