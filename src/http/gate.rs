//! Who may call an address. An address cannot be registered without saying so.

use axum::Router;
use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{MethodRouter, any};
use utoipa_axum::router::{OpenApiRouter, UtoipaMethodRouter, UtoipaMethodRouterExt};

use super::busy::{Place, Whose};
use super::errors::Problem;
use super::server::Peer;
use super::session;
use super::web;
use super::{App, quotas};
use crate::domain::{Lang, Role};
use crate::engine::Reader;

/// Who may call an address, and what for.
#[derive(Debug, Clone, Copy)]
pub(super) enum Policy {
    /// Anyone, without a key: nothing of anybody stands there.
    Anyone,
    /// Readers in one of these roles, for this purpose unless they state another.
    Roles(&'static [Role], &'static str),
}

/// Every address with its policy. The only way to register one is through a method that takes the
/// policy, so what is not on the list is refused.
pub(super) struct Addresses {
    app: App,
    api: OpenApiRouter<App>,
    pages: Router<App>,
}

impl Addresses {
    pub(super) fn new(app: App, api: utoipa::openapi::OpenApi) -> Self {
        Self {
            app,
            api: OpenApiRouter::with_openapi(api),
            pages: Router::new(),
        }
    }

    /// An address of the JSON interface, described by its handler.
    pub(super) fn api(mut self, policy: Policy, handler: UtoipaMethodRouter<App>) -> Self {
        let gate = from_fn_with_state((self.app.clone(), policy), admit_program);
        self.api = self.api.routes(handler.layer(gate));
        self
    }

    /// A page, or something that pages need.
    pub(super) fn page(mut self, policy: Policy, path: &str, handler: MethodRouter<App>) -> Self {
        let gate = from_fn_with_state((self.app.clone(), policy), admit_person);
        self.pages = self.pages.route(path, handler.layer(gate));
        self
    }

    /// All addresses, with those that `described` makes of the description of the JSON interface, which
    /// are for anyone. Whatever is at no address: nothing is there for anyone, and it is said to whoever
    /// is signed in.
    pub(super) fn into_router(
        self,
        described: impl FnOnce(utoipa::openapi::OpenApi) -> Router,
    ) -> Router {
        let (api, description) = self.api.split_for_parts();
        let open = || from_fn_with_state((self.app.clone(), Policy::Anyone), admit_person);
        let described = described(description).layer(open());
        let nothing = || async { Problem::of_status(StatusCode::NOT_FOUND) };
        let nowhere = Router::new().fallback(any(nothing).layer(open()));
        let addresses = api.merge(self.pages).with_state(self.app.clone());
        addresses.merge(described).merge(nowhere)
    }
}

/// Among an answer's extensions: it comes through a gate, let in or not.
#[derive(Debug, Clone, Copy)]
pub(super) struct PassedTheGate;

async fn admit_program(
    State((app, policy)): State<(App, Policy)>,
    request: Request,
    next: Next,
) -> Response {
    let answer = admit(&app, policy, request, next).await;
    passed(answer.unwrap_or_else(IntoResponse::into_response))
}

fn passed(mut answer: Response) -> Response {
    answer.extensions_mut().insert(PassedTheGate);
    answer
}

/// As for a program, but who is not logged in is shown the way.
async fn admit_person(
    State((app, policy)): State<(App, Policy)>,
    request: Request,
    next: Next,
) -> Response {
    let lang = web::lang_of_path(request.uri().path()).unwrap_or(Lang::Fi);
    passed(match admit(&app, policy, request, next).await {
        Ok(response) => response,
        Err(problem) if problem.code == "unauthenticated" => {
            Redirect::to(&format!("/{lang}/login")).into_response()
        }
        Err(problem) => problem.into_response(),
    })
}

