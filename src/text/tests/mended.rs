//! What a fresh reader found read wrongly: educations, checks, words without dots, whom to ask, titles.

use super::{READER, of_advert, of_profile, vacancy};
use crate::domain::Lang;
use crate::text::{Extraction, Side};

fn extract(text: &str) -> Extraction {
    let side = READER.side(text, None);
    READER.extract(text, None, side)
}

/// The educations that a text asks: level, need and words.
fn schooling(text: &str) -> Vec<String> {
    let read = READER.extract(text, None, Side::Vacancy);
    let said = |e: &super::super::ExtractedEducation| {
        let level = e.level.map_or("any", |level| level.as_str());
        format!("{level} {} {}", e.need.as_str(), e.title)
    };
    read.educations.iter().map(said).collect()
}

#[test]
fn an_education_is_asked_as_one() {
    for (text, expected) in [
        (
            "Etsimme palkkasihteeriä. Edellytämme tradenomin tutkintoa.",
            &["bachelor must tradenomin tutkintoa"][..],
        ),
        (
            "Haemme asentajaa. Edellytämme sähköalan perustutkintoa.",
            &["upper_secondary must sähköalan perustutkintoa"],
        ),
        (
            "Edellytämme sosiaali- ja terveysalan perustutkintoa tai vastaavaa koulutusta.",
            &["upper_secondary should sosiaali- ja terveysalan perustutkintoa"],
        ),
        (
            "Haemme ohjaajaa. Vaatimuksena on soveltuva tutkinto.",
            &["any must soveltuva tutkinto"],
        ),
        (
            "Vi söker en barnskötare. Vi kräver lämplig yrkesexamen.",
            &["upper_secondary must lämplig yrkesexamen"],
        ),
        (
            "Vi söker en elmontör. Vi kräver grundexamen inom elbranschen.",
            &["upper_secondary must grundexamen inom elbranschen"],
        ),
        (
            "We are looking for an electrician. You must have a vocational qualification in electrical engineering.",
            &["upper_secondary must vocational qualification in electrical engineering"],
        ),
        (
            "We need electricians. You hold a vocational qualification in electrical engineering.",
            &["upper_secondary must vocational qualification in electrical engineering"],
        ),
        ("Haemme asentajaa. Tutkintoa ei vaadita.", &[]),
        ("Vi söker en städare. Ingen examen krävs.", &[]),
        ("We need a cleaner. A degree is not required.", &[]),
        ("Tarjoamme mahdollisuuden suorittaa ammattitutkinnon.", &[]),
    ] {
        assert_eq!(schooling(text), expected, "{text}");
    }
}

#[test]
fn an_education_asked_is_no_word_besides() {
    let read = extract("Haemme asentajaa. Edellytämme sähköalan perustutkintoa.");
    let words = ["perustutkinto"];
    assert!(
        read.unmatched.iter().all(|w| !words.contains(&w.as_str())),
        "{:?}",
        read.unmatched
    );
}

#[test]
fn a_check_is_announced_and_not_asked() {
    for (text, expected) in [
        (
            "Haemme ohjaajaa lasten iltapäiväkerhoon. Valitun on esitettävä rikosrekisteriote.",
            &["criminal_record_children"][..],
        ),
        (
            "Haemme siivoojaa. Valitulta pyydetään rikosrekisteriote ja tehdään turvallisuusselvitys.",
            &["criminal_record", "security_clearance"],
        ),
        (
            "Haemme hoitajaa. Edellytämme tartuntatautilain mukaista rokotussuojaa.",
            &["vaccination"],
        ),
        (
            "Vi söker en barnskötare. Den som väljs ska visa upp ett brottsregisterutdrag.",
            &["criminal_record_children"],
        ),
        (
            "Vi söker en vårdare. Skydd enligt lagen om smittsamma sjukdomar krävs.",
            &["vaccination"],
        ),
        (
            "We need a guard. A criminal record extract and a drug test are required.",
            &["criminal_record", "drug_test"],
        ),
        ("Haemme siivoojaa. Rikosrekisteriotetta ei vaadita.", &[]),
        ("Haemme asentajaa. Rekisteröidy sivuillamme.", &[]),
    ] {
        let read = READER.extract(text, None, Side::Vacancy);
        let codes: Vec<&str> = read.checks.iter().map(|c| c.code.as_str()).collect();
        assert_eq!(codes, expected, "{text}");
    }
}

#[test]
fn a_check_named_by_a_law_asks_no_skill() {
    of_advert(&[
        (
            "sv",
            "Vi söker en vårdare. Vi kräver skydd enligt lagen om smittsamma sjukdomar.",
            &[
                "!must communicable diseases",
                "!should communicable diseases",
            ],
        ),
        (
            "en",
            "We need a guard. A criminal record extract may be requested.",
            &["!should criminology"],
        ),
    ]);
}

