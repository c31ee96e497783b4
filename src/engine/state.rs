//! What is held in memory of the records: rows to score, plans to score them by, facts to hide by.
//! A projection of the store: rebuilt at will, and kept up by following the change sequence.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::EngineError;
use super::allowed::{Allowed, Kept};
use crate::domain::{Forbidden, Jobseeker, PersonId, PublicId, Reading, Route, Vacancy, VacancyId};
use crate::score::{Ask, Facts, Nearness, Plan, Population, Weights, ask, facts};
use crate::store::Stored;
use crate::taxonomy::Taxonomy;
use crate::visibility::{self, Verdict};

/// A person's row: what the gate looks at, and names to know it by.
pub(super) struct PersonRow {
    pub(super) entry: u32,
    pub(super) id: PersonId,
    pub(super) public: PublicId,
    pub(super) gate: visibility::Facts,
    /// `false` where a later row has taken its place, or the person is gone.
    pub(super) alive: bool,
}

/// A vacancy, compiled.
pub(super) struct VacancyRow {
    pub(super) entry: u32,
    pub(super) public: PublicId,
    pub(super) vacancy: Vacancy,
    pub(super) ask: Ask,
    pub(super) plan: Plan,
    /// ISCO codes of the occupations asked, for consents by kind of work.
    pub(super) isco: Vec<String>,
    /// Words that ask what no employer may ask.
    pub(super) not_to_be_asked: Vec<Forbidden>,
}

impl VacancyRow {
    pub(super) fn routes(&self) -> &[Route] {
        &self.vacancy.routes
    }

    /// The ISCO codes, as the gate takes them.
    pub(super) fn codes(&self) -> Vec<&str> {
        self.isco.iter().map(String::as_str).collect()
    }

    /// Whether somebody of whom the gate says this may be shown for it on a day: it is open then, and
    /// of the kind that they are shown for.
    pub(super) fn is_open_to(&self, verdict: &Verdict, on: Date) -> bool {
        self.vacancy.is_open(on) && verdict.allows(self.routes(), &self.codes())
    }
}

/// ISCO codes of the occupations that are asked.
pub(super) fn isco_of(ask: &Ask, taxonomy: &Taxonomy) -> Vec<String> {
    let codes = ask.occupations.iter().filter_map(|o| taxonomy.isco(*o));
    codes.map(str::to_owned).collect()
}

/// The records in memory, as of a change and a day.
#[derive(Default)]
pub(super) struct State {
    /// Number of the last change in it.
    pub(super) head: u64,
    /// Number of the last change of a person in it.
    pub(super) people_head: u64,
    /// The day that validity was judged on.
    pub(super) as_of: Option<Date>,
    pub(super) people: Vec<PersonRow>,
    pub(super) population: Population,
    allowed: Kept,
    person_rows: HashMap<PersonId, u32>,
    person_public: HashMap<PublicId, u32>,
    person_entries: HashMap<u32, u32>,
    /// In the order of entries.
    pub(super) vacancies: std::collections::BTreeMap<u32, VacancyRow>,
    vacancy_ids: HashMap<VacancyId, u32>,
    vacancy_public: HashMap<PublicId, u32>,
}

/// What rows and plans are made with.
pub(super) struct Maker<'a> {
    pub(super) taxonomy: &'a Taxonomy,
    pub(super) weights: &'a Weights,
    pub(super) as_of: Date,
}

impl Maker<'_> {
    pub(super) fn facts(&self, jobseeker: &Jobseeker, reading: &Reading) -> Facts {
        let home = jobseeker.person.home_municipality;
        facts::resolve(&jobseeker.profile, reading, home, self.taxonomy, self.as_of)
    }

    pub(super) fn vacancy(&self, stored: Stored<Vacancy>, reading: &Reading) -> VacancyRow {
        let ask = ask::resolve(&stored.record, reading, self.taxonomy);
        VacancyRow {
            entry: stored.entry,
            public: stored.public,
            plan: Plan::compile(&ask, self.taxonomy, self.weights, self.as_of),
            vacancy: stored.record,
            isco: isco_of(&ask, self.taxonomy),
            not_to_be_asked: reading.facts.not_to_be_asked.clone(),
            ask,
        }
    }
}

impl State {
    /// No records yet, to be put into tables by what is near to what.
    pub(super) fn new(nearness: Arc<Nearness>) -> Self {
        Self {
            population: Population::new(nearness),
            ..Self::default()
        }
    }

    /// The rows that a class of readers may see on a day.
    pub(super) fn allowed(&self, class: &crate::domain::Reader, as_of: Date) -> Arc<Allowed> {
        let alive = (0u32..)
            .zip(&self.people)
            .filter(|(_, person)| person.alive);
        let people = alive.map(|(row, person)| (row, &person.gate));
        self.allowed.of(class, as_of, people)
    }

