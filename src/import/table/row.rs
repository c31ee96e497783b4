//! A row as a record.

use serde_json::{Map, Value, json};

use crate::domain::record::{self, RecordError};
use crate::domain::{Jobseeker, Lang, Vacancy};

use super::super::record::Notes;
use super::super::{Record, RecordKind, html, ids, words};
use super::cell::{self, Cell, Filled, Reads};
use super::columns::Field;

/// The columns of a table, and what they fill.
pub(super) struct Header {
    /// Names as they stand.
    pub(super) names: Vec<String>,
    /// What each fills.
    pub(super) fields: Vec<Option<&'static Field>>,
    pub(super) kind: RecordKind,
}

impl Header {
    /// Reads one row; else tells what is wrong with each of its cells.
    pub(super) fn record(
        &self,
        cells: &[Cell],
        notes: &mut Notes,
    ) -> Result<Record, Vec<RecordError>> {
        let mut noted = Notes::default();
        let mut mistakes = Vec::new();
        let mut beyond = cells.iter().skip(self.names.len());
        if let Some(cell) = beyond.find(|cell| !cell.text().is_empty()) {
            mistakes.push(RecordError {
                pointer: String::new(),
                value: Some(cell.text().chars().take(140).collect()),
                reason: format!(
                    "the row has {} cells, the header names {}: is a cell that holds the separator not in quotes?",
                    cells.len(),
                    self.names.len()
                ),
                nearest: None,
            });
        }
        let mut row = Value::Object(Map::new());
        let lang = self.language(cells);
        for ((name, field), cell) in self.names.iter().zip(&self.fields).zip(cells) {
            if cell.text().is_empty() {
                continue;
            }
            let Some(field) = field else {
                let reason = "a column of no known name, or of a field that another column fills";
                noted.field(name, reason);
                continue;
            };
            match cell::read(field.reads, cell) {
                Ok(filled) => self.put(&mut row, field, filled, lang, name, &mut noted),
                Err(wrong) => mistakes.push(RecordError {
                    pointer: name.clone(),
                    value: Some(cell.text().chars().take(140).collect()),
                    reason: wrong.reason,
                    nearest: wrong.nearest,
                }),
            }
        }
        if let Err(error) = self.identify(&mut row) {
            mistakes.push(error);
        }
        if !mistakes.is_empty() {
            return Err(mistakes);
        }
        let json = row.to_string();
        let parsed = match self.kind {
            RecordKind::Vacancies => {
                record::read::<Vacancy>(&json).map(|v| Record::Vacancy(Box::new(v)))
            }
            RecordKind::Jobseekers => {
                record::read::<Jobseeker>(&json).map(|j| Record::Jobseeker(Box::new(j)))
            }
        };
        let record = parsed.map_err(|error| vec![self.name_column(error)])?;
        notes.add(noted);
        Ok(record)
    }

    /// The language of the row's words, told from all of them.
    fn language(&self, cells: &[Cell]) -> Lang {
        let mut all = String::new();
        for (field, cell) in self.fields.iter().zip(cells) {
            if field.is_some_and(|field| matches!(field.reads, Reads::Words)) {
                all.push_str(&html::plain(&cell.text()));
                all.push(' ');
            }
        }
        words::language(&all).unwrap_or(Lang::Fi)
    }

