//! Which format an input is, from its beginning.

use std::collections::BTreeSet;

use super::decode::text_of_head;
use super::{Format, OpenError, Options, RecordKind, table};

/// What a format looks like, for messages.
const LOOKED_FOR: &str = "looked for JSON with the fields of the program's own records (id, person), \
    Job Market Finland (ilmoituksenID, generalInfo, basicInfo), JobTech (headline, must_have) or \
    schema.org (@type); for a web page; for a workbook (.xlsx); and for columns with known names";

/// The format named, where the content allows it, else the one that the content shows.
pub(super) fn settle(head: &[u8], options: &Options) -> Result<Format, OpenError> {
    let text = text_of_head(head);
    let text = text.trim_start();
    let format = match options.format {
        Some(format) => agree(format, head, text)?,
        None => guess(head, text, options)?,
    };
    if !format.carries(options.kind) {
        return Err(OpenError::NotThatKind {
            format,
            kind: options.kind,
        });
    }
    if matches!(format, Format::Own | Format::Tmt) && is_json(text) {
        let looks = kind_of_keys(format, &keys(text));
        if looks.is_some_and(|looks| looks != options.kind) {
            return Err(OpenError::OtherKind { kind: options.kind });
        }
    }
    Ok(format)
}

/// The kind of records of a format that have these fields; `None` where both may.
fn kind_of_keys(format: Format, keys: &BTreeSet<&str>) -> Option<RecordKind> {
    let any = |names: &[&str]| names.iter().any(|name| keys.contains(name));
    let (jobseekers, vacancies) = match format {
        Format::Tmt => (any(TMT_PROFILE), any(TMT_POSTING)),
        // A jobseeker is a person, a profile and who may see them: nothing else has these.
        _ => {
            let jobseeker = any(&["person", "profile", "visibility"]);
            (jobseeker, !jobseeker && !keys.is_empty())
        }
    };
    match (jobseekers, vacancies) {
        (true, false) => Some(RecordKind::Jobseekers),
        (false, true) => Some(RecordKind::Vacancies),
        _ => None,
    }
}

/// Fields of a posting of Job Market Finland alone.
const TMT_POSTING: &[&str] = &[
    "ilmoituksenID",
    "perustiedot",
    "osaamisvaatimukset",
    "ilmoitukset",
];

/// Fields of a competence profile of Job Market Finland alone.
const TMT_PROFILE: &[&str] = &[
    "generalInfo",
    "languageSkills",
    "jobPreferenceDescription",
    "drivingLicenses",
];

fn is_json(text: &str) -> bool {
    text.starts_with(['{', '['])
}

fn is_zip(head: &[u8]) -> bool {
    head.starts_with(b"PK\x03\x04")
}

/// Whether a text is a web page or a part of one.
pub(super) fn is_page(text: &str) -> bool {
    let start: String = text
        .chars()
        .take(2000)
        .collect::<String>()
        .to_ascii_lowercase();
    text.starts_with('<')
        && [
            "<!doctype html",
            "<html",
            "<head",
            "<body",
            "<script",
            "<div",
            "<meta",
        ]
        .iter()
        .any(|tag| start.contains(tag))
}

/// Whether a named format can be what is there.
fn agree(format: Format, head: &[u8], text: &str) -> Result<Format, OpenError> {
    let reason = match format {
        Format::Xlsx if !is_zip(head) => "a workbook (.xlsx) begins with PK",
        Format::Csv if is_zip(head) => "this is a zip or a workbook: try --format xlsx",
        Format::Csv if is_json(text) => {
            "this is JSON: leave --format out, and it is told from the content"
        }
        Format::SchemaOrg if is_json(text) || is_page(text) => return Ok(format),
        Format::SchemaOrg => "neither JSON nor a web page",
        Format::Csv | Format::Xlsx => return Ok(format),
        _ if is_json(text) => return Ok(format),
        _ => "JSON begins with { or [",
    };
    Err(OpenError::NotThatFormat {
        format,
        reason: format!("{reason}; it begins `{}`", beginning(text)),
    })
}

fn beginning(text: &str) -> String {
    let shown = text.chars().take(40);
    shown
        .map(|c| if c.is_control() { '·' } else { c })
        .collect()
}

fn guess(head: &[u8], text: &str, options: &Options) -> Result<Format, OpenError> {
    let unknown = |looked_for: String| OpenError::UnknownFormat {
        beginning: beginning(text),
        looked_for,
    };
    if is_zip(head) {
        return Ok(Format::Xlsx);
    }
    if head.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return Err(unknown(
            "this is an old workbook (.xls); save it as .xlsx".to_owned(),
        ));
    }
    if is_json(text) {
        return of_keys(&keys(text)).ok_or_else(|| unknown(LOOKED_FOR.to_owned()));
    }
    if is_page(text) {
        return Ok(Format::SchemaOrg);
    }
    if text.contains('\0') || text.starts_with("%PDF") {
        return Err(unknown(LOOKED_FOR.to_owned()));
    }
    match table::known_columns(text, options) {
        Ok(()) => Ok(Format::Csv),
        Err(columns) => Err(unknown(format!("{LOOKED_FOR}; {columns}"))),
    }
}

