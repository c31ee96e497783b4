//! The shapes of answers (CONTRACT §3 and §4): what the API sends, `--json` prints and pages render.
//! Made by the engine from an assessment; nothing here computes.

mod search;

use serde::Serialize;
use utoipa::ToSchema;

pub use self::search::{Facet, FacetValue, SearchHit, SearchNote, SearchResult, Snippet};
use crate::domain::{Ground, Need, PublicId, VacancyId};
pub use crate::score::{Criterion, Group, Half, MissingClass, State};

/// The versions that an answer was made with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Versions {
    /// Version of the weights file.
    pub weights: String,
    /// Version of the taxonomy.
    pub taxonomy: String,
    /// Version of the reader of free text.
    pub reader: String,
    /// The day that openness, consent and validity were judged on.
    pub as_of: jiff::civil::Date,
    /// Number of the last change in it. Staff only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data: Option<u64>,
    /// A hash of what the reader may see, in place of `data` for partners and educators.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub release: Option<String>,
}

/// How well a vacancy can be judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// Occupation and at least three judgeable requirements.
    Full,
    /// Fewer than three judgeable requirements, or none of occupation.
    Thin,
    /// Nothing to judge: the work's half is not scored at all.
    None,
}

impl Basis {
    /// Whether anything of the work can be judged.
    pub fn is_judged(self) -> bool {
        self != Self::None
    }
}

/// Counts by group; together everyone considered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct GroupCounts {
    /// No must missing or unknown, no stated wish broken.
    pub fits: u64,
    /// What is open is trainable, negotiable or a question.
    pub fits_if: u64,
    /// A legal condition is known to be missing.
    pub not_lawful_yet: u64,
    /// Neither a near occupation nor half of the must skills.
    pub far: u64,
}

impl From<[u64; Group::ALL.len()]> for GroupCounts {
    /// From counts in the order of [`Group::ALL`].
    fn from(groups: [u64; Group::ALL.len()]) -> Self {
        let mut counts = Self::default();
        for (group, count) in Group::ALL.iter().zip(groups) {
            *counts.of_mut(*group) = count;
        }
        counts
    }
}

impl GroupCounts {
    /// The count of a group, to change.
    pub fn of_mut(&mut self, group: Group) -> &mut u64 {
        match group {
            Group::Fits => &mut self.fits,
            Group::FitsIf => &mut self.fits_if,
            Group::NotLawfulYet => &mut self.not_lawful_yet,
            Group::Far => &mut self.far,
        }
    }

    /// The count of a group.
    pub fn of(mut self, group: Group) -> u64 {
        *self.of_mut(group)
    }

    /// Everyone.
    pub fn total(self) -> u64 {
        self.fits + self.fits_if + self.not_lawful_yet + self.far
    }
}

/// A must requirement and how many it sets aside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct SetAside {
    /// The requirement: a permit's code, `language:xx`, a concept's URI or words.
    pub requirement: String,
    /// Its name in the reader's language.
    pub label: String,
    /// People for whom it is known to be missing (overlaps allowed).
    pub people: u64,
    /// People who would be in `fits` were it dropped.
    pub only: u64,
}

/// A list of matches for one vacancy.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct MatchList {
    /// The program's own identifier of the vacancy: what stands in addresses. Staff only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub public_id: Option<PublicId>,
    /// The vacancy.
    pub vacancy: VacancyId,
    /// How well it can be judged.
    pub basis: Basis,
    /// What to know before reading the groups, where the vacancy can be judged thinly or not at all: in
    /// the reader's language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub statement: Option<String>,
    /// The vacancy says that no experience is needed: nobody is `far`.
    pub no_experience_needed: bool,
    /// What the answer was made with.
    pub versions: Versions,
    /// Everyone the reader may see.
    pub considered: u64,
    /// Counts by group over everyone considered.
    pub groups: GroupCounts,
    /// What sets most people aside.
    pub set_aside: Vec<SetAside>,
    /// The matches, best first.
    pub matches: Vec<Match>,
    /// Cursor of the next page.
    pub next: Option<String>,
    /// On the last page: how many of those whom the reader may see were changed or came since the first
    /// page. Whoever is not among them stands in the pages exactly once.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub changed: Option<u64>,
}

