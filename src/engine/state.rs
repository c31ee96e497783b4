//! What is held in memory of the records: rows to score, plans to score them by, facts to hide by.
//! A projection of the store: rebuilt at will, and kept up by following the change sequence.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use jiff::civil::Date;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::EngineError;
use super::allowed::{Allowed, Kept};
use crate::domain::{
    Forbidden, Jobseeker, Localised, PersonId, PublicId, Reading, Route, Vacancy, VacancyId,
};
use crate::score::{Ask, Compiler, Facts, Nearness, Plan, Population, ask, facts};
use crate::store::{ContentHash, KnownVacancy, Stored};
use crate::taxonomy::Taxonomy;
use crate::visibility::{self, Verdict};

/// What a row was made from: where it is the same, the row need not be made again.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct MadeFrom {
    /// Hash of the record.
    hash: [u8; 32],
    /// The person's own words say that there is no right to work, which the gate asks about.
    pub(super) says_no_right: bool,
    /// The last day that the row holds for; `None` is for good.
    until: Option<Date>,
}

impl MadeFrom {
    pub(super) fn new(stored: &Stored<Jobseeker>, reading: &Reading, as_of: Date) -> Self {
        Self {
            hash: stored.hash.0,
            says_no_right: visibility::says_no_right(reading),
            until: facts::same_until(&stored.record.profile, reading, as_of),
        }
    }

    /// Hash of the record.
    pub(super) fn hash(&self) -> &[u8; 32] {
        &self.hash
    }

    /// Whether a row made from a record of this content would be the same on a later day.
    pub(super) fn holds(&self, hash: ContentHash, on: Date) -> bool {
        self.hash == hash.0 && self.lasts(on)
    }

    /// Whether nothing of it has ended by a later day.
    fn lasts(&self, on: Date) -> bool {
        self.until.is_none_or(|until| on <= until)
    }
}

/// A person's row: what the gate looks at, and names to know it by.
pub(super) struct PersonRow {
    pub(super) entry: u32,
    pub(super) id: PersonId,
    pub(super) public: PublicId,
    pub(super) gate: visibility::Facts,
    pub(super) made_from: MadeFrom,
    /// `false` where a later row has taken its place, or the person is gone.
    pub(super) alive: bool,
}

/// What a vacancy asks, and what it was made from.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct AskedFrom {
    pub(super) entry: u32,
    hash: [u8; 32],
    #[serde(with = "shared")]
    ask: Arc<Ask>,
    not_to_be_asked: Vec<Forbidden>,
    checks: Vec<String>,
    /// The record as a row holds it, in JSON; empty where it has just been read.
    record: Vec<u8>,
}

/// What is shared in memory, written as it is.
mod shared {
    use std::sync::Arc;

    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(super) fn serialize<T: Serialize, S: Serializer>(
        item: &Arc<T>,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        item.as_ref().serialize(to)
    }

    pub(super) fn deserialize<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Arc<T>, D::Error> {
        T::deserialize(from).map(Arc::new)
    }
}

impl AskedFrom {
    /// Of a row as it stands.
    pub(super) fn of(row: &VacancyRow) -> Self {
        Self {
            entry: row.entry,
            hash: row.hash.0,
            ask: Arc::clone(&row.ask),
            not_to_be_asked: row.not_to_be_asked.clone(),
            checks: row.checks.clone(),
            record: serde_json::to_vec(&row.vacancy).unwrap_or_default(),
        }
    }

    /// The record that it was kept with.
    pub(super) fn record(&self) -> Option<Vacancy> {
        serde_json::from_slice(&self.record).ok()
    }

    /// Whether it is of a record of this content.
    pub(super) fn is_of(&self, hash: ContentHash) -> bool {
        self.hash == hash.0
    }
}

/// A plan that is compiled when it is first asked for: ten thousand of them take more room than all
/// else that is held of vacancies, and a list of people compiles the plan of its day.
type LazyPlan = LazyLock<Box<Plan>, Box<dyn FnOnce() -> Box<Plan> + Send + Sync>>;

