//! How often people were shown, counted from the ledger.

use std::collections::HashMap;

use jiff::Timestamp;

use super::database::args;
use super::facts::from_json;
use super::ledger::{Disclosure, DisclosureKind};
use super::sequence::Counter;
use super::{Store, StoreError};

/// Leaves, and entries whose sights are, read at a time.
const PAGE: u64 = 4096;

/// How often one person was shown, since a time.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Exposure {
    /// The places, from 1, at which they stood in each list that held them.
    pub listed: Vec<u32>,
    /// How often they were opened one by one.
    pub opened: u64,
}

impl Store {
    /// How often each person was listed and opened since a time, by entry; whoever never was is absent.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] where the database cannot be read.
    pub async fn exposures(
        &self,
        since: Option<Timestamp>,
    ) -> Result<HashMap<u32, Exposure>, StoreError> {
        let kinds = self.kinds(since).await?;
        let mut exposures = HashMap::<u32, Exposure>::new();
        let mut from = 0;
        loop {
            let sql = "SELECT entry, leaf, place FROM sight WHERE entry >= $1 AND entry < $2";
            let mut session = self.database.read().await?;
            if from >= Counter::seen(&mut session).await?.jobseeker {
                return Ok(exposures);
            }
            for row in &session.rows(sql, args![from, from + PAGE]).await? {
                let leaf = usize::try_from(row.number(1)?).unwrap_or(usize::MAX);
                let Some(Some(kind)) = kinds.get(leaf) else {
                    continue;
                };
                let one = exposures.entry(row.entry(0)?).or_default();
                match kind {
                    DisclosureKind::Listed => one.listed.push(row.entry(2)?.saturating_add(1)),
                    DisclosureKind::Opened => one.opened += 1,
                    _ => {}
                }
            }
            from += PAGE;
        }
    }

    /// How each leaf since a time showed people, by its number.
    async fn kinds(
        &self,
        since: Option<Timestamp>,
    ) -> Result<Vec<Option<DisclosureKind>>, StoreError> {
        let (mut kinds, mut after) = (vec![None], 0);
        loop {
            let mut session = self.database.read().await?;
            let sql = "SELECT number, body FROM leaf WHERE number > $1 ORDER BY number LIMIT $2";
            let rows = session.rows(sql, args![after, PAGE]).await?;
            for row in &rows {
                after = row.number(0)?;
                let told: Disclosure = from_json(row.text(1)?)?;
                // Numbers have no gaps; where one was torn out, the others stay at their places.
                kinds.resize(usize::try_from(after).unwrap_or(usize::MAX), None);
                kinds.push(
                    since
                        .is_none_or(|since| told.at >= since)
                        .then_some(told.kind),
                );
            }
            if rows.is_empty() {
                return Ok(kinds);
            }
        }
    }
}
