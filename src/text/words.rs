//! Small closed lists: words that carry no content, by language.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::domain::Lang;

const FINNISH: &str = "ja tai eli sekä että jotta jos kun kuin myös mutta vaan sekä joko niin näin siis sillä koska joten vaikka eikä \
 on ole olla oli olet olen olemme olette ovat olisi ollut olleet oon oot ei en et emme ette eivät älä \
 minä sinä hän me te he se ne tämä tuo nämä nuo mä sä mun sun minun sinun hänen meidän teidän heidän sen niiden tämän tuon näiden \
 minut sinut minua sinua meitä teitä heitä sitä niitä tätä minulla sinulla hänellä meillä teillä heillä mulla sulla meidät minulle sinulle meille teille heille \
 siitä siinä siihen siellä siltä sille sillä tässä tästä tähän tällä täällä niissä niistä niihin niillä tänne tuolla \
 joka jotka jonka joiden jota joita jossa jolla joille jolle jolta joista joissa johon joihin jolloin mikä mitä missä mistä mihin miten milloin kuka ketä kenen \
 jokin jotain jotakin joku joskus jossain muu muut muita muiden muun muuta muissa toinen kaikki kaikkia kaikkien kaikissa jokainen joka \
 hyvin erittäin melko todella vain vielä nyt jo heti noin yli alle kanssa kautta vuoksi mukaan mukana asti saakka ennen jälkeen aikana välillä lisäksi kuten esimerkiksi esim \
 eri oma oman omaa omassa oman itse itsesi saat saa voi voit voivat voimme voidaan pitää pitäisi tulee tulet tulla sekä ilman noin jne ym mm mieluiten ehkä aina usein kuitenkin \
 tehdä teet tekee olevan oleva olevat sopiva sopii yhdessä toimii toimit toimia kuuluu kuuluvat sisältää sisältyy alkaa kohti sinun sellainen sellaista tällainen hieman paljon enemmän";

const SWEDISH: &str = "och eller samt men att som om när då så för av på i till från med utan under över vid hos mot efter före enligt genom mellan inom bland \
 är var vara varit blir bli har ha hade haft kan kunna kunde ska skall skulle måste får få vill kommer \
 jag du han hon vi ni de dem den det en ett dig mig oss er sig din ditt dina min mitt mina vår vårt våra sin sitt sina deras dess \
 denna detta dessa där här vad vem vilken vilket vilka hur också även mycket många mer mest andra annan annat alla allt varje \
 inte ej inga ingen inget bara redan nu sedan t.ex t ex bl a cirka ca m.m etc både någon något några";

const ENGLISH: &str = "the a an and or but of in on at to from by for with without as is are be been being was were have has had do does did will would can could should may might must shall \
 i you he she it we they me him her us them my your his its our their this that these those there here who whom which what when where how if then than so such not no nor only also very more most much many all any each every some other another \
 into onto over under between within during before after about against through per etc eg ie e.g i.e up out off own same too just one";

/// Words that carry no content, by language, lower case.
pub(crate) fn function_words(lang: Lang) -> impl Iterator<Item = &'static str> {
    let list = match lang {
        Lang::Fi => FINNISH,
        Lang::Sv => SWEDISH,
        Lang::En => ENGLISH,
    };
    list.split_whitespace()
}

