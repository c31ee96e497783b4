//! What must not be read into words: levels that nothing shows, cards that have run out, names that are no
//! tools, words that look like others; and what is asked in words that only seem to deny it.

use super::{READER, of_advert, of_profile, profile, vacancy};
use crate::domain::{Lang, Stance};
use crate::text::Side;

#[test]
fn broken_prose_shows_no_level() {
    let none: &[&str] = &["!shows:A2", "!shows:B2", "!shows:C1"];
    of_profile(&[
        (
            "en",
            "I am come from Syria and I no speak good but I want to work in kitchen or cleaning.",
            none,
        ),
        (
            "sv",
            "Jag komma från Syrien för två år sedan och jag inte kan mycket språk men jag vill arbeta.",
            none,
        ),
        (
            "fi",
            "Moi etsin työ, minulla paljon kokemus siivous ja keittiö. Haluan oppi uusi asia ja auttaa.",
            none,
        ),
        (
            "en",
            "I have worked as a cook in three restaurants, and I like the work because every day is different.",
            &["shows:C1"],
        ),
        (
            "sv",
            "Jag har arbetat som kock i sex år och jag tycker om att laga mat till många gäster.",
            &["shows:C1"],
        ),
        (
            "en",
            "I have worked as a cook in two restaurants and a hotel.",
            &["shows:B2", "!shows:C1"],
        ),
    ]);
}

#[test]
fn the_last_day_of_a_card_is_kept_for_the_day_to_judge() {
    let cases = [
        (
            "fi",
            "Tulityökortti voimassa 31.12.2024 asti.",
            "card:hot_work",
            Some("2024-12-31"),
        ),
        (
            "fi",
            "Hygieniapassi on, tulityökortti voimassa 6/2027 saakka.",
            "card:hot_work",
            Some("2027-06-30"),
        ),
        ("fi", "ADR 2020 asti.", "licence:adr", Some("2020-12-31")),
        (
            "fi",
            "Tulityökortti umpeutuu 31.12.2030.",
            "card:hot_work",
            Some("2030-12-31"),
        ),
        (
            "sv",
            "Mitt hygienpass är giltigt till december 2028.",
            "card:hygiene",
            Some("2028-12-31"),
        ),
        (
            "en",
            "I have a forklift licence, valid until 31 May 2026.",
            "card:forklift",
            Some("2026-05-31"),
        ),
        (
            "fi",
            "Minulla on hygieniapassi vuodesta 2015.",
            "card:hygiene",
            None,
        ),
        (
            "fi",
            "Työturvallisuuskortti on voimassa.",
            "card:occupational_safety",
            None,
        ),
    ];
    for (lang, text, code, day) in cases {
        let reading = profile(lang, text);
        let found = reading.mentions.iter().find(|m| m.id == code);
        let found = found.map(|m| (m.stance, m.valid_until.map(|day| day.to_string())));
        let expected = Some((Stance::Stated, day.map(str::to_owned)));
        assert_eq!(found, expected, "{text}");
    }
    of_profile(&[
        (
            "fi",
            "Ajokorttini on hyllytetty.",
            &["-driving:B", "!+driving:B"],
        ),
        (
            "fi",
            "Trukkikortti hankinnassa.",
            &["-card:forklift", "!+card:forklift"],
        ),
        ("sv", "Truckkortet är på gång.", &["-card:forklift"]),
        (
            "en",
            "My forklift licence is in process.",
            &["-card:forklift"],
        ),
    ]);
}

#[test]
fn names_of_authorities_firms_and_places_are_no_tools() {
    of_advert(&[
        (
            "fi",
            "Edellytämme Valviran rekisteröintiä ja Procountorin osaamista.",
            &["!tool Valviran must", "tool Procountorin must"],
        ),
        (
            "fi",
            "Edellytämme kokemusta Nuorten Ystävät ry:n työstä.",
            &["!tool Ystävät must", "!tool Nuorten must"],
        ),
        (
            "fi",
            "Edellytämme kokemusta Prisman kassatyöstä.",
            &["!tool Prisman must"],
        ),
        (
            "fi",
            "Edellytämme osaamista ja kokemusta Lapista.",
            &["!tool Lapista must"],
        ),
        (
            "sv",
            "Vi kräver erfarenhet från Prisma och kunskap om Åland.",
            &["!tool Åland must", "!tool Prisma must"],
        ),
        (
            "fi",
            "Edellytämme Netvisorin ja Lemonsoftin hallintaa.",
            &["tool Netvisorin must", "tool Lemonsoftin must"],
        ),
    ]);
    let text = "Edellytämme Procountorin osaamista.";
    let extraction = READER.extract(text, Some(Lang::Fi), Side::Vacancy);
    let tools: Vec<(String, u32, u32)> = extraction
        .tools
        .into_iter()
        .map(|t| (t.name, t.start, t.end))
        .collect();
    assert_eq!(tools, [("Procountorin".to_owned(), 12, 24)]);
}

