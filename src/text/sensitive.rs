//! Words of what no one may ask of a person, and of what is no one's business: they score nothing.

use super::layout::Layout;
use super::strength::Class;
use crate::domain::Ground;

/// Beginnings of words about what no one may ask: age, family, origin, faith, health, union.
const SENSITIVE: &[&str] = &[
    "ikäi",
    "ikäni",
    "ikävuo",
    "vuotias",
    "vuotiaa",
    "syntyn",
    "syntyperä",
    "äiti",
    "isäni",
    "isänä",
    "vaimo",
    "aviomie",
    "puoliso",
    "perhe",
    "lapsen",
    "lapset",
    "raska",
    "äitiys",
    "naimis",
    "eronnut",
    "leski",
    "kristi",
    "muslim",
    "islam",
    "juutal",
    "ortodok",
    "helluntai",
    "uskon",
    "uskov",
    "kirkkoo",
    "seurakun",
    "kansalai",
    "maahanmuut",
    "pakolai",
    "turvapaik",
    "romani",
    "etni",
    "sairau",
    "sairas",
    "vamma",
    "diagnoo",
    "masennu",
    "mielenterv",
    "työkyvy",
    "invalid",
    "epilep",
    "diabet",
    "autis",
    "ammattiliit",
    "luottamusmie",
    "homo",
    "lesbo",
    "transsuk",
    "eläkkee",
    "ålder",
    "född",
    "mamma",
    "pappa",
    "hustru",
    "make",
    "maka",
    "gravid",
    "familj",
    "gift",
    "skild",
    "kristen",
    "religion",
    "kyrka",
    "medborgar",
    "invandr",
    "flykting",
    "asyl",
    "etnisk",
    "sjukdom",
    "handikapp",
    "funktionsned",
    "depress",
    "facklig",
    "fackför",
    "aged",
    "born",
    "wife",
    "husband",
    "pregnan",
    "married",
    "divorced",
    "christian",
    "muslim",
    "religio",
    "church",
    "citizen",
    "immigra",
    "refugee",
    "asylum",
    "ethnic",
    "disab",
    "illness",
    "diagnos",
    "depress",
    "trade-union",
    "disease",
];

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
        let ground = ground_of(word)?;
        let asks = |class| matches!(class, Class::Asked(_) | Class::Sought);
        let cues = &layout.clauses[layout.words[at].clause].cues;
        let after = |c: &super::layout::Found| asks(c.class) && c.last < at && at - c.last <= 4;
        let asked = layout.said_of(at, at).class.is_some_and(asks) || cues.iter().any(after);
        // A denial of something that comes after it denies nothing here.
        let denied = (at.saturating_sub(4).max(layout.sentence_of(at).start)..at)
            .any(|w| super::strength::denies(layout.lower(w), layout.lang));
        let said = layout.said_of(at, at);
        let denied = denied || (said.denied && said.class.is_some());
        (asked && !denied).then_some((at, ground))
    })
}

/// Words about the same that are no beginnings: `nuoret` of a youth worker's text stay.
const SENSITIVE_WORDS: &[&str] = &[
    "nuoren",
    "nuorehko",
    "nuorekas",
    "nuorekasta",
    "ikä",
    "iältään",
    "terveen",
    "terveitä",
    "terveet",
    "mies",
    "miehen",
    "miehiä",
    "miehet",
    "nainen",
    "naisen",
    "naisia",
    "naiset",
    "unga",
    "ungt",
    "friska",
    "friskt",
    "man",
    "män",
    "kvinna",
    "kvinnor",
    "men",
    "woman",
    "women",
    "gender",
    "sukupuoli",
    "kön",
    "age",
    "old",
    "young",
    "younger",
    "youthful",
    "healthy",
    "health-condition",
];

/// What begins with these is an illness or an ailment of one's own, or a faith.
const AILMENTS: &[&str] = &[
    "buddh", "hindu", "jehov", "astma", "asthma", "reuma", "migreen", "migrän", "migraine",
    "keliak", "syöpä", "selkäva", "selkäki", "ryggpro", "kilpirau", "verenpai", "adhd", "asperger",
];

/// Words after which somebody tells where they live or come from, their name, or what they belong to.
const OF_ONESELF: &[&str] = &[
    "asun",
    "asuinpaikkani",
    "kotoisin",
    "osoitteessa",
    "osoitteeni",
    "nimeni",
    "kuulun",
    "kuuluin",
    "sairastan",
    "kärsin",
    "heter",
    "bor",
    "bodde",
    "adress",
    "tillhör",
    "medlem",
    "lider",
    "live",
    "lived",
    "address",
    "member",
    "belong",
    "suffer",
    "born",
    "född",
    "syntynyt",
    "synnyin",
];

/// How many words on such a word reaches, and how many words round a word that no one may ask about.
const REACH: usize = 4;
const ROUND: usize = 2;

/// Whether a word of somebody's own text tells of themselves what is no one's business: it is no
/// evidence of anything they can do.
pub(crate) fn tells_of_oneself(layout: &Layout, at: usize) -> bool {
    let clause = layout.words[at].clause;
    let beside = |w: &usize| layout.words[*w].clause == clause;
    let mut before = (at.saturating_sub(REACH)..at).filter(beside);
    let end = layout.words.len().min(at + ROUND + 1);
    let mut round = (at.saturating_sub(ROUND)..end).filter(beside);
    before.any(|w| OF_ONESELF.contains(&layout.lower(w)))
        || round.any(|w| is_sensitive(layout.lower(w)))
}

/// Numerals of age: `35-vuotias`, `25-åring`, `30-year-old`.
const OF_AGE: &[&str] = &["-vuotia", "-årig", "-åring", "-year-old"];

/// Whether a word (lower case) speaks of what no one may ask.
pub(crate) fn is_sensitive(word: &str) -> bool {
    let begins = |beginning: &&str| word.starts_with(*beginning);
    SENSITIVE.iter().any(begins)
        || AILMENTS.iter().any(begins)
        || SENSITIVE_WORDS.contains(&word)
        || ground_of(word).is_some()
        || OF_AGE.iter().any(|part| word.contains(part))
}

/// The ground that a word (lower case) of an advert speaks of.
fn ground_of(word: &str) -> Option<Ground> {
    let is = |b: &&str| word == *b || (b.len() > 5 && word.starts_with(b));
    let (ground, _) = FORBIDDEN.iter().find(|(_, words)| words.iter().any(&is))?;
    Some(*ground)
}
