use std::fmt::Write as _;
use std::path::Path;

use kohtaanto::config::SETTINGS;
use kohtaanto::domain::{Consent, Offer, Reader, ReleasedField, RightToWorkKind, Role, Scope};
use kohtaanto::engine::FILES;
use kohtaanto::store::{Erasing, TABLES};
use kohtaanto::visibility::{Facts, judge, releases};

const DAY: jiff::civil::Date = jiff::civil::date(2026, 11, 23);

fn tables() -> String {
    let mut out =
        String::from("| table | what it holds | how long | erased |\n|---|---|---|---|\n");
    for table in TABLES {
        let erased = match table.erasing {
            Erasing::ByEntry(_) | Erasing::ById(_) => "at once".to_owned(),
            Erasing::Nothing(why) => format!("no: {why}"),
        };
        writeln!(
            out,
            "| `{}` | {} | {} | {erased} |",
            table.name, table.holds, table.kept
        )
        .unwrap();
    }
    out
}

fn files() -> String {
    let mut out = String::from("| file | what it holds | on an erasure |\n|---|---|---|\n");
    for file in FILES {
        writeln!(
            out,
            "| `{}` | {} | {} |",
            file.name, file.holds, file.erasing
        )
        .unwrap();
    }
    out
}

/// A person whom everybody may see who may see anybody.
fn open() -> Facts {
    Facts {
        protected_address: Some(false),
        matching: Some(true),
        consent: Some(Consent {
            agencies: vec!["a-1".parse().unwrap()],
            consent_text: Some("2026-1".to_owned()),
            ..Consent::default()
        }),
        coach: Some("c-1".parse().unwrap()),
        service_unit: Some("u-1".parse().unwrap()),
        ..Facts::default()
    }
}

/// What makes somebody otherwise than [`open`].
type Change = (&'static str, fn(&mut Facts));

const CHANGES: &[Change] = &[
    ("all facts known, consent to the agency", |_| ()),
    ("a non-disclosure order", |f| {
        f.protected_address = Some(true)
    }),
    ("not known whether there is an order", |f| {
        f.protected_address = None
    }),
    ("not to be matched, or not known", |f| f.matching = None),
    ("processing restricted", |f| f.restricted = true),
    ("served by another unit and coach", |f| {
        f.coach = Some("c-2".parse().unwrap());
        f.service_unit = Some("u-2".parse().unwrap());
    }),
    ("no consent to the agency", |f| f.consent = None),
    ("offered to nobody now by the coach", |f| {
        f.offer = Some(Offer::NotNow)
    }),
    ("no right to work", |f| {
        f.right_to_work = Some(RightToWorkKind::None)
    }),
];

fn who() -> Vec<(&'static str, Reader)> {
    let staff = |role, scope| Reader::Staff { role, scope };
    let clients = || Scope::Clients("c-1".parse().unwrap());
    vec![
        ("coordinator", staff(Role::Coordinator, Scope::Everyone)),
        (
            "coordinator of a unit",
            staff(Role::Coordinator, Scope::Unit("u-1".parse().unwrap())),
        ),
        ("coach, own clients", staff(Role::Coach, clients())),
        ("admin", staff(Role::Admin, Scope::Everyone)),
        ("partner", Reader::Agency("a-1".parse().unwrap())),
        ("statistics (counts alone)", Reader::Statistics),
    ]
}

fn readers() -> String {
    let who = who();
    let mut out = String::from("| of a person |");
    for (name, _) in &who {
        write!(out, " {name} |").unwrap();
    }
    out.push_str(&format!("\n|---|{}\n", "---|".repeat(who.len())));
    for (name, change) in CHANGES {
        let mut facts = open();
        change(&mut facts);
        write!(out, "| {name} |").unwrap();
        for (_, reader) in &who {
            let verdict = judge(&facts, reader, DAY);
            let sees = match (verdict.hidden_by(), verdict.is_shown_alone()) {
                (None, _) => "yes",
                (Some(_), true) => "`jobs`, `what-if` alone",
                (Some(_), false) => "–",
            };
            write!(out, " {sees} |").unwrap();
        }
        out.push('\n');
    }
    out
}

fn released() -> String {
    let mut out = String::from(
        "| part of a profile | released where the consent names no parts |\n|---|---|\n",
    );
    for field in ReleasedField::ALL {
        let sees = if releases(&Consent::default(), *field) {
            "yes"
        } else {
            "only by name"
        };
        writeln!(out, "| `{field}` | {sees} |").unwrap();
    }
    out
}

fn retention() -> String {
    let mut out = String::from("| setting | default | unit | |\n|---|---|---|---|\n");
    for s in SETTINGS
        .iter()
        .filter(|s| ["erasures", "backup_days"].contains(&s.name))
    {
        writeln!(
            out,
            "| `{}` | `{}` | {} | {} |",
            s.name,
            s.default,
            s.unit,
            s.doc.trim()
        )
        .unwrap();
    }
    out
}

/// The page with every part between `<!-- name -->` and `<!-- end -->` made anew.
fn made(page: &str) -> String {
    let (mut out, mut inside, mut parts) = (String::new(), false, 0);
    for line in page.lines() {
        inside &= line != "<!-- end -->";
        if inside {
            continue;
        }
        out.push_str(line);
        out.push('\n');
        let part = match line {
            "<!-- tables -->" => tables(),
            "<!-- files -->" => files(),
            "<!-- readers -->" => readers(),
            "<!-- released -->" => released(),
            "<!-- retention -->" => retention(),
            _ => continue,
        };
        out.push_str(&part);
        (inside, parts) = (true, parts + 1);
    }
    assert_eq!(parts, 5, "parts of the page that are made");
    out
}

#[test]
fn the_record_of_processing_says_what_the_program_does() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/processing.md");
    let page = std::fs::read_to_string(&path).unwrap();
    let made = made(&page);
    if std::env::var_os("KOHTAANTO_WRITE_DOCS").is_some() {
        std::fs::write(&path, &made).unwrap();
    } else {
        assert!(
            page == made,
            "processing.md is out of date: run this test with KOHTAANTO_WRITE_DOCS=1"
        );
    }
}
