//! What answers and pages tell beside points: what could not be judged, what took points, what is to
//! be checked, and what an advert may not ask.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use serde_json::Value;

use super::Settings;
use super::test_app::TestApp;
use crate::domain::record::parse;
use crate::domain::{Jobseeker, Role, Vacancy};

const WELDING: &str = "http://data.europa.eu/esco/skill/a51adea8-bf02-488a-a0d8-b0961caca5b0";

async fn with(vacancies: &[&str], people: &[&str]) -> TestApp {
    let app = TestApp::new(Settings::default()).await;
    let vacancies: Vec<Vacancy> = vacancies.iter().map(|v| parse(v).unwrap()).collect();
    let people: Vec<Jobseeker> = people.iter().map(|p| parse(p).unwrap()).collect();
    app.engine.put_vacancies(&vacancies).await.unwrap();
    app.engine.put_jobseekers(&people, None).await.unwrap();
    app
}

/// A person of whom everything but the profile is in order.
fn person(id: &str, profile: &str) -> String {
    format!(
        r#"{{"person":{{"id":"{id}","name":"Iida {id}","protected_address":false}},"visibility":{{"matching":true}},
            "profile":{profile}}}"#
    )
}

/// A page in a language, asked for with a key.
async fn page(app: &TestApp, lang: &str, path: &str, key: &str) -> String {
    let answer = app.get(&format!("/{lang}/{path}"), key).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}");
    answer.text
}

async fn pair(app: &TestApp, vacancy: &str, person: &str, key: &str) -> Value {
    let matches = app
        .get(&format!("/api/v1/vacancies/{vacancy}/matches"), key)
        .await
        .json();
    let mut all = matches["matches"].as_array().unwrap().iter();
    all.find(|m| m["person"] == person).unwrap().clone()
}

/// An agency's candidates, of whom there are some.
async fn candidates(app: &TestApp, vacancy: &str, key: &str) -> Vec<Value> {
    let body = serde_json::json!({"vacancy": vacancy, "purpose": "an assignment"}).to_string();
    let list = app.post("/api/v1/candidates:search", key, &body).await;
    assert_eq!(list.status, StatusCode::OK, "{}", list.text);
    let found = list.json()["candidates"].as_array().unwrap().clone();
    assert!(!found.is_empty());
    found
}

