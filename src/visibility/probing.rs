//! How often one agency may ask almost the same about the same person: a little changed each time, an
//! assignment is a way to read one profile out of the answers.
//!
//! Pure: the caller gives the day. What is counted are the agency's own questions and the people it was
//! shown, so nobody who is hidden from it makes a difference.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde_json::Value;

/// Different but almost identical assignments a day in which an agency may be shown one person.
pub const ALIKE_MAX: usize = 30;

/// Different assignments a day that are kept to compare with; beyond, no new one is answered.
pub const DISTINCT_MAX: usize = 20_000;

/// Single things in which two almost identical assignments may differ, whatever they ask; a value that
/// is changed is two, the old and the new.
const DIFFERENT: usize = 4;

/// The same as a part of all that both ask: one in four.
const DIFFERENT_PART: usize = 4;

/// What an assignment asks, as the hashes of its single things.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sketch(BTreeSet<[u8; 8]>);

impl Sketch {
    /// Of an assignment as it was understood: every member of its lists and every other value is one thing.
    pub fn of(asked: &Value) -> Self {
        let mut things = BTreeSet::new();
        let fields = asked.as_object().into_iter().flatten();
        for (name, value) in fields {
            let mut put = |value: &Value| {
                let hash = blake3::hash(format!("{name}={value}").as_bytes());
                let mut short = [0; 8];
                short.copy_from_slice(&hash.as_bytes()[..8]);
                things.insert(short);
            };
            match value {
                Value::Null => {}
                Value::Array(members) => members.iter().for_each(&mut put),
                one => put(one),
            }
        }
        Self(things)
    }

    /// Whether another is almost the same.
    pub fn is_alike(&self, other: &Self) -> bool {
        let different = self.0.symmetric_difference(&other.0).count();
        let all = self.0.union(&other.0).count();
        different <= DIFFERENT.max(all / DIFFERENT_PART)
    }
}

/// An agency's different assignments of one day, each with whom it was shown for it.
#[derive(Debug, Default)]
pub struct Probes {
    day: Option<Date>,
    asked: Vec<(Sketch, BTreeSet<u32>)>,
}

/// Stands for the counts, which every answer has.
const COUNTS: u32 = u32::MAX;

impl Probes {
    /// Takes an answer down and lets it go, or says that it may not: somebody in it (or, in an answer
    /// with nobody, its counts) was told of in too many that were almost the same. The same assignment
    /// again, or its next page, counts once.
    pub fn admit(
        &mut self,
        day: Date,
        sketch: Sketch,
        shown: impl IntoIterator<Item = u32>,
    ) -> bool {
        if self.day != Some(day) {
            (self.day, self.asked) = (Some(day), Vec::new());
        }
        let mut shown: BTreeSet<u32> = shown.into_iter().collect();
        if shown.is_empty() {
            shown.insert(COUNTS);
        }
        let own = self.asked.iter().position(|(other, _)| *other == sketch);
        if let Some(own) = own {
            shown.retain(|person| !self.asked[own].1.contains(person));
        } else if self.asked.len() >= DISTINCT_MAX {
            return false;
        }
        let others = self.asked.iter().filter(|(other, _)| *other != sketch);
        let alike: Vec<&BTreeSet<u32>> = others
            .filter(|(other, _)| sketch.is_alike(other))
            .map(|(_, shown)| shown)
            .collect();
        let times = |person: &u32| alike.iter().filter(|shown| shown.contains(person)).count();
        if shown.iter().any(|person| times(person) >= ALIKE_MAX) {
            return false;
        }
        match own {
            Some(own) => self.asked[own].1.extend(shown),
            None => self.asked.push((sketch, shown)),
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use serde_json::json;

    use super::*;

    const DAY: Date = date(2026, 11, 23);

    /// One assignment with one thing that varies.
    fn varied(number: usize) -> Sketch {
        Sketch::of(
            &json!({"skills": ["a", "b", "c"], "languages": [{"code": "fi"}], "places": [number], "contract": null}),
        )
    }

    #[test]
    fn a_value_changed_is_alike_and_another_work_is_not() {
        assert!(varied(1).is_alike(&varied(2)) && varied(1).is_alike(&varied(1)));
        let other = Sketch::of(&json!({"skills": ["d", "e", "f"], "places": [1]}));
        assert!(!varied(1).is_alike(&other));
    }

    #[test]
    fn one_person_is_told_of_in_so_many_that_are_alike() {
        let mut probes = Probes::default();
        for number in 0..ALIKE_MAX {
            assert!(probes.admit(DAY, varied(number), [7, 8]), "{number}");
        }
        assert!(probes.admit(DAY, varied(0), [7]), "the same again");
        assert!(!probes.admit(DAY, varied(100), [7]));
        assert!(probes.admit(DAY, varied(100), [9]), "another person");
        assert!(!probes.admit(DAY, varied(100), [8]), "nor on its next page");
        let other = Sketch::of(&json!({"skills": ["d", "e", "f", "g"], "shifts": 3}));
        assert!(probes.admit(DAY, other, [7]), "another work");
        assert!(
            probes.admit(date(2026, 11, 24), varied(100), [7]),
            "another day"
        );
    }

    #[test]
    fn counts_alone_are_told_no_more_often() {
        let mut probes = Probes::default();
        let told = (0..100).filter(|number| probes.admit(DAY, varied(*number), []));
        assert_eq!(told.count(), ALIKE_MAX);
    }
}
