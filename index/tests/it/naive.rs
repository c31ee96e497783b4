//! The searcher here is a plain loop over the entries, written from the documentation.

use std::collections::{BTreeMap, BTreeSet};

use kohtaanto_index::{
    Change, Collection, Entry, FieldId, FieldText, Hit, Kind, Match, Phrase, Place, Prefix, Query,
    Request, Token, Word, highlight,
};
use proptest::prelude::*;
use roaring::RoaringBitmap;

use crate::{ANALYSER, BODY, HEADLINE, WEIGHTS};

struct Naive<'e> {
    entry: &'e Entry,
    next_clause: u16,
}

/// Points and matches where a query matches; nothing where it does not.
type Outcome = Option<(u64, Vec<Match>)>;

impl Naive<'_> {
    fn query(&mut self, query: &Query) -> Outcome {
        match query {
            Query::All => {
                self.next_clause += 1;
                Some((0, vec![]))
            }
            Query::Word(word) => self.clause(u64::from(word.weight), word.parts, |term| {
                word.terms.iter().any(|asked| asked == term)
            }),
            Query::Prefix(prefix) => self.clause(u64::from(prefix.weight), prefix.parts, |term| {
                term.starts_with(&prefix.start)
            }),
            Query::Phrase(phrase) => self.phrase(phrase),
            Query::AllOf(queries) => {
                let outcomes: Vec<Outcome> = queries.iter().map(|q| self.query(q)).collect();
                outcomes
                    .into_iter()
                    .collect::<Option<Vec<_>>>()
                    .map(together)
            }
            Query::AnyOf(queries) => {
                let outcomes: Vec<Outcome> = queries.iter().map(|q| self.query(q)).collect();
                let some: Vec<_> = outcomes.into_iter().flatten().collect();
                (!some.is_empty()).then(|| together(some))
            }
            Query::Exclude(query) => match self.query(query) {
                None => Some((0, vec![])),
                Some(_) => None,
            },
        }
    }

    fn clause(&mut self, weight: u64, parts: bool, asked: impl Fn(&str) -> bool) -> Outcome {
        let mut found: BTreeMap<(FieldId, Kind), BTreeSet<String>> = BTreeMap::new();
        for text in &self.entry.texts {
            for token in &text.tokens {
                for term in token.whole_terms().filter(|term| asked(term)) {
                    let place = found.entry((text.field, Kind::Whole)).or_default();
                    place.insert(term.to_owned());
                }
                for part in token.parts.iter().filter(|part| parts && asked(part)) {
                    let place = found.entry((text.field, Kind::Part)).or_default();
                    place.insert(part.clone());
                }
            }
        }
        self.outcome(weight, found)
    }

    fn phrase(&mut self, phrase: &Phrase) -> Outcome {
        let has = |text: &FieldText, word: &Word, position: u32| {
            text.tokens.iter().any(|token| {
                token.position == position
                    && token
                        .whole_terms()
                        .any(|term| word.terms.iter().any(|asked| asked == term))
            })
        };
        let mut found = BTreeMap::new();
        for text in &self.entry.texts {
            let starts = text.tokens.iter().map(|token| token.position);
            for start in starts {
                if phrase
                    .words
                    .iter()
                    .zip(start..)
                    .all(|(word, position)| has(text, word, position))
                {
                    found.insert((text.field, Kind::Whole), BTreeSet::new());
                }
            }
        }
        let weight = phrase.words.iter().map(|word| u64::from(word.weight)).sum();
        self.outcome(weight, found)
    }

    fn outcome(
        &mut self,
        weight: u64,
        found: BTreeMap<(FieldId, Kind), BTreeSet<String>>,
    ) -> Outcome {
        let clause = self.next_clause;
        self.next_clause += 1;
        let best = found
            .keys()
            .map(|(field, kind)| {
                let of_field = WEIGHTS
                    .iter()
                    .find(|weight| weight.field == *field)
                    .unwrap();
                match kind {
                    Kind::Whole => u64::from(of_field.whole),
                    Kind::Part => u64::from(of_field.part),
                }
            })
            .max()?;
        let matches = found.into_iter().map(|((field, kind), terms)| Match {
            clause,
            field,
            kind,
            terms: terms.into_iter().collect(),
        });
        Some((weight * best, matches.collect()))
    }
}

fn together(outcomes: Vec<(u64, Vec<Match>)>) -> (u64, Vec<Match>) {
    let points = outcomes.iter().map(|(points, _)| points).sum();
    let matches = outcomes.into_iter().flat_map(|(_, matches)| matches);
    (points, matches.collect())
}

fn naive_search(entries: &BTreeMap<u32, Entry>, query: &Query, allow: &RoaringBitmap) -> Vec<Hit> {
    let mut hits: Vec<Hit> = entries
        .values()
        .filter(|entry| allow.contains(entry.number))
        .filter_map(|entry| {
            let (points, matches) = Naive {
                entry,
                next_clause: 0,
            }
            .query(query)?;
            Some(Hit {
                entry: entry.number,
                points,
                matches,
            })
        })
        .collect();
    hits.sort_by_key(|hit| (std::cmp::Reverse(hit.points), hit.entry));
    hits
}

