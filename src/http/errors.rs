//! What went wrong, for who asked: problem details (RFC 9457) for programs, a page for people.
//! The one place where an error of the engine becomes a status.

use std::borrow::Cow;

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

use super::kinds;
use crate::domain::record::RecordError;
use crate::engine::{EngineError, OnceRefused};

/// A failed request. As a response it is bare; the frame around every request gives it its body,
/// since only the frame knows the request's id and whether a program or a person asked.
#[derive(Debug, Clone)]
pub(crate) struct Problem {
    pub(crate) status: StatusCode,
    /// Stable: programs may rely on it.
    pub(crate) code: &'static str,
    /// A sentence in English for who reads the answer of a program.
    pub(crate) detail: Cow<'static, str>,
    /// Which fields are wrong.
    pub(crate) fields: Vec<RecordError>,
    /// Whether the fields' reasons are in the language of the page, and not in English.
    pub(crate) in_page_language: bool,
    /// Seconds after which trying again makes sense.
    pub(crate) retry_after: Option<u32>,
}

impl Problem {
    /// A problem of a kind that [`kinds::KINDS`] has, which gives it its status.
    pub(crate) fn new(code: &'static str, detail: impl Into<Cow<'static, str>>) -> Self {
        let kind = kinds::named(code);
        Self {
            status: kind.status,
            code: kind.code,
            detail: detail.into(),
            fields: Vec::new(),
            in_page_language: false,
            retry_after: None,
        }
    }

    /// The same, to be tried again after so many seconds.
    fn later(seconds: u32, code: &'static str, detail: impl Into<Cow<'static, str>>) -> Self {
        Self {
            retry_after: Some(seconds),
            ..Self::new(code, detail)
        }
    }

    pub(crate) fn not_found(what: &str) -> Self {
        Self::new(
            "not_found",
            format!("There is no such {what}, or you may not see it."),
        )
    }

    pub(crate) fn invalid(fields: Vec<RecordError>) -> Self {
        Self {
            fields,
            ..Self::new("invalid", "Some values are not valid; `errors` names each.")
        }
    }

    pub(crate) fn unauthenticated() -> Self {
        Self::new(
            "unauthenticated",
            "Send a key as `Authorization: Bearer …`, or log in.",
        )
    }

    pub(crate) fn forbidden() -> Self {
        Self::new("forbidden", "This key's role may not do this.")
    }

    pub(crate) fn too_many(retry_after: u32) -> Self {
        Self::later(
            retry_after,
            "too_many_requests",
            "Too many requests; wait as long as `Retry-After` says.",
        )
    }

    pub(crate) fn overloaded() -> Self {
        Self::later(
            1,
            "overloaded",
            "As many requests as can be are being answered; send it again after `Retry-After`.",
        )
    }

    pub(crate) fn internal() -> Self {
        Self::new(
            "internal",
            "Something broke here; the operator finds it by the request's id.",
        )
    }

    /// What a bare status from a layer of the server means.
    pub(crate) fn of_status(status: StatusCode) -> Self {
        let (code, detail) = match status {
            StatusCode::NOT_FOUND => ("not_found", "There is nothing at this address."),
            StatusCode::METHOD_NOT_ALLOWED => (
                "method_not_allowed",
                "This address does not take this method; `Allow` says which it takes.",
            ),
            StatusCode::PAYLOAD_TOO_LARGE => ("too_large", "The body is larger than allowed."),
            StatusCode::REQUEST_TIMEOUT => ("timeout", "The request took too long."),
            StatusCode::FORBIDDEN => (
                "cross_origin",
                "The request came from another site and was refused.",
            ),
            StatusCode::UNSUPPORTED_MEDIA_TYPE => (
                "unsupported_media_type",
                "Send the body as `application/json`.",
            ),
            status if status.is_server_error() => {
                return Self {
                    status,
                    ..Self::internal()
                };
            }
            _ => ("bad_request", "The request could not be understood."),
        };
        Self {
            status,
            ..Self::new(code, detail)
        }
    }

