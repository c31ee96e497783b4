//! Reads what a caller sent: parameters of an address and JSON bodies, with errors that name the field.

use std::error::Error;

use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Query, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};
use tower_http::timeout::TimeoutError;

use super::errors::Problem;
use crate::domain::record::{self, RecordError};
use crate::domain::{Check, PublicId};

/// Parameters of an address.
pub(super) struct Params<T>(pub(super) T);

impl<T: DeserializeOwned, S: Sync> FromRequestParts<S> for Params<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        match Query::<T>::try_from_uri(&parts.uri) {
            Ok(Query(params)) => Ok(Self(params)),
            Err(rejection) => {
                let text = rejection.body_text();
                let bare = text
                    .split_once("query string: ")
                    .map_or(text.as_str(), |(_, rest)| rest);
                let (name, reason) = bare.split_once(": ").unwrap_or(("", bare));
                let pointer = if name.is_empty() {
                    String::new()
                } else {
                    format!("/{name}")
                };
                Err(Problem::invalid(vec![record::say(pointer, reason)]))
            }
        }
    }
}

/// Whether a body is said to be of a media type, whatever parameters it has.
pub(super) fn is_of_type(headers: &HeaderMap, media_type: &str) -> bool {
    let kind = headers.get(header::CONTENT_TYPE);
    let kind = kind.and_then(|k| k.to_str().ok()).unwrap_or_default();
    let essence = kind.split(';').next().unwrap_or_default().trim();
    essence.eq_ignore_ascii_case(media_type)
}

/// A JSON body.
pub(super) struct Json<T>(pub(super) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Json<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        if !is_of_type(request.headers(), "application/json") {
            return Err(Problem::of_status(StatusCode::UNSUPPORTED_MEDIA_TYPE));
        }
        let bytes =
            Bytes::from_request(request, state)
                .await
                .map_err(|rejection| match is_too_slow(&rejection) {
                    true => Problem::of_status(StatusCode::REQUEST_TIMEOUT),
                    false => Problem::of_status(rejection.status()),
                })?;
        let text = std::str::from_utf8(&bytes).map_err(|error| {
            let at = error.valid_up_to();
            wrong("", None, format!("not UTF-8 from byte {at} on"))
        })?;
        record::parse(text)
            .map(Self)
            .map_err(|error| Problem::invalid(vec![error]))
    }
}

/// Whether a body could not be read because its sender stopped in the middle.
pub(super) fn is_too_slow(error: &(dyn Error + 'static)) -> bool {
    let mut causes = std::iter::successors(Some(error), |error| (*error).source());
    causes.any(|cause| cause.is::<TimeoutError>())
}

/// A record that was read from JSON and checked as a whole.
pub(super) struct Record<T>(pub(super) T);

/// Fields that an answer has beside the record itself.
const READ_ONLY: &[&str] = &[
    "public_id",
    "record",
    "basis",
    "statement",
    "open",
    "requirements",
    "unresolved",
    "not_to_be_asked",
];

impl<T: DeserializeOwned + Check, S: Send + Sync> FromRequest<S> for Record<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let Json(record) = match Json::<T>::from_request(request, state).await {
            Ok(json) => json,
            Err(mut problem) => {
                problem.fields.iter_mut().for_each(say_read_only);
                return Err(problem);
            }
        };
        record
            .check()
            .map_err(|error| Problem::invalid(vec![error]))?;
        Ok(Self(record))
    }
}

/// A field that an answer has and a record has not is no mistype of another.
fn say_read_only(error: &mut RecordError) {
    let unknown = error.reason.starts_with("unknown field");
    if let Some(field) = error.value.as_deref().filter(|_| unknown)
        && READ_ONLY.contains(&field)
    {
        error.reason =
            format!("`{field}` is read-only: send the record alone, as `record` of the answer");
        error.nearest = None;
    }
}

/// A problem with one field.
pub(super) fn wrong(pointer: &str, value: Option<String>, reason: String) -> Problem {
    Problem::invalid(vec![RecordError {
        pointer: pointer.to_owned(),
        value,
        reason,
        nearest: None,
    }])
}

/// A problem with one field of a page, said in the page's language.
pub(super) fn told(pointer: &str, reason: String) -> Problem {
    Problem {
        in_page_language: true,
        ..wrong(pointer, None, reason)
    }
}

/// Whether a caller asks for a media type by name.
pub(super) fn accepts(headers: &HeaderMap, kind: &str) -> bool {
    let accept = headers.get_all(header::ACCEPT).iter();
    accept
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|named| named.trim().starts_with(kind))
}

/// One of the program's own identifiers in an address. One that cannot be is one that is not there.
pub(super) fn public_id(text: &str, what: &str) -> Result<PublicId, Problem> {
    text.parse().map_err(|_| Problem::not_found(what))
}

/// Reads an empty parameter, which a form sends for "any", as absent.
pub(super) fn empty_is_none<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: std::str::FromStr<Err: std::fmt::Display>,
{
    let text = String::deserialize(deserializer)?;
    match text.trim() {
        "" => Ok(None),
        text => text.parse().map(Some).map_err(serde::de::Error::custom),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::MunicipalityCode;

    #[derive(Debug, Default, Deserialize)]
    #[serde(deny_unknown_fields, default)]
    struct Asked {
        #[serde(deserialize_with = "empty_is_none")]
        municipality: Option<MunicipalityCode>,
        limit: Option<u32>,
    }

    async fn read(address: &str) -> Result<Asked, RecordError> {
        let (mut parts, ()) = axum::http::Request::get(address)
            .body(())
            .unwrap()
            .into_parts();
        match Params::<Asked>::from_request_parts(&mut parts, &()).await {
            Ok(Params(asked)) => Ok(asked),
            Err(mut problem) => Err(problem.fields.remove(0)),
        }
    }

    #[tokio::test]
    async fn a_wrong_parameter_is_named_with_the_nearest() {
        let error = read("/?municipality=Tampere").await.unwrap_err();
        assert_eq!(
            (error.pointer.as_str(), error.nearest.as_deref()),
            ("/municipality", Some("837"))
        );
        let error = read("/?municipalty=837").await.unwrap_err();
        assert_eq!(error.nearest.as_deref(), Some("municipality"));
        let error = read("/?limit=many").await.unwrap_err();
        assert_eq!(error.pointer, "/limit");
        assert!(
            read("/?municipality=")
                .await
                .unwrap()
                .municipality
                .is_none()
        );
        assert_eq!(read("/?limit=5").await.unwrap().limit, Some(5));
    }
}
