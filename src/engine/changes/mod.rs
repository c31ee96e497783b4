//! What has changed since the last run that was kept: who has come to fit what, who fits it no longer,
//! who stands in another group, and why. Counted over every pair of then and now, not over the best of
//! a list: nobody is told to have lost what others have gained.

mod compare;
mod kept;

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use super::answer::Versions;
use super::matching::{TRIES, staff_only};
use super::{Engine, EngineError, Reader};
use crate::domain::{CoachId, VacancyId};
use crate::score::{Group, State};
use crate::store::{Kept, StoreError};
use compare::Changed;

/// What a run says of the one that was kept before it.
#[derive(Debug)]
pub struct ChangeReport {
    /// What is compared, and the counts.
    pub summary: ChangeSummary,
    /// A line for each coach whose people have changes, those without a coach first.
    pub coaches: Vec<CoachChanges>,
    about: String,
    keep: Vec<Kept>,
}

/// What is compared, and the counts.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ChangeSummary {
    /// Number of this run among those kept.
    pub run: u64,
    /// The day and the versions of the run before; absent for the first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<Versions>,
    /// Those of now.
    pub versions: Versions,
    /// Why the two cannot be compared; absent where they are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_compared: Option<&'static str>,
    /// Moves into `fits`.
    pub gained: u64,
    /// Moves out of `fits`.
    pub lost: u64,
    /// Moves between the other groups.
    pub moved: u64,
}

/// The changes of one coach's people.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CoachChanges {
    /// The coach; `null` for people of whom none is known.
    pub coach: Option<CoachId>,
    /// Moves into `fits`.
    pub gained: u64,
    /// Moves out of `fits`.
    pub lost: u64,
    /// Moves between the other groups.
    pub moved: u64,
    /// Each one: by person, then gained, lost and moved, then by vacancy.
    pub changes: Vec<PairChange>,
}

/// A person who stands otherwise for a vacancy than in the run before.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PairChange {
    /// The person.
    pub person: String,
    /// The vacancy.
    pub vacancy: VacancyId,
    /// Its title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// What it is.
    pub change: ChangeKind,
    /// The group before; `null` where vacancy or person were not in that run.
    pub from: Option<Group>,
    /// The group now; `null` where the vacancy is closed.
    pub to: Option<Group>,
    /// What has brought it about.
    pub cause: Cause,
    /// The findings that differ.
    pub why: Vec<Differing>,
}

/// Kinds of change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// Into `fits`.
    Gained,
    /// Out of `fits`.
    Lost,
    /// Between other groups.
    Moved,
}

/// What has brought a change about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// The vacancy was not open in the run before.
    NewVacancy,
    /// The vacancy is open no longer.
    VacancyClosed,
    /// The person was not to be seen in the run before.
    NewPerson,
    /// What is known of the person is otherwise.
    Profile,
    /// What the vacancy asks is otherwise.
    Vacancy,
    /// Both are.
    Both,
    /// Neither is: time has passed, and something has expired or begins.
    Day,
    /// Neither is: the program reads the same words otherwise than it did.
    Reading,
}

/// A finding that is not as it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Differing {
    /// A permit's code, `language:xx`, a concept's URI, words, or the name of a wish.
    pub asked: String,
    /// Its name in the reader's language.
    pub label: String,
    /// The state before; `null` where it was not asked.
    pub before: Option<State>,
    /// The state now; `null` where it is asked no longer.
    pub now: Option<State>,
}

impl Engine {
    /// Whether a run has been kept.
    ///
    /// # Errors
    /// [`EngineError::Unavailable`] where the store cannot be read.
    pub async fn has_kept_run(&self) -> Result<bool, EngineError> {
        Ok(self.0.store.kept_run().await?.is_some())
    }

