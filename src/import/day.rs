//! Days as formats write them, in Finland's time.

use std::sync::LazyLock;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

/// Finland's time by rule, so that a machine without a time-zone database agrees.
static FINLAND: LazyLock<TimeZone> =
    LazyLock::new(|| TimeZone::posix("EET-2EEST,M3.5.0/3,M10.5.0/4").unwrap_or(TimeZone::UTC));

/// The day of `2026-11-21`, of a moment with an offset (`2022-12-30T22:00:00Z` is the 31st in
/// Finland), of a local time, or of `21.11.2026`.
pub(super) fn of(text: &str) -> Option<Date> {
    let text = text.trim();
    if let Ok(moment) = text.parse::<Timestamp>() {
        return Some(moment.to_zoned(FINLAND.clone()).date());
    }
    if text.contains('.') && !text.contains('T') {
        return finnish(text);
    }
    if let Ok(date) = text.parse::<Date>() {
        return Some(date);
    }
    text.parse::<DateTime>().ok().map(DateTime::date)
}

/// `21.11.2026`, `1.5.2026`.
fn finnish(text: &str) -> Option<Date> {
    let mut parts = text.split('.');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || year.len() != 4 {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, day: Option<&str>) {
        assert_eq!(of(text).map(|d| d.to_string()).as_deref(), day, "{text}");
    }

    #[test]
    fn a_day_is_one_in_finland() {
        check("2026-11-21", Some("2026-11-21"));
        check("2022-12-30T22:00:00Z", Some("2022-12-31"));
        check("2022-07-30T21:00:00Z", Some("2022-07-31"));
        check("2022-04-06T21:00:00+00:00", Some("2022-04-07"));
        check("2019-05-12T23:59:59", Some("2019-05-12"));
        check("1.5.2026", Some("2026-05-01"));
        check("31.2.2026", None);
        check("soon", None);
        check("", None);
    }
}
