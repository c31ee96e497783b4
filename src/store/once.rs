//! Requests that make something, and are sent again where no answer came: under the same key the second
//! one is told what the first one made.

use jiff::Timestamp;

use super::database::args;
use super::{Store, StoreError};

/// Seconds for which what was made under a key is known.
const KNOWN_FOR: i64 = 24 * 3_600;

/// Seconds after which a request that ended without a word (the process was stopped) is taken for one
/// that was never made. No request takes as long.
const LOST_AFTER: i64 = 120;

/// What is known of an Idempotency-Key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Begun {
    /// Nothing: it is the caller's to make, and to say what was made.
    New,
    /// It made this.
    Made(String),
    /// It is being made.
    InFlight,
    /// It was sent with another request.
    OtherRequest,
}

impl Store {
    /// Begins a request under an Idempotency-Key of an access key. `request` is a hash of what was
    /// sent.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] where the database cannot be written: then nothing may be made.
    pub async fn begin_once(
        &self,
        key_id: &str,
        key: &str,
        request: [u8; 32],
        at: Timestamp,
    ) -> Result<Begun, StoreError> {
        let hash = *blake3::hash(key.as_bytes()).as_bytes();
        let mut session = self.database.write().await?;
        let now = at.as_second();
        session
            .run(
                "DELETE FROM idempotency WHERE began < $1",
                args![now - KNOWN_FOR],
            )
            .await?;
        let found = session
            .row(
                "SELECT request, began, made FROM idempotency WHERE key_id = $1 AND hash = $2",
                args![key_id, hash],
            )
            .await?;
        if let Some(row) = found {
            if row.hash(0)? != request {
                return Ok(Begun::OtherRequest);
            }
            if let Some(made) = row.maybe_text(2)? {
                return Ok(Begun::Made(made.to_owned()));
            }
            if now - row.int(1)? < LOST_AFTER {
                return Ok(Begun::InFlight);
            }
        }
        let begun = session
            .run(
                "INSERT INTO idempotency (key_id, hash, request, began) VALUES ($1, $2, $3, $4)
                 ON CONFLICT (key_id, hash) DO UPDATE SET began = excluded.began
                 WHERE idempotency.made IS NULL AND excluded.began - idempotency.began >= $5",
                args![key_id, hash, request, now, LOST_AFTER],
            )
            .await?;
        session.commit().await?;
        // On a server that many processes share, another may have begun it since it was looked for.
        Ok(if begun == 1 {
            Begun::New
        } else {
            Begun::InFlight
        })
    }

    /// Says what a request made; with `None` it made nothing, and may be sent again.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] where the database cannot be written.
    pub async fn end_once(
        &self,
        key_id: &str,
        key: &str,
        made: Option<&str>,
    ) -> Result<(), StoreError> {
        let hash = *blake3::hash(key.as_bytes()).as_bytes();
        let mut session = self.database.write().await?;
        match made {
            Some(made) => {
                let sql = "UPDATE idempotency SET made = $3 WHERE key_id = $1 AND hash = $2";
                session.run(sql, args![key_id, hash, made]).await?;
            }
            None => {
                let sql = "DELETE FROM idempotency WHERE key_id = $1 AND hash = $2";
                session.run(sql, args![key_id, hash]).await?;
            }
        }
        session.commit().await
    }
}
