//! Vacancies and who fits them.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{Preconditions, Problems};
use crate::domain::{MunicipalityCode, PublicId, Vacancy};
use crate::engine::answer::{Group, Match, MatchList, VacancyPage, VacancyView, VacancyWhatIf};
use crate::engine::{MatchesQuery, VacanciesQuery, Versus};
use crate::http::conditional::{Held, IfMatch};
use crate::http::errors::Problem;
use crate::http::gate::Caller;
use crate::http::read::{self, Params, accepts, empty_is_none, public_id, wrong};
use crate::http::{App, lines};

/// Which vacancies to list.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(in crate::http) struct VacancyParams {
    /// Municipality of the work: three digits.
    #[serde(deserialize_with = "empty_is_none")]
    #[param(value_type = Option<String>, example = "837")]
    pub(in crate::http) municipality: Option<MunicipalityCode>,
    /// Also those that are not open.
    pub(in crate::http) closed_too: bool,
    /// Number of the first on the page, counted from 0: `next` of the page before.
    pub(in crate::http) from: usize,
    /// Rows on a page, 1 to 200; 50 where nothing is said.
    pub(in crate::http) limit: Option<usize>,
    /// `next_cursor` of the page before, in place of `from`: then nothing is left out or comes twice
    /// where vacancies come and go meanwhile.
    pub(in crate::http) cursor: Option<String>,
}

impl VacancyParams {
    /// As the engine asks for it.
    pub(in crate::http) fn query(&self) -> VacanciesQuery {
        VacanciesQuery {
            closed_too: self.closed_too,
            municipality: self.municipality,
            from: self.from,
            limit: self.limit,
            cursor: self.cursor.clone(),
        }
    }
}

/// Which part of a ranked list to give.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(in crate::http) struct MatchParams {
    /// Only this group: `fits`, `fits_if`, `not_lawful_yet` or `far`.
    #[serde(deserialize_with = "empty_is_none")]
    #[param(value_type = Option<String>, example = "fits")]
    pub(in crate::http) group: Option<Group>,
    /// Rows on a page, at most 1,000; 20 where nothing is said. With 0 only the counts are given.
    pub(in crate::http) limit: Option<usize>,
    /// `next` of the page before.
    pub(in crate::http) cursor: Option<String>,
}

/// Which part of a person's ranked vacancies to give.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(in crate::http) struct JobParams {
    /// Only this group: `fits`, `fits_if`, `not_lawful_yet` or `far`.
    #[serde(deserialize_with = "empty_is_none")]
    #[param(value_type = Option<String>, example = "fits")]
    pub(in crate::http) group: Option<Group>,
    /// Rows, at most 1,000; 20 where nothing is said. With 0 only the counts are given.
    pub(in crate::http) limit: Option<usize>,
    /// `next` of the page before.
    pub(in crate::http) cursor: Option<String>,
}

/// Open vacancies, newest first. Where `Accept` is `application/x-ndjson`: the records themselves, all
/// of them, a line each, in the order in which they first came.
#[utoipa::path(get, path = "/api/v1/vacancies", tag = "vacancies",
    params(VacancyParams, ("If-None-Match" = Option<String>, Header, description = "`ETag` of an answer held already: 304 while it is the same")),
    responses((status = 200, content((VacancyPage = "application/json"), (String = "application/x-ndjson")),
               headers(("ETag" = String, description = "Version of the page"))),
              (status = 304, description = "As the caller has it"), Problems), security(("key" = [])))]
pub(in crate::http) async fn list(
    State(app): State<App>,
    Caller(reader): Caller,
    Params(params): Params<VacancyParams>,
    held: Held,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    if !accepts(&headers, lines::NDJSON) {
        let page = app.engine.vacancies(&reader, params.query()).await?;
        return held.answer(None, &page);
    }
    let paged = [
        ("/from", params.from > 0),
        ("/limit", params.limit.is_some()),
        ("/cursor", params.cursor.is_some()),
    ];
    if let Some((pointer, _)) = paged.into_iter().find(|(_, said)| *said) {
        let reason = "lines come all at once: leave it out, or ask for `application/json`";
        return Err(wrong(pointer, None, reason.to_owned()));
    }
    let engine = app.engine.clone();
    Ok(lines::answer(async move |sink| {
        let (as_of, mut after) = (engine.as_of(), None);
        let wanted = |vacancy: &Vacancy| {
            (params.closed_too || vacancy.is_open(as_of))
                && (params.municipality).is_none_or(|m| vacancy.municipalities.contains(&m))
        };
        loop {
            let page = match engine.export_vacancies(after).await {
                Ok(page) => page,
                Err(error) => return sink.fail(error).await,
            };
            let records: Vec<Vacancy> = page.records.into_iter().filter(wanted).collect();
            if !sink.send(records).await || page.next.is_none() {
                return;
            }
            after = page.next;
        }
    }))
}

/// One vacancy: its record, and what scoring understood of it.
#[utoipa::path(get, path = "/api/v1/vacancies/{id}", tag = "vacancies",
    params(("id" = String, Path, description = "The vacancy's `public_id`"),
           ("If-None-Match" = Option<String>, Header, description = "`ETag` of an answer held already: 304 while it is the same")),
    responses((status = 200, body = VacancyView, headers(("ETag" = String, description = "Version, for `If-Match` and `If-None-Match`"))),
              (status = 304, description = "As the caller has it"), Problems), security(("key" = [])))]
pub(in crate::http) async fn one(
    State(app): State<App>,
    Caller(reader): Caller,
    Path(id): Path<String>,
    held: Held,
) -> Result<Response, Problem> {
    let id = public_id(&id, "vacancy")?;
    let view = app.engine.vacancy(&reader, id.as_str()).await?;
    held.answer(Some(view.version), &view)
}

