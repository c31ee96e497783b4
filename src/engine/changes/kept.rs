//! The run that was kept: read, and made anew from what is in memory.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::super::allowed::Allowed;
use super::super::state::{State, VacancyRow};
use super::super::{Engine, EngineError, Inner};
use crate::domain::{MunicipalityCode, PermitCode, Route, VacancyId};
use crate::score::Ask;
use crate::store::{Kept, Kind};

/// Version of what is kept of a run.
const LAYOUT: u32 = 2;

/// The layout of what is kept, with the lists whose places stand in it for what they name: permits
/// and municipalities.
fn layout() -> String {
    let mut lists = blake3::Hasher::new();
    for code in PermitCode::all() {
        lists.update(code.as_str().as_bytes()).update(b" ");
    }
    for code in MunicipalityCode::all() {
        lists.update(code.to_string().as_bytes()).update(b" ");
    }
    format!("{LAYOUT} {}", &lists.finalize().to_hex()[..16])
}

/// What a kept run was made with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct About {
    /// Its number, from 1.
    pub(super) run: u64,
    /// The day that it was judged on.
    pub(super) as_of: Date,
    pub(super) weights: String,
    pub(super) taxonomy: String,
    pub(super) reader: String,
    /// Number of the last change in it.
    pub(super) data: u64,
    /// How it is laid out; empty in what earlier versions of the program kept.
    #[serde(default)]
    layout: String,
}

impl About {
    /// Whether what is kept can be read as it was meant.
    pub(super) fn is_laid_out_as_now(&self) -> bool {
        self.layout == layout()
    }
}

/// A person of a kept run: the hash of the record, and the row.
pub(super) fn of_bytes(bytes: &[u8]) -> Option<(&[u8; 32], &[u8])> {
    bytes.split_first_chunk()
}

/// A vacancy of a kept run.
#[derive(Serialize, Deserialize)]
pub(super) struct KeptVacancy {
    pub(super) id: VacancyId,
    pub(super) routes: Vec<Route>,
    pub(super) isco: Vec<String>,
    pub(super) title: Option<String>,
    ask: Vec<u8>,
}

impl KeptVacancy {
    fn of(row: &VacancyRow) -> Self {
        Self {
            id: row.vacancy.id.clone(),
            routes: row.routes().to_vec(),
            isco: row.isco.clone(),
            title: row
                .vacancy
                .title
                .best(crate::domain::Lang::Fi)
                .map(str::to_owned),
            ask: row.ask.to_bytes(),
        }
    }

    /// What it asked; `None` where an earlier version of the program wrote it otherwise.
    pub(super) fn ask(&self) -> Option<Ask> {
        Ask::from_bytes(&self.ask)
    }

    /// Whether a vacancy asks now what this one asked.
    pub(super) fn asks_as(&self, row: &VacancyRow) -> bool {
        self.ask == row.ask.to_bytes()
    }
}

/// The run that was kept last.
pub(super) struct Last {
    pub(super) about: About,
    /// Hashes of records and rows of profiles by entry, as bytes.
    pub(super) people: HashMap<u32, Vec<u8>>,
    /// Vacancies by entry, as bytes.
    pub(super) vacancies: BTreeMap<u32, Vec<u8>>,
}

impl Last {
    /// A vacancy of it; `None` where it was not open then, or is another version's.
    pub(super) fn vacancy(&self, entry: u32) -> Option<KeptVacancy> {
        bitcode::deserialize(self.vacancies.get(&entry)?).ok()
    }
}

impl Engine {
    /// The run that was kept last, where there is one.
    pub(super) async fn last_run(&self) -> Result<Option<Last>, EngineError> {
        let store = &self.0.store;
        let Some(about) = store.kept_run().await? else {
            return Ok(None);
        };
        let about = serde_json::from_str(&about).map_err(|e| EngineError::Internal(Box::new(e)))?;
        let (mut people, mut vacancies) = (HashMap::new(), BTreeMap::new());
        store
            .each_kept(Kind::Jobseeker, |entry, bytes| {
                people.insert(entry, bytes.to_vec());
            })
            .await?;
        store
            .each_kept(Kind::Vacancy, |entry, bytes| {
                vacancies.insert(entry, bytes.to_vec());
            })
            .await?;
        Ok(Some(Last {
            about,
            people,
            vacancies,
        }))
    }
}

impl Inner {
    /// What a run of now says of itself.
    pub(super) fn about_now(&self, state: &State, as_of: Date, last: Option<&Last>) -> About {
        About {
            run: last.map_or(1, |last| last.about.run + 1),
            as_of,
            weights: self.weights.version.clone(),
            taxonomy: self.taxonomy.version().to_owned(),
            reader: self.text.version().to_owned(),
            data: state.head,
            layout: layout(),
        }
    }

    /// What has to be written for the run of now to be the one that is kept.
    pub(super) fn to_keep(
        &self,
        state: &State,
        allowed: &Allowed,
        as_of: Date,
        last: Option<&Last>,
    ) -> Vec<Kept> {
        let mut changed = Vec::new();
        let everyone = allowed.everyone();
        let seen = everyone.iter().filter_map(|row| {
            let person = state.people.get(row as usize)?;
            let mut bytes = person.made_from.hash().to_vec();
            bytes.extend(state.population.row(row as usize).to_bytes());
            Some((person.entry, bytes))
        });
        let people: HashMap<u32, Vec<u8>> = seen.collect();
        let open = state.all_vacancies();
        let open = open.filter(|row| row.vacancy.is_open(as_of)).map(|row| {
            let bytes = bitcode::serialize(&KeptVacancy::of(row)).unwrap_or_default();
            (row.entry, bytes)
        });
        let vacancies: BTreeMap<u32, Vec<u8>> = open.collect();
        if let Some(last) = last {
            let gone = last.people.keys().filter(|e| !people.contains_key(e));
            changed.extend(gone.map(|entry| (Kind::Jobseeker, *entry, None)));
            let gone = last.vacancies.keys().filter(|e| !vacancies.contains_key(e));
            changed.extend(gone.map(|entry| (Kind::Vacancy, *entry, None)));
        }
        let same = |entry: &u32, bytes: &Vec<u8>| {
            last.is_some_and(|last| last.people.get(entry) == Some(bytes))
        };
        let new = people.into_iter().filter(|(e, bytes)| !same(e, bytes));
        changed.extend(new.map(|(entry, bytes)| (Kind::Jobseeker, entry, Some(bytes))));
        let same = |entry: &u32, bytes: &Vec<u8>| {
            last.is_some_and(|last| last.vacancies.get(entry) == Some(bytes))
        };
        let new = vacancies.into_iter().filter(|(e, bytes)| !same(e, bytes));
        changed.extend(new.map(|(entry, bytes)| (Kind::Vacancy, entry, Some(bytes))));
        changed.sort_unstable_by_key(|(kind, entry, _)| (*kind, *entry));
        let kept = |(kind, entry, bytes)| Kept { kind, entry, bytes };
        changed.into_iter().map(kept).collect()
    }
}
