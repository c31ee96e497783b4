//! The run under other weights: every rank that would change.

use std::sync::Arc;

use rayon::prelude::*;
use serde::Serialize;

use super::batch::Listed;
use super::matching::{TRIES, staff_only};
use super::state::{State, VacancyRow};
use super::{Engine, EngineError, Inner, Reader};
use crate::domain::VacancyId;
use crate::score::{
    self, Facts, Group, Nearness, Plan, Population, Scored, TieKey, Wanted, Weights, WeightsError,
    score_rows,
};
use crate::store::StoreError;

/// A person who would stand elsewhere in a vacancy's list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RankChange {
    /// The vacancy.
    pub vacancy: VacancyId,
    /// The person.
    pub person: String,
    /// The place in the list, from 1, now and under the other weights; `null` is beyond the list.
    pub rank: [Option<usize>; 2],
    /// The group, now and then.
    pub group: [Group; 2],
    /// The points, now and then.
    pub points: [u16; 2],
    #[serde(skip)]
    entry: u32,
}

/// Takes the ranks that change, a vacancy's at a time.
pub trait RankSink: Send {
    /// Takes one vacancy's.
    ///
    /// # Errors
    /// What keeps them from being written; the replay ends with it.
    fn take(&mut self, changes: Vec<RankChange>) -> std::io::Result<()>;
}

/// What a replay came to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReplaySummary {
    /// Vacancies replayed.
    pub vacancies: u64,
    /// Those whose list would be another.
    pub otherwise: u64,
    /// Ranks that would change.
    pub ranks: u64,
}

/// Vacancies between two writes to the ledger and the sink.
const SLICE: usize = 256;

/// Everyone as other weights see them.
struct Other {
    weights: Weights,
    population: Population,
    /// The last change of people in it, and how many rows: what ends with a day is no change.
    made_of: (u64, usize),
}

impl Other {
    fn new(inner: &Inner, state: &State, weights: Weights) -> Self {
        let nearness = Arc::new(Nearness::new(&inner.taxonomy, &weights));
        let mut population = Population::new(nearness);
        for row in 0..state.population.len() {
            population.push(&Facts::of_row(&state.population.row(row)));
        }
        population.settle();
        Self {
            weights,
            population,
            made_of: (state.people_head, state.population.len()),
        }
    }
}

impl Engine {
    /// Scores every open vacancy by the weights in use and by others, and hands over every rank among
    /// the first `limit` that would change. Everyone handed over is on the ledger first.
    ///
    /// # Errors
    /// [`EngineError::Invalid`] for a file of weights that cannot be used; else as
    /// [`match_all`](Self::match_all).
    pub async fn replay(
        &self,
        reader: &Reader,
        weights: &str,
        limit: usize,
        sink: &mut dyn RankSink,
        progress: &(dyn Fn(u64, u64) + Sync),
    ) -> Result<ReplaySummary, EngineError> {
        staff_only(reader, "run every vacancy")?;
        let wrong = |e: WeightsError| EngineError::invalid("/weights", "…", e.to_string());
        let weights = Weights::parse(weights).map_err(wrong)?;
        if weights.version == self.0.weights.version && weights != *self.0.weights {
            let asked =
                "a version of their own: these are other numbers than the program's of that name";
            return Err(EngineError::invalid("/version", &weights.version, asked));
        }
        let entries = self.open_entries().await?;
        let made = move |inner: &Inner| {
            let state = inner.read_state();
            Ok(Arc::new(Other::new(inner, &state, weights)))
        };
        let mut other = self.compute(made).await?;
        let mut summary = ReplaySummary::default();
        let total = entries.len() as u64;
        for slice in entries.chunks(SLICE) {
            for tries in 0.. {
                let changes;
                (changes, other) = self
                    .replay_slice(reader, slice.to_vec(), limit, other)
                    .await?;
                match self.disclose_ranks(reader, &changes).await {
                    Ok(()) => {
                        for own in changes {
                            summary.otherwise += u64::from(!own.is_empty());
                            summary.ranks += own.len() as u64;
                            sink.take(own).map_err(EngineError::Output)?;
                        }
                        break;
                    }
                    Err(StoreError::Changed(_)) if tries < TRIES => self.follow().await?,
                    Err(error) => return Err(error.into()),
                }
            }
            summary.vacancies += slice.len() as u64;
            progress(summary.vacancies, total);
        }
        Ok(summary)
    }

