//! The description of the JSON interface against the interface: every answer is asked for, and has the
//! shape that its schema says; every example has it too, and nothing is answered without an example.

use std::collections::{BTreeMap, BTreeSet};

use axum::body::Body;
use axum::http::{Method, Request, header};
use serde_json::{Value, json};

use super::test_app::{TestApp, patient};
use crate::domain::Role;
use crate::domain::record::parse;

/// What is wrong with a value under a schema; `closed` where it may have no more than is described.
fn faults(all: &Value, schema: &Value, value: &Value, closed: bool, at: &str) -> Vec<String> {
    let mut found = Vec::new();
    if let Some(name) = schema["$ref"].as_str() {
        let target = all.pointer(name.trim_start_matches('#'));
        let target = target.unwrap_or_else(|| panic!("{name} is nowhere"));
        return faults(all, target, value, closed, at);
    }
    for part in schema["allOf"].as_array().into_iter().flatten() {
        found.extend(faults(all, part, value, false, at));
    }
    if let Some(choices) = schema["oneOf"].as_array() {
        let tried = choices
            .iter()
            .map(|one| faults(all, one, value, closed, at));
        return tried.min_by_key(Vec::len).unwrap_or_default();
    }
    let types: Vec<&str> = match &schema["type"] {
        Value::String(one) => vec![one.as_str()],
        Value::Array(many) => many.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    if !types.is_empty() && !types.iter().any(|one| is_of(value, one)) {
        found.push(format!("{at}: {value} is no {types:?}"));
    }
    if let Some(values) = schema["enum"].as_array()
        && !values.contains(value)
    {
        found.push(format!("{at}: {value} is none of {values:?}"));
    }
    if let (Some(least), Some(number)) = (schema["minimum"].as_f64(), value.as_f64())
        && number < least
    {
        found.push(format!("{at}: {number} is less than {least}"));
    }
    if let Some(items) = value.as_array() {
        for (n, item) in items.iter().enumerate() {
            found.extend(faults(
                all,
                &schema["items"],
                item,
                closed,
                &format!("{at}/{n}"),
            ));
        }
    }
    if let Some(fields) = value.as_object() {
        let required = schema["required"].as_array().into_iter().flatten();
        for name in required.filter_map(Value::as_str) {
            if !fields.contains_key(name) {
                found.push(format!("{at}: `{name}` is missing"));
            }
        }
        let known = described(all, schema);
        for (name, field) in fields {
            let at = format!("{at}/{name}");
            let own = &schema["properties"][name.as_str()];
            let other = &schema["additionalProperties"];
            if !own.is_null() {
                found.extend(faults(all, own, field, closed, &at));
            } else if other.is_object() {
                found.extend(faults(all, other, field, closed, &at));
            } else if closed && !known.is_empty() && !known.contains(name.as_str()) {
                found.push(format!("{at} is not described"));
            }
        }
    }
    found
}

/// The fields that a schema names, by its parts too.
fn described<'a>(all: &'a Value, schema: &'a Value) -> BTreeSet<&'a str> {
    let mut names = BTreeSet::new();
    if let Some(target) = schema["$ref"].as_str() {
        let target = all.pointer(target.trim_start_matches('#')).unwrap();
        names.extend(described(all, target));
    }
    let own = schema["properties"].as_object();
    names.extend(
        own.into_iter()
            .flat_map(|own| own.keys().map(String::as_str)),
    );
    for part in schema["allOf"].as_array().into_iter().flatten() {
        names.extend(described(all, part));
    }
    names
}

fn is_of(value: &Value, kind: &str) -> bool {
    match kind {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("a schema's type `{other}`"),
    }
}

/// A region in which every operation has something to answer.
struct Region {
    app: TestApp,
    staff: String,
    agency: String,
    /// Names in the addresses.
    names: BTreeMap<&'static str, String>,
}

impl Region {
    async fn new() -> Self {
        let app = TestApp::new(super::Settings {
            requests_a_minute: 12_000,
            ..patient()
        })
        .await;
        let nurse = r#"{"person":{"id":"P-1","name":"Aino Sovelias","home_municipality":"837","protected_address":false,"coach":"c-1"},
            "visibility":{"matching":true,"partners":{"agencies":["a-1"],"consent_text":"2026-1"}},
            "profile":{"text":{"fi":"Hoidin muistisairaita palvelutalossa."},"languages":[{"code":"fi","native":true}],
            "permits":["title:practical_nurse"]}}"#;
        let nurse = [parse(nurse).unwrap()];
        app.engine.put_jobseekers(&nurse, None).await.unwrap();
        let staff = app.key(Role::Coordinator).await;
        let vacancy = app.vacancy("Lähihoitaja", &staff).await;
        let person = app.engine.public_person(&"P-1".parse().unwrap()).unwrap();
        let names = BTreeMap::from([("{id}", vacancy), ("{person}", person.to_string())]);
        let agency = app.agency_key("a-1").await;
        Self {
            app,
            staff,
            agency,
            names,
        }
    }

    /// What an operation answers; its names are kept for those after it.
    async fn answer(&mut self, operation: &str, body: &Value) -> (u16, Value) {
        let (method, path) = operation.split_once(' ').unwrap();
        let of_agency = ["candidates", "contact-requests", "changes", "usage"];
        let key = match of_agency.iter().any(|noun| path.contains(noun)) {
            true => &self.agency,
            false => &self.staff,
        };
        let of_person = path.starts_with("/api/v1/people");
        let mut address = path.to_owned();
        for (name, value) in &self.names {
            let person = (of_person && *name == "{id}").then(|| &self.names["{person}"]);
            let import = path
                .contains("/imports/")
                .then(|| self.names.get("{import}"));
            let value = import.flatten().or(person).unwrap_or(value);
            address = address.replace(name, value);
        }
        let lines = body.as_str();
        let kind = if lines.is_some() {
            "application/x-ndjson"
        } else {
            "application/json"
        };
        let text = lines.map_or_else(|| body.to_string(), str::to_owned);
        let request = Request::builder()
            .method(Method::from_bytes(method.as_bytes()).unwrap())
            .uri(address)
            .header(header::AUTHORIZATION, format!("Bearer {key}"))
            .header(header::CONTENT_TYPE, kind)
            .header(header::IF_MATCH, "*");
        let sent = if body.is_null() {
            Body::empty()
        } else {
            text.into()
        };
        let answer = self.app.send(request, sent).await;
        assert!(answer.status.is_success(), "{operation}: {}", answer.text);
        let real: Value = serde_json::from_str(&answer.text)
            .unwrap_or_else(|error| panic!("{operation}: {error}: {}", answer.text));
        if let Some(pseudonym) = real["candidates"][0]["person"].as_str() {
            self.names.insert("{pseudonym}", pseudonym.to_owned());
        }
        if path.ends_with(":import") {
            let id = real["id"].as_str().unwrap().to_owned();
            self.names.insert("{import}", id);
        }
        (answer.status.as_u16(), real)
    }
}