/// One person for one vacancy, explained. `score` of the parts adds up to `points`.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Match {
    /// The program's own identifier of the person, or of the vacancy in a list of vacancies: what
    /// stands in addresses. Staff only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub public_id: Option<PublicId>,
    /// The person: their id for staff, a pseudonym for partners.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub person: Option<String>,
    /// The vacancy, where the list is of vacancies for a person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vacancy: Option<VacancyId>,
    /// Name of the person or title of the vacancy, for staff.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// How well the vacancy can be judged.
    pub basis: Basis,
    /// The group. Where `basis` is `none` it is of the wishes alone: nothing of the work was judged.
    #[schema(value_type = String)]
    pub group: Group,
    /// Whole points: the sum of the parts.
    pub points: u32,
    /// The most that this vacancy can give.
    pub points_max: u32,
    /// Ceilings of what is unknown: what could still be earned by answering.
    pub points_open: u32,
    /// The parts, in the order of the list of criteria.
    pub parts: Vec<Part>,
    /// What is missing.
    pub missing: Vec<Missing>,
    /// What is unknown, as questions.
    pub unknown: Vec<Unknown>,
    /// Services by which it could be met: possible, the authority decides. Staff only.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub routes: Vec<String>,
}

impl Match {
    /// Whether anything of the work was judged: else the group is of the wishes alone.
    pub fn is_judged(&self) -> bool {
        self.basis.is_judged()
    }

    /// Points of what the work asks and the most they can be, where nothing keeps the person away and
    /// the work was judged: few of them say that nearly all of it is still to be asked or learnt.
    pub fn work_points(&self) -> Option<(u32, u32)> {
        let near = matches!(self.group, Group::Fits | Group::FitsIf);
        let work = self.parts.iter().filter(|part| part.half == Half::Work);
        let sum = work.fold((0, 0), |(points, most), part| {
            (points + part.points, most + part.points_max)
        });
        (near && self.is_judged()).then_some(sum)
    }
}

/// One criterion's share of a score.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Part {
    /// Which criterion.
    #[schema(value_type = String)]
    pub criterion: Criterion,
    /// Which half.
    #[schema(value_type = String)]
    pub half: Half,
    /// Its name in the reader's language.
    pub label: String,
    /// Sum of the findings' points.
    pub points: u32,
    /// Sum of the findings' ceilings.
    pub points_max: u32,
    /// The findings.
    pub findings: Vec<Finding>,
}

/// What was found about one requirement or wish.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Finding {
    /// What was asked: a URI, a code or words.
    pub asked: String,
    /// Its name in the reader's language.
    pub label: String,
    /// How strongly; absent in the half of wishes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub need: Option<Need>,
    /// What was found.
    #[schema(value_type = String)]
    pub state: State,
    /// The holding that counted: a URI or code.
    pub held: Option<String>,
    /// Nearness of what is held to what is asked, percent.
    pub nearness: u8,
    /// Points earned.
    pub points: u32,
    /// Most points possible.
    pub points_max: u32,
    /// Where it stands in the profile.
    pub evidence: Vec<Evidence>,
    /// The reason, a sentence.
    pub because: String,
}

/// A place in a profile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Evidence {
    /// The field's path: `employments/0`.
    pub field: String,
    /// Characters of its text, end exclusive.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub span: Option<[u32; 2]>,
    /// The words themselves.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// Something missing, and of what class.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Missing {
    /// A permit's code, `language:xx`, `right_to_work`, a concept's URI or words.
    pub what: String,
    /// Its name in the reader's language.
    pub label: String,
    /// Legal, trainable, negotiable or core.
    #[schema(value_type = String)]
    pub class: MissingClass,
    /// It was held, and is no longer valid: to be renewed.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub expired: bool,
    /// Days that getting it typically takes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub days: Option<u16>,
    /// Typical cost in euros.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cost_euros: Option<u16>,
    /// The rule, with its source and date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
}

impl Missing {
    /// The key of its class in the texts. A protected title comes with a qualification and a
    /// registration, not with a card's course.
    pub fn class_key(&self) -> String {
        match self.class {
            MissingClass::Trainable if self.what.starts_with("title:") => "title".to_owned(),
            class => class.to_string(),
        }
    }
}

