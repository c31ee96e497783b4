//! `kohtaanto fairness`: how often people are shown and how high they stand, by municipality and by groups
//! that the operator hands in.

use std::fs::File;
use std::path::PathBuf;

use anyhow::{Context as _, Result};
use jiff::civil::Date;

use super::out::{Out, say};
use super::table::fairness_table;
use super::{Context, ExitCode};
use crate::domain::Role;
use crate::engine::{Engine, FairnessQuery, Groups};

/// What to count.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Groups of people: CSV with a head line, the person's id first, then a column a grouping. Read for
    /// this report, kept nowhere, and never seen by the score.
    #[arg(long, value_name = "FILE")]
    groups: Option<PathBuf>,
    /// Only what was shown on that day or later.
    #[arg(long, value_name = "D")]
    since: Option<Date>,
    /// The best of each vacancy in the run of now: so many.
    #[arg(long, value_name = "N", default_value_t = 50)]
    limit: usize,
    /// As CSV; a figure that is kept back is an empty cell.
    #[arg(long)]
    csv: bool,
}

/// Prints the report; that it was made is on the ledger first.
pub(super) async fn run(args: Args, context: &Context, out: &mut Out) -> Result<ExitCode> {
    let groups = match &args.groups {
        Some(path) => {
            let file = File::open(path);
            let file = file.with_context(|| format!("cannot read {}", path.display()))?;
            Groups::read(file).with_context(|| path.display().to_string())?
        }
        None => Groups::default(),
    };
    let engine = Engine::open(context.engine_options()?).await?;
    let mut reader = context.reader(Role::Admin);
    if context.purpose.is_none() {
        reader.purpose = "fairness report".to_owned();
    }
    let query = FairnessQuery {
        since: args.since,
        limit: args.limit,
        groups,
    };
    let report = engine.fairness(&reader, query).await?;
    engine.close().await;
    let nobody = report.rows.is_empty();
    if args.csv {
        let mut lines = Vec::new();
        report.write_csv(&mut lines)?;
        out.lines(&lines)?;
    } else if context.json {
        out.json(&report)?;
    } else if nobody {
        let texts = context.texts();
        say(format_args!("{}", texts.get("fairness-none")));
    } else {
        out.line(fairness_table(&report, context.texts()))?;
    }
    Ok(if nobody {
        ExitCode::Partly
    } else {
        ExitCode::Done
    })
}
