use kohtaanto_index::{
    Change, IndexError, Kind, Match, Query, QueryError, Request, best_window, highlight, parse_box,
};
use roaring::RoaringBitmap;

use crate::{
    BODY, HEADLINE, WEIGHTS, everyone, in_memory, numbers, phrase, prefix, put, search, slot,
    tokens, without, word,
};

fn region() -> [Change; 6] {
    [
        put(1, "hitsaaja", "mig ja tig hitsaus"),
        put(2, "lähi|hoitaja", "hitsaajalle/hitsaaja töitä"),
        put(3, "hoitaja", "tig ja mig hitsaus"),
        put(4, "kokki", "keittiö hoitaja"),
        put(5, "sairaan|hoitaja", "akuutti vastaan|otto"),
        put(6, "koodari", "c++ c# .net ea1 3-vuorotyö"),
    ]
}

fn check(query: &Query, expected: &[u32]) {
    let hits = search(&in_memory(region()), query, &everyone());
    assert_eq!(numbers(&hits), expected, "{query:?}");
    assert_eq!(hits.total(), expected.len() as u64);
    assert_eq!(hits.entries, expected.iter().copied().collect());
}

#[test]
fn a_word_is_found_by_its_base_form() {
    check(&word("hitsaaja", 10), &[1, 2]);
}

#[test]
fn a_part_of_a_compound_ranks_below_a_whole_word() {
    // The whole word in the headline, in the body, then parts in headlines, equal, by number.
    check(&word("hoitaja", 10), &[3, 4, 2, 5]);
    let mut whole = slot("hoitaja", 10);
    whole.parts = false;
    check(&Query::Word(whole), &[3, 4]);
}

#[test]
fn a_phrase_keeps_its_order() {
    check(&phrase("mig ja tig"), &[1]);
    check(&phrase("tig ja mig"), &[3]);
    check(&phrase("mig tig"), &[]);
    check(&phrase("hitsaaja töitä"), &[2]);
}

#[test]
fn a_phrase_reaches_into_no_other_field_and_no_part() {
    check(&phrase("kokki keittiö"), &[]);
    check(&phrase("hoitaja akuutti"), &[]);
}

#[test]
fn a_phrase_reaches_into_no_other_text_of_its_field() {
    let mut twice = crate::entry(1, "", "metallin hitsaaja");
    let mut second = crate::entry(1, "", "puun sorvaaja");
    twice.texts.append(&mut second.texts);
    let collection = in_memory([Change::Put(twice)]);
    let found = |query| numbers(&search(&collection, &query, &everyone()));
    assert!(found(phrase("hitsaaja puun")).is_empty());
    assert_eq!(found(phrase("puun sorvaaja")), [1]);
}

#[test]
fn exclusion_takes_away() {
    check(&without(word("hitsaaja", 10)), &[3, 4, 5, 6]);
    check(
        &Query::AllOf(vec![word("hoitaja", 10), without(word("tig", 10))]),
        &[4, 2, 5],
    );
    let mut whole = slot("hoitaja", 10);
    whole.parts = false;
    check(
        &Query::AllOf(vec![word("hoitaja", 10), without(Query::Word(whole))]),
        &[2, 5],
    );
}

#[test]
fn a_prefix_finds_every_start_and_parts_too() {
    check(&prefix("hits"), &[1, 2, 3]);
    check(&prefix("vastaan"), &[5]);
    check(&prefix("otto"), &[5]);
    check(&prefix("ho"), &[3, 4, 2, 5]);
}

#[test]
fn words_with_signs_are_whole() {
    for term in ["c++", "c#", ".net", "ea1", "3-vuorotyö"] {
        check(&word(term, 1), &[6]);
    }
    check(&word("c", 1), &[]);
}

#[test]
fn a_letter_is_never_folded() {
    check(&word("lähihoitaja", 1), &[2]);
    check(&word("lahihoitaja", 1), &[]);
}

