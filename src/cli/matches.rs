//! `kohtaanto match`: ranked people for one vacancy, or every open vacancy against everyone.

use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::{Context as _, Result, bail};

use super::out::{Out, say, written};
use super::run_all::{all, replay};
use super::table::matches_table;
use super::{Context, ExitCode};
use crate::domain::Role;
use crate::engine::answer::{Group, MatchList};
use crate::engine::{Engine, MatchesQuery, RunLine};

/// What to match.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The vacancy's id.
    #[arg(required_unless_present = "all", conflicts_with = "all")]
    vacancy: Option<String>,
    /// Every open vacancy against everyone who may be seen.
    #[arg(long)]
    all: bool,
    /// Most people a vacancy, 0 to 1000 (0: the counts alone).
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = super::context::number)]
    pub(super) limit: Option<usize>,
    /// Only this group: fits, fits_if, not_lawful_yet or far.
    #[arg(long, value_name = "G")]
    group: Option<Group>,
    /// Where to write, with --all (default: stdout). A run that was broken off is taken up again by
    /// the same command.
    #[arg(long, value_name = "FILE", requires = "all")]
    pub(super) out: Option<PathBuf>,
    /// With --all: what has changed since the last run that was kept, a line a coach; - is stdout. This
    /// run is then kept in its place.
    #[arg(long, value_name = "FILE", requires = "all")]
    pub(super) changes: Option<PathBuf>,
    /// With --all: every rank among the first --limit of each list (default 50) that would change under
    /// these weights, a line each, and no run.
    #[arg(long, value_name = "WEIGHTS", requires = "all", conflicts_with_all = ["changes", "format"])]
    pub(super) replay: Option<PathBuf>,
    /// How to write.
    #[arg(long, value_enum)]
    pub(super) format: Option<Format>,
}

/// Shapes of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Format {
    /// `vacancy Q0 person rank points run` a line.
    Trec,
    /// A list of matches a vacancy, explained.
    Ndjson,
    /// `{"vacancy","person","group","points","missing"}` a line.
    Pairs,
}

/// Matches, and says how many.
pub(super) async fn run(args: Args, context: &Context, out: &mut Out) -> Result<ExitCode> {
    if args.limit.is_some_and(|limit| limit > 1000) {
        bail!("--limit takes 0 to 1000; pages beyond are asked for over HTTP with a cursor");
    }
    // What a positional argument excludes is not asked for by the flags that need it, so it is asked here.
    let of_all = [
        ("--out", args.out.is_some()),
        ("--changes", args.changes.is_some()),
        ("--replay", args.replay.is_some()),
    ];
    if let (Some(_), Some((flag, _))) = (&args.vacancy, of_all.iter().find(|(_, given)| *given)) {
        bail!("{flag} goes with --all; one vacancy's list goes to stdout");
    }
    if args.out.is_some() && args.out == args.changes {
        bail!("--out and --changes name the same file: the report would take the place of the run");
    }
    let engine = Engine::open(context.engine_options()?).await?;
    let code = match &args.vacancy {
        Some(vacancy) => one(&engine, vacancy, &args, context, out).await,
        None if args.group.is_some() => {
            bail!("--group goes with one vacancy; filter a run's `pairs` by their group")
        }
        None if args.replay.is_some() => replay(&engine, &args, context, out).await,
        None => all(&engine, &args, context, out).await,
    };
    engine.close().await;
    code
}

async fn one(
    engine: &Engine,
    vacancy: &str,
    args: &Args,
    context: &Context,
    out: &mut Out,
) -> Result<ExitCode> {
    let reader = context.reader(Role::Coordinator);
    let query = MatchesQuery {
        group: args.group,
        limit: args.limit,
        cursor: None,
    };
    let list = engine
        .matches(&reader, vacancy, query)
        .await
        .with_context(|| format!("vacancy `{vacancy}`"))?;
    let counted_alone = args.limit == Some(0) && list.considered > 0;
    let code = if list.matches.is_empty() && !counted_alone {
        ExitCode::Partly
    } else {
        ExitCode::Done
    };
    let view = engine.vacancy(&reader, vacancy).await?;
    if !view.open {
        let why = context.texts().why_closed(&view.record);
        say(format_args!("{vacancy}: {why}"));
    }
    if list.considered == 0 {
        say(format_args!("{}", engine.why_nobody(reader.lang).await?));
    }
    match args.format {
        Some(Format::Trec | Format::Pairs) => {
            written(write_list(args.format, out, &list))?;
        }
        Some(Format::Ndjson) => out.json(&list)?,
        None if context.json => out.json(&list)?,
        None => out.line(matches_table(&list, counted_alone, context.texts()))?,
    }
    Ok(code)
}

/// Writes one vacancy's list in the shape of a run.
fn write_list(format: Option<Format>, sink: &mut dyn Write, list: &MatchList) -> io::Result<()> {
    for (found, rank) in list.matches.iter().zip(1..) {
        let line = PairLine {
            vacancy: list.vacancy.as_str(),
            person: found.person.as_deref().unwrap_or_default(),
            group: found.group,
            points: found.points,
            missing: found.missing.iter().map(|m| m.what.as_str()).collect(),
        };
        line.write(format, sink, rank)?;
    }
    Ok(())
}

/// Writes one vacancy's line of a run.
pub(super) fn write_line(
    format: Option<Format>,
    sink: &mut dyn Write,
    line: &RunLine,
) -> io::Result<()> {
    for (found, rank) in line.best.iter().zip(1..) {
        let pair = PairLine {
            vacancy: line.vacancy.as_str(),
            person: &found.person,
            group: found.group,
            points: found.points.into(),
            missing: found.missing.iter().map(String::as_str).collect(),
        };
        pair.write(format, sink, rank)?;
    }
    Ok(())
}

/// A pair of a run.
#[derive(serde::Serialize)]
struct PairLine<'a> {
    vacancy: &'a str,
    person: &'a str,
    group: Group,
    points: u32,
    missing: Vec<&'a str>,
}

impl PairLine<'_> {
    fn write(&self, format: Option<Format>, sink: &mut dyn Write, rank: usize) -> io::Result<()> {
        if format == Some(Format::Trec) {
            let Self {
                vacancy,
                person,
                points,
                ..
            } = self;
            return writeln!(sink, "{vacancy} Q0 {person} {rank} {points} kohtaanto");
        }
        serde_json::to_writer(&mut *sink, self)?;
        sink.write_all(b"\n")
    }
}