    /// A slice of the vacancies on both sides, and the other side as it then is: where somebody has
    /// changed since it was made it is made anew, for rows have to be the same people on both.
    async fn replay_slice(
        &self,
        reader: &Reader,
        slice: Vec<u32>,
        limit: usize,
        mut other: Arc<Other>,
    ) -> Result<(Vec<Vec<RankChange>>, Arc<Other>), EngineError> {
        let (class, as_of) = (reader.class(), self.as_of());
        self.compute(move |inner| {
            let state = inner.read_state();
            if other.made_of != (state.people_head, state.population.len()) {
                other = Arc::new(Other::new(inner, &state, other.weights.clone()));
            }
            let allowed = state.allowed(&class, as_of);
            let of = |entry: &u32| {
                let row = state.vacancy_at(*entry)?;
                let rows = allowed.rows(row.routes(), &row.codes());
                Some(inner.replayed(&state, row, &rows, limit, &other, as_of))
            };
            let changes = slice.par_iter().filter_map(of).collect();
            Ok((changes, other))
        })
        .await
    }

    async fn disclose_ranks(
        &self,
        reader: &Reader,
        changes: &[Vec<RankChange>],
    ) -> Result<(), StoreError> {
        let mut listed = Vec::new();
        {
            let state = self.0.read_state();
            for own in changes {
                let Some(row) = own.first().and_then(|c| state.vacancy(c.vacancy.as_str())) else {
                    continue;
                };
                listed.push(Listed {
                    vacancy: row.vacancy.id.clone(),
                    people: own.iter().map(|change| change.entry).collect(),
                    routes: row.routes().to_vec(),
                    isco: row.isco.clone(),
                });
            }
        }
        self.disclose_listed(reader, listed, self.as_of()).await
    }
}

impl Inner {
    fn replayed(
        &self,
        state: &State,
        row: &VacancyRow,
        rows: &score::RowSet,
        limit: usize,
        other: &Other,
        as_of: jiff::civil::Date,
    ) -> Vec<RankChange> {
        let id = |row: u32| state.people.get(row as usize).map(|p| p.id.as_str());
        let wanted = Wanted {
            limit,
            ..Wanted::default()
        };
        let sides = [
            (self.weights, &state.population),
            (&other.weights, &other.population),
        ];
        let sides = sides.map(|(weights, population)| {
            let plan: Plan = Plan::compile(&row.ask, &self.taxonomy, weights, as_of);
            // The lot among equals is that of now on both sides: what it turns is no change of weights.
            let ties = TieKey::new(self.weights, row.vacancy.id.as_str());
            let tie = |row: u32| id(row).map_or([0; 16], |id| ties.of(id));
            let (_, best) = score::best(&plan, population, rows, wanted, &tie);
            (plan, population, best)
        });
        let rank = |side: usize, row: u32| {
            let place = sides[side].2.iter().position(|scored| scored.row == row);
            place.map(|place| place + 1)
        };
        let scored = |side: usize, row: u32| -> Option<Scored> {
            let (plan, population, best) = &sides[side];
            let listed = best.iter().find(|scored| scored.row == row).copied();
            listed.or_else(|| score_rows(plan, population, &[row]).1.pop())
        };
        let everyone: std::collections::BTreeSet<u32> = sides
            .iter()
            .flat_map(|side| &side.2)
            .map(|s| s.row)
            .collect();
        let change = |of: u32| {
            let ranks = [rank(0, of), rank(1, of)];
            if ranks[0] == ranks[1] {
                return None;
            }
            let (now, then) = (scored(0, of)?, scored(1, of)?);
            let person = state.people.get(of as usize)?;
            Some(RankChange {
                vacancy: row.vacancy.id.clone(),
                person: person.id.to_string(),
                rank: ranks,
                group: [now.group, then.group],
                points: [now.points, then.points],
                entry: person.entry,
            })
        };
        let mut changes: Vec<RankChange> = everyone.into_iter().filter_map(change).collect();
        changes.sort_by_key(|c| c.rank.map(|rank| rank.unwrap_or(usize::MAX)));
        changes
    }
}
