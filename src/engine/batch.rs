//! Every open vacancy against every visible person.

use rayon::prelude::*;
use serde::Serialize;

use super::answer::{Basis, GroupCounts, MatchList};
use super::matching::{TRIES, staff_only};
use super::state::VacancyRow;
use super::{Engine, EngineError, Reader};
use crate::domain::{Route, VacancyId};
use crate::score::{self, Group, RowSet, TieKey, Wanted};
use crate::store::StoreError;

/// What a run gives of one vacancy.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RunLine {
    /// The vacancy.
    pub vacancy: VacancyId,
    /// How well it can be judged.
    pub basis: Basis,
    /// Everyone considered.
    pub considered: u64,
    /// Counts by group.
    pub groups: GroupCounts,
    /// The best, in order.
    pub best: Vec<RunMatch>,
}

/// One match of a run.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RunMatch {
    /// The person.
    pub person: String,
    /// The group.
    pub group: Group,
    /// Points.
    pub points: u16,
    /// What is known to be missing or broken, as in [`Match`](super::answer::Match): codes, URIs or words.
    pub missing: Vec<String>,
    #[serde(skip)]
    entry: u32,
}

/// Takes the lines of a run as they come, in the order of vacancies.
pub trait PairSink: Send {
    /// Takes one vacancy's line.
    ///
    /// # Errors
    /// What keeps it from being written; the run ends with it.
    fn take(&mut self, line: RunLine) -> std::io::Result<()>;

    /// Told after some lines that everyone in them is on the ledger and the run may go on from here.
    ///
    /// # Errors
    /// What keeps that from being written down; the run ends with it.
    fn reached(&mut self, vacancy: &VacancyId) -> std::io::Result<()> {
        let _ = vacancy;
        Ok(())
    }
}

/// Which part of a run is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunQuery {
    /// The best of each vacancy: at most so many.
    pub limit: usize,
    /// Only vacancies after this one, where a run is taken up again.
    pub after: Option<VacancyId>,
}

impl RunQuery {
    /// The whole run with the best so many of each vacancy.
    pub fn best(limit: usize) -> Self {
        Self { limit, after: None }
    }
}

/// People listed for a vacancy, and what the gate asks of the vacancy.
pub(super) struct Listed {
    pub(super) vacancy: VacancyId,
    pub(super) people: Vec<u32>,
    pub(super) routes: Vec<Route>,
    pub(super) isco: Vec<String>,
}

/// Vacancies scored between two writes to the ledger and the sink.
const SLICE: usize = 128;

impl Engine {
    /// Scores every open vacancy against everyone the reader may see, and hands over the best of each.
    /// Everyone handed over is on the ledger first. Gives the number of vacancies.
    ///
    /// # Errors
    /// As [`matches`](Self::matches); [`EngineError::Output`] where the sink cannot be written.
    pub async fn match_all(
        &self,
        reader: &Reader,
        query: RunQuery,
        sink: &mut dyn PairSink,
        progress: &(dyn Fn(u64, u64) + Sync),
    ) -> Result<u64, EngineError> {
        staff_only(reader, "run every vacancy")?;
        let mut entries = self.open_entries().await?;
        let (as_of, limit) = (self.as_of(), query.limit);
        let total = entries.len() as u64;
        if let Some(after) = &query.after {
            let state = self.0.read_state();
            let later = |e: &u32| state.vacancy_at(*e).is_some_and(|r| r.vacancy.id > *after);
            entries.retain(later);
        }
        let mut done = total - entries.len() as u64;
        while !entries.is_empty() {
            let slice: Vec<u32> = entries.drain(..entries.len().min(SLICE)).collect();
            let lines = self.run_slice(reader, slice, limit, as_of).await?;
            let mut last = None;
            for line in lines {
                done += 1;
                last = Some(line.vacancy.clone());
                sink.take(line).map_err(EngineError::Output)?;
            }
            if let Some(last) = last {
                sink.reached(&last).map_err(EngineError::Output)?;
            }
            progress(done, total);
        }
        Ok(total)
    }

    /// Some vacancies' lines, everyone in them on the ledger. Where somebody in them changed meanwhile
    /// they are made anew, so that data that moves while a run goes on ends no run.
    async fn run_slice(
        &self,
        reader: &Reader,
        slice: Vec<u32>,
        limit: usize,
        as_of: jiff::civil::Date,
    ) -> Result<Vec<RunLine>, EngineError> {
        for _ in 0..TRIES {
            let (reader_, slice) = (reader.clone(), slice.clone());
            let lines = self
                .compute(move |inner| {
                    let state = inner.read_state();
                    let of = |entry: &u32| {
                        let row = state.vacancy_at(*entry)?;
                        let rows = inner.visible_rows(&state, &reader_, row, as_of);
                        Some(inner.run_line(&state, row, &rows, limit, as_of))
                    };
                    Ok(slice.par_iter().filter_map(of).collect::<Vec<_>>())
                })
                .await?;
            match self.disclose_run(reader, &lines, as_of).await {
                Ok(()) => return Ok(lines),
                Err(StoreError::Changed(_)) => self.follow().await?,
                Err(error) => return Err(error.into()),
            }
        }
        Err(EngineError::Unavailable(StoreError::Changed(Vec::new())))
    }

