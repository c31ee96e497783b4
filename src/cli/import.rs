//! `kohtaanto import`: records from files into the store, upserted by id; what was not taken is said.

use std::collections::HashSet;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

use super::import_summary::Summary;
use super::out::{Out, say};
use super::{Context, ExitCode};
use crate::config::Config;
use crate::domain::{Consent, Jobseeker, PersonId, Vacancy, VacancyId};
use crate::engine::{Engine, Matching, Protection, ProtectionFileError, PutOutcome};
use crate::import::{self, Columns, Format, Options, Record, RecordKind, Rejected};

/// What to import.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Kind of record: vacancies or jobseekers.
    kind: RecordKind,
    /// Files; `-` is the standard input.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Format (default: told from the content).
    #[arg(long)]
    format: Option<Format>,
    /// Name of the source.
    #[arg(long)]
    source: Option<String>,
    /// Close what this source no longer sends.
    #[arg(long, value_name = "SOURCE")]
    replace_source: Option<String>,
    /// Which column is which field, for CSV and XLSX (TOML).
    #[arg(long, value_name = "FILE")]
    columns: Option<PathBuf>,
    /// Protection data for sources without it: a CSV file `id,yes|no`, or `none-in-this-file`.
    #[arg(long, value_name = "FILE")]
    protection: Option<String>,
    /// Who may be matched, for sources without it: a CSV file `id,yes|no`, or `all-in-this-file`.
    #[arg(long, value_name = "FILE")]
    matching: Option<String>,
}

/// Records written in one transaction.
const BATCH: usize = 500;

/// Imports, and ends with the counts.
pub(super) async fn run(args: Args, context: &Context, out: &mut Out) -> Result<ExitCode> {
    let source = source(&args)?;
    let columns = columns(&args)?;
    said_of_people(&args)?;
    let protection = supplied(
        ("--protection", args.protection.as_deref()),
        Protection::InRecords,
        ("none-in-this-file", Protection::NoneInFile),
        Protection::parse,
    )?;
    let matching = supplied(
        ("--matching", args.matching.as_deref()),
        Matching::InRecords,
        ("all-in-this-file", Matching::AllInFile),
        Matching::parse,
    )?;
    let engine = Engine::init(context.engine_options()?).await?;
    let mut intake = Intake {
        taken: 0,
        engine: &engine,
        source,
        protection,
        matching,
        summary: Summary::default(),
        vacancies: Vec::new(),
        jobseekers: Vec::new(),
        sent_vacancies: HashSet::new(),
        sent_people: HashSet::new(),
        ids: HashSet::new(),
    };
    intake.record_protection(context).await?;
    let seen_before = engine.seen_by_staff().await?;
    let bar = super::progress::bytes(&args.files);
    let config = context.config()?;
    let broken_off = intake.files(&args, &columns, &config, &bar).await;
    if let Some(source) = args
        .replace_source
        .as_ref()
        .filter(|_| broken_off.is_none())
    {
        intake.close_missing(source, args.kind).await?;
    }
    let mut summary = intake.summary;
    if args.kind == RecordKind::Jobseekers {
        summary.hidden_anew = engine.lacking_facts(&seen_before).await?;
    }
    // Free words are read now, once, so that the next question need not wait for it.
    bar.finish_and_clear();
    let bar = super::progress::bar("read", None);
    engine.read_unread(|records| bar.inc(records)).await?;
    bar.finish_and_clear();
    engine.close().await;
    if context.json {
        out.json(&summary)?;
    } else {
        summary.tell(context.texts());
    }
    if let Some(error) = broken_off {
        return Err(error);
    }
    Ok(if summary.rejected > 0 {
        ExitCode::Partly
    } else {
        ExitCode::Done
    })
}

/// Where an import was broken off, and which files were therefore not read.
fn stopped_at(path: &Path, after: &[PathBuf]) -> String {
    let mut said = path.display().to_string();
    if !after.is_empty() {
        let after: Vec<String> = after.iter().map(|p| p.display().to_string()).collect();
        said += &format!(" (not read after it: {})", after.join(", "));
    }
    said
}

