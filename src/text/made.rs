//! What a reader makes of a taxonomy once: its words known, its names found by their words.

use std::sync::Arc;

use super::analyse::Analyser;
use super::everyday::Everyday;
use super::kept::{self, Origin, Parts};
use super::lexicon::{self, Lexicon};
use super::voikko::Voikko;
use super::{facts, languages};
use crate::taxonomy::Taxonomy;

/// Format of what is kept: raised whenever its layout, or what is made of the same words, changes.
const FORMAT: u32 = 2;

/// The words that are known, and the names made of them.
pub(crate) struct Made {
    pub(crate) analyser: Analyser,
    pub(crate) lexicon: Lexicon,
}

/// What things kept for a version of the reader are made of.
pub(crate) fn origin(version: &str) -> Origin {
    let made_of = format!("{FORMAT} {} {version}", env!("CARGO_PKG_VERSION"));
    *blake3::hash(made_of.as_bytes()).as_bytes()
}

impl Made {
    pub(crate) fn new(
        taxonomy: &Taxonomy,
        everyday: &Everyday,
        voikko: Option<Arc<Voikko>>,
    ) -> Self {
        let mut texts = lexicon::texts(taxonomy, everyday);
        let names = texts.len();
        for (lang, text) in languages::texts().chain(facts::texts()) {
            texts.push((lang, text));
        }
        let any: Vec<&str> = lexicon::texts_of_any_language().collect();
        let mut analyser = Analyser::new(&texts, &any, voikko);
        analyser.learn_names(&texts[..names]);
        let lexicon = Lexicon::new(taxonomy, everyday, &analyser);
        Self { analyser, lexicon }
    }

    /// All of it as bytes, to be kept.
    pub(crate) fn to_bytes(&self, origin: &Origin) -> Vec<u8> {
        let mut parts = Parts::new(origin);
        self.analyser.keep(&mut parts);
        self.lexicon.keep(&mut parts);
        parts.done()
    }

    /// All of it again; `None` where the bytes are not of this origin, cut short or changed.
    pub(crate) fn kept(
        taxonomy: &Taxonomy,
        voikko: Option<Arc<Voikko>>,
        origin: &Origin,
        bytes: &[u8],
    ) -> Option<Self> {
        let mut parts = kept::Reader::new(bytes, origin)?;
        let analyser = Analyser::kept(voikko, &mut parts)?;
        let lexicon = Lexicon::kept(taxonomy, &mut parts)?;
        Some(Self { analyser, lexicon })
    }
}

/// Makes something on threads of its own. Whoever waits for it may be a thread that all share: were the
/// work put to those threads, all of them could come to wait for it and none be left to do it.
pub(crate) fn apart<T: Send>(make: impl FnOnce() -> T + Send) -> T {
    let work = || match rayon::ThreadPoolBuilder::new().build() {
        Ok(pool) => pool.install(make),
        Err(_) => make(),
    };
    match std::thread::scope(|scope| scope.spawn(work).join()) {
        Ok(made) => made,
        Err(fault) => std::panic::resume_unwind(fault),
    }
}
