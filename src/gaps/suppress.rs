//! Which counts of people are kept back: small ones, and as many more as it takes to hide them.
//!
//! For one item the cells are a tree: all, employment areas (and those who live nowhere known),
//! municipalities. A reader of the shown cells can subtract; so below each shown total the cells kept
//! back, where there are any, are at least two and hold at least [`SMALL`] people together.

use std::collections::BTreeMap;

use super::Counts;
use crate::domain::MunicipalityCode;

/// Least number of people that is shown, 0 apart.
pub const SMALL: u64 = 5;

/// Where a cell of the tree stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum At {
    /// Everywhere.
    All,
    /// No municipality is known.
    Nowhere,
    /// An employment area, by code.
    Area(&'static str),
    /// A municipality of the area before it.
    Municipality(MunicipalityCode),
}

/// One cell: its place, its counts and whether the supply is kept back.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cell {
    pub(super) at: At,
    pub(super) counts: Counts,
    pub(super) hidden: bool,
}

/// A cell below all: an area with its municipalities, or those of no known place.
struct Branch {
    cell: Cell,
    leaves: Vec<Cell>,
}

/// The cells of one item, all first, each area before its municipalities, with what is kept back.
pub(super) fn tree(leaves: Vec<(Option<MunicipalityCode>, Counts)>) -> Vec<Cell> {
    let mut all = Counts::default();
    let mut areas: BTreeMap<&'static str, Vec<Cell>> = BTreeMap::new();
    let mut branches = Vec::new();
    for (at, counts) in leaves {
        all += counts;
        match at {
            Some(place) => areas
                .entry(place.facts().area_code)
                .or_default()
                .push(Cell::new(At::Municipality(place), counts)),
            None => branches.push(Branch::of(At::Nowhere, counts, Vec::new())),
        }
    }
    for (area, mut leaves) in areas {
        leaves.sort_by_key(|cell| match cell.at {
            At::Municipality(place) => place.as_str(),
            _ => "",
        });
        let mut sum = Counts::default();
        leaves.iter().for_each(|leaf| sum += leaf.counts);
        branches.push(Branch::of(At::Area(area), sum, leaves));
    }
    let mut top = Cell::new(At::All, all);
    branches.iter_mut().for_each(Branch::hide_below);
    while !top.hidden && !is_safe(&branches) {
        let shown = branches.iter_mut().filter(|branch| !branch.cell.hidden);
        let next = shown.filter(|branch| branch.cell.is_anyone());
        match next.min_by_key(|branch| branch.cell.size()) {
            Some(branch) => branch.hide(),
            None => top.hidden = true,
        }
    }
    let below = branches
        .into_iter()
        .flat_map(|branch| std::iter::once(branch.cell).chain(branch.leaves));
    std::iter::once(top).chain(below).collect()
}

/// Which cells of a total that is shown elsewhere are kept back.
pub(super) fn flat(cells: &[Counts]) -> Vec<bool> {
    let mut sum = Counts::default();
    cells.iter().for_each(|counts| sum += *counts);
    let leaves = cells.iter().map(|counts| Cell::new(At::Nowhere, *counts));
    let mut branch = Branch::of(At::All, sum, leaves.collect());
    branch.hide_below();
    // Where the total itself gives somebody away, all are kept back.
    let all = branch.cell.hidden;
    branch
        .leaves
        .iter()
        .map(|leaf| all || leaf.hidden)
        .collect()
}

impl Cell {
    fn new(at: At, counts: Counts) -> Self {
        let is_small = |n: u64| (1..SMALL).contains(&n);
        Self {
            at,
            counts,
            hidden: is_small(counts.supply) || is_small(counts.rest),
        }
    }

    /// Whether it counts anyone, so that keeping it back hides something.
    fn is_anyone(&self) -> bool {
        self.counts.supply + self.counts.rest > 0
    }

    /// What it costs to keep it back.
    fn size(&self) -> (u64, u64, At) {
        (self.counts.supply, self.counts.rest, self.at)
    }
}

