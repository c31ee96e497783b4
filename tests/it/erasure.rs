use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use aho_corasick::AhoCorasick;
use kohtaanto::domain::{Jobseeker, Lang, PersonId, Role};
use kohtaanto::engine::{Engine, EngineError, MatchesQuery, PutOutcome, Reader, SearchQuery};
use kohtaanto::sample::{self, Region};
use kohtaanto_index::contents::contents;
use sqlx::{ConnectOptions as _, Connection as _, Row as _};

use crate::region::{filled, options};

/// Within so long whoever is erased is in no file.
const MINUTE: Duration = Duration::from_secs(60);

/// How many people are erased: `KOHTAANTO_ERASED` of them.
fn how_many() -> u32 {
    std::env::var("KOHTAANTO_ERASED").map_or(12, |number| number.parse().unwrap())
}

/// A word that stands in one field of one version of one person's record alone. Its first eight letters
/// do so too, whatever a stemmer leaves of its end.
fn mark(person: u32, version: u32, field: u32) -> String {
    let mut number = (person * 2 + version) * 32 + field;
    let mut letters = String::new();
    for _ in 0..5 {
        letters.push(char::from(b"bcdfghjklmnpqrst"[(number % 16) as usize]));
        number /= 16;
    }
    format!("wxq{letters}wqx")
}

const FIELDS: u32 = 22;

/// Somebody with marks of their own in every field that takes words.
fn marked(person: u32, version: u32) -> Jobseeker {
    let m = |field| mark(person, version, field);
    let long = format!("{} ja työ ", m(9)).repeat(120);
    let record = serde_json::json!({
        "person": {"id": id(person), "name": m(0), "home_municipality": "837", "protected_address": false,
            "coach": m(1), "service_unit": m(2)},
        "visibility": {"matching": true, "partners": {"agencies": [m(3)], "consent_text": "2026-1"}},
        "profile": {
            "headline": {"fi": m(5), "sv": m(6), "en": m(7)},
            "text": {"fi": format!("Olen {} ja osaan {} hyvin. Puh. {} {long}", m(8), m(10), m(11)), "sv": m(12), "en": m(13)},
            "skills": [{"text": m(14)}, {"text": m(4)}, {"concept": format!("http://data.europa.eu/esco/skill/{}", m(15))}],
            "employments": [{"title": m(16), "employer": m(17), "text": m(18), "from": "2019-01"}],
            "educations": [{"title": m(19)}],
            "wishes": {"occupations": [format!("http://data.europa.eu/esco/occupation/{}", m(20))]},
        },
    });
    kohtaanto::domain::record::parse(&record.to_string()).unwrap()
}

fn id(person: u32) -> String {
    format!("P-{}", mark(person, 0, 21))
}

/// The same id as a person's.
fn person_id(person: u32) -> PersonId {
    id(person).parse().unwrap()
}

fn reader() -> Reader {
    Reader::staff(Role::Coordinator, "test", "erasure", Lang::Fi)
}

/// What to look for: words, and bytes that stand for a person.
struct Marks {
    names: Vec<String>,
    finder: AhoCorasick,
}

impl Marks {
    fn new(patterns: Vec<(String, Vec<u8>)>) -> Self {
        let (names, bytes): (Vec<_>, Vec<_>) = patterns.into_iter().unzip();
        let finder = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .build(bytes);
        Self {
            names,
            finder: finder.unwrap(),
        }
    }

    fn of_words(people: u32) -> Vec<(String, Vec<u8>)> {
        let mut patterns = Vec::new();
        for (person, version) in (0..people).flat_map(|p| [(p, 0), (p, 1)]) {
            for field in 0..FIELDS {
                let word = mark(person, version, field)[..8].to_owned();
                patterns.push((word.clone(), word.into_bytes()));
            }
        }
        patterns
    }

    /// Those that stand in some bytes.
    fn within(&self, bytes: &[u8]) -> BTreeSet<String> {
        let found = self.finder.find_iter(bytes);
        found.map(|one| self.names[one.pattern()].clone()).collect()
    }

