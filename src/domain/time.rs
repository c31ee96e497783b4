//! Dates as people know them: a year, a month or a day.

use std::str::FromStr;

use jiff::civil::Date;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

use super::code::text_newtype;

/// A date that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no date: write 2026, 2026-05 or 2026-05-31{meant}", meant = meant(&self.0))]
pub struct InvalidDate(pub String);

/// The day that was meant, where it is written as in Finland: `1.5.2019`.
fn meant(text: &str) -> String {
    let parts: Vec<i16> = text
        .split('.')
        .map_while(|p| p.trim().parse().ok())
        .collect();
    let &[day, month, year] = parts.as_slice() else {
        return String::new();
    };
    let small = |number: i16| i8::try_from(number).unwrap_or_default();
    Date::new(year, small(month), small(day))
        .map_or(String::new(), |date| format!("; did you mean `{date}`?"))
}

/// Reads a day of a record, where there is one.
pub(super) fn day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
    let Some(text) = Option::<std::borrow::Cow<'de, str>>::deserialize(deserializer)? else {
        return Ok(None);
    };
    let no_day = |_| {
        D::Error::custom(format_args!(
            "`{}` is no day: write 2026-05-31 for the last of May{}",
            text.chars().take(40).collect::<String>(),
            meant(&text)
        ))
    };
    text.parse().map(Some).map_err(no_day)
}

/// A date known to the year, the month or the day. Ordered by its first day.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PartialDate {
    first: Date,
    text: Box<str>,
}

impl PartialDate {
    /// The date as it was written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The first day that it can mean.
    pub fn first_day(&self) -> Date {
        self.first
    }

    /// Months since January of year 0: the grain in which scoring sees time.
    pub fn month_number(&self) -> u32 {
        u32::from(self.first.year().unsigned_abs()) * 12
            + u32::from(self.first.month().unsigned_abs())
            - 1
    }
}

impl PartialOrd for PartialDate {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for PartialDate {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.first, &self.text).cmp(&(other.first, &other.text))
    }
}

impl From<Date> for PartialDate {
    fn from(date: Date) -> Self {
        Self {
            first: date,
            text: date.to_string().into(),
        }
    }
}

impl FromStr for PartialDate {
    type Err = InvalidDate;
    fn from_str(value: &str) -> Result<Self, InvalidDate> {
        let shaped = matches!(value.len(), 4 | 7 | 10)
            && value.bytes().enumerate().all(|(i, b)| {
                if matches!(i, 4 | 7) {
                    b == b'-'
                } else {
                    b.is_ascii_digit()
                }
            });
        let number =
            |range: std::ops::Range<usize>| value.get(range).and_then(|s| s.parse::<i16>().ok());
        let first = shaped
            .then(|| {
                let year = number(0..4).filter(|y| (1900..=2199).contains(y))?;
                let month = if value.len() > 4 { number(5..7)? } else { 1 };
                let day = if value.len() > 7 { number(8..10)? } else { 1 };
                Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
            })
            .flatten();
        match first {
            Some(first) => Ok(Self {
                first,
                text: value.into(),
            }),
            None => Err(InvalidDate(value.chars().take(40).collect())),
        }
    }
}

text_newtype!(PartialDate, "2019-01");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_a_month_and_a_day_are_dates() {
        for good in ["2019", "2019-01", "2019-12-31"] {
            assert_eq!(good.parse::<PartialDate>().unwrap().as_str(), good);
        }
        for bad in [
            "",
            "19",
            "2019-13",
            "2019-02-30",
            "2019/01",
            "1.5.2019",
            "20190101",
            "ääää",
        ] {
            assert!(bad.parse::<PartialDate>().is_err(), "{bad}");
        }
    }

    #[test]
    fn months_count_on() {
        let months = |s: &str| s.parse::<PartialDate>().unwrap().month_number();
        assert_eq!(months("2020-01") - months("2019-11"), 2);
    }
}
