//! A jobseeker (työnhakija): the person, who may see them, the coach's word, and the competence profile.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::code::codes;
use super::record::null_is_default;
use super::{
    AgencyId, CoachId, ConceptUri, Condition, Contract, EducationLevel, EducationStatus,
    HeldLanguage, Hours, Kind, Localised, MunicipalityCode, PartialDate, PermitCode, PersonId,
    Recognised, Route, ServiceUnit, Shift,
};

/// A jobseeker's whole record.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Jobseeker {
    /// Who they are.
    pub person: Person,
    /// Who may see them.
    #[serde(default, deserialize_with = "null_is_default")]
    pub visibility: Visibility,
    /// The coach's word.
    #[serde(
        default,
        skip_serializing_if = "Staff::is_empty",
        deserialize_with = "null_is_default"
    )]
    pub staff: Staff,
    /// What they can do and wish: all that scoring may see.
    #[serde(default, deserialize_with = "null_is_default")]
    pub profile: Profile,
}

impl Jobseeker {
    /// A jobseeker of whom nothing but the id is known, and who is therefore hidden.
    pub fn new(id: PersonId) -> Self {
        Self {
            person: Person {
                id,
                name: None,
                home_municipality: None,
                protected_address: None,
                coach: None,
                service_unit: None,
            },
            visibility: Visibility::default(),
            staff: Staff::default(),
            profile: Profile::default(),
        }
    }
}

/// Who somebody is. Never an input to scoring.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// Identifier in the municipality's own system.
    pub id: PersonId,
    /// Name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Municipality of residence. Copied beside the profile as the start of a commute, nothing finer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub home_municipality: Option<MunicipalityCode>,
    /// Non-disclosure for personal safety (turvakielto): `false` is known to be none; absent is unknown, so hidden.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub protected_address: Option<bool>,
    /// Their coach (omavalmentaja).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub coach: Option<CoachId>,
    /// The unit that serves them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service_unit: Option<ServiceUnit>,
}

/// Who may see a jobseeker.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Visibility {
    /// Whether they may be matched at all; absent is unknown, so hidden.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matching: Option<bool>,
    /// Consent to disclosure to staffing agencies; absent is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub partners: Option<Consent>,
}

/// Consent (suostumus) to be shown, under a pseudonym, to staffing agencies.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Consent {
    /// To which agencies.
    #[serde(default, deserialize_with = "null_is_default")]
    pub agencies: Vec<AgencyId>,
    /// From this day on.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "super::time::day"
    )]
    pub from: Option<Date>,
    /// To this day inclusive.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "super::time::day"
    )]
    pub until: Option<Date>,
    /// For work in these ISCO-08 groups only (by their first digits); absent is any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub work: Option<Vec<String>>,
    /// What is released; absent is skills, occupations, languages and permits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fields: Option<Vec<ReleasedField>>,
    /// How the person may be contacted; absent is through the coach.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<ContactWay>,
    /// Version of the text that was consented to ([`super::ConsentText`]); absent or unknown opens
    /// nothing to anybody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consent_text: Option<String>,
}

impl Consent {
    /// Whether it is known which text was consented to.
    pub fn names_its_text(&self) -> bool {
        let version = self.consent_text.as_deref();
        version.is_some_and(|version| super::ConsentText::of(version).is_some())
    }
}

codes! {
    /// A part of a profile that consent can release.
    ReleasedField, "released field" {
        /// Skills.
        Skills = "skills",
        /// Occupations and work history by occupation.
        Occupations = "occupations",
        /// Languages.
        Languages = "languages",
        /// Permits.
        Permits = "permits",
        /// Educations.
        Educations = "educations",
        /// Wishes, as met or not met.
        Wishes = "wishes",
        /// The municipality.
        Municipality = "municipality",
    }
}

codes! {
    /// How a partner may reach a person.
    ContactWay, "way of contact" {
        /// Through the coach, who asks first.
        ViaCoach = "via_coach",
        /// Directly: the person's own recorded choice.
        Direct = "direct",
    }
}

/// The coach's word about offering a person. Never in [`Profile`], a partner's view or a release.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Staff {
    /// Whether and how the person is offered; absent is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offer: Option<Offer>,
    /// Services that could be used.
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        deserialize_with = "null_is_default"
    )]
    pub routes: Vec<Route>,
    /// After this day the coach is reminded; nothing changes by itself.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "super::time::day"
    )]
    pub review_on: Option<Date>,
}

