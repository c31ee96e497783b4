//! What was understood of free words: derived, marked as such, rebuilt when the reader improves.

use std::borrow::Cow;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::code::codes;
use super::{Cefr, EducationLevel, Lang, LanguageCode, Need, RightToWorkKind, Shift};

/// A part of a record that words stand in. Displayed as the path used in evidence: `employments/0`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum FieldRef {
    /// A vacancy's title or a profile's headline, in a language.
    Headline(Lang),
    /// A vacancy's description or a profile's text, in a language.
    Text(Lang),
    /// The skill at this position, counted from 0.
    Skill(u16),
    /// The employment at this position.
    Employment(u16),
    /// The education at this position.
    Education(u16),
    /// The language at this position.
    Language(u16),
    /// The permit at this position.
    Permit(u16),
    /// The wishes.
    Wishes,
}

impl std::fmt::Display for FieldRef {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Headline(lang) => write!(f, "headline/{lang}"),
            Self::Text(lang) => write!(f, "text/{lang}"),
            Self::Skill(i) => write!(f, "skills/{i}"),
            Self::Employment(i) => write!(f, "employments/{i}"),
            Self::Education(i) => write!(f, "educations/{i}"),
            Self::Language(i) => write!(f, "languages/{i}"),
            Self::Permit(i) => write!(f, "permits/{i}"),
            Self::Wishes => f.write_str("wishes"),
        }
    }
}

/// A stretch of a field's text, in characters (not bytes), end exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First character.
    pub start: u32,
    /// Character after the last.
    pub end: u32,
}

impl Span {
    /// The words of a text that the stretch covers.
    pub fn of(self, text: &str) -> String {
        let (start, end) = (self.start as usize, self.end as usize);
        let length = end.saturating_sub(start);
        text.chars().skip(start).take(length).collect()
    }
}

codes! {
    /// What kind of thing a mention names.
    MentionKind, "mention kind" {
        /// A skill concept.
        Skill = "skill",
        /// An occupation concept.
        Occupation = "occupation",
        /// A language.
        Language = "language",
        /// A permit.
        Permit = "permit",
    }
}

codes! {
    /// How the text stands to what it mentions.
    Stance, "stance" {
        /// Asked (of a vacancy) or held (of a profile).
        Stated = "stated",
        /// Denied: `en osaa`, `minulla ei ole ajokorttia`. In a vacancy: said not to be needed.
        Denied = "denied",
        /// Wished for in a profile: `haaveilen koodarin työstä`. Not held.
        Wished = "wished",
        /// Studied or trained for, as a profile says: `kirvesmiehen ammattitutkinto`. Not done as work.
        Studied = "studied",
    }
}

/// One thing mentioned in the words of a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// What kind of thing.
    pub kind: MentionKind,
    /// A concept's URI, `language:fi`, or a permit's code.
    pub id: String,
    /// Where the words stand.
    pub field: FieldRef,
    /// Which words.
    pub span: Span,
    /// How the text stands to it.
    pub stance: Stance,
    /// How strongly it is asked; `None` in a profile and of occupations not asked with a strength.
    pub need: Option<Need>,
    /// Level of a language, where one is said.
    pub level: Option<Cefr>,
    /// Years of it, where they are said. Of an occupation in a profile's sentences, 0 says that it is or
    /// was done, without a time.
    pub years: Option<u8>,
    /// Of a permit in a profile: its last day, where the words say it. Whether it has passed is for the
    /// day to decide on which the profile is looked at.
    #[serde(default)]
    pub valid_until: Option<Date>,
    /// How sure the reader is, 0 to 100.
    pub confidence: u8,
}

impl Mention {
    /// The language, where it names one.
    pub fn language(&self) -> Option<LanguageCode> {
        self.id.strip_prefix("language:")?.parse().ok()
    }
}

/// A content word that no concept covers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UncoveredWord {
    /// Its base form, lower case; the form in which words of two records are compared.
    pub base: String,
    /// The field.
    pub field: FieldRef,
    /// Which characters, where it stands first in that field.
    pub span: Span,
}

