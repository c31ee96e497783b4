//! Two measures that are fixed when a release is built: how specific a concept is and how rare a word is.

use std::collections::HashMap;

use bitcode::{Decode, Encode};

/// Rarity of a word that no label of the release has.
pub const RARITY_MAX: u16 = 1000;

/// Specificity, in percent, of a concept of whose use the release says nothing.
pub(super) const SPECIFICITY_UNKNOWN: u8 = 100;

/// How specific a skill is, in percent. Of other concepts the release does not tell: 100.
///
/// With N occupations in the release and n = occupations that use the skill + directly narrower
/// concepts, it falls with the logarithm of n from 200 at n ≤ 2 to 50 at n ≥ N/8:
/// 50 + 150 · ln(N/8 / n) / ln(N/8 / 2), held within those ends. In ESCO 1.1.1 the middle skill is
/// used by 5 occupations (174 percent), one in ten by more than 21 (133), the commonest by 350 (52).
pub(super) fn specificity(used_by: usize, narrower: usize, occupations: usize) -> u8 {
    let n = used_by + narrower;
    let common = occupations as f64 / 8.0;
    if n == 0 || common <= 2.0 {
        return SPECIFICITY_UNKNOWN;
    }
    let share = (common / n as f64).ln() / (common / 2.0).ln();
    (50.0 + 150.0 * share).round().clamp(50.0, 200.0) as u8
}

/// Letters of a word up to which it is looked up whole.
const SHORT_WORD: usize = 3;

/// Most letters of a word's head.
const HEAD_MAX: usize = 16;

/// How many concepts have a label word with a certain beginning, by the beginning's hash.
///
/// A word is looked up by its head: what it begins with, long enough to tell it from others and
/// short enough to be the same in its inflected forms (`asiakas`, `asiakkaiden`), for labels are
/// inflected and no analyser is at hand here. The head of a word of up to 5 letters is the word, of
/// a longer one its first 65 percent (rounded up, 5 to 16 letters). A word of up to 3 letters is
/// looked up whole.
#[derive(Debug, Default, Encode, Decode)]
pub(super) struct Words {
    hashes: Vec<u32>,
    counts: Vec<u16>,
}

impl Words {
    /// The table from the labels of each concept; a beginning counts once a concept.
    pub(super) fn of<'a>(labels: impl Iterator<Item = Vec<&'a str>>) -> Self {
        let mut counts: HashMap<u32, u16> = HashMap::new();
        let mut hashes = Vec::new();
        for concept in labels {
            hashes.clear();
            for label in concept {
                beginnings(label, &mut hashes);
            }
            hashes.sort_unstable();
            hashes.dedup();
            for hash in &hashes {
                let count = counts.entry(*hash).or_default();
                *count = count.saturating_add(1);
            }
        }
        let mut rows: Vec<(u32, u16)> = counts.into_iter().collect();
        rows.sort_unstable();
        let (hashes, counts) = rows.into_iter().unzip();
        Self { hashes, counts }
    }

    /// 1000 · ln((N + 1)/(df + 1)) / ln(N + 1) of a word whose head df of N concepts have, rounded:
    /// 1000 for a word in none, 0 for one in all.
    pub(super) fn rarity(&self, word: &str, concepts: usize) -> u16 {
        let lower;
        let word = match word.chars().any(char::is_uppercase) {
            true => {
                lower = word.to_lowercase();
                lower.as_str()
            }
            false => word,
        };
        let found = self.hashes.binary_search(&hash_of_head(word));
        let Some(&df) = found.ok().and_then(|place| self.counts.get(place)) else {
            return RARITY_MAX;
        };
        let n = concepts as f64 + 1.0;
        let share = (n / (f64::from(df) + 1.0)).ln() / n.ln();
        (f64::from(RARITY_MAX) * share)
            .round()
            .clamp(0.0, f64::from(RARITY_MAX)) as u16
    }

    /// Whether hashes rise and each has its count.
    pub(super) fn is_sound(&self) -> bool {
        self.hashes.len() == self.counts.len() && self.hashes.windows(2).all(|p| p[0] < p[1])
    }
}

fn hash_of_head(word: &str) -> u32 {
    let letters = word.chars().count();
    if letters <= SHORT_WORD {
        return word.bytes().chain([0]).fold(START, step);
    }
    let head = match letters {
        ..=5 => letters,
        _ => (letters * 65).div_ceil(100).clamp(5, HEAD_MAX),
    };
    word.chars().take(head).fold(START, letter)
}

/// Hashes of every beginning that a look-up may ask for, of each run of letters and digits in a label.
fn beginnings(label: &str, hashes: &mut Vec<u32>) {
    let lower = label.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric());
    for word in words.filter(|word| !word.is_empty()) {
        let (mut hash, mut letters) = (START, 0);
        for c in word.chars().take(HEAD_MAX) {
            hash = letter(hash, c);
            letters += 1;
            if letters > SHORT_WORD {
                hashes.push(hash);
            }
        }
        if letters <= SHORT_WORD {
            hashes.push(step(hash, 0));
        }
    }
}

/// FNV-1a: the same on every machine and for ever, for the table is kept in a file.
const START: u32 = 0x811c_9dc5;

fn step(hash: u32, byte: u8) -> u32 {
    (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
}

fn letter(hash: u32, letter: char) -> u32 {
    letter.encode_utf8(&mut [0; 4]).bytes().fold(hash, step)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_common_skill_is_general_and_the_rare_one_specific() {
        assert_eq!(specificity(1, 0, 3007), 200);
        assert_eq!(specificity(500, 0, 3007), 50);
        assert!(specificity(21, 0, 3007) < specificity(5, 0, 3007));
        assert!(specificity(5, 30, 3007) < specificity(5, 0, 3007));
        assert_eq!(specificity(0, 0, 3007), SPECIFICITY_UNKNOWN);
        assert_eq!(specificity(3, 0, 4), SPECIFICITY_UNKNOWN);
    }

    #[test]
    fn a_word_in_every_concept_is_not_rare_at_all() {
        let labels = [
            vec!["hitsata TIG", "hitsata, hitsata"],
            vec!["hitsata laivoja"],
        ];
        let words = Words::of(labels.into_iter());
        assert_eq!(words.rarity("Hitsata", 2), 0);
        assert!((1..RARITY_MAX).contains(&words.rarity("tig", 2)));
        assert_eq!(words.rarity("koodata", 2), RARITY_MAX);
        assert!(words.is_sound());
    }

    #[test]
    fn a_base_form_finds_its_inflected_forms() {
        let labels = [
            "palvella asiakkaita",
            "asiakkaiden ohjaus",
            "koneet",
            "ottaa IR-kuvia",
        ];
        let words = Words::of(labels.into_iter().map(|label| vec![label]));
        let check = |word: &str, found: bool| {
            assert_eq!(words.rarity(word, 4) < RARITY_MAX, found, "{word}");
        };
        check("asiakas", true);
        check("kone", true);
        check("ir", true);
        // Short words are looked up whole, and a compound's head is longer than its first part.
        check("ott", false);
        check("asiakaspalvelija", false);
    }
}
