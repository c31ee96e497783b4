//! The laws of the score, as properties over random vacancies and profiles of the starter taxonomy,
//! and the field's own cases in small tables. Each law is stated in `docs/score.md`.

mod asking;
mod batch;
mod cases;
mod foreign;
mod growing;
mod reach;
mod sameness;
mod steps;
mod sums;
mod weighings;
pub(in crate::score) mod world;

use proptest::prelude::ProptestConfig;

/// Enough cases to meet the rare ones; failures are printed, and kept by writing a case of them.
fn config() -> ProptestConfig {
    ProptestConfig {
        cases: 300,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}
