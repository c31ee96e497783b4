//! Imports that run on after whoever sent them has gone: where each stands, and what came of it.

use jiff::Timestamp;

use super::database::{Row, args};
use super::secret::random_public_id;
use super::{Store, StoreError};
use crate::domain::PublicId;

/// An import as it was noted last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportJob {
    /// Its identifier.
    pub id: PublicId,
    /// When it began.
    pub began: Timestamp,
    /// When something was last noted of it.
    pub noted: Timestamp,
    /// Whether it has ended.
    pub ended: bool,
    /// What came of it so far, as the caller spells it.
    pub report: String,
}

/// Days for which an import that has ended is known.
const KNOWN_FOR: i64 = 7 * 24 * 3_600;

impl ImportJob {
    fn of_row(row: &Row) -> Result<Self, StoreError> {
        let moment = |column| {
            let seconds = row.int(column)?;
            Timestamp::from_second(seconds)
                .map_err(|_| StoreError::Corrupt(format!("{seconds} is no moment")))
        };
        Ok(Self {
            id: row.parsed(0)?,
            began: moment(1)?,
            noted: moment(2)?,
            ended: row.yes_no(3)?.unwrap_or(false),
            report: row.text(4)?.to_owned(),
        })
    }
}

impl Store {
    /// Notes that an import begins; its identifier. Those that are too old are forgotten.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`]: then nothing was noted.
    pub async fn begin_import(
        &self,
        by: &str,
        report: &str,
        at: Timestamp,
    ) -> Result<PublicId, StoreError> {
        let id = random_public_id()?;
        let now = at.as_second();
        let mut session = self.database.write().await?;
        session
            .run(
                "DELETE FROM import_job WHERE noted < $1",
                args![now - KNOWN_FOR],
            )
            .await?;
        session
            .run(
                "INSERT INTO import_job (id, key_id, began, noted, ended, report) VALUES ($1, $2, $3, $3, 0, $4)",
                args![id.as_str(), by, now, report],
            )
            .await?;
        session.commit().await?;
        Ok(id)
    }

    /// Notes what came of an import so far.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`]: then it stands as it stood.
    pub async fn note_import(
        &self,
        id: PublicId,
        report: &str,
        ended: bool,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        let mut session = self.database.write().await?;
        session
            .run(
                "UPDATE import_job SET noted = $2, ended = $3, report = $4 WHERE id = $1",
                args![id.as_str(), at.as_second(), ended, report],
            )
            .await?;
        session.commit().await
    }

    /// An import by its identifier.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] where the database cannot be read.
    pub async fn import_job(&self, id: PublicId) -> Result<Option<ImportJob>, StoreError> {
        let mut session = self.database.read().await?;
        let sql = "SELECT id, began, noted, ended, report FROM import_job WHERE id = $1";
        let row = session.row(sql, args![id.as_str()]).await?;
        row.as_ref().map(ImportJob::of_row).transpose()
    }
}
