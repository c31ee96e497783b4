//! Reading the ledger: is it whole, and who saw a person?

use std::collections::{HashMap, HashSet};

use rayon::prelude::*;

use super::database::{Session, args};
use super::facts::from_json;
use super::ledger::{Disclosure, leaf_hash};
use super::secret::ledger_pseudonym;
use super::sequence::Counter;
use super::{Store, StoreError};
use crate::domain::PersonId;

/// Leaves read at a time.
const PAGE: u64 = 1024;
/// Entries whose sights are read at a time.
const ENTRIES: u64 = 256;

/// What a check of the whole ledger found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditReport {
    /// Leaves read.
    pub leaves: u64,
    /// People in them, as far as they are not erased.
    pub sights: u64,
    /// Hash of the last leaf in hex: the same as long as nothing is added or tampered with.
    pub head: String,
    /// What is broken, in the ledger's order; empty when it is whole.
    pub breaks: Vec<Break>,
}

/// A place where the ledger is not as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Break {
    /// Number of the leaf.
    pub leaf: u64,
    /// What is wrong with it.
    pub what: &'static str,
}

/// A time that a person was shown to somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sight {
    /// Number of the leaf.
    pub leaf: u64,
    /// To whom, when and why. Its list of people is empty: who else was shown is not told.
    pub disclosure: Disclosure,
    /// Whether the leaf holds the person's pseudonym, as it must.
    pub proven: bool,
}

impl Store {
    /// Reads the whole ledger and checks each leaf's hash, the chain, its length and last hash
    /// against the row of counters, that each sight stands in its leaf, and that each leaf's people who
    /// are still stored have their sight of it.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] where the database cannot be read. What is broken is in the report.
    pub async fn audit_verify(&self) -> Result<AuditReport, StoreError> {
        let mut session = self.database.read().await?;
        let counter = Counter::seen(&mut session).await?;
        let mut breaks = Vec::new();
        let (mut leaves, mut number, mut prev) = (0, 0, [0; 32]);
        loop {
            let rows = session
                .rows(
                    "SELECT number, body, people, prev, hash FROM leaf WHERE number > $1 ORDER BY number LIMIT $2",
                    args![number, PAGE],
                )
                .await?;
            if rows.is_empty() {
                break;
            }
            for row in &rows {
                let (leaf, hash) = (row.number(0)?, row.hash(4)?);
                let mut broken = |what| breaks.push(Break { leaf, what });
                if leaf != number + 1 {
                    broken("the leaf before it is gone");
                } else if row.hash(3)? != prev {
                    broken("it does not follow the leaf before it");
                }
                if leaf_hash(&row.hash(3)?, leaf, row.text(1)?, row.bytes(2)?) != hash {
                    broken("what it says was changed");
                }
                (leaves, number, prev) = (leaves + 1, leaf, hash);
            }
        }
        if (number, prev) != (counter.leaf, counter.leaf_hash) {
            breaks.push(Break {
                leaf: counter.leaf.max(number),
                what: "it is not the last leaf that was written",
            });
        }
        let sights = check_sights(&mut session, counter.jobseeker, &mut breaks).await?;
        check_gone(&mut session, counter.jobseeker, &mut breaks).await?;
        Ok(AuditReport {
            leaves,
            sights,
            head: blake3::Hash::from_bytes(prev).to_hex().to_string(),
            breaks,
        })
    }

    /// Everyone who was shown this person, oldest first.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] where the person is not stored.
    pub async fn who_saw(&self, person: &PersonId) -> Result<Vec<Sight>, StoreError> {
        let mut session = self.database.read().await?;
        let row = session
            .row(
                "SELECT entry, ledger_key FROM jobseeker WHERE id = $1",
                args![person.as_str()],
            )
            .await?;
        let row = row.ok_or_else(|| StoreError::NotFound {
            what: "jobseeker",
            id: person.to_string(),
        })?;
        let (entry, key) = (row.entry(0)?, row.hash(1)?);
        let rows = session
            .rows(
                "SELECT number, body, substr(people, CAST(place * 16 + 1 AS INTEGER), 16)
                 FROM sight JOIN leaf ON leaf.number = sight.leaf WHERE entry = $1 ORDER BY number, place",
                args![entry],
            )
            .await?;
        let sights = rows.iter().map(|row| {
            let leaf = row.number(0)?;
            Ok(Sight {
                leaf,
                disclosure: from_json(row.text(1)?)?,
                proven: row.bytes(2)? == ledger_pseudonym(&key, leaf),
            })
        });
        sights.collect()
    }
}

