//! Words by which what is no one's business is told, and those by which it is work.

/// Beginnings of words by what they are about, in three languages.
pub(super) const BEGINNINGS: &[&[&str]] = &[AGE, FAMILY, ORIGIN, FAITH, HEALTH, UNION];

#[rustfmt::skip]
const AGE: &[&str] = &[
    "ikäi", "ikäni", "ikävuo", "vuotias", "vuotiaa", "syntyn", "syntymä", "eläkkee", "eläkelä", "ålder",
    "född", "födelse", "pensionär", "birth", "retire",
];

#[rustfmt::skip]
const FAMILY: &[&str] = &[
    "äiti", "äidi", "isäni", "isänä", "isäpuol", "yksinhuolt", "vaimo", "aviomie", "avioliit", "aviolii",
    "avoliit", "avopuol", "avovaim", "puoliso", "perhe", "lapsen", "lapset", "raskaana", "raskaus", "raskaud",
    "naimis", "naimat", "eronnut", "leski", "kihl", "isoäi", "isoisä", "isovanh", "mamma", "pappa", "hustru",
    "gravid", "familj", "förälder", "föräldr", "ensamst", "ensamförs", "frånski", "sambo", "änka", "änkling",
    "mormor", "farmor", "morfar", "farfar", "barnbarn", "wife", "husband", "spouse", "pregnan", "married",
    "divorc", "widow", "father", "mother", "grandfa", "grandmo", "grandpar", "stepmo", "stepfa", "homos",
    "lesbo", "lesbi", "transsuk", "transnai", "transmie", "transgen", "bisex", "biseks",
];

#[rustfmt::skip]
const ORIGIN: &[&str] = &[
    "syntyperä", "kansalai", "maahanmuut", "pakolai", "turvapaik", "romani", "saamelai", "etni", "medborgar",
    "invandr", "flykting", "asyl", "etnisk", "romsk", "citizen", "nationality", "immigra", "refugee",
    "ethnic",
];

#[rustfmt::skip]
const FAITH: &[&str] = &[
    "kristi", "muslim", "islam", "juutal", "ortodok", "orthodox", "helluntai", "uskon", "uskov", "kirkkoo",
    "seurakun", "luterila", "lutheran", "luthersk", "katoli", "cathol", "protestant", "baptist", "adventist",
    "metodist", "methodist", "mormon", "lestadio", "laestad", "læstad", "vapaakirk", "vapaaseur", "frikyrk",
    "pingst", "pentecost", "buddh", "hindu", "jehov", "sikh", "sunni", "shiia", "ateis", "atheis", "kristen",
    "kristn", "religio", "kyrka", "kyrko", "församling", "moské", "moskei", "mosque", "synag", "judisk",
    "judendom", "troende", "christian", "church", "parish", "congregation", "jewish", "judaism",
];

#[rustfmt::skip]
const HEALTH: &[&str] = &[
    "sairau", "sairas", "sairast", "vamma", "vammau", "diagnoo", "diagnos", "masennu", "masentu",
    "mielenterv", "työkyvy", "invalid", "epilep", "diabet", "autis", "astma", "asthma", "reuma", "migreen",
    "migrän", "migraine", "keliak", "celiac", "syöpä", "syövä", "kilpirau", "verenpai", "adhd", "asperger",
    "allergi", "allergy", "ahdistu", "paniikkih", "bipol", "kaksisuunt", "skitso", "schizo", "uupum",
    "burnout", "fibromy", "nivelri", "artros", "arthrit", "lukihäi", "dyslek", "dysfas", "dyslex", "psoria",
    "parkins", "huonokuul", "kuulovam", "näkövam", "synskad", "hörselsk", "utmattn", "utbränd", "ångest",
    "anxiety", "sjukdom", "sjukskr", "sjukpens", "handikapp", "funktionsned", "funktionshin", "depress",
    "ryggpro", "ryggbes", "selkäva", "selkäki", "selkäsair", "disab", "illness", "disease", "disorder",
    "syndrome", "chronic", "wheelchair", "kuntoutustuk", "kuntoutuja",
];

#[rustfmt::skip]
const UNION: &[&str] = &[
    "ammattiliit", "ammattiosas", "luottamusmie", "luottamushenk", "ammattiyhd", "facklig", "fackför",
    "facket", "trade-union", "union", "förtroendeman",
];

