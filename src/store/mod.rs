//! The system of record: every query lives here, for SQLite and PostgreSQL alike.
//!
//! - A write that was acknowledged survives power loss; a batch is written whole or not at all.
//! - Every change of a record gets the next number of the change sequence ([`Store::head`],
//!   [`Store::changes_since`]): gapless, in the order of commits. What is derived from records is
//!   rebuilt by reading them ([`Store::each_jobseeker`]) and then following the sequence.
//! - An answer with people leaves only through [`Store::disclose`], which writes the ledger and looks
//!   at each person's visibility once more in one transaction; answers that come at the same time
//!   share one.
//! - One process at a time works on a data directory; any number may share a PostgreSQL database.
//!
//! It may not know the score.

mod assignment;
mod audit;
mod backup;
mod checkpoint;
mod contact;
mod database;
mod erase;
mod erasures;
mod error;
mod exposure;
mod facts;
mod group;
mod import_job;
mod kept;
mod key;
mod ledger;
mod lock;
mod look;
mod merkle;
mod migrate;
mod note;
mod once;
mod place;
mod protection;
mod put;
mod quota;
mod read;
mod reading;
mod restriction;
mod secret;
mod sequence;
mod shown;
mod subject;
mod tables;
mod visible;
mod word;

pub use assignment::{AssignmentSpec, Deputising};
pub use audit::{AuditReport, Break, Sight};
pub use backup::{Backup, BackupSpec, MANIFEST, Restored};
pub use checkpoint::SignedCheckpoint;
pub use contact::{ContactAsked, ContactRequest};
pub use erase::{Applied, Erased};
pub use erasures::ErasureWord;
pub use error::StoreError;
pub use exposure::Exposure;
pub use facts::{ContentHash, Kind, Stored};
pub use import_job::ImportJob;
pub use kept::Kept;
pub use key::{KeyGrant, KeyInfo, KeySpec, NewKey};
pub use ledger::{Disclosure, DisclosureKind, Receipt};
pub use look::{Health, Look, Part, look_over};
pub use note::{InvalidNoteKey, NoteKey, Signer};
pub use once::Begun;
pub use place::Place;
pub use protection::{ProtectionKind, ProtectionRecord};
pub use put::{Expect, Put, PutOutcome};
pub use quota::{KeyUse, PeopleADay};
pub use read::{Counts, KnownVacancy};
pub use reading::StoredReading;
pub use restriction::Restriction;
pub use sequence::Change;
pub use shown::{AgencyChange, AgencyChangeKind};
pub use subject::Subject;
pub use tables::{Erasing, TABLES, Table};
pub use visible::Known;

use std::path::{Path, PathBuf};

use database::Database;
use secret::Secrets;

/// Name of the list of erasures where no setting names another place.
pub const ERASURES: &str = "erasures.list";

/// The system of record, open. Cheap to share behind an `Arc`; every method takes `&self`.
#[derive(Debug)]
pub struct Store {
    place: Place,
    database: Database,
    secrets: Secrets,
    ledger: std::sync::Arc<group::Ledger>,
    /// The ledger's Merkle tree as far as it was read for a checkpoint.
    tree: tokio::sync::Mutex<merkle::Tree>,
    /// The list of erasures; `None` keeps none (the records' own table of them stands).
    erasures: Option<PathBuf>,
    // Held for as long as the store is open; given back by the system even after a crash.
    _lock: Option<lock::Lock>,
}

impl Store {
    /// Opens what stands at `place`, making or upgrading it as needed.
    ///
    /// # Errors
    /// [`StoreError::Locked`] where another process holds the directory,
    /// [`StoreError::NewerVersion`] where a newer program wrote it (nothing is touched),
    /// [`StoreError::Unavailable`] where it cannot be reached or written,
    /// [`StoreError::Corrupt`] where it is no database of this program.
    pub async fn open(place: Place) -> Result<Self, StoreError> {
        let (lock, database) = match &place {
            Place::Directory(directory) => {
                let lock = lock::Lock::take(directory)?;
                let file = directory.join(place::FILE);
                lock::make_private(&file)?;
                (Some(lock), Database::sqlite(&file).await?)
            }
            Place::Postgres(url) => (None, Database::postgres(url).await?),
        };
        migrate::migrate(&database, &place).await?;
        let secrets = Secrets::load(&database).await?;
        let ledger =
            std::sync::Arc::new(group::Ledger::new(database.clone(), PeopleADay::default()));
        let erasures = match &place {
            Place::Directory(directory) => Some(directory.join(ERASURES)),
            Place::Postgres(_) => None,
        };
        Ok(Self {
            place,
            database,
            secrets,
            ledger,
            tree: tokio::sync::Mutex::default(),
            erasures,
            _lock: lock,
        })
    }

    /// The same with the list of erasures in this file.
    #[must_use]
    pub fn with_erasures(self, file: PathBuf) -> Self {
        Self {
            erasures: Some(file),
            ..self
        }
    }

    /// The same with a limit to the people whom one key is shown on a day.
    #[must_use]
    pub fn with_people_a_day(self, limits: PeopleADay) -> Self {
        let ledger = group::Ledger::new(self.database.clone(), limits);
        Self {
            ledger: std::sync::Arc::new(ledger),
            ..self
        }
    }

    /// Where the list of erasures is kept.
    pub fn erasures(&self) -> Option<&Path> {
        self.erasures.as_deref()
    }

    /// Whether a store has been made at this place. A PostgreSQL address always says yes.
    pub fn exists(place: &Place) -> bool {
        match place {
            Place::Directory(directory) => directory.join(place::FILE).is_file(),
            Place::Postgres(_) => true,
        }
    }

    /// Where the records are.
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// Ends every connection and gives the directory free. Dropping does the same, later.
    pub async fn close(self) {
        self.database.close().await;
    }
}
