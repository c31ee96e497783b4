//! Everyone scored, exactly: counts of all, the best in order.

use super::assessment::{Found, Mark, Sink};
use super::criteria::Judges;
use super::plan::{Plan, Requirement};
use super::population::Population;
use super::terms::Group;
use super::weights::Weights;

/// One row's score.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scored {
    /// The row.
    pub row: u32,
    /// Its group.
    pub group: Group,
    /// Its points.
    pub points: u16,
}

impl Scored {
    /// Best first: group, then points. Equal keys are ties.
    pub(super) fn key(&self) -> (Group, std::cmp::Reverse<u16>) {
        (self.group, std::cmp::Reverse(self.points))
    }
}

/// What everyone considered adds up to. All counts are exact.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Totals {
    /// Everyone considered.
    pub considered: u64,
    /// By group, in the order of [`Group::ALL`].
    pub groups: [u64; 4],
    /// By requirement: rows for which it is a must known to be missing.
    pub missing: Vec<u64>,
    /// By requirement: rows that would be in `fits` were it dropped.
    pub only: Vec<u64>,
}

impl Totals {
    pub(super) fn new(requirements: usize) -> Self {
        Self {
            missing: vec![0; requirements],
            only: vec![0; requirements],
            ..Self::default()
        }
    }

    pub(super) fn add(&mut self, other: &Self) {
        self.considered += other.considered;
        let pairs = [
            (&mut self.missing, &other.missing),
            (&mut self.only, &other.only),
        ];
        for (mine, theirs) in pairs {
            mine.iter_mut().zip(theirs).for_each(|(a, b)| *a += b);
        }
        self.groups
            .iter_mut()
            .zip(other.groups)
            .for_each(|(a, b)| *a += b);
    }
}

/// Adds up without keeping findings.
struct Count<'a> {
    totals: &'a mut Totals,
}

impl Sink for Count<'_> {
    #[inline]
    fn take(&mut self, number: u16, requirement: &Requirement, found: &Found, _: u16, _: bool) {
        if requirement.outcome(found).sets_aside {
            self.totals.missing[usize::from(number)] += 1;
        }
    }
}

/// Scores rows of a population one by one, in the order given.
pub fn score_rows<J: Judges>(
    plan: &Plan<J>,
    population: &Population,
    rows: &[u32],
) -> (Totals, Vec<Scored>) {
    let mut totals = Totals::new(plan.requirements.len());
    let mut scored = Vec::with_capacity(rows.len());
    let rows = rows.iter().copied();
    score_each(plan, population, rows, &mut totals, |row| scored.push(row));
    (totals, scored)
}

/// The same, handing over each row.
pub(super) fn score_each<J: Judges>(
    plan: &Plan<J>,
    population: &Population,
    rows: impl Iterator<Item = u32>,
    totals: &mut Totals,
    mut take: impl FnMut(Scored),
) {
    let mut counted = Totals::new(plan.requirements.len());
    let mut missing = Totals::new(plan.requirements.len());
    let count = Count {
        totals: &mut missing,
    };
    let mut mark = Mark::new(plan, count);
    for row in rows {
        plan.judge(&population.row(row as usize), &mut mark);
        let tally = mark.finish();
        let group = tally.group(plan);
        counted.considered += 1;
        counted.groups[group as usize] += 1;
        if let Some(requirement) = tally.only_blocker(plan) {
            counted.only[usize::from(requirement)] += 1;
        }
        take(Scored {
            row,
            group,
            points: tally.points,
        });
    }
    counted.missing = missing.missing;
    totals.add(&counted);
}

/// The order among equals: BLAKE3 over vacancy id and person id, keyed by the weights' version. It
/// says nothing of anyone, and differs from vacancy to vacancy.
pub struct TieKey {
    hasher: blake3::Hasher,
}

impl TieKey {
    /// The order of one vacancy's ties.
    pub fn new(weights: &Weights, vacancy: &str) -> Self {
        let key = blake3::derive_key(
            "kohtaanto ties among equal scores",
            weights.version.as_bytes(),
        );
        let mut hasher = blake3::Hasher::new_keyed(&key);
        hasher.update(&(vacancy.len() as u64).to_le_bytes());
        hasher.update(vacancy.as_bytes());
        Self { hasher }
    }

    /// A person's place among equals, lower first.
    pub fn of(&self, person: &str) -> [u8; 16] {
        let mut hasher = self.hasher.clone();
        hasher.update(person.as_bytes());
        let mut tie = [0; 16];
        tie.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
        tie
    }
}

/// The best `limit` of the scored rows, in order: group, points, tie.
pub fn rank(mut scored: Vec<Scored>, limit: usize, tie: impl Fn(u32) -> [u8; 16]) -> Vec<Scored> {
    if limit == 0 {
        return Vec::new();
    }
    if scored.len() > limit {
        // Everyone who ties with the last place is in question; only they need their ties.
        let (_, last, _) = scored.select_nth_unstable_by_key(limit - 1, Scored::key);
        let bound = last.key();
        scored.retain(|s| s.key() <= bound);
    }
    scored.sort_unstable_by_key(Scored::key);
    for equal in scored.chunk_by_mut(|a, b| a.key() == b.key()) {
        if equal.len() > 1 {
            equal.sort_by_cached_key(|s| tie(s.row));
        }
    }
    scored.truncate(limit);
    scored
}
