//! Linking phrases to a list of one's own: a municipality's old codes, another country's titles.
//!
//! The phrase is held against the list's labels, and against the taxonomy's: an entry that is a concept,
//! by its URI or by one of its labels, gains what the concept gains by its names and labels in all three
//! languages. So an everyday word finds an entry that looks nothing like it.

use rayon::prelude::*;

use super::hash::FastMap;
use super::link::{Link, rounded};
use super::matcher::{self, Matcher};
use super::reader::Reader;
use crate::domain::{ConceptKind, Lang};
use crate::taxonomy::{ConceptIx, Taxonomy};

/// What an entry gains of its concept's score: by a name in the phrase, by the likeness of labels in the
/// language of the list, and by that of labels in each other language. Titles first, then skills, whose
/// phrases are sentences in which a name says more.
const BRIDGE: [[f64; 3]; 2] = [[0.2, 0.3, 0.2], [0.3, 0.2, 0.1]];
/// Likeness of an entry that is not among those most like the phrase.
const UNLIKE: f64 = 0.05;
/// What a concept that the list lacks gives to each concept near it.
const PASSED_ON: f64 = 0.5;
/// What is left of an entry's score when its concept stands higher already under another label.
const NAMED_ALREADY: f64 = 0.8;

/// A list of labels of one's own to link phrases to.
pub struct Linker {
    matcher: Matcher,
    entries: Vec<(String, String)>,
    kind: ConceptKind,
    lang: Option<Lang>,
    /// The concepts that each entry is, and the entries that each concept is.
    concepts: Vec<Vec<ConceptIx>>,
    of_concept: FastMap<ConceptIx, Vec<u32>>,
}

impl std::fmt::Debug for Linker {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Linker")
            .field("entries", &self.entries.len())
            .finish_non_exhaustive()
    }
}

/// The kind of the groups of a kind of concepts.
fn group_of(kind: ConceptKind) -> ConceptKind {
    match kind {
        ConceptKind::Occupation | ConceptKind::IscoGroup => ConceptKind::IscoGroup,
        ConceptKind::Skill | ConceptKind::SkillGroup => ConceptKind::SkillGroup,
    }
}

/// The concepts that a label names: of `kassat ja hyllytys` those of each thing that it joins, else those
/// of the whole.
fn named_in(reader: &Reader, label: &str, kind: ConceptKind, lang: Option<Lang>) -> Vec<ConceptIx> {
    let lower = label.to_lowercase();
    let mut parts = vec![lower.as_str()];
    for joint in [
        " ja ", " sekä ", " och ", " samt ", " and ", " & ", ",", ";", "/",
    ] {
        parts = parts
            .into_iter()
            .flat_map(|part| part.split(joint))
            .collect();
    }
    let mut each: Vec<ConceptIx> = Vec::new();
    if parts.len() > 1 {
        each.extend(parts.iter().flat_map(|part| reader.named(part, kind, lang)));
        each.sort_unstable();
        each.dedup();
    }
    match each.is_empty() {
        true => reader.named(label, kind, lang),
        false => each,
    }
}

impl Linker {
    /// A linker for (id, label) pairs in a language; an id may repeat. `None` is any other language.
    pub fn new(
        reader: &Reader,
        entries: Vec<(String, String)>,
        kind: ConceptKind,
        lang: Option<Lang>,
    ) -> Self {
        let taxonomy = reader.taxonomy();
        let mut named: FastMap<Vec<String>, Vec<ConceptIx>> = FastMap::default();
        let all = taxonomy
            .range_of(kind)
            .chain(taxonomy.range_of(group_of(kind)));
        for ix in all.map(ConceptIx) {
            for (_, text, _) in taxonomy.labels(ix) {
                let concepts = named.entry(matcher::words(text)).or_default();
                if !concepts.contains(&ix) {
                    concepts.push(ix);
                }
            }
        }
        let concepts: Vec<Vec<ConceptIx>> = entries
            .par_iter()
            .map(|(id, label)| {
                if let Some(ix) = taxonomy.find(id) {
                    return vec![ix];
                }
                let same = named.get(&matcher::words(label)).cloned();
                same.unwrap_or_else(|| named_in(reader, label, kind, lang))
            })
            .collect();
        let mut of_concept: FastMap<ConceptIx, Vec<u32>> = FastMap::default();
        for (at, of) in (0..).zip(&concepts) {
            for ix in of {
                of_concept.entry(*ix).or_default().push(at);
            }
        }
        let labels: Vec<&str> = entries.iter().map(|(_, label)| label.as_str()).collect();
        Self {
            matcher: Matcher::new(&labels, lang),
            kind,
            lang,
            entries,
            concepts,
            of_concept,
        }
    }

