//! What jobseekers say of themselves in sentences, in three languages.

use super::{Case, hold, label, profile};
use crate::domain::{Cefr, RightToWorkKind, Shift, Stance};

/// What a text says, as short claims: `+card:hygiene` held, `-driving:B` denied, `~cook` wished, `work:cook:7`.
pub(super) fn claims(lang: &str, text: &str) -> Vec<String> {
    let reading = profile(lang, text);
    let reading = reading.told();
    let mut claims: Vec<String> = Vec::new();
    for mention in &reading.mentions {
        let sign = match mention.stance {
            Stance::Stated => '+',
            Stance::Denied => '-',
            Stance::Wished => '~',
            Stance::Studied => '*',
        };
        let name = label(mention);
        let level = mention
            .level
            .map_or(String::new(), |l| format!(":{}", l.as_str()));
        claims.push(format!("{sign}{name}{level}"));
        if let Some(years) = mention.years.filter(|_| mention.stance == Stance::Stated) {
            claims.push(format!("work:{name}:{years}"));
        }
    }
    let facts = &reading.facts;
    claims.extend(
        facts
            .right_to_work
            .map(|(kind, hours)| match (kind, hours) {
                (RightToWorkKind::HoursLimited, Some(hours)) => {
                    format!("right:hours:{}", hours / 10)
                }
                (kind, _) => format!("right:{}", kind.as_str()),
            }),
    );
    claims.extend(
        facts
            .level_shown
            .map(|l: Cefr| format!("shows:{}", l.as_str())),
    );
    claims.extend(facts.full_time.map(|full| format!("full:{full}")));
    claims.extend(facts.own_car.map(|car| format!("car:{car}")));
    let shifts: Vec<&str> = facts.shifts.iter().map(|s: &Shift| s.as_str()).collect();
    claims.push(format!("shifts:{}", shifts.join(",")));
    if facts.bare_list {
        claims.push("list".to_owned());
    }
    let parts = facts.lists.iter();
    claims.extend(parts.map(|list| if list.copied { "copied" } else { "part" }.to_owned()));
    claims
}

#[track_caller]
fn check(cases: &[Case]) {
    hold(cases, claims);
}

#[test]
fn a_permit_that_lapsed_or_is_applied_for_is_not_held() {
    check(&[
        (
            "fi",
            "Tulityökortti meni vanhaksi syyskuussa.",
            &["-card:hot_work"],
        ),
        (
            "fi",
            "Hygieniapassi on, ensiapukortti vanhentunut.",
            &["+card:hygiene", "-card:first_aid"],
        ),
        ("fi", "Trukkikurssia en ole käynyt.", &["-card:forklift"]),
        ("fi", "Mulla ei oo ajokorttia.", &["-driving:B"]),
        (
            "fi",
            "Työturvakortti uusittiin viime talvena.",
            &["+card:occupational_safety"],
        ),
        (
            "fi",
            "Tulityö- sekä työturvakortti ovat lompakossa.",
            &["+card:hot_work", "+card:occupational_safety"],
        ),
        (
            "fi",
            "Ajokortti on hyllyllä, ajokielto jatkuu elokuuhun.",
            &["-driving:B"],
        ),
        (
            "fi",
            "Kuorma-autokortti kiinnostaisi.",
            &["~driving:C", "!+driving:C"],
        ),
        ("sv", "Hygienpasset gick ut i våras.", &["-card:hygiene"]),
        (
            "sv",
            "Jag har inget körkort, men truckkort har jag.",
            &["-driving:B", "+card:forklift"],
        ),
        (
            "sv",
            "Jag har en giltig legitimation som sjukskötare.",
            &["+licence:nurse"],
        ),
        ("en", "My hygiene passport has expired.", &["-card:hygiene"]),
        (
            "en",
            "I have a forklift licence but no driving licence.",
            &["+card:forklift", "-driving:B"],
        ),
    ]);
}

#[test]
fn the_licence_named_by_its_class_is_the_whole_licence() {
    check(&[
        (
            "fi",
            "Kortti on B ja auto on.",
            &["+driving:B", "-driving:C", "-driving:CE"],
        ),
        (
            "fi",
            "Kuorma-autokortti on C.",
            &["+driving:C", "-driving:CE"],
        ),
        (
            "fi",
            "Minulla on B-ajokortti.",
            &["+driving:B", "!-driving:C"],
        ),
        (
            "sv",
            "Körkort: BC.",
            &["+driving:B", "+driving:C", "-driving:CE"],
        ),
    ]);
}

#[test]
fn registration_belongs_to_the_occupation_of_the_text() {
    check(&[
        (
            "fi",
            "Olen sairaanhoitaja, laillistus kunnossa.",
            &["+licence:nurse"],
        ),
        (
            "fi",
            "Olen sairaanhoitaja. Laillistushakemus on jätetty.",
            &["-licence:nurse", "!+licence:nurse"],
        ),
        (
            "fi",
            "Fysioterapeuttina toimin viisi vuotta. Laillistus on vireillä.",
            &["-licence:physiotherapist"],
        ),
    ]);
}

