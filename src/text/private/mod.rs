//! What is no one's business: age, family, origin, faith, health, union, name and address. Words that
//! tell it are no evidence of anything, in an advert or in a profile; in a profile neither are the words
//! beside them, nor what a sentence tells of its writer that way.
//!
//! The work done for others is not the writer's own: a compound whose head is work (`vammaistyö`,
//! `perhepäivähoitaja`, `äldreomsorg`) is an ordinary word, and so is a name of an occupation
//! (`helluntaiseurakunnan nuorisotyöntekijä`) where no words before it tell where one belongs.

mod words;

use words::{
    BEGINNINGS, BEING, BELONGING, ENDINGS, LABELS, MEMBERS, OF_WORK, OPENERS, TEAMS, TURNING,
    TURNS, WORDS, WORDS_SV, WORK_HEADS,
};

use super::layout::Layout;
use super::sensitive;
use crate::domain::Lang;

/// Letters of a compound before its head, at the least.
const BEFORE_HEAD: usize = 4;

/// How many words such a word reaches on, how many words before one that ends the phrase, and how many
/// round a word that no one may ask about.
const REACH: usize = 6;
const BACK: usize = 3;
const ROUND: usize = 2;

/// Most words of a clause that is a form's label.
const LABEL_WORDS: usize = 3;

/// What the words of a text tell that is no one's business.
pub(crate) struct Private {
    /// Words that speak of it.
    sensitive: Vec<bool>,
    /// Words of a profile that stand beside such a one.
    beside: Vec<bool>,
    /// Words of a profile within what its writer tells of themselves.
    told: Vec<bool>,
    /// Words of a profile that say of what people somebody is, and no language that they know.
    people: Vec<bool>,
}

impl Private {
    /// Of a text as it was laid out.
    pub(crate) fn of(layout: &Layout, text: &str) -> Self {
        let count = layout.words.len();
        let sensitive: Vec<bool> = (0..count)
            .map(|at| is_sensitive(layout.lower(at), layout.lang))
            .collect();
        let mut private = Self {
            sensitive,
            beside: vec![false; count],
            told: vec![false; count],
            people: vec![false; count],
        };
        if layout.profile {
            for clause in 0..layout.clauses.len() {
                private.tell(layout, clause);
                private.label(layout, clause, text);
            }
        }
        private
    }

    /// Whether a word is evidence of nothing.
    pub(crate) fn is_word(&self, at: usize) -> bool {
        self.sensitive[at] || self.beside[at] || self.told[at] || self.people[at]
    }

    /// Whether a name that stands here is evidence of nothing: its writer tells of themselves, or it is a
    /// thing (and no work) that is itself what no one may ask, where nothing in its clause is of work.
    pub(crate) fn is_name(&self, layout: &Layout, first: usize, last: usize, thing: bool) -> bool {
        if !layout.profile {
            return false;
        }
        if (first..=last).any(|at| self.told[at])
            || (thing && (first..=last).all(|at| self.people[at]))
        {
            return true;
        }
        let own = |at: usize| self.sensitive[at] || layout.words[at].word.function;
        let clause = layout.clause_of(first);
        thing
            && (first..=last).all(own)
            && (first..=last).any(|at| self.sensitive[at])
            && !layout.any_begins(clause, OF_WORK)
    }

    /// Whether a word says how old its writer is, and no time at work: `35 years old`.
    pub(crate) fn is_age(&self, layout: &Layout, at: usize) -> bool {
        const OLD: &[&str] = &[
            "old",
            "age",
            "gammal",
            "gamla",
            "vanha",
            "ikäinen",
            "ikä",
            "ikäni",
            "ålder",
            "iässä",
            "ikäisenä",
            "aged",
        ];
        let clause = layout.clause_of(at);
        let near = clause.start.max(at.saturating_sub(ROUND))..clause.end.min(at + 1 + ROUND);
        layout.profile && near.into_iter().any(|w| OLD.contains(&layout.lower(w)))
    }

    fn tell(&mut self, layout: &Layout, clause: usize) {
        let words = layout.clauses[clause].words.clone();
        for at in words.clone() {
            if self.sensitive[at] {
                let round =
                    words.start.max(at.saturating_sub(ROUND))..words.end.min(at + ROUND + 1);
                self.beside[round].fill(true);
            }
            if let Some(length) = opened(layout, at, words.end) {
                let end = self.end(layout, at + length, words.end);
                self.told[at..end].fill(true);
            }
            if BELONGING.contains(&layout.lower(at)) {
                let end = self.end(layout, at + 1, words.end);
                self.belong(layout, at..end);
            }
            if begins_one(layout.lower(at), MEMBERS) {
                let start = (words.start..at)
                    .rev()
                    .take(BACK)
                    .take_while(|w| !turns(layout, *w))
                    .last()
                    .unwrap_or(at);
                self.belong(layout, start..at + 1);
            }
            if BEING.contains(&layout.lower(at)) {
                self.be(layout, at, words.end);
            }
        }
    }

