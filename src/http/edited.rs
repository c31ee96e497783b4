//! Vacancies changed and removed over HTTP, and what is sent again only where it changed.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use serde_json::{Value, json};

use super::Settings;
use super::test_app::{Answer, TestApp};
use crate::domain::Role;

/// A request of a method with a key and further headers.
async fn asked(
    app: &TestApp,
    method: &str,
    address: &str,
    key: &str,
    headers: &[(&str, &str)],
    body: &Value,
) -> Answer {
    let mut request = Request::builder()
        .method(method)
        .uri(address)
        .header(header::AUTHORIZATION, format!("Bearer {key}"));
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    if body.is_null() {
        return app.send(request, Body::empty()).await;
    }
    let request = request.header(header::CONTENT_TYPE, "application/json");
    app.send(request, body.to_string()).await
}

fn tag(answer: &Answer) -> String {
    answer.headers[header::ETAG].to_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_change_is_let_in_over_the_version_that_was_read_and_no_other() {
    let app = TestApp::new(Settings::default()).await;
    let key = app.key(Role::Coordinator).await;
    let id = app.vacancy("Lähihoitaja", &key).await;
    let address = format!("/api/v1/vacancies/{id}");
    let read = app.get(&address, &key).await;
    let first = tag(&read);
    let mut record = read.json()["record"].clone();
    record["positions"] = json!(3);

    let answer = asked(&app, "PUT", &address, &key, &[], &record).await;
    assert_eq!(answer.status, StatusCode::PRECONDITION_REQUIRED);
    assert_eq!(answer.json()["code"], "precondition_required");
    let stranger = [("if-match", "\"00000000000000000000000000000000-0\"")];
    let answer = asked(&app, "PUT", &address, &key, &stranger, &record).await;
    assert_eq!(answer.status, StatusCode::PRECONDITION_FAILED);
    assert_eq!(answer.json()["code"], "precondition_failed");

    // Read in another language, it is the same version.
    let swedish = [("accept-language", "sv")];
    let swedish = asked(&app, "GET", &address, &key, &swedish, &Value::Null).await;
    assert_ne!(tag(&swedish), first);
    let seen = tag(&swedish);
    let seen = [("if-match", seen.as_str())];
    let answer = asked(&app, "PUT", &address, &key, &seen, &record).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    assert_eq!(answer.json()["record"]["positions"], 3);
    let second = tag(&answer);

    // Whoever read the first one is told, and nothing is lost.
    record["positions"] = json!(4);
    let lost = [("if-match", first.as_str())];
    let answer = asked(&app, "PUT", &address, &key, &lost, &record).await;
    assert_eq!(answer.status, StatusCode::PRECONDITION_FAILED);
    assert_eq!(
        app.get(&address, &key).await.json()["record"]["positions"],
        3
    );
    let either = format!("{first}, W/{second}");
    let either = [("if-match", either.as_str())];
    let answer = asked(&app, "PUT", &address, &key, &either, &record).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);

    let answer = asked(&app, "DELETE", &address, &key, &lost, &Value::Null).await;
    assert_eq!(answer.status, StatusCode::PRECONDITION_FAILED);
    let any = [("if-match", "*")];
    let answer = asked(&app, "DELETE", &address, &key, &any, &Value::Null).await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT);
    assert!(answer.text.is_empty());
    for method in ["GET", "DELETE"] {
        let answer = asked(&app, method, &address, &key, &any, &Value::Null).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{method}");
    }
    let answer = asked(&app, "PUT", &address, &key, &any, &record).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn unknown_and_read_only_fields_are_refused() {
    let app = TestApp::new(Settings::default()).await;
    let key = app.key(Role::Coordinator).await;
    let id = app.vacancy("Lähihoitaja", &key).await;
    let address = format!("/api/v1/vacancies/{id}");
    let view = app.get(&address, &key).await.json();
    let any = [("if-match", "*")];
    let put = async |record: &Value| {
        let answer = asked(&app, "PUT", &address, &key, &any, record).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{record}");
        answer.json()["errors"][0].clone()
    };
    let with = |field: &str, value: Value| {
        let mut record = view["record"].clone();
        record[field] = value;
        record
    };
    let error = put(&with("positons", json!(2))).await;
    assert_eq!(error["nearest"], "positions");
    let error = put(&with("public_id", json!(id))).await;
    assert!(
        error["reason"].as_str().unwrap().contains("read-only"),
        "{error}"
    );
    assert_eq!(error["nearest"], Value::Null);
    assert!(
        put(&view).await["reason"]
            .as_str()
            .unwrap()
            .contains("read-only")
    );
    let error = put(&with("id", json!("V-9"))).await;
    assert_eq!(
        (&error["pointer"], &error["value"]),
        (&json!("/id"), &json!("V-9"))
    );
    // What types alone cannot say is looked at too.
    let error = put(&with("closes", json!("2020-01-01"))).await;
    assert_eq!(error["pointer"], "/closes");
    let error = put(&with("minimum_age", json!(35))).await;
    assert_eq!(error["pointer"], "/minimum_age");
    assert_eq!(
        app.get(&address, &key).await.json(),
        view,
        "nothing was written"
    );
}

