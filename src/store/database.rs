//! The two engines behind one face: values in, rows out, one SQL text for both.
//!
//! Statements number their parameters `$1`, `$2`, … and use what both engines speak. Integers are
//! 64 bits wide in every column; only the migrations differ.

use std::path::Path;
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions, PgRow, Postgres};
use sqlx::sqlite::{
    Sqlite, SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteRow,
    SqliteSynchronous,
};
use sqlx::{AssertSqlSafe, Column as _, Row as _, SqlSafeStr, Transaction};

use super::StoreError;
use super::tables::{Erasing, TABLES, Table};

/// Connections that read at the same time.
const READERS: u32 = 4;
/// Connections to PostgreSQL.
const POSTGRES_CONNECTIONS: u32 = 8;
/// How long a request waits for a connection or a lock.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long a write waits for the one connection that writes: a purge holds it while it writes the
/// whole file anew.
const WRITE_PATIENCE: Duration = Duration::from_secs(60);
/// How often a purge is tried while readers are in the way, and how long it waits between.
const PURGE_TRIES: u32 = 20;
const PURGE_PAUSE: Duration = Duration::from_millis(100);

/// A database, open. A clone is another hold on the same connections.
#[derive(Debug, Clone)]
pub(super) enum Database {
    /// One file: one connection writes, several read.
    Sqlite {
        writer: SqlitePool,
        readers: SqlitePool,
    },
    /// A server, shared by many processes.
    Postgres(PgPool),
}

impl Database {
    pub(super) async fn sqlite(file: &Path) -> Result<Self, StoreError> {
        let options = SqliteConnectOptions::new()
            .filename(file)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(PATIENCE)
            // Deleted text is overwritten, so that erased is erased in the file too.
            .pragma("secure_delete", "ON");
        let pool = |connections, patience, options| {
            SqlitePoolOptions::new()
                .max_connections(connections)
                .acquire_timeout(patience)
                .connect_with(options)
        };
        let writer = pool(1, WRITE_PATIENCE, options.clone()).await?;
        let readers = options.pragma("query_only", "ON");
        let readers = pool(READERS, PATIENCE, readers).await?;
        Ok(Self::Sqlite { writer, readers })
    }

    /// A file that is there already, to be read alone.
    pub(super) async fn sqlite_to_read(file: &Path) -> Result<Self, StoreError> {
        let options = SqliteConnectOptions::new()
            .filename(file)
            .create_if_missing(false)
            .busy_timeout(PATIENCE)
            .pragma("query_only", "ON");
        let pool = SqlitePoolOptions::new().max_connections(READERS);
        let readers = pool.acquire_timeout(PATIENCE).connect_with(options).await?;
        Ok(Self::Sqlite {
            writer: readers.clone(),
            readers,
        })
    }

    pub(super) async fn postgres(url: &str) -> Result<Self, StoreError> {
        let options: PgConnectOptions = url.parse().map_err(|error| {
            StoreError::unavailable(
                "the PostgreSQL address cannot be read: write postgres://user:password@host/database",
                error as sqlx::Error,
            )
        })?;
        // An acknowledged write survives whatever the server's default says.
        let options = options.options([("synchronous_commit", "on")]);
        let pool = PgPoolOptions::new()
            .max_connections(POSTGRES_CONNECTIONS)
            .acquire_timeout(PATIENCE)
            .connect_with(options)
            .await?;
        Ok(Self::Postgres(pool))
    }

    /// A transaction that may write. On SQLite it is the only one.
    pub(super) async fn write(&self) -> Result<Session, StoreError> {
        Ok(match self {
            Self::Sqlite { writer, .. } => {
                Session::Sqlite(writer.begin_with("BEGIN IMMEDIATE").await?)
            }
            Self::Postgres(pool) => Session::Postgres(pool.begin().await?),
        })
    }

