//! Records go in and come out as they were.

use std::collections::HashSet;

use kohtaanto::domain::Status;
use kohtaanto::store::{ContentHash, Counts, Expect, PutOutcome, StoreError};

use super::{Bed, jobseeker, on_each_engine, vacancy, visible};

on_each_engine! {
    a_record_comes_out_as_it_went_in
    the_same_content_is_unchanged
    an_id_that_comes_twice_ends_as_its_last_record
    nobody_overwrites_a_change_unseen
    a_removed_vacancy_is_gone_and_its_entry_is_not_given_again
    a_source_closes_what_it_no_longer_sends
    everything_is_read_in_the_order_of_entries
    what_was_written_is_there_after_reopening
    odd_text_is_kept
}

const WELDER: &str = r#"{"id":"V-1","status":"open","title":{"fi":"Hitsaaja"},"source":"kipa",
    "municipalities":["837"],"hours":{"weekly":38.25},"closes":"2026-12-31"}"#;

async fn a_record_comes_out_as_it_went_in(bed: Bed) -> Bed {
    let store = bed.store();
    let (asked, held) = (vacancy(WELDER), visible("P-1"));
    let put = store
        .put_vacancies(std::slice::from_ref(&asked))
        .await
        .unwrap();
    assert_eq!(put[0].outcome, PutOutcome::New);
    let stored = store.vacancy(&asked.id).await.unwrap().unwrap();
    assert_eq!(stored.record, asked);
    assert_eq!(stored.source.as_deref(), Some("kipa"));
    assert_eq!(
        (Some(stored.entry), Some(stored.public)),
        (put[0].entry, put[0].public)
    );
    assert_eq!(stored.hash, put[0].hash);
    assert_eq!(
        store.vacancy_at(stored.entry).await.unwrap(),
        Some(stored.clone())
    );
    assert_eq!(
        store.vacancy_by_public(stored.public).await.unwrap(),
        Some(stored)
    );

    store
        .put_jobseekers(std::slice::from_ref(&held), Some("ura"))
        .await
        .unwrap();
    let stored = store.jobseeker(&held.person.id).await.unwrap().unwrap();
    assert_eq!(stored.record, held);
    assert_eq!(stored.source.as_deref(), Some("ura"));
    assert_eq!(
        store.jobseeker_by_public(stored.public).await.unwrap(),
        Some(stored)
    );
    assert_eq!(
        store.jobseeker(&"P-2".parse().unwrap()).await.unwrap(),
        None
    );
    assert_eq!(
        store.counts().await.unwrap(),
        Counts {
            vacancies: 1,
            jobseekers: 1
        }
    );
    bed
}

async fn the_same_content_is_unchanged(bed: Bed) -> Bed {
    let store = bed.store();
    let batch = [visible("P-1"), visible("P-2")];
    store.put_jobseekers(&batch, Some("ura")).await.unwrap();
    let head = store.head().await.unwrap();
    let again = store.put_jobseekers(&batch, Some("ura")).await.unwrap();
    assert!(again.iter().all(|put| put.outcome == PutOutcome::Unchanged));
    assert_eq!(store.head().await.unwrap(), head);
    let mut other = visible("P-2");
    other.profile.own_car = Some(true);
    let put = store
        .put_jobseekers(&[visible("P-1"), other], Some("ura"))
        .await
        .unwrap();
    let outcomes: Vec<_> = put.iter().map(|put| put.outcome).collect();
    assert_eq!(outcomes, [PutOutcome::Unchanged, PutOutcome::Changed]);
    assert_eq!(store.head().await.unwrap(), head + 1);
    assert_eq!(put[1].public, again[1].public);
    let moved = store
        .put_jobseekers(&[visible("P-1")], Some("other"))
        .await
        .unwrap();
    assert_eq!(
        moved[0].outcome,
        PutOutcome::Changed,
        "another source is a change"
    );
    bed
}

async fn an_id_that_comes_twice_ends_as_its_last_record(bed: Bed) -> Bed {
    let store = bed.store();
    let mut second = visible("P-1");
    second.profile.own_car = Some(true);
    let put = store
        .put_jobseekers(&[visible("P-1"), second.clone(), second.clone()], None)
        .await
        .unwrap();
    let outcomes: Vec<_> = put.iter().map(|put| put.outcome).collect();
    assert_eq!(
        outcomes,
        [PutOutcome::New, PutOutcome::Changed, PutOutcome::Unchanged]
    );
    assert_eq!(
        store
            .jobseeker(&second.person.id)
            .await
            .unwrap()
            .unwrap()
            .record,
        second
    );
    assert_eq!(store.counts().await.unwrap().jobseekers, 1);
    assert_eq!(store.head().await.unwrap(), 1, "one entry, one change");
    bed
}

async fn nobody_overwrites_a_change_unseen(bed: Bed) -> Bed {
    let store = bed.store();
    let mut record = vacancy(WELDER);
    let first = store.put_vacancy(&record, Expect::Absent).await.unwrap();
    let conflict = store.put_vacancy(&record, Expect::Absent).await;
    assert!(matches!(conflict, Err(StoreError::Conflict(_))));
    record.positions = Some(2);
    let second = store
        .put_vacancy(&record, Expect::Content(first.hash))
        .await
        .unwrap();
    assert_eq!(second.outcome, PutOutcome::Changed);
    record.positions = Some(3);
    let conflict = store
        .put_vacancy(&record, Expect::Content(first.hash))
        .await;
    assert!(matches!(conflict, Err(StoreError::Conflict(_))));
    assert!(matches!(
        store
            .delete_vacancy(&record.id, Expect::Content(first.hash))
            .await,
        Err(StoreError::Conflict(_))
    ));
    assert_eq!(
        store
            .vacancy(&record.id)
            .await
            .unwrap()
            .unwrap()
            .record
            .positions,
        Some(2)
    );
    let hex = second.hash.to_string();
    assert_eq!(hex.parse::<ContentHash>().unwrap(), second.hash);
    bed
}

