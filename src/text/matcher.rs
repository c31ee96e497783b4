//! A list of labels, matched to phrases by how they are written: one entry a label.
//!
//! The measured recipe: a cosine over place-weighted n-grams; in English stems and BM25 beside it;
//! windows over long sentences; then the best hundred are aligned word by word.

use std::borrow::Cow;

use rayon::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::grams::GramIndex;
use super::hash::FastMap;
use super::kept::{self, Parts};
use super::lists::Lists;
use super::stems::{BM25_WEIGHT, STEM_WEIGHT, Stems};
use super::strings::Strings;
use super::words::function_words;
use crate::domain::Lang;

/// How many of the best are aligned word by word.
const ALIGNED: usize = 100;
const WINDOW_WEIGHT: f32 = 0.6;
const ALIGNMENT_WEIGHT: f32 = 0.8;
/// How much it counts that the phrase's words are found in the label, the rest being that the label's
/// are found in the phrase: a sentence says much beside.
const SHARE_OF_PHRASE: f32 = 0.5;
const SHARE_OF_SENTENCE: f32 = 0.3;
/// The best so many are compared letter by letter too, for slips of the pen.
const SPELT: usize = 20;
const SPELLING_WEIGHT: f32 = 0.15;
/// Content words of a window, its step, and from how many words on a phrase is a sentence.
const WINDOW: (usize, usize, usize) = (4, 2, 8);
/// Likeness of two words under which they have nothing to do with each other.
const LIKENESS_MIN: f32 = 0.06;
/// Most words of a phrase that are looked at.
const PHRASE_WORDS_MAX: usize = 60;

/// Labels with their words, n-grams and stems.
pub(crate) struct Matcher {
    stop: FastMap<&'static str, ()>,
    words: GramIndex,
    inverse: Vec<f32>,
    /// Words of each label, and labels of each word.
    of_label: Lists<u32>,
    of_word: Lists<u32>,
    /// Length of each label's vector.
    lengths: Vec<f32>,
    stems: Option<Stems>,
    written: Strings,
}

/// The words of a phrase: NFKC, lower case, letters and digits, with the signs of `C++` and `C#`;
/// without what stands in angle brackets, which is a tag or a placeholder.
pub(crate) fn words(text: &str) -> Vec<String> {
    let lower: String = without_tags(text)
        .nfkc()
        .flat_map(char::to_lowercase)
        .collect();
    let mut words: Vec<String> = Vec::new();
    let mut open = false;
    for c in lower.chars() {
        if c.is_alphanumeric() {
            if !open {
                words.push(String::new());
            }
            open = true;
        } else {
            if !(open && matches!(c, '+' | '#')) {
                open = false;
            }
            if !open {
                continue;
            }
        }
        if let Some(word) = words.last_mut() {
            word.push(c);
        }
    }
    words.truncate(PHRASE_WORDS_MAX);
    words
}

/// The text with a space for every `<…>`.
fn without_tags(text: &str) -> Cow<'_, str> {
    if !text.contains('<') {
        return Cow::Borrowed(text);
    }
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('<') {
        kept.push_str(before);
        kept.push(' ');
        rest = after.split_once('>').map_or(after, |(_, after)| after);
    }
    kept.push_str(rest);
    Cow::Owned(kept)
}

#[expect(clippy::cast_precision_loss, reason = "counts of labels are small")]
pub(super) fn inverse_frequency(texts: usize, in_texts: usize) -> f32 {
    (1.0 + texts as f32 / in_texts.max(1) as f32).ln()
}

fn stop_words(lang: Option<Lang>) -> FastMap<&'static str, ()> {
    let words = lang.into_iter().flat_map(function_words);
    words.map(|word| (word, ())).collect()
}

/// By target, the lists that hold it, each once.
pub(super) fn inverted(lists: &Lists<u32>, targets: usize) -> Lists<u32> {
    let mut pairs: Vec<(u32, u32)> = Vec::new();
    let mut seen = Vec::new();
    for (from, at) in (0..).zip(0..lists.len()) {
        seen.clear();
        for target in lists.get(at) {
            if !seen.contains(target) {
                seen.push(*target);
                pairs.push((*target, from));
            }
        }
    }
    Lists::by_number(targets, pairs)
}

