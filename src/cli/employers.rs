//! `kohtaanto employers PERSON`: firms to call for a person.

use anyhow::{Context as _, Result};

use super::out::Out;
use super::table::employers_table;
use super::{Context, ExitCode};
use crate::domain::Role;
use crate::engine::Engine;

/// For whom.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The person's id.
    person: String,
    /// Most firms, 0 to 1000.
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = super::context::number)]
    limit: Option<usize>,
}

/// Prints the firms.
pub(super) async fn run(args: Args, context: &Context, out: &mut Out) -> Result<ExitCode> {
    let engine = Engine::open(context.engine_options()?).await?;
    let reader = context.reader(Role::Coordinator);
    let list = engine
        .employers(&reader, &args.person, args.limit)
        .await
        .with_context(|| format!("person `{}`", args.person))?;
    if context.json {
        out.json(&list)?;
    } else {
        out.line(employers_table(&list, context.texts()))?;
    }
    engine.close().await;
    Ok(if list.employers.is_empty() {
        ExitCode::Partly
    } else {
        ExitCode::Done
    })
}
