//! `kohtaanto audit verify` and `audit who-saw PERSON`: the ledger; `erase` and `readmit`: rights.

use anyhow::{Context as _, Result};

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::out::{Out, say};
use super::table::table;
use super::{Context, ExitCode};
use crate::domain::PersonId;
use crate::engine::{Engine, Sight};
use crate::texts::Texts;

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
            if context.json {
                for sight in &sights {
                    out.json(&sight.disclosure)?;
                }
            } else if !sights.is_empty() {
                out.line(sights_table(&sights, context.texts()))?;
            }
            if sights.is_empty() {
                say(format_args!("nobody has been shown this person"));
                ExitCode::Partly
            } else {
                ExitCode::Done
            }
        }
    };
    engine.close().await;
    Ok(code)
}

/// Who saw a person, oldest first, with times as a clock in Finland shows them.
fn sights_table(sights: &[Sight], texts: Texts) -> String {
    let head = [
        "when",
        "how",
        "role",
        "organisation",
        "who",
        "vacancy",
        "purpose",
    ];
    let mut rows = table(head.map(|key| texts.of("col", key)));
    for sight in sights {
        let d = &sight.disclosure;
        rows.add_row([
            local(d.at, texts),
            texts.of("sight", d.kind),
            texts.of("role", d.role),
            d.organisation
                .as_ref()
                .map_or(String::new(), ToString::to_string),
            d.who.clone(),
            d.vacancy
                .as_ref()
                .map_or(String::new(), ToString::to_string),
            d.purpose.clone(),
        ]);
    }
    rows.to_string()
}

/// A moment as a clock in Finland shows it.
pub(super) fn local(at: Timestamp, texts: Texts) -> String {
    let finland = TimeZone::get("Europe/Helsinki").unwrap_or_else(|_| TimeZone::system());
    let shown = at.to_zoned(finland);
    format!("{} {}", texts.day(shown.date()), shown.strftime("%H:%M:%S"))
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