/// Checks every sight against its leaf; how many there are.
async fn check_sights(
    session: &mut Session,
    entries: u64,
    breaks: &mut Vec<Break>,
) -> Result<u64, StoreError> {
    let mut sights = 0;
    for from in (0..entries).step_by(usize::try_from(ENTRIES).unwrap_or(1)) {
        let rows = session
            .rows(
                "SELECT sight.leaf, ledger_key, substr(people, CAST(place * 16 + 1 AS INTEGER), 16)
                 FROM sight LEFT JOIN jobseeker ON jobseeker.entry = sight.entry LEFT JOIN leaf ON leaf.number = sight.leaf
                 WHERE sight.entry >= $1 AND sight.entry < $2 ORDER BY sight.leaf",
                args![from, from + ENTRIES],
            )
            .await?;
        for row in &rows {
            let leaf = row.number(0)?;
            let (key, pseudonym) = (row.maybe_bytes(1)?, row.maybe_bytes(2)?);
            let key = key.and_then(|key| <&[u8; 32]>::try_from(key).ok());
            let stands = key.is_some_and(|key| pseudonym == Some(&ledger_pseudonym(key, leaf)[..]));
            if !stands {
                breaks.push(Break {
                    leaf,
                    what: "it does not hold somebody who is said to be in it",
                });
            }
            sights += 1;
        }
    }
    Ok(sights)
}

/// Looks for people of a leaf whose sight of it is gone. Those of an erased person are, by right, and
/// nobody can tell any more whose pseudonym they were; so leaves with more people than sights are held
/// against the pseudonyms of everybody who is still stored.
async fn check_gone(
    session: &mut Session,
    entries: u64,
    breaks: &mut Vec<Break>,
) -> Result<(), StoreError> {
    let short = short_leaves(session).await?;
    for from in (0..entries).step_by(usize::try_from(ENTRIES).unwrap_or(1)) {
        if short.is_empty() {
            break;
        }
        let range = || args![from, from + ENTRIES];
        let sights = "SELECT entry, leaf FROM sight WHERE entry >= $1 AND entry < $2";
        let mut seen = HashSet::new();
        for row in &session.rows(sights, range()).await? {
            seen.insert((row.entry(0)?, row.number(1)?));
        }
        let people = "SELECT entry, ledger_key FROM jobseeker WHERE entry >= $1 AND entry < $2";
        let mut keys = Vec::new();
        for row in &session.rows(people, range()).await? {
            keys.push((row.entry(0)?, row.hash(1)?));
        }
        let gone = keys.par_iter().flat_map_iter(|(entry, key)| {
            let lacking = short.iter().filter(|(leaf, people)| {
                people.contains(&ledger_pseudonym(key, **leaf)) && !seen.contains(&(*entry, **leaf))
            });
            lacking.map(|(leaf, _)| Break {
                leaf: *leaf,
                what: "somebody in it is no longer said to have been shown",
            })
        });
        breaks.extend(gone.collect::<Vec<Break>>());
    }
    Ok(())
}

/// Leaves with more people than sights, with the pseudonyms in them.
async fn short_leaves(
    session: &mut Session,
) -> Result<HashMap<u64, HashSet<[u8; 16]>>, StoreError> {
    let counts = "SELECT leaf, COUNT(*) FROM sight GROUP BY leaf";
    let mut sights = HashMap::new();
    for row in &session.rows(counts, args![]).await? {
        sights.insert(row.number(0)?, row.number(1)?);
    }
    let (mut short, mut number) = (HashMap::new(), 0);
    loop {
        let leaves = "SELECT number, people FROM leaf WHERE number > $1 ORDER BY number LIMIT $2";
        let rows = session.rows(leaves, args![number, PAGE]).await?;
        if rows.is_empty() {
            return Ok(short);
        }
        for row in &rows {
            number = row.number(0)?;
            let (people, _) = row.bytes(1)?.as_chunks::<16>();
            if people.len() as u64 > sights.get(&number).copied().unwrap_or(0) {
                short.insert(number, people.iter().copied().collect());
            }
        }
    }
}
