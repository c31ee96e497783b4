//! A service over a small region, for tests. No answer comes out of it that names somebody who is not on
//! the ledger.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::request::Builder;
use axum::http::{HeaderMap, Request, StatusCode, header};
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tower::ServiceExt;

use super::on_record::Witness;
use super::server::{Limits, Peer};
use super::{App, Settings, router, server};
use crate::domain::record::parse;
use crate::domain::{Jobseeker, OrganisationKind, Role, Scope, Vacancy};
use crate::engine::{Engine, KeySpec, Options};

/// A service with its engine, on a folder that goes with it.
pub(super) struct TestApp {
    pub(super) engine: Engine,
    router: Router,
    app: App,
    witness: Witness,
    _folder: tempfile::TempDir,
}

/// What came back.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) text: String,
}

/// Settings under which a request may take as long as a slow machine needs to read its first words.
pub(super) fn patient() -> Settings {
    Settings {
        limits: Limits {
            request: Duration::from_secs(600),
            ..Limits::default()
        },
        ..Settings::default()
    }
}

impl Answer {
    /// The body as JSON.
    pub(super) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.text).unwrap()
    }
}

const VACANCIES: [&str; 2] = [
    r#"{"id":"V-1","title":{"fi":"Lähihoitaja","sv":"Närvårdare"},"municipalities":["837"],"positions":2,
        "employer":{"name":"Koivukoti <b>Oy</b>"},"published":"2026-11-20","shifts":["evening"],"contract":"permanent",
        "languages":[{"code":"fi","level":"B2","need":"must"}],"permits":[{"code":"title:practical_nurse","need":"must"},
        {"code":"card:hygiene","need":"should"}],"hours":{"full_time":true,"weekly":38.25}}"#,
    r#"{"id":"V-2","title":{"fi":"Mukavaa porukkaa"},"municipalities":["536"],"published":"2026-11-19"}"#,
];

const JOBSEEKERS: [&str; 3] = [
    r#"{"person":{"id":"P-1","name":"Aino Sovelias","home_municipality":"837","protected_address":false},
        "visibility":{"matching":true,"partners":{"agencies":["a-1"],"from":"2026-01-01","until":"2027-12-31","consent_text":"2026-1"}},
        "profile":{"text":{"fi":"Hoidin muistisairaita palvelutalossa."},"languages":[{"code":"fi","native":true}],
        "permits":["title:practical_nurse","card:hygiene"]}}"#,
    r#"{"person":{"id":"P-2","name":"Bo Utan","home_municipality":"536","protected_address":false},"visibility":{"matching":true},
        "profile":{"languages":[{"code":"sv","native":true},{"code":"fi","level":"A2"}],"permits":[]}}"#,
    r#"{"person":{"id":"P-3","name":"Kaisa Kätketty","protected_address":true},"visibility":{"matching":true},
        "profile":{"languages":[{"code":"fi","native":true}],"permits":["title:practical_nurse"]}}"#,
];

impl TestApp {
    /// Two vacancies, two people to be seen, and one whose address is protected.
    pub(super) async fn new(settings: Settings) -> Self {
        Self::with(settings, |options| options).await
    }