impl Branch {
    fn of(at: At, counts: Counts, leaves: Vec<Cell>) -> Self {
        Self {
            cell: Cell::new(at, counts),
            leaves,
        }
    }

    /// Keeps the area back, and one of its municipalities, for all of them together are the area.
    fn hide(&mut self) {
        self.cell.hidden = true;
        if !self.leaves.iter().any(|leaf| leaf.hidden) {
            self.hide_one_more();
        }
    }

    /// Keeps back the smallest municipality that is shown; whether there was one.
    fn hide_one_more(&mut self) -> bool {
        let shown = self.leaves.iter_mut().filter(|leaf| !leaf.hidden);
        let next = shown.filter(|leaf| leaf.is_anyone());
        match next.min_by_key(|leaf| leaf.size()) {
            Some(leaf) => leaf.hidden = true,
            None => return false,
        }
        true
    }

    /// Keeps back as many municipalities as it takes below a shown area.
    fn hide_below(&mut self) {
        if self.cell.hidden {
            self.hide();
        }
        while !self.cell.hidden && !is_safe_sum(self.leaves.iter().filter(|leaf| leaf.hidden)) {
            if !self.hide_one_more() {
                self.cell.hidden = true;
            }
        }
    }
}

/// Whether the sum in all minus what is shown gives nothing away: neither of the areas kept back nor
/// of the municipalities kept back in them.
fn is_safe(branches: &[Branch]) -> bool {
    let hidden = || branches.iter().filter(|branch| branch.cell.hidden);
    let leaves = hidden().flat_map(|branch| {
        // Those of no known place are their own leaf.
        let alone = branch.leaves.is_empty().then_some(&branch.cell);
        branch.leaves.iter().filter(|leaf| leaf.hidden).chain(alone)
    });
    is_safe_sum(hidden().map(|branch| &branch.cell)) && is_safe_sum(leaves)
}

