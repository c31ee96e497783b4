//! Answers that come at the same time are put on the record in one transaction: while a group is being
//! written the next one gathers, so that a disk that takes a few milliseconds to make a write durable
//! holds up no queue, and whoever comes alone waits for nobody.

use std::collections::{BTreeSet, HashMap};
use std::panic::AssertUnwindSafe;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::oneshot;

use super::StoreError;
use super::database::{Database, Value, args};
use super::facts::json;
use super::ledger::{Disclosure, Receipt, leaf_hash};
use super::quota::{PeopleADay, ShownToday};
use super::secret::ledger_pseudonym;
use super::sequence::{Counter, Writing};
use super::visible::{Seen, seen};
use crate::visibility::Facts;

/// People that one group names at most, but for its last answers: a transaction of some tens of
/// milliseconds.
const GROUP_PEOPLE: usize = 20_000;

/// Whether an answer (by its place) may still show a person.
pub(super) type Check = Box<dyn FnMut(usize, u32, &Facts) -> bool + Send>;

/// What one asker wants to have on the record, all of it or nothing.
struct Waiting {
    answers: Vec<Disclosure>,
    check: Check,
    done: oneshot::Sender<Result<Receipt, StoreError>>,
}

/// Where answers wait for their transaction.
#[derive(Debug)]
pub(super) struct Ledger {
    database: Database,
    people_a_day: PeopleADay,
    queue: Mutex<Queue>,
}

#[derive(Default)]
struct Queue {
    waiting: Vec<Waiting>,
    /// Whether somebody is writing groups, and will look again before they stop.
    writing: bool,
}

impl std::fmt::Debug for Queue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Queue({} waiting)", self.waiting.len())
    }
}

/// Puts answers on the record together with whatever waits beside them.
///
/// # Errors
/// As [`Store::disclose_all`](super::Store::disclose_all).
pub(super) async fn record(
    ledger: &Arc<Ledger>,
    answers: Vec<Disclosure>,
    check: Check,
) -> Result<Receipt, StoreError> {
    let (done, told) = oneshot::channel();
    let is_first = {
        let mut queue = ledger.queue();
        queue.waiting.push(Waiting {
            answers,
            check,
            done,
        });
        !std::mem::replace(&mut queue.writing, true)
    };
    if is_first {
        // A task of its own: whoever asked may go away, the others in the group do not.
        tokio::spawn(Arc::clone(ledger).write_groups());
    }
    told.await.unwrap_or_else(|_| {
        Err(StoreError::Unavailable {
            what: "the ledger's writer stopped before the answer was on the record".into(),
            source: None,
        })
    })
}

/// The turn of whoever writes groups, given back also where they are stopped in the middle: whoever
/// waits then is told so, and the next one begins anew.
struct Turn<'l> {
    ledger: &'l Ledger,
    is_over: bool,
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        if !self.is_over {
            let mut queue = self.ledger.queue();
            queue.writing = false;
            queue.waiting.clear();
        }
    }
}

impl Ledger {
    pub(super) fn new(database: Database, people_a_day: PeopleADay) -> Self {
        Self {
            database,
            people_a_day,
            queue: Mutex::default(),
        }
    }

    fn queue(&self) -> MutexGuard<'_, Queue> {
        // Each change of the queue is one step: a panic elsewhere cannot have left half of one.
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn write_groups(self: Arc<Self>) {
        let mut turn = Turn {
            ledger: &self,
            is_over: false,
        };
        while let Some(group) = self.next_group(&mut turn) {
            self.write(group).await;
        }
    }

    /// Those who wait, as many as make a group; `None` where nobody does, and the turn is over.
    fn next_group(&self, turn: &mut Turn<'_>) -> Option<Vec<Waiting>> {
        let mut queue = self.queue();
        if queue.waiting.is_empty() {
            queue.writing = false;
            turn.is_over = true;
            return None;
        }
        let mut people = 0;
        let is_in = |waiting: &Waiting| {
            let before = people;
            people += waiting
                .answers
                .iter()
                .map(|a| a.people.len())
                .sum::<usize>();
            before < GROUP_PEOPLE
        };
        let size = queue.waiting.iter().map(is_in).take_while(|is_in| *is_in);
        let size = size.count();
        Some(queue.waiting.drain(..size).collect())
    }

