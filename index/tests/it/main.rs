//! What the index promises, by feature.
#![expect(
    clippy::unwrap_used,
    reason = "the helpers of tests may panic as the tests themselves may"
)]

/// Erased is erased: from answers and from every file.
mod erasing;
/// Words, phrases, prefixes, exclusions, compounds: what is found and in which order.
mod finding;
/// Whoever is not allowed changes nothing.
mod hidden;
/// The index answers as a plain loop over the entries does.
mod naive;
/// Folders that are new, held, foreign, damaged or of another analyser.
mod opening;
/// Many entries in batches; says how long it took.
mod volume;

use kohtaanto_index::{
    Change, Collection, Entry, FieldId, FieldText, FieldWeight, Hits, Phrase, Place, Prefix, Query,
    Request, Token, Word,
};
use roaring::RoaringBitmap;

const ANALYSER: &str = "test 1";
const HEADLINE: FieldId = field(0);
const BODY: FieldId = field(1);
const WEIGHTS: [FieldWeight; 2] = [
    FieldWeight {
        field: HEADLINE,
        whole: 8,
        part: 3,
    },
    FieldWeight {
        field: BODY,
        whole: 4,
        part: 1,
    },
];

const fn field(number: u8) -> FieldId {
    match FieldId::new(number) {
        Some(field) => field,
        None => panic!("no such field"),
    }
}

/// Analyses words: `lähi|hoitaja` is a compound with its parts, `hitsaajalle/hitsaaja` a word with
/// its base form.
fn tokens(text: &str) -> Vec<Token> {
    let mut start = 0;
    text.split(' ')
        .enumerate()
        .map(|(position, word)| {
            let mut forms = word.split('/');
            let written = forms.next().unwrap_or_default();
            let surface = written.replace('|', "");
            let end = start + surface.chars().count() as u32;
            let token = Token {
                position: position as u32,
                start,
                end,
                surface,
                same: forms.map(str::to_owned).collect(),
                parts: match written.contains('|') {
                    true => written.split('|').map(str::to_owned).collect(),
                    false => vec![],
                },
            };
            start = end + 1;
            token
        })
        .collect()
}

fn entry(number: u32, headline: &str, body: &str) -> Entry {
    let text = |field, text: &str| FieldText {
        field,
        tokens: tokens(text),
    };
    Entry {
        number,
        texts: vec![text(HEADLINE, headline), text(BODY, body)],
    }
}

fn put(number: u32, headline: &str, body: &str) -> Change {
    Change::Put(entry(number, headline, body))
}

fn slot(term: &str, weight: u16) -> Word {
    Word {
        terms: vec![term.to_owned()],
        parts: true,
        weight,
    }
}

fn word(term: &str, weight: u16) -> Query {
    Query::Word(slot(term, weight))
}

fn phrase(words: &str) -> Query {
    Query::Phrase(Phrase {
        words: words.split(' ').map(|word| slot(word, 10)).collect(),
    })
}

fn prefix(start: &str) -> Query {
    Query::Prefix(Prefix {
        start: start.to_owned(),
        parts: true,
        weight: 10,
    })
}

fn without(query: Query) -> Query {
    Query::Exclude(Box::new(query))
}

fn in_memory(changes: impl IntoIterator<Item = Change>) -> Collection {
    let collection = Collection::open(&Place::Memory, ANALYSER).unwrap();
    collection.write(changes, 1).unwrap();
    collection
}

fn everyone() -> RoaringBitmap {
    (0..1_000).collect()
}

fn search(collection: &Collection, query: &Query, allow: &RoaringBitmap) -> Hits {
    collection
        .view()
        .search(&Request {
            query,
            allow,
            fields: &WEIGHTS,
            offset: 0,
            limit: 1_000,
        })
        .unwrap()
}

fn numbers(hits: &Hits) -> Vec<u32> {
    hits.hits.iter().map(|hit| hit.entry).collect()
}
