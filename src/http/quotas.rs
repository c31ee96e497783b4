//! How often a key may ask. Each minute is a window of its own; what was used of it is kept with the
//! records within a second, so that starting anew gives nobody a second allowance, and so that
//! processes that share a database know of each other.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::http::{HeaderMap, HeaderName, HeaderValue};

use super::App;
use super::errors::Problem;
use crate::engine::{EngineError, KeyUse, Reader};

/// Length of a window, in seconds.
pub(super) const WINDOW: i64 = 60;

/// What is left, and of how much (draft-ietf-httpapi-ratelimit-headers).
pub(super) const RATE_LIMIT: HeaderName = HeaderName::from_static("ratelimit");
pub(super) const RATE_LIMIT_POLICY: HeaderName = HeaderName::from_static("ratelimit-policy");

/// Requests of each key in its window.
#[derive(Default)]
pub(super) struct Quotas {
    keys: Mutex<HashMap<String, Window>>,
    /// Whether a task will write down what is not kept yet.
    keeping: AtomicBool,
    /// Held while it is written down.
    writing: tokio::sync::Mutex<()>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Window {
    /// Minutes since 1970.
    minute: i64,
    requests: u32,
    /// Those that are not kept yet.
    unkept: u32,
}

/// Seconds until the next window.
fn until_next(seconds: i64) -> u32 {
    u32::try_from(WINDOW - seconds.rem_euclid(WINDOW)).unwrap_or(0)
}

/// What a key has left; where there is no limit, nothing of nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Left {
    /// Requests of a window.
    pub(super) most: u32,
    /// Requests left in this one.
    pub(super) left: u32,
    /// Seconds until the next.
    pub(super) reset: u32,
}

impl Left {
    /// Says it in an answer's headers; `people` is the limit to the people of a day, where there is
    /// one, and `refused` the seconds until that is over, where the answer was refused for it.
    pub(super) fn tell(self, headers: &mut HeaderMap, people: Option<u32>, refused: Option<u32>) {
        let (mut policy, mut now) = (Vec::new(), Vec::new());
        if self.most > 0 {
            policy.push(format!("\"requests\";q={};w={WINDOW}", self.most));
            now.push(format!("\"requests\";r={};t={}", self.left, self.reset));
        }
        if let Some(most) = people {
            policy.push(format!("\"people\";q={most};w=86400"));
        }
        if let Some(seconds) = refused {
            now.push(format!("\"people\";r=0;t={seconds}"));
        }
        for (name, said) in [(RATE_LIMIT_POLICY, policy), (RATE_LIMIT, now)] {
            if let Ok(value) = HeaderValue::from_str(&said.join(", "))
                && !value.is_empty()
            {
                headers.insert(name, value);
            }
        }
    }
}

impl Quotas {
    fn keys(&self) -> MutexGuard<'_, HashMap<String, Window>> {
        // Each change is one step: a panic elsewhere cannot have left half of one.
        self.keys.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl App {
    /// Counts a request of a key; what is left after it. `Err` is what is left where it may not ask.
    pub(super) async fn count_request(
        &self,
        reader: &Reader,
    ) -> Result<Result<Left, Left>, EngineError> {
        let most = self.settings.requests_a_minute;
        if most == 0 {
            return Ok(Ok(Left::default()));
        }
        let (window, seconds) = self.window(reader).await?;
        let reset = until_next(seconds);
        let left = |requests: u32| Left {
            most,
            left: most.saturating_sub(requests),
            reset,
        };
        let counted = {
            let mut keys = self.quotas.keys();
            // Others may have come in while this one looked.
            let kept = keys.entry(reader.name.clone()).or_insert(window);
            if kept.minute < window.minute {
                *kept = window;
            }
            if kept.requests >= most {
                return Ok(Err(left(kept.requests)));
            }
            kept.requests += 1;
            kept.unkept += 1;
            kept.requests
        };
        if !self.quotas.keeping.swap(true, Ordering::AcqRel) {
            let app = self.clone();
            tokio::spawn(async move {
                tokio::time::sleep(Duration::from_secs(1)).await;
                app.quotas.keeping.store(false, Ordering::Release);
                app.keep_requests().await;
            });
        }
        Ok(Ok(left(counted)))
    }

    /// What a key has left, without counting anything.
    pub(super) async fn requests_left(&self, reader: &Reader) -> Result<Left, EngineError> {
        let most = self.settings.requests_a_minute;
        let (window, seconds) = self.window(reader).await?;
        Ok(Left {
            most,
            left: most.saturating_sub(window.requests),
            reset: until_next(seconds),
        })
    }

    /// A key's window of this minute, and the second.
    async fn window(&self, reader: &Reader) -> Result<(Window, i64), EngineError> {
        let seconds = self.engine.seconds();
        let minute = seconds.div_euclid(WINDOW);
        let known = self.quotas.keys().get(&reader.name).copied();
        let requests = match known {
            Some(window) if window.minute == minute => return Ok((window, seconds)),
            // Nothing of this minute can be kept by this process; others' is learnt when it keeps its own.
            Some(_) => 0,
            None => self.engine.requests_kept(&reader.name, minute).await?,
        };
        let window = Window {
            minute,
            requests,
            unkept: 0,
        };
        Ok((window, seconds))
    }

    /// Writes down what keys have used since it was written last.
    pub(super) async fn keep_requests(&self) {
        let _writing = self.quotas.writing.lock().await;
        let used: Vec<KeyUse> = {
            let mut keys = self.quotas.keys();
            let unkept = keys.iter_mut().filter(|(_, window)| window.unkept > 0);
            let used = unkept.map(|(key, window)| KeyUse {
                key: key.clone(),
                minute: window.minute,
                requests: std::mem::take(&mut window.unkept),
            });
            used.collect()
        };
        if used.is_empty() {
            return;
        }
        if let Err(error) = self.engine.keep_requests(used.clone()).await {
            tracing::warn!(%error, "what keys have used is not kept");
            return;
        }
        for one in used {
            // What other processes counted is counted here from now on.
            if let Ok(requests) = self.engine.requests_kept(&one.key, one.minute).await
                && let Some(window) = self.quotas.keys().get_mut(&one.key)
                && window.minute == one.minute
            {
                window.requests = window.requests.max(requests.saturating_add(window.unkept));
            }
        }
    }
}

/// A key that has asked too often.
pub(super) fn refused(left: Left) -> Problem {
    Problem::too_many(left.reset)
}