/// Something unknown: the question to ask.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Unknown {
    /// What it is about: a permit's code, `language:xx`, a URI, a criterion.
    pub what: String,
    /// The question.
    pub ask: String,
}

/// Vacancies for one person, best first: group, then `full` before `thin`, then points.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct JobList {
    /// The program's own identifier of the person: what stands in addresses.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub public_id: Option<PublicId>,
    /// The person.
    pub person: String,
    /// The person's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// What the answer was made with.
    pub versions: Versions,
    /// Open vacancies for which the person is offered.
    pub considered: u64,
    /// Counts by group over all of them.
    pub groups: GroupCounts,
    /// The best, each explained.
    pub matches: Vec<Match>,
    /// Where the next page begins; null on the last.
    pub next: Option<String>,
}

/// A vacancy with what is made of it.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct VacancyView {
    /// The program's own identifier: what stands in addresses.
    pub public_id: PublicId,
    /// The record.
    pub record: crate::domain::Vacancy,
    /// How well it can be judged.
    pub basis: Basis,
    /// What to know before reading who fits it, where it can be judged thinly or not at all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub statement: Option<String>,
    /// Whether it takes applicants today.
    pub open: bool,
    /// Requirements and wishes with their ceilings, as the score weighs them.
    pub requirements: Vec<RequirementView>,
    /// Concept URIs that the taxonomy does not hold: kept as words.
    pub unresolved: Vec<String>,
    /// Checks that the employer makes of whoever is chosen: those of the record, and those that only its
    /// words announce. They are asked of no profile.
    pub checks: Vec<String>,
    /// Words of the advert that ask of an applicant what no employer may ask, to be taken up with them.
    pub not_to_be_asked: Vec<ForbiddenWords>,
    /// Version of the record: what `If-Match` names.
    #[serde(skip)]
    pub version: crate::store::ContentHash,
}

/// Words of an advert that ask what no employer may ask.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ForbiddenWords {
    /// What they ask about: `age`, `family`, `origin`, `belief`, `health`, `union` or `sex`.
    #[schema(value_type = String)]
    pub ground: Ground,
    /// The field's path: `text/fi`.
    pub field: String,
    /// Characters of its text, end exclusive.
    pub span: [u32; 2],
    /// The words themselves.
    pub text: String,
}

/// A requirement as the score weighs it.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct RequirementView {
    /// Which criterion.
    #[schema(value_type = String)]
    pub criterion: Criterion,
    /// Which half.
    #[schema(value_type = String)]
    pub half: Half,
    /// A URI, a code or words.
    pub asked: String,
    /// Its name in the reader's language.
    pub label: String,
    /// How strongly.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub need: Option<Need>,
    /// Most points.
    pub points_max: u32,
    /// Why it is asked, where the advert does not name it: the rule, with its source and date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub because: Option<String>,
}

/// A vacancy in a list.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct VacancyLine {
    /// The program's own identifier: what stands in addresses.
    pub public_id: PublicId,
    /// The id in its source.
    pub id: VacancyId,
    /// Title in the reader's language where there is one.
    pub title: String,
    /// Employer's name.
    pub employer: Option<String>,
    /// Names of its municipalities.
    pub places: Vec<String>,
    /// How many people are sought.
    pub positions: u32,
    /// Last day to apply.
    pub closes: Option<jiff::civil::Date>,
    /// First day of work.
    pub starts: Option<jiff::civil::Date>,
    /// How well it can be judged.
    pub basis: Basis,
    /// Whether it takes applicants today.
    pub open: bool,
}

/// A page of vacancies.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct VacancyPage {
    /// How many there are in all.
    pub total: u64,
    /// This page, newest first.
    pub vacancies: Vec<VacancyLine>,
    /// Number of the first vacancy of the next page, counted from 0: it moves when vacancies come and go.
    pub next: Option<usize>,
    /// Cursor of the next page: whichever vacancy stays in the list meanwhile comes exactly once.
    pub next_cursor: Option<String>,
}