#[test]
fn groups_of_nothing_are_defined() {
    check(&Query::All, &[1, 2, 3, 4, 5, 6]);
    check(&Query::AllOf(vec![]), &[1, 2, 3, 4, 5, 6]);
    check(&Query::AnyOf(vec![]), &[]);
}

#[test]
fn points_are_the_weight_of_the_word_times_that_of_its_best_field() {
    let collection = in_memory(region());
    let query = Query::AnyOf(vec![word("hoitaja", 10), word("tig", 7), word("kokki", 5)]);
    let hits = search(&collection, &query, &everyone());
    let points: Vec<_> = hits
        .hits
        .iter()
        .map(|hit| (hit.entry, hit.points))
        .collect();
    let expected = [(3, 108), (4, 80), (2, 30), (5, 30), (1, 28)];
    assert_eq!(points, expected);
}

#[test]
fn a_word_counts_once_by_its_best_place() {
    let everywhere = "tig tig lähi|tig";
    let collection = in_memory([put(1, everywhere, everywhere)]);
    let hits = search(&collection, &word("tig", 10), &everyone());
    assert_eq!((hits.hits[0].points, hits.hits[0].matches.len()), (80, 4));
}

#[test]
fn a_group_that_does_not_match_adds_nothing() {
    let group = Query::AllOf(vec![word("hoitaja", 10), word("akuutti", 10)]);
    let query = Query::AnyOf(vec![group, word("kokki", 5)]);
    let hits = search(&in_memory(region()), &query, &everyone());
    let kokki = hits.hits.iter().find(|hit| hit.entry == 4).unwrap();
    assert_eq!(kokki.points, 40);
    let clauses: Vec<u16> = kokki.matches.iter().map(|found| found.clause).collect();
    assert_eq!(clauses, [2]);
}

#[test]
fn a_hit_says_what_matched_where() {
    let query = Query::AllOf(vec![
        without(word("tig", 1)),
        prefix("ho"),
        word("keittiö", 1),
    ]);
    let hits = search(&in_memory(region()), &query, &everyone());
    let found = |clause, field, kind, terms: &[&str]| Match {
        clause,
        field,
        kind,
        terms: terms.iter().map(|term| (*term).to_owned()).collect(),
    };
    assert_eq!(
        hits.hits[0].matches,
        [
            found(1, BODY, Kind::Whole, &["hoitaja"]),
            found(2, BODY, Kind::Whole, &["keittiö"]),
        ]
    );
    let nurse = search(&in_memory(region()), &prefix("sai"), &everyone());
    assert_eq!(
        nurse.hits[0].matches,
        [
            found(0, HEADLINE, Kind::Whole, &["sairaanhoitaja"]),
            found(0, HEADLINE, Kind::Part, &["sairaan"]),
        ]
    );
}

#[test]
fn pages_follow_one_another() {
    let collection = in_memory(region());
    let whole = numbers(&search(&collection, &Query::All, &everyone()));
    let mut paged = Vec::new();
    for offset in [0, 4, 6, 100] {
        let request = Request {
            query: &Query::All,
            allow: &everyone(),
            fields: &WEIGHTS,
            offset,
            limit: 4,
        };
        let page = collection.view().search(&request).unwrap();
        assert_eq!(page.total(), 6);
        paged.extend(numbers(&page));
    }
    assert_eq!(paged, whole);
}

#[test]
fn fields_not_asked_for_are_not_searched() {
    let request = Request {
        query: &word("hoitaja", 1),
        allow: &everyone(),
        fields: &WEIGHTS[1..],
        offset: 0,
        limit: 0,
    };
    let hits = in_memory(region()).view().search(&request).unwrap();
    assert_eq!((hits.entries, hits.hits.len()), ([4].into(), 0));
}

#[test]
fn a_query_beyond_the_limits_is_refused() {
    let query = Query::AnyOf(vec![word("a", 1); 64]);
    let request = Request {
        query: &query,
        allow: &everyone(),
        fields: &WEIGHTS,
        offset: 0,
        limit: 1,
    };
    let error = in_memory(region()).view().search(&request).unwrap_err();
    assert!(matches!(
        error,
        IndexError::Query(QueryError::TooManyClauses)
    ));
}

