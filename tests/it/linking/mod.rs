//! Phrases linked to a municipality's old list of codes, which is in nobody's taxonomy: made up for
//! this test, in the words such lists were written in. With the built-in taxonomy and without
//! libvoikko, so that the answer is the same on every machine.

use std::fmt::Write as _;

use kohtaanto::domain::{ConceptKind, Lang};
use kohtaanto::taxonomy::Taxonomy;
use kohtaanto::text::{Linker, Reader};

const LIST: &str = include_str!("municipal_codes.tsv");

/// What people write today, in their own words and forms, and in two other languages.
const PHRASES: &[&str] = &[
    "Sairaanhoitaja, kotihoito",
    "lähihoitajia vanhainkotiin",
    "laitoshuoltaja",
    "laitoshuoltaja iltavuoroon Tampereelle",
    "rekkakuski",
    "bussikuski",
    "kaivinkoneenkuljettaja",
    "koodari",
    "it-tuki",
    "putkimies",
    "sähkömies",
    "raksamies",
    "varastotyöntekijä",
    "kiinteistöhuoltaja",
    "koulunkäynninohjaaja",
    "varhaiskasvatuksen opettaja",
    "suurtalouskokki",
    "keittiötyöntekijä",
    "hitsari",
    "järjestyksenvalvoja",
    "palkkasihteeri",
    "sjukskötare",
    "städare",
    "truck driver",
    "xyzzy",
];

fn list() -> Vec<(String, String)> {
    LIST.lines()
        .filter_map(|line| line.split_once('\t'))
        .map(|(id, label)| (id.to_owned(), label.to_owned()))
        .collect()
}

#[test]
fn a_municipalitys_old_codes_are_found_by_todays_words() {
    let reader = Reader::new(Taxonomy::starter(), None, &[]);
    let linker = Linker::new(&reader, list(), ConceptKind::Occupation, Some(Lang::Fi));
    let mut answers = String::new();
    for phrase in PHRASES {
        let links = linker.link(&reader, phrase, 1);
        let shown: Vec<String> = links
            .iter()
            .map(|l| format!("{} {}", l.id, l.label))
            .collect();
        writeln!(answers, "{phrase}: {}", shown.join(" · ")).unwrap();
    }
    insta::assert_snapshot!("municipal_codes", answers);
}

#[test]
fn an_id_that_repeats_is_answered_once() {
    let reader = Reader::new(Taxonomy::starter(), None, &[]);
    let linker = Linker::new(&reader, list(), ConceptKind::Occupation, Some(Lang::Fi));
    let links = linker.link(&reader, "lähihoitaja tai perushoitaja", 10);
    let of = links.iter().filter(|l| l.id == "2014").count();
    assert_eq!(of, 1, "{links:?}");
}

#[test]
fn a_list_of_another_language_is_linked_by_its_own_labels() {
    let reader = Reader::new(Taxonomy::starter(), None, &[]);
    let danish = vec![
        ("a".to_owned(), "sygeplejerske".to_owned()),
        ("b".to_owned(), "lastbilchauffør".to_owned()),
    ];
    let linker = Linker::new(&reader, danish, ConceptKind::Occupation, None);
    let links = linker.link(&reader, "Sygeplejersker på hospital", 1);
    assert_eq!(links[0].id, "a");
    assert!(linker.link(&reader, "", 5).is_empty());
}
