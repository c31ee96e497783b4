//! What a taxonomy was built from and what was left out.

use std::collections::BTreeMap;

use serde::Serialize;

use super::ConceptIx;
use super::links::Taken;
use crate::domain::codes;

codes! {
    /// Why something was not taken into a taxonomy.
    Why, "reason for dropping" {
        /// It names a concept that the release does not hold.
        UnknownConcept = "unknown_concept",
        /// It was there already.
        Duplicate = "duplicate",
        /// It relates concepts of kinds that cannot stand so.
        WrongKind = "wrong_kind",
        /// It relates a concept to itself.
        Itself = "itself",
        /// The same URI was given as another kind of concept before.
        KindConflict = "kind_conflict",
    }
}

/// What was dropped for one reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Dropped {
    /// What it was: `occupation_skill`, `broader`, `related`, `concept`.
    pub what: &'static str,
    /// Why.
    pub why: Why,
    /// How many.
    pub count: u64,
    /// The first five of the concepts that gave the reason, by URI, each once.
    pub examples: Vec<String>,
}

/// How much a taxonomy holds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct BuildCounts {
    /// Skills.
    pub skills: u64,
    /// Occupations.
    pub occupations: u64,
    /// ISCO groups.
    pub isco_groups: u64,
    /// Skill groups.
    pub skill_groups: u64,
    /// Preferred labels in Finnish, Swedish and English.
    pub preferred_labels: [u64; 3],
    /// Alternative labels in Finnish, Swedish and English.
    pub alternative_labels: [u64; 3],
    /// Essential occupation–skill relations.
    pub essential: u64,
    /// Optional occupation–skill relations.
    pub optional: u64,
    /// Broader–narrower relations of both hierarchies.
    pub broader: u64,
    /// Skill–skill relations.
    pub related: u64,
}

/// What a taxonomy was built from and what was left out of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct BuildReport {
    /// What it holds.
    pub holds: BuildCounts,
    /// What was dropped, by what and why.
    pub dropped: Vec<Dropped>,
}

impl BuildCounts {
    /// The counts of concepts in the order of the kinds.
    pub(super) fn by_kind(&mut self) -> [&mut u64; 4] {
        [
            &mut self.skills,
            &mut self.occupations,
            &mut self.isco_groups,
            &mut self.skill_groups,
        ]
    }
}

/// Collects what was dropped.
#[derive(Default)]
pub(super) struct Reporter {
    pub(super) holds: BuildCounts,
    dropped: BTreeMap<(&'static str, Why), (u64, Vec<String>)>,
}

impl Reporter {
    /// Notes one thing dropped because of the concept with this URI.
    pub(super) fn drop(&mut self, what: &'static str, why: Why, uri: &str) {
        let (count, examples) = self.dropped.entry((what, why)).or_default();
        *count += 1;
        if examples.len() < 5 && !examples.iter().any(|e| e == uri) {
            examples.push(uri.to_owned());
        }
    }

    /// Both ends of a relation, if both are concepts of the release; else the unknown one is noted.
    pub(super) fn ends(
        &mut self,
        what: &'static str,
        (a, a_uri): (Option<ConceptIx>, &String),
        (b, b_uri): (Option<ConceptIx>, &String),
    ) -> Option<(ConceptIx, ConceptIx)> {
        match (a, b) {
            (Some(a), Some(b)) => return Some((a, b)),
            (None, _) => self.drop(what, Why::UnknownConcept, a_uri),
            (_, None) => self.drop(what, Why::UnknownConcept, b_uri),
        }
        None
    }

    /// Counts a relation that was taken, or notes why it was not.
    pub(super) fn note(
        &mut self,
        what: &'static str,
        taken: Taken,
        uri: &str,
        count: impl FnOnce(&mut BuildCounts) -> &mut u64,
    ) {
        match taken {
            Ok(()) => *count(&mut self.holds) += 1,
            Err(why) => self.drop(what, why, uri),
        }
    }

    /// The report.
    pub(super) fn finish(self) -> BuildReport {
        let line = |((what, why), (count, examples))| Dropped {
            what,
            why,
            count,
            examples,
        };
        BuildReport {
            holds: self.holds,
            dropped: self.dropped.into_iter().map(line).collect(),
        }
    }
}