    /// Those that stand anywhere below a folder: in a file's bytes, and in what the index's dictionaries
    /// and stored documents say when they are decoded. By place.
    fn below(&self, folder: &Path) -> BTreeMap<String, BTreeSet<String>> {
        let mut places = BTreeMap::new();
        let mut put = |place: String, found: BTreeSet<String>| {
            if !found.is_empty() {
                places.insert(place, found);
            }
        };
        for path in files_below(folder) {
            let name = path.strip_prefix(folder).unwrap().display().to_string();
            put(name, self.within(&std::fs::read(&path).unwrap()));
        }
        for shelf in ["people", "vacancies"] {
            let held = contents(&folder.join("index").join(shelf)).unwrap();
            let joined =
                |words: &BTreeSet<String>| Vec::from_iter(words.iter().cloned()).join("\n");
            put(
                format!("{shelf} dictionary"),
                self.within(joined(&held.terms).as_bytes()),
            );
            put(
                format!("{shelf} documents"),
                self.within(joined(&held.stored).as_bytes()),
            );
            assert_eq!(
                held.leftover,
                Vec::<String>::new(),
                "files that no group owns"
            );
        }
        places
    }
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => found.extend(files_below(&path)),
            false => found.push(path),
        }
    }
    found
}

/// Public identifier, ledger key and content hash of each marked person: bytes that stand for them.
async fn keys(data: &Path, people: u32) -> Vec<(String, Vec<u8>)> {
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(data.join("records.sqlite"));
    let mut connection = options.connect().await.unwrap();
    let mut found = Vec::new();
    for person in 0..people {
        let sql = "SELECT public_id, ledger_key, hash FROM jobseeker WHERE id = $1";
        let row = sqlx::query(sql).bind(id(person));
        let row = row.fetch_one(&mut connection).await.unwrap();
        let public: String = row.get(0);
        found.push((format!("public {person}"), public.into_bytes()));
        found.push((format!("ledger key {person}"), row.get(1)));
        found.push((format!("hash {person}"), row.get(2)));
    }
    connection.close().await.unwrap();
    found
}

/// Everyone marked put twice, found, listed, and in a run that was kept.
async fn a_life(engine: &Engine, region: &Region, people: u32) {
    for version in [0, 1] {
        let batch: Vec<_> = (0..people).map(|p| marked(p, version)).collect();
        engine.put_jobseekers(&batch, Some("feed")).await.unwrap();
        assert!(
            found(engine, &mark(0, version, 8)).await,
            "version {version}"
        );
    }
    for vacancy in &region.vacancies[..4] {
        let query = MatchesQuery {
            limit: Some(1_000),
            ..MatchesQuery::default()
        };
        let id = vacancy.id.as_str();
        engine.matches(&reader(), id, query).await.unwrap();
    }
    let report = engine.changes(&reader()).await.unwrap();
    engine.keep(report).await.unwrap();
    let sights = engine.who_saw(&person_id(0)).await.unwrap();
    assert!(!sights.is_empty());
}

async fn found(engine: &Engine, word: &str) -> bool {
    let query = SearchQuery {
        text: word.to_owned(),
        ..SearchQuery::default()
    };
    engine.search_people(&reader(), query).await.unwrap().total > 0
}

