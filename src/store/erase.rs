//! Erasing a person, and keeping them erased.

use jiff::Timestamp;

use super::database::{Session, args};
use super::facts::Record;
use super::put::forget_readings;
use super::sequence::Writing;
use super::shown::revoke_erased;
use super::{Kind, Store, StoreError};
use crate::domain::{Jobseeker, PersonId};

/// What an erasure did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Erased {
    /// Whether a record of the person was stored.
    pub was_stored: bool,
    /// Whether the database's files are rid of it too. If not, [`Store::purge`] is to be called again.
    pub purged: bool,
}

impl Store {
    /// Erases a person: record, readings, and the key that ties the ledger's pseudonyms to them. The
    /// id is kept as a keyed hash alone, so that no feed brings the person back before
    /// [`Store::readmit`]. No answer holds the person from the moment this returns.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`]: then nothing was erased.
    pub async fn erase(&self, person: &PersonId, at: Timestamp) -> Result<Erased, StoreError> {
        let mut writing = Writing::begin(self).await?;
        let hash = self.secrets.erasure_hash(person.as_str());
        writing
            .session
            .run(
                "INSERT INTO erasure (hash, erased_at) VALUES ($1, $2) ON CONFLICT (hash) DO NOTHING",
                args![hash, at.to_string()],
            )
            .await?;
        let row = writing
            .session
            .row(
                "SELECT entry FROM jobseeker WHERE id = $1",
                args![person.as_str()],
            )
            .await?;
        writing
            .session
            .run(
                "DELETE FROM listed_protection WHERE id = $1",
                args![person.as_str()],
            )
            .await?;
        let was_stored = row.is_some();
        if let Some(row) = row {
            let entry = row.entry(0)?;
            revoke_erased(&mut writing, entry).await?;
            writing.session.run(Jobseeker::DELETE, args![entry]).await?;
            forget_readings(&mut writing, Kind::Jobseeker, &[entry]).await?;
            writing
                .session
                .run("DELETE FROM sight WHERE entry = $1", args![entry])
                .await?;
            forget_served(&mut writing.session, entry).await?;
            writing.change(Kind::Jobseeker, entry);
        }
        writing.commit().await?;
        // The person is gone from every answer by now; the files follow when no reader is in the way.
        let purged = match self.purge().await {
            Ok(purged) => purged,
            Err(error) => {
                tracing::warn!(%error, "the files still hold what was erased");
                false
            }
        };
        Ok(Erased { was_stored, purged })
    }

    /// Rids the database's files of what was deleted; whether that is done. On SQLite the log of
    /// writes is folded into the file, where deleted text is overwritten, and emptied; on PostgreSQL
    /// dead rows are vacuumed (its archived log is the operator's to expire).
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] where the database cannot be written.
    pub async fn purge(&self) -> Result<bool, StoreError> {
        self.database.purge().await
    }

    /// Takes a person off the list of erasures; whether they were on it. Their record may then be
    /// imported again, as a new one.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`]: then nothing was changed.
    pub async fn readmit(&self, person: &PersonId) -> Result<bool, StoreError> {
        let mut writing = Writing::begin(self).await?;
        let hash = self.secrets.erasure_hash(person.as_str());
        let gone = writing
            .session
            .run("DELETE FROM erasure WHERE hash = $1", args![hash])
            .await?;
        writing.commit().await?;
        Ok(gone > 0)
    }
}

/// Removes who else served an erased person, and what was decided of them and agreed with them: tables
/// `restriction`, `assignment`, `contact_request`, `direct_contact` and `shown`.
async fn forget_served(session: &mut Session, entry: u32) -> Result<(), StoreError> {
    for sql in [
        "DELETE FROM restriction WHERE entry = $1",
        "DELETE FROM assignment WHERE entry = $1",
        "DELETE FROM contact_request WHERE entry = $1",
        "DELETE FROM direct_contact WHERE entry = $1",
        "DELETE FROM shown WHERE entry = $1",
    ] {
        session.run(sql, args![entry]).await?;
    }
    Ok(())
}
