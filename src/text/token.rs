//! Cuts text into words, with character offsets into the text as given.
//!
//! A word is kept whole where people write it whole: `C#`, `C++`, `.NET`, `EA1`, `3-vuorotyö`,
//! `JavaScript-kehittäjä`. Its surface is NFC without zero-width characters; its span is not touched
//! by that. Tags and entities of pasted HTML separate words and are none.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A word as it stands in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RawToken {
    /// First character, counted in characters.
    pub start: u32,
    /// Character after the last.
    pub end: u32,
    /// First byte.
    pub byte_start: usize,
    /// Byte after the last.
    pub byte_end: usize,
    /// NFC, zero-width characters removed, hyphenation at a line's end undone.
    pub surface: String,
}

/// Longest word that is analysed, in bytes; a longer one is cut into words of this length.
pub(crate) const WORD_BYTES_MAX: usize = 240;

fn is_zero_width(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

/// The first character that combines with another: text of lower ones alone is composed already.
const COMBINING: char = '\u{300}';

fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || (c >= COMBINING && is_combining_mark(c))
}

/// The text's characters with their byte offsets, so that looking around is indexing. A letter written
/// as an entity is one character, which stands where its `&` does.
struct Chars {
    at: Vec<(usize, char)>,
    bytes: usize,
    /// Places among the text's own characters, where an entity makes them others.
    own: Option<Vec<u32>>,
}

impl Chars {
    fn get(&self, i: usize) -> Option<char> {
        self.at.get(i).map(|(_, c)| *c)
    }

    fn of(text: &str) -> Self {
        let mut chars = Self {
            at: text.char_indices().collect(),
            bytes: text.len(),
            own: None,
        };
        if text.contains('&') {
            chars.decode(text);
        }
        chars
    }

    /// Puts the characters that entities stand for in their place.
    fn decode(&mut self, text: &str) {
        let (mut at, mut own) = (Vec::with_capacity(self.at.len()), Vec::new());
        let mut i = 0;
        while let Some((byte, c)) = self.at.get(i).copied() {
            own.push(u32::try_from(i).unwrap_or(u32::MAX));
            let found = entity(text.get(byte..).unwrap_or_default());
            at.push((byte, found.map_or(c, |(decoded, _)| decoded)));
            i += found.map_or(1, |(_, length)| length);
        }
        own.push(u32::try_from(self.at.len()).unwrap_or(u32::MAX));
        (self.at, self.own) = (at, Some(own));
    }

    /// The place among the text's own characters.
    fn place(&self, i: usize) -> u32 {
        let own = self.own.as_ref().and_then(|own| own.get(i)).copied();
        own.unwrap_or_else(|| u32::try_from(i).unwrap_or(u32::MAX))
    }

    fn byte(&self, i: usize) -> usize {
        self.at.get(i).map_or(self.bytes, |(b, _)| *b)
    }

    fn letter(&self, i: usize) -> bool {
        self.get(i).is_some_and(is_letter)
    }

    /// Whether the character before `i`, zero-width ones passed over, is part of a word.
    fn letter_before(&self, i: usize) -> bool {
        i > 0 && self.letter(i - 1)
    }
}

/// Cuts `text` into words in order.
pub(crate) fn tokens(text: &str) -> Vec<RawToken> {
    let chars = Chars::of(text);
    let mut found = Vec::with_capacity(text.len() / 7);
    let addressed = text.contains('@');
    let mut i = 0;
    while let Some(c) = chars.get(i) {
        if let Some(after) = markup(&chars, i) {
            i = after;
        } else if let Some(after) = address(&chars, i).filter(|_| addressed) {
            i = after;
        } else if is_letter(c) || starts_dotted(&chars, i) {
            let end = word_end(&chars, i);
            push(&chars, i, end, &mut found);
            i = end;
        } else {
            i += 1;
        }
    }
    found
}

