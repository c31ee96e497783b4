//! Who is called for, and who is turned away: words of need beside an occupation, and clauses that ask by
//! denying.

use std::ops::Range;

use super::layout::Layout;
use super::strength::{self, Class, Reach};
use crate::domain::Need;

/// Words that say that somebody is needed: an occupation that stands with them is the one sought.
const NEEDING: &[&str] = &[
    "tarvitaan",
    "tarvitsemme",
    "tarvitsee",
    "kaipaamme",
    "kaipaa",
    "kaivataan",
    "toivomme",
    "behöver",
    "behövs",
    "behov",
    "need",
    "needs",
    "needed",
];

/// Whether a word (lower case) says that somebody is needed.
pub(super) fn says_needed(word: &str) -> bool {
    NEEDING.contains(&word)
}

/// Whether a Finnish word (lower case) seeks somebody who may stand before it: `hitsaajaa haemme`.
pub(super) fn seeks(word: &str) -> bool {
    matches!(
        word,
        "haemme"
            | "etsimme"
            | "etsitään"
            | "haetaan"
            | "palkataan"
            | "palkkaamme"
            | "hakee"
            | "etsii"
            | "tarvitaan"
            | "tarvitsemme"
            | "kaivataan"
            | "kaipaamme"
    )
}

/// Whether a word (lower case) speaks of sending an application or of being taken on.
fn applies(word: &str) -> bool {
    [
        "hae",
        "hakea",
        "hakemu",
        "valita",
        "palkata",
        "pärjää",
        "söka",
        "sök",
        "ansök",
        "anställ",
        "klara",
        "jobb",
        "arbeta",
        "apply",
        "application",
        "hire",
        "work",
        "tehdä",
    ]
    .iter()
    .any(|b| word.starts_with(b))
}

/// Whether a word (lower case) says that an application is turned down.
fn rejects(word: &str) -> bool {
    matches!(
        word,
        "hylätään" | "hylkäämme" | "avvisas" | "förkastas" | "rejected" | "disqualified"
    )
}

impl Layout {
    /// Where an advert's clause says that nobody is taken without a thing: `ilman trukkikorttia ei voi
    /// hakea`, `utan körkort klarar du inte jobbet`, `jos sinulla ei ole korttia, älä hae`.
    pub(super) fn none_without(&self, clause: usize) -> Option<usize> {
        if self.profile {
            return None;
        }
        let words = self.clauses[clause].words.clone();
        let denies = |w: usize| strength::denies(self.lower(w), self.lang);
        let rules_out = |mut words: Range<usize>| {
            let no = |w: usize| denies(w) || rejects(self.lower(w));
            words.clone().any(no) && words.any(|w| applies(self.lower(w)) || rejects(self.lower(w)))
        };
        if let Some(without) = words
            .clone()
            .find(|w| strength::denies_next(self.lower(*w)))
        {
            return rules_out(without + 1..words.end).then_some(without);
        }
        let next = self.clauses.get(clause + 1)?;
        let same = next.sentence == self.clauses[clause].sentence;
        let lacks =
            matches!(self.lower(words.start), "jos" | "om" | "if") && words.clone().any(denies);
        let lacks = lacks || matches!(self.lower(words.start), "ellei" | "jollei" | "unless");
        (same && lacks && rules_out(next.words.clone())).then_some(words.start)
    }

    /// `ei ole välttämätön, mutta siitä on hyötyä`: what is not required and yet an advantage is one.
    pub(super) fn make_up(&mut self) {
        for i in 1..self.clauses.len() {
            let (before, here) = (&self.clauses[i - 1], &self.clauses[i]);
            let words = here.words.clone();
            let but = matches!(self.lower(words.start), "mutta" | "men" | "but");
            let soft = here
                .cues
                .iter()
                .find(|c| matches!(c.class, Class::Asked(Need::Nice | Need::Should)) && !c.denied);
            let denied = before
                .cues
                .iter()
                .any(|c| matches!(c.class, Class::Asked(_)) && c.denied);
            let content = |w: usize| {
                let word = &self.words[w].word;
                let cue = here.cues.iter().any(|c| c.first <= w && w <= c.last);
                !cue && !word.function
                    && !strength::points_back(&word.lower, self.lang)
                    && !matches!(word.lower.as_str(), "siitä" | "ovat" | "olisi" | "kyllä")
            };
            let Some(class) = soft.map(|c| c.class).filter(|_| {
                !self.profile
                    && but
                    && denied
                    && before.sentence == here.sentence
                    && !words.clone().any(content)
            }) else {
                continue;
            };
            for cue in &mut self.clauses[i - 1].cues {
                if cue.denied {
                    cue.denied = false;
                    cue.class = class;
                    cue.reach = Reach::Around;
                }
            }
        }
    }
}
