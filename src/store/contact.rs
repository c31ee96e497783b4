//! Requests for contact: an agency asks to meet somebody, the coach answers, and only a yes gives what
//! was agreed. Who is hidden from the agency meanwhile is as one who never was.

use jiff::Timestamp;
use jiff::civil::Date;

use super::database::{Row, Session, Value, args};
use super::facts::{from_json, json};
use super::secret::pseudonym_key_of;
use super::sequence::Writing;
use super::visible::seen;
use super::{Store, StoreError};
use crate::domain::{AgencyId, Agreed, CoachId, ContactState, ContactWay, PersonId, PublicId};
use crate::visibility::{Facts, Pseudonyms};

/// A request for contact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactRequest {
    /// Its identifier.
    pub id: PublicId,
    /// Who asks.
    pub agency: AgencyId,
    /// For whom, by entry.
    pub entry: u32,
    /// What for, in the agency's words.
    pub purpose: String,
    /// The day on which it was asked.
    pub asked: Date,
    /// The last day on which it is to be answered.
    pub due: Date,
    /// The last day on which it can be answered.
    pub expires: Date,
    /// Where it stands, as of its last change.
    pub state: ContactState,
    /// When it was answered.
    pub answered: Option<Timestamp>,
    /// What was agreed to be given.
    pub agreed: Option<Agreed>,
}

/// A request to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactAsked {
    /// Who asks.
    pub agency: AgencyId,
    /// For whom, by entry.
    pub entry: u32,
    /// The key with which it is asked.
    pub by: String,
    /// What for.
    pub purpose: String,
    /// Today.
    pub asked: Date,
    /// The last day on which it is to be answered.
    pub due: Date,
    /// The last day on which it can be answered.
    pub expires: Date,
}

/// In the column `answered_by` of a request that the person's own choice answered.
const OWN_CHOICE: &str = "own choice";

const BY_AGENCY: &str = "SELECT id, agency, entry, purpose, asked_day, due_day, expires_day, state, answered_at, disclosed FROM contact_request WHERE agency = $1 ORDER BY asked_day DESC, id";
const BY_ID: &str = "SELECT id, agency, entry, purpose, asked_day, due_day, expires_day, state, answered_at, disclosed FROM contact_request WHERE id = $1";
const OPEN: &str = "SELECT id, agency, entry, purpose, asked_day, due_day, expires_day, state, answered_at, disclosed FROM contact_request WHERE agency = $1 AND entry = $2 AND state = 'waiting' AND expires_day >= $3 ORDER BY asked_day DESC LIMIT 1";
const BY_COACH: &str = "SELECT contact_request.id, agency, contact_request.entry, purpose, asked_day, due_day, expires_day, state, answered_at, disclosed FROM contact_request JOIN jobseeker ON jobseeker.entry = contact_request.entry WHERE coach IN";

impl ContactRequest {
    fn of_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.parsed(0)?,
            agency: row.parsed(1)?,
            entry: row.entry(2)?,
            purpose: row.text(3)?.to_owned(),
            asked: row.parsed(4)?,
            due: row.parsed(5)?,
            expires: row.parsed(6)?,
            state: row.parsed(7)?,
            answered: row.maybe_parsed(8)?,
            agreed: row.maybe_text(9)?.map(from_json).transpose()?,
        })
    }

    /// Where it stands on a day: one that nobody answered expires by itself.
    pub fn state_on(&self, day: Date) -> ContactState {
        match self.state {
            ContactState::Waiting if day > self.expires => ContactState::Expired,
            state => state,
        }
    }
}

