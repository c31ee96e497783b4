//! Permits: driving classes, cards, licences, protected titles and qualifications that statutes ask.
//!
//! The list is data (the TOML files beside this one): names in three languages, legal force, what
//! implies what, renewal, typical days and cost, legal source and date, Job Market Finland's code.
//! Days and costs are typical values, to plan with; sources name a section only where it was read.

mod occupations;

use std::collections::HashMap;
use std::str::FromStr;
use std::sync::LazyLock;

use serde::Deserialize;

use super::code::{UnknownCode, text_newtype};
use super::{Lang, nearest};

/// A permit of the list, by its place in it. At most 128, so that a set of them is one `u128`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PermitCode(u8);

/// What the law makes of a permit that is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Force {
    /// The work may not begin without it. Only this makes `not_lawful_yet`.
    LegalBeforeStart,
    /// It must be had within so many days of starting.
    LegalWithin {
        /// Days from the start of work.
        days: u16,
    },
    /// The title is protected; others may do the work if the employer is satisfied.
    ProtectedTitle,
    /// A statute asks the qualification, with a lawful derogation (a fixed term).
    Qualification,
    /// A rule of the trade or an insurer.
    Custom,
}

impl FromStr for Force {
    type Err = UnknownCode;
    fn from_str(value: &str) -> Result<Self, UnknownCode> {
        let days = value
            .strip_prefix("legal_within:")
            .and_then(|d| d.parse().ok());
        match (value, days) {
            (_, Some(days)) => Ok(Self::LegalWithin { days }),
            ("legal_before_start", _) => Ok(Self::LegalBeforeStart),
            ("protected_title", _) => Ok(Self::ProtectedTitle),
            ("qualification", _) => Ok(Self::Qualification),
            ("custom", _) => Ok(Self::Custom),
            _ => Err(UnknownCode {
                what: "force of a permit",
                value: value.to_owned(),
                nearest: None,
                choices: &[],
            }),
        }
    }
}

impl<'de> Deserialize<'de> for Force {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

/// A name or sentence in the three languages.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Named {
    /// Finnish: the official term.
    pub fi: String,
    /// Swedish: Finland's official term.
    pub sv: String,
    /// English.
    pub en: String,
}

impl Named {
    /// In a language.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Fi => &self.fi,
            Lang::Sv => &self.sv,
            Lang::En => &self.en,
        }
    }
}

/// What is known of a permit.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Permit {
    /// Its code: `card:hygiene`.
    pub code: String,
    /// Its name.
    pub name: Named,
    /// Other words that name it in adverts and profiles, lower case, any language; also abbreviations.
    #[serde(default)]
    pub also: Vec<String>,
    /// What the law makes of its lack.
    pub force: Force,
    /// Codes of permits that holding it also holds (direct ones; the closure is computed).
    #[serde(default)]
    pub implies: Vec<String>,
    /// Years after which it is renewed.
    #[serde(default)]
    pub renewal_years: Option<u8>,
    /// Days that getting it typically takes; absent where it is years of study.
    #[serde(default)]
    pub days: Option<u16>,
    /// Typical cost in euros.
    #[serde(default)]
    pub cost_euros: Option<u16>,
    /// The rule in one sentence.
    pub rule: Named,
    /// Where the rule stands: statute and section, or the trade's rule.
    pub source: String,
    /// Date of that source, or on which it was read.
    pub source_date: String,
    /// Job Market Finland's code, where it has one. Driving classes share codes there (`C1C` is C1 or C).
    #[serde(default)]
    pub tmt: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    permit: Vec<Permit>,
}

struct Table {
    permits: Vec<Permit>,
    by_code: HashMap<String, u8>,
    /// Per permit, the set of permits that holding it holds, itself included.
    closure: Vec<u128>,
}

/// The list, in the order in which its files are read: a permit's bit follows from it.
const FILES: [&str; 4] = [
    include_str!("driving.toml"),
    include_str!("cards.toml"),
    include_str!("licences.toml"),
    include_str!("titles.toml"),
];

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    #[expect(
        clippy::expect_used,
        reason = "the list is part of the program; a test parses it"
    )]
    let permits: Vec<Permit> = FILES
        .iter()
        .flat_map(|file| {
            toml::from_str::<List>(file)
                .expect("the list is well-formed")
                .permit
        })
        .collect();
    let by_code: HashMap<String, u8> = permits
        .iter()
        .zip(0..128)
        .map(|(p, i)| (p.code.clone(), i))
        .collect();
    let direct = |i: usize| {
        permits[i]
            .implies
            .iter()
            .filter_map(|code| by_code.get(code))
            .fold(1u128 << i, |set, j| set | 1 << j)
    };
    let mut closure: Vec<u128> = (0..by_code.len()).map(direct).collect();
    loop {
        let grown: Vec<u128> = closure
            .iter()
            .map(|set| {
                (0..closure.len())
                    .filter(|j| set >> j & 1 == 1)
                    .fold(*set, |all, j| all | closure[j])
            })
            .collect();
        if grown == closure {
            break;
        }
        closure = grown;
    }
    Table {
        permits,
        by_code,
        closure,
    }
});

