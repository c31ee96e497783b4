//! Languages by BCP 47 code and the CEFR levels.

use std::collections::{HashMap, HashSet};
use std::str::FromStr;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::code::{UnknownCode, codes, text_newtype};
use super::record::null_is_default;
use super::{ConceptUri, Lang, Need};

codes! {
    /// A level of the Common European Framework of Reference, rising.
    Cefr, "CEFR level" {
        /// Beginner.
        A1 = "A1",
        /// Elementary.
        A2 = "A2",
        /// Intermediate.
        B1 = "B1",
        /// Upper intermediate.
        B2 = "B2",
        /// Advanced.
        C1 = "C1",
        /// Mastery.
        C2 = "C2",
    }
}

/// A language by its BCP 47 primary subtag of two or three letters (`fi`, `prs`, `fse`), lower case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LanguageCode([u8; 3]);

impl LanguageCode {
    /// The subtag.
    pub fn as_str(&self) -> &str {
        let end = if self.0[2] == 0 { 2 } else { 3 };
        std::str::from_utf8(&self.0[..end]).unwrap_or_default()
    }
}

impl FromStr for LanguageCode {
    type Err = UnknownCode;
    fn from_str(value: &str) -> Result<Self, UnknownCode> {
        if is_subtag(value) {
            let mut code = [0; 3];
            code[..value.len()].copy_from_slice(value.as_bytes());
            return Ok(Self(code));
        }
        let lower = value.trim().to_lowercase();
        let head = lower.split(['-', '_']).next().unwrap_or_default();
        let nearest = short_of(head).or_else(|| Some(head).filter(|head| is_subtag(head)));
        Err(UnknownCode {
            what: "language (BCP 47 subtag in lower case, such as fi, sv, en, fse)",
            value: value.chars().take(40).collect(),
            nearest: nearest.map(str::to_owned),
            choices: &[],
        })
    }
}

/// Whether BCP 47 has that primary subtag. Of three letters any will do that has none of two: there are
/// some 7,900, and a person's language is not to be lost for a list of ours.
fn is_subtag(value: &str) -> bool {
    let letters = value.bytes().all(|b| b.is_ascii_lowercase());
    match value.len() {
        2 => letters && SHORT.contains(value),
        // `qaa` to `qtz` are for private use.
        3 => letters && short_of(value).is_none() && !("qaa"..="qtz").contains(&value),
        _ => false,
    }
}

/// The subtag of two letters of a language whose code of three letters is that.
fn short_of(long: &str) -> Option<&'static str> {
    SHORT_OF.get(long).copied()
}

/// Languages with codes of two letters (ISO 639-1) and of three (ISO 639-2/T).
fn pairs() -> impl Iterator<Item = (&'static str, &'static str)> {
    include_str!("iso639.txt")
        .split_whitespace()
        .filter_map(|pair| pair.split_once('-'))
}

// Every record names languages: looking each up in the text took a tenth of a start.
static SHORT: LazyLock<HashSet<&str>> = LazyLock::new(|| pairs().map(|(short, _)| short).collect());
static SHORT_OF: LazyLock<HashMap<&str, &str>> =
    LazyLock::new(|| pairs().map(|(short, long)| (long, short)).collect());

text_newtype!(LanguageCode, "fi");

/// Names of languages, and the ESCO skill that is knowledge of each: facts in `languages.csv`.
struct Named {
    code: &'static str,
    /// Last part of the concept's URI; empty where ESCO has none.
    esco: &'static str,
    /// In the order of [`Lang::ALL`]: Finnish, Swedish, English.
    names: [&'static str; 3],
}

static NAMED: LazyLock<Vec<Named>> = LazyLock::new(|| {
    let lines = include_str!("languages.csv").lines().skip(1);
    lines
        .filter_map(|line| {
            let mut fields = line.split(',');
            let mut next = || fields.next();
            Some(Named {
                code: next()?,
                esco: next()?,
                names: [next()?, next()?, next()?],
            })
        })
        .collect()
});

impl LanguageCode {
    /// Every language with a name in the table.
    pub fn named() -> impl Iterator<Item = Self> {
        NAMED.iter().filter_map(|named| named.code.parse().ok())
    }

    /// Its name in a language, lower case in Finnish and Swedish; `None` for one outside the table.
    pub fn name(&self, lang: Lang) -> Option<&'static str> {
        let named = NAMED.iter().find(|named| named.code == self.as_str())?;
        let place = Lang::ALL.iter().position(|l| *l == lang)?;
        named.names.get(place).copied()
    }

    /// The language of that name in Finnish, Swedish or English, in any case: `Engelska`, `suomen kieli`.
    pub fn by_name(name: &str) -> Option<Self> {
        let name = name.trim().to_lowercase();
        // `suomen kieli`, `viron kieli`: the genitive of a name, whose final i turns to e.
        let genitive = name
            .strip_suffix(" kieli")
            .and_then(|n| n.strip_suffix('n'));
        let turned = genitive.and_then(|stem| Some(format!("{}i", stem.strip_suffix('e')?)));
        let is = |known: &str| {
            let known = known.to_lowercase();
            known == name || genitive == Some(&known) || turned.as_ref() == Some(&known)
        };
        let named = NAMED
            .iter()
            .find(|named| named.names.iter().any(|known| is(known)))?;
        named.code.parse().ok()
    }

    /// The language whose knowledge is that ESCO skill.
    pub fn by_concept(uri: &ConceptUri) -> Option<Self> {
        let (_, id) = uri.as_str().rsplit_once('/')?;
        let named = NAMED
            .iter()
            .find(|named| named.esco == id && !id.is_empty())?;
        named.code.parse().ok()
    }
}

/// A language that a vacancy asks: one level, or spoken and written apart. No level: any.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AskedLanguage {
    /// Which language.
    pub code: LanguageCode,
    /// Level asked of both speech and writing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Cefr>,
    /// Level asked of speech, where it differs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spoken: Option<Cefr>,
    /// Level asked of writing, where it differs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub written: Option<Cefr>,
    /// How strongly it is asked; absent is `should`.
    #[serde(default, deserialize_with = "null_is_default")]
    pub need: Need,
}

/// A language that a person has. No level: unknown, save that a native speaker satisfies any oral need.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HeldLanguage {
    /// Which language.
    pub code: LanguageCode,
    /// Level of both speech and writing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Cefr>,
    /// Level of speech, where it differs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spoken: Option<Cefr>,
    /// Level of writing, where it differs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub written: Option<Cefr>,
    /// Mother tongue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub native: Option<bool>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_named_language_is_found_by_its_names() {
        assert_eq!(
            LanguageCode::named().count(),
            NAMED.len(),
            "a code that is none"
        );
        for named in NAMED.iter() {
            for name in named.names {
                let found = LanguageCode::by_name(name).unwrap();
                assert_eq!(found.as_str(), named.code, "{name} names two languages");
            }
        }
    }

    fn check(name: &str, code: Option<&str>) {
        let found = LanguageCode::by_name(name);
        assert_eq!(found.as_ref().map(LanguageCode::as_str), code, "{name}");
    }

    #[test]
    fn languages_are_known_by_name_and_by_concept() {
        check("Engelska", Some("en"));
        check("suomen kieli", Some("fi"));
        check("Finnish", Some("fi"));
        check("klingon", None);
        let uri = "http://data.europa.eu/esco/skill/0e3493f4-0cad-4fbc-8e02-025f169b8114";
        let finnish = LanguageCode::by_concept(&uri.parse().unwrap()).unwrap();
        assert_eq!(finnish.name(Lang::Sv), Some("finska"));
    }
}
