//! Vacancies in, many at a time: lines are taken at once, and a job says what came of each.

use std::future::poll_fn;
use std::io::{Seek, Write};
use std::pin::Pin;

use axum::Json;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use hyper::body::Body as _;
use serde::Deserialize;
use utoipa::IntoParams;

use super::{Again, Problems};
use crate::engine::ImportView;
use crate::http::App;
use crate::http::errors::Problem;
use crate::http::gate::Caller;
use crate::http::lines::NDJSON;
use crate::http::once::OnceKey;
use crate::http::read::{Params, empty_is_none, is_of_type, is_too_slow, public_id};

/// Who sent the lines.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(in crate::http) struct ImportParams {
    /// Name of the source, put into vacancies that name none.
    #[serde(deserialize_with = "empty_is_none")]
    #[param(value_type = Option<String>, example = "kipa")]
    source: Option<String>,
}

/// Takes vacancies in, a record a line (`application/x-ndjson`, at most 64 MiB): upserted by `id`; what
/// is not sent stays as it is. The answer names a job; the lines are read after it.
#[utoipa::path(post, path = "/api/v1/vacancies:import", tag = "vacancies", operation_id = "import_vacancies",
    params(ImportParams, ("Idempotency-Key" = Option<String>, Header, description = "1 to 255 visible characters, a new one for each import: sent again within 24 hours it gives the same job")),
    request_body(content = String, content_type = "application/x-ndjson",
        example = "{\"id\":\"V-1\",\"title\":{\"fi\":\"Lähihoitaja\"},\"municipalities\":[\"837\"]}\n{\"id\":\"V-2\",\"status\":\"filled\"}\n"),
    responses((status = 202, body = ImportView, headers(("Location" = String, description = "Where the job is to be asked for"))),
              Again, Problems), security(("key" = [])))]
pub(in crate::http) async fn vacancies(
    State(app): State<App>,
    Caller(reader): Caller,
    Params(params): Params<ImportParams>,
    once: OnceKey,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Problem> {
    if !is_of_type(&headers, NDJSON) {
        return Err(Problem::new(
            "unsupported_media_type",
            "Send the records as `application/x-ndjson`, one a line.",
        ));
    }
    let place = app.engine.import_place()?;
    let (file, hash) = kept(body).await?;
    let sent = (hash.to_hex().to_string(), params.source.clone());
    let (engine, by) = (app.engine.clone(), reader.clone());
    let make = async move {
        let id = engine.begin_import(&by, place, file, params.source).await?;
        Ok((engine.import_job(id).await?, id.to_string()))
    };
    let again = async |name: String| match name.parse() {
        Ok(id) => app.engine.import_job(id).await,
        Err(_) => Err(crate::engine::EngineError::NotFound { what: "import" }),
    };
    let once = once.once(&app, &reader, &sent, make, again).await?;
    let headers = once.headers();
    let location = [(
        header::LOCATION,
        format!("/api/v1/imports/{}", once.made.id),
    )];
    Ok((StatusCode::ACCEPTED, headers, location, Json(once.made)).into_response())
}

/// A body in a file without a name, which goes with whoever holds it; and its hash.
async fn kept(mut body: Body) -> Result<(std::fs::File, blake3::Hash), Problem> {
    let failed = |error: std::io::Error| {
        tracing::error!(%error, "an import could not be kept");
        Problem::internal()
    };
    let mut file = tempfile::tempfile().map_err(failed)?;
    let mut hasher = blake3::Hasher::new();
    while let Some(frame) = poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await {
        let frame = frame.map_err(|error| match is_too_slow(&error) {
            true => Problem::of_status(StatusCode::REQUEST_TIMEOUT),
            false => Problem::of_status(StatusCode::PAYLOAD_TOO_LARGE),
        })?;
        let Ok(piece) = frame.into_data() else {
            continue;
        };
        hasher.update(&piece);
        let written = tokio::task::spawn_blocking(move || {
            file.write_all(&piece)?;
            Ok(file)
        });
        file = written
            .await
            .map_err(|_| Problem::internal())?
            .map_err(failed)?;
    }
    file.rewind().map_err(failed)?;
    Ok((file, hasher.finalize()))
}

/// An import: where it stands, and what is wrong with which line. It is known for a week.
#[utoipa::path(get, path = "/api/v1/imports/{id}", tag = "vacancies", operation_id = "import",
    params(("id" = String, Path, description = "The job's `id`")),
    responses((status = 200, body = ImportView), Problems), security(("key" = [])))]
pub(in crate::http) async fn one(
    State(app): State<App>,
    Path(id): Path<String>,
) -> Result<Json<ImportView>, Problem> {
    let id = public_id(&id, "import")?;
    Ok(Json(app.engine.import_job(id).await?))
}
