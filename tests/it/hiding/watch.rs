//! Eight readers of as many kinds, who look whether anybody is shown whose hide was acknowledged.

use std::collections::HashMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use kohtaanto::domain::{AgencyId, Lang, PublicId, Role};
use kohtaanto::engine::{Engine, EngineError, PairSink, Reader, RunLine, RunQuery};
use kohtaanto::visibility::Pseudonyms;
use serde_json::{Value, json};

use super::person;
use crate::web::{Answer, Web};

fn coordinator() -> Reader {
    Reader::staff(Role::Coordinator, "maija", "a test", Lang::Fi)
}

/// How a person is hidden.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Hide {
    NotMatched,
    Protected,
    NotKnown,
    Unconsenting,
    Erased,
}

/// Whom the readers know to be hidden, and how to recognise them.
pub(super) struct Watch {
    pub(super) engine: Engine,
    pub(super) web: Web,
    pub(super) staff: String,
    pub(super) partner: String,
    pub(super) vacancy: PublicId,
    /// People in the order of their hiding: they are so many first ones.
    pub(super) people: Vec<(String, PublicId, Hide)>,
    pub(super) places: HashMap<String, usize>,
    /// Everyone there is.
    pub(super) all: usize,
    pub(super) begun: AtomicUsize,
    pub(super) acknowledged: AtomicUsize,
    pub(super) pseudonym_key: [u8; 32],
    pub(super) pseudonyms: Mutex<HashMap<String, usize>>,
    pub(super) rotations: AtomicUsize,
    pub(super) rows: AtomicUsize,
}

impl Watch {
    pub(super) fn how(place: usize) -> Hide {
        match place % 40 {
            39 => Hide::Erased,
            place => [
                Hide::NotMatched,
                Hide::Protected,
                Hide::NotKnown,
                Hide::Unconsenting,
            ][place % 4],
        }
    }

    /// How many of the first so many are hidden from staff, or from partners.
    fn hidden(&self, first: usize, from_partners: bool) -> usize {
        let hidden =
            |(_, _, how): &&(String, PublicId, Hide)| from_partners || *how != Hide::Unconsenting;
        self.people[..first].iter().filter(hidden).count()
    }

    /// Nobody is in an answer to staff who was hidden when it was asked for.
    fn check_staff(&self, known: usize, answer: &str) {
        for word in words(answer) {
            let Some(place) = self.places.get(word) else {
                continue;
            };
            self.rows.fetch_add(1, Ordering::Relaxed);
            let shown = *place >= known || self.people[*place].2 == Hide::Unconsenting;
            assert!(
                shown,
                "{word} was hidden as number {place}, {known} were acknowledged"
            );
        }
    }

    /// Nobody is in an answer to a partner who was hidden when it was asked for.
    fn check_partner(&self, known: usize, answer: &Answer) {
        for candidate in answer.json()["candidates"].as_array().unwrap() {
            let pseudonym = candidate["person"].as_str().unwrap();
            self.rows.fetch_add(1, Ordering::Relaxed);
            if let Some(place) = self.whose(pseudonym) {
                assert!(
                    place >= known,
                    "hidden as number {place}, {known} were acknowledged"
                );
            }
        }
    }

    /// Whose pseudonym it is, among those who are hidden sooner or later.
    fn whose(&self, pseudonym: &str) -> Option<usize> {
        let agency: AgencyId = "a-1".parse().unwrap();
        let mut known = self.pseudonyms.lock().unwrap();
        loop {
            if let Some(place) = known.get(pseudonym) {
                return (*place < self.people.len()).then_some(*place);
            }
            // The agency's pseudonyms may have been changed for new ones meanwhile.
            let rotation = self.rotations.fetch_add(1, Ordering::Relaxed) as u64;
            assert!(rotation < 20_000, "nobody's pseudonym");
            let made = Pseudonyms::new(&self.pseudonym_key, &agency, rotation);
            for (id, place) in &self.places {
                if let Ok(public) = id.parse::<PublicId>() {
                    known.insert(made.of(public).to_string(), *place);
                }
            }
        }
    }

    /// The counts are of those who were visible at some moment while the answer was made.
    fn check_count(&self, known: usize, considered: &Value, from_partners: bool) {
        let considered = usize::try_from(considered.as_u64().unwrap()).unwrap();
        let begun = self.begun.load(Ordering::SeqCst);
        let most = self.all - self.hidden(known, from_partners);
        let least = self.all - self.hidden(begun, from_partners);
        assert!(
            (least..=most).contains(&considered),
            "{considered} considered, of {least} to {most}"
        );
    }

    pub(super) fn known(&self) -> usize {
        self.acknowledged.load(Ordering::SeqCst)
    }

    /// An answer that was given. Where too much changes meanwhile there may be none: then nobody is in it.
    fn given(&self, answer: Answer) -> Option<Answer> {
        if matches!(answer.status, 429 | 503) {
            let named = words(&answer.text).find(|word| self.places.contains_key(*word));
            assert_eq!(named, None, "{}", answer.text);
            return None;
        }
        assert_eq!(answer.status, 200, "{}", answer.text);
        Some(answer)
    }

