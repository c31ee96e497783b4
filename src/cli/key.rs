//! `kohtaanto key create|list|revoke`: keys of the HTTP interface.

use anyhow::Result;
use jiff::Timestamp;

use super::out::{Out, say};
use super::{Context, ExitCode};
use crate::domain::{AgencyId, OrganisationKind, Role, Scope};
use crate::engine::{Engine, KeySpec};

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
            label,
            days,
        } => {
            let kind = organisation.as_ref().map(|_| OrganisationKind::Agency);
            let expires = Timestamp::now() + jiff::SignedDuration::from_hours(24 * i64::from(days));
            let spec = KeySpec {
                role,
                scope: Scope::Everyone,
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
            for key in engine.keys().await? {
                let state = if key.revoked.is_some() {
                    "revoked"
                } else {
                    "valid"
                };
                let organisation = key
                    .spec
                    .organisation
                    .as_ref()
                    .map(|o| o.as_str())
                    .unwrap_or("-");
                out.line(format_args!(
                    "{}\t{}\t{organisation}\t{state}\t{}",
                    key.id, key.spec.role, key.spec.label
                ))?;
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
