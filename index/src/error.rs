//! What can go wrong with a collection, for a caller who can act on it.

use std::path::PathBuf;

use tantivy::TantivyError;
use thiserror::Error;

use crate::query::QueryError;

/// Why a collection could not be opened, written or searched.
#[derive(Debug, Error)]
pub enum IndexError {
    /// The query is beyond a documented limit; it was not run.
    #[error(transparent)]
    Query(#[from] QueryError),
    /// Another writer, in this process or another, has the collection open.
    #[error("the index {place} is held by another process; stop that one, or open it only to read")]
    Locked {
        /// The folder.
        place: String,
    },
    /// The folder holds files, but not a collection of this program.
    #[error("{place} is not an index of this program ({reason}); name an empty folder or an index")]
    Foreign {
        /// The folder.
        place: String,
        /// What gave it away.
        reason: String,
    },
    /// The folder holds a collection that is damaged. Recreate it and write every entry again.
    #[error("the index {place} is damaged ({reason}); recreate it from the system of record")]
    Damaged {
        /// The folder.
        place: String,
        /// What is damaged.
        reason: String,
    },
    /// The collection was written with another analyser, so that its terms no longer mean what a
    /// query's terms mean. Recreate it and write every entry again.
    #[error("the index {place} must be rebuilt: it was written with {found}, this is {wanted}")]
    RebuildNeeded {
        /// The folder.
        place: String,
        /// The stamp on the collection.
        found: String,
        /// The stamp that was asked for.
        wanted: String,
    },
    /// There is no collection at this place to read.
    #[error("there is no index at {place} yet")]
    Absent {
        /// The folder.
        place: String,
    },
    /// A batch carries a lower change number than the collection has applied already: the system
    /// of record was put back to an earlier state, and the collection must be rebuilt.
    #[error("the index has applied change {applied} and was given {given}; rebuild it")]
    Backwards {
        /// The number on the last commit.
        applied: u64,
        /// The number given.
        given: u64,
    },
    /// The collection was opened only to read.
    #[error("the index {place} is open only to read")]
    ReadOnly {
        /// The folder.
        place: String,
    },
    /// The writer broke and could not be brought back. Open the collection again.
    #[error("the writer of the index {place} has stopped; open the index again")]
    WriterStopped {
        /// The folder.
        place: String,
    },
    /// Text was deleted but files that hold it could not be rewritten in time; purge again.
    #[error(
        "deleted text still lies in {segments} file groups of the index {place}; purge it again"
    )]
    PurgeUnfinished {
        /// The folder.
        place: String,
        /// How many groups of files still hold deleted text.
        segments: usize,
    },
    /// A file or folder could not be read or written.
    #[error("cannot {action} {path}")]
    File {
        /// What was tried.
        action: &'static str,
        /// On which path.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// The library underneath failed, most often on a full or failing disk.
    #[error("the index {place} failed: cannot {action}")]
    Library {
        /// The folder.
        place: String,
        /// What was tried.
        action: &'static str,
        /// Why not.
        source: Box<TantivyError>,
    },
}
