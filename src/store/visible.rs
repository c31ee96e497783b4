//! What visibility depends on, read from columns without reading a record.

use std::collections::HashMap;

use super::database::{Row, Session, Value, args};
use super::facts::{ContentHash, from_json};
use super::protection::{self, Decisions};
use super::{Store, StoreError, assignment};
use crate::domain::{PersonId, PublicId};
use crate::visibility::{Assigned, Decision, Facts};

/// People read at a time when all are read.
const PAGE: u32 = 4096;

/// The columns of [`facts`], in its order.
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT entry, matching, protected_address, consent, offer, routes, right_to_work, ",
            "coach, service_unit, source, ledger_key, ",
            "CAST(CASE WHEN EXISTS (SELECT 1 FROM listed_protection WHERE listed_protection.id = jobseeker.id) ",
            "THEN 1 ELSE 0 END AS BIGINT), id, public_id, hash, ",
            "CAST(CASE WHEN EXISTS (SELECT 1 FROM restriction WHERE restriction.entry = jobseeker.entry ",
            "AND lifted_at IS NULL) THEN 1 ELSE 0 END AS BIGINT) FROM jobseeker ",
            $rest
        )
    };
}

/// A person as far as the columns beside the record tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// The entry number.
    pub entry: u32,
    /// The id in its source.
    pub id: PersonId,
    /// The identifier for addresses.
    pub public: PublicId,
    /// Hash of the record.
    pub hash: ContentHash,
    /// What visibility depends on.
    pub facts: Facts,
}

/// What is known of a person whom an answer may hold.
#[derive(Debug)]
pub(super) struct Seen {
    pub(super) facts: Facts,
    pub(super) ledger_key: [u8; 32],
}

impl Store {
    /// What visibility depends on, of each of these people who is stored, in no promised order.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] where the database cannot be read: then nobody may be shown.
    pub async fn visibility(&self, entries: &[u32]) -> Result<Vec<(u32, Facts)>, StoreError> {
        let mut session = self.database.read().await?;
        let seen = seen(&mut session, entries).await?;
        Ok(seen.into_iter().map(|(e, seen)| (e, seen.facts)).collect())
    }

    /// Hands over what visibility depends on, of everyone in the order of entries.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] where the database cannot be read: then nobody may be shown.
    pub async fn each_visibility(
        &self,
        mut visit: impl FnMut(u32, Facts) + Send,
    ) -> Result<(), StoreError> {
        self.each_seen(|row, facts| {
            visit(row.entry(0)?, facts);
            Ok(())
        })
        .await
    }

    /// Hands over everyone in the order of entries without reading a record.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] where the database cannot be read: then nobody may be shown.
    pub async fn each_known(&self, mut visit: impl FnMut(Known) + Send) -> Result<(), StoreError> {
        self.each_seen(|row, facts| {
            visit(Known {
                entry: row.entry(0)?,
                id: row.parsed(12)?,
                public: row.parsed(13)?,
                hash: ContentHash(row.hash(14)?),
                facts,
            });
            Ok(())
        })
        .await
    }

    async fn each_seen(
        &self,
        mut visit: impl FnMut(&Row, Facts) -> Result<(), StoreError> + Send,
    ) -> Result<(), StoreError> {
        let mut after = -1_i64;
        loop {
            let mut session = self.database.read().await?;
            let decisions = protection::decisions(&mut session).await?;
            let sql = select!("WHERE entry > $1 ORDER BY entry LIMIT $2");
            let rows = session.rows(sql, args![after, PAGE]).await?;
            let Some(last) = rows.last() else {
                return Ok(());
            };
            let last = last.int(0)?;
            let assigned = assignment::between(&mut session, after, last).await?;
            after = last;
            for row in &rows {
                visit(row, facts(row, &decisions, &assigned)?)?;
            }
        }
    }
}

/// What is known of each of these people who is stored, as the session sees it.
pub(super) async fn seen(
    session: &mut Session,
    entries: &[u32],
) -> Result<HashMap<u32, Seen>, StoreError> {
    let decisions = protection::decisions(session).await?;
    let keys = || entries.iter().map(|entry| Value::from(*entry)).collect();
    let assigned = assignment::of(session, keys()).await?;
    let rows = session
        .rows_in(select!("WHERE entry IN"), keys(), "")
        .await?;
    let mut seen = HashMap::with_capacity(rows.len());
    for row in &rows {
        let person = Seen {
            facts: facts(row, &decisions, &assigned)?,
            ledger_key: row.hash(10)?,
        };
        seen.insert(row.entry(0)?, person);
    }
    Ok(seen)
}

fn facts(
    row: &Row,
    decisions: &Decisions,
    assigned: &HashMap<u32, Vec<Assigned>>,
) -> Result<Facts, StoreError> {
    let routes = row.maybe_text(5)?.map(from_json).transpose()?;
    let source = row.maybe_text(9)?;
    let decided = |decisions: &HashMap<String, Decision>| {
        source.and_then(|source| decisions.get(source).copied())
    };
    Ok(Facts {
        erased: false,
        matching: row.yes_no(1)?,
        // A list's yes outlives whatever the record says of itself.
        protected_address: match row.int(11)? {
            0 => row.yes_no(2)?,
            _ => Some(true),
        },
        decision: decided(&decisions.protection),
        matching_decision: decided(&decisions.matching),
        restricted: row.int(15)? != 0,
        assigned: assigned.get(&row.entry(0)?).cloned().unwrap_or_default(),
        consent: row.maybe_text(3)?.map(from_json).transpose()?,
        offer: row.maybe_parsed(4)?,
        routes: routes.unwrap_or_default(),
        right_to_work: row.maybe_parsed(6)?,
        coach: row.maybe_parsed(7)?,
        service_unit: row.maybe_parsed(8)?,
    })
}
