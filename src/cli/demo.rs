//! `kohtaanto demo`: a synthetic region in a temporary directory, served.

use std::net::SocketAddr;

use anyhow::Result;

use super::out::{Out, say};
use super::serve::{listen, told_to_stop};
use super::{Context, ExitCode};
use crate::domain::{OrganisationKind, Role, Scope};
use crate::engine::{Engine, KeySpec, Options};
use crate::http::{self, Settings, Situation, Target};
use crate::sample::{self, Region};

/// How large a region, and where to serve it.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Generated people beside those of the situations.
    #[arg(long, value_name = "N", default_value_t = sample::PEOPLE)]
    people: usize,
    /// Generated vacancies beside those of the situations.
    #[arg(long, value_name = "N", default_value_t = sample::VACANCIES)]
    vacancies: usize,
    /// Address and port; port 0 takes any that is free.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
}

/// Seed of the demo's region: the same people every time.
const SEED: u64 = 20_261_123;

/// Records put in one transaction.
const BATCH: usize = 500;

/// Makes the region, serves it, and leaves nothing behind.
pub(super) async fn run(args: Args, context: &Context, out: &mut Out) -> Result<ExitCode> {
    // The address is taken first: a busy port is said before any work is done.
    let listener = listen(args.listen).await?;
    let folder = tempfile::tempdir()?;
    let as_of = Some(context.as_of_said().unwrap_or(sample::DAY));
    let engine = Engine::init(Options {
        as_of,
        ..Options::new(folder.path())
    })
    .await?;
    let region = sample::region(SEED, args.people, args.vacancies);
    let bar = super::progress::bar(
        "records",
        Some((region.vacancies.len() + region.jobseekers.len()) as u64),
    );
    for batch in region.vacancies.chunks(BATCH) {
        engine.put_vacancies(batch).await?;
        bar.inc(batch.len() as u64);
    }
    for batch in region.jobseekers.chunks(BATCH) {
        engine.put_jobseekers(batch, None).await?;
        bar.inc(batch.len() as u64);
    }
    engine.ready().await?;
    bar.finish_and_clear();
    let situations = situations(&engine, &region).await;
    let key = engine
        .create_key(&KeySpec {
            role: Role::Partner,
            scope: Scope::Everyone,
            organisation: Some(sample::AGENCY.parse()?),
            organisation_kind: Some(OrganisationKind::Agency),
            label: "sandbox".to_owned(),
            expires: None,
        })
        .await?;
    say(format_args!(
        "A synthetic region as of {}: {} people, {} vacancies. Nobody in it is real.",
        engine.as_of(),
        region.jobseekers.len(),
        region.vacancies.len()
    ));
    out.line(format_args!("http://{}", listener.local_addr()?))?;
    out.line(format_args!(
        "sandbox key of agency {}: {}",
        sample::AGENCY,
        key.secret
    ))?;
    out.flush()?;
    say(format_args!("Stop with Ctrl-C; the region goes with it."));
    let settings = Settings {
        staff_on_loopback: true,
        situations,
        ..Settings::default()
    };
    http::serve(engine.clone(), settings, listener, told_to_stop()).await;
    engine.close().await;
    Ok(ExitCode::Done)
}

/// The situations as the first page links them: to the pair or comparison they are about, else to
/// their first vacancy or person.
async fn situations(engine: &Engine, region: &Region) -> Vec<Situation> {
    let mut shown = Vec::new();
    for situation in &region.situations {
        let vacancy = situation
            .vacancies
            .first()
            .and_then(|id| engine.public_vacancy(id));
        let people: Vec<_> = situation
            .people
            .iter()
            .filter_map(|id| engine.public_person(id))
            .collect();
        let compared = situation.compared.as_ref().and_then(|(above, below)| {
            Some((engine.public_person(above)?, engine.public_person(below)?))
        });
        let target = match (vacancy, compared, people.first()) {
            (Some(vacancy), Some((above, below)), _) => Target::Versus(vacancy, above, below),
            (Some(vacancy), None, _) => Target::Vacancy(vacancy),
            (None, _, Some(person)) => Target::Person(*person),
            (None, _, None) => continue,
        };
        shown.push(Situation {
            title: situation.title.clone(),
            look_at: situation.look_at.clone(),
            target,
        });
    }
    shown
}