impl Store {
    /// Takes a request for contact, if the person may still be shown: `check` is handed the facts as
    /// they are now. Where the agency has asked already and waits, that request is given again: a coach is
    /// asked once at a time. Where the person chose direct contact, it is answered at once.
    ///
    /// # Errors
    /// [`StoreError::Changed`] for a person who is gone or fails the check;
    /// [`StoreError::Unavailable`]: then nothing was taken.
    pub async fn ask_contact(
        &self,
        asked: &ContactAsked,
        check: impl Fn(&Facts) -> bool + Send,
        at: Timestamp,
    ) -> Result<ContactRequest, StoreError> {
        let mut writing = Writing::begin(self).await?;
        let entry = asked.entry;
        let seen = seen(&mut writing.session, &[entry]).await?;
        let facts = seen.get(&entry).map(|person| &person.facts);
        let facts = facts.filter(|facts| check(facts));
        let facts = facts.ok_or(StoreError::Changed(vec![entry]))?;
        let values = args![asked.agency.as_str(), entry, asked.asked.to_string()];
        if let Some(row) = writing.session.row(OPEN, values).await? {
            return ContactRequest::of_row(&row);
        }
        let direct = match chose_direct(facts) {
            true => direct(&mut writing.session, entry).await?,
            false => None,
        };
        let id = next_id(&mut writing, &asked.agency).await?;
        let answered = direct.as_ref().map(|_| at.to_string());
        let state = match direct {
            Some(_) => ContactState::Yes,
            None => ContactState::Waiting,
        };
        writing
            .session
            .run(
                "INSERT INTO contact_request (id, agency, entry, asked_by, purpose, asked_day, due_day, expires_day, state, answered_by, answered_at, disclosed)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
                args![
                    id.as_str(),
                    asked.agency.as_str(),
                    entry,
                    asked.by.as_str(),
                    asked.purpose.as_str(),
                    asked.asked.to_string(),
                    asked.due.to_string(),
                    asked.expires.to_string(),
                    state.as_str(),
                    direct.as_ref().map(|_| OWN_CHOICE),
                    answered,
                    direct,
                ],
            )
            .await?;
        let row = writing.session.row(BY_ID, args![id.as_str()]).await?;
        writing.commit().await?;
        let row = row.ok_or_else(|| StoreError::Corrupt("a request was not kept".into()))?;
        ContactRequest::of_row(&row)
    }

    /// Answers a request that waits: with what was agreed, or with no. `check` is handed the request's
    /// agency and the person's facts as they are now.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] for a request that is not there, or fails the check;
    /// [`StoreError::Conflict`] for one that was answered, is void or has expired.
    pub async fn answer_contact(
        &self,
        id: PublicId,
        answer: Option<&Agreed>,
        by: &str,
        (day, at): (Date, Timestamp),
        check: impl Fn(&AgencyId, &Facts) -> bool + Send,
    ) -> Result<(), StoreError> {
        let gone = || StoreError::NotFound {
            what: "request for contact",
            id: id.to_string(),
        };
        let mut writing = Writing::begin(self).await?;
        let row = writing.session.row(BY_ID, args![id.as_str()]).await?;
        let request = ContactRequest::of_row(&row.ok_or_else(gone)?)?;
        let seen = seen(&mut writing.session, &[request.entry]).await?;
        let person = seen.get(&request.entry);
        if !person.is_some_and(|person| check(&request.agency, &person.facts)) {
            return Err(gone());
        }
        if request.state_on(day) != ContactState::Waiting {
            let state = request.state_on(day);
            let reason = format!("the request no longer waits for an answer: it is {state}");
            return Err(StoreError::Conflict(reason));
        }
        let state = match answer {
            Some(_) => ContactState::Yes,
            None => ContactState::No,
        };
        writing
            .session
            .run(
                "UPDATE contact_request SET state = $2, answered_by = $3, answered_at = $4, disclosed = $5 WHERE id = $1",
                args![
                    id.as_str(),
                    state.as_str(),
                    by,
                    at.to_string(),
                    answer.map(json).transpose()?,
                ],
            )
            .await?;
        writing.commit().await?;
        Ok(())
    }

    /// Every request of an agency, the latest first.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] where the database cannot be read.
    pub async fn contacts_of_agency(
        &self,
        agency: &AgencyId,
    ) -> Result<Vec<ContactRequest>, StoreError> {
        let mut session = self.database.read().await?;
        let rows = session.rows(BY_AGENCY, args![agency.as_str()]).await?;
        rows.iter().map(ContactRequest::of_row).collect()
    }

