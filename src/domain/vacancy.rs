//! A vacancy (avoin työpaikka): what the work asks, where, when and on what terms.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::code::codes;
use super::record::null_is_default;
use super::{
    AskedLanguage, ConceptUri, Condition, Contract, EducationLevel, EmployerId, Hours, Kind,
    LanguageCode, Localised, MunicipalityCode, PermitCode, Route, Shift, SkillLevel, VacancyId,
};

codes! {
    /// How strongly something is asked. Only a `must` decides a group.
    #[derive(Default)]
    Need, "need" {
        /// Required (edellytämme, vaaditaan).
        Must = "must",
        /// Wished for (toivomme, arvostamme). What an unmarked requirement is taken for.
        #[default]
        Should = "should",
        /// An advantage (katsotaan eduksi, plussaa).
        Nice = "nice",
    }
}

codes! {
    /// Where a vacancy is in its life. It is open while `open` and its closing date is not past.
    #[derive(Default)]
    Status, "vacancy status" {
        /// Open to applicants.
        #[default]
        Open = "open",
        /// Paused by the employer.
        Paused = "paused",
        /// Filled.
        Filled = "filled",
        /// Withdrawn.
        Withdrawn = "withdrawn",
    }
}

codes! {
    /// What pay is based on.
    PayBasis, "pay basis" {
        /// The collective agreement (työehtosopimus).
        CollectiveAgreement = "collective_agreement",
        /// Time.
        Time = "time",
        /// Piecework.
        Piece = "piece",
        /// Commission.
        Commission = "commission",
    }
}

codes! {
    /// What pay is counted by.
    PayUnit, "pay unit" {
        /// Euros an hour.
        Hour = "hour",
        /// Euros a day.
        Day = "day",
        /// Euros a month.
        Month = "month",
        /// Euros a year.
        Year = "year",
    }
}

/// One vacancy as records spell it. Everything but the id is optional; it may be free text alone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Vacancy {
    /// Identifier in its source.
    pub id: VacancyId,
    /// Where it is in its life; absent is `open`.
    #[serde(default, deserialize_with = "null_is_default")]
    pub status: Status,
    /// Who employs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub employer: Option<Employer>,
    /// Title.
    #[serde(
        default,
        skip_serializing_if = "Localised::is_empty",
        deserialize_with = "null_is_default"
    )]
    pub title: Localised,
    /// The advert's text.
    #[serde(
        default,
        skip_serializing_if = "Localised::is_empty",
        deserialize_with = "null_is_default"
    )]
    pub description: Localised,
    /// Occupations asked, any of which will do.
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        deserialize_with = "null_is_default"
    )]
    pub occupations: Vec<ConceptUri>,
    /// Work experience asked in those occupations.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub experience: Option<AskedExperience>,
    /// Education asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub education: Option<AskedEducation>,
    /// Skills asked.
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        deserialize_with = "null_is_default"
    )]
    pub skills: Vec<AskedSkill>,
    /// Languages asked.
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        deserialize_with = "null_is_default"
    )]
    pub languages: Vec<AskedLanguage>,
    /// Permits asked.
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        deserialize_with = "null_is_default"
    )]
    pub permits: Vec<AskedPermit>,
    /// Own car asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub car: Option<AskedCar>,
    /// Lowest age by statute: 16, 18 or 21; any other is refused as discriminating.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "statutory_age"
    )]
    #[schema(example = 18)]
    pub minimum_age: Option<u8>,
    /// Where the work is done; several are alternatives.
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        deserialize_with = "null_is_default"
    )]
    pub municipalities: Vec<MunicipalityCode>,
    /// Postal code of the workplace: five digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub postal_code: Option<String>,
    /// Whether it can be done remotely.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remote: Option<bool>,
    /// Working time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<Hours>,
    /// Shifts worked; all of them are part of the work.
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        deserialize_with = "null_is_default"
    )]
    pub shifts: Vec<Shift>,
    /// Length of the contract.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contract: Option<Contract>,
    /// Kinds of work that it is.
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        deserialize_with = "null_is_default"
    )]
    pub kinds: Vec<Kind>,
    /// Conditions that the workplace can offer.
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        deserialize_with = "null_is_default"
    )]
    pub conditions: Vec<Condition>,
    /// Services that the employer is open to.
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        deserialize_with = "null_is_default"
    )]
    pub routes: Vec<Route>,
    /// Checks that the employer makes after selection, by law; shown, never asked of a profile.
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        deserialize_with = "null_is_default"
    )]
    pub checks: Vec<String>,
    /// Pay: shown and filtered, never scored.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pay: Option<Pay>,
    /// How many people are sought.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub positions: Option<u32>,
    /// Day of publication.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "super::time::day"
    )]
    pub published: Option<Date>,
    /// First day of work.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "super::time::day"
    )]
    pub starts: Option<Date>,
    /// Last day of work, where it ends.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "super::time::day"
    )]
    pub ends: Option<Date>,
    /// Last day to apply.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "super::time::day"
    )]
    pub closes: Option<Date>,
    /// How to apply.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub apply: Option<Apply>,
    /// The source that it came from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Code of the employment area (työllisyysalue) that serves it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub area: Option<super::AreaCode>,
}

