//! Every address of the JSON interface, asked in every method by everybody: nobody gets in who is not
//! named here, and whoever is hidden is as one who never was. The list is kept by hand beside the
//! router's, so that a slip in the one shows against the other.

use std::collections::{BTreeMap, BTreeSet};

use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use serde_json::Value;

use super::test_app::{Answer, TestApp, patient};
use crate::domain::Role;

/// Who may ask what; `anyone` needs no key.
const MAY: &[(&str, &str)] = &[
    ("GET /api/v1/health/live", "anyone"),
    ("GET /api/v1/health/ready", "anyone"),
    ("GET /api/v1/vacancies", "coordinator coach counsellor"),
    ("GET /api/v1/vacancies/{id}", "coordinator coach counsellor"),
    ("PUT /api/v1/vacancies/{id}", "coordinator"),
    ("DELETE /api/v1/vacancies/{id}", "coordinator"),
    ("POST /api/v1/vacancies:import", "coordinator"),
    ("GET /api/v1/imports/{id}", "coordinator"),
    ("GET /api/v1/vacancies/{id}/matches", "coordinator coach"),
    (
        "GET /api/v1/vacancies/{id}/matches/{person}",
        "coordinator coach counsellor",
    ),
    ("GET /api/v1/vacancies/{id}/what-if", "coordinator coach"),
    ("POST /api/v1/people:find", "coordinator coach counsellor"),
    (
        "GET /api/v1/people/{id}/jobs",
        "coordinator coach counsellor",
    ),
    (
        "GET /api/v1/people/{id}/what-if",
        "coordinator coach counsellor",
    ),
    (
        "GET /api/v1/people/{id}/employers",
        "coordinator coach counsellor",
    ),
    ("GET /api/v1/people/{id}/seen-by", "coordinator coach"),
    ("POST /api/v1/search/people", "coordinator coach"),
    (
        "POST /api/v1/search/vacancies",
        "coordinator coach counsellor",
    ),
    ("POST /api/v1/suggest", "coordinator coach counsellor"),
    ("POST /api/v1/extract", "everybody"),
    ("POST /api/v1/normalise", "everybody"),
    ("GET /api/v1/usage", "everybody"),
    ("POST /api/v1/candidates:search", "partner"),
    ("GET /api/v1/candidates/{pseudonym}", "partner"),
    (
        "POST /api/v1/candidates/{pseudonym}/contact-requests",
        "partner",
    ),
    ("GET /api/v1/contact-requests", "partner coach"),
    ("POST /api/v1/contact-requests/{id}/answer", "coach"),
    ("GET /api/v1/changes", "partner"),
    ("GET /api/v1/gaps", "statistics coordinator coach"),
];

fn may(who: &str, role: &str) -> bool {
    // A key that is none is refused everywhere.
    (who == "anyone" && role != "wrong")
        || (who == "everybody" && !["", "wrong"].contains(&role))
        || who.split(' ').any(|r| r == role)
}

/// The operations of the description, each with its example of a body.
pub(super) fn operations(description: &Value) -> BTreeMap<String, Value> {
    let mut found = BTreeMap::new();
    for (path, item) in description["paths"].as_object().unwrap() {
        for method in ["get", "put", "post", "delete", "patch"] {
            let operation = &item[method];
            if operation.is_null() {
                continue;
            }
            let content = &operation["requestBody"]["content"];
            let lines = &content["application/x-ndjson"]["example"];
            let content = &content["application/json"];
            let schema = content["schema"]["$ref"].as_str().unwrap_or_default();
            let schema = schema.rsplit('/').next().unwrap_or_default();
            let of_schema = &description["components"]["schemas"][schema]["example"];
            let example = [lines, &content["example"], of_schema];
            let example = example.into_iter().find(|example| !example.is_null());
            let name = format!("{} {path}", method.to_uppercase());
            found.insert(name, example.cloned().unwrap_or_default());
        }
    }
    found
}

async fn call(app: &TestApp, method: &str, address: &str, key: &str, body: &Value) -> Answer {
    let mut request = Request::builder()
        .method(Method::from_bytes(method.as_bytes()).unwrap())
        .uri(address)
        .header(header::IF_MATCH, "\"0\"");
    if !key.is_empty() {
        request = request.header(header::AUTHORIZATION, format!("Bearer {key}"));
    }
    if body.is_null() {
        return app.send(request, Body::empty()).await;
    }
    let request = request.header(header::CONTENT_TYPE, "application/json");
    app.send(request, body.to_string()).await
}

