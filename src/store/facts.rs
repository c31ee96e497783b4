//! Vacancies and jobseekers as rows: the record as JSON, and beside it what is asked of it in SQL.

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::StoreError;
use super::database::{Row, Value, args};
use super::secret::random;
use crate::domain::{Jobseeker, PublicId, Status, Vacancy, codes};

codes! {
    /// What kind of record a change or reading is of.
    Kind, "kind of record" {
        /// A vacancy.
        Vacancy = "vacancy",
        /// A jobseeker.
        Jobseeker = "jobseeker",
    }
}

impl Kind {
    pub(super) fn number(self) -> i64 {
        match self {
            Self::Vacancy => 1,
            Self::Jobseeker => 2,
        }
    }

    pub(super) fn of_number(number: i64) -> Result<Self, StoreError> {
        match number {
            1 => Ok(Self::Vacancy),
            2 => Ok(Self::Jobseeker),
            _ => Err(StoreError::Corrupt(format!(
                "{number} is no kind of record"
            ))),
        }
    }
}

/// BLAKE3 of a record's canonical JSON: the same content, the same hash. Displayed in hex, as for an ETag.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct ContentHash(pub [u8; 32]);

impl std::fmt::Display for ContentHash {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        blake3::Hash::from_bytes(self.0).to_hex().fmt(f)
    }
}

impl std::fmt::Debug for ContentHash {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "ContentHash({self})")
    }
}

impl std::str::FromStr for ContentHash {
    type Err = blake3::HexError;
    fn from_str(hex: &str) -> Result<Self, Self::Err> {
        Ok(Self(*blake3::Hash::from_hex(hex)?.as_bytes()))
    }
}

/// A record with what the store knows of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Stored<T> {
    /// Its entry number: dense within its kind, from 0, the same for as long as it is stored.
    pub entry: u32,
    /// Its identifier for addresses.
    pub public: PublicId,
    /// Hash of the record.
    pub hash: ContentHash,
    /// Number of its last change.
    pub changed: u64,
    /// The source that sent it last, where one is known.
    pub source: Option<String>,
    /// The record.
    pub record: T,
}

/// A kind of record: its SQL, and its columns.
pub(super) trait Record: Serialize + DeserializeOwned + Sync {
    const KIND: Kind;
    /// Rows go in as entry, id, public_id, hash, changed, source, the columns, record.
    const INSERT: &'static str;
    const OR_UPDATE: &'static str;
    /// id, entry, public_id, hash, source.
    const KNOWN: &'static str;
    /// Those below give entry, public_id, hash, changed, source, record.
    const BY_ID: &'static str;
    const BY_ENTRY: &'static str;
    const BY_PUBLIC: &'static str;
    const PAGE: &'static str;
    /// entry, public_id, hash: a page without the records.
    const KNOWN_PAGE: &'static str;
    const AMONG: &'static str;
    /// entry, hash.
    const HASHES: &'static str;
    const DELETE: &'static str;
    const COUNT: &'static str;
    /// entry and id of those of a source that could be closed.
    const OPEN_OF_SOURCE: &'static str;

    fn id(&self) -> &str;

    fn columns(&self) -> Result<Vec<Value>, StoreError>;

    /// Closes the record, as its source no longer sends it.
    fn close(&mut self);

    /// The source that the record itself names.
    fn source(&self) -> Option<&str>;
}

