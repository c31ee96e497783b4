//! Records as lines of JSON: parsed once, with errors that name place, value and what would be right.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};

use super::{Check, nearest};

/// Why a record was not accepted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, serde::Serialize)]
#[error("{}{reason}", if pointer.is_empty() { String::new() } else { format!("{pointer}: ") })]
pub struct RecordError {
    /// JSON Pointer (RFC 6901) of the field; empty for the whole record.
    pub pointer: String,
    /// The value, shortened, where there is one.
    pub value: Option<String>,
    /// What is wrong and what would be right.
    pub reason: String,
    /// The nearest valid value, where one is near.
    pub nearest: Option<String>,
}

/// Reads `null` as the default: in records `null` is the same as absent.
pub fn null_is_default<'de, D: Deserializer<'de>, T: Default + Deserialize<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    Ok(Option::<T>::deserialize(deserializer)?.unwrap_or_default())
}

/// Parses one record.
///
/// # Errors
/// [`RecordError`] with the JSON Pointer of what is wrong: not JSON, an unknown field (with the
/// nearest known one), a wrong type, an unknown code (with the nearest valid one).
pub fn parse<T: DeserializeOwned>(json: &str) -> Result<T, RecordError> {
    let mut deserializer = serde_json::Deserializer::from_str(json);
    let record = serde_path_to_error::deserialize(&mut deserializer).map_err(|error| {
        let pointer = pointer_of(error.path());
        explain(json, pointer, &error.into_inner())
    })?;
    deserializer
        .end()
        .map_err(|error| explain(json, String::new(), &error))?;
    Ok(record)
}

/// Parses one record and checks it as a whole.
///
/// # Errors
/// As [`parse`], and what [`Check`] finds: dates in the wrong order, numbers out of range, empty items.
pub fn read<T: DeserializeOwned + Check>(json: &str) -> Result<T, RecordError> {
    let record: T = parse(json)?;
    record.check()?;
    Ok(record)
}

fn pointer_of(path: &serde_path_to_error::Path) -> String {
    use serde_path_to_error::Segment;
    let mut pointer = String::new();
    for segment in path {
        let step = match segment {
            Segment::Seq { index } => index.to_string(),
            Segment::Map { key } => key.replace('~', "~0").replace('/', "~1"),
            Segment::Enum { .. } | Segment::Unknown => continue,
        };
        pointer.push('/');
        pointer.push_str(&step);
    }
    pointer
}

fn explain(json: &str, pointer: String, error: &serde_json::Error) -> RecordError {
    let full = error.to_string();
    let at = format!(" at line {} column {}", error.line(), error.column());
    let bare = full.strip_suffix(&at).unwrap_or(&full);
    if error.is_syntax() || error.is_eof() {
        return RecordError {
            pointer: String::new(),
            value: None,
            reason: format!("not JSON: {bare} (column {})", error.column()),
            nearest: None,
        };
    }
    let value = serde_json::from_str::<serde_json::Value>(json)
        .ok()
        .and_then(|whole| {
            whole
                .pointer(&pointer)
                .map(|found| found.to_string().chars().take(140).collect())
        });
    let said = say(pointer, bare);
    RecordError {
        value: said.value.or(value),
        ..said
    }
}

/// What a deserializer's message about one field says: with the nearest known field or code.
pub fn say(pointer: String, message: &str) -> RecordError {
    let quoted: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    if message.starts_with("unknown field") {
        let (unknown, known) = quoted
            .split_first()
            .map(|(u, k)| (*u, k))
            .unwrap_or(("", &[]));
        let near = nearest(unknown, known.iter().copied());
        let hint = match near {
            Some(near) => format!("; did you mean `{near}`?"),
            None => format!("; known are {}", known.join(", ")),
        };
        return RecordError {
            pointer,
            value: Some(unknown.to_owned()),
            reason: format!("unknown field `{unknown}`{hint}"),
            nearest: near.map(str::to_owned),
        };
    }
    let near = message
        .split("did you mean `")
        .nth(1)
        .and_then(|rest| rest.split('`').next());
    RecordError {
        value: None,
        reason: message.to_owned(),
        nearest: near.map(str::to_owned),
        pointer,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Jobseeker, Vacancy};

    fn check<T: DeserializeOwned + std::fmt::Debug>(json: &str, pointer: &str, reason: &str) {
        let error = parse::<T>(json).unwrap_err();
        assert_eq!(
            (error.pointer.as_str(), error.reason.as_str()),
            (pointer, reason),
            "{json}"
        );
    }

    #[test]
    fn errors_name_place_value_and_what_would_be_right() {
        check::<Vacancy>(
            r#"{"id":"V","shifts":["evenning"]}"#,
            "/shifts/0",
            "unknown shift `evenning`; did you mean `evening`?",
        );
        check::<Vacancy>(
            r#"{"id":"V","minimum_age":35}"#,
            "/minimum_age",
            "an age of 35 would discriminate: only a statute's age may be asked (16, 18 or 21)",
        );
        check::<Vacancy>(
            r#"{"id":"V","skils":[]}"#,
            "/skils",
            "unknown field `skils`; did you mean `skills`?",
        );
        check::<Vacancy>(
            r#"{"id":""}"#,
            "/id",
            "`` is no identifier: it takes 1 to 128 visible characters, without spaces at its ends",
        );
        check::<Vacancy>(
            r#"{"#,
            "",
            "not JSON: EOF while parsing an object (column 1)",
        );
        check::<Vacancy>(
            r#"{"id":"V"} x"#,
            "",
            "not JSON: trailing characters (column 12)",
        );
        check::<Jobseeker>(
            r#"{"person":{"id":"P"},"profile":{"languages":[{"code":"FI"}]}}"#,
            "/profile/languages/0/code",
            "unknown language (BCP 47 subtag in lower case, such as fi, sv, en, fse) `FI`; did you mean `fi`?",
        );
    }

    #[test]
    fn null_is_absent_and_records_survive_the_round_trip() {
        let vacancy: Vacancy =
            parse(r#"{"id":"V","skills":null,"title":null,"hours":null,"status":null}"#).unwrap();
        assert_eq!(vacancy, Vacancy::new("V".parse().unwrap()));
        let asked: Vacancy = parse(r#"{"id":"V","car":{"need":null}}"#).unwrap();
        assert_eq!(asked, parse(r#"{"id":"V","car":{}}"#).unwrap());
        assert_eq!(
            serde_json::to_string(&vacancy).unwrap(),
            r#"{"id":"V","status":"open"}"#
        );
    }
}
