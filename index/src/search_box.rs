//! Reads what a user typed into a search box: words, `"exact phrases"`, `-exclusions` and
//! `starts*`. Every text is read without an error, and only its first part if it is very long.

use crate::query::{PREFIX_CHARS_MIN, Phrase, Prefix, Query, Word};

/// How many characters of a search box are read.
pub const BOX_CHARS_MAX: usize = 2_000;
/// How many terms of a search box are taken.
pub const BOX_TERMS_MAX: usize = 32;

/// What a search box asks, its words still as they were typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BoxQuery {
    /// What is to be found, all of it.
    pub wanted: Vec<BoxTerm>,
    /// What is not to be found, none of it.
    pub unwanted: Vec<BoxTerm>,
    /// Whether the rest was left out because the text or the list of terms is too long.
    pub cut: bool,
    /// Whether a quotation mark stands without its pair, and so was read as a space.
    pub unpaired: bool,
}

/// One term of a search box, as typed, without its signs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BoxTerm {
    /// A word; it may analyse to several (`hitsaaja/levyseppä`).
    Word(String),
    /// Words between quotation marks.
    Phrase(String),
    /// The start of a word, before its asterisk.
    Prefix(String),
}

/// Reads a search box. A quotation mark without its pair is a space, so that a phrase can be
/// typed letter by letter; a hyphen excludes only right before a word and after a space; brackets
/// and control characters are spaces.
pub fn parse_box(text: &str) -> BoxQuery {
    let mut chars: Vec<char> = text.chars().take(BOX_CHARS_MAX + 1).map(plain).collect();
    let mut query = BoxQuery {
        cut: chars.len() > BOX_CHARS_MAX,
        ..BoxQuery::default()
    };
    chars.truncate(BOX_CHARS_MAX);
    let marks = chars.iter().filter(|char| **char == '"').count();
    query.unpaired = marks % 2 == 1;
    let mut rest = chars.as_slice();
    loop {
        rest = skip(rest, |char| char == ' ');
        let unsigned = skip(rest, |char| char == '-');
        let negative = unsigned.len() < rest.len();
        let (term, after) = take_term(unsigned);
        if let Some(term) = term {
            if query.wanted.len() + query.unwanted.len() == BOX_TERMS_MAX {
                query.cut = true;
                return query;
            }
            let list = if negative {
                &mut query.unwanted
            } else {
                &mut query.wanted
            };
            list.push(term);
        }
        if after.is_empty() {
            return query;
        }
        rest = after;
    }
}

/// One sign for the signs that mean the same here.
fn plain(char: char) -> char {
    match char {
        '"' | '\u{201c}'..='\u{201f}' | '«' | '»' => '"',
        '\u{2010}' | '\u{2011}' | '\u{2212}' => '-',
        '(' | ')' | '[' | ']' | '{' | '}' | '<' | '>' => ' ',
        _ if char.is_whitespace() || char.is_control() => ' ',
        _ => char,
    }
}

fn skip(chars: &[char], while_: impl Fn(char) -> bool) -> &[char] {
    let length = chars.iter().take_while(|char| while_(**char)).count();
    chars.get(length..).unwrap_or_default()
}

/// Takes a phrase or a word from the start; what is left is shorter unless nothing is left.
fn take_term(chars: &[char]) -> (Option<BoxTerm>, &[char]) {
    if let Some((&'"', inside)) = chars.split_first() {
        return match inside.iter().position(|char| *char == '"') {
            Some(length) => (
                phrase(inside.get(..length).unwrap_or_default()),
                inside.get(length + 1..).unwrap_or_default(),
            ),
            None => take_term(inside),
        };
    }
    let length = chars
        .iter()
        .take_while(|char| !matches!(char, ' ' | '"'))
        .count();
    (
        word(chars.get(..length).unwrap_or_default()),
        chars.get(length..).unwrap_or_default(),
    )
}

fn phrase(chars: &[char]) -> Option<BoxTerm> {
    let text: String = chars.iter().collect();
    has_letter(&text).then(|| BoxTerm::Phrase(text.trim().to_owned()))
}

fn word(chars: &[char]) -> Option<BoxTerm> {
    let text: String = chars.iter().collect();
    let text = text.trim_matches([',', ';', ':', '!', '?', '\'', '’']);
    let start = text.trim_end_matches('*');
    let text_alone = start.trim_start_matches('*').to_owned();
    if !has_letter(&text_alone) {
        return None;
    }
    let is_prefix = start.len() < text.len() && text_alone.chars().count() >= PREFIX_CHARS_MIN;
    Some(if is_prefix {
        BoxTerm::Prefix(text_alone)
    } else {
        BoxTerm::Word(text_alone)
    })
}

