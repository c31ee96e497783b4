//! The one integration binary, by feature: a `mod` line each, saying what belongs there.
//!
//! Unit tests stand beside the code; here stands what needs several rooms of the house at once.

/// The house itself: layers, homes of dependencies, purpose lines, the maps, the top level.
mod tidy;
