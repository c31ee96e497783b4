//! Rules of the house that no lint sees: which room may know which, one home a dependency, a purpose
//! line a file, maps that name what exists.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Which rooms of `src` each room may name. A room absent here may name none.
const MAY_KNOW: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("config", &["domain"]),
    ("taxonomy", &["domain"]),
    ("text", &["domain", "taxonomy"]),
    ("score", &["domain", "taxonomy"]),
    ("sample", &["domain", "taxonomy"]),
    ("import", &["domain", "config", "taxonomy", "text"]),
    ("visibility", &["domain", "store", "config"]),
    ("store", &["domain", "taxonomy", "visibility", "config"]),
    ("gaps", &["domain", "taxonomy", "score"]),
    (
        "engine",
        &[
            "domain",
            "config",
            "taxonomy",
            "text",
            "score",
            "import",
            "visibility",
            "store",
            "gaps",
            "sample",
        ],
    ),
    ("texts", &["domain"]),
    ("http", &["domain", "engine", "config", "texts"]),
    (
        "cli",
        &[
            "domain", "engine", "config", "http", "import", "sample", "texts",
        ],
    ),
];

/// Rooms that know no file, clock, store or index.
const PURE: &[&str] = &["domain", "taxonomy", "text", "score"];

/// What a pure room may not name.
const OUTSIDE: &[&str] = &[
    "std::fs",
    "std::net",
    "std::time::SystemTime",
    "std::time::Instant",
    "Zoned::now",
    "Timestamp::now",
    "tokio::",
    "sqlx::",
    "kohtaanto_index",
];

/// Names that may stand at the top of the house, beside what `.gitignore` leaves out.
const TOP_LEVEL: &[&str] = &[
    ".cargo",
    ".ci",
    ".git",
    ".gitattributes",
    ".gitignore",
    "CHANGELOG.md",
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "askama.toml",
    "benches",
    "clippy.toml",
    "deny.toml",
    "docs",
    "examples",
    "index",
    "src",
    "tests",
];

/// Files that may be longer than [`LONGEST`]. None is.
const LONGER: &[&str] = &[];

