//! Strings numbered from 0 in the order in which they came, found by what they say.
//!
//! They stand end to end in one text, so that a hundred thousand of them are read from a file at once.

use bitcode::{Decode, Encode};

use super::hash;

/// Strings end to end in one text.
#[derive(Debug, Default, Encode, Decode)]
pub(crate) struct Kept {
    text: String,
    ends: Vec<u32>,
}

/// Strings with their numbers.
#[derive(Debug, Default)]
pub(crate) struct Strings {
    kept: Kept,
    /// A power of two of slots, at most half of them full: the upper half of a string's hash, and its
    /// number and one.
    slots: Vec<(u32, u32)>,
}

/// Fewest slots of a table that holds anything.
const SLOTS_MIN: usize = 16;

impl Kept {
    fn get(&self, id: usize) -> &str {
        let Some(&end) = self.ends.get(id) else {
            return "";
        };
        let start = if id == 0 { 0 } else { self.ends[id - 1] };
        self.text
            .get(start as usize..end as usize)
            .unwrap_or_default()
    }

    fn is_sound(&self) -> bool {
        self.ends.windows(2).all(|pair| pair[0] <= pair[1])
            && self
                .ends
                .iter()
                .all(|end| self.text.is_char_boundary(*end as usize))
            && self.ends.last().map_or(0, |end| *end as usize) == self.text.len()
    }
}

fn upper(hash: u64) -> u32 {
    (hash >> 32) as u32
}

impl Strings {
    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.kept.ends.len()
    }

    /// The string with a number; empty for a number that was never given.
    pub(crate) fn get(&self, id: u32) -> &str {
        self.kept.get(id as usize)
    }

    /// Every string in the order of numbers.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|id| self.kept.get(id))
    }

    /// A string's number, where it is among them.
    pub(crate) fn find(&self, string: &str) -> Option<u32> {
        self.find_hashed(hash::of(string), string)
    }

    fn find_hashed(&self, hash: u64, string: &str) -> Option<u32> {
        let mask = self.slots.len().checked_sub(1)?;
        #[expect(clippy::cast_possible_truncation, reason = "the lower bits are wanted")]
        let mut at = hash as usize & mask;
        loop {
            let (tag, number) = self.slots[at];
            let id = number.checked_sub(1)?;
            if tag == upper(hash) && self.get(id) == string {
                return Some(id);
            }
            at = (at + 1) & mask;
        }
    }

    /// A string's number, which it gets now where it had none.
    pub(crate) fn intern(&mut self, string: &str) -> u32 {
        let hash = hash::of(string);
        if let Some(id) = self.find_hashed(hash, string) {
            return id;
        }
        let id = u32::try_from(self.len()).unwrap_or(u32::MAX);
        self.kept.text.push_str(string);
        self.kept
            .ends
            .push(u32::try_from(self.kept.text.len()).unwrap_or(u32::MAX));
        if self.len() * 2 > self.slots.len() {
            self.spread();
        } else {
            put(&mut self.slots, hash, id);
        }
        id
    }

    /// Lays the slots out anew for as many strings as there are.
    fn spread(&mut self) {
        let size = (self.len() * 2).next_power_of_two().max(SLOTS_MIN) * 2;
        let mut slots = vec![(0, 0); size];
        for (id, string) in (0..).zip(self.iter()) {
            put(&mut slots, hash::of(string), id);
        }
        self.slots = slots;
    }

    /// What is kept of them.
    pub(crate) fn kept(&self) -> &Kept {
        &self.kept
    }

    /// The strings again from what was kept of them; `None` where it was no such thing.
    pub(crate) fn of(kept: Kept) -> Option<Self> {
        if !kept.is_sound() {
            return None;
        }
        let mut strings = Self {
            kept,
            slots: Vec::new(),
        };
        if strings.len() > 0 {
            strings.spread();
        }
        Some(strings)
    }
}

fn put(slots: &mut [(u32, u32)], hash: u64, id: u32) {
    let mask = slots.len() - 1;
    #[expect(clippy::cast_possible_truncation, reason = "the lower bits are wanted")]
    let mut at = hash as usize & mask;
    while slots[at].1 != 0 {
        at = (at + 1) & mask;
    }
    slots[at] = (upper(hash), id + 1);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_keep_their_numbers() {
        let mut strings = Strings::default();
        let words: Vec<String> = (0..1_000).map(|n| format!("sana{n}")).collect();
        for (id, word) in (0..).zip(&words) {
            assert_eq!(strings.intern(word), id);
            assert_eq!(strings.intern(word), id);
        }
        assert_eq!(strings.find("sana999"), Some(999));
        assert_eq!(strings.find("sana1000"), None);
        assert_eq!(Strings::default().find(""), None);
        let bytes = bitcode::encode(strings.kept());
        let again = Strings::of(bitcode::decode(&bytes).unwrap()).unwrap();
        assert_eq!(again.find("sana7"), Some(7));
        assert!(again.iter().eq(words.iter().map(String::as_str)));
    }

    #[test]
    fn what_is_no_list_of_strings_is_refused() {
        for (text, ends) in [("ä", vec![1]), ("ab", vec![1]), ("ab", vec![2, 1, 2])] {
            let kept = Kept {
                text: text.to_owned(),
                ends,
            };
            assert!(Strings::of(kept).is_none(), "{text}");
        }
    }
}
