//! The table of gaps as it is sent.

use serde::Serialize;
use utoipa::ToSchema;

use super::suppress::{At, Cell};
use super::{GapItem, GapKind, GapQuery};
use crate::domain::{EmploymentArea, Lang, codes};

codes! {
    /// What a row's counts are of.
    PlaceKind, "kind of place" {
        /// Everywhere.
        All = "all",
        /// An employment area.
        Area = "area",
        /// A municipality.
        Municipality = "municipality",
        /// No municipality is known.
        Nowhere = "nowhere",
    }
}

/// What is asked and held of one item at one place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct GapRow {
    /// What kind of thing.
    pub kind: GapKind,
    /// A concept's URI or a permit's code.
    pub id: String,
    /// Its name.
    pub label: String,
    /// What the counts are of.
    pub place: PlaceKind,
    /// Code of the area or municipality, empty elsewhere.
    pub place_code: String,
    /// Name of the area or municipality, empty elsewhere.
    pub place_name: String,
    /// People sought by open vacancies that ask it.
    pub demand: u64,
    /// People who hold it; absent where kept back.
    pub supply: Option<u64>,
    /// Demand less supply, above 0 where too few hold it; absent where supply is kept back.
    pub gap: Option<i64>,
    /// Whether the supply is kept back, for it or another beside it is of 1 to 4 people.
    pub suppressed: bool,
}

/// Demand, supply and gap.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct GapTable {
    /// The rows.
    pub rows: Vec<GapRow>,
}

/// The rows that are asked. What is kept back is settled before, on the whole, so that two parts of
/// one table never give away together what either hides.
pub(super) fn of(trees: &[(&GapItem, Vec<Cell>)], query: &GapQuery) -> GapTable {
    let lang = query.lang.unwrap_or(Lang::Fi);
    let cells = trees
        .iter()
        .flat_map(|(item, cells)| cells.iter().map(move |cell| (*item, cell)));
    let rows = cells.filter(|(_, cell)| is_asked(cell, query));
    let row = |(item, cell): (&GapItem, &Cell)| {
        let (place, code, name) = place(cell.at, lang);
        let supply = (!cell.hidden).then_some(cell.counts.supply);
        GapRow {
            kind: item.kind,
            id: item.id.clone(),
            label: item.label.clone(),
            place,
            place_code: code.to_owned(),
            place_name: name.to_owned(),
            demand: cell.counts.demand,
            supply,
            gap: supply.and_then(|supply| cell.counts.demand.checked_signed_diff(supply)),
            suppressed: cell.hidden,
        }
    };
    GapTable {
        rows: rows.map(row).collect(),
    }
}

/// What a place is, with its code and name; both are empty where it is no area or municipality.
pub(super) fn place(at: At, lang: Lang) -> (PlaceKind, &'static str, &'static str) {
    match at {
        At::All => (PlaceKind::All, "", ""),
        At::Nowhere => (PlaceKind::Nowhere, "", ""),
        At::Area(code) => {
            let areas = EmploymentArea::all();
            let area = areas.iter().find(|area| area.code == code);
            (
                PlaceKind::Area,
                code,
                area.map_or("", |area| area.name(lang)),
            )
        }
        At::Municipality(code) => {
            let facts = code.facts();
            (PlaceKind::Municipality, facts.code, facts.name(lang))
        }
    }
}

/// Whether a row is asked, and there is anything in it: people whom a filter leaves out are not.
fn is_asked(cell: &Cell, query: &GapQuery) -> bool {
    if cell.counts.demand == 0 && cell.counts.supply == 0 {
        return false;
    }
    let area = query.area.as_deref();
    match (query.municipality, cell.at) {
        (Some(asked), At::Municipality(place)) => asked == place,
        (Some(_), _) => false,
        (None, At::Municipality(place)) => area.is_none_or(|area| area == place.facts().area_code),
        (None, At::Area(code)) => area.is_none_or(|area| area == code),
        (None, At::All | At::Nowhere) => area.is_none(),
    }
}
