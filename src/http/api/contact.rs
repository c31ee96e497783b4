//! Contact between an agency and a person: one candidate, requests to meet, answers, what to delete.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{Again, Problems};
use crate::domain::Agreed;
use crate::engine::{CandidateChanges, CandidateView, ContactList, ContactView, Reader};
use crate::http::App;
use crate::http::errors::Problem;
use crate::http::gate::Caller;
use crate::http::once::OnceKey;
use crate::http::read::{self, Params, public_id, wrong};

/// One candidate, as far as consent releases. A pseudonym that names nobody for this organisation now is
/// answered as one that never was, whatever became of it.
#[utoipa::path(get, path = "/api/v1/candidates/{pseudonym}", tag = "candidates", operation_id = "candidate",
    params(("pseudonym" = String, Path, description = "The candidate's pseudonym, as `candidates:search` gives it")),
    responses((status = 200, body = CandidateView), Problems), security(("key" = [])))]
pub(in crate::http) async fn one(
    State(app): State<App>,
    Caller(reader): Caller,
    Path(pseudonym): Path<String>,
) -> Result<Json<CandidateView>, Problem> {
    let pseudonym = public_id(&pseudonym, "candidate")?;
    Ok(Json(
        app.engine.candidate(&reader, pseudonym.as_str()).await?,
    ))
}

/// Why a candidate is to be met.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"purpose": "Interview for assignment 2026-118, night shifts from 1 December"}))]
pub(in crate::http) struct AskBody {
    /// What for; the person is told, and it goes on the record.
    purpose: String,
}

/// Asks to meet a candidate. The person's coach asks them and answers within two working days; only a
/// yes gives what was agreed. Where the person chose direct contact, the answer is there at once. While
/// a request waits, asking again gives the same one; with an `Idempotency-Key`, also after it was answered.
#[utoipa::path(post, path = "/api/v1/candidates/{pseudonym}/contact-requests", tag = "candidates", operation_id = "ask_contact",
    params(("pseudonym" = String, Path, description = "The candidate's pseudonym"),
           ("Idempotency-Key" = Option<String>, Header, description = "1 to 255 visible characters, a new one for each request to be made: sent again within 24 hours it gives the same request")),
    request_body = AskBody,
    responses((status = 201, body = ContactView), Again, Problems), security(("key" = [])))]
pub(in crate::http) async fn ask(
    State(app): State<App>,
    Caller(reader): Caller,
    Path(pseudonym): Path<String>,
    once: OnceKey,
    read::Json(body): read::Json<AskBody>,
) -> Result<Response, Problem> {
    let pseudonym = public_id(&pseudonym, "candidate")?;
    let purpose = body.purpose.trim().to_owned();
    if purpose.is_empty() {
        let reason = "say what the person is to be met for".to_owned();
        return Err(wrong("/purpose", None, reason));
    }
    let reader = Reader { purpose, ..reader };
    let (engine, by) = (app.engine.clone(), reader.clone());
    let make = async move {
        let request = engine.ask_contact(&by, pseudonym.as_str()).await?;
        let name = request.id.to_string();
        Ok((request, name))
    };
    let again = async |name: String| app.engine.contact_request(&reader, &name).await;
    let once = once.once(&app, &reader, &body, make, again).await?;
    let headers = once.headers();
    Ok((StatusCode::CREATED, headers, Json(once.made)).into_response())
}

/// Requests for contact: a partner's own, of candidates who are there for it now; a coach's, for clients
/// and for the clients of whoever the coach stands in for.
#[utoipa::path(get, path = "/api/v1/contact-requests", tag = "candidates", operation_id = "contact_requests",
    responses((status = 200, body = ContactList), Problems), security(("key" = [])))]
pub(in crate::http) async fn list(
    State(app): State<App>,
    Caller(reader): Caller,
) -> Result<Json<ContactList>, Problem> {
    Ok(Json(app.engine.contact_requests(&reader).await?))
}

/// What a client answered.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"agreed": {"name": "Aino Esimerkki", "phone": "040 123 4567"}}))]
pub(in crate::http) struct AnswerBody {
    /// With a yes, what the client agreed to give: at least one way of contact. Absent is no.
    #[serde(default)]
    agreed: Option<Agreed>,
}

/// Answers a request for a client.
#[utoipa::path(post, path = "/api/v1/contact-requests/{id}/answer", tag = "candidates", operation_id = "answer_contact",
    params(("id" = String, Path, description = "The request's `id`")), request_body = AnswerBody,
    responses((status = 204, description = "Answered"), Problems), security(("key" = [])))]
pub(in crate::http) async fn answer(
    State(app): State<App>,
    Caller(reader): Caller,
    Path(id): Path<String>,
    read::Json(body): read::Json<AnswerBody>,
) -> Result<StatusCode, Problem> {
    let id = public_id(&id, "request for contact")?;
    app.engine.answer_contact(&reader, id, body.agreed).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// After which change.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(in crate::http) struct ChangesParams {
    /// `next` of the answer before; 0 where nothing is said.
    since: u64,
}

/// What became of candidates that this organisation was shown: `updated`, ask again; `revoked`, delete
/// your copy, for the pseudonym names nobody any more.
#[utoipa::path(get, path = "/api/v1/changes", tag = "candidates", operation_id = "candidate_changes", params(ChangesParams),
    responses((status = 200, body = CandidateChanges), Problems), security(("key" = [])))]
pub(in crate::http) async fn changes(
    State(app): State<App>,
    Caller(reader): Caller,
    Params(params): Params<ChangesParams>,
) -> Result<Json<CandidateChanges>, Problem> {
    let changes = app.engine.candidate_changes(&reader, params.since);
    Ok(Json(changes.await?))
}