    /// One answer, or one walk through all its pages, by one of the eight readers; `None` where it was
    /// turned away.
    pub(super) async fn read(&self, reader: usize, turn: usize) -> Option<()> {
        let known = self.known();
        let list = format!("/api/v1/vacancies/{}/matches", self.vacancy);
        let staff = &self.staff;
        match reader {
            0 => {
                let answer = self.web.get(&format!("{list}?limit=60"), staff).await;
                let answer = self.given(answer)?;
                self.check_staff(known, &answer.text);
                self.check_count(known, &answer.json()["considered"], false);
            }
            1 => return self.walk(&list).await,
            2 => return self.walk_as_partner().await,
            3 => {
                let body = json!({"text": "lähihoitaja", "from": turn % 3 * 40, "limit": 60});
                let answer = self.web.post("/api/v1/search/people", staff, &body).await;
                self.check_staff(known, &self.given(answer)?.text);
            }
            4 => {
                let place = turn * 7 % self.people.len();
                let (_, public, how) = &self.people[place];
                let path = format!("/api/v1/people/{public}/jobs");
                let answer = self.web.get(&path, staff).await;
                if place < known && *how != Hide::Unconsenting {
                    let is_there = answer.text.contains("P-");
                    assert!(answer.status != 200 && !is_there, "{}", answer.text);
                } else if answer.status != 404 {
                    self.check_staff(known, &self.given(answer)?.text);
                }
            }
            5 => {
                let page = format!("/fi/vacancies/{}", self.vacancy);
                let answer = self.web.get(&page, staff).await;
                self.check_staff(known, &self.given(answer)?.text);
            }
            6 => return self.export().await,
            _ => {
                let mut lines = Lines(Vec::new());
                let (run, reader) = (RunQuery::best(1000), coordinator());
                let run = self.engine.match_all(&reader, run, &mut lines, &|_, _| {});
                turned_away(run.await)?;
                self.check_staff(known, &lines.0.join("\n"));
            }
        }
        Some(())
    }

    /// Page after page by cursor, each an answer that began when it was asked for.
    async fn walk(&self, list: &str) -> Option<()> {
        let mut cursor = String::new();
        loop {
            let known = self.known();
            let path = format!("{list}?limit=40{cursor}");
            let answer = self.given(self.web.get(&path, &self.staff).await)?;
            self.check_staff(known, &answer.text);
            cursor = format!("&cursor={}", answer.json()["next"].as_str().unwrap_or(""));
            if answer.json()["next"].is_null() {
                return Some(());
            }
        }
    }

    async fn walk_as_partner(&self) -> Option<()> {
        let mut body = json!({"vacancy": self.vacancy, "purpose": "an assignment", "limit": 50});
        loop {
            let (known, address) = (self.known(), "/api/v1/candidates:search");
            let answer = self.web.post(address, &self.partner, &body).await;
            let answer = self.given(answer)?;
            self.check_partner(known, &answer);
            self.check_count(known, &answer.json()["considered"], true);
            match answer.json()["next"].as_str() {
                Some(next) => body["cursor"] = json!(next),
                None => return Some(()),
            }
        }
    }

    /// Each page of an export is an answer of its own, on the ledger by itself.
    async fn export(&self) -> Option<()> {
        let mut after = None;
        loop {
            let known = self.known();
            let page = self.engine.export_jobseekers(&coordinator(), after).await;
            let page = turned_away(page)?;
            self.check_staff(known, &serde_json::to_string(&page.records).unwrap());
            after = page.next;
            if after.is_none() {
                return Some(());
            }
        }
    }

    /// Hides the next so many people, and acknowledges it.
    pub(super) async fn hide(&self, some: usize) {
        let from = self.begun.load(Ordering::SeqCst);
        let until = (from + some).min(self.people.len());
        self.begun.store(until, Ordering::SeqCst);
        let mut batch = Vec::new();
        for (place, (id, _, how)) in self.people.iter().enumerate().take(until).skip(from) {
            if *how == Hide::Erased {
                self.engine.erase(&id.parse().unwrap()).await.unwrap();
                continue;
            }
            batch.push(person(place, |record| match how {
                Hide::NotMatched => record["visibility"]["matching"] = json!(false),
                Hide::Protected => record["person"]["protected_address"] = json!(true),
                Hide::NotKnown => record["person"]["protected_address"] = Value::Null,
                _ => record["visibility"]["partners"] = Value::Null,
            }));
        }
        self.engine.put_jobseekers(&batch, None).await.unwrap();
        self.acknowledged.store(until, Ordering::SeqCst);
    }
}

/// What may be an identifier.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-'))
}

/// An answer of the engine; `None` where too much changes meanwhile.
fn turned_away<T>(answer: Result<T, EngineError>) -> Option<T> {
    match answer {
        Ok(answer) => Some(answer),
        Err(EngineError::Unavailable(_)) => None,
        Err(other) => panic!("{other}"),
    }
}

struct Lines(Vec<String>);

impl PairSink for Lines {
    fn take(&mut self, line: RunLine) -> std::io::Result<()> {
        self.0.push(serde_json::to_string(&line)?);
        Ok(())
    }
}