/// Most letters of an e-mail address before its sign.
const LOCAL_PART_MAX: usize = 64;

/// The end of an e-mail address that begins at `i`: it is no word, nor are its parts.
fn address(chars: &Chars, i: usize) -> Option<usize> {
    let part = |k: usize| chars.letter(k) || chars.get(k).is_some_and(|c| "._-+".contains(c));
    let sign = (i..i + LOCAL_PART_MAX).find(|k| !part(*k))?;
    if !chars.letter(i) || chars.get(sign) != Some('@') || !chars.letter(sign + 1) {
        return None;
    }
    let mut end = (sign + 1..).find(|k| !part(*k))?;
    while !chars.letter(end - 1) {
        end -= 1;
    }
    Some(end)
}

/// `.NET`: a dot that opens a word in capitals.
fn starts_dotted(chars: &Chars, i: usize) -> bool {
    chars.get(i) == Some('.')
        && !chars.letter_before(i)
        && (1..=3).all(|k| chars.get(i + k).is_some_and(|c| c.is_uppercase()))
}

/// Entities of letters that Finnish, Swedish and English texts have, and of what stands between words.
const ENTITIES: &[(&str, char)] = &[
    ("auml", 'ä'),
    ("ouml", 'ö'),
    ("aring", 'å'),
    ("Auml", 'Ä'),
    ("Ouml", 'Ö'),
    ("Aring", 'Å'),
    ("eacute", 'é'),
    ("Eacute", 'É'),
    ("egrave", 'è'),
    ("agrave", 'à'),
    ("aacute", 'á'),
    ("uuml", 'ü'),
    ("Uuml", 'Ü'),
    ("oslash", 'ø'),
    ("aelig", 'æ'),
    ("ccedil", 'ç'),
    ("ntilde", 'ñ'),
    ("scaron", 'š'),
    ("Scaron", 'Š'),
    ("szlig", 'ß'),
    ("oacute", 'ó'),
    ("iacute", 'í'),
    ("nbsp", '\u{A0}'),
    ("shy", '\u{AD}'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("bull", '•'),
    ("middot", '·'),
    ("hellip", '…'),
    ("amp", '&'),
    ("quot", '"'),
    ("apos", '\''),
    ("rsquo", '\u{2019}'),
    ("lsquo", '\u{2018}'),
    ("rdquo", '”'),
    ("ldquo", '“'),
    ("laquo", '«'),
    ("raquo", '»'),
    ("euro", '€'),
    ("lt", ' '),
    ("gt", ' '),
];

/// The character that an entity at the beginning of `text` stands for, and how many characters it takes.
fn entity(text: &str) -> Option<(char, usize)> {
    let rest = text.strip_prefix('&')?;
    let name = &rest.as_bytes()[..rest.len().min(9)];
    let length = name.iter().position(|b| *b == b';')?;
    let name = rest.get(..length)?;
    let code = name.strip_prefix('#');
    let found = match code.map(|c| (c, c.strip_prefix(['x', 'X']))) {
        Some((_, Some(hex))) => char::from_u32(u32::from_str_radix(hex, 16).ok()?)?,
        Some((decimal, None)) => char::from_u32(decimal.parse().ok()?)?,
        None => ENTITIES.iter().find(|(n, _)| *n == name).map(|(_, c)| *c)?,
    };
    Some((found, length + 2)).filter(|(c, _)| !c.is_control() || *c == '\n')
}

/// What stands between two words, with the characters that entities stand for.
pub(crate) fn plain(between: &str) -> std::borrow::Cow<'_, str> {
    if !between.contains('&') {
        return between.into();
    }
    let mut plain = String::with_capacity(between.len());
    let mut rest = between;
    while let Some(c) = rest.chars().next() {
        let (decoded, length) = entity(rest).unwrap_or((c, 1));
        plain.push(decoded);
        let bytes = rest
            .char_indices()
            .nth(length)
            .map_or(rest.len(), |(b, _)| b);
        rest = rest.get(bytes..).unwrap_or_default();
    }
    plain.into()
}

