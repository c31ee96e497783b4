//! Who vouched for a source's protection data: on record with name and date.

use std::collections::HashMap;

use jiff::Timestamp;

use super::database::{Row, Session, args};
use super::sequence::Writing;
use super::{Kind, Store, StoreError};
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
        }
    }

    fn of_row(row: &Row) -> Result<Self, StoreError> {
        let kind = match (row.text(1)?, row.maybe_parsed(4)?) {
            ("file", _) => Self::File,
            ("none_in_file", _) => Self::NoneInFile,
            ("matching_file", _) => Self::MatchingFile,
            ("matching_all_in_file", _) => Self::MatchingAllInFile,
            ("withdrawn", _) => Self::Withdrawn,
            ("staff_may_see", Some(from)) => Self::StaffMaySee(Decision {
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
        let (from, until) = match record.kind {
            ProtectionKind::StaffMaySee(decision) => (Some(decision.from), decision.until),
            _ => (None, None),
        };
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
        if matches!(
            record.kind,
            ProtectionKind::StaffMaySee(_) | ProtectionKind::Withdrawn
        ) {
            let rows = writing
                .session
                .rows(
                    "SELECT entry FROM jobseeker WHERE source = $1 AND protected_address IS NULL ORDER BY entry",
                    args![record.source.as_str()],
                )
                .await?;
            for row in &rows {
                writing.change(Kind::Jobseeker, row.entry(0)?);
                touched += 1;
            }
        }
        writing.commit().await?;
        Ok(touched)
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

/// The decision now on record for each source, whether or not its days have come.
pub(super) async fn decisions(
    session: &mut Session,
) -> Result<HashMap<String, Decision>, StoreError> {
    let mut decisions = HashMap::new();
    for record in records(session).await? {
        match record.kind {
            ProtectionKind::StaffMaySee(decision) => {
                decisions.insert(record.source, decision);
            }
            ProtectionKind::Withdrawn => {
                decisions.remove(&record.source);
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
