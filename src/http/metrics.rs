//! Figures of the running service in Prometheus' text format, on a listener of their own: they say how
//! much is asked and how long it takes, by the pattern of an address and never by the address itself.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderValue, Method, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use super::App;
use super::server::Limits;

/// What has been answered since the start.
#[derive(Debug)]
pub(super) struct Metrics {
    began: SystemTime,
    answered: Mutex<BTreeMap<Route, Answered>>,
}

/// A method, and the pattern of an address; `none` where nothing is there.
type Route = (&'static str, String);

#[derive(Debug, Default)]
struct Answered {
    by_status: BTreeMap<u16, u64>,
    /// How many took no longer than each of [`BOUNDS_MS`].
    within: [u64; BOUNDS_MS.len()],
    total: Duration,
}

/// Milliseconds from a request's head to its answer's head that are told apart: 100 is what a page of
/// explained candidates may take, 250 what a refusal may.
const BOUNDS_MS: [u16; 10] = [5, 10, 25, 50, 100, 250, 500, 1_000, 5_000, 30_000];

impl Default for Metrics {
    fn default() -> Self {
        Self {
            began: SystemTime::now(),
            answered: Mutex::default(),
        }
    }
}

impl Metrics {
    /// Counts an answer.
    pub(super) fn count(
        &self,
        method: &Method,
        pattern: Option<&str>,
        status: u16,
        took: Duration,
    ) {
        let route = (method_name(method), pattern.unwrap_or("none").to_owned());
        let mut answered = self.answered();
        let one = answered.entry(route).or_default();
        *one.by_status.entry(status).or_default() += 1;
        one.total += took;
        for (within, bound) in one.within.iter_mut().zip(BOUNDS_MS) {
            *within += u64::from(took <= Duration::from_millis(bound.into()));
        }
    }

    fn answered(&self) -> MutexGuard<'_, BTreeMap<Route, Answered>> {
        // A count that a panic broke off is a count too few.
        self.answered.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The requests by address, as text.
    fn requests(&self) -> String {
        let answered = self.answered();
        let mut out = begin(
            "kohtaanto_requests_total",
            "counter",
            "Requests answered, by method, pattern of the address and status.",
        );
        for ((method, route), one) in &*answered {
            for (status, count) in &one.by_status {
                let labels = format!(r#"method="{method}",route="{route}",status="{status}""#);
                line(
                    &mut out,
                    &format!("kohtaanto_requests_total{{{labels}}}"),
                    count,
                );
            }
        }
        let name = "kohtaanto_request_seconds";
        out += &begin(
            name,
            "histogram",
            "Seconds from a request's head to its answer's head.",
        );
        for ((method, route), one) in &*answered {
            let labels = format!(r#"method="{method}",route="{route}""#);
            let count: u64 = one.by_status.values().sum();
            for (within, bound) in one.within.iter().zip(BOUNDS_MS) {
                let bound = f64::from(bound) / 1_000.0;
                line(
                    &mut out,
                    &format!("{name}_bucket{{{labels},le=\"{bound}\"}}"),
                    within,
                );
            }
            line(
                &mut out,
                &format!("{name}_bucket{{{labels},le=\"+Inf\"}}"),
                count,
            );
            line(
                &mut out,
                &format!("{name}_sum{{{labels}}}"),
                one.total.as_secs_f64(),
            );
            line(&mut out, &format!("{name}_count{{{labels}}}"), count);
        }
        out
    }
}

/// A method as a label: a made-up one is not repeated.
pub(super) fn method_name(method: &Method) -> &'static str {
    let known = ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"];
    let found = known.into_iter().find(|known| *known == method.as_str());
    found.unwrap_or("other")
}

fn begin(name: &str, kind: &str, help: &str) -> String {
    format!("# HELP {name} {help}\n# TYPE {name} {kind}\n")
}

fn line(out: &mut String, name: &str, value: impl std::fmt::Display) {
    // Writing into a string cannot fail.
    let _ = writeln!(out, "{name} {value}");
}

/// What a listener for one operator's Prometheus may take.
pub(super) fn limits() -> Limits {
    Limits {
        shutdown: Duration::from_millis(500),
        connections: 32,
        waiting: 16,
        waiting_of_address: 8,
        ..Limits::default()
    }
}

/// The one address of that listener.
pub(super) fn router(app: App) -> Router {
    Router::new().route("/metrics", get(told)).with_state(app)
}

async fn told(State(app): State<App>) -> Response {
    let began = app.metrics.began.duration_since(UNIX_EPOCH);
    let ready = u8::from(app.engine.ready().await.is_ok());
    let mut out = app.metrics.requests();
    let figures: [(&str, &str, &str, u64); 7] = [
        (
            "kohtaanto_requests_in_flight",
            "gauge",
            "Requests that are being answered.",
            app.busy.len() as u64,
        ),
        (
            "kohtaanto_requests_shed_total",
            "counter",
            "Requests answered 503 because as many as can be were being answered.",
            app.busy.refused(),
        ),
        (
            "kohtaanto_connections_waiting",
            "gauge",
            "Connections without a whole request: new, half-open or idle.",
            app.doorway.len() as u64,
        ),
        (
            "kohtaanto_connections_closed_total",
            "counter",
            "Such connections closed to make place for others.",
            app.doorway.closed(),
        ),
        (
            "kohtaanto_imports_running",
            "gauge",
            "Imports that are being sent or read.",
            app.engine.imports_running() as u64,
        ),
        (
            "kohtaanto_ready",
            "gauge",
            "1 while questions can be answered from the records, else 0.",
            ready.into(),
        ),
        (
            "process_start_time_seconds",
            "gauge",
            "Start of the process, in seconds since 1970.",
            began.map_or(0, |since| since.as_secs()),
        ),
    ];
    for (name, kind, help, value) in figures {
        out += &begin(name, kind, help);
        line(&mut out, name, value);
    }
    let name = "kohtaanto_build_info";
    out += &begin(name, "gauge", "The version that runs.");
    line(
        &mut out,
        &format!("{name}{{version=\"{}\"}}", env!("CARGO_PKG_VERSION")),
        1,
    );
    let kind = HeaderValue::from_static("text/plain; version=0.0.4; charset=utf-8");
    let fresh = HeaderValue::from_static("no-store");
    (
        [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, fresh)],
        out,
    )
        .into_response()
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use axum::http::{Request, StatusCode};

    use super::*;
    use crate::domain::Role;
    use crate::http::test_app::{TestApp, patient};

    async fn scraped(app: &TestApp) -> String {
        let request = Request::get("/metrics").body(Body::empty()).unwrap();
        let answer = app.answer_of(&router(app.parts().clone()), request).await;
        assert_eq!(answer.status, StatusCode::OK);
        assert_eq!(
            answer.headers[header::CONTENT_TYPE],
            "text/plain; version=0.0.4; charset=utf-8"
        );
        answer.text
    }

    #[tokio::test]
    async fn figures_tell_patterns_and_nothing_of_anybody() {
        let app = TestApp::new(patient()).await;
        let key = app.key(Role::Coordinator).await;
        let vacancy = app.vacancy("Lähihoitaja", &key).await;
        for _ in 0..3 {
            let matches = format!("/api/v1/vacancies/{vacancy}/matches");
            assert_eq!(app.get(&matches, &key).await.status, StatusCode::OK);
        }
        app.get("/api/v1/secret-P-1?name=Aino", &key).await;
        app.get("/api/v1/vacancies/nosuch", &key).await;
        let strange = Request::builder().method("AINO").uri("/fi/login");
        app.send(strange, Body::empty()).await;
        let text = scraped(&app).await;
        for expected in [
            r#"kohtaanto_requests_total{method="GET",route="/api/v1/vacancies/{id}/matches",status="200"} 3"#,
            r#"kohtaanto_requests_total{method="GET",route="/api/v1/vacancies/{id}",status="404"} 1"#,
            r#"kohtaanto_requests_total{method="GET",route="none",status="404"} 1"#,
            r#"kohtaanto_requests_total{method="other",route="/{lang}/login",status="405"} 1"#,
            r#"kohtaanto_request_seconds_count{method="GET",route="/api/v1/vacancies/{id}/matches"} 3"#,
            r#"kohtaanto_request_seconds_bucket{method="GET",route="/api/v1/vacancies/{id}/matches",le="+Inf"} 3"#,
            "kohtaanto_ready 1",
            "kohtaanto_imports_running 0",
            "kohtaanto_requests_in_flight 0",
        ] {
            assert!(
                text.lines().any(|line| line == expected),
                "{expected} in\n{text}"
            );
        }
        for private in [
            vacancy.as_str(),
            "P-1",
            "Aino",
            "AINO",
            "nosuch",
            key.as_str(),
        ] {
            assert!(!text.contains(private), "{private} in\n{text}");
        }
        well_formed(&text);
        // They stand on no address of the service itself.
        for path in ["/metrics", "/api/v1/metrics"] {
            assert_eq!(app.get(path, &key).await.status, StatusCode::NOT_FOUND);
        }
    }

    /// Every line is a comment of a named figure or a sample of the one named last, with a number.
    fn well_formed(text: &str) {
        let mut named = String::new();
        for line in text.lines() {
            if let Some(rest) = line.strip_prefix("# ") {
                let mut words = rest.split(' ');
                assert!(["HELP", "TYPE"].contains(&words.next().unwrap()), "{line}");
                named = words.next().unwrap().to_owned();
                continue;
            }
            let (series, value) = line.rsplit_once(' ').unwrap();
            assert!(series.starts_with(&named), "{line} under {named}");
            assert!(value.parse::<f64>().is_ok(), "{line}");
        }
        assert!(text.ends_with('\n'));
    }

    #[test]
    fn what_took_longer_stands_in_fewer_buckets() {
        let metrics = Metrics::default();
        for ms in [4, 90, 90, 400, 60_000] {
            metrics.count(&Method::GET, Some("/a"), 200, Duration::from_millis(ms));
        }
        let text = metrics.requests();
        let bucket = |le: &str| {
            let begin = format!(
                r#"kohtaanto_request_seconds_bucket{{method="GET",route="/a",le="{le}"}} "#
            );
            let line = text.lines().find_map(|line| line.strip_prefix(&begin));
            line.unwrap().parse::<u64>().unwrap()
        };
        let found = ["0.005", "0.1", "0.5", "30", "+Inf"].map(bucket);
        assert_eq!(found, [1, 3, 4, 4, 5]);
    }
}
