//! Twenty adverts of different trades, read as a whole. The snapshots are reviewed by hand: where one
//! changes, read the advert beside it.

use std::fmt::Write;
use std::path::Path;

use super::{READER, label};
use crate::domain::{Reading, Stance};
use crate::text::Side;

/// What was read, a line each, for a human to compare with the advert.
fn shown(text: &str, reading: &Reading) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::new();
    for mention in &reading.mentions {
        let words: String = chars[mention.span.start as usize..mention.span.end as usize]
            .iter()
            .collect();
        let need = match (mention.stance, mention.need) {
            (Stance::Denied, _) => "not asked",
            (_, Some(need)) => need.as_str(),
            (_, None) => "sought",
        };
        let level = mention
            .level
            .map_or(String::new(), |l| format!(" {}", l.as_str()));
        writeln!(
            out,
            "{:10} {need:9} {}{level} «{}»",
            mention.kind.as_str(),
            label(mention),
            words.replace('\n', " ")
        )
        .unwrap();
    }
    let facts = &reading.facts;
    writeln!(
        out,
        "years      {:?} or education {}; none needed {}",
        facts.experience_years, facts.experience_or_education, facts.no_experience_needed
    )
    .unwrap();
    let shifts: Vec<&str> = facts.shifts.iter().map(|s| s.as_str()).collect();
    writeln!(
        out,
        "time       shifts {shifts:?}, early {}, full {:?}, weekly {:?}",
        facts.early_start, facts.full_time, facts.weekly_tenths
    )
    .unwrap();
    writeln!(
        out,
        "place      {:?}, car {:?}",
        facts.municipalities, facts.own_car
    )
    .unwrap();
    writeln!(out, "later      {:?}", facts.permits_later).unwrap();
    let tools: Vec<String> = facts
        .tools
        .iter()
        .map(|t| format!("{} {}", t.name, t.need.as_str()))
        .collect();
    writeln!(out, "tools      {tools:?}").unwrap();
    for forbidden in &facts.not_to_be_asked {
        let words: String = chars[forbidden.span.start as usize..forbidden.span.end as usize]
            .iter()
            .collect();
        writeln!(out, "forbidden  {} «{words}»", forbidden.ground.as_str()).unwrap();
    }
    out
}

#[test]
fn twenty_adverts_are_read_as_reviewed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/text/tests/adverts");
    let mut files: Vec<_> = std::fs::read_dir(root)
        .unwrap()
        .map(|f| f.unwrap().path())
        .collect();
    files.sort();
    assert_eq!(files.len(), 20);
    for file in files {
        let name = file.file_stem().unwrap().to_str().unwrap().to_owned();
        let text = std::fs::read_to_string(&file).unwrap();
        let reading = super::vacancy(&name[..2], &text);
        insta::assert_snapshot!(name, shown(&text, &reading));
        // The command line reads an advert as an advert without being told.
        assert_eq!(READER.side(&text, None), Side::Vacancy, "{file:?}");
    }
}
