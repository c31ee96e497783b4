//! Answers that come at the same time: one commit for all who wait, and nobody's trouble is another's.

use std::sync::Arc;
use std::time::Duration;

use kohtaanto::domain::Role;
use kohtaanto::store::{Disclosure, DisclosureKind, Place, Receipt, Store, StoreError};
use sqlx::{Connection, Executor, PgConnection, SqliteConnection};
use tokio::task::JoinHandle;

use super::{Bed, on_each_engine, visible};

on_each_engine! {
    whoever_waits_together_is_recorded_together
    whoever_is_refused_holds_up_nobody
    whoever_breaks_off_is_not_recorded_and_a_fault_is_not_forever
}

/// An answer that lists people, as a coordinator gets it.
pub(crate) fn answer(people: &[u32]) -> Disclosure {
    Disclosure {
        at: "2026-11-21T10:00:00Z".parse().unwrap(),
        who: "maija".into(),
        role: Role::Coordinator,
        organisation: None,
        purpose: "a welder".into(),
        vacancy: None,
        kind: DisclosureKind::Listed,
        versions: "w1".into(),
        people: people.to_vec(),
    }
}

/// A store with some people, opened to be shared by tasks.
async fn shared(bed: &mut Bed) -> Arc<Store> {
    let people: Vec<_> = (0..8).map(|n| visible(&format!("P-{n}"))).collect();
    bed.store().put_jobseekers(&people, None).await.unwrap();
    bed.close().await;
    Arc::new(Store::open(bed.place()).await.unwrap())
}

/// Whoever keeps the ledger from being written until they let go.
enum Holder {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

impl Holder {
    async fn of(bed: &Bed) -> Self {
        match bed.place() {
            Place::Directory(folder) => {
                let file = folder.join("records.sqlite");
                let options = sqlx::sqlite::SqliteConnectOptions::new().filename(file);
                let mut held = SqliteConnection::connect_with(&options).await.unwrap();
                held.execute("BEGIN IMMEDIATE").await.unwrap();
                Self::Sqlite(held)
            }
            Place::Postgres(url) => {
                let mut held = PgConnection::connect(&url).await.unwrap();
                held.execute("BEGIN; SELECT 1 FROM counter FOR UPDATE")
                    .await
                    .unwrap();
                Self::Postgres(held)
            }
        }
    }

    async fn let_go(self) {
        match self {
            Self::Sqlite(mut held) => held.execute("ROLLBACK").await.map(|_| ()).unwrap(),
            Self::Postgres(mut held) => held.execute("ROLLBACK").await.map(|_| ()).unwrap(),
        }
    }
}

type Told = JoinHandle<Result<Receipt, StoreError>>;

fn ask(store: &Arc<Store>, answer: Disclosure, seen: bool) -> Told {
    let store = Arc::clone(store);
    tokio::spawn(async move { store.disclose(&answer, move |_, _| seen).await })
}

/// Commits that stand in SQLite's log of writes: frames that say how large the file is after them.
fn commits(bed: &Bed) -> Option<usize> {
    let Place::Directory(folder) = bed.place() else {
        return None;
    };
    let log = std::fs::read(folder.join("records.sqlite-wal")).unwrap();
    if log.is_empty() {
        return Some(0);
    }
    let page = u32::from_be_bytes(log[8..12].try_into().unwrap()) as usize;
    let frames = log[32..].chunks_exact(24 + page);
    Some(frames.filter(|frame| frame[4..8] != [0; 4]).count())
}

async fn whoever_waits_together_is_recorded_together(mut bed: Bed) -> Bed {
    let store = shared(&mut bed).await;
    let before = commits(&bed);
    let holder = Holder::of(&bed).await;
    let told: Vec<Told> = (0..60)
        .map(|n| ask(&store, answer(&[n % 8, (n + 1) % 8]), true))
        .collect();
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert!(
        told.iter().all(|one| !one.is_finished()),
        "nobody has an answer yet"
    );
    holder.let_go().await;
    let mut leaves = Vec::new();
    for one in told {
        let receipt = one.await.unwrap().unwrap();
        assert_eq!((receipt.first_leaf, receipt.head), (receipt.last_leaf, 8));
        leaves.push(receipt.first_leaf);
    }
    leaves.sort_unstable();
    assert_eq!(leaves, (1..=60).collect::<Vec<_>>(), "a leaf each");
    let report = store.audit_verify().await.unwrap();
    assert_eq!(
        (report.leaves, report.sights, report.breaks),
        (60, 120, vec![])
    );
    if let (Some(before), Some(after)) = (before, commits(&bed)) {
        assert!(
            after - before <= 2,
            "{} commits for 60 answers",
            after - before
        );
    }
    bed
}

async fn whoever_is_refused_holds_up_nobody(mut bed: Bed) -> Bed {
    let store = shared(&mut bed).await;
    let holder = Holder::of(&bed).await;
    let told: Vec<Told> = (0..9)
        .map(|n| ask(&store, answer(&[n % 8]), n % 3 != 0))
        .collect();
    let gone = ask(&store, answer(&[77]), true);
    tokio::time::sleep(Duration::from_millis(200)).await;
    holder.let_go().await;
    for (one, n) in told.into_iter().zip(0u32..) {
        match one.await.unwrap() {
            Ok(_) => assert_ne!(n % 3, 0),
            Err(StoreError::Changed(who)) => assert_eq!((n % 3, who), (0, vec![n % 8])),
            Err(other) => panic!("{other}"),
        }
    }
    assert!(matches!(gone.await.unwrap(), Err(StoreError::Changed(who)) if who == [77]));
    let report = store.audit_verify().await.unwrap();
    assert_eq!((report.leaves, report.breaks), (6, vec![]));
    bed
}

async fn whoever_breaks_off_is_not_recorded_and_a_fault_is_not_forever(mut bed: Bed) -> Bed {
    let store = shared(&mut bed).await;
    let holder = Holder::of(&bed).await;
    let first = ask(&store, answer(&[0]), true);
    tokio::time::sleep(Duration::from_millis(100)).await;
    let breaks_off = ask(&store, answer(&[1]), true);
    tokio::time::sleep(Duration::from_millis(100)).await;
    breaks_off.abort();
    let _ = breaks_off.await;
    holder.let_go().await;
    first.await.unwrap().unwrap();
    assert_eq!(store.audit_verify().await.unwrap().leaves, 1);
    // A check that panics gives an error, and the ledger goes on.
    let faulty = answer(&[2]);
    let answered = store.disclose(&faulty, |_, _| panic!("a fault in a check"));
    assert!(matches!(
        answered.await,
        Err(StoreError::Unavailable { .. })
    ));
    store.disclose(&answer(&[3]), |_, _| true).await.unwrap();
    assert_eq!(store.audit_verify().await.unwrap().leaves, 2);
    bed
}
