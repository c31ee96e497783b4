//! The last day of a permit that a jobseeker's words name: `voimassa 31.12.2024 asti`, `giltig till 2027`.
//!
//! The day itself is kept. Whether it has passed is for the day on which the profile is looked at.

use jiff::civil::Date;

use super::layout::Layout;
use super::lexicon::Target;
use super::spot::Spot;

/// Words after a date that make it the last day, and words before it that do.
const AFTER: &[&str] = &["asti", "saakka", "loppuun"];
const BEFORE: &[&str] = &["till", "until", "through", "tom"];

/// Beginnings of words shortly before a date that speak of how long a permit is good.
const GOOD: &[&str] = &[
    "voimassa", "giltig", "gäller", "valid", "umpeutu", "vanhen", "vanhentu", "päätty", "erään",
    "expire", "utgå", "går", "löper",
];

/// Words before a year that make it a beginning.
const SINCE: &[&str] = &["vuodesta", "sedan", "since", "från", "from"];

/// Beginnings of the months' names, in order; Finnish ones end in `kuu` in every case.
const MONTHS_FI: [&str; 12] = [
    "tammi", "helmi", "maalis", "huhti", "touko", "kesä", "heinä", "elo", "syys", "loka", "marras",
    "joulu",
];
const MONTHS: [&[&str]; 12] = [
    &["januari", "january"],
    &["februari", "february"],
    &["mars", "march"],
    &["april"],
    &["maj", "may"],
    &["juni", "june"],
    &["juli", "july"],
    &["augusti", "august"],
    &["september"],
    &["oktober", "october"],
    &["november"],
    &["december"],
];

/// The last day that the sentence says of the permit named by `spot`: the first one after it and before
/// another permit, else one before the sentence's only permit.
pub(super) fn valid_until(layout: &Layout, spot: &Spot, spots: &[Spot]) -> Option<Date> {
    let sentence = layout.sentence_of(spot.last);
    let mut others = spots
        .iter()
        .filter(|s| matches!(s.target, Target::Permit(_)))
        .filter(|s| sentence.contains(&s.first) && (s.first, s.last) != (spot.first, spot.last));
    let next = others
        .clone()
        .map(|s| s.first)
        .filter(|w| *w > spot.last)
        .min();
    let mut after = spot.last + 1..next.unwrap_or(sentence.end);
    if let Some(day) = after.find_map(|w| last_day(layout, w)) {
        return Some(day);
    }
    let alone = others.next().is_none();
    (sentence.start..spot.first)
        .filter(|_| alone)
        .find_map(|w| last_day(layout, w))
}

/// Whether a verb of the clause speaks of what is to come, so that the date decides: `umpeutuu 2027`.
pub(super) fn is_to_come(word: &str) -> bool {
    matches!(
        word,
        "umpeutuu"
            | "vanhenee"
            | "vanhentuu"
            | "erääntyy"
            | "päättyy"
            | "menee"
            | "utgår"
            | "går"
            | "expires"
            | "expire"
            | "lapses"
    )
}

/// The last day of what the date at a word says, where it is said to be the last.
fn last_day(layout: &Layout, at: usize) -> Option<Date> {
    let day = date_at(layout, at)?;
    let before = |n: usize| at.checked_sub(n).map_or("", |w| layout.lower(w));
    let since = (1..=2).any(|n| SINCE.contains(&before(n)));
    let near = layout.sentence_of(at).start.max(at.saturating_sub(4))..at;
    let last = AFTER.contains(&layout.lower(at + 1))
        || (1..=3).any(|n| BEFORE.contains(&before(n)))
        || (!since && layout.any_begins(near, GOOD));
    // `2018–2023`: the second one is the end.
    let goes_on = year(layout.lower(at + 1)).is_some();
    (last && !goes_on).then_some(day)
}

/// The last day that a date at a word (its last one) covers: a day, a month with its year, a year.
fn date_at(layout: &Layout, at: usize) -> Option<Date> {
    let word = layout.lower(at);
    let parts: Vec<&str> = word
        .split(['.', '-', '/'])
        .filter(|p| !p.is_empty())
        .collect();
    let day =
        |y: &str, m: &str, d: &str| Date::new(year(y)?, m.parse().ok()?, d.parse().ok()?).ok();
    match parts.as_slice() {
        [a, b, c] if a.len() == 4 => return day(a, b, c),
        [a, b, c] => return day(c, b, a),
        [month, y] => return end_of_month(year(y)?, month.parse().ok()?),
        _ => {}
    }
    let y = year(word)?;
    let Some(before) = at.checked_sub(1) else {
        return Date::new(y, 12, 31).ok();
    };
    let apart = layout.words[at].raw.start - layout.words[before].raw.end;
    let number = layout.lower(before).parse::<i8>().ok();
    match (month(layout.lower(before)), number) {
        (Some(month), _) => {
            let of_month = at.checked_sub(2).map_or("", |w| layout.lower(w));
            match of_month.trim_end_matches('.').parse::<i8>() {
                Ok(day) => Date::new(y, month, day).ok(),
                Err(_) => end_of_month(y, month),
            }
        }
        // `12/2024`, and `31.12. 2024` is left to the year.
        (None, Some(month)) if apart == 1 => end_of_month(y, month),
        _ => Date::new(y, 12, 31).ok(),
    }
}

fn end_of_month(year: i16, month: i8) -> Option<Date> {
    Some(Date::new(year, month, 1).ok()?.last_of_month())
}

fn year(word: &str) -> Option<i16> {
    let digits = word.len() == 4;
    word.parse()
        .ok()
        .filter(|y| digits && (1990..=2100).contains(y))
}

fn month(word: &str) -> Option<i8> {
    let finnish = |name: &&str| {
        word.strip_prefix(name)
            .is_some_and(|rest| rest.starts_with("kuu"))
    };
    let place = MONTHS_FI
        .iter()
        .position(finnish)
        .or_else(|| MONTHS.iter().position(|names| names.contains(&word)))?;
    i8::try_from(place + 1).ok()
}
