//! `kohtaanto audit verify`, `checkpoint`, `key` and `who-saw PERSON`: the ledger; `audit scores`: the score held
//! against itself.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::PathBuf;

use anyhow::{Context as _, Result};

use jiff::Timestamp;

use super::out::{Out, say, written};
use super::table::table;
use super::{Context, ExitCode};
use crate::domain::Role;
use crate::engine::{Disclosure, Engine, ScoreAudit, Sight, finland};
use crate::texts::Texts;

/// What to ask of the ledger.
#[derive(Debug, clap::Subcommand)]
pub(super) enum Command {
    /// Look for any edit, removal, insertion or reordering in the ledger.
    Verify(Verify),
    /// Sign what stands in the ledger now, to be kept where nobody who reaches the data can change it.
    Checkpoint {
        /// Where it goes: a new file (default: stdout).
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// Print the public key that checks this data directory's checkpoints; keep it with them.
    Key,
    /// Who has seen a person: when, for what, from which organisation.
    WhoSaw {
        /// The person's id.
        person: String,
    },
    /// Hold the batch's points, groups and counts against the explanation's, pair by pair.
    Scores(Scores),
}

/// What the ledger is held against.
#[derive(Debug, clap::Args)]
pub(super) struct Verify {
    /// A checkpoint that was kept; may be given several times. Finds also what was written anew from
    /// end to end, and an end that was cut off.
    #[arg(long, value_name = "FILE")]
    checkpoint: Vec<PathBuf>,
    /// The public key that checks them, as `audit key` printed it; may be given several times (default:
    /// the data directory's own, which whoever changed the data may have changed too).
    #[arg(long, value_name = "KEY", requires = "checkpoint")]
    key: Vec<String>,
}

/// How many pairs, which, and where their findings go.
#[derive(Debug, clap::Args)]
pub(super) struct Scores {
    /// Pairs of an open vacancy and a person, drawn at random, at most five million.
    #[arg(long, value_name = "N", default_value_t = 100_000, value_parser = clap::value_parser!(u64).range(..=5_000_000))]
    pairs: u64,
    /// The same seed draws the same pairs.
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// Where every pair goes as a line of JSON with its findings, to be added again; - is stdout.
    /// It names nobody.
    #[arg(long, value_name = "FILE")]
    findings: Option<PathBuf>,
}

/// Asks the ledger.
pub(super) async fn run(command: Command, context: &Context, out: &mut Out) -> Result<ExitCode> {
    let engine = Engine::open(context.engine_options()?).await?;
    let code = match command {
        Command::Verify(args) => verify(&engine, &args, out).await?,
        Command::Checkpoint { out: file } => {
            let note = engine.checkpoint().await?;
            match file.filter(|file| file.as_os_str() != "-") {
                Some(file) => {
                    // An older checkpoint is evidence: it is never written over.
                    let mut new = File::create_new(&file)
                        .with_context(|| format!("cannot make {}", file.display()))?;
                    new.write_all(note.as_bytes())
                        .and_then(|()| new.sync_all())
                        .with_context(|| format!("cannot write {}", file.display()))?;
                }
                None => out.lines(note.as_bytes())?,
            }
            ExitCode::Done
        }
        Command::Key => {
            out.line(engine.checkpoint_key()?)?;
            ExitCode::Done
        }
        Command::WhoSaw { person } => who_saw(&engine, &person, context, out).await?,
        Command::Scores(args) => scores(&engine, &args, context, out).await?,
    };
    engine.close().await;
    Ok(code)
}

/// Holds the ledger against itself and against checkpoints, and says what is broken.
async fn verify(engine: &Engine, args: &Verify, out: &mut Out) -> Result<ExitCode> {
    let read = |file: &PathBuf| {
        std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))
    };
    let notes: Vec<String> = args.checkpoint.iter().map(read).collect::<Result<_>>()?;
    let report = engine.audit_verify_against(&notes, &args.key).await?;
    for broken in &report.breaks {
        let file = broken
            .checkpoint
            .and_then(|place| args.checkpoint.get(place));
        match (file, broken.leaf) {
            (Some(file), 0) => out.line(format_args!("{}: {}", file.display(), broken.what))?,
            (Some(file), leaf) => {
                out.line(format_args!(
                    "{}: leaf {leaf}: {}",
                    file.display(),
                    broken.what
                ))?;
            }
            (None, leaf) => out.line(format_args!("leaf {leaf}: {}", broken.what))?,
        }
    }
    say(format_args!(
        "{} leaves, {} sights, head {}, root {}",
        report.leaves, report.sights, report.head, report.root
    ));
    if notes.is_empty() {
        say(format_args!(
            "held against itself alone: name checkpoints that were kept elsewhere with --checkpoint"
        ));
    } else {
        say(format_args!(
            "{} of {} checkpoints agree",
            report.agreed,
            notes.len()
        ));
    }
    Ok(if report.breaks.is_empty() {
        ExitCode::Done
    } else {
        ExitCode::Partly
    })
}

/// A time that the person was shown, as a line of JSON.
#[derive(serde::Serialize)]
struct SightLine<'s> {
    leaf: u64,
    proven: bool,
    #[serde(flatten)]
    disclosure: &'s Disclosure,
}

/// The person's extract of the ledger.
async fn who_saw(
    engine: &Engine,
    person: &str,
    context: &Context,
    out: &mut Out,
) -> Result<ExitCode> {
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
            out.json(&SightLine {
                leaf: sight.leaf,
                proven: sight.proven,
                disclosure: &sight.disclosure,
            })?;
        }
    } else if !sights.is_empty() {
        out.line(sights_table(&sights, context.texts()))?;
    }
    let unproven = sights.iter().filter(|sight| !sight.proven).count();
    if unproven > 0 {
        say(format_args!(
            "{unproven} of these are not proven by the ledger: run `kohtaanto audit verify`"
        ));
    }
    if sights.is_empty() {
        say(format_args!("nobody has been shown this person"));
    }
    Ok(if sights.is_empty() || unproven > 0 {
        ExitCode::Partly
    } else {
        ExitCode::Done
    })
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
                .map_or_else(|| texts.of("sight", "own"), ToString::to_string),
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
    let shown = at.to_zoned(finland());
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
