//! Flat arrays of variable-length rows: many strings in one text, many lists in one list.

use bitcode::{Decode, Encode};

/// Strings end to end in one text.
#[derive(Debug, Default, Encode, Decode)]
pub(super) struct Pool {
    text: String,
    ends: Vec<u32>,
}

impl Pool {
    /// Adds a string; its number is the count before.
    pub(super) fn push(&mut self, string: &str) {
        self.text.push_str(string);
        self.ends
            .push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
    }

    /// The string with this number; empty for a number that was never given.
    pub(super) fn get(&self, index: usize) -> &str {
        let Some(&end) = self.ends.get(index) else {
            return "";
        };
        let start = if index == 0 { 0 } else { self.ends[index - 1] };
        self.text.get(start as usize..end as usize).unwrap_or("")
    }

    /// How many strings.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether every end is in the text, on a character boundary, and none goes back.
    pub(super) fn is_sound(&self) -> bool {
        let rising = self.ends.windows(2).all(|pair| pair[0] <= pair[1]);
        let bounded = self
            .ends
            .iter()
            .all(|&end| self.text.is_char_boundary(end as usize));
        rising && bounded && self.ends.last().map_or(0, |&end| end as usize) == self.text.len()
    }
}

/// Lists end to end in one list.
#[derive(Debug, Encode, Decode)]
pub(super) struct Lists<T> {
    items: Vec<T>,
    ends: Vec<u32>,
}

impl<T> Default for Lists<T> {
    fn default() -> Self {
        Self {
            items: Vec::new(),
            ends: Vec::new(),
        }
    }
}

impl<T> Lists<T> {
    /// The lists in order.
    pub(super) fn of(lists: impl IntoIterator<Item = Vec<T>>) -> Self {
        let mut all = Self::default();
        for list in lists {
            all.items.extend(list);
            all.ends
                .push(u32::try_from(all.items.len()).unwrap_or(u32::MAX));
        }
        all
    }

    /// The list with this number; empty for a number that has none.
    pub(super) fn get(&self, index: usize) -> &[T] {
        &self.items[self.range(index)]
    }

    /// Where the list with this number stands in the whole.
    pub(super) fn range(&self, index: usize) -> std::ops::Range<usize> {
        let Some(&end) = self.ends.get(index) else {
            return 0..0;
        };
        let start = if index == 0 { 0 } else { self.ends[index - 1] };
        start as usize..end as usize
    }

    /// How many lists.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Every item of every list.
    pub(super) fn items(&self) -> &[T] {
        &self.items
    }

    /// Whether no end goes back and the last is the whole's.
    pub(super) fn is_sound(&self) -> bool {
        self.ends.windows(2).all(|pair| pair[0] <= pair[1])
            && self.ends.last().map_or(0, |&end| end as usize) == self.items.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_and_lists_come_back_as_they_went_in() {
        let mut pool = Pool::default();
        for word in ["hitsaaja", "", "svetsare", "närvårdare"] {
            pool.push(word);
        }
        assert_eq!(
            [pool.get(0), pool.get(1), pool.get(3), pool.get(4)],
            ["hitsaaja", "", "närvårdare", ""]
        );
        let lists = Lists::of([vec![1, 2], vec![], vec![3]]);
        assert_eq!(
            (lists.get(0), lists.get(1), lists.get(2), lists.get(9)),
            (&[1, 2][..], &[][..], &[3][..], &[][..])
        );
        assert!(pool.is_sound() && lists.is_sound());
    }
}