impl PermitCode {
    /// Every permit, in the list's order.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..TABLE.by_code.len()).map(|i| Self(u8::try_from(i).unwrap_or(u8::MAX)))
    }

    /// Place in the list, 0 to 127: a bit number for sets, not for records.
    pub fn index(self) -> usize {
        usize::from(self.0)
    }

    /// The code as records spell it.
    pub fn as_str(&self) -> &'static str {
        &self.facts().code
    }

    /// What is known of it.
    pub fn facts(self) -> &'static Permit {
        &TABLE.permits[self.index()]
    }

    /// The set of permits, by bit, that holding this one holds: itself and all it implies.
    pub fn holds(self) -> u128 {
        TABLE.closure[self.index()]
    }
}

impl FromStr for PermitCode {
    type Err = UnknownCode;
    fn from_str(value: &str) -> Result<Self, UnknownCode> {
        match TABLE.by_code.get(value) {
            Some(index) => Ok(Self(*index)),
            None => Err(UnknownCode {
                what: "permit",
                value: value.chars().take(80).collect(),
                nearest: nearest(value, TABLE.permits.iter().map(|p| p.code.as_str()))
                    .map(str::to_owned),
                choices: &[],
            }),
        }
    }
}

text_newtype!(PermitCode, "card:hygiene");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_whole_and_fits_one_word() {
        assert_eq!(
            TABLE.permits.len(),
            TABLE.by_code.len(),
            "a code stands twice, or there are more than 128"
        );
        for permit in &TABLE.permits {
            for implied in &permit.implies {
                assert!(
                    implied.parse::<PermitCode>().is_ok(),
                    "{}: {implied}",
                    permit.code
                );
            }
        }
    }

    #[test]
    fn words_name_one_permit_and_are_lower_case() {
        let mut named = HashMap::new();
        for permit in &TABLE.permits {
            let names = Lang::ALL
                .iter()
                .map(|lang| permit.name.get(*lang).to_lowercase());
            for word in permit.also.iter().cloned().chain(names) {
                assert_eq!(word, word.to_lowercase(), "{}", permit.code);
                assert!(!word.trim().is_empty(), "{}", permit.code);
                let other = named.insert(word.clone(), &permit.code);
                assert!(
                    other.is_none_or(|other| *other == permit.code),
                    "{word}: {} and {other:?}",
                    permit.code
                );
            }
        }
    }

    #[test]
    fn every_rule_is_a_sentence_with_a_source() {
        for permit in &TABLE.permits {
            for lang in Lang::ALL {
                let rule = permit.rule.get(*lang);
                assert!(
                    rule.ends_with('.') && rule.len() > 20,
                    "{}: {rule}",
                    permit.code
                );
            }
            assert!(
                permit.source.len() > 5 && permit.source_date.len() >= 4,
                "{}",
                permit.code
            );
        }
    }

    #[test]
    fn licensed_titled_and_qualified_are_three_things() {
        let force = |s: &str| s.parse::<PermitCode>().unwrap().facts().force;
        assert_eq!(force("licence:nurse"), Force::LegalBeforeStart);
        assert_eq!(force("licence:social_worker"), Force::LegalBeforeStart);
        assert_eq!(force("title:practical_nurse"), Force::ProtectedTitle);
        assert_eq!(force("qualification:ece_childcarer"), Force::Qualification);
        assert_eq!(force("card:hygiene"), Force::LegalWithin { days: 90 });
        for custom in [
            "occupational_safety",
            "hot_work",
            "forklift",
            "love",
            "sfs6002",
        ] {
            assert_eq!(force(&format!("card:{custom}")), Force::Custom, "{custom}");
        }
    }

    #[test]
    fn a_trailer_class_holds_the_car_class() {
        let code = |s: &str| s.parse::<PermitCode>().unwrap();
        assert_eq!(
            code("driving:CE").holds() >> code("driving:B").index() & 1,
            1
        );
        assert_eq!(
            code("driving:B").holds() >> code("driving:C").index() & 1,
            0
        );
    }

    #[test]
    fn an_unknown_permit_names_the_nearest() {
        assert_eq!(
            "card:hygeine"
                .parse::<PermitCode>()
                .unwrap_err()
                .nearest
                .as_deref(),
            Some("card:hygiene")
        );
    }
}
