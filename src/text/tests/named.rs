//! Words that can name something of the work, and names that stand in each other's way.

use super::{Case, READER, hold, vacancy};
use crate::domain::Lang;
use crate::text::Side;

/// The words of an advert that are looked for in people: what nothing covers, without the fillers.
fn words(lang: &str, text: &str) -> Vec<String> {
    let reading = vacancy(lang, text);
    let fillers = &reading.facts.fillers;
    let words = reading.words.iter();
    let kept = words.filter(|word| !fillers.contains(&word.base));
    kept.map(|word| word.span.of(text).to_lowercase()).collect()
}

#[track_caller]
fn check_words(cases: &[Case]) {
    hold(cases, words);
}

#[test]
fn verbs_qualities_days_and_everyday_nouns_are_not_looked_for() {
    check_words(&[
        (
            "fi",
            "Vuokraamme ajavaa henkilöä huomenna. Oleva pätevyyttä vaativa työ on monipuolista.",
            &[
                "!ajavaa",
                "!huomenna",
                "!oleva",
                "!pätevyyttä",
                "!monipuolista",
            ],
        ),
        (
            "fi",
            "Kesätyöntekijä saa työkielekseen suomen. Työkielemme on suomi. Huumori auttaa.",
            &[
                "!kesätyöntekijä",
                "!työkielekseen",
                "!työkielemme",
                "!huumori",
            ],
        ),
        (
            "en",
            "You will write and maintain until the central thing is already enough.",
            &[
                "!write",
                "!maintain",
                "!until",
                "!central",
                "!already",
                "!enough",
            ],
        ),
        (
            "sv",
            "Du ska klara minst tre timmar och visa gemensamma saker.",
            &["!klara", "!minst", "!gemensamma", "!timmar"],
        ),
    ]);
}

#[test]
fn own_names_signs_and_compounds_are_looked_for() {
    check_words(&[
        (
            "fi",
            "Palvelet kalatiskillä ja korjaat lämmönjakohuoneita. Käytössä on Netvisor.",
            &["kalatiskillä", "lämmönjakohuoneita", "netvisor"],
        ),
        ("fi", "Arvostamme KLT-tutkintoa.", &["klt-tutkintoa"]),
        (
            "fi",
            "Työpaikka on Hervannassa. Lisätietoja antaa Virtanen.",
            &["!hervannassa", "!virtanen"],
        ),
        ("en", "We use Kubernetes here.", &["kubernetes"]),
    ]);
}

#[test]
fn a_deed_that_names_an_occupation_hides_no_skill() {
    let asks = super::asked::claims;
    hold(
        &[
            (
                "en",
                "We are looking for a versatile person.\nYour tasks:\n- Weld stainless steel\n- Help others",
                &["should welding methods"],
            ),
            (
                "fi",
                "Etsimme osaajaa.\nTyötehtävät:\n- Hitsaat terästä\n- Autat muita",
                &["should welding methods"],
            ),
        ],
        asks,
    );
}

#[test]
fn a_verb_alone_is_nobody_who_is_sought() {
    let asks = super::asked::claims;
    hold(
        &[
            (
                "fi",
                "Etsimme operaattoria siivoamaan konetta.",
                &["!sought building cleaner"],
            ),
            (
                "fi",
                "Edellytämme insinöörin tutkintoa.",
                &["!must engineer", "!must design engineer"],
            ),
            (
                "fi",
                "Haemme kirvesmiestä.",
                &["sought construction carpenter", "!should carpentry"],
            ),
        ],
        asks,
    );
}

#[test]
fn what_others_do_or_nobody_need_know_is_not_asked() {
    let asks = super::asked::claims;
    hold(
        &[
            (
                "fi",
                "Hitsaustyöt tekee aliurakoitsija.",
                &["!should welding methods"],
            ),
            (
                "fi",
                "Siivouksesta vastaa oma tiimi.",
                &[
                    "!should conduct cleaning tasks",
                    "!should cleaning techniques",
                ],
            ),
            (
                "fi",
                "Hitsaus kuuluu taloon, mutta sitä ei tarvitse osata.",
                &["!should welding methods"],
            ),
        ],
        asks,
    );
}

#[test]
fn the_statute_s_eligibility_is_a_permit_of_the_occupation() {
    let text = "Haemme varhaiskasvatuksen opettajaa. Edellytämme varhaiskasvatuslain mukaista kelpoisuutta.";
    let other = "Vi söker en barnskötare till daghemmet. Behörighetskravet är examen enligt lagen om småbarnspedagogik, till exempel närvårdare.";
    hold(
        &[
            ("fi", text, &["must qualification:ece_teacher"]),
            ("sv", other, &["!must title:practical_nurse"]),
        ],
        super::asked::claims,
    );
}

#[test]
fn ones_own_work_beside_a_relative_is_read() {
    hold(
        &[
            (
                "fi",
                "Työskentelin veljeni firmassa hitsaajana viisi vuotta.",
                &["work:welder:5"],
            ),
            (
                "fi",
                "Siskoni on kokki ja olen oppinut paljon.",
                &["!+cook"],
            ),
            ("fi", "Veljeni ajaa rekkaa.", &["!+cargo vehicle driver"]),
        ],
        super::said::claims,
    );
}

#[test]
fn a_text_is_read_in_its_own_language_whatever_was_said_of_it() {
    let text = "Etsimme lähihoitajaa, jolla on ajokortti ja hygieniapassi.";
    let read = |lang| READER.extract(text, Some(lang), Side::Vacancy);
    assert_eq!(read(Lang::En), read(Lang::Fi));
    assert_eq!(
        READER
            .extract("nurse", Some(Lang::En), Side::Vacancy)
            .language,
        Some(Lang::En)
    );
}

#[test]
fn words_that_nothing_names_are_shown_whole() {
    let read = READER.extract(
        "Osaat xyzzyttää viisi vuotta.",
        Some(Lang::Fi),
        Side::Vacancy,
    );
    assert_eq!(read.unmatched, ["xyzzyttää"]);
}

#[test]
fn english_strong_verbs_are_led_back() {
    hold(
        &[(
            "en",
            "I taught mathematics for two years.",
            &["+teaching methods"],
        )],
        super::said::claims,
    );
}
