//! From a phrase to the concept or label meant: `normalise`.

use std::sync::{OnceLock, RwLock};

use serde::Serialize;
use utoipa::ToSchema;

use super::analyse::{Cache, remembered};
use super::everyday::Everyday;
use super::hash::FastMap;
use super::kept::{self, Origin, Parts};
use super::layout::Layout;
use super::lexicon::Target;
use super::matcher::{self, Matcher};
use super::reader::Reader;
use super::spot::{self, Spot};
use super::{facts, words};
use crate::domain::{ConceptKind, Lang};
use crate::taxonomy::{ConceptIx, Taxonomy};

/// Score under which a label that merely looks alike is not taken to be meant.
const ALIKE_MIN: f64 = 0.45;
/// Score that the best concept must reach, or nothing is meant; and that of a phrase with a firm's name.
const MEANT_MIN: f64 = 0.65;
const MEANT_MIN_OF_FIRM: f64 = 0.8;
/// Likeness in letters from which a phrase is a label with a slip of the pen.
const MISSPELT: f64 = 0.8;
/// Best score of a label that merely looks alike: a name that is known stands above.
const ALIKE_MAX: f64 = 0.9;

/// Likeness from which free words are taken for a skill, and at most what share of it the next concept may have.
const SURELY_ALIKE: f64 = 0.7;
const SURELY_APART: f64 = 0.85;

/// Score from which a label that is a name is taken for the concept's own.
const NAMED_MIN: f64 = 0.9;

/// A concept or label that a phrase is linked to.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Link {
    /// The concept's URI, or the label's own id.
    pub id: String,
    /// Its label in the language of the phrase.
    pub label: String,
    /// How surely it is meant, above 0 to 1.
    pub score: f64,
}

/// The matchers of a taxonomy's labels, made when first asked for.
#[derive(Default)]
pub(crate) struct Matchers {
    made: [OnceLock<Labels>; 6],
    /// By language, what free words were found to be surely like.
    alike: [RwLock<Cache<Option<ConceptIx>>>; 3],
}

/// Labels of one kind and language, with the concept of each.
pub(crate) struct Labels {
    matcher: Matcher,
    concepts: Vec<ConceptIx>,
}

impl Matchers {
    pub(crate) fn get(&self, kind: ConceptKind, lang: Lang, reader: &Reader) -> &Labels {
        let place = Lang::ALL
            .iter()
            .position(|l| *l == lang)
            .unwrap_or_default();
        let place = place + if kind == ConceptKind::Skill { 3 } else { 0 };
        self.made[place].get_or_init(|| {
            reader.remembered(
                &format!("{kind}-{lang}"),
                |origin, bytes| Labels::kept(lang, reader.taxonomy(), origin, bytes),
                || Labels::new(kind, lang, reader.taxonomy(), reader.everyday()),
                Labels::to_bytes,
            )
        })
    }
}

impl Labels {
    /// The concepts whose labels are most like a phrase, each with its best label's score.
    pub(crate) fn concepts(&self, phrase: &str) -> FastMap<ConceptIx, f64> {
        let mut best: FastMap<ConceptIx, f64> = FastMap::default();
        for (label, score) in self.matcher.best(phrase) {
            if let Some(ix) = self.concepts.get(label as usize) {
                let slot = best.entry(*ix).or_default();
                *slot = slot.max(f64::from(score));
            }
        }
        best
    }

    fn to_bytes(&self, origin: &Origin) -> Vec<u8> {
        let mut parts = Parts::new(origin);
        parts.push(&self.concepts);
        self.matcher.keep(&mut parts);
        parts.done()
    }

    fn kept(lang: Lang, taxonomy: &Taxonomy, origin: &Origin, bytes: &[u8]) -> Option<Self> {
        let mut parts = kept::Reader::new(bytes, origin)?;
        let concepts: Vec<ConceptIx> = parts.next()?;
        let matcher = Matcher::kept(Some(lang), &mut parts)?;
        let sound = concepts.iter().all(|ix| ix.index() < taxonomy.len());
        sound.then_some(Self { matcher, concepts })
    }

    fn new(kind: ConceptKind, lang: Lang, taxonomy: &Taxonomy, everyday: &Everyday) -> Self {
        let mut texts: Vec<&str> = Vec::new();
        let mut concepts = Vec::new();
        for ix in taxonomy.range_of(kind).map(ConceptIx) {
            for (of, text, _) in taxonomy.labels(ix) {
                if of == lang {
                    texts.push(text);
                    concepts.push(ix);
                }
            }
        }
        for entry in everyday
            .entries()
            .iter()
            .filter(|e| e.lang == lang && e.choice == 0)
        {
            if let Some(Target::Concept(ix, _)) = entry.target(taxonomy).filter(|t| is_of(*t, kind))
            {
                texts.push(&entry.phrase);
                concepts.push(ix);
            }
        }
        Self {
            matcher: Matcher::new(&texts, Some(lang)),
            concepts,
        }
    }
}

