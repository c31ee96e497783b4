//! Erased is erased.

use jiff::Timestamp;
use kohtaanto::domain::Role;
use kohtaanto::store::{
    Disclosure, DisclosureKind, Kind, Place, PutOutcome, StoreError, StoredReading,
};

use super::{Bed, on_each_engine, visible};

on_each_engine! {
    an_erased_person_is_nowhere
    tomorrows_feed_brings_nobody_back
    the_ledger_stays_whole_and_forgets_whom_it_names
    whoever_was_never_stored_can_be_erased_ahead
}

fn now() -> Timestamp {
    "2026-11-21T10:00:00Z".parse().unwrap()
}

async fn an_erased_person_is_nowhere(bed: Bed) -> Bed {
    let store = bed.store();
    let mut person = visible("P-erasable");
    person.person.name = Some("Eräs Poistettava".into());
    let put = store
        .put_jobseekers(&[person.clone(), visible("P-1")], None)
        .await
        .unwrap();
    let reading = StoredReading {
        kind: Kind::Jobseeker,
        entry: 0,
        hash: put[0].hash,
        reader: "r1".into(),
        bytes: b"read of Poistettava".to_vec(),
    };
    assert_eq!(store.put_readings(vec![reading.clone()]).await.unwrap(), 1);
    let done = store.erase(&person.person.id, now()).await.unwrap();
    assert!(done.was_stored && done.purged);
    assert!(store.is_erased(&person.person.id).await.unwrap());
    assert_eq!(store.jobseeker(&person.person.id).await.unwrap(), None);
    assert_eq!(store.jobseeker_at(0).await.unwrap(), None);
    assert_eq!(store.visibility(&[0]).await.unwrap(), []);
    assert_eq!(store.reading(Kind::Jobseeker, 0).await.unwrap(), None);
    assert_eq!(
        store.put_readings(vec![reading]).await.unwrap(),
        0,
        "a late reading stays out"
    );
    assert!(matches!(
        store.who_saw(&person.person.id).await,
        Err(StoreError::NotFound { .. })
    ));
    let last = store.changes_since(2, 10).await.unwrap();
    assert_eq!(
        last.iter()
            .map(|change| (change.kind, change.entry))
            .collect::<Vec<_>>(),
        [(Kind::Jobseeker, 0)]
    );
    if let Place::Directory(directory) = bed.place() {
        for file in std::fs::read_dir(directory).unwrap() {
            let path = file.unwrap().path();
            let bytes = std::fs::read(&path).unwrap();
            for word in ["Poistettava", "P-erasable"] {
                let found = bytes
                    .windows(word.len())
                    .any(|window| window == word.as_bytes());
                assert!(!found, "{word} is still in {}", path.display());
            }
        }
    }
    bed
}

async fn tomorrows_feed_brings_nobody_back(bed: Bed) -> Bed {
    let store = bed.store();
    let feed = [visible("P-0"), visible("P-1")];
    let before = store.put_jobseekers(&feed, None).await.unwrap();
    store.erase(&feed[0].person.id, now()).await.unwrap();
    let again = store.put_jobseekers(&feed, None).await.unwrap();
    assert_eq!(
        again.iter().map(|put| put.outcome).collect::<Vec<_>>(),
        [PutOutcome::Erased, PutOutcome::Unchanged]
    );
    assert_eq!(again[0].entry, None);
    let one = store
        .put_jobseeker(&feed[0], None, kohtaanto::store::Expect::Any)
        .await;
    assert!(matches!(one, Err(StoreError::Erased(_))));
    assert!(store.readmit(&feed[0].person.id).await.unwrap());
    assert!(!store.readmit(&feed[0].person.id).await.unwrap());
    let back = store.put_jobseekers(&feed, None).await.unwrap();
    assert_eq!(back[0].outcome, PutOutcome::New);
    assert_ne!(
        (back[0].entry, back[0].public),
        (before[0].entry, before[0].public),
        "as somebody new"
    );
    bed
}

async fn the_ledger_stays_whole_and_forgets_whom_it_names(bed: Bed) -> Bed {
    let store = bed.store();
    store
        .put_jobseekers(&["P-0", "P-1"].map(visible), None)
        .await
        .unwrap();
    let answer = Disclosure {
        at: now(),
        who: "maija".into(),
        role: Role::Coach,
        organisation: None,
        purpose: "jobs for a client".into(),
        vacancy: None,
        kind: DisclosureKind::Opened,
        versions: String::new(),
        people: vec![0, 1],
    };
    store.disclose(&answer, |_, _| true).await.unwrap();
    let head = store.audit_verify().await.unwrap().head;
    store.erase(&"P-0".parse().unwrap(), now()).await.unwrap();
    let report = store.audit_verify().await.unwrap();
    assert_eq!(
        (report.leaves, report.sights, report.head, report.breaks),
        (1, 1, head, vec![])
    );
    bed
}

async fn whoever_was_never_stored_can_be_erased_ahead(bed: Bed) -> Bed {
    let store = bed.store();
    let done = store.erase(&"P-9".parse().unwrap(), now()).await.unwrap();
    assert!(!done.was_stored);
    assert_eq!(store.head().await.unwrap(), 0);
    let put = store.put_jobseekers(&[visible("P-9")], None).await.unwrap();
    assert_eq!(put[0].outcome, PutOutcome::Erased);
    bed
}
