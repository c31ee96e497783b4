//! From words to concepts. Nothing of anybody is read or kept.

use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use utoipa::ToSchema;

use super::Problems;
use crate::domain::Lang;
use crate::engine::Extraction;
use crate::http::App;
use crate::http::errors::Problem;
use crate::http::read;

/// A text to read.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"text": "Etsimme lähihoitajaa, hygieniapassi vaaditaan.", "lang": "fi"}))]
pub(in crate::http) struct ExtractBody {
    /// The text: an advert, or a jobseeker's own words.
    text: String,
    /// Its language, where it is known.
    #[serde(default)]
    lang: Option<Lang>,
}

/// The concepts in a text, with how strongly each is asked.
#[utoipa::path(post, path = "/api/v1/extract", tag = "text", request_body = ExtractBody,
    responses((status = 200, body = Extraction), Problems), security(("key" = [])))]
pub(in crate::http) async fn extract(
    State(app): State<App>,
    read::Json(body): read::Json<ExtractBody>,
) -> Result<Json<Extraction>, Problem> {
    let reader = app.engine.text();
    let side = reader.side(&body.text, body.lang);
    Ok(Json(reader.extract(&body.text, body.lang, side)))
}
