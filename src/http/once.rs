//! `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header): a request that makes something may be
//! sent again where no answer came, and makes it once.
//!
//! What is kept for a day is the name of what was made, not the answer: the second answer is made anew
//! from what is there now, so that nobody is shown who is hidden meanwhile. A request that failed made
//! nothing, and is tried anew.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderName, StatusCode};
use serde::Serialize;

use super::App;
use super::errors::Problem;
use super::read::wrong;
use crate::engine::{EngineError, Reader};

const KEY: HeaderName = HeaderName::from_static("idempotency-key");

/// Says that an answer tells of what was made before.
pub(super) const REPLAYED: HeaderName = HeaderName::from_static("idempotency-replayed");

/// Most characters of a key.
const LENGTH_MAX: usize = 255;

/// The Idempotency-Key of a request, where it has one, and where it was sent to.
pub(super) struct OnceKey {
    key: Option<String>,
    address: String,
}

impl<S: Sync> FromRequestParts<S> for OnceKey {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let mut sent = parts.headers.get_all(&KEY).iter();
        let key = sent.next();
        let refuse = || {
            let reason = format!(
                "the header Idempotency-Key takes one value of 1 to {LENGTH_MAX} visible characters of ASCII"
            );
            wrong("/idempotency-key", None, reason)
        };
        if sent.next().is_some() {
            return Err(refuse());
        }
        let key = match key {
            None => None,
            Some(value) => {
                let text = value.as_bytes().trim_ascii();
                let fits =
                    (1..=LENGTH_MAX).contains(&text.len()) && text.iter().all(u8::is_ascii_graphic);
                let text = std::str::from_utf8(text).ok().filter(|_| fits);
                Some(text.ok_or_else(refuse)?.to_owned())
            }
        };
        Ok(Self {
            key,
            address: format!("{} {}", parts.method, parts.uri.path()),
        })
    }
}

/// What was made, and whether it was made before.
pub(super) struct Once<T> {
    pub(super) made: T,
    pub(super) replayed: bool,
}

impl<T> Once<T> {
    /// The headers that say so.
    pub(super) fn headers(&self) -> Option<[(HeaderName, &'static str); 1]> {
        self.replayed.then_some([(REPLAYED, "true")])
    }
}

impl OnceKey {
    /// Makes a thing, or finds what the first request under the same key made. `make` gives it with
    /// its name, `again` finds it by that name. Whoever goes away in the middle leaves it made and known.
    ///
    /// # Errors
    /// 409 while the first one is being answered, 422 where it was another request; what `make` and
    /// `again` fail with.
    pub(super) async fn once<T, M, A>(
        self,
        app: &App,
        reader: &Reader,
        body: &impl Serialize,
        make: M,
        again: impl FnOnce(String) -> A,
    ) -> Result<Once<T>, Problem>
    where
        T: Send + 'static,
        M: Future<Output = Result<(T, String), EngineError>> + Send + 'static,
        A: Future<Output = Result<T, EngineError>>,
    {
        let Some(key) = self.key else {
            let (made, _) = make.await?;
            return Ok(Once {
                made,
                replayed: false,
            });
        };
        let request = request_hash(&self.address, body)?;
        if let Some(name) = app.engine.begin_once(reader, &key, request).await? {
            return Ok(Once {
                made: again(name).await?,
                replayed: true,
            });
        }
        let (engine, reader) = (app.engine.clone(), reader.clone());
        let task = tokio::spawn(async move {
            let made = make.await;
            let name = made.as_ref().ok().map(|(_, name)| name.as_str());
            engine.end_once(&reader, &key, name).await?;
            made
        });
        let (made, _) = task.await.map_err(|_| Problem::internal())??;
        Ok(Once {
            made,
            replayed: false,
        })
    }
}

/// A hash of what was sent, and where to.
pub(super) fn request_hash(address: &str, body: &impl Serialize) -> Result<[u8; 32], Problem> {
    let body = serde_json::to_vec(body).map_err(|_| Problem::of_status(StatusCode::BAD_REQUEST))?;
    let mut hasher = blake3::Hasher::new();
    hasher.update(&(address.len() as u64).to_be_bytes());
    hasher.update(address.as_bytes());
    hasher.update(&body);
    Ok(*hasher.finalize().as_bytes())
}
