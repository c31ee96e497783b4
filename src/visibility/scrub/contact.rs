//! E-mail addresses and telephone numbers.

use super::{blanks, word_before};

/// Ways to write the sign of an address for people alone.
const AT: &[&str] = &[
    "@", "(at)", "[at]", "{at}", "(ät)", "[ät]", "(miuku)", "(a)", "＠",
];
/// Ways to write the dot in it.
const DOT: &[&str] = &["(dot)", "[dot]", "(piste)", "[piste]", "(punkt)", "[punkt]"];

/// Length of any of these at the beginning, in whatever case.
fn any_of(text: &[char], words: &[&str]) -> Option<usize> {
    let is = |word: &&&str| {
        let mut own = text.iter().flat_map(|c| c.to_lowercase());
        word.chars().all(|c| own.next() == Some(c))
    };
    words.iter().find(is).map(|word| word.chars().count())
}

/// Length of an e-mail address at the beginning, spaced or not.
pub(super) fn email(text: &[char]) -> Option<usize> {
    let local = |c: &&char| c.is_alphanumeric() || "._%+-".contains(**c);
    let mut at = text.iter().take_while(local).count();
    if at == 0 {
        return None;
    }
    at += blanks(&text[at..]);
    at += any_of(&text[at..], AT)?;
    at += blanks(&text[at..]);
    let mut end = None;
    loop {
        let part = text[at..]
            .iter()
            .take_while(|c| c.is_alphanumeric() || **c == '-')
            .count();
        if part == 0 {
            break;
        }
        at += part;
        end = Some(at);
        let rest = &text[at..];
        let spaced = blanks(rest);
        let word = any_of(&rest[spaced..], DOT).map(|length| {
            let after = spaced + length;
            after + blanks(&rest[after..])
        });
        let plain = || {
            let after = rest.get(1)?;
            (rest.first() == Some(&'.') && after.is_alphanumeric()).then_some(1)
        };
        match word.or_else(plain) {
            Some(length) => at += length,
            None => break,
        }
    }
    end
}

/// What stands before a telephone number, by its beginning.
const CALLED: &[&str] = &[
    "puh",
    "tel",
    "gsm",
    "mob",
    "phone",
    "call",
    "soita",
    "numero",
    "nummer",
    "ring",
    "whatsapp",
    "kännykkä",
];

/// Fewest and most digits of a telephone number; after its name a short one will do.
const DIGITS: std::ops::RangeInclusive<usize> = 7..=15;
const DIGITS_CALLED: usize = 5;

/// Length of a telephone number at the beginning: begun by +, 0 or Finland's 358, or named as one;
/// its groups parted by a few spaces, line ends, hyphens, brackets, slashes or dots.
pub(super) fn telephone(before: &[char], text: &[char]) -> Option<usize> {
    let first = *text.first()?;
    let called = || {
        let cue = word_before(before);
        CALLED.iter().any(|begin| cue.starts_with(begin))
    };
    let begun = match first {
        '+' | '0' => true,
        '(' => text.get(1).is_some_and(|c| matches!(c, '+' | '0')),
        '3' => text.starts_with(&['3', '5', '8']),
        _ => false,
    };
    let named = first.is_ascii_digit() && called();
    if !begun && !named {
        return None;
    }
    // Digits so far, digits of the group, what parts it from the next, and where groups end.
    let (mut digits, mut group, mut gap, mut end, mut whole) = (0, 0, 0, 0, 0);
    for (place, c) in text.iter().enumerate() {
        match c {
            '0'..='9' if digits == *DIGITS.end() => {
                end = whole;
                break;
            }
            '0'..='9' => {
                group = if gap > 0 { 1 } else { group + 1 };
                (digits, gap, end) = (digits + 1, 0, place + 1);
            }
            '+' if place <= 1 => {}
            // A dot after one or two digits parts a date.
            '.' if group < 3 && !named => break,
            ' '
            | '-'
            | '('
            | ')'
            | '\u{a0}'
            | '\u{202f}'
            | '‐'..='–'
            | '/'
            | '.'
            | '\n'
            | '\r'
            | '\t'
                if gap < 4 =>
            {
                gap += 1;
                whole = end;
            }
            _ => break,
        }
    }
    let least = if named {
        DIGITS_CALLED
    } else {
        *DIGITS.start()
    };
    (digits >= least && end > 0).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn telephone_numbers_go() {
        for number in [
            "+358 40 123 4567",
            "040-1234567",
            "0401234567",
            "(09) 123 4567",
            "+46 (0)70-123 45 67",
            "00358 40 1234567",
            "040.123.4567",
            "040 123\n4567",
            "0 4 0 1 2 3 4 5 6 7",
            "358401234567",
        ] {
            check(&format!("Soita {number}, kiitos"), &[], "Soita […], kiitos");
        }
        check("puh. 555 123", &[], "puh. […]");
        check("puh0401234567", &[], "puh[…]");
        check("040 123 4567 2019 2024 2025", &[], "[…] 2024 2025");
    }

    #[test]
    fn electronic_addresses_go() {
        check("maija.m+cv@esimerkki.fi. Muuta", &[], "[…]. Muuta");
        check("Kirjoita <a_b@c-d.example>", &[], "Kirjoita <[…]>");
        check("maija.m (at) esimerkki.fi", &[], "[…]");
        check("maija.m [ät] esimerkki [piste] fi heti", &[], "[…] heti");
        check("maija.m @\n esimerkki.fi", &[], "[…]");
    }
}
