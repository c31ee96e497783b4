//! Every pair of then beside every pair of now, group by group, from tables on both sides.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use super::super::allowed::Allowed;
use super::super::state::{State, VacancyRow};
use super::super::{Inner, wording};
use super::kept::{KeptVacancy, Last, of_bytes};
use super::{Cause, ChangeKind, Differing, PairChange};
use crate::domain::{CoachId, Lang, Route, VacancyId};
use crate::score::{
    Asked, Criterion, Facts, Group, Plan, Population, RowSet, State as Met, groups,
};

/// The changes of one vacancy.
pub(super) struct Changed {
    pub(super) vacancy: VacancyId,
    pub(super) routes: Vec<Route>,
    pub(super) isco: Vec<String>,
    pub(super) pairs: Vec<OfPerson>,
}

/// A change with whom it is told to.
pub(super) struct OfPerson {
    pub(super) entry: u32,
    pub(super) coach: Option<CoachId>,
    pub(super) pair: PairChange,
}

impl Changed {
    /// Everyone in it, each once.
    pub(super) fn entries(&self) -> Vec<u32> {
        self.pairs.iter().map(|one| one.entry).collect()
    }
}

/// Everyone as they were, in the rows that they have now.
struct Then {
    population: Population,
    /// Rows of people who were in that run.
    known: RowSet,
    /// Those of them whose facts are otherwise now because their record is.
    otherwise: RowSet,
}

impl Then {
    fn new(inner: &Inner, state: &State, last: &Last) -> Self {
        let of = |(row, person): (usize, &super::super::state::PersonRow)| {
            let bytes = last.people.get(&person.entry).filter(|_| person.alive)?;
            let (hash, bytes) = of_bytes(bytes)?;
            // A row of the same record is otherwise where something has expired or is read otherwise.
            let same =
                person.made_from.hash() == hash || state.population.row(row).to_bytes() == *bytes;
            Some((Facts::from_bytes(bytes)?, same))
        };
        let rows: Vec<Option<(Facts, bool)>> =
            state.people.par_iter().enumerate().map(of).collect();
        let mut then = Self {
            population: Population::new(Arc::clone(&inner.nearness)),
            known: RowSet::default(),
            otherwise: RowSet::default(),
        };
        let nobody = Facts::default();
        for (row, facts) in (0u32..).zip(&rows) {
            if let Some((_, same)) = facts {
                then.known.insert(row);
                if !same {
                    then.otherwise.insert(row);
                }
            }
            let facts = facts.as_ref().map_or(&nobody, |(facts, _)| facts);
            then.population.push(facts);
        }
        then.population.settle();
        then
    }
}

/// What all vacancies are compared with.
struct Comparison<'a> {
    inner: &'a Inner,
    state: &'a State,
    allowed: &'a Allowed,
    as_of: Date,
    last: &'a Last,
    then: Then,
    /// The reader is another than then.
    reads_otherwise: bool,
    lang: Lang,
}

/// One vacancy then and now; at least one of the two.
struct Sides<'a> {
    then: Option<(KeptVacancy, Plan)>,
    now: Option<(&'a VacancyRow, Plan)>,
    asks_otherwise: bool,
}

impl Inner {
    /// The changes since a run, by vacancy in the order of entries; those without any are left out.
    pub(super) fn compare(
        &self,
        state: &State,
        allowed: &Allowed,
        as_of: Date,
        last: &Last,
        lang: Lang,
    ) -> Vec<Changed> {
        let comparison = Comparison {
            inner: self,
            state,
            allowed,
            as_of,
            last,
            then: Then::new(self, state, last),
            reads_otherwise: last.about.reader != self.text.version(),
            lang,
        };
        let open = state.all_vacancies();
        let open = open.filter(|row| row.vacancy.is_open(as_of));
        let mut entries: BTreeSet<u32> = open.map(|row| row.entry).collect();
        entries.extend(last.vacancies.keys());
        let entries: Vec<u32> = entries.into_iter().collect();
        let changed = entries
            .par_iter()
            .filter_map(|entry| comparison.vacancy(*entry));
        changed
            .filter(|changed| !changed.pairs.is_empty())
            .collect()
    }
}