    fn put(
        &self,
        row: &mut Value,
        field: &Field,
        filled: Filled,
        lang: Lang,
        column: &str,
        notes: &mut Notes,
    ) {
        let mut value = filled.value;
        let mut path = field.path;
        if matches!(field.reads, Reads::Words) {
            let text = html::plain(value.as_str().unwrap_or_default());
            value = json!({ lang.as_str(): text });
        }
        if let Reads::AskedSkills(_) = field.reads {
            path = "skills";
        }
        fill(row, path, value);
        for word in filled.words {
            let (skills, skill) = match (field.reads, self.kind) {
                // What nobody can name nobody can be shown to hold: it keeps nobody out.
                (Reads::AskedPermits, _) => ("skills", json!({ "text": word, "need": "should" })),
                (Reads::HeldPermits, _) => (
                    "profile/skills",
                    json!({ "text": word, "source": "certificate" }),
                ),
                (Reads::Occupations, RecordKind::Vacancies) => {
                    let before = row["description"][lang.as_str()]
                        .as_str()
                        .unwrap_or_default();
                    let text = format!("{before}\n\n{word}").trim().to_owned();
                    row["description"][lang.as_str()] = json!(text);
                    notes.value(
                        column,
                        &word,
                        "no URI of an ESCO concept: kept in the description",
                    );
                    continue;
                }
                _ => {
                    notes.value(column, &word, "no URI of an ESCO concept");
                    continue;
                }
            };
            notes.value(
                column,
                &word,
                "not a known permit: kept as a skill in words",
            );
            fill(row, skills, json!([skill]));
            if matches!(field.reads, Reads::HeldPermits) {
                // A list with a permit that nobody can name is not complete.
                forget_permits(row);
            }
        }
    }

    /// Makes an identifier for a vacancy without one.
    fn identify(&self, row: &mut Value) -> Result<(), RecordError> {
        let (path, column) = match self.kind {
            RecordKind::Vacancies => ("/id", "id"),
            RecordKind::Jobseekers => ("/person/id", "person/id"),
        };
        if row.pointer(path).is_some() {
            return Ok(());
        }
        if self.kind == RecordKind::Jobseekers {
            let named = self.column_of(column).unwrap_or("tunniste");
            return Err(RecordError {
                pointer: named.to_owned(),
                value: None,
                reason: "the row has no identifier of the person".to_owned(),
                nearest: None,
            });
        }
        let part = |path: &str| row.pointer(path).map(Value::to_string).unwrap_or_default();
        let parts = ["/employer/name", "/title", "/municipalities", "/published"].map(part);
        row["id"] = json!(ids::made("row", &parts.each_ref().map(String::as_str)));
        Ok(())
    }

    /// The name of the column that fills a field.
    fn column_of(&self, path: &str) -> Option<&str> {
        let mut columns = self.names.iter().zip(&self.fields);
        let found = columns.find(|(_, field)| field.is_some_and(|field| field.path == path));
        found.map(|(name, _)| name.as_str())
    }

    /// An error of the record's field as one of the column that filled it.
    fn name_column(&self, mut error: RecordError) -> RecordError {
        let path = error.pointer.trim_start_matches('/').to_owned();
        let mut columns = self.names.iter().zip(&self.fields);
        let column = columns.find(|(_, field)| {
            field.is_some_and(|field| {
                let field = field.path.strip_suffix("/must").unwrap_or(field.path);
                path == field
                    || path
                        .strip_prefix(field)
                        .is_some_and(|rest| rest.starts_with('/'))
            })
        });
        if let Some((name, _)) = column {
            error.pointer = name.clone();
        }
        error
    }
}

/// Puts a value at a path; a list is added to one that is there.
fn fill(row: &mut Value, path: &str, value: Value) {
    if value.is_null() {
        return;
    }
    let mut place = row;
    for step in path.split('/') {
        place = &mut place[step];
    }
    match (place, value) {
        (Value::Array(there), Value::Array(more)) => there.extend(more),
        (place, value) => *place = value,
    }
}

/// Turns the permits known so far into words, and leaves out the list.
fn forget_permits(row: &mut Value) {
    let Some(profile) = row.get_mut("profile").and_then(Value::as_object_mut) else {
        return;
    };
    let Some(Value::Array(codes)) = profile.remove("permits") else {
        return;
    };
    let named = codes.iter().filter_map(|code| {
        let code: crate::domain::PermitCode = code.as_str()?.parse().ok()?;
        Some(json!({ "text": code.facts().name.fi, "source": "certificate" }))
    });
    fill(row, "profile/skills", named.collect());
}
