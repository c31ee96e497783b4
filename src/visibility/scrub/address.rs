//! Postal addresses: street and number, postal code and place, box.

use super::{blanks, lower, word};

/// Ends of words that name streets, in the cases in which they stand before a number.
const STREETS: &[&str] = &[
    // Finnish.
    "katu",
    "kadun",
    "kadulla",
    "kadulta",
    "kadulle",
    "tie",
    "tien",
    "tiellä",
    "tieltä",
    "tielle",
    "kuja",
    "kujan",
    "kujalla",
    "polku",
    "polun",
    "polulla",
    "kaari",
    "kaaren",
    "kaarella",
    "raitti",
    "raitin",
    "raitilla",
    "väylä",
    "väylän",
    "väylällä",
    "rinne",
    "rinteen",
    "rinteellä",
    "aukio",
    "aukion",
    "aukiolla",
    "tori",
    "torilla",
    "bulevardi",
    "bulevardilla",
    "esplanadi",
    "esplanadilla",
    "puistikko",
    "linja",
    "penger",
    "penkereellä",
    "taival",
    "ranta",
    "rannassa",
    "rannalla",
    "mäki",
    "mäellä",
    "piha",
    "pihalla",
    "portti",
    "silta",
    "kulma",
    "kulku",
    "haka",
    // Swedish.
    "gata",
    "gatan",
    "väg",
    "vägen",
    "gränd",
    "gränden",
    "stig",
    "stigen",
    "stranden",
    "torget",
    "esplanaden",
    "backen",
    "bågen",
    "promenaden",
    "allén",
];

/// Those of them that tell a street also in small letters.
const SURE: &[&str] = &[
    "katu", "kadun", "kadulla", "tie", "tiellä", "kuja", "kujalla", "polku", "polulla", "gata",
    "gatan", "väg", "vägen",
];

/// English words for streets, after a name.
const STREET_WORDS: &[&str] = &[
    "street", "road", "avenue", "lane", "drive", "square", "st", "rd", "ave", "way", "court",
];

/// Letters of a street's name at least, without its end.
const NAME: usize = 2;

/// Length of a postal address, or of a part of one, at the beginning.
pub(super) fn postal(text: &[char]) -> Option<usize> {
    street(text)
        .or_else(|| english(text))
        .or_else(|| code(text))
        .or_else(|| post_box(text))
}

/// `Hämeenkatu 12 B 34`, `Vanha Tie 5`, `Storgatan 5`: the street's word and its number.
fn street(text: &[char]) -> Option<usize> {
    let mut at = 0;
    // `Itäinen Pitkäkatu`: up to two words of the name, before the one that says that it is a street.
    for _ in 0..3 {
        let own = word(&text[at..]);
        if own.is_empty() {
            return None;
        }
        let name = lower(own);
        let capital = at > 0 || own[0].is_uppercase();
        let ends = if capital { STREETS } else { SURE };
        let named = |end: &str| {
            let whole = at > 0 && name == end;
            whole
                || name
                    .strip_suffix(end)
                    .is_some_and(|begin| begin.chars().count() >= NAME)
        };
        let is_street =
            ends.iter().any(|end| named(end)) || (at > 0 && STREET_WORDS.contains(&name.as_str()));
        at += own.len();
        let gap = blanks(&text[at..]);
        if is_street && gap > 0 {
            return number(&text[at + gap..]).map(|length| at + gap + length);
        }
        if is_street || gap == 0 || !capital {
            return None;
        }
        at += gap;
    }
    None
}

/// `12 Park Road`.
fn english(text: &[char]) -> Option<usize> {
    let digits = text.iter().take_while(|c| c.is_ascii_digit()).count();
    let mut at = Some(digits).filter(|d| (1..=4).contains(d))?;
    for nth in 0..4 {
        let gap = blanks(&text[at..]);
        let own = word(&text[at + gap..]);
        if gap == 0 || own.is_empty() || !own[0].is_uppercase() {
            return None;
        }
        at += gap + own.len();
        if nth > 0 && STREET_WORDS.contains(&lower(own).as_str()) {
            return Some(at);
        }
    }
    None
}

