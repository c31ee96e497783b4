//! Who serves a client beside the coach: a counsellor or a coach of a purchased service to whom the
//! client was handed, with consent and an end; and a deputy on the days that a coach is away.

use std::collections::HashMap;

use jiff::Timestamp;
use jiff::civil::Date;

use super::database::{Row, Session, Value, args};
use super::restriction::stated;
use super::sequence::Writing;
use super::{Kind, Store, StoreError};
use crate::domain::{AssigneeId, CoachId, PersonId};
use crate::visibility::Assigned;

/// A client to be handed to somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AssignmentSpec {
    /// Which client.
    pub person: PersonId,
    /// To whom, for how long, and when the client agreed.
    pub assigned: Assigned,
    /// What for.
    pub purpose: String,
}

/// Days on which somebody stands in for a coach.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deputising {
    /// Who is away.
    pub coach: CoachId,
    /// Who stands in.
    pub deputy: CoachId,
    /// First day.
    pub from: Date,
    /// Last day.
    pub until: Date,
}

impl Store {
    /// Hands a client to somebody, by whose decision. It ends by itself on its last day.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] where the person is not stored; [`StoreError::Invalid`] without a
    /// purpose or the client's consent, and for days in the wrong order.
    pub async fn assign(
        &self,
        spec: &AssignmentSpec,
        by: &str,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        stated(&spec.purpose)?;
        let assigned = &spec.assigned;
        let consented = assigned.consented.ok_or_else(|| {
            StoreError::Invalid("an assignment needs the day on which the client agreed".into())
        })?;
        in_order(assigned.from, assigned.until)?;
        let mut writing = Writing::begin(self).await?;
        let entry = writing.entry_of(&spec.person).await?;
        writing
            .session
            .run(
                "INSERT INTO assignment (number, entry, assignee, from_day, until_day, consented_on, purpose, decided_by, decided_at)
                 SELECT COALESCE(MAX(number), 0) + 1, $1, $2, $3, $4, $5, $6, $7, $8 FROM assignment",
                args![
                    entry,
                    assigned.to.as_str(),
                    assigned.from.to_string(),
                    assigned.until.to_string(),
                    consented.to_string(),
                    spec.purpose.as_str(),
                    by,
                    at.to_string(),
                ],
            )
            .await?;
        writing.change(Kind::Jobseeker, entry);
        writing.commit().await?;
        Ok(())
    }

    /// Ends every assignment of a client to somebody at once; how many there were.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] where the person is not stored.
    pub async fn end_assignment(
        &self,
        person: &PersonId,
        to: &AssigneeId,
        by: &str,
        at: Timestamp,
    ) -> Result<u64, StoreError> {
        let mut writing = Writing::begin(self).await?;
        let entry = writing.entry_of(person).await?;
        let ended = writing
            .session
            .run(
                "UPDATE assignment SET ended_by = $3, ended_at = $4 WHERE entry = $1 AND assignee = $2 AND ended_at IS NULL",
                args![entry, to.as_str(), by, at.to_string()],
            )
            .await?;
        if ended > 0 {
            writing.change(Kind::Jobseeker, entry);
            writing.commit().await?;
        }
        Ok(ended)
    }

    /// Lets a coach stand in for another on some days.
    ///
    /// # Errors
    /// [`StoreError::Invalid`] for days in the wrong order and for a coach's own deputy.
    pub async fn deputise(
        &self,
        deputising: &Deputising,
        by: &str,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        in_order(deputising.from, deputising.until)?;
        if deputising.coach == deputising.deputy {
            let reason = "nobody is their own deputy".to_owned();
            return Err(StoreError::Invalid(reason));
        }
        let mut writing = Writing::begin(self).await?;
        writing
            .session
            .run(
                "INSERT INTO deputy (number, coach, deputy, from_day, until_day, decided_by, decided_at)
                 SELECT COALESCE(MAX(number), 0) + 1, $1, $2, $3, $4, $5, $6 FROM deputy",
                args![
                    deputising.coach.as_str(),
                    deputising.deputy.as_str(),
                    deputising.from.to_string(),
                    deputising.until.to_string(),
                    by,
                    at.to_string(),
                ],
            )
            .await?;
        writing.commit().await?;
        Ok(())
    }

    /// Ends a deputy's standing in for a coach at once; how many times were ended.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`]: then nothing was ended.
    pub async fn end_deputy(
        &self,
        coach: &CoachId,
        deputy: &CoachId,
        at: Timestamp,
    ) -> Result<u64, StoreError> {
        let mut writing = Writing::begin(self).await?;
        let ended = writing
            .session
            .run(
                "UPDATE deputy SET ended_at = $3 WHERE coach = $1 AND deputy = $2 AND ended_at IS NULL",
                args![coach.as_str(), deputy.as_str(), at.to_string()],
            )
            .await?;
        writing.commit().await?;
        Ok(ended)
    }

    /// The coaches for whom somebody stands in on a day, by identifier.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] where the database cannot be read.
    pub async fn stands_in_for(
        &self,
        deputy: &CoachId,
        on: Date,
    ) -> Result<Vec<CoachId>, StoreError> {
        let mut session = self.database.read().await?;
        let rows = session
            .rows(
                "SELECT DISTINCT coach FROM deputy WHERE deputy = $1 AND from_day <= $2 AND until_day >= $2 AND ended_at IS NULL ORDER BY coach",
                args![deputy.as_str(), on.to_string()],
            )
            .await?;
        rows.iter().map(|row| row.parsed(0)).collect()
    }
}

fn in_order(from: Date, until: Date) -> Result<(), StoreError> {
    match from <= until {
        true => Ok(()),
        false => Err(StoreError::Invalid(format!(
            "the last day, {until}, is before the first, {from}"
        ))),
    }
}

/// Assignments that were not ended, by entry, of these people.
pub(super) async fn of(
    session: &mut Session,
    entries: Vec<Value>,
) -> Result<HashMap<u32, Vec<Assigned>>, StoreError> {
    let rows = session
        .rows_in(
            "SELECT entry, assignee, from_day, until_day, consented_on FROM assignment WHERE ended_at IS NULL AND entry IN",
            entries,
            "ORDER BY number",
        )
        .await?;
    by_entry(&rows)
}

/// The same, of everyone whose entry is after one and not after another.
pub(super) async fn between(
    session: &mut Session,
    after: i64,
    last: i64,
) -> Result<HashMap<u32, Vec<Assigned>>, StoreError> {
    let rows = session
        .rows(
            "SELECT entry, assignee, from_day, until_day, consented_on FROM assignment
             WHERE ended_at IS NULL AND entry > $1 AND entry <= $2 ORDER BY number",
            args![after, last],
        )
        .await?;
    by_entry(&rows)
}

fn by_entry(rows: &[Row]) -> Result<HashMap<u32, Vec<Assigned>>, StoreError> {
    let mut found: HashMap<u32, Vec<Assigned>> = HashMap::new();
    for row in rows {
        found.entry(row.entry(0)?).or_default().push(Assigned {
            to: row.parsed(1)?,
            from: row.parsed(2)?,
            until: row.parsed(3)?,
            consented: row.maybe_parsed(4)?,
        });
    }
    Ok(found)
}