impl Staff {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

codes! {
    /// Whether and how a person is offered.
    Offer, "offer" {
        /// To any vacancy.
        Open = "open",
        /// To any vacancy, with support.
        WithSupport = "with_support",
        /// Only to vacancies that offer one of the person's routes.
        RoutesOnly = "routes_only",
        /// Not at present.
        NotNow = "not_now",
    }
}

/// A competence profile (osaamisprofiili): the only thing about a person that scoring is handed.
///
/// It has no name, sex, origin, health, birth date, address or time out of work. An absent list is
/// unknown; `permits` when present is complete, `languages` when present is complete but for the
/// language of the profile's own text, `skills` is never complete.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// One line about the person's trade.
    #[serde(
        default,
        skip_serializing_if = "Localised::is_empty",
        deserialize_with = "null_is_default"
    )]
    pub headline: Localised,
    /// Free words, kept as written.
    #[serde(
        default,
        skip_serializing_if = "Localised::is_empty",
        deserialize_with = "null_is_default"
    )]
    pub text: Localised,
    /// Who wrote it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<Origin>,
    /// Skills: never complete.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub skills: Option<Vec<HeldSkill>>,
    /// Work done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub employments: Option<Vec<Employment>>,
    /// Education taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub educations: Option<Vec<Education>>,
    /// Languages: complete when present, but for the language of the profile's own text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub languages: Option<Vec<HeldLanguage>>,
    /// Permits: complete when present.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub permits: Option<Vec<HeldPermit>>,
    /// The right to work in Finland. Staff only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub right_to_work: Option<RightToWork>,
    /// Statutory ages reached (16, 18, 21): complete when present. Yes or no, never a birth date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub age_at_least: Option<Vec<u8>>,
    /// Whether the person has a car to use.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub own_car: Option<bool>,
    /// What the person wishes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wishes: Option<Wishes>,
    /// When the profile was last confirmed to hold; closes an open job. Nothing is counted from today.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirmed_at: Option<PartialDate>,
}

codes! {
    /// Who wrote a profile.
    Origin, "origin" {
        /// The person.
        SelfWritten = "self",
        /// The coach with the person.
        Coach = "coach",
        /// Another system.
        Import = "import",
    }
}

codes! {
    /// Level of a skill, rising. Absent counts as `basic`.
    SkillLevel, "skill level" {
        /// Basic.
        Basic = "basic",
        /// Good.
        Good = "good",
        /// Expert.
        Expert = "expert",
    }
}

codes! {
    /// Where a skill comes from.
    SkillSource, "skill source" {
        /// The person's own word.
        SelfDeclared = "self",
        /// Work done.
        Employment = "employment",
        /// Education.
        Education = "education",
        /// A certificate.
        Certificate = "certificate",
        /// Read from free words by the program.
        Derived = "derived",
    }
}

/// A skill held: a concept, or words.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HeldSkill {
    /// The concept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub concept: Option<ConceptUri>,
    /// The words, where no concept is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// How well.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<SkillLevel>,
    /// Years of use, 0 to 60.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub years: Option<f64>,
    /// Last used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_used: Option<PartialDate>,
    /// Where it comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<SkillSource>,
}

/// A job done: by occupation, title or both.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Employment {
    /// The occupation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub occupation: Option<ConceptUri>,
    /// The title in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The employer, as written. Never scored, never shown to a partner.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub employer: Option<String>,
    /// What was done, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// From.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<PartialDate>,
    /// To; absent is still open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<PartialDate>,
}

/// An education taken.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Education {
    /// The qualification in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Code of Finland's classification of education, six digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// Level.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<EducationLevel>,
    /// How far it is; absent is completed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<EducationStatus>,
    /// When it was completed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub completed: Option<PartialDate>,
    /// Recognition of a degree from abroad; absent is not in question.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recognised: Option<Recognised>,
}

/// A permit held: a bare code in records, or a code with its last valid day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldPermit {
    /// Which permit.
    pub code: PermitCode,
    /// Last day it is valid; absent is valid without end. An expired permit is missing, class renewal.
    pub valid_until: Option<Date>,
}

