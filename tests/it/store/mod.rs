//! What every engine must do. A test is written once and run on each.

mod contact;
mod durability;
mod erase;
mod facts;
pub(crate) mod grouping;
mod kept;
mod key;
mod ledger;
mod once;
mod protection;
mod reading;
mod sequence;
mod serving;
mod tampering;
mod word;

use std::future::Future;

use kohtaanto::domain::{Jobseeker, Vacancy};
use kohtaanto::store::{Place, Store};

/// A place for a store, empty at first and gone at the end.
pub(crate) struct Bed {
    place: Place,
    store: Option<Store>,
    _directory: Option<tempfile::TempDir>,
}

impl Bed {
    pub(crate) fn store(&self) -> &Store {
        self.store.as_ref().unwrap()
    }

    /// Closes the store and opens what stands there.
    pub(crate) async fn reopen(&mut self) {
        self.close().await;
        self.store = Some(Store::open(self.place.clone()).await.unwrap());
    }

    pub(crate) async fn close(&mut self) {
        if let Some(store) = self.store.take() {
            store.close().await;
        }
    }

    /// Limits the people whom one key is shown on a day.
    pub(crate) fn limit(&mut self, limits: kohtaanto::store::PeopleADay) {
        let store = self.store.take();
        self.store = store.map(|store| store.with_people_a_day(limits));
    }

    pub(crate) fn place(&self) -> Place {
        self.place.clone()
    }
}

/// Runs a test of a store on SQLite.
pub(crate) fn on_sqlite<F: Future<Output = Bed>>(test: impl FnOnce(Bed) -> F) {
    runtime().block_on(async {
        let directory = tempfile::tempdir().unwrap();
        let place = Place::Directory(directory.path().join("data"));
        let store = Store::open(place.clone()).await.unwrap();
        let mut bed = test(Bed {
            place,
            store: Some(store),
            _directory: Some(directory),
        })
        .await;
        bed.close().await;
    });
}

/// Runs a test of a store on PostgreSQL, in a schema of its own.
pub(crate) fn on_postgres<F: Future<Output = Bed>>(test: impl FnOnce(Bed) -> F) {
    let Ok(url) = std::env::var("KOHTAANTO_TEST_POSTGRES") else {
        eprintln!("skipped: KOHTAANTO_TEST_POSTGRES holds no URL of a PostgreSQL database");
        return;
    };
    runtime().block_on(async {
        let name: u64 = std::hash::BuildHasher::hash_one(
            &std::collections::hash_map::RandomState::new(),
            std::process::id(),
        );
        let schema = format!("kohtaanto_test_{name:016x}");
        run_sql(&url, format!("CREATE SCHEMA {schema}")).await;
        let join = if url.contains('?') { '&' } else { '?' };
        let place = Place::Postgres(format!("{url}{join}options[search_path]={schema}"));
        let store = Store::open(place.clone()).await.unwrap();
        let mut bed = test(Bed {
            place,
            store: Some(store),
            _directory: None,
        })
        .await;
        bed.close().await;
        run_sql(&url, format!("DROP SCHEMA {schema} CASCADE")).await;
    });
}

/// Runs SQL beside the store, as a tamperer or an older program would.
pub(crate) async fn run_sql(url: &str, sql: String) {
    use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};
    let mut connection = PgConnection::connect(url).await.unwrap();
    connection.execute(AssertSqlSafe(sql)).await.unwrap();
    connection.close().await.unwrap();
}

/// Runs SQL on the file of a closed store.
pub(crate) async fn run_sqlite(file: &std::path::Path, sql: &'static str) {
    use sqlx::{Connection, Executor, SqliteConnection};
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(file);
    let mut connection = SqliteConnection::connect_with(&options).await.unwrap();
    connection.execute(sql).await.unwrap();
    connection.close().await.unwrap();
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap()
}

/// Each test on each engine.
macro_rules! on_each_engine {
    ($($test:ident)+) => {
        mod sqlite {
            $(#[test] fn $test() { $crate::store::on_sqlite(super::$test); })+
        }
        mod postgres {
            $(#[test] fn $test() { $crate::store::on_postgres(super::$test); })+
        }
    };
}
pub(crate) use on_each_engine;

pub(crate) fn vacancy(json: &str) -> Vacancy {
    kohtaanto::domain::record::parse(json).unwrap()
}

pub(crate) fn jobseeker(json: &str) -> Jobseeker {
    kohtaanto::domain::record::parse(json).unwrap()
}

/// A jobseeker whom staff may see and agency `a-1` too.
pub(crate) fn visible(id: &str) -> Jobseeker {
    jobseeker(&format!(
        r#"{{"person":{{"id":"{id}","protected_address":false,"coach":"c-1","service_unit":"u-1"}},
            "visibility":{{"matching":true,"partners":{{"agencies":["a-1"],"consent_text":"2026-1"}}}}}}"#
    ))
}
