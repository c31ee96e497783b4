//! The documentation's tables, made from the tables that the program works by.
//!
//! The test fails when a page says something else. To write the pages anew, run it with
//! `KOHTAANTO_WRITE_DOCS=1`.

use std::fmt::Write;
use std::path::Path;

use super::mapped::table;
use super::table::fields;
use super::{Format, RecordKind};
use crate::config::SETTINGS;
use crate::domain::{Jobseeker, Vacancy, record};

fn section(marker: &str) -> Option<String> {
    let mut words = marker.split(' ');
    let mut out = String::new();
    match (words.next()?, words.next(), words.next()) {
        ("table:", Some(format), Some(kind)) => {
            let (format, kind): (Format, RecordKind) = (format.parse().ok()?, kind.parse().ok()?);
            out.push_str("| field | becomes | how, or why not |\n|---|---|---|\n");
            for row in table(format, kind) {
                let becomes = match row.to {
                    "" | "-" => String::new(),
                    to => format!("`{}`", to.replace(", ", "`, `")),
                };
                writeln!(out, "| `{}` | {becomes} | {} |", row.from, row.note).ok()?;
            }
        }
        ("columns:", Some(kind), None) => {
            out.push_str("| field | names of its column |\n|---|---|\n");
            for field in fields(kind.parse().ok()?) {
                writeln!(out, "| `{}` | {} |", field.path, field.names.join(", ")).ok()?;
            }
        }
        ("settings", None, None) => {
            out.push_str("| setting | default | unit | |\n|---|---|---|---|\n");
            for s in SETTINGS {
                writeln!(
                    out,
                    "| `{}` | `{}` | {} | {} |",
                    s.name,
                    s.default,
                    s.unit,
                    s.doc.trim()
                )
                .ok()?;
            }
        }
        _ => return None,
    }
    Some(out.replace("| `` |", "| |"))
}

/// The page with every table made anew.
fn made(page: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for line in page.lines() {
        inside &= line != "<!-- end -->";
        if inside {
            continue;
        }
        out.push_str(line);
        out.push('\n');
        let marker = line
            .strip_prefix("<!-- ")
            .and_then(|line| line.strip_suffix(" -->"));
        if let Some(table) = marker.and_then(section) {
            out.push_str(&table);
            inside = true;
        }
    }
    out
}

#[test]
fn the_pages_say_what_the_tables_say() {
    for (name, tables) in [("formats.md", 7), ("settings.md", 1)] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("docs")
            .join(name);
        let page = std::fs::read_to_string(&path).unwrap();
        assert_eq!(page.matches("<!-- end -->").count(), tables, "{name}");
        let made = made(&page);
        if std::env::var_os("KOHTAANTO_WRITE_DOCS").is_some() {
            std::fs::write(&path, &made).unwrap();
        } else {
            assert!(
                page == made,
                "{name} is out of date: run this test with KOHTAANTO_WRITE_DOCS=1"
            );
        }
    }
}

/// The records that the pages show are records.
#[test]
fn the_records_of_the_pages_are_accepted() {
    for name in ["README.md", "docs/formats.md"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
        let page = std::fs::read_to_string(&path).unwrap();
        let (mut inside, mut records) = (false, 0);
        for line in page.lines() {
            if line.starts_with("```") {
                inside = line == "```json";
            } else if inside {
                let read = if line.starts_with(r#"{"person""#) {
                    record::read::<Jobseeker>(line).map(drop)
                } else {
                    record::read::<Vacancy>(line).map(drop)
                };
                assert_eq!(read, Ok(()), "{name}: {line}");
                records += 1;
            }
        }
        assert_eq!(records, 2, "{name}");
    }
}
