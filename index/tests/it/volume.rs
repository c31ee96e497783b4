use std::time::Instant;

use kohtaanto_index::{Change, Collection, Entry, FieldText, Place, Query, Token};

use crate::{ANALYSER, BODY, prefix, search, word};

/// How many entries, of 150 tokens each; `KOHTAANTO_INDEX_ENTRIES` asks for another number.
fn entries() -> u32 {
    let asked = std::env::var("KOHTAANTO_INDEX_ENTRIES");
    asked.map_or(2_000, |number| number.parse().unwrap())
}

fn body(number: u32) -> Vec<Token> {
    (0..150_u32)
        .map(|position| {
            let mixed = (u64::from(number) << 32 | u64::from(position))
                .wrapping_mul(0x9e37_79b9_7f4a_7c15)
                >> 33;
            // Few words are common, most are rare.
            let rank = match position {
                0 => 0,
                _ => (mixed % 200) * (mixed / 200 % 200),
            };
            Token {
                position,
                start: position * 9,
                end: position * 9 + 8,
                surface: format!("sana{rank}ssa"),
                same: vec![format!("sana{rank}"), format!("san{rank}")],
                parts: vec![format!("osa{}", rank % 50)],
            }
        })
        .collect()
}

#[test]
fn entries_are_indexed_in_batches_and_all_found() {
    let entries = entries();
    let folder = tempfile::tempdir().unwrap();
    let place = Place::Folder(folder.path().into());
    let collection = Collection::open(&place, ANALYSER).unwrap();
    let started = Instant::now();
    let numbers: Vec<u32> = (0..entries).collect();
    for (batch, numbers) in numbers.chunks(1_000).enumerate() {
        let changes = numbers.iter().map(|number| {
            Change::Put(Entry {
                number: *number,
                texts: vec![FieldText {
                    field: BODY,
                    tokens: body(*number),
                }],
            })
        });
        collection.write(changes, batch as u64).unwrap();
    }
    let indexed = started.elapsed();
    let started = Instant::now();
    let changed = Change::Put(Entry {
        number: 0,
        texts: vec![FieldText {
            field: BODY,
            tokens: body(0),
        }],
    });
    collection.write([changed], u64::from(entries)).unwrap();
    let one = started.elapsed();
    let allow = (0..entries).collect();
    let mut searched = Vec::new();
    for query in [Query::All, word("sana0", 1), prefix("sa"), prefix("os")] {
        let started = Instant::now();
        let hits = search(&collection, &query, &allow);
        assert_eq!(hits.total(), u64::from(entries), "{query:?}");
        searched.push(started.elapsed());
    }
    let started = Instant::now();
    collection.purge([0]).unwrap();
    let purged = started.elapsed();
    eprintln!(
        "{entries} entries indexed in {indexed:?}, one more in {one:?}; searched in \
         {searched:?}; purged in {purged:?}"
    );
}