impl Vacancy {
    /// A vacancy with nothing but its id.
    pub fn new(id: VacancyId) -> Self {
        Self {
            id,
            status: Status::Open,
            employer: None,
            title: Localised::default(),
            description: Localised::default(),
            occupations: Vec::new(),
            experience: None,
            education: None,
            skills: Vec::new(),
            languages: Vec::new(),
            permits: Vec::new(),
            car: None,
            minimum_age: None,
            municipalities: Vec::new(),
            postal_code: None,
            remote: None,
            hours: None,
            shifts: Vec::new(),
            contract: None,
            kinds: Vec::new(),
            conditions: Vec::new(),
            routes: Vec::new(),
            checks: Vec::new(),
            pay: None,
            positions: None,
            published: None,
            starts: None,
            ends: None,
            closes: None,
            apply: None,
            source: None,
            area: None,
        }
    }

    /// Whether it takes applicants on that day.
    pub fn is_open(&self, on: Date) -> bool {
        self.status == Status::Open && self.closes.is_none_or(|closes| closes >= on)
    }
}

/// Who employs.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Employer {
    /// Business ID (Y-tunnus) where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<EmployerId>,
    /// Name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Where its office is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub municipality: Option<MunicipalityCode>,
    /// Industry by TOL 2008, five digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub industry: Option<String>,
    /// Languages that people work in there.
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        deserialize_with = "null_is_default"
    )]
    pub working_languages: Vec<LanguageCode>,
}

/// Work experience asked. `years` 0 says that none is needed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AskedExperience {
    /// Years, 0 to 50.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub years: Option<f64>,
    /// How strongly.
    #[serde(default, deserialize_with = "null_is_default")]
    pub need: Need,
}

/// An education asked, by words, level or both. "At least" is meant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AskedEducation {
    /// The qualification in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Code of Finland's classification of education (Koulutusluokitus), six digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// Lowest level.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<EducationLevel>,
    /// How strongly.
    #[serde(default, deserialize_with = "null_is_default")]
    pub need: Need,
}

/// A skill asked: a concept, or words. With both, the concept scores and the words are shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AskedSkill {
    /// The concept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub concept: Option<ConceptUri>,
    /// The words, where no concept is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Lowest level asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<SkillLevel>,
    /// How strongly.
    #[serde(default, deserialize_with = "null_is_default")]
    pub need: Need,
}

/// A permit asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AskedPermit {
    /// Which permit.
    pub code: PermitCode,
    /// How strongly.
    #[serde(default, deserialize_with = "null_is_default")]
    pub need: Need,
}

/// Own car asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AskedCar {
    /// How strongly.
    #[serde(default, deserialize_with = "null_is_default")]
    pub need: Need,
}

/// Pay in euros, as the unit says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Pay {
    /// What it is based on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<PayBasis>,
    /// From.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<f64>,
    /// To.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<f64>,
    /// Counted by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<PayUnit>,
}

/// How to apply.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Apply {
    /// Where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// How, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

fn statutory_age<'de, D: serde::Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<u8>, D::Error> {
    let age = Option::<i64>::deserialize(deserializer)?;
    match age {
        None => Ok(None),
        Some(age @ (16 | 18 | 21)) => Ok(u8::try_from(age).ok()),
        Some(age) => Err(serde::de::Error::custom(format!(
            "an age of {age} would discriminate: only a statute's age may be asked (16, 18 or 21)"
        ))),
    }
}
