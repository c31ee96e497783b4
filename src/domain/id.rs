//! Identifiers that others gave: kept as they are, checked for being usable.

use std::str::FromStr;
use std::sync::Arc;

use super::code::text_newtype;

/// An identifier that cannot be one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no identifier: it takes 1 to 128 visible characters, without spaces at its ends")]
pub struct InvalidId(pub String);

fn usable(value: &str) -> bool {
    !value.is_empty()
        && value.chars().count() <= 128
        && value.trim() == value
        && !value.chars().any(char::is_control)
}

macro_rules! ids {
    ($($(#[$meta:meta])* $name:ident, $example:literal;)+) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// The identifier as it was given.
            pub fn as_str(&self) -> &str { &self.0 }
        }

        impl FromStr for $name {
            type Err = InvalidId;
            fn from_str(value: &str) -> Result<Self, InvalidId> {
                if usable(value) { Ok(Self(value.into())) } else { Err(InvalidId(value.chars().take(140).collect())) }
            }
        }

        text_newtype!($name, $example);
    )+};
}

ids! {
    /// A vacancy's identifier in its source.
    VacancyId, "V-1";
    /// A person's identifier in the municipality's own system. Never in an address, log or ledger leaf.
    PersonId, "P-1";
    /// An employer's identifier: the business ID (Y-tunnus) where there is one.
    EmployerId, "1234567-1";
    /// A staffing agency (henkilöstöpalveluyritys) or other organisation with a key.
    AgencyId, "a-1";
    /// A coach (omavalmentaja).
    CoachId, "c-12";
    /// A unit of the employment services (palveluyksikkö).
    ServiceUnit, "tampere-1";
}
