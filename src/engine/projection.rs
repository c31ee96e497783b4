//! The projection kept on disk between runs, so that a start need not resolve every record again: rows
//! with their tables, and what each vacancy asks. Names and visibility are not in it: those are the
//! store's to say, at every start. It may be deleted at any time; what is stale or damaged is made anew.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, UNIX_EPOCH};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::keeper::Folder;
use super::seal::{seal, unseal};
use super::state::{AskedFrom, MadeFrom, PersonRow, State};
use super::sync::{FOLLOW_MAX, Gates};
use super::{Engine, EngineError, Inner, memory};
use crate::score::Population;
use crate::store::{Kind, Known};

/// Name of the file in its folder.
const FILE: &str = "rows";

/// Version of the file's layout.
const LAYOUT: u32 = 3;

/// Fewer rows than these made anew are no reason to keep the projection again.
const KEEP_MIN: u64 = 256;

/// How often a server looks for changes that no request has asked about: an erasure made by another
/// process that shares the store has to leave this one's file within a minute.
const LOOK: Duration = Duration::from_secs(20);

/// Looks between two times that a server keeps what changed.
const LOOKS_TO_KEEP: u32 = 30;

/// What the file says beside the rows.
#[derive(Serialize, Deserialize)]
struct About {
    stamp: String,
    /// The day that validity was judged on.
    as_of: Date,
    /// By row, each with its entry.
    people: Vec<(u32, MadeFrom)>,
    adverts: Vec<AskedFrom>,
}

/// The projection as it was kept.
pub(super) struct KeptProjection {
    about: About,
    population: Population,
}

/// A state to which what was not kept is still to be added.
pub(super) struct Restored {
    pub(super) state: State,
    /// People to be read, with what visibility depends on.
    pub(super) unread: Gates,
    /// What vacancies ask, by entry.
    pub(super) adverts: HashMap<u32, AskedFrom>,
    /// Somebody was kept who is not in the store any more.
    pub(super) gone: bool,
}

impl KeptProjection {
    /// From a file's bytes, if they are whole and made as they would be made now, under the key of now.
    fn read(bytes: &[u8], key: &[u8; 32], stamp: &str, as_of: Date, inner: &Inner) -> Option<Self> {
        let bytes = unseal(key, bytes)?;
        let (length, rest) = bytes.split_first_chunk::<8>()?;
        let length = usize::try_from(u64::from_le_bytes(*length)).ok()?;
        let (about, population) = rest.split_at_checked(length)?;
        let about: About = bitcode::deserialize(about).ok()?;
        // On an earlier day a permit may be valid that had ended when the rows were made.
        if about.stamp != stamp || about.as_of > as_of {
            return None;
        }
        let population = Population::from_bytes(population, Arc::clone(&inner.nearness))?;
        (population.len() == about.people.len()).then_some(Self { about, population })
    }

    fn to_bytes(&self, key: &[u8; 32]) -> Option<Vec<u8>> {
        let about = bitcode::serialize(&self.about).ok()?;
        let population = self.population.to_bytes();
        let mut bytes = Vec::with_capacity(8 + about.len() + population.len());
        bytes.extend_from_slice(&(about.len() as u64).to_le_bytes());
        bytes.extend_from_slice(&about);
        bytes.extend_from_slice(&population);
        seal(key, bytes)
    }

    /// Of those who are there, by the state as it is.
    fn of(state: &State, stamp: String) -> Option<(Self, Vec<usize>)> {
        let alive = state.people.iter().enumerate().filter(|(_, p)| p.alive);
        let (rows, people) = alive
            .map(|(row, person)| (row, (person.entry, person.made_from.clone())))
            .unzip();
        let about = About {
            stamp,
            as_of: state.as_of?,
            people,
            adverts: state.all_vacancies().map(AskedFrom::of).collect(),
        };
        let population = state.population.clone();
        Some((Self { about, population }, rows))
    }
}

impl Inner {
    fn projection(&self) -> Folder {
        Folder::of_projection(&self.data)
    }

