//! Two measures that are fixed when a release is built: how specific a concept is and how rare a word is.

use std::collections::HashMap;

use bitcode::{Decode, Encode};

/// Rarity of a word that no label of the release has.
pub const RARITY_MAX: u16 = 1000;

/// Specificity, in percent, of a concept of whose use the release says nothing.
pub(super) const SPECIFICITY_UNKNOWN: u8 = 100;

/// How specific a concept is, in percent.
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

/// How many concepts have a word in a label, by the word's hash.
#[derive(Debug, Default, Encode, Decode)]
pub(super) struct Words {
    hashes: Vec<u64>,
    counts: Vec<u32>,
}

impl Words {
    /// The table from the words of each concept; a word counts once a concept.
    pub(super) fn of<'a>(labels: impl Iterator<Item = Vec<&'a str>>) -> Self {
        let mut counts: HashMap<u64, u32> = HashMap::new();
        for concept in labels {
            let mut hashes: Vec<u64> = concept.iter().flat_map(|l| tokens(l)).collect();
            hashes.sort_unstable();
            hashes.dedup();
            for hash in hashes {
                *counts.entry(hash).or_default() += 1;
            }
        }
        let mut rows: Vec<(u64, u32)> = counts.into_iter().collect();
        rows.sort_unstable();
        let (hashes, counts) = rows.into_iter().unzip();
        Self { hashes, counts }
    }

    /// 1000 · ln((N + 1)/(df + 1)) / ln(N + 1) of a word in df of N concepts, rounded: 1000 for a
    /// word in none, 0 for one in all. The maximum also for what is no word or when N is 0.
    pub(super) fn rarity(&self, word: &str, concepts: usize) -> u16 {
        let found = self.hashes.binary_search(&hash(&word.to_lowercase()));
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

/// Hashes of the runs of letters and digits in a label, in lower case.
fn tokens(label: &str) -> Vec<u64> {
    label
        .to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|token| !token.is_empty())
        .map(hash)
        .collect()
}

/// FNV-1a: the same on every machine and for ever, for the table is kept in a file.
fn hash(token: &str) -> u64 {
    token.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
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
        let words = Words::of(
            [
                vec!["hitsata TIG", "hitsata, hitsata"],
                vec!["hitsata laivoja"],
            ]
            .into_iter(),
        );
        assert_eq!(words.rarity("Hitsata", 2), 0);
        assert!((1..RARITY_MAX).contains(&words.rarity("tig", 2)));
        assert_eq!(words.rarity("koodata", 2), RARITY_MAX);
        assert!(words.is_sound());
    }
}
