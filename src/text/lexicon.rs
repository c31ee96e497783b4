//! Every name that a concept or permit goes by, as sequences of base forms and stems.
//!
//! Names are the taxonomy's labels in three languages, the everyday words and the permits' words.
//! `head, specifier` names are read from both sides, a name of two words also as a compound.

use rayon::prelude::*;

use super::analyse::{Analyser, Word};
use super::everyday::Everyday;
use super::finnish;
use super::hash::FastMap;
use super::kept::{self, Parts};
use super::lists::Lists;
use super::strings::Strings;
use super::token;
use crate::domain::{ConceptKind, Lang, PermitCode};
use crate::taxonomy::{ConceptIx, Taxonomy};

/// What a name names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Target {
    /// A permit of the list.
    Permit(PermitCode),
    /// A concept of the taxonomy.
    Concept(ConceptIx, ConceptKind),
    /// Nothing that the taxonomy holds: said so in the everyday words, so that nothing is forced.
    Nothing,
}

/// What a kept number says that a name names: nothing, a permit, a concept.
const PERMITS_FROM: u32 = 1;
const CONCEPTS_FROM: u32 = 1_000;

impl Target {
    fn number(self) -> u32 {
        match self {
            Self::Nothing => 0,
            Self::Permit(code) => {
                PERMITS_FROM + u32::try_from(code.index()).unwrap_or(CONCEPTS_FROM)
            }
            Self::Concept(ix, _) => CONCEPTS_FROM + ix.0,
        }
    }

    fn of(number: u32, taxonomy: &Taxonomy, permits: &[PermitCode]) -> Option<Self> {
        if let Some(concept) = number.checked_sub(CONCEPTS_FROM) {
            let ix = ConceptIx(concept);
            return (ix.index() < taxonomy.len()).then(|| Self::Concept(ix, taxonomy.kind(ix)));
        }
        match number.checked_sub(PERMITS_FROM) {
            None => Some(Self::Nothing),
            Some(permit) => Some(Self::Permit(*permits.get(permit as usize)?)),
        }
    }
}

/// A language's place in [`Lang::ALL`].
fn place_of(lang: Lang) -> u32 {
    (0..)
        .zip(Lang::ALL)
        .find(|(_, l)| **l == lang)
        .map_or(0, |(at, _)| at)
}

/// Where a name comes from, better ones first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Source {
    /// A preferred label, or a permit's name.
    Preferred,
    /// An everyday word; the number is its place among the targets of the same phrase.
    Everyday(u8),
    /// An alternative label.
    Alternative,
    /// A compound made of a name of two words.
    Joined,
}

impl Source {
    fn number(self) -> u32 {
        match self {
            Self::Preferred => 0,
            Self::Alternative => 1,
            Self::Joined => 2,
            Self::Everyday(choice) => 3 + u32::from(choice),
        }
    }

    fn of(number: u32) -> Option<Self> {
        Some(match number {
            0 => Self::Preferred,
            1 => Self::Alternative,
            2 => Self::Joined,
            choice => Self::Everyday(u8::try_from(choice - 3).ok()?),
        })
    }
}

/// A name.
#[derive(Debug)]
pub(crate) struct Phrase {
    pub target: Target,
    pub lang: Lang,
    pub source: Source,
    /// Identifiers of its words, function words left out.
    pub words: Box<[u32]>,
    /// As written, where only that spelling counts: names of one or two letters such as `C` or `R`.
    pub cased: Option<Box<str>>,
    /// In lower case, where it is an acronym: `TES` is not led back from `teen`.
    pub acronym: Option<Box<str>>,
}

/// Whether a name is an acronym: two to five capitals.
fn is_acronym(name: &str) -> bool {
    (2..=5).contains(&name.chars().count()) && name.chars().all(|c| c.is_ascii_uppercase())
}

