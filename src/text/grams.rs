//! Character n-grams of words, weighted by their place in the word: how like two words are written.
//!
//! An n-gram at a word's beginning says more about its meaning than one at its end, where languages
//! keep their inflection. The weights were measured on several languages, see `docs/reading.md`.

use super::hash::{self, FastMap};

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
    /// By n-gram: its words' range in `postings`, and its inverse frequency.
    grams: FastMap<u64, (u32, u32, f32)>,
    postings: Vec<(u32, f32)>,
    /// Length of each word's vector.
    lengths: Vec<f32>,
}

impl GramIndex {
    /// Indexes the words; `frequency` is in how many of `texts` texts each stands.
    pub(crate) fn new(words: &[&str], frequency: &[u32], texts: usize) -> Self {
        let of_words: Vec<Vec<(u64, f32)>> = words.iter().map(|w| grams(w)).collect();
        let mut counts: FastMap<u64, (u32, u32)> = FastMap::default();
        for (grams, frequency) in of_words.iter().zip(frequency) {
            for (gram, _) in grams {
                let slot = counts.entry(*gram).or_default();
                slot.0 += 1;
                slot.1 += frequency;
            }
        }
        #[expect(clippy::cast_precision_loss, reason = "counts of labels are small")]
        let inverse = |in_texts: u32| {
            let in_texts = (in_texts as f32).min(texts as f32);
            ((1.0 + texts as f32) / (1.0 + in_texts)).ln() + 1.0
        };
        let mut index = Self {
            grams: FastMap::default(),
            postings: Vec::new(),
            lengths: vec![0.0; words.len()],
        };
        let mut start = 0;
        let mut filled: FastMap<u64, u32> = FastMap::default();
        for (gram, (in_words, in_texts)) in counts {
            index
                .grams
                .insert(gram, (start, in_words, inverse(in_texts)));
            filled.insert(gram, start);
            start += in_words;
        }
        index.postings = vec![(0, 0.0); start as usize];
        for (word, grams) in (0..).zip(&of_words) {
            let mut squares = 0.0;
            for (gram, weight) in grams {
                let (Some((_, _, inverse)), Some(slot)) =
                    (index.grams.get(gram), filled.get_mut(gram))
                else {
                    continue;
                };
                let weight = weight * inverse;
                squares += weight * weight;
                index.postings[*slot as usize] = (word, weight);
                *slot += 1;
            }
            index.lengths[word as usize] = squares.sqrt();
        }
        // The order within a posting list does not matter; sums are made in the order of words.
        index
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
            let Some((start, count, inverse)) = self.grams.get(&gram) else {
                continue;
            };
            let weight = weight * inverse;
            squares += weight * weight;
            let range = *start as usize..(*start + *count) as usize;
            for (other, its) in &self.postings[range] {
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
