//! Sentences of adverts and profiles, in varied patterns. Labels are put in as they stand, so every
//! pattern takes them in their base form.

use super::random::Random;
use crate::domain::Lang;

/// What an advert says.
pub(super) struct Advert<'a> {
    /// The occupation's name.
    pub(super) title: &'a str,
    /// Where the work is.
    pub(super) place: &'a str,
    /// Skills that the work takes.
    pub(super) skills: Vec<&'a str>,
    /// Permits and skills that are required.
    pub(super) required: Vec<&'a str>,
    /// What is an advantage.
    pub(super) welcome: Vec<&'a str>,
    /// Whether no experience is needed.
    pub(super) beginners: bool,
}

/// What a profile says.
pub(super) struct Story<'a> {
    /// The occupation's name.
    pub(super) title: &'a str,
    /// Years in it.
    pub(super) years: usize,
    /// Skills.
    pub(super) skills: Vec<&'a str>,
    /// Permits held.
    pub(super) permits: Vec<&'a str>,
}

fn and(lang: Lang) -> &'static str {
    match lang {
        Lang::Fi => "ja",
        Lang::Sv => "och",
        Lang::En => "and",
    }
}

fn list(lang: Lang, items: &[&str]) -> String {
    match items {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} {} {last}", first.join(", "), and(lang)),
    }
}

/// The text with its first letter as a capital.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

