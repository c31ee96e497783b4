//! What a key may use, and requests that are sent again.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use axum::http::{Request, StatusCode, header};
use jiff::Timestamp;
use serde_json::{Value, json};

use super::Settings;
use super::once::request_hash;
use super::test_app::{Answer, TestApp, patient};
use crate::domain::record::parse;
use crate::domain::{Jobseeker, Role};
use crate::engine::{Clock, Options, PeopleADay};

/// Ten seconds into a minute.
const BEGIN: i64 = 1_795_420_810;

/// A clock that moves when it is told to.
#[derive(Clone)]
struct Hands(Arc<AtomicI64>);

impl Hands {
    fn new() -> Self {
        Self(Arc::new(AtomicI64::new(BEGIN)))
    }

    fn on(&self, seconds: i64) {
        self.0.fetch_add(seconds, Ordering::Relaxed);
    }

    fn set(&self, options: Options) -> Options {
        let now = Arc::clone(&self.0);
        let now = move || Timestamp::from_second(now.load(Ordering::Relaxed)).unwrap();
        Options {
            clock: Clock::set_by(now),
            ..options
        }
    }
}

fn five_a_minute() -> Settings {
    Settings {
        requests_a_minute: 5,
        ..patient()
    }
}

fn said(answer: &Answer, header: &str) -> String {
    let said = answer
        .headers
        .get(header)
        .map(|value| value.to_str().unwrap());
    said.unwrap_or_default().to_owned()
}

#[tokio::test]
async fn a_key_that_asks_too_often_waits_and_starting_anew_gives_it_no_more() {
    let hands = Hands::new();
    let mut app = TestApp::with(five_a_minute(), |options| hands.set(options)).await;
    let (key, other) = (app.key(Role::Coordinator).await, app.key(Role::Coach).await);
    for left in [4, 3, 2] {
        let answer = app.get("/api/v1/vacancies", &key).await;
        assert_eq!(answer.status, StatusCode::OK);
        assert_eq!(
            said(&answer, "ratelimit"),
            format!("\"requests\";r={left};t=50")
        );
        assert_eq!(said(&answer, "ratelimit-policy"), "\"requests\";q=5;w=60");
    }
    app.start_anew(five_a_minute()).await;
    hands.on(20);
    let usage = app.get("/api/v1/usage", &key).await;
    assert_eq!(
        usage.json()["limits"],
        json!([{"name": "requests", "limit": 5, "window_seconds": 60, "used": 4, "remaining": 1, "resets_in_seconds": 30}])
    );
    // What is refused for another reason counts too.
    let answer = app.get("/api/v1/nothing", &key).await;
    assert_eq!(said(&answer, "ratelimit"), "\"requests\";r=0;t=30");
    app.start_anew(five_a_minute()).await;
    for address in [
        "/api/v1/vacancies",
        "/api/v1/usage",
        "/fi/vacancies",
        "/api/v1/nothing",
    ] {
        let answer = app.get(address, &key).await;
        assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS, "{address}");
        assert_eq!(said(&answer, "retry-after"), "30", "{address}");
        assert_eq!(said(&answer, "ratelimit"), "\"requests\";r=0;t=30");
    }
    let answer = app.get("/api/v1/vacancies", &key).await;
    assert_eq!(answer.json()["code"], "too_many_requests");
    assert_eq!(
        app.get("/api/v1/vacancies", &other).await.status,
        StatusCode::OK
    );
    hands.on(30);
    let answer = app.get("/api/v1/vacancies", &key).await;
    assert_eq!(answer.status, StatusCode::OK, "the next minute");
    assert_eq!(said(&answer, "ratelimit"), "\"requests\";r=4;t=60");
}

/// A nurse whom `a-1` and `a-2` may see, of coach `c-1`.
fn nurse(id: &str, partners: &str) -> Jobseeker {
    let json = format!(
        r#"{{"person":{{"id":"{id}","name":"Salme {id}","protected_address":false,"coach":"c-1"}},
            "visibility":{{"matching":true,"partners":{partners}}},
            "profile":{{"languages":[{{"code":"fi","native":true}}],"permits":["title:practical_nurse"]}}}}"#
    );
    parse(&json).unwrap()
}

const CONSENT: &str = r#"{"agencies":["a-1","a-2"],"consent_text":"2026-1"}"#;

