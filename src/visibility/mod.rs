//! Who may be shown to whom: the gate, what consent releases, what of it is too rare to tell, pseudonyms,
//! how often almost the same may be asked, and words without people in them.
//!
//! Pure: knows no store, clock or score. The caller gives the facts, the reader and the day
//! (a day in Europe/Helsinki). The ledger of disclosures is kept by the store.

mod facts;
mod gate;
mod outline;
mod probing;
mod project;
mod pseudonym;
mod scrub;

pub use facts::{Assigned, Decision, Facts, says_no_right};
pub use gate::{HiddenBy, Verdict, judge, reasons};
pub use outline::{CROWD, Crowd, Outline};
pub use probing::{ALIKE_MAX, DISTINCT_MAX, Probes, Sketch};
pub use project::{project, releases};
pub use pseudonym::{Pseudonym, Pseudonyms};
pub use scrub::{GAP, scrub};