fn lazy_plan(ask: &Arc<Ask>, compiler: &Arc<Compiler>, as_of: Date) -> LazyPlan {
    let (ask, compiler) = (Arc::clone(ask), Arc::clone(compiler));
    LazyLock::new(Box::new(move || Box::new(compiler.plan(&ask, as_of))))
}

/// A vacancy without its text, skills and occupations.
fn slim(vacancy: Vacancy) -> Vacancy {
    Vacancy {
        description: Localised::default(),
        skills: Vec::new(),
        occupations: Vec::new(),
        ..vacancy
    }
}

/// The plans of many vacancies, compiled where they were not yet.
pub(super) fn plans<'a>(rows: &[&'a VacancyRow]) -> Vec<&'a Plan> {
    rows.par_iter().map(|row| &**row.plan).collect()
}

/// A vacancy, as far as answers look at it.
pub(super) struct VacancyRow {
    pub(super) entry: u32,
    pub(super) public: PublicId,
    pub(super) hash: ContentHash,
    /// The record without its text, skills and occupations: what they ask stands in `ask`.
    pub(super) vacancy: Vacancy,
    pub(super) ask: Arc<Ask>,
    pub(super) plan: LazyPlan,
    /// ISCO codes of the occupations asked, for consents by kind of work.
    pub(super) isco: Vec<String>,
    /// Words that ask what no employer may ask.
    pub(super) not_to_be_asked: Vec<Forbidden>,
    /// Checks of whoever is chosen that its words announce.
    pub(super) checks: Vec<String>,
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
        self.vacancy.is_open(on) && verdict.allows_alone(self.routes(), &self.codes())
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
    /// Rows and vacancies that are not as they were kept last.
    pub(super) unkept: u64,
    pub(super) people: Vec<PersonRow>,
    pub(super) population: Population,
    allowed: Kept,
    person_rows: HashMap<PersonId, u32>,
    person_public: HashMap<PublicId, u32>,
    person_entries: HashMap<u32, u32>,
    /// In the order of entries.
    vacancies: std::collections::BTreeMap<u32, Box<VacancyRow>>,
    vacancy_ids: HashMap<VacancyId, u32>,
    vacancy_public: HashMap<PublicId, u32>,
}

/// What rows and plans are made with.
pub(super) struct Maker<'a> {
    pub(super) taxonomy: &'a Arc<Taxonomy>,
    pub(super) compiler: &'a Arc<Compiler>,
    pub(super) as_of: Date,
}

