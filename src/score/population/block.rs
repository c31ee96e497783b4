//! A block of rows in tables: inverted lists of what is held, and rows by what criteria read of them.
//! Made once from the columns, read by every vacancy, never changed.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::columns::Columns;
use super::facets::{Facet, Parts};
use super::lists::{List, Lists};
use super::nearness::{Held, Nearness};
use super::packed;
use super::rows::Members;
use crate::domain::LanguageCode;
use crate::score::cells::LanguageCell;
use crate::score::criteria::{EducationKey, HoursKey, LawKey, StartKey, WayKey, WishKey};
use crate::score::plan::Row;

/// The most rows of a block: their points stay near the processor while they are added up.
pub(in crate::score) const BLOCK_MAX: usize = 1 << 15;

/// Rows in tables.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::score) struct Block {
    /// The first row, a multiple of 64.
    pub(in crate::score) start: usize,
    pub(in crate::score) len: usize,
    /// By asked skill; classes are those of [`Nearness`].
    pub(in crate::score) skills: Lists,
    /// By occupation held; classes are the shades of work cells.
    pub(in crate::score) work: Lists,
    words: Words,
    /// By language and all that is said of it.
    pub(in crate::score) languages: Parts<(LanguageCode, Box<[LanguageCell]>)>,
    /// By the language that the profile is written in.
    pub(in crate::score) own_language: Parts<LanguageCode>,
    pub(in crate::score) languages_listed: Members,
    pub(in crate::score) permits: PermitParts,
    pub(in crate::score) law: Parts<LawKey>,
    pub(in crate::score) educations: Facet<EducationKey>,
    /// Rows that say nothing of work.
    pub(in crate::score) work_silent: Members,
    pub(in crate::score) wished: Facet<WishKey>,
    pub(in crate::score) ways: Vec<WayKey>,
    /// By municipality wished for.
    pub(in crate::score) places: Parts<u16>,
    pub(in crate::score) hours: Facet<HoursKey>,
    pub(in crate::score) start_contract: Facet<StartKey>,
}

/// Rows by permit, by its number in the list.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::score) struct PermitParts {
    pub(in crate::score) held: Parts<u8>,
    pub(in crate::score) expired: Parts<u8>,
    pub(in crate::score) denied: Parts<u8>,
    pub(in crate::score) listed: Members,
}

/// Lists by word.
#[derive(Debug, Serialize, Deserialize)]
struct Words {
    #[serde(with = "packed")]
    hashes: Vec<u64>,
    lists: Lists,
}

/// Rows of a block with their numbers in it.
fn numbered<'a>(rows: &[Row<'a>]) -> impl Iterator<Item = (u16, Row<'a>)> {
    (0u16..=u16::MAX).zip(rows.iter().copied())
}

fn members(rows: &[Row<'_>], is: impl Fn(&Row<'_>) -> bool) -> Members {
    let inside = numbered(rows).filter(|(_, row)| is(row));
    Members::new(&inside.map(|(n, _)| n).collect::<Vec<_>>(), rows.len())
}

/// Rows by the bits of a set that each has.
fn by_bit(rows: &[Row<'_>], set: impl Fn(&Row<'_>) -> u128) -> Parts<u8> {
    let mut pairs = Vec::new();
    for (number, row) in numbered(rows) {
        let mut bits = set(&row);
        while bits != 0 {
            pairs.push((bits.trailing_zeros() as u8, number));
            bits &= bits - 1;
        }
    }
    Parts::new(pairs, rows.len())
}