    /// The same on an engine that is opened otherwise.
    pub(super) async fn with(
        settings: Settings,
        otherwise: impl FnOnce(Options) -> Options,
    ) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let options = otherwise(Options {
            as_of: Some(jiff::civil::date(2026, 11, 23)),
            ..Options::new(folder.path())
        });
        let engine = Engine::init(options).await.unwrap();
        let vacancies = VACANCIES.map(|v| parse::<Vacancy>(v).unwrap());
        let people = JOBSEEKERS.map(|p| parse::<Jobseeker>(p).unwrap());
        engine.put_vacancies(&vacancies).await.unwrap();
        engine.put_jobseekers(&people, None).await.unwrap();
        let app = App::new(engine.clone(), settings);
        let router = router::router(app.clone());
        Self {
            app,
            witness: Witness::of(engine.data()),
            engine,
            router,
            _folder: folder,
        }
    }

    /// Stops the service and starts it anew on the same records.
    pub(super) async fn start_anew(&mut self, settings: Settings) {
        self.app.keep_requests().await;
        self.app = App::new(self.engine.clone(), settings);
        self.router = router::router(self.app.clone());
    }

    /// Serves on a port of this machine, until the other end of what is given back is dropped.
    pub(super) async fn listening(&self) -> (SocketAddr, oneshot::Sender<()>) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel::<()>();
        let (router, doorway) = (self.router.clone(), Arc::clone(&self.app.doorway));
        let limits = self.app.settings.limits;
        tokio::spawn(server::run(listener, router, limits, doorway, async {
            let _ = stopped.await;
        }));
        (address, stop)
    }

    /// The service's own parts.
    pub(super) fn parts(&self) -> &App {
        &self.app
    }

    /// A new key of a role.
    pub(super) async fn key(&self, role: Role) -> String {
        let agency = (role == Role::Partner).then_some("a-1");
        self.key_of(role, Scope::Everyone, agency).await
    }

    /// A new key of staff for a part of the people, written as `key create --scope` takes it.
    pub(super) async fn scoped_key(&self, role: Role, scope: &str) -> String {
        self.key_of(role, scope.parse().unwrap(), None).await
    }

    /// A new key of an agency's system.
    pub(super) async fn agency_key(&self, agency: &str) -> String {
        self.key_of(Role::Partner, Scope::Everyone, Some(agency))
            .await
    }

    async fn key_of(&self, role: Role, scope: Scope, agency: Option<&str>) -> String {
        let spec = KeySpec {
            label: role.to_string(),
            role,
            scope,
            organisation: agency.map(|id| id.parse().unwrap()),
            organisation_kind: agency.map(|_| OrganisationKind::Agency),
            expires: None,
        };
        self.engine.create_key(&spec).await.unwrap().secret
    }

    /// Sends a request from another machine.
    pub(super) async fn send(&self, request: Builder, body: impl Into<Body>) -> Answer {
        self.send_from(request, body, "10.0.0.9:4000").await
    }

    /// Sends a request from an address.
    pub(super) async fn send_from(
        &self,
        request: Builder,
        body: impl Into<Body>,
        from: &str,
    ) -> Answer {
        let peer = Peer(from.parse::<SocketAddr>().unwrap());
        let request = request.extension(peer).body(body.into()).unwrap();
        self.answer_of(&self.router, request).await
    }

    /// What a router answers: whoever is named in it is on the ledger by then.
    pub(super) async fn answer_of(&self, router: &Router, request: Request<Body>) -> Answer {
        let (parts, body) = request.into_parts();
        let body = to_bytes(body, 1 << 24).await.unwrap();
        let asked = format!("{} {}", parts.uri, String::from_utf8_lossy(&body));
        let since = self.witness.last_leaf().await;
        let request = Request::from_parts(parts, Body::from(body));
        let response = router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, 1 << 24).await.unwrap();
        let answer = Answer {
            status: parts.status,
            headers: parts.headers,
            text: String::from_utf8(bytes.to_vec()).unwrap(),
        };
        // The description shows examples of a region that nobody lives in, the same to everybody.
        if asked.starts_with("/api/v1/openapi.json ") {
            return answer;
        }
        let said_back = if answer.status.is_success() {
            ""
        } else {
            &asked
        };
        let unrecorded = self
            .witness
            .unrecorded(since, &answer.text, said_back)
            .await;
        assert!(
            unrecorded.is_empty(),
            "not on the ledger: {unrecorded:?} in the answer to {asked}"
        );
        answer
    }

    /// Asks for an address with a key.
    pub(super) async fn get(&self, address: &str, key: &str) -> Answer {
        let mut request = Request::get(address);
        if !key.is_empty() {
            request = request.header(header::AUTHORIZATION, format!("Bearer {key}"));
        }
        self.send(request, Body::empty()).await
    }

    /// Sends JSON with a key.
    pub(super) async fn post(&self, address: &str, key: &str, json: &str) -> Answer {
        let request = Request::post(address)
            .header(header::AUTHORIZATION, format!("Bearer {key}"))
            .header(header::CONTENT_TYPE, "application/json");
        self.send(request, json.to_owned()).await
    }

    /// The public id of the vacancy with this title, from the list.
    pub(super) async fn vacancy(&self, title: &str, key: &str) -> String {
        let list = self.get("/api/v1/vacancies", key).await.json();
        let rows = list["vacancies"].as_array().unwrap();
        let row = rows.iter().find(|v| v["title"] == title).unwrap();
        row["public_id"].as_str().unwrap().to_owned()
    }
}
