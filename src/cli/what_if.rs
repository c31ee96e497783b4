//! `kohtaanto what-if person P|vacancy V|course FILE`: exact counts of what a step would open.

use std::path::PathBuf;

use anyhow::{Context as _, Result};

use super::out::Out;
use super::table::{course_table, person_table, vacancy_table};
use super::{Context, ExitCode};
use crate::domain::Role;
use crate::engine::{Course, Engine};

/// What is asked.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    about: About,
}

/// Whose step.
#[derive(Debug, clap::Subcommand)]
enum About {
    /// Each single skill, card, language level, car, way to work or wish: the vacancies gained.
    Person {
        /// The person's id.
        person: String,
    },
    /// Each requirement asked no more: the people gained.
    Vacancy {
        /// The vacancy's id.
        vacancy: String,
    },
    /// A course: the vacancies that those who can take it would come to fit.
    Course {
        /// The course as JSON: skills, permits, prerequisites (docs/core.md describes it).
        file: PathBuf,
    },
}

/// Asks, and prints the counts.
pub(super) async fn run(args: Args, context: &Context, out: &mut Out) -> Result<ExitCode> {
    let course = match &args.about {
        About::Course { file } => Some(read(file)?),
        _ => None,
    };
    let engine = Engine::open(context.engine_options()?).await?;
    let reader = context.reader(Role::Coordinator);
    let any = match args.about {
        About::Person { person } => {
            let found = engine.what_if_person(&reader, &person).await;
            let found = found.with_context(|| format!("person `{person}`"))?;
            print(context, out, &found, || {
                person_table(&found, context.texts())
            })?;
            !found.steps.is_empty()
        }
        About::Vacancy { vacancy } => {
            let found = engine.what_if_vacancy(&reader, &vacancy).await;
            let found = found.with_context(|| format!("vacancy `{vacancy}`"))?;
            print(context, out, &found, || {
                vacancy_table(&found, context.texts())
            })?;
            !found.requirements.is_empty()
        }
        About::Course { file } => {
            let course = course.unwrap_or_default();
            let found = engine.what_if_course(&reader, course).await;
            let found = found.with_context(|| format!("course {}", file.display()))?;
            print(context, out, &found, || {
                course_table(&found, context.texts())
            })?;
            found.pairs > 0
        }
    };
    engine.close().await;
    Ok(if any {
        ExitCode::Done
    } else {
        ExitCode::Partly
    })
}

fn read(file: &PathBuf) -> Result<Course> {
    let text = std::fs::read_to_string(file);
    let text = text.with_context(|| format!("cannot read {}", file.display()))?;
    serde_json::from_str(&text).with_context(|| format!("{} is no course", file.display()))
}

fn print(
    context: &Context,
    out: &mut Out,
    found: &impl serde::Serialize,
    table: impl FnOnce() -> String,
) -> Result<()> {
    if context.json {
        out.json(found)?;
    } else {
        out.line(table())?;
    }
    Ok(())
}
