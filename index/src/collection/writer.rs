//! The library's writer: its settings, and what becomes of it when a step fails.

use tantivy::directory::Directory;
use tantivy::indexer::{IndexWriterOptions, LogMergePolicy, NoMergePolicy};
use tantivy::{Index, IndexWriter, Term};

use crate::error::IndexError;
use crate::folder::meaning;
use crate::schema::number_field;
use crate::stamp::Stamp;

/// Bytes of terms gathered in memory before they go to a file.
const WRITER_BYTES: usize = 64 << 20;
/// The share of deleted entries in a file group from which it is rewritten in the background. The
/// library's own default is never.
const DELETED_RATIO_MAX: f32 = 0.1;

/// The writer of a collection.
pub(super) enum Writer {
    /// At work.
    Open(Box<IndexWriter>),
    /// The collection was opened only to read.
    ReadOnly,
    /// A failure could not be taken back.
    Stopped,
}

impl Writer {
    /// One indexing and one rewriting thread: what is written does not depend on the machine, and
    /// indexing leaves the other cores to searches.
    pub(super) fn open(index: &Index) -> tantivy::Result<Self> {
        let options = IndexWriterOptions::builder()
            .num_worker_threads(1)
            .num_merge_threads(1)
            .memory_budget_per_thread(WRITER_BYTES)
            .build();
        let writer = Self::Open(Box::new(index.writer_with_options(options)?));
        writer.rewrite_in_background(true);
        Ok(writer)
    }

    /// Whether the library may start to rewrite file groups by itself.
    pub(super) fn rewrite_in_background(&self, allowed: bool) {
        let Self::Open(writer) = self else {
            return;
        };
        if allowed {
            let mut policy = LogMergePolicy::default();
            policy.set_del_docs_ratio_before_merge(DELETED_RATIO_MAX);
            writer.set_merge_policy(Box::new(policy));
        } else {
            writer.set_merge_policy(Box::new(NoMergePolicy));
        }
    }

    /// Runs a step; when it fails, what is not committed is taken back.
    pub(super) fn run<T>(
        &mut self,
        place: &str,
        action: &'static str,
        step: impl FnOnce(&mut IndexWriter) -> tantivy::Result<T>,
    ) -> Result<T, IndexError> {
        let place_name = || place.to_owned();
        let writer = match self {
            Self::Open(writer) => writer,
            Self::Stopped => {
                return Err(IndexError::WriterStopped {
                    place: place_name(),
                });
            }
            Self::ReadOnly => {
                return Err(IndexError::ReadOnly {
                    place: place_name(),
                });
            }
        };
        let source = match step(writer) {
            Ok(done) => return Ok(done),
            Err(source) => source,
        };
        self.take_back();
        Err(meaning(place, action, source))
    }

    /// Takes back what is not committed; what cannot be taken back must not be committed either.
    pub(super) fn take_back(&mut self) {
        let Self::Open(writer) = self else {
            return;
        };
        if writer.rollback().is_ok() {
            self.rewrite_in_background(true);
        } else {
            *self = Self::Stopped;
        }
    }
}

/// Commits with a stamp. The library leaves the renamed file's folder unsynchronised, which is
/// how a commit vanishes on power loss, so that is done here.
pub(super) fn commit(writer: &mut IndexWriter, stamp: &Stamp) -> tantivy::Result<()> {
    let mut prepared = writer.prepare_commit()?;
    prepared.set_payload(&stamp.to_payload());
    prepared.commit()?;
    writer.index().directory().sync_directory()?;
    Ok(())
}

/// What an entry's document is deleted by.
pub(super) fn number_term(number: u32) -> Term {
    Term::from_field_u64(number_field(), u64::from(number))
}