/// Facts of a text that are no concepts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadFacts {
    /// Years of experience asked, with the strength.
    pub experience_years: Option<(u8, Need)>,
    /// The text says that no experience is needed.
    pub no_experience_needed: bool,
    /// Of a vacancy: a qualification in the field answers the years of experience as well.
    #[serde(default)]
    pub experience_or_education: bool,
    /// Shifts that the work has; of a profile, the only ones that suit, where it limits them.
    pub shifts: Vec<Shift>,
    /// Work begins early or by night (before 07:00 or so), where the text says so.
    #[serde(default)]
    pub early_start: bool,
    /// Full time (`true`) or part time (`false`), where it is said; of a profile, where it is wished.
    pub full_time: Option<bool>,
    /// Fewest and most hours a week that the work has, in tenths.
    #[serde(default)]
    pub weekly_tenths: Option<(u16, u16)>,
    /// Municipalities named, by code.
    pub municipalities: Vec<String>,
    /// Whether an own car is said to be had (profile) or asked (vacancy).
    pub own_car: Option<bool>,
    /// Of a vacancy: how strongly an own car is asked, where the text asks one.
    #[serde(default)]
    pub car_asked: Option<Need>,
    /// Of a profile: the right to work, and its limit in tenths of hours a week.
    #[serde(default)]
    pub right_to_work: Option<(RightToWorkKind, Option<u16>)>,
    /// Of a profile: its main text is a bare list of words, which names things and shows none.
    #[serde(default)]
    pub bare_list: bool,
    /// Of a profile: the parts of its words that are bare lists.
    #[serde(default)]
    pub lists: Vec<BareList>,
    /// Of a profile: the level of its language that its sentences show.
    #[serde(default)]
    pub level_shown: Option<Cefr>,
    /// Of a vacancy: permits that the employer lets the person get after the start, by code.
    #[serde(default)]
    pub permits_later: Vec<String>,
    /// Of a vacancy: tools asked by a name that the taxonomy does not hold.
    #[serde(default)]
    pub tools: Vec<ReadTool>,
    /// Of a vacancy: base forms among its words that tell no work from another, such as numbers,
    /// days, verbs and qualities: they are kept, and looked for in nobody.
    #[serde(default)]
    pub fillers: Vec<String>,
    /// Of a vacancy: educations that its sentences ask.
    #[serde(default)]
    pub educations: Vec<ReadEducation>,
    /// Of a vacancy: checks that its sentences announce.
    #[serde(default)]
    pub checks: Vec<ReadCheck>,
    /// Of a vacancy: words that ask what no employer may ask.
    #[serde(default)]
    pub not_to_be_asked: Vec<Forbidden>,
}

/// A run of words that names one thing after another and says of none that it is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct BareList {
    /// The field.
    pub field: FieldRef,
    /// Which characters.
    pub span: Span,
    /// Whether it is too long for an answer, as an advert's copied words are: it tells what the text is
    /// about and is no evidence.
    pub copied: bool,
}

/// An education that an advert's sentences ask.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadEducation {
    /// Its words as the advert has them.
    pub title: String,
    /// The lowest level that will do, where the words say one.
    pub level: Option<EducationLevel>,
    /// How strongly it is asked.
    pub need: Need,
    /// Which characters of the field.
    pub span: Span,
}

/// A check that the employer makes of whoever is chosen, as an advert's sentences announce it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadCheck {
    /// Its code, as in a vacancy's `checks`.
    pub code: String,
    /// Which characters of the field.
    pub span: Span,
}

/// A tool asked by its own name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadTool {
    /// As the advert writes it.
    pub name: String,
    /// Its base form, lower case.
    pub base: String,
    /// How strongly it is asked.
    pub need: Need,
}

codes! {
    /// What an advert may not ask of an applicant (Act on the Protection of Privacy in Working Life
    /// 759/2004; Non-discrimination Act 1325/2014, section 8).
    Ground, "ground" {
        /// Age beyond a statute's.
        Age = "age",
        /// Family, pregnancy, marriage.
        Family = "family",
        /// Origin, nationality, mother tongue where the work does not need it.
        Origin = "origin",
        /// Religion or belief.
        Belief = "belief",
        /// Health or disability.
        Health = "health",
        /// Membership in a trade union.
        Union = "union",
        /// Sex.
        Sex = "sex",
    }
}

/// Words of an advert that ask what no one may ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Forbidden {
    /// What they ask about.
    pub ground: Ground,
    /// The field.
    pub field: FieldRef,
    /// Which characters.
    pub span: Span,
}

/// What was understood of a record's free words.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// Language of the main text.
    pub language: Option<Lang>,
    /// Things mentioned, in order of field and place.
    pub mentions: Vec<Mention>,
    /// Every content word by base form that no mention covers, each once a field.
    pub words: Vec<UncoveredWord>,
    /// Other facts.
    pub facts: ReadFacts,
}

impl Reading {
    /// Whether what stands in a field at a place is part of a bare list.
    pub fn is_listed(&self, field: FieldRef, span: Span) -> bool {
        self.lists_of(field, span).next().is_some()
    }

    /// What is evidence: all but the words of lists too long to be an answer.
    pub fn told(&self) -> Cow<'_, Self> {
        if self.facts.lists.iter().all(|list| !list.copied) {
            return Cow::Borrowed(self);
        }
        let copied = |field, span| self.lists_of(field, span).any(|list| list.copied);
        let mut told = self.clone();
        told.mentions.retain(|m| !copied(m.field, m.span));
        told.words.retain(|w| !copied(w.field, w.span));
        Cow::Owned(told)
    }

    fn lists_of(&self, field: FieldRef, span: Span) -> impl Iterator<Item = &BareList> {
        let holds = move |list: &&BareList| {
            list.field == field && list.span.start <= span.start && span.start < list.span.end
        };
        self.facts.lists.iter().filter(holds)
    }
}
