//! Pages of a list while records change under it.

use std::collections::{BTreeMap, BTreeSet};

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::test_app::{TestApp, patient};
use crate::domain::record::parse;
use crate::domain::{Jobseeker, Role, Vacancy};

/// Cases of this many people each: `KOHTAANTO_PAGED` of them.
fn people() -> usize {
    std::env::var("KOHTAANTO_PAGED").map_or(120, |n| n.parse().unwrap())
}

/// Seeds after which records come again.
const SEEDS: usize = 15;

/// Somebody whose place among the others depends on `n`.
fn person(n: usize, seed: usize) -> Jobseeker {
    let levels = ["A1", "A2", "B1", "B2", "C1"];
    let level = levels[(n * 7 + seed) % levels.len()];
    let permits = [r#""title:practical_nurse""#, r#""card:hygiene""#, ""][(n + seed) % 3];
    let json = format!(
        r#"{{"person":{{"id":"Q-{n:05}","home_municipality":"837","protected_address":{}}},"visibility":{{"matching":true}},
            "profile":{{"languages":[{{"code":"fi","level":"{level}"}}],"permits":[{permits}]}}}}"#,
        n % 11 == 10,
    );
    parse(&json).unwrap()
}

fn is_hidden(n: usize) -> bool {
    n % 11 == 10
}

/// Counts everyone on a page.
fn count(times: &mut BTreeMap<String, usize>, page: &Value) {
    for one in page["matches"].as_array().unwrap() {
        let id = one["person"].as_str().unwrap().to_owned();
        *times.entry(id).or_default() += 1;
    }
}

#[tokio::test]
async fn whoever_did_not_change_stands_in_the_pages_exactly_once() {
    let app = TestApp::new(patient()).await;
    let all = people();
    let put = async |people: Vec<Jobseeker>| {
        app.engine.put_jobseekers(&people, None).await.unwrap();
    };
    put((0..all).map(|n| person(n, 0)).collect()).await;
    // By what everyone's record was made: the same again is no change.
    let mut made: BTreeMap<usize, usize> = (0..all).map(|n| (n, 0)).collect();
    let key = app.key(Role::Coordinator).await;
    let vacancy = app.vacancy("Lähihoitaja", &key).await;
    for limit in [1 + all / 40, 7 + all / 17] {
        let matches = format!("/api/v1/vacancies/{vacancy}/matches?limit={limit}");
        let mut times: BTreeMap<String, usize> = BTreeMap::new();
        let (mut changed, mut pages) = (BTreeSet::new(), 0);
        let mut page = app.get(&matches, &key).await.json();
        loop {
            count(&mut times, &page);
            pages += 1;
            let Some(next) = page["next"].as_str().map(str::to_owned) else {
                break;
            };
            assert_eq!(
                page["changed"],
                Value::Null,
                "counted on the last page alone"
            );
            // Between two pages: some move up or down, some come, and some of whom nobody knows change.
            let moved = (0..all).filter(|n| n % 13 == pages % 13);
            let moved: Vec<usize> = moved.chain([10_000 * limit + pages]).collect();
            let seed = (pages + limit) % SEEDS;
            put(moved.iter().map(|n| person(*n, seed)).collect()).await;
            for n in moved {
                if made.insert(n, seed) != Some(seed) && !is_hidden(n) {
                    changed.insert(n);
                }
            }
            page = app
                .get(&format!("{matches}&cursor={next}"), &key)
                .await
                .json();
            if pages == 9 {
                // What was counted so far is what is changed: the rest of the pages in peace.
                while let Some(next) = page["next"].as_str().map(str::to_owned) {
                    count(&mut times, &page);
                    page = app
                        .get(&format!("{matches}&cursor={next}"), &key)
                        .await
                        .json();
                }
            }
        }
        for n in (0..all).filter(|n| !is_hidden(*n) && !changed.contains(n)) {
            assert_eq!(
                times.get(&format!("Q-{n:05}")),
                Some(&1),
                "{n} of {all}, {limit} a page"
            );
        }
        let unchanged = (0..all).filter(|n| !is_hidden(*n) && !changed.contains(n));
        assert!(
            unchanged.count() > all / 4,
            "the test has somebody to look for"
        );
        assert_eq!(page["changed"], changed.len() as u64);
        assert!(
            times
                .keys()
                .all(|id| !is_hidden(id[2..].parse().unwrap_or(0)))
        );
    }
    let one_page = format!("/api/v1/vacancies/{vacancy}/matches?limit=1000");
    assert_eq!(app.get(&one_page, &key).await.json()["changed"], 0);
}