async fn with_nurses(app: &TestApp, count: usize) {
    let nurses: Vec<_> = (0..count)
        .map(|n| nurse(&format!("N-{n}"), CONSENT))
        .collect();
    app.engine.put_jobseekers(&nurses, None).await.unwrap();
}

#[tokio::test]
async fn a_key_is_shown_so_many_people_a_day_and_no_more() {
    let hands = Hands::new();
    let limited = |options| Options {
        people_a_day: PeopleADay {
            partner: 3,
            staff: 0,
        },
        ..hands.set(options)
    };
    let mut app = TestApp::with(patient(), limited).await;
    with_nurses(&app, 5).await;
    let (key, other) = (app.agency_key("a-1").await, app.agency_key("a-1").await);
    let search = async |app: &TestApp, key: &str, limit: usize, cursor: &Value| {
        let body = json!({"text": "Lähihoitaja", "purpose": "an assignment", "limit": limit, "cursor": cursor});
        app.post("/api/v1/candidates:search", key, &body.to_string())
            .await
    };
    let first = search(&app, &key, 2, &Value::Null).await;
    assert_eq!(first.status, StatusCode::OK, "{}", first.text);
    assert_eq!(said(&first, "ratelimit-policy"), "\"people\";q=3;w=86400");
    // The same people are the same people.
    let again = search(&app, &key, 2, &Value::Null).await;
    assert_eq!(again.status, StatusCode::OK);
    let next = &first.json()["next"];
    let refused = search(&app, &key, 2, next).await;
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(refused.json()["code"], "too_many_people");
    let until = 86_400 - BEGIN % 86_400;
    assert_eq!(said(&refused, "retry-after"), until.to_string());
    assert_eq!(
        said(&refused, "ratelimit"),
        format!("\"people\";r=0;t={until}")
    );
    assert_eq!(search(&app, &key, 1, next).await.status, StatusCode::OK);
    app.start_anew(patient()).await;
    assert_eq!(
        search(&app, &key, 20, &Value::Null).await.status,
        StatusCode::TOO_MANY_REQUESTS
    );
    let usage = app.get("/api/v1/usage", &key).await.json();
    let people = &usage["limits"][0];
    assert_eq!(
        (&people["name"], &people["used"], &people["remaining"]),
        (&json!("people"), &json!(3), &json!(0))
    );
    // One candidate by pseudonym is a person as well.
    let shown = first.json()["candidates"][0]["person"].clone();
    let shown = format!("/api/v1/candidates/{}", shown.as_str().unwrap());
    assert_eq!(app.get(&shown, &key).await.status, StatusCode::OK);
    let fourth = search(&app, &other, 3, next).await.json();
    let fourth = fourth["candidates"][1]["person"].clone();
    let fourth = format!("/api/v1/candidates/{}", fourth.as_str().unwrap());
    assert_eq!(
        app.get(&fourth, &key).await.status,
        StatusCode::TOO_MANY_REQUESTS
    );
    let staff = app.key(Role::Coordinator).await;
    let vacancy = app.vacancy("Lähihoitaja", &staff).await;
    let matches = format!("/api/v1/vacancies/{vacancy}/matches");
    assert_eq!(app.get(&matches, &staff).await.status, StatusCode::OK);
    hands.on(until);
    let fresh = search(&app, &key, 3, &Value::Null).await;
    assert_eq!(fresh.status, StatusCode::OK, "the next day");
}

struct Asked {
    app: TestApp,
    agency: String,
    address: String,
}

impl Asked {
    /// An agency that was shown one nurse.
    async fn new() -> Self {
        let app = TestApp::new(patient()).await;
        app.engine
            .put_jobseekers(&[nurse("P-1", CONSENT)], None)
            .await
            .unwrap();
        let agency = app.agency_key("a-1").await;
        let body = r#"{"text":"Lähihoitaja","purpose":"an assignment"}"#;
        let list = app.post("/api/v1/candidates:search", &agency, body).await;
        let pseudonym = list.json()["candidates"][0]["person"].clone();
        let address = format!(
            "/api/v1/candidates/{}/contact-requests",
            pseudonym.as_str().unwrap()
        );
        Self {
            app,
            agency,
            address,
        }
    }

