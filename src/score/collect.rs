//! The best of many rows: a bound that rises while rows come in, and ties settled at the end.

use std::cmp::Reverse;

use super::rank::Scored;
use super::terms::Group;

/// A place in a ranking: after this group, points and tie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Last {
    /// Group of the last row shown.
    pub group: Group,
    /// Its points.
    pub points: u16,
    /// Its place among equals.
    pub tie: [u8; 16],
}

/// Which of the best are wanted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Wanted {
    /// At most so many.
    pub limit: usize,
    /// Only this group; counts stay of everyone.
    pub group: Option<Group>,
    /// Only what comes after.
    pub after: Option<Last>,
}

/// Takes rows in any order and keeps those that can still be among the best.
pub(super) struct Collector<'a, T> {
    wanted: Wanted,
    tie: &'a T,
    rows: Vec<Scored>,
    /// The worst group and points that may still come in.
    bound: (Group, Reverse<u16>),
}

const WORST: (Group, Reverse<u16>) = (Group::Far, Reverse(0));

impl<'a, T: Fn(u32) -> [u8; 16]> Collector<'a, T> {
    pub(super) fn new(wanted: Wanted, tie: &'a T) -> Self {
        Self {
            wanted,
            tie,
            rows: Vec::with_capacity(4 * wanted.limit.min(4096)),
            bound: WORST,
        }
    }

    /// The fewest points with which a row of a group may come in; `None` where none may.
    pub(super) fn fewest(&self, group: Group) -> Option<u16> {
        let other = self.wanted.group.is_some_and(|only| only != group);
        let before = self.wanted.after.is_some_and(|after| group < after.group);
        if self.wanted.limit == 0 || other || before || group > self.bound.0 {
            None
        } else if group == self.bound.0 {
            Some(self.bound.1.0)
        } else {
            Some(0)
        }
    }

    /// How many rows are wanted.
    pub(super) fn limit(&self) -> usize {
        self.wanted.limit
    }

    /// Takes a row, whose group may come in.
    #[inline]
    pub(super) fn take(&mut self, scored: Scored) {
        if scored.key() > self.bound {
            return;
        }
        if let Some(after) = self.wanted.after {
            let last = (after.group, Reverse(after.points));
            let key = scored.key();
            if key < last || (key == last && (self.tie)(scored.row) <= after.tie) {
                return;
            }
        }
        self.rows.push(scored);
        if self.rows.len() >= 4 * self.wanted.limit + 64 {
            self.shrink();
        }
    }

    /// Raises the bound to what is in, and lets go of what is beyond it. Equals of the last stay: only
    /// ties tell them apart.
    pub(super) fn shrink(&mut self) {
        let limit = self.wanted.limit;
        if limit == 0 || self.rows.len() < limit {
            return;
        }
        let (_, last, _) = self.rows.select_nth_unstable_by_key(limit - 1, Scored::key);
        self.bound = last.key();
        let bound = self.bound;
        self.rows.retain(|scored| scored.key() <= bound);
    }

    /// Takes what another collector has.
    pub(super) fn join(&mut self, other: Self) {
        for scored in other.rows {
            self.take(scored);
        }
    }

    /// The best, in order.
    pub(super) fn into_best(self) -> Vec<Scored> {
        super::rank::rank(self.rows, self.wanted.limit, self.tie)
    }
}
