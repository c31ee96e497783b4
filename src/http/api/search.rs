//! Search by words and filters. Words come in a body, never in an address.

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Problems;
use crate::domain::{ConceptUri, LanguageCode, MunicipalityCode, PermitCode};
use crate::engine::answer::SearchResult;
use crate::engine::{SearchQuery, SuggestKind, Suggestion};
use crate::http::App;
use crate::http::errors::Problem;
use crate::http::gate::Caller;
use crate::http::read;

/// What to search for. Filters narrow; facets are counted after them.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(example = json!({"text": "lähihoitaja \"muistisairaan hoito\" -yötyö", "municipalities": ["837"], "limit": 20}))]
pub(in crate::http) struct SearchBody {
    /// Words, `"phrases"`, `-without`, `beginnings*`; empty finds everything.
    text: String,
    /// In one of these municipalities.
    municipalities: Vec<MunicipalityCode>,
    /// With (of people: holding, of vacancies: asking) every one of these permits.
    permits: Vec<PermitCode>,
    /// With every one of these languages.
    languages: Vec<LanguageCode>,
    /// With every one of these concepts, by URI.
    concepts: Vec<ConceptUri>,
    /// Of vacancies: also those that are not open.
    closed_too: bool,
    /// From this hit on, counted from 0: `next` of the page before.
    from: usize,
    /// Most hits on a page, at most 200; 20 where nothing is said.
    limit: Option<usize>,
}

impl From<SearchBody> for SearchQuery {
    fn from(body: SearchBody) -> Self {
        let uris = body.concepts.iter().map(|uri| uri.as_str().to_owned());
        Self {
            text: body.text,
            municipalities: body.municipalities,
            permits: body.permits,
            languages: body.languages,
            concepts: uris.collect(),
            closed_too: body.closed_too,
            from: body.from,
            limit: body.limit,
        }
    }
}

/// People whose profiles hold the words, with facets counted over whom the caller may see.
#[utoipa::path(post, path = "/api/v1/search/people", tag = "search", request_body = SearchBody,
    responses((status = 200, body = SearchResult), Problems), security(("key" = [])))]
pub(in crate::http) async fn people(
    State(app): State<App>,
    Caller(reader): Caller,
    read::Json(body): read::Json<SearchBody>,
) -> Result<Json<SearchResult>, Problem> {
    Ok(Json(app.engine.search_people(&reader, body.into()).await?))
}

/// Open vacancies that hold the words, with facets.
#[utoipa::path(post, path = "/api/v1/search/vacancies", tag = "search", request_body = SearchBody,
    responses((status = 200, body = SearchResult), Problems), security(("key" = [])))]
pub(in crate::http) async fn vacancies(
    State(app): State<App>,
    Caller(reader): Caller,
    read::Json(body): read::Json<SearchBody>,
) -> Result<Json<SearchResult>, Problem> {
    Ok(Json(
        app.engine.search_vacancies(&reader, body.into()).await?,
    ))
}

/// The beginning of a name.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(example = json!({"text": "lähih", "kinds": ["occupation", "permit"], "limit": 5}))]
pub(in crate::http) struct SuggestBody {
    /// What was typed so far: 1 to 100 characters.
    text: String,
    /// Only these kinds; empty is every one.
    kinds: Vec<SuggestKind>,
    /// Most suggestions, 1 to 50; 10 where nothing is said.
    limit: Option<usize>,
}

/// What may be meant by the beginning of a name.
#[derive(Serialize, ToSchema)]
#[schema(example = json!({"suggestions": [{"kind": "permit", "id": "title:practical_nurse", "label": "lähihoitaja"}]}))]
pub(in crate::http) struct Suggestions {
    /// Best first.
    suggestions: Vec<Suggestion>,
}

/// Occupations, skills, permits, languages and municipalities by the beginning of a name, in the language
/// of `Accept-Language`: for a field that is being typed in. Nothing of anybody is read for it.
#[utoipa::path(post, path = "/api/v1/suggest", tag = "search", request_body = SuggestBody,
    responses((status = 200, body = Suggestions), Problems), security(("key" = [])))]
pub(in crate::http) async fn suggest(
    State(app): State<App>,
    Caller(reader): Caller,
    read::Json(body): read::Json<SuggestBody>,
) -> Result<Json<Suggestions>, Problem> {
    let suggested = app
        .engine
        .suggest(&body.text, body.kinds, reader.lang, body.limit);
    Ok(Json(Suggestions {
        suggestions: suggested.await?,
    }))
}
