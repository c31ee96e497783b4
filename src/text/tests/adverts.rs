//! Twenty adverts of different trades, read as a whole. The snapshots are reviewed by hand: where one
//! changes, read the advert beside it.

use std::fmt::Write;

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

/// An advert by the name of its file.
macro_rules! advert {
    ($name:literal) => {
        ($name, include_str!(concat!("adverts/", $name, ".txt")))
    };
}

/// Ten in Finnish, five in Swedish, five in English.
const ADVERTS: [(&str, &str); 20] = [
    advert!("en_backend"),
    advert!("en_customer_service"),
    advert!("en_hotel_cleaner"),
    advert!("en_physiotherapist"),
    advert!("en_warehouse"),
    advert!("fi_data_analyytikko"),
    advert!("fi_kampaaja"),
    advert!("fi_kirjanpitaja"),
    advert!("fi_koneistaja"),
    advert!("fi_lahihoitaja"),
    advert!("fi_linja_autonkuljettaja"),
    advert!("fi_sahkoasentaja"),
    advert!("fi_siivooja"),
    advert!("fi_varhaiskasvatuksen_opettaja"),
    advert!("fi_vartija"),
    advert!("sv_fastighetsskotare"),
    advert!("sv_forsaljare"),
    advert!("sv_kock"),
    advert!("sv_lagerarbetare"),
    advert!("sv_sjukskotare"),
];

#[test]
fn twenty_adverts_are_read_as_reviewed() {
    for (name, text) in ADVERTS {
        let reading = super::vacancy(&name[..2], text);
        insta::assert_snapshot!(name, shown(text, &reading));
        // The command line reads an advert as an advert without being told.
        assert_eq!(READER.side(text, None), Side::Vacancy, "{name}");
    }
}
