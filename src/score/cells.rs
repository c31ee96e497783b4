//! The cells that a profile is scored from: small, plain, and the same in one row and in columns.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::domain::{Cefr, LanguageCode, MunicipalityCode, SkillLevel};

/// A skill held, with the evidence that shades it packed into one of [`SkillCell::SHADES`] numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct SkillCell {
    pub(super) concept: u32,
    /// 0 to 53: evidence × level × years × recency; weights give each its percent.
    pub(super) shade: u8,
    pub(super) denied: bool,
}

impl SkillCell {
    pub(super) const SHADES: usize = 54;

    pub(super) fn new(
        concept: u32,
        evidence: EvidenceClass,
        level: Option<SkillLevel>,
        years: u32,
        recent: bool,
    ) -> Self {
        let level = match level {
            None | Some(SkillLevel::Basic) => 0,
            Some(SkillLevel::Good) => 1,
            Some(SkillLevel::Expert) => 2,
        };
        let class = evidence as u8 - EvidenceClass::List as u8;
        let shade = ((class * 3 + level) * 3 + year_band(years)) * 2 + u8::from(recent);
        Self {
            concept,
            shade,
            denied: false,
        }
    }

    pub(super) fn denied(concept: u32) -> Self {
        Self {
            concept,
            shade: 0,
            denied: true,
        }
    }

    /// Whether it is a bare word of a list, with nothing said of it.
    pub(super) fn is_bare(self) -> bool {
        self.shade < 18
    }

    /// `(evidence 0..=2, level 0..=2, year band 0..=2, recent)` of a shade number.
    pub(super) fn unpack(shade: u8) -> (u8, u8, u8, bool) {
        (shade / 18, shade / 6 % 3, shade / 2 % 3, shade % 2 == 1)
    }
}

/// 0: under a year, 1: one to three, 2: three or more.
fn year_band(years: u32) -> u8 {
    match years {
        0 => 0,
        1..=2 => 1,
        _ => 2,
    }
}

/// How an occupation is held, weakest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum WorkKind {
    Named,
    Studied,
    Done,
}

/// An occupation held, done or studied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct WorkCell {
    pub(super) concept: u32,
    /// Months in it, all jobs together.
    pub(super) months: u16,
    /// 0 to 17: kind × years × recency.
    pub(super) shade: u8,
    /// Some of it was done at a time that is not said.
    pub(super) undated: bool,
}

impl WorkCell {
    pub(super) const SHADES: usize = 18;

    pub(super) fn new(concept: u32, kind: WorkKind, months: u32, recent: bool) -> Self {
        let shade = (kind as u8 * 3 + year_band(months / 12)) * 2 + u8::from(recent);
        Self {
            concept,
            months: u16::try_from(months).unwrap_or(u16::MAX),
            shade,
            undated: false,
        }
    }

    pub(super) fn kind(self) -> WorkKind {
        Self::unpack(self.shade).0
    }

    pub(super) fn unpack(shade: u8) -> (WorkKind, u8, bool) {
        let kind = match shade / 6 {
            0 => WorkKind::Named,
            1 => WorkKind::Studied,
            _ => WorkKind::Done,
        };
        (kind, shade / 2 % 3, shade % 2 == 1)
    }
}

/// A language held. Levels: 0 unknown, 1 to 6 are A1 to C2, 7 a native speaker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct LanguageCell {
    pub(super) code: LanguageCode,
    pub(super) spoken: u8,
    pub(super) written: u8,
    pub(super) denied: bool,
}

/// 1 to 6 for A1 to C2.
pub(super) fn level_number(level: Cefr) -> u8 {
    level as u8 + 1
}

/// An education taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(super) struct EducationCell {
    /// 0 unknown, 1 to 6 are basic to doctor.
    pub(super) level: u8,
    /// Completed, and recognised where that is in question.
    pub(super) whole: bool,
    /// Under way, or waiting for recognition.
    pub(super) under_way: bool,
    /// Six digits of the classification of education as a number; 0 unknown.
    pub(super) code: u32,
    /// Hashes of the title's telling words; 0 is none.
    pub(super) terms: [u32; EDUCATION_TERMS],
}

/// Telling words kept of an education's title.
pub(super) const EDUCATION_TERMS: usize = 6;