#[test]
fn the_right_to_work_is_read_and_no_origin() {
    check(&[
        (
            "fi",
            "Olen hakenut oleskelulupaa, mutta työnteko-oikeutta minulla ei vielä ole.",
            &["right:none"],
        ),
        (
            "fi",
            "Oleskelulupani on opiskelijan lupa, jolla saan tehdä töitä 30 tuntia viikossa.",
            &["right:hours:30"],
        ),
        (
            "fi",
            "Minulla on pysyvä oleskelulupa.",
            &["right:unrestricted"],
        ),
        (
            "fi",
            "Olen EU-kansalainen ja muutin Turkuun keväällä.",
            &["right:unrestricted"],
        ),
        (
            "fi",
            "Työlupa on päättynyt ja jatkolupahakemus vireillä.",
            &["!right:none"],
        ),
        (
            "fi",
            "Saan tehdä töitä missä vain.",
            &["!right:none", "!right:unrestricted"],
        ),
        (
            "fi",
            "Olen kirjoilla EU:n ulkopuolelta, en saa vielä työskennellä.",
            &["right:none"],
        ),
        (
            "fi",
            "C-kortti on muttei trukkikorttia.",
            &["+driving:C", "-card:forklift"],
        ),
        (
            "sv",
            "Mitt uppehållstillstånd är permanent.",
            &["right:unrestricted"],
        ),
        ("sv", "Jag väntar på arbetstillstånd.", &["right:none"]),
        (
            "en",
            "My residence permit application is still pending.",
            &["right:none"],
        ),
        ("en", "I am an EU citizen.", &["right:unrestricted"]),
        (
            "en",
            "I have a permanent residence permit.",
            &["right:unrestricted"],
        ),
    ]);
}

#[test]
fn work_done_is_told_from_work_wished_studied_or_seen() {
    check(&[
        (
            "fi",
            "Olen hitsaaja, kahdeksan vuotta konepajalla.",
            &["work:welder:8"],
        ),
        ("fi", "Hitsaaja, kolmetoista vuotta.", &["work:welder:13"]),
        (
            "fi",
            "Työskentelin kirjanpitäjänä 2015–2019.",
            &["work:bookkeeper:4"],
        ),
        (
            "fi",
            "Haaveilen hitsaajan työstä.",
            &["~welder", "!work:welder:0"],
        ),
        (
            "fi",
            "Haluaisin oppia kirvesmieheksi.",
            &["~construction carpenter"],
        ),
        ("fi", "Valmistuin keväällä kokiksi.", &["*cook"]),
        (
            "fi",
            "Kirvesmiehen ammattitutkinto on.",
            &["*construction carpenter"],
        ),
        (
            "fi",
            "Lamput vaihtoi aina sähköasentaja.",
            &["!work:electrician:0"],
        ),
        (
            "fi",
            "Olen ajanut rekkaa vuodesta 2012.",
            &["work:truck driver:14"],
        ),
        ("sv", "Jag har arbetat som kock i sex år.", &["work:cook:6"]),
        ("sv", "Jag vill bli kock.", &["~cook"]),
        (
            "en",
            "I worked as a cook for three years.",
            &["work:cook:3"],
        ),
        ("en", "I would like to become a welder.", &["~welder"]),
    ]);
}

#[test]
fn limits_of_time_are_wishes_and_past_shifts_are_none() {
    check(&[
        ("fi", "Etsin päivätöitä.", &["shifts:day"]),
        (
            "fi",
            "En voi tehdä yövuoroja.",
            &["shifts:day,evening,weekend"],
        ),
        (
            "fi",
            "Olen tehnyt kolmivuoroa ja iltavuoroja.",
            &["shifts:"],
        ),
        ("fi", "Haen osa-aikaista työtä.", &["full:false"]),
        ("fi", "Autoa minulla ei ole.", &["car:false"]),
        ("fi", "Vuorot käyvät ja auto on.", &["car:true"]),
        ("sv", "Jag söker heltid.", &["full:true"]),
        (
            "sv",
            "Jag kan inte arbeta nattskift.",
            &["shifts:day,evening,weekend"],
        ),
        ("en", "I am looking for part-time work.", &["full:false"]),
        ("en", "I do not have a car.", &["car:false"]),
    ]);
}