    /// Takes a person in, in place of an earlier row of theirs.
    pub(super) fn put_person(
        &mut self,
        stored: &Stored<Jobseeker>,
        facts: &Facts,
        gate: visibility::Facts,
    ) {
        self.drop_person(stored.entry);
        let row = u32::try_from(self.people.len()).unwrap_or(u32::MAX);
        let id = stored.record.person.id.clone();
        self.population.push(facts);
        self.allowed.put(row, &gate);
        self.person_rows.insert(id.clone(), row);
        self.person_public.insert(stored.public, row);
        self.person_entries.insert(stored.entry, row);
        self.people.push(PersonRow {
            entry: stored.entry,
            id,
            public: stored.public,
            gate,
            alive: true,
        });
    }

    /// Lets a person go by their entry.
    pub(super) fn drop_person(&mut self, entry: u32) {
        let Some(row) = self.person_entries.remove(&entry) else {
            return;
        };
        if let Some(person) = self.people.get_mut(row as usize) {
            person.alive = false;
            self.allowed.drop(row);
            self.person_rows.remove(&person.id);
            self.person_public.remove(&person.public);
        }
    }

    /// Takes a vacancy in.
    pub(super) fn put_vacancy(&mut self, row: VacancyRow) {
        self.vacancy_ids.insert(row.vacancy.id.clone(), row.entry);
        self.vacancy_public.insert(row.public, row.entry);
        self.vacancies.insert(row.entry, row);
    }

    /// Lets a vacancy go by its entry.
    pub(super) fn drop_vacancy(&mut self, entry: u32) {
        if let Some(row) = self.vacancies.remove(&entry) {
            self.vacancy_ids.remove(&row.vacancy.id);
            self.vacancy_public.remove(&row.public);
        }
    }

    /// A vacancy by its id in its source or its public id.
    pub(super) fn vacancy(&self, name: &str) -> Option<&VacancyRow> {
        let by_id = name
            .parse::<VacancyId>()
            .ok()
            .and_then(|id| self.vacancy_ids.get(&id));
        let by_public = || {
            name.parse::<PublicId>()
                .ok()
                .and_then(|id| self.vacancy_public.get(&id))
        };
        self.vacancies.get(by_id.or_else(by_public)?)
    }

    /// A person's row by their id in its source or their public id.
    pub(super) fn person(&self, name: &str) -> Option<(u32, &PersonRow)> {
        let by_id = name
            .parse::<PersonId>()
            .ok()
            .and_then(|id| self.person_rows.get(&id));
        let by_public = || {
            name.parse::<PublicId>()
                .ok()
                .and_then(|id| self.person_public.get(&id))
        };
        let row = *by_id.or_else(by_public)?;
        Some((row, self.people.get(row as usize)?))
    }

    /// A person whom a class of readers may see for some vacancy, by name, with what the gate says.
    ///
    /// # Errors
    /// [`EngineError::NotFound`] for one who is not there, or not for these readers: no answer tells
    /// which.
    pub(super) fn seen(
        &self,
        name: &str,
        class: &crate::domain::Reader,
        on: Date,
    ) -> Result<(u32, &PersonRow, Verdict), EngineError> {
        let (row, person) = self
            .person(name)
            .ok_or(EngineError::NotFound { what: "person" })?;
        let verdict = visibility::judge(&person.gate, class, on);
        if verdict.hidden_by().is_some() {
            return Err(EngineError::NotFound { what: "person" });
        }
        Ok((row, person, verdict))
    }

    /// Everyone whom a class of readers may see for some vacancy, with what the gate says of each.
    pub(super) fn everyone_seen(
        &self,
        class: &crate::domain::Reader,
        on: Date,
    ) -> impl Iterator<Item = (u32, &PersonRow, Verdict)> {
        (0u32..).zip(&self.people).filter_map(move |(row, person)| {
            let verdict = visibility::judge(&person.gate, class, on);
            (person.alive && verdict.hidden_by().is_none()).then_some((row, person, verdict))
        })
    }

    /// A person's row by their entry.
    pub(super) fn person_at(&self, entry: u32) -> Option<&PersonRow> {
        self.people.get(*self.person_entries.get(&entry)? as usize)
    }

    /// Rows left behind by changes, of all rows.
    pub(super) fn dead_share(&self) -> f64 {
        if self.people.is_empty() {
            0.0
        } else {
            1.0 - self.person_rows.len() as f64 / self.people.len() as f64
        }
    }
}
