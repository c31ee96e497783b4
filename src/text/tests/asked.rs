//! What adverts ask, with what strength, and what they only mention, in three languages.

use super::{Case, hold, label, vacancy};
use crate::domain::Stance;

/// What an advert asks, as short claims: `must card:hygiene`, `not driving:B`, `years 3`.
pub(super) fn claims(lang: &str, text: &str) -> Vec<String> {
    let reading = vacancy(lang, text);
    let mut claims: Vec<String> = Vec::new();
    for mention in &reading.mentions {
        let need = match (mention.stance, mention.need) {
            (Stance::Denied, _) => "not",
            (_, Some(need)) => need.as_str(),
            (_, None) => "sought",
        };
        claims.push(format!("{need} {}", label(mention)));
    }
    let facts = &reading.facts;
    claims.extend(
        facts
            .experience_years
            .map(|(years, need)| format!("years {years} {}", need.as_str())),
    );
    if facts.experience_or_education {
        claims.push("or education".to_owned());
    }
    if facts.no_experience_needed {
        claims.push("no experience".to_owned());
    }
    let shifts: Vec<&str> = facts.shifts.iter().map(|s| s.as_str()).collect();
    claims.push(format!("shifts {}", shifts.join(",")));
    claims.extend(
        facts
            .weekly_tenths
            .map(|(least, most)| format!("weekly {least}-{most}")),
    );
    claims.extend(facts.full_time.map(|full| format!("full {full}")));
    claims.extend(
        facts
            .permits_later
            .iter()
            .map(|code| format!("later {code}")),
    );
    claims.extend(
        facts
            .tools
            .iter()
            .map(|t| format!("tool {} {}", t.name, t.need.as_str())),
    );
    claims.extend(
        facts
            .not_to_be_asked
            .iter()
            .map(|f| format!("forbidden {}", f.ground.as_str())),
    );
    claims
}

#[track_caller]
fn check(cases: &[Case]) {
    hold(cases, claims);
}

#[test]
fn strength_follows_its_words() {
    check(&[
        (
            "fi",
            "Edellytämme trukkikorttia ja toivomme ensiapukorttia.",
            &["must card:forklift", "should card:first_aid"],
        ),
        (
            "fi",
            "Hygieniapassi katsotaan eduksi.",
            &["nice card:hygiene"],
        ),
        ("fi", "Emme edellytä ajokorttia.", &["not driving:B"]),
        (
            "fi",
            "Anniskelupassia ei kysytä.",
            &["not card:alcohol_serving"],
        ),
        (
            "fi",
            "Vaatimukset:\n- B-ajokortti\n- työturvallisuuskortti\n\nEduksi:\n- tulityökortti",
            &[
                "must driving:B",
                "must card:occupational_safety",
                "nice card:hot_work",
            ],
        ),
        (
            "sv",
            "Hygienpass krävs, körkort är en merit.",
            &["must card:hygiene", "nice driving:B"],
        ),
        (
            "sv",
            "Vi söker en kock. Körkort behövs inte.",
            &["sought cook", "not driving:B"],
        ),
        (
            "en",
            "A driving licence is required; a forklift card is a plus.",
            &["must driving:B", "nice card:forklift"],
        ),
        ("en", "A driving licence is not needed.", &["not driving:B"]),
    ]);
}

#[test]
fn what_is_offered_or_said_of_others_is_not_asked() {
    check(&[
        (
            "fi",
            "Tarjoamme ensiapukoulutuksen ja lounasedun.",
            &["!must card:first_aid", "!should card:first_aid"],
        ),
        (
            "fi",
            "Olemme siivousalan yritys ja etsimme kirjanpitäjää.",
            &["sought bookkeeper", "!sought cleaner"],
        ),
        (
            "fi",
            "Kohteessa on B-kortti tarpeen, mutta oma auto ei.",
            &["must driving:B"],
        ),
    ]);
}

#[test]
fn experience_has_years_alternatives_and_exceptions() {
    check(&[
        (
            "fi",
            "Edellytämme vähintään kahden vuoden kokemusta.",
            &["years 2 must", "!or education"],
        ),
        (
            "fi",
            "Tarvitset kokin koulutuksen tai muutaman vuoden keittiökokemuksen.",
            &["years 3 must", "or education"],
        ),
        ("fi", "Aiempaa kokemusta ei vaadita.", &["no experience"]),
        (
            "fi",
            "Toivomme kokemusta myynnistä, mutta kokemusta kassasta ei vaadita.",
            &["!no experience"],
        ),
        (
            "sv",
            "Vi kräver minst tre års erfarenhet.",
            &["years 3 must"],
        ),
        ("sv", "Tidigare erfarenhet krävs inte.", &["no experience"]),
        (
            "en",
            "You must have at least four years of experience.",
            &["years 4 must"],
        ),
        ("en", "No experience required.", &["no experience"]),
    ]);
}

#[test]
fn time_is_the_works_own() {
    check(&[
        (
            "fi",
            "Työ on kolmivuorotyötä, 37,5 tuntia viikossa.",
            &["shifts day,evening,night", "weekly 375-375"],
        ),
        (
            "fi",
            "Viikonloput ovat vapaat, työ on päivätyötä.",
            &["shifts day"],
        ),
        (
            "fi",
            "Päivystys joka viides viikko, myös öisin.",
            &["shifts "],
        ),
        (
            "fi",
            "Emme voi tarjota osa-aikaista työtä.",
            &["!full false"],
        ),
        (
            "fi",
            "Työaika on 20–25 tuntia viikossa.",
            &["weekly 200-250"],
        ),
        (
            "sv",
            "Arbetstiden är 38 timmar i veckan, kvällar och helger är lediga.",
            &["weekly 380-380", "shifts "],
        ),
        (
            "en",
            "The job is full time, 40 hours a week.",
            &["full true", "weekly 400-400"],
        ),
    ]);
}

#[test]
fn a_permit_may_come_later_and_a_tool_has_its_name() {
    check(&[
        (
            "fi",
            "Tarvitset ADR-ajoluvan. Sen voi suorittaa kustannuksellamme kolmen päivän kurssilla.",
            &["later licence:adr"],
        ),
        (
            "fi",
            "Edellytämme Procountorin osaamista.",
            &["tool Procountorin must"],
        ),
        (
            "en",
            "We require experience with Kubernetes and knowledge of Terraform.",
            &["tool Terraform must"],
        ),
        (
            "en",
            "You need to start in February.",
            &["!tool February must"],
        ),
    ]);
}

#[test]
fn what_no_one_may_ask_is_flagged() {
    check(&[
        (
            "fi",
            "Etsimme nuorta ja tervettä miestä.",
            &["forbidden age", "forbidden health", "forbidden sex"],
        ),
        (
            "sv",
            "Vi söker en frisk kvinnlig sekreterare.",
            &["forbidden health", "forbidden sex"],
        ),
        (
            "en",
            "We are looking for a young Christian.",
            &["forbidden age", "forbidden belief"],
        ),
        (
            "fi",
            "Emme kysy ikää tai perhettä. Työtä tehdään nuorten kanssa.",
            &["!forbidden age"],
        ),
    ]);
}