impl Phrase {
    /// Whether the word as written may be this name: an exact spelling, or an acronym with its ending
    /// after a colon or hyphen.
    pub(crate) fn is_written(&self, surface: &str) -> bool {
        let acronym = |name: &str| {
            let lower = surface.to_lowercase();
            lower
                .strip_prefix(name)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with([':', '-']))
        };
        self.cased.as_ref().is_none_or(|c| **c == *surface)
            && self.acronym.as_deref().is_none_or(acronym)
    }
}

/// All names, found by their rarest word.
pub(crate) struct Lexicon {
    keys: Strings,
    /// By word of a name: identifiers of the keys any of which a text's word may share with it.
    words: Lists<u32>,
    pub phrases: Vec<Phrase>,
    /// By key: the names whose rarest word has it, and that word's place in the name.
    anchors: Lists<(u32, u8)>,
}

/// Longest name, in words, that is looked for in prose.
const PHRASE_WORDS_MAX: usize = 9;

struct Name<'a> {
    target: Target,
    lang: Lang,
    source: Source,
    text: &'a str,
}

/// Names of which the spelling counts, with it.
type Spelt = Vec<(u32, String)>;

/// The languages' own stems do not meet each other's words.
fn stem_key(lang: Lang, stem: &str) -> String {
    format!("{lang}~{stem}")
}

/// Most letters of a Swedish verb whose stem is all of it.
const SHORT_VERB_MAX: usize = 3;

/// The strings by which a word is found: base forms, the word itself, its stem, its verb.
pub(crate) fn keys_of(word: &Word, lang: Lang) -> Vec<String> {
    let mut keys = word.bases.clone();
    if !word.known || lang != Lang::Fi {
        keys.push(stem_key(lang, &word.stem));
        keys.push(word.lower.clone());
    }
    if lang == Lang::Sv {
        // Short verbs in the present: `syr` is of `sy`, `tar` of `ta`.
        let present = word.lower.strip_suffix('r').filter(|verb| {
            verb.chars().count() <= SHORT_VERB_MAX && verb.ends_with(['a', 'e', 'y', 'å', 'ä'])
        });
        keys.extend(present.map(str::to_owned));
        // The definite forms: `hygienpasset`, `truckkortet`, `legitimationen`.
        let definite = ["et", "en", "n", "t", "ets", "ens"];
        keys.extend(
            definite
                .iter()
                .filter_map(|ending| word.lower.strip_suffix(ending))
                .filter(|rest| rest.chars().count() >= 5)
                .map(str::to_owned),
        );
    }
    if lang == Lang::Fi {
        for base in &word.bases {
            if let Some(stem) = finnish::action_stem(base) {
                keys.push(format!("{stem}~"));
            }
        }
        // `lumihommat` are `lumityöt`.
        let colloquial = |base: &String| {
            let of = ["homma", "duuni"]
                .iter()
                .find_map(|e| base.strip_suffix(e))?;
            (of.chars().count() > 2).then(|| format!("{of}työ"))
        };
        let work: Vec<String> = word.bases.iter().filter_map(colloquial).collect();
        keys.extend(work);
        if let Some(stem) = finnish::participle_stem(&word.lower) {
            keys.push(format!("{stem}~"));
        }
    }
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// A label's texts: without its parenthesis; with `head, specifier` kept as it is.
fn plain(label: &str) -> &str {
    label.split(" (").next().unwrap_or(label)
}

/// Every text whose words the reader knows.
pub(crate) fn texts<'a>(taxonomy: &'a Taxonomy, everyday: &'a Everyday) -> Vec<(Lang, &'a str)> {
    let labels = taxonomy
        .concepts()
        .flat_map(|ix| taxonomy.labels(ix))
        .map(|(lang, text, _)| (lang, text));
    let everyday = everyday.entries().iter().map(|e| (e.lang, &*e.phrase));
    let permits = PermitCode::all().flat_map(|code| {
        Lang::ALL
            .iter()
            .map(move |l| (*l, code.facts().name.get(*l)))
    });
    labels.chain(everyday).chain(permits).collect()
}

/// Other words for permits, of which the list does not say the language.
pub(crate) fn texts_of_any_language() -> impl Iterator<Item = &'static str> {
    PermitCode::all().flat_map(|code| code.facts().also.iter().map(String::as_str))
}