impl Maker<'_> {
    pub(super) fn facts(&self, jobseeker: &Jobseeker, reading: &Reading) -> Facts {
        let home = jobseeker.person.home_municipality;
        facts::resolve(&jobseeker.profile, reading, home, self.taxonomy, self.as_of)
    }

    /// What a vacancy asks, by its record and what is read of it.
    pub(super) fn asked(&self, stored: &Stored<Vacancy>, reading: &Reading) -> AskedFrom {
        AskedFrom {
            entry: stored.entry,
            hash: stored.hash.0,
            ask: Arc::new(ask::resolve(&stored.record, reading, self.taxonomy)),
            not_to_be_asked: reading.facts.not_to_be_asked.clone(),
            checks: reading
                .facts
                .checks
                .iter()
                .map(|check| check.code.clone())
                .collect(),
            record: Vec::new(),
        }
    }

    /// A vacancy's row, by its names, its record and what it asks.
    pub(super) fn vacancy(
        &self,
        known: KnownVacancy,
        record: Vacancy,
        asked: AskedFrom,
    ) -> VacancyRow {
        let AskedFrom {
            ask,
            not_to_be_asked,
            checks,
            ..
        } = asked;
        VacancyRow {
            entry: known.entry,
            public: known.public,
            hash: known.hash,
            plan: lazy_plan(&ask, self.compiler, self.as_of),
            vacancy: slim(record),
            isco: isco_of(&ask, self.taxonomy),
            not_to_be_asked,
            checks,
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

    /// Whether a change is in it, and all of it is judged on this day.
    pub(super) fn is_current(&self, head: u64, as_of: Date) -> bool {
        self.head >= head && self.as_of == Some(as_of)
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
    pub(super) fn put_person(&mut self, person: PersonRow, facts: &Facts) {
        self.drop_person(person.entry);
        self.population.push(facts);
        self.name_person(person);
    }

    /// Names the person of the next row, which is in the population or about to be.
    pub(super) fn name_person(&mut self, person: PersonRow) {
        let row = u32::try_from(self.people.len()).unwrap_or(u32::MAX);
        if person.alive {
            self.allowed.put(row, &person.gate);
            self.person_rows.insert(person.id.clone(), row);
            self.person_public.insert(person.public, row);
            self.person_entries.insert(person.entry, row);
        }
        self.people.push(person);
    }

    /// The same with the rows in another order: those of like work together, and none that is left
    /// behind by a change.
    #[must_use]
    pub(super) fn in_order(mut self, taxonomy: &Taxonomy) -> Self {
        let alive = self.people.iter().enumerate().filter(|(_, p)| p.alive);
        let mut rows: Vec<usize> = alive.map(|(row, _)| row).collect();
        rows.sort_by_key(|row| self.population.row(*row).locality(taxonomy));
        self.population = self.population.only(rows.iter().copied());
        let mut people: Vec<Option<PersonRow>> = std::mem::take(&mut self.people)
            .into_iter()
            .map(Some)
            .collect();
        self.allowed = Kept::default();
        self.person_rows.clear();
        self.person_public.clear();
        self.person_entries.clear();
        for row in rows {
            if let Some(person) = people[row].take() {
                self.name_person(person);
            }
        }
        self
    }

    /// Entries of people whose rows hold no longer on a later day: something of theirs has ended.
    pub(super) fn ended_by(&self, as_of: Date) -> Vec<u32> {
        let alive = self.people.iter().filter(|person| person.alive);
        let ended = alive.filter(|person| !person.made_from.lasts(as_of));
        ended.map(|person| person.entry).collect()
    }

    /// Judges everything as of a later day, rows that have ended being taken in anew.
    pub(super) fn begin_day(&mut self, as_of: Date, compiler: &Arc<Compiler>) {
        if self.as_of == Some(as_of) {
            return;
        }
        for row in self.vacancies.values_mut() {
            row.plan = lazy_plan(&row.ask, compiler, as_of);
        }
        self.as_of = Some(as_of);
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
        self.vacancies.insert(row.entry, Box::new(row));
    }

    /// Lets a vacancy go by its entry.
    pub(super) fn drop_vacancy(&mut self, entry: u32) {
        if let Some(row) = self.vacancies.remove(&entry) {
            self.vacancy_ids.remove(&row.vacancy.id);
            self.vacancy_public.remove(&row.public);
        }
    }

    /// Every vacancy, in the order of entries.
    pub(super) fn all_vacancies(&self) -> impl Iterator<Item = &VacancyRow> {
        self.vacancies.values().map(Box::as_ref)
    }

    /// How many vacancies there are.
    pub(super) fn vacancy_count(&self) -> usize {
        self.vacancies.len()
    }

    /// A vacancy by its entry.
    pub(super) fn vacancy_at(&self, entry: u32) -> Option<&VacancyRow> {
        self.vacancies.get(&entry).map(Box::as_ref)
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
        self.vacancy_at(*by_id.or_else(by_public)?)
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
        let found = self.seen_alone(name, class, on)?;
        match found.2.hidden_by() {
            None => Ok(found),
            Some(_) => Err(EngineError::NotFound { what: "person" }),
        }
    }

    /// As [`seen`](Self::seen), also of somebody who is shown by themselves alone.
    ///
    /// # Errors
    /// As [`seen`](Self::seen).
    pub(super) fn seen_alone(
        &self,
        name: &str,
        class: &crate::domain::Reader,
        on: Date,
    ) -> Result<(u32, &PersonRow, Verdict), EngineError> {
        let found = self.person(name).map(|(row, person)| {
            let verdict = visibility::judge(&person.gate, class, on);
            (row, person, verdict)
        });
        let found = found.filter(|(_, _, verdict)| verdict.is_shown_alone());
        found.ok_or(EngineError::NotFound { what: "person" })
    }

    /// Row of the person at an entry.
    pub(super) fn row_of_entry(&self, entry: u32) -> Option<u32> {
        self.person_entries.get(&entry).copied()
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
