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
mod checkpoint;
mod contact;
mod database;
mod erase;
mod error;
mod facts;
mod group;
mod kept;
mod key;
mod ledger;
mod lock;
mod merkle;
mod migrate;
mod note;
mod place;
mod protection;
mod put;
mod read;
mod reading;
mod restriction;
mod secret;
mod sequence;
mod shown;
mod visible;
mod word;

pub use assignment::{AssignmentSpec, Deputising};
pub use audit::{AuditReport, Break, Sight};
pub use checkpoint::SignedCheckpoint;
pub use contact::{ContactAsked, ContactRequest};
pub use erase::Erased;
pub use error::StoreError;
pub use facts::{ContentHash, Kind, Stored};
pub use kept::Kept;
pub use key::{KeyGrant, KeyInfo, KeySpec, NewKey};
pub use ledger::{Disclosure, DisclosureKind, Receipt};
pub use note::{InvalidNoteKey, NoteKey, Signer};
pub use place::Place;
pub use protection::{ProtectionKind, ProtectionRecord};
pub use put::{Expect, Put, PutOutcome};
pub use read::Counts;
pub use reading::StoredReading;
pub use restriction::Restriction;
pub use sequence::Change;
pub use shown::{AgencyChange, AgencyChangeKind};
pub use visible::Known;

use database::Database;
use secret::Secrets;

/// The system of record, open. Cheap to share behind an `Arc`; every method takes `&self`.
#[derive(Debug)]
pub struct Store {
    place: Place,
    database: Database,
    secrets: Secrets,
    ledger: std::sync::Arc<group::Ledger>,
    /// The ledger's Merkle tree as far as it was read for a checkpoint.
    tree: tokio::sync::Mutex<merkle::Tree>,
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
        let ledger = std::sync::Arc::new(group::Ledger::new(database.clone()));
        Ok(Self {
            place,
            database,
            secrets,
            ledger,
            tree: tokio::sync::Mutex::default(),
            _lock: lock,
        })
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
