//! Profiles in columns: what a plan looks at, row by row, for everyone at once.

use serde::{Deserialize, Serialize};

use super::packed;
use crate::score::cells::{EducationCell, Fixed, LanguageCell, SkillCell, WordCell, WorkCell};
use crate::score::facts::Facts;
use crate::score::plan::Row;

/// A list for each row, one after another.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Column<T> {
    items: Vec<T>,
    #[serde(with = "packed")]
    starts: Vec<u32>,
}

impl<T> Default for Column<T> {
    fn default() -> Self {
        Self {
            items: Vec::new(),
            starts: vec![0],
        }
    }
}

/// Makes room for some more by an eighth at a time: doubling would leave a third of the columns empty.
fn make_room<T>(items: &mut Vec<T>, more: usize) {
    if items.capacity() - items.len() < more {
        items.reserve_exact(more.max(items.len() / 8));
    }
}

impl<T: Copy> Column<T> {
    fn push(&mut self, list: &[T]) {
        make_room(&mut self.items, list.len());
        self.items.extend_from_slice(list);
        make_room(&mut self.starts, 1);
        self.starts
            .push(u32::try_from(self.items.len()).unwrap_or(u32::MAX));
    }

    #[inline]
    fn of(&self, row: usize) -> &[T] {
        &self.items[self.starts[row] as usize..self.starts[row + 1] as usize]
    }

    fn tighten(&mut self) {
        self.items.shrink_to_fit();
    }

    fn is_sound(&self, rows: usize) -> bool {
        self.starts.len() == rows + 1
            && self.starts.is_sorted()
            && self
                .starts
                .last()
                .is_some_and(|end| *end as usize == self.items.len())
    }

    fn bytes(&self) -> usize {
        self.items.capacity() * size_of::<T>() + self.starts.capacity() * size_of::<u32>()
    }
}

/// What is held and wished, a column each.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Columns {
    skills: Column<SkillCell>,
    work: Column<WorkCell>,
    languages: Column<LanguageCell>,
    educations: Column<EducationCell>,
    wished: Column<u32>,
    places: Column<u16>,
    words: Column<WordCell>,
    fixed: Vec<Fixed>,
}

impl Columns {
    /// Adds a row; its number is the count before.
    pub(super) fn push(&mut self, row: &Row<'_>) {
        self.skills.push(row.skills);
        self.work.push(row.work);
        self.languages.push(row.languages);
        self.educations.push(row.educations);
        self.wished.push(row.wished);
        self.places.push(row.places);
        self.words.push(row.words);
        make_room(&mut self.fixed, 1);
        self.fixed.push(*row.fixed);
    }

    /// Whether every list lies within its column, each column has a list for every row: what
    /// was written by another version is told apart by that.
    pub(super) fn is_sound(&self) -> bool {
        let rows = self.len();
        self.skills.is_sound(rows)
            && self.work.is_sound(rows)
            && self.languages.is_sound(rows)
            && self.educations.is_sound(rows)
            && self.wished.is_sound(rows)
            && self.places.is_sound(rows)
            && self.words.is_sound(rows)
    }

    /// Gives back the room that reading took and no row needs.
    pub(super) fn tighten(&mut self) {
        self.skills.tighten();
        self.work.tighten();
        self.languages.tighten();
        self.educations.tighten();
        self.wished.tighten();
        self.places.tighten();
        self.words.tighten();
        self.fixed.shrink_to_fit();
    }

    /// How many rows there are.
    pub(super) fn len(&self) -> usize {
        self.fixed.len()
    }

    /// A row, by a number below [`len`](Self::len).
    #[inline]
    pub(super) fn row(&self, row: usize) -> Row<'_> {
        Row {
            skills: self.skills.of(row),
            work: self.work.of(row),
            languages: self.languages.of(row),
            educations: self.educations.of(row),
            wished: self.wished.of(row),
            places: self.places.of(row),
            words: self.words.of(row),
            fixed: &self.fixed[row],
        }
    }

    /// Bytes that the columns take.
    pub(super) fn bytes(&self) -> usize {
        self.skills.bytes()
            + self.work.bytes()
            + self.languages.bytes()
            + self.educations.bytes()
            + self.wished.bytes()
            + self.places.bytes()
            + self.words.bytes()
            + self.fixed.capacity() * size_of::<Fixed>()
    }
}

impl Facts {
    /// The profile as a row by itself.
    pub fn row(&self) -> Row<'_> {
        Row {
            skills: &self.skills,
            work: &self.work,
            languages: &self.languages,
            educations: &self.educations,
            wished: &self.wished,
            places: &self.places,
            words: &self.words,
            fixed: &self.fixed,
        }
    }
}