fn is_of(target: Target, kind: ConceptKind) -> bool {
    matches!(target, Target::Concept(_, of) if of == kind)
}

impl Reader {
    /// The concepts of a kind that a phrase means, best first, at most `top`; none where nothing is meant.
    ///
    /// A name known by its base forms (label, everyday word) stands before labels that look alike.
    pub fn normalise(
        &self,
        phrase: &str,
        kind: ConceptKind,
        lang: Option<Lang>,
        top: usize,
    ) -> Vec<Link> {
        if words::is_denial(phrase) {
            return Vec::new();
        }
        let detected = lang.or_else(|| self.language(phrase));
        let langs: Vec<Lang> = match detected {
            Some(lang) => vec![lang],
            None => Lang::ALL.to_vec(),
        };
        let mut scores: FastMap<ConceptIx, f64> = FastMap::default();
        // A word or two tell their language badly: names are looked for in all three.
        let short = lang.is_none() && words::count(phrase) <= 3;
        let named_in: &[Lang] = if short { Lang::ALL } else { &langs };
        let mut nothing = false;
        for lang in named_in {
            nothing |= !self.by_name(phrase, kind, *lang, &mut scores);
        }
        if nothing && scores.values().all(|s| *s < 0.9) {
            return Vec::new();
        }
        let known = !scores.is_empty();
        for lang in &langs {
            self.by_likeness(phrase, kind, *lang, known, &mut scores);
        }
        let show = detected.unwrap_or(Lang::Fi);
        let mut best: Vec<(ConceptIx, f64)> = scores.into_iter().collect();
        best.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let floor = if words::names_firm(phrase) {
            MEANT_MIN_OF_FIRM
        } else {
            MEANT_MIN
        };
        let meant =
            |(ix, score): &(ConceptIx, f64)| *score >= floor || self.is_misspelt(phrase, *ix);
        let empty = || self.says_no_work(phrase, show) && best.iter().all(|b| b.1 < NAMED_MIN);
        if !best.first().is_some_and(meant) || empty() {
            return Vec::new();
        }
        best.truncate(top);
        best.into_iter()
            .map(|(ix, score)| Link {
                id: self.taxonomy().uri(ix).to_owned(),
                label: self.taxonomy().label(ix, show).to_owned(),
                score: rounded(score),
            })
            .collect()
    }

    /// Whether the phrase is a label of the concept with a slip of the pen.
    fn is_misspelt(&self, phrase: &str, concept: ConceptIx) -> bool {
        let phrase = phrase.trim().to_lowercase();
        self.taxonomy().labels(concept).any(|(_, label, _)| {
            strsim::normalized_damerau_levenshtein(&phrase, &label.to_lowercase()) >= MISSPELT
        })
    }

    /// Whether all of the phrase speaks of contracts, times, places and the like, and none of work.
    fn says_no_work(&self, phrase: &str, lang: Lang) -> bool {
        let layout = Layout::new(phrase, lang, false, self.analyser(), self.lexicon());
        (0..layout.words.len()).all(|at| {
            let word = &layout.words[at].word;
            let none = |w: &str| words::is_filler(w) || words::is_common(w);
            weight(&layout, at) < 0.2 || none(&word.lower) || word.bases.iter().any(|b| none(b))
        })
    }

    /// Scores names found in the phrase by their share of its content; `false` where it is said to
    /// name nothing, or names a permit that is no concept of the kind.
    pub(crate) fn by_name(
        &self,
        phrase: &str,
        kind: ConceptKind,
        lang: Lang,
        scores: &mut FastMap<ConceptIx, f64>,
    ) -> bool {
        let layout = Layout::new(phrase, lang, false, self.analyser(), self.lexicon());
        let found = spot::matches(&layout, lang, self.lexicon(), self.analyser());
        let weights: Vec<f64> = (0..layout.words.len())
            .map(|at| weight(&layout, at))
            .collect();
        let all: f64 = weights.iter().sum();
        let share =
            |s: &Spot| weights[s.first..=s.last].iter().sum::<f64>() / all.max(f64::MIN_POSITIVE);
        let whole = |target: &dyn Fn(Target) -> bool| {
            found
                .iter()
                .filter(|s| s.words > 0 && target(s.target))
                .map(share)
                .fold(0.0, f64::max)
        };
        let named = whole(&|t| is_of(t, kind));
        let elsewhere = whole(&|t| match t {
            Target::Nothing => true,
            Target::Permit(_) => kind == ConceptKind::Skill,
            Target::Concept(..) => false,
        });
        if elsewhere > 0.85 && named < 0.99 {
            return false;
        }
        for spot in found
            .iter()
            .filter(|s| is_of(s.target, kind) && s.words > 0)
        {
            let Target::Concept(ix, _) = spot.target else {
                continue;
            };
            let score = f64::from(spot.confidence) / 100.0 * (0.5 + 0.5 * share(spot));
            let best = scores.entry(ix).or_default();
            *best = best.max(score + 0.05 * share(spot));
        }
        true
    }

