//! Vacancies imported over HTTP: a job that says what came of each line.

use std::time::Duration;

use axum::http::{Request, StatusCode, header};
use serde_json::{Value, json};

use super::Settings;
use super::server::Limits;
use super::test_app::{Answer, TestApp, patient};
use crate::domain::Role;

async fn import(app: &TestApp, key: &str, once: Option<&str>, lines: &str) -> Answer {
    let mut request = Request::post("/api/v1/vacancies:import?source=kipa")
        .header(header::AUTHORIZATION, format!("Bearer {key}"))
        .header(header::CONTENT_TYPE, "application/x-ndjson");
    if let Some(once) = once {
        request = request.header("idempotency-key", once);
    }
    app.send(request, lines.to_owned()).await
}

/// What came of a job in the end.
async fn ended(app: &TestApp, key: &str, begun: &Answer) -> Value {
    assert_eq!(begun.status, StatusCode::ACCEPTED, "{}", begun.text);
    let address = begun.headers[header::LOCATION].to_str().unwrap().to_owned();
    for _ in 0..600 {
        let job = app.get(&address, key).await.json();
        if job["state"] != "running" {
            return job;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("the import does not end");
}

#[tokio::test]
async fn each_line_is_taken_or_its_mistake_is_named() {
    let app = TestApp::new(patient()).await;
    let key = app.key(Role::Coordinator).await;
    let mut lines: Vec<String> = (0..1_100)
        .map(|n| format!(r#"{{"id":"K-{n}","municipalities":["837"]}}"#))
        .collect();
    lines[6] = r#"{"id":"K-6","shifts":["evenning"]}"#.to_owned();
    lines[700] = "not JSON".to_owned();
    let text = lines.join("\n");
    let job = ended(&app, &key, &import(&app, &key, None, &text).await).await;
    assert_eq!(
        (&job["state"], &job["accepted"]),
        (&json!("done"), &json!(1_098)),
        "{job}"
    );
    assert_eq!(job["rejected"], 2);
    let wrong = job["errors"].as_array().unwrap();
    assert_eq!(
        (
            &wrong[0]["line"],
            &wrong[0]["pointer"],
            &wrong[0]["nearest"]
        ),
        (&json!(7), &json!("/shifts/0"), &json!("evening"))
    );
    assert_eq!(wrong[1]["line"], 701);
    // The same again changes nothing; the source stands in each.
    let job = ended(&app, &key, &import(&app, &key, None, &text).await).await;
    assert_eq!(
        (&job["accepted"], &job["unchanged"]),
        (&json!(0), &json!(1_098))
    );
    let list = app.get("/api/v1/vacancies?limit=200", &key).await.json();
    assert_eq!(list["total"], 1_100);
    let one = list["vacancies"].as_array().unwrap();
    let one = one.iter().find(|v| v["id"] == "K-7").unwrap();
    let one = format!("/api/v1/vacancies/{}", one["public_id"].as_str().unwrap());
    assert_eq!(app.get(&one, &key).await.json()["record"]["source"], "kipa");
}

#[tokio::test]
async fn an_import_sent_again_is_the_same_job() {
    let app = TestApp::new(patient()).await;
    let key = app.key(Role::Coordinator).await;
    let line = r#"{"id":"K-1"}"#;
    let first = import(&app, &key, Some("i-1"), line).await;
    ended(&app, &key, &first).await;
    let again = import(&app, &key, Some("i-1"), line).await;
    assert_eq!(again.json()["id"], first.json()["id"]);
    assert_eq!(again.headers["idempotency-replayed"], "true");
    let other = import(&app, &key, Some("i-1"), r#"{"id":"K-2"}"#).await;
    assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(other.json()["code"], "idempotency_key_reused");
}

#[tokio::test]
async fn what_is_no_import_is_refused() {
    let settings = Settings {
        limits: Limits {
            import_bytes: 3_000_000,
            ..patient().limits
        },
        ..patient()
    };
    let app = TestApp::new(settings).await;
    let key = app.key(Role::Coordinator).await;
    let json = app.post("/api/v1/vacancies:import", &key, "[]").await;
    assert_eq!(json.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    assert_eq!(json.json()["code"], "unsupported_media_type");
    let large = import(&app, &key, None, &"x".repeat(3_000_001)).await;
    assert_eq!(large.status, StatusCode::PAYLOAD_TOO_LARGE);
    // Other bodies are as small as ever.
    let text = json!({"text": "x".repeat(2_200_000)}).to_string();
    let large = app.post("/api/v1/extract", &key, &text).await;
    assert_eq!(large.status, StatusCode::PAYLOAD_TOO_LARGE);
    let empty = import(&app, &key, None, "").await;
    let job = ended(&app, &key, &empty).await;
    assert_eq!(job["state"], "failed");
    assert!(job["failure"].as_str().unwrap().contains("empty"), "{job}");
    let never = app
        .get("/api/v1/imports/mfrggzdfmztwq2lknnwg23tpoa", &key)
        .await;
    assert_eq!(never.status, StatusCode::NOT_FOUND);
}