#[test]
fn who_is_needed_is_sought() {
    of_advert(&[
        (
            "fi",
            "Ravintolaan tarvitaan kokkia ja toiseen vuoroon kirjanpitäjää, sillä meillä on paljon tekemistä ja vähän tekijöitä juuri nyt.",
            &["sought cook"],
        ),
        (
            "fi",
            "Kaipaamme porukkaan kokkia, joka ei pelkää aikaisia aamuja eikä pitkiä päiviä kiireisessä keittiössämme.",
            &["sought cook"],
        ),
        (
            "fi",
            "Hitsaajaa haemme, tulityökortti vaaditaan.",
            &["sought welder", "must card:hot_work"],
        ),
        (
            "sv",
            "Restaurang Havet i Vasa behöver en kock från och med mars, och du får börja genast om du vill det.",
            &["sought cook"],
        ),
        (
            "sv",
            "Vårt kök är i behov av en kock från och med mars, och du får börja genast om du vill det.",
            &["sought cook"],
        ),
        (
            "fi",
            "Emme tarvitse kokkia, mutta haemme kirjanpitäjää.",
            &["!sought cook"],
        ),
    ]);
}

#[test]
fn words_that_look_like_others_are_not_those() {
    of_advert(&[
        (
            "en",
            "You will love it here. We'd love it if you knew Swedish.",
            &["!should card:love", "!must card:love", "!nice card:love"],
        ),
        ("fi", "LOVe-lupa vaaditaan.", &["must card:love"]),
        (
            "sv",
            "Kock & Service Ab i Raseborg söker en bokförare.",
            &["!sought cook", "sought bookkeeper"],
        ),
    ]);
}

#[test]
fn the_letter_of_a_level_goes_before_the_word() {
    of_profile(&[
        (
            "fi",
            "Suomi sujuva C1, ruotsi tyydyttävä.",
            &["+language:fi:C1", "+language:sv:B1"],
        ),
        (
            "fi",
            "Kielitaito: suomi sujuva (C1), englanti B2",
            &["+language:fi:C1", "+language:en:B2"],
        ),
        ("en", "I am fluent in Finnish (C1).", &["+language:fi:C1"]),
        (
            "en",
            "I speak good English and a little Finnish.",
            &["+language:en:B2", "+language:fi:A2"],
        ),
        (
            "sv",
            "Jag talar bra engelska och lite finska.",
            &["+language:en:B2", "+language:fi:A2"],
        ),
        (
            "fi",
            "Puhun hyvää englantia ja vähän suomea.",
            &["+language:en:B2", "+language:fi:A2"],
        ),
        (
            "fi",
            "Puhun suomea äidinkielenä ja englantia auttavasti.",
            &["+language:fi:C2", "+language:en:A2"],
        ),
    ]);
    let level = |text: &str, id: &str| {
        let reading = vacancy("fi", text);
        reading
            .mentions
            .iter()
            .find(|m| m.id == id)
            .and_then(|m| m.level)
    };
    let text = "Edellytämme: suomi tai englanti työkielenä (riittävä B1).";
    assert_eq!(level(text, "language:fi"), Some(crate::domain::Cefr::B1));
    assert_eq!(level(text, "language:en"), Some(crate::domain::Cefr::B1));
}

#[test]
fn what_no_one_may_ask_is_told() {
    of_advert(&[
        (
            "fi",
            "Haemme alle 35-vuotiasta kokkia.",
            &["forbidden age", "sought cook"],
        ),
        ("fi", "Haemme myyjää, ikä 20–30 vuotta.", &["forbidden age"]),
        ("fi", "Etsimme nuorta sihteeriä.", &["forbidden age"]),
        ("fi", "Etsimme suomalaista kokkia.", &["forbidden origin"]),
        (
            "fi",
            "Toivomme 25–40-vuotiasta kokkia.",
            &["forbidden age", "sought cook"],
        ),
        ("sv", "Vi söker en kock under 30 år.", &["forbidden age"]),
        ("en", "Looking for a cook aged 20-30.", &["forbidden age"]),
        (
            "fi",
            "Edellytämme, ettei hakija ole raskaana.",
            &["forbidden family"],
        ),
        (
            "en",
            "We are looking for a candidate with no children.",
            &["forbidden family"],
        ),
        (
            "fi",
            "Palkkaamme vain miehiä varastoon.",
            &["forbidden sex"],
        ),
        (
            "sv",
            "Vi söker en ung och frisk kvinna.",
            &["forbidden age", "forbidden health", "forbidden sex"],
        ),
        (
            "fi",
            "Edellytämme erittäin hyvää terveyttä.",
            &["forbidden health"],
        ),
        (
            "fi",
            "Edellytämme kristillistä vakaumusta.",
            &["forbidden belief"],
        ),
    ]);
}

