//! What was read from words is kept beside the record and never outlives it.

use kohtaanto::store::{Expect, Kind, StoredReading};

use super::{Bed, on_each_engine, vacancy, visible};

on_each_engine! {
    a_reading_is_kept_until_its_record_changes
    what_a_new_reader_has_not_read_is_listed
}

async fn a_reading_is_kept_until_its_record_changes(bed: Bed) -> Bed {
    let store = bed.store();
    let mut record = vacancy(r#"{"id":"V"}"#);
    let put = store.put_vacancy(&record, Expect::Any).await.unwrap();
    store.put_jobseekers(&[visible("P-0")], None).await.unwrap();
    let mut reading = StoredReading {
        kind: Kind::Vacancy,
        entry: 0,
        hash: put.hash,
        reader: "r1".into(),
        bytes: vec![0, 1, 255],
    };
    assert_eq!(store.put_readings(vec![reading.clone()]).await.unwrap(), 1);
    assert_eq!(
        store.reading(Kind::Vacancy, 0).await.unwrap().as_ref(),
        Some(&reading)
    );
    assert_eq!(store.reading(Kind::Jobseeker, 0).await.unwrap(), None);
    (reading.reader, reading.bytes) = ("r2".into(), vec![]);
    assert_eq!(
        store
            .put_readings(vec![reading.clone(), reading.clone()])
            .await
            .unwrap(),
        1
    );
    let mut all = Vec::new();
    store
        .each_reading(Kind::Vacancy, |reading| all.push(reading))
        .await
        .unwrap();
    assert_eq!(all, [reading.clone()]);
    record.positions = Some(4);
    store.put_vacancy(&record, Expect::Any).await.unwrap();
    assert_eq!(store.reading(Kind::Vacancy, 0).await.unwrap(), None);
    assert_eq!(
        store.put_readings(vec![reading]).await.unwrap(),
        0,
        "it was of the old content"
    );
    bed
}

async fn what_a_new_reader_has_not_read_is_listed(bed: Bed) -> Bed {
    let store = bed.store();
    let put = store
        .put_jobseekers(&["P-0", "P-1", "P-2", "P-3"].map(visible), None)
        .await
        .unwrap();
    let read = |entry: u32, reader: &str| StoredReading {
        kind: Kind::Jobseeker,
        entry,
        hash: put[entry as usize].hash,
        reader: reader.into(),
        bytes: vec![1],
    };
    store
        .put_readings(vec![read(0, "r2"), read(2, "r1")])
        .await
        .unwrap();
    let unread = async |after, limit| {
        store
            .unread(Kind::Jobseeker, "r2", after, limit)
            .await
            .unwrap()
    };
    assert_eq!(unread(None, 10).await, [1, 2, 3]);
    assert_eq!(unread(Some(1), 1).await, [2]);
    assert_eq!(
        store.unread(Kind::Vacancy, "r2", None, 10).await.unwrap(),
        [0_u32; 0]
    );
    bed
}
