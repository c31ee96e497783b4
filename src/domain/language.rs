//! Languages by BCP 47 code and the CEFR levels.

use std::str::FromStr;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Need;
use super::code::{UnknownCode, codes, text_newtype};
use super::record::null_is_default;

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
        let bytes = value.as_bytes();
        if (2..=3).contains(&bytes.len()) && bytes.iter().all(u8::is_ascii_lowercase) {
            let mut code = [0; 3];
            code[..bytes.len()].copy_from_slice(bytes);
            return Ok(Self(code));
        }
        let lower: String = value.chars().take(3).flat_map(char::to_lowercase).collect();
        let nearest = lower
            .split(['-', '_'])
            .next()
            .filter(|s| (2..=3).contains(&s.len()) && s.is_ascii());
        Err(UnknownCode {
            what: "language (BCP 47 subtag in lower case, such as fi, sv, en, fse)",
            value: value.chars().take(40).collect(),
            nearest: nearest.map(str::to_owned),
        })
    }
}

text_newtype!(LanguageCode, "fi");

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
