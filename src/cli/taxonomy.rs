//! `kohtaanto taxonomy import PATH…`: ESCO's official CSV download into the data directory.

use std::path::PathBuf;

use anyhow::{Result, bail};

use super::out::{Out, say};
use super::{Context, ExitCode};
use crate::engine::Engine;
use crate::import::esco;

/// What to do with the taxonomy.
#[derive(Debug, clap::Subcommand)]
pub(super) enum Command {
    /// Import ESCO's official CSV download: zips or folders, any of fi, sv, en and relations.
    Import {
        /// Zips or folders.
        #[arg(required = true)]
        paths: Vec<PathBuf>,
        /// Add to the taxonomy that is there, instead of taking its place.
        #[arg(long)]
        add: bool,
        /// Take the place of the taxonomy that is there, even where it holds what this one lacks.
        #[arg(long, conflicts_with = "add")]
        replace: bool,
    },
}

/// Imports, and says what came of it.
pub(super) async fn run(command: Command, context: &Context, out: &mut Out) -> Result<ExitCode> {
    let Command::Import {
        paths,
        add,
        replace,
    } = command;
    let bar = super::progress::bar("taxonomy", Some(0));
    let progress = |_: &str, done: u64, total: u64| {
        bar.set_length(total);
        bar.set_position(done);
    };
    let before = Engine::taxonomy_of(&context.data)?;
    let onto = Some(before.as_ref()).filter(|_| add);
    let (taxonomy, report) = esco::read_onto(onto, &paths, &progress)?;
    bar.finish_and_clear();
    let losses = esco::losses(&before, &taxonomy);
    if !losses.is_empty() && !add && !replace {
        bail!(
            "nothing was changed: the taxonomy that is there has {}, which these files have not. Name the files of all parts together, or give --add to keep what is there, or --replace to do without",
            losses.join(" and ")
        );
    }
    // The directory is taken only now, and the file put in place whole.
    let engine = Engine::init(context.engine_options()?).await?;
    engine.keep_taxonomy(&taxonomy)?;
    engine.close().await;
    if context.json {
        out.json(&report)?;
    } else {
        say(format_args!("{report}"));
    }
    Ok(ExitCode::Done)
}
