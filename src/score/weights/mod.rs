//! Weights are data: a versioned file with a reason for every number, echoed by version in every answer.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::terms::Criterion;
use crate::domain::Need;

/// A whole number and why it is what it is.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reasoned {
    /// The number; its unit is named by its section in the file.
    pub value: u16,
    /// Why.
    pub reason: String,
}

/// A file of weights that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WeightsError {
    /// Not TOML of the right shape.
    #[error("weights: {0}")]
    Shape(String),
    /// A number out of its range.
    #[error("weights: `{name}` is {value}, but must be {right}")]
    Range {
        /// Section and name.
        name: String,
        /// The value given.
        value: u16,
        /// What would be right.
        right: &'static str,
    },
    /// A number without a reason.
    #[error("weights: `{0}` has no reason")]
    NoReason(String),
}

impl Reasoned {
    /// A number that an older file does not have yet: the value by which it changes nothing.
    fn absent(value: u16) -> Self {
        Self {
            value,
            reason: "Not in this version.".to_owned(),
        }
    }

    fn none() -> Self {
        Self::absent(0)
    }

    fn no_bound() -> Self {
        Self::absent(100)
    }
}

macro_rules! sections {
    ($($(#[$meta:meta])* $section:ident { $($(#[$fmeta:meta])* $field:ident),+ $(,)? })+) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct $section { $($(#[$fmeta])* pub $field: Reasoned),+ }

        impl $section {
            fn each(&self) -> Vec<(&'static str, &Reasoned)> {
                vec![$((stringify!($field), &self.$field)),+]
            }
        }
    )+};
}

sections! {
    /// Shares of a part's ceiling by need.
    NeedWeights {
        /// Of a must.
        must,
        /// Of a should.
        should,
        /// Of a nice.
        nice,
    }
    /// Nearness of a held skill or work to an asked skill, percent.
    Nearness {
        /// The same concept.
        same,
        /// The held one is narrower.
        narrower,
        /// Essential in an occupation held.
        essential_in_work,
        /// The held one is broader.
        broader,
        /// Both under one broader skill.
        sibling,
        /// Related in the taxonomy as essential.
        related_essential,
        /// Related in the taxonomy.
        related,
        /// In one small group of skills.
        same_group,
        /// Optional in an occupation held.
        optional_in_work,
        /// Used in the same occupations.
        shared_occupations,
    }
    /// Nearness of a held occupation to an asked one, percent.
    OccupationNearness {
        /// The same.
        same,
        /// The held one is narrower.
        narrower,
        /// The held one is broader.
        broader,
        /// Both under one occupation.
        sibling,
        /// Half of the essential skills shared.
        shared_half,
        /// Same ISCO unit group.
        unit_group,
        /// Three in ten of the essential skills shared.
        shared_third,
        /// Same ISCO minor group.
        minor_group,
        /// Same ISCO sub-major group, and some essential skills shared; 0 is not near.
        #[serde(default = "Reasoned::none")]
        sub_major_group,
    }
    /// How a skill's evidence shades it: parts of 100 percent.
    SkillShade {
        /// Named at all.
        base,
        /// Evidence beyond the person's own list.
        said, evidence,
        /// Level good.
        level_good,
        /// Level expert.
        level_expert,
        /// A year of use.
        years_one,
        /// Three years of use.
        years_three,
        /// Recent.
        recent,
    }
    /// How an occupation's evidence shades it: parts of 100 percent.
    OccupationShade {
        /// Named.
        named,
        /// Studied.
        studied,
        /// Done.
        done,
        /// A year.
        years_one,
        /// Three years.
        years_three,
        /// Recent.
        recent,
    }
    /// Languages, percent.
    LanguageWeights {
        /// One level short.
        one_short,
    }
    /// Education, percent.
    EducationWeights {
        /// Under way or not yet recognised.
        ongoing,
    }
    /// Words by where they stand, percent.
    WordWeights {
        /// In work or a certificate.
        work,
        /// In a sentence.
        text,
        /// In a list.
        list,
        /// Most base points that one word brings to the part, so that few words do not carry all of it.
        #[serde(default = "Reasoned::no_bound")]
        each,
    }
    /// Wishes, percent.
    WishWeights {
        /// Unsaid.
        open_percent,
        /// Stated and broken.
        broken_percent,
        /// Close to stated.
        near_percent,
    }
    /// The commute.
    CommuteWeights {
        /// Minutes that suit nearly everyone.
        near_minutes,
        /// Minutes that are usual.
        usual_minutes,
        /// Percent of the limit that is worth asking.
        over_percent,
    }
}

/// A version of the weights.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Weights {
    /// The version echoed in answers.
    pub version: String,
    /// Base points by criterion.
    pub criteria: BTreeMap<String, Reasoned>,
    /// By need.
    pub need: NeedWeights,
    /// Of skills.
    pub nearness: Nearness,
    /// Of occupations.
    pub occupation_nearness: OccupationNearness,
    /// Of skills.
    pub skill_shade: SkillShade,
    /// Of occupations.
    pub occupation_shade: OccupationShade,
    /// Languages.
    pub language: LanguageWeights,
    /// Education.
    pub education: EducationWeights,
    /// Words.
    pub words: WordWeights,
    /// Wishes.
    pub wishes: WishWeights,
    /// Commute.
    pub commute: CommuteWeights,
}

