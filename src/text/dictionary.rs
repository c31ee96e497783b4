//! The words of a language that the reader knows: those of the taxonomy's labels, the everyday
//! words and the permits. Base forms, stems and compound parts are found with them alone.

use frostem::{Algorithm, Stemmer};
use rayon::prelude::*;

use super::finnish;
use super::hash::FastMap;
use super::kept::{self, Parts};
use super::strings::Strings;
use super::words::{function_words, strong_verb};
use crate::domain::Lang;

/// Fewest letters of a compound's first part and of its head.
const MODIFIER_MIN: usize = 3;
const HEAD_MIN: usize = 4;
/// A head that stands only inside compounds is known by so many different first parts.
const HEAD_WITNESSES: u16 = 3;

/// What is known of a word by itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Forms {
    /// Base forms, lower case, best first, at least one.
    pub bases: Vec<String>,
    /// Base forms of compound parts, lower case; empty for a simple word.
    pub parts: Vec<String>,
    /// Whether the dictionary knows the word or its head.
    pub known: bool,
}

/// Marks of a word: labels write it so; it is a base form, or a head known from compounds; it is what
/// labels end with, so that it names something.
const WRITTEN: u8 = 1;
const BASE: u8 = 2;
const NAMES: u8 = 4;

/// A word names something where at least one in so many of its uses in labels is the last of its part of
/// the label: `linen` in `manage linen`, never `central` in `central heating` or `assess`.
const LAST_OF: usize = 4;

/// The known words of one language.
pub(crate) struct Dictionary {
    lang: Lang,
    stemmer: Stemmer,
    words: Strings,
    /// By word.
    marks: Vec<u8>,
    stems: Strings,
    /// By stem, its shortest word.
    shortest: Vec<u32>,
    function: FastMap<&'static str, ()>,
}

