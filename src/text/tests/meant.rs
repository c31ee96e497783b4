//! Whom and what a sentence means: one's own work and others', one permit of several, one language's level.

use super::{of_advert, of_profile, vacancy};

#[test]
fn a_forbidden_ground_is_no_word_that_scores() {
    let texts = [
        (
            "fi",
            "Etsimme nuorta, tervettä miestä, 25-vuotiasta hitsaajaa.",
        ),
        (
            "sv",
            "Vi söker en ung och frisk man, 25-åring, som svetsare.",
        ),
        ("en", "Young healthy men, 25-year-old, wanted as welder."),
    ];
    for (lang, text) in texts {
        let words: Vec<String> = vacancy(lang, text)
            .words
            .into_iter()
            .map(|w| w.base)
            .collect();
        let forbidden = [
            "nuori", "terve", "mies", "ung", "frisk", "man", "young", "healthy", "men",
        ];
        let scored = |w: &&String| forbidden.contains(&w.as_str()) || w.contains("25");
        assert!(!words.iter().any(|w| scored(&w)), "{text}: {words:?}");
    }
}

#[test]
fn a_title_line_says_what_is_sought_where_no_clause_names_it() {
    of_advert(&[
        (
            "fi",
            "Kokki, Oulu\nEtsimme kokenutta osaajaa.",
            &["sought cook"],
        ),
        (
            "fi",
            "Kokki, Oulu\n\nEtsimme kokenutta osaajaa tiimiimme. Työ on vuorotyötä ja palkka sopimuksen mukaan. Tarjoamme hyvät työkaverit.",
            &["sought cook"],
        ),
        ("fi", "Ravintola Merituuli etsii kokkia.", &["sought cook"]),
        (
            "fi",
            "Ravintola Merituuli Kemistä etsii kokkia. Työ on vuorotyötä ja alkaa heti, palkka työehtosopimuksen mukaan.",
            &["sought cook"],
        ),
        (
            "fi",
            "Siivousliike Kuura\nEtsimme kokkia henkilöstöravintolaan.",
            &["sought cook"],
        ),
        (
            "sv",
            "Kock, Vasa\nVi söker en erfaren person till vårt team.",
            &["sought cook"],
        ),
        (
            "en",
            "Cook, Oulu\nWe are looking for an experienced person for our team.",
            &["sought cook"],
        ),
    ]);
}

#[test]
fn work_of_relatives_is_not_ones_own() {
    of_profile(&[
        (
            "fi",
            "Veljeni on kokki. Itse olen siivooja.",
            &["!+cook", "+cleaner"],
        ),
        (
            "fi",
            "Veljeni on kokki ja itse olen siivooja.",
            &["!+cook", "+cleaner"],
        ),
        (
            "fi",
            "Miehelläni on kuljetusyritys ja hän ajaa rekkaa.",
            &["!+truck driver", "!+shop assistant"],
        ),
        ("fi", "Hän on kokki.", &["+cook"]),
        ("sv", "Min bror är elektriker.", &["!+electrician"]),
        (
            "sv",
            "Min syster är kock och hon är svetsare.",
            &["!+cook", "!+welder"],
        ),
        (
            "en",
            "My brother is a welder and I am a cook.",
            &["!+welder", "+cook"],
        ),
    ]);
}

#[test]
fn one_permit_lapses_and_its_neighbour_does_not() {
    of_profile(&[
        (
            "fi",
            "minulla on hygienia passi ja ei ajokorttia haluan työ keittiö",
            &["-driving:B", "!+driving:B", "+card:hygiene"],
        ),
        (
            "sv",
            "Körkort håller jag på att ta.",
            &["-driving:B", "!+driving:B"],
        ),
        (
            "sv",
            "Hygienpass har jag och körkort håller jag på att skaffa.",
            &["-driving:B", "+card:hygiene"],
        ),
        (
            "en",
            "I don't have a driving licence but I hold the hygiene passport and the occupational safety card expired last year.",
            &["-driving:B", "+card:hygiene", "-card:occupational_safety"],
        ),
        (
            "fi",
            "Tulityökortti ja työturvallisuuskortti ovat vanhentuneet.",
            &["-card:hot_work", "-card:occupational_safety"],
        ),
        (
            "fi",
            "Minulla on hygieniapassi ja ensiapukortti on vanhentunut.",
            &["+card:hygiene", "-card:first_aid"],
        ),
    ]);
}

