//! Records of outside formats in JSON: each value mapped by its format, with what it left unused.

use std::collections::VecDeque;

use serde_json::Value;

use crate::domain::PersonId;
use crate::domain::record::{self, RecordError};

use super::json::Cut;
use super::mapping::{Reading, Row};
use super::record::Notes;
use super::{Format, Record, RecordKind, Source, Step, ids, jobtech, schema_org, tmt};

/// Records of a JSON format.
pub(super) struct Mapped {
    values: Box<dyn Iterator<Item = Cut> + Send>,
    format: Format,
    kind: RecordKind,
    /// Name of the input, from which an identifier is made where the format carries none.
    name: String,
    seen: u64,
    waiting: VecDeque<(u64, Value)>,
}

/// The fields of a format, as they become a record's.
pub(super) fn table(format: Format, kind: RecordKind) -> &'static [Row] {
    match (format, kind) {
        (Format::Tmt, RecordKind::Vacancies) => tmt::POSTING,
        (Format::Tmt, RecordKind::Jobseekers) => tmt::PROFILE,
        (Format::TmtText, _) => tmt::TEXT_ADVERT,
        (Format::JobTech, _) => jobtech::JOBTECH,
        (Format::SchemaOrg, _) => schema_org::JOB_POSTING,
        (Format::Own | Format::Csv | Format::Xlsx, _) => &[],
    }
}

impl Mapped {
    pub(super) fn new(
        values: impl Iterator<Item = Cut> + Send + 'static,
        format: Format,
        kind: RecordKind,
        name: String,
    ) -> Self {
        Self {
            values: Box::new(values),
            format,
            kind,
            name,
            seen: 0,
            waiting: VecDeque::new(),
        }
    }

    fn map(&mut self, value: Value, reading: &Reading) -> Result<Record, RecordError> {
        let vacancy = match (self.format, self.kind) {
            (Format::Tmt, RecordKind::Jobseekers) => {
                self.seen += 1;
                let (name, seen) = (&self.name, self.seen);
                let id = || profile_id(name, seen);
                let jobseeker = tmt::profile(value, reading, id)?;
                return Ok(Record::Jobseeker(Box::new(jobseeker)));
            }
            (Format::TmtText, _) => tmt::text_advert(value, reading)?,
            (Format::JobTech, _) => jobtech::advert(value, reading)?,
            (Format::SchemaOrg, _) => schema_org::job_posting(value, reading)?,
            _ => tmt::posting(value, reading)?,
        };
        Ok(Record::Vacancy(Box::new(vacancy)))
    }
}

fn profile_id(name: &str, seen: u64) -> Result<PersonId, RecordError> {
    let id = match seen {
        1 => name.to_owned(),
        _ => format!("{name}-{seen}"),
    };
    ids::parse(&id, "/id").map_err(|error| RecordError {
        reason: "the profile has no `id`, and the input no name to make one of".to_owned(),
        ..error
    })
}

impl Source for Mapped {
    fn next(&mut self, notes: &mut Notes) -> Option<Step> {
        let (line, value) = loop {
            if let Some(waiting) = self.waiting.pop_front() {
                break waiting;
            }
            let cut = self.values.next()?;
            let value = cut.json.and_then(|json| record::parse::<Value>(&json));
            let value = match value {
                Ok(value) => value,
                Err(error) => {
                    return Some(Step {
                        line: cut.line,
                        record: Err(vec![error]),
                    });
                }
            };
            let values = match self.format {
                Format::JobTech => jobtech::advert_of(value),
                Format::SchemaOrg => schema_org::postings_of(value, notes),
                _ => vec![value],
            };
            self.waiting
                .extend(values.into_iter().map(|value| (cut.line, value)));
        };
        let reading = Reading::of(table(self.format, self.kind));
        let record = self.map(value, &reading);
        if record.is_ok() {
            notes.add(reading.into_notes());
        }
        Some(Step {
            line,
            record: record.map_err(|error| vec![error]),
        })
    }
}