/// Operations in an order in which each finds what it needs, with a body of their own where the
/// description's example would not do here.
fn questions() -> Vec<(&'static str, Option<Value>)> {
    vec![
        ("GET /api/v1/health/live", None),
        ("GET /api/v1/health/ready", None),
        ("GET /api/v1/vacancies", None),
        ("GET /api/v1/vacancies/{id}", None),
        ("GET /api/v1/vacancies/{id}/matches", None),
        ("GET /api/v1/vacancies/{id}/matches/{person}", None),
        ("GET /api/v1/vacancies/{id}/what-if", None),
        ("POST /api/v1/people:find", Some(json!({"person": "P-1"}))),
        ("GET /api/v1/people/{id}/jobs", None),
        ("GET /api/v1/people/{id}/what-if", None),
        ("GET /api/v1/people/{id}/employers", None),
        (
            "POST /api/v1/search/people",
            Some(json!({"text": "muistisairaita"})),
        ),
        (
            "POST /api/v1/search/vacancies",
            Some(json!({"text": "lähihoitaja"})),
        ),
        ("POST /api/v1/suggest", None),
        ("POST /api/v1/extract", None),
        ("POST /api/v1/normalise", None),
        ("POST /api/v1/candidates:search", None),
        ("GET /api/v1/candidates/{pseudonym}", None),
        ("POST /api/v1/candidates/{pseudonym}/contact-requests", None),
        ("GET /api/v1/contact-requests", None),
        ("GET /api/v1/changes", None),
        ("GET /api/v1/usage", None),
        ("GET /api/v1/people/{id}/seen-by", None),
        ("GET /api/v1/gaps", None),
        ("POST /api/v1/vacancies:import", None),
        ("GET /api/v1/imports/{id}", None),
        ("PUT /api/v1/vacancies/{id}", None),
    ]
}

