//! Every open vacancy against every visible person.

use rayon::prelude::*;
use serde::Serialize;

use super::answer::{Basis, GroupCounts, MatchList};
use super::matching::{TRIES, staff_only};
use super::state::VacancyRow;
use super::{Engine, EngineError, Reader};
use crate::domain::VacancyId;
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
}

/// Vacancies scored between two writes to the ledger and the sink.
const SLICE: usize = 256;

impl Engine {
    /// Scores every open vacancy against everyone the reader may see, and hands over the best of each.
    /// Everyone handed over is on the ledger first. Gives the number of vacancies.
    ///
    /// # Errors
    /// As [`matches`](Self::matches); [`EngineError::Output`] where the sink cannot be written.
    pub async fn match_all(
        &self,
        reader: &Reader,
        limit: usize,
        sink: &mut dyn PairSink,
        progress: &(dyn Fn(u64, u64) + Sync),
    ) -> Result<u64, EngineError> {
        staff_only(reader, "run every vacancy")?;
        self.follow().await?;
        let as_of = self.as_of();
        let mut entries: Vec<u32> = {
            let state = self.0.read_state();
            let mut open: Vec<&VacancyRow> = state
                .vacancies
                .values()
                .filter(|row| row.vacancy.is_open(as_of))
                .collect();
            // By id, so that the order of import changes nothing.
            open.sort_by(|a, b| a.vacancy.id.cmp(&b.vacancy.id));
            open.iter().map(|row| row.entry).collect()
        };
        let total = entries.len() as u64;
        let mut done = 0;
        while !entries.is_empty() {
            let slice: Vec<u32> = entries.drain(..entries.len().min(SLICE)).collect();
            let lines = self.run_slice(reader, slice, limit, as_of).await?;
            for line in lines {
                done += 1;
                sink.take(line).map_err(EngineError::Output)?;
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
                        let row = state.vacancies.get(entry)?;
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
        let class = reader.class();
        let (mut answers, mut about) = (Vec::new(), Vec::new());
        {
            let state = self.0.read_state();
            for line in lines.iter().filter(|l| !l.best.is_empty()) {
                answers.push(self.0.disclosure(
                    reader,
                    Some(line.vacancy.clone()),
                    crate::store::DisclosureKind::Listed,
                    line.best.iter().map(|m| m.entry).collect(),
                ));
                let row = state.vacancy(line.vacancy.as_str());
                about.push(
                    row.map(|r| (r.routes().to_vec(), r.isco.clone()))
                        .unwrap_or_default(),
                );
            }
        }
        if answers.is_empty() {
            return Ok(());
        }
        let check = |answer: usize, _: u32, facts: &crate::visibility::Facts| {
            about.get(answer).is_some_and(|(routes, isco)| {
                let isco: Vec<&str> = isco.iter().map(String::as_str).collect();
                crate::visibility::judge(facts, &class, as_of).allows(routes, &isco)
            })
        };
        self.0.store.disclose_all(&answers, check).await.map(|_| ())
    }

    /// Ids of the open vacancies, in order.
    ///
    /// # Errors
    /// [`EngineError::Unavailable`] where the store cannot be read.
    pub async fn open_vacancies(&self) -> Result<Vec<VacancyId>, EngineError> {
        self.follow().await?;
        let as_of = self.as_of();
        let state = self.0.read_state();
        let open = state
            .vacancies
            .values()
            .filter(|row| row.vacancy.is_open(as_of));
        let mut ids: Vec<VacancyId> = open.map(|row| row.vacancy.id.clone()).collect();
        ids.sort();
        Ok(ids)
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
                Some(
                    super::wording::asked(
                        &requirement.asked,
                        &self.taxonomy,
                        crate::domain::Lang::Fi,
                    )
                    .0,
                )
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