/// Most lines of a Rust file: beyond it a reader no longer knows the room.
const LONGEST: usize = 600;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Every file under a folder of the house whose name ends with one of `endings`, in order.
fn files(folder: &str, endings: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![root().join(folder)];
    while let Some(folder) = open.pop() {
        let Ok(entries) = fs::read_dir(&folder) else {
            continue;
        };
        for entry in entries.flatten() {
            let path = entry.path();
            let name = entry.file_name().to_string_lossy().into_owned();
            if path.is_dir() {
                if !["target", "node_modules", ".git"].contains(&name.as_str()) {
                    open.push(path);
                }
            } else if endings.iter().any(|ending| name.ends_with(ending)) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn rust_files() -> Vec<PathBuf> {
    let folders = ["src", "index", "tests", "benches", "examples"];
    folders
        .iter()
        .flat_map(|folder| files(folder, &[".rs"]))
        .collect()
}

fn name_of(path: &Path) -> String {
    path.strip_prefix(root())
        .unwrap_or(path)
        .display()
        .to_string()
}

/// The code of a file without comments and without the unit tests at its end, which may look wider.
fn code(text: &str) -> String {
    let end = text.find("#[cfg(test)]").unwrap_or(text.len());
    let lines = text[..end].lines();
    lines
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n")
}

/// Rooms that a code names as `crate::room`, alone or in a group `crate::{…}`.
fn rooms_named(code: &str) -> BTreeSet<String> {
    let mut rooms = BTreeSet::new();
    for after in code.split("crate::").skip(1) {
        if let Some(group) = after.strip_prefix('{') {
            let mut depth = 0;
            let mut word = String::new();
            for letter in group.chars() {
                match letter {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    _ => {}
                }
                if depth == 0 && (letter.is_alphanumeric() || letter == '_') {
                    word.push(letter);
                } else if !word.is_empty() {
                    rooms.insert(std::mem::take(&mut word));
                }
            }
            rooms.insert(word);
        } else {
            rooms.insert(
                after
                    .chars()
                    .take_while(|c| c.is_alphanumeric() || *c == '_')
                    .collect(),
            );
        }
    }
    rooms.retain(|room| MAY_KNOW.iter().any(|(known, _)| known == room));
    rooms
}

/// The room that a file of `src` belongs to.
fn room_of(path: &Path) -> Option<String> {
    let inside = path.strip_prefix(root().join("src")).ok()?;
    let first = inside.components().next()?.as_os_str().to_string_lossy();
    let room = first.trim_end_matches(".rs");
    (!["lib", "main"].contains(&room)).then(|| room.to_owned())
}

#[test]
fn no_room_knows_what_it_may_not() {
    let mut breaches = Vec::new();
    for path in files("src", &[".rs"]) {
        let Some(room) = room_of(&path) else { continue };
        let allowed = MAY_KNOW
            .iter()
            .find(|(known, _)| *known == room)
            .map(|(_, rooms)| *rooms);
        let code = code(&read(&path));
        for named in rooms_named(&code) {
            if named != room && !allowed.unwrap_or_default().contains(&named.as_str()) {
                breaches.push(format!(
                    "{}: `{room}` may not know `{named}`",
                    name_of(&path)
                ));
            }
        }
        if PURE.contains(&room.as_str()) {
            for outside in OUTSIDE.iter().filter(|outside| code.contains(**outside)) {
                breaches.push(format!(
                    "{}: `{room}` is pure and names {outside}",
                    name_of(&path)
                ));
            }
        }
    }
    assert!(breaches.is_empty(), "{}", breaches.join("\n"));
}

#[test]
fn groups_of_imports_are_read_whole() {
    let rooms = |code: &str| rooms_named(code).into_iter().collect::<Vec<_>>().join(" ");
    assert_eq!(
        rooms("use crate::{domain::{Need, store}, score};"),
        "domain score"
    );
    assert_eq!(
        rooms("let x = crate::text::read();\npub(crate) use a;"),
        "text"
    );
    assert_eq!(
        rooms(&code(
            "//! [`crate::store`]\n#[cfg(test)]\nuse crate::http;"
        )),
        ""
    );
}

#[test]
fn only_the_index_names_tantivy() {
    let manifest = |path: &str| -> toml::Table {
        read(&root().join(path))
            .parse()
            .unwrap_or_else(|error| panic!("{path}: {error}"))
    };
    let house = manifest("Cargo.toml");
    for section in ["dependencies", "dev-dependencies", "build-dependencies"] {
        let names = house.get(section).and_then(toml::Value::as_table);
        assert!(
            names.is_none_or(|names| !names.contains_key("tantivy")),
            "{section} of Cargo.toml"
        );
    }
    let index = manifest("index/Cargo.toml");
    let names = index.get("dependencies").and_then(toml::Value::as_table);
    assert!(
        names.is_some_and(|names| names.contains_key("tantivy")),
        "index/Cargo.toml"
    );
    for path in files("src", &[".rs"]) {
        assert!(
            !code(&read(&path)).contains("tantivy::"),
            "{}",
            name_of(&path)
        );
    }
}

/// Whether a file of an integration binary has its purpose at the `mod` line of its `main.rs`.
fn said_in_main(path: &Path) -> bool {
    let Some(name) = path.file_stem().map(|name| name.to_string_lossy()) else {
        return false;
    };
    let main = path.with_file_name("main.rs");
    let lines: Vec<String> = match fs::read_to_string(&main) {
        Ok(text)
            if path
                .parent()
                .is_some_and(|folder| folder.ends_with("tests/it")) =>
        {
            text.lines().map(str::to_owned).collect()
        }
        _ => return false,
    };
    let mod_line = format!("mod {name};");
    let place = lines.iter().position(|line| *line == mod_line);
    place.is_some_and(|at| at > 0 && lines[at - 1].starts_with("/// "))
}

#[test]
fn every_file_says_first_what_it_is_for() {
    let silent: Vec<String> = rust_files()
        .iter()
        .filter(|path| !read(path).starts_with("//! ") && !said_in_main(path))
        .map(|path| name_of(path))
        .collect();
    assert!(silent.is_empty(), "no purpose line: {}", silent.join(", "));
}

#[test]
fn no_file_outgrows_its_room() {
    for path in rust_files() {
        let lines = read(&path).lines().count();
        let name = name_of(&path);
        assert!(
            lines <= LONGEST || LONGER.contains(&name.as_str()),
            "{name}: {lines} lines"
        );
    }
}

#[test]
fn the_map_names_every_room_and_what_it_is() {
    let lib = read(&root().join("src/lib.rs"));
    let readme = read(&root().join("README.md"));
    for (room, _) in MAY_KNOW {
        let here = ["", "/mod"].map(|end| root().join(format!("src/{room}{end}.rs")));
        assert!(
            here.iter().any(|path| path.exists()),
            "src/{room} is no longer there"
        );
    }
    for path in files("src", &[".rs"]) {
        let Some(room) = room_of(&path) else { continue };
        assert!(
            lib.contains(&format!("- [`{room}`] ")),
            "src/lib.rs has no line for `{room}`"
        );
        assert!(
            lib.contains(&format!("pub mod {room};")),
            "src/lib.rs does not declare `{room}`"
        );
        assert!(
            MAY_KNOW.iter().any(|(known, _)| *known == room),
            "what may `{room}` know?"
        );
        if root().join("src").join(&room).is_dir() {
            assert!(
                readme.contains(&format!("{room}/")),
                "README.md's map lacks `{room}/`"
            );
        }
    }
    for entry in fs::read_dir(root()).unwrap().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.path().is_dir() && TOP_LEVEL.contains(&name.as_str()) && !name.starts_with('.') {
            assert!(
                readme.contains(&format!("{name}/")),
                "README.md's map lacks `{name}/`"
            );
        }
    }
}

#[test]
fn the_top_level_holds_only_what_belongs_there() {
    let ignored = read(&root().join(".gitignore"));
    let ignored: Vec<&str> = ignored.lines().map(|line| line.trim_matches('/')).collect();
    for entry in fs::read_dir(root()).unwrap().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        assert!(
            TOP_LEVEL.contains(&name.as_str()) || ignored.contains(&name.as_str()),
            "`{name}` stands at the top level"
        );
    }
}

/// Whether a text has this beginning of an absolute path, not as the middle of a longer one.
fn begins_a_path(text: &str, beginning: &str) -> bool {
    text.match_indices(beginning).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        before.is_none_or(|letter| !(letter.is_alphanumeric() || "}.)*_-".contains(letter)))
    })
}

