//! People and the vacancies that fit them.

use axum::Json;
use axum::extract::{Path, State};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::Problems;
use super::vacancies::JobParams;
use crate::domain::{PersonId, PublicId};
use crate::engine::answer::{JobList, PersonWhatIf};
use crate::engine::{EmployerList, JobsQuery, SeenBy};
use crate::http::App;
use crate::http::errors::Problem;
use crate::http::gate::Caller;
use crate::http::read::{self, Params, public_id};

/// The client's own identifier in the municipality's system.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"person": "P-7"}))]
pub(in crate::http) struct FindBody {
    /// The id.
    #[schema(value_type = String)]
    person: PersonId,
}

/// Where a client is in this interface.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct Found {
    /// The client's `public_id`, for addresses.
    public_id: PublicId,
}

/// The address of a client whose identifier is known. A client of protected address stands in no list:
/// their own coach finds them here, and sees their vacancies and what a step would open. That a client
/// was opened goes on the record.
#[utoipa::path(post, path = "/api/v1/people:find", tag = "people", operation_id = "find_person", request_body = FindBody,
    responses((status = 200, body = Found), Problems), security(("key" = [])))]
pub(in crate::http) async fn find(
    State(app): State<App>,
    Caller(reader): Caller,
    read::Json(body): read::Json<FindBody>,
) -> Result<Json<Found>, Problem> {
    let public_id = app.engine.client_named(&reader, &body.person).await?;
    Ok(Json(Found { public_id }))
}

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

/// What each single step of a person would open: a skill, a permit, a language level, a car, a longer
/// way to work or a wish let go, with the vacancies that the person would come to fit. Exact counts.
#[utoipa::path(get, path = "/api/v1/people/{id}/what-if", tag = "people", operation_id = "person_what_if",
    params(("id" = String, Path, description = "The person's `public_id`")),
    responses((status = 200, body = PersonWhatIf), Problems), security(("key" = [])))]
pub(in crate::http) async fn what_if(
    State(app): State<App>,
    Caller(reader): Caller,
    Path(id): Path<String>,
) -> Result<Json<PersonWhatIf>, Problem> {
    let id = public_id(&id, "person")?;
    Ok(Json(app.engine.what_if_person(&reader, id.as_str()).await?))
}

/// How many firms.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(in crate::http) struct EmployerParams {
    /// Firms, at most 1,000; 20 where nothing is said.
    limit: Option<usize>,
}

/// Firms to call for a person: those whose vacancies of the last 24 months, filled ones too, suit. Best
/// first, by the group and the points of the vacancy that suits best.
#[utoipa::path(get, path = "/api/v1/people/{id}/employers", tag = "people",
    params(("id" = String, Path, description = "The person's `public_id`"), EmployerParams),
    responses((status = 200, body = EmployerList), Problems), security(("key" = [])))]
pub(in crate::http) async fn employers(
    State(app): State<App>,
    Caller(reader): Caller,
    Path(id): Path<String>,
    Params(params): Params<EmployerParams>,
) -> Result<Json<EmployerList>, Problem> {
    let id = public_id(&id, "person")?;
    let list = app.engine.employers(&reader, id.as_str(), params.limit);
    Ok(Json(list.await?))
}

/// Which times.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(in crate::http) struct SeenByParams {
    /// `next` of the page before.
    before: Option<u64>,
    /// Times on a page, 1 to 1,000; 100 where nothing is said.
    limit: Option<usize>,
}

/// Who was shown a person, when and for what, newest first: for a client who asks. Asking is an opening
/// of the person, and stands in the next answer.
#[utoipa::path(get, path = "/api/v1/people/{id}/seen-by", tag = "people", operation_id = "seen_by",
    params(("id" = String, Path, description = "The person's `public_id`"), SeenByParams),
    responses((status = 200, body = SeenBy), Problems), security(("key" = [])))]
pub(in crate::http) async fn seen_by(
    State(app): State<App>,
    Caller(reader): Caller,
    Path(id): Path<String>,
    Params(params): Params<SeenByParams>,
) -> Result<Json<SeenBy>, Problem> {
    let id = public_id(&id, "person")?;
    let seen = app
        .engine
        .seen_by(&reader, id.as_str(), params.before, params.limit);
    Ok(Json(seen.await?))
}