async fn a_removed_vacancy_is_gone_and_its_entry_is_not_given_again(bed: Bed) -> Bed {
    let store = bed.store();
    let record = vacancy(WELDER);
    let put = store.put_vacancy(&record, Expect::Any).await.unwrap();
    assert!(store.delete_vacancy(&record.id, Expect::Any).await.unwrap());
    assert!(!store.delete_vacancy(&record.id, Expect::Any).await.unwrap());
    assert_eq!(store.vacancy(&record.id).await.unwrap(), None);
    let changes = store.changes_since(1, 10).await.unwrap();
    assert_eq!(
        changes.iter().map(|c| Some(c.entry)).collect::<Vec<_>>(),
        [put.entry]
    );
    let again = store.put_vacancy(&record, Expect::Any).await.unwrap();
    assert_eq!(again.outcome, PutOutcome::New);
    assert_ne!((again.entry, again.public), (put.entry, put.public));
    bed
}

async fn a_source_closes_what_it_no_longer_sends(bed: Bed) -> Bed {
    let store = bed.store();
    let batch: Vec<_> = [
        ("A", "kipa", "open"),
        ("B", "kipa", "paused"),
        ("C", "kipa", "filled"),
        ("D", "other", "open"),
        ("E", "kipa", "open"),
    ]
    .map(|(id, source, status)| {
        vacancy(&format!(
            r#"{{"id":"{id}","source":"{source}","status":"{status}"}}"#
        ))
    })
    .into();
    store.put_vacancies(&batch).await.unwrap();
    let sent = HashSet::from(["A".parse().unwrap()]);
    assert_eq!(store.withdraw_vacancies("kipa", &sent).await.unwrap(), 2);
    assert_eq!(store.withdraw_vacancies("kipa", &sent).await.unwrap(), 0);
    let after = store.vacancies_after(None, 10).await.unwrap();
    let after = after.into_iter().map(|stored| stored.record);
    let after: Vec<_> = after.map(|v| (v.id.to_string(), v.status)).collect();
    let expected = [
        ("A", Status::Open),
        ("B", Status::Withdrawn),
        ("C", Status::Filled),
        ("D", Status::Open),
        ("E", Status::Withdrawn),
    ];
    assert_eq!(after, expected.map(|(id, status)| (id.to_owned(), status)));
    assert_eq!(store.head().await.unwrap(), 7);

    store
        .put_jobseekers(&[visible("P-1"), visible("P-2")], Some("ura"))
        .await
        .unwrap();
    store.put_jobseekers(&[visible("P-3")], None).await.unwrap();
    let sent = HashSet::from(["P-1".parse().unwrap()]);
    assert_eq!(store.unmatch_jobseekers("ura", &sent).await.unwrap(), 1);
    let mut matched = Vec::new();
    store
        .each_jobseeker(|stored| matched.push(stored.record.visibility.matching))
        .await
        .unwrap();
    assert_eq!(matched, [Some(true), Some(false), Some(true)]);
    bed
}

async fn everything_is_read_in_the_order_of_entries(bed: Bed) -> Bed {
    let store = bed.store();
    let batch: Vec<_> = (0..1300)
        .map(|i| visible(&format!("P-{}", 9999 - i)))
        .collect();
    store.put_jobseekers(&batch, None).await.unwrap();
    let mut seen = Vec::new();
    store
        .each_jobseeker(|stored| seen.push((stored.entry, stored.record)))
        .await
        .unwrap();
    let expected: Vec<_> = (0..).zip(batch).collect();
    assert_eq!(seen, expected);
    let page = store.jobseekers_after(Some(1297), 10).await.unwrap();
    assert_eq!(
        page.iter().map(|stored| stored.entry).collect::<Vec<_>>(),
        [1298, 1299]
    );
    bed
}

async fn what_was_written_is_there_after_reopening(mut bed: Bed) -> Bed {
    bed.store()
        .put_jobseekers(&[visible("P-1")], None)
        .await
        .unwrap();
    let (head, key) = (
        bed.store().head().await.unwrap(),
        bed.store().pseudonym_key(),
    );
    bed.reopen().await;
    assert_eq!(bed.store().head().await.unwrap(), head);
    assert_eq!(bed.store().pseudonym_key(), key);
    assert_eq!(
        bed.store()
            .jobseeker(&"P-1".parse().unwrap())
            .await
            .unwrap()
            .unwrap()
            .record,
        visible("P-1")
    );
    bed
}

async fn odd_text_is_kept(bed: Bed) -> Bed {
    let store = bed.store();
    let record = jobseeker(
        r#"{"person":{"id":"'; DROP TABLE jobseeker; --","name":"Åse \"Ö\" 🦌"},"profile":{"text":{"fi":"rivi\nrivi\ttab %_$1 ?"}}}"#,
    );
    store
        .put_jobseekers(std::slice::from_ref(&record), Some("'\"$1"))
        .await
        .unwrap();
    assert_eq!(
        store
            .jobseeker(&record.person.id)
            .await
            .unwrap()
            .unwrap()
            .record,
        record
    );
    bed
}
