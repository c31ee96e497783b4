//! `kohtaanto demo`: a synthetic region in a temporary directory, served.

use std::net::SocketAddr;

use anyhow::Result;

use super::out::{Out, say};
use super::serve::{listen, told_to_stop};
use super::{Context, ExitCode};
use crate::domain::{Lang, Localised, OrganisationKind, Role, Scope};
use crate::engine::{Course, Engine, KeySpec, Options, Reader};
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
    engine.catch_up().await?;
    bar.finish_and_clear();
    let situations = situations(&engine, &region).await?;
    let (agency, coach) = keys(&engine).await?;
    say(format_args!(
        "A synthetic region as of {}: {} people, {} vacancies. Nobody in it is real.",
        engine.as_of(),
        region.jobseekers.len(),
        region.vacancies.len()
    ));
    out.line(format_args!("http://{}", listener.local_addr()?))?;
    out.line(format_args!(
        "sandbox key of agency {}: {agency}",
        sample::AGENCY
    ))?;
    out.line(format_args!(
        "sandbox key of coach {}: {coach}",
        sample::COACH
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

/// Keys to look with as others do: the agency's for its system, the coach's for the pages.
async fn keys(engine: &Engine) -> Result<(String, String)> {
    let agency = KeySpec {
        role: Role::Partner,
        scope: Scope::Everyone,
        organisation: Some(sample::AGENCY.parse()?),
        organisation_kind: Some(OrganisationKind::Agency),
        label: "sandbox".to_owned(),
        expires: None,
    };
    let coach = KeySpec {
        role: Role::Coach,
        scope: Scope::Clients(sample::COACH.parse()?),
        organisation: None,
        organisation_kind: None,
        ..agency.clone()
    };
    let agency = engine.create_key(&agency).await?.secret;
    Ok((agency, engine.create_key(&coach).await?.secret))
}

/// The situations as the first page links them.
async fn situations(engine: &Engine, region: &Region) -> Result<Vec<Situation>> {
    let reader = Reader::staff(Role::Coordinator, "demo", "the situations' links", Lang::Fi);
    let groups = engine.client_groups(&reader).await?;
    let mut shown = Vec::new();
    for situation in &region.situations {
        let clients = situation.clients.as_ref().and_then(|scope| {
            let name = scope.name()?;
            groups.iter().find(|group| group.name == name)
        });
        let target = match (clients, &situation.course) {
            (Some(group), _) => Some(Target::Clients(group.public_id)),
            (None, Some(course)) => Some(Target::Course(Box::new(planned(course)?))),
            (None, None) => target(engine, situation),
        };
        shown.extend(target.map(|target| Situation {
            title: situation.title.clone(),
            look_at: situation.look_at.clone(),
            target,
            looks: looks(engine, situation),
        }));
    }
    Ok(shown)
}

/// Where the single things of a situation are to be seen.
fn looks(engine: &Engine, situation: &sample::Situation) -> Vec<(Localised, Target)> {
    let look = |look: &sample::Look| {
        let vacancy = engine.public_vacancy(&look.vacancy)?;
        let person = engine.public_person(&look.person)?;
        Some((look.say.clone(), Target::Pair(vacancy, person)))
    };
    situation.looks.iter().filter_map(look).collect()
}

/// A situation's course as the engine takes it.
fn planned(course: &sample::Course) -> Result<Course> {
    let skills = course.skills.iter().map(|uri| uri.parse());
    Ok(Course {
        name: course.name.clone(),
        skills: skills.collect::<Result<_, _>>()?,
        permits: course.permits.clone(),
        seats: Some(course.seats),
        starts: Some(course.starts),
        weeks: Some(course.weeks),
        municipality: Some(course.municipality),
        ..Course::default()
    })
}

/// The agency's view, the pair or the comparison that a situation is about, else its first vacancy or
/// person.
fn target(engine: &Engine, situation: &sample::Situation) -> Option<Target> {
    if let Some((agency, vacancy, person)) = &situation.unseen {
        let vacancy = engine.public_vacancy(vacancy)?;
        let person = engine.public_person(person)?;
        return Some(Target::Agency(vacancy, agency.clone(), person));
    }
    if let Some(person) = &situation.begin {
        return engine.public_person(person).map(Target::Person);
    }
    let vacancy = situation
        .vacancies
        .first()
        .and_then(|id| engine.public_vacancy(id));
    if let (Some(vacancy), Some((above, below))) = (vacancy, &situation.compared) {
        let (above, below) = (engine.public_person(above)?, engine.public_person(below)?);
        return Some(Target::Versus(vacancy, above, below));
    }
    let person = || engine.public_person(situation.people.first()?);
    vacancy
        .map(Target::Vacancy)
        .or_else(|| person().map(Target::Person))
}
