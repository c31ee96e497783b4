//! `doctor`: what is damaged is named, what is sound is said to be, and nothing is changed.

use std::path::Path;
use std::process::{Command, Output};

use kohtaanto::store::{Health, Look, Part, Place, Store, look_over};

use crate::store::grouping::answer;
use crate::store::{Bed, on_each_engine, run_sql, run_sqlite, visible};

on_each_engine! {
    what_is_damaged_is_named
}

/// Runs SQL on closed records, as nobody should.
async fn meddle(place: &Place, sql: &'static str) {
    match place {
        Place::Directory(directory) => run_sqlite(&directory.join("records.sqlite"), sql).await,
        Place::Postgres(url) => run_sql(url, sql.to_owned()).await,
    }
}

async fn looked(place: &Place, erasures: &Path) -> Vec<Look> {
    look_over(place, erasures).await.unwrap()
}

/// What is broken, as `part finding`.
fn broken(looks: &[Look]) -> Vec<String> {
    let broken = looks.iter().filter(|look| look.health == Health::Broken);
    // A server for tests may run without `fsync`.
    let broken = broken.filter(|look| look.finding != "not_durable");
    let named = broken.map(|look| format!("{} {}", look.part, look.finding));
    named.collect()
}

/// What damages something, what puts it right again, and as what it is named.
struct Meddling {
    wrong: &'static str,
    right: &'static str,
    named: &'static str,
}

const MEDDLINGS: &[Meddling] = &[
    Meddling {
        wrong: "UPDATE change SET number = 100 WHERE number = 2",
        right: "UPDATE change SET number = 2 WHERE number = 100",
        named: "sequence broken",
    },
    Meddling {
        wrong: "UPDATE jobseeker SET record = '{' || record",
        right: "UPDATE jobseeker SET record = substr(record, 2)",
        named: "records unreadable",
    },
    Meddling {
        wrong: "UPDATE leaf SET body = replace(body, 'a welder', 'a cook')",
        right: "UPDATE leaf SET body = replace(body, 'a cook', 'a welder')",
        named: "ledger broken",
    },
];

async fn each_meddling_is_named(place: &Place, list: &Path) {
    for meddling in MEDDLINGS {
        meddle(place, meddling.wrong).await;
        let looks = looked(place, list).await;
        let named = broken(&looks);
        assert!(named.iter().any(|part| part == meddling.named), "{looks:?}");
        meddle(place, meddling.right).await;
        let after = broken(&looked(place, list).await);
        assert_eq!(after, [""; 0], "{}", meddling.right);
    }
}

async fn what_is_damaged_is_named(mut bed: Bed) -> Bed {
    let folder = tempfile::tempdir().unwrap();
    let list = folder.path().join("erasures.list");
    let place = bed.place();
    bed.close().await;
    let store = Store::open(place.clone()).await.unwrap();
    let store = store.with_erasures(list.clone());
    let people = ["P-1", "P-2", "P-3"].map(visible);
    let put = store.put_jobseekers(&people, None).await.unwrap();
    let entry = put[0].entry.unwrap();
    store
        .disclose(&answer(&[entry]), |_, _| true)
        .await
        .unwrap();
    let at = "2026-11-21T10:00:00Z".parse().unwrap();
    store.erase(&"P-2".parse().unwrap(), at).await.unwrap();
    store.purge().await.unwrap();
    store.close().await;

    let sound = looked(&place, &list).await;
    assert_eq!(broken(&sound), [""; 0], "{sound:?}");
    let counts: Vec<(Part, u64)> = sound.iter().map(|look| (look.part, look.count)).collect();
    assert!(counts.contains(&(Part::Records, 2)), "{counts:?}");
    assert!(counts.contains(&(Part::Ledger, 1)), "{counts:?}");
    assert!(counts.contains(&(Part::Erasures, 1)), "{counts:?}");

    // The list of erasures: away, cut, another's, and longer than the records know.
    let whole = std::fs::read_to_string(&list).unwrap();
    std::fs::remove_file(&list).unwrap();
    assert_eq!(broken(&looked(&place, &list).await), ["erasures missing"]);
    let head = whole.lines().next().unwrap();
    for (text, named) in [
        (format!("{head}\n"), "erasures behind"),
        (whole[..whole.len() - 9].to_owned(), "erasures torn"),
        (
            whole.replacen("erased", "readmitted", 1),
            "erasures damaged",
        ),
        ("nothing".to_owned(), "erasures damaged"),
    ] {
        std::fs::write(&list, text).unwrap();
        assert_eq!(broken(&looked(&place, &list).await), [named]);
    }
    std::fs::write(&list, &whole).unwrap();
    meddle(&place, "DELETE FROM erasure_log").await;
    assert_eq!(broken(&looked(&place, &list).await), ["erasures unapplied"]);
    std::fs::remove_file(&list).unwrap();

    each_meddling_is_named(&place, &list).await;
    if let Place::Directory(_) = place {
        meddle(
            &place,
            "UPDATE meta SET value = X'393939' WHERE name = 'schema'",
        )
        .await;
        assert_eq!(broken(&looked(&place, &list).await), ["database newer"]);
    }
    bed
}