/// Length of a house's number with its stair and flat: `12`, `12 B 34`, `12-14 A`, `12 as. 3`.
fn number(text: &[char]) -> Option<usize> {
    let digits = |text: &[char]| text.iter().take_while(|c| c.is_ascii_digit()).count();
    let mut at = Some(digits(text)).filter(|d| (1..=4).contains(d))?;
    if matches!(text.get(at), Some('/')) {
        return None;
    }
    if matches!(text.get(at), Some('-' | '–')) {
        at += 1 + digits(&text[at + 1..]);
    }
    // A stair's letter stands alone; a flat's number comes after it, or after a word for it.
    for _ in 0..3 {
        let gap = blanks(&text[at..]);
        let rest = &text[at + gap..];
        let part = word(rest);
        let is_flat = matches!(
            lower(part).as_str(),
            "as" | "asunto" | "lgh" | "bst" | "apt" | "flat" | "rappu" | "porras"
        );
        let dot = usize::from(rest.get(part.len()) == Some(&'.'));
        let count = digits(rest);
        let glued = rest
            .get(count)
            .is_some_and(|c| c.is_alphanumeric() || *c == '.');
        at += match (part.len(), count) {
            (1, _) if part[0].is_ascii_alphabetic() => gap + 1,
            _ if is_flat => gap + part.len() + dot,
            (0, 1..=4) if !glued && gap < 3 => gap + count,
            _ => break,
        };
    }
    Some(at)
}

/// `33100 Tampere`, `FI-33100`.
fn code(text: &[char]) -> Option<usize> {
    let mark = text.iter().take_while(|c| c.is_ascii_uppercase()).count();
    let start = match (mark, text.get(mark)) {
        (0, _) => 0,
        (2, Some('-')) => 3,
        _ => return None,
    };
    let mut at = start;
    for nth in 0..5 {
        // Sweden writes `123 45`.
        if nth == 3 && text.get(at) == Some(&' ') && start > 0 {
            at += 1;
        }
        text.get(at).filter(|c| c.is_ascii_digit())?;
        at += 1;
    }
    if text.get(at).is_some_and(|c| c.is_alphanumeric()) {
        return None;
    }
    let gap = blanks(&text[at..]);
    let place = word(&text[at + gap..]);
    let capital = place.len() > 2 && place[0].is_uppercase();
    match (gap, capital) {
        (1.., true) => Some(at + gap + place.len()),
        _ => (start > 0).then_some(at),
    }
}

/// `PL 123`, `PB 123`, `P.O. Box 123`.
fn post_box(text: &[char]) -> Option<usize> {
    let kinds: [&str; 4] = ["PL", "PB", "P.O. Box", "PO Box"];
    let kind = kinds.iter().find(|kind| {
        let mut own = text.iter();
        kind.chars().all(|c| own.next() == Some(&c))
    })?;
    let at = kind.chars().count();
    let gap = blanks(&text[at..]);
    let digits = text[at + gap..]
        .iter()
        .take_while(|c| c.is_ascii_digit())
        .count();
    (gap > 0 && (1..=5).contains(&digits)).then_some(at + gap + digits)
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn postal_addresses_go() {
        for address in [
            "Hämeenkatu 12 B 34",
            "Hämeenkadulla 12",
            "Itäinen Pitkäkatu 5 as. 3",
            "Kangastie\n 7",
            "Storgatan 5 A 12",
            "Mannerheim Road 14",
            "12 Park Road",
            "33100 Tampere",
            "FI-33100",
            "SE-123 45 Umeå",
            "PL 123",
            "P.O. Box 7",
        ] {
            check(&format!("Asun: {address}, soita"), &[], "Asun: […], soita");
        }
        check("Asun Kangastie 7, 33700 Tampere", &[], "[…], […]");
    }

    #[test]
    fn work_on_roads_stays() {
        for text in [
            "Tietyöt 2019",
            "Työ Tiellä 24/7 Oy",
            "20000 kappaletta",
            "Valtatie on tuttu",
        ] {
            check(text, &[], text);
        }
    }
}
