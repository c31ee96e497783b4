//! Takes what points at a person out of free words before a partner reads them: names, telephone
//! numbers, e-mail addresses, postal addresses, dates of birth and personal identity codes
//! (henkilötunnus), also where they are spaced out or broken over lines.
//!
//! In doubt it takes out: a date too much is a smaller harm than a telephone number. It is a first
//! sieve, not a promise: words can point at a person in ways that no pattern knows. So the profile
//! that a partner's answer is made from holds no free words at all; the sieve is for words that are
//! handed on with the person's own yes.

mod address;
mod contact;
mod identity;
mod name;

/// What stands where something was taken out.
pub const GAP: &str = "[…]";

/// The text without what points at a person. `names` are the names known of the person, whole or in
/// parts; their Finnish and Swedish case forms go too.
pub fn scrub(text: &str, names: &[&str]) -> String {
    // What is not seen cannot part what is meant as one: soft hyphens, zero widths.
    let unseen = |c: &char| {
        matches!(
            c,
            '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}'
        )
    };
    let chars: Vec<char> = text.chars().filter(|c| !unseen(c)).collect();
    let names = name::Names::of(names);
    let mut scrubbed = String::with_capacity(text.len());
    let mut at = 0;
    while at < chars.len() {
        match found(&chars, at, &names) {
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

/// Length of what points at a person from here on, if anything does.
fn found(chars: &[char], at: usize, names: &name::Names) -> Option<usize> {
    let (before, text) = chars.split_at(at);
    let last = before.last();
    if last.is_some_and(char::is_ascii_digit) {
        return None;
    }
    // A number may be glued to the word before it: `puh0401234567`.
    let number = || {
        identity::code(text)
            .or_else(|| identity::birth(before, text))
            .or_else(|| contact::telephone(before, text))
    };
    let word = || {
        contact::email(text)
            .or_else(|| address::postal(text))
            .or_else(|| name::name(before, text, names))
    };
    let begins = last.is_none_or(|c| !c.is_alphanumeric());
    number().or_else(|| begins.then(word).flatten())
}

/// Whether a character only parts what stands before and after it.
fn is_blank(c: char) -> bool {
    c.is_whitespace()
}

/// Length of the blanks at the beginning, if they are at most a line's end with its indent.
fn blanks(text: &[char]) -> usize {
    const MOST: usize = 12;
    let length = text.iter().take_while(|c| is_blank(**c)).count();
    if length <= MOST { length } else { 0 }
}

/// The last word before, in lower case, with what stands between it and here left out.
fn word_before(before: &[char]) -> String {
    let end = before.iter().rposition(|c| c.is_alphanumeric());
    let Some(end) = end.filter(|end| before.len() - end <= 4) else {
        return String::new();
    };
    let start = before[..=end]
        .iter()
        .rposition(|c| !c.is_alphanumeric())
        .map_or(0, |place| place + 1);
    before[start..=end]
        .iter()
        .flat_map(|c| c.to_lowercase())
        .collect()
}

/// The word at the beginning: its letters, hyphens within it included.
fn word(text: &[char]) -> &[char] {
    let mut end = 0;
    while let Some(c) = text.get(end) {
        let joins =
            matches!(c, '-' | '\'' | '’') && text.get(end + 1).is_some_and(|n| n.is_alphabetic());
        if !(c.is_alphabetic() || (end > 0 && joins)) {
            break;
        }
        end += 1;
    }
    &text[..end]
}

fn lower(word: &[char]) -> String {
    word.iter().flat_map(|c| c.to_lowercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(super) fn check(text: &str, names: &[&str], expected: &str) {
        assert_eq!(scrub(text, names), expected, "{text}");
    }

    #[test]
    fn years_amounts_and_skills_stay() {
        for text in [
            "Työssä 2019-2024, 12 000 €, 3-vuorotyö, C++ ja EA1, TIG 141, ISO 9001",
            "37,5 h/vko, klo 06-14, 01.05.2020, @-merkki",
            "Olen työskennellyt Nokialla 5 vuotta, 2 lasta päivähoidossa, hygieniapassi 2021.",
            "Jag har arbetat i Åbo 2010–2015 och kan Excel, SAP och truckkort B1.",
            "Tie on pitkä: 20 asiakasta päivässä, 5 kertaa viikossa",
        ] {
            check(text, &[], text);
        }
    }
}
