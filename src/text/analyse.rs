//! From text to tokens with base forms, stem and compound parts, in the language of the text.

use std::borrow::Cow;
use std::sync::{Arc, OnceLock, RwLock};

use rayon::prelude::*;

use super::dictionary::{Dictionary, Forms};
use super::hash::FastMap;
use super::kept::{self, Parts};
use super::strength;
use super::token::{self, RawToken};
use super::voikko::{Sort, Voikko};
use crate::domain::{Lang, Span};

/// Words whose analysis is remembered, of each language; at twice as many the older half is dropped.
const CACHE_WORDS: usize = 60_000;

/// The last letter of the Latin alphabets that the three languages share with their neighbours.
const LATIN_LAST: char = '\u{24F}';

/// A word of a text, as the search index stores it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Where it stands in the text as given, in characters.
    pub span: Span,
    /// As written: NFC, without zero-width characters.
    pub surface: String,
    /// Base forms, lower case, best first, at least one. An unknown word's is its stem.
    pub bases: Vec<String>,
    /// Snowball stem, lower case.
    pub stem: String,
    /// Base forms of the parts of a compound, lower case, in order; empty for a simple word.
    pub parts: Vec<String>,
}

/// What is known of a word as written, whatever text it stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word {
    /// As written, lower case.
    pub lower: String,
    /// Base forms, lower case, best first, at least one.
    pub bases: Vec<String>,
    /// Snowball stem.
    pub stem: String,
    /// Base forms of compound parts.
    pub parts: Vec<String>,
    /// Whether the word or its head is known.
    pub known: bool,
    /// Whether it carries no content.
    pub function: bool,
    /// What kind of word it is, where that is known.
    pub sort: Option<Sort>,
    /// Cues that begin with it, by their place in the list.
    pub cues: Vec<u16>,
    /// Keys by which the lexicon's names find it, once they were asked for.
    pub keys: OnceLock<Box<[u32]>>,
    /// The word as it would be with its dots, once that was asked for.
    pub dotted: OnceLock<Option<Box<str>>>,
}

/// Analyses words of the three languages, remembering what it has analysed.
pub(crate) struct Analyser {
    dictionaries: [Dictionary; 3],
    voikko: Option<Arc<Voikko>>,
    caches: [RwLock<Cache<Arc<Word>>>; 3],
    /// What each word as written says for each language.
    votes: RwLock<Cache<[u8; 3]>>,
}

/// What was found of words as written, the older half dropped when there are too many.
pub(crate) struct Cache<T> {
    young: FastMap<Box<str>, T>,
    old: FastMap<Box<str>, T>,
}

impl<T> Default for Cache<T> {
    fn default() -> Self {
        Self {
            young: FastMap::default(),
            old: FastMap::default(),
        }
    }
}

/// What is remembered of a word, or is now found of it.
pub(crate) fn remembered<T: Clone>(
    cache: &RwLock<Cache<T>>,
    surface: &str,
    find: impl FnOnce() -> T,
) -> T {
    {
        let cache = cache
            .read()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some(known) = cache.young.get(surface).or_else(|| cache.old.get(surface)) {
            return known.clone();
        }
    }
    let found = find();
    let mut cache = cache
        .write()
        .unwrap_or_else(std::sync::PoisonError::into_inner);
    if cache.young.len() >= CACHE_WORDS {
        cache.old = std::mem::take(&mut cache.young);
    }
    cache.young.insert(surface.into(), found.clone());
    found
}

fn place(lang: Lang) -> usize {
    match lang {
        Lang::Fi => 0,
        Lang::Sv => 1,
        Lang::En => 2,
    }
}