#[tokio::test]
async fn what_has_not_changed_is_not_sent_again() {
    let app = TestApp::new(Settings::default()).await;
    let key = app.key(Role::Coordinator).await;
    let id = app.vacancy("Lähihoitaja", &key).await;
    let one = format!("/api/v1/vacancies/{id}");
    for address in [one.as_str(), "/api/v1/vacancies"] {
        let first = app.get(address, &key).await;
        assert_eq!(first.headers[header::CACHE_CONTROL], "private, no-cache");
        let tag = tag(&first);
        let held = [("if-none-match", tag.as_str())];
        let again = asked(&app, "GET", address, &key, &held, &Value::Null).await;
        assert_eq!(again.status, StatusCode::NOT_MODIFIED, "{address}");
        assert!(again.text.is_empty());
        assert_eq!(again.headers[header::ETAG], tag.as_str());
        let swedish = [("if-none-match", tag.as_str()), ("accept-language", "sv")];
        let other = asked(&app, "GET", address, &key, &swedish, &Value::Null).await;
        assert_eq!(other.status, StatusCode::OK, "{address}: another language");
    }
    let before = tag(&app.get(&one, &key).await);
    let mut record = app.get(&one, &key).await.json()["record"].clone();
    record["positions"] = json!(7);
    let any = [("if-match", "*")];
    asked(&app, "PUT", &one, &key, &any, &record).await;
    let held = [("if-none-match", before.as_str())];
    let after = asked(&app, "GET", &one, &key, &held, &Value::Null).await;
    assert_eq!(after.status, StatusCode::OK);
    // Answers with people are never to be held.
    let matches = app.get(&format!("{one}/matches"), &key).await;
    assert_eq!(matches.headers[header::CACHE_CONTROL], "no-store");
    assert!(!matches.headers.contains_key(header::ETAG));
}

