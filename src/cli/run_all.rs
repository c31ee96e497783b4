//! `kohtaanto match --all`: the run, what has changed since the one that was kept, and the run under
//! other weights.

use std::io::{self, Write};
use std::path::Path;

use anyhow::{Context as _, Result, bail};

use super::matches::{Args, Format, write_line};
use super::out::{Out, say, written};
use super::run_file::{RunFile, drafts};
use super::{Context, ExitCode};
use crate::domain::{Role, VacancyId};
use crate::engine::{
    ChangeReport, Engine, PairSink, RankChange, RankSink, Reader, RunLine, RunQuery,
};

/// Vacancies explained between two marks.
const EXPLAINED: usize = 64;

/// Where a run goes.
enum Sink<'a> {
    File(RunFile),
    Out(&'a mut Out),
}

impl Sink<'_> {
    fn writer(&mut self) -> &mut (dyn Write + Send) {
        match self {
            Self::File(file) => file,
            Self::Out(out) => *out,
        }
    }
}

/// Runs every vacancy; keeps the run where it is the first or its changes are asked for.
pub(super) async fn all(
    engine: &Engine,
    args: &Args,
    context: &Context,
    out: &mut Out,
) -> Result<ExitCode> {
    let to_stdout = |path: &Path| path.as_os_str() == "-";
    if args.changes.as_deref().is_some_and(to_stdout) && args.out.is_none() && args.limit != Some(0)
    {
        bail!(
            "the run itself goes to stdout: name its file with --out, or ask for no run with --limit 0"
        );
    }
    let reader = context.reader(Role::Coordinator);
    let (count, considered) = run(engine, args, &reader, out).await?;
    say(format_args!("{count} vacancies matched"));
    if count > 0 && considered == 0 {
        say(format_args!("{}", engine.why_nobody(reader.lang).await?));
    }
    match &args.changes {
        Some(path) => {
            let report = engine.changes(&reader).await?;
            tell(&report);
            if to_stdout(path) {
                written(write_report(&report, out))?;
                out.flush()?;
            } else {
                engine.note_unfinished(&drafts(path))?;
                let (mut file, _) = RunFile::begin(path, String::new())?;
                written(write_report(&report, &mut file))?;
                file.finish()?;
                engine.strike_unfinished(&drafts(path))?;
            }
            // Only now: what could not be told is told again by the next run.
            engine.keep(report).await?;
        }
        None if engine.has_kept_run().await? => {}
        None => engine.keep(engine.changes(&reader).await?).await?,
    }
    Ok(if considered == 0 {
        ExitCode::Partly
    } else {
        ExitCode::Done
    })
}

/// The run: vacancies matched, and most people considered for one.
async fn run(engine: &Engine, args: &Args, reader: &Reader, out: &mut Out) -> Result<(u64, u64)> {
    let limit = args.limit.unwrap_or(50);
    let format = args.format.unwrap_or(Format::Pairs);
    let (mut after, mut considered) = (None, 0);
    let sink = match &args.out {
        Some(path) => {
            let lang = reader.lang.as_str();
            let stamp = format!("{} {limit} {format:?} {lang}", engine.run_stamp().await?);
            engine.note_unfinished(&drafts(path))?;
            let (file, mark) = RunFile::begin(path, stamp)?;
            if let Some(mark) = mark {
                say(format_args!("taken up after vacancy {}", mark.after));
                (after, considered) = (Some(mark.after), mark.considered);
            }
            Sink::File(file)
        }
        None => Sink::Out(out),
    };
    let bar = super::progress::bar("vacancies", Some(0));
    let progress = |done: u64, total: u64| {
        bar.set_length(total);
        bar.set_position(done);
    };
    let mut writer = Writer {
        format,
        sink,
        considered,
    };
    let query = RunQuery { limit, after };
    let count = if format == Format::Ndjson {
        explained(engine, reader, query, &mut writer, &progress).await?
    } else {
        let run = engine.match_all(reader, query, &mut writer, &progress);
        written(run.await)?
    };
    if let Sink::File(file) = writer.sink {
        file.finish()?;
        engine.strike_unfinished(&args.out.as_deref().map_or(Vec::new(), |p| drafts(p).into()))?;
    }
    bar.finish_and_clear();
    Ok((count, writer.considered))
}