impl Analyser {
    /// An analyser that knows the words of these texts.
    pub(crate) fn new(
        texts: &[(Lang, &str)],
        of_any_language: &[&str],
        voikko: Option<Arc<Voikko>>,
    ) -> Self {
        let dictionaries: Vec<Dictionary> = Lang::ALL
            .par_iter()
            .map(|lang| {
                let mut words: Vec<String> = Vec::new();
                for (_, text) in texts.iter().filter(|(l, _)| l == lang) {
                    for raw in token::tokens(text) {
                        words.extend(raw.surface.to_lowercase().split('-').map(str::to_owned));
                    }
                }
                let mut dictionary = Dictionary::new(*lang, words.iter().map(String::as_str));
                let learnt: Vec<String> = of_any_language
                    .iter()
                    .flat_map(|text| token::tokens(text))
                    .map(|raw| raw.surface.to_lowercase())
                    .collect();
                dictionary.learn(learnt.iter().map(String::as_str));
                dictionary
            })
            .collect();
        let mut dictionaries = dictionaries.into_iter();
        let mut next = |lang| {
            dictionaries
                .next()
                .unwrap_or_else(|| Dictionary::new(lang, std::iter::empty()))
        };
        Self::of([next(Lang::Fi), next(Lang::Sv), next(Lang::En)], voikko)
    }

    /// Learns from names which words name something.
    pub(crate) fn learn_names(&mut self, texts: &[(Lang, &str)]) {
        let [fi, sv, en] = &mut self.dictionaries;
        rayon::scope(|scope| {
            for (lang, dictionary) in [(Lang::Fi, fi), (Lang::Sv, sv), (Lang::En, en)] {
                scope.spawn(move |_| {
                    let own = texts.iter().filter(|(l, _)| *l == lang);
                    dictionary.learn_names(own.map(|(_, text)| *text));
                });
            }
        });
    }

    fn of(dictionaries: [Dictionary; 3], voikko: Option<Arc<Voikko>>) -> Self {
        Self {
            dictionaries,
            voikko,
            caches: Default::default(),
            votes: RwLock::default(),
        }
    }

    /// The words that it knows, to be kept.
    pub(crate) fn keep(&self, parts: &mut Parts) {
        self.dictionaries
            .iter()
            .for_each(|dictionary| dictionary.keep(parts));
    }

    /// An analyser from the words that were kept; `None` where they were no such thing.
    pub(crate) fn kept(voikko: Option<Arc<Voikko>>, parts: &mut kept::Reader<'_>) -> Option<Self> {
        let mut next = |lang| Dictionary::kept(lang, parts);
        let dictionaries = [next(Lang::Fi)?, next(Lang::Sv)?, next(Lang::En)?];
        Some(Self::of(dictionaries, voikko))
    }

    pub(crate) fn dictionary(&self, lang: Lang) -> &Dictionary {
        &self.dictionaries[place(lang)]
    }

    /// What is known of a word as written.
    pub(crate) fn word(&self, surface: &str, lang: Lang) -> Arc<Word> {
        remembered(&self.caches[place(lang)], surface, || {
            Arc::new(self.fresh(surface, lang))
        })
    }

    /// What is known of a word that is only tried: it is not remembered.
    pub(crate) fn unkept(&self, surface: &str, lang: Lang) -> Word {
        self.fresh(surface, lang)
    }

    fn fresh(&self, surface: &str, lang: Lang) -> Word {
        let lower = surface.to_lowercase();
        let dictionary = self.dictionary(lang);
        let mut forms = dictionary.forms(&lower);
        let function = dictionary.is_function_word(&lower);
        let mut sort = None;
        if let Some(voikko) = self
            .voikko
            .as_ref()
            .filter(|_| lang == Lang::Fi && !function)
        {
            // Analysed as written: `Nokialle` is a name, `nokialle` is not.
            (forms, sort) = with_voikko(voikko, surface, &lower, forms);
        }
        Word {
            stem: dictionary.stem(&lower),
            bases: forms.bases,
            parts: forms.parts,
            known: forms.known,
            function,
            sort,
            cues: strength::begun_by(&lower),
            keys: OnceLock::new(),
            dotted: OnceLock::new(),
            lower,
        }
    }

