//! Checkpoints of the ledger: signed statements of how long it is and what stands in it, to be kept
//! where whoever holds the database cannot reach them. In the form of the public specification
//! `tlog-checkpoint` (c2sp.org).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::database::args;
use super::merkle::Tree;
use super::note::{NoteKey, Signer};
use super::sequence::Counter;
use super::{Store, StoreError};

/// Leaves read at a time.
const PAGE: u64 = 4096;

/// A checkpoint as it leaves: a text of a few lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedCheckpoint {
    /// Leaves that it speaks for.
    pub leaves: u64,
    /// The signed note.
    pub note: String,
}

/// What a checkpoint says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Checkpoint {
    /// The ledger's name.
    ledger: String,
    /// Leaves that it speaks for, from the first on.
    pub(super) leaves: u64,
    /// Root of the Merkle tree over their hashes.
    pub(super) root: [u8; 32],
}

impl Checkpoint {
    /// What a note says of this ledger, where one of the keys has signed it.
    ///
    /// # Errors
    /// What is wrong with the note.
    pub(super) fn of_note(
        note: &str,
        keys: &[NoteKey],
        ledger: &str,
    ) -> Result<Self, &'static str> {
        let mut text = Err("there is no key to check it with");
        for key in keys {
            text = text.or_else(|_| key.text_of(note));
        }
        let said = Self::read(text?).ok_or("it is no checkpoint")?;
        if said.ledger != ledger {
            return Err("it is a checkpoint of another ledger");
        }
        Ok(said)
    }

    fn read(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        let (ledger, leaves, root) = (lines.next()?, lines.next()?, lines.next()?);
        let root = STANDARD.decode(root).ok()?.try_into().ok()?;
        let checkpoint = Self {
            ledger: ledger.to_owned(),
            leaves: leaves.parse().ok()?,
            root,
        };
        (checkpoint.to_string() == text).then_some(checkpoint)
    }
}

impl std::fmt::Display for Checkpoint {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let root = STANDARD.encode(self.root);
        write!(f, "{}\n{}\n{root}\n", self.ledger, self.leaves)
    }
}

impl Store {
    /// The ledger's name: the same for as long as the records live, and no other store's.
    pub fn ledger_name(&self) -> &str {
        self.secrets.ledger_name()
    }

    /// Signs what stands in the ledger now.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] where the ledger visibly lacks leaves or its end: that is not signed.
    /// [`StoreError::Unavailable`] where the database cannot be read.
    pub async fn checkpoint(&self, signer: &Signer) -> Result<SignedCheckpoint, StoreError> {
        let mut tree = self.tree.lock().await;
        let mut session = self.database.read().await?;
        let counter = Counter::seen(&mut session).await?;
        let mut last = None;
        loop {
            let rows = session
                .rows(
                    "SELECT number, hash FROM leaf WHERE number > $1 ORDER BY number LIMIT $2",
                    args![tree.leaves(), PAGE],
                )
                .await?;
            if rows.is_empty() {
                break;
            }
            for row in &rows {
                if row.number(0)? != tree.leaves() + 1 {
                    *tree = Tree::default();
                    return Err(StoreError::Corrupt(
                        "a leaf of the ledger is gone; `audit verify` says which".into(),
                    ));
                }
                tree.push(row.bytes(1)?);
                last = Some(row.hash(1)?);
            }
        }
        let whole = last.is_none_or(|hash| hash == counter.leaf_hash);
        if tree.leaves() != counter.leaf || !whole {
            *tree = Tree::default();
            return Err(StoreError::Corrupt(
                "the ledger does not end where its counter says; run `audit verify`".into(),
            ));
        }
        let said = Checkpoint {
            ledger: self.ledger_name().to_owned(),
            leaves: tree.leaves(),
            root: tree.root(),
        };
        Ok(SignedCheckpoint {
            leaves: said.leaves,
            note: signer.sign(&said.to_string()),
        })
    }
}
