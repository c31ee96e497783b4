//! Whom an agency has been shown, under which pseudonym, and what it is told of that later: a pseudonym
//! that was taken back never comes again, and the agency is told to delete its copy.

use std::collections::{BTreeMap, HashMap, HashSet};

use jiff::Timestamp;

use super::database::{Row, Session, Value, args};
use super::secret::{pseudonym_key_of, rotation_of};
use super::sequence::Writing;
use super::visible::seen;
use super::{Store, StoreError};
use crate::domain::{AgencyId, PublicId, Reader, codes};
use crate::visibility::{Facts, Pseudonyms, judge};

codes! {
    /// What became of somebody whom an agency has been shown.
    AgencyChangeKind, "kind of change told to an agency" {
        /// The profile is otherwise than it was: ask again.
        Updated = "updated",
        /// The person is not there for the agency any more: delete your copy.
        Revoked = "revoked",
    }
}

/// What an agency is told of a pseudonym that it was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgencyChange {
    /// Its place among what this agency is told, from 1, without gaps.
    pub number: u64,
    /// What it is.
    pub kind: AgencyChangeKind,
    /// The pseudonym.
    pub pseudonym: String,
    /// When it was noted.
    pub at: Timestamp,
}

/// Somebody under a pseudonym that is in use.
struct Given {
    agency: AgencyId,
    entry: u32,
    turn: u64,
    hash: [u8; 32],
    public: PublicId,
}

impl Given {
    /// From agency, entry, turn, hash, public_id.
    fn of_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            agency: row.parsed(0)?,
            entry: row.entry(1)?,
            turn: row.number(2)?,
            hash: row.hash(3)?,
            public: row.parsed(4)?,
        })
    }
}

impl Store {
    /// How often somebody's pseudonym for an agency was changed for a new one, of those of whom it was,
    /// by entry.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] where the database cannot be read.
    pub async fn pseudonym_turns(
        &self,
        agency: &AgencyId,
    ) -> Result<HashMap<u32, u64>, StoreError> {
        let mut session = self.database.read().await?;
        let sql = "SELECT entry, turn FROM shown WHERE agency = $1 AND turn > 0";
        let rows = session.rows(sql, args![agency.as_str()]).await?;
        let turns = rows.iter().map(|row| Ok((row.entry(0)?, row.number(1)?)));
        turns.collect()
    }

    /// Notes whom an agency is about to be shown, each with a hash of what it may see of them.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`]: then nobody may be shown.
    pub async fn note_shown(
        &self,
        agency: &AgencyId,
        people: &[(u32, [u8; 32])],
    ) -> Result<(), StoreError> {
        let entries = people.iter().map(|(entry, _)| Value::from(*entry));
        let mut session = self.database.read().await?;
        let sql = "SELECT entry, agency FROM shown WHERE active = 1 AND entry IN";
        let rows = session.rows_in(sql, entries.collect(), "").await?;
        drop(session);
        let mut noted = HashSet::new();
        for row in &rows {
            if row.text(1)? == agency.as_str() {
                noted.insert(row.entry(0)?);
            }
        }
        let new = people.iter().filter(|(entry, _)| !noted.contains(entry));
        let new = new.map(|(entry, hash)| args![agency.as_str(), *entry, 0_u64, *hash, true]);
        let new: Vec<Vec<Value>> = new.collect();
        if new.is_empty() {
            return Ok(());
        }
        let mut writing = Writing::begin(self).await?;
        writing
            .session
            .run_many(
                "INSERT INTO shown (agency, entry, turn, hash, active) VALUES",
                new,
                "ON CONFLICT (agency, entry) DO UPDATE SET hash = excluded.hash, active = 1",
            )
            .await?;
        writing.commit().await?;
        Ok(())
    }