    /// The tokens of a text in a language.
    pub(crate) fn tokens(&self, text: &str, lang: Lang) -> Vec<Token> {
        token::tokens(text)
            .into_iter()
            .map(|raw| {
                let word = self.word(&raw.surface, lang);
                Token {
                    span: span(&raw),
                    surface: raw.surface,
                    bases: word.bases.clone(),
                    stem: word.stem.clone(),
                    parts: word.parts.clone(),
                }
            })
            .collect()
    }

    /// The language of a text: by its function words and known words, and for longer ones by its
    /// letters. `None` where it is none of the three, or nothing tells.
    pub(crate) fn language(&self, text: &str) -> Option<Lang> {
        self.language_of(text, &token::tokens(text))
    }

    /// The same of a text that is cut into words already.
    pub(crate) fn language_of(&self, text: &str, tokens: &[RawToken]) -> Option<Lang> {
        let latin = |raw: &&RawToken| {
            !raw.surface
                .chars()
                .any(|c| c.is_alphabetic() && c > LATIN_LAST)
        };
        if tokens.iter().filter(latin).count() * 2 < tokens.len() {
            return None;
        }
        let (tokens, text) = without_names(text, tokens);
        let mut votes = [0_u32; 3];
        for raw in tokens.iter().take(300) {
            let cast = remembered(&self.votes, &raw.surface, || self.votes_of(&raw.surface));
            for (sum, vote) in votes.iter_mut().zip(cast) {
                *sum += u32::from(vote);
            }
        }
        let best = Lang::ALL.iter().copied().max_by_key(|l| {
            // Of equal votes Finnish, the most used, comes first.
            (votes[place(*l)], std::cmp::Reverse(place(*l)))
        })?;
        let lang_of = |lang| match lang {
            whatlang::Lang::Fin => Some(Lang::Fi),
            whatlang::Lang::Swe => Some(Lang::Sv),
            whatlang::Lang::Eng => Some(Lang::En),
            _ => None,
        };
        let share = votes[place(best)] as usize;
        let doubted = share < tokens.len() && tokens.len() >= 6;
        let detected = doubted
            .then(|| whatlang::detect(&text))
            .flatten()
            .filter(whatlang::Info::is_reliable);
        match detected {
            Some(detected) => lang_of(detected.lang()),
            None => (share > 0).then_some(best),
        }
    }

    fn votes_of(&self, surface: &str) -> [u8; 3] {
        let lower = surface.to_lowercase();
        let mut votes = [0; 3];
        for lang in Lang::ALL {
            let dictionary = self.dictionary(*lang);
            votes[place(*lang)] = match () {
                () if dictionary.is_function_word(&lower) => 3,
                () if dictionary.writes(&lower) => 2,
                () if self.sounds(&lower, *lang) => 1,
                () => 0,
            };
        }
        votes
    }

    /// Whether a word unknown to all has a shape of the language alone.
    fn sounds(&self, word: &str, lang: Lang) -> bool {
        let finnish_ending = || {
            [
                "ssa", "ssä", "sta", "stä", "lla", "llä", "lle", "aan", "ään", "inen", "ista",
                "ja", "jä", "ia", "iä", "uus", "yys",
            ]
            .iter()
            .any(|e| word.ends_with(e))
        };
        match lang {
            Lang::Fi => {
                word.contains("ää")
                    || word.contains("yö")
                    || finnish_ending()
                    || !self.dictionary(lang).forms(word).parts.is_empty()
            }
            Lang::Sv => word.contains('å') || !self.dictionary(lang).forms(word).parts.is_empty(),
            Lang::En => word.ends_with("ing") || word.ends_with("tion") || word.contains("th"),
        }
    }
}

