//! The words of the field, parsed once at the door into types that cannot be wrong.
//!
//! Nothing here imports another room of the house. A [`Vacancy`] says what work asks and offers, a
//! [`Profile`] what a person can do and wishes; a [`Person`] is who somebody is and is never an
//! input to scoring. A [`Reading`] is what was understood of free words.

mod access;
mod check;
mod code;
mod concept;
mod consent;
mod contact;
mod education;
mod id;
mod language;
pub mod mistakes;
pub mod permit;
pub mod place;
mod profile;
mod reading;
pub mod record;
mod text;
mod time;
mod vacancy;
mod word;
mod work;
mod working_day;

pub use access::{InvalidScope, OrganisationKind, Reader, Role, Scope};
pub use check::Check;
pub(crate) use code::codes;
pub use code::{UnknownCode, nearest};
pub use concept::{ConceptKind, ConceptUri, PhraseKind};
pub use consent::{ConsentBlock, ConsentText};
pub use contact::{Agreed, CONTACT_DUE, CONTACT_EXPIRES, ContactState};
pub use education::{EducationLevel, EducationStatus, Recognised};
pub use id::{
    AgencyId, AssigneeId, CoachId, EmployerId, InvalidId, InvalidPublicId, PersonId, PublicId,
    ServiceUnit, VacancyId,
};
pub use language::{AskedLanguage, Cefr, HeldLanguage, LanguageCode};
pub use permit::PermitCode;
pub use place::{AreaCode, EmploymentArea, MunicipalityCode};
pub use profile::{
    Consent, ContactWay, Education, Employment, HeldPermit, HeldSkill, Jobseeker, Offer, Origin,
    Person, Profile, Reach, ReleasedField, RightToWork, RightToWorkKind, SkillLevel, SkillSource,
    Staff, Visibility, Wishes,
};
pub use reading::{
    BareList, FieldRef, Forbidden, Ground, Mention, MentionKind, ReadCheck, ReadEducation,
    ReadFacts, ReadTool, Reading, Span, Stance, UncoveredWord,
};
pub use text::{Lang, Localised};
pub use time::{InvalidDate, PartialDate};
pub use vacancy::{
    Apply, AskedCar, AskedEducation, AskedExperience, AskedPermit, AskedSkill, Employer, Need, Pay,
    PayBasis, PayUnit, Status, Vacancy,
};
pub use word::{Meaning, WordDecision};
pub use work::{Condition, Contract, Hours, Kind, Route, Shift};
pub use working_day::{is_working_day, working_days_after};
