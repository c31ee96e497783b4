//! One collection of entries in its folder: opening, writing, purging.

mod purge;
mod writer;

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError, RwLock};

use tantivy::directory::{Directory, META_LOCK};
use tantivy::{Index, IndexReader, ReloadPolicy};

use crate::document::{TOKENIZER, Written as WrittenTokenizer, document};
use crate::entry::Change;
use crate::error::IndexError;
use crate::folder::{self, meaning};
use crate::schema::schema;
use crate::stamp::Stamp;
use crate::view::View;

pub use purge::Purged;
use writer::{Writer, commit, number_term};

/// Where a collection lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// In a folder of its own, made when it is not there.
    Folder(PathBuf),
    /// In memory, gone with the process.
    Memory,
}

/// What a batch did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Written {
    /// Entries put.
    pub put: u64,
    /// Entry numbers removed, whether or not they were there.
    pub removed: u64,
    /// Terms that cannot be found because they are empty, longer than
    /// [`TERM_BYTES_MAX`](crate::TERM_BYTES_MAX), beyond
    /// [`POSITION_MAX`](crate::POSITION_MAX), or hold a separator control character.
    pub terms_skipped: u64,
}

/// One collection of entries.
///
/// One process may write to a folder at a time, others may read. What was committed last may be
/// lost when the power fails, in whole, never in part: the system of record must be able to give
/// every change after [`Collection::applied`] again.
pub struct Collection {
    place: String,
    analyser: String,
    index: Index,
    reader: IndexReader,
    writer: Mutex<Writer>,
    view: RwLock<View>,
}

impl std::fmt::Debug for Collection {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Collection")
            .field("place", &self.place)
            .finish_non_exhaustive()
    }
}

impl Collection {
    /// Opens a collection to write and read, and makes it when there is none. `analyser` is the
    /// version of whatever makes the terms, on one line.
    ///
    /// # Errors
    /// [`IndexError::Locked`], [`IndexError::Foreign`], [`IndexError::Damaged`] and
    /// [`IndexError::RebuildNeeded`] say what the folder is; the folder is left as it was.
    pub fn open(place: &Place, analyser: &str) -> Result<Self, IndexError> {
        let name = name_of(place);
        let index = match place {
            Place::Memory => Index::create_in_ram(schema()),
            Place::Folder(folder) => {
                folder::make(folder)?;
                match folder::open(folder)? {
                    Some(index) => {
                        folder::check_listed(folder, &index)?;
                        index
                    }
                    None => Index::create_in_dir(folder, schema())
                        .map_err(|source| meaning(&name, "create it", source))?,
                }
            }
        };
        Self::finish_opening(name, index, analyser, true)
    }

    /// Opens a collection that is there, only to read. It stands still until
    /// [`Collection::refresh`].
    ///
    /// # Errors
    /// As [`Collection::open`], and [`IndexError::Absent`].
    pub fn open_to_read(folder: &Path, analyser: &str) -> Result<Self, IndexError> {
        let name = folder.display().to_string();
        let absent = || IndexError::Absent {
            place: name.clone(),
        };
        if !folder.exists() {
            return Err(absent());
        }
        let index = folder::open(folder)?.ok_or_else(absent)?;
        Self::finish_opening(name, index, analyser, false)
    }

    /// Makes an empty collection in place of whatever collection is there, damaged or of another
    /// analyser; every entry must then be written again.
    ///
    /// # Errors
    /// [`IndexError::Locked`] when someone writes to it, [`IndexError::Foreign`] when the folder
    /// holds files that no collection has: nothing is removed then.
    pub fn recreate(place: &Place, analyser: &str) -> Result<Self, IndexError> {
        if let Place::Folder(folder) = place
            && folder.exists()
        {
            folder::empty(folder)?;
        }
        Self::open(place, analyser)
    }

    fn finish_opening(
        place: String,
        index: Index,
        analyser: &str,
        write: bool,
    ) -> Result<Self, IndexError> {
        let failed = |source| meaning(&place, "open it", source);
        index
            .tokenizers()
            .register(TOKENIZER, WrittenTokenizer::default());
        let mut writer = if write {
            Writer::open(&index).map_err(failed)?
        } else {
            Writer::ReadOnly
        };
        let wanted = Stamp {
            applied: 0,
            analyser: analyser.to_owned(),
        };
        let metas = index.load_metas().map_err(failed)?;
        let stamp = match (&metas.payload, &mut writer) {
            (Some(payload), _) => check_stamp(&place, payload, &wanted)?,
            (None, Writer::Open(writer)) if metas.segments.is_empty() => {
                commit(writer, &wanted).map_err(failed)?;
                wanted
            }
            (None, Writer::ReadOnly) if metas.segments.is_empty() => {
                return Err(IndexError::Absent { place });
            }
            (None, _) => {
                return Err(IndexError::Foreign {
                    place,
                    reason: "its commit has no stamp of this program".into(),
                });
            }
        };
        check_files(&place, &index)?;
        let reader: IndexReader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .doc_store_cache_num_blocks(0)
            .try_into()
            .map_err(failed)?;
        let view = View::new(place.clone(), stamp.applied, reader.searcher()).map_err(failed)?;
        Ok(Self {
            place,
            analyser: stamp.analyser,
            index,
            reader,
            writer: Mutex::new(writer),
            view: RwLock::new(view),
        })
    }

