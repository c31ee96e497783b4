//! Vacancies imported for somebody who does not wait: lines in, a job that says what came of each.

use std::fs::File;
use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tokio::sync::OwnedSemaphorePermit;
use utoipa::ToSchema;

use super::{Engine, EngineError, PutOutcome, Reader};
use crate::domain::{PublicId, Vacancy, codes};
use crate::import::{self, Format, Options, Record, RecordKind, Records, Rejected};
use crate::store::ImportJob;

codes! {
    /// Where an import stands.
    ImportState, "state of an import" {
        /// It is read and written.
        Running = "running",
        /// All of it was looked at.
        Done = "done",
        /// It could not be read to its end; what is counted was taken.
        Failed = "failed",
        /// The program was stopped in the middle; what is counted was taken. Send it again.
        Interrupted = "interrupted",
    }
}

/// An import and what came of it so far.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[schema(example = json!({"id": "mfrggzdfmztwq2lknnwg23tpoa", "state": "done", "began": "2026-11-21T10:00:00Z",
    "accepted": 211, "unchanged": 40, "rejected": 1, "errors": [{"line": 7, "pointer": "/shifts/0", "value": "evenning",
    "reason": "unknown shift `evenning`; did you mean `evening`?", "nearest": "evening"}], "errors_left_out": 0}))]
pub struct ImportView {
    /// Its identifier.
    pub id: PublicId,
    /// Where it stands.
    pub state: ImportState,
    /// When it began.
    #[schema(value_type = String, format = DateTime)]
    pub began: Timestamp,
    /// What came of it so far.
    #[serde(flatten)]
    pub report: ImportReport,
}

/// What came of the lines of an import.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ImportReport {
    /// Vacancies taken that were not stored, or otherwise.
    pub accepted: u64,
    /// Vacancies that were stored just so.
    pub unchanged: u64,
    /// Lines that were not taken.
    pub rejected: u64,
    /// What is wrong with them, in the order of lines: the first 1,000 mistakes.
    pub errors: Vec<LineError>,
    /// Mistakes beyond those.
    pub errors_left_out: u64,
    /// Why it could not be read to its end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failure: Option<String>,
}

/// What is wrong with a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct LineError {
    /// The line, from 1.
    pub line: u64,
    /// JSON Pointer of the field; empty for the whole line.
    pub pointer: String,
    /// The value, shortened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// What is wrong and what would be right.
    pub reason: String,
    /// The nearest valid value, where one is near.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nearest: Option<String>,
}

/// Mistakes that are told.
const ERRORS_MAX: usize = 1_000;

/// Records written in one transaction.
const BATCH: usize = 500;

/// Seconds without a word after which a running import is taken for one that was interrupted.
const SILENCE: i64 = 120;

impl ImportReport {
    fn reject(&mut self, rejected: &Rejected) {
        self.rejected += 1;
        for one in rejected.each() {
            if self.errors.len() >= ERRORS_MAX {
                self.errors_left_out += 1;
                continue;
            }
            self.errors.push(LineError {
                line: one.line,
                pointer: one.field.clone(),
                value: one.value.clone(),
                reason: one.reason.clone(),
                nearest: one.nearest.clone(),
            });
        }
    }

