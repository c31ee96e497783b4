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
pub(super) use commute::WayKey;
pub use education::Education;
pub(super) use education::EducationKey;
pub(super) use hours_shifts::HoursKey;
pub use hours_shifts::HoursShifts;
pub use languages::Languages;
pub(super) use near::{Near, NearSkill, NearTable, NearTables};
pub use occupation::Occupation;
pub(super) use occupation::near_table;
pub(super) use permits::LawKey;
pub use permits::Permits;
pub use skills::Skills;
pub(super) use skills::{SkillShades, fingerprint, near_of_skill};
pub use start_contract::StartContract;
pub(super) use start_contract::StartKey;
pub(super) use wished_occupation::WishKey;
pub use wished_occupation::WishedOccupation;
pub use words::Words;

use super::assessment::{Mark, Sink};
use super::board::Board;
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

    /// Lays the same judgement out for a whole block of rows: the findings that [`judge`](Self::judge)
    /// makes, told of lists, sets and classes of rows. Without it rows are judged one by one.
    fn lay<'a>(&'a self, board: &mut Board<'a>) {
        board.row_by_row(
            |requirement| requirement.criterion == Self::CRITERION,
            |row, mark| self.judge(row, mark),
        );
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

    /// Lets each lay out its tables.
    fn lay<'a>(&'a self, board: &mut Board<'a>);
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

            fn lay<'a>(&'a self, board: &mut Board<'a>) {
                $(self.$at.lay(board);)+
            }
        }
    };
}

lists!(A.0, B.1, C.2, D.3, E.4, F.5, G.6, H.7, I.8, J.9);
lists!(A.0, B.1, C.2, D.3, E.4, F.5, G.6, H.7, I.8, J.9, K.10);
lists!(A.0, B.1, C.2, D.3, E.4, F.5, G.6, H.7, I.8, J.9, K.10, L.11);
