//! What one's own key may, and what it has used of it.

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

use super::Problems;
use crate::domain::{AgencyId, Role};
use crate::http::App;
use crate::http::errors::Problem;
use crate::http::gate::Caller;
use crate::http::quotas::WINDOW;

/// A key with its limits.
#[derive(Serialize, ToSchema)]
#[schema(example = json!({"key": "nb2hk3dfmztwq2lknnwg23tpoq", "role": "partner", "organisation": "a-1", "limits": [
    {"name": "requests", "limit": 12000, "window_seconds": 60, "used": 41, "remaining": 11959, "resets_in_seconds": 17},
    {"name": "people", "limit": 3000, "window_seconds": 86400, "used": 220, "remaining": 2780, "resets_in_seconds": 30017}]}))]
pub(in crate::http) struct Usage {
    /// The key's name, as the ledger has it.
    key: String,
    /// What it may do.
    #[schema(value_type = String)]
    role: Role,
    /// Whose it is, where it is a partner's.
    #[schema(value_type = Option<String>)]
    organisation: Option<AgencyId>,
    /// What it may use, and has used. What is not named has no limit.
    limits: Vec<LimitUse>,
}

/// One limit.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct LimitUse {
    /// `requests`, or `people`: distinct people whom the key was shown.
    name: &'static str,
    /// How many in a window.
    limit: u64,
    /// Length of a window.
    window_seconds: i64,
    /// Used of this one.
    used: u64,
    /// Left of it.
    remaining: u64,
    /// Seconds until the next.
    resets_in_seconds: u32,
}

/// What the caller's own key may use, and has used of it. The header `RateLimit` of every answer says
/// what is left of the requests.
#[utoipa::path(get, path = "/api/v1/usage", tag = "usage", operation_id = "usage",
    responses((status = 200, body = Usage), Problems), security(("key" = [])))]
pub(in crate::http) async fn usage(
    State(app): State<App>,
    Caller(reader): Caller,
) -> Result<Json<Usage>, Problem> {
    let mut limits = Vec::new();
    let requests = app.requests_left(&reader).await?;
    if requests.most > 0 {
        limits.push(LimitUse {
            name: "requests",
            limit: requests.most.into(),
            window_seconds: WINDOW,
            used: u64::from(requests.most - requests.left),
            remaining: requests.left.into(),
            resets_in_seconds: requests.reset,
        });
    }
    if let Some(most) = app.engine.people_a_day(&reader) {
        let (used, resets_in_seconds) = app.engine.people_shown_today(&reader).await?;
        limits.push(LimitUse {
            name: "people",
            limit: most.into(),
            window_seconds: 86_400,
            used,
            remaining: u64::from(most).saturating_sub(used),
            resets_in_seconds,
        });
    }
    Ok(Json(Usage {
        key: reader.name,
        role: reader.role,
        organisation: reader.organisation,
        limits,
    }))
}
