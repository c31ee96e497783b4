//! Random keys and identifiers, and the keyed hashes made with them.

use super::StoreError;
use super::database::{Database, Session, args};
use super::sequence::Writing;
use super::shown::revoke_all;
use crate::domain::{AgencyId, PersonId, PublicId};

/// Keys of this store's hashes: made once, kept with the data, never shown.
#[derive(Clone)]
pub(super) struct Secrets {
    erasure: [u8; 32],
    pseudonym: [u8; 32],
    /// No secret: what checkpoints call the ledger.
    ledger: String,
}

impl std::fmt::Debug for Secrets {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secrets")
    }
}

const NAMES: [&str; 3] = ["erasure_key", "pseudonym_key", "ledger_id"];

impl Secrets {
    pub(super) async fn load(database: &Database) -> Result<Self, StoreError> {
        let mut session = database.write().await?;
        for name in NAMES {
            session
                .run(
                    "INSERT INTO meta (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING",
                    args![name, random::<32>()?],
                )
                .await?;
        }
        let secrets = Self::read(&mut session).await?;
        session.commit().await?;
        Ok(secrets)
    }

    /// Those of a store that has them.
    pub(super) async fn read(session: &mut Session) -> Result<Self, StoreError> {
        let mut keys = [[0; 32]; 3];
        for (key, name) in keys.iter_mut().zip(NAMES) {
            let row = session
                .row("SELECT value FROM meta WHERE name = $1", args![name])
                .await?;
            *key = row
                .ok_or_else(|| StoreError::Corrupt(format!("the store has no {name}")))?
                .hash(0)?;
        }
        let [erasure, pseudonym, ledger] = keys;
        let ledger = &blake3::Hash::from_bytes(ledger).to_hex()[..16];
        Ok(Self {
            erasure,
            pseudonym,
            ledger: format!("kohtaanto/ledger/{ledger}"),
        })
    }

    pub(super) fn ledger_name(&self) -> &str {
        &self.ledger
    }

    /// What stands on the list of erasures for a person.
    pub(super) fn erasure_hash(&self, person: &str) -> [u8; 32] {
        *blake3::keyed_hash(&self.erasure, person.as_bytes()).as_bytes()
    }

    pub(super) fn pseudonym_key(&self) -> [u8; 32] {
        self.pseudonym
    }

    /// The seal of a line of the list of erasures.
    pub(super) fn list_seal(&self, bytes: &[u8]) -> [u8; 32] {
        let key = blake3::derive_key("kohtaanto list of erasures", &self.erasure);
        *blake3::keyed_hash(&key, bytes).as_bytes()
    }

    /// What tells this store's list of erasures from every other's.
    pub(super) fn list_name(&self) -> String {
        let hash = blake3::Hash::from_bytes(self.list_seal(b"name"));
        hash.to_hex().chars().take(32).collect()
    }
}

/// A person's pseudonym in one leaf of the ledger: nobody without the person's key can tell whose it
/// is, nor that two leaves hold the same person.
pub(super) fn ledger_pseudonym(ledger_key: &[u8; 32], leaf: u64) -> [u8; 16] {
    let hash = blake3::keyed_hash(ledger_key, &leaf.to_be_bytes());
    let mut pseudonym = [0; 16];
    pseudonym.copy_from_slice(&hash.as_bytes()[..16]);
    pseudonym
}

/// How often an agency's pseudonyms have been changed for new ones, as the session sees it.
pub(super) async fn rotation_of(
    session: &mut Session,
    agency: &AgencyId,
) -> Result<u64, StoreError> {
    let sql = "SELECT rotation FROM pseudonym_rotation WHERE agency = $1";
    let row = session.row(sql, args![agency.as_str()]).await?;
    row.map_or(Ok(0), |row| row.number(0))
}

/// The key of pseudonyms, as it is kept with the data.
pub(super) async fn pseudonym_key_of(session: &mut Session) -> Result<[u8; 32], StoreError> {
    let sql = "SELECT value FROM meta WHERE name = 'pseudonym_key'";
    let row = session.row(sql, args![]).await?;
    row.ok_or_else(|| StoreError::Corrupt("the store has no pseudonym_key".into()))?
        .hash(0)
}

pub(super) fn random<const N: usize>() -> Result<[u8; N], StoreError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|e| {
        StoreError::unavailable(format!("the system gives no random numbers: {e}"), e)
    })?;
    Ok(bytes)
}

pub(super) fn random_public_id() -> Result<PublicId, StoreError> {
    Ok(PublicId::from_bits(random()?))
}

impl super::Store {
    /// The key from which partners' pseudonyms are made, for [`crate::visibility::Pseudonyms`].
    pub fn pseudonym_key(&self) -> [u8; 32] {
        self.secrets.pseudonym_key()
    }

    /// The key under which what is kept of everybody outside of the records is sealed. Every erasure
    /// puts another in its place, so that what was kept before opens for nobody, wherever it lies.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] where the database cannot be read or written.
    pub async fn projection_key(&self) -> Result<[u8; 32], StoreError> {
        let sql = "SELECT value FROM meta WHERE name = 'projection_key'";
        let found = self.database.read().await?.row(sql, args![]).await?;
        if let Some(row) = found {
            return row.hash(0);
        }
        let mut writing = Writing::begin(self).await?;
        writing
            .session
            .run(
                "INSERT INTO meta (name, value) VALUES ('projection_key', $1) ON CONFLICT (name) DO NOTHING",
                args![random::<32>()?],
            )
            .await?;
        let row = writing.session.row(sql, args![]).await?;
        let row =
            row.ok_or_else(|| StoreError::Corrupt("the store has no projection_key".into()))?;
        writing.commit().await?;
        row.hash(0)
    }

    /// How often an agency's pseudonyms have been changed for new ones; 0 at first.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] where the database cannot be read.
    pub async fn pseudonym_rotation(&self, agency: &AgencyId) -> Result<u64, StoreError> {
        let mut session = self.database.read().await?;
        rotation_of(&mut session, agency).await
    }

    /// Changes an agency's pseudonyms for new ones; the new count. The old ones name nobody any more, and
    /// the agency is told to delete what it has of those in use.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`]: then they are as they were.
    pub async fn rotate_pseudonyms(&self, agency: &AgencyId) -> Result<u64, StoreError> {
        let mut writing = Writing::begin(self).await?;
        revoke_all(&mut writing, agency).await?;
        let row = writing
            .session
            .row(
                "INSERT INTO pseudonym_rotation (agency, rotation) VALUES ($1, 1)
                 ON CONFLICT (agency) DO UPDATE SET rotation = pseudonym_rotation.rotation + 1 RETURNING rotation",
                args![agency.as_str()],
            )
            .await?;
        let row = row.ok_or_else(|| StoreError::Corrupt("a rotation was not counted".into()))?;
        let rotation = row.number(0)?;
        writing.commit().await?;
        Ok(rotation)
    }

    /// Whether a person stands on the list of erasures.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] where the database cannot be read.
    pub async fn is_erased(&self, person: &PersonId) -> Result<bool, StoreError> {
        let hash = self.secrets.erasure_hash(person.as_str());
        let mut session = self.database.read().await?;
        let row = session
            .row("SELECT erased_at FROM erasure WHERE hash = $1", args![hash])
            .await?;
        Ok(row.is_some())
    }
}