    /// The skill that words which name nothing are like, where it is surely the one: its likeness is
    /// high, and no other concept comes near.
    pub(crate) fn surely_alike(&self, phrase: &str, lang: Lang) -> Option<ConceptIx> {
        let place = Lang::ALL.iter().position(|l| *l == lang)?;
        remembered(&self.matchers().alike[place], phrase, || {
            let mut names: FastMap<ConceptIx, f64> = FastMap::default();
            let open = self.by_name(phrase, ConceptKind::Skill, lang, &mut names);
            if !open || !names.is_empty() {
                return None;
            }
            let labels = self.matchers().get(ConceptKind::Skill, lang, self);
            let mut found: Vec<(ConceptIx, f64)> = labels.concepts(phrase).into_iter().collect();
            found.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            let (best, score) = *found.first()?;
            let next = found.get(1).map_or(0.0, |(_, score)| *score);
            (score >= SURELY_ALIKE && next <= SURELY_APART * score).then_some(best)
        })
    }

    fn by_likeness(
        &self,
        phrase: &str,
        kind: ConceptKind,
        lang: Lang,
        known: bool,
        scores: &mut FastMap<ConceptIx, f64>,
    ) {
        let labels = self.matchers().get(kind, lang, self);
        let cleaned = self.cleaned(phrase, kind, Some(lang));
        let alike = labels.concepts(&cleaned);
        let first = alike.values().copied().fold(0.0, f64::max);
        if first < ALIKE_MIN && !known {
            return;
        }
        for (ix, score) in alike {
            let score = ALIKE_MAX * score.min(1.0);
            let best = scores.entry(ix).or_default();
            // Alike and known by name is a little surer than known alone.
            *best = best.max(score) + 0.05 * best.min(score);
        }
    }

    /// A phrase as labels are written: without what sets it in a place and a time, an English title in
    /// the singular. `None` is a language that is not read.
    pub(crate) fn cleaned(&self, phrase: &str, kind: ConceptKind, lang: Option<Lang>) -> String {
        match lang {
            Some(Lang::En) if kind == ConceptKind::Occupation => matcher::clean_title(phrase),
            Some(lang) => self.without_setting(phrase, lang),
            None => phrase.to_owned(),
        }
    }

    /// The concepts that a label names as a whole, in a language that is read.
    pub(crate) fn named(
        &self,
        label: &str,
        kind: ConceptKind,
        lang: Option<Lang>,
    ) -> Vec<ConceptIx> {
        let mut scores: FastMap<ConceptIx, f64> = FastMap::default();
        let Some(lang) = lang else {
            return Vec::new();
        };
        self.by_name(label, kind, lang, &mut scores);
        let best = scores.values().copied().fold(NAMED_MIN, f64::max);
        let mut concepts: Vec<ConceptIx> = scores
            .into_iter()
            .filter(|(_, score)| *score >= best)
            .map(|(ix, _)| ix)
            .collect();
        concepts.sort_unstable();
        concepts
    }

    /// A phrase without the words of place, shift and working time, which name no concept.
    fn without_setting(&self, phrase: &str, lang: Lang) -> String {
        let layout = Layout::new(phrase, lang, false, self.analyser(), self.lexicon());
        let kept: Vec<&str> = (0..layout.words.len())
            .filter(|at| weight(&layout, *at) > 0.3)
            .map(|at| layout.words[at].raw.surface.as_str())
            .collect();
        if kept.is_empty() {
            phrase.to_owned()
        } else {
            kept.join(" ")
        }
    }
}

/// How much a word of a phrase says of the concept meant: places and shifts little.
fn weight(layout: &Layout, at: usize) -> f64 {
    let word = &layout.words[at].word;
    let setting = word.function
        || !facts::shifts(&word.lower).is_empty()
        || facts::place(layout, at).is_some()
        || words::is_setting(&word.lower);
    let place = words::is_place_case(&word.lower) && !word.bases.contains(&word.lower);
    match (setting, place && at > 0) {
        (true, _) => 0.1,
        (_, true) => 0.3,
        _ => 1.0,
    }
}

pub(crate) fn rounded(score: f64) -> f64 {
    (score.min(1.0) * 10_000.0).round() / 10_000.0
}
