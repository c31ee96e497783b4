//! Text that no one wrote for a reader: what is pasted, scanned, broken or in another tongue. With the
//! built-in taxonomy and without libvoikko.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use kohtaanto::domain::{Lang, Need};
use kohtaanto::score::{Ask, ask};
use kohtaanto::taxonomy::Taxonomy;
use kohtaanto::text::{Extraction, Reader, Side};
use proptest::prelude::*;

#[path = "../../fuzz/laws.rs"]
mod laws;

static READER: LazyLock<Reader> = LazyLock::new(|| Reader::new(Taxonomy::starter(), None, &[]));

const ADVERT: &str =
    "Etsimme lähihoitajaa Tampereelle. Edellytämme B-ajokorttia ja hygieniapassia.";

fn read(text: &str) -> Extraction {
    READER.extract(text, None, Side::Vacancy)
}

/// What was found, with what is written there.
fn found(text: &str) -> Vec<(String, String)> {
    let letters: Vec<char> = text.chars().collect();
    read(text)
        .concepts
        .into_iter()
        .map(|c| {
            let span = &letters[c.start as usize..c.end as usize];
            (c.id, span.iter().collect())
        })
        .collect()
}

fn ids(text: &str) -> Vec<String> {
    found(text).into_iter().map(|(id, _)| id).collect()
}

#[test]
fn the_corpus_of_the_fuzzer_is_replayed() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/corpus/read_text");
    let mut read = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let bytes = fs::read(entry.unwrap().path()).unwrap();
        laws::hold_for(&READER, &String::from_utf8_lossy(&bytes));
        read += 1;
    }
    assert!(read >= 20, "the corpus is there");
}

#[test]
fn a_megabyte_of_one_word_is_read() {
    for word in ["hoitaja", "ä", "sairaan-", "<", "&", "👍🏽", "ei ", "\u{308}"] {
        let text = word.repeat(1_000_000 / word.len());
        let letters = text.chars().count();
        assert!(
            read(&text)
                .concepts
                .iter()
                .all(|c| c.end as usize <= letters)
        );
    }
}

#[test]
fn marks_that_nobody_sees_change_nothing() {
    let plain = ids(ADVERT);
    assert!(plain.len() >= 3, "{plain:?}");
    for text in [
        ADVERT.replace("hoitaja", "hoi\u{200B}taja"),
        ADVERT.replace("ajokortti", "ajo\u{AD}kortti"),
        ADVERT.replace('ä', "a\u{308}"),
        format!("\u{FEFF}\u{202B}{ADVERT}\u{202C}"),
        ADVERT.replace("lähi", "\u{200F}lähi"),
        ADVERT.replace(' ', "\u{A0}"),
    ] {
        assert_eq!(ids(&text), plain, "{text:?}");
    }
}

#[test]
fn an_offset_counts_the_characters_as_given() {
    let text = ADVERT
        .replace('ä', "a\u{308}")
        .replace("Etsimme", "👩🏽‍⚕️ Etsimme");
    let found = found(&text);
    assert_eq!(found[0].1, "la\u{308}hihoitajaa", "{found:?}");
}

#[test]
fn a_pasted_web_page_is_read_as_its_words() {
    let page = "<div class=\"hoitaja\"><p>Etsimme kokkia.</p><ul><li>Edellytämme hygieniapassia</li></ul></div>";
    let of_page = ids(page);
    assert_eq!(of_page, ids("Etsimme kokkia. Edellytämme hygieniapassia"));
    assert!(of_page.contains(&"card:hygiene".to_owned()), "{of_page:?}");
}

/// What an advert asks in the end.
fn asked(vacancy: serde_json::Value) -> Ask {
    let vacancy = serde_json::from_value(vacancy).unwrap();
    ask::resolve(
        &vacancy,
        &READER.read_vacancy(&vacancy),
        &Taxonomy::starter(),
    )
}

fn words(ask: &Ask) -> Vec<&str> {
    ask.words.iter().map(|w| w.written.as_str()).collect()
}

#[test]
fn a_part_that_names_what_is_asked_is_no_word_besides() {
    let advert = |text: &str| asked(serde_json::json!({"id": "V", "description": {"fi": text}}));
    let of_concept = advert("Edellytämme Python-osaamista. Työssä on python-koodikannattimia.");
    let python = |w: &&str| w.starts_with("python");
    assert!(
        !words(&of_concept).iter().any(python),
        "{:?}",
        words(&of_concept)
    );
    let tool = advert("Edellytämme Procountorin hallintaa.");
    let by_name = tool.skills.iter().filter(|s| s.concept.is_none());
    assert_eq!(by_name.count(), 1, "{:?}", tool.skills);
    assert!(words(&tool).is_empty(), "{:?}", words(&tool));
}

#[test]
fn one_version_of_an_advert_is_asked_for_its_words() {
    let ask = asked(serde_json::json!({
        "id": "V",
        "title": {"fi": "Kesätyöntekijä, iltakassa", "sv": "Sommarjobbare, kvällskassa", "en": "Summer worker, evening till"},
        "description": {"fi": "Vastaat yksin iltakassasta.", "sv": "Du ansvarar ensam för kvällskassan.", "en": "You are alone at the evening till."},
    }));
    let foreign = |w: &&str| {
        ["kväll", "ensam", "alone", "evening"]
            .iter()
            .any(|f| w.starts_with(f))
    };
    assert!(!words(&ask).iter().any(foreign), "{:?}", words(&ask));
}

#[test]
fn a_trait_decides_no_group() {
    let ask = asked(serde_json::json!({
        "id": "V", "description": {"fi": "Edellytämme itsenäistä työotetta, joustavuutta ja huolellisuutta."}
    }));
    assert!(!ask.skills.is_empty());
    assert!(
        ask.skills.iter().all(|s| s.need != Need::Must),
        "{:?}",
        ask.skills
    );
}

#[test]
fn a_word_cut_at_the_end_of_a_line_is_whole() {
    let scanned = "Etsimme sairaan-\nhoitajaa. Edellytämme hygienia-\r\npassia.";
    let plain = "Etsimme sairaanhoitajaa. Edellytämme hygieniapassia.";
    assert_eq!(ids(scanned), ids(plain));
}

#[test]
fn a_fourth_language_is_said_to_be_none_of_the_three() {
    let text = "Мы ищем опытного сварщика на полный рабочий день в нашу компанию.";
    let read = read(text);
    assert_eq!(read.language, None);
    assert!(read.concepts.is_empty(), "{:?}", read.concepts);
    assert_eq!(READER.language(ADVERT), Some(Lang::Fi));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_text_keeps_the_laws(text in "\\PC{0,60}|([a-zåäö]{1,12}[ ,.\n<>&;:#+\u{308}\u{200B}\u{AD}-]{0,2}){0,12}") {
        laws::hold_for(&READER, &text);
    }

    #[test]
    fn an_advert_broken_anywhere_keeps_the_laws(at in 0_usize..ADVERT.chars().count(), with in "\\PC|[\u{0}-\u{1f}]|\u{308}|\u{200D}|\u{202E}|<|&|-\n") {
        let mut text: String = ADVERT.chars().take(at).collect();
        text.push_str(&with);
        text.extend(ADVERT.chars().skip(at));
        laws::hold_for(&READER, &text);
    }
}