/// A text without its names, as far as capitals tell: what somebody is called, or where they come from,
/// says nothing of the language they write. Where it is mostly names, all of it.
fn without_names<'a>(text: &'a str, tokens: &'a [RawToken]) -> (Vec<&'a RawToken>, Cow<'a, str>) {
    let mut end = 0;
    let mut is_name = |raw: &RawToken| {
        let between = text.get(end..raw.byte_start).unwrap_or_default();
        let goes_on = end > 0 && between.chars().all(|c| c == ' ' || c == '-' || c == ',');
        end = raw.byte_end;
        let capital = raw.surface.chars().next().is_some_and(char::is_uppercase);
        goes_on && capital && raw.surface.chars().count() > 1
    };
    let names: Vec<bool> = tokens.iter().map(&mut is_name).collect();
    let count = names.iter().filter(|name| **name).count();
    if count == 0 || count * 2 > tokens.len() {
        return (tokens.iter().collect(), Cow::Borrowed(text));
    }
    let mut names = names.into_iter();
    let kept: Vec<&RawToken> = tokens
        .iter()
        .filter(|_| names.next() != Some(true))
        .collect();
    let words: Vec<&str> = kept.iter().map(|raw| raw.surface.as_str()).collect();
    let words = words.join(" ");
    (kept, Cow::Owned(words))
}

/// The library's word first; what the own lexicon adds (`osaaminen` beside `osata`) after it.
fn with_voikko(voikko: &Voikko, surface: &str, lower: &str, own: Forms) -> (Forms, Option<Sort>) {
    let mut understood = voikko.understand(surface);
    if understood.is_empty() && surface != lower {
        understood = voikko.understand(lower);
    }
    if understood.is_empty() {
        return (own, None);
    }
    // What can be a thing is one: `tekijä` is a doer before it is a participle.
    let can_be = |sort| understood.iter().any(|u| u.sort == sort);
    let sort = [Sort::Thing, Sort::Own].into_iter().find(|s| can_be(*s));
    let mut forms = Forms {
        known: true,
        parts: understood
            .iter()
            .map(|u| &u.parts)
            .find(|p| !p.is_empty())
            .cloned()
            .unwrap_or_default(),
        bases: Vec::new(),
    };
    let own_bases = own.bases.into_iter().filter(|_| own.known);
    for base in understood.into_iter().map(|u| u.base).chain(own_bases) {
        if !base.is_empty() && !forms.bases.contains(&base) {
            forms.bases.push(base);
        }
    }
    if forms.parts.is_empty() {
        forms.parts = own.parts;
    }
    (forms, Some(sort.unwrap_or(Sort::Other)))
}

/// A token's place in its text.
pub(crate) fn span(raw: &RawToken) -> Span {
    Span {
        start: raw.start,
        end: raw.end,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn analyser() -> Analyser {
        let texts = [
            (
                Lang::Fi,
                "sairaanhoitaja sairaan sairas hoitaja hoitaa potilas työ kehittäjä javascript",
            ),
            (Lang::Sv, "sjukskötare vård arbetare lager"),
            (Lang::En, "nurse care worker developer"),
        ];
        Analyser::new(&texts, &[], None)
    }

    #[test]
    fn a_token_has_surface_base_stem_and_parts() {
        let tokens = analyser().tokens("Sairaanhoitajalle JavaScript-kehittäjiä", Lang::Fi);
        assert_eq!(tokens[0].surface, "Sairaanhoitajalle");
        assert_eq!(tokens[0].bases, ["sairaanhoitaja"]);
        assert_eq!(tokens[0].parts, ["sairas", "hoitaja"]);
        assert_eq!(tokens[1].bases, ["javascript-kehittäjä"]);
        assert_eq!(tokens[1].parts, ["javascript", "kehittäjä"]);
        assert_eq!((tokens[1].span.start, tokens[1].span.end), (18, 39));
    }

    #[test]
    fn the_language_is_told_from_a_few_words() {
        let analyser = analyser();
        for (text, expected) in [
            ("Etsimme sairaanhoitajaa osastolle", Some(Lang::Fi)),
            ("Vi söker en sjukskötare till vår avdelning", Some(Lang::Sv)),
            ("We are looking for a nurse", Some(Lang::En)),
            ("hitsaajalle", Some(Lang::Fi)),
            (
                "Мы ищем опытного сварщика на полный рабочий день в нашу компанию",
                None,
            ),
            ("Требуются права категории B", None),
            ("", None),
            ("12345", None),
        ] {
            assert_eq!(analyser.language(text), expected, "{text}");
        }
    }
}