/// The end of an HTML tag or entity that begins at `i`.
fn markup(chars: &Chars, i: usize) -> Option<usize> {
    let inside = |c: char| c != '<' && c != '\n';
    match chars.get(i)? {
        '<' if chars
            .get(i + 1)
            .is_some_and(|c| c.is_ascii_alphabetic() || c == '/' || c == '!') =>
        {
            (i + 2..i + 400)
                .take_while(|k| chars.get(*k).is_some_and(inside))
                .find(|k| chars.get(*k) == Some('>'))
                .map(|k| k + 1)
        }
        '&' => (i + 1..i + 9)
            .take_while(|k| {
                chars
                    .get(*k)
                    .is_some_and(|c| c.is_ascii_alphanumeric() || c == '#' || c == ';')
            })
            .find(|k| chars.get(*k) == Some(';') && *k > i + 2)
            .map(|k| k + 1),
        _ => None,
    }
}

fn word_end(chars: &Chars, start: usize) -> usize {
    let mut i = start + 1;
    while let Some(c) = chars.get(i) {
        let before = chars.get(i - 1);
        let number = before.is_some_and(|b| b.is_ascii_digit())
            && chars.get(i + 1).is_some_and(|a| a.is_ascii_digit());
        let joins = match c {
            _ if is_letter(c) => true,
            _ if is_zero_width(c) => chars.letter(i + 1),
            _ if is_hyphen(c) && chars.letter(i + 1) => {
                chars.letter_before(i) || before.is_some_and(is_zero_width)
            }
            _ if is_hyphen(c) => {
                return hyphenation(chars, i).map_or(i, |next| word_end(chars, next));
            }
            '\'' | '\u{2019}' | ':' => {
                let named = chars.letter_before(i) || matches!(before, Some('#' | '+'));
                named && chars.get(i + 1).is_some_and(char::is_lowercase)
            }
            '.' => dotted_name(chars, i),
            '+' => chars.letter_before(i) && short_name(chars, start, i) || before == Some('+'),
            '#' => short_name(chars, start, i),
            ',' => number,
            _ => false,
        };
        let goes_on = joins || (c == '.' && number);
        if !goes_on {
            break;
        }
        i += 1;
    }
    i
}

/// `C#`, `F#`, `C++`, `A1+`: the sign belongs to a name of one or two letters.
fn short_name(chars: &Chars, start: usize, i: usize) -> bool {
    i - start <= 2 && chars.get(start).is_some_and(char::is_uppercase)
}

/// `Node.js`, `ASP.NET`: a dot inside a product's name.
fn dotted_name(chars: &Chars, i: usize) -> bool {
    let tail: String = (i + 1..i + 5).filter_map(|k| chars.get(k)).collect();
    let ends = |n: usize| !chars.letter(i + 1 + n);
    chars.letter_before(i)
        && ((tail.starts_with("js") && ends(2)) || (tail.starts_with("NET") && ends(3)))
}

/// `sairaan-⏎hoitaja`: where the word goes on after a hyphen at the end of a line.
fn hyphenation(chars: &Chars, i: usize) -> Option<usize> {
    let mut k = i + 1;
    if chars.get(k) == Some('\r') {
        k += 1;
    }
    let goes_on = chars.get(k) == Some('\n')
        && chars.get(i - 1).is_some_and(char::is_lowercase)
        && chars.get(k + 1).is_some_and(char::is_lowercase);
    goes_on.then_some(k + 1)
}

