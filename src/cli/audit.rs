//! `kohtaanto audit verify` and `audit who-saw PERSON`: the ledger; `audit scores`: the score held
//! against itself; `erase` and `readmit`: rights.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::PathBuf;

use anyhow::{Context as _, Result};

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::out::{Out, say, written};
use super::table::table;
use super::{Context, ExitCode};
use crate::domain::{PersonId, Role};
use crate::engine::{Engine, ScoreAudit, Sight};
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
    /// Hold the batch's points, groups and counts against the explanation's, pair by pair.
    Scores(Scores),
}

/// How many pairs, which, and where their findings go.
#[derive(Debug, clap::Args)]
pub(super) struct Scores {
    /// Pairs of an open vacancy and a person, drawn at random.
    #[arg(long, value_name = "N", default_value_t = 100_000)]
    pairs: u64,
    /// The same seed draws the same pairs.
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// Where every pair goes as a line of JSON with its findings, to be added again; - is stdout.
    /// It names nobody.
    #[arg(long, value_name = "FILE")]
    findings: Option<PathBuf>,
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
            let person = person.parse().context("the person's id")?;
            if engine.is_erased(&person).await? {
                say(format_args!(
                    "this person has been erased, and with them who saw them"
                ));
                return Ok(ExitCode::Partly);
            }
            let sights = engine.who_saw(&person).await?;
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
        Command::Scores(args) => scores(&engine, &args, context, out).await?,
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

async fn scores(
    engine: &Engine,
    args: &Scores,
    context: &Context,
    out: &mut Out,
) -> Result<ExitCode> {
    let mut file = match &args.findings {
        Some(path) if path.as_os_str() != "-" => {
            let file = File::create(path);
            let file = file.with_context(|| format!("cannot write {}", path.display()))?;
            Some(BufWriter::with_capacity(1 << 16, file))
        }
        _ => None,
    };
    let sink: Option<&mut (dyn Write + Send)> = match (&mut file, &args.findings) {
        (Some(file), _) => Some(file),
        (None, Some(_)) => Some(out),
        (None, None) => None,
    };
    let bar = super::progress::bar("vacancies", Some(0));
    let progress = |done: u64, total: u64| {
        bar.set_length(total);
        bar.set_position(done);
    };
    let audit = ScoreAudit {
        pairs: args.pairs,
        seed: args.seed,
    };
    let reader = context.reader(Role::Coordinator);
    let report = engine.audit_scores(&reader, audit, sink, &progress).await;
    let report = written(report)?;
    if let Some(mut file) = file {
        file.flush().context("cannot write the findings")?;
    }
    bar.finish_and_clear();
    for difference in &report.differences {
        say(format_args!("{difference}"));
    }
    say(format_args!(
        "{} vacancies scored from tables; {} pairs held against their explanation, {} vacancies with all their {} pairs counted one by one: {}",
        report.vacancies,
        report.pairs,
        report.whole,
        report.whole_pairs,
        if report.differences.is_empty() {
            "equal"
        } else {
            "NOT EQUAL"
        }
    ));
    Ok(if report.differences.is_empty() && report.pairs > 0 {
        ExitCode::Done
    } else {
        ExitCode::Partly
    })
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
