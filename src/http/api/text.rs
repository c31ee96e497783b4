//! From words to concepts. Nothing of anybody is read or kept.

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Problems;
use crate::domain::record::RecordError;
use crate::domain::{Lang, PhraseKind};
use crate::engine::Extraction;
use crate::engine::words::Link;
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

/// Most phrases of one request.
const PHRASES_MAX: usize = 100;

/// Most characters of a phrase: beyond, it is a text to extract from.
const PHRASE_MAX: usize = 1_000;

/// Most matches of a phrase.
const TOP_MAX: usize = 100;

/// Phrases to link to concepts.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"kind": "occupation", "phrases": ["lähihoitajalle", "närvårdare"], "top": 3}))]
pub(in crate::http) struct NormaliseBody {
    /// What the phrases name.
    kind: PhraseKind,
    /// The phrases: 1 to 100 of at most 1,000 characters.
    phrases: Vec<String>,
    /// Their language, where it is known.
    #[serde(default)]
    lang: Option<Lang>,
    /// Most matches a phrase, 1 to 100; 10 where nothing is said.
    #[serde(default)]
    top: Option<usize>,
}

/// What each phrase means.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct Normalised {
    /// In the order of the phrases.
    results: Vec<NormalisedPhrase>,
}

/// A phrase and the concepts that it means.
#[derive(Serialize, ToSchema)]
pub(in crate::http) struct NormalisedPhrase {
    /// The phrase as it was sent.
    input: String,
    /// Concepts, best first; none where nothing is meant.
    matches: Vec<Link>,
}

/// The concepts that phrases mean, best first; none where nothing is meant.
#[utoipa::path(post, path = "/api/v1/normalise", tag = "text", request_body = NormaliseBody,
    responses((status = 200, body = Normalised), Problems), security(("key" = [])))]
pub(in crate::http) async fn normalise(
    State(app): State<App>,
    read::Json(body): read::Json<NormaliseBody>,
) -> Result<Json<Normalised>, Problem> {
    let top = body.top.unwrap_or(10);
    if !(1..=TOP_MAX).contains(&top) {
        let wanted = format!("a phrase has 1 to {TOP_MAX} matches");
        return Err(wrong("/top", top, wanted));
    }
    if !(1..=PHRASES_MAX).contains(&body.phrases.len()) {
        let wanted = format!("a request holds 1 to {PHRASES_MAX} phrases");
        return Err(wrong("/phrases", body.phrases.len(), wanted));
    }
    let lengths = body.phrases.iter().map(|phrase| phrase.chars().count());
    if let Some((place, length)) = lengths.enumerate().find(|(_, length)| *length > PHRASE_MAX) {
        let wanted =
            format!("a phrase has at most {PHRASE_MAX} characters; longer texts go to extract");
        return Err(wrong(format!("/phrases/{place}"), length, wanted));
    }
    let engine = app.engine.clone();
    let results = move || {
        let reader = engine.text();
        let linked = body.phrases.into_iter().map(|input| NormalisedPhrase {
            matches: reader.normalise(&input, body.kind.into(), body.lang, top),
            input,
        });
        linked.collect()
    };
    let results = tokio::task::spawn_blocking(results)
        .await
        .map_err(|_| Problem::internal())?;
    Ok(Json(Normalised { results }))
}

/// A number in a request that is out of its bounds.
fn wrong(pointer: impl Into<String>, value: usize, reason: String) -> Problem {
    Problem::invalid(vec![RecordError {
        pointer: pointer.into(),
        value: Some(value.to_string()),
        reason,
        nearest: None,
    }])
}
