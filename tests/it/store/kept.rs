//! What a run was made from is kept whole, replaced by what differs, and holds nobody hidden or gone.

use std::collections::HashMap;

use jiff::Timestamp;
use kohtaanto::domain::{Offer, RightToWork, RightToWorkKind};
use kohtaanto::store::{Kept, Kind, Store};

use super::{Bed, on_each_engine, visible};

on_each_engine! {
    a_run_is_kept_and_replaced_by_what_differs
    who_is_hidden_or_gone_is_in_no_kept_run
}

fn kept(kind: Kind, entry: u32, bytes: Option<&[u8]>) -> Kept {
    Kept {
        kind,
        entry,
        bytes: bytes.map(<[u8]>::to_vec),
    }
}

async fn all(store: &Store, kind: Kind) -> Vec<(u32, Vec<u8>)> {
    let mut rows = Vec::new();
    let each = store.each_kept(kind, |entry, bytes| rows.push((entry, bytes.to_vec())));
    each.await.unwrap();
    rows
}

async fn a_run_is_kept_and_replaced_by_what_differs(bed: Bed) -> Bed {
    let store = bed.store();
    let people = ["P-0", "P-1", "P-2"].map(visible);
    store.put_jobseekers(&people, None).await.unwrap();
    assert_eq!(store.kept_run().await.unwrap(), None);
    let first = vec![
        kept(Kind::Vacancy, 7, Some(b"v")),
        kept(Kind::Jobseeker, 0, Some(b"zero")),
        kept(Kind::Jobseeker, 1, Some(&[0, 255])),
        // Nobody is stored there.
        kept(Kind::Jobseeker, 9, Some(b"nobody")),
    ];
    store.keep_run("first", first).await.unwrap();
    let head = store.head().await.unwrap();
    let second = vec![
        kept(Kind::Vacancy, 7, None),
        kept(Kind::Jobseeker, 1, Some(b"one")),
        kept(Kind::Jobseeker, 2, Some(b"two")),
    ];
    store.keep_run("second", second).await.unwrap();
    assert_eq!(store.head().await.unwrap(), head, "no record has changed");
    assert_eq!(store.kept_run().await.unwrap().as_deref(), Some("second"));
    assert_eq!(all(store, Kind::Vacancy).await, []);
    let people = [
        (0, b"zero".to_vec()),
        (1, b"one".to_vec()),
        (2, b"two".to_vec()),
    ];
    assert_eq!(all(store, Kind::Jobseeker).await, people);
    bed
}

async fn who_is_hidden_or_gone_is_in_no_kept_run(bed: Bed) -> Bed {
    let store = bed.store();
    let mut people: Vec<_> = (0..8).map(|n| visible(&format!("P-{n}"))).collect();
    store.put_jobseekers(&people, None).await.unwrap();
    let rows = (0..8).map(|n| kept(Kind::Jobseeker, n, Some(b"row")));
    store.keep_run("run", rows.collect()).await.unwrap();
    store
        .erase(&people[0].person.id, Timestamp::now())
        .await
        .unwrap();
    people[1].visibility.matching = Some(false);
    people[2].visibility.matching = None;
    people[3].person.protected_address = None;
    people[4].staff.offer = Some(Offer::NotNow);
    people[5].profile.right_to_work = Some(RightToWork {
        kind: RightToWorkKind::None,
        weekly: None,
        valid_until: None,
    });
    people[7].profile.own_car = Some(true);
    store.put_jobseekers(&people[1..], None).await.unwrap();
    let left = |rows: Vec<(u32, Vec<u8>)>| rows.into_iter().map(|(e, _)| e).collect::<Vec<_>>();
    assert_eq!(left(all(store, Kind::Jobseeker).await), [6, 7]);
    let listed = HashMap::from([(people[6].person.id.clone(), true)]);
    let list = store.list_protected(&listed, "test", Timestamp::now());
    list.await.unwrap();
    assert_eq!(left(all(store, Kind::Jobseeker).await), [7]);
    // A run made before somebody was hidden does not bring them back.
    let late = vec![kept(Kind::Jobseeker, 1, Some(b"late"))];
    store.keep_run("late", late).await.unwrap();
    assert_eq!(left(all(store, Kind::Jobseeker).await), [7]);
    bed
}
