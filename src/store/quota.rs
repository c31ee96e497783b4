//! How much a key has used of what it may: requests of a minute, distinct people of a day. It is kept
//! with the records, so that starting anew gives nobody a second allowance.

use std::collections::{HashMap, HashSet};

use jiff::Timestamp;

use super::database::{Session, Value, args};
use super::ledger::Disclosure;
use super::{Store, StoreError};
use crate::domain::{PublicId, Role};

/// Most distinct people whom one key is shown on a day; 0 is without a limit.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PeopleADay {
    /// A key of an agency's system.
    pub partner: u32,
    /// A key of staff.
    pub staff: u32,
}

impl PeopleADay {
    /// That of a role, where it has one.
    pub fn of(self, role: Role) -> Option<u32> {
        let most = match role {
            Role::Partner => self.partner,
            _ => self.staff,
        };
        (most > 0).then_some(most)
    }
}

/// A key's use of one minute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyUse {
    /// The key's name.
    pub key: String,
    /// Minutes since 1970.
    pub minute: i64,
    /// Requests.
    pub requests: u32,
}

const DAY: i64 = 24 * 3_600;

/// Days since 1970, in UTC.
fn day_of(at: Timestamp) -> i64 {
    at.as_second().div_euclid(DAY)
}

/// Seconds until the next of those days.
fn until_next_day(at: Timestamp) -> u32 {
    u32::try_from(DAY - at.as_second().rem_euclid(DAY)).unwrap_or(u32::MAX)
}

/// Whom the keys of a group of answers were shown today, as the group is put together.
pub(super) struct ShownToday {
    limits: PeopleADay,
    /// By key and day.
    shown: HashMap<(String, i64), HashSet<u32>>,
    rows: Vec<Vec<Value>>,
}

impl ShownToday {
    /// Those who ask, as far as they have a limit.
    pub(super) fn of<'a>(
        answers: impl Iterator<Item = &'a Disclosure>,
        limits: PeopleADay,
    ) -> Self {
        let limited = answers.filter(|answer| most_of(limits, answer).is_some());
        let keys = limited.map(|answer| (answer.who.clone(), day_of(answer.at)));
        Self {
            limits,
            shown: keys.map(|key| (key, HashSet::new())).collect(),
            rows: Vec::new(),
        }
    }

    /// Whom they were shown already.
    pub(super) async fn load(mut self, session: &mut Session) -> Result<Self, StoreError> {
        for ((who, day), shown) in &mut self.shown {
            let before = "DELETE FROM key_day WHERE key_id = $1 AND day < $2";
            session.run(before, args![who.as_str(), *day]).await?;
            let sql = "SELECT entry FROM key_day WHERE key_id = $1 AND day = $2";
            let rows = session.rows(sql, args![who.as_str(), *day]).await?;
            for row in &rows {
                shown.insert(row.entry(0)?);
            }
        }
        Ok(self)
    }

    /// Whether these answers may leave as far as this goes.
    pub(super) fn admit(&self, answers: &[Disclosure]) -> Result<(), StoreError> {
        let mut new: HashMap<(&str, i64), HashSet<u32>> = HashMap::new();
        for answer in answers {
            let Some(most) = most_of(self.limits, answer) else {
                continue;
            };
            let (who, day) = (answer.who.as_str(), day_of(answer.at));
            let known = self.shown.get(&(who.to_owned(), day));
            let known = |entry: &u32| known.is_some_and(|known| known.contains(entry));
            let more = new.entry((who, day)).or_default();
            more.extend(answer.people.iter().filter(|entry| !known(entry)));
            let before = self
                .shown
                .get(&(who.to_owned(), day))
                .map_or(0, HashSet::len);
            if before + more.len() > most as usize {
                return Err(StoreError::TooManyPeople {
                    most,
                    retry_after_seconds: until_next_day(answer.at),
                });
            }
        }
        Ok(())
    }

    /// Notes that they leave.
    pub(super) fn note(&mut self, answers: &[Disclosure]) {
        for answer in answers {
            let key = (answer.who.clone(), day_of(answer.at));
            let Some(shown) = self.shown.get_mut(&key) else {
                continue;
            };
            for entry in &answer.people {
                if shown.insert(*entry) {
                    self.rows.push(args![key.0.as_str(), key.1, *entry]);
                }
            }
        }
    }

    /// Writes what was noted.
    pub(super) async fn write(self, session: &mut Session) -> Result<(), StoreError> {
        session
            .run_many(
                "INSERT INTO key_day (key_id, day, entry) VALUES",
                self.rows,
                "ON CONFLICT (key_id, day, entry) DO NOTHING",
            )
            .await
    }
}

/// How many people the one who asks may be shown on a day; `None` for who has no limit, and for who
/// asks at the terminal: a key is named by one of the program's own identifiers.
fn most_of(limits: PeopleADay, answer: &Disclosure) -> Option<u32> {
    let most = limits.of(answer.role)?;
    answer.who.parse::<PublicId>().ok().map(|_| most)
}

impl Store {
    /// How many distinct people a key was shown on the day of this moment, and seconds until the next.
    /// It is counted for keys that have a limit alone.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] where the database cannot be read.
    pub async fn people_shown_to(
        &self,
        key: &str,
        at: Timestamp,
    ) -> Result<(u64, u32), StoreError> {
        let mut session = self.database.read().await?;
        let sql = "SELECT count(*) FROM key_day WHERE key_id = $1 AND day = $2";
        let row = session.row(sql, args![key, day_of(at)]).await?;
        let shown = row.map_or(Ok(0), |row| row.number(0))?;
        Ok((shown, until_next_day(at)))
    }

    /// Requests that a key has made in a minute, as far as they are kept.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] where the database cannot be read.
    pub async fn requests_kept(&self, key: &str, minute: i64) -> Result<u32, StoreError> {
        let mut session = self.database.read().await?;
        let sql = "SELECT requests FROM key_use WHERE key_id = $1 AND minute = $2";
        let row = session.row(sql, args![key, minute]).await?;
        row.map_or(Ok(0), |row| row.entry(0))
    }

    /// Adds requests to what is kept; those of an earlier minute are forgotten.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`]: then nothing was added.
    pub async fn keep_requests(&self, used: Vec<KeyUse>) -> Result<(), StoreError> {
        let mut session = self.database.write().await?;
        for one in used {
            session
                .run(
                    "INSERT INTO key_use (key_id, minute, requests) VALUES ($1, $2, $3)
                     ON CONFLICT (key_id) DO UPDATE SET
                         requests = excluded.requests + CASE WHEN key_use.minute = excluded.minute THEN key_use.requests ELSE 0 END,
                         minute = excluded.minute
                     WHERE key_use.minute <= excluded.minute",
                    args![one.key, one.minute, one.requests],
                )
                .await?;
        }
        session.commit().await
    }
}
