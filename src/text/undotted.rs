//! Words typed without their dots and rings: `lahihoitaja`, `sahkoasentaja`, `underskoterska`.
//!
//! In a text that has none of the letters å, ä and ö, a word that finds nothing as written is looked for
//! with them. It is taken where one way of dotting it alone names something.

use std::sync::Arc;

use super::analyse::{Analyser, Word};
use super::lexicon::Lexicon;
use crate::domain::Lang;

/// Fewest letters of a word that is looked for so: a shorter one could be too many.
const LETTERS_MIN: usize = 5;

/// Fewest letters of either side of a Finnish compound of which one side alone has lost its dots.
const SIDE_MIN: usize = 3;

/// Most ways of dotting a Swedish word that are tried.
const WAYS_MAX: usize = 108;

/// Whether a text has none of the letters that Finnish and Swedish have beside the Latin alphabet.
pub(super) fn is_without_dots(text: &str) -> bool {
    // A combining diaeresis or ring is a dotted letter too; so is one pasted as an entity.
    !text.contains(['ä', 'ö', 'å', 'Ä', 'Ö', 'Å', '\u{308}', '\u{30A}', '&'])
}

/// The word with its dots; `None` where it is known as written, or nothing or too much comes of dots.
pub(super) fn restored(
    word: &Word,
    lang: Lang,
    analyser: &Analyser,
    lexicon: &Lexicon,
) -> Option<Arc<Word>> {
    let lost = word
        .dotted
        .get_or_init(|| found(word, lang, analyser, lexicon).map(String::into_boxed_str));
    lost.as_ref().map(|dotted| analyser.word(dotted, lang))
}

fn found(word: &Word, lang: Lang, analyser: &Analyser, lexicon: &Lexicon) -> Option<String> {
    let dictionary = analyser.dictionary(lang);
    let letters = word.lower.chars().count();
    let plain = word
        .lower
        .chars()
        .all(|c| c.is_ascii_lowercase() || c == '-');
    let written = |w: &Word| {
        dictionary.writes(&w.lower) || w.bases.iter().any(|base| dictionary.writes(base))
    };
    let says =
        |w: &Word| w.function || !w.cues.is_empty() || !lexicon.known_keys(w, lang).is_empty();
    let known = says(word) || written(word) || word.sort.is_some();
    if lang == Lang::En || known || !plain || letters < LETTERS_MIN {
        return None;
    }
    let ways = match lang {
        Lang::Fi => finnish(&word.lower),
        _ => swedish(&word.lower),
    };
    let mut named = ways.into_iter().filter(|way| {
        let way = analyser.unkept(way, lang);
        says(&way) && (way.function || !way.cues.is_empty() || written(&way))
    });
    let first = named.next()?;
    named.next().is_none().then_some(first)
}

/// Finnish keeps front and back vowels apart within a word, so all of a word has lost its dots, or all of
/// one side of a compound.
fn finnish(word: &str) -> Vec<String> {
    let dotted = |part: &str| part.replace('a', "ä").replace('o', "ö");
    let mut ways = vec![dotted(word)];
    let end = word.len().saturating_sub(SIDE_MIN);
    // The word is of ASCII letters alone: every place is a border.
    for at in SIDE_MIN..=end.max(SIDE_MIN).min(word.len()) {
        let (before, after) = word.split_at(at);
        ways.push(dotted(before) + after);
        ways.push(before.to_owned() + &dotted(after));
    }
    ways.sort_unstable();
    ways.dedup();
    ways.retain(|way| way != word);
    ways
}

/// Every way of putting dots and rings on a Swedish word; none where there are too many.
fn swedish(word: &str) -> Vec<String> {
    let mut ways = vec![String::new()];
    for c in word.chars() {
        let letters: &[char] = match c {
            'a' => &['a', 'ä', 'å'],
            'o' => &['o', 'ö'],
            _ => &[c],
        };
        if ways.len() * letters.len() > WAYS_MAX {
            return Vec::new();
        }
        let longer = |way: &String| {
            letters
                .iter()
                .map(|l| format!("{way}{l}"))
                .collect::<Vec<_>>()
        };
        ways = ways.iter().flat_map(longer).collect();
    }
    ways.retain(|way| way != word);
    ways
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_side_of_a_compound_or_all_of_a_word_gets_its_dots() {
        for (plain, dotted) in [
            ("lahihoitaja", "lähihoitaja"),
            ("tyokokemusta", "työkokemusta"),
            ("sahkoasentaja", "sähköasentaja"),
            ("hyvaa", "hyvää"),
        ] {
            assert!(finnish(plain).contains(&dotted.to_owned()), "{plain}");
        }
        assert!(swedish("underskoterska").contains(&"undersköterska".to_owned()));
        assert!(swedish("halsovardare").contains(&"hälsovårdare".to_owned()));
        assert!(swedish("aaaaaaaaa").is_empty());
    }
}
