//! What can go wrong with a request, said to whoever can act on it.

use crate::domain::record::RecordError;
use crate::store::StoreError;
use crate::taxonomy::TaxonomyError;

/// An error of the engine. Variants say whose it is: the caller's, the operator's, or nobody's.
#[derive(Debug, thiserror::Error)]
pub enum EngineError {
    /// Nothing of that name, as far as this reader may know.
    #[error("no {what} of that name")]
    NotFound {
        /// What was looked for: `vacancy`, `person`.
        what: &'static str,
    },
    /// The request says what cannot be.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
    Invalid(Vec<RecordError>),
    /// The reader's role does not allow it.
    #[error("the role {role} may not {what}")]
    Forbidden {
        /// The reader's role.
        role: crate::domain::Role,
        /// What was asked for.
        what: &'static str,
    },
    /// A purpose must be stated.
    #[error("a purpose must be stated: why is this person's data looked at?")]
    PurposeNeeded,
    /// The record is not as the writer last saw it.
    #[error("{0}")]
    Conflict(String),
    /// The record is another version than the writer said.
    #[error(
        "the record was changed meanwhile: read it again, and send the `ETag` that you get then"
    )]
    Stale,
    /// The order that a cursor belongs to is no longer made: other weights, another taxonomy, another
    /// day, or what the list is about was changed.
    #[error("the ranking has changed since the first page: begin again")]
    RankingChanged,
    /// Almost the same was asked about the same people too often.
    #[error(
        "almost the same was asked about the same people too often today: ask once for all that the work needs"
    )]
    TooAlike {
        /// Seconds until it may be asked again.
        retry_after_seconds: u32,
    },
    /// The key that asks has been shown as many people today as it may be.
    #[error(
        "this key is shown at most {most} people a day: it has been, or would be by this answer"
    )]
    TooManyPeople {
        /// How many.
        most: u32,
        /// Seconds until the next day begins.
        retry_after_seconds: u32,
    },
    /// An Idempotency-Key cannot be used as it was.
    #[error("{}", .0.message())]
    Once(OnceRefused),
    /// Not now; the cause is the operator's.
    #[error("the records cannot be read or written just now")]
    Unavailable(#[source] StoreError),
    /// As many imports as can be are under way.
    #[error("as many imports as can be are under way: send it again in a moment")]
    TooManyImports,
    /// Not yet: changes of the records are being taken in.
    #[error("changes of the records are being taken in: ask again in a moment")]
    Behind,
    /// The data directory cannot be used, or not for what the operator asks of it.
    #[error("{0}")]
    Setup(String),
    /// Whoever takes the answer takes no more of it.
    #[error("cannot write the output")]
    Output(#[source] std::io::Error),
    /// The taxonomy file cannot be used.
    #[error("the taxonomy file cannot be used; import the taxonomy again")]
    Taxonomy(#[from] TaxonomyError),
    /// A fault of the program's own.
    #[error("an internal fault")]
    Internal(#[source] Box<dyn std::error::Error + Send + Sync>),
}

/// Why an Idempotency-Key is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OnceRefused {
    /// The first request under it has not ended.
    InFlight,
    /// It was sent with another request.
    OtherRequest,
}

impl OnceRefused {
    fn code(self) -> &'static str {
        match self {
            Self::InFlight => "idempotency_in_flight",
            Self::OtherRequest => "idempotency_key_reused",
        }
    }

    fn message(self) -> &'static str {
        match self {
            Self::InFlight => {
                "the first request under this Idempotency-Key has not ended: send it again in a moment"
            }
            Self::OtherRequest => {
                "this Idempotency-Key was sent with another request: take a new one for each thing to be made"
            }
        }
    }
}

impl EngineError {
    /// The stable code of the error, as the API spells it.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotFound { .. } => "not_found",
            Self::Invalid(_) => "invalid",
            Self::Forbidden { .. } => "forbidden",
            Self::PurposeNeeded => "purpose_needed",
            Self::Conflict(_) => "conflict",
            Self::Stale => "precondition_failed",
            Self::RankingChanged => "ranking_changed",
            Self::TooAlike { .. } => "too_alike",
            Self::TooManyPeople { .. } => "too_many_people",
            Self::Once(refused) => refused.code(),
            Self::TooManyImports => "too_many_imports",
            Self::Unavailable(_) | Self::Behind => "unavailable",
            Self::Setup(_) | Self::Taxonomy(_) => "setup",
            Self::Output(_) => "output",
            Self::Internal(_) => "internal",
        }
    }

    /// One wrong field of a request.
    pub(super) fn invalid(pointer: &str, value: impl ToString, reason: impl Into<String>) -> Self {
        Self::Invalid(vec![RecordError {
            pointer: pointer.to_owned(),
            value: Some(value.to_string()),
            reason: reason.into(),
            nearest: None,
        }])
    }
}

impl From<StoreError> for EngineError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::NotFound { what, .. } => Self::NotFound { what },
            StoreError::Conflict(reason) => Self::Conflict(reason),
            StoreError::TooManyPeople {
                most,
                retry_after_seconds,
            } => Self::TooManyPeople {
                most,
                retry_after_seconds,
            },
            StoreError::NewerVersion { .. } | StoreError::Locked { .. } => {
                Self::Setup(error.to_string())
            }
            StoreError::Invalid(reason) => Self::Setup(reason),
            other => Self::Unavailable(other),
        }
    }
}
