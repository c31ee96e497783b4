//! `kohtaanto explain VACANCY PERSON [--versus PERSON2]`: the parts; why one above the other.

use anyhow::Result;

use super::out::Out;
use super::table::{explanation, versus_table};
use super::{Context, ExitCode};
use crate::domain::Role;
use crate::engine::Engine;

/// Which pair.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The vacancy's id.
    vacancy: String,
    /// The person's id.
    person: String,
    /// Another person, to compare with.
    #[arg(long, value_name = "PERSON2")]
    versus: Option<String>,
}

/// Prints the explanation.
pub(super) async fn run(args: Args, context: &Context, out: &mut Out) -> Result<ExitCode> {
    let engine = Engine::open(context.engine_options()?).await?;
    let reader = context.reader(Role::Coordinator);
    match &args.versus {
        None => {
            let found = engine.explain(&reader, &args.vacancy, &args.person).await?;
            if context.json {
                out.json(&found)?
            } else {
                out.line(explanation(&found, context.texts()))?
            }
        }
        Some(other) => {
            let versus = engine
                .versus(&reader, &args.vacancy, &args.person, other)
                .await?;
            if context.json {
                out.json(&versus)?
            } else {
                out.line(versus_table(&versus, context.texts()))?
            }
        }
    }
    engine.close().await;
    Ok(ExitCode::Done)
}
