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
    /// Whom clients are assigned to one by one: a counsellor, or a coach of a purchased service.
    AssigneeId, "s-3";
}

impl EmployerId {
    /// Whether it is written as a Finnish business ID (Y-tunnus: seven digits, a hyphen, a check digit)
    /// and its check digit does not hold: the weighted sum of the seven and the check digit is no
    /// multiple of 11 (Business Information System, `ytj.fi`).
    pub fn is_mistyped(&self) -> bool {
        let Some((number, check)) = self.as_str().split_once('-') else {
            return false;
        };
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if number.len() != 7 || check.len() != 1 || !digits(number) || !digits(check) {
            return false;
        }
        let weighted = number.bytes().zip([7, 9, 10, 5, 8, 4, 2]);
        let sum: u32 = weighted.map(|(byte, w)| u32::from(byte - b'0') * w).sum();
        let check = check
            .bytes()
            .map(|byte| u32::from(byte - b'0'))
            .sum::<u32>();
        !(sum + check).is_multiple_of(11)
    }
}

/// A text that is not one of the program's own random identifiers.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is none of this program's own identifiers: they have 26 characters of a-z and 2-7")]
pub struct InvalidPublicId(pub String);

/// The program's own random identifier of a vacancy or person (128 bits), for addresses: it tells
/// nothing of the imported identifier, of order or of number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PublicId([u8; 26]);

impl PublicId {
    /// Spells 128 bits in RFC 4648's base 32, lower case, without padding.
    pub fn from_bits(bits: [u8; 16]) -> Self {
        let bits = u128::from_be_bytes(bits);
        let mut text = [0; 26];
        for (place, letter) in text.iter_mut().enumerate() {
            // 26 letters carry 130 bits: the last letter holds the 3 lowest bits, moved up by two.
            let five = if place < 25 {
                (bits >> (123 - 5 * place)) & 31
            } else {
                (bits << 2) & 31
            };
            *letter = b"abcdefghijklmnopqrstuvwxyz234567"[five as usize];
        }
        Self(text)
    }

    /// The identifier in letters.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl FromStr for PublicId {
    type Err = InvalidPublicId;
    fn from_str(value: &str) -> Result<Self, InvalidPublicId> {
        let fits = |letters: &[u8; 26]| {
            letters
                .iter()
                .all(|b| b.is_ascii_lowercase() || (b'2'..=b'7').contains(b))
        };
        match <[u8; 26]>::try_from(value.as_bytes()) {
            Ok(letters) if fits(&letters) => Ok(Self(letters)),
            _ => Err(InvalidPublicId(value.chars().take(40).collect())),
        }
    }
}

text_newtype!(PublicId, "mfrggzdfmztwq2lknnwg23tpoa");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_business_id_proves_its_last_digit() {
        let mistyped = |id: &str| id.parse::<EmployerId>().unwrap().is_mistyped();
        for good in [
            "1234567-1",
            "0112038-9",
            "E-17",
            "1234567",
            "12345678-1",
            "ääää567-1",
        ] {
            assert!(!mistyped(good), "{good}");
        }
        for bad in ["1234567-2", "0112039-9", "0112308-9"] {
            assert!(mistyped(bad), "{bad}");
        }
    }

    #[test]
    fn a_public_id_spells_its_bits() {
        // The base 32 of "abcdefghijklmnop" as RFC 4648 spells it.
        let id = PublicId::from_bits(*b"abcdefghijklmnop");
        assert_eq!(id.as_str(), "mfrggzdfmztwq2lknnwg23tpoa");
        assert_eq!(id.as_str().parse(), Ok(id));
        for bad in [
            "",
            "mfrggzdfmztwq2lknnwg23tpo",
            "MFRGGZDFMZTWQ2LKNNWG23TPOA",
            "../../../../../../../../../",
        ] {
            assert!(bad.parse::<PublicId>().is_err(), "{bad}");
        }
    }
}
