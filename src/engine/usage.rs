//! What a key has used of what it may, and requests that are sent again.

use super::error::OnceRefused;
use super::{Engine, EngineError, Reader};
use crate::store::Begun;
pub use crate::store::{KeyUse, PeopleADay};

impl Engine {
    /// Seconds since 1970, by the engine's clock.
    pub fn seconds(&self) -> i64 {
        self.0.clock.now().as_second()
    }

    /// Most distinct people whom the reader is shown on a day, where there is a limit.
    pub fn people_a_day(&self, reader: &Reader) -> Option<u32> {
        self.0.people_a_day.of(reader.role)
    }

    /// How many distinct people the reader's key was shown today, where it has a limit, and seconds
    /// until the next day begins.
    ///
    /// # Errors
    /// [`EngineError::Unavailable`] where the store cannot be read.
    pub async fn people_shown_today(&self, reader: &Reader) -> Result<(u64, u32), EngineError> {
        let now = self.0.clock.now();
        Ok(self.0.store.people_shown_to(&reader.name, now).await?)
    }

    /// Requests that a key has made in a minute (since 1970), as far as they are kept.
    ///
    /// # Errors
    /// [`EngineError::Unavailable`] where the store cannot be read.
    pub async fn requests_kept(&self, key: &str, minute: i64) -> Result<u32, EngineError> {
        Ok(self.0.store.requests_kept(key, minute).await?)
    }

    /// Adds requests to what is kept of keys.
    ///
    /// # Errors
    /// [`EngineError::Unavailable`]: then nothing was added.
    pub async fn keep_requests(&self, used: Vec<KeyUse>) -> Result<(), EngineError> {
        Ok(self.0.store.keep_requests(used).await?)
    }

    /// Begins a request under an Idempotency-Key: what it has made, where it was sent before. `request`
    /// is a hash of what was sent. With `None` it is the caller's to make it and to say so with
    /// [`end_once`](Self::end_once).
    ///
    /// # Errors
    /// [`EngineError::Once`] while it is being made, and where the key was sent with another request.
    pub async fn begin_once(
        &self,
        reader: &Reader,
        key: &str,
        request: [u8; 32],
    ) -> Result<Option<String>, EngineError> {
        let now = self.0.clock.now();
        let begun = self.0.store.begin_once(&reader.name, key, request, now);
        match begun.await? {
            Begun::New => Ok(None),
            Begun::Made(made) => Ok(Some(made)),
            Begun::InFlight => Err(EngineError::Once(OnceRefused::InFlight)),
            Begun::OtherRequest => Err(EngineError::Once(OnceRefused::OtherRequest)),
        }
    }

    /// Says what a request made; with `None` it made nothing, and may be sent again.
    ///
    /// # Errors
    /// [`EngineError::Unavailable`] where it cannot be kept.
    pub async fn end_once(
        &self,
        reader: &Reader,
        key: &str,
        made: Option<&str>,
    ) -> Result<(), EngineError> {
        Ok(self.0.store.end_once(&reader.name, key, made).await?)
    }
}
