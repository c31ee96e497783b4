//! `kohtaanto consent-text [VERSION]`: what people agree to when they consent to being shown to agencies.

use anyhow::{Result, anyhow};

use super::out::Out;
use super::{Context, ExitCode};
use crate::domain::{ConsentText, nearest};

/// Which text.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Its version, as a record's `consent_text` names it (default: the newest).
    version: Option<String>,
    /// List the versions instead, the newest last.
    #[arg(long)]
    list: bool,
}

/// Prints a text in the language asked for.
pub(super) fn run(args: &Args, context: &Context, out: &mut Out) -> Result<ExitCode> {
    if args.list {
        for text in ConsentText::all() {
            out.line(text.version())?;
        }
        return Ok(ExitCode::Done);
    }
    let text = match &args.version {
        None => ConsentText::current(),
        Some(version) => ConsentText::of(version).ok_or_else(|| {
            let versions = ConsentText::all().iter().map(ConsentText::version);
            let near = nearest(version, versions).map(|n| format!("; did you mean `{n}`?"));
            let near = near.unwrap_or_default();
            anyhow!("the program carries no text of consent `{version}`{near}")
        })?,
    };
    out.line(text.text(context.lang()).trim_end())?;
    Ok(ExitCode::Done)
}
