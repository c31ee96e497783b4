//! Words read with a data directory's taxonomy alone: no records are opened for them.

use std::sync::Arc;

use super::{Engine, EngineError, Options};
use crate::domain::{ConceptKind, Lang};
use crate::text;

pub use crate::text::{Extraction, Link};

/// A reader of phrases and texts.
pub struct Words(Arc<text::Reader>);

impl Words {
    /// A reader with the taxonomy and the accepted words of a data directory, and libvoikko where it is
    /// to be used and the machine has it.
    ///
    /// # Errors
    /// As [`Engine::taxonomy_of`]; [`EngineError::Setup`] where a libvoikko that is asked for cannot be
    /// opened.
    pub fn open(options: &Options) -> Result<Self, EngineError> {
        let taxonomy = Engine::taxonomy_of(&options.data)?;
        let decisions = super::proposals::kept(&options.data)?;
        Ok(Self(super::open::reader(options, &taxonomy, &decisions)?))
    }

    /// The concepts of a kind that a phrase means, best first, at most `top`.
    pub fn normalise(
        &self,
        phrase: &str,
        kind: ConceptKind,
        lang: Option<Lang>,
        top: usize,
    ) -> Vec<Link> {
        self.0.normalise(phrase, kind, lang, top)
    }

    /// What a text asks, or what its writer says to hold: whose words it is, is told from who speaks.
    pub fn extract(&self, text: &str, lang: Option<Lang>) -> Extraction {
        let lang = lang.or_else(|| self.0.language(text));
        self.0.extract(text, lang, self.0.side(text, lang))
    }

    /// A linker to a list of (id, label) pairs instead of the taxonomy. Without a language, that of
    /// the labels.
    pub fn against(
        &self,
        entries: Vec<(String, String)>,
        kind: ConceptKind,
        lang: Option<Lang>,
    ) -> Against<'_> {
        let sample: Vec<&str> = entries.iter().take(200).map(|(_, l)| l.as_str()).collect();
        let lang = lang.or_else(|| self.0.language(&sample.join(". ")));
        Against {
            list: text::Linker::new(&self.0, entries, kind, lang),
            reader: &self.0,
        }
    }
}

/// A list of labels of one's own to link phrases to.
pub struct Against<'a> {
    list: text::Linker,
    reader: &'a text::Reader,
}

impl Against<'_> {
    /// The entries most likely meant by a phrase, best first, each id once, at most `top`.
    pub fn link(&self, phrase: &str, top: usize) -> Vec<Link> {
        self.list.link(self.reader, phrase, top)
    }
}
