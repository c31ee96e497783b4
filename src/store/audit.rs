//! Reading the ledger: is it whole, and who saw a person?

use std::collections::HashMap;

use rayon::prelude::*;

use super::checkpoint::Checkpoint;
use super::database::{Row, Session, args};
use super::facts::from_json;
use super::ledger::{Disclosure, leaf_hash};
use super::merkle::Tree;
use super::note::NoteKey;
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
    /// Root of the Merkle tree over the leaves in hex, as a checkpoint made now would say.
    pub root: String,
    /// Checkpoints that the ledger agrees with.
    pub agreed: usize,
    /// What is broken, in the ledger's order; empty when it is whole.
    pub breaks: Vec<Break>,
}

/// A place where the ledger is not as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Break {
    /// Number of the leaf; 0 where it is of none.
    pub leaf: u64,
    /// Which of the checkpoints says so, counted from 0; `None` where the ledger itself does.
    pub checkpoint: Option<usize>,
    /// What is wrong with it.
    pub what: &'static str,
}

impl Break {
    fn at(leaf: u64, what: &'static str) -> Self {
        Self {
            leaf,
            checkpoint: None,
            what,
        }
    }
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
        self.audit_verify_against(&[], &[]).await
    }

    /// As [`Store::audit_verify`], and holds the ledger against checkpoints that were kept elsewhere
    /// (signed notes), each signed by one of `keys`: so it finds also what was rewritten from its first
    /// leaf to the row of counters.
    ///
    /// # Errors
    /// As [`Store::audit_verify`]; a note that cannot be believed is a break.
    pub async fn audit_verify_against(
        &self,
        notes: &[String],
        keys: &[NoteKey],
    ) -> Result<AuditReport, StoreError> {
        let mut breaks = Vec::new();
        let mut checkpoints = Vec::new();
        for (place, note) in notes.iter().enumerate() {
            match Checkpoint::of_note(note, keys, self.ledger_name()) {
                Ok(checkpoint) => checkpoints.push((place, checkpoint)),
                Err(what) => breaks.push(Break {
                    leaf: 0,
                    checkpoint: Some(place),
                    what,
                }),
            }
        }
        let mut session = self.database.read().await?;
        let walked = walk(&mut session, &checkpoints, &mut breaks).await?;
        let sights = match Counter::seen(&mut session).await {
            Ok(counter) => {
                check_counter(&mut session, &counter, &walked, &mut breaks).await?;
                let sights = check_sights(&mut session, counter.jobseeker, &mut breaks).await?;
                check_gone(&mut session, counter.jobseeker, &mut breaks).await?;
                sights
            }
            Err(StoreError::Corrupt(_)) => {
                breaks.push(Break::at(walked.number, COUNTERS));
                0
            }
            Err(error) => return Err(error),
        };
        let disagreed =
            |(place, _): &&(usize, Checkpoint)| breaks.iter().any(|b| b.checkpoint == Some(*place));
        let disagreed = checkpoints.iter().filter(disagreed).count();
        Ok(AuditReport {
            leaves: walked.tree.leaves(),
            sights,
            head: blake3::Hash::from_bytes(walked.hash).to_hex().to_string(),
            root: blake3::Hash::from_bytes(walked.tree.root())
                .to_hex()
                .to_string(),
            agreed: checkpoints.len() - disagreed,
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

/// What is said where the row of counters does not fit what is there.
const COUNTERS: &str = "the row of counters is not as it was written";

/// The ledger as read from its first leaf to its last.
struct Walked {
    /// Number of the last leaf.
    number: u64,
    /// Its hash.
    hash: [u8; 32],
    tree: Tree,
}

/// Reads every leaf, in order, and checks its hash, the one before it, and the tree at each checkpoint.
async fn walk(
    session: &mut Session,
    checkpoints: &[(usize, Checkpoint)],
    breaks: &mut Vec<Break>,
) -> Result<Walked, StoreError> {
    let mut walked = Walked {
        number: 0,
        hash: [0; 32],
        tree: Tree::default(),
    };
    let hold = |tree: &Tree, breaks: &mut Vec<Break>| {
        for (place, checkpoint) in checkpoints {
            if checkpoint.leaves == tree.leaves() && checkpoint.root != tree.root() {
                breaks.push(Break {
                    leaf: checkpoint.leaves,
                    checkpoint: Some(*place),
                    what: "the leaves up to here are not those that the checkpoint was made of",
                });
            }
        }
    };
    hold(&walked.tree, breaks);
    let mut after = i64::MIN;
    loop {
        let rows = session
            .rows(
                "SELECT number, body, people, prev, hash FROM leaf WHERE number > $1 ORDER BY number LIMIT $2",
                args![after, PAGE],
            )
            .await?;
        let Some(last) = rows.last() else { break };
        after = last.int(0)?;
        for row in &rows {
            walked.step(row, breaks)?;
            hold(&walked.tree, breaks);
        }
    }
    for (place, checkpoint) in checkpoints {
        if checkpoint.leaves > walked.tree.leaves() {
            breaks.push(Break {
                leaf: checkpoint.leaves,
                checkpoint: Some(*place),
                what: "the ledger is shorter than the checkpoint: its end is gone",
            });
        }
    }
    Ok(walked)
}

impl Walked {
    fn step(&mut self, row: &Row, breaks: &mut Vec<Break>) -> Result<(), StoreError> {
        let leaf = u64::try_from(row.int(0)?).unwrap_or(0);
        let (prev, hash) = (row.bytes(3)?, row.bytes(4)?);
        let mut broken = |what| breaks.push(Break::at(leaf, what));
        if leaf != self.number + 1 {
            broken("the leaf before it is gone");
        } else if prev != self.hash {
            broken("it does not follow the leaf before it");
        }
        if leaf_hash(prev, leaf, row.text(1)?, row.bytes(2)?) != hash {
            broken("what it says was changed");
        }
        self.tree.push(hash);
        self.number = leaf;
        self.hash = hash.try_into().unwrap_or_default();
        Ok(())
    }
}

/// Checks the row of counters against the ledger's end and against the change sequence.
async fn check_counter(
    session: &mut Session,
    counter: &Counter,
    walked: &Walked,
    breaks: &mut Vec<Break>,
) -> Result<(), StoreError> {
    if (walked.number, walked.hash) != (counter.leaf, counter.leaf_hash) {
        breaks.push(Break::at(
            counter.leaf.max(walked.number),
            "it is not the last leaf that was written",
        ));
    }
    // Every entry number that was ever given came with a change.
    let sql = "SELECT COUNT(*), COALESCE(MAX(number), 0), \
        COALESCE(MAX(CASE WHEN kind = 1 THEN entry END), -1) + 1, \
        COALESCE(MAX(CASE WHEN kind = 2 THEN entry END), -1) + 1 FROM change";
    let row = session.row(sql, args![]).await?;
    let row = row.ok_or_else(|| StoreError::Corrupt("a count came without a row".into()))?;
    let told = [
        counter.change,
        counter.change,
        counter.vacancy,
        counter.jobseeker,
    ];
    for (column, told) in told.into_iter().enumerate() {
        if u64::try_from(row.int(column)?) != Ok(told) {
            breaks.push(Break::at(counter.leaf, COUNTERS));
            break;
        }
    }
    Ok(())
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
            let leaf = u64::try_from(row.int(0)?).unwrap_or(0);
            let (key, pseudonym) = (row.maybe_bytes(1)?, row.maybe_bytes(2)?);
            let key = key.and_then(|key| <&[u8; 32]>::try_from(key).ok());
            let stands = key.is_some_and(|key| pseudonym == Some(&ledger_pseudonym(key, leaf)[..]));
            if !stands {
                let what = "it does not hold somebody who is said to be in it";
                breaks.push(Break::at(leaf, what));
            }
            sights += 1;
        }
    }
    let all = session.row("SELECT COUNT(*) FROM sight", args![]).await?;
    if all.map(|row| row.number(0)).transpose()? != Some(sights) {
        let what = "somebody is said to have been shown who was never stored";
        breaks.push(Break::at(0, what));
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
        let sights = "SELECT entry, leaf, COUNT(*) FROM sight WHERE entry >= $1 AND entry < $2 GROUP BY entry, leaf";
        let mut seen = HashMap::new();
        for row in &session.rows(sights, range()).await? {
            seen.insert((row.entry(0)?, row.int(1)?), row.number(2)?);
        }
        let people = "SELECT entry, ledger_key FROM jobseeker WHERE entry >= $1 AND entry < $2";
        let mut keys = Vec::new();
        for row in &session.rows(people, range()).await? {
            keys.push((row.entry(0)?, row.hash(1)?));
        }
        let gone = keys.par_iter().flat_map_iter(|(entry, key)| {
            let lacking = short.iter().filter(|(leaf, people)| {
                let number = u64::try_from(**leaf).unwrap_or(0);
                let named = people.get(&ledger_pseudonym(key, number)).copied();
                let seen = seen.get(&(*entry, **leaf)).copied();
                named.unwrap_or(0) > seen.unwrap_or(0)
            });
            let what = "somebody in it is no longer said to have been shown";
            lacking.map(move |(leaf, _)| Break::at(u64::try_from(*leaf).unwrap_or(0), what))
        });
        breaks.extend(gone.collect::<Vec<Break>>());
    }
    Ok(())
}

/// How often each pseudonym stands in a leaf, by leaf.
type Named = HashMap<i64, HashMap<[u8; 16], u64>>;

/// Leaves with more people than sights, with the pseudonyms in them.
async fn short_leaves(session: &mut Session) -> Result<Named, StoreError> {
    let counts = "SELECT leaf, COUNT(*) FROM sight GROUP BY leaf";
    let mut sights = HashMap::new();
    for row in &session.rows(counts, args![]).await? {
        sights.insert(row.int(0)?, row.number(1)?);
    }
    let (mut short, mut number) = (HashMap::new(), i64::MIN);
    loop {
        let leaves = "SELECT number, people FROM leaf WHERE number > $1 ORDER BY number LIMIT $2";
        let rows = session.rows(leaves, args![number, PAGE]).await?;
        if rows.is_empty() {
            return Ok(short);
        }
        for row in &rows {
            number = row.int(0)?;
            let (people, _) = row.bytes(1)?.as_chunks::<16>();
            if people.len() as u64 > sights.get(&number).copied().unwrap_or(0) {
                let mut named = HashMap::new();
                for pseudonym in people {
                    *named.entry(*pseudonym).or_insert(0) += 1;
                }
                short.insert(number, named);
            }
        }
    }
}
