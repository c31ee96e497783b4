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

/// A path into a record as a JSON Pointer.
pub(super) fn pointer_of(path: &serde_path_to_error::Path) -> String {
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
        .and_then(|whole| whole.pointer(&pointer).map(ToString::to_string));
    told(pointer, value, bare)
}

/// What a deserializer says of the value at a place.
pub(super) fn told(pointer: String, value: Option<String>, message: &str) -> RecordError {
    let said = say(pointer, message);
    let shortened = value.map(|value| value.chars().take(140).collect());
    RecordError {
        value: said.value.or(shortened),
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
        reason: plain(message),
        nearest: near.map(str::to_owned),
        pointer,
    }
}

/// A deserializer's words for kinds of values, as people say them who do not write programs.
fn plain(message: &str) -> String {
    if let Some(field) = message.strip_prefix("missing field ") {
        return format!("{field} is missing");
    }
    let wrong_kind = message.strip_prefix("invalid type: ");
    let Some((found, due)) = wrong_kind
        .or_else(|| message.strip_prefix("invalid value: "))
        .and_then(|rest| rest.split_once(", expected "))
    else {
        return message.to_owned();
    };
    let kind = found.split(' ').next().unwrap_or_default();
    let found = match (wrong_kind, kind) {
        (Some(_), "string") => "text",
        (Some(_), "integer" | "floating") => "a number",
        (Some(_), "boolean") => "yes or no (`true`, `false`)",
        (Some(_), "map") => "an object `{…}`",
        (Some(_), "sequence") => "a list `[…]`",
        (Some(_), "null") => "nothing",
        _ => found.split_once(' ').map_or(found, |(_, value)| value),
    };
    let due = match due {
        "a string" => "text",
        "a boolean" => "`true` or `false`",
        "a sequence" => "a list `[…]`",
        "u8" | "u16" | "u32" | "u64" | "usize" => "a whole number from 0 on",
        "i8" | "i16" | "i32" | "i64" => "a whole number",
        "f32" | "f64" => "a number",
        _ if due.starts_with("struct ") || due == "a map" => "an object `{…}`",
        _ => due,
    };
    format!("expected {due}, not {found}")
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
    fn a_wrong_kind_of_value_is_said_in_plain_words() {
        let person = |field: &str| format!(r#"{{"person":{{"id":"P"}},"profile":{{{field}}}}}"#);
        let check = |field: &str, pointer, reason| {
            check::<Jobseeker>(&person(field), pointer, reason);
        };
        check(
            r#""text":"Olen kokki.""#,
            "/profile/text",
            "expected words by language, such as {\"fi\":\"Hitsaaja\",\"sv\":\"Svetsare\"}, not text",
        );
        check(
            r#""skills":"trukki""#,
            "/profile/skills",
            "expected a list `[…]`, not text",
        );
        check(
            r#""skills":[{"text":"trukki","years":"3"}]"#,
            "/profile/skills/0/years",
            "expected a number, not text",
        );
        check(
            r#""own_car":"kyllä""#,
            "/profile/own_car",
            "expected `true` or `false`, not text",
        );
        check(
            r#""languages":[{}]"#,
            "/profile/languages/0",
            "`code` is missing",
        );
        check(
            r#""confirmed_at":"1.11.2026""#,
            "/profile/confirmed_at",
            "`1.11.2026` is no date: write 2026, 2026-05 or 2026-05-31; did you mean `2026-11-01`?",
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