#[test]
fn what_sounds_like_what_no_one_may_ask_is_let_be() {
    of_advert(&[
        (
            "fi",
            "Edellytämme suomalaista ajokorttia.",
            &["!forbidden origin"],
        ),
        (
            "fi",
            "Edellytämme tervettä järkeä ja kykyä kohdata nuoria.",
            &["!forbidden health", "!forbidden age"],
        ),
        (
            "fi",
            "Haemme ohjaajaa, joka ohjaa nuoria.",
            &["!forbidden age"],
        ),
        (
            "fi",
            "Edellytämme vähintään 18 vuoden ikää.",
            &["!forbidden age"],
        ),
        (
            "en",
            "You must have at least 20 years of experience.",
            &["!forbidden age"],
        ),
        (
            "fi",
            "Hakijan tulee olla suomalainen ja kristitty.",
            &["forbidden origin", "forbidden belief"],
        ),
    ]);
}

#[test]
fn no_one_is_taken_without_it() {
    of_advert(&[
        (
            "fi",
            "Jos sinulla ei ole trukkikorttia, älä hae.",
            &["must card:forklift", "!not card:forklift"],
        ),
        (
            "fi",
            "Ilman trukkikorttia ei voi hakea.",
            &["must card:forklift", "!not card:forklift"],
        ),
        (
            "sv",
            "Utan körkort klarar du inte jobbet.",
            &["must driving:B", "!not driving:B"],
        ),
        (
            "fi",
            "Ajokortti ei ole välttämätön, mutta siitä on hyötyä.",
            &["nice driving:B"],
        ),
        (
            "sv",
            "Körkort är inte nödvändigt men meriterande.",
            &["nice driving:B"],
        ),
        (
            "sv",
            "Körkort är inget krav, men underlättar.",
            &["nice driving:B"],
        ),
        (
            "fi",
            "Anniskelupassista on etua.",
            &["nice card:alcohol_serving"],
        ),
        (
            "fi",
            "Kelpoisuusehtona on hygieniapassi.",
            &["must card:hygiene"],
        ),
        (
            "fi",
            "Ajokortti ei ole välttämätön, mutta hygieniapassista on hyötyä.",
            &["not driving:B", "nice card:hygiene"],
        ),
        ("fi", "Pärjäät ilman ajokorttia.", &["!must driving:B"]),
        (
            "fi",
            "Yhdistelmäajokortti on pakollinen.",
            &["must driving:CE"],
        ),
    ]);
}

#[test]
fn work_of_others_is_not_asked() {
    of_advert(&[
        (
            "fi",
            "Työskentelet yhdessä kokkien ja kirjanpitäjien kanssa. Haemme hitsaajaa.",
            &["!sought cook", "!sought bookkeeper", "sought welder"],
        ),
        (
            "en",
            "You will work closely with cooks and welders. We seek a bookkeeper.",
            &["!sought cook", "!sought welder", "sought bookkeeper"],
        ),
        (
            "en",
            "Our sister company employs cooks and welders. We seek a bookkeeper.",
            &["!sought cook", "!sought welder", "sought bookkeeper"],
        ),
        (
            "sv",
            "Vi söker en kock. Vi har utfört svetsning åt kunder sedan 1972.",
            &["!should welding", "!must welding"],
        ),
    ]);
}

#[test]
fn ones_own_time_is_not_anothers() {
    of_profile(&[
        (
            "en",
            "I worked as a cook in Nepal for six years and as a welder in Helsinki since 2023.",
            &["work:cook:6", "work:welder:3"],
        ),
        (
            "fi",
            "Autoin äitiäni kolme vuotta. Sitä ennen olin hitsaaja kesällä 2018 ja puoli vuotta kokkina.",
            &["+welder", "+cook"],
        ),
        (
            "fi",
            "Veljeni on kokki. Sitä ennen olin hitsaaja viisi vuotta.",
            &["!+cook", "work:welder:5"],
        ),
    ]);
    for text in [
        "Autoin äitiäni omaishoitajana kolme vuotta. Sitä ennen olin postinjakaja.",
        "I worked as a cook for six years.",
    ] {
        assert_eq!(READER.side(text, None), Side::Profile, "{text}");
    }
    for text in [
        "Krav: hygienpass.",
        "Flytande finska och goda kunskaper i svenska krävs.",
    ] {
        let extraction = READER.extract(text, None, READER.side(text, None));
        assert_eq!(extraction.side, Side::Vacancy, "{text}");
    }
}
