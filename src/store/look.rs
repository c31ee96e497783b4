//! Looking the records over: whether everything is there, readable and in step. It changes nothing, and
//! a server may run meanwhile.

use std::path::Path;

use super::database::{Database, Session, args};
use super::erase::log;
use super::erasures::List;
use super::secret::Secrets;
use super::sequence::Counter;
use super::{Place, Store, StoreError, group, lock, merkle, migrate, place};
use crate::domain::codes;

codes! {
    /// A part of an installation that is looked over.
    Part, "part of an installation" {
        /// The settings.
        Settings = "settings",
        /// The files of the data directory.
        Files = "files",
        /// The database itself.
        Database = "database",
        /// The numbered sequence of changes.
        Sequence = "sequence",
        /// Every record and what was read of it.
        Records = "records",
        /// The ledger of disclosures.
        Ledger = "ledger",
        /// The list of erasures, and that erasures are finished.
        Erasures = "erasures",
        /// The taxonomy.
        Taxonomy = "taxonomy",
        /// What reads Finnish words.
        Words = "words",
    }
}

codes! {
    /// How a part is.
    Health, "health of a part" {
        /// As it must be.
        Sound = "sound",
        /// As it must be, and there is something to know.
        Notice = "notice",
        /// Not as it must be.
        Broken = "broken",
    }
}

/// What was found of a part.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Look {
    /// The part.
    pub part: Part,
    /// How it is.
    pub health: Health,
    /// What was found, by its code: `torn`, `behind`.
    pub finding: &'static str,
    /// How many of what the finding counts.
    pub count: u64,
    /// The places, or what the database says, in its own words.
    pub details: Vec<String>,
}

impl Look {
    /// A part that is as it must be.
    pub fn sound(part: Part, finding: &'static str, count: u64) -> Self {
        Self {
            part,
            health: Health::Sound,
            finding,
            count,
            details: Vec::new(),
        }
    }

    /// A part that is not, with the places.
    pub fn broken(part: Part, finding: &'static str, details: Vec<String>) -> Self {
        Self {
            health: Health::Broken,
            count: details.len() as u64,
            details,
            ..Self::sound(part, finding, 0)
        }
    }

    /// The same as something to know.
    #[must_use]
    pub fn as_notice(self) -> Self {
        Self {
            health: Health::Notice,
            ..self
        }
    }
}

/// Most places that a finding names.
const NAMED_MAX: usize = 20;

/// Looks the records over, their list of erasures too.
///
/// # Errors
/// [`StoreError::Unavailable`] where the database cannot be reached. What is damaged is found, no error.
pub async fn look_over(place: &Place, erasures: &Path) -> Result<Vec<Look>, StoreError> {
    let database = match place {
        Place::Directory(directory) => Database::sqlite_to_read(&directory.join(place::FILE)).await,
        Place::Postgres(url) => Database::postgres(url).await,
    };
    let database = match database {
        Err(StoreError::Corrupt(what)) => {
            return Ok(vec![Look::broken(Part::Database, "damaged", vec![what])]);
        }
        other => other?,
    };
    let mut found = vec![found_in(
        Part::Database,
        "damaged",
        physical(&database).await,
    )?];
    // What can be read is looked at, also where an acknowledged write may not survive.
    if found.iter().all(|look| look.finding != "damaged") {
        let version = migrate::seen(&database).await;
        match found_in(Part::Database, "damaged", version)? {
            Look {
                health: Health::Sound,
                ..
            } => {
                let store = read_only(place, database.clone()).await?;
                store.look_inside(erasures, &mut found).await?;
            }
            other => found = vec![other],
        }
    }
    database.close().await;
    Ok(found)
}

/// A store of a database that is open, without a hold on its directory. Nothing is written through it.
async fn read_only(place: &Place, database: Database) -> Result<Store, StoreError> {
    let secrets = Secrets::read(&mut database.read().await?).await?;
    let ledger = group::Ledger::new(database.clone(), super::PeopleADay::default());
    Ok(Store {
        place: place.clone(),
        database,
        secrets,
        ledger: std::sync::Arc::new(ledger),
        tree: tokio::sync::Mutex::<merkle::Tree>::default(),
        erasures: None,
        _lock: None::<lock::Lock>,
    })
}

/// A look, where what is stored could be read; damage is what was found.
fn found_in(
    part: Part,
    finding: &'static str,
    look: Result<Look, StoreError>,
) -> Result<Look, StoreError> {
    match look {
        Err(StoreError::Corrupt(what)) => Ok(Look::broken(part, finding, vec![what])),
        other => other,
    }
}

/// Whether the database's own pages hold together, and a write that it acknowledges survives.
async fn physical(database: &Database) -> Result<Look, StoreError> {
    let mut session = database.read().await?;
    let mut wrong = Vec::new();
    match session {
        Session::Sqlite(_) => {
            for row in session.rows("PRAGMA integrity_check(20)", args![]).await? {
                wrong.extend(Some(row.text(0)?.to_owned()).filter(|said| said != "ok"));
            }
            let lost = session.rows("PRAGMA foreign_key_check", args![]).await?;
            for row in lost.iter().take(NAMED_MAX) {
                wrong.push(format!("{}: a row of nothing", row.text(0)?));
            }
        }
        Session::Postgres(_) => {
            let asked = "SELECT name FROM pg_settings WHERE setting = 'off' \
                AND name IN ('fsync', 'full_page_writes') ORDER BY name";
            let mut off = Vec::new();
            for row in session.rows(asked, args![]).await? {
                off.push(row.text(0)?.to_owned());
            }
            if !off.is_empty() {
                return Ok(Look::broken(Part::Database, "not_durable", off));
            }
        }
    }
    Ok(match wrong.is_empty() {
        true => Look::sound(Part::Database, "sound", 0),
        false => Look::broken(Part::Database, "damaged", wrong),
    })
}

