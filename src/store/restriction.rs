//! Restriction of processing (GDPR, article 18): the data stays stored, and nobody reads it until the
//! restriction is lifted. Who decided it, when and why stays on record.

use jiff::Timestamp;

use super::database::args;
use super::sequence::Writing;
use super::{Kind, Store, StoreError};
use crate::domain::PersonId;

/// A restriction, and its lifting where it was lifted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restriction {
    /// Why.
    pub reason: String,
    /// By whom.
    pub by: String,
    /// Since when.
    pub at: Timestamp,
    /// Why, by whom and when it was lifted.
    pub lifted: Option<(String, String, Timestamp)>,
}

impl Store {
    /// Restricts the processing of a person's data; whether it was not restricted already. Nobody is
    /// shown the person from the moment this returns.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] where the person is not stored; [`StoreError::Invalid`] without a reason.
    pub async fn restrict(
        &self,
        person: &PersonId,
        reason: &str,
        by: &str,
        at: Timestamp,
    ) -> Result<bool, StoreError> {
        stated(reason)?;
        let mut writing = Writing::begin(self).await?;
        let entry = writing.entry_of(person).await?;
        let new = writing
            .session
            .run(
                "INSERT INTO restriction (number, entry, reason, decided_by, decided_at)
                 SELECT COALESCE(MAX(number), 0) + 1, $1, $2, $3, $4 FROM restriction
                 HAVING NOT EXISTS (SELECT 1 FROM restriction WHERE entry = $1 AND lifted_at IS NULL)",
                args![entry, reason, by, at.to_string()],
            )
            .await?;
        if new > 0 {
            writing.change(Kind::Jobseeker, entry);
            writing.commit().await?;
        }
        Ok(new > 0)
    }

    /// Lifts the restriction; whether there was one.
    ///
    /// # Errors
    /// As [`Store::restrict`].
    pub async fn unrestrict(
        &self,
        person: &PersonId,
        reason: &str,
        by: &str,
        at: Timestamp,
    ) -> Result<bool, StoreError> {
        stated(reason)?;
        let mut writing = Writing::begin(self).await?;
        let entry = writing.entry_of(person).await?;
        let lifted = writing
            .session
            .run(
                "UPDATE restriction SET lifted_why = $2, lifted_by = $3, lifted_at = $4 WHERE entry = $1 AND lifted_at IS NULL",
                args![entry, reason, by, at.to_string()],
            )
            .await?;
        if lifted > 0 {
            writing.change(Kind::Jobseeker, entry);
            writing.commit().await?;
        }
        Ok(lifted > 0)
    }

    /// Every restriction of a person, oldest first; empty where the person is not stored.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] where the database cannot be read.
    pub async fn restrictions(&self, person: &PersonId) -> Result<Vec<Restriction>, StoreError> {
        let mut session = self.database.read().await?;
        let rows = session
            .rows(
                "SELECT reason, decided_by, decided_at, lifted_why, lifted_by, lifted_at FROM restriction
                 WHERE entry IN (SELECT entry FROM jobseeker WHERE id = $1) ORDER BY number",
                args![person.as_str()],
            )
            .await?;
        let restrictions = rows.iter().map(|row| {
            let lifted = match (row.maybe_text(3)?, row.maybe_text(4)?, row.maybe_parsed(5)?) {
                (Some(why), Some(by), Some(at)) => Some((why.to_owned(), by.to_owned(), at)),
                _ => None,
            };
            Ok(Restriction {
                reason: row.text(0)?.to_owned(),
                by: row.text(1)?.to_owned(),
                at: row.parsed(2)?,
                lifted,
            })
        });
        restrictions.collect()
    }
}

/// A decision about a person is made for a reason.
pub(super) fn stated(reason: &str) -> Result<(), StoreError> {
    match reason.trim() {
        "" => Err(StoreError::Invalid("say why: it stays on record".into())),
        _ => Ok(()),
    }
}
