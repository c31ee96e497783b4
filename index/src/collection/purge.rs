//! Erasing: deleted text leaves the files now, not with some later rewrite.

use std::thread;
use std::time::{Duration, Instant};

use super::writer::{Writer, commit, number_term};
use super::{Collection, IndexError};
use crate::folder::{META_FILE, meaning};

/// How long a purge tries to rewrite files before it gives up, with an error.
const PURGE_PATIENCE: Duration = Duration::from_secs(45);
/// How often a purge that waits for a background rewrite looks again.
const PURGE_PAUSE: Duration = Duration::from_millis(20);

/// How a purge ended. Either way the entries are out of every new [`View`](crate::View) and no
/// file in use holds their terms. A view taken before still answers as before: the system keeps
/// its removed files until it is dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purged {
    /// Every old file is removed.
    Clean,
    /// The system would not remove some old files, as those open in another place under Windows;
    /// try [`Collection::sweep`] later.
    Waiting {
        /// How many files wait to be removed.
        files: usize,
    },
}

impl Collection {
    /// Removes entries and every earlier version of them from the files: deletes, rewrites each
    /// file group that holds deleted text, removes the old files. Also finishes what an earlier
    /// removal left. Give many numbers at once rather than one by one: the cost is that of
    /// rewriting the index. The number of the last change applied stays.
    ///
    /// # Errors
    /// [`IndexError::PurgeUnfinished`] when files could not be rewritten within 45 seconds (the
    /// entries are out of every answer by then; purge again), and failures of the files.
    pub fn purge(&self, numbers: impl IntoIterator<Item = u32>) -> Result<Purged, IndexError> {
        let mut guard = self.writer();
        let stamp = self.stamp(self.applied());
        // No background rewrite may start between the deletion and our own rewriting.
        guard.rewrite_in_background(false);
        let result = guard.run(&self.place, "purge it", |writer| {
            for number in numbers {
                writer.delete_term(number_term(number));
            }
            commit(writer, &stamp)
        });
        let outcome = result
            .and_then(|()| self.reload(stamp.applied))
            .and_then(|()| self.rewrite(&mut guard));
        guard.rewrite_in_background(true);
        self.reload(stamp.applied)?;
        outcome?;
        self.sweep_with(&mut guard)
    }

    /// Removes files that no state in use needs any more.
    ///
    /// # Errors
    /// Failures of the files.
    pub fn sweep(&self) -> Result<Purged, IndexError> {
        self.sweep_with(&mut self.writer())
    }

    /// Rewrites, together, every file group that holds deleted entries.
    fn rewrite(&self, writer: &mut Writer) -> Result<(), IndexError> {
        let started = Instant::now();
        loop {
            let segments = self
                .index
                .searchable_segment_metas()
                .map_err(|source| meaning(&self.place, "read it", source))?;
            let with_deleted: Vec<_> = segments
                .iter()
                .filter(|segment| segment.has_deletes())
                .map(|segment| segment.id())
                .collect();
            if with_deleted.is_empty() {
                return Ok(());
            }
            if started.elapsed() > PURGE_PATIENCE {
                return Err(IndexError::PurgeUnfinished {
                    place: self.place.clone(),
                    segments: with_deleted.len(),
                });
            }
            // A background rewrite that had started before has some of the groups: it must end
            // before they can be taken.
            writer.run(&self.place, "rewrite it", |library| {
                if library.merge(&with_deleted).wait().is_err() {
                    thread::sleep(PURGE_PAUSE);
                }
                Ok(())
            })?;
        }
    }

    fn sweep_with(&self, writer: &mut Writer) -> Result<Purged, IndexError> {
        writer.run(&self.place, "remove old files of it", |library| {
            library.garbage_collect_files().wait().map(|_| ())
        })?;
        let metas = self
            .index
            .load_metas()
            .map_err(|source| meaning(&self.place, "read it", source))?;
        let needed = metas.list_segment_files();
        let waiting = self
            .index
            .directory()
            .list_managed_files()
            .into_iter()
            .filter(|file| file.as_os_str() != META_FILE && !needed.contains(file))
            .count();
        Ok(match waiting {
            0 => Purged::Clean,
            files => Purged::Waiting { files },
        })
    }
}
