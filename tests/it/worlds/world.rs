//! A region in a data directory with given secrets, and the whole service over it.

use std::time::{Duration, Instant};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::Request;
use kohtaanto::domain::{AgencyId, Jobseeker, OrganisationKind, PublicId, Role, Scope, Vacancy};
use kohtaanto::engine::{Clock, Engine, KeySpec, Options};
use kohtaanto::http::server::Limits;
use kohtaanto::http::{Settings, service};
use kohtaanto::store::{Place, Store};
use kohtaanto::visibility::{Pseudonym, Pseudonyms};
use tower::ServiceExt as _;

use super::people::AGENCIES;
use super::script::{Question, Who};
use crate::region::options;

/// A region and its service.
pub(super) struct World {
    pub(super) engine: Engine,
    router: Router,
    agencies: Vec<String>,
    educator: String,
    _folder: tempfile::TempDir,
}

/// What came back, without the day's time and the request's id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: String,
}

impl Answer {
    /// The body as JSON; `null` where it is none.
    pub(super) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap_or_default()
    }
}

fn secret(seed: u64, what: &str) -> [u8; 32] {
    blake3::derive_key(what, &seed.to_be_bytes())
}

/// The program's own identifier of a record in every world of a seed.
pub(super) fn public_id(seed: u64, id: &str) -> PublicId {
    let hash = blake3::keyed_hash(&secret(seed, "identifiers"), id.as_bytes());
    let mut bits = [0; 16];
    bits.copy_from_slice(&hash.as_bytes()[..16]);
    PublicId::from_bits(bits)
}

/// Somebody's pseudonym towards an agency in every world of a seed.
pub(super) fn pseudonym(seed: u64, agency: usize, person: &str) -> Pseudonym {
    let agency = AGENCIES[agency].parse().unwrap();
    Pseudonyms::new(&secret(seed, "pseudonym_key"), &agency, 0).of(public_id(seed, person))
}

/// Gives the records of a closed store the keys and identifiers of a seed; the callers' keys.
async fn give_secrets(
    file: &std::path::Path,
    seed: u64,
    ids: &[(&'static str, String)],
    made: &[String],
) -> Vec<String> {
    use sqlx::{Connection, SqliteConnection};
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(file);
    let mut connection = SqliteConnection::connect_with(&options).await.unwrap();
    let mut writing = connection.begin().await.unwrap();
    for name in ["erasure_key", "pseudonym_key"] {
        let key = secret(seed, name).to_vec();
        let query = sqlx::query("UPDATE meta SET value = ? WHERE name = ?");
        let done = query.bind(key).bind(name).execute(&mut *writing);
        assert_eq!(done.await.unwrap().rows_affected(), 1, "{name}");
    }
    for (sql, id) in ids {
        let public = public_id(seed, id).to_string();
        let done = sqlx::query(*sql).bind(public).bind(id.as_str());
        let done = done.execute(&mut *writing).await.unwrap();
        assert_eq!(done.rows_affected(), 1, "{id}");
    }
    let mut keys = Vec::new();
    for (nth, before) in made.iter().enumerate() {
        let id = public_id(seed, &format!("key {nth}")).to_string();
        let secret = format!("kohtaanto_{id}_{id}");
        let hash = blake3::hash(secret.as_bytes()).as_bytes().to_vec();
        let query = sqlx::query("UPDATE access_key SET id = ?, hash = ? WHERE id = ?");
        let query = query.bind(&id).bind(hash).bind(before.as_str());
        query.execute(&mut *writing).await.unwrap();
        keys.push(secret);
    }
    writing.commit().await.unwrap();
    connection.close().await.unwrap();
    keys
}

impl World {
    /// A region with these records in this order, and the secrets of a seed.
    pub(super) async fn of(seed: u64, vacancies: &[Vacancy], people: &[Jobseeker]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let place = Place::Directory(folder.path().to_owned());
        let store = Store::open(place).await.unwrap();
        store.put_vacancies(vacancies).await.unwrap();
        store.put_jobseekers(people, None).await.unwrap();
        let mut made = Vec::new();
        for agency in AGENCIES {
            made.push(key(&store, Role::Partner, agency.parse().ok()).await);
        }
        made.push(key(&store, Role::Statistics, None).await);
        store.close().await;
        let vacancies = vacancies.iter().map(|vacancy| {
            let sql = "UPDATE vacancy SET public_id = ? WHERE id = ?";
            (sql, vacancy.id.to_string())
        });
        let people = people.iter().map(|record| {
            let sql = "UPDATE jobseeker SET public_id = ? WHERE id = ?";
            (sql, record.person.id.to_string())
        });
        let ids: Vec<_> = vacancies.chain(people).collect();
        let keys = give_secrets(&folder.path().join("records.sqlite"), seed, &ids, &made).await;
        // One moment for every world: what an answer dates is the same in each.
        let noon: jiff::Timestamp = "2026-11-23T10:00:00Z".parse().unwrap();
        let options = Options {
            clock: Clock::set_by(move || noon),
            ..options(folder.path())
        };
        let engine = Engine::open(options).await.unwrap();
        let (educator, agencies) = keys.split_last().unwrap();
        let (agencies, educator) = (agencies.to_vec(), educator.clone());
        // What a question takes on a busy machine is no difference between worlds.
        let limits = Limits {
            request: Duration::from_secs(1_800),
            ..Limits::default()
        };
        let settings = Settings {
            limits,
            ..Settings::default()
        };
        let router = service(engine.clone(), settings);
        Self {
            engine,
            router,
            agencies,
            educator,
            _folder: folder,
        }
    }

    /// Sends a question; the answer, and how long it took.
    pub(super) async fn send(&self, question: &Question) -> (Answer, Duration) {
        let key = match question.who {
            Who::Agency(number) => Some(&self.agencies[number]),
            Who::Educator => Some(&self.educator),
            Who::Nobody => None,
        };
        let mut request = Request::builder()
            .method(question.method)
            .uri(&question.address);
        if let Some(key) = key {
            request = request.header("authorization", format!("Bearer {key}"));
        }
        for (name, value) in &question.headers {
            request = request.header(*name, value);
        }
        let request = request.body(Body::from(question.body.clone())).unwrap();
        let began = Instant::now();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, 1 << 25).await.unwrap();
        let took = began.elapsed();
        let id = parts.headers.get("x-request-id").cloned();
        let mut body = String::from_utf8_lossy(&bytes).into_owned();
        if let Some(id) = id {
            body = body.replace(id.to_str().unwrap(), "…");
        }
        let named = parts.headers.iter();
        let kept = named.filter(|(name, _)| !["date", "x-request-id"].contains(&name.as_str()));
        let mut headers: Vec<(String, String)> = kept
            .map(|(name, value)| {
                let value = String::from_utf8_lossy(value.as_bytes());
                (name.to_string(), value.into_owned())
            })
            .collect();
        headers.sort();
        let status = parts.status.as_u16();
        let answer = Answer {
            status,
            headers,
            body,
        };
        (answer, took)
    }
}

/// Makes a key; its name.
async fn key(store: &Store, role: Role, organisation: Option<AgencyId>) -> String {
    let spec = KeySpec {
        label: role.to_string(),
        role,
        scope: Scope::Everyone,
        organisation_kind: organisation.is_some().then_some(OrganisationKind::Agency),
        organisation,
        expires: None,
    };
    let now = jiff::Timestamp::UNIX_EPOCH;
    store.create_key(&spec, now).await.unwrap().id
}