impl Matcher {
    /// A matcher over labels; `lang` of none of the three has neither stop words nor stems.
    pub(crate) fn new(labels: &[&str], lang: Option<Lang>) -> Self {
        let stop = stop_words(lang);
        let words_of: Vec<Vec<String>> = labels
            .par_iter()
            .map(|label| content(words(label), &stop))
            .collect();
        let mut written = Strings::default();
        let mut of_label = Lists::default();
        let mut list = Vec::new();
        for words in &words_of {
            list.clear();
            list.extend(words.iter().map(|word| written.intern(word)));
            of_label.push(&list);
        }
        let of_word = inverted(&of_label, written.len());
        let frequency: Vec<u32> = (0..written.len())
            .map(|w| u32::try_from(of_word.get(w).len()).unwrap_or(u32::MAX))
            .collect();
        let names: Vec<&str> = written.iter().collect();
        let index = GramIndex::new(&names, &frequency, labels.len());
        let lengths = (0..labels.len())
            .map(|label| {
                let squares = |w: &u32| index.length(*w).powi(2);
                of_label.get(label).iter().map(squares).sum::<f32>().sqrt()
            })
            .collect();
        Self {
            inverse: frequency
                .iter()
                .map(|f| inverse_frequency(labels.len(), *f as usize))
                .collect(),
            stems: (lang == Some(Lang::En)).then(|| Stems::new(&names, &of_label)),
            stop,
            words: index,
            of_label,
            of_word,
            lengths,
            written,
        }
    }

    /// What is dear to find out of the labels, to be kept.
    pub(crate) fn keep(&self, parts: &mut Parts) {
        parts.push(self.written.kept());
        parts.push(&self.of_label);
        parts.push(&self.of_word);
        parts.push(&self.inverse);
        parts.push(&self.lengths);
        self.words.keep(parts);
        if let Some(stems) = &self.stems {
            stems.keep(parts);
        }
    }

    /// A matcher from what was kept of it; `None` where it was no such thing.
    pub(crate) fn kept(lang: Option<Lang>, parts: &mut kept::Reader<'_>) -> Option<Self> {
        let written = Strings::of(parts.next()?)?;
        let (of_label, of_word): (Lists<u32>, Lists<u32>) = (parts.next()?, parts.next()?);
        let (inverse, lengths): (Vec<f32>, Vec<f32>) = (parts.next()?, parts.next()?);
        let labels = of_label.len();
        let words = GramIndex::kept(written.len(), parts)?;
        let stems = match lang == Some(Lang::En) {
            true => Some(Stems::kept(labels, parts)?),
            false => None,
        };
        let sound = of_label.is_sound(|word| (*word as usize) < written.len())
            && of_word.is_sound(|label| (*label as usize) < labels)
            && [of_word.len(), inverse.len()] == [written.len(); 2]
            && lengths.len() == labels;
        sound.then(|| Self {
            stop: stop_words(lang),
            words,
            inverse,
            of_label,
            of_word,
            lengths,
            stems,
            written,
        })
    }

    /// The labels most like a phrase, best first, at most a hundred or so, with scores from 0 to 1.
    pub(crate) fn best(&self, phrase: &str) -> Vec<(u32, f32)> {
        let query = self.query(phrase);
        if query.words.is_empty() || self.lengths.is_empty() {
            return Vec::new();
        }
        let mut tally = Tally::new(self.lengths.len());
        self.base(&query, 0..query.words.len(), &mut tally);
        let mut best = tally.take();
        let (size, step, sentence) = WINDOW;
        let long = query.words.len() > sentence;
        if long {
            let mut windows = vec![0.0_f32; self.lengths.len()];
            for start in (0..query.words.len() - size + step).step_by(step) {
                let window = start..(start + size).min(query.words.len());
                self.base(&query, window, &mut tally);
                for (label, score) in tally.take() {
                    let best = &mut windows[label as usize];
                    *best = best.max(score);
                }
            }
            for (label, score) in &mut best {
                *score += WINDOW_WEIGHT * windows[*label as usize];
            }
        }
        let order = |a: &(u32, f32), b: &(u32, f32)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
        if best.len() > ALIGNED {
            best.select_nth_unstable_by(ALIGNED, order);
            best.truncate(ALIGNED);
        }
        let mut full = 1.0 + ALIGNMENT_WEIGHT + SPELLING_WEIGHT;
        if self.stems.is_some() {
            full += STEM_WEIGHT + BM25_WEIGHT;
        }
        if long {
            full += WINDOW_WEIGHT;
        }
        for (label, score) in &mut best {
            *score = (*score + ALIGNMENT_WEIGHT * self.aligned(&query, *label)) / full;
        }
        best.sort_by(order);
        let joined = query.words.join(" ");
        for (label, score) in best.iter_mut().take(SPELT) {
            let words = self.of_label.get(*label as usize);
            let written: Vec<&str> = words.iter().map(|w| self.written.get(*w)).collect();
            let like = strsim::normalized_damerau_levenshtein(&joined, &written.join(" "));
            #[expect(clippy::cast_possible_truncation, reason = "a share from 0 to 1")]
            let like = like as f32;
            *score += SPELLING_WEIGHT * like / full;
        }
        best.sort_by(order);
        best
    }

