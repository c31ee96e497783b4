//! The same records give the same answer: after a restart, in another order of import, on one thread,
//! on two and on three; byte for byte, but for the number of the last change.

use std::future::Future;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::on_record::Engine;
use kohtaanto::domain::{Jobseeker, Lang, Role};
use kohtaanto::engine::{PairSink, Reader, RunLine, RunQuery, ScoreAudit};
use kohtaanto::sample::{self, Region};

use crate::region::{filled, options};

/// People and vacancies beside those of the situations.
const SIZE: (usize, usize) = (400, 80);

fn region() -> Region {
    sample::region(20_261_123, SIZE.0, SIZE.1)
}

/// Runs on so many threads of the runtime. Those that score are one pool for the whole process: the
/// program itself is run on one, two and three of them below.
fn on_threads<T: Send>(count: usize, work: impl Future<Output = T> + Send) -> T {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(count)
        .enable_all()
        .build()
        .unwrap();
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(count)
        .build()
        .unwrap();
    pool.install(|| runtime.block_on(work))
}

fn reader() -> Reader {
    Reader::staff(Role::Coordinator, "test", "the same answer twice", Lang::En)
}

/// Every open vacancy against everyone, explained: a line of JSON each.
async fn explained(engine: &Engine, limit: usize) -> String {
    let mut lines = String::new();
    for vacancy in engine.open_vacancies().await.unwrap() {
        let list = engine
            .match_one(&reader(), vacancy.as_str(), limit)
            .await
            .unwrap();
        let mut list = serde_json::to_value(list).unwrap();
        // The program's own identifiers are drawn at random; the number of the last change counts imports.
        list["versions"]["data"].take();
        list["public_id"].take();
        for found in list["matches"].as_array_mut().unwrap() {
            found["public_id"].take();
        }
        // Sealed with a key of the data directory.
        list["next"].take();
        lines.push_str(&list.to_string());
        lines.push('\n');
    }
    lines
}

/// The run that is made without explaining.
async fn run(engine: &Engine) -> String {
    struct Lines(String);
    impl PairSink for Lines {
        fn take(&mut self, line: RunLine) -> std::io::Result<()> {
            self.0.push_str(&serde_json::to_string(&line)?);
            self.0.push('\n');
            Ok(())
        }
    }
    let mut lines = Lines(String::new());
    engine
        .match_all(&reader(), RunQuery::best(1_000), &mut lines, &|_, _| {})
        .await
        .unwrap();
    lines.0
}

/// The first line in which two answers differ.
fn assert_same(one: &str, other: &str, what: &str) {
    let mut pairs = one.lines().zip(other.lines());
    if let Some((a, b)) = pairs.find(|(a, b)| a != b) {
        let at = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
        let around = |line: &str| {
            line.chars()
                .skip(at.saturating_sub(80))
                .take(160)
                .collect::<String>()
        };
        panic!("{what}:\n{}\n{}", around(a), around(b));
    }
    assert_eq!(one.len(), other.len(), "{what}");
}

/// A run's line says of each person what the explanation says.
#[tokio::test(flavor = "multi_thread")]
async fn a_run_and_the_explanations_are_one_answer() {
    let folder = tempfile::tempdir().unwrap();
    let engine = filled(folder.path(), &region()).await;
    let mut compared = 0;
    for line in run(&engine).await.lines() {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        let vacancy = line["vacancy"].as_str().unwrap();
        let list = engine.match_one(&reader(), vacancy, 1_000).await.unwrap();
        let list = serde_json::to_value(list).unwrap();
        for count in ["considered", "groups", "basis"] {
            assert_eq!(line[count], list[count], "{vacancy}");
        }
        let (best, matches) = (line["best"].as_array(), list["matches"].as_array());
        let (best, matches) = (best.unwrap(), matches.unwrap());
        assert_eq!(best.len(), matches.len(), "{vacancy}");
        for (short, long) in best.iter().zip(matches) {
            let missing: Vec<_> = long["missing"]
                .as_array()
                .unwrap()
                .iter()
                .map(|m| &m["what"])
                .collect();
            assert_eq!(
                short["missing"],
                serde_json::json!(missing),
                "{vacancy} {short}"
            );
            for field in ["person", "group", "points"] {
                assert_eq!(short[field], long[field], "{vacancy} {short}");
            }
            compared += 1;
        }
    }
    assert!(compared > 10_000, "{compared}");
}

