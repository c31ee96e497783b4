//! Working days in Finland, by which an authority's answers are due.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// Holidays on fixed days that may fall on a weekday, and Christmas Eve: month, day.
const FIXED: [(i8, i8); 7] = [
    (1, 1),
    (1, 6),
    (5, 1),
    (12, 6),
    (12, 24),
    (12, 25),
    (12, 26),
];

/// Holidays that may fall on a weekday, in days from Easter Sunday: Good Friday, Easter Monday,
/// Ascension Day.
const FROM_EASTER: [i32; 3] = [-2, 1, 39];

/// Whether a period of an authority may end on a day: not on a Saturday, a Sunday, a public holiday,
/// Christmas Eve or Midsummer Eve (Act 150/1930, section 5). Midsummer Day and All Saints' Day are
/// Saturdays.
pub fn is_working_day(day: Date) -> bool {
    let weekday = day.weekday();
    let midsummer_eve =
        weekday == Weekday::Friday && day.month() == 6 && (19..=25).contains(&day.day());
    let from_easter = |days: &i32| easter(day.year()).saturating_add(days.days()) == day;
    !matches!(weekday, Weekday::Saturday | Weekday::Sunday)
        && !midsummer_eve
        && !FIXED.contains(&(day.month(), day.day()))
        && !FROM_EASTER.iter().any(from_easter)
}

/// The last of so many working days after a day, which itself does not count.
pub fn working_days_after(day: Date, count: u32) -> Date {
    let mut last = day;
    for _ in 0..count {
        last = last.saturating_add(1.day());
        while !is_working_day(last) && last < Date::MAX {
            last = last.saturating_add(1.day());
        }
    }
    last
}

/// Easter Sunday of the Gregorian calendar (the anonymous computus, as J. Meeus gives it in
/// "Astronomical Algorithms").
fn easter(year: i16) -> Date {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e, f) = (b / 4, b % 4, (b + 8) / 25);
    let g = (b - f + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let (month, day) = ((h + l - 7 * m + 114) / 31, (h + l - 7 * m + 114) % 31 + 1);
    let small = |number: i32| i8::try_from(number).unwrap_or(1);
    Date::new(year, small(month), small(day)).unwrap_or(Date::MIN)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn easter_falls_where_the_almanac_has_it() {
        for (year, month, day) in [
            (1961, 4, 2),
            (2000, 4, 23),
            (2008, 3, 23),
            (2011, 4, 24),
            (2024, 3, 31),
            (2025, 4, 20),
            (2026, 4, 5),
            (2027, 3, 28),
            (2028, 4, 16),
            (2038, 4, 25),
        ] {
            assert_eq!(easter(year), date(year, month, day));
        }
    }

    #[test]
    fn the_holidays_of_2026_are_no_working_days() {
        let free: Vec<(i8, i8)> = vec![
            (1, 1),
            (1, 6),
            (4, 3),
            (4, 6),
            (5, 1),
            (5, 14),
            (6, 19),
            (12, 24),
            (12, 25),
        ];
        let mut found = Vec::new();
        let mut day = date(2026, 1, 1);
        while day.year() == 2026 {
            let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
            if !weekend && !is_working_day(day) {
                found.push((day.month(), day.day()));
            }
            assert!(!weekend || !is_working_day(day), "{day}");
            day = day.tomorrow().unwrap();
        }
        // Independence Day and the second day of Christmas fall on a weekend.
        assert_eq!(found, free);
    }

    #[test]
    fn two_working_days_step_over_weekends_and_holidays() {
        let check = |from: Date, due: Date| assert_eq!(working_days_after(from, 2), due, "{from}");
        check(date(2026, 11, 23), date(2026, 11, 25));
        check(date(2026, 11, 20), date(2026, 11, 24));
        check(date(2026, 11, 21), date(2026, 11, 24));
        // Easter, Midsummer, Ascension Day, Christmas, New Year and Epiphany.
        check(date(2026, 4, 2), date(2026, 4, 8));
        check(date(2026, 6, 18), date(2026, 6, 23));
        check(date(2026, 5, 13), date(2026, 5, 18));
        check(date(2026, 12, 22), date(2026, 12, 28));
        check(date(2026, 12, 30), date(2027, 1, 4));
        check(date(2027, 1, 4), date(2027, 1, 7));
    }
}
