//! What a learner writes and nobody else does, by a small set of general signs in each language.
//!
//! A sign must be surely wrong: where one is found, the writing shows no level at all.

use super::finnish;
use super::layout::Layout;
use crate::domain::Lang;

/// Beginnings of Finnish nouns of everybody's application, and endings of others, which in their base
/// form cannot stand after `paljon` or as the object of a verb in the first person.
const OBJECTS_FI: &[&str] = &[
    "työ",
    "työpaikka",
    "kokemus",
    "asia",
    "kieli",
    "kurssi",
    "koulutus",
    "ammatti",
    "tehtävä",
    "ruoka",
    "ihminen",
    "asiakas",
    "paikka",
    "lapsi",
];

/// Finnish words after which something much or little stands in the partitive.
const MUCH_FI: &[&str] = &["paljon", "vähän", "monta", "enemmän"];

/// Finnish verbs in the first person that take an object, without those that take a clause as well.
const TAKING_FI: &[&str] = &[
    "etsin",
    "haen",
    "haluan",
    "tarvitsen",
    "teen",
    "tein",
    "osaan",
    "opin",
    "harrastan",
    "rakastan",
];

/// Finnish verbs after which another one stands in its first infinitive.
const WILLING_FI: &[&str] = &["haluan", "haluaisin", "osaan", "voin", "aion", "tahdon"];

/// Swedish infinitives of everyday verbs: after a pronoun they are no verb that agrees.
const BARE_SV: &[&str] = &[
    "komma", "arbeta", "jobba", "prata", "tala", "vilja", "kunna", "hjälpa", "göra", "veta",
    "läsa", "skriva", "lära", "söka", "ha", "vara", "städa", "laga", "köra", "tycka", "tänka",
    "studera", "flytta", "börja", "bo", "förstå", "gå",
];

/// Swedish nouns of the neuter and of the common gender that every application has.
const NEUTER_SV: &[&str] = &[
    "jobb", "arbete", "år", "barn", "språk", "företag", "körkort", "hem",
];
const COMMON_SV: &[&str] = &[
    "bil",
    "utbildning",
    "kurs",
    "person",
    "familj",
    "skola",
    "tjänst",
];

/// Swedish words that open a subordinate clause, in which `jag inte kan` is right.
const OPENING_SV: &[&str] = &[
    "att", "om", "som", "när", "eftersom", "fast", "fastän", "trots", "medan", "innan", "då",
    "för", "vad", "varför", "hur",
];

/// English verbs in their base form, which after `am` are wrong.
const BARE_EN: &[&str] = &[
    "come",
    "work",
    "speak",
    "live",
    "go",
    "have",
    "want",
    "need",
    "know",
    "study",
    "learn",
    "look",
    "cook",
    "drive",
    "make",
    "understand",
    "find",
    "get",
    "do",
    "be",
    "help",
];

/// Two English words one after the other that are wrong together.
const PAIRS_EN: &[(&str, &str)] = &[
    ("i", "from"),
    ("i", "looking"),
    ("i", "working"),
    ("i", "living"),
    ("i", "speaking"),
    ("i", "very"),
    ("can", "to"),
    ("must", "to"),
    ("many", "experience"),
    ("much", "years"),
    ("no", "speak"),
    ("no", "understand"),
    ("more", "better"),
];

const PRONOUNS_SV: &[&str] = &["jag", "vi", "han", "hon", "de", "du"];
const PRONOUNS_EN: &[&str] = &["i", "we", "they", "you", "he", "she"];

/// Whether the words at a place are what only a learner writes.
pub(super) fn is_broken(layout: &Layout, at: usize) -> bool {
    let clause = layout.clause_of(at);
    let word = |n: usize| match at + n < clause.end {
        true => layout.lower(at + n),
        false => "",
    };
    let before = |n: usize| match at.checked_sub(n) {
        Some(w) if clause.start <= w => layout.lower(w),
        _ => "",
    };
    match layout.lang {
        Lang::Fi => is_broken_fi(layout, at, word(0), word(1)),
        Lang::Sv => {
            let hangs = layout.words.get(at + 1).is_some_and(|w| w.hangs);
            is_broken_sv([before(1), word(0), word(1), word(2)], hangs)
        }
        Lang::En => is_broken_en(word(0), word(1)),
    }
}

/// `etsin työ`, `paljon kokemus`, `haluan oppi`, `minä haluaa`.
fn is_broken_fi(layout: &Layout, at: usize, word: &str, next: &str) -> bool {
    let object = OBJECTS_FI.contains(&next);
    // `haen työ- ja perhe-elämään sopivaa`: what waits for its head is no object.
    let hangs = layout.words.get(at + 1).is_some_and(|w| w.hangs);
    let taken = (MUCH_FI.contains(&word) || TAKING_FI.contains(&word)) && object && !hangs;
    // `haluan työ` is caught above; `haluan oppi` has a third person's past where an infinitive belongs.
    let willing = WILLING_FI.contains(&word)
        && layout.words.get(at + 1).is_some_and(|w| {
            let verb = |b: &String| finnish::action_stem(b).is_some() && b != next;
            next.ends_with('i') && w.word.bases.iter().any(verb)
        });
    let me = matches!(word, "minä" | "mä")
        && matches!(
            next,
            "haluaa" | "etsiä" | "etsii" | "osaa" | "puhuu" | "puhua" | "olla" | "asuu"
        );
    taken || willing || me
}

/// `jag komma`, `jag inte kan` outside a subordinate clause, `en jobb`.
fn is_broken_sv([before, word, next, after]: [&str; 4], hangs: bool) -> bool {
    let pronoun = PRONOUNS_SV.contains(&word);
    // `kan jag få`, `vill hon arbeta`: the verb that agrees stands before its subject.
    let asks = !before.is_empty() && !matches!(before, "och" | "men" | "så" | "nu");
    let bare = pronoun && BARE_SV.contains(&next) && !asks;
    let finite = matches!(
        after,
        "kan" | "har" | "vill" | "är" | "får" | "ska" | "talar" | "pratar"
    );
    let apart = pronoun
        && next == "inte"
        && finite
        && !OPENING_SV.contains(&before)
        && matches!(before, "" | "och" | "men");
    // `en barn- och ungdomsledare`: the gender is that of the head.
    let gender =
        (word == "en" && NEUTER_SV.contains(&next)) || (word == "ett" && COMMON_SV.contains(&next));
    bare || apart || (gender && !hangs)
}

/// `I am come`, `I no speak`, `I working`, `I from`, `can to`.
fn is_broken_en(word: &str, next: &str) -> bool {
    let am = matches!(word, "am" | "i'm") && BARE_EN.contains(&next);
    let no = PRONOUNS_EN.contains(&word) && next == "no";
    am || no || PAIRS_EN.contains(&(word, next))
}

/// Whether a word binds a clause to another one.
pub(super) fn binds(layout: &Layout, at: usize) -> bool {
    let word = layout.lower(at);
    match layout.lang {
        Lang::Fi => [
            "kun", "että", "jotta", "koska", "vaikka", "jos", "sillä", "joten", "joka", "jonka",
            "jossa", "josta", "johon", "jota", "jolla", "joita", "jotka", "joissa", "mikä",
            "jolloin", "kunnes",
        ]
        .contains(&word),
        Lang::Sv => [
            "som", "att", "eftersom", "när", "medan", "vilket", "därför", "då", "fast", "innan",
        ]
        .contains(&word),
        Lang::En => [
            "which", "who", "because", "where", "when", "while", "that", "since", "although",
        ]
        .contains(&word),
    }
}