    async fn ask(&self, once: &str, purpose: &str) -> Answer {
        let request = Request::post(&self.address)
            .header(header::AUTHORIZATION, format!("Bearer {}", self.agency))
            .header(header::CONTENT_TYPE, "application/json")
            .header("idempotency-key", once);
        let body = json!({"purpose": purpose}).to_string();
        self.app.send(request, body).await
    }

    async fn refuse(&self, request: &Value) {
        let coach = self.app.scoped_key(Role::Coach, "clients:c-1").await;
        let id = request["id"].as_str().unwrap();
        let address = format!("/api/v1/contact-requests/{id}/answer");
        let answer = self.app.post(&address, &coach, "{}").await;
        assert_eq!(answer.status, StatusCode::NO_CONTENT);
    }
}

#[tokio::test]
async fn what_is_sent_again_is_made_once() {
    let mut asked = Asked::new().await;
    let first = asked.ask("k-1", "interview").await;
    assert_eq!(first.status, StatusCode::CREATED, "{}", first.text);
    assert_eq!(said(&first, "idempotency-replayed"), "");
    asked.app.start_anew(patient()).await;
    let again = asked.ask("k-1", "interview").await;
    assert_eq!(again.status, StatusCode::CREATED);
    assert_eq!(again.json(), first.json());
    assert_eq!(said(&again, "idempotency-replayed"), "true");
    let other = asked.ask("k-1", "another interview").await;
    assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(other.json()["code"], "idempotency_key_reused");

    // Once it is answered, a new key makes a new one, and the old key tells of the old one.
    asked.refuse(&first.json()).await;
    let second = asked.ask("k-2", "interview").await.json();
    assert_ne!(second["id"], first.json()["id"]);
    let old = asked.ask("k-1", "interview").await.json();
    assert_eq!(
        (&old["id"], &old["state"]),
        (&first.json()["id"], &json!("no"))
    );

    // Who is hidden meanwhile is not shown for having been asked about.
    let hidden = nurse("P-1", r#"{"agencies":["a-2"],"consent_text":"2026-1"}"#);
    asked
        .app
        .engine
        .put_jobseekers(&[hidden], None)
        .await
        .unwrap();
    assert_eq!(
        asked.ask("k-1", "interview").await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn a_request_that_made_nothing_is_tried_anew_and_one_in_flight_waits() {
    let asked = Asked::new().await;
    for bad in ["", "two words", "ä", &"x".repeat(256)] {
        let answer = asked.ask(bad, "interview").await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{bad}");
        assert_eq!(answer.json()["errors"][0]["pointer"], "/idempotency-key");
    }
    let long = "x".repeat(600);
    for _ in 0..2 {
        let answer = asked.ask("k-1", &long).await;
        assert_eq!(
            answer.json()["errors"][0]["pointer"],
            "/purpose",
            "{}",
            answer.text
        );
    }
    // The first one has begun and not ended.
    let engine = &asked.app.engine;
    let reader = engine.authenticate(&asked.agency).await.unwrap().unwrap();
    let address = format!("POST {}", asked.address);
    let request = request_hash(&address, &json!({"purpose": "interview"})).unwrap();
    let begun = engine.begin_once(&reader, "k-2", request).await.unwrap();
    assert_eq!(begun, None);
    let waits = asked.ask("k-2", "interview").await;
    assert_eq!(waits.status, StatusCode::CONFLICT, "{}", waits.text);
    assert_eq!(waits.json()["code"], "idempotency_in_flight");
    assert_eq!(said(&waits, "retry-after"), "1");
    engine.end_once(&reader, "k-2", None).await.unwrap();
    let (one, two) = tokio::join!(asked.ask("k-2", "interview"), asked.ask("k-2", "interview"));
    let mut codes = [one.status, two.status];
    codes.sort();
    assert_eq!(codes[0], StatusCode::CREATED);
    assert!([StatusCode::CREATED, StatusCode::CONFLICT].contains(&codes[1]));
    if codes[1] == StatusCode::CREATED {
        assert_eq!(one.json()["id"], two.json()["id"]);
    }
    // Another key's keys are its own.
    let other = asked.app.agency_key("a-1").await;
    let asked = Asked {
        agency: other,
        ..asked
    };
    let theirs = asked.ask("k-2", "another").await;
    assert_eq!(theirs.status, StatusCode::CREATED, "{}", theirs.text);
}
