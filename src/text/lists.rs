//! Lists of numbers, one after another in one list.

use bitcode::{Decode, Encode};

/// Lists end to end.
#[derive(Debug, Encode, Decode)]
pub(crate) struct Lists<T> {
    ends: Vec<u32>,
    items: Vec<T>,
}

impl<T> Default for Lists<T> {
    fn default() -> Self {
        Self {
            ends: Vec::new(),
            items: Vec::new(),
        }
    }
}

impl<T: Copy> Lists<T> {
    /// The lists in order.
    pub(crate) fn of<'a>(lists: impl IntoIterator<Item = &'a [T]>) -> Self
    where
        T: 'a,
    {
        let mut all = Self::default();
        for list in lists {
            all.push(list);
        }
        all
    }

    /// Adds a list; its number.
    pub(crate) fn push(&mut self, list: &[T]) -> u32 {
        let number = u32::try_from(self.ends.len()).unwrap_or(u32::MAX);
        self.items.extend_from_slice(list);
        self.ends
            .push(u32::try_from(self.items.len()).unwrap_or(u32::MAX));
        number
    }

    /// `count` lists of the items that go with each number, in the order in which they come.
    pub(crate) fn by_number(count: usize, items: Vec<(u32, T)>) -> Self {
        let mut ends = vec![0_u32; count];
        for (number, _) in &items {
            ends[*number as usize] += 1;
        }
        let mut start = 0;
        let mut next: Vec<u32> = Vec::with_capacity(count);
        for end in &mut ends {
            next.push(start);
            start += *end;
            *end = start;
        }
        let Some((_, some)) = items.first() else {
            return Self {
                ends,
                items: Vec::new(),
            };
        };
        let mut placed = vec![*some; items.len()];
        for (number, item) in items {
            let at = &mut next[number as usize];
            placed[*at as usize] = item;
            *at += 1;
        }
        Self {
            ends,
            items: placed,
        }
    }

    /// How many lists.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The list with a number; empty for a number that has none.
    pub(crate) fn get(&self, number: usize) -> &[T] {
        let Some(&end) = self.ends.get(number) else {
            return &[];
        };
        let start = if number == 0 {
            0
        } else {
            self.ends[number - 1]
        };
        &self.items[start as usize..end as usize]
    }

    /// Whether every list is in its place and this holds of every item.
    pub(crate) fn is_sound(&self, holds: impl Fn(&T) -> bool) -> bool {
        self.ends.windows(2).all(|pair| pair[0] <= pair[1])
            && self.ends.last().map_or(0, |end| *end as usize) == self.items.len()
            && self.items.iter().all(holds)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_stand_in_the_list_of_their_number() {
        let lists = Lists::by_number(4, vec![(2, 'a'), (0, 'b'), (2, 'c')]);
        assert_eq!(
            [
                lists.get(0),
                lists.get(1),
                lists.get(2),
                lists.get(3),
                lists.get(9)
            ],
            [&['b'][..], &[], &['a', 'c'], &[], &[]]
        );
        assert!(lists.is_sound(|c| c.is_alphabetic()) && !lists.is_sound(|c| *c == 'a'));
        assert_eq!(Lists::<u32>::by_number(2, Vec::new()).len(), 2);
    }
}