    /// All that rows depend on beside the records; `None` where that cannot be told.
    fn stamp(&self) -> Option<String> {
        // The rules by which a record is resolved are the program's own.
        let program = std::env::current_exe().ok()?.metadata().ok()?;
        let changed = program.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
        Some(format!(
            "{LAYOUT} {} {} {}",
            program.len(),
            changed.as_nanos(),
            self.order_versions()
        ))
    }

    /// What was kept of the projection, where it can be used on that day.
    pub(super) fn kept_projection(&self, key: &[u8; 32], as_of: Date) -> Option<KeptProjection> {
        use crate::text::Keeper as _;
        let bytes = self.projection().fetch(FILE)?;
        KeptProjection::read(&bytes, key, &self.stamp()?, as_of, self)
    }

    /// Puts what was kept beside those who are in the store now. Whoever is otherwise than they were
    /// is to be read; whoever is gone is left out.
    pub(super) fn restored(
        &self,
        kept: Option<KeptProjection>,
        known: Vec<Known>,
        as_of: Date,
    ) -> Restored {
        let mut known: HashMap<u32, Known> = known.into_iter().map(|k| (k.entry, k)).collect();
        let mut state = State::new(Arc::clone(&self.nearness));
        let (mut adverts, mut gone) = (HashMap::new(), false);
        if let Some(KeptProjection { about, population }) = kept {
            let there = |entry: &u32| known.contains_key(entry);
            let people = about.people.iter().enumerate();
            let rows: Vec<usize> = people
                .filter(|(_, (entry, _))| there(entry))
                .map(|(row, _)| row)
                .collect();
            gone = rows.len() < population.len();
            state.population = if gone {
                population.only(rows)
            } else {
                population
            };
            for (entry, made_from) in about.people {
                let Some(person) = known.get(&entry) else {
                    continue;
                };
                let alive = made_from.holds(person.hash, as_of);
                let person = person.clone();
                if alive {
                    known.remove(&entry);
                }
                state.name_person(PersonRow {
                    entry,
                    id: person.id,
                    public: person.public,
                    gate: person.facts.with_said(made_from.says_no_right),
                    made_from,
                    alive,
                });
            }
            adverts = about.adverts.into_iter().map(|a| (a.entry, a)).collect();
        }
        Restored {
            state,
            unread: known.into_values().map(|k| (k.entry, k.facts)).collect(),
            adverts,
            gone,
        }
    }

    /// Keeps the projection as it is; whether it is kept.
    fn keep_projection(&self, key: &[u8; 32]) -> bool {
        let Some(stamp) = self.stamp() else {
            return false;
        };
        let (kept, unkept) = {
            let state = self.read_state();
            (KeptProjection::of(&state, stamp), state.unkept)
        };
        let Some((mut kept, rows)) = kept else {
            return false;
        };
        if rows.len() < kept.population.len() {
            kept.population = kept.population.only(rows);
        }
        let written =
            kept.to_bytes(key)
                .is_some_and(|bytes| match self.projection().write(FILE, &bytes) {
                    Ok(()) => true,
                    Err(error) => {
                        tracing::debug!(%error, "the projection is not kept");
                        false
                    }
                });
        if written {
            let mut state = self.write_state();
            state.unkept = state.unkept.saturating_sub(unkept);
        }
        written
    }
}

impl Engine {
    /// Keeps the projection in place of what was kept before. Where it cannot be written, nothing is
    /// kept: what was kept before may hold somebody who is gone.
    pub(super) async fn keep_projection(&self) {
        let _keeping = self.0.keeping.lock().await;
        let head = self.0.read_state().head;
        let kept = match self.0.store.projection_key().await {
            Ok(key) => {
                let kept = self.compute(move |inner| Ok(inner.keep_projection(&key)));
                kept.await.unwrap_or(false)
            }
            Err(_) => false,
        };
        // Another process may have erased somebody while this one wrote.
        let kept = kept && !self.somebody_left_since(head).await.unwrap_or(true);
        if !kept {
            self.remove_projection();
        }
    }

