//! The closed sets that a judgement is made of.

use serde::Serialize;

use crate::domain::codes;

/// What points are given for. The names stand here once; the list of criteria is in
/// [`criteria`](super::criteria), in the order a coordinator reads them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Criterion(&'static str);

#[expect(
    non_upper_case_globals,
    reason = "read as the variants of a set that stays open to one more"
)]
impl Criterion {
    /// Skills asked.
    pub const Skills: Self = Self("skills");
    /// Occupation asked, and experience in it.
    pub const Occupation: Self = Self("occupation");
    /// Languages asked.
    pub const Languages: Self = Self("languages");
    /// Permits and a car asked; statutory age and the right to work without points.
    pub const Permits: Self = Self("permits");
    /// Education asked.
    pub const Education: Self = Self("education");
    /// Rare words of the advert that no concept covers.
    pub const Words: Self = Self("words");
    /// The occupation wished for.
    pub const WishedOccupation: Self = Self("wished_occupation");
    /// The way to work.
    pub const Commute: Self = Self("commute");
    /// Hours, shifts and stated conditions.
    pub const HoursShifts: Self = Self("hours_shifts");
    /// Start, contract and kinds of work.
    pub const StartContract: Self = Self("start_contract");
}

impl Criterion {
    /// A criterion of one's own, by the name that its weights and answers carry.
    pub const fn named(name: &'static str) -> Self {
        Self(name)
    }

    /// The name as answers spell it.
    pub const fn as_str(self) -> &'static str {
        self.0
    }
}

impl std::fmt::Display for Criterion {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0)
    }
}

codes! {
    /// The two halves of a score.
    Half, "half" {
        /// What the work asks.
        Work = "work",
        /// What the person wishes.
        Wishes = "wishes",
    }
}

codes! {
    /// State of a finding, worst first. Unknown is not missing.
    State, "state" {
        /// Known not to have it.
        Missing = "missing",
        /// Not said.
        Unknown = "unknown",
        /// Has something near it.
        Near = "near",
        /// Has it.
        Met = "met",
    }
}

codes! {
    /// Group of a match, best first; read from the states, never from points.
    Group, "group" {
        /// No must missing or unknown, no stated wish or condition broken.
        Fits = "fits",
        /// What is open is trainable, negotiable or a question to ask.
        FitsIf = "fits_if",
        /// Something with force `legal_before_start` is known to be missing.
        NotLawfulYet = "not_lawful_yet",
        /// Neither a near occupation nor half of the must skills.
        Far = "far",
    }
}

codes! {
    /// Class of something missing. Legal, trainable and negotiable are never mixed.
    MissingClass, "class of a missing item" {
        /// A legal condition of the work.
        Legal = "legal",
        /// Can be learnt or obtained.
        Trainable = "trainable",
        /// A matter of agreement: hours, shifts, place, start, contract.
        Negotiable = "negotiable",
        /// The core of the work.
        Core = "core",
    }
}