#[tokio::test]
async fn where_nothing_of_the_work_is_judged_that_is_said_first() {
    let app = with(&[r#"{"id":"V-x","title":{"fi":"x"}}"#], &[]).await;
    let key = app.key(Role::Coordinator).await;
    let id = app.vacancy("x", &key).await;
    let list = app
        .get(&format!("/api/v1/vacancies/{id}/matches"), &key)
        .await
        .json();
    assert_eq!(list["basis"], "none");
    let statement = list["statement"].as_str().unwrap();
    assert!(
        statement.starts_with("Työstä ei voi arvioida mitään"),
        "{statement}"
    );
    // The codes of the groups stand, and each row says what it rests on.
    assert_eq!(list["groups"]["fits"], 2);
    assert_eq!(list["matches"][0]["basis"], "none");
    for (lang, heading, plain) in [
        (
            "fi",
            "Ei arvioitu: ei toiveen vastainen",
            "<span>Sopii</span>",
        ),
        (
            "sv",
            "Inte bedömt: inget önskemål talar emot",
            "<span>Passar</span>",
        ),
        (
            "en",
            "Not judged: no wish is against it",
            "<span>Fits</span>",
        ),
    ] {
        let page = page(&app, lang, &format!("vacancies/{id}"), &key).await;
        assert!(
            page.contains(heading) && !page.contains(plain),
            "{lang}: {page}"
        );
        let notice = page.find("notice warn").unwrap();
        assert!(notice < page.find("class=\"groups\"").unwrap(), "{lang}");
    }
    // Where something is judged, the groups are called as ever, and nothing is said.
    let id = app.vacancy("Lähihoitaja", &key).await;
    let page = page(&app, "fi", &format!("vacancies/{id}"), &key).await;
    assert!(page.contains("<span>Sopii</span>") && !page.contains("Ei arvioitu"));
}

#[tokio::test]
async fn where_nothing_is_required_that_is_said() {
    let advert = format!(
        r#"{{"id":"V-y","title":{{"fi":"y"}},"skills":[{{"concept":"{WELDING}","need":"nice"}}]}}"#
    );
    let app = with(&[&advert], &[]).await;
    let key = app.key(Role::Coordinator).await;
    let id = app.vacancy("y", &key).await;
    let list = app
        .get(&format!("/api/v1/vacancies/{id}/matches"), &key)
        .await
        .json();
    assert_eq!(list["basis"], "thin");
    let statement = list["statement"].as_str().unwrap();
    assert!(statement.contains("ei vaadita mitään"), "{statement}");
    // And of whom nothing is known that the work asks, that is said beside the group.
    assert_eq!(list["matches"][0]["group"], "fits");
    let page = page(&app, "fi", &format!("vacancies/{id}"), &key).await;
    assert!(
        page.contains("mitä työssä tarvitaan, ei hänestä vielä tiedetä"),
        "{page}"
    );
}

#[tokio::test]
async fn an_unknown_right_to_work_is_a_thing_for_staff_to_check() {
    let app = with(
        &[],
        &[
            &person(
                "P-r",
                r#"{"permits":["title:practical_nurse"],"right_to_work":{"kind":"unrestricted"}}"#,
            ),
            &person(
                "P-f",
                r#"{"permits":[],"right_to_work":{"kind":"field_limited"}}"#,
            ),
            &person("P-n", r#"{"permits":[],"right_to_work":{"kind":"none"}}"#),
        ],
    )
    .await;
    let key = app.key(Role::Coordinator).await;
    let id = app.vacancy("Lähihoitaja", &key).await;
    let asked = |found: &Value| {
        let unknown = found["unknown"].as_array().unwrap().iter();
        let right = unknown.filter(|u| u["what"] == "right_to_work");
        right
            .map(|u| u["ask"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    let because = |found: &Value| {
        let parts = found["parts"].as_array().unwrap().iter();
        let mut findings = parts.flat_map(|p| p["findings"].as_array().unwrap());
        let right = findings.find(|f| f["asked"] == "right_to_work");
        right.map(|f| f["because"].as_str().unwrap().to_owned())
    };
    let silent = pair(&app, &id, "P-1", &key).await;
    assert_eq!(
        asked(&silent),
        ["Tarkistettava ennen tarjoamista: työnteko-oikeus ei ole tiedossa."]
    );
    assert_eq!(because(&silent), None, "unknown changes nothing");
    assert!(asked(&pair(&app, &id, "P-r", &key).await).is_empty());
    let limited = pair(&app, &id, "P-f", &key).await;
    assert_eq!(asked(&limited).len(), 1);
    assert!(because(&limited).unwrap().contains("joitakin aloja"));
    let none = pair(&app, &id, "P-n", &key).await;
    assert!(
        because(&none)
            .unwrap()
            .contains("voimassa olevaa työnteko-oikeutta ei ole")
    );
    // To an agency it is nothing to ask: the employer checks it.
    let agency = app.key(Role::Partner).await;
    let list = candidates(&app, &id, &agency).await;
    assert!(list.iter().all(|found| asked(found).is_empty()));
}

#[tokio::test]
async fn what_took_points_from_a_skill_is_said() {
    let advert = format!(
        r#"{{"id":"V-w","title":{{"fi":"w"}},"skills":[{{"concept":"{WELDING}","need":"must"}}]}}"#
    );
    let skill = |said: &str| format!(r#"{{"skills":[{{"concept":"{WELDING}"{said}}}]}}"#);
    let full = r#","level":"expert","years":9,"last_used":"2026-10","source":"employment""#;
    let app = with(
        &[&advert],
        &[
            &person("P-full", &skill(full)),
            &person("P-bare", &skill("")),
            &person(
                "P-good",
                &skill(r#","level":"good","years":9,"last_used":"2026-10","source":"employment""#),
            ),
        ],
    )
    .await;
    let key = app.key(Role::Coordinator).await;
    let id = app.vacancy("w", &key).await;
    let mut said = Vec::new();
    for who in ["P-full", "P-good", "P-bare"] {
        let found = pair(&app, &id, who, &key).await;
        let finding = &found["parts"][0]["findings"][0];
        let whole = finding["points"] == finding["points_max"];
        let because = finding["because"].as_str().unwrap();
        assert_eq!(whole, !because.contains(" %: "), "{because}");
        said.push(because.to_owned());
    }
    assert!(
        said[1].contains("taso on hyvä, ei erinomainen"),
        "{}",
        said[1]
    );
    assert!(said[2].contains("Siitä lasketaan 30 %"), "{}", said[2]);
    assert!(said[2].contains("vain luettelossa"), "{}", said[2]);
}

#[tokio::test]
async fn what_an_agency_could_still_learn_is_the_sum_of_what_is_unknown() {
    let app = with(&[], &[]).await;
    let staff = app.key(Role::Coordinator).await;
    let id = app.vacancy("Lähihoitaja", &staff).await;
    let key = app.key(Role::Partner).await;
    for found in candidates(&app, &id, &key).await {
        let parts = found["parts"].as_array().unwrap().iter();
        let of_work = parts.filter(|part| part["half"] == "work");
        let findings = of_work.flat_map(|part| part["findings"].as_array().unwrap());
        let open = findings.filter(|finding| finding["state"] == "unknown");
        let open: u64 = open.map(|f| f["points_max"].as_u64().unwrap()).sum();
        assert_eq!(found["points_open"], open);
    }
}

#[tokio::test]
async fn what_an_advert_may_not_ask_stands_on_its_page_with_the_law() {
    let app = with(
        &[r#"{"id":"V-a","title":{"fi":"Siivooja"},"description":{"fi":"Haemme siivoojaksi nuorta naista, ikä 20-30 vuotta."}}"#],
        &[],
    )
    .await;
    let key = app.key(Role::Coordinator).await;
    let id = app.vacancy("Siivooja", &key).await;
    let view = app
        .get(&format!("/api/v1/vacancies/{id}"), &key)
        .await
        .json();
    let asked = view["not_to_be_asked"].as_array().unwrap();
    assert!(!asked.is_empty(), "{view}");
    let page = page(&app, "fi", &format!("vacancies/{id}"), &key).await;
    assert!(page.contains("mitä työnantaja ei saa kysyä"));
    assert!(page.contains("609/1986") || page.contains("1325/2014"));
    for one in asked {
        assert!(page.contains(one["text"].as_str().unwrap()));
    }
    let clean = app.vacancy("Lähihoitaja", &key).await;
    let clean = app.get(&format!("/fi/vacancies/{clean}"), &key).await.text;
    assert!(!clean.contains("mitä työnantaja ei saa kysyä"));
}

#[tokio::test]
async fn a_search_says_what_it_read_otherwise() {
    let app = with(&[], &[]).await;
    let key = app.key(Role::Coordinator).await;
    let notes = async |text: &str| {
        let body = serde_json::json!({"text": text}).to_string();
        let found = app.post("/api/v1/search/people", &key, &body).await.json();
        found["notes"].clone()
    };
    assert_eq!(
        notes("\"hoidin muistisairaita").await,
        serde_json::json!(["quote_unpaired"])
    );
    assert_eq!(
        notes("-hoidin").await,
        serde_json::json!(["only_exclusions"])
    );
    assert_eq!(notes("hoidin").await, Value::Null);
}

#[tokio::test]
async fn without_a_key_a_program_is_told_to_send_one() {
    let app = TestApp::new(Settings {
        staff_on_loopback: true,
        ..Settings::default()
    })
    .await;
    let asked = |path: &str| {
        Request::post(path.to_owned())
            .header("host", "localhost")
            .header("content-type", "application/json")
    };
    let body = r#"{"text":"lähihoitaja","purpose":"x"}"#;
    let path = "/api/v1/candidates:search";
    // Whoever sits at the machine is a coordinator, not an agency; and sent no key.
    let answer = app.send_from(asked(path), body, "127.0.0.1:4000").await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{}", answer.text);
    assert_eq!(answer.headers["www-authenticate"], "Bearer");
    // A key of another role is known, and may not.
    let key = app.key(Role::Coordinator).await;
    let answer = app.post(path, &key, body).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN, "{}", answer.text);
    let open = Request::get("/api/v1/vacancies").header("host", "localhost");
    let answer = app.send_from(open, Body::empty(), "127.0.0.1:4000").await;
    assert_eq!(answer.status, StatusCode::OK);
    // The page says who sits there, and no name that is none.
    let page = Request::get("/fi/").header("host", "localhost");
    let page = app.send_from(page, Body::empty(), "127.0.0.1:4000").await;
    assert!(page.text.contains("Yrityskoordinaattori") && !page.text.contains("desk"));
}

#[tokio::test]
async fn an_error_is_said_in_the_language_of_the_page() {
    let app = with(&[], &[]).await;
    let key = app.key(Role::Coordinator).await;
    let said = async |lang: &str| {
        let path = format!("/{lang}/vacancies?municipality=Tampere");
        app.get(&path, &key).await.text
    };
    let finnish = said("fi").await;
    let reason = "Kohta ”municipality” ei kelpaa. Lähin mahdollinen on 837.";
    assert!(finnish.contains(reason), "{finnish}");
    assert!(said("sv").await.contains("”municipality” duger inte."));
    assert!(said("en").await.contains("837"));
}
