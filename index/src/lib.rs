//! Finds numbered entries by words.
