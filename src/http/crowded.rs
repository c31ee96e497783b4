//! Over real sockets: connections that never ask, bodies without end or measure, more requests than can
//! be answered at once, and what others notice of it.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use axum::http::StatusCode;
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::{sleep, timeout};

use super::Settings;
use super::server::Limits;
use super::test_app::{TestApp, patient};
use crate::domain::Role;
use crate::engine::IMPORTS_MAX;

/// Half-open connections: `KOHTAANTO_HALF_OPEN` of them.
fn half_open() -> usize {
    std::env::var("KOHTAANTO_HALF_OPEN").map_or(300, |n| n.parse().unwrap())
}

fn with(limits: impl FnOnce(Limits) -> Limits) -> Settings {
    Settings {
        limits: limits(patient().limits),
        ..patient()
    }
}

/// A socket over which something was sent.
async fn sent(address: SocketAddr, bytes: &str) -> TcpStream {
    let mut socket = TcpStream::connect(address).await.unwrap();
    socket.write_all(bytes.as_bytes()).await.unwrap();
    socket
}

/// All that the server says until it closes; what it closes without reading to the end is said all the same.
async fn heard(mut socket: TcpStream) -> String {
    let (mut bytes, mut piece) = (Vec::new(), vec![0; 1 << 16]);
    let reading = async {
        while let Ok(count @ 1..) = socket.read(&mut piece).await {
            bytes.extend_from_slice(&piece[..count]);
        }
    };
    timeout(Duration::from_secs(60), reading)
        .await
        .expect("the server closes the connection");
    String::from_utf8(bytes).unwrap()
}

fn get(path: &str, key: &str) -> String {
    format!(
        "GET {path} HTTP/1.1\r\nhost: a\r\nauthorization: Bearer {key}\r\nconnection: close\r\n\r\n"
    )
}

fn post(path: &str, key: &str, rest: &str) -> String {
    format!(
        "POST {path} HTTP/1.1\r\nhost: a\r\nauthorization: Bearer {key}\r\ncontent-type: application/json\r\n{rest}"
    )
}