#[test]
fn nothing_is_switched_off_or_tied_to_one_machine() {
    // Put together here, so that this file does not find itself.
    let off = ["#[", "ignore"].concat();
    let unfinished = [["to", "do!("].concat(), ["unimple", "mented!("].concat()];
    let machine = ["/home/", "/root/", "/Users/", "/tmp/wt", "/wor", "/mnt/"];
    let machine = machine.map(|path| {
        if path == "/wor" {
            [path, "k/"].concat()
        } else {
            path.to_owned()
        }
    });
    let mut found = Vec::new();
    let endings = [
        ".rs", ".toml", ".md", ".sh", ".py", ".html", ".ftl", ".mjs", ".js", ".sql",
    ];
    let folders = [
        "src", "index", "tests", "benches", "examples", "docs", ".ci",
    ];
    let mut paths: Vec<PathBuf> = folders
        .iter()
        .flat_map(|folder| files(folder, &endings))
        .collect();
    paths.extend([".ci/run", "README.md", "CHANGELOG.md"].map(|name| root().join(name)));
    for path in paths
        .iter()
        .filter(|path| path.exists() && !path.ends_with("it/tidy.rs"))
    {
        let text = fs::read_to_string(path).unwrap_or_default();
        let is_rust = path.extension().is_some_and(|ending| ending == "rs");
        let switched =
            is_rust && (text.contains(&off) || unfinished.iter().any(|word| text.contains(word)));
        let tied = machine.iter().find(|word| begins_a_path(&text, word));
        if switched || tied.is_some() {
            found.push(format!(
                "{} {}",
                name_of(path),
                tied.map_or("", String::as_str)
            ));
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}
