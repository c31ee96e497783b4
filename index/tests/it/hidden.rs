use kohtaanto_index::{Change, Query};
use roaring::RoaringBitmap;

use crate::{entry, in_memory, phrase, prefix, search, without, word};

/// A few hundred entries; odd ones are hidden and use the same words, more often.
fn region(of: impl Fn(u32) -> bool) -> Vec<Change> {
    (0..300)
        .filter(|number| of(*number))
        .map(|number| {
            let body = match number % 6 {
                0 => "tig hitsaaja",
                2 => "mig hitsaaja",
                4 => "kokki",
                _ => "hitsaaja tig hitsaaja hitsaajamestari hitsauskone",
            };
            Change::Put(entry(number, "lähi|hoitaja", body))
        })
        .collect()
}

#[test]
fn hidden_entries_change_nothing() {
    let allow: RoaringBitmap = (0..300).filter(|number| number % 2 == 0).collect();
    let with_hidden = in_memory(region(|_| true));
    let without_hidden = in_memory(region(|number| number % 2 == 0));
    // Another layout: one batch an entry, in another order, and then many removed again.
    let scattered = in_memory([]);
    for change in region(|_| true).into_iter().rev() {
        scattered.write([change], 1).unwrap();
    }
    let removed = (0..300)
        .filter(|number| number % 10 == 1)
        .map(Change::Remove);
    scattered.write(removed, 2).unwrap();
    for query in [
        Query::All,
        word("hitsaaja", 10),
        prefix("hitsa"),
        phrase("tig hitsaaja"),
        without(word("tig", 10)),
        Query::AnyOf(vec![word("hoitaja", 3), word("tig", 4), word("kokki", 4)]),
    ] {
        let expected = search(&without_hidden, &query, &allow);
        assert!(!expected.hits.is_empty());
        assert_eq!(search(&with_hidden, &query, &allow), expected, "{query:?}");
        assert_eq!(search(&scattered, &query, &allow), expected, "{query:?}");
    }
}

#[test]
fn when_everyone_is_hidden_nobody_is_found() {
    let collection = in_memory(region(|_| true));
    let nobody = RoaringBitmap::new();
    for query in [Query::All, prefix("hi"), without(word("tig", 1))] {
        assert_eq!(search(&collection, &query, &nobody).total(), 0);
    }
}