/// Words of adverts and profiles as such, by their beginning: they tell no work from another.
const COMMON: &[&str] = &[
    "työ",
    "työn",
    "työtä",
    "työss",
    "työpai",
    "työnt",
    "tehtäv",
    "työtehtäv",
    "hakem",
    "hake",
    "hakij",
    "haku",
    "etsi",
    "yritys",
    "yrity",
    "yrityks",
    "asiakas",
    "asiakkaa",
    "vuosi",
    "vuode",
    "vuott",
    "vuotena",
    "kokemus",
    "kokemuks",
    "kokemu",
    "osaaminen",
    "osaamis",
    "osata",
    "taito",
    "taido",
    "koulutus",
    "koulutuks",
    "tutkinto",
    "tutkinno",
    "alku",
    "aloitus",
    "alalla",
    "ala",
    "alan",
    "hyvä",
    "hyvää",
    "uusi",
    "uuden",
    "oma-aloitt",
    "oma",
    "reipas",
    "iloinen",
    "joustav",
    "luotettav",
    "motivaatio",
    "motivoitun",
    "asenne",
    "asentee",
    "palkka",
    "palka",
    "palkk",
    "sopimus",
    "sopimuks",
    "mahdollis",
    "tiimi",
    "tervetul",
    "yhteys",
    "yhteytt",
    "lisätie",
    "sähköposti",
    "puhelin",
    "soita",
    "viikko",
    "viikon",
    "viikos",
    "päivä",
    "kuukau",
    "tunti",
    "tunti",
    "toistaiseksi",
    "voimassa",
    "määräaik",
    "vakituin",
    "vakituis",
    "tarjota",
    "toivoa",
    "edellyttää",
    "vaatia",
    "arvostaa",
    "olla",
    "tulla",
    "voida",
    "saada",
    "tehdä",
    "kanssa",
    "esimer",
    "erilai",
    "monipuol",
    "tärkeä",
    "kuulua",
    "toimia",
    "työskennell",
    "työskente",
    "henkilö",
    "ihmin",
    "ihmis",
    "paikka",
    "paika",
    "kohde",
    "kohtee",
    "lähettä",
    "mukav",
    "mukaan",
    "suomi",
    "suome",
    "kieli",
    "kiele",
    "kielitaito",
    "arbete",
    "arbeta",
    "arbet",
    "jobb",
    "tjänst",
    "uppgift",
    "arbetsuppgift",
    "erfarenhet",
    "kunskap",
    "utbildning",
    "ansök",
    "ansökan",
    "söka",
    "företag",
    "kund",
    "kunder",
    "år",
    "god",
    "goda",
    "bra",
    "ny",
    "lön",
    "anställning",
    "möjlighet",
    "välkommen",
    "kontakt",
    "telefon",
    "vecka",
    "dag",
    "dagar",
    "timme",
    "månad",
    "team",
    "person",
    "plats",
    "språk",
    "börja",
    "inom",
    "work",
    "job",
    "role",
    "position",
    "experience",
    "skill",
    "year",
    "apply",
    "application",
    "company",
    "team",
    "customer",
    "good",
    "great",
    "new",
    "salary",
    "contract",
    "opportunity",
    "welcome",
    "contact",
    "phone",
    "week",
    "day",
    "hour",
    "month",
    "person",
    "place",
    "language",
    "start",
    "look",
    "join",
    "candidate",
    "applicant",
    "knowledge",
    "ability",
    "able",
    "used",
];

/// Words of adverts in general, by base form: they tell no work from another.
static OF_ANY_ADVERT: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    include_str!("words/any_advert.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .flat_map(str::split_whitespace)
        .chain(COMMON.iter().copied())
        .collect()
});

/// Whether a base form tells no work from another.
pub(crate) fn is_common(base: &str) -> bool {
    OF_ANY_ADVERT.contains(base)
}

/// Words of every text, by base form and as written: they are kept, and looked for in nobody.
static FILLERS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    include_str!("words/fillers.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .flat_map(str::split_whitespace)
        .collect()
});

/// Whether a word or base form (lower case) is of every text.
pub(crate) fn is_filler(word: &str) -> bool {
    FILLERS.contains(word)
}

/// Whether a word (lower case) names a month, a day or a country: no tool of any work.
pub(crate) fn is_of_calendar(word: &str) -> bool {
    const NAMES: &[&str] = &[
        "tammik",
        "helmik",
        "maalisk",
        "huhtik",
        "toukok",
        "kesäk",
        "heinäk",
        "elok",
        "syysk",
        "lokak",
        "marrask",
        "jouluk",
        "maanan",
        "tiista",
        "keskiv",
        "torst",
        "perjan",
        "lauant",
        "sunnunt",
        "januari",
        "februari",
        "mars",
        "april",
        "maj",
        "juni",
        "juli",
        "augusti",
        "septemb",
        "oktob",
        "novemb",
        "decemb",
        "january",
        "february",
        "march",
        "may",
        "june",
        "july",
        "august",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "suome",
        "finland",
        "europ",
        "euroop",
        "sverige",
        "ruotsi",
        "nordi",
        "eu",
        "tes",
    ];
    NAMES.iter().any(|n| {
        if n.len() <= 4 {
            word == *n
        } else {
            begins(word, n)
        }
    })
}

/// Beginnings of words in titles about the contract and the occasion, not about the work.
const SETTING: &[&str] = &[
    "sijai",
    "osa-aik",
    "kokoaik",
    "kokopäiv",
    "määräaik",
    "vakituin",
    "vakituis",
    "keikka",
    "keikk",
    "tehtäv",
    "työpaikk",
    "työpaika",
    "vikarie",
    "vikariat",
    "heltid",
    "deltid",
    "tillsvidare",
    "visstid",
    "part-time",
    "full-time",
    "permanent",
    "temporary",
    "substitute",
    "amk",
    "yamk",
    "m/k",
    "(m/f)",
];

