//! Steps from one schema to the next, per engine, each run once in a transaction of its own.

use super::database::{Database, Session, args};
use super::look::{Look, Part};
use super::{Place, StoreError};

/// The steps, in order; the schema's version is how many have been taken. A released step never changes.
const STEPS: &[Step] = &[
    Step {
        sqlite: include_str!("migrations/sqlite/0001.sql"),
        postgres: include_str!("migrations/postgres/0001.sql"),
    },
    Step {
        sqlite: include_str!("migrations/sqlite/0002.sql"),
        postgres: include_str!("migrations/postgres/0002.sql"),
    },
    Step {
        sqlite: include_str!("migrations/sqlite/0003.sql"),
        postgres: include_str!("migrations/postgres/0003.sql"),
    },
    Step {
        sqlite: include_str!("migrations/sqlite/0004.sql"),
        postgres: include_str!("migrations/postgres/0004.sql"),
    },
    Step {
        sqlite: include_str!("migrations/sqlite/0005.sql"),
        postgres: include_str!("migrations/postgres/0005.sql"),
    },
    Step {
        sqlite: include_str!("migrations/sqlite/0006.sql"),
        postgres: include_str!("migrations/postgres/0006.sql"),
    },
    Step {
        sqlite: include_str!("migrations/sqlite/0007.sql"),
        postgres: include_str!("migrations/postgres/0007.sql"),
    },
    Step {
        sqlite: include_str!("migrations/sqlite/0008.sql"),
        postgres: include_str!("migrations/postgres/0008.sql"),
    },
];

struct Step {
    sqlite: &'static str,
    postgres: &'static str,
}

/// Any number will do, so long as every process takes the same.
const UPGRADE_LOCK: &str = "SELECT pg_advisory_xact_lock(7081202611)";

/// Brings the database to the newest schema; leaves a newer one alone.
pub(super) async fn migrate(database: &Database, place: &Place) -> Result<(), StoreError> {
    let known = STEPS.len() as u64;
    loop {
        let mut session = database.write().await?;
        if let Session::Postgres(_) = session {
            session.run_script(UPGRADE_LOCK).await?;
        }
        let found = version(&mut session).await?;
        if found > known {
            return Err(StoreError::NewerVersion {
                place: place.to_string(),
                found,
                known,
            });
        }
        let Some(step) = usize::try_from(found).ok().and_then(|done| STEPS.get(done)) else {
            return session.commit().await;
        };
        session
            .run_script(match session {
                Session::Sqlite(_) => step.sqlite,
                Session::Postgres(_) => step.postgres,
            })
            .await?;
        if found == 0 {
            found_store(&mut session).await?;
        }
        session
            .run(
                "UPDATE meta SET value = $1 WHERE name = 'schema'",
                args![(found + 1).to_string().into_bytes()],
            )
            .await?;
        session.commit().await?;
    }
}

/// Whether a database has the newest schema.
pub(super) async fn seen(database: &Database) -> Result<Look, StoreError> {
    let found = version(&mut database.read().await?).await?;
    let known = STEPS.len() as u64;
    let told = |finding| Look {
        count: found,
        ..Look::broken(Part::Database, finding, Vec::new())
    };
    Ok(match found.cmp(&known) {
        std::cmp::Ordering::Equal => Look::sound(Part::Database, "sound", found),
        // The next command upgrades it.
        std::cmp::Ordering::Less => told("older").as_notice(),
        std::cmp::Ordering::Greater => told("newer"),
    })
}

/// The first rows of a new store.
async fn found_store(session: &mut Session) -> Result<(), StoreError> {
    session
        .run(
            "INSERT INTO meta (name, value) VALUES ('schema', $1)",
            args![b"0".to_vec()],
        )
        .await?;
    session
        .run(
            "INSERT INTO counter (id, change, vacancy, jobseeker, leaf, leaf_hash) VALUES (1, 0, 0, 0, 0, $1)",
            args![[0_u8; 32]],
        )
        .await?;
    Ok(())
}

async fn version(session: &mut Session) -> Result<u64, StoreError> {
    let there = match session {
        Session::Sqlite(_) => "SELECT 1 FROM sqlite_master WHERE name = 'meta'",
        Session::Postgres(_) => "SELECT CAST(1 AS BIGINT) WHERE to_regclass('meta') IS NOT NULL",
    };
    if session.row(there, args![]).await?.is_none() {
        return Ok(0);
    }
    let row = session
        .row("SELECT value FROM meta WHERE name = 'schema'", args![])
        .await?;
    let text = match &row {
        Some(row) => String::from_utf8_lossy(row.bytes(0)?).into_owned(),
        None => String::new(),
    };
    text.parse().map_err(|_| {
        StoreError::Corrupt(format!(
            "`{text}` is no schema version: is this another program's database?"
        ))
    })
}