/// Who sent the records, where that is said.
fn source(args: &Args) -> Result<Option<String>> {
    match (&args.replace_source, &args.source) {
        (Some(replaced), Some(named)) if replaced != named => {
            bail!("--source and --replace-source name different sources; one is enough")
        }
        (replaced, named) => Ok(replaced.as_ref().or(named.as_ref()).cloned()),
    }
}

/// Which column is which field.
fn columns(args: &Args) -> Result<Columns> {
    let Some(path) = &args.columns else {
        return Ok(Columns::default());
    };
    let text =
        std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    Columns::parse(&text, args.kind).with_context(|| format!("{}", path.display()))
}

/// Protection and matching are said of people alone.
fn said_of_people(args: &Args) -> Result<()> {
    let said = [
        ("--protection", &args.protection),
        ("--matching", &args.matching),
    ];
    match said.iter().find(|(_, said)| said.is_some()) {
        Some((option, _)) if args.kind == RecordKind::Vacancies => {
            bail!("{option} is said of jobseekers; vacancies have no such data")
        }
        _ => Ok(()),
    }
}

/// What an option supplies to a whole import: nothing where it is not said, one word for everybody in
/// it, or a file of its own.
fn supplied<T>(
    (option, said): (&str, Option<&str>),
    unsaid: T,
    (word, of_everybody): (&str, T),
    parse: impl Fn(&str) -> Result<T, ProtectionFileError>,
) -> Result<T> {
    match said {
        None => Ok(unsaid),
        Some(said) if said == word => Ok(of_everybody),
        Some(path) => {
            let text = std::fs::read_to_string(path).with_context(|| {
                format!("{option} takes `{word}` or a CSV file of id,yes|no; cannot read {path}")
            })?;
            parse(&text).with_context(|| path.to_owned())
        }
    }
}

struct Intake<'a> {
    /// Records met so far, taken or rejected.
    taken: u64,
    engine: &'a Engine,
    source: Option<String>,
    protection: Protection,
    matching: Matching,
    summary: Summary,
    vacancies: Vec<Vacancy>,
    jobseekers: Vec<Jobseeker>,
    sent_vacancies: HashSet<VacancyId>,
    sent_people: HashSet<PersonId>,
    /// Ids of the file at hand.
    ids: HashSet<String>,
}