    /// A phrase's content words with how like each is to the labels' words.
    fn query(&self, phrase: &str) -> Query {
        let words = content(words(phrase), &self.stop);
        let mut tally = Tally::new(self.lengths.len());
        let alike = words
            .iter()
            .map(|word| {
                let (products, length) = self.words.products(word);
                let min = LIKENESS_MIN * length;
                for (of, product) in (0..).zip(&products) {
                    if *product > 0.0 && *product > min * self.words.length(of) {
                        for label in self.of_word.get(of as usize) {
                            tally.add(*label, *product);
                        }
                    }
                }
                Alike {
                    products,
                    length,
                    labels: tally.take(),
                }
            })
            .collect();
        Query { words, alike }
    }

    /// Cosine over n-grams, with stems and BM25 where the language has them, of some of the words.
    fn base(&self, query: &Query, range: std::ops::Range<usize>, tally: &mut Tally) {
        let mut squares = 0.0;
        for alike in &query.alike[range.clone()] {
            squares += alike.length * alike.length;
            for (label, product) in &alike.labels {
                tally.add(*label, *product);
            }
        }
        let length = squares.sqrt();
        for label in &tally.touched {
            tally.sums[*label as usize] /= length * self.lengths[*label as usize];
        }
        if let Some(stems) = &self.stems {
            stems.add(&query.words[range], tally);
        }
    }

    /// How well each word of the phrase finds one in the label, and each of the label one in the phrase.
    fn aligned(&self, query: &Query, label: u32) -> f32 {
        let label = self.of_label.get(label as usize);
        let like = |q: &Alike, w: u32| {
            q.products[w as usize] / (q.length * self.words.length(w)).max(f32::MIN_POSITIVE)
        };
        let rarest = inverse_frequency(self.lengths.len(), 1);
        let (mut own, mut own_all, mut its, mut its_all) = (0.0, 0.0, 0.0, 0.0);
        for (q, word) in query.alike.iter().zip(&query.words) {
            let best = label.iter().map(|w| like(q, *w)).fold(0.0, f32::max);
            let weight = match self.written.find(word) {
                Some(id) => self.inverse[id as usize],
                None => 0.8 * rarest,
            };
            own += weight * best;
            own_all += weight;
        }
        for w in label {
            let best = query.alike.iter().map(|q| like(q, *w)).fold(0.0, f32::max);
            let weight = self.inverse[*w as usize];
            its += weight * best;
            its_all += weight;
        }
        if own_all == 0.0 || its_all == 0.0 {
            return 0.0;
        }
        let share = if query.words.len() > WINDOW.2 {
            SHARE_OF_SENTENCE
        } else {
            SHARE_OF_PHRASE
        };
        share * own / own_all + (1.0 - share) * its / its_all
    }
}

/// A phrase made ready.
struct Query {
    words: Vec<String>,
    alike: Vec<Alike>,
}

/// How like a word is to the words of the labels.
struct Alike {
    /// Products of its n-grams with those of every word.
    products: Vec<f32>,
    /// Length of its own vector.
    length: f32,
    /// Labels that hold a word like it, with the products summed.
    labels: Vec<(u32, f32)>,
}

