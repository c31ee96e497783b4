//! What an advert asks that no one may ask of a person.

use super::beside;
use super::layout::Layout;
use super::strength::Class;
use crate::domain::{Ground, Lang};

/// Beginnings of words with which an advert asks what no one may ask, with the ground.
const FORBIDDEN: &[(Ground, &[&str])] = &[
    (
        Ground::Age,
        &[
            "nuori",
            "nuorta",
            "nuoria",
            "ikäinen",
            "ikäistä",
            "alle-",
            "ung",
            "young",
        ],
    ),
    (
        Ground::Family,
        &[
            "lapseton",
            "lapsettom",
            "perheetön",
            "perheettöm",
            "naimaton",
            "barnlös",
            "ogift",
            "childless",
            "unmarried",
        ],
    ),
    (
        Ground::Origin,
        &[
            "kantasuomalai",
            "syntyperäi",
            "suomalaista",
            "suomalainen",
            "infödd",
            "etnisk",
            "native-born",
        ],
    ),
    (
        Ground::Belief,
        &[
            "kristitty",
            "kristittyä",
            "uskovai",
            "kristen",
            "troende",
            "christian",
            "believer",
        ],
    ),
    (
        Ground::Health,
        &[
            "terve",
            "tervettä",
            "perusterve",
            "vammaton",
            "frisk",
            "arbetsför",
            "healthy",
            "able-bodied",
        ],
    ),
    (
        Ground::Union,
        &[
            "liittoon",
            "ammattiliit",
            "järjestäytymät",
            "fackligt",
            "oorganiserad",
            "non-union",
        ],
    ),
    (
        Ground::Sex,
        &[
            "naishenkilö",
            "mieshenkilö",
            "naispuoli",
            "miespuoli",
            "naista",
            "miestä",
            "kvinnlig",
            "manlig",
            "female",
            "male",
        ],
    ),
];

/// Whether a word (lower case) names a person by sex, age, faith or the like, and no work: `miestä`.
pub(crate) fn is_of_person(word: &str) -> bool {
    let names = |b: &&str| word == *b || (b.len() > 5 && word.starts_with(*b));
    FORBIDDEN
        .iter()
        .any(|(_, beginnings)| beginnings.iter().any(&names))
        || matches!(
            word,
            "mies"
                | "miehiä"
                | "nainen"
                | "naisia"
                | "man"
                | "men"
                | "kvinna"
                | "kvinnor"
                | "woman"
                | "women"
        )
}

/// Words of an advert that ask what no one may ask, where they are asked or sought.
pub(crate) fn forbidden(layout: &Layout) -> impl Iterator<Item = (usize, Ground)> {
    (0..layout.words.len()).filter_map(|at| {
        let word = layout.lower(at);
        let denied_well = is_denied_well(layout, at);
        let ground = ground_of(word)
            .filter(|ground| is_of_applicant(layout, at, *ground))
            .or_else(|| age(layout, at))
            .or_else(|| said_of_people(layout, at))
            .or_else(|| denied_well.then_some(Ground::Family))?;
        let asks = |class| matches!(class, Class::Asked(_) | Class::Sought);
        let cues = &layout.clauses[layout.words[at].clause].cues;
        let after = |c: &super::layout::Found| asks(c.class) && c.last < at && at - c.last <= 4;
        let asked = layout.said_of(at, at).class.is_some_and(asks) || cues.iter().any(after);
        // A denial of something that comes after it denies nothing here.
        let denied = (at.saturating_sub(4).max(layout.sentence_of(at).start)..at)
            .any(|w| super::strength::denies(layout.lower(w), layout.lang));
        let said = layout.said_of(at, at);
        let denied = denied || (said.denied && said.class.is_some());
        let asked = match denied_well {
            true => {
                let sentence = layout.clauses[layout.words[at].clause].sentence;
                let clauses = layout.sentences[sentence].clauses.clone();
                let mut cues = layout.clauses[clauses].iter().flat_map(|c| &c.cues);
                cues.any(|cue| asks(cue.class))
            }
            false => asked && !denied,
        };
        asked.then_some((at, ground))
    })
}

/// Whether a quality is asked of a person: it stands alone, or with a noun for a person within three
/// words. `suomalaista ajokorttia` and `tervettä järkeä` are things.
fn is_of_applicant(layout: &Layout, at: usize, ground: Ground) -> bool {
    let clause = layout.clause_of(at);
    let before = at.checked_sub(1).filter(|w| clause.contains(w));
    let lower = |w: usize| layout.lower(w);
    // `kohdata nuoria`, `work with young people`, `ohjaa nuoria`: whom the work is done for.
    let objects = before.is_some_and(|w| {
        let word = &layout.words[w].word;
        let quality = || {
            ["ia", "iä", "ita", "itä"]
                .iter()
                .any(|e| word.lower.ends_with(e))
        };
        let named =
            word.function || !word.cues.is_empty() || quality() || is_of_person(&word.lower);
        (lower(at) == "nuoria" && !named)
            || matches!(
                lower(w),
                "with" | "for" | "help" | "support" | "teach" | "med" | "för" | "hjälpa"
            )
    });
    // Of age and belief even a thing's word would say something of people: `nuorta sihteeriä`.
    let quality = matches!(ground, Ground::Origin | Ground::Health);
    if objects || !quality {
        return !objects;
    }
    let Some(next) = layout
        .words
        .get(at + 1)
        .filter(|w| w.clause == layout.words[at].clause)
    else {
        return true;
    };
    let person = |w: usize| {
        let word = &layout.words[w].word;
        let works = match layout.lang {
            Lang::Fi => word
                .bases
                .iter()
                .any(|base| OF_PERSONS_FI.iter().any(|end| base.ends_with(end))),
            lang => beside::is_person(word, lang),
        };
        !word.function && (works || is_of_person(&word.lower) || is_somebody(&word.lower))
    };
    let thing = !next.word.function && next.word.cues.is_empty();
    !thing || (at + 1..clause.end.min(at + 4)).any(person)
}