/// An answer with one of each list, which is enough to see what it is made of.
fn shortened(value: &Value) -> Value {
    match value {
        Value::Array(items) => items.iter().take(1).map(shortened).collect(),
        Value::Object(fields) => {
            let fields = fields.iter();
            Value::Object(fields.map(|(k, v)| (k.clone(), shortened(v))).collect())
        }
        plain => plain.clone(),
    }
}

fn operation<'a>(description: &'a Value, name: &str) -> &'a Value {
    let (method, path) = name.split_once(' ').unwrap();
    &description["paths"][path][method.to_lowercase()]
}

#[tokio::test]
async fn answers_are_what_the_description_says() {
    let mut region = Region::new().await;
    let description = region.app.get("/api/v1/openapi.json", "").await.json();
    let bodies = super::matrix::operations(&description);
    let mut recorded: BTreeMap<&str, Value> = BTreeMap::new();
    let mut wrong = Vec::new();
    for (name, body) in questions() {
        let body = body.unwrap_or_else(|| bodies[name].clone());
        let (status, real) = region.answer(name, &body).await;
        let response = &operation(&description, name)["responses"][status.to_string()];
        let schema = &response["content"]["application/json"]["schema"];
        assert!(!schema.is_null(), "{name}: {status} is not described");
        let found = faults(&description, schema, &real, true, "");
        wrong.extend(found.into_iter().map(|fault| format!("{name}: {fault}")));
        recorded.insert(name, shortened(&real));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    for (path, item) in description["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let answers = operation["responses"].as_object().unwrap();
            let in_json = answers
                .values()
                .any(|answer| !answer["content"]["application/json"].is_null());
            let name = format!("{} {path}", method.to_uppercase());
            assert!(
                !in_json || recorded.contains_key(name.as_str()),
                "{name} is never asked"
            );
        }
    }
    if std::env::var_os("KOHTAANTO_WRITE_DOCS").is_some() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/http/api/answers.json");
        let text = serde_json::to_string_pretty(&recorded).unwrap();
        std::fs::write(path, text + "\n").unwrap();
    }
}

#[tokio::test]
async fn every_answer_has_an_example_of_its_own_shape() {
    let app = TestApp::new(patient()).await;
    let description = app.get("/api/v1/openapi.json", "").await.json();
    let (mut answers, mut examples) = (0, 0);
    for (path, item) in description["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            for (status, response) in operation["responses"].as_object().unwrap() {
                let content = response["content"].as_object();
                for (kind, content) in content.into_iter().flatten() {
                    if !kind.ends_with("json") || kind.ends_with("ndjson") {
                        continue;
                    }
                    answers += 1;
                    let one = Some(&content["example"]).filter(|one| !one.is_null());
                    let named = content["examples"].as_object().into_iter().flatten();
                    let named = named.map(|(_, example)| &example["value"]);
                    let shown: Vec<&Value> = one.into_iter().chain(named).collect();
                    let case = format!("{method} {path}: {status} {kind}");
                    assert!(!shown.is_empty(), "{case} has no example");
                    for example in shown {
                        let wrong = faults(&description, &content["schema"], example, true, "");
                        assert!(wrong.is_empty(), "{case}: {wrong:#?}");
                        examples += 1;
                    }
                }
            }
        }
    }
    assert!(
        answers > 200 && examples > answers,
        "{answers} answers, {examples} examples"
    );
}

#[test]
fn what_is_not_as_described_is_found() {
    let all = json!({"components": {"schemas": {"A": {"type": "object", "required": ["a"],
        "properties": {"a": {"type": ["integer", "null"], "minimum": 1}, "b": {"enum": ["x", "y"]}}}}}});
    let schema = json!({"type": "array", "items": {"$ref": "#/components/schemas/A"}});
    let check = |value: Value, wrong: usize| {
        let found = faults(&all, &schema, &value, true, "");
        assert_eq!(found.len(), wrong, "{value}: {found:?}");
    };
    check(json!([{"a": 1, "b": "x"}, {"a": null}]), 0);
    check(json!([{"b": "x"}]), 1);
    check(json!([{"a": "1"}]), 1);
    check(json!([{"a": 0, "b": "z", "c": 1}]), 3);
    check(json!({"a": 1}), 1);
}
