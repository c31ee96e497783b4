//! Words that tell no work from another by what kind of word they are: numbers, days, verbs, qualities.
//!
//! The names of work, tools and places of work are nouns. A verb or a quality that names work stands in
//! the taxonomy or in the everyday words, and is found there.

use super::analyse::Word;
use super::{facts, finnish, words};
use crate::domain::Lang;

/// Endings of Finnish qualities, participles and adverbs.
const QUALITIES: &[&str] = &[
    "inen", "nut", "nyt", "ssyt", "ssut", "llut", "llyt", "rrut", "rryt", "ttu", "tty", "ava",
    "ävä", "eva", "evä", "iva", "ivä", "uva", "yvä", "ova", "övä", "sti", "ton", "tön",
];

/// Endings of Swedish qualities and participles, and of English ones.
const QUALITIES_SV: &[&str] = &[
    "iga", "igt", "lig", "ande", "ende", "ade", "bar", "sam", "bart",
];
const QUALITIES_EN: &[&str] = &["ing", "ed", "ly", "ful", "ive", "ous", "able", "est"];

/// Whether a word by itself says nothing of the work.
pub(super) fn is_filler(word: &Word, lang: Lang) -> bool {
    let lower = word.lower.as_str();
    let of = |ending: &&str| {
        let long = |form: &str| form.chars().count() > ending.chars().count() + 2;
        let ends = |form: &str| long(form) && form.ends_with(*ending);
        ends(lower) || word.bases.iter().any(|base| ends(base))
    };
    if words::is_of_calendar(lower)
        || facts::number(lower).is_some()
        || words::is_filler(lower)
        || word.bases.iter().any(|base| words::is_filler(base))
    {
        return true;
    }
    match lang {
        Lang::Fi => word.parts.len() < 2 && (is_verb(word) || QUALITIES.iter().any(&of)),
        Lang::Sv => QUALITIES_SV.iter().any(&of),
        Lang::En => QUALITIES_EN.iter().any(of),
    }
}

/// Whether a Finnish word is a verb by all that it can be: nouns in -ia and -ea are none.
fn is_verb(word: &Word) -> bool {
    let verb = |base: &String| {
        finnish::action_stem(base).is_some()
            && !["minen", "ia", "iä", "ea", "eä"]
                .iter()
                .any(|e| base.ends_with(e))
    };
    !word.bases.is_empty() && word.bases.iter().all(verb)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(lower: &str, base: &str, lang: Lang, filler: bool) {
        let word = Word {
            lower: lower.to_owned(),
            bases: vec![base.to_owned()],
            stem: base.to_owned(),
            parts: Vec::new(),
            known: true,
            function: false,
            cues: Vec::new(),
            keys: std::sync::OnceLock::new(),
        };
        assert_eq!(is_filler(&word, lang), filler, "{lower}");
    }

    #[test]
    fn kinds_of_words_that_name_no_work() {
        for (lower, base) in [
            ("torstaihin", "torstai"),
            ("haluatko", "haluta"),
            ("asiallinen", "asiallinen"),
            ("yleisesti", "yleisesti"),
            ("kolmas", "kolmas"),
            ("klo", "klo"),
            ("nimeltä", "nimi"),
        ] {
            check(lower, base, Lang::Fi, true);
        }
        for (lower, base) in [
            ("lämmönjakohuoneiden", "lämmönjakohuone"),
            ("kalatiskillä", "kalatiski"),
            ("netvisorin", "netvisor"),
            ("hygienian", "hygienia"),
        ] {
            check(lower, base, Lang::Fi, false);
        }
        check("börjar", "börj", Lang::Sv, true);
        check("daghem", "daghem", Lang::Sv, false);
        check("once", "onc", Lang::En, true);
        check("kubernetes", "kubernetes", Lang::En, false);
    }
}