/// Six people for a vacancy: a coordinator's key, the vacancy, and the address of the first two.
async fn six_for_a_vacancy(app: &TestApp) -> (String, String, String) {
    let people: Vec<_> = (0..6).map(|n| person(n, 0)).collect();
    app.engine.put_jobseekers(&people, None).await.unwrap();
    let key = app.key(Role::Coordinator).await;
    let vacancy = app.vacancy("Lähihoitaja", &key).await;
    let matches = format!("/api/v1/vacancies/{vacancy}/matches?limit=2");
    (key, vacancy, matches)
}

#[tokio::test]
async fn a_cursor_altered_by_one_bit_is_refused() {
    let app = TestApp::new(patient()).await;
    let (key, _, matches) = six_for_a_vacancy(&app).await;
    let cursor = app.get(&matches, &key).await.json()["next"].clone();
    let cursor = cursor.as_str().unwrap();
    let mut refused = 0;
    for (at, bit) in (0..cursor.len()).flat_map(|at| (0..7).map(move |bit| (at, bit))) {
        let mut bent = cursor.as_bytes().to_vec();
        bent[at] ^= 1 << bit;
        // Percent-encoded, so that every byte arrives as it is.
        let bent: String = bent.iter().map(|byte| format!("%{byte:02X}")).collect();
        let answer = app.get(&format!("{matches}&cursor={bent}"), &key).await;
        assert_eq!(
            answer.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "byte {at}, bit {bit}"
        );
        assert_eq!(answer.json()["errors"][0]["pointer"], "/cursor");
        refused += 1;
    }
    assert_eq!(refused, 7 * cursor.len());
    let whole = app.get(&format!("{matches}&cursor={cursor}"), &key).await;
    assert_eq!(whole.status, StatusCode::OK);
    // Of another list, or of another reader's, it is none either.
    let other = app.key(Role::Coach).await;
    for (address, key) in [
        (format!("{matches}&group=fits"), &key),
        (matches.clone(), &other),
    ] {
        let answer = app.get(&format!("{address}&cursor={cursor}"), key).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{address}");
    }
}

#[tokio::test]
async fn a_list_of_a_vacancy_that_was_changed_begins_again() {
    let app = TestApp::new(patient()).await;
    let (key, vacancy, matches) = six_for_a_vacancy(&app).await;
    let next = |page: &Value| page["next"].as_str().unwrap().to_owned();
    let cursor = next(&app.get(&matches, &key).await.json());
    let record = app.get(&format!("/api/v1/vacancies/{vacancy}"), &key).await;
    let mut record: Vacancy = parse(&record.json()["record"].to_string()).unwrap();
    record.positions = Some(9);
    app.engine.put_vacancies(&[record]).await.unwrap();
    let answer = app.get(&format!("{matches}&cursor={cursor}"), &key).await;
    assert_eq!(answer.status, StatusCode::GONE);
    assert_eq!(answer.json()["code"], "ranking_changed");
    let search = async |permit: &str, cursor: &Value| {
        let assignment = json!({"id": "A-1", "permits": [{"code": permit, "need": "must"}]});
        let body = json!({"assignment": assignment, "purpose": "p", "limit": 1, "cursor": cursor});
        let key = app.agency_key("a-1").await;
        app.post("/api/v1/candidates:search", &key, &body.to_string())
            .await
    };
    let consenting = |id: &str| {
        let json = format!(
            r#"{{"person":{{"id":"{id}","protected_address":false}},
                "visibility":{{"matching":true,"partners":{{"agencies":["a-1"],"consent_text":"2026-1"}}}},
                "profile":{{"permits":["card:hygiene"]}}}}"#
        );
        parse::<Jobseeker>(&json).unwrap()
    };
    let people = ["C-1", "C-2"].map(consenting);
    app.engine.put_jobseekers(&people, None).await.unwrap();
    let first = search("card:hygiene", &Value::Null).await.json();
    let same = search("card:hygiene", &first["next"]).await;
    assert_eq!(same.status, StatusCode::OK, "{}", same.text);
    let other = search("card:hot_work", &first["next"]).await;
    assert_eq!(
        other.status,
        StatusCode::GONE,
        "another assignment under the same id"
    );
}