    /// What has changed since the run that was kept last. Everyone in it is on the ledger by then. The
    /// run of now is kept when the report is handed to [`keep`](Self::keep), so that no change is lost
    /// between the two.
    ///
    /// # Errors
    /// As [`matches`](Self::matches).
    pub async fn changes(&self, reader: &Reader) -> Result<ChangeReport, EngineError> {
        staff_only(reader, "see what has changed for everyone")?;
        let mut last = self.last_run().await?;
        for _ in 0..TRIES {
            self.follow().await?;
            let (reader_, as_of) = (reader.clone(), self.as_of());
            let (made, back) = self
                .compute(move |inner| {
                    let made = inner.change_report(&reader_, as_of, last.as_ref());
                    Ok((made, last))
                })
                .await?;
            last = back;
            let (report, changed) = made;
            match self.disclose_changes(reader, &changed, as_of).await {
                Ok(()) => return Ok(report),
                Err(StoreError::Changed(_)) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Err(EngineError::Unavailable(StoreError::Changed(Vec::new())))
    }

    /// Keeps the run that a report was made of: the next report tells what changes from now on. Whoever
    /// is hidden or erased by now is not in it. This shows nobody to anyone.
    ///
    /// # Errors
    /// [`EngineError::Unavailable`]: then the run before stays the one that is kept.
    pub async fn keep(&self, report: ChangeReport) -> Result<(), EngineError> {
        Ok(self.0.store.keep_run(&report.about, report.keep).await?)
    }

    async fn disclose_changes(
        &self,
        reader: &Reader,
        changed: &[Changed],
        as_of: Date,
    ) -> Result<(), StoreError> {
        let listed = changed.iter().map(|one| super::batch::Listed {
            vacancy: one.vacancy.clone(),
            people: one.entries(),
            routes: one.routes.clone(),
            isco: one.isco.clone(),
        });
        self.disclose_listed(reader, listed.collect(), as_of).await
    }
}

impl super::Inner {
    /// The report, and by vacancy who is in it.
    fn change_report(
        &self,
        reader: &Reader,
        as_of: Date,
        last: Option<&kept::Last>,
    ) -> (ChangeReport, Vec<Changed>) {
        let state = self.read_state();
        let allowed = state.allowed(&reader.class(), as_of);
        let not_compared = last.and_then(|last| {
            if !last.about.is_laid_out_as_now() {
                Some("the run before was kept by another version of the program")
            } else if last.about.taxonomy != self.taxonomy.version() {
                Some("the run before was made with another taxonomy")
            } else {
                None
            }
        });
        let changed = match last.filter(|_| not_compared.is_none()) {
            Some(last) => self.compare(&state, &allowed, as_of, last, reader.lang),
            None => Vec::new(),
        };
        let about = self.about_now(&state, as_of, last);
        let mut summary = ChangeSummary {
            run: about.run,
            since: last.map(|last| Versions {
                weights: last.about.weights.clone(),
                taxonomy: last.about.taxonomy.clone(),
                reader: last.about.reader.clone(),
                as_of: last.about.as_of,
                data: Some(last.about.data),
                release: None,
            }),
            versions: self.versions(as_of, state.head),
            not_compared,
            gained: 0,
            lost: 0,
            moved: 0,
        };
        let coaches = by_coach(&changed);
        for coach in &coaches {
            summary.gained += coach.gained;
            summary.lost += coach.lost;
            summary.moved += coach.moved;
        }
        let report = ChangeReport {
            summary,
            coaches,
            // A shape of plain fields.
            about: serde_json::to_string(&about).unwrap_or_default(),
            keep: self.to_keep(&state, &allowed, as_of, last),
        };
        (report, changed)
    }
}

fn by_coach(changed: &[Changed]) -> Vec<CoachChanges> {
    let mut coaches: BTreeMap<Option<CoachId>, Vec<PairChange>> = BTreeMap::new();
    for one in changed.iter().flat_map(|changed| &changed.pairs) {
        let own = coaches.entry(one.coach.clone()).or_default();
        own.push(one.pair.clone());
    }
    let line = |(coach, mut changes): (Option<CoachId>, Vec<PairChange>)| {
        changes.sort_by(|a, b| {
            let key = |c: &PairChange| (c.person.clone(), c.change, c.vacancy.clone());
            key(a).cmp(&key(b))
        });
        let count = |kind| changes.iter().filter(|c| c.change == kind).count() as u64;
        CoachChanges {
            gained: count(ChangeKind::Gained),
            lost: count(ChangeKind::Lost),
            moved: count(ChangeKind::Moved),
            coach,
            changes,
        }
    };
    coaches.into_iter().map(line).collect()
}
