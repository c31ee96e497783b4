//! What is said of a holding, as the judgement took it: where it stands, level, years and last use.
//! It shades the points of what is held, and tells where the rest of them went.

use super::cells::{EvidenceClass, SkillCell, WorkCell, WorkKind};

/// What is said of the holding that a finding rests on, packed as its cell packs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shade {
    /// A skill held.
    Skill(u8),
    /// Work done that a skill goes with.
    Implied(u8),
    /// An occupation held, as such.
    Work(u8),
    /// Words, by where the weakest of them stands.
    Word(u8),
}

/// Something not said of a holding, or said to be less, that takes points from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lack {
    /// It stands in a bare list, with nothing said of it.
    BareList,
    /// It is said, but no work, study or certificate shows it.
    SaidOnly,
    /// The level is basic, or not said.
    LevelUnsaid,
    /// The level is good, not expert.
    LevelGood,
    /// Used for less than a year, or the years are not said.
    YearsUnsaid,
    /// Used for one or two years, where three count in full.
    YearsFew,
    /// No use is known within three years of the profile's latest dated fact.
    NotRecent,
    /// An occupation that is named, but neither done nor studied for.
    Named,
    /// An occupation that is studied for, not done.
    Studied,
}

impl Lack {
    /// Its key in the texts.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::BareList => "bare_list",
            Self::SaidOnly => "said_only",
            Self::LevelUnsaid => "level_unsaid",
            Self::LevelGood => "level_good",
            Self::YearsUnsaid => "years_unsaid",
            Self::YearsFew => "years_few",
            Self::NotRecent => "not_recent",
            Self::Named => "named",
            Self::Studied => "studied",
        }
    }
}

fn years(band: u8) -> Option<Lack> {
    match band {
        0 => Some(Lack::YearsUnsaid),
        1 => Some(Lack::YearsFew),
        _ => None,
    }
}

fn stands(evidence: u8) -> Option<Lack> {
    match evidence {
        0 => Some(Lack::BareList),
        1 => Some(Lack::SaidOnly),
        _ => None,
    }
}

impl Shade {
    /// Of words whose weakest stands in a place of this class.
    pub(super) fn of_word(class: usize) -> Self {
        let list = EvidenceClass::List as usize;
        Self::Word(u8::try_from(class.saturating_sub(list)).unwrap_or(u8::MAX))
    }

    /// What takes points, in the order in which a profile is filled in: where it stands, level, years,
    /// last use. Empty where the holding counts in full.
    pub fn lacks(self) -> Vec<Lack> {
        let not_recent = |recent: bool| (!recent).then_some(Lack::NotRecent);
        let lacks = match self {
            Self::Skill(shade) => {
                let (evidence, level, band, recent) = SkillCell::unpack(shade);
                let level = match level {
                    0 => Some(Lack::LevelUnsaid),
                    1 => Some(Lack::LevelGood),
                    _ => None,
                };
                [stands(evidence), level, years(band), not_recent(recent)]
            }
            Self::Implied(shade) => {
                // Work implies a skill as a proven one of no stated level.
                let (_, band, recent) = WorkCell::unpack(shade);
                let level = Some(Lack::LevelUnsaid);
                [None, level, years(band), not_recent(recent)]
            }
            Self::Work(shade) => {
                let (kind, band, recent) = WorkCell::unpack(shade);
                let kind = match kind {
                    WorkKind::Named => Some(Lack::Named),
                    WorkKind::Studied => Some(Lack::Studied),
                    WorkKind::Done => None,
                };
                [kind, None, years(band), not_recent(recent)]
            }
            Self::Word(class) => [stands(class), None, None, None],
        };
        lacks.into_iter().flatten().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::SkillLevel;

    #[test]
    fn a_shade_tells_what_is_not_said() {
        let skill = |class, level, years, recent| {
            Shade::Skill(SkillCell::new(1, class, level, years, recent).shade).lacks()
        };
        let full = skill(EvidenceClass::Work, Some(SkillLevel::Expert), 8, true);
        assert_eq!(full, []);
        assert_eq!(
            skill(EvidenceClass::List, None, 0, false),
            [
                Lack::BareList,
                Lack::LevelUnsaid,
                Lack::YearsUnsaid,
                Lack::NotRecent
            ]
        );
        assert_eq!(
            skill(EvidenceClass::Text, Some(SkillLevel::Good), 2, true),
            [Lack::SaidOnly, Lack::LevelGood, Lack::YearsFew]
        );
        let work = |kind, months, recent| WorkCell::new(1, kind, months, recent).shade;
        assert_eq!(Shade::Work(work(WorkKind::Done, 48, true)).lacks(), []);
        assert_eq!(
            Shade::Work(work(WorkKind::Studied, 0, true)).lacks(),
            [Lack::Studied, Lack::YearsUnsaid]
        );
        assert_eq!(
            Shade::Implied(work(WorkKind::Done, 48, false)).lacks(),
            [Lack::LevelUnsaid, Lack::NotRecent]
        );
        assert_eq!(Shade::of_word(1).lacks(), [Lack::BareList]);
        assert_eq!(Shade::of_word(3).lacks(), []);
    }
}
