//! Takes what points at a person out of free words before a partner reads them: names, telephone
//! numbers, e-mail addresses and personal identity codes (henkilötunnus).
//!
//! In doubt it takes out: a date too much is a smaller harm than a telephone number. It is a first
//! sieve, not a promise: words can point at a person in ways that no pattern knows.

/// What stands where something was taken out.
pub const GAP: &str = "[…]";

/// The text without what points at a person. `names` are the names known of the person, whole or in
/// parts; their Finnish and Swedish case forms go too.
pub fn scrub(text: &str, names: &[&str]) -> String {
    let chars: Vec<char> = text.chars().collect();
    let stems: Vec<Vec<String>> = names
        .iter()
        .flat_map(|name| name.split(|c: char| !c.is_alphabetic()))
        .filter(|part| part.chars().count() >= 2)
        .map(stems)
        .collect();
    let mut scrubbed = String::with_capacity(text.len());
    let mut at = 0;
    while at < chars.len() {
        let begins = at == 0 || !chars[at - 1].is_alphanumeric();
        let found = begins
            .then(|| {
                identity_code(&chars[at..])
                    .or_else(|| email(&chars[at..]))
                    .or_else(|| telephone(&chars[at..]))
                    .or_else(|| name(&chars[at..], &stems))
            })
            .flatten();
        match found {
            Some(length) => {
                scrubbed.push_str(GAP);
                at += length;
            }
            None => {
                scrubbed.push(chars[at]);
                at += 1;
            }
        }
    }
    scrubbed
}

/// Length of a personal identity code at the beginning: day, month and year, the century's sign
/// (+, -, A and, since 2024, U to Y and B to F), three digits and a check character. The check is
/// not made: a misspelt code points at a person as well.
fn identity_code(text: &[char]) -> Option<usize> {
    let digits = |range: std::ops::Range<usize>| {
        let part = text.get(range)?;
        let number: String = part.iter().collect();
        part.iter()
            .all(char::is_ascii_digit)
            .then(|| number.parse::<u32>().ok())
            .flatten()
    };
    let (day, month) = (digits(0..2)?, digits(2..4)?);
    digits(4..6)?;
    let sign = text.get(6)?.to_ascii_uppercase();
    let signed = matches!(sign, '+' | '-' | '–' | '−' | 'A'..='F' | 'U'..='Y');
    digits(7..10)?;
    let ends = text.get(10).is_some_and(char::is_ascii_alphanumeric)
        && !text.get(11).is_some_and(|c| c.is_alphanumeric());
    ((1..=31).contains(&day) && (1..=12).contains(&month) && signed && ends).then_some(11)
}

/// Length of an e-mail address at the beginning.
fn email(text: &[char]) -> Option<usize> {
    let local = |c: &char| c.is_alphanumeric() || "._%+-".contains(*c);
    let before = text.iter().take_while(|c| local(c)).count();
    if before == 0 || text.get(before) != Some(&'@') {
        return None;
    }
    let domain: Vec<char> = text[before + 1..]
        .iter()
        .copied()
        .take_while(|c| c.is_alphanumeric() || "-.".contains(*c))
        .collect();
    let length = domain.iter().rposition(|c| c.is_alphanumeric())? + 1;
    Some(before + 1 + length)
}

/// Length of a telephone number at the beginning: 7 to 15 digits, begun by + or 0, in groups parted
/// by one space, hyphen or bracket.
fn telephone(text: &[char]) -> Option<usize> {
    let first = *text.first()?;
    if first != '+' && first != '0' && first != '(' {
        return None;
    }
    let (mut digits, mut end, mut gap) = (0, 0, 0);
    for (place, c) in text.iter().enumerate() {
        match c {
            '0'..='9' => (digits, end, gap) = (digits + 1, place + 1, 0),
            '+' if place == 0 => {}
            ' ' | '-' | '(' | ')' | '\u{a0}' | '–' | '/' if gap < 2 => gap += 1,
            _ => break,
        }
        if digits > 15 {
            break;
        }
    }
    let started = matches!(first, '+' | '0') || text.get(1).is_some_and(|c| matches!(c, '+' | '0'));
    let ends = !text.get(end).is_some_and(|c| c.is_alphanumeric());
    (started && ends && (7..=15).contains(&digits)).then_some(end)
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

/// Length of a form of one of the names at the beginning. A short name counts only when it is
/// written as a name, with a capital.
fn name(text: &[char], stems: &[Vec<String>]) -> Option<usize> {
    let length = text.iter().take_while(|c| c.is_alphabetic()).count();
    let word: String = text[..length].iter().collect();
    let lower = word.to_lowercase();
    let capital = word.chars().next().is_some_and(char::is_uppercase);
    let is_form = stems.iter().flatten().any(|stem| {
        lower.strip_prefix(stem.as_str()).is_some_and(|ending| {
            ENDINGS.contains(&ending) && (capital || (ending.is_empty() && length > 4))
        })
    });
    is_form.then_some(length)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, names: &[&str], expected: &str) {
        assert_eq!(scrub(text, names), expected, "{text}");
    }

    #[test]
    fn identity_codes_of_old_and_new_centuries_go() {
        for sign in "+-ABCDEFYXWVU".chars() {
            check(
                &format!("hetu 010190{sign}123N."),
                &[],
                &format!("hetu {GAP}."),
            );
        }
        check("131052-308t ja 010594y9021", &[], "[…] ja […]");
        check("tuote 010190A123NX", &[], "tuote 010190A123NX");
        check("erä 451390-1234", &[], "erä 451390-1234");
    }

    #[test]
    fn telephone_numbers_and_addresses_go() {
        for number in [
            "+358 40 123 4567",
            "040-1234567",
            "0401234567",
            "(09) 123 4567",
            "+46 (0)70-123 45 67",
            "00358 40 1234567",
        ] {
            check(&format!("Soita {number}, kiitos"), &[], "Soita […], kiitos");
        }
        check("maija.m+cv@esimerkki.fi. Muuta", &[], "[…]. Muuta");
        check("Kirjoita <a_b@c-d.example>", &[], "Kirjoita <[…]>");
    }

    #[test]
    fn years_amounts_and_skills_stay() {
        for text in [
            "Työssä 2019-2024, 12 000 €, 3-vuorotyö, C++ ja EA1, TIG 141, ISO 9001",
            "37,5 h/vko, klo 06-14, 01.05.2020, @-merkki",
        ] {
            check(text, &[], text);
        }
    }

    #[test]
    fn names_go_in_every_case() {
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
}
