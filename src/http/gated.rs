//! Who gets in to whom: a protected client's own coach, deputies, counsellors with assigned clients,
//! restrictions, and consents of an unknown text.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};

use super::test_app::{TestApp, patient};
use crate::domain::record::parse;
use crate::domain::{Jobseeker, PersonId, Role};
use crate::engine::{Assigned, AssignmentSpec, Deputising};

async fn app() -> TestApp {
    let app = TestApp::new(patient()).await;
    let people = [
        ("P-7", true, "c-1"),
        ("P-8", false, "c-1"),
        ("P-9", false, "c-2"),
    ];
    let people: Vec<Jobseeker> = people
        .iter()
        .map(|(id, protected, coach)| {
            let json = format!(
                r#"{{"person":{{"id":"{id}","name":"Salme {id}","protected_address":{protected},"coach":"{coach}","service_unit":"u-1"}},
                    "visibility":{{"matching":true,"partners":{{"agencies":["a-1"],"consent_text":"2026-1"}}}},
                    "profile":{{"languages":[{{"code":"fi","native":true}}],"permits":["title:practical_nurse"]}}}}"#
            );
            parse(&json).unwrap()
        })
        .collect();
    app.engine.put_jobseekers(&people, None).await.unwrap();
    app
}

/// The address of a person for whoever finds them by identifier.
async fn found(app: &TestApp, key: &str, person: &str) -> Option<String> {
    let body = format!(r#"{{"person":"{person}"}}"#);
    let answer = app.post("/api/v1/people:find", key, &body).await;
    match answer.status {
        StatusCode::OK => Some(answer.json()["public_id"].as_str().unwrap().to_owned()),
        status => {
            assert_eq!(status, StatusCode::NOT_FOUND);
            None
        }
    }
}

#[tokio::test]
async fn a_protected_client_is_for_their_own_coach_alone_and_in_no_list() {
    let app = app().await;
    let coach = app.scoped_key(Role::Coach, "clients:c-1").await;
    let public = found(&app, &coach, "P-7").await.unwrap();
    let person: PersonId = "P-7".parse().unwrap();
    let before = app.engine.who_saw(&person).await.unwrap().len();
    for path in ["jobs", "what-if"] {
        let answer = app
            .get(&format!("/api/v1/people/{public}/{path}"), &coach)
            .await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        assert_eq!(answer.json()["considered"], 2, "{path}");
    }
    let page = app.get(&format!("/fi/people/{public}"), &coach).await;
    assert!(page.text.contains("turvakielto") && page.text.contains("Salme P-7"));
    let mut links = page
        .text
        .split("href=\"")
        .map(|link| link.split('"').next().unwrap());
    assert!(
        !links.any(|link| link.contains("/vacancies/") && link.contains(&public)),
        "no page beside others"
    );
    assert_eq!(app.engine.who_saw(&person).await.unwrap().len(), before + 3);
    // In no list, count, search or page beside other people.
    let vacancy = app.vacancy("Lähihoitaja", &coach).await;
    let matches = app
        .get(&format!("/api/v1/vacancies/{vacancy}/matches"), &coach)
        .await;
    assert_eq!(matches.json()["considered"], 1);
    let one = app
        .get(
            &format!("/api/v1/vacancies/{vacancy}/matches/{public}"),
            &coach,
        )
        .await;
    assert_eq!(one.status, StatusCode::NOT_FOUND);
    let firms = app
        .get(&format!("/api/v1/people/{public}/employers"), &coach)
        .await;
    assert_eq!(firms.status, StatusCode::NOT_FOUND);
    let search = app
        .post("/api/v1/search/people", &coach, r#"{"text":"lähihoitaja"}"#)
        .await;
    let clients = app.get("/fi/clients", &coach).await;
    for text in [&matches.text, &search.text, &clients.text] {
        assert!(!text.contains("P-7") && !text.contains(&public), "{text}");
    }
    // Nobody else: not the region's staff, another coach, the unit, the team.
    for (role, scope) in [
        (Role::Coordinator, "everyone"),
        (Role::Coordinator, "clients:c-1"),
        (Role::Coach, "everyone"),
        (Role::Coach, "clients:c-2"),
        (Role::Coach, "unit:u-1"),
        (Role::Coach, "team:c-1,c-2"),
        (Role::Counsellor, "assigned:s-3"),
    ] {
        let key = app.scoped_key(role, scope).await;
        assert_eq!(found(&app, &key, "P-7").await, None, "{role} {scope}");
        for path in ["jobs", "what-if"] {
            let answer = app
                .get(&format!("/api/v1/people/{public}/{path}"), &key)
                .await;
            assert_eq!(
                answer.status,
                StatusCode::NOT_FOUND,
                "{role} {scope} {path}"
            );
        }
    }
}

#[tokio::test]
async fn the_coach_opens_a_client_by_identifier_on_the_page() {
    let app = app().await;
    let coach = app.scoped_key(Role::Coach, "clients:c-1").await;
    let form = |person: &'static str| {
        let form = Request::post("/fi/clients")
            .header(header::AUTHORIZATION, format!("Bearer {coach}"))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        app.send(form, Body::from(person))
    };
    let answer = form("person=P-7").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    let address = answer.headers[header::LOCATION].to_str().unwrap();
    assert_eq!(app.get(address, &coach).await.status, StatusCode::OK);
    assert_eq!(form("person=P-9").await.status, StatusCode::NOT_FOUND);
    assert_eq!(form("person=P-404").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_deputy_sees_the_clients_of_the_one_who_is_away_but_no_protected_one() {
    let app = app().await;
    let deputy = app.scoped_key(Role::Coach, "clients:c-2").await;
    assert_eq!(found(&app, &deputy, "P-8").await, None);
    let day = app.engine.as_of();
    let deputising = Deputising {
        coach: "c-1".parse().unwrap(),
        deputy: "c-2".parse().unwrap(),
        from: day,
        until: day,
    };
    app.engine.deputise(&deputising, "Ritva").await.unwrap();
    assert!(found(&app, &deputy, "P-8").await.is_some());
    assert!(
        found(&app, &deputy, "P-9").await.is_some(),
        "the own ones too"
    );
    assert_eq!(found(&app, &deputy, "P-7").await, None);
    let (coach, away) = ("c-2".parse().unwrap(), "c-1".parse().unwrap());
    app.engine.end_deputy(&away, &coach).await.unwrap();
    assert_eq!(found(&app, &deputy, "P-8").await, None);
}

#[tokio::test]
async fn a_counsellor_sees_whom_they_were_assigned_and_nobody_restricted() {
    let app = app().await;
    let counsellor = app.scoped_key(Role::Counsellor, "assigned:s-3").await;
    assert_eq!(found(&app, &counsellor, "P-8").await, None);
    let (day, person) = (app.engine.as_of(), "P-8".parse::<PersonId>().unwrap());
    let spec = AssignmentSpec {
        person: person.clone(),
        assigned: Assigned {
            to: "s-3".parse().unwrap(),
            from: day,
            until: day,
            consented: Some(day),
        },
        purpose: "career counselling".into(),
    };
    app.engine.assign(&spec, "Ritva").await.unwrap();
    let public = found(&app, &counsellor, "P-8").await.unwrap();
    let jobs = format!("/api/v1/people/{public}/jobs");
    assert_eq!(app.get(&jobs, &counsellor).await.status, StatusCode::OK);
    app.engine
        .restrict(&person, "contested", "Ritva")
        .await
        .unwrap();
    assert_eq!(
        app.get(&jobs, &counsellor).await.status,
        StatusCode::NOT_FOUND
    );
    let own = app.scoped_key(Role::Coach, "clients:c-1").await;
    assert_eq!(app.get(&jobs, &own).await.status, StatusCode::NOT_FOUND);
    app.engine
        .unrestrict(&person, "settled", "Ritva")
        .await
        .unwrap();
    assert_eq!(app.get(&jobs, &counsellor).await.status, StatusCode::OK);
}

#[tokio::test]
async fn nobody_is_shown_to_an_agency_whose_consent_names_no_known_text() {
    let app = app().await;
    let agency = app.key(Role::Partner).await;
    let seen = async || {
        let body = r#"{"text":"Lähihoitaja","purpose":"an assignment"}"#;
        let list = app
            .post("/api/v1/candidates:search", &agency, body)
            .await
            .json();
        list["considered"].as_u64().unwrap()
    };
    assert_eq!(seen().await, 3);
    for (text, expected) in [
        ("", 2),
        (r#","consent_text":"2025-9""#, 2),
        (r#","consent_text":"2026-1""#, 3),
    ] {
        let json = format!(
            r#"{{"person":{{"id":"P-8","protected_address":false}},"visibility":{{"matching":true,"partners":{{"agencies":["a-1"]{text}}}}},
                "profile":{{"permits":["title:practical_nurse"]}}}}"#
        );
        app.engine
            .put_jobseekers(&[parse(&json).unwrap()], None)
            .await
            .unwrap();
        assert_eq!(seen().await, expected, "{text}");
    }
    for lang in ["fi", "sv", "en"] {
        for path in ["consent", "consent/2026-1"] {
            let page = app.get(&format!("/{lang}/{path}"), "").await;
            assert!(
                page.status == StatusCode::OK && page.text.contains("2026-1"),
                "{lang}"
            );
        }
        let unknown = app.get(&format!("/{lang}/consent/2025-9"), "").await;
        assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    }
}
