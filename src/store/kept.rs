//! What the last run that was kept was made from, so that the next one can say what has changed since:
//! vacancies and profiles as scoring saw them, whole or not at all. An erased or hidden person is not
//! in it: the transaction that erases or hides takes them out.

use super::database::{Session, Value, args};
use super::sequence::Writing;
use super::{Kind, Store, StoreError};

/// A vacancy or profile of a run that was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Kind of the record.
    pub kind: Kind,
    /// Its entry number.
    pub entry: u32,
    /// What it was, as the caller spells it; `None` takes it out.
    pub bytes: Option<Vec<u8>>,
}

/// Takes out people who are gone, and those whom nobody may see whatever the day: not to be matched or
/// of protected address, or unknown in that without a decision about their source, of restricted
/// processing, offered to nobody, without a right to work.
const FORGET: &str = "DELETE FROM kept WHERE kind = 2 AND NOT EXISTS (SELECT 1 FROM jobseeker WHERE \
    jobseeker.entry = kept.entry AND (matching = 1 OR (matching IS NULL AND 'staff_may_match' = \
        (SELECT protection.kind FROM protection WHERE protection.source = jobseeker.source \
         AND protection.kind IN ('staff_may_match', 'matching_withdrawn') ORDER BY number DESC LIMIT 1))) \
    AND NOT EXISTS (SELECT 1 FROM restriction WHERE restriction.entry = jobseeker.entry \
         AND lifted_at IS NULL) \
    AND NOT EXISTS (SELECT 1 FROM listed_protection WHERE listed_protection.id = jobseeker.id) \
    AND (protected_address = 0 OR (protected_address IS NULL AND 'staff_may_see' = \
        (SELECT protection.kind FROM protection WHERE protection.source = jobseeker.source \
         AND protection.kind IN ('staff_may_see', 'withdrawn') ORDER BY number DESC LIMIT 1))) \
    AND COALESCE(offer, 'open') <> 'not_now' AND COALESCE(right_to_work, 'unknown') <> 'none') \
    AND entry IN";

/// Takes those out of the kept run, among these people, who are gone or hidden by now.
pub(super) async fn forget_hidden(
    session: &mut Session,
    people: impl Iterator<Item = u32>,
) -> Result<(), StoreError> {
    let keys = people.map(Value::from).collect();
    session.rows_in(FORGET, keys, "").await.map(|_| ())
}

impl Store {
    /// What the caller said of the run that was kept last; `None` before the first.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] where the database cannot be read.
    pub async fn kept_run(&self) -> Result<Option<String>, StoreError> {
        let mut session = self.database.read().await?;
        let row = session
            .row("SELECT value FROM meta WHERE name = 'kept_run'", args![])
            .await?;
        row.map(|row| Ok(String::from_utf8_lossy(row.bytes(0)?).into_owned()))
            .transpose()
    }

    /// Hands over what was kept of a kind, in the order of entries.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] where the database cannot be read.
    pub async fn each_kept(
        &self,
        kind: Kind,
        mut visit: impl FnMut(u32, &[u8]) + Send,
    ) -> Result<(), StoreError> {
        let sql =
            "SELECT entry, bytes FROM kept WHERE kind = $1 AND entry > $2 ORDER BY entry LIMIT $3";
        self.each_row(sql, kind, |row| {
            visit(row.entry(0)?, row.bytes(1)?);
            Ok(())
        })
        .await
    }

    /// Keeps a run in place of the last one: what is new or otherwise since then, and what is gone.
    /// `about` is what the caller says of it. People who are gone or hidden by now are not kept.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`]: then the last one stays as it was.
    pub async fn keep_run(&self, about: &str, changed: Vec<Kept>) -> Result<(), StoreError> {
        let mut writing = Writing::begin(self).await?;
        let session = &mut writing.session;
        for (kind, delete) in [
            (
                Kind::Vacancy,
                "DELETE FROM kept WHERE kind = 1 AND entry IN",
            ),
            (
                Kind::Jobseeker,
                "DELETE FROM kept WHERE kind = 2 AND entry IN",
            ),
        ] {
            let of_kind = changed.iter().filter(|kept| kept.kind == kind);
            let gone = of_kind.filter(|kept| kept.bytes.is_none());
            let keys = gone.map(|kept| Value::from(kept.entry)).collect();
            session.rows_in(delete, keys, "").await?;
        }
        let people = changed.iter().filter(|kept| kept.kind == Kind::Jobseeker);
        let people: Vec<u32> = people.map(|kept| kept.entry).collect();
        let rows = changed.into_iter().filter_map(|kept| {
            let bytes = kept.bytes?;
            Some(args![kept.kind.number(), kept.entry, bytes])
        });
        session
            .run_many(
                "INSERT INTO kept (kind, entry, bytes) VALUES",
                rows.collect(),
                "ON CONFLICT (kind, entry) DO UPDATE SET bytes = excluded.bytes",
            )
            .await?;
        forget_hidden(session, people.into_iter()).await?;
        session
            .run(
                "INSERT INTO meta (name, value) VALUES ('kept_run', $1) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                args![about.as_bytes()],
            )
            .await?;
        writing.commit().await?;
        Ok(())
    }
}
