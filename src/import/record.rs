//! What an import gives: records, rejections and the report of what was not used.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::domain::record::RecordError;
use crate::domain::{Check, Jobseeker, Vacancy, codes};

codes! {
    /// What an input holds.
    RecordKind, "kind of record" {
        /// Vacancies.
        Vacancies = "vacancies",
        /// Jobseekers.
        Jobseekers = "jobseekers",
    }
}

impl RecordKind {
    /// The other kind.
    pub fn other(self) -> Self {
        match self {
            Self::Vacancies => Self::Jobseekers,
            Self::Jobseekers => Self::Vacancies,
        }
    }
}

/// One record read.
#[derive(Debug, Clone, PartialEq)]
pub enum Record {
    /// A vacancy.
    Vacancy(Box<Vacancy>),
    /// A jobseeker.
    Jobseeker(Box<Jobseeker>),
}

impl Record {
    /// The identifier in its source.
    pub fn id(&self) -> &str {
        match self {
            Self::Vacancy(vacancy) => vacancy.id.as_str(),
            Self::Jobseeker(jobseeker) => jobseeker.person.id.as_str(),
        }
    }

    pub(super) fn check(&self) -> Result<(), RecordError> {
        match self {
            Self::Vacancy(vacancy) => vacancy.check(),
            Self::Jobseeker(jobseeker) => jobseeker.check(),
        }
    }
}

/// A record that was not accepted: where it is, what in it is wrong, and what would be right.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize)]
#[error("{}{reason}", place_of(*line, field))]
pub struct Rejected {
    /// The line it begins on, from 1; in a workbook the row.
    pub line: u64,
    /// JSON Pointer of the field, or the column's name; empty for the whole record.
    pub field: String,
    /// The value, shortened, where there is one.
    pub value: Option<String>,
    /// What is wrong and what would be right.
    pub reason: String,
    /// The nearest valid value, where one is near.
    pub nearest: Option<String>,
    /// What else is wrong with the same record.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<Self>,
}

impl Rejected {
    /// Its mistakes, one by one.
    pub fn each(&self) -> impl Iterator<Item = &Self> {
        std::iter::once(self).chain(&self.also)
    }

    /// A record with its mistakes, of which the first is named first.
    pub(super) fn at(line: u64, mistakes: Vec<RecordError>) -> Self {
        let mut told = mistakes.into_iter().map(|error| Self {
            line,
            field: error.pointer,
            value: error.value,
            reason: error.reason,
            nearest: error.nearest,
            also: Vec::new(),
        });
        match told.next() {
            Some(first) => Self {
                also: told.collect(),
                ..first
            },
            None => Self {
                line,
                field: String::new(),
                value: None,
                reason: "cannot be read".to_owned(),
                nearest: None,
                also: Vec::new(),
            },
        }
    }
}

/// What came of an input: counts, and what it said that no record has a place for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Records read and sound.
    pub accepted: u64,
    /// Records rejected.
    pub rejected: u64,
    /// Fields not used, in order of their path.
    pub unused: Vec<Unused>,
}

/// A field, or a value of it, that was not used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Unused {
    /// Path in the source, `*` for any place in a list: `/sijainti/maa/*`; or a column's name.
    pub field: String,
    /// Why: it has no place in a record, or its code is not known.
    pub reason: String,
    /// How many records have the field; how many times the value was met, where values are kept.
    pub count: u64,
    /// Values met, at most 12; kept only for codes, never for words about people.
    pub values: Vec<String>,
}

/// Most values that the report keeps of one field.
const VALUES_MAX: usize = 12;

/// Collects what is not used while records are read. Bounded: a field counts once however often it comes.
#[derive(Debug, Default)]
pub(super) struct Notes {
    unused: BTreeMap<(String, String), (u64, Vec<String>)>,
}

/// Most different fields that are told apart; the rest counts under one name.
const FIELDS_MAX: usize = 1000;

impl Notes {
    /// A field that no record has a place for: counts once in the notes of one record.
    pub(super) fn field(&mut self, path: &str, reason: &str) {
        self.entry(path, reason).0 = 1;
    }

    /// A value of a field that is not understood.
    pub(super) fn value(&mut self, path: &str, value: &str, reason: &str) {
        let (count, values) = self.entry(path, reason);
        *count += 1;
        let value: String = value.chars().take(80).collect();
        if values.len() < VALUES_MAX && !values.contains(&value) {
            values.push(value);
        }
    }

    /// Adds what one record left unused.
    pub(super) fn add(&mut self, other: Self) {
        for ((path, reason), (count, values)) in other.unused {
            let (sum, kept) = self.entry(&path, &reason);
            *sum += count;
            for value in values {
                if kept.len() < VALUES_MAX && !kept.contains(&value) {
                    kept.push(value);
                }
            }
        }
    }

    fn entry(&mut self, path: &str, reason: &str) -> &mut (u64, Vec<String>) {
        let path = if self.unused.len() < FIELDS_MAX {
            path.chars().take(200).collect()
        } else {
            "further fields".to_owned()
        };
        self.unused.entry((path, reason.to_owned())).or_default()
    }

    pub(super) fn unused(&self) -> Vec<Unused> {
        let entries = self.unused.iter();
        entries
            .map(|((field, reason), (count, values))| Unused {
                field: field.clone(),
                reason: reason.clone(),
                count: *count,
                values: values.clone(),
            })
            .collect()
    }
}

/// The line and the field, as far as they are known.
fn place_of(line: u64, field: &str) -> String {
    match (line, field) {
        (0, "") => String::new(),
        (0, field) => format!("{field}: "),
        (line, "") => format!("line {line}: "),
        (line, field) => format!("line {line}, {field}: "),
    }
}
