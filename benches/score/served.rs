//! The program as it is served, on the region's records: how long a start takes, what it holds in memory
//! after its first answer, and how soon a changed profile is in an answer.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use kohtaanto::domain::{Jobseeker, Lang, Role, Scope, Vacancy};
use kohtaanto::engine::{Engine, KeySpec, MatchesQuery, Options, Reader};
use kohtaanto::sample;

use crate::ratio::percentile;
use crate::region::Region;
use crate::summary::{Aim, Summary};

/// Records written at a time.
const BATCH: usize = 1_000;

/// Profiles changed, one after another.
const CHANGES: usize = 40;

fn options(folder: &Path) -> Options {
    Options {
        as_of: Some(sample::DAY),
        ..Options::new(folder)
    }
}

/// The data directory, beside the build: filled once, for reading the region takes minutes.
fn folder(region: &Region) -> PathBuf {
    let name = format!(
        "bench-data-{}-{}",
        region.people.len(),
        region.vacancies.len()
    );
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("target"),
        PathBuf::from,
    );
    target.join(name)
}

async fn fill(folder: &Path, region: &Region, people: &[Jobseeker], vacancies: &[Vacancy]) {
    let engine = Engine::init(options(folder)).await;
    let engine = engine.expect("a data directory");
    engine
        .keep_taxonomy(&region.taxonomy)
        .expect("a taxonomy on disk");
    for batch in vacancies.chunks(BATCH) {
        engine.put_vacancies(batch).await.expect("vacancies");
    }
    for batch in people.chunks(BATCH) {
        engine.put_jobseekers(batch, None).await.expect("people");
    }
    engine.close().await;
}

/// A key for the interface, and a vacancy's name in its addresses.
async fn prepared(folder: &Path, vacancy: &Vacancy) -> (String, String) {
    let engine = Engine::open(options(folder)).await.expect("the data");
    engine.ready().await.expect("the projection");
    let public = engine.public_vacancy(&vacancy.id).expect("the vacancy");
    let spec = KeySpec {
        role: Role::Coordinator,
        scope: Scope::Everyone,
        organisation: None,
        organisation_kind: None,
        label: "bench".to_owned(),
        expires: None,
    };
    let key = engine.create_key(&spec).await.expect("a key");
    engine.close().await;
    (key.secret, public.to_string())
}

/// A server as a process of its own; ended when it is let go.
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Server {
    /// Starts one; gives it with its address.
    fn start(folder: &Path) -> (Self, String) {
        let mut child = Command::new(env!("CARGO_BIN_EXE_kohtaanto"))
            .arg("--data")
            .arg(folder)
            .args(["--as-of", &sample::DAY.to_string()])
            .args(["serve", "--listen", "127.0.0.1:0"])
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let said = BufReader::new(child.stderr.take().expect("its words"));
        let server = Self(child);
        let listening = said.lines().map_while(Result::ok).find_map(|line| {
            let (_, address) = line.split_once("listening on http://")?;
            Some(address.trim().to_owned())
        });
        (server, listening.expect("it listens"))
    }

    /// Memory that is its own, in megabytes; mapped files apart.
    fn memory(&self) -> Option<f64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.0.id())).ok()?;
        let line = status.lines().find(|line| line.starts_with("RssAnon:"))?;
        let kilobytes: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
        Some(kilobytes / 1_000.0)
    }
}

fn ask(address: &str, key: &str, path: &str) -> String {
    let mut stream = TcpStream::connect(address).expect("the server is there");
    let request = format!(
        "GET {path} HTTP/1.1\r\nHost: {address}\r\nAuthorization: Bearer {key}\r\nPurpose: measuring\r\nConnection: close\r\n\r\n"
    );
    stream.write_all(request.as_bytes()).expect("a request");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer");
    assert!(answer.starts_with("HTTP/1.1 200"), "{path}: {answer:.300}");
    answer
}

/// Starts, with what was kept of the projection and without, and the memory after the first answer.
fn starts(folder: &Path, vacancy: &Vacancy, size: &str, summary: &mut Summary) {
    let runtime = tokio::runtime::Runtime::new().expect("threads");
    let (key, public) = runtime.block_on(prepared(folder, vacancy));
    let path = format!("/api/v1/vacancies/{public}/matches");
    let mut times = Vec::new();
    for _ in 0..3 {
        let begin = Instant::now();
        let (server, address) = Server::start(folder);
        ask(&address, &key, &path);
        times.push(begin.elapsed());
        if let Some(memory) = server.memory().filter(|_| times.len() == 3) {
            let what = format!("memory after a first answer, {size}");
            summary.add(what, "MB", memory, None, Aim::Most(400.0, 250.0));
        }
    }
    let took = percentile(&mut times, 50) / 1e3;
    let what = format!("cold start to a first answer, {size}");
    summary.add(what, "s", took, None, Aim::Most(2.0, 1.0));
}

/// From a changed profile to a list that was scored with it, its write on disk included.
async fn changes(folder: &Path, people: &[Jobseeker], vacancy: &Vacancy) -> Vec<Duration> {
    let reader = Reader::staff(Role::Coordinator, "bench", "measuring", Lang::En);
    let engine = Engine::open(options(folder)).await.expect("the data");
    engine.ready().await.expect("the projection");
    let mut times = Vec::new();
    for (person, place) in people.iter().zip(0u16..).take(CHANGES) {
        let mut changed = person.clone();
        let wishes = changed.profile.wishes.get_or_insert_default();
        let before = wishes.commute_minutes.unwrap_or(30);
        // Another value than the one before, also when the bench is run again.
        let minute = (seconds() + u64::from(place)) % 90;
        wishes.commute_minutes = Some(before.max(1) + minute as u16);
        let begin = Instant::now();
        let put = engine.put_jobseekers(std::slice::from_ref(&changed), None);
        assert_eq!(put.await.expect("a person").len(), 1);
        let list = engine.matches(&reader, vacancy.id.as_str(), MatchesQuery::default());
        let list = list.await.expect("a list");
        times.push(begin.elapsed());
        assert_eq!(list.groups.total(), list.considered);
    }
    engine.close().await;
    times
}

/// Seconds since 1970.
fn seconds() -> u64 {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    now.map_or(0, |since| since.as_secs())
}

/// Measures the program as it is served.
pub(crate) fn served(region: &Region, summary: &mut Summary) {
    let folder = folder(region);
    let (people, vacancies) = region.records();
    let runtime = tokio::runtime::Runtime::new().expect("threads");
    let whole = folder.join("filled");
    if !whole.exists() {
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).expect("a folder");
        runtime.block_on(fill(&folder, region, &people, &vacancies));
        std::fs::write(&whole, "").expect("a mark");
    }
    let size = format!("{} people + {} vacancies", people.len(), vacancies.len());
    let vacancy = &vacancies[0];
    starts(&folder, vacancy, &size, summary);
    let mut times = runtime.block_on(changes(&folder, &people, vacancy));
    for (percent, name) in [(50, "median"), (100, "the slowest")] {
        let took = percentile(&mut times, percent);
        let what = format!(
            "a changed profile in results, {} people, {name}",
            people.len()
        );
        summary.add(what, "ms", took, None, Aim::Most(1_000.0, 300.0));
    }
}
