//! The projection in memory: loaded from the store, and kept up by following the change sequence.

use std::collections::HashMap;

use jiff::civil::Date;
use rayon::iter::Either;
use rayon::prelude::*;

use super::projection::Restored;
use super::state::{AskedFrom, MadeFrom, Maker, PersonRow, State};
use super::{Engine, EngineError, Inner};
use crate::domain::{Jobseeker, Reading, Vacancy};
use crate::store::{Change, Kind, Known, KnownVacancy, Stored};
use crate::visibility;

/// Records read and resolved at a time.
const PAGE: u32 = 1024;

/// Changes followed one by one; beyond, loading anew is quicker.
pub(super) const FOLLOW_MAX: u32 = 20_000;

/// Runs work of the store on a thread of its own.
async fn beside<T: Send + 'static>(
    work: impl Future<Output = Result<T, EngineError>> + Send + 'static,
) -> Result<T, EngineError> {
    match tokio::spawn(work).await {
        Ok(done) => done,
        Err(fault) => Err(EngineError::Internal(Box::new(fault))),
    }
}

/// What visibility depends on, by entry.
pub(super) type Gates = HashMap<u32, visibility::Facts>;

/// A vacancy with what it asks, or with what is read of it.
enum AskedOf {
    Kept(KnownVacancy, Box<Vacancy>, AskedFrom),
    Read(Box<Stored<Vacancy>>, Reading),
}

impl Inner {
    pub(super) fn maker(&self, as_of: Date) -> Maker<'_> {
        Maker {
            taxonomy: &self.taxonomy,
            compiler: &self.compiler,
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
        page: Vec<(Stored<Jobseeker>, Reading)>,
        gates: &mut Gates,
        as_of: Date,
    ) {
        let maker = self.maker(as_of);
        let facts: Vec<_> = page
            .par_iter()
            .map(|(stored, reading)| maker.facts(&stored.record, reading))
            .collect();
        for ((stored, reading), facts) in page.into_iter().zip(&facts) {
            // Whoever is gone from the store by now stays out; the change sequence says so too.
            let Some(gate) = gates.remove(&stored.entry) else {
                state.drop_person(stored.entry);
                continue;
            };
            let person = PersonRow {
                entry: stored.entry,
                public: stored.public,
                gate: gate.with_read(&reading),
                made_from: MadeFrom::new(&stored, &reading, as_of),
                alive: true,
                id: stored.record.person.id,
            };
            state.put_person(person, facts);
        }
    }

