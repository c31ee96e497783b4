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
    claims.extend(facts.car_asked.map(|need| format!("car {}", need.as_str())));
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

#[test]
fn what_the_applicant_is_said_to_hold_is_required() {
    check(&[
        ("fi", "Sinulla on C-ajokortti.", &["must driving:C"]),
        (
            "fi",
            "Sinulla on:\n- hygieniapassi\n- B-ajokortti",
            &["must card:hygiene", "must driving:B"],
        ),
        ("sv", "Du har CE-körkort.", &["must driving:CE"]),
        (
            "en",
            "You have a valid forklift licence.",
            &["must card:forklift"],
        ),
        (
            "fi",
            "Jos sinulla on B-ajokortti, kerro siitä.",
            &["!must driving:B"],
        ),
        (
            "fi",
            "Sinulla on mahdollisuus suorittaa hygieniapassi.",
            &["!must card:hygiene"],
        ),
        (
            "fi",
            "Sinulla on mielellään hygieniapassi.",
            &["!must card:hygiene"],
        ),
        (
            "en",
            "If you have a driving licence, tell us.",
            &["!must driving:B"],
        ),
        ("sv", "Om du har körkort är det bra.", &["!must driving:B"]),
        (
            "fi",
            "Sinulla on hyvät viestintätaidot.",
            &["!must communication"],
        ),
    ]);
}

#[test]
fn a_collective_agreement_ends_no_list() {
    check(&[
        (
            "fi",
            "Edellytämme:\n- TES:n tuntemusta\n- hygieniapassia\n- sujuvaa suomea",
            &["must card:hygiene", "must language:fi"],
        ),
        (
            "fi",
            "Edellytämme työehtosopimuksen tuntemusta ja sujuvaa suomea.",
            &["must language:fi"],
        ),
        (
            "fi",
            "Edut TES:n mukaan, ensiapukoulutus.",
            &["!must card:first_aid", "!should card:first_aid"],
        ),
    ]);
}

#[test]
fn a_car_is_asked_as_strongly_as_it_is_said() {
    check(&[
        ("fi", "Oma auto on välttämätön.", &["car must"]),
        ("sv", "Egen bil är nödvändig.", &["car must"]),
        ("en", "Your own car is necessary.", &["car must"]),
        ("fi", "Oma auto katsotaan eduksi.", &["car nice"]),
        ("fi", "Omaa autoa ei tarvita.", &["!car must"]),
    ]);
}

#[test]
fn one_of_several_tools_is_no_must() {
    check(&[(
        "fi",
        "Edellytämme Netvisorin tai Procountorin hallintaa.",
        &["!tool Procountorin must"],
    )]);
}

#[test]
fn why_an_extract_of_the_criminal_records_is_asked_is_no_skill() {
    check(&[(
        "fi",
        "Lasten kanssa työskentelyn vuoksi edellytämme lastenhoidossa rikosrekisteriotteen.",
        &["!must child care", "!should child care"],
    )]);
}

#[test]
fn the_employers_name_is_no_skill() {
    let vacancy = serde_json::json!({
        "id": "V", "employer": { "name": "Siivous Oy" },
        "description": { "fi": "Siivous hakee kokkia. Edellytämme siivousta." }
    });
    let reading = super::READER.read_vacancy(&serde_json::from_value(vacancy).unwrap());
    let skills = reading
        .mentions
        .iter()
        .filter(|m| m.kind == crate::domain::MentionKind::Skill);
    let spans: Vec<u32> = skills.map(|m| m.span.start).collect();
    assert!(!spans.contains(&0) && !spans.is_empty(), "{spans:?}");
}

/// The words of an advert that are looked for, in their base forms.
fn looked_for(text: &str) -> Vec<String> {
    let reading = vacancy("fi", text);
    let fillers = reading.facts.fillers;
    let words = reading.words.into_iter().map(|w| w.base);
    words.filter(|w| !fillers.contains(w)).collect()
}

#[test]
fn whom_to_ask_is_not_looked_for() {
    for text in [
        "Lisätietoja antaa Marja Salmi, kirsi.salmi@firma.fi.",
        "Työpäällikkö Marja Salmi, puh. 040 123 4567",
        "Meillä linjavuorot ja lämmönjakohuoneet toivotaan etukäteen.",
        "Toimimme Pirkanmaalla ja palvelemme Pirkanmaata.",
    ] {
        let found = looked_for(text);
        let names = [
            "marja",
            "salmi",
            "kirsi",
            "pirkanmaa",
            "lämmönjakohuone",
            "etukäteen",
        ];
        assert!(
            found
                .iter()
                .all(|w| !names.iter().any(|n| w.starts_with(n))),
            "{found:?}"
        );
    }
}

#[test]
fn a_tool_in_the_genitive_is_the_tool() {
    for (genitive, name) in [("Procountorin", "Procountor"), ("Lemonsoftin", "Lemonsoft")] {
        let asked = looked_for(&format!("Edellytämme ohjelmiston {genitive} hallintaa."));
        let held = super::profile("fi", &format!("Minulla on {name} hallussa.")).words;
        assert!(
            held.iter().any(|w| asked.contains(&w.base)),
            "{asked:?} {held:?}"
        );
    }
}

#[test]
fn an_advert_is_of_its_first_language() {
    let vacancy = serde_json::json!({
        "id": "V",
        "title": { "fi": "Iltakassa", "sv": "Kvällskassa" },
        "description": { "fi": "Vastaat yksin iltakassasta.", "sv": "Du ansvarar ensam för kvällskassan." }
    });
    let reading = super::READER.read_vacancy(&serde_json::from_value(vacancy).unwrap());
    assert_eq!(reading.language, Some(crate::domain::Lang::Fi));
}
