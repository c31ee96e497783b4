//! The names of regions in all their cases: they are places, and no tools.

use std::sync::LazyLock;

use super::finnish;
use super::hash::FastMap;
use super::layout::Layout;
use crate::domain::{Lang, MunicipalityCode};

/// The names of regions, and of the country.
static REGIONS: LazyLock<FastMap<String, ()>> = LazyLock::new(|| {
    let mut regions = FastMap::default();
    for facts in MunicipalityCode::all().map(MunicipalityCode::facts) {
        regions.insert(facts.region_fi.to_lowercase(), ());
        regions.insert(facts.region_sv.to_lowercase(), ());
    }
    for name in [
        "suomi",
        "finland",
        "lapland",
        "ostrobothnia",
        "uusimaa",
        "savo",
        "karjala",
        "häme",
    ] {
        regions.insert(name.to_owned(), ());
    }
    regions
});

/// Whether the word names a region, in any case of its name.
pub(super) fn is_region(layout: &Layout, at: usize) -> bool {
    let Some(placed) = layout.words.get(at).filter(|placed| placed.is_capital()) else {
        return false;
    };
    let lower = &placed.word.lower;
    let bases = finnish::candidates(lower);
    let known = |form: &str| REGIONS.contains_key(form);
    known(lower)
        || placed.word.bases.iter().any(|base| known(base))
        || (layout.lang == Lang::Fi && bases.iter().any(|c| known(&c.base)))
}
