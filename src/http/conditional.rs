//! Requests on a condition (RFC 9110, section 13): nobody overwrites a change that they have not
//! seen, and what has not changed is not sent again.
//!
//! An `ETag` of one record begins with the record's own version; what follows changes with whatever
//! else the answer tells (its language, the day, the weights). A change is let in by the version alone.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use super::errors::Problem;
use crate::engine::{Expected, VERSION_DIGITS, Version};

/// What `If-Match` says; without it a change is refused.
pub(super) struct IfMatch(pub(super) Expected);

impl<S: Sync> FromRequestParts<S> for IfMatch {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let tags = tags(&parts.headers, header::IF_MATCH).ok_or_else(|| {
            Problem::new(
                "precondition_required",
                "Send `If-Match` with the `ETag` of what you read, so that nobody's change is lost.",
            )
        })?;
        if tags.iter().any(|tag| tag == "*") {
            return Ok(Self(Expected::Anything));
        }
        let version = |tag: String| tag.split('-').next().unwrap_or_default().to_owned();
        Ok(Self(Expected::OneOf(
            tags.into_iter().map(version).collect(),
        )))
    }
}

/// What a caller has already, by `If-None-Match`.
#[derive(Default)]
pub(super) struct Held(Vec<String>);

impl<S: Sync> FromRequestParts<S> for Held {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        Ok(Self(
            tags(&parts.headers, header::IF_NONE_MATCH).unwrap_or_default(),
        ))
    }
}

impl Held {
    /// An answer in which nobody stands, with its `ETag`; 304 where the caller has it. `version` is
    /// that of the one record in it.
    pub(super) fn answer<T: Serialize>(
        &self,
        version: Option<Version>,
        body: &T,
    ) -> Result<Response, Problem> {
        let json = serde_json::to_vec(body).map_err(|error| {
            tracing::error!(%error, "an answer could not be written as JSON");
            Problem::internal()
        })?;
        let tag = tag_of(version, &json);
        let has_it = self.0.iter().any(|held| held == "*" || *held == tag);
        let mut response = if has_it {
            StatusCode::NOT_MODIFIED.into_response()
        } else {
            let kind = HeaderValue::from_static("application/json");
            ([(header::CONTENT_TYPE, kind)], json).into_response()
        };
        let headers = response.headers_mut();
        if let Ok(tag) = HeaderValue::from_str(&format!("\"{tag}\"")) {
            headers.insert(header::ETAG, tag);
        }
        // To be kept by the caller alone, and asked for anew each time.
        let keep = HeaderValue::from_static("private, no-cache");
        headers.insert(header::CACHE_CONTROL, keep);
        let vary = HeaderValue::from_static("Accept, Accept-Language, Authorization");
        headers.insert(header::VARY, vary);
        Ok(response)
    }
}

/// The tag of an answer, without its quotes.
fn tag_of(version: Option<Version>, json: &[u8]) -> String {
    let whole = blake3::hash(json).to_hex();
    match version {
        Some(version) => {
            let version: String = version.to_string().chars().take(VERSION_DIGITS).collect();
            format!("{version}-{}", &whole[..16])
        }
        None => whole[..VERSION_DIGITS].to_owned(),
    }
}

/// The tags that a header names, without quotes; `None` where it was not sent. A weak one is taken for
/// the strong one that it was: this server gives strong ones alone, and a proxy that packs an answer
/// weakens them.
fn tags(headers: &HeaderMap, name: HeaderName) -> Option<Vec<String>> {
    let mut values = headers.get_all(name).iter().peekable();
    values.peek()?;
    let text = values.filter_map(|value| value.to_str().ok());
    let tags = text.flat_map(|value| value.split(',')).map(str::trim);
    let tags = tags.filter_map(|tag| match tag {
        "*" => Some(tag),
        _ => tag
            .strip_prefix("W/")
            .unwrap_or(tag)
            .strip_prefix('"')?
            .strip_suffix('"'),
    });
    Some(tags.map(str::to_owned).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_read_from_every_line_of_a_header() {
        let check = |lines: &[&'static str], expected: Option<&[&str]>| {
            let mut headers = HeaderMap::new();
            for line in lines {
                headers.append(header::IF_MATCH, HeaderValue::from_static(line));
            }
            let found = tags(&headers, header::IF_MATCH);
            assert_eq!(
                found.as_deref(),
                expected
                    .map(|e| e.iter().map(|t| (*t).to_owned()).collect::<Vec<_>>())
                    .as_deref(),
                "{lines:?}"
            );
        };
        check(&[], None);
        check(&["*"], Some(&["*"]));
        check(&["\"a\", W/\"b\"", "\"c\""], Some(&["a", "b", "c"]));
        // What is no tag is no version that anybody read.
        check(&["abc"], Some(&[]));
        check(&[""], Some(&[]));
    }
}
