//! Education: levels, how far a degree is, and recognition of foreign ones.

use super::code::codes;

codes! {
    /// Level of an education, rising. "At least" is the meaning wherever one is asked.
    EducationLevel, "education level" {
        /// Comprehensive school (perusopetus).
        Basic = "basic",
        /// Upper secondary: vocational (ammatillinen perustutkinto) or general (lukio).
        UpperSecondary = "upper_secondary",
        /// Further or specialist vocational qualification (ammattitutkinto, erikoisammattitutkinto).
        Specialist = "specialist",
        /// Bachelor's, university of applied sciences (AMK) included.
        Bachelor = "bachelor",
        /// Master's, higher AMK included.
        Master = "master",
        /// Licentiate or doctor.
        Doctor = "doctor",
    }
}

codes! {
    /// How far an education is. Only a completed one satisfies; one under way is near.
    EducationStatus, "education status" {
        /// Finished.
        Completed = "completed",
        /// Still studying.
        Ongoing = "ongoing",
        /// Left unfinished.
        Interrupted = "interrupted",
    }
}

codes! {
    /// Whether a degree from abroad has been recognised in Finland (tutkinnon tunnustaminen).
    Recognised, "recognition" {
        /// Recognised, or taken in Finland.
        Yes = "yes",
        /// Known not to be recognised.
        No = "no",
        /// Applied for, not decided.
        Pending = "pending",
    }
}