fn of_keys(keys: &BTreeSet<&str>) -> Option<Format> {
    let any = |names: &[&str]| names.iter().any(|name| keys.contains(name));
    if any(TMT_POSTING) || any(TMT_PROFILE) {
        return Some(Format::Tmt);
    }
    if any(&["basicInfo"]) && any(&["publishedAt", "applicationEndDate", "location"]) {
        return Some(Format::TmtText);
    }
    if any(&["must_have", "application_deadline", "workplace_address"]) {
        return Some(Format::JobTech);
    }
    if any(&["@type", "@context", "@graph"]) {
        return Some(Format::SchemaOrg);
    }
    any(&["id", "person", "profile", "title", "occupations", "skills"]).then_some(Format::Own)
}

/// Every key in the beginning of a JSON text, which may be cut off anywhere.
fn keys(text: &str) -> BTreeSet<&str> {
    let mut keys = BTreeSet::new();
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] != b'"' {
            at += 1;
            continue;
        }
        let start = at + 1;
        at = start;
        while at < bytes.len() && bytes[at] != b'"' {
            at += if bytes[at] == b'\\' { 2 } else { 1 };
        }
        let after = text.get(at + 1..).map(str::trim_start);
        if after.is_some_and(|after| after.starts_with(':'))
            && let Some(key) = text.get(start..at)
        {
            keys.insert(key);
        }
        at += 1;
    }
    keys
}

/// Whether JSON stands a value a line, so that a bad line is one record lost. Otherwise values are
/// cut out of the text, and may span lines.
pub(super) fn one_a_line(head: &[u8]) -> bool {
    let text = text_of_head(head);
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let (Some(first), second) = (lines.next(), lines.next()) else {
        return false;
    };
    let second = second.is_some_and(|line| line.starts_with('{'));
    first.starts_with('{') && (second || first.ends_with('}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(kind: RecordKind, text: &str, format: Option<Format>) {
        let settled = settle(text.as_bytes(), &Options::new(kind)).ok();
        assert_eq!(settled, format, "{text}");
    }

    #[test]
    fn a_format_is_told_from_the_content() {
        use RecordKind::{Jobseekers, Vacancies};
        check(
            Vacancies,
            r#"{"id":"V-1","title":{"fi":"ilmoituksenID"}}"#,
            Some(Format::Own),
        );
        check(Vacancies, r#"{"id":"V-1""#, Some(Format::Own));
        check(
            Jobseekers,
            r#"{"person":{"id":"P"},"profile":{"headline":{}}}"#,
            Some(Format::Own),
        );
        check(
            Vacancies,
            r#"{"sivutus":{},"ilmoitukset":[{"ilmoituksenID":"1"}]}"#,
            Some(Format::Tmt),
        );
        check(Jobseekers, r#"{"generalInfo":{}}"#, Some(Format::Tmt));
        check(
            Vacancies,
            r#"{"results":[{"basicInfo":{},"location":{}}]}"#,
            Some(Format::TmtText),
        );
        check(
            Vacancies,
            r#"{"hits":[{"id":"1","headline":"x","must_have":{}}]}"#,
            Some(Format::JobTech),
        );
        check(
            Vacancies,
            r#"[{"@type" : "JobPosting"}]"#,
            Some(Format::SchemaOrg),
        );
        check(Vacancies, "<!DOCTYPE html><html>", Some(Format::SchemaOrg));
        check(Vacancies, "PK\x03\x04", Some(Format::Xlsx));
        check(
            Vacancies,
            "Tehtävänimike;Kunta\nKokki;837",
            Some(Format::Csv),
        );
    }

    #[test]
    fn what_is_of_the_other_kind_or_of_no_format_is_refused() {
        use RecordKind::{Jobseekers, Vacancies};
        check(Vacancies, r#"{"person":{"id":"P"}}"#, None);
        check(
            Jobseekers,
            r#"{"id":"V-1","employer":{"name":"Esimerkki Oy"}}"#,
            None,
        );
        check(
            Jobseekers,
            r#"{"id":"V-1","title":{"fi":"Kokki"},"skills":[]}"#,
            None,
        );
        check(
            Jobseekers,
            r#"{"ilmoitukset":[{"ilmoituksenID":"1"}]}"#,
            None,
        );
        check(Vacancies, r#"{"generalInfo":{}}"#, None);
        check(
            Jobseekers,
            "id;otsikko;kuvaus;kunta;viikkotunnit;palkka\n1;a;b;c;2;3",
            None,
        );
        check(
            Vacancies,
            "id;nimi;kotikunta;ammatti;turvakielto\n1;a;b;c;ei",
            None,
        );
        check(Jobseekers, "id;kuvaus;kunta\n1;a;b", Some(Format::Csv));
        check(Vacancies, "a;b\n1;2", None);
        check(Vacancies, "{}", None);
        check(Vacancies, "<note/>", None);
        check(Jobseekers, r#"[{"@type" : "JobPosting"}]"#, None);
    }

    #[test]
    fn a_file_that_is_not_what_it_is_called_says_so() {
        let mut options = Options::new(RecordKind::Vacancies);
        options.format = Some(Format::Xlsx);
        let error = settle(b"id;title", &options).unwrap_err().to_string();
        assert_eq!(
            error,
            "the input is no xlsx: a workbook (.xlsx) begins with PK; it begins `id;title`"
        );
    }
}