fn permit_names() -> impl Iterator<Item = (PermitCode, Lang, &'static str)> {
    PermitCode::all().flat_map(|code| {
        let facts = code.facts();
        let names = Lang::ALL
            .iter()
            .map(move |l| (code, *l, facts.name.get(*l)));
        // Which language another word is in is not said: each is read as all three.
        let also = facts
            .also
            .iter()
            .flat_map(move |text| Lang::ALL.iter().map(move |l| (code, *l, text.as_str())));
        names.chain(also)
    })
}

impl Lexicon {
    /// Reads every name of the taxonomy, the everyday words and the permits.
    pub(crate) fn new(taxonomy: &Taxonomy, everyday: &Everyday, analyser: &Analyser) -> Self {
        let mut names: Vec<Name<'_>> = Vec::with_capacity(taxonomy.labels_len() + 4_000);
        for (code, lang, text) in permit_names() {
            names.push(Name {
                target: Target::Permit(code),
                lang,
                source: Source::Preferred,
                text,
            });
        }
        for ix in taxonomy.skills().chain(taxonomy.occupations()) {
            let target = Target::Concept(ix, taxonomy.kind(ix));
            for (lang, text, preferred) in taxonomy.labels(ix) {
                let source = if preferred {
                    Source::Preferred
                } else {
                    Source::Alternative
                };
                names.push(Name {
                    target,
                    lang,
                    source,
                    text,
                });
            }
        }
        for entry in everyday.entries() {
            if let Some(target) = entry.target(taxonomy) {
                names.push(Name {
                    target,
                    lang: entry.lang,
                    source: Source::Everyday(entry.choice),
                    text: &entry.phrase,
                });
            }
        }
        let mut making = Making::default();
        making.add(&names, analyser);
        making.done()
    }

    /// What is dear to find out of the names, to be kept.
    pub(crate) fn keep(&self, parts: &mut Parts) {
        parts.push(self.keys.kept());
        parts.push(&self.words);
        let column =
            |of: &dyn Fn(&Phrase) -> u32| -> Vec<u32> { self.phrases.iter().map(of).collect() };
        parts.push(&column(&|phrase| phrase.target.number()));
        parts.push(&column(&|phrase| place_of(phrase.lang)));
        parts.push(&column(&|phrase| phrase.source.number()));
        parts.push(&Lists::of(self.phrases.iter().map(|phrase| &*phrase.words)));
        let spelt = |of: fn(&Phrase) -> Option<&str>| -> Spelt {
            (0..)
                .zip(&self.phrases)
                .filter_map(|(id, phrase)| Some((id, of(phrase)?.to_owned())))
                .collect()
        };
        parts.push(&spelt(|phrase| phrase.cased.as_deref()));
        parts.push(&spelt(|phrase| phrase.acronym.as_deref()));
        parts.push(&self.anchors);
    }

    /// A lexicon from what was kept of it; `None` where it was no such thing.
    pub(crate) fn kept(taxonomy: &Taxonomy, parts: &mut kept::Reader<'_>) -> Option<Self> {
        let keys = Strings::of(parts.next()?)?;
        let words: Lists<u32> = parts.next()?;
        let (targets, langs, sources): (Vec<u32>, Vec<u32>, Vec<u32>) =
            (parts.next()?, parts.next()?, parts.next()?);
        let of_words: Lists<u32> = parts.next()?;
        let (cased, acronyms): (Spelt, Spelt) = (parts.next()?, parts.next()?);
        let anchors: Lists<(u32, u8)> = parts.next()?;
        let count = targets.len();
        let sound = words.is_sound(|key| (*key as usize) < keys.len())
            && of_words.is_sound(|word| (*word as usize) < words.len())
            && [langs.len(), sources.len(), of_words.len()] == [count; 3]
            && anchors.len() == keys.len()
            && anchors.is_sound(|(phrase, place)| {
                (*phrase as usize) < count
                    && usize::from(*place) < of_words.get(*phrase as usize).len()
            });
        if !sound {
            return None;
        }
        let permits: Vec<PermitCode> = PermitCode::all().collect();
        let mut phrases = Vec::with_capacity(count);
        for id in 0..count {
            phrases.push(Phrase {
                target: Target::of(targets[id], taxonomy, &permits)?,
                lang: *Lang::ALL.get(langs[id] as usize)?,
                source: Source::of(sources[id])?,
                words: of_words.get(id).into(),
                cased: None,
                acronym: None,
            });
        }
        for (id, text) in cased {
            phrases.get_mut(id as usize)?.cased = Some(text.into());
        }
        for (id, text) in acronyms {
            phrases.get_mut(id as usize)?.acronym = Some(text.into());
        }
        Some(Self {
            keys,
            words,
            phrases,
            anchors,
        })
    }

