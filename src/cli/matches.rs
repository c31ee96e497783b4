//! `kohtaanto match`: ranked people for one vacancy, or every open vacancy against everyone.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use anyhow::{Context as _, Result, bail};

use super::out::{Out, say, written};
use super::table::matches_table;
use super::{Context, ExitCode};
use crate::domain::Role;
use crate::engine::answer::{Group, MatchList};
use crate::engine::{Engine, MatchesQuery, PairSink, RunLine};

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
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// Only this group: fits, fits_if, not_lawful_yet or far.
    #[arg(long, value_name = "G")]
    group: Option<Group>,
    /// Where to write, with --all (default: stdout).
    #[arg(long, value_name = "FILE", requires = "all")]
    out: Option<PathBuf>,
    /// How to write.
    #[arg(long, value_enum)]
    format: Option<Format>,
}

/// Shapes of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
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
    let engine = Engine::open(context.engine_options()?).await?;
    let code = match &args.vacancy {
        Some(vacancy) => one(&engine, vacancy, &args, context, out).await,
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
            let mut writer = Writer {
                format: args.format,
                sink: out,
                considered: 0,
            };
            written(writer.list(&list))?;
        }
        Some(Format::Ndjson) => out.json(&list)?,
        None if context.json => out.json(&list)?,
        None => out.line(matches_table(&list, context.texts()))?,
    }
    Ok(code)
}

async fn all(engine: &Engine, args: &Args, context: &Context, out: &mut Out) -> Result<ExitCode> {
    if args.group.is_some() {
        bail!("--group goes with one vacancy; filter a run's `pairs` by their group");
    }
    let reader = context.reader(Role::Coordinator);
    let limit = args.limit.unwrap_or(50);
    let format = args.format.unwrap_or(Format::Pairs);
    let mut file = match &args.out {
        Some(path) => {
            let file =
                File::create(path).with_context(|| format!("cannot write {}", path.display()))?;
            Some(BufWriter::with_capacity(1 << 16, file))
        }
        None => None,
    };
    let sink: &mut (dyn Write + Send) = match &mut file {
        Some(file) => file,
        None => out,
    };
    let bar = super::progress::bar("vacancies", Some(0));
    let progress = |done: u64, total: u64| {
        bar.set_length(total);
        bar.set_position(done);
    };
    let mut considered = 0;
    let count = if format == Format::Ndjson {
        let mut count = 0;
        let vacancies = engine.open_vacancies().await?;
        let total = vacancies.len() as u64;
        for vacancy in vacancies {
            let list = engine.match_one(&reader, vacancy.as_str(), limit).await?;
            written(serde_json::to_writer(&mut *sink, &list).map_err(io::Error::from))?;
            written(sink.write_all(b"\n"))?;
            considered = considered.max(list.considered);
            count += 1;
            progress(count, total);
        }
        count
    } else {
        let mut writer = Writer {
            format: Some(format),
            sink,
            considered: 0,
        };
        let count = written(
            engine
                .match_all(&reader, limit, &mut writer, &progress)
                .await,
        )?;
        considered = writer.considered;
        count
    };
    if let Some(mut file) = file {
        file.flush().context("cannot write the run")?;
    }
    bar.finish_and_clear();
    say(format_args!("{count} vacancies matched"));
    if count > 0 && considered == 0 {
        say(format_args!("{}", engine.why_nobody(reader.lang).await?));
    }
    Ok(if considered == 0 {
        ExitCode::Partly
    } else {
        ExitCode::Done
    })
}

/// Writes a run's lines in a shape.
struct Writer<'a> {
    format: Option<Format>,
    sink: &'a mut (dyn Write + Send),
    /// Most people considered for a vacancy.
    considered: u64,
}

impl Writer<'_> {
    fn match_line(&mut self, line: &PairLine<'_>, rank: usize) -> io::Result<()> {
        if self.format == Some(Format::Trec) {
            let PairLine {
                vacancy,
                person,
                points,
                ..
            } = line;
            return writeln!(self.sink, "{vacancy} Q0 {person} {rank} {points} kohtaanto");
        }
        serde_json::to_writer(&mut *self.sink, line)?;
        self.sink.write_all(b"\n")
    }

    fn list(&mut self, list: &MatchList) -> io::Result<()> {
        for (found, rank) in list.matches.iter().zip(1..) {
            let line = PairLine {
                vacancy: list.vacancy.as_str(),
                person: found.person.as_deref().unwrap_or_default(),
                group: found.group,
                points: found.points,
                missing: found.missing.iter().map(|m| m.what.as_str()).collect(),
            };
            self.match_line(&line, rank)?;
        }
        Ok(())
    }
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

impl PairSink for Writer<'_> {
    fn take(&mut self, line: RunLine) -> io::Result<()> {
        self.considered = self.considered.max(line.considered);
        for (found, rank) in line.best.iter().zip(1..) {
            let pair = PairLine {
                vacancy: line.vacancy.as_str(),
                person: &found.person,
                group: found.group,
                points: found.points.into(),
                missing: found.missing.iter().map(String::as_str).collect(),
            };
            self.match_line(&pair, rank)?;
        }
        Ok(())
    }
}