fn term() -> impl Strategy<Value = String> {
    prop::sample::select(vec!["ab", "abc", "ac", "ä", "äb", "b", "ba", "c++", "yö"])
        .prop_map(str::to_owned)
}

fn text() -> impl Strategy<Value = FieldText> {
    let token = (
        0_u32..2,
        term(),
        prop::collection::vec(term(), 0..2),
        prop::collection::vec(term(), 0..3),
    );
    (
        prop::sample::select(vec![HEADLINE, BODY]),
        prop::collection::vec(token, 0..6),
    )
        .prop_map(|(field, tokens)| {
            let mut position = 0;
            let tokens = tokens.into_iter().map(|(step, surface, same, parts)| {
                position += step;
                Token {
                    position,
                    start: position * 2,
                    end: position * 2 + 1,
                    surface,
                    same,
                    parts,
                }
            });
            FieldText {
                field,
                tokens: tokens.collect(),
            }
        })
}

fn change() -> impl Strategy<Value = Change> {
    let put = (0_u32..30, prop::collection::vec(text(), 0..4))
        .prop_map(|(number, texts)| Change::Put(Entry { number, texts }));
    prop_oneof![4 => put, 1 => (0_u32..30).prop_map(Change::Remove)]
}

fn query() -> impl Strategy<Value = Query> {
    let word = || {
        (prop::collection::vec(term(), 1..3), any::<bool>(), 0_u16..9).prop_map(
            |(terms, parts, weight)| Word {
                terms,
                parts,
                weight,
            },
        )
    };
    let prefix = (
        prop::sample::select(vec!["ab", "äb", "c+", "yö", "zz"]),
        any::<bool>(),
        0_u16..9,
    )
        .prop_map(|(start, parts, weight)| Prefix {
            start: start.to_owned(),
            parts,
            weight,
        });
    let leaf = prop_oneof![
        5 => word().prop_map(Query::Word),
        3 => prop::collection::vec(word(), 1..4).prop_map(|words| Query::Phrase(Phrase { words })),
        2 => prefix.prop_map(Query::Prefix),
        1 => Just(Query::All),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(Query::AllOf),
            prop::collection::vec(inner.clone(), 0..3).prop_map(Query::AnyOf),
            inner.prop_map(|query| Query::Exclude(Box::new(query))),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn the_index_answers_as_a_plain_loop_does(
        batches in prop::collection::vec(prop::collection::vec(change(), 0..12), 1..4),
        queries in prop::collection::vec(query(), 6),
        allow in prop::collection::btree_set(0_u32..30, 0..30),
        purged in prop::collection::btree_set(0_u32..30, 0..3),
    ) {
        let collection = Collection::open(&Place::Memory, ANALYSER).unwrap();
        let mut entries = BTreeMap::new();
        for (number, batch) in batches.into_iter().enumerate() {
            for change in &batch {
                match change {
                    Change::Put(entry) => entries.insert(entry.number, entry.clone()),
                    Change::Remove(number) => entries.remove(number),
                };
            }
            collection.write(batch, number as u64).unwrap();
        }
        if !purged.is_empty() {
            entries.retain(|number, _| !purged.contains(number));
            collection.purge(purged).unwrap();
        }
        let allow: RoaringBitmap = allow.into_iter().collect();
        for query in queries {
            let expected = naive_search(&entries, &query, &allow);
            let request =
                Request { query: &query, allow: &allow, fields: &WEIGHTS, offset: 1, limit: 3 };
            let found = collection.view().search(&request).unwrap();
            let page: Vec<Hit> = expected.iter().skip(1).take(3).cloned().collect();
            prop_assert_eq!(found.hits, page, "{:?}", query);
            let all: RoaringBitmap = expected.iter().map(|hit| hit.entry).collect();
            prop_assert_eq!(found.entries, all);
        }
    }

    #[test]
    fn a_clause_is_highlighted_exactly_where_it_is_found(text in text(), query in query()) {
        let field = text.field;
        let entry = Entry { number: 1, texts: vec![text] };
        let spans = highlight(&entry.texts[0].tokens, &query);
        // Any clause alone: a group could keep a word from counting that is shown all the same.
        let mut leaves = Vec::new();
        clauses(&query, false, &mut leaves);
        for (number, (clause, excluded)) in leaves.into_iter().enumerate() {
            let outcome = Naive { entry: &entry, next_clause: 0 }.query(&clause);
            let found = outcome.is_some_and(|(_, matches)| {
                matches.iter().any(|found| found.field == field)
            });
            let shown = spans.iter().any(|span| usize::from(span.clause) == number);
            prop_assert_eq!(shown, found && !excluded);
        }
    }
}

fn clauses(query: &Query, excluded: bool, into: &mut Vec<(Query, bool)>) {
    match query {
        Query::AllOf(queries) | Query::AnyOf(queries) => {
            for query in queries {
                clauses(query, excluded, into);
            }
        }
        Query::Exclude(query) => clauses(query, true, into),
        leaf => into.push((leaf.clone(), excluded)),
    }
}
