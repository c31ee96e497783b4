//! The fairness report: how often people of a municipality or of the operator's own groups are shown, and
//! how high they stand, by the ledger and by a run of now. What groups the people is handed in for the
//! one report, is not kept, and never reaches the score.

use std::collections::HashMap;
use std::io::{Read, Write};

use jiff::Timestamp;
use jiff::civil::Date;
use rayon::prelude::*;
use serde::Serialize;

use super::answer::Versions;
use super::state::{State, VacancyRow};
use super::{Engine, EngineError, Inner, Reader};
use crate::domain::{self, Lang, Role};
pub use crate::gaps::ExposureRow;
use crate::gaps::{self, Shown, exposure};
use crate::score::{self, TieKey, Wanted};
use crate::store::{DisclosureKind, Exposure};
use crate::visibility;

/// Vacancies scored at a time, between two looks at the state.
const SLICE: usize = 128;

/// The operator's own groups of people: a label of each grouping by a person's id.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Groups {
    names: Vec<String>,
    of: HashMap<String, Vec<Option<String>>>,
}

impl Groups {
    /// From CSV: a head line, the id first, then a column for each grouping; an empty cell is no label.
    ///
    /// # Errors
    /// [`EngineError::Invalid`] names the line that cannot be read, or an id that comes twice.
    pub fn read(csv: impl Read) -> Result<Self, EngineError> {
        let wrong = |line: u64, why: String| EngineError::invalid("/groups", line, why);
        let mut reader = csv::ReaderBuilder::new()
            .trim(csv::Trim::All)
            .from_reader(csv);
        let head = reader
            .headers()
            .map_err(|error| wrong(1, error.to_string()))?;
        let names: Vec<String> = head.iter().skip(1).map(str::to_owned).collect();
        if names.is_empty() || names.iter().any(String::is_empty) {
            let why = "the head line is `id` and the name of each grouping: `id,sex,age_group`";
            return Err(wrong(1, why.to_owned()));
        }
        let mut of = HashMap::new();
        for (row, line) in reader.records().zip(2..) {
            let row = row.map_err(|error| wrong(line, error.to_string()))?;
            let mut cells = row.iter();
            let id = cells.next().unwrap_or_default().to_owned();
            let labels = cells.map(|cell| (!cell.is_empty()).then(|| cell.to_owned()));
            if of.insert(id, labels.collect()).is_some() {
                return Err(wrong(line, "the id of this line came before".to_owned()));
            }
        }
        Ok(Self { names, of })
    }
}

/// What is asked of the fairness report.
#[derive(Debug, Clone, Default)]
pub struct FairnessQuery {
    /// Only what was shown on that day or later; `None` is all that the ledger holds.
    pub since: Option<Date>,
    /// The best of each vacancy in the run: so many.
    pub limit: usize,
    /// The operator's own groups.
    pub groups: Groups,
}

/// Exposure and rank by municipality and by the operator's groups.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FairnessReport {
    /// From that day on; absent for all that the ledger holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<Date>,
    /// What the run of now was made with.
    pub versions: Versions,
    /// Open vacancies in it.
    pub vacancies: u64,
    /// The best of each: so many.
    pub limit: usize,
    /// Everyone; by area and municipality; by each grouping.
    pub rows: Vec<ExposureRow>,
}

impl FairnessReport {
    /// Writes the rows as CSV, a column each by the names of the report's own JSON.
    ///
    /// # Errors
    /// What the writer says.
    pub fn write_csv(&self, to: impl Write) -> Result<(), csv::Error> {
        gaps::write_exposure(&self.rows, to)
    }
}