/// Sums by label, of which few are touched.
pub(super) struct Tally {
    pub(super) sums: Vec<f32>,
    pub(super) touched: Vec<u32>,
}

impl Tally {
    fn new(labels: usize) -> Self {
        Self {
            sums: vec![0.0; labels],
            touched: Vec::new(),
        }
    }

    /// Adds a product, which is above 0, to a label's sum.
    pub(super) fn add(&mut self, label: u32, product: f32) {
        let sum = &mut self.sums[label as usize];
        if *sum == 0.0 {
            self.touched.push(label);
        }
        *sum += product;
    }

    /// The sums, in the order in which their labels were touched; none are left.
    fn take(&mut self) -> Vec<(u32, f32)> {
        let sums = &mut self.sums;
        self.touched
            .drain(..)
            .map(|label| (label, std::mem::take(&mut sums[label as usize])))
            .collect()
    }
}

/// The words that carry content, or all where none does.
fn content(words: Vec<String>, stop: &FastMap<&'static str, ()>) -> Vec<String> {
    let content: Vec<String> = words
        .iter()
        .filter(|w| !stop.contains_key(w.as_str()))
        .cloned()
        .collect();
    if content.is_empty() { words } else { content }
}

/// A national title without its exceptions and remainders, in the singular.
pub(crate) fn clean_title(title: &str) -> String {
    let lower = title.to_lowercase();
    let cut = ["except", "excluding"]
        .iter()
        .filter_map(|w| {
            lower
                .find(&format!(" {w}"))
                .or_else(|| lower.find(&format!(",{w}")))
        })
        .min()
        .filter(|at| *at > 0)
        .unwrap_or(lower.len());
    let mut kept = lower[..cut].to_owned();
    for remainder in ["all other", "related workers", "not elsewhere classified"] {
        kept = kept.replace(remainder, " ");
    }
    let kept = if words(&kept).is_empty() { lower } else { kept };
    let singular: Vec<String> = words(&kept).iter().map(|w| singular(w)).collect();
    singular.join(" ")
}

fn singular(word: &str) -> String {
    let ends = |e: &[&str]| e.iter().any(|e| word.ends_with(e));
    if word.len() < 4 || ends(&["ss", "us", "is"]) {
        return word.to_owned();
    }
    if let Some(stem) = word.strip_suffix("ies").filter(|s| s.len() > 1) {
        return format!("{stem}y");
    }
    if ends(&["sses", "xes", "ches", "shes"]) {
        return word[..word.len() - 2].to_owned();
    }
    word.strip_suffix('s').unwrap_or(word).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(matcher: &Matcher, phrase: &str, best: u32) {
        let found = matcher.best(phrase);
        assert_eq!(
            found.first().map(|f| f.0),
            Some(best),
            "{phrase}: {found:?}"
        );
    }

    #[test]
    fn the_most_alike_label_is_first() {
        let fi = Matcher::new(
            &["sairaanhoitaja", "hitsaaja", "insinööri, konenäkö", "kokki"],
            Some(Lang::Fi),
        );
        check(&fi, "hitsaajalle", 1);
        check(&fi, "konenäköinsinööri", 2);
        let en = Matcher::new(
            &["truck driver", "nurse", "welding machine operator"],
            Some(Lang::En),
        );
        check(&en, "Drivers of trucks", 0);
        assert!(en.best("").is_empty());
        assert!(Matcher::new(&[], None).best("nurse").is_empty());
    }

    #[test]
    fn tags_and_placeholders_are_no_words() {
        assert_eq!(
            words("<b>Nurse</b> at <ORGANIZATION>, 3 < 4"),
            ["nurse", "at", "3", "4"]
        );
    }

    #[test]
    fn scores_lie_between_nothing_and_one() {
        let en = Matcher::new(&["nurse", "registered nurse"], Some(Lang::En));
        let best = en.best("nurse");
        assert!(
            best.iter().all(|(_, s)| (0.0..=1.01).contains(s)),
            "{best:?}"
        );
    }

    #[test]
    fn a_national_title_loses_its_exceptions() {
        assert_eq!(
            clean_title("Engineers, All Other, except Nurses"),
            "engineer"
        );
        assert_eq!(clean_title("Secretaries"), "secretary");
    }
}
