//! Stems of labels' words, where stemming beats n-grams: a cosine and BM25 over them.

use frostem::{Algorithm, Stemmer};

use super::hash::FastMap;
use super::kept::{self, Parts};
use super::lists::Lists;
use super::matcher::{Tally, inverse_frequency, inverted};
use super::strings::Strings;

/// Weights of the two beside the cosine over n-grams.
pub(super) const STEM_WEIGHT: f32 = 0.3;
pub(super) const BM25_WEIGHT: f32 = 0.3;
/// BM25's usual parameters.
const BM25_K: f32 = 1.2;
const BM25_B: f32 = 0.75;

/// Labels by the stems of their words.
pub(super) struct Stems {
    stemmer: Stemmer,
    ids: Strings,
    of_stem: Lists<u32>,
    inverse: Vec<f32>,
    /// Length of each label's stem vector, and its words against the mean.
    lengths: Vec<f32>,
    sizes: Vec<f32>,
}

impl Stems {
    pub(super) fn new(words: &[&str], lists: &Lists<u32>) -> Self {
        let stemmer = Stemmer::new(Algorithm::English);
        let mut ids = Strings::default();
        let of_word: Vec<u32> = words
            .iter()
            .map(|word| ids.intern(&stemmer.stem(word)))
            .collect();
        let labels: Vec<Vec<u32>> = (0..lists.len())
            .map(|label| {
                let words = lists.get(label).iter();
                words.map(|w| of_word[*w as usize]).collect()
            })
            .collect();
        let of_stem = inverted(&Lists::of(labels.iter().map(Vec::as_slice)), ids.len());
        let inverse: Vec<f32> = (0..ids.len())
            .map(|s| inverse_frequency(lists.len(), of_stem.get(s).len()))
            .collect();
        #[expect(clippy::cast_precision_loss, reason = "labels are short and few")]
        let sizes: Vec<f32> = {
            let all: usize = labels.iter().map(Vec::len).sum();
            let mean = all as f32 / labels.len().max(1) as f32;
            labels
                .iter()
                .map(|l| l.len() as f32 / mean.max(1.0))
                .collect()
        };
        let lengths = labels
            .iter()
            .map(|l| {
                l.iter()
                    .map(|s| inverse[*s as usize].powi(2))
                    .sum::<f32>()
                    .sqrt()
            })
            .collect();
        Self {
            stemmer,
            ids,
            of_stem,
            inverse,
            lengths,
            sizes,
        }
    }

    /// All of it, to be kept.
    pub(super) fn keep(&self, parts: &mut Parts) {
        parts.push(self.ids.kept());
        parts.push(&self.of_stem);
        parts.push(&self.inverse);
        parts.push(&self.lengths);
        parts.push(&self.sizes);
    }

    /// The stems of so many labels from what was kept of them; `None` where it was no such thing.
    pub(super) fn kept(labels: usize, parts: &mut kept::Reader<'_>) -> Option<Self> {
        let stems = Self {
            stemmer: Stemmer::new(Algorithm::English),
            ids: Strings::of(parts.next()?)?,
            of_stem: parts.next()?,
            inverse: parts.next()?,
            lengths: parts.next()?,
            sizes: parts.next()?,
        };
        let sound = stems.of_stem.is_sound(|label| (*label as usize) < labels)
            && [stems.of_stem.len(), stems.inverse.len()] == [stems.ids.len(); 2]
            && [stems.lengths.len(), stems.sizes.len()] == [labels; 2];
        sound.then_some(stems)
    }

    /// Adds to the labels' sums a cosine over stems, and BM25 against the best label.
    pub(super) fn add(&self, query: &[String], tally: &mut Tally) {
        let mut stems: Vec<u32> = query
            .iter()
            .filter_map(|w| self.ids.find(&self.stemmer.stem(w)))
            .collect();
        stems.sort_unstable();
        stems.dedup();
        let length = stems
            .iter()
            .map(|s| self.inverse[*s as usize].powi(2))
            .sum::<f32>()
            .sqrt();
        let mut bm25: FastMap<u32, (f32, f32)> = FastMap::default();
        for stem in stems {
            let inverse = self.inverse[stem as usize];
            for label in self.of_stem.get(stem as usize) {
                let norm = 1.0 + BM25_K * (1.0 - BM25_B + BM25_B * self.sizes[*label as usize]);
                let slot = bm25.entry(*label).or_default();
                slot.0 += inverse * inverse;
                slot.1 += inverse * (1.0 + BM25_K) / norm;
            }
        }
        let best = bm25
            .values()
            .map(|(_, b)| *b)
            .fold(f32::MIN_POSITIVE, f32::max);
        for (label, (product, bm25)) in bm25 {
            let cosine = product / (length * self.lengths[label as usize]);
            tally.add(label, STEM_WEIGHT * cosine + BM25_WEIGHT * bm25 / best);
        }
    }
}