#[test]
fn the_same_records_give_the_same_answer() {
    let (first, second) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let region = region();
    let answer = on_threads(2, async {
        let engine = filled(first.path(), &region).await;
        let answer = (explained(&engine, 20).await, run(&engine).await);
        engine.close().await;
        answer
    });
    assert!(
        answer.0.lines().count() >= SIZE.1 / 2,
        "most vacancies are open"
    );
    let reopened = on_threads(1, async {
        let engine = Engine::open(options(first.path())).await.unwrap();
        let answer = (explained(&engine, 20).await, run(&engine).await);
        engine.close().await;
        answer
    });
    assert_same(&answer.0, &reopened.0, "opened again, on one thread");
    assert_same(
        &answer.1,
        &reopened.1,
        "the run, opened again, on one thread",
    );
    let on_three = on_threads(3, async {
        let engine = Engine::open(options(first.path())).await.unwrap();
        let answer = (explained(&engine, 20).await, run(&engine).await);
        engine.close().await;
        answer
    });
    assert_same(&answer.0, &on_three.0, "on three threads");
    assert_same(&answer.1, &on_three.1, "the run, on three threads");
    let mut turned = region;
    turned.vacancies.reverse();
    turned.jobseekers.reverse();
    let other = on_threads(1, async {
        let engine = filled(second.path(), &turned).await;
        let answer = (explained(&engine, 20).await, run(&engine).await);
        engine.close().await;
        answer
    });
    assert_same(&answer.0, &other.0, "in another order of import");
    assert_same(&answer.1, &other.1, "the run, in another order of import");
}

