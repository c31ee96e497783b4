//! Who stands in the doorway: connections that have no whole request yet, or none any more. They cost
//! their peer nothing, so there is room for few of them, and where it is full the one who takes most of
//! it makes place: no number of half-open connections keeps somebody else out.

use std::collections::{BTreeMap, HashMap};
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::Notify;

/// The connections that wait.
#[derive(Debug)]
pub(super) struct Doorway {
    /// Most that wait at a time.
    most: usize,
    /// Most of one address that wait and have never asked anything.
    most_of_address: usize,
    waiting: Mutex<Waiting>,
}

#[derive(Debug, Default)]
struct Waiting {
    /// Number of the next to wait.
    next: u64,
    /// In the order in which they began to.
    connections: BTreeMap<u64, Connection>,
    /// How many were closed to make place.
    closed: u64,
}

#[derive(Debug)]
struct Connection {
    from: IpAddr,
    /// Whether a whole request has come over it before.
    has_asked: bool,
    close: Arc<Notify>,
}

/// One connection as the doorway knows it.
#[derive(Debug)]
pub(super) struct Guest {
    doorway: Arc<Doorway>,
    from: IpAddr,
    close: Arc<Notify>,
    /// Its number while it waits.
    number: Mutex<Option<u64>>,
}

impl Doorway {
    /// With room for so many, and so many newcomers of one address.
    pub(super) fn new(most: usize, most_of_address: usize) -> Arc<Self> {
        Arc::new(Self {
            most: most.max(1),
            most_of_address: most_of_address.max(1),
            waiting: Mutex::default(),
        })
    }

    /// Lets a new connection wait for its first request.
    pub(super) fn enter(self: &Arc<Self>, from: IpAddr) -> Arc<Guest> {
        let guest = Guest {
            doorway: Arc::clone(self),
            from: household(from),
            close: Arc::default(),
            number: Mutex::default(),
        };
        guest.waits(false);
        Arc::new(guest)
    }

    /// Closes the one that waits longest of whoever has most who wait; whether there was one.
    pub(super) fn make_place(&self) -> bool {
        self.waiting().close_of_the_greediest()
    }

    /// How many wait now.
    pub(super) fn len(&self) -> usize {
        self.waiting().connections.len()
    }

    /// How many were closed to make place for others.
    pub(super) fn closed(&self) -> u64 {
        self.waiting().closed
    }

    fn waiting(&self) -> MutexGuard<'_, Waiting> {
        // Each change is whole before the lock is let go.
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Waiting {
    fn close_of_the_greediest(&mut self) -> bool {
        let mut of: HashMap<IpAddr, usize> = HashMap::new();
        for connection in self.connections.values() {
            *of.entry(connection.from).or_default() += 1;
        }
        let most = of.values().copied().max().unwrap_or(0);
        self.close_first(|connection| of.get(&connection.from) == Some(&most))
    }

    fn close_first(&mut self, which: impl Fn(&Connection) -> bool) -> bool {
        let mut all = self.connections.iter();
        let Some(number) = all.find(|(_, one)| which(one)).map(|(number, _)| *number) else {
            return false;
        };
        if let Some(connection) = self.connections.remove(&number) {
            connection.close.notify_one();
            self.closed += 1;
        }
        true
    }
}

impl Guest {
    /// A whole request has come: it waits no more.
    pub(super) fn asks(&self) {
        if let Some(number) = self.number().take() {
            self.doorway.waiting().connections.remove(&number);
        }
    }

    /// Its answer is sent: it waits for the next request.
    pub(super) fn is_answered(&self) {
        self.waits(true);
    }

    /// Resolves when it has to make place.
    pub(super) async fn is_sent_away(&self) {
        self.close.notified().await;
    }

    fn waits(&self, has_asked: bool) {
        let (most, most_of_address) = (self.doorway.most, self.doorway.most_of_address);
        let mut waiting = self.doorway.waiting();
        let newcomer = |one: &Connection| one.from == self.from && !one.has_asked;
        let newcomers = waiting.connections.values().filter(|one| newcomer(one));
        if !has_asked && newcomers.count() >= most_of_address {
            waiting.close_first(newcomer);
        } else if waiting.connections.len() >= most {
            waiting.close_of_the_greediest();
        }
        let number = waiting.next;
        waiting.next += 1;
        let connection = Connection {
            from: self.from,
            has_asked,
            close: Arc::clone(&self.close),
        };
        waiting.connections.insert(number, connection);
        drop(waiting);
        *self.number() = Some(number);
    }

    fn number(&self) -> MutexGuard<'_, Option<u64>> {
        self.number.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Guest {
    fn drop(&mut self) {
        self.asks();
    }
}

/// Whose an address is, as far as it tells: of IPv6, the network that one customer is given.
pub(super) fn household(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) => {
            let network = v6.to_bits() & !u128::from(u64::MAX);
            IpAddr::V6(Ipv6Addr::from_bits(network))
        }
        v4 => v4,
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    async fn is_sent_away(guest: &Guest) -> bool {
        let moment = Duration::from_millis(1);
        tokio::time::timeout(moment, guest.is_sent_away())
            .await
            .is_ok()
    }

    fn address(last: u8) -> IpAddr {
        IpAddr::from([10, 0, 0, last])
    }

    #[tokio::test]
    async fn whoever_takes_most_of_the_room_makes_place() {
        let doorway = Doorway::new(6, 4);
        let many: Vec<_> = (0..4).map(|_| doorway.enter(address(1))).collect();
        let few: Vec<_> = (2..4).map(|last| doorway.enter(address(last))).collect();
        assert_eq!((doorway.len(), doorway.closed()), (6, 0));
        let _new = doorway.enter(address(4));
        assert_eq!((doorway.len(), doorway.closed()), (6, 1));
        assert!(is_sent_away(&many[0]).await, "the one who waits longest");
        for one in many[1..].iter().chain(&few) {
            assert!(!is_sent_away(one).await);
        }
    }

    #[tokio::test]
    async fn an_address_has_so_many_newcomers_and_asking_makes_them_none() {
        let doorway = Doorway::new(100, 2);
        let (first, second) = (doorway.enter(address(1)), doorway.enter(address(1)));
        first.asks();
        assert_eq!(doorway.len(), 1);
        first.is_answered();
        let _third = doorway.enter(address(1));
        assert_eq!(
            doorway.closed(),
            0,
            "who has asked and waits is no newcomer"
        );
        let _fourth = doorway.enter(address(1));
        assert!(is_sent_away(&second).await);
        assert!(!is_sent_away(&first).await);
        assert_eq!((doorway.len(), doorway.closed()), (3, 1));
        drop(first);
        assert_eq!(doorway.len(), 2);
    }

    #[test]
    fn a_customer_is_one_network_of_ipv6() {
        let of = |text: &str| household(text.parse().unwrap());
        assert_eq!(of("2001:db8:1:2::3"), of("2001:db8:1:2:ffff::1"));
        assert_ne!(of("2001:db8:1:2::3"), of("2001:db8:1:3::3"));
        assert_eq!(of("::ffff:10.0.0.1"), of("10.0.0.1"));
        assert_ne!(of("10.0.0.1"), of("10.0.0.2"));
    }
}