/// Endings of compounds, with their case forms, that tell the same: `tvåbarnsfar`, `niskavaivoja`.
#[rustfmt::skip]
pub(super) const ENDINGS: &[&str] = &[
    "barnsfar", "barnsmor", "barnspappa", "barnsmamma", "barnsförälder", "vaiva", "vaivoja", "vaivaa",
    "vaivat", "vaivan", "tauti", "tautia", "taudin", "oireyhtymä", "kipu", "kipua", "kipuja", "sairaus",
    "sairautta", "besvär", "sjukdom", "smärta", "smärtor", "värk", "kymppinen", "kymppisiä", "kirkko",
    "kirkon", "kirkkoon", "liiton", "liitossa", "liittoon", "åring", "åringen", "årig", "årsåldern",
    "förbundet", "isä", "isän", "isänä", "huoltaja", "huoltajana",
];

/// Words about the same that are no beginnings: `nuoret` of a youth worker's text stay.
#[rustfmt::skip]
pub(super) const WORDS: &[&str] = &[
    "nuoren", "nuorehko", "nuorekas", "nuorekasta", "ikä", "iältään", "terveen", "terveitä", "terveet",
    "mies", "miehen", "miehiä", "miehet", "nainen", "naisen", "naisia", "naiset", "unga", "ungt", "friska",
    "friskt", "man", "män", "kvinna", "kvinnor", "men", "woman", "women", "gender", "sukupuoli", "kön", "age",
    "aged", "old", "young", "younger", "youthful", "healthy", "health-condition", "born", "isä", "isän",
    "dad", "parent", "mom", "mum", "homo", "jew", "jude", "pain", "injury", "deaf", "kuuro", "sokea", "sinkku",
    "siviilisääty", "civilstånd",
];

/// The same in Swedish alone: elsewhere they are other words (`make`, `gift`).
#[rustfmt::skip]
pub(super) const WORDS_SV: &[&str] = &[
    "make", "maken", "maka", "makan", "gift", "skild", "far", "mor",
];

/// Heads of compounds that name work, service or learning, as they begin: `perhetyötä`, `asylboende`.
#[rustfmt::skip]
pub(super) const WORK_HEADS: &[&str] = &[
    "työ", "palvel", "hoito", "hoido", "hoitaj", "ohjaaj", "ohjau", "ohjaam", "opett", "opetu", "neuvon",
    "neuvoj", "avustaj", "avustam", "asumis", "keskus", "keskuks", "kuntoutus", "kuntoutuks", "kuntouttaj",
    "kasvat", "arbete", "arbetar", "vård", "tjänst", "skötare", "rådgiv", "pedagog", "terapeu", "kurs",
    "lärare", "ledare", "behandl", "mottagn", "boende", "poliklin", "omsorg", "musiik", "musik",
];

/// What follows such words in a clause is where somebody lives or comes from, their name, or what ails
/// them; a `*` stands for any ending.
#[rustfmt::skip]
pub(super) const OPENERS: &[&[&str]] = &[
    &["asun"], &["asuin"], &["asunut"], &["asuinpaikkani"], &["kotipaikkani"], &["kotikuntani"],
    &["kotoisin"], &["lähtöisin"], &["osoitteessa"], &["osoitteeni"], &["syntynyt"], &["synnyin"],
    &["nimeni"], &["sukunimeni"], &["sairastan"], &["sairastanut"], &["sairastuin"], &["kärsin"],
    &["kärsinyt"], &["on", "todettu"], &["on", "diagnosoitu"], &["heter"], &["mitt", "namn"], &["bor"],
    &["bodde"], &["bott"], &["bosatt"], &["adress"], &["född"], &["född*"], &["uppvuxen"], &["kommer",
    "från"], &["kommer", "ursprungligen"], &["flyttade", "från"], &["flyttat", "från"], &["lider"],
    &["lidit"], &["diagnosticer*"], &["my", "name"], &["live", "in"], &["live", "at"], &["live", "on"],
    &["live", "near"], &["lived", "in"], &["lived", "at"], &["living", "in"], &["reside*"], &["residing"],
    &["my", "address"], &["address", "is"], &["born"], &["come", "from"], &["came", "from"], &["am", "from"],
    &["i'm", "from"], &["originally", "from"], &["moved", "from"], &["native", "of"], &["raised", "in"],
    &["suffer*"], &["diagnosed", "with"],
];

