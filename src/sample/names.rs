//! Made-up names of people and employers.

use super::random::Random;

/// Where a name and the languages that go with it come from.
pub(super) struct Origin {
    /// Share of people, per mille.
    share: usize,
    /// Mother tongue.
    pub(super) tongue: &'static str,
    first: &'static [&'static str],
    family: &'static [&'static str],
    ending: &'static [&'static str],
}

const FI_FIRST: &[&str] = &[
    "Aino", "Anneli", "Antti", "Arja", "Eero", "Eeva", "Elina", "Emilia", "Eveliina", "Hanna",
    "Hannu", "Harri", "Heidi", "Heikki", "Helena", "Henna", "Ilkka", "Inka", "Jaakko", "Jaana",
    "Janne", "Jari", "Jenni", "Joni", "Jouni", "Juha", "Jukka", "Kaisa", "Kalle", "Kari", "Kati",
    "Katja", "Kirsi", "Laura", "Lauri", "Leena", "Liisa", "Mari", "Marja", "Marko", "Matti",
    "Mika", "Minna", "Niina", "Noora", "Olli", "Outi", "Pasi", "Pekka", "Petri", "Päivi", "Raija",
    "Reijo", "Riikka", "Risto", "Saara", "Sami", "Sanna", "Seija", "Sirpa", "Tapio", "Tarja",
    "Teemu", "Terhi", "Timo", "Tuula", "Ulla", "Veera", "Ville", "Virpi",
];
const FI_FAMILY: &[&str] = &[
    "Hauta", "Hieta", "Honka", "Hopea", "Illan", "Jokela", "Kaarna", "Kataja", "Keto", "Koivu",
    "Korpi", "Kuusi", "Lehmus", "Leppä", "Lumi", "Marja", "Metsä", "Musta", "Naava", "Oja", "Paju",
    "Pelto", "Pihlaja", "Puro", "Rauta", "Ruska", "Salmi", "Sammal", "Suvi", "Tammi", "Terva",
    "Tuomi", "Tuuli", "Vaahtera", "Varpu", "Vesa", "Viita",
];
const FI_ENDING: &[&str] = &[
    "aho", "harju", "joki", "kallio", "kangas", "koski", "kumpu", "laakso", "lampi", "linna",
    "maa", "mäki", "niemi", "noro", "perä", "ranta", "saari", "salo", "suo", "vaara", "vuori",
];

