//! `kohtaanto import` as a command: exit codes, settings, and several files of which one is no good.

use std::path::Path;
use std::process::{Command, Output};

fn import(data: &Path, files: &[&str], setting: &str) -> Output {
    let folder = data.parent().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_kohtaanto"));
    command
        .current_dir(folder)
        .args(["--data", "data", "import", "vacancies"]);
    command.args(files);
    if let Some((name, value)) = setting.split_once('=') {
        command.env(name, value);
    }
    command.output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn what_was_taken_before_a_bad_file_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let file = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    file(
        "good.ndjson",
        "{\"id\":\"V-1\"}\n{\"id\":\"V-2\",\"shifts\":[\"nite\"]}\n",
    );
    file("third.ndjson", "{\"id\":\"V-3\"}\n");
    let output = import(
        &data,
        &["good.ndjson", "nothere.ndjson", "third.ndjson"],
        "",
    );
    let said = said(&output);
    assert_eq!(output.status.code(), Some(2), "{said}");
    for part in [
        "rejected: line 2, /shifts/0",
        "accepted 1, rejected 1",
        "nothere.ndjson (not read after it: third.ndjson)",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    let output = import(&data, &["good.ndjson"], "");
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let output = import(&data, &["third.ndjson"], "");
    assert_eq!(output.status.code(), Some(0), "{output:?}");
}

#[test]
fn the_longest_record_is_a_setting() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let long = format!("{{\"id\":\"V-1\",\"source\":\"{}\"}}\n", "s".repeat(200));
    std::fs::write(folder.path().join("long.ndjson"), long).unwrap();
    let output = import(&data, &["long.ndjson"], "KOHTAANTO_IMPORT_RECORD_BYTES=100");
    let said = said(&output);
    assert!(said.contains("the line is longer than 100 bytes"), "{said}");
    assert_eq!(output.status.code(), Some(1), "{said}");
    let output = import(&data, &["long.ndjson"], "");
    assert_eq!(output.status.code(), Some(0), "{output:?}");
}
