//! Contact, as an agency and a coach meet it: only a yes gives what was agreed, and whoever is not there
//! for the agency now is as one who never was.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use serde_json::Value;

use super::test_app::{Answer, TestApp, patient};
use crate::domain::record::parse;
use crate::domain::{Agreed, Jobseeker, PersonId, Role};
use crate::engine::Deputising;

/// A nurse whom `a-1` may see, of coach `c-1`.
fn nurse(id: &str, partners: &str) -> Jobseeker {
    let json = format!(
        r#"{{"person":{{"id":"{id}","name":"Salme {id}","protected_address":false,"coach":"c-1","service_unit":"u-1"}},
            "visibility":{{"matching":true,"partners":{partners}}},
            "profile":{{"text":{{"fi":"Omia sanoja."}},"languages":[{{"code":"fi","native":true}}],"permits":["title:practical_nurse"],
            "wishes":{{"commute_minutes":20}}}}}}"#
    );
    parse(&json).unwrap()
}

const CONSENT: &str = r#"{"agencies":["a-1","a-2"],"consent_text":"2026-1"}"#;

struct Met {
    app: TestApp,
    agency: String,
    coach: String,
}

impl Met {
    async fn new() -> Self {
        let app = TestApp::new(patient()).await;
        let coach = app.scoped_key(Role::Coach, "clients:c-1").await;
        let agency = app.agency_key("a-1").await;
        let met = Self { app, agency, coach };
        met.put(nurse("P-1", CONSENT)).await;
        met
    }

    async fn put(&self, person: Jobseeker) {
        self.app
            .engine
            .put_jobseekers(&[person], None)
            .await
            .unwrap();
    }

    /// The pseudonyms that an agency is given for an assignment.
    async fn found(&self, key: &str) -> Vec<String> {
        let body = r#"{"text":"Lähihoitaja","purpose":"an assignment"}"#;
        let list = self.app.post("/api/v1/candidates:search", key, body).await;
        let list = list.json();
        let candidates = list["candidates"].as_array().unwrap().iter();
        candidates
            .map(|c| c["person"].as_str().unwrap().to_owned())
            .collect()
    }

    async fn one(&self, pseudonym: &str) -> Answer {
        let address = format!("/api/v1/candidates/{pseudonym}");
        self.app.get(&address, &self.agency).await
    }

    async fn ask(&self, pseudonym: &str) -> Answer {
        let address = format!("/api/v1/candidates/{pseudonym}/contact-requests");
        let body = r#"{"purpose":"interview for nights"}"#;
        self.app.post(&address, &self.agency, body).await
    }

    async fn requests(&self, key: &str) -> Vec<Value> {
        let answer = self.app.get("/api/v1/contact-requests", key).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        answer.json()["requests"].as_array().unwrap().clone()
    }

    async fn answer(&self, request: &Value, key: &str, body: &str) -> StatusCode {
        let id = request["id"].as_str().unwrap();
        let address = format!("/api/v1/contact-requests/{id}/answer");
        self.app.post(&address, key, body).await.status
    }

    async fn changes(&self, since: u64) -> Value {
        let address = format!("/api/v1/changes?since={since}");
        self.app.get(&address, &self.agency).await.json()
    }

    async fn ways_seen(&self, person: &str) -> Vec<(String, bool)> {
        let person: PersonId = person.parse().unwrap();
        let sights = self.app.engine.who_saw(&person).await.unwrap();
        let ways = sights.iter().map(|sight| {
            let to_agency = sight.disclosure.organisation.is_some();
            (sight.disclosure.kind.to_string(), to_agency)
        });
        ways.collect()
    }
}

const YES: &str = r#"{"agreed":{"name":"Salme","phone":"040 123 4567"}}"#;

