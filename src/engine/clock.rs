//! What time it is, and which day it is in Finland.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// Where moments come from: the machine's clock, or one that is set by hand.
#[derive(Clone, Default)]
pub struct Clock(Option<Arc<dyn Fn() -> Timestamp + Send + Sync>>);

impl std::fmt::Debug for Clock {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(if self.0.is_some() {
            "Clock(set by hand)"
        } else {
            "Clock(the machine's)"
        })
    }
}

impl Clock {
    /// A clock that is asked for every moment.
    pub fn set_by(now: impl Fn() -> Timestamp + Send + Sync + 'static) -> Self {
        Self(Some(Arc::new(now)))
    }

    /// This moment.
    pub fn now(&self) -> Timestamp {
        match &self.0 {
            Some(now) => now(),
            None => Timestamp::now(),
        }
    }

    /// Today in Finland.
    pub fn today(&self) -> Date {
        self.now().to_zoned(finland()).date()
    }
}

/// Finland's time: by the time zone database, or by the rule that has held since 1996 where the
/// machine has none.
pub fn finland() -> TimeZone {
    TimeZone::get("Europe/Helsinki")
        .or_else(|_| TimeZone::posix("EET-2EEST,M3.5.0/3,M10.5.0/4"))
        .unwrap_or(TimeZone::UTC)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_begins_at_midnight_in_finland_also_when_clocks_change() {
        for (moment, day) in [
            ("2027-01-31T21:59:59Z", "2027-01-31"),
            ("2027-01-31T22:00:00Z", "2027-02-01"),
            ("2027-07-31T20:59:59Z", "2027-07-31"),
            ("2027-07-31T21:00:00Z", "2027-08-01"),
            // Clocks go forward in the small hours of 28 March 2027, and back on 31 October 2027.
            ("2027-03-27T21:59:59Z", "2027-03-27"),
            ("2027-03-27T22:00:00Z", "2027-03-28"),
            ("2027-03-28T20:59:59Z", "2027-03-28"),
            ("2027-03-28T21:00:00Z", "2027-03-29"),
            ("2027-10-30T20:59:59Z", "2027-10-30"),
            ("2027-10-30T21:00:00Z", "2027-10-31"),
            ("2027-10-31T21:59:59Z", "2027-10-31"),
            ("2027-10-31T22:00:00Z", "2027-11-01"),
        ] {
            let moment: Timestamp = moment.parse().unwrap();
            let clock = Clock::set_by(move || moment);
            assert_eq!(clock.today().to_string(), day, "{moment}");
            let rule = TimeZone::posix("EET-2EEST,M3.5.0/3,M10.5.0/4").unwrap();
            assert_eq!(moment.to_zoned(rule).date().to_string(), day, "{moment}");
        }
    }
}
