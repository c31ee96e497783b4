//! Logging in with a key, and out.

use askama::Template;
use axum::Form;
use axum::extract::{Extension, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{AppendHeaders, Html, IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::page::{Page, html};
use crate::domain::Role;
use crate::http::App;
use crate::http::errors::Problem;
use crate::http::server::Peer;
use crate::http::session;

#[derive(Template)]
#[template(path = "login.html")]
struct LoginPage {
    page: Page,
    /// Whether a key was just refused.
    refused: bool,
}

/// What the form sends.
#[derive(Deserialize)]
pub(in crate::http) struct Login {
    key: String,
}

/// The form.
pub(in crate::http) async fn form(page: Page) -> Result<Html<String>, Problem> {
    html(&LoginPage {
        page,
        refused: false,
    })
}

/// Opens a session for a key of staff.
pub(in crate::http) async fn log_in(
    State(app): State<App>,
    peer: Option<Extension<Peer>>,
    page: Page,
    Form(login): Form<Login>,
) -> Result<Response, Problem> {
    if let Some(Extension(peer)) = peer {
        app.limits.admit_login(peer.0.ip())?;
    }
    let key = login.key.trim();
    let reader = app.engine.authenticate(key).await?;
    if reader.is_none_or(|r| r.role == Role::Partner) {
        let form = html(&LoginPage {
            page,
            refused: true,
        })?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, form).into_response());
    }
    let token = app.sessions.open(key);
    Ok(with_cookie(&page, &token, app.settings.secure_cookies))
}

/// Ends the session.
pub(in crate::http) async fn log_out(
    State(app): State<App>,
    page: Page,
    headers: HeaderMap,
) -> Response {
    if let Some(token) = session::cookie(&headers) {
        app.sessions.close(&token);
    }
    with_cookie(&page, "", app.settings.secure_cookies)
}

fn with_cookie(page: &Page, token: &str, secure: bool) -> Response {
    let cookie = session::set_cookie(token, secure);
    let headers = AppendHeaders([(header::SET_COOKIE, cookie)]);
    (headers, Redirect::to(&page.to(""))).into_response()
}
