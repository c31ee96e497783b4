//! `kohtaanto audit verify` and `audit who-saw PERSON`: the ledger; `erase` and `readmit`: rights.

use anyhow::{Context as _, Result};

use super::out::{Out, say};
use super::{Context, ExitCode};
use crate::domain::PersonId;
use crate::engine::Engine;

/// What to ask of the ledger.
#[derive(Debug, clap::Subcommand)]
pub(super) enum Command {
    /// Look for any edit, removal, insertion or reordering in the ledger.
    Verify,
    /// Who has seen a person: when, for what, from which organisation.
    WhoSaw {
        /// The person's id.
        person: String,
    },
}

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

/// Asks the ledger.
pub(super) async fn run(command: Command, context: &Context, out: &mut Out) -> Result<ExitCode> {
    let engine = Engine::open(context.engine_options()?).await?;
    let code = match command {
        Command::Verify => {
            let report = engine.audit_verify().await?;
            for broken in &report.breaks {
                out.line(format_args!("leaf {}: {}", broken.leaf, broken.what))?;
            }
            say(format_args!(
                "{} leaves, {} sights, head {}",
                report.leaves, report.sights, report.head
            ));
            if report.breaks.is_empty() {
                ExitCode::Done
            } else {
                ExitCode::Partly
            }
        }
        Command::WhoSaw { person } => {
            let sights = engine
                .who_saw(&person.parse().context("the person's id")?)
                .await?;
            for sight in &sights {
                let d = &sight.disclosure;
                let organisation = d.organisation.as_ref().map_or("-", |o| o.as_str());
                let vacancy = d.vacancy.as_ref().map_or("-", |v| v.as_str());
                out.line(format_args!(
                    "{}\t{}\t{}\t{organisation}\t{}\t{vacancy}\t{}",
                    d.at, d.kind, d.role, d.who, d.purpose
                ))?;
            }
            if sights.is_empty() {
                ExitCode::Partly
            } else {
                ExitCode::Done
            }
        }
    };
    engine.close().await;
    Ok(code)
}

/// Erases a person everywhere, and keeps them out until they are readmitted.
pub(super) async fn erase(person: Person, context: &Context) -> Result<ExitCode> {
    let engine = Engine::open(context.engine_options()?).await?;
    engine.erase(&person.id()?).await?;
    say(format_args!(
        "erased; imports of this id are refused until `kohtaanto readmit`"
    ));
    engine.close().await;
    Ok(ExitCode::Done)
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
