//! What is asked and what is held: one chart, its table, and the whole table as a file.

use askama::Template;
use axum::extract::State;
use axum::response::{Html, Response};
use serde::Deserialize;

use super::page::{Page, html};
use super::vacancies::municipalities;
use crate::domain::MunicipalityCode;
use crate::engine::{GapKind, GapRow, GapTable, GapsQuery, PlaceKind};
use crate::http::App;
use crate::http::api;
use crate::http::errors::Problem;
use crate::http::gate::Caller;
use crate::http::read::{Params, empty_is_none};

/// Which part of the table to show.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(in crate::http) struct GapsParams {
    #[serde(deserialize_with = "empty_is_none")]
    municipality: Option<MunicipalityCode>,
    #[serde(deserialize_with = "empty_is_none")]
    kind: Option<GapKind>,
}

#[derive(Template)]
#[template(path = "gaps.html")]
struct GapsPage {
    page: Page,
    rows: Vec<GapRow>,
    chart: Chart,
    kind: GapKind,
    municipality: Option<MunicipalityCode>,
    municipalities: Vec<(&'static str, &'static str)>,
    /// Address of the table as a file.
    csv: String,
}

impl GapsPage {
    /// Whether a municipality is the one chosen.
    fn is_chosen(&self, code: &str) -> bool {
        self.municipality.is_some_and(|m| m.as_str() == code)
    }

    /// A count, or that it is kept back.
    fn cell(&self, count: &Option<u64>) -> String {
        match count {
            Some(count) => self.page.number(*count),
            None => self.page.get("too-few"),
        }
    }
}

/// The largest gaps as pairs of bars.
struct Chart {
    rows: Vec<Bars>,
    height: u32,
}

/// One thing. Lengths in the drawing's units.
struct Bars {
    label: String,
    y: u32,
    demand: u64,
    demand_length: u32,
    supply: u64,
    supply_length: u32,
}

/// Rows of the chart and of the table on the page; the file has them all.
const CHART_ROWS: usize = 12;
const TABLE_ROWS: usize = 100;
const ROW_HEIGHT: u32 = 58;
const LENGTH_MAX: u64 = 640;

/// The rows of one kind for one place or the whole region, the largest gap first; what is kept
/// back comes after what is known.
fn chosen(table: GapTable, kind: GapKind, place: PlaceKind) -> Vec<GapRow> {
    let mut rows = table.rows;
    rows.retain(|row| row.kind == kind && row.place == place && row.demand > 0);
    rows.sort_by(|a, b| b.gap.cmp(&a.gap).then_with(|| b.demand.cmp(&a.demand)));
    rows.truncate(TABLE_ROWS);
    rows
}

/// Draws the first rows; a row whose supply is kept back cannot be drawn.
fn chart(rows: &[GapRow]) -> Chart {
    let known = rows.iter().filter_map(|row| Some((row, row.supply?)));
    let known: Vec<(&GapRow, u64)> = known.take(CHART_ROWS).collect();
    let most = known.iter().map(|(row, supply)| row.demand.max(*supply));
    let most = most.max().unwrap_or(1).max(1);
    let length = |count: u64| u32::try_from(count * LENGTH_MAX / most).unwrap_or(0);
    let bars = known.iter().zip(0u32..).map(|((row, supply), place)| Bars {
        label: row.label.clone(),
        y: place * ROW_HEIGHT,
        demand: row.demand,
        demand_length: length(row.demand),
        supply: *supply,
        supply_length: length(*supply),
    });
    let rows: Vec<Bars> = bars.collect();
    let height = u32::try_from(rows.len()).unwrap_or(0) * ROW_HEIGHT;
    Chart { rows, height }
}

/// The page.
pub(in crate::http) async fn page(
    State(app): State<App>,
    page: Page,
    Params(params): Params<GapsParams>,
) -> Result<Html<String>, Problem> {
    let municipality = params.municipality;
    let kind = params.kind.unwrap_or(GapKind::Skill);
    let query = GapsQuery {
        municipality,
        lang: Some(page.lang()),
        ..GapsQuery::default()
    };
    let place = municipality.map_or(PlaceKind::All, |_| PlaceKind::Municipality);
    let rows = chosen(app.engine.gaps(query).await?, kind, place);
    let chart = chart(&rows);
    let code = municipality.map(|m| m.as_str()).unwrap_or_default();
    let csv = page.to(&format!("gaps.csv?municipality={code}"));
    let municipalities = municipalities(page.lang());
    html(&GapsPage {
        page,
        rows,
        chart,
        kind,
        municipality,
        municipalities,
        csv,
    })
}

/// The whole table as a file.
pub(in crate::http) async fn csv(
    State(app): State<App>,
    Caller(reader): Caller,
    Params(params): Params<api::gaps::GapParams>,
) -> Result<Response, Problem> {
    api::gaps::csv(&app.engine.gaps(params.query(reader.lang)).await?)
}
