//! `kohtaanto key create|list|revoke`: keys of the HTTP interface.

use anyhow::Result;
use jiff::Timestamp;

use super::audit::local;
use super::out::{Out, say};
use super::table::table;
use super::{Context, ExitCode};
use crate::domain::{AgencyId, CoachId, OrganisationKind, Role, Scope, ServiceUnit};
use crate::engine::{Engine, KeyInfo, KeySpec};
use crate::texts::Texts;

/// What to do with keys.
#[derive(Debug, clap::Subcommand)]
pub(super) enum Command {
    /// Make a key; it is shown this once.
    Create {
        /// What its holder may do: coordinator, coach, counsellor, partner, statistics or admin.
        #[arg(long)]
        role: Role,
        /// The organisation that it belongs to; a partner's key must say so.
        #[arg(long)]
        organisation: Option<AgencyId>,
        /// Of a coach: only the clients of this coach; the same as --scope clients:COACH.
        #[arg(long, value_name = "COACH", conflicts_with_all = ["unit", "scope"])]
        coach: Option<CoachId>,
        /// Of staff: only the people whom this unit serves; the same as --scope unit:UNIT.
        #[arg(long, value_name = "UNIT", conflicts_with = "scope")]
        unit: Option<ServiceUnit>,
        /// Which people staff serve: everyone, unit:U, units:U1,U2 (several offices, or a neighbour's by
        /// agreement), area:39, clients:C, team:C1,C2 or assigned:A. A counsellor's is assigned:A.
        #[arg(long, value_name = "SCOPE")]
        scope: Option<Scope>,
        /// What it is for.
        #[arg(long, default_value = "")]
        label: String,
        /// Days until it expires.
        #[arg(long, value_name = "DAYS", default_value_t = 365)]
        days: u16,
    },
    /// List keys, without their secrets.
    List,
    /// Revoke a key at once.
    Revoke {
        /// The key's id.
        id: String,
    },
}

/// Makes, lists or revokes.
pub(super) async fn run(command: Command, context: &Context, out: &mut Out) -> Result<ExitCode> {
    let engine = Engine::init(context.engine_options()?).await?;
    match command {
        Command::Create {
            role,
            organisation,
            coach,
            unit,
            scope,
            label,
            days,
        } => {
            let kind = organisation.as_ref().map(|_| OrganisationKind::Agency);
            let expires = Timestamp::now() + jiff::SignedDuration::from_hours(24 * i64::from(days));
            let spec = KeySpec {
                role,
                scope: match (coach, unit) {
                    (Some(coach), _) => Scope::Clients(coach),
                    (None, Some(unit)) => Scope::Unit(unit),
                    (None, None) => scope.unwrap_or_default(),
                },
                organisation,
                organisation_kind: kind,
                label,
                expires: Some(expires),
            };
            let key = engine.create_key(&spec).await?;
            say(format_args!(
                "key {} for the role {role}, until {expires}; its secret is shown only now:",
                key.id
            ));
            out.line(key.secret)?;
        }
        Command::List => {
            let keys = engine.keys().await?;
            if context.json {
                for key in &keys {
                    out.json(&as_json(key))?;
                }
            } else {
                out.line(keys_table(&keys, context.texts()))?;
            }
        }
        Command::Revoke { id } => {
            engine.revoke_key(&id).await?;
            say(format_args!("key {id} is revoked"));
        }
    }
    engine.close().await;
    Ok(ExitCode::Done)
}

/// Whether a key opens anything: `revoked`, `expired` or `valid`.
fn state(key: &KeyInfo) -> &'static str {
    let expired = key
        .spec
        .expires
        .is_some_and(|last| last <= Timestamp::now());
    match (key.revoked.is_some(), expired) {
        (true, _) => "revoked",
        (false, true) => "expired",
        (false, false) => "valid",
    }
}

/// Which people a key reaches, where not everyone.
fn scope(key: &KeyInfo) -> String {
    key.spec.scope.name().unwrap_or_default()
}

fn keys_table(keys: &[KeyInfo], texts: Texts) -> String {
    let head = [
        "id",
        "role",
        "clients",
        "organisation",
        "state",
        "expires",
        "label",
    ];
    let mut rows = table(head.map(|column| texts.of("col", column)));
    for key in keys {
        let organisation = key.spec.organisation.as_ref();
        let expires = key.spec.expires.map(|last| local(last, texts));
        rows.add_row([
            key.id.clone(),
            texts.of("role", key.spec.role),
            scope(key),
            organisation.map_or(String::new(), ToString::to_string),
            texts.of("key", state(key)),
            expires.unwrap_or_else(|| texts.of("key", "never")),
            key.spec.label.clone(),
        ]);
    }
    rows.to_string()
}

fn as_json(key: &KeyInfo) -> serde_json::Value {
    serde_json::json!({
        "id": key.id,
        "role": key.spec.role,
        "scope": key.spec.scope,
        "organisation": key.spec.organisation,
        "label": key.spec.label,
        "state": state(key),
        "created": key.created.to_string(),
        "expires": key.spec.expires.map(|last| last.to_string()),
        "revoked": key.revoked.map(|at| at.to_string()),
    })
}
