//! How work is arranged: hours, shifts, contracts, kinds, conditions and routes into it.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::code::codes;

codes! {
    /// When in the day or week work is done.
    Shift, "shift" {
        /// Daytime.
        Day = "day",
        /// Evening.
        Evening = "evening",
        /// Night.
        Night = "night",
        /// Weekend.
        Weekend = "weekend",
    }
}

codes! {
    /// How long a contract is for.
    Contract, "contract" {
        /// Until further notice (toistaiseksi voimassa oleva).
        Permanent = "permanent",
        /// For a fixed term (määräaikainen).
        FixedTerm = "fixed_term",
    }
}

codes! {
    /// A kind of work that a person may refuse.
    Kind, "kind of work" {
        /// Agency work (vuokratyö).
        Agency = "agency",
        /// Seasonal work.
        Seasonal = "seasonal",
        /// A summer job.
        Summer = "summer",
        /// On call (tarvittaessa työhön kutsuttava).
        OnCall = "on_call",
        /// Apprenticeship (oppisopimus).
        Apprenticeship = "apprenticeship",
        /// A traineeship.
        Training = "training",
        /// Commission-paid work.
        Commission = "commission",
    }
}

codes! {
    /// A condition of work, in one neutral list for both sides. Staff only, kept as health data, never a cause.
    Condition, "condition" {
        /// No heavy lifting.
        NoHeavyLifting = "no_heavy_lifting",
        /// Can be done sitting.
        Sitting = "sitting",
        /// Can be done standing.
        Standing = "standing",
        /// No steps on the way.
        StepFree = "step_free",
        /// A shorter day.
        MaxHoursDay = "max_hours_day",
        /// No night work.
        NoNights = "no_nights",
        /// A quiet place.
        Quiet = "quiet",
        /// No driving.
        NoDriving = "no_driving",
        /// Instructions in plain language.
        PlainInstructions = "plain_instructions",
        /// A coach at the workplace (työhönvalmentaja).
        WorkplaceCoach = "workplace_coach",
    }
}

codes! {
    /// A service by which a job could be reached; possible, the authority decides. Staff only.
    Route, "route" {
        /// Pay subsidy (palkkatuki).
        WageSubsidy = "wage_subsidy",
        /// Work try-out (työkokeilu).
        WorkTryOut = "work_try_out",
        /// Apprenticeship (oppisopimus).
        Apprenticeship = "apprenticeship",
        /// Training agreement (koulutussopimus).
        TrainingAgreement = "training_agreement",
        /// Recruitment training (rekrykoulutus).
        Rekrykoulutus = "rekrykoulutus",
        /// Labour market training (työvoimakoulutus).
        LabourMarketTraining = "labour_market_training",
        /// Job arrangement support (työolosuhteiden järjestelytuki).
        JobArrangementSupport = "job_arrangement_support",
    }
}

/// Working time: full or part, hours a week (1 to 60 by tenths or so) and their range.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Hours {
    /// Whether full time is meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub full_time: Option<bool>,
    /// Hours a week.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weekly: Option<f64>,
    /// Fewest hours a week.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weekly_min: Option<f64>,
    /// Most hours a week.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weekly_max: Option<f64>,
}