impl Dictionary {
    /// A dictionary of the words (lower case, without hyphens) given, in any order.
    pub(crate) fn new<'a>(lang: Lang, words: impl Iterator<Item = &'a str>) -> Self {
        let mut dictionary = Self::of(lang, Strings::default(), Vec::new());
        for word in words.filter(|w| w.chars().nth(1).is_some()) {
            dictionary.mark(word, WRITTEN);
        }
        dictionary.find_bases();
        dictionary.find_heads();
        dictionary
    }

    fn of(lang: Lang, words: Strings, marks: Vec<u8>) -> Self {
        Self {
            lang,
            stemmer: Stemmer::new(match lang {
                Lang::Fi => Algorithm::Finnish,
                Lang::Sv => Algorithm::Swedish,
                Lang::En => Algorithm::English,
            }),
            words,
            marks,
            stems: Strings::default(),
            shortest: Vec::new(),
            function: function_words(lang).map(|w| (w, ())).collect(),
        }
    }

    /// What is dear to find out of the words, to be kept.
    pub(crate) fn keep(&self, parts: &mut Parts) {
        parts.push(self.words.kept());
        parts.push(&self.marks);
        parts.push(self.stems.kept());
        parts.push(&self.shortest);
    }

    /// A dictionary from what was kept of it; `None` where it was no such thing.
    pub(crate) fn kept(lang: Lang, parts: &mut kept::Reader<'_>) -> Option<Self> {
        let words = Strings::of(parts.next()?)?;
        let marks: Vec<u8> = parts.next()?;
        let stems = Strings::of(parts.next()?)?;
        let shortest: Vec<u32> = parts.next()?;
        let sound = marks.len() == words.len()
            && shortest.len() == stems.len()
            && shortest.iter().all(|word| (*word as usize) < words.len());
        sound.then(|| Self {
            stems,
            shortest,
            ..Self::of(lang, words, marks)
        })
    }

    fn mark(&mut self, word: &str, mark: u8) {
        let id = self.words.intern(word) as usize;
        if id == self.marks.len() {
            self.marks.push(mark);
        } else {
            self.marks[id] |= mark;
        }
    }

    fn has(&self, word: &str, mark: u8) -> bool {
        self.words
            .find(word)
            .is_some_and(|id| self.marks[id as usize] & mark != 0)
    }

    fn is_base(&self, word: &str) -> bool {
        self.has(word, BASE)
    }

    /// Knows these words (lower case) too, though what language they are in is not sure. Forms of a
    /// word that is known are no words of their own: `sairaanhoitajan` is of `sairaanhoitaja`.
    pub(crate) fn learn<'a>(&mut self, words: impl Iterator<Item = &'a str>) {
        let finnish = self.lang == Lang::Fi;
        let is_form = |word: &str| {
            finnish
                && finnish::candidates(word)
                    .iter()
                    .any(|c| c.cost > 0 && self.is_base(&c.base))
        };
        let new: Vec<&str> = words.filter(|w| !is_form(w)).collect();
        for word in new {
            self.mark(word, BASE);
        }
    }

    fn find_bases(&mut self) {
        let mut order: Vec<u32> = (0..).take(self.words.len()).collect();
        order.sort_unstable_by_key(|id| {
            let word = self.words.get(*id);
            (word.len(), word)
        });
        let inflected = |word: &str| {
            self.lang == Lang::Fi
                && finnish::candidates(word).iter().any(|c| {
                    // A longer form is no base form: `kirjanpitoa` is of `kirjanpito`.
                    let shorter = c.base.len() <= word.len();
                    // An abbreviation of three letters makes no form of a verb: `ajaa` is not of `aka`.
                    let long = c.base.chars().count() > 3;
                    c.cost > 0 && shorter && long && self.writes(&c.base)
                })
        };
        let found: Vec<(bool, String)> = order
            .par_iter()
            .map(|id| {
                let word = self.words.get(*id);
                (!inflected(word), self.stem(word))
            })
            .collect();
        for (id, (base, stem)) in order.into_iter().zip(found) {
            if base {
                self.marks[id as usize] |= BASE;
            }
            if self.stems.intern(&stem) as usize == self.shortest.len() {
                self.shortest.push(id);
            }
        }
    }

    /// Heads such as `huoltaja` that labels write only inside compounds.
    fn find_heads(&mut self) {
        if self.lang == Lang::En {
            return;
        }
        let mut witnesses: FastMap<&str, u16> = FastMap::default();
        let bases = self.words.iter().filter(|word| self.is_base(word));
        for word in bases {
            for (modifier, head) in splits(word).filter(|(_, h)| h.chars().count() > HEAD_MIN) {
                if self.writes(modifier) && !self.writes(head) {
                    *witnesses.entry(head).or_default() += 1;
                }
            }
        }
        let mut heads: Vec<String> = witnesses
            .into_iter()
            .filter(|(_, n)| *n >= HEAD_WITNESSES)
            .map(|(h, _)| h.to_owned())
            .collect();
        heads.sort_unstable();
        for head in heads {
            self.mark(&head, BASE);
        }
    }

    /// Whether a base form names something: parts of labels end with it.
    pub(crate) fn names(&self, base: &str) -> bool {
        self.has(base, NAMES)
    }

    /// Learns from labels (lower case) which words name something.
    pub(crate) fn learn_names<'a>(&mut self, labels: impl Iterator<Item = &'a str>) {
        // By word as written: how often in all, and how often the last of its part of a label.
        let mut uses: FastMap<String, (usize, usize)> = FastMap::default();
        for label in labels {
            let parts = label.split([',', ';', '(', ')', '/', ':']);
            for part in parts {
                let words: Vec<String> = super::token::tokens(part)
                    .into_iter()
                    .map(|raw| raw.surface.to_lowercase())
                    .collect();
                for (at, word) in words.iter().enumerate() {
                    // What a label of several words begins with is a verb, or says which: `assess …`.
                    let begins = at == 0 && words.len() > 1 && self.lang != Lang::Fi;
                    let next = words.get(at + 1);
                    let last = !begins && next.is_none_or(|next| relates(next));
                    let count = uses.entry(word.clone()).or_default();
                    count.0 += 1;
                    count.1 += usize::from(last);
                }
            }
        }
        let mut ends: Vec<String> = uses
            .into_iter()
            .filter(|(_, (all, last))| last * LAST_OF >= *all)
            .map(|(word, _)| word)
            .collect();
        ends.sort_unstable();
        let bases: Vec<Vec<String>> = ends.par_iter().map(|end| self.forms(end).bases).collect();
        for base in bases.into_iter().flatten() {
            self.mark(&base, NAMES);
        }
    }

    /// The shortest word of a stem.
    fn shortest_of(&self, stem: &str) -> Option<&str> {
        let id = self.stems.find(stem)?;
        Some(self.words.get(self.shortest[id as usize]))
    }

    /// The Snowball stem of a word (lower case).
    pub(crate) fn stem(&self, word: &str) -> String {
        self.stemmer.stem(word).into_owned()
    }

    /// Whether a label writes exactly this word (lower case).
    pub(crate) fn writes(&self, word: &str) -> bool {
        self.has(word, WRITTEN)
    }

    /// Whether the word carries no content.
    pub(crate) fn is_function_word(&self, word: &str) -> bool {
        self.function.contains_key(word)
    }

    /// Base forms and compound parts of a word (lower case).
    pub(crate) fn forms(&self, word: &str) -> Forms {
        if self.function.contains_key(word) {
            return Forms {
                bases: vec![word.to_owned()],
                parts: Vec::new(),
                known: true,
            };
        }
        let Some((before, last)) = word.rsplit_once('-') else {
            return self.simple(word);
        };
        let mut forms = self.simple(last);
        let mut parts: Vec<String> = before
            .split('-')
            .filter(|p| !p.is_empty())
            .map(|p| self.simple(p).bases.swap_remove(0))
            .collect();
        match forms.parts.is_empty() {
            true => parts.push(forms.bases[0].clone()),
            false => parts.append(&mut forms.parts),
        }
        for base in &mut forms.bases {
            *base = format!("{before}-{base}");
        }
        Forms { parts, ..forms }
    }

    fn simple(&self, word: &str) -> Forms {
        match self.lang {
            Lang::Fi => self.finnish(word),
            Lang::Sv | Lang::En => self.by_stem(word),
        }
    }

    fn finnish(&self, word: &str) -> Forms {
        let (word, coloned) = match word.split_once(':') {
            // `MAG:lla`: what stands before the colon is the base form.
            Some((name, _)) if name.chars().next().is_some() => (name, true),
            _ => (word, false),
        };
        let candidates = match coloned {
            true => vec![finnish::Candidate {
                base: word.to_owned(),
                cost: 0,
            }],
            false => finnish::candidates(word),
        };
        let mut known: Vec<&finnish::Candidate> = candidates
            .iter()
            .filter(|c| self.is_base(&c.base))
            .collect();
        if let Some(best) = known.first().map(|c| c.cost) {
            known.retain(|c| c.cost <= best + 4);
            let parts = self.parts(&known[0].base);
            return Forms {
                bases: known.into_iter().map(|c| c.base.clone()).collect(),
                parts,
                known: true,
            };
        }
        let compound = candidates
            .iter()
            .filter_map(|c| Some((self.head(&c.base)?, c)))
            .min_by_key(|((cost, _), c)| (u16::from(c.cost) + cost, c.base.len()));
        match compound {
            Some((_, candidate)) => Forms {
                bases: vec![candidate.base.clone()],
                parts: self.parts(&candidate.base),
                known: true,
            },
            None => Forms {
                bases: vec![if coloned {
                    word.to_owned()
                } else {
                    self.stem(word)
                }],
                ..Forms::default()
            },
        }
    }

    fn by_stem(&self, word: &str) -> Forms {
        let word = word.trim_end_matches("'s").trim_end_matches('\'');
        let word = match self.lang {
            Lang::En => strong_verb(word).unwrap_or(word),
            _ => word,
        };
        let stem = self.stem(word);
        let (base, known) = match self.shortest_of(&stem) {
            Some(shortest) => (shortest.to_string(), true),
            None => match self.head_by_stem(word) {
                Some(compound) => (compound, true),
                None => (stem, false),
            },
        };
        let parts = self.parts(&base);
        Forms {
            known: known || !parts.is_empty(),
            bases: vec![base],
            parts,
        }
    }

    /// `undersköterskor` → `undersköterska`: the base form of a compound whose head is known by its stem.
    fn head_by_stem(&self, word: &str) -> Option<String> {
        if self.lang != Lang::Sv {
            return None;
        }
        splits(word)
            .filter(|(modifier, _)| self.modifier(modifier).is_some())
            .find_map(|(modifier, head)| {
                let shortest = self.shortest_of(&self.stemmer.stem(head))?;
                (shortest.chars().count() >= HEAD_MIN).then(|| format!("{modifier}{shortest}"))
            })
    }

    /// How far-fetched the best reading of the word as a compound with a known head is, and its cut.
    fn head<'a>(&self, word: &'a str) -> Option<(u16, (&'a str, &'a str))> {
        splits(word)
            .filter(|(_, head)| self.is_base(head))
            .filter_map(|(modifier, head)| {
                let length = u16::try_from(head.chars().count().min(12)).unwrap_or(12);
                let cost = match self.modifier(modifier) {
                    Some(_) => 20,
                    None if length >= 6 => 40,
                    None => return None,
                };
                Some((cost - length, (modifier, head)))
            })
            .min_by_key(|(cost, _)| *cost)
    }

    /// The base form of a compound's first part, where it is known.
    fn modifier(&self, modifier: &str) -> Option<String> {
        let linked = modifier.strip_suffix('s').filter(|_| self.lang == Lang::Sv);
        for form in std::iter::once(modifier).chain(linked) {
            if self.is_base(form) {
                return Some(form.to_owned());
            }
        }
        if self.lang == Lang::Fi {
            return finnish::candidates(modifier)
                .into_iter()
                .find(|c| self.is_base(&c.base))
                .map(|c| c.base);
        }
        self.writes(modifier).then(|| modifier.to_owned())
    }

    /// The parts of a compound whose parts are all known; empty for a simple word.
    fn parts(&self, base: &str) -> Vec<String> {
        if self.lang == Lang::En || base.chars().count() < MODIFIER_MIN + HEAD_MIN {
            return Vec::new();
        }
        let best = splits(base)
            .filter(|(_, head)| self.is_base(head))
            .filter_map(|(modifier, head)| {
                let balance = modifier.len().min(8) * head.len().min(8);
                Some((balance, self.modifier(modifier)?, head))
            })
            .max_by_key(|(balance, ..)| *balance);
        let Some((_, modifier, head)) = best else {
            return Vec::new();
        };
        let mut parts = self.parts(&modifier);
        if parts.is_empty() {
            parts.push(modifier);
        }
        let of_head = self.parts(head);
        match of_head.is_empty() {
            true => parts.push(head.to_owned()),
            false => parts.extend(of_head),
        }
        parts
    }
}

