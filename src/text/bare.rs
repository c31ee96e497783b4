//! Bare lists: runs of words that name one thing after another and say of none that it is held.
//!
//! Anybody can copy the words of an advert below their own sentences. Such a run tells what a text is
//! about; it is no evidence. Each part of a text is judged by itself, so that one honest sentence
//! lends its weight to no list beside it.

use std::ops::Range;

use super::layout::Layout;
use super::{facts, finnish, strength};
use crate::domain::Lang;

/// Fewest words of a list; below it a line of two or three things is an ordinary answer.
const LIST_WORDS_MIN: usize = 4;

/// Words from which a list answers nobody's question: so many things are named by who has done
/// them in sentences, with years, or in the list of skills.
const COPIED_WORDS_MIN: usize = 10;

/// Words within which a sentence's verb governs what is listed before or after it: `osaan MIG, TIG …`.
const GOVERNED_WORDS: usize = 30;

/// Share of small words that makes a sentence of a clause: one in so many.
const BINDING_SHARE: usize = 8;

/// A run of words that is a bare list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct List {
    /// Its words.
    pub words: Range<usize>,
    /// Whether it is too long for an answer: its words are no evidence at all.
    pub copied: bool,
}

/// The bare lists of a jobseeker's text, in order.
pub(crate) fn lists(layout: &Layout, text: &str) -> Vec<List> {
    let mut runs: Vec<Run> = Vec::new();
    for sentence in &layout.sentences {
        let clauses = &layout.clauses[sentence.clauses.clone()];
        let (Some(first), Some(last)) = (clauses.first(), clauses.last()) else {
            continue;
        };
        let whole = first.words.start..last.words.end;
        let stopped = ends_with_stop(layout, text, whole.end - 1);
        // `Hygieniapassi voimassa.` is somebody's sentence, though it has no verb.
        let answer =
            stopped && clauses.len() == 1 && whole.len() > 1 && whole.len() < COPIED_WORDS_MIN;
        let governs = |c: &&super::layout::Clause| answer || says(layout, &c.words);
        let saying: Vec<&Range<usize>> = clauses.iter().filter(governs).map(|c| &c.words).collect();
        for clause in clauses {
            let words = clause.words.clone();
            let near = |s: &&Range<usize>| {
                words
                    .start
                    .saturating_sub(s.end)
                    .max(s.start.saturating_sub(words.end))
                    < GOVERNED_WORDS
            };
            if saying.iter().any(near) {
                continue;
            }
            match runs.last_mut().filter(|run| run.goes_on_at(words.start)) {
                Some(run) => run.words.end = words.end,
                None => runs.push(Run {
                    words,
                    stopped: false,
                }),
            }
        }
        if let Some(run) = runs.last_mut().filter(|run| run.words.end == whole.end) {
            run.stopped = stopped && whole.len() > 1;
        }
    }
    runs.into_iter().filter_map(Run::list).collect()
}

/// Clauses in a row that say nothing.
struct Run {
    words: Range<usize>,
    /// Whether a full stop ends it, as it ends a sentence.
    stopped: bool,
}

impl Run {
    fn goes_on_at(&self, at: usize) -> bool {
        self.words.end == at && !self.stopped
    }

    fn list(self) -> Option<List> {
        let copied = self.words.len() >= COPIED_WORDS_MIN;
        let short = !self.stopped && self.words.len() >= LIST_WORDS_MIN;
        (copied || short).then_some(List {
            words: self.words,
            copied,
        })
    }
}

fn ends_with_stop(layout: &Layout, text: &str, last: usize) -> bool {
    let after = text
        .get(layout.words[last].raw.byte_end..)
        .unwrap_or_default();
    after.starts_with(['.', '!', '?', '…'])
}

/// Whether a clause says something of somebody: its verb, whoever speaks, a time, a denial, or the small
/// words between the others. A word alone says nothing: `etsimme, hitsaajaa, kanssa`.
fn says(layout: &Layout, words: &Range<usize>) -> bool {
    if words.len() < 2 {
        return false;
    }
    let timed = |at: usize| at + 1 < words.end && facts::years(layout, at).is_some();
    let small = |at: &usize| layout.words[*at].word.function && !strength::joins(layout.lower(*at));
    words.clone().any(|at| timed(at) || speaks(layout, at))
        || words.clone().filter(small).count() * BINDING_SHARE >= words.len()
}

/// Whether a word is a verb that somebody is the subject of, or that somebody.
fn speaks(layout: &Layout, at: usize) -> bool {
    let word = &layout.words[at].word;
    let lower = word.lower.as_str();
    let finnish = layout.lang == Lang::Fi;
    let bent = |base: &String| {
        *base != word.lower && !base.ends_with("minen") && finnish::action_stem(base).is_some()
    };
    strength::first_person(lower)
        || strength::first_person_verb(lower)
        || strength::third_person_verb(lower)
        || strength::denies(lower, layout.lang)
        || (finnish && (finnish::participle_stem(lower).is_some() || word.bases.iter().all(bent)))
}

/// A text with its copied lists blanked out, character by character.
pub(crate) fn without(layout: &Layout, text: &str, lists: &[List]) -> String {
    let copied = lists.iter().filter(|list| list.copied);
    let bytes: Vec<Range<usize>> = copied
        .map(|list| {
            let [first, last] =
                [list.words.start, list.words.end - 1].map(|at| &layout.words[at].raw);
            first.byte_start..last.byte_end
        })
        .collect();
    let kept = |(at, c): (usize, char)| {
        let blank = bytes.iter().any(|range| range.contains(&at));
        if blank && c != '\n' { ' ' } else { c }
    };
    text.char_indices().map(kept).collect()
}