#[test]
fn each_language_has_its_own_level() {
    of_profile(&[
        (
            "fi",
            "Puhun suomea äidinkielenä ja englantia auttavasti.",
            &["+language:fi:C2", "+language:en:A2"],
        ),
        (
            "fi",
            "arabia äidinkieli ja kurdi hyvä",
            &["+language:ar:C2", "+language:ku:B2"],
        ),
        ("fi", "Suomen kieleni taso on A1.3.", &["+language:fi:A1"]),
        ("fi", "Saksaa luen sanakirjan avulla.", &["+language:de:A2"]),
        (
            "fi",
            "Olen asunut suomessa kauan ja muutin suomeen 2010.",
            &["!+language:fi"],
        ),
        (
            "fi",
            "Olen siivonnut eri puolilla Espoota.",
            &["!+language:pl"],
        ),
        (
            "fi",
            "Hyvä suomen ja englannin kielen taito.",
            &["+language:fi:B2", "+language:en:B2"],
        ),
        (
            "sv",
            "Jag talar svenska som modersmål och hjälplig finska.",
            &["+language:sv:C2", "+language:fi:A2"],
        ),
    ]);
    of_advert(&[
        ("en", "English must be fluent.", &["must language:en"]),
        (
            "sv",
            "Vi förutsätter att du kan svenska i tal och skrift.",
            &["must language:sv"],
        ),
        (
            "fi",
            "Edellytämme, että sinulla on B-ajokortti.",
            &["must driving:B"],
        ),
        (
            "en",
            "Basic English; Finnish not needed.",
            &["should language:en", "not language:fi"],
        ),
        (
            "fi",
            "Sujuva englanti, suomi plussaa.",
            &["should language:en", "nice language:fi"],
        ),
    ]);
}

#[test]
fn need_follows_its_own_words_and_lists_hold_for_all() {
    of_advert(&[
        (
            "en",
            "Previous forklift card welcome.",
            &["nice card:forklift"],
        ),
        ("fi", "Tulityökortti hyvä lisä.", &["nice card:hot_work"]),
        (
            "fi",
            "Luemme ansioksi tulityökortin.",
            &["nice card:hot_work"],
        ),
        ("en", "A driver's licence helps.", &["nice driving:B"]),
        (
            "sv",
            "Du behöver hygienpass (truckkort är meriterande).",
            &["must card:hygiene", "nice card:forklift"],
        ),
        (
            "en",
            "A valid hygiene passport, a driving licence and an occupational safety card are mandatory.",
            &[
                "must card:hygiene",
                "must driving:B",
                "must card:occupational_safety",
            ],
        ),
        (
            "fi",
            "Edellytämme hygieniapassia tai valmiutta suorittaa se.",
            &["later card:hygiene"],
        ),
        (
            "fi",
            "Hygieniapassi vaaditaan viimeistään koeajan päättyessä.",
            &["later card:hygiene"],
        ),
        (
            "en",
            "You need a hygiene passport or willingness to obtain one.",
            &["later card:hygiene"],
        ),
    ]);
}

#[test]
fn names_do_not_cross_a_seeking_verb() {
    of_advert(&[
        (
            "fi",
            "Kotihoito hakee lähihoitajaa.",
            &["sought practical nurse"],
        ),
        (
            "en",
            "You report to the site manager and work alongside HVAC fitters.",
            &["!should manage work"],
        ),
    ]);
}

#[test]
fn a_denial_after_its_thing_denies_it() {
    of_profile(&[
        (
            "fi",
            "C++:aa en osaa.",
            &["!+coding in C++", "-coding in C++"],
        ),
        ("fi", "C#:lla olen ohjelmoinut vuosia.", &["+programming"]),
    ]);
}
