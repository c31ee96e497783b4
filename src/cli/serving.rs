//! `kohtaanto restrict|unrestrict PERSON`, `assign`, `deputy` and `staff-access`: who serves whom, each
//! decision on record with the name of who made it.

use anyhow::{Context as _, Result};
use jiff::civil::Date;

use super::out::say;
use super::{Context, ExitCode};
use crate::domain::{Agreed, AssigneeId, CoachId, PersonId};
use crate::engine::{Assigned, AssignmentSpec, Decision, Deputising, Engine, UnknownFact};

/// Whose processing, and why.
#[derive(Debug, clap::Args)]
pub(super) struct Restrict {
    /// The person's id.
    person: PersonId,
    /// Why; it stays on record.
    #[arg(long, value_name = "WORDS")]
    reason: String,
}

/// A client handed to somebody.
#[derive(Debug, clap::Args)]
pub(super) struct Assign {
    /// The person's id.
    person: PersonId,
    /// The counsellor, or the coach of a purchased service.
    #[arg(long, value_name = "ASSIGNEE")]
    to: AssigneeId,
    /// End every assignment of the client to them at once.
    #[arg(long, conflicts_with_all = ["from", "until", "consented", "why"])]
    end: bool,
    /// First day; today where it is not said.
    #[arg(long, value_name = "DATE")]
    from: Option<Date>,
    /// Last day.
    #[arg(long, value_name = "DATE", required_unless_present = "end")]
    until: Option<Date>,
    /// The day on which the client agreed.
    #[arg(long, value_name = "DATE", required_unless_present = "end")]
    consented: Option<Date>,
    /// What for.
    #[arg(long, value_name = "WORDS", required_unless_present = "end")]
    why: Option<String>,
}

/// A deputy of a coach.
#[derive(Debug, clap::Args)]
pub(super) struct Deputy {
    /// The coach who is away.
    coach: CoachId,
    /// The coach who stands in.
    #[arg(long, value_name = "COACH")]
    by: CoachId,
    /// End it at once.
    #[arg(long, conflicts_with_all = ["from", "until"])]
    end: bool,
    /// First day; today where it is not said.
    #[arg(long, value_name = "DATE")]
    from: Option<Date>,
    /// Last day.
    #[arg(long, value_name = "DATE", required_unless_present = "end")]
    until: Option<Date>,
}

/// A client's own choice to be contacted directly.
#[derive(Debug, clap::Args)]
pub(super) struct DirectContact {
    /// The person's id.
    person: PersonId,
    /// Take the choice back: what was given by it can no longer be read.
    #[arg(long, conflicts_with_all = ["name", "phone", "email", "words"])]
    withdraw: bool,
    /// The name that the client agrees to give.
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// The telephone.
    #[arg(long, value_name = "NUMBER")]
    phone: Option<String>,
    /// The e-mail.
    #[arg(long, value_name = "ADDRESS")]
    email: Option<String>,
    /// Anything else.
    #[arg(long, value_name = "WORDS")]
    words: Option<String>,
}

/// What is not known of a source's people.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Unknown {
    /// Whether they have a non-disclosure order.
    Protection,
    /// Whether they may be matched.
    Matching,
}

/// An administrator's decision about a source.
#[derive(Debug, clap::Args)]
pub(super) struct StaffAccess {
    /// The source, as imports name it.
    source: String,
    /// The fact that is not known, and shall not hide these people from staff.
    #[arg(long, value_name = "FACT")]
    unknown: Unknown,
    /// Take the decision back.
    #[arg(long, conflicts_with_all = ["from", "until"])]
    withdraw: bool,
    /// First day; today where it is not said.
    #[arg(long, value_name = "DATE")]
    from: Option<Date>,
    /// Last day.
    #[arg(long, value_name = "DATE", required_unless_present = "withdraw")]
    until: Option<Date>,
}

/// Restricts the processing of a person's data.
pub(super) async fn restrict(args: Restrict, context: &Context) -> Result<ExitCode> {
    let engine = Engine::open(context.engine_options()?).await?;
    let new = engine
        .restrict(&args.person, &args.reason, &context.user())
        .await?;
    engine.close().await;
    said(
        new,
        "restricted: stored, and shown to nobody",
        "was restricted already",
    )
}

