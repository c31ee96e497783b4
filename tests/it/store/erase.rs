//! Erased is erased.

use jiff::Timestamp;
use kohtaanto::domain::Role;
use kohtaanto::store::{
    Disclosure, DisclosureKind, Kind, Place, PutOutcome, StoreError, StoredReading, TABLES,
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
    assert!(done.was_stored && !store.is_purged().await.unwrap());
    assert!(store.purge().await.unwrap() && store.is_purged().await.unwrap());
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
    for word in ["Poistettava", "P-erasable"] {
        match bed.place() {
            Place::Directory(directory) => {
                let files = files_holding(&directory, word.as_bytes());
                assert_eq!(files, [""; 0], "{word}");
            }
            Place::Postgres(url) => assert_eq!(rows_holding(&url, word).await, [""; 0], "{word}"),
        }
    }
    bed
}

/// Files of a directory in which these bytes stand.
fn files_holding(directory: &std::path::Path, bytes: &[u8]) -> Vec<String> {
    let files = std::fs::read_dir(directory).unwrap();
    let paths = files.map(|file| file.unwrap().path());
    let holds = |path: &std::path::PathBuf| {
        let all = std::fs::read(path).unwrap();
        all.windows(bytes.len()).any(|window| window == bytes)
    };
    let found = paths.filter(holds);
    found.map(|path| path.display().to_string()).collect()
}

/// Tables of a PostgreSQL database in a row of which the word stands, as text or as bytes.
async fn rows_holding(url: &str, word: &str) -> Vec<&'static str> {
    use sqlx::{AssertSqlSafe, Connection, PgConnection, Row};
    let hex: String = word.bytes().map(|byte| format!("{byte:02x}")).collect();
    let mut connection = PgConnection::connect(url).await.unwrap();
    let mut found = Vec::new();
    for table in TABLES {
        let name = table.name;
        let sql = format!(
            "SELECT count(*) FROM {name} t WHERE t::text LIKE '%{word}%' OR t::text LIKE '%{hex}%'"
        );
        let row = sqlx::query(AssertSqlSafe(sql));
        let row = row.fetch_one(&mut connection).await.unwrap();
        if row.get::<i64, _>(0) > 0 {
            found.push(name);
        }
    }
    connection.close().await.unwrap();
    found
}

/// How many people the test of moved cells puts: `KOHTAANTO_MOVED` of them.
fn moved() -> u32 {
    std::env::var("KOHTAANTO_MOVED").map_or(3_000, |n| n.parse().unwrap())
}

/// Rows that come, grow and shrink make SQLite move others between its pages, which leaves copies of
/// them in the gaps: overwriting what is deleted does not reach those.
#[test]
fn what_was_moved_between_pages_leaves_no_copy() {
    super::on_sqlite(|bed| async {
        let store = bed.store();
        let mut seed = 20_261_122_u64;
        let mut draw = |below: u64| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (seed >> 33) % below
        };
        let person = |n: u32, length: u64, letter: u64| {
            let mut person = visible(&format!("Q{:08x}", n.wrapping_mul(2_654_435_761)));
            person.person.name =
                Some(format!("n{n:06}n").repeat([2, 5, 20, 40, 80][length as usize]));
            person.person.coach = Some(format!("c-{letter}").parse().unwrap());
            person
        };
        let mut there = 0;
        while there < moved() {
            let mut batch: Vec<_> = (there..there + 50)
                .map(|n| person(n, draw(5), draw(40)))
                .collect();
            there += 50;
            let again = (0..40).map(|_| draw(there.into()) as u32);
            let again: std::collections::BTreeSet<u32> = again.collect();
            batch.extend(again.into_iter().map(|n| person(n, draw(5), draw(40))));
            store.put_jobseekers(&batch, None).await.unwrap();
        }
        let gone: Vec<u32> = (0..there).filter(|n| n % 10 == 3).collect();
        for n in &gone {
            let id = person(*n, 0, 0).person.id;
            store.erase(&id, now()).await.unwrap();
        }
        assert!(store.purge().await.unwrap());
        let Place::Directory(directory) = bed.place() else {
            unreachable!("on SQLite")
        };
        let mut all = Vec::new();
        for file in std::fs::read_dir(directory).unwrap() {
            all.extend(std::fs::read(file.unwrap().path()).unwrap());
        }
        let marks = gone.iter().flat_map(|n| {
            let id = person(*n, 0, 0).person.id.to_string();
            [id, format!("n{n:06}n")]
        });
        let marks: Vec<String> = marks.collect();
        let finder = aho_corasick::AhoCorasick::new(&marks).unwrap();
        let left: Vec<&String> = finder
            .find_iter(&all)
            .map(|m| &marks[m.pattern()])
            .collect();
        assert_eq!(left, Vec::<&String>::new());
        bed
    });
}

/// No table is forgotten by erasure.
#[test]
fn every_table_says_what_an_erasure_does_to_it() {
    super::on_sqlite(|mut bed| async {
        bed.close().await;
        let Place::Directory(directory) = bed.place() else {
            unreachable!("on SQLite")
        };
        let options = sqlx::sqlite::SqliteConnectOptions::new();
        let file = directory.join("records.sqlite");
        let mut connection = sqlx::ConnectOptions::connect(&options.filename(file))
            .await
            .unwrap();
        let sql = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name";
        let rows = sqlx::query(sql).fetch_all(&mut connection).await.unwrap();
        sqlx::Connection::close(connection).await.unwrap();
        let there: Vec<String> = rows.iter().map(|row| sqlx::Row::get(row, 0)).collect();
        let mut told: Vec<&str> = TABLES.iter().map(|table| table.name).collect();
        told.sort_unstable();
        assert_eq!(there, told);
        bed.reopen().await;
        bed
    });
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