#[test]
fn words_without_dots_are_read() {
    for (text, id) in [
        ("Lahihoitaja hoivakotiin", "lähihoitaja"),
        ("Etsimme sahkoasentajaa", "sähköasentaja"),
        ("underskoterska till hemmet", "undersköterska"),
        ("Vi soker en sjukskotare", "sjukskötare"),
    ] {
        let read = READER.extract(text, None, Side::Vacancy);
        let dotted = text
            .replace("ahihoitaja", "ähihoitaja")
            .replace("sahkoasentajaa", "sähköasentajaa")
            .replace("skot", "sköt")
            .replace("soker", "söker");
        let whole = READER.extract(&dotted, None, Side::Vacancy);
        let ids = |e: &Extraction| e.concepts.iter().map(|c| c.id.clone()).collect::<Vec<_>>();
        assert!(!whole.concepts.is_empty(), "{id}: {dotted}");
        assert_eq!(ids(&read), ids(&whole), "{text}");
    }
}

#[test]
fn a_text_with_dots_has_lost_none() {
    // `kasi` of a text that writes its dots is no hand.
    for text in ["Etsimme sähköasentajaa, lahihoitaja", "talli on täynnä"] {
        let read = READER.extract(text, Some(Lang::Fi), Side::Vacancy);
        assert!(
            read.unmatched.iter().all(|w| w != "lähihoitaja") && read.concepts.len() < 3,
            "{read:?}"
        );
    }
}

#[test]
fn whom_to_ask_is_not_sought() {
    of_advert(&[
        (
            "fi",
            "Etsimme siivoojaa. Lisätietoja antaa sairaanhoitaja Maija Meikäläinen.",
            &[
                "!sought specialist nurse",
                "!sought nurse responsible for general care",
            ],
        ),
        (
            "sv",
            "Vi söker en kock. Närmare upplysningar ger sjukskötare Eva Lind.",
            &["!sought nurse responsible for general care"],
        ),
        (
            "en",
            "We need a cook. Contact: electrician John Smith.",
            &["!sought electrician"],
        ),
    ]);
    for text in [
        "Etsimme siivoojaa. Lisätietoja antaa palvelupäällikkö Maija Meikäläinen.",
        "We need a cook. Contact: project manager John Meikäläinen.",
    ] {
        let read = READER.extract(text, None, Side::Vacancy);
        let named = read.unmatched.iter().any(|w| w.starts_with("meikäl"));
        assert!(!named, "{:?}", read.unmatched);
    }
}

#[test]
fn a_sentence_ends_without_a_capital_after_it() {
    of_profile(&[
        (
            "fi",
            "hei minä etsin työ. minulla on hygieniapassi. minä olen siivooja.",
            &["+card:hygiene"],
        ),
        (
            "sv",
            "jag söker jobb. jag har hygienpass.",
            &["+card:hygiene"],
        ),
        (
            "en",
            "i look for a job. i have a hygiene passport.",
            &["+card:hygiene"],
        ),
    ]);
    // An abbreviation's stop ends nothing.
    of_advert(&[(
        "fi",
        "Edellytämme esim. hygieniapassia.",
        &["must card:hygiene"],
    )]);
}

#[test]
fn whose_text_it_is_does_not_hang_on_a_swedish_i() {
    let advert = "Närvårdare till hemvården i Jakobstad\nKommunen söker två närvårdare i Jakobstad. \
        Arbete i skift. Krav: körkort.";
    assert_eq!(READER.side(advert, None), Side::Vacancy);
    let own = "I have worked as a cook and I speak Finnish.";
    assert_eq!(READER.side(own, None), Side::Profile);
    for own in [
        "Etsin työtä kokkina.",
        "Jobbat som truckförare och plockare på lager i fyra år.",
        "Cook from Nepal, worked seven years in hotels.",
    ] {
        assert_eq!(READER.side(own, None), Side::Profile, "{own}");
    }
    let asked = "Vi söker en kock. Har du jobbat i restaurang?";
    assert_eq!(READER.side(asked, None), Side::Vacancy);
}

#[test]
fn what_is_done_names_no_other_occupation_than_the_title() {
    let read = |text: &str| {
        let found = READER.extract(text, None, Side::Vacancy).concepts;
        let sought = found
            .into_iter()
            .filter(|c| c.kind == crate::domain::MentionKind::Occupation);
        sought.map(|c| c.label).collect::<Vec<_>>()
    };
    let titled = read("Tarjoilija lounasravintolaan\nOtat tilaukset ja pidät salin siistinä.");
    assert_eq!(titled.len(), 1, "{titled:?}");
    let done = read("Part-time cleaner, Vaasa\n\nLooking for a reliable person to clean offices.");
    assert_eq!(done.len(), 1, "{done:?}");
    let long = read(
        "Pastry chef for a hotel kitchen in Rovaniemi (winter season)\n\nYou bake bread and desserts.",
    );
    assert_eq!(long.len(), 1, "{long:?}");
}

