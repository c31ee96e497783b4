//! Names: those known of the person in every case form, and others by what stands before or after them.

use super::{blanks, lower, word, word_before};

/// Stems of the names known of a person.
pub(super) struct Names(Vec<Vec<String>>);

impl Names {
    pub(super) fn of(names: &[&str]) -> Self {
        let parts = names
            .iter()
            .flat_map(|name| name.split(|c: char| !c.is_alphabetic()));
        Self(
            parts
                .filter(|part| part.chars().count() >= 2)
                .map(stems)
                .collect(),
        )
    }
}

/// Case endings that a name takes in Finnish, and the Swedish and English genitive.
const ENDINGS: &[&str] = &[
    "", "a", "an", "e", "en", "ia", "ien", "iin", "iä", "in", "ksi", "lla", "lle", "llä", "lta",
    "ltä", "n", "na", "ni", "nsa", "nsä", "nä", "on", "s", "sa", "ssa", "ssä", "sta", "stä", "sä",
    "ta", "tä", "un", "yn", "ä", "än", "ö", "ön", "ista", "ille", "eja", "het", "t",
];

/// A name's stems in lower case: itself, and how it changes before an ending (Virtanen: Virtase-,
/// Matti: Mati-, Virta: Virra-, Daniel: Danieli-).
fn stems(name: &str) -> Vec<String> {
    let whole = name.to_lowercase();
    let mut stems = vec![whole.clone()];
    if let Some(bare) = whole.strip_suffix("nen") {
        stems.extend([format!("{bare}se"), format!("{bare}s")]);
    }
    let mut letters: Vec<char> = whole.chars().collect();
    match letters.pop() {
        Some(vowel) if "aeiouyäöå".contains(vowel) => {
            let bare: String = letters.iter().collect();
            for (strong, weak) in WEAKENED {
                if let Some(start) = bare.strip_suffix(strong) {
                    stems.push(format!("{start}{weak}{vowel}"));
                    break;
                }
            }
        }
        Some(_) => stems.extend([format!("{whole}i"), format!("{whole}e")]),
        None => {}
    }
    stems
}

/// How consonants weaken before an ending that closes the syllable; the first that fits counts.
const WEAKENED: &[(&str, &str)] = &[
    ("kk", "k"),
    ("pp", "p"),
    ("tt", "t"),
    ("nk", "ng"),
    ("nt", "nn"),
    ("mp", "mm"),
    ("lt", "ll"),
    ("rt", "rr"),
    ("k", ""),
    ("p", "v"),
    ("t", "d"),
];

/// Length of a name at the beginning: a form of one known, or one that its surroundings tell.
pub(super) fn name(before: &[char], text: &[char], names: &Names) -> Option<usize> {
    known(text, names)
        .or_else(|| told(before, text))
        .or_else(|| surname(text))
}

/// Length of a form of one of the names at the beginning. A short name counts only when it is
/// written as a name, with a capital.
fn known(text: &[char], names: &Names) -> Option<usize> {
    let length = text.iter().take_while(|c| c.is_alphabetic()).count();
    let lower = lower(&text[..length]);
    let capital = text.first().is_some_and(|c| c.is_uppercase());
    let is_form = names.0.iter().flatten().any(|stem| {
        lower.strip_prefix(stem.as_str()).is_some_and(|ending| {
            ENDINGS.contains(&ending) && (capital || (ending.is_empty() && length > 4))
        })
    });
    is_form.then_some(length)
}

/// Words after which a name comes, by their beginnings.
const INTRODUCED: &[&str] = &[
    "nimeni",
    "nimi",
    "kutsumanimi",
    "sukunimi",
    "etunimi",
    "heter",
    "namn",
    "name",
    "suosittelij",
    "referens",
    "referenc",
    "yhteyshenkilö",
    "kontaktperson",
    "terveisin",
    "hälsningar",
    "regards",
    "mvh",
    "rouva",
    "herra",
    "ystäväni",
    "vaimoni",
    "mieheni",
    "äitini",
    "isäni",
    "lapseni",
    "poikani",
    "tyttäreni",
];

/// Words that may stand between: `nimeni on`, `my name is`.
const BETWEEN: &[&str] = &["on", "is", "är", "ovat", "mm"];

/// Length of the capitalised words after a word that brings a name.
fn told(before: &[char], text: &[char]) -> Option<usize> {
    let mut cue = word_before(before);
    if BETWEEN.contains(&cue.as_str()) {
        let end = before.iter().rposition(|c| c.is_alphanumeric())? + 1 - cue.chars().count();
        cue = word_before(&before[..end]);
    }
    let brings = INTRODUCED.iter().any(|begin| cue.starts_with(begin));
    brings.then(|| capitalised(text, 3)).flatten()
}

/// Length of up to so many capitalised words in a row.
fn capitalised(text: &[char], most: usize) -> Option<usize> {
    let (mut at, mut end) = (0, None);
    for _ in 0..most {
        let own = word(&text[at..]);
        if own.len() < 2 || !own[0].is_uppercase() {
            break;
        }
        at += own.len();
        end = Some(at);
        let gap = text[at..]
            .iter()
            .take_while(|c| matches!(c, ' ' | '\u{a0}'))
            .count();
        if gap == 0 {
            break;
        }
        at += gap;
    }
    end
}

/// Ends of surnames that hardly another capitalised word has.
const SURNAMES: &[&str] = &[
    "nen", "sen", "selle", "selta", "sella", "ström", "berg", "lund", "qvist", "kvist", "sson",
    "blom", "gren",
];

/// Length of a forename and a surname: two capitalised words, of which the second ends as surnames do.
fn surname(text: &[char]) -> Option<usize> {
    let first = word(text);
    let is_name = |word: &[char]| {
        word.len() > 2
            && word[0].is_uppercase()
            && word[1..]
                .iter()
                .all(|c| c.is_lowercase() || *c == '-' || c.is_uppercase())
    };
    if !is_name(first) {
        return None;
    }
    let gap = blanks(&text[first.len()..]);
    let second = word(&text[first.len() + gap..]);
    let ends = |word: &[char]| {
        let lower = lower(word);
        word.len() > 4 && SURNAMES.iter().any(|end| lower.ends_with(end))
    };
    (gap == 1 && is_name(second) && ends(second)).then(|| first.len() + gap + second.len())
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn known_names_go_in_every_case() {
        let names = ["Matti Virtanen", "Åsa-Maria"];
        for form in [
            "Matti",
            "Matin",
            "Matille",
            "Mattia",
            "VIRTANEN",
            "Virtasen",
            "Virtaselta",
            "Åsas",
            "Marian",
            "matti",
        ] {
            check(&format!("Kysy: {form}!"), &names, "Kysy: […]!");
        }
        check(
            "Matka maton alle, virtaa riittää",
            &names,
            "Matka maton alle, virtaa riittää",
        );
        check("Aho sahaa ahoja", &["Aho"], "[…] sahaa ahoja");
    }

    #[test]
    fn other_names_go_where_something_tells_them() {
        check("Suosittelija: Tuija Aalto", &[], "Suosittelija: […]");
        check("Nimeni on Ali Hassan Omar.", &[], "Nimeni on […].");
        check("Jag heter Åsa Nygård, 30", &[], "Jag heter […], 30");
        check(
            "esimieheni Pekka Lahtinen tietää",
            &[],
            "esimieheni […] tietää",
        );
        check(
            "Hyvää työtä Nokian Renkailla",
            &[],
            "Hyvää työtä Nokian Renkailla",
        );
    }
}
