//! Demand, supply and the gap between them.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use utoipa::IntoParams;

use super::Problems;
use crate::domain::{AreaCode, ConceptUri, Lang, MunicipalityCode};
use crate::engine::{GapTable, GapsQuery};
use crate::http::App;
use crate::http::errors::Problem;
use crate::http::gate::Caller;
use crate::http::read::{Params, accepts, empty_is_none};

/// What to count.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(in crate::http) struct GapParams {
    /// Only this municipality: three digits.
    #[serde(deserialize_with = "empty_is_none")]
    #[param(value_type = Option<String>, example = "837")]
    pub(in crate::http) municipality: Option<MunicipalityCode>,
    /// Only this employment area, by its code.
    #[serde(deserialize_with = "empty_is_none")]
    #[param(value_type = Option<String>, example = "39")]
    pub(in crate::http) area: Option<AreaCode>,
    /// Only vacancies of this occupation, by its URI.
    #[serde(deserialize_with = "empty_is_none")]
    #[param(value_type = Option<String>)]
    pub(in crate::http) occupation: Option<ConceptUri>,
    /// Only vacancies published on this day or later.
    #[serde(deserialize_with = "empty_is_none")]
    #[param(value_type = Option<String>, example = "2026-01-01")]
    pub(in crate::http) since: Option<jiff::civil::Date>,
}

impl GapParams {
    /// As the engine asks for it.
    pub(in crate::http) fn query(&self, lang: Lang) -> GapsQuery {
        GapsQuery {
            municipality: self.municipality,
            area: self.area,
            occupation: self.occupation.as_ref().map(|uri| uri.as_str().to_owned()),
            since: self.since,
            lang: Some(lang),
        }
    }
}

/// Skills asked and held, by municipality. Small counts of people are kept back. JSON, or CSV
/// where `Accept` is `text/csv`.
#[utoipa::path(get, path = "/api/v1/gaps", tag = "gaps", params(GapParams),
    responses((status = 200, content((GapTable = "application/json"), (String = "text/csv"))), Problems),
    security(("key" = [])))]
pub(in crate::http) async fn table(
    State(app): State<App>,
    Caller(reader): Caller,
    Params(params): Params<GapParams>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let table = app.engine.gaps(params.query(reader.lang)).await?;
    if accepts(&headers, "text/csv") {
        csv(&table)
    } else {
        Ok(Json(table).into_response())
    }
}

/// The table as CSV (RFC 4180, UTF-8).
pub(in crate::http) fn csv(table: &GapTable) -> Result<Response, Problem> {
    let mut bytes = Vec::new();
    table.write_csv(&mut bytes).map_err(|error| {
        tracing::error!(%error, "a table could not be written as CSV");
        Problem::internal()
    })?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"gaps.csv\"",
        ),
    ];
    Ok((headers, bytes).into_response())
}
