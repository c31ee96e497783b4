//! Names that the engine is about to publish, so that router and pages can be built beside it.

use crate::domain::record::RecordError;
use crate::domain::{AgencyId, Lang, Role};

/// Who reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reader {
    pub role: Role,
    pub organisation: Option<AgencyId>,
    pub name: String,
    pub purpose: String,
    pub lang: Lang,
}

#[derive(Debug, thiserror::Error)]
pub enum EngineError {
    #[error("no such {what}")]
    NotFound { what: &'static str },
    #[error("not valid")]
    Invalid(Vec<RecordError>),
    #[error("not allowed")]
    Forbidden,
    #[error("not now")]
    Unavailable,
    #[error("the ranking changed")]
    Gone,
    #[error("internal")]
    Internal(#[source] Box<dyn std::error::Error + Send + Sync>),
}

#[derive(Clone)]
pub struct Engine;

impl Engine {
    pub async fn authenticate(&self, _bearer: &str) -> Result<Option<Reader>, EngineError> {
        Ok(None)
    }
}
impl Engine {
    pub async fn ready(&self) -> Result<(), EngineError> {
        Ok(())
    }
}