/// Endings of Finnish names of persons by their work.
const OF_PERSONS_FI: &[&str] = &[
    "ja", "jä", "mies", "nainen", "henkilö", "kki", "eri", "ori", "ööri", "isti", "ikko", "ikkö",
];

/// Whether a word (lower case) is one for whoever is sought.
fn is_somebody(word: &str) -> bool {
    [
        "henkilö",
        "hakij",
        "työntek",
        "osaaj",
        "tekij",
        "ihmi",
        "person",
        "sökande",
        "applicant",
        "candidate",
        "people",
        "colleague",
        "kollega",
        "työkaver",
        "medarbet",
        "tjej",
        "kille",
        "speaker",
    ]
    .iter()
    .any(|b| word.starts_with(b))
}

/// Lowest age that a limit names: a smaller number counts something else.
const AGE_MIN: u8 = 16;

/// An age asked in figures: `alle 35-vuotiasta`, `ikä 20–30 vuotta`, `under 30 år`, `aged 20-30`. To be of
/// age, or as old as a statute asks, may be required.
fn age(layout: &Layout, at: usize) -> Option<Ground> {
    let word = layout.lower(at);
    let clause = layout.clause_of(at);
    let years = |w: &str| {
        let digits = w.split(['-', '–']).next().unwrap_or(w);
        digits
            .parse::<u8>()
            .ok()
            .filter(|n| (AGE_MIN..=99).contains(n))
    };
    let number = years(word)?;
    let near = clause.start.max(at.saturating_sub(4))..at;
    const LEAST: &[&str] = &[
        "vähintään",
        "yli",
        "täyttän",
        "minst",
        "fyll",
        "least",
        "over",
        "minimum",
    ];
    if layout.any_begins(near.clone(), LEAST) && number <= 21 {
        return None;
    }
    let of_age = OF_AGE.iter().any(|part| word.contains(part));
    let after = (at + 1)..clause.end.min(at + 5);
    let experience = ["kokem", "erfaren", "experien"];
    let unit = layout.any_begins(after.clone(), &["vuo", "år", "year"]);
    const BELOW: &[&str] = &["alle", "under", "below", "enintään", "högst", "younger"];
    let below = near.clone().any(|w| BELOW.contains(&layout.lower(w))) && unit;
    let of_years = |w: usize| {
        let word = layout.lower(w);
        matches!(
            word,
            "ikä" | "ikäsi" | "iältään" | "ålder" | "åldern" | "age" | "aged" | "gammal" | "iässä"
        )
    };
    let named = near.clone().chain(after).any(of_years);
    let worked = layout.any_begins(clause, &experience);
    (of_age || ((below || named) && !worked)).then_some(Ground::Age)
}

/// Persons of one sex where they are what is sought, good health, a creed.
fn said_of_people(layout: &Layout, at: usize) -> Option<Ground> {
    let word = layout.lower(at);
    let clause = layout.clause_of(at);
    let before = |n: usize| match at.checked_sub(n) {
        Some(w) if clause.start <= w => layout.lower(w),
        _ => "",
    };
    let good = ["hyv", "god", "gott", "good", "excellent", "erinomai"];
    let well = (1..=2).any(|n| good.iter().any(|g| before(n).starts_with(g)));
    if matches!(
        word,
        "terveyttä" | "terveys" | "terveyden" | "hälsa" | "health"
    ) && well
    {
        return Some(Ground::Health);
    }
    if matches!(word, "vakaumusta" | "vakaumus") {
        return Some(Ground::Belief);
    }
    let sexes = matches!(word, "miehiä" | "naisia" | "kvinna" | "kvinnor" | "män");
    let only = matches!(
        before(1),
        "vain" | "ainoastaan" | "bara" | "endast" | "only"
    );
    let said = layout.said_of(at, at);
    let sought = said.by.is_some_and(|by| {
        let link = |w: usize| {
            let word = &layout.words[w].word;
            word.function || !word.cues.is_empty() || is_of_person(&word.lower)
        };
        said.own && said.class == Some(Class::Sought) && (by + 1..at).all(link)
    });
    (sexes && (only || sought)).then_some(Ground::Sex)
}

/// What may be asked neither way, so that a denial asks it: `ettei hakija ole raskaana`, `no children`.
fn is_denied_well(layout: &Layout, at: usize) -> bool {
    let word = layout.lower(at);
    let clause = layout.clause_of(at);
    let pregnant = matches!(word, "raskaana" | "gravid" | "pregnant");
    let before = at.checked_sub(1).map_or("", |w| layout.lower(w));
    let children = matches!(word, "children" | "kids" | "barn" | "lapsia")
        && matches!(before, "no" | "inga" | "without" | "utan" | "ilman");
    let that = |w: usize| {
        matches!(
            layout.lower(w),
            "ettei" | "etteivät" | "att" | "että" | "that" | "not" | "ei" | "inte"
        )
    };
    children || (pregnant && (clause.start..at).any(that))
}

/// Numerals of age: `35-vuotias`, `25-åring`, `30-year-old`.
pub(super) const OF_AGE: &[&str] = &["-vuotia", "-årig", "-åring", "-year-old"];

/// The ground that a word (lower case) of an advert speaks of.
pub(super) fn ground_of(word: &str) -> Option<Ground> {
    let is = |b: &&str| word == *b || (b.len() > 5 && word.starts_with(b));
    let (ground, _) = FORBIDDEN.iter().find(|(_, words)| words.iter().any(&is))?;
    Some(*ground)
}