#[test]
fn terms_are_read_in_bulk_under_the_same_rule() {
    let allow: RoaringBitmap = [1, 2, 3].into();
    let hits = in_memory(region())
        .view()
        .term_hits(&[HEADLINE, BODY], ["hoitaja", "hitsaaja", "kokki"], &allow)
        .unwrap();
    assert_eq!(hits, [[3].into(), [1, 2].into(), RoaringBitmap::new()]);
}

#[test]
fn a_later_step_wins() {
    let collection = in_memory([
        put(1, "kokki", ""),
        put(1, "hitsaaja", ""),
        put(2, "kokki", ""),
        Change::Remove(2),
        Change::Remove(9),
    ]);
    let found = |term| numbers(&search(&collection, &word(term, 1), &everyone()));
    assert_eq!((found("kokki"), found("hitsaaja")), (vec![], vec![1]));
    collection.write([put(1, "kokki", "")], 2).unwrap();
    let found = |term| numbers(&search(&collection, &word(term, 1), &everyone()));
    assert_eq!((found("kokki"), found("hitsaaja")), (vec![1], vec![]));
}

#[test]
fn half_a_batch_is_never_kept() {
    let collection = in_memory([put(1, "kokki", "")]);
    let half = std::panic::AssertUnwindSafe(|| {
        let changes = [
            Some(put(1, "sorvaaja", "")),
            Some(put(2, "kokki", "")),
            None,
        ];
        collection.write(changes.into_iter().map(Option::unwrap), 2)
    });
    assert!(std::panic::catch_unwind(half).is_err());
    assert_eq!(collection.applied(), 1);
    collection.write([put(3, "kokki", "")], 2).unwrap();
    let found = search(&collection, &word("kokki", 1), &everyone());
    assert_eq!(numbers(&found), [1, 3]);
}

#[test]
fn terms_that_cannot_be_found_are_counted() {
    let collection = in_memory([]);
    let long = "x".repeat(257);
    let written = collection.write([put(1, &long, "kokki")], 2).unwrap();
    assert_eq!((written.put, written.terms_skipped), (1, 1));
}

#[test]
fn a_search_box_is_searched() {
    let collection = in_memory(region());
    for (text, expected) in [
        ("hoitaja -tig", vec![4, 2, 5]),
        ("\"mig ja tig\"", vec![1]),
        ("hits* -\"mig ja tig\"", vec![2, 3]),
        ("-hoitaja -koodari", vec![1]),
        ("", vec![1, 2, 3, 4, 5, 6]),
        ("ei-ole-missään", vec![]),
    ] {
        let query = parse_box(text).to_query(
            |text| text.split(' ').map(|term| slot(term, 10)).collect(),
            |start| match prefix(start) {
                Query::Prefix(prefix) => Some(prefix),
                _ => None,
            },
        );
        let hits = search(&collection, &query, &everyone());
        assert_eq!(numbers(&hits), expected, "{text}");
    }
}

#[test]
fn what_is_found_is_highlighted() {
    let text = tokens("lähi|hoitaja hoitaja tig ja mig");
    let query = Query::AllOf(vec![
        word("hoitaja", 1),
        without(word("ja", 1)),
        phrase("tig ja"),
        prefix("mi"),
    ]);
    let spans: Vec<_> = highlight(&text, &query)
        .into_iter()
        .map(|span| (span.start, span.end, span.clause, span.kind))
        .collect();
    let expected = [
        (0, 11, 0, Kind::Part),
        (12, 19, 0, Kind::Whole),
        (20, 26, 2, Kind::Whole),
        (27, 30, 3, Kind::Whole),
    ];
    assert_eq!(spans, expected);
    assert_eq!(best_window(&highlight(&text, &query), 18), 12);
    assert_eq!(best_window(&[], 18), 0);
}
