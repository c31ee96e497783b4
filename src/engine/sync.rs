//! The projection in memory: loaded from the store, and kept up by following the change sequence.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use super::state::{Maker, State};
use super::{Engine, EngineError, Inner};
use crate::domain::{Jobseeker, Reading, Vacancy};
use crate::store::{Change, Kind, Stored};
use crate::visibility;

/// Records read and resolved at a time.
const PAGE: u32 = 1024;

/// Changes followed one by one; beyond, loading anew is quicker.
pub(super) const FOLLOW_MAX: u32 = 20_000;

/// What visibility depends on, by entry.
type Gates = HashMap<u32, visibility::Facts>;

/// Records with what is read of each.
type ReadRecords<R> = Vec<(Stored<R>, Reading)>;

impl Inner {
    pub(super) fn maker(&self, as_of: Date) -> Maker<'_> {
        Maker {
            taxonomy: &self.taxonomy,
            weights: self.weights,
            as_of,
        }
    }

    pub(super) fn read_profile(&self, jobseeker: &Jobseeker) -> Reading {
        self.text.read_profile(&jobseeker.profile)
    }

    pub(super) fn read_vacancy(&self, vacancy: &Vacancy) -> Reading {
        self.text.read_vacancy(vacancy)
    }

    fn take_people(
        &self,
        state: &mut State,
        page: &ReadRecords<Jobseeker>,
        gates: &mut Gates,
        as_of: Date,
    ) {
        let maker = self.maker(as_of);
        let facts: Vec<_> = page
            .par_iter()
            .map(|(stored, reading)| maker.facts(&stored.record, reading))
            .collect();
        for ((stored, reading), facts) in page.iter().zip(&facts) {
            // Whoever is gone from the store by now stays out; the change sequence says so too.
            match gates.remove(&stored.entry) {
                Some(gate) => state.put_person(stored, facts, gate.with_read(reading)),
                None => state.drop_person(stored.entry),
            }
        }
    }

    fn take_vacancies(&self, state: &mut State, page: ReadRecords<Vacancy>, as_of: Date) {
        let maker = self.maker(as_of);
        let rows: Vec<_> = page
            .into_par_iter()
            .map(|(stored, reading)| maker.vacancy(stored, &reading))
            .collect();
        for row in rows {
            state.drop_vacancy(row.entry);
            state.put_vacancy(row);
        }
    }
}

impl Engine {
    async fn gates(&self, entries: impl Iterator<Item = u32>) -> Result<Gates, EngineError> {
        let entries: Vec<u32> = entries.collect();
        let visibility = self.0.store.visibility(&entries).await?;
        Ok(visibility.into_iter().collect())
    }

    /// Loads everything from the store, while nothing else follows.
    async fn load(&self) -> Result<(), EngineError> {
        let inner = &self.0;
        let as_of = self.as_of();
        // The head is taken first: what changes while pages are read is followed afterwards.
        let mut state = State::new(Arc::clone(&inner.nearness));
        state.head = inner.store.head().await?;
        state.people_head = state.head;
        state.as_of = Some(as_of);
        let mut after = None;
        loop {
            let page = inner.store.jobseekers_after(after, PAGE).await?;
            let Some(last) = page.last() else { break };
            after = Some(last.entry);
            let page = self.with_readings(page).await?;
            let mut gates = self.gates(page.iter().map(|(s, _)| s.entry)).await?;
            state = self
                .compute(move |inner| {
                    inner.take_people(&mut state, &page, &mut gates, as_of);
                    Ok(state)
                })
                .await?;
        }
        after = None;
        loop {
            let page = inner.store.vacancies_after(after, PAGE).await?;
            let Some(last) = page.last() else { break };
            after = Some(last.entry);
            let page = self.with_readings(page).await?;
            state = self
                .compute(move |inner| {
                    inner.take_vacancies(&mut state, page, as_of);
                    Ok(state)
                })
                .await?;
        }
        state = self
            .compute(move |_| {
                state.population.settle();
                Ok(state)
            })
            .await?;
        *inner.write_state() = state;
        Ok(())
    }

    /// Brings the projection up to the store's head, and to today: the first call loads it. What is not yet in it after this
    /// was not acknowledged when the request began.
    pub(super) async fn follow(&self) -> Result<(), EngineError> {
        let head = self.0.store.head().await?;
        let as_of = self.as_of();
        let is_current = |state: &State| state.head >= head && state.as_of == Some(as_of);
        if is_current(&self.0.read_state()) {
            return Ok(());
        }
        let _following = self.0.following.lock().await;
        let (from, day, dead) = {
            let state = self.0.read_state();
            if is_current(&state) {
                return Ok(());
            }
            (state.head, state.as_of, state.dead_share())
        };
        let changes = self.0.store.changes_since(from, FOLLOW_MAX).await?;
        if day != Some(as_of) || dead > 0.5 || changes.len() >= FOLLOW_MAX as usize {
            return self.load().await;
        }
        self.take_changes(&changes, as_of).await
    }

    async fn take_changes(&self, changes: &[Change], as_of: Date) -> Result<(), EngineError> {
        let Some(reached) = changes.last().map(|last| last.number) else {
            return Ok(());
        };
        let entries_of = |kind: Kind| {
            let mut entries: Vec<u32> = changes
                .iter()
                .filter(|c| c.kind == kind)
                .map(|c| c.entry)
                .collect();
            entries.sort_unstable();
            entries.dedup();
            entries
        };
        let (people_changed, vacancies_changed) =
            (entries_of(Kind::Jobseeker), entries_of(Kind::Vacancy));
        let people = self.0.store.jobseekers_among(&people_changed).await?;
        let people = self.with_readings(people).await?;
        let vacancies = self.0.store.vacancies_among(&vacancies_changed).await?;
        let vacancies = self.with_readings(vacancies).await?;
        let mut gates = self.gates(people_changed.iter().copied()).await?;
        self.compute(move |inner| {
            let mut state = inner.write_state();
            // Who is gone from the store goes; who is there is put in anew.
            for entry in &people_changed {
                state.drop_person(*entry);
            }
            for entry in &vacancies_changed {
                state.drop_vacancy(*entry);
            }
            inner.take_people(&mut state, &people, &mut gates, as_of);
            inner.take_vacancies(&mut state, vacancies, as_of);
            state.population.settle();
            if !people_changed.is_empty() {
                state.people_head = reached;
            }
            state.head = state.head.max(reached);
            Ok(())
        })
        .await
    }
}