    /// Whether anyone who was stored at a change is not any more, as far as can be told.
    async fn somebody_left_since(&self, head: u64) -> Result<bool, EngineError> {
        let changes = self.0.store.changes_since(head, FOLLOW_MAX).await?;
        let people = changes.iter().filter(|c| c.kind == Kind::Jobseeker);
        let mut entries: Vec<u32> = people.map(|change| change.entry).collect();
        entries.sort_unstable();
        entries.dedup();
        let there = self.0.store.visibility(&entries).await?;
        Ok(there.len() < entries.len() || changes.len() >= FOLLOW_MAX as usize)
    }

    /// Takes what was kept away: it may hold somebody who is gone.
    pub(super) async fn forget_projection(&self) {
        let _keeping = self.0.keeping.lock().await;
        self.remove_projection();
        self.0.write_state().unkept += KEEP_MIN;
    }

    fn remove_projection(&self) {
        if let Err(error) = self.0.projection().clear() {
            tracing::warn!(%error, "what was kept of the projection is still there");
        }
    }

    /// Keeps the projection where so much is not as it was kept that the next start would feel it.
    pub(super) async fn keep_if_worthwhile(&self) {
        let (loaded, unkept) = {
            let state = self.0.read_state();
            (state.as_of.is_some(), state.unkept)
        };
        if loaded && unkept >= KEEP_MIN {
            self.keep_projection().await;
        }
    }

    /// Whether so many rows made anew, or of so many in all, are to be kept at once.
    pub(super) fn is_worth_keeping(made_anew: u64, rows: usize) -> bool {
        made_anew >= KEEP_MIN.max(rows as u64 / 20)
    }