    /// The entries most likely meant by a phrase, best first, each id once, at most `top`.
    pub fn link(&self, reader: &Reader, phrase: &str, top: usize) -> Vec<Link> {
        let cleaned = reader.cleaned(phrase, self.kind, self.lang);
        let own: FastMap<u32, f64> = self
            .matcher
            .best(&cleaned)
            .into_iter()
            .map(|(at, score)| (at, f64::from(score)))
            .collect();
        let bridged = self.bridged(reader, phrase, &cleaned);
        let scores = self.ranked(&own, &bridged);
        let mut seen: FastMap<&str, ()> = FastMap::default();
        scores
            .into_iter()
            .filter_map(|(at, score)| Some((self.entries.get(at as usize)?, score)))
            .filter(|((id, _), _)| seen.insert(id, ()).is_none())
            .take(top)
            .map(|((id, label), score)| Link {
                id: id.clone(),
                label: label.clone(),
                score: rounded(score),
            })
            .collect()
    }

    /// What the taxonomy says of the phrase: concepts with what their entries gain.
    fn bridged(&self, reader: &Reader, phrase: &str, cleaned: &str) -> FastMap<ConceptIx, f64> {
        let mut gains: FastMap<ConceptIx, f64> = FastMap::default();
        if self.of_concept.is_empty() {
            return gains;
        }
        let [by_name, by_label, by_other] = BRIDGE[usize::from(self.kind == ConceptKind::Skill)];
        for lang in Lang::ALL {
            let own = Some(*lang) == self.lang;
            let weight = if own { by_label } else { by_other };
            let labels = reader.matchers().get(self.kind, *lang, reader);
            for (ix, score) in labels.concepts(cleaned) {
                *gains.entry(ix).or_default() += weight * score;
            }
        }
        let mut names: FastMap<ConceptIx, f64> = FastMap::default();
        let own = self.lang.unwrap_or(Lang::Fi);
        reader.by_name(phrase, self.kind, own, &mut names);
        for lang in Lang::ALL.iter().filter(|lang| **lang != own) {
            // What the language of the list has no name for may be said in another.
            if names.is_empty() {
                reader.by_name(phrase, self.kind, *lang, &mut names);
            }
        }
        for (ix, score) in names {
            if !self.of_concept.contains_key(&ix) {
                self.pass_on(reader.taxonomy(), ix, by_name * score, &mut gains);
            }
            *gains.entry(ix).or_default() += by_name * score;
        }
        gains
    }

    /// A concept that the list lacks gives what it gains to those near it, for want of a better entry.
    fn pass_on(
        &self,
        taxonomy: &Taxonomy,
        from: ConceptIx,
        gain: f64,
        gains: &mut FastMap<ConceptIx, f64>,
    ) {
        let near: Vec<ConceptIx> = match self.kind {
            ConceptKind::Occupation | ConceptKind::IscoGroup => taxonomy
                .near_occupations(from)
                .into_iter()
                .map(|(ix, _)| ix)
                .collect(),
            ConceptKind::Skill | ConceptKind::SkillGroup => taxonomy
                .near_skills(from)
                .into_iter()
                .map(|(ix, _)| ix)
                .collect(),
        };
        for ix in near {
            if ix != from && self.of_concept.contains_key(&ix) {
                *gains.entry(ix).or_default() += PASSED_ON * gain;
            }
        }
    }

    /// Entries with their scores from 0 to 1, best first. Of a concept's labels the one most like the
    /// phrase gains most, and the others come after it.
    fn ranked(
        &self,
        own: &FastMap<u32, f64>,
        bridged: &FastMap<ConceptIx, f64>,
    ) -> Vec<(u32, f64)> {
        let like = |at: &u32| own.get(at).copied().unwrap_or(UNLIKE);
        let mut gained: FastMap<u32, f64> = FastMap::default();
        for (ix, gain) in bridged {
            let entries = self.of_concept.get(ix).map_or(&[][..], Vec::as_slice);
            let most = entries.iter().map(like).fold(UNLIKE, f64::max);
            for at in entries {
                let best = gained.entry(*at).or_default();
                *best = best.max(gain * (like(at) / most).powi(2));
            }
        }
        for (at, score) in own {
            *gained.entry(*at).or_default() += score;
        }
        let full: f64 = match self.of_concept.is_empty() {
            true => 1.0,
            false => {
                1.0 + BRIDGE[usize::from(self.kind == ConceptKind::Skill)]
                    .iter()
                    .sum::<f64>()
            }
        };
        let mut scores: Vec<(u32, f64)> =
            gained.into_iter().map(|(at, s)| (at, s / full)).collect();
        let order = |a: &(u32, f64), b: &(u32, f64)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
        scores.sort_by(order);
        let mut shown: FastMap<ConceptIx, ()> = FastMap::default();
        for (at, score) in &mut scores {
            let of = &self.concepts[*at as usize];
            let fresh = of.iter().filter(|ix| shown.insert(**ix, ()).is_none());
            if fresh.count() == 0 && !of.is_empty() {
                *score *= NAMED_ALREADY;
            }
        }
        scores.sort_by(order);
        scores
    }
}
