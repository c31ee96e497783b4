//! Keys and whether the engine can answer.

use super::{Engine, EngineError, Reader};
use crate::domain::Lang;
pub use crate::store::{KeyInfo, KeySpec, NewKey};

impl Engine {
    /// Whoever holds this key; `None` where it is not valid now. The purpose is the caller's to add.
    ///
    /// # Errors
    /// [`EngineError::Unavailable`] where the store cannot be read.
    pub async fn authenticate(&self, secret: &str) -> Result<Option<Reader>, EngineError> {
        let grant = self.0.store.verify_key(secret, self.0.clock.now()).await?;
        let Some(grant) = grant else { return Ok(None) };
        let role = grant.spec.role;
        Ok(Some(Reader {
            role,
            scope: self.scope_today(role, grant.spec.scope).await?,
            organisation: grant.spec.organisation,
            name: grant.id,
            purpose: String::new(),
            lang: Lang::Fi,
        }))
    }

    /// Makes a key; its secret is shown this once.
    ///
    /// # Errors
    /// [`EngineError::Unavailable`] where it cannot be kept; a partner's key needs its organisation.
    pub async fn create_key(&self, spec: &KeySpec) -> Result<NewKey, EngineError> {
        Ok(self.0.store.create_key(spec, self.0.clock.now()).await?)
    }

    /// Every key, revoked ones too.
    ///
    /// # Errors
    /// [`EngineError::Unavailable`] where the store cannot be read.
    pub async fn keys(&self) -> Result<Vec<KeyInfo>, EngineError> {
        Ok(self.0.store.keys().await?)
    }

    /// Revokes a key at once.
    ///
    /// # Errors
    /// [`EngineError::NotFound`] for a key that is not there.
    pub async fn revoke_key(&self, id: &str) -> Result<(), EngineError> {
        Ok(self.0.store.revoke_key(id, self.0.clock.now()).await?)
    }

    /// Whether requests can be answered: the store is reached and the projection is up to it.
    ///
    /// # Errors
    /// What keeps it from answering.
    pub async fn ready(&self) -> Result<(), EngineError> {
        self.follow().await
    }
}
