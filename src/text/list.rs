//! Linking phrases to a list of one's own: a municipality's old codes, another country's titles.
//!
//! The phrase is held against the list's labels, and against the taxonomy's: an entry that is a concept,
//! by its URI or by one of its labels, gains what the concept gains by its names and labels in all three
//! languages. So an everyday word finds an entry that looks nothing like it.

use super::hash::FastMap;
use super::link::{Link, rounded};
use super::matcher::{self, Matcher};
use super::reader::Reader;
use crate::domain::{ConceptKind, Lang};
use crate::taxonomy::ConceptIx;

/// What an entry gains of its concept's score: by a name in the phrase, by the likeness of labels in the
/// language of the list, and by that of labels in each other language. Titles first, then skills, whose
/// phrases are sentences in which a name says more.
const BRIDGE: [[f64; 3]; 2] = [[0.2, 0.3, 0.2], [0.3, 0.2, 0.1]];
/// Likeness of an entry that is not among those most like the phrase.
const UNLIKE: f64 = 0.05;
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
            .iter()
            .map(|(id, label)| match taxonomy.find(id) {
                Some(ix) => vec![ix],
                None => named
                    .get(&matcher::words(label))
                    .cloned()
                    .unwrap_or_default(),
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
        let title = self.lang == Some(Lang::En) && self.kind == ConceptKind::Occupation;
        let cleaned = if title {
            matcher::clean_title(phrase)
        } else {
            phrase.to_owned()
        };
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
        use super::matcher::w;
        let [by_name, by_label, by_other] = BRIDGE[usize::from(self.kind == ConceptKind::Skill)];
        let by_name = f64::from(w("BN", by_name as f32));
        let by_label = f64::from(w("BO", by_label as f32));
        let by_other = f64::from(w("BX", by_other as f32));
        for lang in Lang::ALL {
            let own = Some(*lang) == self.lang;
            let weight = if own { by_label } else { by_other };
            let labels = reader.matchers().get(self.kind, *lang, reader);
            for (ix, score) in labels.concepts(cleaned) {
                *gains.entry(ix).or_default() += weight * score;
            }
        }
        let mut names: FastMap<ConceptIx, f64> = FastMap::default();
        reader.by_name(phrase, self.kind, self.lang.unwrap_or(Lang::Fi), &mut names);
        for (ix, score) in names {
            *gains.entry(ix).or_default() += by_name * score;
        }
        if w("SP", 0.0) > 0.0 {
            let mut best: Vec<(ConceptIx, f64)> = gains.iter().map(|(a, b)| (*a, *b)).collect();
            best.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            best.truncate(w("SPN", 5.0) as usize);
            let mut spread: FastMap<ConceptIx, f64> = FastMap::default();
            for (ix, g) in best {
                let t = reader.taxonomy();
                let near: Vec<ConceptIx> = match w("SPM", 0.0) as i32 {
                    0 => t
                        .near_skills(ix)
                        .into_iter()
                        .map(|(c, _)| c)
                        .chain(t.near_occupations(ix).into_iter().map(|(c, _)| c))
                        .collect(),
                    1 => t
                        .broader(ix)
                        .iter()
                        .chain(t.narrower(ix))
                        .copied()
                        .collect(),
                    2 => t.broader(ix).to_vec(),
                    3 => t
                        .broader(ix)
                        .iter()
                        .chain(t.narrower(ix))
                        .chain(t.related_skills(ix))
                        .copied()
                        .collect(),
                    _ => t.narrower(ix).to_vec(),
                };
                for c in near {
                    if c != ix {
                        let s = spread.entry(c).or_default();
                        *s = s.max(g * f64::from(w("SP", 0.0)));
                    }
                }
            }
            for (c, g) in spread {
                *gains.entry(c).or_default() += g;
            }
        }
        gains
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