    /// Brings what an agency is told up to what it may see now, by entry with a hash of each. What is
    /// told together is numbered in the order of pseudonyms: neither why somebody went nor when tells.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`]: then nothing was noted.
    pub async fn settle_shown(
        &self,
        agency: &AgencyId,
        now: &BTreeMap<u32, [u8; 32]>,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        let mut session = self.database.read().await?;
        let given = given_to(&mut session, agency).await?;
        let waiting = waiting(&mut session, agency).await?;
        drop(session);
        let is_same = |given: &Given| now.get(&given.entry) == Some(&given.hash);
        if waiting.is_empty() && given.iter().all(is_same) {
            return Ok(());
        }
        let mut writing = Writing::begin(self).await?;
        let mut told = Vec::new();
        for given in given_to(&mut writing.session, agency).await? {
            match now.get(&given.entry) {
                None => revoke(&mut writing, &given).await?,
                Some(hash) if *hash != given.hash => {
                    let pseudonym = pseudonym(&mut writing.session, &given).await?;
                    told.push((pseudonym, AgencyChangeKind::Updated));
                    let sql = "UPDATE shown SET hash = $3 WHERE agency = $1 AND entry = $2";
                    let values = args![given.agency.as_str(), given.entry, *hash];
                    writing.session.run(sql, values).await?;
                }
                Some(_) => {}
            }
        }
        let revoked = self::waiting(&mut writing.session, agency).await?;
        let revoked = revoked.into_iter();
        told.extend(revoked.map(|pseudonym| (pseudonym, AgencyChangeKind::Revoked)));
        told.sort();
        let session = &mut writing.session;
        let sql = "DELETE FROM agency_change WHERE agency = $1 AND number < 0";
        session.run(sql, args![agency.as_str()]).await?;
        for (pseudonym, kind) in told {
            let at = at.to_string();
            let values = args![agency.as_str(), kind.as_str(), pseudonym, at];
            session
                .run(
                    "INSERT INTO agency_change (agency, number, kind, pseudonym, at)
                     SELECT $1, COALESCE(MAX(number), 0) + 1, $2, $3, $4 FROM agency_change WHERE agency = $1",
                    values,
                )
                .await?;
        }
        writing.commit().await?;
        Ok(())
    }

    /// At most `limit` things that an agency is told, after a number, in their order.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] where the database cannot be read.
    pub async fn agency_changes(
        &self,
        agency: &AgencyId,
        after: u64,
        limit: u32,
    ) -> Result<Vec<AgencyChange>, StoreError> {
        let mut session = self.database.read().await?;
        let rows = session
            .rows(
                "SELECT number, kind, pseudonym, at FROM agency_change WHERE agency = $1 AND number > $2 ORDER BY number LIMIT $3",
                args![agency.as_str(), after, limit],
            )
            .await?;
        let changes = rows.iter().map(|row| {
            Ok(AgencyChange {
                number: row.number(0)?,
                kind: row.parsed(1)?,
                pseudonym: row.text(2)?.to_owned(),
                at: row.parsed(3)?,
            })
        });
        changes.collect()
    }
}

/// Those of these people whose pseudonyms are in use, whoever has them.
async fn given(session: &mut Session, people: Vec<Value>) -> Result<Vec<Given>, StoreError> {
    let rows = session
        .rows_in(
            "SELECT agency, shown.entry, turn, shown.hash, public_id FROM shown
             JOIN jobseeker ON jobseeker.entry = shown.entry WHERE active = 1 AND shown.entry IN",
            people,
            "ORDER BY shown.entry, agency",
        )
        .await?;
    rows.iter().map(Given::of_row).collect()
}

/// Takes the pseudonyms back of whoever among these people is hidden from an agency now, whatever the
/// day; with them goes what was agreed to be given.
pub(super) async fn revoke_hidden(writing: &mut Writing, people: &[u32]) -> Result<(), StoreError> {
    let keys = people.iter().map(|entry| Value::from(*entry)).collect();
    let given = given(&mut writing.session, keys).await?;
    if given.is_empty() {
        return Ok(());
    }
    let entries: Vec<u32> = given.iter().map(|given| given.entry).collect();
    let seen = seen(&mut writing.session, &entries).await?;
    for given in &given {
        let facts = seen.get(&given.entry).map(|person| &person.facts);
        if !facts.is_some_and(|facts| is_shown_some_day(facts, &given.agency)) {
            revoke(writing, given).await?;
        }
    }
    Ok(())
}

