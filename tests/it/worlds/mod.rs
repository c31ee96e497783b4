//! What a partner or an educator can read: two regions that differ only in people whom they may not
//! see give the same answers, byte for byte but for the date and the request's id.

mod dice;
mod equals;
mod people;
mod personal;
mod script;
mod world;

use std::time::Duration;

use kohtaanto::domain::Jobseeker;
use kohtaanto::engine::EngineError;

use dice::Dice;
use people::{Hide, People, for_staff_alone, region};
use script::{Question, Script, Who};
use world::World;

/// People, vacancies and questions of a pair.
const PEOPLE: usize = 40;
const VACANCIES: usize = 14;
const QUESTIONS: usize = 200;

/// Pairs that a plain run makes; `KOHTAANTO_WORLDS` names another number.
const PAIRS: u64 = 4;

/// The number that a variable names, or another.
pub(crate) fn number_of(variable: &str, unsaid: u64) -> u64 {
    match std::env::var(variable) {
        Ok(number) => number.parse().unwrap(),
        Err(_) => unsaid,
    }
}

/// In what the regions of a pair differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Differing {
    /// In people hidden from partners and educators.
    FromEveryone,
    /// In people hidden from partners, whom educators' counts may count.
    FromPartners,
    /// In what is for staff alone.
    Staff,
}

/// What was asked and answered, to see that the questions were worth asking.
#[derive(Debug, Default)]
struct Tally {
    questions: usize,
    answered: usize,
    people: usize,
    pages: usize,
    refused: usize,
    tables: usize,
    /// Times of answers about names of hidden people, and of nobody.
    hidden: Vec<Duration>,
    never: Vec<Duration>,
}

/// A pair of regions and what is done to them.
struct Pair {
    seed: u64,
    differing: Differing,
    dice: Dice,
    people: People,
    worlds: [World; 2],
}

impl Pair {
    async fn of(seed: u64) -> Self {
        let mut dice = Dice::of(seed);
        let differing = match seed % 5 {
            0 | 1 => Differing::FromEveryone,
            2 | 3 => Differing::FromPartners,
            _ => Differing::Staff,
        };
        let hidden = match differing {
            Differing::Staff => 0,
            _ => 1 + dice.below(5),
        };
        let people = People::of(&mut dice, PEOPLE, VACANCIES, hidden);
        let mut regions = [(); 2].map(|()| {
            let hides = hides(&mut dice, differing, hidden);
            (people.records(&hides), hides)
        });
        if hidden > 0 && regions[0].1 == regions[1].1 {
            regions[1].1 = vec![Hide::NeverWas; hidden];
            regions[1].0 = people.records(&regions[1].1);
        }
        let [mut one, mut other] = regions.map(|(records, hides)| (records, hides));
        if differing == Differing::Staff {
            for record in one.0.iter_mut().chain(&mut other.0) {
                if dice.percent(40) {
                    for_staff_alone(&mut dice, record);
                }
            }
        }
        let mut worlds = Vec::new();
        for (records, hides) in [one, other] {
            let world = World::of(seed, &people.vacancies, &records).await;
            for (place, hide) in people.hidden.iter().zip(hides) {
                finish(&world, hide, &people.all[*place]).await;
            }
            worlds.push(world);
        }
        let worlds = worlds.try_into().unwrap_or_else(|_| unreachable!());
        Self {
            seed,
            differing,
            dice,
            people,
            worlds,
        }
    }

    /// Hides somebody in both regions, in each in its own way: one who was hidden in another way, or
    /// one who was there in both.
    async fn hide(&mut self, hidden: &mut Vec<usize>) {
        let place = match hidden.is_empty() || self.dice.percent(50) {
            true => self.dice.below(PEOPLE),
            false => *self.dice.pick(hidden),
        };
        if !hidden.contains(&place) {
            hidden.push(place);
        }
        for world in &self.worlds {
            let shown = &self.people.all[place];
            let hide = hides(&mut self.dice, self.differing, 1)[0];
            put(world, hide, shown).await;
        }
    }