#[test]
fn sentences_show_a_language_and_a_list_shows_nothing() {
    check(&[
        (
            "fi",
            "Olen hoitanut kauppaa kymmenen vuotta ja pidän siitä, kun asiakkaat lähtevät tyytyväisinä kotiin.",
            &["shows:C1"],
        ),
        (
            "fi",
            "Minä tekee ruoka 7 vuosi ravintola Nepal ja Tampere, osaa iso pata ja curry.",
            &["shows:A2"],
        ),
        (
            "fi",
            "kokki, lounasravintola, perusruoka, salaatit, erityisruokavaliot, hygieniapassi",
            &["list", "!shows:C1"],
        ),
        (
            "sv",
            "barnskötare, lek, utevistelse, måltider, vila, hygienpass",
            &["list"],
        ),
        (
            "en",
            "developer TypeScript React Node Docker SQL",
            &["list"],
        ),
        (
            "fi",
            "Suomi sujuu hyvin, englantia vähän, ruotsia en osaa.",
            &["+language:fi:B2", "+language:en:A2", "-language:sv"],
        ),
    ]);
}

#[test]
fn private_life_is_not_read() {
    check(&[
        ("fi", "Lastenhoito järjestyy mummolassa.", &["!+child care"]),
        ("fi", "Sukunimeni on Kokki.", &["!+cook"]),
        ("fi", "Harrastan hitsausta.", &["!+welding"]),
    ]);
}

#[test]
fn a_relatives_trade_is_not_ones_own() {
    check(&[
        ("fi", "Vaimo on kokki.", &["!+cook"]),
        (
            "fi",
            "Mies on kokki ja minä hitsaaja.",
            &["!+cook", "+welder"],
        ),
        ("fi", "Isä oli hitsaaja.", &["!+welder"]),
        ("sv", "Frun är kock.", &["!+cook"]),
        ("en", "Husband is a cook.", &["!+cook"]),
        (
            "fi",
            "Olen kokki, mies on hitsaaja.",
            &["+cook", "!+welder"],
        ),
    ]);
}

#[test]
fn the_level_of_one_language_is_not_the_next_ones() {
    check(&[
        (
            "fi",
            "suomi äidinkieli ruotsi koulusta huono",
            &["+language:fi:C2", "+language:sv:A2"],
        ),
        (
            "fi",
            "Puhun suomea ja ruotsia sujuvasti.",
            &["+language:fi:B2", "+language:sv:B2"],
        ),
    ]);
}

#[test]
fn words_of_the_trades_are_read() {
    check(&[
        (
            "fi",
            "Yhdistelmäajoneuvokuski 20 vuotta.",
            &["work:truck driver:20"],
        ),
        ("fi", "Digikortti voimassa.", &["+card:tachograph"]),
    ]);
}

/// What somebody copied from an advert lends nothing to the sentence that stands beside it, and gets
/// nothing from it; who answers in a few words is read all the same.
#[test]
fn a_copied_list_is_no_evidence_beside_a_sentence() {
    check(&[
        (
            "fi",
            "Hitsaaja, 10 v. Tulityökortti, B-kortti. MIG, TIG.",
            &["+card:hot_work", "+driving:B", "!copied", "!part"],
        ),
        (
            "fi",
            "Hygieniapassi voimassa. B-kortti löytyy. Iltavuorot käyvät. Trukkikortti uusittu. Oma auto. Aloitus heti. Asun Nokialla.",
            &["+card:hygiene", "+driving:B", "+card:forklift", "!copied"],
        ),
        (
            "fi",
            "Osaan lavauksen, keräilyn, pakkauksen, inventoinnin, trukilla ajon, kuormien purun, lähetysten tarkistuksen ja saapuvan tavaran, tulityökortti",
            &["+card:hot_work", "!copied"],
        ),
        (
            "fi",
            "Olen siivooja ja minulla on B-kortti.\nHaemme, nyt, kokkia, työ, ravintola, keittiö, hygieniapassi, tulityökortti, edellytämme, kahden, vuoden, kokemusta",
            &["+driving:B", "!+card:hygiene", "!+card:hot_work", "copied"],
        ),
        (
            "fi",
            "Olen siivooja.\nkokki\nravintola\nkeittiö\nhygieniapassi\ntulityökortti\nruokalista\nkattaus\nleivonta\npaistaminen\nkeitot",
            &["!+card:hygiene", "!+card:hot_work", "copied"],
        ),
        (
            "fi",
            "Olen siivooja. Vapaa heti.\nkassa, hyllytys, inventointi, asiakaspalvelu, hygieniapassi",
            &["+card:hygiene", "part", "!copied"],
        ),
        (
            "sv",
            "Jag har arbetat som städare i fyra år.\nSöker, kock, restaurang, kök, hygienpass, erfarenhet, krav, körkort, meriterande, servering, bakning, matlagning",
            &["!+card:hygiene", "copied"],
        ),
        (
            "en",
            "I have worked as a cleaner for four years.\nlooking, cook, restaurant, kitchen, hygiene passport, experience, required, advantage, serving, baking, cooking, hot work card",
            &["!+card:hygiene", "!+card:hot_work", "copied"],
        ),
    ]);
}