async fn admit(
    app: &App,
    policy: Policy,
    request: Request,
    next: Next,
) -> Result<Response, Problem> {
    let (mut parts, body) = request.into_parts();
    let peer = parts.extensions.get::<Peer>().copied();
    let signed_in = who(app, &parts.headers, peer).await;
    let keyed = matches!(&signed_in, Ok(Some(signed_in)) if !signed_in.by_place);
    // A key has its own limits, wherever it is used from; whoever has none shares their address's.
    if let Some(peer) = peer.filter(|_| !keyed) {
        app.limits.admit(peer.0.ip())?;
    }
    let signed_in = signed_in?;
    let mut left = None;
    if let Some(signed_in) = &signed_in {
        parts.extensions.insert(signed_in.clone());
        left = match app.count_request(&signed_in.reader).await? {
            Ok(left) => Some(left),
            Err(none) => {
                let mut response = quotas::refused(none).into_response();
                let people = app.engine.people_a_day(&signed_in.reader);
                none.tell(response.headers_mut(), people, None);
                return Ok(response);
            }
        };
    }
    // Until the answer's head is there: who reads an answer slowly keeps nobody else waiting.
    let _place = place(app, policy, &parts, signed_in.as_ref().filter(|_| keyed))?;
    let reader = signed_in.as_ref().map(|s| s.reader.clone());
    let without_key = signed_in.as_ref().is_none_or(|s| s.by_place);
    let program = parts.uri.path().starts_with("/api/");
    let mut response = match admitted(policy, reader, &parts) {
        Ok(Some(reader)) => {
            parts.extensions.insert(reader);
            next.run(Request::from_parts(parts, body)).await
        }
        Ok(None) => next.run(Request::from_parts(parts, body)).await,
        // Sitting at the machine is no key: a program that sent none is told to send one.
        Err(problem) if program && without_key && problem.status == StatusCode::FORBIDDEN => {
            return Err(Problem::unauthenticated());
        }
        Err(problem) if signed_in.is_none() => return Err(problem),
        Err(problem) => problem.into_response(),
    };
    if let (Some(left), Some(signed_in)) = (left, &signed_in) {
        let people = app.engine.people_a_day(&signed_in.reader);
        let refused = response.extensions().get::<Problem>();
        let refused = refused.filter(|problem| problem.code == "too_many_people");
        let refused = refused.and_then(|problem| problem.retry_after);
        left.tell(response.headers_mut(), people, refused);
    }
    // A page that says what went wrong says it to whoever is signed in.
    if let Some(signed_in) = signed_in {
        response.extensions_mut().insert(signed_in);
    }
    Ok(response)
}

/// A request's place among those that are answered at once. What anybody may read costs little, tells
/// the operator whether the service is up, and is always answered.
fn place(
    app: &App,
    policy: Policy,
    parts: &Parts,
    keyed: Option<&SignedIn>,
) -> Result<Option<Place>, Problem> {
    if matches!(policy, Policy::Anyone) && parts.method.is_safe() {
        return Ok(None);
    }
    let whose = match keyed {
        Some(signed_in) => Whose::Key(signed_in.reader.name.clone()),
        None => match parts.extensions.get::<Peer>() {
            Some(peer) => Whose::address(peer.0.ip()),
            // Asked within the process itself.
            None => return Ok(None),
        },
    };
    let place = app.busy.enter(whose);
    place.map(Some).ok_or_else(Problem::overloaded)
}

/// The reader whom a policy lets in; `None` where it asks for nobody.
fn admitted(
    policy: Policy,
    reader: Option<Reader>,
    parts: &Parts,
) -> Result<Option<Reader>, Problem> {
    let Policy::Roles(roles, purpose) = policy else {
        return Ok(reader);
    };
    let mut reader = reader.ok_or_else(Problem::unauthenticated)?;
    if !roles.contains(&reader.role) {
        return Err(Problem::forbidden());
    }
    reader.lang = lang_of(parts);
    reader.purpose = stated_purpose(&parts.headers)?.unwrap_or_else(|| purpose.to_owned());
    Ok(Some(reader))
}

/// Who is signed in, whatever they may do.
#[derive(Debug, Clone)]
pub(super) struct SignedIn {
    pub(super) reader: Reader,
    /// By a session, which they can end.
    pub(super) by_session: bool,
    /// By sitting at the machine itself, without any key.
    pub(super) by_place: bool,
}

impl SignedIn {
    /// What a page calls them: the coach or the unit that they are, else their key.
    pub(super) fn called(&self) -> String {
        let scope = self.reader.scope.name();
        scope.unwrap_or_else(|| self.reader.name.clone())
    }
}

