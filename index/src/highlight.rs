//! Where a query's words stand in a text. The collection keeps no text, so the caller analyses the
//! text to show again and asks here; the rule is the one by which entries are found.

use std::collections::BTreeSet;

use crate::entry::Token;
use crate::query::{Kind, Phrase, Prefix, Query, Word};

/// A stretch of a text that a clause found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// Where it starts, in characters.
    pub start: u32,
    /// Where it ends, in characters, exclusive.
    pub end: u32,
    /// The clause's number in the query.
    pub clause: u16,
    /// Whether a whole word was found or a part of a compound; the span is the whole word's.
    pub kind: Kind,
}

/// The spans of one text's tokens that a query's clauses find, sorted; excluded clauses have none.
/// A word found whole is not given as a part too. A query that [`Query::check`] refuses finds
/// nothing and so has none.
pub fn highlight(tokens: &[Token], query: &Query) -> Vec<Span> {
    if query.check().is_err() {
        return Vec::new();
    }
    let mut finder = Finder {
        tokens,
        next_clause: 0,
        spans: BTreeSet::new(),
    };
    finder.visit(query, false);
    finder.spans.into_iter().collect()
}

struct Finder<'t> {
    tokens: &'t [Token],
    next_clause: u16,
    spans: BTreeSet<Span>,
}

impl Finder<'_> {
    fn visit(&mut self, query: &Query, excluded: bool) {
        match query {
            Query::AllOf(queries) | Query::AnyOf(queries) => {
                for query in queries {
                    self.visit(query, excluded);
                }
                return;
            }
            // What an exclusion within an exclusion finds was not asked for either.
            Query::Exclude(query) => return self.visit(query, true),
            Query::All | Query::Word(_) | Query::Phrase(_) | Query::Prefix(_) => {}
        }
        let clause = self.next_clause;
        self.next_clause = clause.saturating_add(1);
        if excluded {
            return;
        }
        match query {
            Query::Word(word) => self.tokens(clause, |token| word_kind(word, token)),
            Query::Prefix(prefix) => self.tokens(clause, |token| prefix_kind(prefix, token)),
            Query::Phrase(phrase) => self.phrase(clause, phrase),
            Query::All | Query::AllOf(_) | Query::AnyOf(_) | Query::Exclude(_) => {}
        }
    }

    fn tokens(&mut self, clause: u16, kind_of: impl Fn(&Token) -> Option<Kind>) {
        let found = self.tokens.iter().filter_map(|token| {
            Some(Span {
                start: token.start,
                end: token.end,
                clause,
                kind: kind_of(token)?,
            })
        });
        self.spans.extend(found);
    }

    fn phrase(&mut self, clause: u16, phrase: &Phrase) {
        // Runs that reach the word before: the position they end at, their start, their end.
        let mut runs: Option<BTreeSet<(u32, u32, u32)>> = None;
        for word in &phrase.words {
            let here = self
                .tokens
                .iter()
                .filter(|token| word_kind(word, token) == Some(Kind::Whole));
            runs = Some(match runs {
                None => here
                    .map(|token| (token.position, token.start, token.end))
                    .collect(),
                Some(runs) => here
                    .filter_map(|token| Some((token, token.position.checked_sub(1)?)))
                    .flat_map(|(token, before)| {
                        runs.range((before, 0, 0)..=(before, u32::MAX, u32::MAX))
                            .map(|(_, start, end)| (token.position, *start, token.end.max(*end)))
                    })
                    .collect(),
            });
        }
        let spans = runs.into_iter().flatten().map(|(_, start, end)| Span {
            start,
            end,
            clause,
            kind: Kind::Whole,
        });
        self.spans.extend(spans);
    }
}

fn word_kind(word: &Word, token: &Token) -> Option<Kind> {
    let asked = |term: &str| word.terms.iter().any(|asked| asked == term);
    kind(token, word.parts, asked)
}

fn prefix_kind(prefix: &Prefix, token: &Token) -> Option<Kind> {
    kind(token, prefix.parts, |term| term.starts_with(&prefix.start))
}

fn kind(token: &Token, parts: bool, asked: impl Fn(&str) -> bool) -> Option<Kind> {
    if token.whole_terms().any(&asked) {
        Some(Kind::Whole)
    } else if parts && token.parts.iter().any(|part| asked(part)) {
        Some(Kind::Part)
    } else {
        None
    }
}

/// Where to start showing a text of which at most `width` characters fit: at the span from which
/// the most different clauses, then the most spans, then the earliest can be seen; without spans,
/// at 0. The spans must be sorted, as [`highlight`] gives them.
pub fn best_window(spans: &[Span], width: u32) -> u32 {
    let mut best: Option<((usize, usize), u32)> = None;
    let mut rest = spans;
    while let Some((first, later)) = rest.split_first() {
        let end = first.start.saturating_add(width);
        let inside: Vec<&Span> = rest
            .iter()
            .take_while(|span| span.start < end)
            .filter(|span| span.end <= end)
            .collect();
        let clauses: BTreeSet<u16> = inside.iter().map(|span| span.clause).collect();
        let worth = (clauses.len(), inside.len());
        if best.is_none_or(|(most, _)| worth > most) {
            best = Some((worth, first.start));
        }
        rest = later;
    }
    best.map_or(0, |(_, start)| start)
}
