//! What can go wrong with the system of record, said for an operator.

use crate::domain::PersonId;

/// An error of the store. Its message is for the operator: it names what to do next and never a
/// person's data or a secret.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Nothing of that name is stored.
    #[error("no {what} `{id}` is stored")]
    NotFound {
        /// What was looked for: `vacancy`, `key`.
        what: &'static str,
        /// Its id.
        id: String,
    },
    /// The data was written by a newer version of the program.
    #[error(
        "the data in {place} has schema {found}, this program knows {known}: use the newer program that wrote it"
    )]
    NewerVersion {
        /// Where the data is.
        place: String,
        /// Schema version found.
        found: u64,
        /// Newest schema version known to this program.
        known: u64,
    },
    /// Another process holds the data directory.
    #[error(
        "the data directory {directory} is in use by another process{}: wait for it or stop it, ask it over HTTP, or keep the records in PostgreSQL, which many processes can share",
        holder.map(|pid| format!(" (process {pid})")).unwrap_or_default()
    )]
    Locked {
        /// The directory.
        directory: String,
        /// The other process, where it left its number.
        holder: Option<u32>,
    },
    /// The person has been erased and is not taken back without being readmitted.
    #[error("`{0}` has been erased: `readmit` must come before the record is taken again")]
    Erased(PersonId),
    /// The record is not as the writer last saw it, or a value that must be unique is taken.
    #[error("{0}")]
    Conflict(String),
    /// People in an answer may no longer be shown as they were: make the answer anew.
    #[error("{} of the people in the answer changed before it was recorded", .0.len())]
    Changed(Vec<u32>),
    /// The key that asks has been shown as many people today as it may be.
    #[error("a key of this role is shown at most {most} people a day")]
    TooManyPeople {
        /// How many.
        most: u32,
        /// Seconds until the next day begins.
        retry_after_seconds: u32,
    },
    /// The store cannot be reached or written just now.
    #[error("{what}")]
    Unavailable {
        /// What could not be done and what to look at.
        what: String,
        /// The cause.
        #[source]
        source: Option<Box<dyn std::error::Error + Send + Sync>>,
    },
    /// What is stored cannot be what this program wrote.
    #[error("stored data is damaged: {0}; restore a backup")]
    Corrupt(String),
    /// A value that cannot be stored.
    #[error("{0}")]
    Invalid(String),
}

impl StoreError {
    pub(super) fn unavailable(
        what: impl Into<String>,
        source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Self {
        Self::Unavailable {
            what: what.into(),
            source: Some(source.into()),
        }
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        use sqlx::Error as E;
        match error {
            E::Database(database) if database.is_unique_violation() => {
                Self::Conflict(format!("already stored: {}", database.message()))
            }
            // SQLite's SQLITE_CORRUPT and SQLITE_NOTADB, and PostgreSQL's data_corrupted and index_corrupted.
            E::Database(database)
                if matches!(
                    database.code().as_deref(),
                    Some("11" | "26" | "XX001" | "XX002")
                ) =>
            {
                Self::Corrupt(database.message().to_owned())
            }
            E::ColumnDecode { source, .. } | E::Decode(source) => Self::Corrupt(source.to_string()),
            E::PoolTimedOut => Self::Unavailable {
                what:
                    "the database gave no connection in time: it is overloaded or cannot be reached"
                        .into(),
                source: None,
            },
            E::Database(database) => Self::unavailable(
                format!("the database refused: {}", database.message()),
                E::Database(database),
            ),
            other => Self::unavailable(format!("the database could not be used: {other}"), other),
        }
    }
}