    /// The current state, to search in.
    pub fn view(&self) -> View {
        self.view
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// The number of the last change that is applied and can be searched; 0 for none.
    pub fn applied(&self) -> u64 {
        self.view().applied()
    }

    /// The version of the analyser it was made with.
    pub fn analyser(&self) -> &str {
        &self.analyser
    }

    /// Applies a batch, all of it or nothing, and makes it searchable. `applied` is the number of
    /// the last change in it. A batch without steps moves the number alone.
    ///
    /// # Errors
    /// [`IndexError::Backwards`] when `applied` is lower than before, [`IndexError::ReadOnly`],
    /// and failures of the files, after which the collection is as it was before the batch.
    pub fn write(
        &self,
        changes: impl IntoIterator<Item = Change>,
        applied: u64,
    ) -> Result<Written, IndexError> {
        let mut guard = self.writer();
        let before = self.applied();
        if applied < before {
            return Err(IndexError::Backwards {
                applied: before,
                given: applied,
            });
        }
        let mut written = Written::default();
        guard.run(&self.place, "write to it", |writer| {
            for change in changes {
                match change {
                    Change::Put(entry) => {
                        writer.delete_term(number_term(entry.number));
                        let (document, skipped) = document(&entry);
                        writer.add_document(document)?;
                        written.put += 1;
                        written.terms_skipped += skipped;
                    }
                    Change::Remove(number) => {
                        writer.delete_term(number_term(number));
                        written.removed += 1;
                    }
                }
            }
            commit(writer, &self.stamp(applied))
        })?;
        self.reload(applied)?;
        Ok(written)
    }

    /// Takes up what another process has written.
    ///
    /// # Errors
    /// [`IndexError::RebuildNeeded`] when it was rebuilt with another analyser, and failures of
    /// the files.
    pub fn refresh(&self) -> Result<(), IndexError> {
        // The stamp is read first, so that the state has at least the changes it names.
        let metas = self
            .index
            .load_metas()
            .map_err(|source| meaning(&self.place, "read it", source))?;
        let payload = metas.payload.unwrap_or_default();
        let stamp = check_stamp(&self.place, &payload, &self.stamp(0))?;
        self.reload(stamp.applied)
    }

    fn reload(&self, applied: u64) -> Result<(), IndexError> {
        let failed = |source| meaning(&self.place, "read it", source);
        self.reader.reload().map_err(failed)?;
        let view =
            View::new(self.place.clone(), applied, self.reader.searcher()).map_err(failed)?;
        *self.view.write().unwrap_or_else(PoisonError::into_inner) = view;
        Ok(())
    }

    fn writer(&self) -> MutexGuard<'_, Writer> {
        self.writer.lock().unwrap_or_else(|poisoned| {
            // Whoever panicked, most likely while giving the steps of a batch, left half of it.
            let mut writer = poisoned.into_inner();
            writer.take_back();
            self.writer.clear_poison();
            writer
        })
    }

    fn stamp(&self, applied: u64) -> Stamp {
        Stamp {
            applied,
            analyser: self.analyser.clone(),
        }
    }
}

fn name_of(place: &Place) -> String {
    match place {
        Place::Folder(folder) => folder.display().to_string(),
        Place::Memory => "in memory".into(),
    }
}

/// Compares every file in use with its checksum.
fn check_files(place: &str, index: &Index) -> Result<(), IndexError> {
    let failed = |source| meaning(place, "check it", source);
    // A reader beside a writer: no file may be replaced and removed while it is read.
    let _lock = index
        .directory()
        .acquire_lock(&META_LOCK)
        .map_err(|source| failed(source.into()))?;
    let damaged = index.validate_checksum().map_err(failed)?;
    match damaged.iter().min() {
        Some(file) => Err(IndexError::Damaged {
            place: place.to_owned(),
            reason: format!("checksum of {}", file.display()),
        }),
        None => Ok(()),
    }
}

fn check_stamp(place: &str, payload: &str, wanted: &Stamp) -> Result<Stamp, IndexError> {
    let rebuild = |found: String| IndexError::RebuildNeeded {
        place: place.to_owned(),
        found,
        wanted: wanted.analyser.clone(),
    };
    match Stamp::from_payload(payload) {
        Ok(stamp) if stamp.analyser == wanted.analyser => Ok(stamp),
        Ok(stamp) => Err(rebuild(stamp.analyser)),
        Err(other) if Stamp::is_ours(&other) => Err(rebuild(other)),
        Err(other) => Err(IndexError::Foreign {
            place: place.to_owned(),
            reason: format!("its commit is stamped \"{other}\""),
        }),
    }
}
