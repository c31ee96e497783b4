//! Who vouched for a source's protection data: on record with name and date.

use std::collections::HashMap;

use jiff::Timestamp;

use super::database::{Row, Session, Value, args};
use super::sequence::Writing;
use super::{Kind, Store, StoreError};
use crate::domain::PersonId;
use crate::visibility::Decision;

/// What was said about a source's protection data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProtectionKind {
    /// A file of yes and no by person came with an import.
    File,
    /// The operator vouched that nobody in a file has a non-disclosure order.
    NoneInFile,
    /// A file of yes and no by person, of who may be matched, came with an import.
    MatchingFile,
    /// The operator vouched that everybody in a file may be matched.
    MatchingAllInFile,
    /// An administrator lets staff, never partners, see people of unknown protection on these days.
    StaffMaySee(Decision),
    /// That decision is withdrawn.
    Withdrawn,
    /// An administrator lets staff, never partners, match people on these days of whom it is not known
    /// whether they may be matched.
    StaffMayMatch(Decision),
    /// That decision is withdrawn.
    MatchingWithdrawn,
}

impl ProtectionKind {
    fn code(&self) -> &'static str {
        match self {
            Self::File => "file",
            Self::NoneInFile => "none_in_file",
            Self::MatchingFile => "matching_file",
            Self::MatchingAllInFile => "matching_all_in_file",
            Self::StaffMaySee(_) => "staff_may_see",
            Self::Withdrawn => "withdrawn",
            Self::StaffMayMatch(_) => "staff_may_match",
            Self::MatchingWithdrawn => "matching_withdrawn",
        }
    }

    /// The days of a decision.
    fn days(&self) -> Option<Decision> {
        match self {
            Self::StaffMaySee(decision) | Self::StaffMayMatch(decision) => Some(*decision),
            _ => None,
        }
    }

    /// Whom of a source a decision is about.
    fn touches(&self) -> Option<&'static str> {
        match self {
            Self::StaffMaySee(_) | Self::Withdrawn => Some(
                "SELECT entry FROM jobseeker WHERE source = $1 AND protected_address IS NULL ORDER BY entry",
            ),
            Self::StaffMayMatch(_) | Self::MatchingWithdrawn => Some(
                "SELECT entry FROM jobseeker WHERE source = $1 AND matching IS NULL ORDER BY entry",
            ),
            _ => None,
        }
    }

    fn of_row(row: &Row) -> Result<Self, StoreError> {
        let kind = match (row.text(1)?, row.maybe_parsed(4)?) {
            ("file", _) => Self::File,
            ("none_in_file", _) => Self::NoneInFile,
            ("matching_file", _) => Self::MatchingFile,
            ("matching_all_in_file", _) => Self::MatchingAllInFile,
            ("withdrawn", _) => Self::Withdrawn,
            ("matching_withdrawn", _) => Self::MatchingWithdrawn,
            ("staff_may_see", Some(from)) => Self::StaffMaySee(Decision {
                from,
                until: row.maybe_parsed(5)?,
            }),
            ("staff_may_match", Some(from)) => Self::StaffMayMatch(Decision {
                from,
                until: row.maybe_parsed(5)?,
            }),
            (other, _) => {
                return Err(StoreError::Corrupt(format!(
                    "`{other}` is no kind of decision on protection"
                )));
            }
        };
        Ok(kind)
    }
}

/// A dated statement about a source's protection data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProtectionRecord {
    /// The source.
    pub source: String,
    /// What was said.
    pub kind: ProtectionKind,
    /// By whom: the name of the operator or administrator.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