#[tokio::test]
async fn only_a_yes_gives_what_was_agreed() {
    let met = Met::new().await;
    let pseudonym = met.found(&met.agency).await.remove(0);
    let one = met.one(&pseudonym).await;
    assert_eq!(one.status, StatusCode::OK);
    assert_eq!(one.json()["contact"], "via_coach");
    assert!(one.json()["profile"]["wishes"].is_null() && !one.text.contains("Omia"));

    let asked = met.ask(&pseudonym).await;
    assert_eq!(asked.status, StatusCode::CREATED, "{}", asked.text);
    // The test's day is a Monday: two working days on, and ten, over Independence Day on a Sunday.
    let asked = asked.json();
    assert_eq!(
        (&asked["state"], &asked["due"]),
        (&"waiting".into(), &"2026-11-25".into())
    );
    assert_eq!(asked["expires"], "2026-12-07");
    assert_eq!(
        met.ask(&pseudonym).await.json()["id"],
        asked["id"],
        "one at a time"
    );

    let task = met.requests(&met.coach).await.remove(0);
    assert_eq!(
        (&task["person"], &task["agency"]),
        (&"P-1".into(), &"a-1".into())
    );
    assert_eq!(task["purpose"], "interview for nights");
    for (role, scope) in [
        (Role::Coach, "clients:c-2"),
        (Role::Coach, "everyone"),
        (Role::Coach, "unit:u-1"),
    ] {
        let other = met.app.scoped_key(role, scope).await;
        assert_ne!(
            met.answer(&task, &other, YES).await,
            StatusCode::NO_CONTENT,
            "{scope}"
        );
    }
    let coordinator = met.app.key(Role::Coordinator).await;
    assert_eq!(
        met.answer(&task, &coordinator, YES).await,
        StatusCode::FORBIDDEN
    );
    let waiting = met.app.get("/api/v1/contact-requests", &met.agency).await;
    assert!(!waiting.text.contains("Salme") && !waiting.text.contains("P-1"));

    let empty = met
        .answer(&task, &met.coach, r#"{"agreed":{"name":"Salme"}}"#)
        .await;
    assert_eq!(empty, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        met.answer(&task, &met.coach, YES).await,
        StatusCode::NO_CONTENT
    );
    assert_eq!(
        met.answer(&task, &met.coach, "{}").await,
        StatusCode::CONFLICT
    );
    let given = met.requests(&met.agency).await.remove(0);
    assert_eq!(
        (&given["state"], &given["agreed"]["phone"]),
        (&"yes".into(), &"040 123 4567".into())
    );
    assert_eq!(given["pseudonym"], pseudonym);
    let ways = met.ways_seen("P-1").await;
    assert_eq!(ways.last(), Some(&("contact".to_owned(), true)), "{ways:?}");
    let given = ways.iter().filter(|(kind, _)| kind == "contact").count();
    assert_eq!(given, 1, "{ways:?}");
}

#[tokio::test]
async fn a_no_gives_nothing_and_a_deputy_answers_for_who_is_away() {
    let met = Met::new().await;
    let pseudonym = met.found(&met.agency).await.remove(0);
    met.ask(&pseudonym).await;
    let deputy = met.app.scoped_key(Role::Coach, "clients:c-2").await;
    assert!(met.requests(&deputy).await.is_empty());
    let day = met.app.engine.as_of();
    let deputising = Deputising {
        coach: "c-1".parse().unwrap(),
        deputy: "c-2".parse().unwrap(),
        from: day,
        until: day,
    };
    met.app.engine.deputise(&deputising, "Ritva").await.unwrap();
    let task = met.requests(&deputy).await.remove(0);
    assert_eq!(
        met.answer(&task, &deputy, "{}").await,
        StatusCode::NO_CONTENT
    );
    let told = met.requests(&met.agency).await.remove(0);
    assert_eq!(told["state"], "no");
    assert!(told["agreed"].is_null());
    // After an answer it may be asked again, for another purpose.
    assert_ne!(met.ask(&pseudonym).await.json()["id"], told["id"]);
}

/// The body of an answer without the request's id.
fn bare(answer: &Answer) -> (StatusCode, Value) {
    let mut body = answer.json();
    body["request"] = Value::Null;
    (answer.status, body)
}

#[tokio::test]
async fn a_pseudonym_that_names_nobody_now_is_as_one_that_never_was() {
    let met = Met::new().await;
    for id in ["P-2", "P-4", "P-5", "P-6"] {
        met.put(nurse(id, CONSENT)).await;
    }
    let agency = "a-1".parse().unwrap();
    let before = met.found(&met.agency).await;
    assert_eq!(before.len(), 5);
    let foreign = met.found(&met.app.agency_key("a-2").await).await;
    assert!(
        foreign.iter().all(|name| !before.contains(name)),
        "unlinkable between agencies"
    );
    for name in &before {
        assert_eq!(met.ask(name).await.status, StatusCode::CREATED);
    }
    // Revoked, erased, restricted, offered to nobody now: each in a way of its own.
    met.put(nurse("P-1", "null")).await;
    let engine = &met.app.engine;
    engine.erase(&"P-2".parse().unwrap()).await.unwrap();
    engine
        .restrict(&"P-4".parse().unwrap(), "contested", "Ritva")
        .await
        .unwrap();
    let mut away = nurse("P-5", CONSENT);
    away.staff.offer = Some(crate::domain::Offer::NotNow);
    met.put(away).await;
    let left = met.found(&met.agency).await;
    assert_eq!(left.len(), 1);
    assert!(before.contains(&left[0]), "who stays keeps the name");
    let requests = met.requests(&met.agency).await;
    assert_eq!(requests.len(), 1, "requests go with the person");
    engine.rotate_pseudonyms(&agency).await.unwrap();
    let rotated = met.found(&met.agency).await;
    assert!(!before.contains(&rotated[0]));

    let never = "mfrggzdfmztwq2lknnwg23tpoa".to_owned();
    let nobody = bare(&met.one(&never).await);
    assert_eq!(nobody.0, StatusCode::NOT_FOUND);
    for name in before
        .iter()
        .chain(&foreign)
        .chain([&"P-6".to_owned(), &never])
    {
        assert_eq!(bare(&met.one(name).await), nobody, "{name}");
        assert_eq!(bare(&met.ask(name).await), nobody, "{name}");
    }
    let told = met.changes(0).await;
    let mut revoked: Vec<&str> = Vec::new();
    for change in told["changes"].as_array().unwrap() {
        assert_eq!(change["kind"], "revoked", "{told}");
        revoked.push(change["candidate"].as_str().unwrap());
    }
    revoked.sort_unstable();
    let mut expected: Vec<&str> = before.iter().map(String::as_str).collect();
    expected.sort_unstable();
    assert_eq!(revoked, expected, "each once: {told}");
    let next = told["next"].as_u64().unwrap();
    assert_eq!(
        met.changes(next).await["changes"].as_array().unwrap().len(),
        0
    );
}

#[tokio::test]
async fn what_was_agreed_cannot_be_read_after_consent_is_revoked_and_comes_not_back() {
    let met = Met::new().await;
    let first = met.found(&met.agency).await.remove(0);
    met.ask(&first).await;
    let task = met.requests(&met.coach).await.remove(0);
    met.answer(&task, &met.coach, YES).await;
    assert_eq!(met.requests(&met.agency).await[0]["state"], "yes");
    met.put(nurse("P-1", "null")).await;
    assert!(met.requests(&met.agency).await.is_empty());
    assert_eq!(met.requests(&met.coach).await[0]["state"], "void");
    // Consent again: somebody new to the agency, and what was given stays away.
    met.put(nurse("P-1", CONSENT)).await;
    let again = met.found(&met.agency).await.remove(0);
    assert_ne!(again, first);
    assert_eq!(met.one(&first).await.status, StatusCode::NOT_FOUND);
    assert!(met.requests(&met.agency).await.is_empty());
    assert_eq!(met.ask(&again).await.json()["state"], "waiting");
    // What is otherwise in the profile is told, once.
    let since = met.changes(0).await["next"].as_u64().unwrap();
    assert_eq!(since, 1);
    let mut learnt = nurse("P-1", CONSENT);
    learnt.profile.permits.as_mut().unwrap().truncate(0);
    met.put(learnt).await;
    let told = met.changes(since).await;
    assert_eq!(told["changes"][0]["kind"], "updated");
    assert_eq!(told["changes"][0]["candidate"], again);
    assert_eq!(met.changes(2).await["changes"].as_array().unwrap().len(), 0);
}

#[tokio::test]
async fn direct_contact_is_the_persons_own_choice_and_can_be_taken_back() {
    let met = Met::new().await;
    let direct = r#"{"agencies":["a-1"],"consent_text":"2026-1","contact":"direct"}"#;
    met.put(nurse("P-1", direct)).await;
    let pseudonym = met.found(&met.agency).await.remove(0);
    let person: PersonId = "P-1".parse().unwrap();
    // The record alone gives nothing: nobody knows what the person agreed to give.
    let waits = met.ask(&pseudonym).await.json();
    assert_eq!(waits["state"], "waiting");
    let task = met.requests(&met.coach).await.remove(0);
    met.answer(&task, &met.coach, "{}").await;
    let agreed = Agreed {
        phone: Some("040 765".into()),
        ..Agreed::default()
    };
    let engine = &met.app.engine;
    engine
        .choose_direct(&person, agreed, "Ritva")
        .await
        .unwrap();
    let given = met.ask(&pseudonym).await.json();
    assert_eq!(
        (&given["state"], &given["agreed"]["phone"]),
        (&"yes".into(), &"040 765".into())
    );
    assert_eq!(
        met.ways_seen("P-1").await.last().unwrap(),
        &("contact".to_owned(), true)
    );
    assert!(engine.withdraw_direct(&person).await.unwrap());
    let text = met
        .app
        .get("/api/v1/contact-requests", &met.agency)
        .await
        .text;
    assert!(!text.contains("040 765"), "{text}");
    assert_eq!(met.ask(&pseudonym).await.json()["state"], "waiting");
}

/// The choice is recorded, and the consent says otherwise, or comes to say otherwise.
#[tokio::test]
async fn a_choice_of_direct_contact_gives_nothing_that_the_consent_does_not() {
    let by_coach = r#"{"agencies":["a-1"],"consent_text":"2026-1"}"#;
    let direct = r#"{"agencies":["a-1"],"consent_text":"2026-1","contact":"direct"}"#;
    for (consent, state) in [(by_coach, "waiting"), (direct, "yes")] {
        let met = Met::new().await;
        met.put(nurse("P-1", consent)).await;
        let agreed = Agreed {
            phone: Some("040 765".into()),
            ..Agreed::default()
        };
        let (engine, person) = (&met.app.engine, "P-1".parse().unwrap());
        engine
            .choose_direct(&person, agreed, "Ritva")
            .await
            .unwrap();
        let pseudonym = met.found(&met.agency).await.remove(0);
        let asked = met.ask(&pseudonym).await;
        assert_eq!(asked.json()["state"], state);
        assert_eq!(asked.text.contains("040 765"), state == "yes");
        met.put(nurse("P-1", by_coach)).await;
        let list = met
            .app
            .get("/api/v1/contact-requests", &met.agency)
            .await
            .text;
        assert!(!list.contains("040 765"), "{list}");
    }
}

#[tokio::test]
async fn the_coach_answers_on_a_page_in_three_languages() {
    let met = Met::new().await;
    let pseudonym = met.found(&met.agency).await.remove(0);
    met.ask(&pseudonym).await;
    let id = met.requests(&met.coach).await[0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    for (lang, due) in [
        ("fi", "25.11.2026"),
        ("sv", "25.11.2026"),
        ("en", "25 November 2026"),
    ] {
        let page = met
            .app
            .get(&format!("/{lang}/contact-requests"), &met.coach)
            .await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text);
        assert!(
            page.text.contains("Salme P-1") && page.text.contains(due),
            "{lang}"
        );
        assert!(!page.text.contains("Unknown localization"), "{lang}");
    }
    let send = |origin: &'static str, form: &'static str| {
        let request = Request::post(format!("/fi/contact-requests/{id}"))
            .header(header::AUTHORIZATION, format!("Bearer {}", met.coach))
            .header(header::HOST, "here.example")
            .header(header::ORIGIN, origin)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        met.app.send(request, Body::from(form))
    };
    let here = "http://here.example";
    let foreign = send("https://there.example", "answer=no").await;
    assert_eq!(foreign.status, StatusCode::FORBIDDEN);
    let silent = send(here, "answer=yes&name=Salme").await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(silent.text.contains("josta sovitte"), "{}", silent.text);
    let done = send(here, "answer=yes&name=Salme&phone=040+123&email=&words=").await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    let page = met.app.get("/fi/contact-requests", &met.coach).await.text;
    assert!(page.contains("Salme, 040 123"), "{page}");
    let agency = met.requests(&met.agency).await.remove(0);
    assert_eq!(agency["agreed"]["name"], "Salme");
    let coordinator = met.app.key(Role::Coordinator).await;
    let page = met.app.get("/fi/contact-requests", &coordinator).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
}