/// Who asks: by key, by session, or, where that is switched on, by sitting at the machine itself.
async fn who(
    app: &App,
    headers: &HeaderMap,
    peer: Option<Peer>,
) -> Result<Option<SignedIn>, Problem> {
    let signed_in = |reader, by_session| SignedIn {
        reader,
        by_session,
        by_place: false,
    };
    if let Some(value) = headers.get(header::AUTHORIZATION) {
        let key = value.to_str().ok().and_then(|v| v.strip_prefix("Bearer "));
        let key = key.ok_or_else(Problem::unauthenticated)?;
        let reader = app.engine.authenticate(key.trim()).await?;
        let reader = reader.ok_or_else(Problem::unauthenticated)?;
        return Ok(Some(signed_in(reader, false)));
    }
    if let Some(key) = session::cookie(headers).and_then(|token| app.sessions.key(&token))
        && let Some(reader) = app.engine.authenticate(&key).await?
    {
        return Ok(Some(signed_in(reader, true)));
    }
    let at_the_machine =
        app.settings.staff_on_loopback && peer.is_some_and(|p| is_local(p, headers));
    Ok(at_the_machine.then(|| SignedIn {
        by_place: true,
        ..signed_in(session::implied_reader(), false)
    }))
}

/// Whether a request comes from a browser on this very machine, and was meant for it: a name that
/// was made to point here (DNS rebinding) and a proxy that forwards strangers both fail.
fn is_local(peer: Peer, headers: &HeaderMap) -> bool {
    let host = headers
        .get(header::HOST)
        .and_then(|h| h.to_str().ok())
        .unwrap_or_default();
    let name = match host.strip_prefix('[') {
        Some(bracketed) => bracketed.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    };
    let forwarded = ["forwarded", "x-forwarded-for", "x-real-ip", "via"];
    peer.0.ip().is_loopback()
        && (name == "localhost"
            || name
                .parse::<std::net::IpAddr>()
                .is_ok_and(|ip| ip.is_loopback()))
        && !forwarded.iter().any(|h| headers.contains_key(*h))
}

/// Language of a page by its address, of the JSON interface by `Accept-Language`.
fn lang_of(parts: &Parts) -> Lang {
    web::lang_of_path(parts.uri.path())
        .or_else(|| web::lang_of_headers(&parts.headers))
        .unwrap_or(Lang::Fi)
}

const PURPOSE_CHARS_MAX: usize = 200;

/// The purpose that a caller states in the header `Purpose`, percent-free printable text.
fn stated_purpose(headers: &HeaderMap) -> Result<Option<String>, Problem> {
    let Some(value) = headers.get("purpose") else {
        return Ok(None);
    };
    let text = std::str::from_utf8(value.as_bytes())
        .unwrap_or_default()
        .trim();
    if text.is_empty() || text.chars().count() > PURPOSE_CHARS_MAX {
        return Err(Problem::invalid(vec![crate::domain::record::RecordError {
            pointer: "/purpose".to_owned(),
            value: None,
            reason: format!(
                "the header Purpose takes 1 to {PURPOSE_CHARS_MAX} characters of UTF-8"
            ),
            nearest: None,
        }]));
    }
    Ok(Some(text.to_owned()))
}

/// The reader that the gate let in.
pub(super) struct Caller(pub(super) Reader);

impl<S: Sync> FromRequestParts<S> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let reader = parts.extensions.get::<Reader>().cloned();
        reader.map(Self).ok_or_else(Problem::unauthenticated)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_browser_at_the_machine_itself_is_local() {
        let check = |peer: &str, headers: &[(&'static str, &str)], local: bool| {
            let peer = Peer(std::net::SocketAddr::new(peer.parse().unwrap(), 5000));
            let headers: HeaderMap = headers
                .iter()
                .map(|(n, v)| (n.parse().unwrap(), v.parse().unwrap()))
                .collect::<Vec<(header::HeaderName, header::HeaderValue)>>()
                .into_iter()
                .collect();
            assert_eq!(is_local(peer, &headers), local, "{headers:?}");
        };
        check("127.0.0.1", &[("host", "127.0.0.1:8080")], true);
        check("::1", &[("host", "[::1]:8080")], true);
        check("127.0.0.1", &[("host", "localhost")], true);
        check("127.0.0.1", &[("host", "evil.example:8080")], false);
        check("127.0.0.1", &[("host", "localhost.evil.example")], false);
        check("127.0.0.1", &[], false);
        check("10.0.0.7", &[("host", "localhost")], false);
        check(
            "127.0.0.1",
            &[("host", "localhost"), ("x-forwarded-for", "10.0.0.7")],
            false,
        );
    }
}
