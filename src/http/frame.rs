//! What stands around every request: its id, its line in the log, safe headers, and the body of an error.

use std::sync::Arc;
use std::time::Instant;

use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::errors::Problem;
use super::gate::{PassedTheGate, SignedIn};
use super::metrics::{Metrics, method_name};
use super::web;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Headers that every answer has unless its handler set another value.
///
/// `Referrer-Policy` is `same-origin` and not `no-referrer`: under the latter browsers send
/// `Origin: null` with our own forms, and over plain HTTP nothing would be left by which to tell
/// them from another site's.
const HEADERS: [(HeaderName, &str); 8] = [
    (header::CACHE_CONTROL, "no-store"),
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; \
         form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "same-origin"),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), microphone=(), geolocation=()",
    ),
];

/// Runs a request inside the frame. Log and figures get method, pattern of the address, status and
/// time: never the address itself, a query, a body or a name. Nothing leaves that passed no gate.
pub(super) async fn around(
    State(metrics): State<Arc<Metrics>>,
    request: Request,
    next: Next,
) -> Response {
    let began = Instant::now();
    let id = fresh_id();
    let method = request.method().clone();
    let asked = Asked::of(&request);
    let pattern = request.extensions().get::<MatchedPath>().cloned();
    let pattern = pattern.as_ref().map(MatchedPath::as_str);

    let mut response = next.run(request).await;
    if passed_no_gate(&response) {
        tracing::error!(address = pattern, "an address without a policy was asked");
        response = Problem::internal().into_response();
    }
    let status = response.status();
    if (status.is_client_error() || status.is_server_error()) && !is_page(&response) {
        response = with_body(response, &asked, &id);
    }
    for (name, value) in HEADERS {
        let value = HeaderValue::from_static(value);
        response.headers_mut().entry(name).or_insert(value);
    }
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(REQUEST_ID, value);
    }
    let took = began.elapsed();
    metrics.count(&method, pattern, status.as_u16(), took);
    let (ms, method) = (took.as_millis(), method_name(&method));
    let address = pattern.unwrap_or("-");
    tracing::info!(request = %id, method, address, status = status.as_u16(), ms, "answered");
    response
}

/// Whether an answer tells something and comes from an address whose policy nobody declared. An error of
/// a layer that stands before the gates tells nothing.
fn passed_no_gate(response: &Response) -> bool {
    let is_error = response.status().is_client_error() || response.status().is_server_error();
    !is_error && response.extensions().get::<PassedTheGate>().is_none()
}

/// What is needed of a request to tell its sender what went wrong.
struct Asked {
    by_program: bool,
    path_and_query: String,
    accept_language: Option<String>,
}

impl Asked {
    fn of(request: &Request) -> Self {
        let uri = request.uri();
        let accept_language = request.headers().get(header::ACCEPT_LANGUAGE);
        Self {
            by_program: uri.path().starts_with("/api/"),
            path_and_query: uri.path_and_query().map_or("/", |p| p.as_str()).to_owned(),
            accept_language: accept_language
                .and_then(|v| v.to_str().ok())
                .map(str::to_owned),
        }
    }
}

/// Whether a handler already gave a page: a form that says what to correct.
fn is_page(response: &Response) -> bool {
    let kind = response.headers().get(header::CONTENT_TYPE);
    kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"))
}

fn with_body(mut bare: Response, asked: &Asked, id: &str) -> Response {
    let problem = match bare.extensions_mut().remove::<Problem>() {
        Some(problem) => problem,
        None => Problem::of_status(bare.status()),
    };
    let mut full = if asked.by_program {
        problem.into_json(id)
    } else {
        web::error_page(
            &problem,
            &asked.path_and_query,
            asked.accept_language.as_deref(),
            id,
            bare.extensions_mut().remove::<SignedIn>(),
        )
    };
    keep_headers(bare.headers(), full.headers_mut());
    full
}

fn keep_headers(from: &HeaderMap, to: &mut HeaderMap) {
    for name in [
        header::ALLOW,
        header::RETRY_AFTER,
        header::WWW_AUTHENTICATE,
        header::SET_COOKIE,
        super::quotas::RATE_LIMIT,
        super::quotas::RATE_LIMIT_POLICY,
    ] {
        if let Some(value) = from.get(&name) {
            to.insert(name, value.clone());
        }
    }
}

/// Identifier of a request: 16 hexadecimal digits, always our own. A client's is not believed, since
/// it would be written to the log as it is.
fn fresh_id() -> String {
    super::secret::hex(&super::secret::random::<8>())
}