/// Candidates for a partner: consented people under pseudonyms.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct CandidateList {
    /// The vacancy or assignment asked about; of a text, a name made from it.
    pub about: VacancyId,
    /// How well it can be judged.
    pub basis: Basis,
    /// What the answer was made with; `release` in place of `data`.
    pub versions: Versions,
    /// Everyone who has consented to be shown to this agency for such work.
    pub considered: u64,
    /// Counts by group over all of them.
    pub groups: GroupCounts,
    /// What sets most of them aside.
    pub set_aside: Vec<SetAside>,
    /// The page, best first; `person` is a pseudonym.
    pub candidates: Vec<Match>,
    /// Cursor of the next page.
    pub next: Option<String>,
}

/// What each single step of a person would open.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct PersonWhatIf {
    /// The program's own identifier of the person.
    pub public_id: PublicId,
    /// The person.
    pub person: String,
    /// What the answer was made with.
    pub versions: Versions,
    /// Open vacancies that the person may be shown for.
    pub considered: u64,
    /// Those by the person's group as it is.
    pub groups: GroupCounts,
    /// Steps that open something, those that open most first.
    pub steps: Vec<StepGain>,
}

/// What one step would open.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct StepGain {
    /// `skill`, `permit`, `language_level` (one level up), `car`, `commute_15_minutes_more` and `_30_`,
    /// `any_shifts`, `any_hours`, `any_contract`, `any_kind`, `any_start`, `any_occupation`, `any_place`
    /// (also other municipalities than those wished for), `any_way` (also by public transport and by
    /// bicycle), `also_remote` or `one_condition_less`.
    pub step: String,
    /// What it is about: a concept's URI, a permit's code, `language:xx`.
    pub what: String,
    /// Its name in the reader's language.
    pub label: String,
    /// Vacancies that the person would fit.
    pub gained: u64,
    /// Those by the group that the person is in now.
    pub from: GroupCounts,
    /// Some of them, by id.
    pub vacancies: Vec<VacancyId>,
    /// The same by the program's own identifier.
    pub public_ids: Vec<PublicId>,
}

/// Whom each requirement of a vacancy keeps out.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct VacancyWhatIf {
    /// The program's own identifier of the vacancy.
    pub public_id: PublicId,
    /// The vacancy.
    pub vacancy: VacancyId,
    /// What the answer was made with.
    pub versions: Versions,
    /// Everyone considered.
    pub considered: u64,
    /// Counts by group as they are.
    pub groups: GroupCounts,
    /// Requirements and wishes that alone keep somebody out, those that keep most first.
    pub requirements: Vec<RequirementGain>,
}

/// People who would come in were one requirement dropped or softened, or one wish agreed on.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct RequirementGain {
    /// A permit's code, `language:xx`, a concept's URI, words, or the name of a wish.
    pub requirement: String,
    /// Its name in the reader's language.
    pub label: String,
    /// How strongly it is asked; `null` for a wish of the people.
    pub need: Option<Need>,
    /// Whether it is a wish of the people, to be agreed on rather than dropped.
    pub negotiable: bool,
    /// Whether the law asks it of everyone (a statutory age, the right to work): the count says whom it
    /// alone keeps out, and no employer can drop it. A permit that the law asks of the occupation is
    /// asked whatever the advert drops, and is not listed.
    pub by_law: bool,
    /// People who would be in `fits`.
    pub gained: u64,
}

/// What a course would open.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct CourseWhatIf {
    /// Its name.
    pub name: Option<String>,
    /// What the answer was made with.
    pub versions: Versions,
    /// Everyone considered.
    pub considered: u64,
    /// Those who meet its prerequisites.
    pub able: u64,
    /// Its seats.
    pub seats: Option<u32>,
    /// Those who would fit some vacancy that they do not fit now, each counted once.
    pub people: u64,
    /// Vacancies that somebody would come to fit, each counted once.
    pub vacancies: u64,
    /// Pairs of both.
    pub pairs: u64,
    /// People by the municipality that they live in, most first.
    pub municipalities: Vec<MunicipalityGain>,
}

/// People of one municipality who would gain.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct MunicipalityGain {
    /// The municipality; `null` where it is not known.
    pub municipality: Option<crate::domain::MunicipalityCode>,
    /// Those people.
    pub people: u64,
}