/// Whether cells kept back hide each other: none, or two or more of 0 or at least [`SMALL`] people together.
fn is_safe_sum<'a>(hidden: impl Iterator<Item = &'a Cell>) -> bool {
    let mut sum = Counts::default();
    let mut cells = 0;
    for cell in hidden {
        sum += cell.counts;
        cells += 1;
    }
    let hides = |people: u64| people == 0 || people >= SMALL;
    cells == 0 || (cells >= 2 && hides(sum.supply) && hides(sum.rest))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn supply(people: u64) -> Counts {
        Counts {
            supply: people,
            ..Counts::default()
        }
    }

    /// The shown supply of each cell by place; `None` is kept back.
    fn shown(leaves: &[(&str, u64)]) -> Vec<(String, Option<u64>)> {
        let leaf =
            |(name, people): &(&str, u64)| (MunicipalityCode::by_name(name), supply(*people));
        let name = |cell: &Cell| match cell.at {
            At::All => "all".to_owned(),
            At::Nowhere => "nowhere".to_owned(),
            At::Area(code) => code.to_owned(),
            At::Municipality(place) => place.facts().name_fi.to_owned(),
        };
        let cells = tree(leaves.iter().map(leaf).collect());
        let count = |cell: &Cell| (!cell.hidden).then_some(cell.counts.supply);
        cells.iter().map(|cell| (name(cell), count(cell))).collect()
    }

    fn check(leaves: &[(&str, u64)], expected: &[(&str, Option<u64>)]) {
        let expected: Vec<_> = expected
            .iter()
            .map(|(n, c)| ((*n).to_owned(), *c))
            .collect();
        assert_eq!(shown(leaves), expected);
    }

    #[test]
    fn a_small_count_takes_another_with_it() {
        check(
            &[("Tampere", 50), ("Nokia", 3), ("Akaa", 9)],
            &[
                ("all", Some(62)),
                ("39", Some(62)),
                ("Akaa", None),
                ("Nokia", None),
                ("Tampere", Some(50)),
            ],
        );
    }

    #[test]
    fn two_of_one_person_each_take_a_third() {
        check(
            &[("Tampere", 50), ("Nokia", 1), ("Akaa", 1)],
            &[
                ("all", Some(52)),
                ("39", Some(52)),
                ("Akaa", None),
                ("Nokia", None),
                ("Tampere", None),
            ],
        );
    }

    #[test]
    fn a_small_area_takes_another_area_with_it() {
        check(
            &[("Tampere", 50), ("Sastamala", 3), ("Helsinki", 70), ("", 0)],
            &[
                ("all", Some(123)),
                ("nowhere", Some(0)),
                ("21", None),
                ("Sastamala", None),
                ("39", None),
                ("Tampere", None),
                ("8", Some(70)),
                ("Helsinki", Some(70)),
            ],
        );
    }

    #[test]
    fn few_in_all_are_kept_back_everywhere() {
        check(
            &[("Tampere", 2)],
            &[("all", None), ("39", None), ("Tampere", None)],
        );
        check(
            &[("Tampere", 7)],
            &[("all", Some(7)), ("39", Some(7)), ("Tampere", Some(7))],
        );
    }

    #[test]
    fn what_a_filter_leaves_over_is_kept_back_too() {
        let leaf = |name: &str, supply, rest| {
            let counts = Counts {
                supply,
                rest,
                demand: 0,
            };
            (MunicipalityCode::by_name(name), counts)
        };
        let cells = tree(vec![leaf("Tampere", 90, 40), leaf("Nokia", 20, 2)]);
        let hidden: Vec<bool> = cells.iter().map(|cell| cell.hidden).collect();
        assert_eq!(hidden, [false, false, true, true]);
    }

    /// Every value that a kept-back leaf can have, given the shown cells: there must be two or more.
    fn is_given_away(cells: &[Cell]) -> bool {
        // Unknowns: each kept-back leaf. Equations: each shown total over its kept-back leaves.
        let groups = cells.iter().enumerate().filter(|(_, c)| !c.hidden);
        groups
            .filter_map(|(place, cell)| {
                let below: Vec<&Cell> = match cell.at {
                    At::Area(_) => cells[place + 1..]
                        .iter()
                        .take_while(|c| matches!(c.at, At::Municipality(_)))
                        .filter(|c| c.hidden)
                        .collect(),
                    At::All => {
                        let mut in_hidden_area = false;
                        let mut below = Vec::new();
                        for cell in &cells[1..] {
                            match cell.at {
                                At::Area(_) => in_hidden_area = cell.hidden,
                                At::Municipality(_) if in_hidden_area && cell.hidden => {
                                    below.push(cell);
                                }
                                At::Nowhere if cell.hidden => below.push(cell),
                                _ => {}
                            }
                        }
                        below
                    }
                    _ => return None,
                };
                Some(below)
            })
            .any(|below| {
                let sum: u64 = below.iter().map(|c| c.counts.supply).sum();
                !below.is_empty() && (below.len() == 1 || (1..SMALL).contains(&sum))
            })
    }

    proptest! {
        #[test]
        fn no_small_count_is_shown_or_given_away(
            counts in proptest::collection::vec((0..60usize, 0..12u64), 0..40),
            nowhere in 0..8u64,
        ) {
            let all: Vec<MunicipalityCode> = MunicipalityCode::all().collect();
            let mut leaves: BTreeMap<usize, Counts> = BTreeMap::new();
            for (place, people) in counts {
                *leaves.entry(place * 5 % 60).or_default() += supply(people);
            }
            let mut leaves: Vec<_> = leaves.into_iter().map(|(p, c)| (Some(all[p]), c)).collect();
            leaves.push((None, supply(nowhere)));
            let cells = tree(leaves);
            for cell in &cells {
                prop_assert!(cell.hidden || !(1..SMALL).contains(&cell.counts.supply));
            }
            prop_assert!(!is_given_away(&cells));
            // A kept-back area is not the sum of municipalities that are all shown.
            for (place, cell) in cells.iter().enumerate() {
                if cell.hidden && matches!(cell.at, At::Area(_)) && cell.is_anyone() {
                    let below = cells[place + 1..].iter();
                    let mut below = below.take_while(|c| matches!(c.at, At::Municipality(_)));
                    prop_assert!(below.any(|leaf| leaf.hidden));
                }
            }
        }
    }
}