#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct DatedPermit {
    code: PermitCode,
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "super::time::day"
    )]
    valid_until: Option<Date>,
}

impl Serialize for HeldPermit {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.valid_until {
            None => self.code.serialize(serializer),
            Some(_) => DatedPermit {
                code: self.code,
                valid_until: self.valid_until,
            }
            .serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for HeldPermit {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;
        impl<'de> serde::de::Visitor<'de> for Either {
            type Value = HeldPermit;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a permit's code, or {\"code\", \"valid_until\"}")
            }
            fn visit_str<E: serde::de::Error>(self, value: &str) -> Result<HeldPermit, E> {
                Ok(HeldPermit {
                    code: value.parse().map_err(E::custom)?,
                    valid_until: None,
                })
            }
            fn visit_map<A: serde::de::MapAccess<'de>>(
                self,
                map: A,
            ) -> Result<HeldPermit, A::Error> {
                let dated =
                    DatedPermit::deserialize(serde::de::value::MapAccessDeserializer::new(map))?;
                Ok(HeldPermit {
                    code: dated.code,
                    valid_until: dated.valid_until,
                })
            }
        }
        deserializer.deserialize_any(Either)
    }
}

impl utoipa::PartialSchema for HeldPermit {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        utoipa::openapi::OneOfBuilder::new()
            .item(<PermitCode as utoipa::PartialSchema>::schema())
            .item(<DatedPermit as utoipa::PartialSchema>::schema())
            .into()
    }
}

impl ToSchema for HeldPermit {
    fn schemas(
        schemas: &mut Vec<(
            String,
            utoipa::openapi::RefOr<utoipa::openapi::schema::Schema>,
        )>,
    ) {
        let code = <PermitCode as utoipa::PartialSchema>::schema();
        schemas.push((PermitCode::name().into_owned(), code));
    }
}

/// The right to work in Finland. Staff only; unknown changes nothing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RightToWork {
    /// Its kind.
    pub kind: RightToWorkKind,
    /// Most hours a week, where they are limited.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weekly: Option<f64>,
    /// Last day it is valid.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "super::time::day"
    )]
    pub valid_until: Option<Date>,
}

codes! {
    /// Kind of a right to work.
    RightToWorkKind, "right to work" {
        /// Without limits.
        Unrestricted = "unrestricted",
        /// Limited hours a week.
        HoursLimited = "hours_limited",
        /// Limited to a field of work.
        FieldLimited = "field_limited",
        /// None.
        None = "none",
        /// Not known.
        Unknown = "unknown",
    }
}

/// What a person wishes. What is unsaid is flexible.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Wishes {
    /// Occupations wished for.
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        deserialize_with = "null_is_default"
    )]
    pub occupations: Vec<ConceptUri>,
    /// Municipalities wished for.
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        deserialize_with = "null_is_default"
    )]
    pub municipalities: Vec<MunicipalityCode>,
    /// Longest commute one way, in minutes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commute_minutes: Option<u16>,
    /// Ways to get to work.
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        deserialize_with = "null_is_default"
    )]
    pub reach: Vec<Reach>,
    /// Hours wished for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<Hours>,
    /// Shifts that suit; absent is any.
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        deserialize_with = "null_is_default"
    )]
    pub shifts: Vec<Shift>,
    /// Contracts that suit; absent is any.
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        deserialize_with = "null_is_default"
    )]
    pub contracts: Vec<Contract>,
    /// Kinds of work refused.
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        deserialize_with = "null_is_default"
    )]
    pub kinds_refused: Vec<Kind>,
    /// Conditions needed. Staff only.
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        deserialize_with = "null_is_default"
    )]
    pub conditions: Vec<Condition>,
    /// Whether remote work suits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remote: Option<bool>,
    /// First day that suits.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "super::time::day"
    )]
    pub from: Option<Date>,
    /// Days of notice before a start.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start_notice_days: Option<u16>,
}

codes! {
    /// A way to get to work.
    Reach, "way to get to work" {
        /// By car.
        Car = "car",
        /// By public transport.
        PublicTransport = "public_transport",
        /// By bicycle.
        Bicycle = "bicycle",
    }
}
