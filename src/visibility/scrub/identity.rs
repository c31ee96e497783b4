//! Personal identity codes and dates of birth.

use super::{blanks, word_before};

/// Reads on through blanks.
struct Steps<'t> {
    text: &'t [char],
    at: usize,
}

impl Steps<'_> {
    fn next(&mut self, fits: impl Fn(char) -> bool) -> Option<char> {
        // Before the first there is nothing to skip.
        let skipped = if self.at == 0 {
            0
        } else {
            blanks(&self.text[self.at..])
        };
        let c = *self.text.get(self.at + skipped)?;
        if !fits(c) {
            return None;
        }
        self.at += skipped + 1;
        Some(c)
    }

    fn digits(&mut self, count: usize) -> Option<u32> {
        (0..count).try_fold(0, |number, _| {
            Some(number * 10 + self.next(|c| c.is_ascii_digit())?.to_digit(10)?)
        })
    }

    fn skip(&mut self, fits: impl Fn(char) -> bool) {
        let _ = self.next(fits);
    }
}

/// Signs of the century: +, - and A, and since 2023 Y to U beside the hyphen and B to F beside A
/// (decree 690/2022).
fn is_sign(c: char) -> bool {
    matches!(c.to_ascii_uppercase(), '+' | '-' | '‐'..='―' | '−' | 'A'..='F' | 'U'..='Y')
}

/// Length of a personal identity code at the beginning: day, month and year, the century's sign,
/// three digits and a check character, with blanks anywhere between them, and the date also as
/// `1.1.1990`. The check is not made, and its character may be missing: a misspelt code points at a
/// person as well.
pub(super) fn code(text: &[char]) -> Option<usize> {
    let mut steps = Steps { text, at: 0 };
    if !date(&mut steps) {
        return None;
    }
    steps.next(is_sign)?;
    steps.digits(3)?;
    let short = steps.at;
    let ends = |at: usize| !text.get(at).is_some_and(|c| c.is_alphanumeric());
    let whole = steps.next(|c| c.is_ascii_alphanumeric()).map(|_| steps.at);
    whole
        .filter(|at| ends(*at))
        .or_else(|| ends(short).then_some(short))
}

/// Takes six digits of a date, or a date with dots; whether it is one.
fn date(steps: &mut Steps<'_>) -> bool {
    let whole = |day, month| (1..=31).contains(&day) && (1..=12).contains(&month);
    let mut six = Steps { ..*steps };
    let read = |steps: &mut Steps<'_>| Some((steps.digits(2)?, steps.digits(2)?, steps.digits(2)?));
    if let Some((day, month, _)) = read(&mut six)
        && whole(day, month)
    {
        steps.at = six.at;
        return true;
    }
    dotted(steps).is_some_and(|(day, month)| whole(day, month))
}

fn dotted(steps: &mut Steps<'_>) -> Option<(u32, u32)> {
    let dot = |c| matches!(c, '.' | '/');
    let one_or_two = |steps: &mut Steps<'_>| {
        let first = steps.digits(1)?;
        let mut more = Steps { ..*steps };
        Some(match more.digits(1) {
            Some(second) => {
                steps.at = more.at;
                first * 10 + second
            }
            None => first,
        })
    };
    let day = one_or_two(steps)?;
    steps.next(dot)?;
    let month = one_or_two(steps)?;
    steps.next(dot)?;
    steps.digits(2)?;
    let mut four = Steps { ..*steps };
    if four.digits(2).is_some() {
        steps.at = four.at;
    }
    steps.skip(|c| c == '.');
    Some((day, month))
}

/// What stands before a date of birth, by its beginning.
const BORN: &[&str] = &["synt", "född", "födelse", "born", "dob", "birth"];
/// The same in one letter, as in a list of data.
const BORN_SHORT: &[&str] = &["s", "f", "b"];

/// Length of a date at the beginning that is said to be of birth.
pub(super) fn birth(before: &[char], text: &[char]) -> Option<usize> {
    if !text.first()?.is_ascii_digit() {
        return None;
    }
    let cue = word_before(before);
    let said =
        BORN.iter().any(|begin| cue.starts_with(begin)) || BORN_SHORT.contains(&cue.as_str());
    let mut steps = Steps { text, at: 0 };
    let (day, month) = dotted(&mut steps).filter(|_| said)?;
    ((1..=31).contains(&day) && (1..=12).contains(&month)).then_some(steps.at)
}

#[cfg(test)]
mod tests {
    use super::super::GAP;
    use super::super::tests::check;

    #[test]
    fn codes_of_old_and_new_centuries_go() {
        for sign in "+-ABCDEFYXWVU".chars() {
            let code = format!("010190{sign}123N");
            check(&format!("hetu {code}."), &[], &format!("hetu {GAP}."));
            let spaced: String = code.chars().flat_map(|c| [c, ' ']).collect();
            check(&format!("hetu {spaced}ja"), &[], &format!("hetu {GAP} ja"));
            let broken = code.replacen(sign, &format!("{sign}\n  "), 1);
            check(&format!("hetu:{broken}"), &[], &format!("hetu:{GAP}"));
        }
        check("131052-308t ja 010594y9021", &[], "[…] ja […]");
        check("hetu010190-123N", &[], "hetu[…]");
        check("01.01.1990-123N, 1.1.90 A 123N", &[], "[…], […]");
        check("010190-123 Nokia", &[], "[…] Nokia");
        check("tuote 010190A123NX", &[], "tuote 010190A123NX");
        check("erä 451390-1234", &[], "erä 451390-1234");
    }

    #[test]
    fn a_day_of_birth_goes_and_another_stays() {
        check("syntynyt 3.7.1984 Oulussa", &[], "syntynyt […] Oulussa");
        check("s. 03.07.1984", &[], "s. […]");
        check("Född den 3.7.1984", &[], "Född den 3.7.1984");
        check("född 3/7/1984", &[], "född […]");
        check("töissä 3.7.2019 alkaen", &[], "töissä 3.7.2019 alkaen");
    }
}
