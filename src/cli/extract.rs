//! `kohtaanto extract`: the concepts, languages and permits in a text.

use std::io::{BufRead, Read};

use anyhow::{Context as _, Result};
use serde::{Deserialize, Serialize};

use super::out::Out;
use super::{Context, ExitCode};
use crate::engine::words::{Extraction, Words};

/// How the text comes.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Read `{"id", "text"}` a line, and print a JSON line each.
    #[arg(long)]
    ndjson: bool,
}

#[derive(Deserialize)]
struct Text {
    id: Option<serde_json::Value>,
    text: String,
}

#[derive(Serialize)]
struct Answer {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<serde_json::Value>,
    #[serde(flatten)]
    extraction: Extraction,
}

/// Reads stdin, prints what was found.
pub(super) fn run(args: &Args, context: &Context, out: &mut Out) -> Result<ExitCode> {
    let words = Words::open(&context.engine_options()?)?;
    let lang = context.lang_given();
    let stdin = std::io::stdin().lock();
    let mut found = false;
    let mut answer = |id, text: &str, out: &mut Out| {
        let extraction = words.extract(text, lang);
        found |= !extraction.concepts.is_empty();
        out.json(&Answer { id, extraction })
    };
    if args.ndjson {
        for (number, line) in (1..).zip(stdin.lines()) {
            let line = line.context("stdin is not UTF-8 text")?;
            if line.trim().is_empty() {
                continue;
            }
            let Text { id, text } = serde_json::from_str(&line)
                .with_context(|| format!("stdin, line {number}: an object with `text` is asked"))?;
            answer(id, &text, out)?;
        }
    } else {
        let mut text = String::new();
        let mut stdin = stdin;
        stdin
            .read_to_string(&mut text)
            .context("stdin is not UTF-8 text")?;
        answer(None, &text, out)?;
    }
    Ok(if found {
        ExitCode::Done
    } else {
        ExitCode::Partly
    })
}