impl Engine {
    /// Counts how often people are shown and how high they stand. Of whom no statistics may tell (the
    /// protected, those not to be matched) nobody is counted; small counts are kept back. That the report
    /// was made is on the ledger, naming nobody.
    ///
    /// # Errors
    /// [`EngineError::Forbidden`] for anyone but an administrator; [`EngineError::Unavailable`] where
    /// the store or the ledger cannot be reached.
    pub async fn fairness(
        &self,
        reader: &Reader,
        query: FairnessQuery,
    ) -> Result<FairnessReport, EngineError> {
        if reader.role != Role::Admin {
            return Err(EngineError::Forbidden {
                role: reader.role,
                what: "ask for the fairness report",
            });
        }
        let open = self.open_entries().await?;
        let since = query.since.map(beginning_of);
        let told = self
            .0
            .disclosure(reader, None, DisclosureKind::Counted, Vec::new());
        self.0.store.disclose(&told, |_, _| false).await?;
        let exposures = self.0.store.exposures(since).await?;
        let ranks = self.ranks(&open, query.limit, reader.lang).await?;
        let (as_of, lang) = (self.as_of(), reader.lang);
        let vacancies = open.len() as u64;
        self.compute(move |inner| {
            let state = inner.read_state();
            let people = shown(&state, as_of, exposures, ranks, &query.groups);
            Ok(FairnessReport {
                since: query.since,
                versions: inner.versions(as_of, state.head),
                vacancies,
                limit: query.limit,
                rows: exposure(&people, &query.groups.names, lang),
            })
        })
        .await
    }

    /// The ranks, from 1, of everyone in the best of each vacancy, as staff would see them now; nobody is
    /// shown to anyone.
    async fn ranks(
        &self,
        open: &[u32],
        limit: usize,
        lang: Lang,
    ) -> Result<HashMap<u32, Vec<u32>>, EngineError> {
        let as_of = self.as_of();
        let mut ranks: HashMap<u32, Vec<u32>> = HashMap::new();
        for slice in open.chunks(SLICE) {
            let slice = slice.to_vec();
            let staff = Reader::staff(Role::Coordinator, "", "", lang);
            let best = self.compute(move |inner| {
                let state = inner.read_state();
                let rows = slice
                    .par_iter()
                    .filter_map(|entry| state.vacancy_at(*entry));
                let best = rows.map(|row| inner.best_entries(&state, &staff, row, limit, as_of));
                Ok(best.collect::<Vec<_>>())
            });
            for entries in best.await? {
                for (entry, rank) in entries.into_iter().zip(1..) {
                    ranks.entry(entry).or_default().push(rank);
                }
            }
        }
        Ok(ranks)
    }
}

impl Inner {
    /// Entries of the best people for a vacancy, best first.
    fn best_entries(
        &self,
        state: &State,
        reader: &Reader,
        row: &VacancyRow,
        limit: usize,
        as_of: Date,
    ) -> Vec<u32> {
        let ties = TieKey::new(self.weights, row.vacancy.id.as_str());
        let person = |row: u32| state.people.get(row as usize);
        let tie = |row: u32| person(row).map_or([0; 16], |p| ties.of(p.id.as_str()));
        let wanted = Wanted {
            limit,
            ..Wanted::default()
        };
        let rows = self.visible_rows(state, reader, row, as_of);
        let plan = self.plan(row, as_of);
        let (_, best) = score::best(&plan, &state.population, &rows, wanted, &tie);
        let entries = best.iter().filter_map(|scored| person(scored.row));
        entries.map(|person| person.entry).collect()
    }
}

/// Everyone whom statistics may count, with how they were shown.
fn shown(
    state: &State,
    as_of: Date,
    mut exposures: HashMap<u32, Exposure>,
    mut ranks: HashMap<u32, Vec<u32>>,
    groups: &Groups,
) -> Vec<Shown> {
    let counted = (0..).zip(&state.people).filter(|(_, person)| {
        let verdict = visibility::judge(&person.gate, &domain::Reader::Statistics, as_of);
        person.alive && verdict.hidden_by().is_none()
    });
    let one = |(row, person): (usize, &super::state::PersonRow)| {
        let exposure = exposures.remove(&person.entry).unwrap_or_default();
        Shown {
            municipality: state.population.row(row).home(),
            labels: groups
                .of
                .get(person.id.as_str())
                .cloned()
                .unwrap_or_default(),
            listed: exposure.listed,
            opened: exposure.opened,
            ranks: ranks.remove(&person.entry).unwrap_or_default(),
        }
    };
    counted.map(one).collect()
}

/// Midnight in Finland.
fn beginning_of(day: Date) -> Timestamp {
    let midnight = day.to_zoned(super::finland());
    midnight.map_or(Timestamp::MIN, |midnight| midnight.timestamp())
}
