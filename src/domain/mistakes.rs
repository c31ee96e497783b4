//! Everything that is wrong with one record, and not the first thing alone: who mends a file should
//! not have to import it once a mistake.

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::record::{self, RecordError};

/// Mistakes of one record that are told; a record with more is no record of ours.
const TOLD_MAX: usize = 20;

/// Parses one record as [`record::parse`] does; else tells everything that is wrong with it, the
/// first at least, then the others by the names of their fields: what is wrong is taken out, and the rest is read again.
///
/// # Errors
/// What [`record::parse`] says, at most twenty times, each of another place.
pub fn parse<T: DeserializeOwned>(json: &str) -> Result<T, Vec<RecordError>> {
    let first = match record::parse(json) {
        Ok(record) => return Ok(record),
        Err(error) => error,
    };
    let Ok(value) = serde_json::from_str(json) else {
        return Err(vec![first]);
    };
    let mut rest = Rest {
        value,
        taken: Vec::new(),
    };
    let mut told = vec![first];
    let mut at = told[0].pointer.clone();
    while told.len() < TOLD_MAX && rest.take_out(&at) {
        let Err(error) = serde_path_to_error::deserialize::<_, T>(&rest.value) else {
            break;
        };
        at = record::pointer_of(error.path());
        let pointer = rest.as_written(&at);
        let value = rest.value.pointer(&at).map(Value::to_string);
        // What lacks a field because the field was taken out is no mistake of its own.
        let of_ours = told.iter().any(|said| lies_in(&said.pointer, &pointer));
        if !of_ours {
            told.push(record::told(pointer, value, &error.inner().to_string()));
        }
    }
    Err(told)
}

fn lies_in(inner: &str, outer: &str) -> bool {
    inner
        .strip_prefix(outer)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// What is left of a record, and which items of its lists are gone.
struct Rest {
    value: Value,
    /// The list as it was written, and the item's place in it.
    taken: Vec<(String, usize)>,
}

impl Rest {
    /// Takes out what stands at a pointer; whether something did.
    fn take_out(&mut self, pointer: &str) -> bool {
        let Some((list, step)) = pointer.rsplit_once('/') else {
            return false;
        };
        let written = self.as_written(pointer);
        match self.value.pointer_mut(list) {
            Some(Value::Object(fields)) => {
                let key = step.replace("~1", "/").replace("~0", "~");
                fields.remove(&key).is_some()
            }
            Some(Value::Array(items)) => {
                let place = step.parse().ok().filter(|place| *place < items.len());
                let Some(place) = place else { return false };
                items.remove(place);
                if let Some((list, step)) = written.rsplit_once('/')
                    && let Ok(step) = step.parse()
                {
                    self.taken.push((list.to_owned(), step));
                }
                true
            }
            _ => false,
        }
    }

    /// The pointer into the record as it was written, of one into what is left of it.
    fn as_written(&self, pointer: &str) -> String {
        let mut written = String::new();
        for step in pointer.split('/').skip(1) {
            let gone = self.taken.iter().filter(|(list, _)| *list == written);
            let mut gone: Vec<usize> = gone.map(|(_, place)| *place).collect();
            gone.sort_unstable();
            let step = match step.parse::<usize>() {
                Ok(place) if !gone.is_empty() => gone
                    .iter()
                    .fold(place, |place, gone| place + usize::from(*gone <= place))
                    .to_string(),
                _ => step.to_owned(),
            };
            written.push('/');
            written.push_str(&step);
        }
        written
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Jobseeker, Vacancy};

    fn check<T: DeserializeOwned + std::fmt::Debug>(json: &str, expected: &[&str]) {
        let told = parse::<T>(json).unwrap_err();
        let told: Vec<String> = told.iter().map(ToString::to_string).collect();
        assert_eq!(told, expected, "{json}");
    }

    #[test]
    fn every_mistake_of_a_record_is_told_at_once() {
        check::<Vacancy>(
            r#"{"id":"V","skils":[],"shifts":["evenning","day","nite","night"],"starts":"1.12.2026",
                "hours":{"weekly":"38"},"title":"Kokki","positions":-1}"#,
            &[
                "/skils: unknown field `skils`; did you mean `skills`?",
                "/hours/weekly: expected a number, not text",
                "/positions: expected a whole number from 0 on, not `-1`",
                "/shifts/0: unknown shift `evenning`; did you mean `evening`?",
                "/shifts/2: unknown shift `nite`; it is one of day, evening, night, weekend",
                "/starts: `1.12.2026` is no day: write 2026-05-31 for the last of May; did you mean `2026-12-01`?",
                "/title: expected words by language, such as {\"fi\":\"Hitsaaja\",\"sv\":\"Svetsare\"}, not text",
            ],
        );
    }

    #[test]
    fn what_was_taken_out_is_not_missed() {
        check::<Jobseeker>(
            r#"{"person":{"id":""},"profile":{"languages":[{"code":"FI"},{"code":"sv","level":"B9"}]}}"#,
            &[
                "/person/id: `` is no identifier: it takes 1 to 128 visible characters, without spaces at its ends",
                "/profile/languages/0/code: unknown language (BCP 47 subtag in lower case, such as fi, sv, en, fse) `FI`; did you mean `fi`?",
                "/profile/languages/1/level: unknown CEFR level `B9`; it is one of A1, A2, B1, B2, C1, C2",
            ],
        );
    }
}
