//! Everything that is stored of one person, for the person.

use std::collections::BTreeMap;

use jiff::Timestamp;
use sqlx::AssertSqlSafe;

use super::database::{Row, args};
use super::protection::ProtectionRecord;
use super::tables::{Erasing, TABLES};
use super::{Kind, Sight, Store, StoreError, Stored, StoredReading};
use crate::domain::{Jobseeker, PersonId};

/// All that the tables hold of a person, keys excluded.
#[derive(Debug, Clone, PartialEq)]
pub struct Subject {
    /// The record, with what the store knows of it.
    pub stored: Option<Stored<Jobseeker>>,
    /// What was read of the record's words last.
    pub reading: Option<StoredReading>,
    /// Who handed over a list of non-disclosure orders that names the person, and when.
    pub listed_protected: Option<(String, Timestamp)>,
    /// What is on record about the source that sent the person.
    pub source: Vec<ProtectionRecord>,
    /// The profile in the last nightly run, as bytes.
    pub kept: Option<Vec<u8>>,
    /// Numbers of the changes of the record.
    pub changes: Vec<u64>,
    /// Who was shown the person, oldest first.
    pub sights: Vec<Sight>,
    /// The rows of every other table that holds something of the person, by table.
    pub others: BTreeMap<&'static str, Vec<serde_json::Value>>,
}

/// Tables whose rows have a form of their own here.
const OWN_FORM: [&str; 4] = ["jobseeker", "reading", "kept", "sight"];

impl Store {
    /// Everything that is stored of a person: of everybody, hidden or not.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] where nothing is.
    pub async fn subject(&self, person: &PersonId) -> Result<Subject, StoreError> {
        let stored = self.jobseeker(person).await?;
        let listed_protected = self.listed_protected(person).await?;
        let Some(entry) = stored.as_ref().map(|stored| stored.entry) else {
            let nothing = Subject {
                stored: None,
                reading: None,
                listed_protected,
                source: Vec::new(),
                kept: None,
                changes: Vec::new(),
                sights: Vec::new(),
                others: BTreeMap::new(),
            };
            return match nothing.listed_protected {
                Some(_) => Ok(nothing),
                None => Err(StoreError::NotFound {
                    what: "person",
                    id: person.to_string(),
                }),
            };
        };
        let mut source = self.protection_records().await?;
        source.retain(|record| {
            let sent_by = stored.as_ref().and_then(|stored| stored.source.as_ref());
            Some(&record.source) == sent_by
        });
        let mut session = self.database.read().await?;
        let sql = "SELECT bytes FROM kept WHERE kind = 2 AND entry = $1";
        let kept = session.row(sql, args![entry]).await?;
        let kept = kept
            .map(|row| row.bytes(0).map(<[u8]>::to_vec))
            .transpose()?;
        let sql = "SELECT number FROM change WHERE kind = 2 AND entry = $1 ORDER BY number";
        let rows = session.rows(sql, args![entry]).await?;
        let changes = rows
            .iter()
            .map(|row| row.number(0))
            .collect::<Result<_, _>>()?;
        let mut others = BTreeMap::new();
        for table in TABLES.iter().filter(|t| !OWN_FORM.contains(&t.name)) {
            if let Erasing::ByEntry(sql) = table.erasing {
                let sql = AssertSqlSafe(sql.replacen("DELETE", "SELECT *", 1));
                let rows = session.rows(sql, args![entry]).await?;
                others.insert(table.name, rows.iter().map(Row::json).collect());
            }
        }
        drop(session);
        Ok(Subject {
            reading: self.reading(Kind::Jobseeker, entry).await?,
            sights: self.who_saw(person).await?,
            stored,
            listed_protected,
            source,
            kept,
            changes,
            others,
        })
    }

    async fn listed_protected(
        &self,
        person: &PersonId,
    ) -> Result<Option<(String, Timestamp)>, StoreError> {
        let sql = "SELECT decided_by, decided_at FROM listed_protection WHERE id = $1";
        let mut session = self.database.read().await?;
        let row = session.row(sql, args![person.as_str()]).await?;
        row.map(|row| Ok((row.text(0)?.to_owned(), row.parsed(1)?)))
            .transpose()
    }
}