/// Takes every pseudonym of somebody back who is about to be erased.
pub(super) async fn revoke_erased(writing: &mut Writing, entry: u32) -> Result<(), StoreError> {
    for given in given(&mut writing.session, vec![entry.into()]).await? {
        revoke(writing, &given).await?;
    }
    Ok(())
}

/// Takes every pseudonym of an agency back.
pub(super) async fn revoke_all(writing: &mut Writing, agency: &AgencyId) -> Result<(), StoreError> {
    for given in given_to(&mut writing.session, agency).await? {
        revoke(writing, &given).await?;
    }
    Ok(())
}

/// Whose pseudonyms an agency has in use.
async fn given_to(session: &mut Session, agency: &AgencyId) -> Result<Vec<Given>, StoreError> {
    let sql = "SELECT agency, shown.entry, turn, shown.hash, public_id FROM shown
               JOIN jobseeker ON jobseeker.entry = shown.entry WHERE active = 1 AND agency = $1 ORDER BY shown.entry";
    let rows = session.rows(sql, args![agency.as_str()]).await?;
    rows.iter().map(Given::of_row).collect()
}

/// Pseudonyms that were taken back, of which the agency is to be told when it next asks.
async fn waiting(session: &mut Session, agency: &AgencyId) -> Result<Vec<String>, StoreError> {
    let sql = "SELECT pseudonym FROM agency_change WHERE agency = $1 AND number < 0";
    let rows = session.rows(sql, args![agency.as_str()]).await?;
    rows.iter().map(|row| Ok(row.text(0)?.to_owned())).collect()
}

/// Whether the agency may see the person on the days of the consent: that these have not come or have
/// passed takes nothing back, for they come and pass by themselves.
fn is_shown_some_day(facts: &Facts, agency: &AgencyId) -> bool {
    let consent = facts.consent.as_ref();
    let day = consent.and_then(|consent| consent.until.or(consent.from));
    let agency = Reader::Agency(agency.clone());
    let verdict = judge(facts, &agency, day.unwrap_or_default());
    verdict.hidden_by().is_none()
}

/// Takes one pseudonym back: the next one will be another, requests for contact made under it are void,
/// and the agency is told when it next asks; until then it waits under a number below 0.
async fn revoke(writing: &mut Writing, given: &Given) -> Result<(), StoreError> {
    let pseudonym = pseudonym(&mut writing.session, given).await?;
    writing
        .session
        .run(
            "INSERT INTO agency_change (agency, number, kind, pseudonym, at)
             SELECT $1, COALESCE(MIN(number), 0) - 1, $2, $3, '' FROM agency_change WHERE agency = $1 AND number < 0",
            args![
                given.agency.as_str(),
                AgencyChangeKind::Revoked.as_str(),
                pseudonym,
            ],
        )
        .await?;
    for sql in [
        "UPDATE shown SET active = 0, turn = turn + 1 WHERE agency = $1 AND entry = $2",
        "UPDATE contact_request SET state = 'void', disclosed = NULL WHERE agency = $1 AND entry = $2",
    ] {
        let values = args![given.agency.as_str(), given.entry];
        writing.session.run(sql, values).await?;
    }
    Ok(())
}

/// The pseudonym under which an agency knows somebody.
async fn pseudonym(session: &mut Session, given: &Given) -> Result<String, StoreError> {
    let rotation = rotation_of(session, &given.agency).await?;
    let key = pseudonym_key_of(session).await?;
    let names = Pseudonyms::new(&key, &given.agency, rotation);
    Ok(names.of_turn(given.public, given.turn).to_string())
}
