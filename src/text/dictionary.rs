//! The words of a language that the reader knows: those of the taxonomy's labels, the everyday
//! words and the permits. Base forms, stems and compound parts are found with them alone.

use frostem::{Algorithm, Stemmer};

use super::finnish;
use super::hash::FastMap;
use super::words::function_words;
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

/// The known words of one language.
pub(crate) struct Dictionary {
    lang: Lang,
    stemmer: Stemmer,
    /// Every word as labels write it.
    written: FastMap<Box<str>, ()>,
    /// Those that are base forms, and heads known from compounds.
    bases: FastMap<Box<str>, ()>,
    /// The shortest word of each stem.
    by_stem: FastMap<Box<str>, Box<str>>,
    function: FastMap<&'static str, ()>,
}

impl Dictionary {
    /// A dictionary of the words (lower case, without hyphens) given, in any order.
    pub(crate) fn new<'a>(lang: Lang, words: impl Iterator<Item = &'a str>) -> Self {
        let mut dictionary = Self {
            lang,
            stemmer: Stemmer::new(match lang {
                Lang::Fi => Algorithm::Finnish,
                Lang::Sv => Algorithm::Swedish,
                Lang::En => Algorithm::English,
            }),
            written: FastMap::default(),
            bases: FastMap::default(),
            by_stem: FastMap::default(),
            function: function_words(lang).map(|w| (w, ())).collect(),
        };
        for word in words.filter(|w| w.chars().nth(1).is_some()) {
            if !dictionary.written.contains_key(word) {
                dictionary.written.insert(word.into(), ());
            }
        }
        dictionary.find_bases();
        dictionary.find_heads();
        dictionary
    }

    /// Knows these words (lower case) too, though what language they are in is not sure. Forms of a
    /// word that is known are no words of their own: `sairaanhoitajan` is of `sairaanhoitaja`.
    pub(crate) fn learn<'a>(&mut self, words: impl Iterator<Item = &'a str>) {
        let finnish = self.lang == Lang::Fi;
        let is_form = |word: &str| {
            finnish
                && finnish::candidates(word)
                    .iter()
                    .any(|c| c.cost > 0 && self.bases.contains_key(c.base.as_str()))
        };
        let new: Vec<&str> = words.filter(|w| !is_form(w)).collect();
        self.bases.extend(new.into_iter().map(|w| (w.into(), ())));
    }

    fn find_bases(&mut self) {
        let mut words: Vec<&str> = self.written.keys().map(|w| &**w).collect();
        words.sort_unstable_by_key(|w| (w.len(), *w));
        for word in words {
            let inflected = self.lang == Lang::Fi
                && finnish::candidates(word).iter().any(|c| {
                    // A longer form is no base form: `kirjanpitoa` is of `kirjanpito`.
                    let shorter = c.base.len() <= word.len();
                    // An abbreviation of three letters makes no form of a verb: `ajaa` is not of `aka`.
                    let long = c.base.chars().count() > 3;
                    c.cost > 0 && shorter && long && self.written.contains_key(c.base.as_str())
                });
            if !inflected {
                self.bases.insert(word.into(), ());
            }
            let stem = self.stemmer.stem(word);
            if !self.by_stem.contains_key(&*stem) {
                self.by_stem.insert((*stem).into(), word.into());
            }
        }
    }

    /// Heads such as `huoltaja` that labels write only inside compounds.
    fn find_heads(&mut self) {
        if self.lang == Lang::En {
            return;
        }
        let mut witnesses: FastMap<&str, u16> = FastMap::default();
        for word in self.bases.keys() {
            for (modifier, head) in splits(word).filter(|(_, h)| h.chars().count() > HEAD_MIN) {
                if self.written.contains_key(modifier) && !self.written.contains_key(head) {
                    *witnesses.entry(head).or_default() += 1;
                }
            }
        }
        let heads: Vec<Box<str>> = witnesses
            .into_iter()
            .filter(|(_, n)| *n >= HEAD_WITNESSES)
            .map(|(h, _)| h.into())
            .collect();
        self.bases.extend(heads.into_iter().map(|h| (h, ())));
    }

    /// The Snowball stem of a word (lower case).
    pub(crate) fn stem(&self, word: &str) -> String {
        self.stemmer.stem(word).into_owned()
    }

    /// Whether a label writes exactly this word (lower case).
    pub(crate) fn writes(&self, word: &str) -> bool {
        self.written.contains_key(word)
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
            .filter(|c| self.bases.contains_key(c.base.as_str()))
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
        let stem = self.stem(word);
        let (base, known) = match self.by_stem.get(stem.as_str()) {
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
                let shortest = self.by_stem.get(&*self.stemmer.stem(head))?;
                (shortest.chars().count() >= HEAD_MIN).then(|| format!("{modifier}{shortest}"))
            })
    }

    /// How far-fetched the best reading of the word as a compound with a known head is, and its cut.
    fn head<'a>(&self, word: &'a str) -> Option<(u16, (&'a str, &'a str))> {
        splits(word)
            .filter(|(_, head)| self.bases.contains_key(*head))
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
            if self.bases.contains_key(form) {
                return Some(form.to_owned());
            }
        }
        if self.lang == Lang::Fi {
            return finnish::candidates(modifier)
                .into_iter()
                .find(|c| self.bases.contains_key(c.base.as_str()))
                .map(|c| c.base);
        }
        self.written
            .contains_key(modifier)
            .then(|| modifier.to_owned())
    }

    /// The parts of a compound whose parts are all known; empty for a simple word.
    fn parts(&self, base: &str) -> Vec<String> {
        if self.lang == Lang::En || base.chars().count() < MODIFIER_MIN + HEAD_MIN {
            return Vec::new();
        }
        let best = splits(base)
            .filter(|(_, head)| self.bases.contains_key(*head))
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
