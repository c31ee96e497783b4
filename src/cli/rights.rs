//! A person's rights: `export-subject`, `erase`, `readmit`, and `erasures apply` after records were put
//! back by other means than `restore`.

use std::path::PathBuf;

use anyhow::{Context as _, Result};

use super::out::{Out, say};
use super::{Context, ExitCode};
use crate::domain::{PersonId, Role};
use crate::engine::Engine;

/// Whose data.
#[derive(Debug, clap::Args)]
pub(super) struct Person {
    /// The person's id.
    person: String,
}

impl Person {
    fn id(&self) -> Result<PersonId> {
        self.person.parse().context("the person's id")
    }
}

/// What to do with the list of erasures.
#[derive(Debug, clap::Subcommand)]
pub(super) enum Erasures {
    /// Take in what a list of erasures holds: after pg_restore, before anyone reads.
    Apply {
        /// The list.
        file: PathBuf,
    },
}

/// Prints everything that is held of a person; it is on the ledger first.
pub(super) async fn export(person: Person, context: &Context, out: &mut Out) -> Result<ExitCode> {
    let engine = Engine::open(context.engine_options()?).await?;
    let mut reader = context.reader(Role::Admin);
    if context.purpose.is_none() {
        reader.purpose = "the person's own right of access".to_owned();
    }
    let subject = engine.export_subject(&reader, &person.id()?).await?;
    engine.close().await;
    if context.json {
        out.json(&subject)?;
    } else {
        out.json_indented(&subject)?;
    }
    Ok(ExitCode::Done)
}

/// Erases a person everywhere, and keeps them out until they are readmitted.
pub(super) async fn erase(person: Person, context: &Context) -> Result<ExitCode> {
    let options = context.engine_options()?;
    let list = options.erasures_file();
    let engine = Engine::open(options).await?;
    let erasure = engine.erase(&person.id()?).await?;
    say(format_args!(
        "erased; imports of this id are refused until `kohtaanto readmit`. The list of erasures is {}: restoring a backup needs it",
        list.display()
    ));
    engine.close().await;
    Ok(if erasure.files_clean {
        ExitCode::Done
    } else {
        say(format_args!(
            "no answer holds the person any more, but some files still do: another process has them open, which clears them within a minute if it is a server of this data; else run `kohtaanto erase` again"
        ));
        ExitCode::Partly
    })
}

/// Lets an erased person be imported again.
pub(super) async fn readmit(person: Person, context: &Context) -> Result<ExitCode> {
    let engine = Engine::open(context.engine_options()?).await?;
    let was = engine.readmit(&person.id()?).await?;
    say(format_args!(
        "{}",
        if was {
            "readmitted; import the record again"
        } else {
            "was not erased"
        }
    ));
    engine.close().await;
    Ok(if was {
        ExitCode::Done
    } else {
        ExitCode::Partly
    })
}

/// Takes a list of erasures in.
pub(super) async fn erasures(command: Erasures, context: &Context) -> Result<ExitCode> {
    let Erasures::Apply { file } = command;
    let (lines, erased) = Engine::apply_erasures(context.engine_options()?, &file)
        .await
        .with_context(|| format!("the list of erasures {}", file.display()))?;
    say(format_args!(
        "{lines} lines were new to these records; {erased} people in them were erased"
    ));
    Ok(ExitCode::Done)
}