/// Imports, searches and rankings that go on until they are told to stop: yesterday's feed over and
/// over, with the erased in it, and others who change.
fn bustle(
    engine: &Engine,
    region: &Region,
    people: u32,
    stop: &Arc<AtomicBool>,
) -> Vec<tokio::task::JoinHandle<()>> {
    let others = region.jobseekers[..12].to_vec();
    let vacancy = region.vacancies[0].id.to_string();
    let (importer, asker) = (engine.clone(), engine.clone());
    let (stop_import, stop_asking) = (Arc::clone(stop), Arc::clone(stop));
    let importing = async move {
        for round in 0.. {
            if stop_import.load(Ordering::Relaxed) {
                break;
            }
            let mut batch = others.clone();
            for (one, n) in batch.iter_mut().zip(0..) {
                one.person.name = Some(format!("Kierros {round} nimi {n}"));
            }
            importer.put_jobseekers(&batch, None).await.unwrap();
            let feed: Vec<_> = (0..people).map(|p| marked(p, 1)).collect();
            importer.put_jobseekers(&feed, Some("feed")).await.unwrap();
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    let asking = async move {
        while !stop_asking.load(Ordering::Relaxed) {
            found(&asker, "hitsaaja").await;
            let query = MatchesQuery::default();
            asker.matches(&reader(), &vacancy, query).await.unwrap();
        }
    };
    vec![tokio::spawn(importing), tokio::spawn(asking)]
}

/// Erases everyone, some at a time; the time of the last acknowledgement.
async fn erase_all(engine: &Engine, people: u32) -> Instant {
    let mut last = Instant::now();
    for some in Vec::from_iter(0..people).chunks(8) {
        let erasures = some.iter().map(|person| {
            let (engine, person) = (engine.clone(), *person);
            tokio::spawn(async move {
                let started = Instant::now();
                let erasure = engine.erase(&person_id(person)).await.unwrap();
                assert!(erasure.files_clean, "person {person}");
                assert!(started.elapsed() < MINUTE, "{:?}", started.elapsed());
                assert!(!found(&engine, &mark(person, 1, 8)).await);
                let gone = engine.who_saw(&person_id(person)).await;
                assert!(matches!(gone, Err(EngineError::NotFound { .. })));
            })
        });
        for erasure in Vec::from_iter(erasures) {
            erasure.await.unwrap();
        }
        last = Instant::now();
    }
    last
}

/// A region with marked people in every file that the program keeps, and a backup of it.
async fn with_marks(folder: &Path, region: &Region, people: u32) -> (Engine, Marks) {
    let data = folder.join("data");
    let engine = filled(&data, region).await;
    a_life(&engine, region, people).await;
    engine.close().await;
    let mut patterns = Marks::of_words(people);
    patterns.extend(keys(&data, people).await);
    let marks = Marks::new(patterns);
    let engine = Engine::open(options(&data)).await.unwrap();
    engine.ready().await.unwrap();
    assert!(data.join("projection").join("rows").exists());
    // What a run that was killed has left.
    let part = folder.join("run.part");
    std::fs::write(&part, mark(0, 1, 0)).unwrap();
    engine.note_unfinished(std::slice::from_ref(&part)).unwrap();
    (engine, marks)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn whoever_is_erased_is_in_no_file_within_a_minute_and_in_no_restored_backup() {
    let folder = tempfile::tempdir().unwrap();
    let (data, backup) = (folder.path().join("data"), folder.path().join("backup"));
    let region = sample::region(20_261_122, 280, 12);
    let people = how_many();
    let (engine, marks) = with_marks(folder.path(), &region, people).await;
    // What looks for them sees them, each kind in its place.
    let before = marks.below(&data);
    let records = &before["records.sqlite"];
    for person in 0..people {
        for field in 0..FIELDS {
            let version = u32::from(field != 21);
            assert!(
                records.contains(&mark(person, version, field)[..8]),
                "{field}"
            );
        }
        assert!(records.contains(&format!("ledger key {person}")));
        let head = mark(person, 1, 5)[..8].to_owned();
        assert!(before["people dictionary"].contains(&head));
    }
    let made = Engine::backup(&options(&data), &backup, 30).await.unwrap();
    assert!(made.jobseekers > u64::from(people));
    let in_backup = marks.below(&backup);
    assert!(in_backup["records.sqlite"].len() > 22 * people as usize);

    let stop = Arc::new(AtomicBool::new(false));
    let bustle = bustle(&engine, &region, people, &stop);
    let acknowledged = erase_all(&engine, people).await;
    stop.store(true, Ordering::Relaxed);
    for task in bustle {
        task.await.unwrap();
    }
    assert_eq!(marks.below(&data), BTreeMap::new());
    assert!(!folder.path().join("run.part").exists());
    assert!(
        acknowledged.elapsed() < MINUTE,
        "{:?}",
        acknowledged.elapsed()
    );
    assert_eq!(engine.audit_verify().await.unwrap().breaks, vec![]);
    engine.close().await;
    assert_eq!(marks.below(&data), BTreeMap::new(), "after closing");

    // The backup of before still holds everybody; what is restored of it nobody.
    assert_eq!(marks.below(&backup), in_backup);
    let restored = folder.path().join("restored");
    let list = data.join("erasures.list");
    let told = Engine::restore(&backup, &list, &restored).await.unwrap();
    assert_eq!(told.erased, u64::from(people));
    assert_eq!(marks.below(&restored), BTreeMap::new());
    let engine = Engine::open(options(&restored)).await.unwrap();
    assert!(!found(&engine, &mark(0, 1, 8)).await);
    assert!(found(&engine, "hitsaaja").await);
    let feed: Vec<_> = (0..people).map(|p| marked(p, 1)).collect();
    let put = engine.put_jobseekers(&feed, Some("feed")).await.unwrap();
    assert!(put.iter().all(|put| put.outcome == PutOutcome::Erased));
    assert_eq!(engine.audit_verify().await.unwrap().breaks, vec![]);
    engine.close().await;
    assert_eq!(marks.below(&restored), BTreeMap::new());
}