/// Lifts the restriction.
pub(super) async fn unrestrict(args: Restrict, context: &Context) -> Result<ExitCode> {
    let engine = Engine::open(context.engine_options()?).await?;
    let was = engine
        .unrestrict(&args.person, &args.reason, &context.user())
        .await?;
    engine.close().await;
    said(was, "the restriction is lifted", "was not restricted")
}

/// Hands a client to somebody, or ends it.
pub(super) async fn assign(args: Assign, context: &Context) -> Result<ExitCode> {
    let engine = Engine::open(context.engine_options()?).await?;
    let code = match (args.until, args.why) {
        (Some(until), Some(purpose)) => {
            let assigned = Assigned {
                to: args.to,
                from: args.from.unwrap_or_else(|| context.as_of()),
                until,
                consented: args.consented,
            };
            let person = args.person;
            let spec = AssignmentSpec {
                person,
                assigned,
                purpose,
            };
            engine.assign(&spec, &context.user()).await?;
            said(true, "assigned; it ends by itself", "")
        }
        _ => {
            let by = context.user();
            let ended = engine.end_assignment(&args.person, &args.to, &by).await?;
            said(
                ended > 0,
                "the assignment is ended",
                "was not assigned to them",
            )
        }
    };
    engine.close().await;
    code
}

/// Lets a coach stand in for another, or ends it.
pub(super) async fn deputy(args: Deputy, context: &Context) -> Result<ExitCode> {
    let engine = Engine::open(context.engine_options()?).await?;
    let code = match args.until {
        Some(until) => {
            let deputising = Deputising {
                coach: args.coach,
                deputy: args.by,
                from: args.from.unwrap_or_else(|| context.as_of()),
                until,
            };
            engine.deputise(&deputising, &context.user()).await?;
            said(true, "stands in; it ends by itself", "")
        }
        None => {
            let ended = engine.end_deputy(&args.coach, &args.by).await?;
            said(ended > 0, "no longer stands in", "did not stand in")
        }
    };
    engine.close().await;
    code
}

/// Records a client's own choice to be contacted directly, or takes it back.
pub(super) async fn direct_contact(args: DirectContact, context: &Context) -> Result<ExitCode> {
    let engine = Engine::open(context.engine_options()?).await?;
    let code = match args.withdraw {
        true => {
            let was = engine.withdraw_direct(&args.person).await?;
            said(was, "taken back", "no such choice was recorded")
        }
        false => {
            let agreed = Agreed {
                name: args.name,
                phone: args.phone,
                email: args.email,
                words: args.words,
            };
            let by = context.user();
            engine.choose_direct(&args.person, agreed, &by).await?;
            said(
                true,
                "recorded; it counts for as long as the consent's `contact` is `direct`",
                "",
            )
        }
    };
    engine.close().await;
    code
}

/// Puts an administrator's decision about a source on record.
pub(super) async fn staff_access(args: StaffAccess, context: &Context) -> Result<ExitCode> {
    let engine = Engine::open(context.engine_options()?).await?;
    let about = match args.unknown {
        Unknown::Protection => UnknownFact::Protection,
        Unknown::Matching => UnknownFact::Matching,
    };
    let decision = match args.withdraw {
        true => None,
        false => Some(Decision {
            from: args.from.unwrap_or_else(|| context.as_of()),
            until: Some(args.until.context("the last day")?),
        }),
    };
    let people = engine
        .decide(&args.source, about, decision, &context.user())
        .await?;
    say(format_args!(
        "on record with your name; it is about {people} people, and opens nobody to a partner"
    ));
    engine.close().await;
    Ok(ExitCode::Done)
}

/// Says whether something was done.
fn said(done: bool, what: &str, otherwise: &str) -> Result<ExitCode> {
    say(format_args!("{}", if done { what } else { otherwise }));
    Ok(if done {
        ExitCode::Done
    } else {
        ExitCode::Partly
    })
}
