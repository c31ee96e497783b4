//! `kohtaanto jobs PERSON`: ranked vacancies for a person.

use anyhow::{Context as _, Result};

use super::out::Out;
use super::table::jobs_table;
use super::{Context, ExitCode};
use crate::domain::Role;
use crate::engine::answer::Group;
use crate::engine::{Engine, JobsQuery};

/// Whose vacancies.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The person's id.
    person: String,
    /// Most vacancies, 0 to 1000.
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = super::context::number)]
    limit: Option<usize>,
    /// Only this group: fits, fits_if, not_lawful_yet or far.
    #[arg(long, value_name = "G")]
    group: Option<Group>,
}

/// Prints the vacancies.
pub(super) async fn run(args: Args, context: &Context, out: &mut Out) -> Result<ExitCode> {
    let engine = Engine::open(context.engine_options()?).await?;
    let reader = context.reader(Role::Coordinator);
    let query = JobsQuery {
        group: args.group,
        limit: args.limit,
        cursor: None,
    };
    let list = engine
        .jobs(&reader, &args.person, query)
        .await
        .with_context(|| format!("person `{}`", args.person))?;
    if context.json {
        out.json(&list)?;
    } else {
        out.line(jobs_table(&list, args.limit == Some(0), context.texts()))?;
    }
    engine.close().await;
    Ok(if list.considered == 0 {
        ExitCode::Partly
    } else {
        ExitCode::Done
    })
}
