//! A part of some people by place: how many they are, and how many of them. Kept back as in the table
//! of gaps, the part and the rest alike, since either gives the other away.

use serde::Serialize;

use super::Counts;
use super::suppress::tree;
use super::table::{PlaceKind, place};
use crate::domain::{Lang, MunicipalityCode};

/// What is counted at one municipality.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Share {
    /// Vacancies there: shown as they are.
    pub demand: u64,
    /// People who live there.
    pub whole: u64,
    /// Those of them in question; at most `whole`.
    pub part: u64,
}

/// The counts of one place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ShareRow {
    /// What the counts are of.
    pub place: PlaceKind,
    /// Code of the area or municipality, empty elsewhere.
    pub place_code: String,
    /// Name of the area or municipality, empty elsewhere.
    pub place_name: String,
    /// Vacancies there.
    pub demand: u64,
    /// People who live there; absent where kept back.
    pub whole: Option<u64>,
    /// Those of them in question; absent where kept back.
    pub part: Option<u64>,
}

/// In all first, then each employment area before its municipalities; places with nothing are left out.
pub fn shares(
    leaves: impl IntoIterator<Item = (Option<MunicipalityCode>, Share)>,
    lang: Lang,
) -> Vec<ShareRow> {
    let counts = |share: Share| Counts {
        demand: share.demand,
        supply: share.part,
        rest: share.whole.saturating_sub(share.part),
    };
    let leaves = leaves.into_iter().map(|(at, share)| (at, counts(share)));
    let cells = tree(leaves.collect());
    let any = cells
        .into_iter()
        .filter(|cell| cell.counts.demand + cell.counts.supply + cell.counts.rest > 0);
    any.map(|cell| {
        let (place, code, name) = place(cell.at, lang);
        let shown = |count: u64| (!cell.hidden).then_some(count);
        ShareRow {
            place,
            place_code: code.to_owned(),
            place_name: name.to_owned(),
            demand: cell.counts.demand,
            whole: shown(cell.counts.supply + cell.counts.rest),
            part: shown(cell.counts.supply),
        }
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_who_gain_and_few_who_do_not_are_both_kept_back() {
        let at = |name: &str, whole: u64, part: u64| {
            let share = Share {
                demand: 1,
                whole,
                part,
            };
            (MunicipalityCode::by_name(name), share)
        };
        let check = |leaves: &[(Option<MunicipalityCode>, Share)], shown: &[Option<u64>]| {
            let rows = shares(leaves.iter().copied(), Lang::En);
            let municipalities = rows
                .iter()
                .filter(|row| row.place == PlaceKind::Municipality);
            let parts: Vec<Option<u64>> = municipalities.map(|row| row.part).collect();
            assert_eq!(parts, shown, "{rows:?}");
            assert!(rows.iter().all(|r| r.part.is_some() == r.whole.is_some()));
        };
        check(
            &[at("Tampere", 50, 20), at("Nokia", 30, 10)],
            &[Some(10), Some(20)],
        );
        // Three who gain are few; so are three who do not. Whatever is left would give them away.
        check(&[at("Tampere", 50, 20), at("Nokia", 30, 3)], &[None, None]);
        check(&[at("Tampere", 50, 20), at("Nokia", 30, 27)], &[None, None]);
    }
}
