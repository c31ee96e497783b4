//! The one integration binary, by feature: a `mod` line each, saying what belongs there.
//!
//! Unit tests stand beside the code; here stands what needs several rooms of the house at once.

#![expect(
    clippy::unwrap_used,
    reason = "the helpers of tests may panic as the tests themselves may"
)]

/// Backups: made while others work, restored whole and only under the newest list of erasures.
mod backup;
/// The same records give the same answer; an independent program adds its points again.
mod determinism;
/// Looking an installation over: what is damaged is named, and nothing is changed.
mod doctor;
/// Firms to call: those whose vacancies of the last two years suit.
mod employers;
/// Erased is erased: from every file within a minute, and from what is restored of an older backup.
mod erasure;
/// Exact questions: what a step, a requirement or a course would open, and views that are kept up.
mod exact;
/// Records out and in again, under visibility and on the ledger.
mod export;
/// The fairness report: counted from the ledger, kept back where few, never an input to the score.
mod fairness;
/// Hidden at once: readers while people are hidden, midnights, a ledger that cannot be written.
mod hiding;
mod intake;
/// What is kept between runs of how words are read.
mod kept;
/// Phrases linked to a list of one's own.
mod linking;
/// The nightly run: what has changed, taken up after a kill, other weights.
mod nightly;
/// The engine as these tests ask it: nobody is named who is not on the ledger.
mod on_record;
/// The record of processing, made from the tables that the program works by.
mod processing;
/// Protected facts and their proxies in words score nothing, and stuffing gains nothing.
mod proxies;
/// Any text whatever: pasted, scanned, broken, in another tongue.
mod reading;
/// A synthetic region in a data directory: what several of these begin with.
mod region;
/// Found by words: codes by their names in each language.
mod search;
/// The server as a process: it ends when it is told to.
mod served;
/// The ten situations of the synthetic region, each with its expected answer.
mod situations;
/// The system of record: one suite, run on SQLite and, where `KOHTAANTO_TEST_POSTGRES` holds a URL, on PostgreSQL.
mod store;
/// Everything that is held of a person, for the person.
mod subject;
/// The house itself: layers, homes of dependencies, purpose lines, the maps, the top level.
mod tidy;
/// The gate: every combination of a person's facts, for every reader.
mod visibility;
/// An engine served on this machine, asked with keys.
mod web;
/// The region's own words: proposed, accepted, refused.
mod words;
/// What a partner or an educator can read: nothing of the people they may not see.
mod worlds;
