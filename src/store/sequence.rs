//! The change sequence, and the writing transaction that numbers it.

use super::database::{Database, Session, args};
use super::{Kind, Store, StoreError};
use crate::domain::PersonId;

/// A change: something of this entry is new, otherwise or gone. What, the record says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Change {
    /// Its place in the sequence, from 1, without gaps, in the order of commits.
    pub number: u64,
    /// Of what.
    pub kind: Kind,
    /// Which one. No record at that entry any more means that it was removed.
    pub entry: u32,
}

/// The row of counters, held by one writing transaction at a time.
#[derive(Debug, Clone, Copy)]
pub(super) struct Counter {
    pub(super) change: u64,
    pub(super) vacancy: u64,
    pub(super) jobseeker: u64,
    pub(super) leaf: u64,
    pub(super) leaf_hash: [u8; 32],
}

const COUNTER: &str =
    "SELECT change, vacancy, jobseeker, leaf, leaf_hash FROM counter WHERE id = 1";
const COUNTER_LOCKED: &str =
    "SELECT change, vacancy, jobseeker, leaf, leaf_hash FROM counter WHERE id = 1 FOR UPDATE";

impl Counter {
    /// The counters as a session sees them.
    pub(super) async fn seen(session: &mut Session) -> Result<Self, StoreError> {
        Self::load(session, COUNTER).await
    }

    async fn load(session: &mut Session, sql: &'static str) -> Result<Self, StoreError> {
        let row = session.row(sql, args![]).await?;
        let row = row.ok_or_else(|| StoreError::Corrupt("the row of counters is gone".into()))?;
        Ok(Self {
            change: row.number(0)?,
            vacancy: row.number(1)?,
            jobseeker: row.number(2)?,
            leaf: row.number(3)?,
            leaf_hash: row.hash(4)?,
        })
    }
}

/// A writing transaction: alone from its beginning to its end on either engine, because it holds the
/// row of counters. So what it reads is the newest there is, and what it numbers is in commit order.
#[derive(Debug)]
pub(super) struct Writing {
    pub(super) session: Session,
    pub(super) counter: Counter,
    changes: Vec<Change>,
}

impl Writing {
    pub(super) async fn begin(store: &Store) -> Result<Self, StoreError> {
        Self::begin_on(&store.database).await
    }

    pub(super) async fn begin_on(database: &Database) -> Result<Self, StoreError> {
        let mut session = database.write().await?;
        let sql = match session {
            Session::Sqlite(_) => COUNTER,
            Session::Postgres(_) => COUNTER_LOCKED,
        };
        let counter = Counter::load(&mut session, sql).await?;
        Ok(Self {
            session,
            counter,
            changes: Vec::new(),
        })
    }

    /// The entry of a person who is stored.
    pub(super) async fn entry_of(&mut self, person: &PersonId) -> Result<u32, StoreError> {
        let sql = "SELECT entry FROM jobseeker WHERE id = $1";
        let row = self.session.row(sql, args![person.as_str()]).await?;
        match row {
            Some(row) => row.entry(0),
            None => Err(StoreError::NotFound {
                what: "jobseeker",
                id: person.to_string(),
            }),
        }
    }

    /// Numbers a change.
    pub(super) fn change(&mut self, kind: Kind, entry: u32) -> u64 {
        self.counter.change += 1;
        let number = self.counter.change;
        self.changes.push(Change {
            number,
            kind,
            entry,
        });
        number
    }

    /// The next entry number of a kind: dense, from 0, never given twice.
    pub(super) fn next_entry(&mut self, kind: Kind) -> Result<u32, StoreError> {
        let counter = match kind {
            Kind::Vacancy => &mut self.counter.vacancy,
            Kind::Jobseeker => &mut self.counter.jobseeker,
        };
        let entry = u32::try_from(*counter)
            .map_err(|_| StoreError::Invalid("more than 4,294,967,295 records of a kind".into()))?;
        *counter += 1;
        Ok(entry)
    }

    /// Writes changes and counters and commits; gives the number of the last change. Whoever is hidden
    /// or gone by these changes is taken out of the run that was kept, and agencies' pseudonyms of them
    /// are taken back.
    pub(super) async fn commit(mut self) -> Result<u64, StoreError> {
        let people = self.changes.iter().filter(|c| c.kind == Kind::Jobseeker);
        let people: Vec<u32> = people.map(|change| change.entry).collect();
        super::kept::forget_hidden(&mut self.session, people.iter().copied()).await?;
        super::shown::revoke_hidden(&mut self, &people).await?;
        super::contact::revoke_direct(&mut self.session, &people).await?;
        let rows = self
            .changes
            .iter()
            .map(|change| args![change.number, change.kind.number(), change.entry]);
        let rows = rows.collect();
        self.session
            .run_many("INSERT INTO change (number, kind, entry) VALUES", rows, "")
            .await?;
        let Counter {
            change,
            vacancy,
            jobseeker,
            leaf,
            leaf_hash,
        } = self.counter;
        self.session
            .run(
                "UPDATE counter SET change = $1, vacancy = $2, jobseeker = $3, leaf = $4, leaf_hash = $5 WHERE id = 1",
                args![change, vacancy, jobseeker, leaf, leaf_hash],
            )
            .await?;
        self.session.commit().await?;
        Ok(change)
    }
}

impl Store {
    /// The number of the last change; 0 before the first.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] where the database cannot be read: an answer must not be given then.
    pub async fn head(&self) -> Result<u64, StoreError> {
        let mut session = self.database.read().await?;
        Ok(Counter::seen(&mut session).await?.change)
    }

    /// At most `limit` changes after `number`, in order.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] where the database cannot be read.
    pub async fn changes_since(&self, number: u64, limit: u32) -> Result<Vec<Change>, StoreError> {
        let mut session = self.database.read().await?;
        let rows = session
            .rows(
                "SELECT number, kind, entry FROM change WHERE number > $1 ORDER BY number LIMIT $2",
                args![number, limit],
            )
            .await?;
        rows.iter()
            .map(|row| {
                Ok(Change {
                    number: row.number(0)?,
                    kind: Kind::of_number(row.int(1)?)?,
                    entry: row.entry(2)?,
                })
            })
            .collect()
    }
}
