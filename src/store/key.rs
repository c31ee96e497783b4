//! Keys of the HTTP interface: a secret shown once, kept as a hash.

use jiff::Timestamp;
use subtle::ConstantTimeEq;

use super::database::{Row, args};
use super::facts::{from_json, json};
use super::secret::random_public_id;
use super::sequence::Writing;
use super::{Store, StoreError};
use crate::domain::{AgencyId, OrganisationKind, Reader, Role, Scope};

/// What every secret begins with, so that one found in the wrong place is recognised.
const PREFIX: &str = "kohtaanto";

/// What a key is to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeySpec {
    /// What its holder may do.
    pub role: Role,
    /// Which people, for staff roles.
    pub scope: Scope,
    /// Whose it is; a partner's key must say so.
    pub organisation: Option<AgencyId>,
    /// What kind of organisation that is; a partner's key must say so.
    pub organisation_kind: Option<OrganisationKind>,
    /// What it is for, in the operator's words.
    pub label: String,
    /// From when on it is no longer valid.
    pub expires: Option<Timestamp>,
}

/// A key as it is shown once, to whoever makes it.
#[derive(Clone, PartialEq, Eq)]
pub struct NewKey {
    /// Its name in lists and in the ledger.
    pub id: String,
    /// The whole key, 256 bits of it secret, as its holder sends it.
    pub secret: String,
}

impl std::fmt::Debug for NewKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "NewKey({})", self.id)
    }
}

/// What a valid key grants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyGrant {
    /// The key's name.
    pub id: String,
    /// What it is.
    pub spec: KeySpec,
}

impl KeyGrant {
    /// The class of readers that its holder belongs to.
    pub fn reader(&self) -> Reader {
        match (self.spec.role, &self.spec.organisation) {
            (Role::Partner, Some(organisation)) => Reader::Agency(organisation.clone()),
            (Role::Statistics, _) => Reader::Statistics,
            (role, _) => Reader::Staff {
                role,
                scope: self.spec.scope.clone(),
            },
        }
    }
}

/// A key in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyInfo {
    /// Its name.
    pub id: String,
    /// What it is.
    pub spec: KeySpec,
    /// When it was made.
    pub created: Timestamp,
    /// When it was revoked.
    pub revoked: Option<Timestamp>,
}

const SELECT_ONE: &str = "SELECT id, role, scope, organisation, organisation_kind, label, created_at, expires_at, revoked_at, hash FROM access_key WHERE id = $1";
const SELECT_ALL: &str = "SELECT id, role, scope, organisation, organisation_kind, label, created_at, expires_at, revoked_at, hash FROM access_key ORDER BY created_at, id";

impl KeyInfo {
    fn of_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.text(0)?.to_owned(),
            spec: KeySpec {
                role: row.parsed(1)?,
                scope: from_json(row.text(2)?)?,
                organisation: row.maybe_parsed(3)?,
                organisation_kind: row.maybe_parsed(4)?,
                label: row.text(5)?.to_owned(),
                expires: row.maybe_parsed(7)?,
            },
            created: row.parsed(6)?,
            revoked: row.maybe_parsed(8)?,
        })
    }

    fn is_valid(&self, at: Timestamp) -> bool {
        self.revoked.is_none() && self.spec.expires.is_none_or(|end| at < end)
    }
}

impl Store {
    /// Makes a key. Its secret is not kept and cannot be shown again.
    ///
    /// # Errors
    /// [`StoreError::Invalid`] for a partner's key without an organisation or its kind, and for a
    /// key that would have expired.
    pub async fn create_key(&self, spec: &KeySpec, at: Timestamp) -> Result<NewKey, StoreError> {
        if spec.role == Role::Partner
            && (spec.organisation.is_none() || spec.organisation_kind.is_none())
        {
            return Err(StoreError::Invalid(
                "a partner's key must name its organisation and that organisation's kind".into(),
            ));
        }
        if let Some(end) = spec.expires.filter(|end| *end <= at) {
            return Err(StoreError::Invalid(format!(
                "the key would have expired already, at {end}"
            )));
        }
        let id = random_public_id()?;
        let secret = format!(
            "{PREFIX}_{id}_{}{}",
            random_public_id()?,
            random_public_id()?
        );
        let mut writing = Writing::begin(self).await?;
        writing
            .session
            .run(
                "INSERT INTO access_key (id, hash, role, scope, organisation, organisation_kind, label, created_at, expires_at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
                args![
                    id.as_str(),
                    hash(&secret),
                    spec.role.as_str(),
                    json(&spec.scope)?,
                    spec.organisation.as_ref().map(AgencyId::as_str),
                    spec.organisation_kind.map(OrganisationKind::as_str),
                    spec.label.as_str(),
                    at.to_string(),
                    spec.expires.map(|end| end.to_string()),
                ],
            )
            .await?;
        writing.commit().await?;
        Ok(NewKey {
            id: id.to_string(),
            secret,
        })
    }

    /// What a key grants at this moment; `None` for one that is unknown, revoked or expired, which a
    /// caller cannot tell apart.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] where the database cannot be read: then nothing is granted.
    pub async fn verify_key(
        &self,
        presented: &str,
        at: Timestamp,
    ) -> Result<Option<KeyGrant>, StoreError> {
        let id = presented
            .strip_prefix(PREFIX)
            .and_then(|rest| rest.strip_prefix('_'))
            .and_then(|rest| rest.split_once('_'))
            .map_or("", |(id, _)| id);
        let mut session = self.database.read().await?;
        let row = session.row(SELECT_ONE, args![id]).await?;
        let Some(row) = row else { return Ok(None) };
        let same: bool = row.hash(9)?.ct_eq(&hash(presented)).into();
        let key = KeyInfo::of_row(&row)?;
        Ok((same && key.is_valid(at)).then_some(KeyGrant {
            id: key.id,
            spec: key.spec,
        }))
    }

    /// Every key, valid or not, oldest first.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] where the database cannot be read.
    pub async fn keys(&self) -> Result<Vec<KeyInfo>, StoreError> {
        let mut session = self.database.read().await?;
        let rows = session.rows(SELECT_ALL, args![]).await?;
        rows.iter().map(KeyInfo::of_row).collect()
    }

    /// Revokes a key at once and for good. Revoking it again changes nothing.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] where there is no such key.
    pub async fn revoke_key(&self, id: &str, at: Timestamp) -> Result<(), StoreError> {
        let mut writing = Writing::begin(self).await?;
        let found = writing
            .session
            .run(
                "UPDATE access_key SET revoked_at = COALESCE(revoked_at, $2) WHERE id = $1",
                args![id, at.to_string()],
            )
            .await?;
        if found == 0 {
            return Err(StoreError::NotFound {
                what: "key",
                id: id.chars().take(40).collect(),
            });
        }
        writing.commit().await?;
        Ok(())
    }
}

fn hash(secret: &str) -> [u8; 32] {
    *blake3::hash(secret.as_bytes()).as_bytes()
}