    /// The identifier of a key, where any name has it.
    pub(crate) fn key(&self, key: &str) -> Option<u32> {
        self.keys.find(key)
    }

    /// The identifiers of a word's keys, ascending.
    pub(crate) fn known_keys(&self, word: &Word, lang: Lang) -> Vec<u32> {
        let keys = word.keys.get_or_init(|| self.find_keys(word, lang).into());
        keys.to_vec()
    }

    fn find_keys(&self, word: &Word, lang: Lang) -> Vec<u32> {
        let mut ids: Vec<u32> = keys_of(word, lang)
            .iter()
            .filter_map(|k| self.key(k))
            .collect();
        // A word of another language stands in its own form: `customer service` in a Finnish advert.
        ids.extend(self.key(&word.lower));
        ids.sort_unstable();
        ids.dedup();
        ids
    }

    /// Names whose rarest word has this key.
    pub(crate) fn anchored(&self, key: u32) -> &[(u32, u8)] {
        self.anchors.get(key as usize)
    }

    /// How many keys there are.
    pub(crate) fn keys_len(&self) -> usize {
        self.keys.len()
    }

    /// Whether every word of a name has a key of which this holds.
    pub(crate) fn all(&self, phrase: &Phrase, holds: impl Fn(u32) -> bool) -> bool {
        phrase.words.iter().all(|word| {
            let keys = self.words.get(*word as usize);
            keys.iter().any(|key| holds(*key))
        })
    }

    /// Whether a name's word and a text's word (its keys ascending) can be the same.
    pub(crate) fn same(&self, word: u32, keys: &[u32]) -> bool {
        let of = self.words.get(word as usize);
        of.iter().any(|k| keys.binary_search(k).is_ok())
    }
}

/// The keys of a word of names, and whether it carries no content.
type Analysed = (Vec<String>, bool);

