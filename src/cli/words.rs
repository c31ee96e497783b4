//! `kohtaanto words`: what people write and nothing names, for a named person to accept or to refuse.

use anyhow::{Context as _, Result};

use super::out::{Out, say};
use super::{Context, ExitCode};
use crate::domain::{Lang, Meaning};
use crate::engine::Engine;

/// What to do with words.
#[derive(Debug, clap::Subcommand)]
pub(super) enum Command {
    /// The words most used that nothing names, with what they may mean.
    Propose {
        /// Most words.
        #[arg(
            long,
            value_name = "N",
            allow_negative_numbers = true,
            default_value_t = 50
        )]
        limit: usize,
    },
    /// Say what a word means; it is read so from the next opening on.
    Accept {
        /// The word or words, in the form people use.
        word: String,
        /// A concept's URI or a permit's code; the first choice first.
        #[arg(required = true)]
        means: Vec<String>,
    },
    /// Refuse a word: it is not proposed again.
    Refuse {
        /// The word or words.
        word: String,
    },
    /// Every decision, with who made it and when.
    List,
}

/// Proposes, records or lists. A word's language is `--lang`'s, Finnish where none is said.
pub(super) async fn run(command: Command, context: &Context, out: &mut Out) -> Result<ExitCode> {
    // Before anything is opened, so that a mistyped code costs no waiting.
    let means: Vec<Meaning> = match &command {
        Command::Accept { means, .. } => means
            .iter()
            .map(|value| meaning(value))
            .collect::<Result<_>>()?,
        _ => Vec::new(),
    };
    let lang = context.lang_given().unwrap_or(Lang::Fi);
    let engine = Engine::open(context.engine_options()?).await?;
    let found = match command {
        Command::Propose { limit } => propose(&engine, lang, limit, context, out).await?,
        Command::Accept { word, .. } => {
            let by = context.user();
            engine.decide_word(lang, &word, means, &by).await?;
            say(format_args!("`{word}` is accepted, on {by}'s word"));
            true
        }
        Command::Refuse { word } => {
            let by = context.user();
            engine.decide_word(lang, &word, Vec::new(), &by).await?;
            say(format_args!("`{word}` is refused, on {by}'s word"));
            true
        }
        Command::List => list(&engine, context, out).await?,
    };
    engine.close().await;
    Ok(if found {
        ExitCode::Done
    } else {
        ExitCode::Partly
    })
}

async fn propose(
    engine: &Engine,
    lang: Lang,
    limit: usize,
    context: &Context,
    out: &mut Out,
) -> Result<bool> {
    let proposals = engine.word_proposals(lang, limit).await?;
    for proposal in &proposals {
        if context.json {
            out.json(proposal)?;
            continue;
        }
        let near = proposal.occupations.iter().chain(&proposal.skills);
        let near: Vec<String> = near.map(|l| format!("{} ({})", l.label, l.id)).collect();
        out.line(format_args!(
            "{}\t{}\t{}\t{}",
            proposal.written,
            proposal.vacancies,
            proposal.people,
            near.join("; ")
        ))?;
    }
    if proposals.is_empty() && limit > 0 {
        say(format_args!(
            "no word is used often enough and named by nothing"
        ));
    }
    Ok(!proposals.is_empty())
}

async fn list(engine: &Engine, context: &Context, out: &mut Out) -> Result<bool> {
    let decisions = engine.word_decisions().await?;
    for decision in &decisions {
        if context.json {
            out.json(decision)?;
            continue;
        }
        let means: Vec<String> = decision.means.iter().map(ToString::to_string).collect();
        let means = if means.is_empty() {
            "refused".to_owned()
        } else {
            means.join(" | ")
        };
        out.line(format_args!(
            "{}\t{}\t{means}\t{}\t{}",
            decision.lang, decision.phrase, decision.by, decision.at
        ))?;
    }
    Ok(!decisions.is_empty())
}

fn meaning(value: &str) -> Result<Meaning> {
    if value.contains("://") {
        return Ok(Meaning::Concept(value.parse()?));
    }
    Ok(Meaning::Permit(value.parse().with_context(|| {
        format!("`{value}` is neither a concept's URI nor a permit's code")
    })?))
}
