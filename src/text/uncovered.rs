//! What nothing names: content words that no mention covers.

use super::analyse::span;
use super::read::{Field, Manner};
use super::{facts, languages, region, words};
use crate::domain::{Stance, UncoveredWord};

impl Field<'_> {
    /// Content words that no mention covers, each base form once, and those of them that tell nothing.
    pub(super) fn uncovered(&self, covered: &[bool]) -> (Vec<UncoveredWord>, Vec<String>) {
        let mut found: Vec<UncoveredWord> = Vec::new();
        let mut fillers = Vec::new();
        // What is told goes before what a copied list names, where a word stands in both.
        let (copied, told): (Vec<usize>, Vec<usize>) =
            (0..self.layout.words.len()).partition(|at| self.is_copied(*at));
        for at in told.into_iter().chain(copied) {
            let placed = &self.layout.words[at];
            if covered[at] || !self.has_content(at) || !self.is_said(at) {
                continue;
            }
            let Some(base) = self.base_of(at) else {
                continue;
            };
            if words::is_common(&base)
                || words::is_common(&placed.word.lower)
                || found.iter().any(|w| w.base == base)
            {
                continue;
            }
            if self.is_filler(at) {
                fillers.push(base.clone());
            }
            found.push(UncoveredWord {
                base,
                field: self.field_ref(),
                span: span(&placed.raw),
            });
        }
        (found, fillers)
    }

    fn has_content(&self, at: usize) -> bool {
        let word = &self.layout.words[at].word;
        let letters = word.lower.chars().filter(|c| c.is_alphabetic()).count();
        let named = word.lower.contains(['+', '#']) || word.lower.starts_with('.');
        !word.function
            && (letters >= 3 || (named && letters >= 1))
            && facts::shifts(&word.lower).is_empty()
            && facts::place(&self.layout, at).is_none()
            && !region::is_region(&self.layout, at)
            && facts::years(&self.layout, at).is_none()
            && languages::level_of(&word.lower).is_none()
            && !self.private.is_word(at)
    }

    /// Whether what stands here is asked or held: not offered, denied, private, or itself a cue.
    fn is_said(&self, at: usize) -> bool {
        let clause = &self.layout.clauses[self.layout.words[at].clause];
        if clause.cues.iter().any(|c| c.first <= at && at <= c.last) {
            return false;
        }
        if self.manner == Manner::Title {
            return true;
        }
        let said = self.layout.said_of(at, at);
        !self.is_of_house(at, said)
            && self
                .judged(said)
                .is_some_and(|(stance, _)| stance == Stance::Stated)
    }
}
