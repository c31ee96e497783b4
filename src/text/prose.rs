//! What a text shows by how it is written: a bare list of words, or sentences in a language.

use super::layout::{Clause, Layout};
use super::private::Private;
use super::{facts, learner};
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

/// Words from which prose can show the most, where it binds clauses or goes on for long.
const LONG_WORDS: usize = 20;

/// Share of the content words whose form a sentence has bent, in percent, below which Finnish shows no
/// command of its cases.
const BENT_PERCENT: usize = 35;

/// The level that the writing itself shows in its language; `None` where it is too short to tell, or
/// broken.
///
/// Sentences whose verbs agree and whose nouns have their cases or articles are taken for B2, and for
/// C1 where they bind clauses or go on for long: whoever writes them answers what an employer calls
/// fluent. Finnish with a learner's counting and verbs shows A2; what is broken otherwise shows nothing.
/// Clauses that tell what is no one's business show nothing: a faith or a name is no command of a language.
pub(crate) fn level_shown(layout: &Layout, private: &Private, text: &str) -> Option<Cefr> {
    let of_others = |clause: &&Clause| !clause.words.clone().any(|at| private.is_word(at));
    let clauses = layout.clauses.iter().filter(of_others);
    let words: Vec<usize> = clauses.flat_map(|clause| clause.words.clone()).collect();
    if words.len() < SHOWING_WORDS_MIN || is_bare_list(layout, text) {
        return None;
    }
    let words = || words.iter().copied();
    if layout.lang == Lang::Fi && words().any(|at| is_learners(layout, at)) {
        return Some(Cefr::A2);
    }
    if words().any(|at| learner::is_broken(layout, at)) || !shows_forms(layout, words()) {
        return None;
    }
    let binds = words().any(|at| learner::binds(layout, at));
    Some(match binds || words().count() >= LONG_WORDS {
        true => Cefr::C1,
        false => Cefr::B2,
    })
}

/// Whether the sentences have the forms of their language: Finnish words bent into cases, Swedish and
/// English verbs that agree and small words between the others.
fn shows_forms(layout: &Layout, words: impl Iterator<Item = usize> + Clone) -> bool {
    let words = words.map(|at| &layout.words[at]);
    if layout.lang == Lang::Fi {
        let content = words.filter(|w| !w.word.function && w.word.known);
        let bent = |w: &&super::layout::Placed| !w.word.bases.contains(&w.word.lower);
        return content.clone().filter(bent).count() * 100 >= content.count() * BENT_PERCENT;
    }
    let small = words.clone().filter(|w| w.word.function).count();
    small * 5 >= words.count()
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
