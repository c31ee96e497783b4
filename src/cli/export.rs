//! `kohtaanto export`: the records in the program's own form, a line each, ready to be imported again.

use anyhow::Result;

use super::out::{Out, say};
use super::{Context, ExitCode};
use crate::domain::Role;
use crate::engine::Engine;
use crate::import::{self, Record, RecordKind};

/// What to export.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Kind of record: vacancies or jobseekers.
    kind: RecordKind,
}

/// Prints the records. People who are hidden from the reader stay out; the others are on the ledger first.
pub(super) async fn run(args: Args, context: &Context, out: &mut Out) -> Result<ExitCode> {
    let engine = Engine::open(context.engine_options()?).await?;
    let reader = context.reader(Role::Coordinator);
    let (mut after, mut written, mut hidden) = (None, 0, 0);
    loop {
        let (records, next): (Vec<Record>, _) = match args.kind {
            RecordKind::Vacancies => {
                let page = engine.export_vacancies(after).await?;
                let records = page.records.into_iter().map(Box::new);
                (records.map(Record::Vacancy).collect(), page.next)
            }
            RecordKind::Jobseekers => {
                let page = engine.export_jobseekers(&reader, after).await?;
                hidden += page.hidden;
                let records = page.records.into_iter().map(Box::new);
                (records.map(Record::Jobseeker).collect(), page.next)
            }
        };
        written += records.len();
        let mut lines = Vec::new();
        import::export(&records, &mut lines)?;
        out.lines(&lines)?;
        if next.is_none() {
            break;
        }
        after = next;
    }
    if hidden > 0 {
        let texts = context.texts();
        let said = texts.count("export-hidden", hidden);
        say(format_args!("{said}"));
    }
    engine.close().await;
    Ok(if written == 0 {
        ExitCode::Partly
    } else {
        ExitCode::Done
    })
}
