//! The heart: pure, cannot fail. A vacancy is compiled into a plan; a plan judges a profile's row;
//! the judgement is the score and its explanation at once.
//!
//! The way through: [`ask::resolve`] and [`facts::resolve`] turn records and what was read of their
//! words into what is asked and what is held; [`Plan::compile`] gives every requirement its ceiling;
//! the judges of [`criteria`] hand their findings to a [`Sink`], which either keeps them
//! ([`Plan::assess`]) or only adds them up ([`rank()`]). There is no second computation.

pub mod ask;
mod assessment;
mod board;
mod cells;
mod collect;
pub mod criteria;
mod everyone;
pub mod facts;
mod implied;
mod kept;
#[cfg(test)]
mod laws;
mod less;
mod plan;
mod population;
mod rank;
mod shade;
mod step;
mod sums;
mod terms;
mod weights;
mod what_if;

pub use ask::Ask;
pub use assessment::{Assessment, Finding, Found, Held, Mark, Reason, Sink, Tally};
pub use board::{Blocked, Board};
pub use collect::{Last, Wanted};
pub use everyone::{best, fits, groups};
pub use facts::Facts;
pub use less::{KeptOut, Less, kept_out};
pub use plan::{Asked, Compiler, Context, Draft, Judgeable, Plan, Requirement, Row};
pub use population::{Bytes, Nearness, Population, RowSet};
pub use rank::{Scored, TieKey, Totals, rank, score_rows};
pub use shade::{Lack, Shade};
pub use step::Step;
pub use terms::{Criterion, Group, Half, MissingClass, State};
pub use weights::{Weights, WeightsError};
pub use what_if::{Gain, Opened, opened};