    async fn disclose_run(
        &self,
        reader: &Reader,
        lines: &[RunLine],
        as_of: jiff::civil::Date,
    ) -> Result<(), StoreError> {
        let mut listed = Vec::new();
        {
            let state = self.0.read_state();
            for line in lines {
                let row = state.vacancy(line.vacancy.as_str());
                let (routes, isco) = row
                    .map(|r| (r.routes().to_vec(), r.isco.clone()))
                    .unwrap_or_default();
                listed.push(Listed {
                    vacancy: line.vacancy.clone(),
                    people: line.best.iter().map(|m| m.entry).collect(),
                    routes,
                    isco,
                });
            }
        }
        self.disclose_listed(reader, listed, as_of).await
    }

    /// Puts lists of people by vacancy on the ledger, each person's visibility looked at once more.
    pub(super) async fn disclose_listed(
        &self,
        reader: &Reader,
        mut listed: Vec<Listed>,
        as_of: jiff::civil::Date,
    ) -> Result<(), StoreError> {
        let class = reader.class();
        listed.retain(|list| !list.people.is_empty());
        let answer = |list: &mut Listed| {
            let (vacancy, people) = (list.vacancy.clone(), std::mem::take(&mut list.people));
            let kind = crate::store::DisclosureKind::Listed;
            self.0.disclosure(reader, Some(vacancy), kind, people)
        };
        let answers: Vec<_> = listed.iter_mut().map(answer).collect();
        if answers.is_empty() {
            return Ok(());
        }
        let check = move |answer: usize, _: u32, facts: &crate::visibility::Facts| {
            listed.get(answer).is_some_and(|list| {
                let isco: Vec<&str> = list.isco.iter().map(String::as_str).collect();
                crate::visibility::judge(facts, &class, as_of).allows(&list.routes, &isco)
            })
        };
        self.0.store.disclose_all(&answers, check).await.map(|_| ())
    }

    /// What a run is made of: where it is the same, a run that was broken off can be taken up again.
    ///
    /// # Errors
    /// [`EngineError::Unavailable`] where the store cannot be read.
    pub async fn run_stamp(&self) -> Result<String, EngineError> {
        self.follow().await?;
        let head = self.0.read_state().head;
        Ok(format!(
            "{} {} {head}",
            self.0.order_versions(),
            self.as_of()
        ))
    }

    /// Ids of the open vacancies, in order.
    ///
    /// # Errors
    /// [`EngineError::Unavailable`] where the store cannot be read.
    pub async fn open_vacancies(&self) -> Result<Vec<VacancyId>, EngineError> {
        let entries = self.open_entries().await?;
        let state = self.0.read_state();
        let rows = entries.iter().filter_map(|e| state.vacancy_at(*e));
        Ok(rows.map(|row| row.vacancy.id.clone()).collect())
    }

    /// Entries of the open vacancies in the order of their ids, so that the order of import changes
    /// nothing.
    pub(super) async fn open_entries(&self) -> Result<Vec<u32>, EngineError> {
        self.follow().await?;
        let as_of = self.as_of();
        let state = self.0.read_state();
        let rows = state.all_vacancies();
        let mut open: Vec<&VacancyRow> = rows.filter(|r| r.vacancy.is_open(as_of)).collect();
        open.sort_by(|a, b| a.vacancy.id.cmp(&b.vacancy.id));
        Ok(open.iter().map(|row| row.entry).collect())
    }

    /// One vacancy's matches, explained: a line of the run in the shape of [`MatchList`].
    ///
    /// # Errors
    /// As [`matches`](Self::matches).
    pub async fn match_one(
        &self,
        reader: &Reader,
        vacancy: &str,
        limit: usize,
    ) -> Result<MatchList, EngineError> {
        let query = super::MatchesQuery {
            limit: Some(limit),
            ..Default::default()
        };
        self.matches(reader, vacancy, query).await
    }
}

impl super::Inner {
    fn run_line(
        &self,
        state: &super::State,
        row: &VacancyRow,
        rows: &RowSet,
        limit: usize,
        as_of: jiff::civil::Date,
    ) -> RunLine {
        let plan = self.plan(row, as_of);
        let ties = TieKey::new(self.weights, row.vacancy.id.as_str());
        let tie = |row: u32| {
            state
                .people
                .get(row as usize)
                .map_or([0; 16], |p| ties.of(p.id.as_str()))
        };
        let wanted = Wanted {
            limit,
            ..Wanted::default()
        };
        let (totals, best) = score::best(&plan, &state.population, rows, wanted, &tie);
        let best = best.into_iter().filter_map(|scored| {
            let person = state.people.get(scored.row as usize)?;
            let assessment = plan.assess(&state.population.row(scored.row as usize));
            let lacks = assessment.findings.iter().filter(|f| f.is_lack());
            let missing = lacks.filter_map(|f| {
                let requirement = plan.requirements.get(usize::from(f.requirement))?;
                Some(super::wording::asked_key(
                    &requirement.asked,
                    &self.taxonomy,
                ))
            });
            Some(RunMatch {
                person: person.id.to_string(),
                group: scored.group,
                points: scored.points,
                missing: missing.collect(),
                entry: person.entry,
            })
        });
        RunLine {
            vacancy: row.vacancy.id.clone(),
            basis: plan.judgeable.into(),
            considered: totals.considered,
            groups: totals.groups.into(),
            best: best.collect(),
        }
    }
}