/// What the program prints on so many threads.
fn printed(data: &Path, threads: usize, args: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kohtaanto"));
    command.arg("--data").arg(data);
    command
        .args(["--as-of", &sample::DAY.to_string()])
        .args(args);
    command.env("KOHTAANTO_THREADS", threads.to_string());
    let done = command.output().unwrap();
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "{args:?} on {threads}: {said}");
    String::from_utf8(done.stdout).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_program_prints_the_same_bytes_on_one_two_and_three_threads() {
    let folder = tempfile::tempdir().unwrap();
    let engine = filled(folder.path(), &region()).await;
    let vacancy = engine.open_vacancies().await.unwrap()[0].to_string();
    engine.close().await;
    let asked: [&[&str]; 4] = [
        &["match", "--all", "--limit", "1000", "--format", "pairs"],
        &["match", &vacancy, "--limit", "50", "--json"],
        &["what-if", "vacancy", &vacancy, "--json"],
        &["gaps", "--json"],
    ];
    for args in asked {
        let on_one = printed(folder.path(), 1, args);
        assert!(on_one.len() > 500, "{args:?}: {on_one}");
        for threads in [2, 3] {
            let other = printed(folder.path(), threads, args);
            assert_same(&on_one, &other, &format!("{args:?} on {threads} threads"));
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_somebody_is_changes_no_score() {
    let folder = tempfile::tempdir().unwrap();
    let mut region = sample::region(7, 3, 12);
    let shown = |j: &&Jobseeker| {
        j.visibility.matching == Some(true) && j.person.protected_address == Some(false)
    };
    let one = region.jobseekers.iter().rev().find(shown).unwrap().clone();
    let mut other = one.clone();
    other.person.id = "P-other".parse().unwrap();
    other.person.name = Some("Aamu Ålander-Nguyen".to_owned());
    other.person.coach = Some("c-77".parse().unwrap());
    other.person.service_unit = Some("elsewhere-2".parse().unwrap());
    other.visibility.partners = None;
    region.jobseekers.push(other);
    let engine = filled(folder.path(), &region).await;
    for vacancy in engine.open_vacancies().await.unwrap() {
        let mut pair = Vec::new();
        for person in [one.person.id.as_str(), "P-other"] {
            let mut found = engine
                .explain(&reader(), vacancy.as_str(), person)
                .await
                .unwrap();
            (found.person, found.public_id, found.label) = (None, None, None);
            pair.push(found);
        }
        assert_eq!(pair[0], pair[1], "{vacancy}");
    }
}

/// Hands lists of matches to the program that adds them again; `None` where there is no Python.
fn readd(lists: &str) -> Option<(bool, String)> {
    let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/readd.py");
    let mut python = Command::new("python3");
    python.arg(program).arg("-");
    let pipes = python
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let Ok(mut child) = pipes.spawn() else {
        eprintln!("python3 is not there: the points are not added again");
        return None;
    };
    // It stops reading at the first that differs.
    let _ = child.stdin.take().unwrap().write_all(lists.as_bytes());
    let done = child.wait_with_output().unwrap();
    Some((
        done.status.success(),
        String::from_utf8_lossy(&done.stderr).into_owned(),
    ))
}

#[tokio::test(flavor = "multi_thread")]
async fn an_independent_program_adds_the_points_again() {
    let folder = tempfile::tempdir().unwrap();
    let engine = filled(folder.path(), &sample::region(3, 60, 24)).await;
    let lists = explained(&engine, 1_000).await;
    let Some((good, said)) = readd(&lists) else {
        return;
    };
    assert!(good, "{said}");
    // It can tell: one point more, one state or one group other, and it names the pair.
    let first: serde_json::Value = serde_json::from_str(lists.lines().next().unwrap()).unwrap();
    let person = first["matches"][0]["person"].as_str().unwrap();
    let broken = |pointer: &str, value: serde_json::Value| {
        let mut list = first.clone();
        *list.pointer_mut(pointer).unwrap() = value;
        let (good, said) = readd(&list.to_string()).unwrap();
        assert!(!good, "{pointer}");
        said
    };
    let points = first["matches"][0]["points"].as_u64().unwrap();
    let said = broken("/matches/0/points", (points + 1).into());
    assert!(
        said.contains("points") && said.contains(first["vacancy"].as_str().unwrap()),
        "{said}"
    );
    let part = first["matches"][0]["parts"][0]["points_max"]
        .as_u64()
        .unwrap();
    let said = broken("/matches/0/parts/0/points_max", (part + 1).into());
    assert!(said.contains(person), "{said}");
    broken("/matches/0/points_open", 999.into());
    broken("/considered", 1.into());
    let group = &first["matches"][0]["group"];
    let other = if group == "fits" { "fits_if" } else { "fits" };
    broken("/matches/0/group", other.into());
}

#[tokio::test(flavor = "multi_thread")]
async fn pairs_drawn_from_the_batch_are_as_explained_and_add_up_again() {
    let folder = tempfile::tempdir().unwrap();
    let engine = filled(folder.path(), &region()).await;
    let audit = ScoreAudit {
        pairs: 4_000,
        seed: 1,
    };
    let (reader, mut findings) = (reader(), Vec::new());
    let report = engine
        .audit_scores(&reader, audit, Some(&mut findings), &|_, _| {})
        .await
        .unwrap();
    assert_eq!(report.differences, Vec::<String>::new());
    assert_eq!((report.pairs, report.whole), (4_000, 1));
    assert!(report.whole_pairs > 300, "{report:?}");
    let findings = String::from_utf8(findings).unwrap();
    assert_eq!(findings.lines().count(), 4_000);
    assert!(!findings.contains("P-"), "a pair names nobody");
    let Some((good, said)) = readd(&findings) else {
        return;
    };
    assert!(good, "{said}");
    // It can tell: a point more from the batch than from the findings.
    let first = findings.lines().next().unwrap();
    let mut first: serde_json::Value = serde_json::from_str(first).unwrap();
    first["points"] = (first["points"].as_u64().unwrap() + 1).into();
    let (good, said) = readd(&first.to_string()).unwrap();
    assert!(!good && said.contains("points"), "{said}");
    // The same seed draws the same pairs, another one others.
    let again = async |seed| {
        let mut lines = Vec::new();
        let audit = ScoreAudit { pairs: 200, seed };
        let done = engine.audit_scores(&reader, audit, Some(&mut lines), &|_, _| {});
        done.await.unwrap();
        lines
    };
    assert_eq!(again(1).await, again(1).await);
    assert_ne!(again(1).await, again(2).await);
}
