//! The guide of the JSON interface: its commands are run as they stand on the page against a server, and
//! what it shows of the answers is held against them. Needs `curl`; where there is none, it says so.

use std::collections::BTreeMap;
use std::process::Command;

use axum::http::StatusCode;
use serde_json::Value;

use super::test_app::{TestApp, patient};
use crate::domain::Role;
use crate::domain::record::parse;

const GUIDE: &str = include_str!("../../docs/api.md");

/// A command of the guide and what the guide shows of its answer.
struct Step {
    command: String,
    shown: Option<Value>,
}

fn steps() -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    let mut pieces = GUIDE.split("```");
    pieces.next();
    // Blocks and the text between them by turns.
    for block in pieces.step_by(2) {
        let (kind, text) = block.split_once('\n').unwrap();
        match kind {
            "sh" => steps.push(Step {
                command: text.to_owned(),
                shown: None,
            }),
            "json" => steps.last_mut().unwrap().shown = Some(serde_json::from_str(text).unwrap()),
            other => panic!("a block of `{other}`"),
        }
    }
    steps
}

/// Values that the guide promises as they stand; of others, that they are there and what they are made of.
const EXACT: &[&str] = &[
    "role", "language", "state", "code", "status", "type", "pointer", "nearest", "agreed",
];

fn held_against(shown: &Value, real: &Value, at: &str) {
    match (shown, real) {
        (Value::Object(shown), Value::Object(real)) => {
            for (key, value) in shown {
                let at = format!("{at}/{key}");
                let real = real
                    .get(key)
                    .unwrap_or_else(|| panic!("no {at} in {real:?}"));
                // A finding's state is the score's.
                if EXACT.contains(&key.as_str()) && !at.contains("/findings/") {
                    assert_eq!(value, real, "{at}");
                }
                held_against(value, real, &at);
            }
        }
        (Value::Array(shown), Value::Array(real)) => {
            if let Some(shown) = shown.first() {
                let real = real.first().unwrap_or_else(|| panic!("nothing in {at}"));
                held_against(shown, real, &format!("{at}/0"));
            }
        }
        // What may be absent is shown as null.
        (Value::Null, _) => {}
        (shown, real) => assert_eq!(
            std::mem::discriminant(shown),
            std::mem::discriminant(real),
            "{at}: {shown} for {real}"
        ),
    }
}

#[tokio::test]
async fn the_guide_leads_from_a_key_to_a_contact() {
    let there = Command::new("curl").arg("--version").output();
    if !there.is_ok_and(|output| output.status.success()) {
        eprintln!("skipped: there is no curl");
        return;
    }
    let app = TestApp::new(super::Settings {
        requests_a_minute: 12_000,
        ..patient()
    })
    .await;
    let nurse = r#"{"person":{"id":"P-1","name":"Aino Sovelias","protected_address":false,"coach":"c-1"},
        "visibility":{"matching":true,"partners":{"agencies":["a-1"],"consent_text":"2026-1"}},
        "profile":{"languages":[{"code":"fi","native":true}],"permits":["title:practical_nurse"]}}"#;
    let nurse = [parse(nurse).unwrap()];
    app.engine.put_jobseekers(&nurse, None).await.unwrap();
    let (address, _stop) = app.listening().await;
    let mut names: BTreeMap<&str, String> = BTreeMap::from([
        ("URL", format!("http://{address}")),
        ("KEY", app.agency_key("a-1").await),
        (
            "COACH_KEY",
            app.scoped_key(Role::Coach, "clients:c-1").await,
        ),
    ]);
    let steps = steps();
    for step in &steps {
        let command = &step.command;
        let mut shell = Command::new("sh");
        shell.args(["-euc", command]).envs(&names);
        // The server answers on this thread.
        let output = tokio::task::spawn_blocking(move || shell.output());
        let output = output.await.unwrap().unwrap();
        let said = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success(), "{command}\n{output:?}");
        let Some(shown) = &step.shown else {
            assert_eq!(said, "", "{command}");
            continue;
        };
        let real: Value = serde_json::from_str(&said)
            .unwrap_or_else(|error| panic!("{command}\n{error}: {said}"));
        held_against(shown, &real, "");
        if let Some(candidate) = real["candidates"][0]["person"].as_str() {
            names.insert("CANDIDATE", candidate.to_owned());
        }
        if let (Some(id), Some(_)) = (real["id"].as_str(), real["state"].as_str()) {
            names.insert("REQUEST", id.to_owned());
        }
    }
    assert!(steps.len() >= 9 && names.contains_key("REQUEST"));
}

#[tokio::test]
async fn the_guides_are_served_and_every_error_has_its_place() {
    let app = TestApp::new(patient()).await;
    let guide = app.get("/api/guide", "").await;
    assert_eq!(guide.status, StatusCode::OK);
    for step in steps() {
        let first = step.command.lines().next().unwrap().replace('"', "&quot;");
        assert!(guide.text.contains(&first), "{first}");
    }
    let errors = app.get(super::kinds::PAGE, "").await;
    assert_eq!(errors.status, StatusCode::OK);
    for kind in super::kinds::KINDS {
        let anchor = format!("id=\"{}\"", kind.code);
        assert!(errors.text.contains(&anchor), "{anchor}");
    }
    let problem = app.get("/api/v1/nothing", "").await.json();
    assert_eq!(problem["type"], "/api/errors#not_found");
}
