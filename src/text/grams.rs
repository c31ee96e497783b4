//! Character n-grams of words, weighted by their place in the word: how like two words are written.
//!
//! An n-gram at a word's beginning says more about its meaning than one at its end, where languages
//! keep their inflection. The weights were measured on several languages, see `docs/reading.md`.

use rayon::prelude::*;

use super::hash::{self, FastMap};
use super::kept::{self, Parts};
use super::lists::Lists;

/// Lengths of the n-grams of a word padded with one space on both sides.
const LENGTHS: std::ops::RangeInclusive<usize> = 2..=5;
/// Weight of an n-gram that begins the word, and of one that ends it.
const BEGINNING: f32 = 2.25;
const ENDING: f32 = 0.6;

/// A word's n-grams with their weights, without inverse frequency.
pub(crate) fn grams(word: &str) -> Vec<(u64, f32)> {
    let padded: Vec<char> = std::iter::once(' ')
        .chain(word.chars().take(60))
        .chain([' '])
        .collect();
    let mut found: FastMap<u64, (u32, f32)> = FastMap::default();
    let mut order = Vec::new();
    let mut text = String::new();
    for n in LENGTHS {
        for (at, window) in padded.windows(n).enumerate() {
            text.clear();
            text.extend(window);
            let gram = hash::of(&text);
            let place = if at == 0 {
                BEGINNING
            } else if at + n == padded.len() {
                ENDING
            } else {
                1.0
            };
            let slot = found.entry(gram).or_insert_with(|| {
                order.push(gram);
                (0, place)
            });
            slot.0 += 1;
        }
    }
    order
        .into_iter()
        .filter_map(|gram| {
            let (count, place) = found.get(&gram)?;
            let count = f32::from(u16::try_from(*count).unwrap_or(u16::MAX));
            Some((gram, (1.0 + count.ln()) * place))
        })
        .collect()
}

/// The n-grams of a vocabulary, inverted.
pub(crate) struct GramIndex {
    /// Hashes of the n-grams, rising.
    grams: Vec<u64>,
    /// By n-gram: its inverse frequency, and its words with their weights.
    inverse: Vec<f32>,
    postings: Lists<(u32, f32)>,
    /// Length of each word's vector.
    lengths: Vec<f32>,
}

/// An n-gram of a word: its hash, the word, its place among the n-grams of all words.
type Standing = (u64, u32, u32);

impl GramIndex {
    /// Indexes the words; `frequency` is in how many of `texts` texts each stands.
    pub(crate) fn new(words: &[&str], frequency: &[u32], texts: usize) -> Self {
        let of_words: Vec<Vec<(u64, f32)>> = words.par_iter().map(|w| grams(w)).collect();
        let mut weights: Vec<f32> = of_words.iter().flatten().map(|(_, w)| *w).collect();
        let standing = (0..)
            .zip(&of_words)
            .flat_map(|(word, grams)| grams.iter().map(move |(gram, _)| (*gram, word)));
        let mut standing: Vec<Standing> = (0..)
            .zip(standing)
            .map(|(at, (gram, word))| (gram, word, at))
            .collect();
        standing.par_sort_unstable();
        #[expect(clippy::cast_precision_loss, reason = "counts of labels are small")]
        let inverse_of = |in_texts: u32| {
            let in_texts = (in_texts as f32).min(texts as f32);
            ((1.0 + texts as f32) / (1.0 + in_texts)).ln() + 1.0
        };
        let (mut grams, mut inverse, mut postings) = (Vec::new(), Vec::new(), Lists::default());
        let mut list: Vec<(u32, f32)> = Vec::new();
        for same in standing.chunk_by(|a, b| a.0 == b.0) {
            let in_texts = same
                .iter()
                .map(|(_, word, _)| frequency[*word as usize])
                .sum();
            let rarity = inverse_of(in_texts);
            list.clear();
            for (_, word, at) in same {
                let weight = &mut weights[*at as usize];
                *weight *= rarity;
                list.push((*word, *weight));
            }
            grams.push(same[0].0);
            inverse.push(rarity);
            postings.push(&list);
        }
        let mut lengths = Vec::with_capacity(words.len());
        let mut rest = weights.as_slice();
        for grams in &of_words {
            let (of_word, after) = rest.split_at(grams.len());
            lengths.push(of_word.iter().map(|w| w * w).sum::<f32>().sqrt());
            rest = after;
        }
        Self {
            grams,
            inverse,
            postings,
            lengths,
        }
    }

    /// All of it, to be kept.
    pub(crate) fn keep(&self, parts: &mut Parts) {
        parts.push(&self.grams);
        parts.push(&self.inverse);
        parts.push(&self.postings);
        parts.push(&self.lengths);
    }

    /// An index of so many words from what was kept of it; `None` where it was no such thing.
    pub(crate) fn kept(words: usize, parts: &mut kept::Reader<'_>) -> Option<Self> {
        let index = Self {
            grams: parts.next()?,
            inverse: parts.next()?,
            postings: parts.next()?,
            lengths: parts.next()?,
        };
        let count = index.grams.len();
        let sound = index.inverse.len() == count
            && index.postings.len() == count
            && index
                .postings
                .is_sound(|(word, _)| (*word as usize) < words)
            && index.lengths.len() == words;
        sound.then_some(index)
    }

    /// The length of a word's vector.
    pub(crate) fn length(&self, word: u32) -> f32 {
        self.lengths.get(word as usize).copied().unwrap_or_default()
    }

    /// Products of a word (lower case) with every word of the vocabulary, and the length of its vector.
    pub(crate) fn products(&self, word: &str) -> (Vec<f32>, f32) {
        let mut products = vec![0.0; self.lengths.len()];
        let mut squares = 0.0;
        for (gram, weight) in grams(word) {
            let Ok(at) = self.grams.binary_search(&gram) else {
                continue;
            };
            let weight = weight * self.inverse[at];
            squares += weight * weight;
            for (other, its) in self.postings.get(at) {
                products[*other as usize] += weight * its;
            }
        }
        (products, squares.sqrt())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_one_beginning_are_nearest() {
        let index = GramIndex::new(&["hitsaaja", "hoitaja", "hitsaus"], &[1, 1, 1], 3);
        let (products, length) = index.products("hitsari");
        let like = |w: u32| products[w as usize] / (length * index.length(w));
        assert!(like(0) > like(1) && like(2) > like(1));
    }

    #[test]
    fn a_word_is_itself() {
        let index = GramIndex::new(&["kokki"], &[1], 1);
        let (products, length) = index.products("kokki");
        assert!((products[0] / (length * index.length(0)) - 1.0).abs() < 1e-4);
    }
}