/// Declares a kind's SQL from its table, its own columns and when it counts as open.
macro_rules! sql {
    ($table:literal, [$($column:literal),+], once [$($once:literal)*], open $open:literal) => {
        const INSERT: &'static str = concat!(
            "INSERT INTO ", $table, " (entry, id, public_id, hash, changed, source",
            $(", ", $column,)+ $(", ", $once,)* ", record) VALUES"
        );
        const OR_UPDATE: &'static str = concat!(
            "ON CONFLICT (entry) DO UPDATE SET hash = excluded.hash, changed = excluded.changed, source = excluded.source",
            $(", ", $column, " = excluded.", $column,)+ ", record = excluded.record"
        );
        const KNOWN: &'static str =
            concat!("SELECT id, entry, public_id, hash, source FROM ", $table, " WHERE id IN");
        const BY_ID: &'static str = sql!(@select $table, " WHERE id = $1");
        const BY_ENTRY: &'static str = sql!(@select $table, " WHERE entry = $1");
        const BY_PUBLIC: &'static str = sql!(@select $table, " WHERE public_id = $1");
        const PAGE: &'static str = sql!(@select $table, " WHERE entry > $1 ORDER BY entry LIMIT $2");
        const KNOWN_PAGE: &'static str = concat!(
            "SELECT entry, public_id, hash FROM ", $table, " WHERE entry > $1 ORDER BY entry LIMIT $2"
        );
        const AMONG: &'static str = sql!(@select $table, " WHERE entry IN");
        const HASHES: &'static str = concat!("SELECT entry, hash FROM ", $table, " WHERE entry IN");
        const DELETE: &'static str = concat!("DELETE FROM ", $table, " WHERE entry = $1");
        const COUNT: &'static str = concat!("SELECT count(*) FROM ", $table);
        const OPEN_OF_SOURCE: &'static str =
            concat!("SELECT entry, id FROM ", $table, " WHERE source = $1 AND ", $open);
    };
    (@select $table:literal, $rest:literal) => {
        concat!("SELECT entry, public_id, hash, changed, source, record FROM ", $table, $rest)
    };
}

impl Record for Vacancy {
    const KIND: Kind = Kind::Vacancy;
    sql!("vacancy", ["status", "closes"], once [], open "status IN ('open', 'paused')");

    fn id(&self) -> &str {
        self.id.as_str()
    }

    fn columns(&self) -> Result<Vec<Value>, StoreError> {
        Ok(args![
            self.status.as_str(),
            self.closes.map(|day| day.to_string())
        ])
    }

    fn close(&mut self) {
        self.status = Status::Withdrawn;
    }

    fn source(&self) -> Option<&str> {
        self.source.as_deref()
    }
}

impl Record for Jobseeker {
    const KIND: Kind = Kind::Jobseeker;
    sql!(
        "jobseeker",
        [
            "matching",
            "protected_address",
            "consent",
            "offer",
            "routes",
            "right_to_work",
            "coach",
            "service_unit"
        ],
        once ["ledger_key"],
        open "(matching IS NULL OR matching <> 0)"
    );

    fn id(&self) -> &str {
        self.person.id.as_str()
    }

    fn columns(&self) -> Result<Vec<Value>, StoreError> {
        let consent = self.visibility.partners.as_ref().map(json).transpose()?;
        let routes = (!self.staff.routes.is_empty()).then_some(&self.staff.routes);
        let right = self.profile.right_to_work.as_ref();
        Ok(args![
            self.visibility.matching,
            self.person.protected_address,
            consent,
            self.staff.offer.map(|offer| offer.as_str()),
            routes.map(json).transpose()?,
            right.map(|right| right.kind.as_str()),
            self.person.coach.as_ref().map(|coach| coach.as_str()),
            self.person.service_unit.as_ref().map(|unit| unit.as_str()),
            // Taken when the row is new, left alone when it is updated.
            random::<32>()?,
        ])
    }

    fn close(&mut self) {
        self.visibility.matching = Some(false);
    }

    fn source(&self) -> Option<&str> {
        None
    }
}

pub(super) fn json<T: Serialize>(value: &T) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|error| {
        StoreError::Invalid(format!("a record cannot be written as JSON: {error}"))
    })
}

pub(super) fn from_json<T: DeserializeOwned>(text: &str) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|error| {
        // The error's own words may quote the record, which must not reach a log.
        StoreError::Corrupt(format!(
            "a record cannot be read at line {} column {}",
            error.line(),
            error.column()
        ))
    })
}

impl<T: DeserializeOwned> Stored<T> {
    /// From entry, public_id, hash, changed, source, record.
    pub(super) fn of_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            entry: row.entry(0)?,
            public: row.parsed(1)?,
            hash: ContentHash(row.hash(2)?),
            changed: row.number(3)?,
            source: row.maybe_text(4)?.map(str::to_owned),
            record: from_json(row.text(5)?)?,
        })
    }
}