fn words(rows: &[Row<'_>]) -> Words {
    let mut hashes: Vec<u64> = rows
        .iter()
        .flat_map(|r| r.words)
        .map(|w| w.hash())
        .collect();
    hashes.sort_unstable();
    hashes.dedup();
    hashes.shrink_to_fit();
    let numbers: HashMap<u64, u32> = hashes.iter().copied().zip(0u32..).collect();
    let lists = Lists::new(hashes.len(), |posting| {
        for (number, row) in numbered(rows) {
            for word in row.words {
                if let Some(key) = numbers.get(&word.hash()) {
                    posting(*key, word.class() as u16, number);
                }
            }
        }
    });
    Words { hashes, lists }
}

fn languages(rows: &[Row<'_>]) -> Parts<(LanguageCode, Box<[LanguageCell]>)> {
    let mut pairs = Vec::new();
    for (number, row) in numbered(rows) {
        for code in row.languages.iter().map(|cell| cell.code) {
            let said = row.languages.iter().filter(|cell| cell.code == code);
            pairs.push(((code, said.copied().collect()), number));
        }
    }
    Parts::new(pairs, rows.len())
}

impl Block {
    /// Rows of the columns from `start`, at most [`BLOCK_MAX`] of them.
    pub(super) fn new(columns: &Columns, start: usize, len: usize, nearness: &Nearness) -> Self {
        let rows: Vec<Row<'_>> = (start..start + len).map(|row| columns.row(row)).collect();
        let rows = &rows[..];
        let skills = Lists::new(nearness.concepts(), |posting| {
            let mut held = Held::default();
            for (number, row) in numbered(rows) {
                nearness.each(&row, &mut held, |asked, class| {
                    posting(asked, class, number)
                });
            }
        });
        let concepts = rows
            .iter()
            .flat_map(|row| row.work)
            .map(|cell| cell.concept as usize + 1);
        let work = Lists::new(concepts.max().unwrap_or(0), |posting| {
            for (number, row) in numbered(rows) {
                for cell in row.work {
                    posting(cell.concept, cell.shade.into(), number);
                }
            }
        });
        let own = numbered(rows).filter_map(|(n, row)| Some((row.fixed.own_language?, n)));
        let wished_places =
            numbered(rows).flat_map(|(n, row)| row.places.iter().map(move |p| (*p, n)));
        Self {
            start,
            len,
            skills,
            work,
            words: words(rows),
            languages: languages(rows),
            own_language: Parts::new(own.collect(), len),
            languages_listed: members(rows, |row| row.fixed.languages_listed),
            permits: PermitParts {
                held: by_bit(rows, |row| row.fixed.permits_held),
                expired: by_bit(rows, |row| row.fixed.permits_expired),
                denied: by_bit(rows, |row| row.fixed.permits_denied),
                listed: members(rows, |row| row.fixed.permits_listed),
            },
            law: Parts::new(
                numbered(rows)
                    .map(|(n, row)| (LawKey::of(&row), n))
                    .collect(),
                len,
            ),
            educations: Facet::new(rows.iter().map(EducationKey::of)),
            work_silent: members(rows, |row| {
                row.work.is_empty() && !row.fixed.employments_listed
            }),
            wished: Facet::new(rows.iter().map(WishKey::of)),
            ways: rows.iter().map(WayKey::of).collect(),
            places: Parts::new(wished_places.collect(), len),
            hours: Facet::new(rows.iter().map(HoursKey::of)),
            start_contract: Facet::new(rows.iter().map(StartKey::of)),
        }
    }

    /// The list of a word.
    pub(in crate::score) fn word(&self, hash: u64) -> List<'_> {
        let place = self.words.hashes.binary_search(&hash);
        place.map_or(List::default(), |place| {
            self.words
                .lists
                .of(u32::try_from(place).unwrap_or(u32::MAX))
        })
    }

    /// Words of 64 rows.
    pub(in crate::score) fn words64(&self) -> usize {
        self.len.div_ceil(64)
    }

    /// Bytes of the inverted lists, and of all else.
    pub(in crate::score) fn bytes(&self) -> (usize, usize) {
        let words = self.words.lists.bytes() + self.words.hashes.capacity() * size_of::<u64>();
        let permits = [
            &self.permits.held,
            &self.permits.expired,
            &self.permits.denied,
        ];
        let sets = self.languages.bytes()
            + self.own_language.bytes()
            + self.languages_listed.bytes()
            + permits.map(Parts::bytes).iter().sum::<usize>()
            + self.permits.listed.bytes()
            + self.work_silent.bytes()
            + self.places.bytes();
        let facets = self.law.bytes()
            + self.educations.bytes()
            + self.wished.bytes()
            + self.hours.bytes()
            + self.start_contract.bytes()
            + self.ways.capacity() * size_of::<WayKey>();
        (
            self.skills.bytes() + self.work.bytes() + words,
            sets + facets,
        )
    }
}
