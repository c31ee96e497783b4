//! People and the vacancies that fit them.

use axum::Json;
use axum::extract::{Path, State};

use super::Problems;
use super::vacancies::JobParams;
use crate::engine::JobsQuery;
use crate::engine::answer::JobList;
use crate::http::App;
use crate::http::errors::Problem;
use crate::http::gate::Caller;
use crate::http::read::{Params, public_id};

/// Every open vacancy, ranked for one person. Across vacancies the order is group, then `full`
/// before `thin`, then points.
#[utoipa::path(get, path = "/api/v1/people/{id}/jobs", tag = "people",
    params(("id" = String, Path, description = "The person's `public_id`"), JobParams),
    responses((status = 200, body = JobList), Problems), security(("key" = [])))]
pub(in crate::http) async fn jobs(
    State(app): State<App>,
    Caller(reader): Caller,
    Path(id): Path<String>,
    Params(params): Params<JobParams>,
) -> Result<Json<JobList>, Problem> {
    let id = public_id(&id, "person")?;
    let query = JobsQuery {
        group: params.group,
        limit: params.limit,
        cursor: params.cursor,
    };
    Ok(Json(app.engine.jobs(&reader, id.as_str(), query).await?))
}
