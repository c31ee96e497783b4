//! What a text shows by how it is written: a bare list of words, or sentences in a language.

use super::facts;
use super::layout::Layout;
use crate::domain::{Cefr, Lang};

/// Fewest words of a bare list; below it a line of two or three things is an ordinary answer.
const LIST_WORDS_MIN: usize = 4;

/// Fewest words that show how well a language is written.
const SHOWING_WORDS_MIN: usize = 12;

/// Whether a text is a bare list of words: no sentence ends in it, and next to none of its words
/// bind others together. Such a list names things and says of none that it is held.
pub(crate) fn is_bare_list(layout: &Layout, text: &str) -> bool {
    let count = layout.words.len();
    let binding = layout.words.iter().filter(|w| w.word.function).count();
    let ends =
        text.trim_end().ends_with(['.', '!', '?', '…']) || layout.sentences.len() > count / 3;
    let spoken = layout
        .clauses
        .iter()
        .any(|c| c.denied.is_some() || !c.cues.is_empty());
    let timed = (0..count).any(|at| facts::years(layout, at).is_some());
    count >= LIST_WORDS_MIN && binding * 8 <= count && !ends && !spoken && !timed
}

/// The level that the writing itself shows in its language; `None` where it is too short to tell.
///
/// Sentences without a learner's marks are taken for C1: whoever writes them answers what an
/// employer calls fluent. A learner's sentences show A2.
pub(crate) fn level_shown(layout: &Layout, text: &str) -> Option<Cefr> {
    if layout.words.len() < SHOWING_WORDS_MIN || is_bare_list(layout, text) {
        return None;
    }
    let learner =
        layout.lang == Lang::Fi && (0..layout.words.len()).any(|at| is_learners(layout, at));
    Some(if learner { Cefr::A2 } else { Cefr::C1 })
}

/// `7 vuosi` for `7 vuotta`, `minä tekee` for `minä teen`: what no one who grew up with the
/// language writes.
fn is_learners(layout: &Layout, at: usize) -> bool {
    let (word, next) = (layout.lower(at), layout.lower(at + 1));
    let many =
        word.parse::<u32>().is_ok_and(|n| n > 1) || facts::number(word).is_some_and(|n| n > 1);
    let counted = ["vuosi", "kuukausi", "viikko", "päivä", "tunti", "lapsi"].contains(&next);
    let third_person = ["ee", "aa", "ää", "oo", "öö", "uu", "yy", "on"]
        .iter()
        .any(|ending| next.ends_with(ending));
    let of_me = matches!(word, "minä" | "mä") && third_person && !next.ends_with("oon");
    (many && counted) || of_me
}
