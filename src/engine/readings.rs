//! Readings of free words: made once for a content and a version of the reader, kept beside the
//! record, and made anew when either changes.

use std::collections::HashMap;

use rayon::prelude::*;

use super::{Engine, EngineError, Inner};
use crate::domain::{Jobseeker, Reading, Vacancy};
use crate::store::{ContentHash, Kind, Stored, StoredReading};

/// A record with free words in it.
pub(super) trait Readable: Send + Sync + 'static {
    const KIND: Kind;

    fn read(&self, inner: &Inner) -> Reading;
}

impl Readable for Jobseeker {
    const KIND: Kind = Kind::Jobseeker;

    fn read(&self, inner: &Inner) -> Reading {
        inner.text.read_profile(&self.profile)
    }
}

impl Readable for Vacancy {
    const KIND: Kind = Kind::Vacancy;

    fn read(&self, inner: &Inner) -> Reading {
        inner.text.read_vacancy(self)
    }
}

/// Readings kept, by entry, with the content that they are of.
type Kept = HashMap<u32, (ContentHash, Vec<u8>)>;

/// Records read at a time where nothing else is wanted of them: bounds memory to some megabytes.
const PAGE: u32 = 512;

impl Engine {
    /// Reads what no reader of this version has read yet, and keeps it, so that the next question need
    /// not wait for it. Holds a page of records at a time, however many there are. `progress` is told
    /// how many each page held.
    ///
    /// # Errors
    /// [`EngineError::Unavailable`] where the store cannot be read or written.
    pub async fn read_unread(&self, progress: impl Fn(u64)) -> Result<(), EngineError> {
        for kind in [Kind::Vacancy, Kind::Jobseeker] {
            let mut after = None;
            loop {
                let (store, version) = (&self.0.store, self.0.text.version());
                let entries = store.unread(kind, version, after, PAGE).await?;
                let Some(last) = entries.last() else { break };
                after = Some(*last);
                match kind {
                    Kind::Vacancy => {
                        let page = store.vacancies_among(&entries).await?;
                        self.with_readings(page).await?;
                    }
                    Kind::Jobseeker => {
                        let page = store.jobseekers_among(&entries).await?;
                        self.with_readings(page).await?;
                    }
                }
                progress(entries.len() as u64);
            }
        }
        Ok(())
    }

    /// A page of records with what is read of each: kept readings as they are, missing ones made
    /// and kept.
    pub(super) async fn with_readings<R: Readable>(
        &self,
        page: Vec<Stored<R>>,
    ) -> Result<Vec<(Stored<R>, Reading)>, EngineError> {
        let entries: Vec<u32> = page.iter().map(|stored| stored.entry).collect();
        let version = self.0.text.version().to_owned();
        let kept = self.0.store.readings_among(R::KIND, &entries).await?;
        let kept: Kept = kept
            .into_iter()
            .filter(|reading| reading.reader == version)
            .map(|reading| (reading.entry, (reading.hash, reading.bytes)))
            .collect();
        let (read, fresh) = self
            .compute(move |inner| Ok(inner.read_page(page, &kept)))
            .await?;
        if !fresh.is_empty() {
            self.0.store.put_readings(fresh).await?;
        }
        Ok(read)
    }
}

/// Records with their readings, and those readings that were made just now.
type ReadPage<R> = (Vec<(Stored<R>, Reading)>, Vec<StoredReading>);

impl Inner {
    fn read_page<R: Readable>(&self, page: Vec<Stored<R>>, kept: &Kept) -> ReadPage<R> {
        let one = |stored: Stored<R>| {
            let known = kept
                .get(&stored.entry)
                .filter(|(hash, _)| *hash == stored.hash)
                .and_then(|(_, bytes)| bitcode::deserialize(bytes).ok());
            if let Some(reading) = known {
                return (stored, reading, None);
            }
            let reading = stored.record.read(self);
            // A reading that cannot be written is made again next time; nothing is lost.
            let fresh = bitcode::serialize(&reading)
                .ok()
                .map(|bytes| StoredReading {
                    kind: R::KIND,
                    entry: stored.entry,
                    hash: stored.hash,
                    reader: self.text.version().to_owned(),
                    bytes,
                });
            (stored, reading, fresh)
        };
        let done: Vec<_> = page.into_par_iter().map(one).collect();
        let mut read = Vec::with_capacity(done.len());
        let mut made = Vec::new();
        for (stored, reading, fresh) in done {
            read.push((stored, reading));
            made.extend(fresh);
        }
        (read, made)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Options;
    use crate::sample;

    #[tokio::test]
    async fn what_is_unread_is_read_without_holding_everybody() {
        let folder = tempfile::tempdir().unwrap();
        let engine = Engine::init(Options::new(folder.path())).await.unwrap();
        let region = sample::region(1, 600, 5);
        engine.put_vacancies(&region.vacancies).await.unwrap();
        engine
            .put_jobseekers(&region.jobseekers, None)
            .await
            .unwrap();
        let read = std::sync::atomic::AtomicU64::new(0);
        engine
            .read_unread(|records| {
                read.fetch_add(records, std::sync::atomic::Ordering::Relaxed);
            })
            .await
            .unwrap();
        let records = region.vacancies.len() + region.jobseekers.len();
        assert_eq!(read.into_inner(), records as u64);
        for kind in [Kind::Vacancy, Kind::Jobseeker] {
            let version = engine.0.text.version();
            let left = engine.0.store.unread(kind, version, None, 1).await.unwrap();
            assert!(left.is_empty(), "{kind:?}: {left:?}");
        }
        assert!(engine.0.read_state().people.is_empty());
    }
}