fn say(random: &mut Random, patterns: &[&'static str], slots: &[(&str, &str)]) -> String {
    let mut text = random.word(patterns).to_owned();
    for (slot, words) in slots {
        text = text.replace(slot, words);
    }
    capital(&text)
}

const OPENING: [&[&str]; 3] = [
    &[
        "haemme nyt työntekijää, jonka tehtävä on {title}. Työ tehdään paikkakunnalla {place}.",
        "{title}, tule meille töihin! Toimipisteemme sijainti: {place}.",
        "tiimimme kasvaa ja avoinna on tehtävä: {title} ({place}).",
        "meillä on paikka auki. Tehtävä: {title}. Paikkakunta: {place}.",
        "etsimme osaajaa pidempiaikaiseen yhteistyöhön. Nimike on {title}, ja työpaikka on {place}.",
        "hei sinä {title}! Olisiko seuraava työpaikkasi {place}?",
    ],
    &[
        "vi söker en ny kollega. Uppgift: {title}. Ort: {place}.",
        "är du vår nästa {title}? Arbetsplatsen finns i {place}.",
        "vårt team växer och vi har en ledig uppgift: {title} ({place}).",
        "nu finns en plats ledig som {title} i {place}.",
    ],
    &[
        "we are looking for a new colleague. Role: {title}. Location: {place}.",
        "would you like to work as {title} in {place}? Then read on.",
        "our team is growing and has an opening: {title} ({place}).",
        "a position is open in {place}: {title}.",
    ],
];

const WORK: [&[&str]; 3] = [
    &[
        "työhön kuuluu muun muassa {skills}.",
        "keskeistä työssä on {skills}.",
        "päiviisi mahtuu monenlaista: {skills}.",
        "tehtäviäsi ovat {skills}.",
        "arki on vaihtelevaa, mutta mukana on aina {skills}.",
    ],
    &[
        "i arbetet ingår {skills}.",
        "dina uppgifter är {skills}.",
        "vardagen består av {skills}.",
    ],
    &[
        "the work includes {skills}.",
        "your tasks are {skills}.",
        "a usual day holds {skills}.",
    ],
];

const REQUIRED: [&[&str]; 3] = [
    &[
        "edellytyksenä on {items}.",
        "vaatimuksena on {items}.",
        "välttämätöntä on {items}.",
        "hakijalla on oltava {items}.",
    ],
    &[
        "vi förutsätter {items}.",
        "ett krav är {items}.",
        "du ska ha {items}.",
    ],
    &[
        "we require {items}.",
        "you must have {items}.",
        "required: {items}.",
    ],
];

const WELCOME: [&[&str]; 3] = [
    &[
        "eduksi katsotaan {items}.",
        "plussaa on {items}.",
        "hyvä lisä on {items}.",
    ],
    &["en fördel är {items}.", "meriterande är {items}."],
    &["an advantage: {items}.", "nice to have: {items}."],
];

const BEGINNERS: [&[&str]; 3] = [
    &[
        "aiempaa kokemusta ei tarvita, opetamme työn.",
        "työ sopii myös ensimmäiseksi työpaikaksi.",
    ],
    &[
        "tidigare erfarenhet behövs inte, vi lär upp dig.",
        "arbetet passar också som första jobb.",
    ],
    &[
        "no experience is needed, we teach the work.",
        "it suits a first job too.",
    ],
];

const OFFER: [&[&str]; 3] = [
    &[
        "tarjoamme rennon työporukan ja kunnon perehdytyksen.",
        "palkka määräytyy alan työehtosopimuksen mukaan.",
        "saat meiltä työvaatteet, työterveyshuollon ja selkeät työvuorot.",
        "meillä vuorot toivotaan etukäteen ja lomista sovitaan yhdessä.",
        "työ alkaa sopimuksen mukaan.",
        "",
    ],
    &[
        "vi erbjuder en ordentlig introduktion och trevliga kolleger.",
        "lönen följer branschens kollektivavtal.",
        "",
    ],
    &[
        "we offer a proper introduction and good colleagues.",
        "pay follows the trade's collective agreement.",
        "",
    ],
];

/// An advert's text.
pub(super) fn advert(random: &mut Random, lang: Lang, advert: &Advert<'_>) -> String {
    let of = lang as usize;
    let slots = [("{title}", advert.title), ("{place}", advert.place)];
    let mut text = vec![say(random, OPENING[of], &slots)];
    let mut add = |random: &mut Random, patterns, slot: &str, items: &[&str]| {
        if !items.is_empty() {
            text.push(say(random, patterns, &[(slot, &list(lang, items))]));
        }
    };
    add(random, WORK[of], "{skills}", &advert.skills);
    add(random, REQUIRED[of], "{items}", &advert.required);
    add(random, WELCOME[of], "{items}", &advert.welcome);
    if advert.beginners {
        text.push(say(random, BEGINNERS[of], &[]));
    }
    text.push(say(random, OFFER[of], &[]));
    text.retain(|sentence| !sentence.is_empty());
    text.join(" ")
}

const DONE: [&[&str]; 3] = [
    &[
        "viimeisin työni: {title}. Kokemusta on {years} v.",
        "takana {years} vuotta työssä, nimikkeenä {title}.",
        "ammatiltani olen {title}, työvuosia {years}.",
        "{title}, {years} vuoden kokemus.",
        "olen tehnyt monenlaista, pisimpään ({years} v) nimikkeellä {title}.",
    ],
    &[
        "jag är {title} med {years} års erfarenhet.",
        "mitt senaste arbete: {title}, {years} år.",
        "{title} sedan {years} år tillbaka.",
    ],
    &[
        "my latest job: {title}, {years} years.",
        "I have {years} years of experience as {title}.",
        "{title} with {years} years behind me.",
    ],
];

const ABLE: [&[&str]; 3] = [
    &[
        "vahvuuksiani ovat {skills}.",
        "osaan hyvin: {skills}.",
        "tuttua työtä on {skills}.",
        "parhaiten sujuu {skills}.",
    ],
    &["mina starka sidor är {skills}.", "jag kan {skills}."],
    &["what I do well: {skills}.", "my strengths are {skills}."],
];

const HOLDING: [&[&str]; 3] = [
    &[
        "voimassa on {items}.",
        "minulla on {items}.",
        "kortit ja luvat: {items}.",
    ],
    &["jag har {items}.", "kort och tillstånd: {items}."],
    &["I hold {items}.", "cards and licences: {items}."],
];

const HOPE: [&[&str]; 3] = [
    &[
        "toivon pysyvää työtä läheltä kotia.",
        "voin aloittaa nopeasti.",
        "opin uutta mielelläni.",
        "päivätyö sopisi parhaiten, mutta muustakin voi puhua.",
        "olen luotettava ja tulen ajallaan.",
        "",
    ],
    &["jag kan börja snart.", "jag lär mig gärna nytt.", ""],
    &[
        "I can start soon.",
        "I like to learn.",
        "I study Finnish and use it every day.",
        "",
    ],
];

/// A profile's text.
pub(super) fn story(random: &mut Random, lang: Lang, story: &Story<'_>) -> String {
    let of = lang as usize;
    let years = story.years.max(1).to_string();
    let mut text = vec![say(
        random,
        DONE[of],
        &[("{title}", story.title), ("{years}", &years)],
    )];
    if !story.skills.is_empty() {
        text.push(say(
            random,
            ABLE[of],
            &[("{skills}", &list(lang, &story.skills))],
        ));
    }
    if !story.permits.is_empty() {
        text.push(say(
            random,
            HOLDING[of],
            &[("{items}", &list(lang, &story.permits))],
        ));
    }
    text.push(say(random, HOPE[of], &[]));
    text.retain(|sentence| !sentence.is_empty());
    text.join(" ")
}
