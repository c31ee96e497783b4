//! What was read from records' free words: derived, so kept beside the record and thrown away with it.

use std::collections::HashMap;

use super::database::{Row, Value, args};
use super::facts::{ContentHash, Record};
use super::sequence::Writing;
use super::{Kind, Store, StoreError};
use crate::domain::{Jobseeker, Vacancy};

/// What a version of the reader made of one record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredReading {
    /// Kind of the record.
    pub kind: Kind,
    /// Its entry number.
    pub entry: u32,
    /// Hash of the content that was read.
    pub hash: ContentHash,
    /// Version of the reader.
    pub reader: String,
    /// What it read, as the caller spells it.
    pub bytes: Vec<u8>,
}

impl StoredReading {
    fn of_row(kind: Kind, row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            kind,
            entry: row.entry(0)?,
            hash: ContentHash(row.hash(1)?),
            reader: row.text(2)?.to_owned(),
            bytes: row.bytes(3)?.to_vec(),
        })
    }
}

impl Store {
    /// Keeps readings; how many. One of content that is no longer stored is passed over: its record
    /// was changed or removed while it was read.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`]: then none was kept.
    pub async fn put_readings(&self, readings: Vec<StoredReading>) -> Result<u64, StoreError> {
        let mut writing = Writing::begin(self).await?;
        let mut stored = HashMap::new();
        for (kind, sql) in [
            (Kind::Vacancy, Vacancy::HASHES),
            (Kind::Jobseeker, Jobseeker::HASHES),
        ] {
            let of_kind = readings.iter().filter(|reading| reading.kind == kind);
            let keys = of_kind.map(|reading| Value::from(reading.entry)).collect();
            for row in &writing.session.rows_in(sql, keys, "").await? {
                stored.insert((kind, row.entry(0)?), row.hash(1)?);
            }
        }
        // The last of an entry wins: one statement may not touch a row twice.
        let mut kept = HashMap::new();
        for reading in readings {
            let key = (reading.kind, reading.entry);
            if stored.get(&key) == Some(&reading.hash.0) {
                kept.insert(key, reading);
            }
        }
        let count = kept.len() as u64;
        let rows = kept.into_values().map(|reading| {
            args![
                reading.kind.number(),
                reading.entry,
                reading.hash.0,
                reading.reader,
                reading.bytes
            ]
        });
        let rows = rows.collect();
        writing
            .session
            .run_many(
                "INSERT INTO reading (kind, entry, hash, reader, bytes) VALUES",
                rows,
                "ON CONFLICT (kind, entry) DO UPDATE SET hash = excluded.hash, reader = excluded.reader, bytes = excluded.bytes",
            )
            .await?;
        writing.commit().await?;
        Ok(count)
    }

    /// What was read of a record last. Compare hash and reader before use.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] where the database cannot be read.
    pub async fn reading(
        &self,
        kind: Kind,
        entry: u32,
    ) -> Result<Option<StoredReading>, StoreError> {
        let mut session = self.database.read().await?;
        let row = session
            .row(
                "SELECT entry, hash, reader, bytes FROM reading WHERE kind = $1 AND entry = $2",
                args![kind.number(), entry],
            )
            .await?;
        row.map(|row| StoredReading::of_row(kind, &row)).transpose()
    }

    /// What was read last of the records at these entries, in no promised order. Compare hash and
    /// reader before use.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] where the database cannot be read.
    pub async fn readings_among(
        &self,
        kind: Kind,
        entries: &[u32],
    ) -> Result<Vec<StoredReading>, StoreError> {
        let sql = match kind {
            Kind::Vacancy => {
                "SELECT entry, hash, reader, bytes FROM reading WHERE kind = 1 AND entry IN"
            }
            Kind::Jobseeker => {
                "SELECT entry, hash, reader, bytes FROM reading WHERE kind = 2 AND entry IN"
            }
        };
        let mut session = self.database.read().await?;
        let keys = entries.iter().map(|entry| Value::from(*entry)).collect();
        let rows = session.rows_in(sql, keys, "").await?;
        rows.iter()
            .map(|row| StoredReading::of_row(kind, row))
            .collect()
    }

    /// Hands over every reading of a kind in the order of entries, holding a page at a time.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] where the database cannot be read.
    pub async fn each_reading(
        &self,
        kind: Kind,
        mut visit: impl FnMut(StoredReading) + Send,
    ) -> Result<(), StoreError> {
        let sql = "SELECT entry, hash, reader, bytes FROM reading WHERE kind = $1 AND entry > $2 ORDER BY entry LIMIT $3";
        self.each_row(sql, kind, |row| {
            visit(StoredReading::of_row(kind, row)?);
            Ok(())
        })
        .await
    }

    /// Forgets everything that was read of words: it is read anew when it is needed.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`]: then nothing was forgotten.
    pub async fn forget_every_reading(&self) -> Result<(), StoreError> {
        let mut writing = Writing::begin(self).await?;
        writing.session.run("DELETE FROM reading", args![]).await?;
        writing.commit().await.map(drop)
    }

    /// At most `limit` entries after that one (`None`: from the first) of which this version of the
    /// reader has not read the content that is stored.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] where the database cannot be read.
    pub async fn unread(
        &self,
        kind: Kind,
        reader: &str,
        after: Option<u32>,
        limit: u32,
    ) -> Result<Vec<u32>, StoreError> {
        let sql = match kind {
            Kind::Vacancy => {
                "SELECT entry FROM vacancy WHERE entry > $1 AND NOT EXISTS (SELECT 1 FROM reading WHERE kind = 1 AND reading.entry = vacancy.entry AND reading.hash = vacancy.hash AND reader = $2) ORDER BY entry LIMIT $3"
            }
            Kind::Jobseeker => {
                "SELECT entry FROM jobseeker WHERE entry > $1 AND NOT EXISTS (SELECT 1 FROM reading WHERE kind = 2 AND reading.entry = jobseeker.entry AND reading.hash = jobseeker.hash AND reader = $2) ORDER BY entry LIMIT $3"
            }
        };
        let mut session = self.database.read().await?;
        let rows = session
            .rows(sql, args![after.map_or(-1, i64::from), reader, limit])
            .await?;
        rows.iter().map(|row| row.entry(0)).collect()
    }
}
