//! The pages: plain HTML that needs no script, in three languages.

pub(super) mod about;
pub(super) mod agency;
pub(super) mod assets;
pub(super) mod clients;
pub(super) mod course;
mod facts;
pub(super) mod gaps;
pub(super) mod home;
pub(super) mod login;
mod page;
pub(super) mod people;
mod profile;
pub(super) mod search;
pub(super) mod vacancies;
mod view;

use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};

use self::page::{Page, html};
use super::errors::Problem;
use super::gate::SignedIn;
use crate::domain::Lang;
use crate::texts::preferred;

/// The language that an address of a page begins with: `/sv/…`.
pub(super) fn lang_of_path(path: &str) -> Option<Lang> {
    path.strip_prefix('/')?.split('/').next()?.parse().ok()
}

/// The language of the service that a browser or program prefers.
pub(super) fn lang_of_headers(headers: &HeaderMap) -> Option<Lang> {
    let value = headers.get(header::ACCEPT_LANGUAGE)?;
    preferred(value.to_str().ok()?)
}

#[derive(askama::Template)]
#[template(path = "error.html")]
struct ErrorPage<'a> {
    page: Page,
    problem: &'a Problem,
    /// Key of the heading: the problem's code if the texts know it.
    code: &'static str,
    request: &'a str,
}

/// The page that tells a person what went wrong.
pub(super) fn error_page(
    problem: &Problem,
    path_and_query: &str,
    accept_language: Option<&str>,
    request: &str,
    signed_in: Option<SignedIn>,
) -> Response {
    let lang = lang_of_path(path_and_query).or_else(|| preferred(accept_language?));
    let page = Page::bare(lang.unwrap_or(Lang::Fi), path_and_query, signed_in);
    let code = match problem.code {
        "not_found" | "forbidden" | "unavailable" | "ranking_changed" | "too_many_requests"
        | "timeout" | "cross_origin" | "invalid" | "too_large" => problem.code,
        _ if problem.status.is_server_error() => "internal",
        _ => "bad_request",
    };
    let mut response = html(&ErrorPage {
        page,
        problem,
        code,
        request,
    })
    .into_response();
    *response.status_mut() = problem.status;
    let kind = HeaderValue::from_static("text/html; charset=utf-8");
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    response
}