    /// Writes a group and tells each one in it.
    async fn write(&self, mut group: Vec<Waiting>) {
        // Whoever no longer waits is shown nobody.
        group.retain(|waiting| !waiting.done.is_closed());
        let error = match self.commit(&mut group).await {
            Ok(done) => return tell(group, done),
            Err(error) if group.len() <= 1 => return tell(group, vec![Err(error)]),
            Err(error) => error,
        };
        if !matches!(error, StoreError::Unavailable { .. }) {
            // What is damaged is one person's data: the others need not suffer for it.
            for waiting in group {
                let mut alone = vec![waiting];
                let done = self.commit(&mut alone).await;
                tell(alone, done.unwrap_or_else(|error| vec![Err(error)]));
            }
            return;
        }
        let cause = Arc::new(error);
        for waiting in group {
            // Who has gone away need not be told.
            let _ = waiting.done.send(Err(StoreError::Unavailable {
                what: cause.to_string(),
                source: Some(Box::new(Arc::clone(&cause))),
            }));
        }
    }

    /// Writes those of a group who pass their checks; what became of each.
    async fn commit(
        &self,
        group: &mut [Waiting],
    ) -> Result<Vec<Result<Receipt, StoreError>>, StoreError> {
        let mut writing = Writing::begin_on(&self.database).await?;
        let answers = group.iter().flat_map(|waiting| &waiting.answers);
        let everyone: BTreeSet<u32> = answers.flat_map(|a| &a.people).copied().collect();
        let everyone: Vec<u32> = everyone.into_iter().collect();
        let seen = seen(&mut writing.session, &everyone).await?;
        let answers = group.iter().flat_map(|waiting| &waiting.answers);
        let today = ShownToday::of(answers, self.people_a_day);
        let mut today = today.load(&mut writing.session).await?;
        let (mut leaves, mut sights) = (Vec::new(), Vec::new());
        let done: Vec<_> = group
            .iter_mut()
            .map(|waiting| {
                today.admit(&waiting.answers)?;
                let put = waiting.put(&seen, &mut writing.counter, &mut leaves, &mut sights);
                put.inspect(|_| today.note(&waiting.answers))
            })
            .collect();
        if leaves.is_empty() {
            return Ok(done);
        }
        today.write(&mut writing.session).await?;
        writing
            .session
            .run_many(
                "INSERT INTO leaf (number, body, people, prev, hash) VALUES",
                leaves,
                "",
            )
            .await?;
        writing
            .session
            .run_many("INSERT INTO sight (entry, leaf, place) VALUES", sights, "")
            .await?;
        writing.commit().await?;
        Ok(done)
    }
}

fn tell(group: Vec<Waiting>, done: Vec<Result<Receipt, StoreError>>) {
    for (waiting, done) in group.into_iter().zip(done) {
        // Who has gone away need not be told.
        let _ = waiting.done.send(done);
    }
}

impl Waiting {
    /// Adds a leaf for each answer, where everyone in all of them may still be shown.
    fn put(
        &mut self,
        seen: &HashMap<u32, Seen>,
        counter: &mut Counter,
        leaves: &mut Vec<Vec<Value>>,
        sights: &mut Vec<Vec<Value>>,
    ) -> Result<Receipt, StoreError> {
        let mut changed = BTreeSet::new();
        for (place, answer) in self.answers.iter().enumerate() {
            for entry in &answer.people {
                let Some(person) = seen.get(entry) else {
                    changed.insert(*entry);
                    continue;
                };
                // A fault in one asker's check is that asker's alone, not the group's.
                let check = AssertUnwindSafe(|| (self.check)(place, *entry, &person.facts));
                match std::panic::catch_unwind(check) {
                    Ok(true) => {}
                    Ok(false) => {
                        changed.insert(*entry);
                    }
                    Err(_) => {
                        return Err(StoreError::Unavailable {
                            what: "whether the people may be shown could not be judged".into(),
                            source: None,
                        });
                    }
                }
            }
        }
        if !changed.is_empty() {
            return Err(StoreError::Changed(changed.into_iter().collect()));
        }
        let bodies: Vec<String> = self.answers.iter().map(json).collect::<Result<_, _>>()?;
        let first_leaf = counter.leaf + 1;
        for (answer, body) in self.answers.iter().zip(bodies) {
            let leaf = counter.leaf + 1;
            let mut people = Vec::with_capacity(answer.people.len() * 16);
            for (place_in_leaf, entry) in (0_u32..).zip(&answer.people) {
                if let Some(person) = seen.get(entry) {
                    people.extend(ledger_pseudonym(&person.ledger_key, leaf));
                    sights.push(args![*entry, leaf, place_in_leaf]);
                }
            }
            let prev = counter.leaf_hash;
            let hash = leaf_hash(&prev, leaf, &body, &people);
            leaves.push(args![leaf, body, people, prev, hash]);
            (counter.leaf, counter.leaf_hash) = (leaf, hash);
        }
        Ok(Receipt {
            first_leaf,
            last_leaf: counter.leaf,
            head: counter.change,
        })
    }
}