fn has_letter(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

impl BoxQuery {
    /// Whether the box says only what is not to be found.
    pub fn only_excludes(&self) -> bool {
        self.wanted.is_empty() && !self.unwanted.is_empty()
    }

    /// Whether the box asks nothing.
    pub fn is_empty(&self) -> bool {
        self.wanted.is_empty() && self.unwanted.is_empty()
    }

    /// The typed query: all that is wanted and none of what is not; of nothing, everything.
    /// `words` analyses a text into its words in order; `prefix` normalises a start. A wanted term
    /// of which analysis leaves nothing finds nothing. The result can still be beyond
    /// [`Query::check`]'s limits, when terms analyse to very many words.
    pub fn to_query(
        &self,
        mut words: impl FnMut(&str) -> Vec<Word>,
        mut prefix: impl FnMut(&str) -> Option<Prefix>,
    ) -> Query {
        let mut build = |term: &BoxTerm| match term {
            BoxTerm::Word(text) => words(text).into_iter().map(Query::Word).collect(),
            BoxTerm::Phrase(text) => match words(text) {
                words if words.is_empty() => vec![],
                words => vec![Query::Phrase(Phrase { words })],
            },
            BoxTerm::Prefix(start) => prefix(start).map(Query::Prefix).into_iter().collect(),
        };
        let mut all = Vec::new();
        for term in &self.wanted {
            let mut queries: Vec<Query> = build(term);
            if queries.is_empty() {
                queries.push(Query::AnyOf(vec![]));
            }
            all.append(&mut queries);
        }
        for term in &self.unwanted {
            let mut queries = build(term);
            let excluded = match (queries.pop(), queries.is_empty()) {
                (None, _) => continue,
                (Some(only), true) => only,
                (Some(last), false) => {
                    queries.push(last);
                    Query::AllOf(queries)
                }
            };
            all.push(Query::Exclude(Box::new(excluded)));
        }
        if all.is_empty() {
            Query::All
        } else {
            Query::AllOf(all)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `w:` word, `p:` phrase, `s:` start, with a `-` where it is unwanted.
    fn check(text: &str, expected: &[&str]) {
        let query = parse_box(text);
        let show = |term: &BoxTerm| match term {
            BoxTerm::Word(text) => format!("w:{text}"),
            BoxTerm::Phrase(text) => format!("p:{text}"),
            BoxTerm::Prefix(text) => format!("s:{text}"),
        };
        let unwanted = query.unwanted.iter().map(|term| format!("-{}", show(term)));
        let shown: Vec<String> = query.wanted.iter().map(show).chain(unwanted).collect();
        assert_eq!(shown, expected, "{text}");
        assert!(!query.cut);
    }

    #[test]
    fn what_was_read_otherwise_than_typed_is_told() {
        let told = |text: &str| {
            let query = parse_box(text);
            (query.unpaired, query.only_excludes())
        };
        assert_eq!(told("\"hitsaaja vuorotyö"), (true, false));
        assert_eq!(told("«hitsaaja» -\"yö työ\""), (false, false));
        assert_eq!(told("-hitsaaja"), (false, true));
        assert_eq!(told(""), (false, false));
    }

    #[test]
    fn words_phrases_exclusions_and_starts() {
        check("hitsaaja", &["w:hitsaaja"]);
        check(
            "\"mig ja tig\" -kokki hitsa*",
            &["p:mig ja tig", "s:hitsa", "-w:kokki"],
        );
        check("-\"ei tämä\" -levy*", &["-p:ei tämä", "-s:levy"]);
        check(
            "”osaava lähihoitaja” «MIG»",
            &["p:osaava lähihoitaja", "p:MIG"],
        );
        check("a\"b c\"d", &["w:a", "p:b c", "w:d"]);
    }

    #[test]
    fn signs_inside_words_stay() {
        check(
            "3-vuorotyö C++ C# .NET EA1, siivous-",
            &[
                "w:3-vuorotyö",
                "w:C++",
                "w:C#",
                "w:.NET",
                "w:EA1",
                "w:siivous-",
            ],
        );
    }

    #[test]
    fn a_sign_without_a_word_is_nothing() {
        for text in [
            "", " ", "-", "- -", "*", "**", "\"", "\"\"", "-\"\"", "\" * \"", "()", "\0", "-\0-",
            "!?",
        ] {
            check(text, &[]);
            assert!(parse_box(text).is_empty());
        }
        check("- kokki", &["w:kokki"]);
        check("ä* **ab**", &["w:ä", "s:ab"]);
    }

    #[test]
    fn a_lone_quotation_mark_is_a_space() {
        check("\"mig ja", &["w:mig", "w:ja"]);
        check("mig \"ja", &["w:mig", "w:ja"]);
        check("-\"mig", &["-w:mig"]);
        check("\"mig\" \"ja", &["p:mig", "w:ja"]);
    }

    #[test]
    fn brackets_and_control_characters_are_spaces() {
        let nested = format!("{}mig{}", "(".repeat(900), ")".repeat(900));
        check(&nested, &["w:mig"]);
        check("mig\0tig\u{7f}\nlevy", &["w:mig", "w:tig", "w:levy"]);
    }

    #[test]
    fn the_rest_of_a_long_text_is_left_out_and_said_so() {
        let long = parse_box(&"(\"-*ä ".repeat(2 << 20));
        assert!(long.cut);
        assert!(long.wanted.len() <= BOX_TERMS_MAX);
        let word = parse_box(&"x".repeat(10 << 20));
        assert_eq!(word.wanted, [BoxTerm::Word("x".repeat(BOX_CHARS_MAX))]);
        assert!(word.cut);
        let many = parse_box(&"ab ".repeat(BOX_TERMS_MAX + 1));
        assert_eq!((many.wanted.len(), many.cut), (BOX_TERMS_MAX, true));
        check(&"ab ".repeat(BOX_TERMS_MAX), &["w:ab"; BOX_TERMS_MAX]);
    }
}
