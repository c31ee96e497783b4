//! The three languages of the service and text in them.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::code::codes;

codes! {
    /// A language of the service. Finnish and Swedish are equal in a Finnish public service.
    Lang, "language of the service" {
        /// Finnish.
        Fi = "fi",
        /// Swedish, as used in Finland.
        Sv = "sv",
        /// English.
        En = "en",
    }
}

/// The same text in up to three languages.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(
    deny_unknown_fields,
    expecting = r#"words by language, such as {"fi":"Hitsaaja","sv":"Svetsare"}"#
)]
pub struct Localised {
    /// Finnish.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fi: Option<String>,
    /// Swedish.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sv: Option<String>,
    /// English.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub en: Option<String>,
}

impl Localised {
    /// A text in one language.
    pub fn of(lang: Lang, text: impl Into<String>) -> Self {
        let mut localised = Self::default();
        *localised.slot(lang) = Some(text.into());
        localised
    }

    /// The place of a language, to fill.
    pub fn slot(&mut self, lang: Lang) -> &mut Option<String> {
        match lang {
            Lang::Fi => &mut self.fi,
            Lang::Sv => &mut self.sv,
            Lang::En => &mut self.en,
        }
    }

    /// The text in exactly this language.
    pub fn get(&self, lang: Lang) -> Option<&str> {
        match lang {
            Lang::Fi => self.fi.as_deref(),
            Lang::Sv => self.sv.as_deref(),
            Lang::En => self.en.as_deref(),
        }
    }

    /// The text in `lang`, else in Finnish, Swedish, English, whichever is there first.
    pub fn best(&self, lang: Lang) -> Option<&str> {
        self.get(lang)
            .or_else(|| Lang::ALL.iter().find_map(|l| self.get(*l)))
    }

    /// Every text with its language.
    pub fn iter(&self) -> impl Iterator<Item = (Lang, &str)> {
        Lang::ALL
            .iter()
            .filter_map(|lang| Some((*lang, self.get(*lang)?)))
    }

    /// Whether no language has a text.
    pub fn is_empty(&self) -> bool {
        self.iter().next().is_none()
    }
}