/// Puts another record in the place of a vacancy's. The body is the whole record, as `record` of the
/// answer to GET has it: what it leaves out is then not said. `id` stays; new vacancies come in by
/// `vacancies:import`.
#[utoipa::path(put, path = "/api/v1/vacancies/{id}", tag = "vacancies", operation_id = "put_vacancy",
    params(("id" = String, Path, description = "The vacancy's `public_id`"),
           ("If-Match" = String, Header, description = "`ETag` of the vacancy as it was read; `*` for whatever is there")),
    request_body(content = Vacancy, example = json!({"id": "V-1", "title": {"fi": "Lähihoitaja"}, "municipalities": ["837"],
        "permits": [{"code": "title:practical_nurse", "need": "must"}], "shifts": ["day"], "positions": 2})),
    responses((status = 200, body = VacancyView, headers(("ETag" = String, description = "Version of what is there now"))),
              Preconditions, Problems), security(("key" = [])))]
pub(in crate::http) async fn put(
    State(app): State<App>,
    Caller(reader): Caller,
    Path(id): Path<String>,
    IfMatch(expected): IfMatch,
    read::Record(record): read::Record<Vacancy>,
) -> Result<Response, Problem> {
    let id = public_id(&id, "vacancy")?;
    let engine = &app.engine;
    engine
        .change_vacancy(&reader, id, &expected, &record)
        .await?;
    let view = engine.vacancy(&reader, id.as_str()).await?;
    Held::default().answer(Some(view.version), &view)
}

/// Removes a vacancy for good. One that was filled or withdrawn is better put with that `status`: firms
/// to call for a person are told from the vacancies of the last 24 months.
#[utoipa::path(delete, path = "/api/v1/vacancies/{id}", tag = "vacancies", operation_id = "delete_vacancy",
    params(("id" = String, Path, description = "The vacancy's `public_id`"),
           ("If-Match" = String, Header, description = "`ETag` of the vacancy as it was read; `*` for whatever is there")),
    responses((status = 204, description = "Removed"), Preconditions, Problems), security(("key" = [])))]
pub(in crate::http) async fn delete(
    State(app): State<App>,
    Caller(reader): Caller,
    Path(id): Path<String>,
    IfMatch(expected): IfMatch,
) -> Result<StatusCode, Problem> {
    let id = public_id(&id, "vacancy")?;
    app.engine.remove_vacancy(&reader, id, &expected).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Everyone the caller may see, ranked for one vacancy, each with the parts of the score.
#[utoipa::path(get, path = "/api/v1/vacancies/{id}/matches", tag = "vacancies",
    params(("id" = String, Path, description = "The vacancy's `public_id`"), MatchParams),
    responses((status = 200, body = MatchList), Problems), security(("key" = [])))]
pub(in crate::http) async fn matches(
    State(app): State<App>,
    Caller(reader): Caller,
    Path(id): Path<String>,
    Params(params): Params<MatchParams>,
) -> Result<Json<MatchList>, Problem> {
    let id = public_id(&id, "vacancy")?;
    let query = MatchesQuery {
        group: params.group,
        limit: params.limit,
        cursor: params.cursor,
    };
    let list = app.engine.matches(&reader, id.as_str(), query).await?;
    Ok(Json(list))
}

/// Whom to compare with.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(in crate::http) struct VersusParams {
    /// `public_id` of another person: the answer then says why the one is above the other.
    #[serde(deserialize_with = "empty_is_none")]
    #[param(value_type = Option<String>)]
    versus: Option<PublicId>,
}

/// One person for one vacancy, explained; or two compared.
#[derive(Serialize, ToSchema)]
#[serde(untagged)]
pub(in crate::http) enum Explanation {
    /// One person.
    One(Box<Match>),
    /// Two, part by part.
    Two(Box<Versus>),
}

/// Why a person stands where they do, from the same computation as the ranking; with `versus`, why
/// one stands above the other.
#[utoipa::path(get, path = "/api/v1/vacancies/{id}/matches/{person}", tag = "vacancies",
    params(("id" = String, Path, description = "The vacancy's `public_id`"),
           ("person" = String, Path, description = "The person's `public_id`"), VersusParams),
    responses((status = 200, body = Explanation), Problems), security(("key" = [])))]
pub(in crate::http) async fn explain(
    State(app): State<App>,
    Caller(reader): Caller,
    Path((id, person)): Path<(String, String)>,
    Params(params): Params<VersusParams>,
) -> Result<Json<Explanation>, Problem> {
    let (id, person) = (public_id(&id, "vacancy")?, public_id(&person, "person")?);
    let (engine, id, person) = (&app.engine, id.as_str(), person.as_str());
    Ok(Json(match params.versus {
        None => Explanation::One(Box::new(engine.explain(&reader, id, person).await?)),
        Some(other) => {
            let versus = engine.versus(&reader, id, person, other.as_str()).await?;
            Explanation::Two(Box::new(versus))
        }
    }))
}

/// What dropping or softening each requirement of a vacancy, or agreeing on a wish, would bring: people
/// who would come to fit. Exact counts; nobody is named.
#[utoipa::path(get, path = "/api/v1/vacancies/{id}/what-if", tag = "vacancies", operation_id = "vacancy_what_if",
    params(("id" = String, Path, description = "The vacancy's `public_id`")),
    responses((status = 200, body = VacancyWhatIf), Problems), security(("key" = [])))]
pub(in crate::http) async fn what_if(
    State(app): State<App>,
    Caller(reader): Caller,
    Path(id): Path<String>,
) -> Result<Json<VacancyWhatIf>, Problem> {
    let id = public_id(&id, "vacancy")?;
    Ok(Json(
        app.engine.what_if_vacancy(&reader, id.as_str()).await?,
    ))
}
