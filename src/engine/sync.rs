//! The projection in memory: loaded from the store, and kept up by following the change sequence.

use std::collections::HashMap;

use jiff::civil::Date;
use rayon::prelude::*;

use super::state::{Maker, State};
use super::{Engine, EngineError, Inner};
use crate::domain::{Jobseeker, Reading, Vacancy};
use crate::store::{Kind, Stored};
use crate::visibility;

/// Records read and resolved at a time.
const PAGE: u32 = 1024;

/// Changes followed one by one; beyond, loading anew is quicker.
const FOLLOW_MAX: u32 = 20_000;

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
        page: &[Stored<Jobseeker>],
        gates: &mut Gates,
        as_of: Date,
    ) {
        let maker = self.maker(as_of);
        let resolve = |stored: &Stored<Jobseeker>| {
            maker.facts(&stored.record, &self.read_profile(&stored.record))
        };
        let facts: Vec<_> = page.par_iter().map(resolve).collect();
        for (stored, facts) in page.iter().zip(&facts) {
            // Whoever is gone from the store by now stays out; the change sequence says so too.
            if let Some(gate) = gates.remove(&stored.entry) {
                state.put_person(stored, facts, gate);
            }
        }
    }

    fn take_vacancies(&self, state: &mut State, page: Vec<Stored<Vacancy>>, as_of: Date) {
        let maker = self.maker(as_of);
        let compile = |stored: Stored<Vacancy>| {
            let reading = self.read_vacancy(&stored.record);
            maker.vacancy(stored, &reading)
        };
        let rows: Vec<_> = page.into_par_iter().map(compile).collect();
        rows.into_iter().for_each(|row| state.put_vacancy(row));
    }
}

/// What visibility depends on, by entry.
type Gates = HashMap<u32, visibility::Facts>;

impl Engine {
    async fn gates(&self, entries: impl Iterator<Item = u32>) -> Result<Gates, EngineError> {
        let entries: Vec<u32> = entries.collect();
        Ok(self
            .0
            .store
            .visibility(&entries)
            .await?
            .into_iter()
            .collect())
    }

    /// Loads everything from the store.
    pub(super) async fn load(&self) -> Result<(), EngineError> {
        let _following = self.0.following.lock().await;
        self.load_following().await
    }

    async fn load_following(&self) -> Result<(), EngineError> {
        let inner = &self.0;
        let as_of = self.as_of();
        // The head is taken first: what changes while pages are read is followed afterwards.
        let mut state = State::default();
        state.head = inner.store.head().await?;
        state.people_head = state.head;
        state.as_of = Some(as_of);
        let mut after = None;
        loop {
            let page = inner.store.jobseekers_after(after, PAGE).await?;
            let Some(last) = page.last() else { break };
            after = Some(last.entry);
            let mut gates = self.gates(page.iter().map(|stored| stored.entry)).await?;
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
            state = self
                .compute(move |inner| {
                    inner.take_vacancies(&mut state, page, as_of);
                    Ok(state)
                })
                .await?;
        }
        *inner.write_state() = state;
        Ok(())
    }

    /// Brings the projection up to the store's head, and to today. What is not yet in it after this
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
            return self.load_following().await;
        }
        let (mut people, mut vacancies) = (Vec::new(), Vec::new());
        for change in &changes {
            match change.kind {
                Kind::Jobseeker => {
                    people.push((change.entry, self.0.store.jobseeker_at(change.entry).await?))
                }
                Kind::Vacancy => {
                    vacancies.push((change.entry, self.0.store.vacancy_at(change.entry).await?))
                }
            }
        }
        let mut gates = self.gates(people.iter().map(|(entry, _)| *entry)).await?;
        let reached = changes.last().map_or(head, |last| last.number);
        self.compute(move |inner| {
            let maker = inner.maker(as_of);
            let facts: Vec<_> = people
                .par_iter()
                .map(|(_, stored)| {
                    stored
                        .as_ref()
                        .map(|s| maker.facts(&s.record, &inner.read_profile(&s.record)))
                })
                .collect();
            let rows: Vec<_> = vacancies
                .into_par_iter()
                .map(|(entry, stored)| {
                    let row = stored.map(|s| {
                        let reading = inner.read_vacancy(&s.record);
                        maker.vacancy(s, &reading)
                    });
                    (entry, row)
                })
                .collect();
            let mut state = inner.write_state();
            for ((entry, stored), facts) in people.iter().zip(&facts) {
                match (stored, facts, gates.remove(entry)) {
                    (Some(stored), Some(facts), Some(gate)) => {
                        state.put_person(stored, facts, gate)
                    }
                    _ => state.drop_person(*entry),
                }
            }
            for (entry, row) in rows {
                state.drop_vacancy(entry);
                if let Some(row) = row {
                    state.put_vacancy(row);
                }
            }
            if !people.is_empty() {
                state.people_head = reached;
            }
            state.head = state.head.max(reached);
            Ok(())
        })
        .await
    }
}
