//! A seeded synthetic region: Pirkanmaa's places and trades with made-up people and employers, and
//! ten hand-written situations in it that show what the engine is for.
//!
//! The same seed and sizes give the same region on every machine. No name, person or employer in it
//! is real. Concepts come from the built-in starter taxonomy.

mod names;
mod people;
mod places;
mod prose;
mod random;
mod situation;
mod trades;
mod vacancies;

use jiff::civil::{Date, date};

use crate::domain::{Jobseeker, Vacancy};
use crate::taxonomy::Taxonomy;
pub use situation::{Course, Expectation, Look, Situation};

/// The day on which the region is true, a Monday: openings, consents and cards are dated around it.
pub const DAY: Date = date(2026, 11, 23);

/// The staffing agency of the region, to which about two people in five consent to be shown.
pub const AGENCY: &str = "a-1";

/// The coach of the situation "a coach's Monday".
pub const COACH: &str = "c-9";

/// People of the demo, the situations' aside.
pub const PEOPLE: usize = 2_000;

/// Vacancies of the demo, the situations' aside.
pub const VACANCIES: usize = 400;

/// A region: its records, and the situations among them.
#[derive(Debug, Clone, PartialEq)]
pub struct Region {
    /// Vacancies: the situations' first, then the generated ones (`V-1` …).
    pub vacancies: Vec<Vacancy>,
    /// Jobseekers: the situations' first, then the generated ones (`P-1` …).
    pub jobseekers: Vec<Jobseeker>,
    /// The ten situations, in the order in which they are shown.
    pub situations: Vec<Situation>,
}

/// The region of a seed, with so many generated people and vacancies beside those of the situations.
pub fn region(seed: u64, people: usize, vacancies: usize) -> Region {
    region_of(&Taxonomy::starter(), seed, people, vacancies)
}

/// The same on another taxonomy, which the situations need not fit.
pub fn region_of(taxonomy: &Taxonomy, seed: u64, people: usize, vacancies: usize) -> Region {
    let market = trades::Market::new(taxonomy);
    let mut region = situation::all();
    region
        .vacancies
        .extend((1..=vacancies).filter_map(|number| market.vacancy(seed, number)));
    region
        .jobseekers
        .extend((1..=people).filter_map(|number| market.jobseeker(seed, number)));
    region
}

#[cfg(test)]
mod tests;
