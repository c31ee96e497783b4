//! Identifiers of records whose format carries one, and of those whose format does not.

use std::fmt::Display;
use std::str::FromStr;

use crate::domain::record::RecordError;

use super::mapping::Fields;

/// Takes the identifier of a record.
pub(super) fn required<I: FromStr<Err: Display>>(
    fields: &mut Fields<'_>,
    key: &str,
) -> Result<I, RecordError> {
    let at = fields.at(key);
    optional(fields, key)?.ok_or_else(|| RecordError {
        pointer: at,
        value: None,
        reason: "the record has no identifier".to_owned(),
        nearest: None,
    })
}

/// Takes an identifier, where there is one.
pub(super) fn optional<I: FromStr<Err: Display>>(
    fields: &mut Fields<'_>,
    key: &str,
) -> Result<Option<I>, RecordError> {
    let at = fields.at(key);
    fields.text(key)?.map(|text| parse(&text, &at)).transpose()
}

/// An identifier out of text.
pub(super) fn parse<I: FromStr<Err: Display>>(text: &str, at: &str) -> Result<I, RecordError> {
    text.parse().map_err(|error: I::Err| RecordError {
        pointer: at.to_owned(),
        value: Some(text.chars().take(140).collect()),
        reason: error.to_string(),
        nearest: None,
    })
}

/// An identifier made of what tells a record apart, where its format carries none: the same record
/// gets the same one in every file. Sixteen hexadecimal digits after a prefix.
pub(super) fn made(prefix: &str, parts: &[&str]) -> String {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(part.as_bytes());
        hasher.update(&[0]);
    }
    let hash = hasher.finalize().to_hex();
    format!("{prefix}-{}", &hash[..16])
}