    /// `Uskonto: ortodoksi`: a form's label, whose value is the next clause.
    fn label(&mut self, layout: &Layout, clause: usize, text: &str) {
        let words = layout.clauses[clause].words.clone();
        let Some(last) = words.clone().last() else {
            return;
        };
        let after = text
            .get(layout.words[last].raw.byte_end..)
            .unwrap_or_default();
        let next = layout
            .clauses
            .get(clause + 1)
            .filter(|next| next.sentence == layout.clauses[clause].sentence);
        let labels = words.len() <= LABEL_WORDS
            && LABELS.contains(&layout.lower(last))
            && after.trim_start().starts_with(':');
        if let Some(next) = next.filter(|_| labels) {
            let end = self.end(layout, next.words.start, next.words.end);
            self.told[words.start..end].fill(true);
        }
    }

    /// Where what is told of oneself ends that begins before this word.
    fn end(&self, layout: &Layout, from: usize, until: usize) -> usize {
        // `Nimeni on Pekka`: the verb itself ends nothing.
        let verb = |w: &usize| *w == from && matches!(layout.lower(*w), "är" | "am" | "on" | "is");
        (from..until.min(from + REACH))
            .find(|w| !verb(w) && turns(layout, *w))
            .unwrap_or(until.min(from + REACH))
    }

    /// A team of work is nobody's faith or union.
    fn belong(&mut self, layout: &Layout, words: std::ops::Range<usize>) {
        let teams = layout.any_begins(words.clone(), TEAMS);
        if !teams || words.clone().any(|w| self.sensitive[w]) {
            self.told[words].fill(true);
        }
    }

    /// `I am Ukrainian.`, `Olen irakilainen`: what somebody is by origin is neither a language that they
    /// know nor a quality of their work.
    fn be(&mut self, layout: &Layout, at: usize, until: usize) {
        let article = |w: &usize| matches!(layout.lower(*w), "a" | "an" | "en" | "ett" | "jag");
        let Some(first) = (at + 1..until).find(|w| !article(w)) else {
            return;
        };
        let own = layout.lower(first);
        self.people[first] = first + 1 == until;
        if ["lainen", "läinen"].iter().any(|end| own.ends_with(end)) {
            self.beside[first] = true;
        }
    }
}

/// How many words open what is told of oneself here, if any do.
fn opened(layout: &Layout, at: usize, until: usize) -> Option<usize> {
    let first = layout.lower(at).as_bytes().first();
    OPENERS
        .iter()
        .filter(|opener| opener[0].as_bytes().first() == first)
        .find(|opener| {
            at + opener.len() <= until
                && (at..)
                    .zip(opener.iter())
                    .all(|(w, pattern)| is_form(layout.lower(w), pattern))
        })
        .map(|opener| opener.len())
}

fn is_form(word: &str, pattern: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(beginning) => word.starts_with(beginning),
        None => word == pattern,
    }
}

fn begins_one(word: &str, patterns: &[&str]) -> bool {
    patterns.iter().any(|pattern| is_form(word, pattern))
}

fn turns(layout: &Layout, at: usize) -> bool {
    let word = layout.lower(at);
    // In Swedish `i` is a preposition.
    TURNS.contains(&word)
        || (layout.lang == Lang::En && word == "i")
        || TURNING.iter().any(|beginning| word.starts_with(beginning))
}

/// Whether a word (lower case) speaks of what no one may ask.
pub(crate) fn is_sensitive(word: &str, lang: Lang) -> bool {
    let first = word.as_bytes().first();
    let begins = |b: &&str| b.as_bytes().first() == first && word.starts_with(*b);
    let told = BEGINNINGS.iter().any(|about| about.iter().any(&begins))
        || ENDINGS
            .iter()
            .any(|end| word.len() > end.len() + 2 && word.ends_with(end))
        || WORDS.contains(&word)
        || (lang == Lang::Sv && WORDS_SV.contains(&word))
        || sensitive::ground_of(word).is_some()
        || sensitive::OF_AGE.iter().any(|part| word.contains(part));
    told && !is_of_work(word)
}

/// Whether a compound's head names work, service or learning: `vammaistyötä`.
fn is_of_work(word: &str) -> bool {
    WORK_HEADS.iter().any(|head| {
        word.match_indices(head)
            .any(|(place, _)| place >= BEFORE_HEAD)
    })
}
