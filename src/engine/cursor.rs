//! Cursors: opaque and sealed. They hold the last row's place in the order, the versions that made it,
//! and the last change of records that the first page knew of.

use super::{EngineError, Inner};
use crate::score::{Group, Last, Scored};

/// A place in an order: after this row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    /// Thin vacancies come after full ones; 0 where the list is of people.
    pub(super) thin: u8,
    pub(super) group: Group,
    pub(super) points: u16,
    pub(super) tie: [u8; 16],
    /// Number of the last change that the first page knew of.
    pub(super) since: u64,
}

impl Place {
    /// Where a row stands, for comparing: smaller comes first.
    pub(super) fn key(&self) -> (Group, u8, std::cmp::Reverse<u16>, [u8; 16]) {
        (
            self.group,
            self.thin,
            std::cmp::Reverse(self.points),
            self.tie,
        )
    }

    /// The same place in a ranking of people.
    pub(super) fn last(&self) -> Last {
        Last {
            group: self.group,
            points: self.points,
            tie: self.tie,
        }
    }

    /// A place in an order that is no ranking: `tie` alone says where.
    pub(super) fn at(tie: [u8; 16]) -> Self {
        Self {
            thin: 0,
            group: Group::Fits,
            points: 0,
            tie,
            since: 0,
        }
    }

    pub(super) fn of(scored: &Scored, tie: [u8; 16]) -> Self {
        Self {
            thin: 0,
            group: scored.group,
            points: scored.points,
            tie,
            since: 0,
        }
    }
}

/// Why a cursor is refused.
#[derive(Debug, PartialEq, Eq)]
enum Refused {
    /// Not one that this program made for this list.
    Foreign,
    /// Made with other weights or another taxonomy.
    OtherVersions,
}

/// Seals and opens the cursors of one list: `about` names the list and its reader, `versions` what
/// orders it.
struct Sealer<'a> {
    key: [u8; 32],
    about: &'a str,
    versions: &'a str,
}

const PLACE: usize = 28;
const VERSIONS: usize = 8;
const SEAL: usize = 16;

impl Sealer<'_> {
    fn versions(&self) -> [u8; VERSIONS] {
        let mut short = [0; VERSIONS];
        short.copy_from_slice(&blake3::hash(self.versions.as_bytes()).as_bytes()[..VERSIONS]);
        short
    }

    fn seal_of(&self, body: &[u8]) -> [u8; SEAL] {
        let key = blake3::derive_key("kohtaanto cursor", &self.key);
        let mut hasher = blake3::Hasher::new_keyed(&key);
        hasher.update(&(self.about.len() as u64).to_le_bytes());
        hasher.update(self.about.as_bytes());
        hasher.update(body);
        let mut seal = [0; SEAL];
        seal.copy_from_slice(&hasher.finalize().as_bytes()[..SEAL]);
        seal
    }

    /// The cursor of a place.
    fn seal(&self, place: &Place) -> String {
        let mut body = vec![place.thin, place.group as u8];
        body.extend(place.points.to_le_bytes());
        body.extend(place.tie);
        body.extend(place.since.to_le_bytes());
        body.extend(self.versions());
        let seal = self.seal_of(&body);
        body.extend(seal);
        body.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// The place of a cursor.
    fn open(&self, cursor: &str) -> Result<Place, Refused> {
        let bytes = unhex(cursor)
            .filter(|b| b.len() == PLACE + VERSIONS + SEAL)
            .ok_or(Refused::Foreign)?;
        let (body, seal) = bytes.split_at(PLACE + VERSIONS);
        let genuine: bool =
            subtle::ConstantTimeEq::ct_eq(self.seal_of(body).as_slice(), seal).into();
        if !genuine {
            return Err(Refused::Foreign);
        }
        if body[PLACE..] != self.versions() {
            return Err(Refused::OtherVersions);
        }
        let mut tie = [0; 16];
        tie.copy_from_slice(&body[4..20]);
        let mut since = [0; 8];
        since.copy_from_slice(&body[20..PLACE]);
        let group = Group::ALL
            .get(usize::from(body[1]))
            .copied()
            .ok_or(Refused::Foreign)?;
        Ok(Place {
            thin: body[0],
            group,
            points: u16::from_le_bytes([body[2], body[3]]),
            tie,
            since: u64::from_le_bytes(since),
        })
    }
}

impl Inner {
    /// The cursor of a place in the list that `about` names; `of` is what the order is made of beside
    /// weights and taxonomy: the vacancy as it stands, the day.
    pub(super) fn seal_place(&self, about: &str, of: &str, place: &Place) -> String {
        let versions = format!("{} {of}", self.order_versions());
        self.sealer(about, &versions).seal(place)
    }

    /// The place that a cursor of that list names.
    ///
    /// # Errors
    /// [`EngineError::Invalid`] for a cursor of no or another list, [`EngineError::RankingChanged`] for
    /// one of an order that is no longer made.
    pub(super) fn open_place(
        &self,
        about: &str,
        of: &str,
        cursor: &str,
    ) -> Result<Place, EngineError> {
        let versions = format!("{} {of}", self.order_versions());
        let opened = self.sealer(about, &versions).open(cursor);
        opened.map_err(|refused| match refused {
            Refused::Foreign => EngineError::invalid(
                "/cursor",
                "…",
                "not a cursor of this list: take it from `next` of the page before",
            ),
            Refused::OtherVersions => EngineError::RankingChanged,
        })
    }

    fn sealer<'a>(&self, about: &'a str, versions: &'a str) -> Sealer<'a> {
        Sealer {
            key: self.store.pseudonym_key(),
            about,
            versions,
        }
    }
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    // As it was written, in small letters: one cursor is spelled one way.
    let digit = |b: u8| match b {
        b'0'..=b'9' => Some(b - b'0'),
        b'a'..=b'f' => Some(b - b'a' + 10),
        _ => None,
    };
    let bytes = text.as_bytes();
    if !bytes.len().is_multiple_of(2) || bytes.len() > 256 {
        return None;
    }
    bytes
        .chunks_exact(2)
        .map(|pair| Some(digit(pair[0])? << 4 | digit(pair[1])?))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_opens_only_where_it_was_made() {
        let sealer = |about, versions| Sealer {
            key: [7; 32],
            about,
            versions,
        };
        let place = Place {
            thin: 1,
            group: Group::FitsIf,
            points: 812,
            tie: [3; 16],
            since: 1_234,
        };
        let cursor = sealer("V-1 for coordinators", "weights 1").seal(&place);
        assert_eq!(
            sealer("V-1 for coordinators", "weights 1").open(&cursor),
            Ok(place)
        );
        assert_eq!(
            sealer("V-2 for coordinators", "weights 1").open(&cursor),
            Err(Refused::Foreign)
        );
        assert_eq!(
            sealer("V-1 for coordinators", "weights 2").open(&cursor),
            Err(Refused::OtherVersions)
        );
        for (at, bit) in (0..cursor.len()).flat_map(|at| (0..7).map(move |bit| (at, bit))) {
            let mut bent = cursor.clone().into_bytes();
            bent[at] ^= 1 << bit;
            let bent = String::from_utf8(bent).unwrap();
            assert_eq!(
                sealer("V-1 for coordinators", "weights 1").open(&bent),
                Err(Refused::Foreign),
                "{at}"
            );
        }
        for bad in ["", "zz", "ä", &"0".repeat(400)] {
            assert_eq!(sealer("", "").open(bad), Err(Refused::Foreign));
        }
    }
}