    /// The body that a program gets.
    pub(crate) fn into_json(self, request_id: &str) -> Response {
        let status = self.status;
        let json = serde_json::to_vec(&self.details(request_id)).unwrap_or_default();
        let kind = HeaderValue::from_static("application/problem+json");
        (status, [(header::CONTENT_TYPE, kind)], json).into_response()
    }

    /// The problem as a program reads it.
    pub(crate) fn details(self, request_id: &str) -> ProblemDetails {
        let title = self.status.canonical_reason().unwrap_or("Error").to_owned();
        ProblemDetails {
            kind: format!("{}#{}", kinds::PAGE, self.code),
            title,
            status: self.status.as_u16(),
            code: self.code.to_owned(),
            detail: self.detail.into_owned(),
            request: request_id.to_owned(),
            errors: self.fields.into_iter().map(FieldProblem::from).collect(),
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        if let Some(seconds) = self.retry_after {
            let seconds = HeaderValue::from(seconds);
            response.headers_mut().insert(header::RETRY_AFTER, seconds);
        }
        if self.status == StatusCode::UNAUTHORIZED {
            let scheme = HeaderValue::from_static("Bearer");
            response
                .headers_mut()
                .insert(header::WWW_AUTHENTICATE, scheme);
        }
        response.extensions_mut().insert(self);
        response
    }
}

impl From<EngineError> for Problem {
    fn from(error: EngineError) -> Self {
        let (code, detail) = (error.code(), error.to_string());
        match error {
            EngineError::NotFound { what } => Self::not_found(what),
            EngineError::Invalid(fields) => Self::invalid(fields),
            EngineError::Forbidden { .. }
            | EngineError::PurposeNeeded
            | EngineError::Stale
            | EngineError::Conflict(_)
            | EngineError::RankingChanged
            | EngineError::Once(OnceRefused::OtherRequest) => Self::new(code, detail),
            EngineError::TooManyImports => Self::later(10, code, detail),
            EngineError::Behind | EngineError::Once(OnceRefused::InFlight) => {
                Self::later(1, code, detail)
            }
            EngineError::TooAlike {
                retry_after_seconds,
            }
            | EngineError::TooManyPeople {
                retry_after_seconds,
                ..
            } => Self::later(retry_after_seconds, code, detail),
            EngineError::Unavailable(cause) => {
                tracing::warn!(error = %cause, "the engine could not answer");
                Self::later(1, code, detail)
            }
            EngineError::Setup(_)
            | EngineError::Taxonomy(_)
            | EngineError::Output(_)
            | EngineError::Internal(_) => {
                let cause = std::error::Error::source(&error).map(ToString::to_string);
                tracing::error!(%error, cause, "the engine failed");
                Self::internal()
            }
        }
    }
}

/// Problem details (RFC 9457).
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({"type": "/api/errors#invalid", "title": "Unprocessable Entity", "status": 422,
    "code": "invalid", "detail": "Some values are not valid; `errors` names each.", "request": "6f0c2a9be1d34475",
    "errors": [{"pointer": "/shifts/0", "value": "evenning", "reason": "unknown shift `evenning`; did you mean `evening`?", "nearest": "evening"}]}))]
pub(crate) struct ProblemDetails {
    /// Where the code is explained, relative to the request's address.
    #[serde(rename = "type")]
    kind: String,
    /// The status in words.
    title: String,
    /// The HTTP status.
    status: u16,
    /// Stable code of the problem.
    code: String,
    /// What is wrong, in English.
    detail: String,
    /// Identifier of the request, also in the header `X-Request-Id` and in the log.
    request: String,
    /// Which fields are wrong.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<FieldProblem>,
}

/// One wrong field.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FieldProblem {
    /// JSON Pointer (RFC 6901) into the body; `/name` for a parameter in the address.
    pointer: String,
    /// The value, shortened.
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<String>,
    /// What is wrong and what would be right.
    reason: String,
    /// The nearest valid value, where one is near.
    #[serde(skip_serializing_if = "Option::is_none")]
    nearest: Option<String>,
}

impl From<RecordError> for FieldProblem {
    fn from(error: RecordError) -> Self {
        Self {
            pointer: error.pointer,
            value: error.value,
            reason: error.reason,
            nearest: error.nearest,
        }
    }
}