#[track_caller]
fn assert_problem(answer: &str, status: u16, code: &str) {
    assert!(
        answer.starts_with(&format!("HTTP/1.1 {status} ")),
        "{answer}"
    );
    assert!(
        answer.contains("application/problem+json"),
        "for a program: {answer}"
    );
    assert!(
        answer.contains(&format!(r#""code":"{code}""#)),
        "{code}: {answer}"
    );
}

#[tokio::test]
async fn half_open_connections_keep_nobody_out() {
    let many = half_open();
    let settings = with(|limits| Limits {
        head: Duration::from_secs(600),
        waiting: 64,
        waiting_of_address: 32,
        connections: 96,
        ..limits
    });
    let app = TestApp::new(settings).await;
    let key = app.key(Role::Coordinator).await;
    let (address, _stop) = app.listening().await;
    let mut stalling = Vec::new();
    for n in 0..many {
        let head = ["", "GET /api", "GET /fi/login HTTP/1.1\r\nhost: a\r\n"][n % 3];
        stalling.push(sent(address, head).await);
        if n % 10 > 0 {
            continue;
        }
        // Somebody else between them, from the very same machine.
        let socket = sent(address, &get("/api/v1/vacancies", &key)).await;
        let answer = heard(socket).await;
        assert!(answer.starts_with("HTTP/1.1 200 "), "{n}: {answer}");
        let waiting = app.parts().doorway.len();
        assert!(waiting <= 33, "{waiting} of one address wait");
    }
    let closed = app.parts().doorway.closed();
    assert!(
        closed >= (many - 64) as u64,
        "{closed} of {many} made place"
    );
    // The newest wait on, and are served when they say what they want.
    let mut last = stalling.pop().unwrap();
    let rest = ["GET /", "/v1/health/live", "\r\n"][(many - 1) % 3];
    let rest = match rest {
        "\r\n" => rest.to_owned(),
        rest => format!("{rest} HTTP/1.1\r\nhost: a\r\n\r\n"),
    };
    last.write_all(rest.as_bytes()).await.unwrap();
    let mut begin = [0; 9];
    last.read_exact(&mut begin).await.unwrap();
    assert_eq!(&begin, b"HTTP/1.1 ");
}

#[tokio::test]
async fn connections_that_were_answered_and_wait_make_place_too() {
    let settings = with(|limits| Limits {
        head: Duration::from_secs(600),
        connections: 16,
        ..limits
    });
    let app = TestApp::new(settings).await;
    let (address, _stop) = app.listening().await;
    let mut kept = Vec::new();
    for n in 0..40 {
        let request = "GET /api/v1/health/live HTTP/1.1\r\nhost: a\r\n\r\n";
        let mut socket = sent(address, request).await;
        let mut begin = [0; 12];
        timeout(Duration::from_secs(60), socket.read_exact(&mut begin))
            .await
            .unwrap_or_else(|_| panic!("the {n}th is not answered"))
            .unwrap();
        assert_eq!(&begin, b"HTTP/1.1 200");
        kept.push(socket);
    }
}

#[tokio::test]
async fn a_body_without_end_or_measure_is_refused() {
    let app = TestApp::new(with(|limits| Limits {
        body_pause: Duration::from_millis(300),
        import_bytes: 3_000_000,
        ..limits
    }))
    .await;
    let key = app.key(Role::Coordinator).await;
    let (address, _stop) = app.listening().await;
    // Said beforehand: not a byte of it is waited for.
    let said = post("/api/v1/extract", &key, "content-length: 10485760\r\n\r\n");
    assert_problem(&heard(sent(address, &said).await).await, 413, "too_large");
    // Not said: pieces until the server has enough of them.
    for (path, kind) in [
        ("/api/v1/extract", "application/json"),
        ("/api/v1/vacancies:import", "application/x-ndjson"),
    ] {
        let chunked = post(path, &key, "transfer-encoding: chunked\r\n\r\n");
        let socket = sent(address, &chunked.replace("application/json", kind)).await;
        let (reading, mut writing) = socket.into_split();
        let piece = format!("8000\r\n{}\r\n", " ".repeat(0x8000));
        let sending = tokio::spawn(async move {
            let mut pieces = 0;
            while pieces < 4_000 && writing.write_all(piece.as_bytes()).await.is_ok() {
                pieces += 1;
            }
            (pieces, writing)
        });
        let mut reading = reading;
        let mut bytes = vec![0; 4_096];
        let answer = timeout(Duration::from_secs(60), reading.read(&mut bytes));
        let count = answer.await.expect("an answer while it is sent").unwrap();
        let answer = String::from_utf8_lossy(&bytes[..count]).into_owned();
        assert_problem(&answer, 413, "too_large");
        drop(reading);
        let (pieces, _) = timeout(Duration::from_secs(60), sending)
            .await
            .unwrap()
            .unwrap();
        assert!(pieces < 4_000, "the server stops reading");
    }
    // Begun and not gone on with.
    for (path, kind) in [
        ("/api/v1/extract", "application/json"),
        ("/api/v1/vacancies:import", "application/x-ndjson"),
    ] {
        let half = post(path, &key, "content-length: 100\r\n\r\n{\"text\":");
        let socket = sent(address, &half.replace("application/json", kind)).await;
        assert_problem(&heard(socket).await, 408, "timeout");
    }
    assert_eq!(app.engine.imports_running(), 0, "no place is lost by it");
}

#[tokio::test]
async fn what_nobody_can_read_is_refused_quickly() {
    let app = TestApp::new(patient()).await;
    let key = app.key(Role::Coordinator).await;
    let deep = "[".repeat(100_000);
    let clauses = format!(
        r#"{{"text":"x","kinds":[{}]}}"#,
        vec![r#""a""#; 20_000].join(",")
    );
    let bodies = [
        deep.clone(),
        format!(r#"{{"text":{deep}"#),
        "{\"a\":".repeat(100_000),
        r#"{"text":"a","text":"b"}"#.to_owned(),
        r#"{"text":1e999}"#.to_owned(),
        r#"{"text":"\ud800"}"#.to_owned(),
        r#"{"text":12}"#.to_owned(),
        r#"{"txet":"a"}"#.to_owned(),
        clauses,
        "\u{feff}{}".to_owned(),
        String::new(),
    ];
    let mut slowest = Duration::ZERO;
    for address in [
        "/api/v1/extract",
        "/api/v1/search/people",
        "/api/v1/search/vacancies",
        "/api/v1/suggest",
        "/api/v1/people:find",
    ] {
        for body in &bodies {
            let begun = Instant::now();
            let answer = app.post(address, &key, body).await;
            slowest = slowest.max(begun.elapsed());
            let case = format!("{address} {:.60}: {:.300}", body, answer.text);
            assert!(answer.status.is_client_error(), "{case}");
            assert_eq!(answer.json()["code"], "invalid", "{case}");
            assert!(
                answer.json()["errors"][0]["reason"].is_string(),
                "says what: {case}"
            );
            assert!(answer.text.len() < 2_000, "{case}");
        }
    }
    // The contract's quarter of a second; a debug build on a machine that others use is given more.
    assert!(slowest < Duration::from_secs(5), "{slowest:?}");
    eprintln!("the slowest refusal took {slowest:?}");
}

#[tokio::test]
async fn beyond_what_can_be_answered_at_once_one_is_told_to_come_again() {
    let app = TestApp::new(with(|limits| Limits {
        requests: 8,
        ..limits
    }))
    .await;
    let (key, other) = (
        app.key(Role::Coordinator).await,
        app.key(Role::Coordinator).await,
    );
    let (address, _stop) = app.listening().await;
    let half = |key: &str| {
        let rest = "content-length: 14\r\nconnection: close\r\n\r\n{\"text\":";
        post("/api/v1/extract", key, rest)
    };
    let mut open = Vec::new();
    for n in 1..=4 {
        open.push(sent(address, &half(&key)).await);
        until(|| app.parts().busy.len() == n).await;
    }
    let refused = heard(sent(address, &get("/api/v1/vacancies", &key)).await).await;
    assert_problem(&refused, 503, "overloaded");
    assert!(refused.contains("retry-after: 1\r\n"), "{refused}");
    let page = heard(sent(address, &get("/sv/vacancies", &key)).await).await;
    assert!(
        page.starts_with("HTTP/1.1 503 ") && page.contains("överbelastad"),
        "{page}"
    );
    // One key has taken its half; another is still answered, until it has taken the rest.
    let answer = heard(sent(address, &get("/api/v1/vacancies", &other)).await).await;
    assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
    for n in 5..=8 {
        open.push(sent(address, &half(&other)).await);
        until(|| app.parts().busy.len() == n).await;
    }
    let third = app.key(Role::Coach).await;
    let refused = heard(sent(address, &get("/api/v1/vacancies", &third)).await).await;
    assert_problem(&refused, 503, "overloaded");
    // Whether it is up can be seen all the same.
    for path in ["/api/v1/health/live", "/api/v1/health/ready", "/fi/login"] {
        let answer = heard(sent(address, &get(path, "")).await).await;
        assert!(!answer.starts_with("HTTP/1.1 503 "), "{path}: {answer}");
    }
    for socket in &mut open {
        socket.write_all(b"\"tig\"}").await.unwrap();
    }
    for socket in open {
        let answer = heard(socket).await;
        assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
    }
    until(|| app.parts().busy.len() == 0).await;
    let answer = heard(sent(address, &get("/api/v1/vacancies", &third)).await).await;
    assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
    assert_eq!(app.parts().busy.refused(), 3);
}

/// Waits until something holds.
async fn until(holds: impl Fn() -> bool) {
    for _ in 0..6_000 {
        if holds() {
            return;
        }
        sleep(Duration::from_millis(10)).await;
    }
    panic!("it never holds");
}

#[tokio::test]
async fn so_many_imports_are_under_way_and_no_more() {
    let app = TestApp::new(patient()).await;
    let key = app.key(Role::Coordinator).await;
    let import = async || {
        let request = axum::http::Request::post("/api/v1/vacancies:import")
            .header("authorization", format!("Bearer {key}"))
            .header("content-type", "application/x-ndjson");
        app.send(request, "{\"id\":\"K-1\"}\n").await
    };
    let mut places: Vec<_> = (0..IMPORTS_MAX)
        .map(|_| app.engine.import_place().unwrap())
        .collect();
    let refused = import().await;
    assert_eq!(refused.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(refused.json()["code"], json!("too_many_imports"));
    assert_eq!(refused.headers["retry-after"], "10");
    drop(places.pop());
    assert_eq!(import().await.status, StatusCode::ACCEPTED);
    // Its place is free again when it is done.
    until(|| app.engine.imports_running() == IMPORTS_MAX - 1).await;
    assert_eq!(import().await.status, StatusCode::ACCEPTED);
}
