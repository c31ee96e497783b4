//! Pirkanmaa's municipalities with their rough share of people and of work.

use super::random::Random;
use crate::domain::MunicipalityCode;

/// Code, share of people and share of vacancies; shares are relative, not statistics.
const SHARES: [(&str, usize, usize); 23] = [
    ("837", 480, 560),
    ("980", 62, 40),
    ("536", 64, 48),
    ("211", 60, 34),
    ("418", 46, 52),
    ("604", 38, 52),
    ("790", 44, 40),
    ("908", 38, 36),
    ("020", 30, 26),
    ("108", 19, 14),
    ("508", 18, 18),
    ("562", 17, 14),
    ("143", 13, 13),
    ("581", 12, 12),
    ("936", 12, 12),
    ("635", 12, 8),
    ("887", 9, 8),
    ("702", 8, 8),
    ("922", 9, 4),
    ("619", 6, 5),
    ("291", 5, 5),
    ("250", 4, 3),
    ("177", 3, 3),
];

/// Where a person lives.
pub(super) fn home(random: &mut Random) -> Option<MunicipalityCode> {
    random.weighted(&SHARES, |place| place.1)?.0.parse().ok()
}

/// Where work is done.
pub(super) fn workplace(random: &mut Random) -> Option<MunicipalityCode> {
    random.weighted(&SHARES, |place| place.2)?.0.parse().ok()
}
