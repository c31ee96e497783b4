//! Pseudonyms of people for partners: one per person and agency, until they are changed for new ones.

use std::str::FromStr;

use crate::domain::{AgencyId, InvalidPublicId, PublicId};

/// A person's name towards one agency. Without the key it tells neither who it is, nor whether
/// another agency's pseudonym is the same person, nor how many people there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pseudonym(PublicId);

impl Pseudonym {
    /// The pseudonym in letters, fit for an address.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl std::fmt::Display for Pseudonym {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Pseudonym {
    type Err = InvalidPublicId;
    fn from_str(value: &str) -> Result<Self, InvalidPublicId> {
        value.parse().map(Self)
    }
}

/// Makes the pseudonyms of one agency.
#[derive(Clone)]
pub struct Pseudonyms {
    key: [u8; 32],
}

impl Pseudonyms {
    /// From the store's key (256 random bits), for one agency. `rotation` counts how often the
    /// agency's pseudonyms have been changed for new ones: another count, other pseudonyms.
    pub fn new(key: &[u8; 32], agency: &AgencyId, rotation: u64) -> Self {
        let mut hasher = blake3::Hasher::new_keyed(key);
        hasher.update(b"pseudonyms of an agency");
        hasher.update(&rotation.to_be_bytes());
        hasher.update(agency.as_str().as_bytes());
        Self {
            key: *hasher.finalize().as_bytes(),
        }
    }

    /// A person's pseudonym, from the program's own random identifier: whoever was erased and
    /// readmitted is somebody new.
    pub fn of(&self, person: PublicId) -> Pseudonym {
        self.of_turn(person, 0)
    }

    /// The pseudonym after so many were taken back: none of them comes again.
    pub fn of_turn(&self, person: PublicId, turn: u64) -> Pseudonym {
        Pseudonym(self.keyed(person.as_str().as_bytes(), turn))
    }

    /// The identifier of the agency's request for contact of this number.
    pub fn of_request(&self, number: u64) -> PublicId {
        self.keyed(b"request for contact", number)
    }

    fn keyed(&self, what: &[u8], number: u64) -> PublicId {
        let mut hasher = blake3::Hasher::new_keyed(&self.key);
        hasher.update(what);
        hasher.update(&number.to_be_bytes());
        let mut bits = [0; 16];
        bits.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
        PublicId::from_bits(bits)
    }
}

impl std::fmt::Debug for Pseudonyms {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Pseudonyms")
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn each_agency_rotation_person_and_key_has_its_own() {
        let mut all = BTreeSet::new();
        let mut made = Vec::new();
        for key in [[1; 32], [2; 32]] {
            for agency in ["a-1", "a-2"] {
                for rotation in 0..3 {
                    let names = Pseudonyms::new(&key, &agency.parse().unwrap(), rotation);
                    for person in 0..50_u8 {
                        let person = PublicId::from_bits([person; 16]);
                        let name = names.of(person);
                        assert_ne!(name, names.of_turn(person, 1), "taken back");
                        assert_eq!(name, names.of(person), "the same again");
                        assert_eq!(name.as_str().parse(), Ok(name));
                        assert_ne!(name.as_str(), person.as_str());
                        all.insert(name);
                        made.push(name);
                    }
                }
            }
        }
        assert_eq!(all.len(), made.len());
        assert!(!made.is_sorted(), "their order tells nothing");
    }
}
