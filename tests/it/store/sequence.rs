//! Numbers without gaps, and what a place does when it cannot be used.

use std::sync::Arc;

use kohtaanto::store::{Kind, Place, Store, StoreError};

use super::{Bed, on_each_engine, vacancy, visible};

on_each_engine! {
    changes_are_numbered_from_one_without_gaps
    writers_at_the_same_time_get_gapless_numbers
    data_of_a_newer_version_is_left_alone
}

async fn changes_are_numbered_from_one_without_gaps(bed: Bed) -> Bed {
    let store = bed.store();
    assert_eq!(store.head().await.unwrap(), 0);
    store
        .put_jobseekers(&[visible("P-1"), visible("P-2")], None)
        .await
        .unwrap();
    store
        .put_vacancies(&[vacancy(r#"{"id":"V"}"#)])
        .await
        .unwrap();
    let changes = store.changes_since(0, 100).await.unwrap();
    let seen: Vec<_> = changes
        .iter()
        .map(|c| (c.number, c.kind, c.entry))
        .collect();
    assert_eq!(
        seen,
        [
            (1, Kind::Jobseeker, 0),
            (2, Kind::Jobseeker, 1),
            (3, Kind::Vacancy, 0)
        ]
    );
    assert_eq!(store.changes_since(1, 1).await.unwrap(), changes[1..2]);
    assert_eq!(store.changes_since(3, 100).await.unwrap(), []);
    assert_eq!(store.jobseeker_at(1).await.unwrap().unwrap().changed, 2);
    bed
}

async fn writers_at_the_same_time_get_gapless_numbers(bed: Bed) -> Bed {
    let Place::Postgres(_) = bed.place() else {
        // One process writes to a file, but any number of its tasks.
        return race(bed, 1).await;
    };
    race(bed, 2).await
}

/// Eight tasks over so many stores write, while one reads the sequence as it grows.
async fn race(mut bed: Bed, stores: usize) -> Bed {
    let place = bed.place();
    bed.close().await;
    let mut opened = Vec::new();
    for _ in 0..stores {
        opened.push(Arc::new(Store::open(place.clone()).await.unwrap()));
    }
    let writers: Vec<_> = (0..8)
        .map(|writer| {
            let store = Arc::clone(&opened[writer % stores]);
            tokio::spawn(async move {
                for turn in 0..10 {
                    let ids = [
                        format!("P-{writer}-{turn}-a"),
                        format!("P-{writer}-{turn}-b"),
                    ];
                    let batch = ids.map(|id| visible(&id));
                    store.put_jobseekers(&batch, None).await.unwrap();
                }
            })
        })
        .collect();
    let mut seen = Vec::new();
    loop {
        let written = writers.iter().all(tokio::task::JoinHandle::is_finished);
        let after = seen.len() as u64;
        let changes = opened[0].changes_since(after, 7).await.unwrap();
        // Whoever follows the sequence meets each number once, in order, whatever the writers do.
        for change in &changes {
            assert_eq!(change.number, seen.len() as u64 + 1);
            seen.push(change.entry);
        }
        if written && changes.is_empty() {
            break;
        }
    }
    for writer in writers {
        writer.await.unwrap();
    }
    seen.sort_unstable();
    assert_eq!(seen, (0..160).collect::<Vec<_>>());
    assert_eq!(opened[0].head().await.unwrap(), 160);
    opened.clear();
    bed.reopen().await;
    bed
}

async fn data_of_a_newer_version_is_left_alone(mut bed: Bed) -> Bed {
    bed.close().await;
    match bed.place() {
        Place::Postgres(url) => {
            super::run_sql(
                &url,
                "UPDATE meta SET value = '99' WHERE name = 'schema'".into(),
            )
            .await;
        }
        Place::Directory(directory) => {
            let file = directory.join("records.sqlite");
            super::run_sqlite(
                &file,
                "UPDATE meta SET value = CAST('99' AS BLOB) WHERE name = 'schema'",
            )
            .await;
        }
    }
    let error = Store::open(bed.place()).await.unwrap_err();
    assert!(
        matches!(error, StoreError::NewerVersion { found: 99, .. }),
        "{error}"
    );
    assert!(
        error.to_string().contains("use the newer program"),
        "{error}"
    );
    bed
}

#[test]
fn a_second_process_is_told_what_to_do() {
    super::on_sqlite(async |bed| {
        let error = Store::open(bed.place()).await.unwrap_err();
        let said = error.to_string();
        assert!(matches!(error, StoreError::Locked { .. }), "{said}");
        assert!(
            said.contains(&format!("process {}", std::process::id())),
            "{said}"
        );
        bed
    });
}

#[test]
fn a_file_that_is_no_database_is_refused() {
    super::on_sqlite(async |mut bed| {
        bed.close().await;
        let Place::Directory(directory) = bed.place() else {
            unreachable!()
        };
        let file = directory.join("records.sqlite");
        for leftover in ["records.sqlite-wal", "records.sqlite-shm"] {
            let _ = std::fs::remove_file(directory.join(leftover));
        }
        std::fs::write(&file, "id;title\n1;Hitsaaja\n".repeat(300)).unwrap();
        let error = Store::open(bed.place()).await.unwrap_err();
        assert!(matches!(error, StoreError::Corrupt(_)), "{error:?}");
        assert_eq!(
            std::fs::read(&file).unwrap().len(),
            300 * 20,
            "left as it was"
        );
        bed
    });
}
