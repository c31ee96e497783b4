//! `kohtaanto normalise`: from phrases to concepts, or to the entries of a list of one's own.

use std::io::BufRead;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use serde::Serialize;

use super::out::Out;
use super::{Context, ExitCode};
use crate::domain::PhraseKind;
use crate::engine::words::{Link, Words};

/// What to link to.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// What the phrases name: occupation or skill.
    #[arg(long)]
    kind: PhraseKind,
    /// At most so many matches a phrase.
    #[arg(long, value_name = "N", default_value_t = 10)]
    top: usize,
    /// Link to this list instead of the taxonomy: lines of id, tab, label; an id may repeat.
    #[arg(long, value_name = "FILE")]
    against: Option<PathBuf>,
}

#[derive(Serialize)]
struct Answer<'a> {
    input: &'a str,
    matches: Vec<Link>,
}

/// Reads a phrase a line from stdin, prints a JSON line each.
pub(super) fn run(args: &Args, context: &Context, out: &mut Out) -> Result<ExitCode> {
    let kind = args.kind.into();
    let lang = context.lang_given();
    let words = Words::open(&context.engine_options()?)?;
    let against = match &args.against {
        Some(file) => Some(words.against(entries(file)?, kind, lang)),
        None => None,
    };
    let mut found = false;
    for line in std::io::stdin().lock().lines() {
        let line = line.context("stdin is not UTF-8 text, a phrase a line")?;
        let matches = match &against {
            Some(list) => list.link(&line, args.top),
            None => words.normalise(&line, kind, lang, args.top),
        };
        found |= !matches.is_empty();
        out.json(&Answer {
            input: &line,
            matches,
        })?;
    }
    Ok(if found {
        ExitCode::Done
    } else {
        ExitCode::Partly
    })
}

fn entries(file: &Path) -> Result<Vec<(String, String)>> {
    let text = std::fs::read_to_string(file)
        .with_context(|| format!("cannot read {} as UTF-8 text", file.display()))?;
    (1..)
        .zip(text.lines())
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(number, line)| {
            let (id, label) = line.split_once('\t').with_context(|| {
                format!(
                    "{}:{number}: `{line}` is no entry: an id, a tab and a label are",
                    file.display()
                )
            })?;
            Ok((id.to_owned(), label.to_owned()))
        })
        .collect()
}