    async fn run(mut self) -> Tally {
        let mut tally = Tally::default();
        let mut hidden = self.people.hidden.clone();
        let addresses = addresses(&self.worlds[0]).await;
        let all: Vec<Jobseeker> = self.people.all.clone();
        let vacancies = self.people.vacancies.clone();
        let is_hidden = |place: &usize| self.people.hidden.contains(place);
        let (away, there): (Vec<usize>, Vec<usize>) = (0..PEOPLE).partition(is_hidden);
        let mut script = Script {
            seed: self.seed,
            dice: Dice::of(self.seed ^ 0x5eed),
            vacancies: &vacancies,
            hidden: away.iter().map(|place| &all[*place]).collect(),
            common: there.iter().map(|place| &all[*place]).collect(),
            educators: self.differing == Differing::FromEveryone,
            addresses,
            pages: Vec::new(),
            seen: Vec::new(),
        };
        for step in 0..QUESTIONS {
            if self.differing != Differing::Staff && self.dice.percent(3) {
                self.hide(&mut hidden).await;
            }
            let question = script.next();
            let (one, took) = self.worlds[0].send(&question).await;
            let (other, _) = self.worlds[1].send(&question).await;
            let told = format!(
                "pair {} ({:?}), question {step}: {question:?}",
                self.seed, self.differing
            );
            assert_eq!(
                (one.status, &one.headers),
                (other.status, &other.headers),
                "{told}\n{}\n{}",
                one.body,
                other.body
            );
            assert_same(&one.body, &other.body, &told);
            script.learn(&question, &one);
            tally.take(&question, &one, took);
        }
        self.time(&mut tally, &script).await;
        tally
    }