fn push(chars: &Chars, start: usize, end: usize, found: &mut Vec<RawToken>) {
    let mut from = start;
    while from < end {
        let mut to = from;
        while to < end && (to == from || chars.byte(to + 1) - chars.byte(from) <= WORD_BYTES_MAX) {
            to += 1;
        }
        let mut surface = String::with_capacity(chars.byte(to) - chars.byte(from));
        let mut k = from;
        while k < to {
            match chars.get(k) {
                Some(c) if is_hyphen(c) => match hyphenation(chars, k) {
                    Some(next) if next <= to => k = next - 1,
                    _ => surface.push('-'),
                },
                Some('\u{2019}') => surface.push('\''),
                Some(c) if !is_zero_width(c) && !c.is_control() => surface.push(c),
                _ => {}
            }
            k += 1;
        }
        if surface.chars().any(|c| c >= COMBINING) {
            surface = surface.nfc().collect();
        }
        if !surface.is_empty() {
            found.push(RawToken {
                start: chars.place(from),
                end: chars.place(to),
                byte_start: chars.byte(from),
                byte_end: chars.byte(to),
                surface,
            });
        }
        from = to;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, expected: &[&str]) {
        let got: Vec<String> = tokens(text).into_iter().map(|t| t.surface).collect();
        assert_eq!(got, expected, "{text}");
    }

    #[test]
    fn names_are_kept_whole() {
        check(
            "C#, C++ ja .NET (Node.js).",
            &["C#", "C++", "ja", ".NET", "Node.js"],
        );
        check("EA1-kortti, 3-vuorotyö", &["EA1-kortti", "3-vuorotyö"]);
        check("MAG:lla 38,25 h/vko", &["MAG:lla", "38,25", "h", "vko"]);
        check(
            "2015–2019 keittiö- ja salityö",
            &["2015", "2019", "keittiö", "ja", "salityö"],
        );
    }

    #[test]
    fn an_address_is_no_word() {
        check(
            "Lähetä: rekry.salmi@firma-oy.fi. Tervetuloa @ työ",
            &["Lähetä", "Tervetuloa", "työ"],
        );
    }

    #[test]
    fn strange_text_is_defined() {
        check("ka\u{308}si\u{200B}työ", &["käsityö"]);
        check(
            "<p>hoitaja&nbsp;ja</p> R&D a < b",
            &["hoitaja", "ja", "R", "D", "a", "b"],
        );
        check("sairaan-\nhoitaja", &["sairaanhoitaja"]);
        check("👍🏽 \u{200F}\u{200B}", &[]);
        assert!(
            tokens(&"ä".repeat(1_000_000))
                .iter()
                .all(|t| t.surface.len() <= WORD_BYTES_MAX)
        );
    }

    #[test]
    fn offsets_are_characters_of_the_text_as_given() {
        let found = tokens("a\u{308}iti hoitaa");
        assert_eq!((found[0].start, found[0].end), (0, 5));
        assert_eq!((found[1].start, found[1].end), (6, 12));
    }

    #[test]
    fn letters_written_as_entities_are_letters() {
        check("L&auml;hihoitaja", &["Lähihoitaja"]);
        check("ty&#246;t&#xe4; &amp; R&D", &["työtä", "R", "D"]);
        check(
            "Kokki&nbsp;ja tarjoilija &foo;",
            &["Kokki", "ja", "tarjoilija"],
        );
        let found = tokens("&Aring;bo kock");
        assert_eq!((found[0].start, found[0].end), (0, 9));
        assert_eq!((found[1].start, found[1].end), (10, 14));
        assert_eq!((found[1].byte_start, found[1].byte_end), (10, 14));
    }

    proptest! {
        #[test]
        fn spans_lie_on_characters_in_order(text in "\\PC{0,80}|[a-zåäöA-Z0-9<>&;.:#+\\-\\n\u{308}\u{200B} ]{0,80}") {
            let count = text.chars().count();
            let mut last = 0;
            for token in tokens(&text) {
                prop_assert!(token.start as usize >= last && token.start < token.end);
                last = token.end as usize;
                prop_assert!(last <= count);
                prop_assert!(text.get(token.byte_start..token.byte_end).is_some());
            }
        }
    }
}