    /// A transaction that reads one state of everything.
    pub(super) async fn read(&self) -> Result<Session, StoreError> {
        Ok(match self {
            Self::Sqlite { readers, .. } => Session::Sqlite(readers.begin().await?),
            Self::Postgres(pool) => Session::Postgres(
                pool.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
                    .await?,
            ),
        })
    }

    /// Rids the files of what was deleted; whether nothing was in the way.
    pub(super) async fn purge(&self) -> Result<bool, StoreError> {
        match self {
            Self::Sqlite { writer, .. } => {
                // Overwriting what is deleted is not enough: cells that move between pages when others
                // come or grow leave copies of themselves behind. The whole file is written anew.
                sqlx::query("VACUUM").execute(writer).await?;
                for _ in 0..PURGE_TRIES {
                    let row = sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)")
                        .fetch_one(writer)
                        .await?;
                    if row.try_get::<i64, _>(0)? == 0 {
                        return Ok(true);
                    }
                    tokio::time::sleep(PURGE_PAUSE).await;
                }
                Ok(false)
            }
            Self::Postgres(pool) => {
                let of_people = |table: &&Table| !matches!(table.erasing, Erasing::Nothing(_));
                for table in TABLES.iter().filter(of_people) {
                    let sql = AssertSqlSafe(format!("VACUUM {}", table.name));
                    sqlx::query(sql).execute(pool).await?;
                }
                Ok(true)
            }
        }
    }

    /// Ends every connection; what is written is whole before and after.
    pub(super) async fn close(&self) {
        match self {
            Self::Sqlite { writer, readers } => {
                readers.close().await;
                writer.close().await;
            }
            Self::Postgres(pool) => pool.close().await,
        }
    }
}

/// A value for a statement's parameter.
#[derive(Debug, Clone)]
pub(super) enum Value {
    Int(Option<i64>),
    Text(Option<String>),
    Bytes(Option<Vec<u8>>),
}

macro_rules! values {
    ($($from:ty => $to:ident($value:ident: $made:expr);)+) => {$(
        impl From<$from> for Value {
            fn from($value: $from) -> Self { Self::$to(Some($made)) }
        }
        impl From<Option<$from>> for Value {
            fn from(value: Option<$from>) -> Self { Self::$to(value.map(|$value| $made)) }
        }
    )+};
}

values! {
    i64 => Int(value: value);
    u32 => Int(value: i64::from(value));
    bool => Int(value: i64::from(value));
    // Counters start at 0 and grow by one: none comes near 2^63.
    u64 => Int(value: i64::try_from(value).unwrap_or(i64::MAX));
    &str => Text(value: value.to_owned());
    String => Text(value: value);
    &[u8] => Bytes(value: value.to_vec());
    Vec<u8> => Bytes(value: value);
    [u8; 32] => Bytes(value: value.to_vec());
}

/// The values of a statement: `args![1_u32, "text"]`.
macro_rules! args {
    ($($value:expr),* $(,)?) => { vec![$($crate::store::database::Value::from($value)),*] };
}
pub(super) use args;

macro_rules! bound {
    ($engine:ty, $sql:expr, $values:expr) => {
        $values
            .into_iter()
            .fold(sqlx::query::<$engine>($sql), |query, value| match value {
                Value::Int(value) => query.bind(value),
                Value::Text(value) => query.bind(value),
                Value::Bytes(value) => query.bind(value),
            })
    };
}

