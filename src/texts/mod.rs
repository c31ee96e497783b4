//! The pages' and the terminal's own words, in three languages, and how each language writes numbers
//! and days. It knows [`crate::domain`] alone.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use fluent_templates::fluent_bundle::FluentValue;
use fluent_templates::{LanguageIdentifier, Loader, langid, static_loader};
use jiff::civil::Date;

use crate::domain::{Lang, Status, Vacancy};

static_loader! {
    static LOCALES = {
        locales: "./src/texts/locales",
        fallback_language: "fi",
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

static IDENTIFIERS: LazyLock<[LanguageIdentifier; 3]> =
    LazyLock::new(|| [langid!("fi"), langid!("sv"), langid!("en")]);

/// A whole number of any width, by value or by reference: what templates hand over.
pub trait Whole {
    /// The number.
    fn whole(&self) -> i64;
}

macro_rules! whole {
    ($($number:ty),+) => {$(
        impl Whole for $number {
            fn whole(&self) -> i64 {
                i64::try_from(*self).unwrap_or(i64::MAX)
            }
        }
    )+};
}
whole!(u8, u16, u32, u64, usize, i32, i64);

impl<T: Whole> Whole for &T {
    fn whole(&self) -> i64 {
        (**self).whole()
    }
}

/// A day, by value or by reference.
pub trait Day {
    /// The day.
    fn day(&self) -> Date;
}

impl Day for Date {
    fn day(&self) -> Date {
        *self
    }
}

impl<T: Day> Day for &T {
    fn day(&self) -> Date {
        (**self).day()
    }
}

/// The texts of one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Texts(pub Lang);

impl Texts {
    fn identifier(self) -> &'static LanguageIdentifier {
        match self.0 {
            Lang::Fi => &IDENTIFIERS[0],
            Lang::Sv => &IDENTIFIERS[1],
            Lang::En => &IDENTIFIERS[2],
        }
    }

    /// The text of a key.
    pub fn get(self, key: &str) -> String {
        LOCALES.lookup(self.identifier(), key)
    }

    /// The name of a code in a family: the text of `group-fits`. A code that the texts do not know,
    /// where a set is open, is its own name.
    pub fn of(self, family: &str, code: impl std::fmt::Display) -> String {
        let code = code.to_string();
        let key = format!("{family}-{}", code.replace('_', "-"));
        LOCALES.try_lookup(self.identifier(), &key).unwrap_or(code)
    }

    /// The name of a group, or with `group-means` what it means, where anything of the work was judged;
    /// else what is left of it: `group-unjudged-fits`.
    pub fn group(self, family: &str, judged: bool, group: impl std::fmt::Display) -> String {
        let code = group.to_string();
        let unjudged = format!("{}-{code}", family.replace("group", "group-unjudged"));
        let unjudged = unjudged.replace('_', "-");
        let found = (!judged).then(|| LOCALES.try_lookup(self.identifier(), &unjudged));
        found.flatten().unwrap_or_else(|| self.of(family, code))
    }

    /// What is to be said beside a group of the points of what the work asks, with their most: that none
    /// of it is known of the person, or less than a fifth.
    pub fn work_known(self, work: Option<(u32, u32)>) -> Option<String> {
        let (points, most) = work?;
        match points {
            0 => Some(self.get("meets-nothing")),
            few if few.saturating_mul(5) < most => {
                let numbers = [("points", self.number(few)), ("max", self.number(most))];
                Some(self.with("meets-little", &numbers))
            }
            _ => None,
        }
    }

    /// The text of a key with `$count` for its plural and `$shown` as the language writes it.
    pub fn count(self, key: &str, count: impl Whole) -> String {
        let count = count.whole();
        let args = HashMap::from([
            (Cow::Borrowed("count"), FluentValue::from(count)),
            (Cow::Borrowed("shown"), self.number(count).into()),
        ]);
        LOCALES.lookup_with_args(self.identifier(), key, &args)
    }

    /// The text of a key with named words in it.
    pub fn with<D: std::fmt::Display, const N: usize>(
        self,
        key: &str,
        words: &[(&'static str, D); N],
    ) -> String {
        let args: HashMap<Cow<'static, str>, FluentValue<'_>> = words
            .iter()
            .map(|(name, word)| (Cow::Borrowed(*name), word.to_string().into()))
            .collect();
        LOCALES.lookup_with_args(self.identifier(), key, &args)
    }

    /// A whole number without its sign, thousands apart: `30 000`, in English `30,000`.
    pub fn number(self, number: impl Whole) -> String {
        let digits = number.whole().unsigned_abs().to_string();
        let apart = if self.0 == Lang::En { ',' } else { '\u{a0}' };
        let mut shown = String::with_capacity(digits.len() + digits.len() / 3);
        for (place, digit) in digits.chars().enumerate() {
            if place > 0 && (digits.len() - place).is_multiple_of(3) {
                shown.push(apart);
            }
            shown.push(digit);
        }
        shown
    }

    /// A whole number with its sign: `+12`, `−3` (a minus, not a hyphen), `0`.
    pub fn signed(self, number: impl Whole) -> String {
        let number = number.whole();
        let sign = match number {
            1.. => "+",
            0 => "",
            _ => "−",
        };
        format!("{sign}{}", self.number(number))
    }

    /// A number with at most two decimals: `38,5`, in English `38.5`.
    pub fn decimal(self, number: f64) -> String {
        let shown = format!("{number:.2}");
        let shown = shown.trim_end_matches('0').trim_end_matches('.');
        if self.0 == Lang::En {
            shown.to_owned()
        } else {
            shown.replace('.', ",")
        }
    }

    /// A day: `21.11.2026`, in English `21 November 2026`.
    pub fn day(self, date: impl Day) -> String {
        let date = date.day();
        let format = if self.0 == Lang::En {
            "%-d %B %Y"
        } else {
            "%-d.%-m.%Y"
        };
        date.strftime(format).to_string()
    }
}

impl Texts {
    /// Why a vacancy takes no applicants: its status, or the day on which it closed.
    pub fn why_closed(self, vacancy: &Vacancy) -> String {
        match vacancy.closes {
            Some(day) if vacancy.status == Status::Open => {
                self.with("vacancy-closed-on", &[("day", self.day(day))])
            }
            _ => self.of("vacancy-is", vacancy.status),
        }
    }

    /// Months as years and months: `6 v 8 kk`, in English `6 y 8 mo`.
    pub fn months(self, months: impl Whole) -> String {
        let months = months.whole();
        let years = (months / 12 > 0).then(|| self.count("years-short", months / 12));
        let rest =
            (months % 12 > 0 || months == 0).then(|| self.count("months-short", months % 12));
        let said: Vec<String> = years.into_iter().chain(rest).collect();
        said.join(" ")
    }
}

/// The language of the service that an `Accept-Language` header prefers, if it names one.
pub fn preferred(accept_language: &str) -> Option<Lang> {
    let mut best: Option<(f32, Lang)> = None;
    for wish in accept_language.split(',').take(20) {
        let mut parts = wish.split(';');
        let tag = parts.next().unwrap_or_default().trim();
        let quality = parts
            .find_map(|p| p.trim().strip_prefix("q=")?.parse::<f32>().ok())
            .unwrap_or(1.0);
        let primary = tag.split('-').next().unwrap_or_default();
        let Ok(lang) = primary.to_ascii_lowercase().parse::<Lang>() else {
            continue;
        };
        if quality > 0.0 && best.is_none_or(|(top, _)| quality > top) {
            best = Some((quality, lang));
        }
    }
    best.map(|(_, lang)| lang)
}

#[cfg(test)]
#[path = "tests.rs"]
mod keys;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_days_as_each_language_writes_them() {
        let check = |lang, number: &str, decimal: &str, day: &str| {
            let texts = Texts(lang);
            let date = jiff::civil::date(2026, 11, 2);
            assert_eq!(texts.number(1_030_000u64), number);
            assert_eq!(texts.decimal(38.25), decimal);
            assert_eq!(texts.day(date), day);
        };
        check(Lang::Fi, "1\u{a0}030\u{a0}000", "38,25", "2.11.2026");
        check(Lang::Sv, "1\u{a0}030\u{a0}000", "38,25", "2.11.2026");
        check(Lang::En, "1,030,000", "38.25", "2 November 2026");
        assert_eq!(Texts(Lang::En).number(999u64), "999");
        assert_eq!(Texts(Lang::Fi).months(80u32), "6 v 8 kk");
        assert_eq!(Texts(Lang::Sv).months(12u32), "1 år");
        assert_eq!(Texts(Lang::En).months(0u32), "0 mo");
    }

    #[test]
    fn the_most_wished_language_of_the_service_is_taken() {
        let check = |header: &str, lang| assert_eq!(preferred(header), lang, "{header}");
        check("sv-FI,sv;q=0.9,en;q=0.8", Some(Lang::Sv));
        check("de, en;q=0.5, fi;q=0.7", Some(Lang::Fi));
        check("de", None);
        check("", None);
        check("fi;q=0, en;q=0.1", Some(Lang::En));
    }
}