#[tokio::test]
async fn vacancies_that_stay_stand_in_the_pages_exactly_once() {
    let app = TestApp::new(patient()).await;
    let vacancy = |id: String, n: usize, status: &str| -> Vacancy {
        let day = 1 + n % 28;
        let published = if n.is_multiple_of(7) {
            String::new()
        } else {
            format!(r#","published":"2026-10-{day:02}""#)
        };
        parse(&format!(
            r#"{{"id":"{id}","status":"{status}","municipalities":["837"]{published}}}"#
        ))
        .unwrap()
    };
    let all = people();
    let first: Vec<Vacancy> = (0..all)
        .map(|n| vacancy(format!("S-{n}"), n, "open"))
        .collect();
    app.engine.put_vacancies(&first).await.unwrap();
    let key = app.key(Role::Coordinator).await;
    let list = "/api/v1/vacancies?municipality=837&limit=7";
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    let (mut page, mut pages) = (app.get(list, &key).await.json(), 0);
    loop {
        for one in page["vacancies"].as_array().unwrap() {
            let id = one["id"].as_str().unwrap().to_owned();
            *times.entry(id).or_default() += 1;
        }
        pages += 1;
        let Some(next) = page["next_cursor"].as_str() else {
            break;
        };
        // Between two pages some are filled, new ones come before and after, and nothing moves by it.
        let filled = (0..all).filter(|n| n % 11 == 3 && n % 40 == pages % 40);
        let mut moved: Vec<Vacancy> = filled
            .map(|n| vacancy(format!("S-{n}"), n, "filled"))
            .collect();
        moved.extend((0..3).map(|n| vacancy(format!("N-{pages}-{n}"), pages + 9 * n, "open")));
        app.engine.put_vacancies(&moved).await.unwrap();
        let next = format!("{list}&cursor={next}");
        page = app.get(&next, &key).await.json();
        assert!(pages < all, "the list ends");
    }
    let stayed = (0..all).filter(|n| n % 11 != 3);
    for n in stayed {
        assert_eq!(times.get(&format!("S-{n}")), Some(&1), "{n} of {all}");
    }
    assert!(times.values().all(|times| *times == 1));
    // A cursor of another list, or an altered one, is none; and a page begins in one way.
    let one = app.get(list, &key).await.json();
    let cursor = one["next_cursor"].as_str().unwrap();
    let bent = format!(
        "{}{}",
        &cursor[..cursor.len() - 1],
        if cursor.ends_with('0') { '1' } else { '0' }
    );
    for (address, pointer) in [
        (
            format!("/api/v1/vacancies?limit=7&cursor={cursor}"),
            "/cursor",
        ),
        (format!("{list}&cursor={bent}"), "/cursor"),
        (format!("{list}&cursor={cursor}&from=7"), "/from"),
    ] {
        let answer = app.get(&address, &key).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{address}");
        assert_eq!(answer.json()["errors"][0]["pointer"], pointer, "{address}");
    }
}
