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

/// Enough cases to meet most of the rare ones, and so many times as many as `KOHTAANTO_LAWS` says;
/// failures are printed, and kept by writing a case of them.
fn config() -> ProptestConfig {
    let times = std::env::var("KOHTAANTO_LAWS").ok();
    let times = times.and_then(|times| times.parse().ok()).unwrap_or(1);
    ProptestConfig {
        cases: 300 * times,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}