/// The run with every match explained.
async fn explained(
    engine: &Engine,
    reader: &Reader,
    query: RunQuery,
    writer: &mut Writer<'_>,
    progress: &(dyn Fn(u64, u64) + Sync),
) -> Result<u64> {
    let vacancies = engine.open_vacancies().await?;
    let total = vacancies.len() as u64;
    for (vacancy, done) in vacancies.iter().zip(1..) {
        if query.after.as_ref().is_some_and(|after| vacancy <= after) {
            continue;
        }
        let list = engine
            .match_one(reader, vacancy.as_str(), query.limit)
            .await?;
        let sink = writer.sink.writer();
        written(serde_json::to_writer(&mut *sink, &list).map_err(io::Error::from))?;
        written(sink.write_all(b"\n"))?;
        writer.considered = writer.considered.max(list.considered);
        if done % EXPLAINED as u64 == 0 {
            written(writer.reached(vacancy))?;
        }
        progress(done, total);
    }
    Ok(total)
}

/// Writes a run's lines in a shape.
struct Writer<'a> {
    format: Format,
    sink: Sink<'a>,
    /// Most people considered for a vacancy.
    considered: u64,
}

impl PairSink for Writer<'_> {
    fn take(&mut self, line: RunLine) -> io::Result<()> {
        self.considered = self.considered.max(line.considered);
        write_line(Some(self.format), self.sink.writer(), &line)
    }

    fn reached(&mut self, vacancy: &VacancyId) -> io::Result<()> {
        match &mut self.sink {
            Sink::File(file) => file.reached(vacancy, self.considered),
            Sink::Out(_) => Ok(()),
        }
    }
}

fn tell(report: &ChangeReport) {
    let summary = &report.summary;
    match (&summary.since, summary.not_compared) {
        (None, _) => say(format_args!(
            "the first run that is kept: the next one tells what has changed"
        )),
        (Some(_), Some(why)) => say(format_args!("not compared: {why}; kept anew")),
        (Some(since), None) => say(format_args!(
            "since {}: {} gained, {} lost, {} moved, of {} coaches",
            since.as_of,
            summary.gained,
            summary.lost,
            summary.moved,
            report.coaches.len()
        )),
    }
}

/// The summary, then a line a coach.
fn write_report(report: &ChangeReport, sink: &mut (dyn Write + Send)) -> io::Result<()> {
    serde_json::to_writer(&mut *sink, &report.summary)?;
    sink.write_all(b"\n")?;
    for coach in &report.coaches {
        serde_json::to_writer(&mut *sink, coach)?;
        sink.write_all(b"\n")?;
    }
    Ok(())
}

/// Every rank that other weights would change.
pub(super) async fn replay(
    engine: &Engine,
    args: &Args,
    context: &Context,
    out: &mut Out,
) -> Result<ExitCode> {
    let path = args.replay.as_deref().unwrap_or(Path::new(""));
    let weights = std::fs::read_to_string(path);
    let weights = weights.with_context(|| format!("cannot read {}", path.display()))?;
    let drafts = args.out.as_deref().map_or(Vec::new(), |p| drafts(p).into());
    engine.note_unfinished(&drafts)?;
    let sink = match &args.out {
        Some(path) => Sink::File(RunFile::begin(path, String::new())?.0),
        None => Sink::Out(out),
    };
    let mut ranks = Ranks(sink);
    let bar = super::progress::bar("vacancies", Some(0));
    let progress = |done: u64, total: u64| {
        bar.set_length(total);
        bar.set_position(done);
    };
    let (reader, limit) = (context.reader(Role::Coordinator), args.limit.unwrap_or(50));
    let replayed = engine.replay(&reader, &weights, limit, &mut ranks, &progress);
    let summary = written(replayed.await).with_context(|| path.display().to_string())?;
    if let Sink::File(file) = ranks.0 {
        file.finish()?;
    }
    engine.strike_unfinished(&drafts)?;
    bar.finish_and_clear();
    say(format_args!(
        "{} of {} vacancies would have another list; {} ranks would change",
        summary.otherwise, summary.vacancies, summary.ranks
    ));
    Ok(ExitCode::Done)
}

/// Writes ranks that change, a line each.
struct Ranks<'a>(Sink<'a>);

impl RankSink for Ranks<'_> {
    fn take(&mut self, changes: Vec<RankChange>) -> io::Result<()> {
        let sink = self.0.writer();
        for change in changes {
            serde_json::to_writer(&mut *sink, &change)?;
            sink.write_all(b"\n")?;
        }
        Ok(())
    }
}