#[tokio::test]
async fn nobody_gets_in_who_is_not_named() {
    let app = TestApp::new(patient()).await;
    let description = app.get("/api/v1/openapi.json", "").await.json();
    let operations = operations(&description);
    let told: BTreeSet<&str> = MAY.iter().map(|(name, _)| *name).collect();
    let there: BTreeSet<&str> = operations.keys().map(String::as_str).collect();
    assert_eq!(there, told, "every operation stands in the list");

    let mut keys = vec![
        ("", String::new()),
        ("wrong", "kohtaanto_wrong_key".to_owned()),
    ];
    for role in Role::ALL {
        keys.push((role.as_str(), app.key(*role).await));
    }
    let vacancy = app.vacancy("Lähihoitaja", &keys[2].1).await;
    let person = app.engine.public_person(&"P-1".parse().unwrap()).unwrap();
    let mut asked = 0;
    for (name, who) in MAY {
        let (method, path) = name.split_once(' ').unwrap();
        let body = &operations[*name];
        assert!(
            !matches!(method, "POST" | "PUT") || !body.is_null(),
            "{name} has no example of its body"
        );
        let of_person = path.starts_with("/api/v1/people");
        let id = if of_person { person.as_str() } else { &vacancy };
        let address = path
            .replace("{id}", id)
            .replace("{person}", person.as_str())
            .replace("{pseudonym}", "mfrggzdfmztwq2lknnwg23tpoa");
        for (role, key) in &keys {
            for other in ["GET", "PUT", "POST", "DELETE", "PATCH"] {
                let answer = call(&app, other, &address, key, body).await;
                asked += 1;
                let declared = format!("{other} {path}");
                let case = format!("{declared} by `{role}`: {}", answer.text);
                if !told.contains(declared.as_str()) {
                    // The gate stands before the methods too.
                    let refused = [
                        StatusCode::METHOD_NOT_ALLOWED,
                        StatusCode::UNAUTHORIZED,
                        StatusCode::FORBIDDEN,
                    ];
                    assert!(refused.contains(&answer.status), "{case}");
                } else if other != method {
                    // It has a line of its own.
                } else if may(who, role) {
                    let kept_out = [StatusCode::UNAUTHORIZED, StatusCode::FORBIDDEN];
                    // A coach's key without clients answers for nobody.
                    let nobodys = *name == "GET /api/v1/contact-requests"
                        || name.starts_with("POST /api/v1/contact-requests");
                    assert!(nobodys || !kept_out.contains(&answer.status), "{case}");
                    assert!(!answer.status.is_server_error(), "{case}");
                } else {
                    let due = match *role {
                        "" | "wrong" => StatusCode::UNAUTHORIZED,
                        _ => StatusCode::FORBIDDEN,
                    };
                    assert_eq!(answer.status, due, "{case}");
                }
            }
        }
    }
    assert_eq!(asked, MAY.len() * keys.len() * 5);
}

#[tokio::test]
async fn whoever_is_hidden_foreign_or_erased_is_as_one_who_never_was() {
    let app = TestApp::new(patient()).await;
    let staff = app.key(Role::Coordinator).await;
    let vacancy = app.vacancy("Lähihoitaja", &staff).await;
    let public = |id: &str| app.engine.public_person(&id.parse().unwrap()).unwrap();
    let (seen, erased, hidden) = (public("P-1"), public("P-2"), public("P-3"));
    app.engine.erase(&"P-2".parse().unwrap()).await.unwrap();
    let never = "mfrggzdfmztwq2lknnwg23tpoa";
    let coach = app.scoped_key(Role::Coach, "clients:c-9").await;
    let counsellor = app.key(Role::Counsellor).await;
    let mut compared = 0;
    for (name, who) in MAY.iter().filter(|(name, _)| name.starts_with("GET ")) {
        let path = name.split_once(' ').unwrap().1;
        let of_person = path.starts_with("/api/v1/people");
        if !of_person && !path.contains("{person}") {
            continue;
        }
        let at = |person: &str| match of_person {
            true => path.replace("{id}", person),
            false => path.replace("{id}", &vacancy).replace("{person}", person),
        };
        // To whoever serves everybody, to another coach, and to a counsellor without clients.
        let hidden_from = [
            (&staff, "coordinator", vec![hidden, erased]),
            (&coach, "coach", vec![hidden, erased, seen]),
            (&counsellor, "counsellor", vec![hidden, erased, seen]),
        ];
        for (key, role, hidden) in hidden_from {
            if !may(who, role) {
                continue;
            }
            let due = told(&app.get(&at(never), key).await);
            assert_eq!(due.0, StatusCode::NOT_FOUND, "{name}");
            for person in hidden {
                assert_eq!(
                    told(&app.get(&at(person.as_str()), key).await),
                    due,
                    "{name} by {role}"
                );
                compared += 1;
            }
        }
        assert_eq!(
            app.get(&at(seen.as_str()), &staff).await.status,
            StatusCode::OK,
            "{name}"
        );
    }
    assert!(compared >= 5 * 6, "{compared}");
    // By the id that the municipality knows, and by another agency's pseudonym.
    let find = async |id: &str| {
        let body = format!(r#"{{"person":"{id}"}}"#);
        told(&app.post("/api/v1/people:find", &staff, &body).await)
    };
    assert_eq!(find("P-3").await, find("P-404").await);
    assert_eq!(find("P-2").await, find("P-404").await);
    let search = r#"{"text":"Lähihoitaja","purpose":"p"}"#;
    let own = app.agency_key("a-1").await;
    let list = app
        .post("/api/v1/candidates:search", &own, search)
        .await
        .json();
    let foreign = list["candidates"][0]["person"].as_str().unwrap().to_owned();
    let other = app.agency_key("a-2").await;
    let candidate = async |name: &str, key: &str| {
        told(&app.get(&format!("/api/v1/candidates/{name}"), key).await)
    };
    assert_eq!(candidate(&foreign, &own).await.0, StatusCode::OK);
    assert_eq!(
        candidate(&foreign, &other).await,
        candidate(never, &other).await
    );
}

/// All that an answer tells, but for the request's own id.
fn told(answer: &Answer) -> (StatusCode, Value) {
    let mut body = answer.json();
    if let Some(body) = body.as_object_mut() {
        body.remove("request");
    }
    (answer.status, body)
}
