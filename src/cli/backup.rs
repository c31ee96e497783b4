//! `kohtaanto backup DIR`, `restore DIR --erasures FILE` and `reindex`: the data directory copied, put
//! back, and what is derived from it made anew.

use std::path::PathBuf;

use anyhow::{Context as _, Result};

use super::out::{Out, say};
use super::{Context, ExitCode};
use crate::engine::Engine;

/// Where to.
#[derive(Debug, clap::Args)]
pub(super) struct Backup {
    /// A directory that is not there yet.
    directory: PathBuf,
}

/// From where, and under which list.
#[derive(Debug, clap::Args)]
pub(super) struct Restore {
    /// The backup.
    directory: PathBuf,
    /// The newest list of erasures of this data: whoever it names is erased before anyone reads.
    #[arg(long, value_name = "FILE")]
    erasures: PathBuf,
}

/// Backs the data directory up; prints what the backup says of itself.
pub(super) async fn backup(args: Backup, context: &Context, out: &mut Out) -> Result<ExitCode> {
    let options = context.engine_options()?;
    let days = context.config()?.backup_days;
    let backup = Engine::backup(&options, &args.directory, days).await?;
    if context.json {
        out.json(&backup)?;
    }
    say(format_args!(
        "{} holds {} jobseekers and {} vacancies as of change {}. Keep it like the records themselves, and delete it by {}: until then it holds whoever is erased from now on",
        args.directory.display(),
        backup.jobseekers,
        backup.vacancies,
        backup.changes,
        backup.delete_by
    ));
    let list = options.erasures_file();
    if list.starts_with(&options.data) {
        say(format_args!(
            "the list of erasures {} lies within the data directory and is not in the backup: keep a copy elsewhere (setting `erasures`), for without it no backup is restored",
            list.display()
        ));
    }
    Ok(ExitCode::Done)
}

/// Restores a backup into a data directory that is not there yet.
pub(super) async fn restore(args: Restore, context: &Context) -> Result<ExitCode> {
    let restored = Engine::restore(&args.directory, &args.erasures, &context.data)
        .await
        .with_context(|| format!("cannot restore {}", args.directory.display()))?;
    let backup = restored.backup;
    say(format_args!(
        "{} is as of {} (change {}), its ledger whole at leaf {}; {} people who were erased since are not in it",
        context.data.display(),
        backup.made_at,
        backup.changes,
        backup.ledger.0,
        restored.erased
    ));
    if backup.delete_by < context.as_of() {
        say(format_args!(
            "the backup was to be deleted by {}: delete it",
            backup.delete_by
        ));
    }
    Ok(ExitCode::Done)
}

/// Makes everything anew that is derived from the records.
pub(super) async fn reindex(context: &Context) -> Result<ExitCode> {
    let engine = Engine::open(context.engine_options()?).await?;
    engine.reindex().await?;
    let counts = engine.counts().await?;
    say(format_args!(
        "index and projection are made anew of {} jobseekers and {} vacancies",
        counts.jobseekers, counts.vacancies
    ));
    engine.close().await;
    Ok(ExitCode::Done)
}