/// Words of a qualification's title that say its form, not its field, by their beginnings.
const FORM_WORDS: &[&str] = &[
    "tutkin", "perust", "ammatt", "erikoi", "korkea", "koulut", "opinno", "kurssi", "examen",
    "grunde", "yrkese", "utbild", "degree", "bachel", "master", "diplom", "certif", "qualif",
    "vocati", "alan", "inom",
];

/// Hashes of the first six letters of a title's telling words (four letters or more), in order.
pub(super) fn education_terms(title: &str) -> [u32; EDUCATION_TERMS] {
    let mut terms = [0; EDUCATION_TERMS];
    let mut filled = 0;
    for word in title.to_lowercase().split(|c: char| !c.is_alphanumeric()) {
        let begin: String = word.chars().take(6).collect();
        if begin.chars().count() < 4 || FORM_WORDS.iter().any(|form| begin.starts_with(form)) {
            continue;
        }
        let [a, b, c, d, ..] = hash_word(&begin).to_le_bytes();
        let hash = u32::from_le_bytes([a, b, c, d]).max(1);
        if filled < EDUCATION_TERMS && !terms.contains(&hash) {
            terms[filled] = hash;
            filled += 1;
        }
    }
    terms
}

/// Where in a profile a word stands, weakest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum EvidenceClass {
    /// A bare list.
    List = 1,
    /// A sentence.
    Text = 2,
    /// Work, education or a certificate.
    Work = 3,
}

/// A word of a profile that no concept covers: its hash, with the class in the two lowest bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct WordCell(u64);

impl WordCell {
    pub(super) fn new(hash: u64, class: EvidenceClass) -> Self {
        Self(hash & !3 | class as u64)
    }

    /// As [`word_key`] gives it.
    pub(super) fn hash(self) -> u64 {
        self.0 & !3
    }

    /// 1 to 3, as [`EvidenceClass`] numbers them.
    pub(super) fn class(self) -> u8 {
        (self.0 & 3) as u8
    }
}

/// What words are compared by: a fixed hash of the base form, whose two lowest bits are left free.
pub(super) fn word_key(word: &str) -> u64 {
    hash_word(word) & !3
}

/// A fixed hash of a word's base form: FNV-1a, 64 bits.
fn hash_word(word: &str) -> u64 {
    word.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// A municipality's place in the table, or none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Place(pub(super) u16);

impl Default for Place {
    fn default() -> Self {
        Self(u16::MAX)
    }
}

impl Place {
    pub(super) fn of(code: Option<MunicipalityCode>) -> Self {
        code.and_then(|c| u16::try_from(c.index()).ok())
            .map_or_else(Self::default, Self)
    }
}

/// The right to work, as far as a vacancy can meet it. Hours in tenths a week.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) enum RightToWorkCell {
    #[default]
    Unknown,
    Unrestricted,
    HoursLimited(u16),
    FieldLimited,
    None,
}

/// The facts of a profile that are no lists.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
pub(super) struct Fixed {
    pub(super) permits_held: u128,
    pub(super) permits_expired: u128,
    pub(super) permits_denied: u128,
    pub(super) home: Place,
    pub(super) permits_listed: bool,
    pub(super) languages_listed: bool,
    pub(super) educations_listed: bool,
    pub(super) employments_listed: bool,
    pub(super) own_language: Option<LanguageCode>,
    pub(super) own_car: Option<bool>,
    /// Highest statutory age known to be reached; the list is complete when present.
    pub(super) ages: Option<u8>,
    pub(super) right_to_work: RightToWorkCell,
    /// Occupations are wished for, but the taxonomy knows none of them.
    pub(super) wishes_other_occupation: bool,
    pub(super) commute_minutes: Option<u16>,
    pub(super) reach: u16,
    pub(super) shifts: u16,
    pub(super) contracts: u16,
    pub(super) kinds_refused: u16,
    pub(super) conditions: u16,
    pub(super) remote: Option<bool>,
    pub(super) full_time: Option<bool>,
    pub(super) weekly_min: Option<u16>,
    pub(super) weekly_max: Option<u16>,
    pub(super) from: Option<Date>,
    pub(super) start_notice_days: Option<u16>,
}

/// A set of small numbers as bits.
pub(super) fn bits(members: impl Iterator<Item = u8>) -> u16 {
    members.fold(0, |set, member| set | 1 << (member & 15))
}

/// Hours in tenths, where they are sensible.
pub(super) fn tenths(hours: Option<f64>) -> Option<u16> {
    hours
        .filter(|h| (0.0..=168.0).contains(h))
        .map(|h| (h * 10.0).round() as u16)
}
