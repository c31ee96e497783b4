//! The pages: plain HTML that needs no script, in three languages.

pub(super) mod about;
pub(super) mod agency;
pub(super) mod assets;
pub(super) mod clients;
pub(super) mod consent;
pub(super) mod contact;
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
use crate::domain::record::RecordError;
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

impl ErrorPage<'_> {
    /// What is wrong with each field, in the page's language. Reasons for programs are in English; what
    /// they rest on, the field, its value and the nearest that is possible, is said anew.
    fn reasons(&self) -> Vec<String> {
        let said = self.problem.in_page_language || self.page.lang() == Lang::En;
        let reason = |field: &RecordError| match said {
            true => field.reason.clone(),
            false => self.reason(field),
        };
        self.problem.fields.iter().map(reason).collect()
    }

    fn reason(&self, wrong: &RecordError) -> String {
        let field = format!("”{}”", wrong.pointer.trim_start_matches('/'));
        let mut said = match &wrong.value {
            None => self.page.with("error-field", &[("field", field)]),
            Some(value) => {
                let value = format!("”{value}”");
                let words = [("field", field), ("value", value)];
                self.page.with("error-field-value", &words)
            }
        };
        if let Some(nearest) = &wrong.nearest {
            said.push(' ');
            said += &self
                .page
                .with("error-field-nearest", &[("nearest", nearest)]);
        }
        said
    }
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
        "not_found" | "forbidden" | "overloaded" | "unavailable" | "ranking_changed"
        | "too_many_requests" | "timeout" | "cross_origin" | "invalid" | "too_large" => {
            problem.code
        }
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