impl Store {
    /// Puts a statement on record; how many people's visibility it may change. Each of them gets a
    /// change in the sequence.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`]: then nothing was written.
    pub async fn record_protection(&self, record: &ProtectionRecord) -> Result<u64, StoreError> {
        let days = record.kind.days();
        let (from, until) = (days.map(|d| d.from), days.and_then(|d| d.until));
        let mut writing = Writing::begin(self).await?;
        writing
            .session
            .run(
                "INSERT INTO protection (number, source, kind, decided_by, decided_at, from_day, until_day)
                 SELECT COALESCE(MAX(number), 0) + 1, $1, $2, $3, $4, $5, $6 FROM protection",
                args![
                    record.source.as_str(),
                    record.kind.code(),
                    record.by.as_str(),
                    record.at.to_string(),
                    from.map(|day| day.to_string()),
                    until.map(|day| day.to_string()),
                ],
            )
            .await?;
        let mut touched = 0;
        if let Some(touches) = record.kind.touches() {
            let rows = writing
                .session
                .rows(touches, args![record.source.as_str()])
                .await?;
            for row in &rows {
                writing.change(Kind::Jobseeker, row.entry(0)?);
                touched += 1;
            }
        }
        writing.commit().await?;
        Ok(touched)
    }

    /// Takes a list of protected addresses: whom it says to have one stays hidden, whatever their record
    /// says, until a list says that they have none. Whom it does not name stays as they were.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`]: then nothing of the list was taken.
    pub async fn list_protected(
        &self,
        listed: &HashMap<PersonId, bool>,
        by: &str,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        let mut writing = Writing::begin(self).await?;
        let at = at.to_string();
        let mut ids: Vec<(&PersonId, bool)> = listed.iter().map(|(id, yes)| (id, *yes)).collect();
        ids.sort_unstable();
        let protected = ids.iter().filter(|(_, yes)| *yes);
        let rows = protected.map(|(id, _)| args![id.as_str(), by, at.as_str()]);
        writing
            .session
            .run_many(
                "INSERT INTO listed_protection (id, decided_by, decided_at) VALUES",
                rows.collect(),
                "ON CONFLICT (id) DO NOTHING",
            )
            .await?;
        for (id, _) in ids.iter().filter(|(_, yes)| !*yes) {
            writing
                .session
                .run(
                    "DELETE FROM listed_protection WHERE id = $1",
                    args![id.as_str()],
                )
                .await?;
        }
        let keys = ids.iter().map(|(id, _)| Value::from(id.as_str())).collect();
        let rows = writing
            .session
            .rows_in("SELECT entry FROM jobseeker WHERE id IN", keys, "")
            .await?;
        for row in &rows {
            writing.change(Kind::Jobseeker, row.entry(0)?);
        }
        writing.commit().await?;
        Ok(())
    }

    /// Every statement on record, oldest first.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] where the database cannot be read.
    pub async fn protection_records(&self) -> Result<Vec<ProtectionRecord>, StoreError> {
        let mut session = self.database.read().await?;
        records(&mut session).await
    }
}

/// The decisions now on record for each source, whether or not their days have come.
#[derive(Debug, Default)]
pub(super) struct Decisions {
    /// About people of unknown protection.
    pub(super) protection: HashMap<String, Decision>,
    /// About people of whom it is not known whether they may be matched.
    pub(super) matching: HashMap<String, Decision>,
}

pub(super) async fn decisions(session: &mut Session) -> Result<Decisions, StoreError> {
    let mut decisions = Decisions::default();
    for record in records(session).await? {
        match record.kind {
            ProtectionKind::StaffMaySee(decision) => {
                decisions.protection.insert(record.source, decision);
            }
            ProtectionKind::Withdrawn => {
                decisions.protection.remove(&record.source);
            }
            ProtectionKind::StaffMayMatch(decision) => {
                decisions.matching.insert(record.source, decision);
            }
            ProtectionKind::MatchingWithdrawn => {
                decisions.matching.remove(&record.source);
            }
            ProtectionKind::File
            | ProtectionKind::NoneInFile
            | ProtectionKind::MatchingFile
            | ProtectionKind::MatchingAllInFile => {}
        }
    }
    Ok(decisions)
}

async fn records(session: &mut Session) -> Result<Vec<ProtectionRecord>, StoreError> {
    let rows = session
        .rows(
            "SELECT source, kind, decided_by, decided_at, from_day, until_day FROM protection ORDER BY number",
            args![],
        )
        .await?;
    let records = rows.iter().map(|row| {
        Ok(ProtectionRecord {
            source: row.text(0)?.to_owned(),
            kind: ProtectionKind::of_row(row)?,
            by: row.text(2)?.to_owned(),
            at: row.parsed(3)?,
        })
    });
    records.collect()
}
