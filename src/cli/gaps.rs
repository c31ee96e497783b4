//! `kohtaanto gaps`: demand, supply and gap by skill, occupation and permit.

use anyhow::Result;
use jiff::civil::Date;

use super::out::{Out, say};
use super::table::gaps_table;
use super::{Context, ExitCode};
use crate::domain::{AreaCode, ConceptUri, MunicipalityCode};
use crate::engine::{Engine, GapsQuery};

/// Which part of the table.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Only this municipality (three digits).
    #[arg(long, value_name = "M")]
    municipality: Option<MunicipalityCode>,
    /// Only this employment area, by its code.
    #[arg(long, value_name = "A")]
    area: Option<AreaCode>,
    /// Only vacancies and people of this occupation, by its URI.
    #[arg(long, value_name = "O")]
    occupation: Option<ConceptUri>,
    /// Only vacancies published on that day or later.
    #[arg(long, value_name = "D")]
    since: Option<Date>,
    /// As CSV.
    #[arg(long)]
    csv: bool,
}

/// Prints the table.
pub(super) async fn run(args: Args, context: &Context, out: &mut Out) -> Result<ExitCode> {
    let engine = Engine::open(context.engine_options()?).await?;
    let query = GapsQuery {
        municipality: args.municipality,
        area: args.area,
        occupation: args.occupation.map(|uri| uri.to_string()),
        since: args.since,
        lang: Some(context.lang()),
    };
    let table = engine.gaps(query).await?;
    if args.csv {
        let mut lines = Vec::new();
        table.write_csv(&mut lines)?;
        out.lines(&lines)?;
    } else if context.json {
        out.json(&table)?;
    } else {
        out.line(gaps_table(&table, context.texts()))?;
    }
    if table.rows.is_empty() {
        say(format_args!(
            "no open vacancy asks for anything and nobody who is counted has anything, as far as was asked: {}",
            engine.why_nobody(context.lang()).await?
        ));
    }
    engine.close().await;
    Ok(if table.rows.is_empty() {
        ExitCode::Partly
    } else {
        ExitCode::Done
    })
}
