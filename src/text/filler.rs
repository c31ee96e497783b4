//! Words that can name something of the work, and those that cannot: numbers, days, verbs, qualities,
//! everyday nouns, the names of people and places.
//!
//! The names of work, tools and places of work are nouns. A verb or a quality that names work stands in
//! the taxonomy or in the everyday words, and is found there. What is left names something of the work
//! where it is written as an own name or a sign (`AWS`, `KLT-tutkinto`), is a compound that says more than
//! every advert does (`lämmönjakohuone`), or is a noun that the labels of few concepts end with (`linen`).

use super::analyse::Word;
use super::beside::GENERAL_RARITY;
use super::read::{Field, Manner, Side};
use super::voikko::Sort;
use super::{facts, finnish, words};
use crate::domain::Lang;
use crate::taxonomy::RARITY_MAX;

/// Endings of Finnish qualities, participles and adverbs, and those of them that end no compound noun.
const QUALITIES: &[&str] = &[
    "inen", "nut", "nyt", "ssyt", "ssut", "llut", "llyt", "rrut", "rryt", "ttu", "tty", "ava",
    "ävä", "eva", "evä", "iva", "ivä", "uva", "yvä", "ova", "övä", "sti", "ton", "tön",
];
const QUALITIES_LONG: &[&str] = &["inen", "nut", "nyt", "ttu", "tty", "sti", "ton", "tön"];

/// Endings of Swedish qualities and participles, and of English ones.
const QUALITIES_SV: &[&str] = &[
    "iga", "igt", "lig", "ande", "ende", "ade", "bar", "sam", "samma", "samt", "bart",
];
const QUALITIES_EN: &[&str] = &["ing", "ed", "ly", "ful", "ive", "ous", "able", "est"];

/// Endings of the Finnish cases that say where or from where.
const WHERE: &[&str] = &[
    "ssa", "ssä", "sta", "stä", "lla", "llä", "lta", "ltä", "lle",
];

/// Letters from which a word that is not known at all is taken for a compound.
const COMPOUND_LETTERS: usize = 10;

/// Endings of Finnish qualities in the cases that adverts use: `monipuolista`, `itsenäisen`.
const QUALITIES_INFLECTED: &[&str] = &[
    "ista", "istä", "isen", "iset", "isia", "isiä", "isesti", "essa", "essä", "malla", "mällä",
    "matta", "mättä", "nneen", "neet", "neen", "vat", "vät", "vaa", "vää", "van", "vän",
];

/// Beginnings of words of a sentence that says whom to ask, and words that say so whole.
const CONTACT: &[&str] = &[
    "lisätie",
    "yhteyshenkil",
    "yhteydeno",
    "yhteystie",
    "tiedustelu",
    "puhelin",
    "kontakt",
    "upplysning",
    "telefon",
    "contact",
    "phone",
    "enquir",
    "inquir",
];
const CONTACT_WHOLE: &[&str] = &["puh", "soita", "tel", "ring", "yhteyttä", "frågor", "call"];

/// Most letters of an abbreviation.
const ABBREVIATION_MAX: usize = 6;

/// Endings that a word has beyond two letters of its own.
fn ends(word: &Word, endings: &[&str]) -> bool {
    endings.iter().any(|ending| {
        let long = |form: &str| form.chars().count() > ending.chars().count() + 2;
        let ends = |form: &str| long(form) && form.ends_with(*ending);
        ends(&word.lower) || word.bases.iter().any(|base| ends(base))
    })
}

/// Whether a word is of every text by itself: a number, a day, a word of the closed lists.
fn is_of_every_text(word: &Word) -> bool {
    let listed = |form: &str| words::is_filler(form) || words::is_common(form);
    words::is_of_calendar(&word.lower)
        || facts::number(&word.lower).is_some()
        || listed(&word.lower)
        || word.bases.iter().any(|base| listed(base))
}

/// Whether every part of a compound is of every text: `kesätyöntekijä`, `työkieli`.
fn says_nothing_new(parts: &[String]) -> bool {
    let nothing = |part: &String| {
        words::is_filler(part)
            || words::is_common(part)
            || words::is_of_calendar(part)
            || facts::number(part).is_some()
            || part.chars().count() < 3
    };
    parts.iter().all(nothing)
}

/// Whether it is written as a sign is: an abbreviation, or letters with digits and marks.
fn is_sign(surface: &str) -> bool {
    let first = surface.split(['-', ':', '/']).next().unwrap_or(surface);
    let letters = first.chars().filter(|c| c.is_alphabetic()).count();
    let upper = first.chars().all(|c| c.is_uppercase() || c.is_numeric());
    let abbreviation = upper && (2..=ABBREVIATION_MAX).contains(&letters);
    let begins = surface.starts_with(|c: char| c.is_alphabetic() || c == '.');
    let marked = surface.contains(|c: char| c.is_ascii_digit() || "+#.".contains(c));
    abbreviation || (begins && marked && letters > 0)
}

/// Whether a Finnish word is a verb by all that it can be: nouns in -ia and -ea are none.
pub(super) fn is_verb(word: &Word) -> bool {
    let verb = |base: &String| {
        finnish::action_stem(base).is_some()
            && !["minen", "ia", "iä", "ea", "eä"]
                .iter()
                .any(|e| base.ends_with(e))
    };
    !word.bases.is_empty() && word.bases.iter().all(verb)
}

