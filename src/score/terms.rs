//! The closed sets that a judgement is made of.

use crate::domain::codes;

codes! {
    /// What points are given for, in the order a coordinator reads them. The one list of criteria.
    Criterion, "criterion" {
        /// Skills asked.
        Skills = "skills",
        /// Occupation asked, and experience in it.
        Occupation = "occupation",
        /// Languages asked.
        Languages = "languages",
        /// Permits asked; statutory age and the right to work without points.
        Permits = "permits",
        /// Education asked.
        Education = "education",
        /// Rare words of the advert that no concept covers.
        Words = "words",
        /// The occupation wished for.
        WishedOccupation = "wished_occupation",
        /// The way to work.
        Commute = "commute",
        /// Hours, shifts and stated conditions.
        HoursShifts = "hours_shifts",
        /// Start, contract and kinds of work.
        StartContract = "start_contract",
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
    /// State of a finding. Unknown is not missing.
    State, "state" {
        /// Has it.
        Met = "met",
        /// Has something near it.
        Near = "near",
        /// Not said.
        Unknown = "unknown",
        /// Known not to have it.
        Missing = "missing",
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
