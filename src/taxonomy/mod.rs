//! ESCO in memory: concepts, labels in three languages, hierarchies, occupation–skill relations, nearness.
//!
//! A [`Taxonomy`] is built once from plain values by a [`TaxonomyBuilder`] (an import, or the
//! built-in [`starter`](Taxonomy::starter)), kept as one compact file of bytes and opened from it.
//! Everything that scoring asks of it — what is near what, how specific a concept and how rare a
//! word is — is worked out when it is built, so it is a property of the release: two processes with
//! the same [`version`](Taxonomy::version) answer alike.

mod builder;
mod csr;
mod file;
mod links;
mod measure;
mod model;
mod near;
mod report;
mod starter;
#[cfg(test)]
mod tests;

pub use builder::{RelationType, TaxonomyBuilder};
pub use file::TaxonomyError;
pub use measure::RARITY_MAX;
pub use model::Taxonomy;
pub use near::{NEAR_OCCUPATIONS_MAX, NEAR_SKILLS_MAX, OccupationRelation, Relation};
pub use report::{BuildCounts, BuildReport, Dropped, Why};

/// A concept's place in the taxonomy, dense from 0: skills, then occupations, ISCO groups, skill groups.
/// Within a kind the order is that of the URIs, so it is the same whatever order the files came in.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    bitcode::Encode,
    bitcode::Decode,
    serde::Serialize,
    serde::Deserialize,
)]
pub struct ConceptIx(pub u32);

impl ConceptIx {
    /// As an index into a column.
    pub fn index(self) -> usize {
        self.0 as usize
    }

    /// The concept at a place in a column. There are never more than `u32::MAX` concepts.
    pub(crate) fn at(index: usize) -> Self {
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }
}
