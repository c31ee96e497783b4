//! A text's reading as the answer of `extract`: what it asks or holds, where, and how strongly.

use serde::Serialize;
use utoipa::ToSchema;

use super::read::{FieldReading, Manner, Side};
use super::reader::Reader;
use super::token;
use crate::domain::{
    Cefr, EducationLevel, FieldRef, Forbidden, Ground, Lang, Mention, MentionKind, Need,
    PermitCode, ReadCheck, ReadEducation, ReadTool, Stance, codes,
};

codes! {
    /// How strongly an extracted thing is asked.
    ExtractedNeed, "need" {
        /// Required.
        Must = "must",
        /// Wished for, or asked without a word of strength.
        Should = "should",
        /// An advantage.
        Nice = "nice",
        /// Not asked: of a jobseeker's text, and of an occupation that is sought.
        None = "none",
    }
}

impl From<Option<Need>> for ExtractedNeed {
    fn from(need: Option<Need>) -> Self {
        match need {
            Some(Need::Must) => Self::Must,
            Some(Need::Should) => Self::Should,
            Some(Need::Nice) => Self::Nice,
            None => Self::None,
        }
    }
}

/// A thing found in a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Extracted {
    /// What kind of thing.
    pub kind: MentionKind,
    /// A concept's URI, `language:fi`, or a permit's code.
    pub id: String,
    /// Its name in the language of the text.
    pub label: String,
    /// First character.
    pub start: u32,
    /// Character after the last.
    pub end: u32,
    /// How strongly it is asked.
    pub need: ExtractedNeed,
    /// Level of a language, where one is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<Cefr>,
    /// How sure the reader is, 0 to 100.
    pub confidence: u8,
}

/// What was found in a text. What is denied, offered or merely mentioned is not there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Extraction {
    /// The language that the text was read in; null where it is none of the three.
    pub language: Option<Lang>,
    /// Whose words it was taken for: `vacancy`, an employer's, or `profile`, a jobseeker's.
    #[schema(value_type = String)]
    pub side: Side,
    /// What was found, in order of place.
    pub concepts: Vec<Extracted>,
    /// Content words that nothing covers: base forms, or as written where the base form is not known.
    pub unmatched: Vec<String>,
    /// Tools of an advert that are asked by their own name, beside what the taxonomy holds.
    pub tools: Vec<ExtractedTool>,
    /// Educations that an advert asks, as its words name them.
    pub educations: Vec<ExtractedEducation>,
    /// Checks that the employer makes of whoever is chosen: shown, asked of nobody.
    pub checks: Vec<ExtractedCheck>,
    /// Words of an advert that ask of an applicant what no employer may ask.
    pub not_to_be_asked: Vec<NotToBeAsked>,
}

/// An education asked in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ExtractedEducation {
    /// As the text writes it.
    pub title: String,
    /// The lowest level that will do, where the words say one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<EducationLevel>,
    /// First character.
    pub start: u32,
    /// Character after the last.
    pub end: u32,
    /// How strongly it is asked.
    pub need: ExtractedNeed,
}

/// A check announced in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ExtractedCheck {
    /// Its code: `criminal_record_children`, `criminal_record`, `vaccination`, `security_clearance`,
    /// `drug_test` or `credit`.
    pub code: String,
    /// First character.
    pub start: u32,
    /// Character after the last.
    pub end: u32,
}

fn education(read: &ReadEducation) -> ExtractedEducation {
    ExtractedEducation {
        title: read.title.clone(),
        level: read.level,
        start: read.span.start,
        end: read.span.end,
        need: Some(read.need).into(),
    }
}

fn check(read: &ReadCheck) -> ExtractedCheck {
    ExtractedCheck {
        code: read.code.clone(),
        start: read.span.start,
        end: read.span.end,
    }
}

/// A tool asked by its own name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ExtractedTool {
    /// As the text writes it.
    pub name: String,
    /// First character.
    pub start: u32,
    /// Character after the last.
    pub end: u32,
    /// How strongly it is asked.
    pub need: ExtractedNeed,
}

/// The tools asked by name, each where its word stands first.
fn tools(read: &FieldReading) -> Vec<ExtractedTool> {
    let place = |tool: &ReadTool| {
        let word = read.words.iter().find(|word| word.base == tool.base)?;
        Some(ExtractedTool {
            name: tool.name.clone(),
            start: word.span.start,
            end: word.span.end,
            need: Some(tool.need).into(),
        })
    };
    read.facts.tools.iter().filter_map(place).collect()
}

/// Words of an advert that ask what no one may ask, for the coordinator to take up with the employer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct NotToBeAsked {
    /// What they ask about: `age`, `family`, `origin`, `belief`, `health`, `union` or `sex`.
    #[schema(value_type = String)]
    pub ground: Ground,
    /// The words as the text has them.
    pub text: String,
    /// First character.
    pub start: u32,
    /// Character after the last.
    pub end: u32,
}

/// Words from which a text tells its language better than whoever passed it on.
const TELLING_WORDS: usize = 6;

/// What is flagged in a text.
fn flagged(text: &str, found: &[Forbidden]) -> Vec<NotToBeAsked> {
    let flag = |found: &Forbidden| NotToBeAsked {
        ground: found.ground,
        text: found.span.of(text),
        start: found.span.start,
        end: found.span.end,
    };
    found.iter().map(flag).collect()
}

impl Reader {
    /// Finds what a text asks or says that someone holds. The language given counts where the text does
    /// not tell its own: a sentence of another language is read in that one.
    pub fn extract(&self, text: &str, lang: Option<Lang>, side: Side) -> Extraction {
        let words = token::tokens(text);
        let language = match lang {
            Some(named) if text.split_whitespace().count() < TELLING_WORDS => Some(named),
            named => self.analyser().language_of(text, &words).or(named),
        };
        let read_in = language.unwrap_or(Lang::Fi);
        let field = FieldRef::Text(read_in);
        let read = self.field_of((text, words), read_in, side, Manner::Prose, field);
        let concepts = read.mentions.iter().filter(|m| m.stance == Stance::Stated);
        Extraction {
            language,
            side,
            tools: tools(&read),
            educations: read.facts.educations.iter().map(education).collect(),
            checks: read.facts.checks.iter().map(check).collect(),
            concepts: concepts.map(|m| self.extracted(m, read_in)).collect(),
            not_to_be_asked: flagged(text, &read.facts.not_to_be_asked),
            unmatched: read
                .words
                .into_iter()
                .map(|word| {
                    let written = word.span.of(text);
                    match self.analyser().word(&written, read_in).known {
                        true => word.base,
                        false => written.to_lowercase(),
                    }
                })
                .collect(),
        }
    }

    fn extracted(&self, mention: &Mention, lang: Lang) -> Extracted {
        Extracted {
            kind: mention.kind,
            label: self.label(mention, lang),
            id: mention.id.clone(),
            start: mention.span.start,
            end: mention.span.end,
            need: mention.need.into(),
            level: mention.level,
            confidence: mention.confidence,
        }
    }

    fn label(&self, mention: &Mention, lang: Lang) -> String {
        let found = match mention.kind {
            MentionKind::Skill | MentionKind::Occupation => self
                .taxonomy()
                .find(&mention.id)
                .map(|ix| self.taxonomy().label(ix, lang)),
            MentionKind::Language => mention.language().and_then(|code| code.name(lang)),
            MentionKind::Permit => mention
                .id
                .parse::<PermitCode>()
                .ok()
                .map(|code| code.facts().name.get(lang)),
        };
        found.unwrap_or(&mention.id).to_owned()
    }
}
