//! The heart: pure, cannot fail. A vacancy is compiled into a plan; a plan judges a profile's row;
//! the judgement is the score and its explanation at once.

mod terms;

pub use terms::{Criterion, Group, Half, MissingClass, State};