    /// Follows the change sequence for as long as a server runs, also where nobody asks, and keeps the
    /// projection now and then. Never ends.
    pub async fn keep_up(&self) {
        for look in 1u32.. {
            tokio::time::sleep(LOOK).await;
            if let Err(error) = self.catch_up().await {
                // Requests will say so; the next look may find the store again.
                tracing::debug!(%error, "the projection does not follow");
            }
            self.cleanse().await;
            if look.is_multiple_of(LOOKS_TO_KEEP) {
                self.keep_if_worthwhile().await;
                memory::give_back().await;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::domain::{Lang, Role};
    use crate::engine::{Options, Reader};
    use crate::sample::{self, Region};

    fn options(data: &Path) -> Options {
        Options {
            as_of: Some(sample::DAY),
            ..Options::new(data)
        }
    }

    async fn open(data: &Path) -> Engine {
        let engine = Engine::open(options(data)).await.unwrap();
        engine.ready().await.unwrap();
        engine
    }

    /// A region whose projection is kept in a folder.
    async fn kept(data: &Path) -> Region {
        let region = sample::region(20_261_130, 270, 3);
        let engine = Engine::init(options(data)).await.unwrap();
        engine.put_vacancies(&region.vacancies).await.unwrap();
        let put = engine.put_jobseekers(&region.jobseekers, None);
        put.await.unwrap();
        engine.ready().await.unwrap();
        engine.close().await;
        assert!(file(data).exists());
        region
    }

    fn file(data: &Path) -> std::path::PathBuf {
        data.join("projection").join(FILE)
    }

    /// Every open vacancy against everyone, explained.
    async fn answers(engine: &Engine) -> Vec<String> {
        let reader = Reader::staff(
            Role::Coordinator,
            "test",
            "the same after a start",
            Lang::En,
        );
        let mut lines = Vec::new();
        for vacancy in engine.open_vacancies().await.unwrap() {
            let list = engine.match_one(&reader, vacancy.as_str(), 1_000);
            lines.push(serde_json::to_string(&list.await.unwrap()).unwrap());
        }
        assert!(!lines.is_empty());
        lines
    }

    /// Whoever of the rows is not as they were kept.
    fn made_anew(engine: &Engine) -> u64 {
        engine.0.read_state().unkept
    }

    async fn in_file(engine: &Engine) -> Option<Vec<u32>> {
        let key = engine.0.store.projection_key().await.unwrap();
        let kept = engine.0.kept_projection(&key, sample::DAY)?;
        Some(kept.about.people.iter().map(|(entry, _)| *entry).collect())
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn a_start_from_what_was_kept_answers_as_one_that_reads_everything() {
        let data = tempfile::tempdir().unwrap();
        kept(data.path()).await;
        let engine = open(data.path()).await;
        assert_eq!(made_anew(&engine), 0);
        let from_kept = answers(&engine).await;
        engine.close().await;
        std::fs::remove_file(file(data.path())).unwrap();
        let engine = open(data.path()).await;
        assert_eq!(answers(&engine).await, from_kept);
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn what_is_damaged_or_stale_is_made_anew() {
        let data = tempfile::tempdir().unwrap();
        kept(data.path()).await;
        let engine = Engine::open(options(data.path())).await.unwrap();
        let bytes = std::fs::read(file(data.path())).unwrap();
        let stamp = engine.0.stamp().unwrap();
        let key = engine.0.store.projection_key().await.unwrap();
        let read = |bytes: &[u8], stamp: &str, as_of| {
            KeptProjection::read(bytes, &key, stamp, as_of, &engine.0).is_some()
        };
        assert!(read(&bytes, &stamp, sample::DAY));
        assert!(read(&bytes, &stamp, sample::DAY.tomorrow().unwrap()));
        assert!(!read(&bytes, &stamp, sample::DAY.yesterday().unwrap()));
        let other = stamp.replace(engine.taxonomy().version(), "esco-0");
        assert!(other != stamp && !read(&bytes, &other, sample::DAY));
        for at in (0..bytes.len()).step_by(bytes.len() / 40) {
            let mut bent = bytes.clone();
            bent[at] ^= 4;
            assert!(!read(&bent, &stamp, sample::DAY), "byte {at}");
            assert!(!read(&bytes[..at], &stamp, sample::DAY), "{at} bytes");
        }
        let whole = answers(&engine).await;
        engine.close().await;
        std::fs::write(file(data.path()), &bytes[..bytes.len() - 1]).unwrap();
        let engine = open(data.path()).await;
        assert_eq!(answers(&engine).await, whole);
        assert!(in_file(&engine).await.is_some(), "kept again");
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn whoever_changed_was_hidden_or_erased_meanwhile_is_not_taken_from_what_was_kept() {
        let data = tempfile::tempdir().unwrap();
        let mut region = kept(data.path()).await;
        let before = std::fs::read(file(data.path())).unwrap();
        let engine = Engine::open(options(data.path())).await.unwrap();
        let seen = answers(&engine).await.concat();
        let named = |all: &str, id: &str| all.contains(&format!("\"person\":\"{id}\""));
        let mut shown = region
            .jobseekers
            .iter_mut()
            .filter(|j| named(&seen, j.person.id.as_str()));
        let (hidden, erased, changed) = (
            shown.next().unwrap(),
            shown.next().unwrap(),
            shown.next().unwrap(),
        );
        hidden.visibility.matching = Some(false);
        changed.profile.permits = None;
        changed.profile.skills = None;
        let others = [hidden.clone(), changed.clone()];
        engine.put_jobseekers(&others, None).await.unwrap();
        let entry = engine.0.store.jobseeker(&erased.person.id).await.unwrap();
        let entry = entry.unwrap().entry;
        engine.erase(&erased.person.id).await.unwrap();
        assert!(!file(data.path()).exists(), "erased from the file at once");
        let now = answers(&engine).await;
        assert!(in_file(&engine).await.is_none());
        engine.close().await;
        // As if another process had erased, and this one had been killed before it knew: what it had kept
        // opens for nobody any more.
        std::fs::write(file(data.path()), &before).unwrap();
        let engine = Engine::open(options(data.path())).await.unwrap();
        assert!(in_file(&engine).await.is_none(), "sealed for good");
        engine.ready().await.unwrap();
        assert_eq!(answers(&engine).await, now);
        let all = now.concat();
        assert!(!named(&all, hidden.person.id.as_str()));
        assert!(!named(&all, erased.person.id.as_str()));
        assert!(named(&all, changed.person.id.as_str()));
        let kept = in_file(&engine).await.unwrap();
        assert!(kept.len() == region.jobseekers.len() - 1 && !kept.contains(&entry));
    }
}