#[tokio::test]
async fn vacancies_come_as_lines_to_the_last_one() {
    let app = TestApp::new(Settings::default()).await;
    let many: Vec<crate::domain::Vacancy> = (0..1_203)
        .map(|n| {
            let status = if n % 3 == 0 { "filled" } else { "open" };
            let json = format!(r#"{{"id":"L-{n}","status":"{status}","municipalities":["837"]}}"#);
            crate::domain::record::parse(&json).unwrap()
        })
        .collect();
    app.engine.put_vacancies(&many).await.unwrap();
    let key = app.key(Role::Coordinator).await;
    let lines = async |address: &str| {
        let wanted = [("accept", "application/x-ndjson")];
        let answer = asked(&app, "GET", address, &key, &wanted, &Value::Null).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        assert_eq!(answer.headers[header::CONTENT_TYPE], "application/x-ndjson");
        let ids = answer.text.lines().map(|line| {
            let record = crate::domain::record::read::<crate::domain::Vacancy>(line).unwrap();
            record.id.to_string()
        });
        ids.collect::<Vec<_>>()
    };
    let all = lines("/api/v1/vacancies?closed_too=true").await;
    assert_eq!(all.len(), 1_205);
    assert_eq!((all[0].as_str(), all[1_204].as_str()), ("V-1", "L-1202"));
    assert_eq!(lines("/api/v1/vacancies").await.len(), 2 + 802);
    assert_eq!(lines("/api/v1/vacancies?municipality=536").await, ["V-2"]);
    let wanted = [("accept", "application/x-ndjson")];
    let paged = "/api/v1/vacancies?limit=5";
    let answer = asked(&app, "GET", paged, &key, &wanted, &Value::Null).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn who_was_shown_a_person_is_told_to_whoever_serves_them() {
    let app = TestApp::new(Settings::default()).await;
    let key = app.key(Role::Coordinator).await;
    let vacancy = app.vacancy("Lähihoitaja", &key).await;
    let matches = format!("/api/v1/vacancies/{vacancy}/matches");
    app.get(&matches, &key).await;
    let body = r#"{"text":"Lähihoitaja","purpose":"Assignment 7"}"#;
    let agency = app.key(Role::Partner).await;
    let found = app.post("/api/v1/candidates:search", &agency, body).await;
    assert_eq!(found.status, StatusCode::OK);

    let person = app.engine.public_person(&"P-1".parse().unwrap()).unwrap();
    let address = format!("/api/v1/people/{person}/seen-by");
    let seen = app.get(&address, &key).await.json();
    assert_eq!(seen["total"], 2);
    let newest = &seen["sights"][0];
    assert_eq!(
        (&newest["organisation"], &newest["purpose"]),
        (&json!("a-1"), &json!("Assignment 7"))
    );
    assert_eq!(seen["sights"][1]["role"], "coordinator");
    // Asking is itself an opening; a page at a time it is the same.
    let first = app.get(&format!("{address}?limit=2"), &key).await.json();
    assert_eq!(
        (&first["total"], &first["sights"][0]["kind"]),
        (&json!(3), &json!("opened"))
    );
    let rest = format!("{address}?limit=2&before={}", first["next"]);
    let rest = app.get(&rest, &key).await.json();
    assert_eq!(rest["sights"][0]["role"], "coordinator");
    assert_eq!(rest["next"], Value::Null);

    for (role, status) in [
        (Role::Coach, StatusCode::OK),
        (Role::Counsellor, StatusCode::FORBIDDEN),
        (Role::Partner, StatusCode::FORBIDDEN),
    ] {
        let key = app.key(role).await;
        assert_eq!(app.get(&address, &key).await.status, status, "{role}");
    }
    let hidden = app.engine.public_person(&"P-3".parse().unwrap()).unwrap();
    let hidden = format!("/api/v1/people/{hidden}/seen-by");
    assert_eq!(app.get(&hidden, &key).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_name_is_suggested_from_its_beginning() {
    let app = TestApp::new(Settings::default()).await;
    let key = app.key(Role::Counsellor).await;
    let suggested = async |body: Value| {
        let answer = app.post("/api/v1/suggest", &key, &body.to_string()).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        answer.json()["suggestions"].as_array().unwrap().clone()
    };
    let found = suggested(json!({"text": "Lähihoi", "kinds": ["occupation"]})).await;
    assert_eq!(found[0]["label"], "lähihoitaja", "{found:?}");
    let found = suggested(json!({"text": "tamp", "kinds": ["municipality"]})).await;
    assert_eq!(found[0]["id"], "837");
    // By another of its names, which is then told.
    let found = suggested(json!({"text": "tammerf", "kinds": ["municipality"]})).await;
    assert_eq!(
        (&found[0]["label"], &found[0]["matched"]),
        (&json!("Tampere"), &json!("Tammerfors"))
    );
    let found = suggested(json!({"text": "englan", "kinds": ["language"]})).await;
    assert_eq!(found[0]["id"], "en");
    assert!(suggested(json!({"text": "h", "limit": 50})).await.len() == 50);
    assert!(suggested(json!({"text": "qzxv"})).await.is_empty());
    for (body, pointer) in [
        (json!({"text": " "}), "/text"),
        (json!({"text": "x".repeat(101)}), "/text"),
        (json!({"text": "x", "limit": 51}), "/limit"),
        (json!({"text": "x", "kinds": ["person"]}), "/kinds/0"),
    ] {
        let answer = app.post("/api/v1/suggest", &key, &body.to_string()).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{body}");
        assert_eq!(answer.json()["errors"][0]["pointer"], pointer, "{body}");
    }
}