/// Every word of the names in its language: its number in the order in which it comes, and its keys.
fn analysed<'a>(
    names: &[Name<'_>],
    read: &'a [Vec<String>],
    analyser: &Analyser,
) -> (FastMap<(Lang, &'a str), u32>, Vec<Analysed>) {
    let mut distinct: FastMap<(Lang, &str), u32> = FastMap::default();
    let mut order: Vec<(Lang, &str)> = Vec::new();
    for (name, words) in names.iter().zip(read) {
        for word in words {
            distinct
                .entry((name.lang, word.as_str()))
                .or_insert_with(|| {
                    order.push((name.lang, word.as_str()));
                    u32::try_from(order.len() - 1).unwrap_or(u32::MAX)
                });
        }
    }
    let analysed = order
        .par_iter()
        .map(|(lang, surface)| {
            let word = analyser.word(surface, *lang);
            (keys_of(&word, *lang), word.function)
        })
        .collect();
    (distinct, analysed)
}

/// The keys of the compound that a name of two words is too: `trukin kuljettaja` is also
/// `trukinkuljettaja`; `insinööri, konenäkö` is also `konenäköinsinööri`.
fn joined(name: &Name<'_>, words: &[String], analyser: &Analyser) -> Option<Vec<String>> {
    let [first, second] = words else {
        return None;
    };
    if name.lang == Lang::En || !matches!(name.target, Target::Concept(_, ConceptKind::Occupation))
    {
        return None;
    }
    let (modifier, head) = match name.text.contains(',') {
        true => (second, first),
        false => (first, second),
    };
    let joined = format!("{}{}", modifier.to_lowercase(), head.to_lowercase());
    Some(keys_of(&analyser.word(&joined, name.lang), name.lang))
}

/// A lexicon being made.
#[derive(Default)]
struct Making {
    keys: Strings,
    words: Lists<u32>,
    phrases: Vec<Phrase>,
}

impl Making {
    fn add(&mut self, names: &[Name<'_>], analyser: &Analyser) {
        let read: Vec<Vec<String>> = names
            .par_iter()
            .map(|name| {
                token::tokens(plain(name.text))
                    .into_iter()
                    .map(|t| t.surface)
                    .collect()
            })
            .collect();
        let (distinct, analysed) = analysed(names, &read, analyser);
        for (keys, _) in &analysed {
            let ids = self.ids(keys);
            self.words.push(&ids);
        }
        let joined: Vec<Option<Vec<String>>> = names
            .par_iter()
            .zip(&read)
            .map(|(name, words)| joined(name, words, analyser))
            .collect();
        for ((name, words), joined) in names.iter().zip(&read).zip(joined) {
            let all: Vec<u32> = words
                .iter()
                .filter_map(|w| distinct.get(&(name.lang, w.as_str())).copied())
                .collect();
            let mut content: Box<[u32]> = all
                .iter()
                .copied()
                .filter(|w| {
                    !analysed
                        .get(*w as usize)
                        .is_some_and(|(_, function)| *function)
                })
                .collect();
            if content.len() == 1 && (2..=4).contains(&all.len()) {
                // `oma auto` is not every car, `work on one's own` not all work: what is left of two
                // words or more would name too much.
                content = all.into();
            }
            if content.is_empty() || content.len() > PHRASE_WORDS_MAX {
                continue;
            }
            let short = words.len() == 1 && words[0].chars().count() <= 2;
            let acronym = words.len() == 1 && is_acronym(&words[0]);
            if let Some(keys) = joined {
                let keys = self.ids(&keys);
                let word = self.words.push(&keys);
                self.phrases.push(Phrase {
                    target: name.target,
                    lang: name.lang,
                    source: Source::Joined,
                    words: [word].into(),
                    cased: None,
                    acronym: None,
                });
            }
            self.phrases.push(Phrase {
                target: name.target,
                lang: name.lang,
                source: name.source,
                words: content,
                cased: short.then(|| words[0].as_str().into()),
                acronym: acronym.then(|| words[0].to_lowercase().into()),
            });
        }
    }

    fn ids(&mut self, keys: &[String]) -> Vec<u32> {
        let mut ids: Vec<u32> = keys.iter().map(|key| self.keys.intern(key)).collect();
        ids.sort_unstable();
        ids
    }

    /// All names read: each is found by its rarest word.
    fn done(self) -> Lexicon {
        let mut frequency = vec![0_u32; self.keys.len()];
        for phrase in &self.phrases {
            for word in &phrase.words {
                for key in self.words.get(*word as usize) {
                    frequency[*key as usize] += 1;
                }
            }
        }
        let commonest = |word: &u32| {
            let keys = self.words.get(*word as usize);
            keys.iter().map(|key| frequency[*key as usize]).max()
        };
        let anchors = (0..).zip(&self.phrases).flat_map(|(id, phrase)| {
            let words = phrase.words.iter().enumerate();
            let rarest = words.min_by_key(|(_, word)| commonest(word).unwrap_or_default());
            let keys = rarest.map_or(&[][..], |(_, word)| self.words.get(*word as usize));
            let place = rarest.map_or(0, |(at, _)| u8::try_from(at).unwrap_or(u8::MAX));
            keys.iter().map(move |key| (*key, (id, place)))
        });
        Lexicon {
            anchors: Lists::by_number(self.keys.len(), anchors.collect()),
            keys: self.keys,
            words: self.words,
            phrases: self.phrases,
        }
    }
}