/// Whether a word (lower case) of a title is about the contract or the occasion.
pub(crate) fn is_setting(word: &str) -> bool {
    SETTING.iter().any(|beginning| word.starts_with(beginning))
}

/// Whether a Finnish word (lower case) stands in a case that says where: `hoivakotiin`, `koulussa`.
pub(crate) fn is_place_case(word: &str) -> bool {
    [
        "ssa", "ssä", "iin", "een", "aan", "ään", "oon", "uun", "yyn", "öön", "hon", "hön",
    ]
    .iter()
    .any(|ending| word.ends_with(ending))
}

/// Forms of English strong verbs, and the verb. Forms that are words of their own besides (`left`, `felt`,
/// `ground`, `saw`, `led`) are not among them.
const STRONG_VERBS: &str = "drove drive driven drive taught teach built build sold sell bought buy wrote write written write \
 kept keep grew grow grown grow sewn sew spoke speak spoken speak fed feed dug dig laid lay swept sweep drew draw drawn draw \
 flew fly flown fly rode ride ridden ride sang sing sung sing wove weave woven weave brought bring caught catch chose choose \
 chosen choose dealt deal held hold hung hang knew know known know lent lend met meet paid pay rang ring sent send spent spend \
 stood stand stuck stick threw throw thrown throw understood understand undertook undertake undertaken undertake oversaw oversee \
 overseen oversee rebuilt rebuild repaid repay underwent undergo withdrew withdraw withdrawn withdraw broke break broken break \
 ran run began begin begun begin took take taken take made make gave give given give ate eat eaten eat drank drink froze freeze \
 frozen freeze mown mow sawn saw shaved shave shore shear shorn shear spun spin swam swim thought think told tell won win bred breed \
 beaten beat bent bend bled bleed slept sleep swung swing tore tear torn tear wore wear worn wear";

static STRONG: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let words: Vec<&str> = STRONG_VERBS.split_whitespace().collect();
    let (pairs, _) = words.as_chunks::<2>();
    pairs.iter().map(|[form, verb]| (*form, *verb)).collect()
});

/// The verb of a form (lower case) of an English strong verb.
pub(crate) fn strong_verb(form: &str) -> Option<&'static str> {
    STRONG.get(form).copied()
}

/// Whether a word (base form, lower case) is the title of a degree, which many occupations ask.
pub(crate) fn is_degree(word: &str) -> bool {
    const DEGREES: &[&str] = &[
        "di",
        "insinööri",
        "diplomi-insinööri",
        "teknikko",
        "tradenomi",
        "merkonomi",
        "ekonomi",
        "maisteri",
        "kandidaatti",
        "tohtori",
        "lisensiaatti",
        "datanomi",
        "artenomi",
        "medianomi",
        "restonomi",
        "sosionomi",
        "geronomi",
        "agrologi",
        "ylioppilas",
        "kuvataiteilija",
        "muotoilija",
        "ingenjör",
        "diplomingenjör",
        "tekniker",
        "magister",
        "kandidat",
        "doktor",
        "tradenom",
        "merkonom",
        "ekonom",
        "student",
        "engineer",
        "engineering",
        "bachelor",
        "master",
        "doctor",
    ];
    DEGREES.contains(&word.split(':').next().unwrap_or(word))
}

/// Whether a phrase names a firm by its legal form: `Oy`, `Ab`, `Ltd`.
pub(crate) fn names_firm(phrase: &str) -> bool {
    const FORMS: &[&str] = &[
        "oy", "oyj", "ab", "abp", "ky", "tmi", "osk", "ltd", "inc", "llc", "plc", "gmbh", "rf",
        "ry",
    ];
    phrase
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| FORMS.contains(&word.to_lowercase().as_str()))
}

/// Whether a phrase begins with a denial: it says what is not there.
pub(crate) fn is_denial(phrase: &str) -> bool {
    let first = phrase.split_whitespace().next().unwrap_or_default();
    let first = first.to_lowercase();
    // `en` counts in Swedish, `no` and `nor` begin names too.
    matches!(
        first.as_str(),
        "ei" | "emme" | "eivät" | "inte" | "ingen" | "inga" | "not"
    )
}

/// Whether a word begins so. Most differ in their first letter already.
pub(crate) fn begins(word: &str, beginning: &str) -> bool {
    word.as_bytes().first() == beginning.as_bytes().first() && word.starts_with(beginning)
}

/// How many words a phrase has, by the spaces between them.
pub(crate) fn count(phrase: &str) -> usize {
    phrase.split_whitespace().count()
}
