//! What is no one's business is no evidence; the work done for others is.

use super::{hold, label, profile};
use crate::domain::{FieldRef, Mention};

/// All that a profile's words are evidence of: names of concepts, `years:N`, and `word:W`.
fn evidence(lang: &str, text: &str) -> Vec<String> {
    let reading = profile(lang, text);
    let years = |m: &Mention| m.years.filter(|y| *y > 0).map(|y| format!("years:{y}"));
    let mut all: Vec<String> = reading.mentions.iter().map(label).collect();
    all.extend(reading.mentions.iter().filter_map(years));
    all.extend(reading.words.iter().map(|w| format!("word:{}", w.base)));
    all
}

#[test]
fn what_somebody_tells_of_themselves_is_no_evidence() {
    let told = [
        ("fi", "Olen yksinhuoltaja."),
        ("fi", "Olen kahden lapsen isä."),
        ("fi", "Olen viisikymppinen leski."),
        ("fi", "Olen eläkeläinen."),
        ("fi", "Olen kotoisin Ukrainasta."),
        ("fi", "Olen irakilainen."),
        ("fi", "Olen lähtöisin Somaliasta."),
        ("fi", "Uskonto: helluntailaisuus."),
        ("fi", "Olen vapaakirkon jäsen."),
        ("fi", "Kuulun helluntaiseurakuntaan."),
        ("fi", "Olen Metalliliiton jäsen."),
        ("fi", "Olen Rakennusliiton luottamushenkilö."),
        ("fi", "Kuulun Sähköliittoon."),
        ("fi", "Minulla on todettu ADHD."),
        ("fi", "Minulla on selkävaiva."),
        ("fi", "Minulla on niskakipuja."),
        ("fi", "Sairastan nivelreumaa."),
        ("fi", "Nimeni on Pekka Kokki."),
        ("fi", "Nimi: Matti Hitsaaja."),
        ("fi", "Asun osoitteessa Sepäntie 4."),
        ("sv", "Jag är tvåbarnsfar."),
        ("sv", "Jag är trebarnsmamma."),
        ("sv", "Jag är frånskild förälder."),
        ("sv", "Jag heter Björn Smed."),
        ("sv", "Jag kommer från Ukraina."),
        ("sv", "Jag är finska."),
        ("sv", "Jag tillhör svenska församlingen."),
        ("sv", "Jag är medlem i Metallförbundet."),
        ("sv", "Jag lider av ryggbesvär."),
        ("sv", "Jag har diabetes."),
        ("sv", "Religion: pingstvän."),
        ("en", "I am a single father."),
        ("en", "I am a widow."),
        ("en", "I am Ukrainian."),
        ("en", "I come from Ukraine."),
        ("en", "I am a Christian."),
        ("en", "I am a Pentecostal."),
        ("en", "My name is Carpenter Smith."),
        ("en", "I am a member of the Metal Workers' Union."),
        ("en", "I suffer from depression."),
        ("en", "I have epilepsy."),
        ("en", "I was diagnosed with autism."),
        ("en", "Religion: Catholic."),
    ];
    let wrong: Vec<String> = told
        .iter()
        .map(|(lang, text)| (text, evidence(lang, text)))
        .filter(|(_, found)| !found.is_empty())
        .map(|(text, found)| format!("{text} {found:?}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn how_old_somebody_is_is_no_time_at_work() {
    hold(
        &[
            ("fi", "Olen 47 vuotta vanha hitsaaja.", &["!years:47"]),
            ("sv", "Jag är 47 år gammal. Jag är kock.", &["!years:47"]),
            ("en", "I am a 47 years old welder.", &["!years:47"]),
            ("en", "I have been a welder for 7 years.", &["years:7"]),
            ("sv", "Jag har jobbat som kock i 7 år.", &["years:7"]),
        ],
        evidence,
    );
}

#[test]
fn the_work_done_for_others_is_work() {
    hold(
        &[
            ("fi", "Osaan ukrainaa.", &["language:uk"]),
            ("sv", "Jag talar ukrainska.", &["language:uk"]),
            ("en", "I am fluent in Ukrainian.", &["language:uk"]),
            (
                "en",
                "I am from Kyiv and I speak Ukrainian.",
                &["language:uk"],
            ),
            ("fi", "Olen sairaanhoitaja.", &["registered nurse"]),
            ("fi", "Olen kotoisin Ukrainasta ja olen kokki.", &["cook"]),
            ("fi", "Asun Tampereella, ammatiltani kokki.", &["cook"]),
            ("sv", "Jag bor i Vasa och har jobbat som kock.", &["cook"]),
            ("en", "My name is Anna and I am a cook.", &["cook"]),
            ("en", "I live in Vaasa and work as a cook.", &["cook"]),
            ("en", "I was a member of the welding team.", &["word:weld"]),
            ("fi", "Olen tehnyt vammaistyötä.", &["disability work"]),
            (
                "fi",
                "Työskentelin mielenterveystyössä.",
                &["mental health medicine"],
            ),
            (
                "fi",
                "Osaan laskea uunin raskaan kuorman.",
                &["word:uunin", "word:raskas"],
            ),
        ],
        evidence,
    );
}

/// Nor is what ails somebody, or their faith, a skill where they list it as one in words.
#[test]
fn what_is_listed_as_a_skill_is_one_only_where_it_is_work() {
    let listed = |text: &str| {
        let profile =
            serde_json::json!({ "skills": [{ "text": text }], "text": { "fi": "Olen kokki." } });
        let reading = super::READER.read_profile(&serde_json::from_value(profile).unwrap());
        let of_skill = |field: &FieldRef| matches!(field, FieldRef::Skill(_));
        let mentions = reading.mentions.iter().filter(|m| of_skill(&m.field));
        let words = reading.words.iter().filter(|w| of_skill(&w.field));
        mentions
            .map(label)
            .chain(words.map(|w| w.base.clone()))
            .collect::<Vec<_>>()
    };
    for text in [
        "ADHD",
        "autismi",
        "diabetes",
        "epilepsia",
        "kristinusko",
        "muslimi",
    ] {
        assert_eq!(listed(text), [""; 0], "{text}");
    }
    for text in ["vammaistyö", "mielenterveystyö", "hitsaus"] {
        assert_ne!(listed(text), [""; 0], "{text}");
    }
}