#[test]
fn a_thing_made_is_nobody_who_makes_it() {
    of_advert(&[(
        "en",
        "We need electricians to test installations on board.",
        &["sought electrician", "!sought tent installer"],
    )]);
    let moved = extract("Jag är kock. Jag flyttade till Vasa i fjol.");
    let occupations = moved
        .concepts
        .iter()
        .filter(|c| c.kind == crate::domain::MentionKind::Occupation);
    assert_eq!(occupations.count(), 1, "{:?}", moved.concepts);
}

#[test]
fn a_tool_keeps_its_name_whatever_it_ends_or_begins_with() {
    for (text, tool) in [
        (
            "Edellytämme kokemusta Titan-järjestelmästä.",
            "Titan-järjestelmästä",
        ),
        (
            "Edellytämme Titan ja Avid ohjelmistojen osaamista.",
            "Titan",
        ),
        ("Edellytämme Titan ja Avid ohjelmistojen osaamista.", "Avid"),
        ("Hallitset Xamarin ympäristön.", "Xamarin"),
        ("Hallitset Kelapro ohjelmiston.", "Kelapro"),
        ("Nice to have: Zoxly, Titan.", "Zoxly"),
    ] {
        let read = vacancy("fi", text);
        let names: Vec<&str> = read.facts.tools.iter().map(|t| t.name.as_str()).collect();
        assert!(names.contains(&tool), "{text} {names:?}");
    }
    for text in [
        "Edellytämme Kelan ohjeiden tuntemusta.",
        "Edellytämme AVIlta saatua osaamista.",
        "Vi kräver erfarenhet av polisens system.",
        "Edellytämme osaamista: sosionomi (AMK).",
    ] {
        assert!(vacancy("fi", text).facts.tools.is_empty(), "{text}");
    }
}

#[test]
fn a_label_of_one_s_own_list_names_each_thing_that_it_joins() {
    let entries = [
        ("1", "Kokit ja siivoojat"),
        ("2", "Hitsaajat"),
        ("3", "Myyjät/kassat"),
    ];
    let entries = entries.map(|(id, label)| (id.to_owned(), label.to_owned()));
    let kind = crate::domain::ConceptKind::Occupation;
    let linker = crate::text::Linker::new(&READER, entries.to_vec(), kind, Some(Lang::Fi));
    for (phrase, id) in [
        ("laitoshuoltaja", "1"),
        ("keittiössä kokkina", "1"),
        ("kaupan kassa", "3"),
        ("levyseppähitsaaja", "2"),
    ] {
        let found = linker.link(&READER, phrase, 1);
        assert_eq!(found.first().map(|l| l.id.as_str()), Some(id), "{phrase}");
    }
}

#[test]
fn a_word_of_one_stem_with_a_product_is_not_the_product() {
    for (text, product) in [
        ("What we expect: solid testing habits.", "Solidity"),
        (
            "You will assemble furniture.",
            "Assembly (computer programming)",
        ),
    ] {
        let read = READER.extract(text, Some(Lang::En), Side::Vacancy);
        assert!(read.concepts.iter().all(|c| c.label != product), "{text}");
    }
}

/// The skills that an advert asks or lists as duties.
fn skills(text: &str) -> Vec<String> {
    let found = READER.extract(text, None, Side::Vacancy).concepts;
    let skills = found
        .into_iter()
        .filter(|c| c.kind == crate::domain::MentionKind::Skill);
    skills.map(|c| c.label).collect()
}

#[test]
fn duties_in_plain_verbs_are_skills() {
    for text in [
        "Haemme apulaista. Vastaat puhelimeen ja laskutat asiakkaita.",
        "Haemme huoltajaa. Asennat pistorasioita asiakkaiden luona.",
        "Vi söker en medarbetare. Du byter däck på vår verkstad.",
        "Vi söker en medarbetare. Du monterar möbler hos kunderna.",
        "We are looking for a helper. You change bed sheets every day.",
    ] {
        assert!(!skills(text).is_empty(), "{text}");
    }
    // The verb alone, or with another object, is not the duty.
    for text in [
        "Vi söker en medarbetare. Du byter arbetsplats ofta.",
        "Haemme apulaista. Vastaat omasta ajankäytöstäsi.",
    ] {
        assert!(skills(text).is_empty(), "{text} {:?}", skills(text));
    }
}

#[test]
fn what_the_house_does_is_no_duty() {
    let text = "Haemme apulaista. Palvelemme asiakkaita suomeksi.";
    assert!(skills(text).is_empty(), "{:?}", skills(text));
}