fn doctor(data: &Path, lang: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kohtaanto"));
    let command = command.args(["--lang", lang, "--data"]).arg(data);
    command.arg("doctor").output().unwrap()
}

fn made(data: &Path) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kohtaanto"));
    let made = command.arg("--data").arg(data).arg("init").output();
    assert!(made.unwrap().status.success());
}

#[test]
fn doctor_says_in_three_languages_what_is_wrong_and_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    assert_eq!(doctor(&data, "en").status.code(), Some(2), "nothing there");
    made(&data);
    for (lang, said) in [
        ("fi", "kunnossa: tietokanta"),
        ("sv", "i ordning: databas"),
        ("en", "ok: database"),
    ] {
        let told = doctor(&data, lang);
        let text = String::from_utf8_lossy(&told.stdout);
        assert_eq!(told.status.code(), Some(0), "{text}");
        assert!(text.contains(said), "{text}");
        assert!(!text.contains("doctor-"), "{text}");
    }
    std::fs::write(data.join("notes.txt"), "who is who").unwrap();
    let told = doctor(&data, "en");
    assert_eq!(
        told.status.code(),
        Some(0),
        "something to know is nothing wrong"
    );
    assert!(String::from_utf8_lossy(&told.stdout).contains("notes.txt"));

    // A page of the database with other bytes in it, and a taxonomy cut short.
    let file = data.join("records.sqlite");
    let mut bytes = std::fs::read(&file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..middle + 4096].fill(0xa5);
    std::fs::write(&file, &bytes).unwrap();
    std::fs::write(data.join("taxonomy.bin"), "none").unwrap();
    for (lang, said) in [
        ("fi", "EI KUNNOSSA: tietokanta"),
        ("sv", "INTE I ORDNING: databas"),
        ("en", "NOT OK: database"),
    ] {
        let told = doctor(&data, lang);
        let text = String::from_utf8_lossy(&told.stdout);
        assert_eq!(told.status.code(), Some(1), "{text}");
        assert!(text.contains(said), "{text}");
    }
    let told = doctor(&data, "en");
    assert!(String::from_utf8_lossy(&told.stdout).contains("NOT OK: taxonomy"));
    assert_eq!(std::fs::read(&file).unwrap(), bytes, "looked at alone");
}

#[cfg(unix)]
#[test]
fn doctor_names_what_others_may_read_and_a_setting_that_cannot_be() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    made(&data);
    let file = data.join("records.sqlite");
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o644)).unwrap();
    let told = doctor(&data, "en");
    assert_eq!(told.status.code(), Some(1));
    let text = String::from_utf8_lossy(&told.stdout).into_owned();
    assert!(
        text.contains("NOT OK: files") && text.contains("records.sqlite"),
        "{text}"
    );
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o600)).unwrap();
    std::fs::write(data.join("kohtaanto.toml"), "nothing = 1\n").unwrap();
    let told = doctor(&data, "en");
    assert_eq!(told.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&told.stdout).contains("NOT OK: settings"));
}
