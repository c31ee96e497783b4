//! Who may be looked at, as rows: judged by the gate once for a class of readers, and kept up with the
//! people.

use std::sync::{Arc, Mutex, PoisonError};

use jiff::civil::Date;

use crate::domain::{Reader, Route};
use crate::score::RowSet;
use crate::visibility::{self, Verdict};

/// The rows that a class of readers may see on a day.
#[derive(Clone)]
pub(super) struct Allowed {
    class: Reader,
    as_of: Date,
    /// For every vacancy.
    always: RowSet,
    /// For some vacancies alone, with what the gate says of each.
    sometimes: Vec<(u32, Verdict)>,
}

impl Allowed {
    fn put(&mut self, row: u32, gate: &visibility::Facts) {
        match visibility::judge(gate, &self.class, self.as_of) {
            // Who is shown alone is in no list.
            Verdict::Hidden(_) | Verdict::Alone => {}
            Verdict::Visible => self.always.insert(row),
            verdict => self.sometimes.push((row, verdict)),
        }
    }

    /// Everyone who may be seen for some vacancy.
    pub(super) fn everyone(&self) -> RowSet {
        let mut rows = self.always.clone();
        self.sometimes.iter().for_each(|(row, _)| rows.insert(*row));
        rows
    }

    /// The rows for a vacancy that offers these services and asks for occupations with these codes.
    pub(super) fn rows(&self, routes: &[Route], isco: &[&str]) -> RowSet {
        let mut rows = self.always.clone();
        let also = self
            .sometimes
            .iter()
            .filter(|(_, v)| v.allows(routes, isco));
        also.for_each(|(row, _)| rows.insert(*row));
        rows
    }
}

/// Classes of readers kept at a time; a coach is a class by themselves.
const KEPT_MAX: usize = 64;

/// What the gate said of everyone, by class of readers.
#[derive(Default)]
pub(super) struct Kept(Mutex<Vec<Arc<Allowed>>>);

impl Kept {
    /// The rows of a class on a day; `people` are those there are, judged where nothing is kept.
    pub(super) fn of<'p>(
        &self,
        class: &Reader,
        as_of: Date,
        people: impl Iterator<Item = (u32, &'p visibility::Facts)>,
    ) -> Arc<Allowed> {
        // What is kept is put in whole; a panic elsewhere cannot have left half of one.
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let same = |own: &&Arc<Allowed>| own.class == *class && own.as_of == as_of;
        if let Some(found) = kept.iter().find(same) {
            return Arc::clone(found);
        }
        let mut allowed = Allowed {
            class: class.clone(),
            as_of,
            always: RowSet::default(),
            sometimes: Vec::new(),
        };
        people.for_each(|(row, gate)| allowed.put(row, gate));
        let allowed = Arc::new(allowed);
        if kept.len() >= KEPT_MAX {
            kept.clear();
        }
        kept.push(Arc::clone(&allowed));
        allowed
    }

    /// Takes a person in.
    pub(super) fn put(&mut self, row: u32, gate: &visibility::Facts) {
        for allowed in self.0.get_mut().unwrap_or_else(PoisonError::into_inner) {
            Arc::make_mut(allowed).put(row, gate);
        }
    }

    /// Lets a person go.
    pub(super) fn drop(&mut self, row: u32) {
        for allowed in self.0.get_mut().unwrap_or_else(PoisonError::into_inner) {
            let allowed = Arc::make_mut(allowed);
            allowed.always.remove(row);
            allowed.sometimes.retain(|(own, _)| *own != row);
        }
    }
}
