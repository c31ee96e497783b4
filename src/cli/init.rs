//! `kohtaanto init`: an empty data directory with the built-in starter taxonomy.

use anyhow::Result;

use super::out::say;
use super::{Context, ExitCode};
use crate::engine::Engine;

/// Makes the directory, and says what comes next.
pub(super) async fn run(context: &Context) -> Result<ExitCode> {
    let engine = Engine::init(context.engine_options()?).await?;
    say(format_args!(
        "{} is ready, with taxonomy {}. Next: `kohtaanto taxonomy import` for the whole of ESCO, or `kohtaanto import vacancies FILE`.",
        context.data.display(),
        engine.taxonomy().version()
    ));
    engine.close().await;
    Ok(ExitCode::Done)
}