const ORIGINS: &[Origin] = &[
    Origin {
        share: 790,
        tongue: "fi",
        first: FI_FIRST,
        family: FI_FAMILY,
        ending: FI_ENDING,
    },
    Origin {
        share: 35,
        tongue: "sv",
        first: &[
            "Anna", "Axel", "Carina", "Emma", "Fredrik", "Johan", "Karin", "Linnea", "Mats",
            "Susanne", "Viktor",
        ],
        family: &[
            "Back", "Berg", "Ek", "Gran", "Lind", "Norr", "Sand", "Strand", "Sund", "Öster",
        ],
        ending: &[
            "blom", "fors", "gård", "holm", "kvist", "mark", "näs", "rot", "vall", "vik",
        ],
    },
    Origin {
        share: 35,
        tongue: "uk",
        first: &[
            "Andrii", "Bohdan", "Iryna", "Kateryna", "Maksym", "Nataliia", "Oksana", "Serhii",
            "Tetiana", "Yulia",
        ],
        family: &[
            "Bila", "Dibro", "Honch", "Kalyn", "Kruts", "Lisov", "Okhri", "Step", "Vyshn", "Zele",
        ],
        ending: &["renko", "chuk", "vets", "yshyn", "enets", "niuk"],
    },
    Origin {
        share: 30,
        tongue: "ru",
        first: &[
            "Aleksei", "Elena", "Irina", "Ivan", "Larisa", "Marina", "Nikita", "Olga", "Sergei",
            "Svetlana",
        ],
        family: &[
            "Belo", "Droz", "Gorel", "Klimo", "Ler", "Morosh", "Ozer", "Ryab", "Snegir", "Vetr",
        ],
        ending: &["bekov", "intsev", "kin", "lov", "ninov", "tsov"],
    },
    Origin {
        share: 25,
        tongue: "so",
        first: &[
            "Abdi", "Ahmed", "Asha", "Fadumo", "Hamdi", "Ifrah", "Maryan", "Mohamed", "Sahra",
            "Yusuf",
        ],
        family: &[
            "Aw", "Bar", "Dual", "Far", "Gal", "Hirs", "Jam", "Mur", "Nur", "War",
        ],
        ending: &["aale", "adow", "ahle", "eysan", "iile", "same"],
    },
    Origin {
        share: 25,
        tongue: "ar",
        first: &[
            "Ali", "Amal", "Hassan", "Huda", "Karim", "Layla", "Mustafa", "Noor", "Omar", "Zainab",
        ],
        family: &[
            "Al-Basr", "Al-Dur", "Al-Hil", "Al-Kut", "Al-Nas", "Al-Raf", "Al-Sam", "Al-Tam",
        ],
        ending: &["awi", "ani", "ari", "idi", "ouni"],
    },
    Origin {
        share: 20,
        tongue: "et",
        first: &[
            "Andres", "Kadri", "Kristjan", "Liis", "Maarika", "Priit", "Tiina", "Toomas", "Urmas",
        ],
        family: &[
            "Haav", "Kask", "Kivi", "Lepa", "Met", "Pärna", "Saar", "Tam", "Vaher",
        ],
        ending: &["ik", "ema", "mägi", "oja", "salu", "vee"],
    },
    Origin {
        share: 20,
        tongue: "fa",
        first: &[
            "Ahmad", "Fatemeh", "Hossein", "Leila", "Maryam", "Mehdi", "Parisa", "Reza", "Zahra",
        ],
        family: &[
            "Ahang", "Bagher", "Darv", "Golest", "Karim", "Mosht", "Nav", "Rost", "Shir",
        ],
        ending: &["abadi", "ani", "azad", "ian", "pour", "zadeh"],
    },
    Origin {
        share: 20,
        tongue: "en",
        first: &[
            "Adaeze", "Amit", "Chinedu", "Grace", "Joyce", "Kofi", "Priya", "Ravi", "Samuel",
            "Sunita",
        ],
        family: &[
            "Ach", "Ban", "Chand", "Dam", "Eke", "Mens", "Nwo", "Osa", "Raj", "Sub",
        ],
        ending: &["ampong", "ana", "eke", "ora", "pal", "siah", "war"],
    },
];

/// Where a person's name and mother tongue come from.
pub(super) fn origin(random: &mut Random) -> &'static Origin {
    random
        .weighted(ORIGINS, |origin| origin.share)
        .unwrap_or(&ORIGINS[0])
}

impl Origin {
    /// A name.
    pub(super) fn name(&self, random: &mut Random) -> String {
        let (first, family) = (random.word(self.first), random.word(self.family));
        format!("{first} {family}{}", random.word(self.ending))
    }
}

const FIRM_FIRST: &[&str] = &[
    "Aamu", "Hopea", "Huurre", "Ilves", "Joutsen", "Kaarna", "Kanto", "Kesä", "Kide", "Kukka",
    "Kuura", "Laine", "Lempo", "Lintu", "Loimu", "Majakka", "Naali", "Otso", "Palko", "Pilvi",
    "Pohja", "Raita", "Repo", "Ruska", "Sarka", "Sini", "Sumu", "Taru", "Terho", "Utu", "Vanamo",
];
const FIRM_SECOND: &[&str] = &[
    "kanta", "kaari", "kivi", "kulma", "laituri", "linna", "mylly", "niitty", "paja", "piha",
    "polku", "portti", "puisto", "raitti", "silta", "torni", "tupa", "valo", "verkko", "virta",
];

/// A made-up employer of a line of business: `Huurresillan Rakennus Oy`.
pub(super) fn employer(random: &mut Random, line: &str) -> String {
    let (first, second) = (random.word(FIRM_FIRST), random.word(FIRM_SECOND));
    let form = if random.percent(8) { "Ky" } else { "Oy" };
    format!("{first}{second} {line} {form}")
}

/// A made-up business ID: the last digit cannot be a check digit, so none is real.
pub(super) fn business_id(random: &mut Random) -> String {
    format!("{:07}-X", random.between(1_000_000, 9_999_999))
}
