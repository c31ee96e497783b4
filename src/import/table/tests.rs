//! Tables through the whole import.
