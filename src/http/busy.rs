//! How many requests are answered at once. Whoever comes beyond that is told to come again, at once:
//! a queue would only make everybody wait, and who waits sends it a second time.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::doorway::household;

/// Whose a request is.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Whose {
    /// Of a key, by its name.
    Key(String),
    /// Of an address without a key; [`Whose::address`] makes it.
    Address(IpAddr),
}

impl Whose {
    /// Of whoever is at an address.
    pub(super) fn address(address: IpAddr) -> Self {
        Self::Address(household(address))
    }
}

/// Requests that are being answered.
#[derive(Debug)]
pub(super) struct Busy {
    /// Most at once.
    most: usize,
    now: Mutex<Now>,
    refused: AtomicU64,
}

#[derive(Debug, Default)]
struct Now {
    all: usize,
    without_key: usize,
    of: HashMap<Whose, usize>,
}

/// A request's place among them, given back with it.
#[derive(Debug)]
pub(super) struct Place {
    busy: Arc<Busy>,
    whose: Whose,
}

impl Busy {
    /// With so many at once; at least 8.
    pub(super) fn new(most: usize) -> Arc<Self> {
        Arc::new(Self {
            most: most.max(8),
            now: Mutex::default(),
            refused: AtomicU64::default(),
        })
    }

    /// Takes a place, where there is one: one key may have half of all, whoever comes without a key a
    /// quarter together and an eighth from one address, so that nobody can keep the others out.
    pub(super) fn enter(self: &Arc<Self>, whose: Whose) -> Option<Place> {
        let mut now = self.now();
        let own = now.of.get(&whose).copied().unwrap_or(0);
        let without_key = matches!(whose, Whose::Address(_));
        let full = match without_key {
            true => own >= self.most / 8 || now.without_key >= self.most / 4,
            false => own >= self.most / 2,
        };
        if full || now.all >= self.most {
            self.refused.fetch_add(1, Ordering::Relaxed);
            return None;
        }
        now.all += 1;
        now.without_key += usize::from(without_key);
        now.of.insert(whose.clone(), own + 1);
        let busy = Arc::clone(self);
        Some(Place { busy, whose })
    }

    /// How many are being answered.
    pub(super) fn len(&self) -> usize {
        self.now().all
    }

    /// How many were told to come again.
    pub(super) fn refused(&self) -> u64 {
        self.refused.load(Ordering::Relaxed)
    }

    fn now(&self) -> MutexGuard<'_, Now> {
        // Nothing between two counts can panic.
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut now = self.busy.now();
        now.all -= 1;
        now.without_key -= usize::from(matches!(self.whose, Whose::Address(_)));
        let left = now.of.get_mut(&self.whose).map(|own| {
            *own -= 1;
            *own
        });
        if left == Some(0) {
            now.of.remove(&self.whose);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_takes_all_the_places() {
        let busy = Busy::new(16);
        let take = |whose: &Whose, count: usize| -> Vec<Place> {
            let places = (0..count).map_while(|_| busy.enter(whose.clone()));
            places.collect()
        };
        let key = |name: &str| Whose::Key(name.to_owned());
        let address = |last| Whose::address(IpAddr::from([10, 0, 0, last]));
        let one = take(&key("a"), 16);
        assert_eq!(one.len(), 8);
        let there = take(&address(1), 16);
        assert_eq!(there.len(), 2);
        let elsewhere: Vec<Place> = (2..9).flat_map(|last| take(&address(last), 1)).collect();
        assert_eq!(elsewhere.len(), 2, "a quarter of all without a key");
        let other = take(&key("b"), 16);
        assert_eq!(other.len(), 4, "all that is left");
        assert!(busy.enter(key("c")).is_none());
        assert_eq!((busy.len(), busy.refused()), (16, 1 + 1 + 5 + 1 + 1));
        drop((one, there, elsewhere, other));
        assert_eq!(busy.len(), 0);
        assert!(busy.now().of.is_empty(), "nobody is remembered");
        assert_eq!(take(&key("c"), 16).len(), 8);
    }
}
