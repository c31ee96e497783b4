//! ESCO in memory: concepts, labels in three languages, hierarchies, occupation–skill relations, nearness.

/// A concept's place in the taxonomy, dense from 0: skills, then occupations, ISCO groups, skill groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ConceptIx(pub u32);