    /// Every request for a client of one of these coaches, by the day on which it is due.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] where the database cannot be read.
    pub async fn contacts_of_coaches(
        &self,
        coaches: &[CoachId],
    ) -> Result<Vec<ContactRequest>, StoreError> {
        let mut session = self.database.read().await?;
        let keys = coaches.iter().map(|coach| Value::from(coach.as_str()));
        let order = "ORDER BY due_day, contact_request.id";
        let rows = session.rows_in(BY_COACH, keys.collect(), order).await?;
        rows.iter().map(ContactRequest::of_row).collect()
    }

    /// Records the person's own choice to be contacted directly, with what they agreed to give. It
    /// counts for as long as their consent says `direct` too.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] where the person is not stored.
    pub async fn choose_direct(
        &self,
        person: &PersonId,
        agreed: &Agreed,
        by: &str,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        let mut writing = Writing::begin(self).await?;
        let entry = writing.entry_of(person).await?;
        writing
            .session
            .run(
                "INSERT INTO direct_contact (entry, disclosed, recorded_by, recorded_at) VALUES ($1, $2, $3, $4)
                 ON CONFLICT (entry) DO UPDATE SET disclosed = excluded.disclosed, recorded_by = excluded.recorded_by, recorded_at = excluded.recorded_at",
                args![entry, json(agreed)?, by, at.to_string()],
            )
            .await?;
        writing.commit().await?;
        Ok(())
    }

    /// Takes that choice back: what was given by it can no longer be read. Whether there was one.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] where the person is not stored.
    pub async fn withdraw_direct(&self, person: &PersonId) -> Result<bool, StoreError> {
        let mut writing = Writing::begin(self).await?;
        let entry = writing.entry_of(person).await?;
        let sql = "DELETE FROM direct_contact WHERE entry = $1";
        let was = writing.session.run(sql, args![entry]).await?;
        void_direct(&mut writing.session, entry).await?;
        writing.commit().await?;
        Ok(was > 0)
    }
}

/// Takes back what was given by the choice of direct contact of those of these people whose consent no
/// longer says so.
pub(super) async fn revoke_direct(session: &mut Session, people: &[u32]) -> Result<(), StoreError> {
    let keys = people.iter().map(|entry| Value::from(*entry)).collect();
    let sql = "SELECT entry FROM direct_contact WHERE entry IN";
    let rows = session.rows_in(sql, keys, "").await?;
    let entries: Vec<u32> = rows
        .iter()
        .map(|row| row.entry(0))
        .collect::<Result<_, _>>()?;
    let seen = seen(session, &entries).await?;
    for entry in entries {
        if !seen
            .get(&entry)
            .is_some_and(|person| chose_direct(&person.facts))
        {
            void_direct(session, entry).await?;
        }
    }
    Ok(())
}

/// Whether the consent says that the person may be contacted directly.
fn chose_direct(facts: &Facts) -> bool {
    let consent = facts.consent.as_ref();
    consent.is_some_and(|consent| consent.contact == Some(ContactWay::Direct))
}

/// What the person agreed to give by their own choice, as it is kept.
async fn direct(session: &mut Session, entry: u32) -> Result<Option<String>, StoreError> {
    let sql = "SELECT disclosed FROM direct_contact WHERE entry = $1";
    let row = session.row(sql, args![entry]).await?;
    row.map(|row| Ok(row.text(0)?.to_owned())).transpose()
}

async fn void_direct(session: &mut Session, entry: u32) -> Result<(), StoreError> {
    session
        .run(
            "UPDATE contact_request SET state = 'void', disclosed = NULL WHERE entry = $1 AND answered_by = $2",
            args![entry, OWN_CHOICE],
        )
        .await?;
    Ok(())
}

/// The identifier of an agency's next request: made of how many it has made, and telling nobody that.
async fn next_id(writing: &mut Writing, agency: &AgencyId) -> Result<PublicId, StoreError> {
    let row = writing
        .session
        .row(
            "INSERT INTO contact_count (agency, requests) VALUES ($1, 1)
             ON CONFLICT (agency) DO UPDATE SET requests = contact_count.requests + 1 RETURNING requests",
            args![agency.as_str()],
        )
        .await?;
    let row = row.ok_or_else(|| StoreError::Corrupt("a request was not counted".into()))?;
    let key = pseudonym_key_of(&mut writing.session).await?;
    let names = Pseudonyms::new(&key, agency, 0);
    Ok(names.of_request(row.number(0)?))
}
