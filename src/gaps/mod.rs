//! Demand, supply and what would close the gap.
//!
//! Counts what open vacancies ask against what people hold, by skill, occupation and permit and by
//! municipality, employment area and in all. It is handed what counts: open vacancies, and the
//! people whom the reader may count; a protected or erased person is never among them. Small counts
//! of people are kept back so that no sum gives them away (`Counts`). It may not know the store.

mod csv;
mod exposure;
mod shares;
mod suppress;
mod table;
#[cfg(test)]
mod tests;

pub use self::csv::write_exposure;
pub use exposure::{ExposureRow, Shown, exposure};
pub use shares::{Share, ShareRow, shares};
pub use suppress::SMALL;
pub use table::{GapRow, GapTable, PlaceKind};

use std::collections::HashMap;

use jiff::civil::Date;

use crate::domain::{Lang, MunicipalityCode, codes};
use suppress::Cell;

codes! {
    /// What is asked and held.
    GapKind, "kind of gap" {
        /// An occupation.
        Occupation = "occupation",
        /// A skill.
        Skill = "skill",
        /// A permit.
        Permit = "permit",
    }
}

/// Something that vacancies ask and people hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GapItem {
    /// What kind of thing.
    pub kind: GapKind,
    /// A concept's URI or a permit's code.
    pub id: String,
    /// Its name in the reader's language.
    pub label: String,
}

/// An open vacancy as it counts here.
#[derive(Debug, Clone, Default)]
pub struct Demand {
    /// What it asks, as places in the list of items; each counts once.
    pub items: Vec<u32>,
    /// How many people are sought; 0 counts as 1.
    pub positions: u32,
    /// Where: the first municipality that it names, for of alternatives only one can be filled.
    pub municipality: Option<MunicipalityCode>,
    /// Day of publication.
    pub published: Option<Date>,
}

/// A person as it counts here.
#[derive(Debug, Clone, Default)]
pub struct Supply {
    /// What the person holds, as places in the list of items; each counts once.
    pub items: Vec<u32>,
    /// Where the person lives.
    pub municipality: Option<MunicipalityCode>,
}

/// Which part of the table is asked.
#[derive(Debug, Clone, Default)]
pub struct GapQuery {
    /// Only this municipality.
    pub municipality: Option<MunicipalityCode>,
    /// Only this employment area with its municipalities, by code.
    pub area: Option<String>,
    /// Only vacancies that ask and people who hold this occupation, as a place in the list of items.
    pub occupation: Option<u32>,
    /// Only vacancies published on that day or later. One without a day is left out then.
    pub since: Option<Date>,
    /// Language of the places' names.
    pub lang: Option<Lang>,
}

impl GapQuery {
    fn takes_vacancy(&self, vacancy: &Demand) -> bool {
        let since = self.since.is_none_or(|since| {
            vacancy
                .published
                .is_some_and(|published| published >= since)
        });
        since && self.takes_items(&vacancy.items)
    }

    fn takes_items(&self, items: &[u32]) -> bool {
        self.occupation
            .is_none_or(|occupation| items.contains(&occupation))
    }
}

/// What is counted of one item at one place.
///
/// Demand is of published vacancies and shown as it is. Supply is of people: counts of 1 to 4 are
/// kept back, with as many others as it takes that no shown total minus the shown parts gives one
/// away, and the gap with them. So does what a filter by occupation leaves over, for the table
/// without the filter stands beside it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    demand: u64,
    supply: u64,
    /// People who hold it but are left out by the filter.
    rest: u64,
}

impl std::ops::AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.demand += other.demand;
        self.supply += other.supply;
        self.rest += other.rest;
    }
}

/// The table of gaps. Rows in order of kind, then of demand in all (most first), then of id; for
/// each item in all first, then by area with its municipalities. The order does not depend on supply,
/// lest it tell what is kept back. What is neither asked nor held at a place has no row there.
pub fn gaps(
    items: &[GapItem],
    demand: impl IntoIterator<Item = Demand>,
    supply: impl IntoIterator<Item = Supply>,
    query: &GapQuery,
) -> GapTable {
    let mut counts: HashMap<(u32, Option<MunicipalityCode>), Counts> = HashMap::new();
    let mut add = |mut held: Vec<u32>, at: Option<MunicipalityCode>, one: Counts| {
        held.sort_unstable();
        held.dedup();
        for item in held.into_iter().filter(|i| (*i as usize) < items.len()) {
            *counts.entry((item, at)).or_default() += one;
        }
    };
    for vacancy in demand {
        if query.takes_vacancy(&vacancy) {
            let one = Counts {
                demand: u64::from(vacancy.positions.max(1)),
                ..Counts::default()
            };
            add(vacancy.items, vacancy.municipality, one);
        }
    }
    for person in supply {
        let taken = u64::from(query.takes_items(&person.items));
        let one = Counts {
            supply: taken,
            rest: 1 - taken,
            ..Counts::default()
        };
        add(person.items, person.municipality, one);
    }
    let mut by_item: HashMap<u32, Vec<(Option<MunicipalityCode>, Counts)>> = HashMap::new();
    for ((item, at), count) in counts {
        by_item.entry(item).or_default().push((at, count));
    }
    let mut trees: Vec<(&GapItem, Vec<Cell>)> = by_item
        .into_iter()
        .filter_map(|(item, leaves)| Some((items.get(item as usize)?, suppress::tree(leaves))))
        .collect();
    trees.sort_by_key(|(item, cells)| {
        let demand = cells.first().map_or(0, |all| all.counts.demand);
        (item.kind, std::cmp::Reverse(demand), &item.id)
    });
    table::of(&trees, query)
}