impl Comparison<'_> {
    fn sides(&self, entry: u32) -> Sides<'_> {
        let now = self.state.vacancy_at(entry);
        let now = now.filter(|row| row.vacancy.is_open(self.as_of));
        let then = self.last.vacancy(entry).and_then(|kept| {
            // By the weights of today: what other weights would change is asked of a replay.
            let compiler = &self.inner.compiler;
            let plan = compiler.plan(&kept.ask()?, self.last.about.as_of);
            Some((kept, plan))
        });
        let asks_otherwise = match (&then, now) {
            (Some((kept, _)), Some(row)) => !kept.asks_as(row),
            _ => false,
        };
        Sides {
            then,
            now: now.map(|row| (row, self.inner.plan(row, self.as_of))),
            asks_otherwise,
        }
    }

    fn vacancy(&self, entry: u32) -> Option<Changed> {
        let sides = self.sides(entry);
        let (vacancy, routes, isco, label) = match (&sides.now, &sides.then) {
            (Some((row, _)), _) => {
                let title = row.vacancy.title.best(self.lang).map(str::to_owned);
                let routes = row.routes().to_vec();
                (row.vacancy.id.clone(), routes, row.isco.clone(), title)
            }
            (None, Some((kept, _))) => {
                let title = kept.title.clone();
                (
                    kept.id.clone(),
                    kept.routes.clone(),
                    kept.isco.clone(),
                    title,
                )
            }
            (None, None) => return None,
        };
        let codes: Vec<&str> = isco.iter().map(String::as_str).collect();
        let seen = self.allowed.rows(&routes, &codes);
        let known = seen.within(&self.then.known);
        let plans = (sides.then.as_ref(), sides.now.as_ref());
        let before = plans
            .0
            .map(|(_, plan)| groups(plan, &self.then.population, &known));
        let now = plans
            .1
            .map(|(_, plan)| groups(plan, &self.state.population, &seen));
        let mut pairs = Vec::new();
        for (rows, from, to) in moves(before.as_ref(), now.as_ref(), &known) {
            let of = |row| self.pair(&sides, (&vacancy, label.as_ref()), row, from, to);
            pairs.extend(rows.iter().filter_map(of));
        }
        Some(Changed {
            vacancy,
            routes,
            isco,
            pairs,
        })
    }

    fn pair(
        &self,
        sides: &Sides<'_>,
        (vacancy, label): (&VacancyId, Option<&String>),
        row: u32,
        from: Option<Group>,
        to: Option<Group>,
    ) -> Option<OfPerson> {
        let person = self.state.people.get(row as usize)?;
        let profile = self.then.otherwise.contains(row);
        let cause = match (&sides.then, &sides.now) {
            (_, None) => Cause::VacancyClosed,
            (None, _) => Cause::NewVacancy,
            _ if from.is_none() => Cause::NewPerson,
            _ => match (profile, sides.asks_otherwise) {
                (true, true) => Cause::Both,
                (true, false) => Cause::Profile,
                (false, true) => Cause::Vacancy,
                (false, false) if self.reads_otherwise => Cause::Reading,
                (false, false) => Cause::Day,
            },
        };
        let change = match (from, to) {
            (_, Some(Group::Fits)) => ChangeKind::Gained,
            (Some(Group::Fits), _) => ChangeKind::Lost,
            _ => ChangeKind::Moved,
        };
        Some(OfPerson {
            entry: person.entry,
            coach: person.gate.coach.clone(),
            pair: PairChange {
                person: person.id.to_string(),
                vacancy: vacancy.clone(),
                label: label.cloned(),
                change,
                from,
                to,
                cause,
                why: self.differing(sides, row, from.is_some() && to.is_some()),
            },
        })
    }

    /// The findings whose state is not as it was; none where there is nothing to compare.
    fn differing(&self, sides: &Sides<'_>, row: u32, both: bool) -> Vec<Differing> {
        let (Some((_, then)), Some((_, now)), true) = (&sides.then, &sides.now, both) else {
            return Vec::new();
        };
        let place = row as usize;
        let before = self.states(then, &self.then.population, place);
        let mut after = self.states(now, &self.state.population, place);
        let mut all = Vec::new();
        // What is asked at two levels is found twice under one name: the first belongs to the first.
        for (key, asked, state) in &before {
            let now = after.iter().position(|(k, _, _)| k == key);
            let now = now.map(|at| after.remove(at).2);
            if now != Some(*state) {
                all.push(self.differs(asked, Some(*state), now));
            }
        }
        for (_, asked, state) in &after {
            all.push(self.differs(asked, None, Some(*state)));
        }
        all
    }

    fn differs(&self, asked: &Asked, before: Option<Met>, now: Option<Met>) -> Differing {
        let (asked, label) = wording::asked(asked, &self.inner.taxonomy, self.lang);
        Differing {
            asked,
            label,
            before,
            now,
        }
    }

    /// The states of a row's findings, by what is asked.
    fn states<'p>(
        &self,
        plan: &'p Plan,
        people: &Population,
        row: usize,
    ) -> Vec<((Criterion, String), &'p Asked, Met)> {
        let findings = plan.assess(&people.row(row)).findings;
        let state = |f: crate::score::Finding| {
            let requirement = plan.requirements.get(usize::from(f.requirement))?;
            let key = wording::asked_key(&requirement.asked, &self.inner.taxonomy);
            let key = (requirement.criterion, key);
            Some((key, &requirement.asked, f.found.state))
        };
        findings.into_iter().filter_map(state).collect()
    }
}

/// Rows by the group that they were in and the one that they are in, where the two differ. Of what is
/// in one run alone, only who fits: a new vacancy is news for those who fit it.
fn moves(
    before: Option<&[RowSet; 4]>,
    now: Option<&[RowSet; 4]>,
    known: &RowSet,
) -> Vec<(RowSet, Option<Group>, Option<Group>)> {
    let mut all = Vec::new();
    let fits = Group::Fits as usize;
    match (before, now) {
        (Some(before), Some(now)) => {
            for (from, then) in Group::ALL.iter().zip(before) {
                for (to, rows) in Group::ALL.iter().zip(now) {
                    if from != to {
                        all.push((then.within(rows), Some(*from), Some(*to)));
                    }
                }
            }
            all.push((now[fits].without(known), None, Some(Group::Fits)));
        }
        (None, Some(now)) => all.push((now[fits].clone(), None, Some(Group::Fits))),
        (Some(before), None) => all.push((before[fits].clone(), Some(Group::Fits), None)),
        (None, None) => {}
    }
    all
}
