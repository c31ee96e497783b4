//! Whether the service is up, for who runs it.

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

use crate::http::App;
use crate::http::errors::{Problem, ProblemDetails};

/// State of the service.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct Health {
    /// `live` or `ready`.
    #[schema(example = "ready")]
    status: &'static str,
}

/// Whether the process answers at all.
#[utoipa::path(get, path = "/api/v1/health/live", tag = "health", responses((status = 200, body = Health)))]
pub(in crate::http) async fn live() -> Json<Health> {
    Json(Health { status: "live" })
}

/// Whether it can answer from its data: the store is reached and the projections are there.
#[utoipa::path(get, path = "/api/v1/health/ready", tag = "health", responses(
    (status = 200, body = Health),
    (status = 503, body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(in crate::http) async fn ready(State(app): State<App>) -> Result<Json<Health>, Problem> {
    app.engine.ready().await?;
    Ok(Json(Health { status: "ready" }))
}