/// What follows such words is what somebody belongs to.
#[rustfmt::skip]
pub(super) const BELONGING: &[&str] = &[
    "kuulun", "kuuluin", "kuulunut", "tillhör", "tillhörde", "medlem", "medlemskap", "ansluten", "member",
    "membership", "belong", "belonged",
];

/// What stands before such words is what somebody belongs to.
#[rustfmt::skip]
pub(super) const MEMBERS: &[&str] = &[
    "jäsen", "jäsenen", "jäsenenä", "jäseneksi", "jäsenyys", "luottamusmie*", "luottamushenk*",
    "förtroendeman",
];

/// Beginnings of what one belongs to at work.
#[rustfmt::skip]
pub(super) const TEAMS: &[&str] = &[
    "team", "tiimi", "ryhm", "projek", "project", "johtor", "johtok", "hallitu", "styrelse", "board", "crew",
    "grupp", "group", "committee", "toimikun", "staff", "henkilök", "henkilös", "personal", "työyht",
    "työryh", "arbetslag", "organi",
];

/// Words at which what is told of oneself ends and another matter begins.
#[rustfmt::skip]
pub(super) const TURNS: &[&str] = &[
    "olen", "oon", "olin", "minä", "mä", "jag", "är", "am", "have", "har", "som", "as", "työskentelen",
    "työskentelin", "työskennellyt", "töissä", "toimin", "toiminut", "teen", "tein", "tehnyt", "arbetar",
    "arbetat", "arbetade", "jobbar", "jobbat", "jobbade", "work", "works", "worked", "working", "talar",
    "speak", "vill", "want", "ajan", "söker", "haen", "etsin", "background", "tausta", "bakgrund", "taustani",
];

#[rustfmt::skip]
pub(super) const TURNING: &[&str] = &[
    "ammatilt", "valmistu", "kouluttau", "opiske", "utbild", "yrke", "profession", "occupation", "trained",
    "studi", "kokem", "erfaren", "experien", "osaan", "puhun", "halua", "ajokor", "körkor", "looking",
    "seeking",
];

/// Labels of a form, whose value is the next clause: `Uskonto: ortodoksi`.
#[rustfmt::skip]
pub(super) const LABELS: &[&str] = &[
    "nimi", "sukunimi", "etunimi", "nimet", "osoite", "kotiosoite", "katuosoite", "syntymäaika",
    "syntymäpaikka", "syntymävuosi", "kotipaikka", "kansalaisuus", "uskonto", "uskontokunta", "siviilisääty",
    "perhe", "terveys", "terveydentila", "sairaudet", "jäsenyys", "jäsenyydet", "namn", "efternamn", "adress",
    "födelsedatum", "födelseort", "medborgarskap", "religion", "civilstånd", "familj", "hälsa", "medlemskap",
    "name", "surname", "address", "birthplace", "nationality", "citizenship", "family", "health",
    "membership", "memberships", "birth", "status",
];

/// Words that speak of work, learning or others, as they begin: beside one of them, what no one may ask
/// is what the work is about (`kokemusta autismin kirjosta`).
#[rustfmt::skip]
pub(super) const OF_WORK: &[&str] = &[
    "kokem", "kokenut", "osaa", "hallit", "tunte", "tuttu", "työ", "töi", "hoit", "hoid", "ohja", "opet",
    "opas", "autt", "avust", "potila", "asiakk", "asiaka", "oppil", "koulut", "kurss", "opin", "opisk",
    "tutkin", "pereht", "kunsk", "kunnig", "erfar", "arbet", "jobb", "vård", "undervis", "patient", "klient",
    "elev", "utbild", "kurs", "behärsk", "bemöt", "kompet", "work", "experien", "knowled", "skill", "care",
    "caring", "teach", "train", "course", "certif", "client", "pupil", "study", "studie", "treat",
];

/// Words of which `olen`, `jag är`, `I am` say that somebody is one.
#[rustfmt::skip]
pub(super) const BEING: &[&str] = &[
    "olen", "oon", "är", "am", "i'm", "im",
];