/// A transaction on either engine. Dropped without a commit, it has not happened.
#[derive(Debug)]
pub(super) enum Session {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

impl Session {
    pub(super) async fn commit(self) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(transaction) => transaction.commit().await?,
            Self::Postgres(transaction) => transaction.commit().await?,
        }
        Ok(())
    }

    /// Runs a statement; gives how many rows it touched.
    pub(super) async fn run(
        &mut self,
        sql: impl SqlSafeStr,
        values: Vec<Value>,
    ) -> Result<u64, StoreError> {
        Ok(match self {
            Self::Sqlite(t) => bound!(Sqlite, sql, values)
                .execute(&mut **t)
                .await?
                .rows_affected(),
            Self::Postgres(t) => bound!(Postgres, sql, values)
                .execute(&mut **t)
                .await?
                .rows_affected(),
        })
    }

    /// Runs several statements without parameters.
    pub(super) async fn run_script(&mut self, sql: &'static str) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(t) => sqlx::raw_sql(sql).execute(&mut **t).await.map(|_| ())?,
            Self::Postgres(t) => sqlx::raw_sql(sql).execute(&mut **t).await.map(|_| ())?,
        }
        Ok(())
    }

    pub(super) async fn rows(
        &mut self,
        sql: impl SqlSafeStr,
        values: Vec<Value>,
    ) -> Result<Vec<Row>, StoreError> {
        Ok(match self {
            Self::Sqlite(t) => {
                let rows = bound!(Sqlite, sql, values).fetch_all(&mut **t).await?;
                rows.into_iter().map(Row::Sqlite).collect()
            }
            Self::Postgres(t) => {
                let rows = bound!(Postgres, sql, values).fetch_all(&mut **t).await?;
                rows.into_iter().map(Row::Postgres).collect()
            }
        })
    }

    pub(super) async fn row(
        &mut self,
        sql: impl SqlSafeStr,
        values: Vec<Value>,
    ) -> Result<Option<Row>, StoreError> {
        Ok(self.rows(sql, values).await?.into_iter().next())
    }

    /// Runs `before (…), (…) after` with one bracket of `columns` parameters per row, in pieces that
    /// either engine takes.
    pub(super) async fn run_many(
        &mut self,
        before: &'static str,
        rows: Vec<Vec<Value>>,
        after: &'static str,
    ) -> Result<(), StoreError> {
        let mut rows = rows.into_iter().peekable();
        while let Some(columns) = rows.peek().map(Vec::len) {
            let piece: Vec<Vec<Value>> = rows.by_ref().take(PIECE).collect();
            let brackets = self.brackets(piece.len(), columns);
            let sql = AssertSqlSafe(format!("{before} {brackets} {after}"));
            self.run(sql, piece.into_iter().flatten().collect()).await?;
        }
        Ok(())
    }

    /// The rows of `before (…) after` for a set of keys of any size, in no promised order.
    pub(super) async fn rows_in(
        &mut self,
        before: &'static str,
        keys: Vec<Value>,
        after: &'static str,
    ) -> Result<Vec<Row>, StoreError> {
        let mut found = Vec::new();
        let mut keys = keys.into_iter().peekable();
        while keys.peek().is_some() {
            let piece: Vec<Value> = keys.by_ref().take(PIECE).collect();
            let brackets = self.brackets(1, piece.len());
            let sql = AssertSqlSafe(format!("{before} {brackets} {after}"));
            found.extend(self.rows(sql, piece).await?);
        }
        Ok(found)
    }

    /// Brackets of parameters. SQLite looks numbered ones up one by one, so there they are bare.
    fn brackets(&self, rows: usize, columns: usize) -> String {
        let mut sql = String::new();
        for row in 0..rows {
            sql.push_str(if row == 0 { "(" } else { ", (" });
            for column in 0..columns {
                if column > 0 {
                    sql.push_str(", ");
                }
                match self {
                    Self::Sqlite(_) => sql.push('?'),
                    Self::Postgres(_) => {
                        sql.push('$');
                        sql.push_str(&(row * columns + column + 1).to_string());
                    }
                }
            }
            sql.push(')');
        }
        sql
    }
}

/// Rows or keys of one statement made of many: well under the engines' limits on parameters.
const PIECE: usize = 256;

/// A row of either engine.
#[derive(Debug)]
pub(super) enum Row {
    Sqlite(SqliteRow),
    Postgres(PgRow),
}

