//! How often people of a place or a group are shown, and how high: small cells kept back as in the table
//! of gaps. It is handed who was shown how often, and tells nobody's own figures.

use std::collections::BTreeMap;

use serde::Serialize;

use super::suppress::{At, flat, tree};
use super::table::place;
use super::{Cell, Counts};
use crate::domain::{Lang, MunicipalityCode};

/// How one person was shown.
#[derive(Debug, Clone, Default)]
pub struct Shown {
    /// Where the person lives.
    pub municipality: Option<MunicipalityCode>,
    /// The person's label in each grouping; `None` where the operator gave none.
    pub labels: Vec<Option<String>>,
    /// The places, from 1, at which the person stood in each list that held them.
    pub listed: Vec<u32>,
    /// How often the person was opened one by one.
    pub opened: u64,
    /// The ranks, from 1, at which the person stands in the lists of the run of now.
    pub ranks: Vec<u32>,
}

/// What is told of a place or group. A figure is absent where it would be of so few people that it is
/// kept back.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ExposureRow {
    /// What the people are grouped by: `all`, `area`, `municipality`, `nowhere`, or the name of a column
    /// of the operator's file.
    pub by: String,
    /// Code of the place, or the label of the group; empty for all and where none is known.
    pub value: String,
    /// Name of the place, or the label of the group.
    pub name: String,
    /// People who may be counted.
    pub people: Option<u64>,
    /// Of them, those who stood in some list by the ledger.
    pub listed_people: Option<u64>,
    /// How often they did.
    pub listed: Option<u64>,
    /// The middle one of their places in those lists, from 1.
    pub listed_place: Option<u32>,
    /// How often they were opened one by one.
    pub opened: Option<u64>,
    /// Of them, those who stand in some list of the run of now.
    pub run_people: Option<u64>,
    /// How often they do.
    pub run: Option<u64>,
    /// The middle one of their ranks in those lists, from 1.
    pub run_rank: Option<u32>,
}

/// What is summed up of a place or group.
#[derive(Debug, Clone, Default)]
struct Sum {
    people: u64,
    listed_people: u64,
    listed: Vec<u32>,
    opened: u64,
    run_people: u64,
    ranks: Vec<u32>,
}

impl Sum {
    fn add(&mut self, person: &Shown) {
        self.people += 1;
        // Whoever was opened without standing in a list has been shown too.
        self.listed_people += u64::from(!person.listed.is_empty() || person.opened > 0);
        self.listed.extend(&person.listed);
        self.opened += person.opened;
        self.run_people += u64::from(!person.ranks.is_empty());
        self.ranks.extend(&person.ranks);
    }

    /// Those who were shown by the ledger, and the rest: either may be too few to be told.
    fn by_ledger(&self) -> Counts {
        Counts {
            demand: 0,
            supply: self.listed_people,
            rest: self.people - self.listed_people,
        }
    }

    fn by_run(&self) -> Counts {
        Counts {
            demand: 0,
            supply: self.run_people,
            rest: self.people - self.run_people,
        }
    }

    /// The row, with what may be told by the ledger and by the run.
    fn row(mut self, by: &str, value: String, name: String, hidden: (bool, bool)) -> ExposureRow {
        let (ledger, run) = (!hidden.0, !hidden.1);
        ExposureRow {
            by: by.to_owned(),
            value,
            name,
            people: (ledger && run).then_some(self.people),
            listed_people: ledger.then_some(self.listed_people),
            listed: ledger.then_some(self.listed.len() as u64),
            listed_place: middle(&mut self.listed).filter(|_| ledger),
            opened: ledger.then_some(self.opened),
            run_people: run.then_some(self.run_people),
            run: run.then_some(self.ranks.len() as u64),
            run_rank: middle(&mut self.ranks).filter(|_| run),
        }
    }
}

fn middle(numbers: &mut [u32]) -> Option<u32> {
    numbers.sort_unstable();
    let at = numbers.len().checked_sub(1)? / 2;
    numbers.get(at).copied()
}

/// The rows: everyone, by employment area with its municipalities, then by each grouping of the
/// operator's in the order of labels, those without one last.
pub fn exposure(people: &[Shown], groupings: &[String], lang: Lang) -> Vec<ExposureRow> {
    let mut rows = by_place(people, lang);
    for (grouping, at) in groupings.iter().zip(0..) {
        rows.extend(by_label(people, grouping, at));
    }
    rows
}