static CURRENT: LazyLock<Weights> = LazyLock::new(|| {
    #[expect(
        clippy::expect_used,
        reason = "the file is part of the program; a test parses it"
    )]
    Weights::parse(Weights::CURRENT_FILE).expect("the built-in weights are well-formed")
});

impl Weights {
    /// The built-in file, as text.
    pub const CURRENT_FILE: &'static str = include_str!("3.toml");

    /// The built-in weights.
    pub fn current() -> &'static Self {
        &CURRENT
    }

    /// Reads a file of weights.
    ///
    /// # Errors
    /// [`WeightsError`] that names the number which is missing, out of range or without a reason.
    pub fn parse(file: &str) -> Result<Self, WeightsError> {
        let weights: Self = toml::from_str(file).map_err(|e| WeightsError::Shape(e.to_string()))?;
        weights.check()?;
        Ok(weights)
    }

    fn check(&self) -> Result<(), WeightsError> {
        let mut percents: Vec<(&'static str, Vec<(&'static str, &Reasoned)>)> = vec![
            ("nearness", self.nearness.each()),
            ("occupation_nearness", self.occupation_nearness.each()),
            ("skill_shade", self.skill_shade.each()),
            ("occupation_shade", self.occupation_shade.each()),
            ("language", self.language.each()),
            ("education", self.education.each()),
            ("words", self.words.each()),
            ("wishes", self.wishes.each()),
        ];
        for (section, numbers) in &percents {
            if let Some((name, number)) = numbers.iter().find(|(_, n)| n.value > 100) {
                return Err(WeightsError::Range {
                    name: format!("{section}.{name}"),
                    value: number.value,
                    right: "0 to 100",
                });
            }
        }
        percents.push(("need", self.need.each()));
        percents.push(("commute", self.commute.each()));
        let named = percents
            .iter()
            .flat_map(|(s, list)| list.iter().map(move |(n, r)| (format!("{s}.{n}"), *r)));
        let criteria = self
            .criteria
            .iter()
            .map(|(n, r)| (format!("criteria.{n}"), r));
        for (name, number) in named.chain(criteria) {
            if number.reason.trim().is_empty() {
                return Err(WeightsError::NoReason(name));
            }
        }
        if let Some((name, n)) = self.criteria.iter().find(|(_, n)| n.value > 1000) {
            return Err(WeightsError::Range {
                name: format!("criteria.{name}"),
                value: n.value,
                right: "0 to 1000",
            });
        }
        let shade = &self.skill_shade;
        let top = shade.base.value
            + shade.evidence.value
            + shade.level_expert.value
            + shade.years_three.value
            + shade.recent.value;
        let work = &self.occupation_shade;
        let top_work = work.done.value + work.years_three.value + work.recent.value;
        for (name, value) in [("skill_shade", top), ("occupation_shade", top_work)] {
            if value > 100 {
                return Err(WeightsError::Range {
                    name: format!("sum of {name}"),
                    value,
                    right: "at most 100",
                });
            }
        }
        Ok(())
    }

    /// Base points of a criterion; one without weights has none.
    pub fn base(&self, criterion: Criterion) -> u16 {
        self.criteria.get(criterion.as_str()).map_or(0, |r| r.value)
    }

    /// Base points of a criterion that asks so many things: a few words alone do not carry their part.
    pub fn base_of(&self, criterion: Criterion, asked: usize) -> u16 {
        let base = self.base(criterion);
        let asked = u16::try_from(asked).unwrap_or(u16::MAX);
        match criterion {
            Criterion::Words => base.min(self.words.each.value.saturating_mul(asked)),
            _ => base,
        }
    }

    /// Share of a need.
    pub fn of_need(&self, need: Need) -> u16 {
        match need {
            Need::Must => self.need.must.value,
            Need::Should => self.need.should.value,
            Need::Nice => self.need.nice.value,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_weights_hold_700_and_300() {
        let weights = Weights::current();
        let sum = |names: &[&str]| {
            names
                .iter()
                .map(|n| weights.criteria[*n].value)
                .sum::<u16>()
        };
        assert_eq!(
            sum(&[
                "skills",
                "occupation",
                "languages",
                "permits",
                "education",
                "words"
            ]),
            700
        );
        assert_eq!(
            sum(&[
                "wished_occupation",
                "commute",
                "hours_shifts",
                "start_contract"
            ]),
            300
        );
    }

    #[test]
    fn the_weights_before_are_read_as_they_were() {
        let before = Weights::parse(include_str!("2.toml")).unwrap();
        assert_eq!(before.version, "2");
        assert_eq!(before.occupation_nearness.sub_major_group.value, 0);
        assert_eq!(before.base_of(Criterion::Words, 1), 60);
        let now = Weights::current();
        assert_eq!(now.base_of(Criterion::Words, 1), 5);
        assert_eq!(now.base_of(Criterion::Words, 12), 60);
        assert_eq!(now.base_of(Criterion::Skills, 1), 330);
    }

    #[test]
    fn a_number_out_of_range_or_without_reason_is_refused() {
        let file = Weights::CURRENT_FILE;
        let error = Weights::parse(&file.replace("same = { value = 100", "same = { value = 101"))
            .unwrap_err();
        assert_eq!(
            error.to_string(),
            "weights: `nearness.same` is 101, but must be 0 to 100"
        );
        let error =
            Weights::parse(&file.replace("\"Said to be good at it.\"", "\" \"")).unwrap_err();
        assert_eq!(
            error.to_string(),
            "weights: `skill_shade.level_good` has no reason"
        );
        assert!(Weights::parse("version = 1").is_err());
    }
}
