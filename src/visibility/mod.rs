//! Who may be shown to whom: the gate, what consent releases, pseudonyms.
//!
//! Pure: knows no store, clock or score. The caller gives the facts, the reader and the day
//! (a day in Europe/Helsinki). The ledger of disclosures is kept by the store.

mod gate;

pub use gate::{Decision, Facts, HiddenBy, Verdict, judge};
