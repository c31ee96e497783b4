//! Staff sessions for the pages: a random token in a cookie for a key that stays on the server.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::http::{HeaderMap, header};

use super::secret;
use crate::domain::{Lang, Role};
use crate::engine::Reader;

const COOKIE: &str = "kohtaanto_session";
const LIFE: Duration = Duration::from_secs(8 * 3600);
const SESSIONS_MAX: usize = 10_000;

/// Sessions of this process. They hold the key itself, in memory alone, so that each request asks
/// the engine anew: a revoked key ends its sessions at once. They end with the process.
#[derive(Default)]
pub(super) struct Sessions(Mutex<HashMap<blake3::Hash, Session>>);

struct Session {
    key: String,
    ends: Instant,
}

impl Sessions {
    /// Opens a session for a key that was just accepted. Gives the token.
    pub(super) fn open(&self, key: &str) -> String {
        let token = secret::hex(&secret::random::<32>());
        let now = Instant::now();
        let mut sessions = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        sessions.retain(|_, session| session.ends > now);
        if sessions.len() >= SESSIONS_MAX
            && let Some(oldest) = sessions.iter().min_by_key(|(_, s)| s.ends).map(|(h, _)| *h)
        {
            sessions.remove(&oldest);
        }
        let session = Session {
            key: key.to_owned(),
            ends: now + LIFE,
        };
        sessions.insert(blake3::hash(token.as_bytes()), session);
        token
    }

    /// The key behind a token, while its session lasts.
    pub(super) fn key(&self, token: &str) -> Option<String> {
        let sessions = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let session = sessions.get(&blake3::hash(token.as_bytes()))?;
        (session.ends > Instant::now()).then(|| session.key.clone())
    }

    /// Ends a session.
    pub(super) fn close(&self, token: &str) {
        let mut sessions = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        sessions.remove(&blake3::hash(token.as_bytes()));
    }
}

/// The session's token among a request's cookies.
pub(super) fn cookie(headers: &HeaderMap) -> Option<String> {
    let cookies = headers.get_all(header::COOKIE).iter();
    cookies
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .find_map(|pair| pair.trim().strip_prefix(COOKIE)?.strip_prefix('='))
        .map(str::to_owned)
}

/// The `Set-Cookie` that gives a token; an empty one takes it away.
pub(super) fn set_cookie(token: &str, secure: bool) -> String {
    let age = if token.is_empty() { 0 } else { LIFE.as_secs() };
    let secure = if secure { "; Secure" } else { "" };
    format!("{COOKIE}={token}; Path=/; HttpOnly; SameSite=Strict; Max-Age={age}{secure}")
}

/// The reader that sits at the machine itself, where [`super::Settings::staff_on_loopback`] is on.
pub(super) fn implied_reader() -> Reader {
    Reader::staff(Role::Coordinator, "desk", "", Lang::Fi)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_is_found_by_its_cookie_until_it_is_closed() {
        let sessions = Sessions::default();
        let token = sessions.open("key-1");
        let mut headers = HeaderMap::new();
        let sent = format!("other=1; {COOKIE}={token}");
        headers.insert(header::COOKIE, sent.parse().unwrap());
        let found = cookie(&headers).unwrap();
        assert_eq!(sessions.key(&found).as_deref(), Some("key-1"));
        sessions.close(&found);
        assert_eq!(sessions.key(&found), None);
        assert_eq!(sessions.key(""), None);
    }
}