impl Field<'_> {
    /// Whether a word that nothing covers says nothing of the work.
    pub(super) fn is_filler(&self, at: usize) -> bool {
        let word = &*self.layout.words[at].word;
        if is_of_every_text(word) || matches!(word.sort, Some(Sort::Other | Sort::Own)) {
            return true;
        }
        if self.is_contact(at) {
            return true;
        }
        // `työkielemme`: the employer speaks of itself.
        if self.lang == Lang::Fi && word.lower.ends_with("mme") {
            return true;
        }
        if self.is_own_name(at) {
            return self.is_of_person_or_place(at);
        }
        match word.parts.len() {
            2.. => self.is_hollow(word),
            _ if self.is_unknown_compound(word) => false,
            _ => !self.is_noun_of_few(word),
        }
    }

    /// Whether it is a name in a sentence that says whom to ask: `Lisätietoja antaa Marja Salmi, puh. 040`.
    fn is_contact(&self, at: usize) -> bool {
        let sentence = self.layout.sentence_of(at);
        let number = |w: &str| {
            let digits = w.len() > 2 && w.chars().all(|c| c.is_ascii_digit());
            digits && (w.starts_with('0') || w == "358")
        };
        self.side == Side::Vacancy
            && self.is_prose()
            && self.layout.words[at].is_capital()
            && (self.layout.any_begins(sentence.clone(), CONTACT)
                || sentence
                    .map(|w| self.layout.lower(w))
                    .any(|w| CONTACT_WHOLE.contains(&w) || number(w)))
    }

    /// The base form of a word. A foreign name that Finnish takes with an `i` before its ending is the
    /// name without them: `Procountorin` is `Procountor`.
    pub(super) fn base_of(&self, at: usize) -> Option<String> {
        const ENDINGS: &[&str] = &["in", "ia", "issa", "ista", "illa", "iin"];
        let placed = &self.layout.words[at];
        let own = placed.word.bases.first().cloned();
        if self.lang != Lang::Fi || placed.word.known || !placed.is_capital() {
            return own;
        }
        // `Kotlin` and `Berlin` are names as they stand.
        let lower = &placed.word.lower;
        let foreign = |stem: &&str| {
            stem.chars().count() >= COMPOUND_LETTERS / 2
                && stem.ends_with(|c: char| c.is_alphabetic() && !"aeiouyåäöln".contains(c))
        };
        let stem = ENDINGS
            .iter()
            .filter_map(|ending| lower.strip_suffix(ending))
            .find(foreign);
        stem.map_or(own, |stem| {
            let word = self.tools().analyser.word(stem, self.lang);
            word.bases.first().cloned()
        })
    }

    /// Whether it is written as an own name or a sign.
    fn is_own_name(&self, at: usize) -> bool {
        let placed = &self.layout.words[at];
        let sentence = self.layout.sentence_of(at);
        let opens = at == sentence.start || (self.manner == Manner::Title && self.lang == Lang::En);
        // A line in capitals is a heading, not a row of abbreviations.
        let shouts = |w: usize| {
            let surface = &self.layout.words[w].raw.surface;
            surface.chars().any(char::is_lowercase) || !surface.chars().any(char::is_alphabetic)
        };
        let shouted = sentence.len() > 1 && !sentence.clone().any(shouts);
        let sign = is_sign(&placed.raw.surface) && !shouted;
        let after_colon = at > 0 && {
            let before = &self.layout.words[at - 1];
            before.clause != placed.clause && before.raw.end + 1 < placed.raw.start
        };
        let named = placed.is_capital() && !opens && !shouted;
        let begins_again = after_colon && placed.word.known;
        sign || (named && !begins_again)
    }

    /// Whether an own name is a person's or a place's, as far as Finnish endings tell.
    fn is_of_person_or_place(&self, at: usize) -> bool {
        let placed = &self.layout.words[at];
        if self.lang != Lang::Fi || is_sign(&placed.raw.surface) {
            return false;
        }
        let lower = &placed.word.lower;
        // Names of tools are foreign and take an `i` before the ending: `Excelissä`, not `Hervannassa`.
        let stem = WHERE.iter().find_map(|ending| lower.strip_suffix(ending));
        lower.ends_with("nen") || stem.is_some_and(|stem| !stem.ends_with('i'))
    }

    /// Whether a compound is no noun, or says no more than every advert.
    fn is_hollow(&self, word: &Word) -> bool {
        let quality = match self.lang {
            Lang::Fi => ends(word, QUALITIES_LONG),
            Lang::Sv => ends(word, QUALITIES_SV),
            Lang::En => false,
        };
        quality || says_nothing_new(&word.parts)
    }

    /// Whether a long word of which nothing is known is a compound by its length, as far as its ending
    /// does not tell otherwise.
    fn is_unknown_compound(&self, word: &Word) -> bool {
        let long = word.lower.chars().count() >= COMPOUND_LETTERS;
        let other = match self.lang {
            Lang::Fi => is_verb(word) || ends(word, QUALITIES) || ends(word, QUALITIES_INFLECTED),
            Lang::Sv => ends(word, QUALITIES_SV),
            Lang::En => true,
        };
        long && !word.known && word.sort.is_none() && !other
    }

    /// Whether labels of few concepts end with the word: what many name is too general, and a word that
    /// none names is an everyday one.
    fn is_noun_of_few(&self, word: &Word) -> bool {
        let other = match self.lang {
            Lang::Fi => is_verb(word) || (word.sort.is_none() && ends(word, QUALITIES)),
            Lang::Sv => ends(word, QUALITIES_SV),
            Lang::En => ends(word, QUALITIES_EN),
        };
        let dictionary = self.tools().analyser.dictionary(self.lang);
        !other
            && word.bases.iter().any(|base| {
                let rarity = self.tools().taxonomy.rarity(base);
                dictionary.names(base) && (GENERAL_RARITY..RARITY_MAX).contains(&rarity)
            })
    }
}
