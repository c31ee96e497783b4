//! The service as a caller meets it.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};

use super::Settings;
use super::test_app::TestApp;
use crate::domain::Role;

#[tokio::test]
async fn errors_are_problems_for_programs_and_pages_for_people() {
    let app = TestApp::new(Settings::default()).await;
    let answer = app.get("/api/v1/nothing", "").await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert_eq!(
        answer.headers[header::CONTENT_TYPE],
        "application/problem+json"
    );
    assert_eq!(answer.json()["code"], "not_found");
    assert_eq!(
        answer.json()["request"],
        answer.headers["x-request-id"].to_str().unwrap()
    );

    let answer = app.get("/sv/nothing", "").await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert!(answer.text.contains(r#"<html lang="sv">"#) && answer.text.contains("Hittades inte"));

    let answer = app
        .send(Request::post("/api/v1/health/live"), Body::empty())
        .await;
    assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(answer.headers[header::ALLOW], "GET,HEAD");
}

#[tokio::test]
async fn every_answer_has_safe_headers() {
    let app = TestApp::new(Settings::default()).await;
    for address in [
        "/",
        "/fi/accessibility",
        "/api/v1/health/ready",
        "/nowhere",
        "/fi/login",
    ] {
        let headers = app.get(address, "").await.headers;
        assert_eq!(headers[header::CACHE_CONTROL], "no-store", "{address}");
        assert_eq!(headers[header::X_FRAME_OPTIONS], "DENY", "{address}");
        assert_eq!(
            headers[header::X_CONTENT_TYPE_OPTIONS],
            "nosniff",
            "{address}"
        );
        let rule = headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
        assert!(
            rule.starts_with("default-src 'none'") && !rule.contains("unsafe"),
            "{rule}"
        );
    }
}

/// The guard of every other test: an answer that goes past the ledger is noticed.
#[tokio::test]
#[should_panic(expected = "not on the ledger: [\"P-1\"]")]
async fn an_answer_that_skips_the_ledger_is_caught() {
    let app = TestApp::new(Settings::default()).await;
    let leaks = axum::Router::new().route(
        "/leaks",
        axum::routing::get(async || r#"{"matches":[{"person":"P-1","points":812}]}"#),
    );
    let request = Request::get("/leaks").body(Body::empty()).unwrap();
    app.answer_of(&leaks, request).await;
}

#[tokio::test]
#[should_panic(expected = "1 pseudonyms, 0 people on the ledger")]
async fn a_pseudonym_that_skips_the_ledger_is_caught() {
    let app = TestApp::new(Settings::default()).await;
    let leaks = axum::Router::new().route(
        "/leaks",
        axum::routing::get(async || r#"{"candidates":[{"person":"mfrggzdfmztwq2lknnwg23tpoa"}]}"#),
    );
    let request = Request::get("/leaks").body(Body::empty()).unwrap();
    app.answer_of(&leaks, request).await;
}

#[tokio::test]
async fn the_first_page_speaks_the_browsers_language() {
    let app = TestApp::new(Settings::default()).await;
    let request = Request::get("/").header(header::ACCEPT_LANGUAGE, "sv-FI,en;q=0.3");
    let answer = app.send(request, Body::empty()).await;
    assert_eq!(answer.headers[header::LOCATION], "/sv/");
}

#[tokio::test]
async fn a_form_of_another_site_is_refused() {
    let app = TestApp::new(Settings::default()).await;
    let post = |origin: &str| {
        let request = Request::post("/fi/logout").header(header::HOST, "here.example");
        request.header(header::ORIGIN, origin)
    };
    let answer = app.send(post("https://there.example"), Body::empty()).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    let answer = app.send(post("http://here.example"), Body::empty()).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn only_the_roles_of_an_address_get_in() {
    let app = TestApp::new(Settings::default()).await;
    let coordinator = app.key(Role::Coordinator).await;
    let vacancy = app.vacancy("Lähihoitaja", &coordinator).await;
    let matches = format!("/api/v1/vacancies/{vacancy}/matches");
    for (role, status) in [
        (Role::Coordinator, StatusCode::OK),
        (Role::Coach, StatusCode::OK),
        (Role::Counsellor, StatusCode::FORBIDDEN),
        (Role::Partner, StatusCode::FORBIDDEN),
        (Role::Statistics, StatusCode::FORBIDDEN),
        (Role::Admin, StatusCode::FORBIDDEN),
    ] {
        let key = app.key(role).await;
        assert_eq!(app.get(&matches, &key).await.status, status, "{role}");
    }
    let answer = app.get(&matches, "").await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    assert_eq!(answer.headers[header::WWW_AUTHENTICATE], "Bearer");
    assert_eq!(
        app.get(&matches, "wrong").await.status,
        StatusCode::UNAUTHORIZED
    );
    let page = app.get(&format!("/fi/vacancies/{vacancy}"), "").await;
    assert_eq!(page.headers[header::LOCATION], "/fi/login");
}

#[tokio::test]
async fn matches_are_explained_and_nobody_hidden_is_in_them() {
    let app = TestApp::new(Settings::default()).await;
    let key = app.key(Role::Coordinator).await;
    let vacancy = app.vacancy("Lähihoitaja", &key).await;
    let answer = app
        .get(&format!("/api/v1/vacancies/{vacancy}/matches"), &key)
        .await;
    let list = answer.json();
    assert_eq!(list["considered"], 2);
    let groups = list["groups"].as_object().unwrap().values();
    assert_eq!(groups.map(|n| n.as_u64().unwrap()).sum::<u64>(), 2);
    assert!(!answer.text.contains("Kätketty"));
    for one in list["matches"].as_array().unwrap() {
        let parts = one["parts"].as_array().unwrap();
        let sum: u64 = parts.iter().map(|p| p["points"].as_u64().unwrap()).sum();
        assert_eq!(one["points"], sum);
    }
    let [first, second] = [0, 1].map(|n| list["matches"][n]["public_id"].as_str().unwrap());
    let address = format!("/api/v1/vacancies/{vacancy}/matches/{first}?versus={second}");
    let versus = app.get(&address, &key).await.json();
    assert_eq!(versus["first"]["person"], "P-1");
    let oneself = format!("/api/v1/vacancies/{vacancy}/matches/{first}?versus={first}");
    let oneself = app.get(&oneself, &key).await;
    assert_eq!(oneself.status, StatusCode::UNPROCESSABLE_ENTITY);
    let jobs = app
        .get(&format!("/api/v1/people/{second}/jobs"), &key)
        .await
        .json();
    assert_eq!(jobs["considered"], 2);
}

#[tokio::test]
async fn what_a_step_would_open_is_asked_by_those_who_may_and_is_on_the_ledger() {
    let app = TestApp::new(Settings::default()).await;
    let key = app.key(Role::Coordinator).await;
    let vacancy = app.vacancy("Lähihoitaja", &key).await;
    let address = format!("/api/v1/vacancies/{vacancy}/what-if");
    let list = app.get(&address, &key).await.json();
    assert_eq!(
        (&list["considered"], &list["public_id"]),
        (&2.into(), &vacancy.clone().into())
    );
    let matches = format!("/api/v1/vacancies/{vacancy}/matches");
    let matches = app.get(&matches, &key).await.json();
    let person = &matches["matches"][1];
    let step = format!(
        "/api/v1/people/{}/what-if",
        person["public_id"].as_str().unwrap()
    );
    let id = person["person"].as_str().unwrap().parse().unwrap();
    let seen = async || app.engine.who_saw(&id).await.unwrap().len();
    let before = seen().await;
    let found = app.get(&step, &key).await.json();
    assert_eq!(found["considered"], 2);
    assert_eq!(seen().await, before + 1, "a person's steps are an opening");
    for (role, of_vacancy, of_person) in [
        (Role::Coach, StatusCode::OK, StatusCode::OK),
        // Without assigned clients in its scope a counsellor's key sees nobody.
        (
            Role::Counsellor,
            StatusCode::FORBIDDEN,
            StatusCode::NOT_FOUND,
        ),
        (Role::Partner, StatusCode::FORBIDDEN, StatusCode::FORBIDDEN),
        (
            Role::Statistics,
            StatusCode::FORBIDDEN,
            StatusCode::FORBIDDEN,
        ),
        (Role::Admin, StatusCode::FORBIDDEN, StatusCode::FORBIDDEN),
    ] {
        let key = app.key(role).await;
        assert_eq!(app.get(&address, &key).await.status, of_vacancy, "{role}");
        assert_eq!(app.get(&step, &key).await.status, of_person, "{role}");
    }
    let hidden = app.engine.public_person(&"P-3".parse().unwrap()).unwrap();
    let hidden = format!("/api/v1/people/{hidden}/what-if");
    assert_eq!(app.get(&hidden, &key).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn wrong_parameters_are_named() {
    let app = TestApp::new(Settings::default()).await;
    let key = app.key(Role::Coordinator).await;
    let check = async |address: &str, pointer: &str, nearest: &str| {
        let answer = app.get(address, &key).await;
        assert_eq!(
            answer.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{}",
            answer.text
        );
        let error = &answer.json()["errors"][0];
        assert_eq!(error["pointer"], pointer, "{address}");
        assert_eq!(
            error["nearest"].as_str().unwrap_or_default(),
            nearest,
            "{address}"
        );
    };
    check(
        "/api/v1/vacancies?municipality=Tampere",
        "/municipality",
        "837",
    )
    .await;
    check("/api/v1/vacancies?limit=0", "/limit", "").await;
    check(
        "/api/v1/vacancies?munisipality=837",
        "/munisipality",
        "municipality",
    )
    .await;
    let vacancy = app.vacancy("Lähihoitaja", &key).await;
    let matches = format!("/api/v1/vacancies/{vacancy}/matches");
    check(&format!("{matches}?group=fit"), "/group", "fits").await;
    check(&format!("{matches}?cursor=abc"), "/cursor", "").await;
}

#[tokio::test]
async fn imported_ids_open_nothing() {
    let app = TestApp::new(Settings::default()).await;
    let key = app.key(Role::Coordinator).await;
    assert_eq!(
        app.get("/api/v1/vacancies/V-1", &key).await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(
        app.get("/api/v1/people/P-1/jobs", &key).await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn pages_render_in_three_languages_and_keep_what_was_written_harmless() {
    let app = TestApp::new(Settings::default()).await;
    let key = app.key(Role::Coordinator).await;
    let vacancy = app.vacancy("Lähihoitaja", &key).await;
    let list = app
        .get(&format!("/api/v1/vacancies/{vacancy}/matches"), &key)
        .await
        .json();
    let [a, b] = [0, 1].map(|n| list["matches"][n]["public_id"].as_str().unwrap());
    for (lang, word) in [
        ("fi", "Mitä työssä tarvitaan"),
        ("sv", "Vad arbetet kräver"),
        ("en", "What the work asks"),
    ] {
        for path in [
            format!("vacancies/{vacancy}"),
            format!("vacancies/{vacancy}?group=fits"),
            format!("vacancies/{vacancy}/people/{a}"),
            format!("vacancies/{vacancy}/versus?person={a}&person={b}"),
            format!("people/{a}"),
        ] {
            let page = app.get(&format!("/{lang}/{path}"), &key).await;
            assert_eq!(page.status, StatusCode::OK, "{lang} {path}");
            let bare = path.contains('?');
            assert!(bare || page.text.contains(word), "{lang} {path}");
            assert!(!page.text.contains("Unknown localization"), "{lang} {path}");
            assert!(!page.text.contains("Koivukoti <b>"), "{lang} {path}");
            assert!(
                page.text
                    .contains(&format!("/sv/{}", path.replace('&', "&#38;"))),
                "{lang} {path}"
            );
        }
        for path in ["", "vacancies", "login", "accessibility"] {
            let page = app.get(&format!("/{lang}/{path}"), &key).await;
            assert_eq!(page.status, StatusCode::OK, "{lang} {path}");
        }
    }
}

#[tokio::test]
async fn staff_log_in_with_a_key_and_a_revoked_key_ends_the_session() {
    let app = TestApp::new(Settings::default()).await;
    let key = app.key(Role::Coordinator).await;
    let log_in = |key: &str| {
        let form = Request::post("/fi/login");
        let form = form.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        app.send(form, format!("key={key}"))
    };
    let refused = log_in("wrong").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("Avain ei kelvannut"));

    let answer = log_in(&key).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    let cookie = answer.headers[header::SET_COOKIE].to_str().unwrap();
    assert!(
        cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"),
        "{cookie}"
    );
    let pair = cookie.split(';').next().unwrap().to_owned();
    let visit = async || {
        let request = Request::get("/fi/vacancies").header(header::COOKIE, &pair);
        app.send(request, Body::empty()).await.status
    };
    assert_eq!(visit().await, StatusCode::OK);
    let id = app.engine.keys().await.unwrap()[0].id.clone();
    app.engine.revoke_key(&id).await.unwrap();
    assert_eq!(visit().await, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn staff_are_implied_on_this_machine_alone_and_only_where_switched_on() {
    let check = async |on: bool, from: &str, host: &str, status| {
        let settings = Settings {
            staff_on_loopback: on,
            ..Settings::default()
        };
        let app = TestApp::new(settings).await;
        let request = Request::get("/fi/vacancies").header(header::HOST, host);
        assert_eq!(
            app.send_from(request, Body::empty(), from).await.status,
            status
        );
    };
    check(true, "127.0.0.1:9", "localhost:8080", StatusCode::OK).await;
    check(
        true,
        "127.0.0.1:9",
        "rebound.example",
        StatusCode::SEE_OTHER,
    )
    .await;
    check(true, "10.0.0.9:9", "localhost:8080", StatusCode::SEE_OTHER).await;
    check(
        false,
        "127.0.0.1:9",
        "localhost:8080",
        StatusCode::SEE_OTHER,
    )
    .await;
}

#[tokio::test]
async fn searched_words_stand_in_no_address() {
    let app = TestApp::new(Settings::default()).await;
    let key = app.key(Role::Coordinator).await;
    let form = Request::post("/fi/search")
        .header(header::AUTHORIZATION, format!("Bearer {key}"))
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    let answer = app.send(form, "in=people&words=muistisairaita").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    let address = answer.headers[header::LOCATION].to_str().unwrap();
    assert!(!address.contains("muisti"), "{address}");
    let page = app.get(address, &key).await;
    assert!(
        page.text.contains("Aino Sovelias") && page.text.contains("<mark>"),
        "{}",
        page.text
    );
    let narrowed = app
        .get(&format!("{address}?municipalities=536"), &key)
        .await;
    assert!(!narrowed.text.contains("Aino Sovelias"));
    let other = app.key(Role::Coordinator).await;
    assert_eq!(app.get(address, &other).await.status, StatusCode::NOT_FOUND);

    let body = r#"{"text":"muistisairaita"}"#;
    let found = app.post("/api/v1/search/people", &key, body).await.json();
    assert_eq!(found["total"], 1);
    let wrong = app
        .post("/api/v1/search/people", &key, r#"{"txt":"x"}"#)
        .await;
    assert_eq!(wrong.json()["errors"][0]["nearest"], "text");
}

#[tokio::test]
async fn a_partner_gets_who_consented_under_a_pseudonym() {
    let app = TestApp::new(Settings::default()).await;
    let key = app.key(Role::Partner).await;
    let ask = |body: &'static str| app.post("/api/v1/candidates:search", &key, body);
    let answer =
        ask(r#"{"text":"Lähihoitaja, hygieniapassi vaaditaan.","purpose":"assignment 7"}"#).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    let list = answer.json();
    assert_eq!(list["considered"], 1);
    assert!(list["versions"]["release"].is_string() && list["versions"]["data"].is_null());
    for secret in ["Aino", "P-1", "Bo Utan", "P-2"] {
        assert!(!answer.text.contains(secret), "{secret}");
    }
    let part = |name: &str| {
        let parts = list["candidates"][0]["parts"].as_array().unwrap();
        parts.iter().any(|part| part["criterion"] == name)
    };
    assert!(part("occupation") && part("permits"), "{}", answer.text);
    // Nothing that work asks: else everybody who consented could be listed.
    for body in [
        r#"{"text":"","purpose":"p"}"#,
        r#"{"text":"asdf qwer","purpose":"p"}"#,
    ] {
        let answer = ask(body).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{body}");
        assert_eq!(answer.json()["errors"][0]["pointer"], "/text");
    }
    let answer = ask(r#"{"text":"Lähihoitaja","purpose":" "}"#).await;
    assert_eq!(answer.json()["errors"][0]["pointer"], "/purpose");
    let staff = app.key(Role::Coordinator).await;
    let body = r#"{"text":"x","purpose":"y"}"#;
    let answer = app.post("/api/v1/candidates:search", &staff, body).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn gaps_come_as_json_csv_and_a_page() {
    let app = TestApp::new(Settings::default()).await;
    let key = app.key(Role::Statistics).await;
    let table = app.get("/api/v1/gaps", &key).await.json();
    assert!(!table["rows"].as_array().unwrap().is_empty());
    let request = Request::get("/api/v1/gaps?municipality=837")
        .header(header::AUTHORIZATION, format!("Bearer {key}"))
        .header(header::ACCEPT, "text/csv");
    let csv = app.send(request, Body::empty()).await;
    assert_eq!(csv.headers[header::CONTENT_TYPE], "text/csv; charset=utf-8");
    assert!(csv.text.starts_with("kind,id,label,place"), "{}", csv.text);
    for lang in ["fi", "sv", "en"] {
        let page = app.get(&format!("/{lang}/gaps?kind=permit"), &key).await;
        assert!(page.text.contains("<svg class=\"pairs\""), "{lang}");
        let file = app
            .get(&format!("/{lang}/gaps.csv?municipality="), &key)
            .await;
        assert_eq!(file.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn concepts_are_read_from_a_text() {
    let app = TestApp::new(Settings::default()).await;
    let key = app.key(Role::Statistics).await;
    let body = r#"{"text":"Etsimme lähihoitajaa. Hygieniapassi vaaditaan."}"#;
    let read = app.post("/api/v1/extract", &key, body).await.json();
    let concepts = read["concepts"].as_array().unwrap();
    let permit = concepts.iter().find(|c| c["id"] == "card:hygiene").unwrap();
    assert_eq!(permit["need"], "must");
    let body = r#"{"text":"Etsimme nuorta sihteeriä."}"#;
    let read = app.post("/api/v1/extract", &key, body).await.json();
    let flagged = &read["not_to_be_asked"][0];
    assert_eq!(
        (&flagged["ground"], &flagged["text"]),
        (&"age".into(), &"nuorta".into())
    );
}

#[tokio::test]
async fn phrases_are_linked_and_bounds_are_said() {
    let app = TestApp::new(Settings::default()).await;
    let key = app.key(Role::Partner).await;
    let ask = |body: &'static str| app.post("/api/v1/normalise", &key, body);
    let read =
        ask(r#"{"kind":"occupation","phrases":["lähihoitajalle","asdf"],"lang":"fi"}"#).await;
    let results = &read.json()["results"];
    assert_eq!(results[0]["input"], "lähihoitajalle");
    assert_eq!(results[0]["matches"][0]["label"], "lähihoitaja");
    assert_eq!(results[1]["matches"], serde_json::json!([]));
    for (body, pointer) in [
        (r#"{"kind":"skill","phrases":[]}"#, "/phrases"),
        (r#"{"kind":"skill","phrases":["a"],"top":0}"#, "/top"),
        (r#"{"kind":"isco_group","phrases":["a"]}"#, "/kind"),
    ] {
        let answer = ask(body).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{body}");
        assert_eq!(answer.json()["errors"][0]["pointer"], pointer, "{body}");
    }
}

#[tokio::test]
async fn the_description_is_made_from_the_handlers() {
    let app = TestApp::new(Settings::default()).await;
    let mut description = app.get("/api/v1/openapi.json", "").await.json();
    assert_eq!(description["openapi"], "3.1.0");
    description["info"]["version"] = "0.0.0".into();
    insta::assert_json_snapshot!("openapi", description);
    let page = app.get("/api/docs/", "").await;
    assert_eq!(page.status, StatusCode::OK);
}

#[tokio::test]
async fn a_page_says_who_is_signed_in_and_offers_to_log_out_of_a_session_alone() {
    let settings = Settings {
        staff_on_loopback: true,
        ..Settings::default()
    };
    let app = TestApp::new(settings).await;
    for path in ["/fi/vacancies", "/fi/nothing", "/fi/vacancies/none"] {
        let request = Request::get(path).header(header::HOST, "localhost");
        let page = app.send_from(request, Body::empty(), "127.0.0.1:9").await;
        assert!(page.text.contains("Yrityskoordinaattori"), "{path}");
        assert!(!page.text.contains("/fi/logout"), "{path}");
    }
}