impl Row {
    fn get<'r, T>(&'r self, column: usize) -> Result<T, StoreError>
    where
        T: sqlx::Decode<'r, Sqlite>
            + sqlx::Type<Sqlite>
            + sqlx::Decode<'r, Postgres>
            + sqlx::Type<Postgres>,
    {
        Ok(match self {
            Self::Sqlite(row) => row.try_get(column)?,
            Self::Postgres(row) => row.try_get(column)?,
        })
    }

    pub(super) fn int(&self, column: usize) -> Result<i64, StoreError> {
        self.get(column)
    }

    pub(super) fn number(&self, column: usize) -> Result<u64, StoreError> {
        let value = self.int(column)?;
        u64::try_from(value)
            .map_err(|_| StoreError::Corrupt(format!("a counter holds {value}, below 0")))
    }

    pub(super) fn entry(&self, column: usize) -> Result<u32, StoreError> {
        let value = self.int(column)?;
        u32::try_from(value).map_err(|_| StoreError::Corrupt(format!("{value} is no entry number")))
    }

    pub(super) fn yes_no(&self, column: usize) -> Result<Option<bool>, StoreError> {
        Ok(self.get::<Option<i64>>(column)?.map(|value| value != 0))
    }

    pub(super) fn text(&self, column: usize) -> Result<&str, StoreError> {
        self.get(column)
    }

    pub(super) fn maybe_text(&self, column: usize) -> Result<Option<&str>, StoreError> {
        self.get(column)
    }

    pub(super) fn bytes(&self, column: usize) -> Result<&[u8], StoreError> {
        self.get(column)
    }

    pub(super) fn maybe_bytes(&self, column: usize) -> Result<Option<&[u8]>, StoreError> {
        self.get(column)
    }

    pub(super) fn hash(&self, column: usize) -> Result<[u8; 32], StoreError> {
        let bytes = self.bytes(column)?;
        bytes
            .try_into()
            .map_err(|_| StoreError::Corrupt(format!("a hash of {} bytes", bytes.len())))
    }

    /// The row as an object by the names of its columns; bytes in hex.
    pub(super) fn json(&self) -> serde_json::Value {
        let names: Vec<String> = match self {
            Self::Sqlite(row) => row.columns().iter().map(|c| c.name().to_owned()).collect(),
            Self::Postgres(row) => row.columns().iter().map(|c| c.name().to_owned()).collect(),
        };
        let hex = |bytes: &[u8]| bytes.iter().map(|b| format!("{b:02x}")).collect::<String>();
        let value = |at: usize| {
            let text = self.maybe_text(at).map(|text| text.map(Into::into));
            let number = || self.get::<Option<i64>>(at).map(|n| n.map(Into::into));
            let bytes = || self.maybe_bytes(at).map(|b| b.map(|b| hex(b).into()));
            let read = text.or_else(|_| number()).or_else(|_| bytes());
            read.ok().flatten().unwrap_or(serde_json::Value::Null)
        };
        let pairs = names
            .into_iter()
            .zip(0..)
            .map(|(name, at)| (name, value(at)));
        serde_json::Value::Object(pairs.collect())
    }

    /// A text that parses into a value of the field.
    pub(super) fn parsed<T>(&self, column: usize) -> Result<T, StoreError>
    where
        T: std::str::FromStr<Err: std::fmt::Display>,
    {
        parsed(self.text(column)?)
    }

    /// A text that parses into a value of the field, or nothing.
    pub(super) fn maybe_parsed<T>(&self, column: usize) -> Result<Option<T>, StoreError>
    where
        T: std::str::FromStr<Err: std::fmt::Display>,
    {
        self.maybe_text(column)?.map(parsed).transpose()
    }
}

fn parsed<T: std::str::FromStr<Err: std::fmt::Display>>(text: &str) -> Result<T, StoreError> {
    text.parse()
        .map_err(|error: T::Err| StoreError::Corrupt(error.to_string()))
}
