//! The one list of criteria, in the order a coordinator reads them. JSON, page, table and benchmark
//! walk it; a new criterion is a file here and a line in [`Standard`].

mod commute;
mod education;
mod hours_shifts;
mod languages;
mod near;
mod occupation;
mod permits;
mod skills;
mod start_contract;
mod wished_occupation;
mod words;

pub use commute::Commute;
pub use education::Education;
pub use hours_shifts::HoursShifts;
pub use languages::Languages;
pub(super) use near::Best;
pub use occupation::Occupation;
pub use permits::Permits;
pub use skills::Skills;
pub use start_contract::StartContract;
pub use wished_occupation::WishedOccupation;
pub use words::Words;

use super::assessment::{Mark, Sink};
use super::plan::{Context, Draft, Row};
use super::terms::{Criterion, Half};

/// The criteria of the built-in score.
pub type Standard = (
    Skills,
    Occupation,
    Languages,
    Permits,
    Education,
    Words,
    WishedOccupation,
    Commute,
    HoursShifts,
    StartContract,
);

/// One criterion: compiled from a vacancy, judging rows.
pub trait Judge: Send + Sync + Sized {
    /// Its name.
    const CRITERION: Criterion;
    /// Its half.
    const HALF: Half;

    /// Asks what the vacancy asks, and keeps the tables to judge it by.
    fn compile(context: &Context<'_>, draft: &mut Draft) -> Self;

    /// Judges a row: one finding for each requirement that applies.
    fn judge<S: Sink>(&self, row: &Row<'_>, mark: &mut Mark<'_, S>);

    /// Spreads sparse tables out, for reading over a whole population. Changes no result.
    fn spread(&mut self, concepts: usize) {
        let _ = concepts;
    }
}

/// A list of criteria: a tuple of judges, or of lists.
pub trait Judges: Send + Sync + Sized {
    /// The criteria in order.
    const LIST: &'static [(Criterion, Half)];

    /// Compiles each.
    fn compile(context: &Context<'_>, draft: &mut Draft) -> Self;

    /// Lets each judge.
    fn judge<S: Sink>(&self, row: &Row<'_>, mark: &mut Mark<'_, S>);

    /// Lets each spread its tables.
    fn spread(&mut self, concepts: usize);
}

macro_rules! lists {
    ($($judge:ident . $at:tt),+) => {
        impl<$($judge: Judge),+> Judges for ($($judge,)+) {
            const LIST: &'static [(Criterion, Half)] = &[$(($judge::CRITERION, $judge::HALF)),+];

            fn compile(context: &Context<'_>, draft: &mut Draft) -> Self {
                ($($judge::compile(context, draft),)+)
            }

            fn judge<S: Sink>(&self, row: &Row<'_>, mark: &mut Mark<'_, S>) {
                $(self.$at.judge(row, mark);)+
            }

            fn spread(&mut self, concepts: usize) {
                $(self.$at.spread(concepts);)+
            }
        }
    };
}

lists!(A.0, B.1, C.2, D.3, E.4, F.5, G.6, H.7, I.8, J.9);
lists!(A.0, B.1, C.2, D.3, E.4, F.5, G.6, H.7, I.8, J.9, K.10);
lists!(A.0, B.1, C.2, D.3, E.4, F.5, G.6, H.7, I.8, J.9, K.10, L.11);