    fn take_vacancies(&self, state: &mut State, page: Vec<AskedOf>, as_of: Date) {
        let maker = self.maker(as_of);
        let rows: Vec<_> = page
            .into_par_iter()
            .map(|of| match of {
                AskedOf::Kept(known, record, asked) => maker.vacancy(known, *record, asked),
                AskedOf::Read(stored, reading) => {
                    let asked = maker.asked(&stored, &reading);
                    let known = KnownVacancy {
                        entry: stored.entry,
                        public: stored.public,
                        hash: stored.hash,
                    };
                    maker.vacancy(known, stored.record, asked)
                }
            })
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

    /// Loads everything from the store, while nothing else follows: what was kept of it as it is, the
    /// rest read. Who may be seen is never taken from what was kept.
    async fn load(&self) -> Result<(), EngineError> {
        let inner = &self.0;
        let as_of = self.as_of();
        // The head is taken first: what changes while pages are read is followed afterwards.
        let head = inner.store.head().await?;
        let key = inner.store.projection_key().await?;
        let (kept, known, vacancies) = tokio::join!(
            self.compute(move |inner| Ok(inner.kept_projection(&key, as_of))),
            beside(self.clone().everyone_known()),
            beside(self.clone().every_vacancy_known()),
        );
        let (kept, known) = (kept?, known?);
        let Restored {
            mut state,
            mut unread,
            adverts,
            gone,
        } = self
            .compute(move |inner| Ok(inner.restored(kept, known, as_of)))
            .await?;
        (state.head, state.people_head, state.as_of) = (head, head, Some(as_of));
        let made_anew = unread.len() as u64;
        let state = self.load_people(state, &mut unread, as_of).await?;
        let vacancies = vacancies?;
        let loaded = self.load_vacancies(state, vacancies, adverts, as_of);
        let (mut state, adverts_anew) = loaded.await?;
        state.unkept = made_anew + adverts_anew;
        let rows = state.people.len() + state.vacancy_count();
        let keep = gone || Self::is_worth_keeping(state.unkept, rows);
        let state = self
            .compute(move |inner| {
                state.population.settle();
                // What is kept is kept in order, so that a start seldom has to put it in order.
                Ok(if keep {
                    state.in_order(&inner.taxonomy)
                } else {
                    state
                })
            })
            .await?;
        *inner.write_state() = state;
        if keep {
            self.keep_projection().await;
        }
        super::memory::give_back().await;
        Ok(())
    }

    /// Takes in those who were not kept, or are not as they were.
    async fn load_people(
        &self,
        mut state: State,
        unread: &mut Gates,
        as_of: Date,
    ) -> Result<State, EngineError> {
        let mut entries: Vec<u32> = unread.keys().copied().collect();
        entries.sort_unstable();
        for entries in entries.chunks(PAGE as usize) {
            let mut people = self.0.store.jobseekers_among(entries).await?;
            people.sort_unstable_by_key(|stored| stored.entry);
            let page = self.with_readings(people).await?;
            let mut gates = std::mem::take(unread);
            let left;
            (state, left) = self
                .compute(move |inner| {
                    inner.take_people(&mut state, page, &mut gates, as_of);
                    Ok((state, gates))
                })
                .await?;
            *unread = left;
        }
        Ok(state)
    }

    async fn everyone_known(self) -> Result<Vec<Known>, EngineError> {
        let mut known = Vec::new();
        let each = self.0.store.each_known(|person| known.push(person));
        each.await?;
        Ok(known)
    }

    /// Every vacancy without its record, in the order of entries.
    async fn every_vacancy_known(self) -> Result<Vec<KnownVacancy>, EngineError> {
        let mut known = Vec::new();
        let each = self.0.store.each_known_vacancy(|one| known.push(one));
        each.await?;
        Ok(known)
    }

    /// Takes in every vacancy; how many of them had to be read.
    async fn load_vacancies(
        &self,
        mut state: State,
        known: Vec<KnownVacancy>,
        mut kept: HashMap<u32, AskedFrom>,
        as_of: Date,
    ) -> Result<(State, u64), EngineError> {
        let of = move |one: KnownVacancy, kept: Option<AskedFrom>| {
            let kept = kept.filter(|asked| asked.is_of(one.hash));
            let record = kept.as_ref().and_then(AskedFrom::record);
            let both = record.zip(kept).ok_or(one.entry);
            both.map(|(record, asked)| AskedOf::Kept(one, Box::new(record), asked))
        };
        let (mut taken, unread): (Vec<AskedOf>, Vec<u32>) = self
            .compute(move |_| {
                let known = known.into_iter().map(|one| (kept.remove(&one.entry), one));
                let known: Vec<_> = known.collect();
                let each = known.into_par_iter().map(|(kept, one)| of(one, kept));
                Ok(each.partition_map(|one| match one {
                    Ok(kept) => Either::Left(kept),
                    Err(entry) => Either::Right(entry),
                }))
            })
            .await?;
        let mut pages = unread.chunks(PAGE as usize);
        loop {
            state = self
                .compute(move |inner| {
                    inner.take_vacancies(&mut state, taken, as_of);
                    Ok(state)
                })
                .await?;
            let Some(page) = pages.next() else {
                return Ok((state, unread.len() as u64));
            };
            let page = self.0.store.vacancies_among(page).await?;
            let read = self.with_readings(page).await?.into_iter();
            taken = read.map(|(s, r)| AskedOf::Read(Box::new(s), r)).collect();
        }
    }

    /// Takes the store's head number and waits until the projection is up to it, and to today, for as
    /// long as requests may wait: what is not yet in it after this was not acknowledged when the
    /// request began.
    ///
    /// # Errors
    /// [`EngineError::Behind`] where that takes longer; it goes on, and a later request finds it done.
    pub(super) async fn follow(&self) -> Result<(), EngineError> {
        let head = self.0.store.head().await?;
        if self.0.read_state().is_current(head, self.as_of()) {
            return Ok(());
        }
        let Some(patience) = self.0.patience else {
            return self.reach(head).await;
        };
        let engine = self.clone();
        let reaching = tokio::spawn(async move { engine.reach(head).await });
        match tokio::time::timeout(patience, reaching).await {
            Ok(Ok(reached)) => reached,
            Ok(Err(fault)) => Err(EngineError::Internal(Box::new(fault))),
            Err(_) => Err(EngineError::Behind),
        }
    }

    /// Brings the projection up to the store's head and to today, however long that takes: the first
    /// call loads it.
    ///
    /// # Errors
    /// [`EngineError::Unavailable`] where the store cannot be read.
    pub async fn catch_up(&self) -> Result<(), EngineError> {
        let head = self.0.store.head().await?;
        self.reach(head).await
    }

    /// Brings the projection up to a change and to today.
    async fn reach(&self, head: u64) -> Result<(), EngineError> {
        let as_of = self.as_of();
        let is_current = |state: &State| state.is_current(head, as_of);
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
        // A day that has come is followed; one that has gone by may have taken what is valid again.
        let follows = day.is_some_and(|day| day <= as_of);
        if !follows || dead > 0.5 || changes.len() >= FOLLOW_MAX as usize {
            return self.load().await;
        }
        self.take_changes(&changes, from, as_of).await
    }

    /// Takes in what has changed since a change, and what has ended with the days since then.
    async fn take_changes(
        &self,
        changes: &[Change],
        from: u64,
        as_of: Date,
    ) -> Result<(), EngineError> {
        let reached = changes.last().map_or(from, |last| last.number);
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
        let (mut people_changed, vacancies_changed) =
            (entries_of(Kind::Jobseeker), entries_of(Kind::Vacancy));
        people_changed.extend(self.0.read_state().ended_by(as_of));
        people_changed.sort_unstable();
        people_changed.dedup();
        let people = self.0.store.jobseekers_among(&people_changed).await?;
        let people = self.with_readings(people).await?;
        let vacancies = self.0.store.vacancies_among(&vacancies_changed).await?;
        let vacancies = self.with_readings(vacancies).await?;
        let mut gates = self.gates(people_changed.iter().copied()).await?;
        // Who is gone may have been erased, here or by another process that shares the store.
        let gone = people_changed
            .iter()
            .any(|entry| !gates.contains_key(entry));
        self.compute(move |inner| {
            let mut state = inner.write_state();
            // Who is gone from the store goes; who is there is put in anew.
            for entry in &people_changed {
                state.drop_person(*entry);
            }
            for entry in &vacancies_changed {
                state.drop_vacancy(*entry);
            }
            let vacancies = vacancies
                .into_iter()
                .map(|(s, r)| AskedOf::Read(Box::new(s), r));
            inner.take_people(&mut state, people, &mut gates, as_of);
            inner.take_vacancies(&mut state, vacancies.collect(), as_of);
            state.unkept += (people_changed.len() + vacancies_changed.len()) as u64;
            state.population.settle();
            if !people_changed.is_empty() {
                state.people_head = reached;
            }
            state.begin_day(as_of, &inner.compiler);
            state.head = state.head.max(reached);
            Ok(())
        })
        .await?;
        if gone {
            self.forget_projection().await;
            self.remove_unfinished();
        }
        Ok(())
    }
}