impl Intake<'_> {
    /// Who vouches for a source's protection data is on record before its people come in.
    async fn record_protection(&self, context: &Context) -> Result<()> {
        let source = self.source.as_deref().unwrap_or("unnamed");
        Ok(self
            .engine
            .record_protection(source, &self.protection, &self.matching, &context.user())
            .await?)
    }

    /// Takes in the files in their order; why it was broken off, if it was. What was taken before that
    /// is told all the same.
    async fn files(
        &mut self,
        args: &Args,
        columns: &Columns,
        config: &Config,
        bar: &indicatif::ProgressBar,
    ) -> Option<anyhow::Error> {
        for (place, path) in args.files.iter().enumerate() {
            let options = Options {
                format: args.format,
                source: self.source.clone(),
                name: path.file_stem().map(|s| s.to_string_lossy().into_owned()),
                columns: columns.clone(),
                record_bytes_max: config.import_record_bytes,
                workbook_bytes_max: config.import_workbook_bytes,
                ..Options::new(args.kind)
            };
            if let Err(error) = self.file(path, options, bar).await {
                return Some(error.context(stopped_at(path, &args.files[place + 1..])));
            }
        }
        None
    }

    async fn file(
        &mut self,
        path: &Path,
        options: Options,
        bar: &indicatif::ProgressBar,
    ) -> Result<()> {
        let input: Box<dyn Read + Send> = if path.as_os_str() == "-" {
            Box::new(io::stdin())
        } else {
            Box::new(bar.wrap_read(File::open(path)?))
        };
        let mut records = import::open(input, options)?;
        self.ids.clear();
        for record in records.by_ref() {
            self.taken += 1;
            match record {
                Ok(Record::Vacancy(vacancy)) => self.vacancies.push(*vacancy),
                Ok(Record::Jobseeker(jobseeker)) => self.jobseekers.push(*jobseeker),
                Err(rejected) => self.reject(rejected),
            }
            if self.vacancies.len() + self.jobseekers.len() >= BATCH {
                bar.set_message(format!("{} records", self.taken));
                self.write().await?;
            }
        }
        self.write().await?;
        self.summary.unused.extend(records.report().unused);
        Ok(())
    }

    fn reject(&mut self, rejected: Rejected) {
        self.summary.reject(rejected);
    }

    async fn write(&mut self) -> Result<()> {
        let mut outcomes = Vec::new();
        if !self.vacancies.is_empty() {
            let batch = std::mem::take(&mut self.vacancies);
            for vacancy in &batch {
                self.note_concepts(self.engine.unknown_concepts_of_vacancy(vacancy));
            }
            let put = self.engine.put_vacancies(&batch).await?;
            outcomes.extend(put.into_iter().zip(batch.iter().map(|v| v.id.to_string())));
            self.sent_vacancies.extend(batch.into_iter().map(|v| v.id));
        }
        if !self.jobseekers.is_empty() {
            let mut batch = std::mem::take(&mut self.jobseekers);
            for jobseeker in &mut batch {
                self.protection.apply(jobseeker);
                self.matching.apply(jobseeker);
                self.note_concepts(self.engine.unknown_concepts_of_profile(&jobseeker.profile));
            }
            let put = self
                .engine
                .put_jobseekers(&batch, self.source.as_deref())
                .await?;
            for (put, jobseeker) in put.iter().zip(&batch) {
                if put.outcome != PutOutcome::Erased {
                    self.summary.hide(self.engine.hidden_by(jobseeker));
                    let consent = jobseeker.visibility.partners.as_ref();
                    let opens = consent.is_none_or(Consent::names_its_text);
                    self.summary.consents_without_text += u64::from(!opens);
                }
            }
            outcomes.extend(
                put.into_iter()
                    .zip(batch.iter().map(|j| j.person.id.to_string())),
            );
            self.sent_people
                .extend(batch.into_iter().map(|j| j.person.id));
        }
        for (put, id) in outcomes {
            let stood_before = !self.ids.insert(id.clone());
            if stood_before && put.outcome == PutOutcome::Changed {
                *self.summary.repeated.entry(id.clone()).or_default() += 1;
            }
            match put.outcome {
                PutOutcome::New | PutOutcome::Changed => self.summary.accepted += 1,
                PutOutcome::Unchanged => self.summary.unchanged += 1,
                PutOutcome::Erased => self.reject(Rejected {
                    line: 0,
                    field: "/person/id".to_owned(),
                    value: Some(id),
                    reason: "this person has been erased; `kohtaanto readmit` comes first"
                        .to_owned(),
                    nearest: None,
                    also: Vec::new(),
                }),
            }
        }
        Ok(())
    }

    fn note_concepts(&mut self, unknown: Vec<String>) {
        for uri in unknown {
            *self.summary.unknown_concepts.entry(uri).or_default() += 1;
        }
    }

    async fn close_missing(&mut self, source: &str, kind: RecordKind) -> Result<()> {
        if self.summary.rejected > 0 {
            say(format_args!(
                "nothing of {source} was closed: records of this import were rejected, and they may be among it"
            ));
            return Ok(());
        }
        self.summary.closed = match kind {
            RecordKind::Vacancies => {
                self.engine
                    .withdraw_vacancies(source, &self.sent_vacancies)
                    .await?
            }
            RecordKind::Jobseekers => {
                self.engine
                    .unmatch_jobseekers(source, &self.sent_people)
                    .await?
            }
        };
        Ok(())
    }
}
