//! Hidden at once: from the moment a hide is acknowledged no answer holds the person, whatever is under
//! way; a period begins and ends by itself at midnight in Finland; and where the ledger or the
//! projection cannot keep up, there is an error and nobody in it.

mod watch;

use std::sync::atomic::{AtomicI64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use jiff::Timestamp;
use jiff::civil::date;
use kohtaanto::domain::{Jobseeker, PublicId, Role, Vacancy};
use kohtaanto::engine::{Clock, Engine, Options};
use kohtaanto::store::{Place, ProtectionKind, ProtectionRecord};
use kohtaanto::visibility::Decision;
use serde_json::{Value, json};

use crate::store::{Bed, on_each_engine};
use crate::web::{Answer, Web, key};
use watch::{Hide, Watch};

on_each_engine! {
    no_answer_holds_anybody_whose_hide_was_acknowledged
    periods_begin_and_end_at_midnight_in_finland
    where_the_ledger_cannot_be_written_nobody_is_in_the_answer
    a_request_that_cannot_keep_up_is_turned_away
}

/// People who are hidden while others read: on SQLite as many as are asked for.
fn hidden_people(bed: &Bed) -> usize {
    let said = std::env::var("KOHTAANTO_HIDDEN_PEOPLE").ok();
    let said = said.and_then(|n| n.parse().ok());
    match bed.place() {
        Place::Directory(_) => said.unwrap_or(120),
        Place::Postgres(_) => said.unwrap_or(120).min(400),
    }
}

/// The engine on a bed's records, which the bed has closed.
async fn open(
    bed: &mut Bed,
    folder: &tempfile::TempDir,
    change: impl FnOnce(&mut Options),
) -> Engine {
    bed.close().await;
    let mut options = match bed.place() {
        Place::Directory(data) => Options::new(data),
        Place::Postgres(url) => Options {
            database: Some(url),
            ..Options::new(folder.path())
        },
    };
    options.as_of = Some(date(2026, 11, 23));
    change(&mut options);
    Engine::init(options).await.unwrap()
}

fn person(number: usize, change: impl FnOnce(&mut Value)) -> Jobseeker {
    let id = format!("P-{number:05}");
    let mut record = json!({
        "person": {"id": id, "name": format!("Nimi {id}"), "home_municipality": "837", "protected_address": false,
            "coach": "c-1", "service_unit": "u-1"},
        "visibility": {"matching": true, "partners": {"agencies": ["a-1"], "consent_text": "2026-1"}},
        "profile": {"headline": {"fi": "Lähihoitaja"}, "permits": ["title:practical_nurse", "card:hygiene"],
            "languages": [{"code": "fi", "native": true}]}});
    change(&mut record);
    crate::store::jobseeker(&record.to_string())
}

fn vacancy(id: &str) -> Vacancy {
    let record = json!({"id": id, "title": {"fi": "Lähihoitaja"}, "municipalities": ["837"],
        "languages": [{"code": "fi", "level": "B2", "need": "must"}],
        "permits": [{"code": "title:practical_nurse", "need": "must"}]});
    crate::store::vacancy(&record.to_string())
}

/// So many people put in, each with the way in which they may come to be hidden.
async fn everyone(engine: &Engine, all: usize) -> Vec<(String, PublicId, Hide)> {
    let records: Vec<Jobseeker> = (0..all).map(|number| person(number, |_| {})).collect();
    let mut people = Vec::new();
    for (batch, from) in records.chunks(500).zip((0..).step_by(500)) {
        let put = engine.put_jobseekers(batch, None).await.unwrap();
        for (put, place) in put.iter().zip(from..) {
            let id = records[place].person.id.to_string();
            people.push((id, put.public.unwrap(), Watch::how(place)));
        }
    }
    people
}

/// The must-show: eight readers of as many kinds read while people are hidden in five ways.
async fn no_answer_holds_anybody_whose_hide_was_acknowledged(mut bed: Bed) -> Bed {
    let (hidden, folder) = (hidden_people(&bed), tempfile::tempdir().unwrap());
    let all = hidden + 30;
    let pseudonym_key = bed.store().pseudonym_key();
    let engine = open(&mut bed, &folder, |_| {}).await;
    let puts = engine
        .put_vacancies(&[vacancy("V-1"), vacancy("V-2")])
        .await
        .unwrap();
    let mut people = everyone(&engine, all).await;
    let places = people
        .iter()
        .zip(0..)
        .flat_map(|((id, public, _), place)| [(id.clone(), place), (public.to_string(), place)]);
    let places = places.collect();
    people.truncate(hidden);
    let watch = Arc::new(Watch {
        web: Web::of(&engine).await,
        staff: key(&engine, Role::Coordinator, "").await,
        partner: key(&engine, Role::Partner, "a-1").await,
        vacancy: puts[0].public.unwrap(),
        people,
        places,
        all,
        begun: AtomicUsize::new(0),
        acknowledged: AtomicUsize::new(0),
        pseudonym_key,
        pseudonyms: Mutex::default(),
        rotations: AtomicUsize::new(0),
        rows: AtomicUsize::new(0),
        engine: engine.clone(),
    });
    // What is made once is made before anybody waits for it.
    engine.catch_up().await.unwrap();
    let readers = (0..8).map(|reader| {
        let watch = Arc::clone(&watch);
        tokio::spawn(async move {
            let (mut turn, mut given) = (0, 0);
            while watch.known() < watch.people.len() {
                given += usize::from(watch.read(reader, turn).await.is_some());
                turn += 1;
            }
            // Once more after the last hide, when only those who stay are left and nothing changes.
            let last = watch.read(reader, turn).await;
            assert!(
                last.is_some(),
                "reader {reader} was turned away though nothing changed"
            );
            given
        })
    });
    let readers: Vec<_> = readers.collect();
    while watch.known() < watch.people.len() {
        watch.hide((hidden / 100).max(3)).await;
        tokio::time::sleep(Duration::from_millis(60)).await;
    }
    for (reader, number) in readers.into_iter().zip(0..) {
        let given = reader.await.unwrap();
        assert!(
            given > 0,
            "reader {number} got no answer while people were hidden"
        );
    }
    assert!(
        watch.rows.load(Ordering::Relaxed) > all,
        "rows were looked at"
    );
    let report = engine.audit_verify().await.unwrap();
    assert_eq!(report.breaks, []);
    bed
}

/// Moments round midnight in Finland, with the candidates of the agency, of whom there are never two;
/// unknown people whom staff see; whether the advert that closes on 27 March is open.
const MOMENTS: [(&str, u32, &str, bool); 9] = [
    ("2027-03-27T20:00:00Z", 1, "P-00010", true),
    ("2027-03-27T21:59:59Z", 1, "P-00010", true),
    ("2027-03-27T22:00:00Z", 1, "P-00011", false),
    ("2027-03-28T00:00:00Z", 1, "P-00011", false),
    ("2027-03-28T20:59:59Z", 1, "P-00011", false),
    ("2027-10-30T20:59:59Z", 1, "P-00011", false),
    ("2027-10-30T21:00:00Z", 1, "P-00011", false),
    ("2027-10-31T21:59:59Z", 1, "P-00011", false),
    ("2027-10-31T22:00:00Z", 0, "P-00011", false),
];

/// One engine that runs on through the nights on which the clocks change: consent, a decision about a
/// source, and an advert each hold to the last second of their last day.
async fn periods_begin_and_end_at_midnight_in_finland(mut bed: Bed) -> Bed {
    let folder = tempfile::tempdir().unwrap();
    let decided = |source: &str, from, until| ProtectionRecord {
        source: source.into(),
        kind: ProtectionKind::StaffMaySee(Decision { from, until }),
        by: "Olli Operaattori".into(),
        at: "2027-03-01T08:00:00Z".parse().unwrap(),
    };
    let (eve, day) = (date(2027, 3, 27), date(2027, 3, 28));
    for decision in [decided("old", eve, Some(eve)), decided("new", day, None)] {
        bed.store().record_protection(&decision).await.unwrap();
    }
    let now = Arc::new(AtomicI64::new(0));
    let clock = Arc::clone(&now);
    let engine = open(&mut bed, &folder, |options| {
        options.as_of = None;
        options.clock =
            Clock::set_by(move || Timestamp::from_second(clock.load(Ordering::SeqCst)).unwrap());
    })
    .await;
    let set = |moment: &str| {
        let moment: Timestamp = moment.parse().unwrap();
        now.store(moment.as_second(), Ordering::SeqCst);
    };
    set("2027-03-01T08:00:00Z");
    let mut closing = vacancy("V-closing");
    closing.closes = Some(date(2027, 3, 27));
    let put = engine
        .put_vacancies(&[vacancy("V-1"), closing])
        .await
        .unwrap();
    three_in_turn_and_two_unknown(&engine).await;
    let web = Web::of(&engine).await;
    let partner = key(&engine, Role::Partner, "a-1").await;
    let staff = key(&engine, Role::Coordinator, "").await;
    let [open, closing] = [0, 1].map(|place: usize| put[place].public.unwrap());
    for (moment, candidates, unknown, is_open) in MOMENTS {
        set(moment);
        let asked = |vacancy| json!({"vacancy": vacancy, "purpose": "an assignment"});
        let list = web
            .post("/api/v1/candidates:search", &partner, &asked(open))
            .await;
        assert_eq!(list.status, 200, "{moment}: {}", list.text);
        assert_eq!(
            list.json()["considered"],
            candidates,
            "{moment}: {}",
            list.text
        );
        let list = web
            .post("/api/v1/candidates:search", &partner, &asked(closing))
            .await;
        assert_eq!(list.status == 200, is_open, "{moment}: {}", list.text);
        let list = web
            .get(&format!("/api/v1/vacancies/{open}/matches"), &staff)
            .await;
        let seen = ["P-00010", "P-00011"].map(|id| list.text.contains(id));
        assert_eq!(
            seen,
            ["P-00010", "P-00011"].map(|id| id == unknown),
            "{moment}"
        );
    }
    on_the_ledger_by_day(&engine).await;
    bed
}

/// Three who consent one after the other, and two whose protection is not known, of two sources.
async fn three_in_turn_and_two_unknown(engine: &Engine) {
    let people = [
        consenting(0, "2027-01-01", "2027-03-27"),
        consenting(1, "2027-03-28", "2027-10-30"),
        consenting(2, "2027-10-31", "2027-10-31"),
    ];
    let (old, new) = ([unknown(10)], [unknown(11)]);
    for (people, source) in [
        (&people[..], None),
        (&old, Some("old")),
        (&new, Some("new")),
    ] {
        engine.put_jobseekers(people, source).await.unwrap();
    }
    engine.catch_up().await.unwrap();
}

/// A person who has consented to the agency for a time.
fn consenting(number: usize, from: &str, until: &str) -> Jobseeker {
    person(number, |record| {
        record["visibility"]["partners"]["from"] = json!(from);
        record["visibility"]["partners"]["until"] = json!(until);
    })
}

/// A person of whom it is not known whether they have a protected address.
fn unknown(number: usize) -> Jobseeker {
    person(number, |record| {
        record["person"]["protected_address"] = Value::Null
    })
}

/// Who was shown to the agency on which day: the consents followed one another at midnight.
async fn on_the_ledger_by_day(engine: &Engine) {
    for (person, first, last) in [
        ("P-00000", "2027-03-27T20:00:00Z", "2027-03-27T21:59:59Z"),
        ("P-00001", "2027-03-27T22:00:00Z", "2027-10-30T20:59:59Z"),
        ("P-00002", "2027-10-30T21:00:00Z", "2027-10-31T21:59:59Z"),
    ] {
        let sights = engine.who_saw(&person.parse().unwrap()).await.unwrap();
        let shown = sights
            .iter()
            .filter(|s| s.disclosure.organisation.is_some());
        let shown: Vec<String> = shown.map(|s| s.disclosure.at.to_string()).collect();
        let ends = [shown.first(), shown.last()].map(|at| at.map(String::as_str));
        assert_eq!(ends, [Some(first), Some(last)], "{person}");
    }
}

/// Ways to ask for people over HTTP, each with its answer.
async fn every_way(
    web: Web,
    staff: &str,
    partner: &str,
    vacancy: PublicId,
    person: PublicId,
) -> Vec<Answer> {
    let list = format!("/api/v1/vacancies/{vacancy}/matches");
    let body = json!({"vacancy": vacancy, "purpose": "an assignment"});
    vec![
        web.get(&list, staff).await,
        web.get(&format!("{list}/{person}"), staff).await,
        web.get(&format!("/api/v1/people/{person}/jobs"), staff)
            .await,
        web.post("/api/v1/search/people", staff, &json!({"text": ""}))
            .await,
        web.post("/api/v1/candidates:search", partner, &body).await,
        web.get(&format!("/fi/vacancies/{vacancy}"), staff).await,
        web.get(&format!("/fi/people/{person}"), staff).await,
    ]
}

async fn where_the_ledger_cannot_be_written_nobody_is_in_the_answer(mut bed: Bed) -> Bed {
    let folder = tempfile::tempdir().unwrap();
    let engine = open(&mut bed, &folder, |_| {}).await;
    let vacancy = engine.put_vacancies(&[vacancy("V-1")]).await.unwrap()[0]
        .public
        .unwrap();
    let put = engine
        .put_jobseekers(&[person(0, |_| {})], None)
        .await
        .unwrap();
    let person = put[0].public.unwrap();
    engine.catch_up().await.unwrap();
    let web = Web::of(&engine).await;
    let staff = key(&engine, Role::Coordinator, "").await;
    let partner = key(&engine, Role::Partner, "a-1").await;
    let ask = || every_way(web, &staff, &partner, vacancy, person);
    for answer in ask().await {
        assert_eq!(answer.status, 200, "{}", answer.text);
    }
    let leaves = engine.audit_verify().await.unwrap().leaves;
    for (breaks, mends) in [
        (
            "ALTER TABLE leaf RENAME TO gone",
            "ALTER TABLE gone RENAME TO leaf",
        ),
        (
            "ALTER TABLE sight RENAME TO gone",
            "ALTER TABLE gone RENAME TO sight",
        ),
    ] {
        beside(&bed, breaks).await;
        for answer in ask().await {
            assert_eq!(answer.status, 503, "{breaks}: {}", answer.text);
            for name in ["P-00000", "Nimi"] {
                assert!(!answer.text.contains(name), "{breaks}: {}", answer.text);
            }
        }
        beside(&bed, mends).await;
        assert_eq!(
            engine.audit_verify().await.unwrap().leaves,
            leaves,
            "{breaks}"
        );
    }
    for answer in ask().await {
        assert_eq!(answer.status, 200, "{}", answer.text);
    }
    bed
}

/// Runs SQL beside the open engine.
async fn beside(bed: &Bed, sql: &'static str) {
    match bed.place() {
        Place::Directory(folder) => {
            crate::store::run_sqlite(&folder.join("records.sqlite"), sql).await;
        }
        Place::Postgres(url) => crate::store::run_sql(&url, sql.into()).await,
    }
}

async fn a_request_that_cannot_keep_up_is_turned_away(mut bed: Bed) -> Bed {
    let folder = tempfile::tempdir().unwrap();
    let engine = open(&mut bed, &folder, |options| {
        options.patience = Some(Duration::ZERO)
    })
    .await;
    let vacancy = engine.put_vacancies(&[vacancy("V-1")]).await.unwrap()[0]
        .public
        .unwrap();
    let put = engine
        .put_jobseekers(&[person(0, |_| {})], None)
        .await
        .unwrap();
    engine.catch_up().await.unwrap();
    let web = Web::of(&engine).await;
    let staff = key(&engine, Role::Coordinator, "").await;
    let partner = key(&engine, Role::Partner, "a-1").await;
    engine.catch_up().await.unwrap();
    for turn in 0..6 {
        let is_hidden = turn % 2 == 0;
        let changed = person(0, |record| {
            record["visibility"]["matching"] = json!(!is_hidden)
        });
        engine.put_jobseekers(&[changed], None).await.unwrap();
        let answer = web
            .get(&format!("/api/v1/vacancies/{vacancy}/matches"), &staff)
            .await;
        assert_eq!(answer.status, 503, "{}", answer.text);
        assert!(
            answer.text.to_lowercase().contains("retry-after: 1"),
            "{}",
            answer.text
        );
        assert_eq!(answer.json()["code"], "unavailable");
        // The work goes on by itself, whoever asked for it.
        let caught_up = tokio::time::timeout(Duration::from_secs(20), async {
            while engine.ready().await.is_err() {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        });
        caught_up.await.unwrap();
        for answer in every_way(web, &staff, &partner, vacancy, put[0].public.unwrap()).await {
            let is_there =
                answer.text.contains("P-00000") || answer.text.contains("\"candidates\":[{");
            assert_eq!(is_there, !is_hidden, "{}", answer.text);
        }
    }
    bed
}
