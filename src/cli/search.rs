//! `kohtaanto search people|vacancies "words"`: full text with facets.

use anyhow::Result;

use super::out::{Out, say};
use super::table::search_table;
use super::{Context, ExitCode};
use crate::domain::{ConceptUri, LanguageCode, MunicipalityCode, PermitCode, Role};
use crate::engine::{Engine, SearchQuery};

/// What to search for.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Among people or among vacancies.
    #[arg(value_parser = among, value_name = "people|vacancies")]
    among: Among,
    /// Words, "phrases in quotes", -without, beginnings*; none finds everything.
    words: Vec<String>,
    /// In this municipality (repeat for more).
    #[arg(long, value_name = "M")]
    municipality: Vec<MunicipalityCode>,
    /// With this permit (repeat for more).
    #[arg(long, value_name = "CODE")]
    permit: Vec<PermitCode>,
    /// With this language (repeat for more).
    #[arg(long, value_name = "CODE")]
    language: Vec<LanguageCode>,
    /// With this concept, by URI (repeat for more).
    #[arg(long, value_name = "URI")]
    concept: Vec<ConceptUri>,
    /// Vacancies: also those that are not open.
    #[arg(long)]
    closed_too: bool,
    /// From this hit on, counted from 0.
    #[arg(long, value_name = "N", default_value_t = 0)]
    from: usize,
    /// Most hits, 0 to 200 (0: the counts alone).
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = super::context::number)]
    limit: Option<usize>,
}

#[derive(Debug, Clone, Copy)]
enum Among {
    /// Jobseekers who may be seen.
    People,
    /// Open vacancies.
    Vacancies,
}

fn among(said: &str) -> Result<Among, String> {
    match said {
        "people" => Ok(Among::People),
        "vacancies" => Ok(Among::Vacancies),
        _ => Err(
            "say first where to search, `people` or `vacancies`, and then the words; words that begin \
             with a hyphen come after `--`: `search people hitsaaja -- -vuorotyö`"
                .to_owned(),
        ),
    }
}

/// Prints what is found.
pub(super) async fn run(args: Args, context: &Context, out: &mut Out) -> Result<ExitCode> {
    let engine = Engine::open(context.engine_options()?).await?;
    let reader = context.reader(Role::Coordinator);
    let query = SearchQuery {
        text: args.words.join(" "),
        municipalities: args.municipality,
        permits: args.permit,
        languages: args.language,
        concepts: args.concept.iter().map(ToString::to_string).collect(),
        closed_too: args.closed_too,
        from: args.from,
        limit: args.limit,
    };
    let result = match args.among {
        Among::People => engine.search_people(&reader, query).await?,
        Among::Vacancies => engine.search_vacancies(&reader, query).await?,
    };
    if context.json {
        out.json(&result)?;
    } else {
        out.line(search_table(&result, context.texts()))?;
    }
    if result.total == 0 && matches!(args.among, Among::People) {
        // Nothing found among people, or nobody there to be found: that is a difference.
        let shown = engine.people_shown(&reader).await?;
        if shown == 0 {
            say(format_args!("{}", engine.why_nobody(reader.lang).await?));
        }
    }
    engine.close().await;
    Ok(if result.total == 0 {
        ExitCode::Partly
    } else {
        ExitCode::Done
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_says_only_what_is_not_sought_is_told_how() {
        use clap::Parser as _;
        #[derive(Debug, clap::Parser)]
        struct Line {
            #[command(flatten)]
            args: Args,
        }
        let error = Line::try_parse_from(["search", "--", "-vuorotyö"]).unwrap_err();
        let said = error.to_string();
        assert!(
            said.contains("`search people hitsaaja -- -vuorotyö`"),
            "{said}"
        );
        let line = Line::try_parse_from(["search", "people", "--", "-vuorotyö"]).unwrap();
        assert_eq!(line.args.words, ["-vuorotyö"]);
    }
}