    fn text(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// Some of the records, and the rest.
struct Taken {
    records: Records,
    vacancies: Vec<Vacancy>,
    rejected: Vec<Rejected>,
    more: bool,
}

fn take(mut records: Records) -> Taken {
    let (mut vacancies, mut rejected) = (Vec::new(), Vec::new());
    let mut more = false;
    for record in records.by_ref() {
        match record {
            Ok(Record::Vacancy(vacancy)) => vacancies.push(*vacancy),
            // The reader was told that there are vacancies, and gives nothing else.
            Ok(Record::Jobseeker(_)) => {}
            Err(error) => rejected.push(error),
        }
        if vacancies.len() + rejected.len() >= BATCH {
            more = true;
            break;
        }
    }
    Taken {
        records,
        vacancies,
        rejected,
        more,
    }
}

/// Imports that are being sent or run at a time: each has its lines in a file, and they are written
/// one batch after the other anyway.
pub const IMPORTS_MAX: usize = 4;

/// An import's place among those under way.
#[derive(Debug)]
pub struct ImportPlace(
    #[expect(dead_code, reason = "held for as long as the import")] OwnedSemaphorePermit,
);

impl Engine {
    /// A place for an import, to be taken before its lines are received.
    ///
    /// # Errors
    /// [`EngineError::TooManyImports`] while [`IMPORTS_MAX`] are under way.
    pub fn import_place(&self) -> Result<ImportPlace, EngineError> {
        let place = Arc::clone(&self.0.imports).try_acquire_owned();
        place
            .map(ImportPlace)
            .map_err(|_| EngineError::TooManyImports)
    }

    /// How many imports are under way.
    pub fn imports_running(&self) -> usize {
        IMPORTS_MAX.saturating_sub(self.0.imports.available_permits())
    }

    /// Begins an import of vacancies, a record a line, and goes on with it by itself; its identifier.
    /// `source` is put into vacancies that name none.
    ///
    /// # Errors
    /// [`EngineError::Unavailable`]: then nothing was begun.
    pub async fn begin_import(
        &self,
        reader: &Reader,
        place: ImportPlace,
        lines: File,
        source: Option<String>,
    ) -> Result<PublicId, EngineError> {
        let nothing = ImportReport::default().text();
        let now = self.0.clock.now();
        let id = self
            .0
            .store
            .begin_import(&reader.name, &nothing, now)
            .await?;
        let engine = self.clone();
        tokio::spawn(async move {
            let _place = place;
            let mut report = ImportReport::default();
            if let Err(error) = engine.import_lines(id, lines, source, &mut report).await {
                tracing::warn!(import = %id, %error, "an import was broken off");
                report.failure = Some(error.to_string());
            }
            let (store, now) = (&engine.0.store, engine.0.clock.now());
            if let Err(error) = store.note_import(id, &report.text(), true, now).await {
                tracing::warn!(import = %id, %error, "what came of an import is not noted");
            }
            tracing::info!(import = %id, accepted = report.accepted, rejected = report.rejected, "an import ended");
        });
        Ok(id)
    }

    async fn import_lines(
        &self,
        id: PublicId,
        lines: File,
        source: Option<String>,
        report: &mut ImportReport,
    ) -> Result<(), EngineError> {
        let options = Options {
            format: Some(Format::Own),
            source,
            ..Options::new(RecordKind::Vacancies)
        };
        let opened = self
            .compute(move |_| Ok(import::open(lines, options)))
            .await?;
        let mut records =
            opened.map_err(|error| EngineError::invalid("", "…", error.to_string()))?;
        loop {
            let taken = self.compute(move |_| Ok(take(records))).await?;
            for put in self.put_vacancies(&taken.vacancies).await? {
                match put.outcome {
                    PutOutcome::Unchanged => report.unchanged += 1,
                    _ => report.accepted += 1,
                }
            }
            taken.rejected.iter().for_each(|one| report.reject(one));
            if !taken.more {
                return Ok(());
            }
            records = taken.records;
            let now = self.0.clock.now();
            self.0
                .store
                .note_import(id, &report.text(), false, now)
                .await?;
        }
    }

    /// An import, and what came of it so far.
    ///
    /// # Errors
    /// [`EngineError::NotFound`] for one that is not known, or no longer: they are known for a week.
    pub async fn import_job(&self, id: PublicId) -> Result<ImportView, EngineError> {
        let job = self.0.store.import_job(id).await?;
        let job = job.ok_or(EngineError::NotFound { what: "import" })?;
        let report: ImportReport = serde_json::from_str(&job.report).unwrap_or_default();
        Ok(ImportView {
            id: job.id,
            state: self.state_of(&job, &report),
            began: job.began,
            report,
        })
    }

    fn state_of(&self, job: &ImportJob, report: &ImportReport) -> ImportState {
        let silent = self.seconds() - job.noted.as_second();
        match (job.ended, &report.failure) {
            (true, Some(_)) => ImportState::Failed,
            (true, None) => ImportState::Done,
            (false, _) if silent > SILENCE => ImportState::Interrupted,
            (false, _) => ImportState::Running,
        }
    }
}
