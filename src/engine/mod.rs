//! Where store, index, score and taxonomy meet.

pub mod answer;