    /// Times answers about the hidden and about nobody, in turns.
    async fn time(&self, tally: &mut Tally, script: &Script<'_>) {
        let about = |name: String| Question {
            who: Who::Agency(0),
            method: "POST",
            address: "/api/v1/candidates:search".to_owned(),
            headers: vec![("content-type", "application/json".to_owned())],
            body: format!(r#"{{"vacancy":"{name}","purpose":"p"}}"#),
        };
        for (nth, person) in script.hidden.iter().enumerate() {
            let hidden = world::public_id(self.seed, person.person.id.as_str());
            let never = world::public_id(self.seed, &format!("never {nth}"));
            let (_, took) = self.worlds[0].send(&about(hidden.to_string())).await;
            tally.hidden.push(took);
            let (_, took) = self.worlds[0].send(&about(never.to_string())).await;
            tally.never.push(took);
        }
    }
}

/// How so many people are hidden in one region.
fn hides(dice: &mut Dice, differing: Differing, count: usize) -> Vec<Hide> {
    let kinds = match differing {
        Differing::FromEveryone => Hide::FROM_EVERYONE,
        _ => Hide::FROM_PARTNERS,
    };
    (0..count).map(|_| *dice.pick(kinds)).collect()
}

/// Hides somebody, whatever they were; who was erased stays so.
async fn put(world: &World, hide: Hide, shown: &Jobseeker) {
    match hide {
        // One who was there can only be erased.
        Hide::NeverWas => finish(world, Hide::Erased, shown).await,
        Hide::Erased | Hide::Restricted => finish(world, hide, shown).await,
        _ => {
            let record = hide.record(shown).unwrap();
            world.engine.put_jobseekers(&[record], None).await.unwrap();
        }
    }
}

/// Does what no record says: erases, restricts. Who is not there needs neither.
async fn finish(world: &World, hide: Hide, shown: &Jobseeker) {
    let (engine, id) = (&world.engine, &shown.person.id);
    let done = match hide {
        Hide::Erased => engine.erase(id).await.map(|_| ()),
        Hide::Restricted => engine
            .restrict(id, "asked for it", "test")
            .await
            .map(|_| ()),
        _ => Ok(()),
    };
    match done {
        Ok(()) | Err(EngineError::NotFound { .. }) => {}
        Err(error) => panic!("{error}"),
    }
}

/// Every address of the interface with its methods, as it describes itself.
async fn addresses(world: &World) -> Vec<(&'static str, String)> {
    let question = Question {
        who: Who::Agency(0),
        method: "GET",
        address: "/api/v1/openapi.json".to_owned(),
        headers: Vec::new(),
        body: String::new(),
    };
    let (answer, _) = world.send(&question).await;
    let description = answer.json();
    let mut addresses = Vec::new();
    for (path, methods) in description["paths"].as_object().unwrap() {
        for (name, method) in [
            ("get", "GET"),
            ("post", "POST"),
            ("put", "PUT"),
            ("delete", "DELETE"),
        ] {
            if methods.get(name).is_some() {
                addresses.push((method, path.clone()));
            }
        }
    }
    assert!(addresses.len() > 10, "{addresses:?}");
    addresses
}

/// Bodies that are the same, or where they part.
fn assert_same(one: &str, other: &str, told: &str) {
    if one == other {
        return;
    }
    let same = one.bytes().zip(other.bytes()).take_while(|(a, b)| a == b);
    let at = same.count();
    let around = |body: &str| {
        let bytes = &body.as_bytes()[at.saturating_sub(200)..body.len().min(at + 200)];
        String::from_utf8_lossy(bytes).into_owned()
    };
    panic!("{told}\nat {at}\n{}\n{}", around(one), around(other));
}

impl Tally {
    fn take(&mut self, question: &Question, answer: &world::Answer, _: Duration) {
        self.questions += 1;
        let list = answer.json();
        self.answered += usize::from(answer.status == 200);
        self.refused += usize::from(answer.status == 429);
        self.people += list["candidates"].as_array().map_or(0, Vec::len);
        self.pages += usize::from(answer.status == 200 && question.body.contains("\"cursor\""));
        let table = question.address.contains("/gaps") || question.address.contains("/course");
        self.tables += usize::from(answer.status == 200 && table);
    }

    fn add(&mut self, other: Self) {
        self.questions += other.questions;
        self.answered += other.answered;
        self.people += other.people;
        self.pages += other.pages;
        self.refused += other.refused;
        self.tables += other.tables;
        self.hidden.extend(other.hidden);
        self.never.extend(other.never);
    }
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

#[test]
fn what_a_reader_may_not_see_changes_nothing_he_gets() {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap();
    let pairs = number_of("KOHTAANTO_WORLDS", PAIRS);
    let first = number_of("KOHTAANTO_WORLDS_FROM", 0);
    let mut tally = runtime.block_on(async {
        let mut tally = Tally::default();
        let mut running = tokio::task::JoinSet::new();
        for seed in first..first + pairs {
            if running.len() >= 2 {
                tally.add(running.join_next().await.unwrap().unwrap());
            }
            running.spawn(async move { Pair::of(seed).await.run().await });
        }
        while let Some(done) = running.join_next().await {
            tally.add(done.unwrap());
        }
        tally
    });
    let (hidden, never) = (median(&mut tally.hidden), median(&mut tally.never));
    eprintln!(
        "{pairs} pairs: {} questions, {} answered, {} people shown, {} further pages, {} tables, {} refused \
         as too alike; a hidden person's name took {hidden:?}, nobody's {never:?}",
        tally.questions, tally.answered, tally.people, tally.pages, tally.tables, tally.refused
    );
    let pairs = usize::try_from(pairs).unwrap();
    assert_eq!(tally.questions, pairs * QUESTIONS);
    assert!(
        tally.answered > pairs * 40 && tally.people > pairs * 100 && tally.pages > pairs,
        "{tally:?}"
    );
}