fn by_place(people: &[Shown], lang: Lang) -> Vec<ExposureRow> {
    let mut places: BTreeMap<At, Sum> = BTreeMap::new();
    let mut leaves: BTreeMap<Option<MunicipalityCode>, Sum> = BTreeMap::new();
    for person in people {
        let mut add = |at| places.entry(at).or_default().add(person);
        add(At::All);
        match person.municipality {
            None => add(At::Nowhere),
            Some(place) => {
                add(At::Area(place.facts().area_code));
                add(At::Municipality(place));
            }
        }
        leaves.entry(person.municipality).or_default().add(person);
    }
    let cells = |count: fn(&Sum) -> Counts| {
        tree(leaves.iter().map(|(at, sum)| (*at, count(sum))).collect())
    };
    let pairs = cells(Sum::by_ledger).into_iter().zip(cells(Sum::by_run));
    let row = |(ledger, run): (Cell, Cell)| {
        let sum = places.remove(&ledger.at).unwrap_or_default();
        let (kind, code, name) = place(ledger.at, lang);
        let hidden = (ledger.hidden, run.hidden);
        sum.row(kind.as_str(), code.to_owned(), name.to_owned(), hidden)
    };
    pairs.map(row).collect()
}

fn by_label(people: &[Shown], grouping: &str, at: usize) -> Vec<ExposureRow> {
    let mut labels: BTreeMap<(bool, &str), Sum> = BTreeMap::new();
    for person in people {
        let label = person.labels.get(at).and_then(Option::as_deref);
        let key = (label.is_none(), label.unwrap_or_default());
        labels.entry(key).or_default().add(person);
    }
    let hidden = |count: fn(&Sum) -> Counts| flat(&labels.values().map(count).collect::<Vec<_>>());
    let hidden: Vec<(bool, bool)> = hidden(Sum::by_ledger)
        .into_iter()
        .zip(hidden(Sum::by_run))
        .collect();
    labels
        .into_iter()
        .zip(hidden)
        .map(|(((_, label), sum), hidden)| {
            sum.row(grouping, label.to_owned(), label.to_owned(), hidden)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(municipality: &str, label: &str, listed: &[u32]) -> Shown {
        Shown {
            municipality: MunicipalityCode::by_name(municipality),
            labels: vec![(!label.is_empty()).then(|| label.to_owned())],
            listed: listed.to_vec(),
            ..Shown::default()
        }
    }

    /// By what, of whom, people listed, times listed, and the middle place.
    type Told = (String, String, Option<u64>, Option<u64>, Option<u32>);

    fn rows_of(people: &[Shown]) -> Vec<Told> {
        let rows = exposure(people, &["sex".to_owned()], Lang::Fi);
        let told = |r: ExposureRow| (r.by, r.name, r.listed_people, r.listed, r.listed_place);
        rows.into_iter().map(told).collect()
    }

    #[test]
    fn places_and_groups_are_told_with_their_middle_place() {
        let mut people = Vec::new();
        for n in 0..20 {
            people.push(person(
                "Tampere",
                "a",
                if n < 10 { &[1, 3, 8] } else { &[] },
            ));
            people.push(person("Nokia", "b", if n < 10 { &[40] } else { &[] }));
        }
        let told = rows_of(&people);
        let row = |by: &str, name: &str| {
            let of = |row: &&Told| row.0 == by && row.1 == name;
            let row = told.iter().find(of).unwrap();
            (row.2, row.3, row.4)
        };
        // Of an even number of places, the better of the two in the middle.
        assert_eq!(row("all", ""), (Some(20), Some(40), Some(3)));
        assert_eq!(
            row("municipality", "Tampere"),
            (Some(10), Some(30), Some(3))
        );
        assert_eq!(row("municipality", "Nokia"), (Some(10), Some(10), Some(40)));
        assert_eq!(row("sex", "a"), (Some(10), Some(30), Some(3)));
        assert_eq!(row("sex", "b"), (Some(10), Some(10), Some(40)));
    }

    #[test]
    fn a_group_of_few_is_kept_back_and_another_with_it() {
        // Two of Nokia were listed: neither they nor, by subtraction, Tampere may be told.
        let mut people = Vec::new();
        for n in 0..20 {
            people.push(person("Tampere", "a", if n < 10 { &[1] } else { &[] }));
            people.push(person("Nokia", "b", if n < 2 { &[1] } else { &[] }));
            people.push(person("Nokia", "", if n < 12 { &[2] } else { &[] }));
        }
        let told = rows_of(&people);
        let sex: Vec<_> = told.iter().filter(|row| row.0 == "sex").collect();
        let shown: Vec<bool> = sex.iter().map(|row| row.2.is_some()).collect();
        assert_eq!(shown, [false, false, true], "{sex:?}");
        // Those who were not listed may be too few as well.
        let all: Vec<Shown> = (0..20)
            .map(|n| person("Tampere", "a", if n < 18 { &[1] } else { &[] }))
            .collect();
        assert!(rows_of(&all).iter().all(|row| row.2.is_none()));
    }
}