/// Whether a word of a label says how what stands before it relates to what follows.
fn relates(word: &str) -> bool {
    matches!(
        word,
        "of" | "in"
            | "for"
            | "on"
            | "at"
            | "with"
            | "to"
            | "from"
            | "by"
            | "av"
            | "i"
            | "på"
            | "för"
            | "till"
            | "med"
            | "från"
            | "vid"
            | "inom"
    )
}

/// Every cut of a word into a first part and a head that are long enough to be words.
fn splits(word: &str) -> impl Iterator<Item = (&str, &str)> {
    let letters = word.chars().count();
    let plain = word.chars().all(char::is_alphabetic) && letters <= 60;
    word.char_indices()
        .enumerate()
        .skip(MODIFIER_MIN)
        .take_while(move |(n, _)| plain && n + HEAD_MIN <= letters)
        .map(|(_, (at, _))| word.split_at(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finnish() -> Dictionary {
        let words = "sairaanhoitaja sairaan sairas hoitaja asiakas asiakkaiden palvelu asiakaspalvelu trukki trukin kuljettaja kortti \
                     laitos huoltaja hoitaa hitsata osaaminen kirjanpito kirja";
        Dictionary::new(Lang::Fi, words.split_whitespace())
    }

    fn check(dictionary: &Dictionary, word: &str, base: &str, parts: &[&str]) {
        let forms = dictionary.forms(word);
        assert_eq!(forms.bases[0], base, "{word}");
        assert_eq!(forms.parts, parts, "{word}");
    }

    #[test]
    fn known_words_give_their_base_form() {
        let fi = finnish();
        check(
            &fi,
            "sairaanhoitajille",
            "sairaanhoitaja",
            &["sairas", "hoitaja"],
        );
        check(&fi, "asiakkaita", "asiakas", &[]);
        check(
            &fi,
            "asiakaspalvelussa",
            "asiakaspalvelu",
            &["asiakas", "palvelu"],
        );
        check(&fi, "kirjanpidostaan", "kirjanpito", &[]);
    }

    #[test]
    fn unknown_compounds_are_known_by_their_head() {
        let fi = finnish();
        check(
            &fi,
            "laitoshuoltajia",
            "laitoshuoltaja",
            &["laitos", "huoltaja"],
        );
        check(&fi, "trukkikorttia", "trukkikortti", &["trukki", "kortti"]);
        check(&fi, "lvi-asiakkaalle", "lvi-asiakas", &["lvi", "asiakas"]);
        check(&fi, "mag:lla", "mag", &[]);
    }

    #[test]
    fn swedish_compounds_are_cut() {
        let words =
            "under sköterska lager arbetare arbetaren närvård vårdare service".split_whitespace();
        let sv = Dictionary::new(Lang::Sv, words);
        check(
            &sv,
            "undersköterskor",
            "undersköterska",
            &["under", "sköterska"],
        );
        check(
            &sv,
            "lagerarbetarna",
            "lagerarbetare",
            &["lager", "arbetare"],
        );
        check(&sv, "arbetarna", "arbetare", &[]);
    }
}
