//! Candidates for a partner: consented, under pseudonyms, explained.

use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use utoipa::ToSchema;

use super::Problems;
use crate::domain::{PublicId, Vacancy};
use crate::engine::answer::CandidateList;
use crate::engine::{CandidatesQuery, Reader};
use crate::http::App;
use crate::http::errors::Problem;
use crate::http::gate::Caller;
use crate::http::read::{self, wrong};

/// What candidates are sought for: exactly one of `vacancy`, `text` and `assignment`.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"text": "Lähihoitaja iltavuoroon Tampereelle, hygieniapassi vaaditaan.", "purpose": "Assignment 2026-118", "limit": 10}))]
pub(in crate::http) struct CandidatesBody {
    /// `public_id` of an open vacancy.
    #[serde(default)]
    vacancy: Option<PublicId>,
    /// An assignment in free words.
    #[serde(default)]
    text: Option<String>,
    /// An assignment as a record.
    #[serde(default)]
    assignment: Option<Box<Vacancy>>,
    /// Why these people are looked at; it goes on the record.
    purpose: String,
    /// Most candidates on a page, at most 100; 20 where nothing is said.
    #[serde(default)]
    limit: Option<usize>,
    /// `next` of the page before.
    #[serde(default)]
    cursor: Option<String>,
}

/// Candidates for an assignment, a vacancy or an advert's text. Only people who have consented to
/// this organisation, only with what they released; each one sent goes on the record first.
#[utoipa::path(post, path = "/api/v1/candidates:search", tag = "candidates", request_body = CandidatesBody,
    responses((status = 200, body = CandidateList), Problems), security(("key" = [])))]
pub(in crate::http) async fn search(
    State(app): State<App>,
    Caller(reader): Caller,
    read::Json(body): read::Json<CandidatesBody>,
) -> Result<Json<CandidateList>, Problem> {
    let purpose = body.purpose.trim();
    if purpose.is_empty() {
        return Err(wrong(
            "/purpose",
            None,
            "say what the people are looked at for".to_owned(),
        ));
    }
    let reader = Reader {
        purpose: purpose.to_owned(),
        ..reader
    };
    let query = CandidatesQuery {
        vacancy: body.vacancy.map(|id| id.to_string()),
        text: body.text,
        assignment: body.assignment,
        limit: body.limit,
        cursor: body.cursor,
    };
    Ok(Json(app.engine.candidates(&reader, query).await?))
}
