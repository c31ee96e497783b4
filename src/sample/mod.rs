//! A seeded synthetic region.