impl Store {
    async fn look_inside(&self, erasures: &Path, found: &mut Vec<Look>) -> Result<(), StoreError> {
        let part = Part::Sequence;
        found.push(found_in(part, "unreadable", self.sequence_look().await)?);
        let part = Part::Records;
        found.push(found_in(part, "unreadable", self.records_look().await)?);
        let part = Part::Ledger;
        found.push(found_in(part, "unreadable", self.ledger_look().await)?);
        let part = Part::Erasures;
        found.push(found_in(
            part,
            "unreadable",
            self.erasures_look(erasures).await,
        )?);
        if !self.is_purged().await? {
            found.push(Look::broken(Part::Erasures, "unfinished", Vec::new()));
        }
        Ok(())
    }

    /// Whether the changes are numbered from 1 without a gap up to the counter's.
    async fn sequence_look(&self) -> Result<Look, StoreError> {
        let mut session = self.database.read().await?;
        let last = Counter::seen(&mut session).await?.change;
        let sql = "SELECT COUNT(*), COALESCE(MIN(number), 1), COALESCE(MAX(number), 0) FROM change";
        let row = session.row(sql, args![]).await?;
        let row = row.ok_or_else(|| StoreError::Corrupt("nothing counts".into()))?;
        let (count, first, greatest) = (row.number(0)?, row.number(1)?, row.number(2)?);
        Ok(match (first, greatest, count) == (1, last, last) {
            true => Look::sound(Part::Sequence, "sound", last),
            false => {
                let told =
                    format!("{count} changes from {first} to {greatest}; the counter says {last}");
                Look::broken(Part::Sequence, "broken", vec![told])
            }
        })
    }

    /// Whether every record can be read; that of each is in its own entry.
    async fn records_look(&self) -> Result<Look, StoreError> {
        let mut session = self.database.read().await?;
        let (mut read, mut wrong) = (0_u64, Vec::new());
        for (kind, sql) in [
            (
                "vacancy",
                "SELECT entry, record FROM vacancy WHERE entry > $1 ORDER BY entry LIMIT 500",
            ),
            (
                "jobseeker",
                "SELECT entry, record FROM jobseeker WHERE entry > $1 ORDER BY entry LIMIT 500",
            ),
        ] {
            let mut after: i64 = -1;
            loop {
                let rows = session.rows(sql, args![after]).await?;
                let Some(last) = rows.last() else { break };
                after = last.int(0)?;
                for row in &rows {
                    let readable = match kind {
                        "vacancy" => is_a::<crate::domain::Vacancy>(row.text(1)),
                        _ => is_a::<crate::domain::Jobseeker>(row.text(1)),
                    };
                    read += 1;
                    // The entry's number alone: a record's own words are nobody's here.
                    if !readable && wrong.len() < NAMED_MAX {
                        wrong.push(format!("{kind} {}", row.int(0)?));
                    }
                }
            }
        }
        Ok(match wrong.is_empty() {
            true => Look::sound(Part::Records, "sound", read),
            false => Look::broken(Part::Records, "unreadable", wrong),
        })
    }

    async fn ledger_look(&self) -> Result<Look, StoreError> {
        let report = self.audit_verify().await?;
        let told = |broken: &super::Break| format!("leaf {}: {}", broken.leaf, broken.what);
        let breaks: Vec<String> = report.breaks.iter().take(NAMED_MAX).map(told).collect();
        Ok(match breaks.is_empty() {
            true => Look::sound(Part::Ledger, "sound", report.leaves),
            false => Look::broken(Part::Ledger, "broken", breaks),
        })
    }

    /// Whether the list of erasures is these records', whole, and says what they say.
    async fn erasures_look(&self, file: &Path) -> Result<Look, StoreError> {
        let known = log(&mut self.database.read().await?).await?;
        let name = vec![file.display().to_string()];
        let broken = |finding| Ok(Look::broken(Part::Erasures, finding, name.clone()));
        let list = match List::read(file, &self.secrets) {
            Ok(Some(list)) => list,
            Ok(None) if known.is_empty() => return Ok(Look::sound(Part::Erasures, "sound", 0)),
            Ok(None) => return broken("missing"),
            Err(StoreError::Invalid(what)) => {
                return Ok(Look::broken(Part::Erasures, "damaged", vec![what]));
            }
            Err(other) => return Err(other),
        };
        match (list.torn, list.lines.len().cmp(&known.len())) {
            (true, _) => broken("torn"),
            (_, std::cmp::Ordering::Less) => broken("behind"),
            (_, std::cmp::Ordering::Greater) => broken("unapplied"),
            _ if list.lines != known => broken("other"),
            _ => Ok(Look::sound(Part::Erasures, "sound", known.len() as u64)),
        }
    }
}

fn is_a<T: serde::de::DeserializeOwned>(text: Result<&str, StoreError>) -> bool {
    text.is_ok_and(|text| serde_json::from_str::<T>(text).is_ok())
}
