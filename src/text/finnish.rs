//! Finnish without a dictionary: the base forms that an inflected word could come from.
//!
//! Endings, possessive suffixes and clitics are stripped and consonant gradation is undone in every
//! way that the grammar allows; which of the candidates is a word is for the caller's lexicon to say.

/// A base form that a word could come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Candidate {
    /// Lower case.
    pub base: String,
    /// How far-fetched it is: 0 is the word itself; more suffixes cost more.
    pub cost: u8,
}

const CLITICS: [&str; 8] = ["kin", "kaan", "kään", "kö", "ko", "han", "hän", "pa"];
const POSSESSIVES: [&str; 6] = ["nsa", "nsä", "mme", "nne", "ni", "si"];
/// Endings on a vowel stem that may be singular or, after `i`, plural.
const ENDINGS: [&str; 15] = [
    "ssa", "ssä", "sta", "stä", "lla", "llä", "lta", "ltä", "lle", "ksi", "kse", "na", "nä", "t",
    "n",
];
/// Endings of verbs on a vowel stem, and what a noun of action adds to it.
const VERBAL: [&str; 24] = [
    "mme", "tte", "vat", "vät", "maan", "mään", "massa", "mässä", "malla", "mällä", "masta",
    "mästä", "minen", "mista", "mistä", "misen", "miseen", "misessa", "misessä", "misesta",
    "misestä", "misella", "n", "t",
];

/// Every candidate for `word` (lower case, without hyphens), cheapest first, each once.
pub(crate) fn candidates(word: &str) -> Vec<Candidate> {
    let mut found = Found {
        list: Vec::with_capacity(32),
        back: harmony(word),
    };
    found.add(word, 0);
    let mut forms = vec![(word, 0)];
    for clitic in CLITICS {
        if let Some(rest) = cut(word, clitic, 4) {
            forms.push((rest, 30));
        }
    }
    for i in 0..forms.len() {
        let (form, cost) = forms[i];
        for possessive in POSSESSIVES {
            if let Some(rest) = cut(form, possessive, 4).filter(|r| ends_in_vowel(r)) {
                forms.push((rest, cost + 20));
            }
        }
        // `kirjanpidostaan`: after a case ending the possessive of the third person lengthens it.
        if let Some(rest) = lengthened(form).filter(|r| case_ending(r)) {
            forms.push((rest, cost + 15));
        }
    }
    for (form, cost) in forms {
        found.add(form, cost);
        if cost > 0 && ends_in_vowel(form) {
            found.either(form, cost + 3);
        }
        found.noun(form, cost + 5);
        found.verb(form, cost + 12);
        // `kirvesmiehen`, `huoltomiestä`: the one word of its kind, and the head of many trades.
        let man = ["mieh", "miest"].iter().find_map(|of| form.rfind(of));
        if let Some(before) = man.and_then(|at| form.get(..at)) {
            found.add(&format!("{before}mies"), cost + 5);
        }
    }
    found.list.sort_by_key(|c| c.cost);
    found.list
}

/// The verb's vowel stem behind a noun of action or an infinitive: `aja` for `ajaminen` and `ajaa`.
pub(crate) fn action_stem(base: &str) -> Option<String> {
    if let Some(stem) = cut(base, "minen", 3) {
        return Some(stem.to_owned());
    }
    let last = base.chars().next_back()?;
    let rest = &base[..base.len() - last.len_utf8()];
    let before = rest.chars().next_back()?;
    match (before, last) {
        ('t', 'a' | 'ä') => {
            // `hitsata`, `pakata`: the vowel stem drops the t and doubles the vowel.
            let stem = rest.strip_suffix('t')?;
            ends_in_vowel(stem).then(|| format!("{}{last}", strong_last(stem)))
        }
        ('l', 'a' | 'ä') => Some(format!("{}e", rest.strip_suffix('l')?)),
        ('d', 'a' | 'ä') => Some(rest.strip_suffix('d')?.to_owned()),
        (v, 'a' | 'ä') if is_vowel(v) => Some(rest.to_owned()),
        _ => None,
    }
}

/// The verb's vowel stem behind a past participle, written or spoken: `aja` for `ajanut` and `ajanu`,
/// `siivoa` for `siivonnut`.
pub(crate) fn participle_stem(word: &str) -> Option<String> {
    let stem = ["nut", "nyt", "nu", "ny"]
        .iter()
        .find_map(|ending| cut(word, ending, 3))?;
    match stem.strip_suffix('n') {
        Some(short) if ends_in_vowel(short) => {
            let last = if harmony(short) { 'a' } else { 'ä' };
            Some(format!("{}{last}", strong_last(short)))
        }
        _ => ends_in_vowel(stem).then(|| stem.to_owned()),
    }
}

struct Found {
    list: Vec<Candidate>,
    back: bool,
}

impl Found {
    fn add(&mut self, base: &str, cost: u8) {
        if base.len() >= 3 && !self.list.iter().any(|c| c.base == base && c.cost <= cost) {
            self.list.push(Candidate {
                base: base.to_owned(),
                cost,
            });
        }
    }

    fn a(&self) -> char {
        if self.back { 'a' } else { 'ä' }
    }

    fn noun(&mut self, form: &str, cost: u8) {
        for ending in ENDINGS {
            if let Some(stem) = cut(form, ending, 2).filter(|s| ends_in_vowel(s)) {
                self.either(stem, cost);
            }
        }
        self.partitive(form, cost);
        self.genitive_plural(form, cost);
        self.illative(form, cost);
    }

    fn partitive(&mut self, form: &str, cost: u8) {
        if form.ends_with("nta") || form.ends_with("ntä") {
            return;
        }
        if let Some(stem) = cut(form, "tta", 2).or_else(|| cut(form, "ttä", 2))
            && stem.ends_with('e')
        {
            self.add(stem, cost);
        }
        if let Some(stem) = cut(form, "ta", 2).or_else(|| cut(form, "tä", 2)) {
            if ends_in_vowel(stem) {
                self.either(stem, cost);
            } else {
                self.consonant(stem, cost);
            }
        }
        if let Some(stem) = cut(form, "ja", 2).or_else(|| cut(form, "jä", 2))
            && stem.ends_with(['o', 'u', 'ö', 'y', 'e'])
        {
            self.plural(stem, cost);
        }
        if let Some(stem) = cut(form, "a", 2).or_else(|| cut(form, "ä", 2))
            && ends_in_vowel(stem)
        {
            self.either(stem, cost);
        }
    }

    fn genitive_plural(&mut self, form: &str, cost: u8) {
        for ending in ["iden", "itten"] {
            if let Some(stem) = cut(form, ending, 2) {
                self.plural(stem, cost);
            }
        }
        if let Some(stem) = cut(form, "jen", 2) {
            self.plural(stem, cost);
        }
        if let Some(stem) = cut(form, "ten", 2).filter(|s| !ends_in_vowel(s)) {
            self.consonant(stem, cost);
        }
        if let Some(stem) = cut(form, "ien", 2) {
            self.plural(stem, cost);
            self.add(&format!("{stem}i"), cost);
        }
    }

    fn illative(&mut self, form: &str, cost: u8) {
        for ending in ["seen", "siin", "hin"] {
            if let Some(stem) = cut(form, ending, 2).filter(|s| ends_in_vowel(s)) {
                self.either(stem, cost);
            }
        }
        if let Some(stem) = lengthened(form) {
            self.either(stem, cost);
        }
        for ending in ["hon", "hön", "hun", "hyn", "han", "hän", "hen"] {
            if let Some(stem) = cut(form, ending, 2) {
                self.add(stem, cost);
            }
        }
    }

    /// A stem that ends in a vowel, of either number.
    fn either(&mut self, stem: &str, cost: u8) {
        self.singular(stem, cost);
        if let Some(rest) = cut(stem, "i", 2) {
            self.plural(rest, cost + 2);
        }
    }

    fn singular(&mut self, stem: &str, cost: u8) {
        self.add(stem, cost);
        for strong in strengthened(stem) {
            self.add(&strong, cost + 1);
            if let Some(rest) = strong.strip_suffix('e') {
                self.add(&format!("{rest}i"), cost + 2);
            }
        }
        for (end, nominative) in [
            ("ise", "inen"),
            ("kse", "s"),
            ("ude", "us"),
            ("yde", "ys"),
            ("ute", "us"),
            ("yte", "ys"),
            ("uute", "uus"),
            ("me", "n"),
            ("ma", "n"),
            ("mä", "n"),
            ("ttoma", "ton"),
            ("ttömä", "tön"),
            ("se", "nen"),
            ("de", "si"),
            ("e", "i"),
            ("re", "r"),
            ("le", "l"),
            ("ne", "n"),
            ("ee", "e"),
        ] {
            if let Some(rest) = stem.strip_suffix(end) {
                self.add(&format!("{rest}{nominative}"), cost + 2);
            }
        }
        let mut chars = stem.chars().rev();
        let (last, before) = (chars.next(), chars.next());
        if last == before && last.is_some_and(is_vowel) {
            let rest = &stem[..stem.len() - last.map_or(0, char::len_utf8)];
            let weak = weakened(rest);
            for form in [rest, &weak] {
                self.add(&format!("{form}s"), cost + 2);
                if last == Some('e') {
                    self.add(form, cost + 2);
                }
            }
        }
    }

    /// A plural stem without its `i`.
    fn plural(&mut self, stem: &str, cost: u8) {
        let strong = strengthened(stem);
        for form in std::iter::once(stem).chain(strong.iter().map(String::as_str)) {
            self.add(form, cost);
            self.add(&format!("{form}{}", self.a()), cost + 1);
            self.add(&format!("{form}i"), cost + 1);
            if let Some(rest) = form.strip_suffix('e') {
                self.add(&format!("{rest}i"), cost);
            }
            if let Some(rest) = form.strip_suffix(['o', 'ö']) {
                self.add(&format!("{rest}{}", self.a()), cost + 2);
            }
        }
        self.consonant(stem, cost + 1);
        let weak = weakened(stem);
        self.add(&format!("{weak}s"), cost + 2);
        self.add(&weak, cost + 2);
    }

    /// A stem that ends in a consonant: `osaamis`, `kiel`, `asiakas`.
    fn consonant(&mut self, stem: &str, cost: u8) {
        self.add(stem, cost);
        for (end, nominative) in [
            ("s", "nen"),
            ("ks", "s"),
            ("m", "n"),
            ("l", "li"),
            ("r", "ri"),
            ("n", "ni"),
            ("t", "si"),
        ] {
            if let Some(rest) = stem.strip_suffix(end) {
                self.add(&format!("{rest}{nominative}"), cost + 1);
            }
        }
    }

    fn verb(&mut self, form: &str, cost: u8) {
        for ending in VERBAL {
            if let Some(stem) = cut(form, ending, 2).filter(|s| ends_in_vowel(s)) {
                self.infinitives(stem, cost);
            }
        }
        self.infinitives(form, cost + 1);
        for ending in ["taan", "tään", "daan", "dään"] {
            if let Some(stem) = cut(form, ending, 2).filter(|s| ends_in_vowel(s)) {
                self.infinitives(stem, cost);
                if let Some(rest) = stem.strip_suffix('e') {
                    self.infinitives(&format!("{rest}{}", self.a()), cost);
                }
                self.add(&format!("{stem}t{}", self.a()), cost);
                self.add(&format!("{stem}d{}", self.a()), cost);
            }
        }
        for ending in ["nut", "nyt", "neet"] {
            let Some(stem) = cut(form, ending, 2) else {
                continue;
            };
            self.infinitives(stem, cost);
            if let Some(rest) = stem.strip_suffix('n') {
                self.add(&format!("{rest}t{}", self.a()), cost);
            }
            match stem.chars().next_back() {
                Some('l' | 'r') => self.add(&format!("{stem}l{}", self.a()), cost),
                Some('s') => self.add(&format!("{stem}t{}", self.a()), cost),
                _ => {}
            }
        }
    }

    /// Infinitives of a verb's vowel stem, whether past or present.
    fn infinitives(&mut self, stem: &str, cost: u8) {
        let a = self.a();
        let mut stems = vec![stem.to_owned()];
        stems.extend(strengthened(stem));
        for (end, present) in [("oi", "a"), ("si", "a"), ("i", ""), ("i", "e")] {
            if let Some(rest) = cut(stem, end, 2) {
                let past = format!(
                    "{rest}{}",
                    if present == "a" {
                        String::from(a)
                    } else {
                        present.to_owned()
                    }
                );
                stems.extend(strengthened(&past));
                if end == "si" {
                    self.add(&format!("{rest}t{a}"), cost + 3);
                }
                stems.push(past);
            }
        }
        for stem in &stems {
            self.add(&format!("{stem}{a}"), cost);
            for (end, infinitive) in [
                ("tse", "t"),
                ("le", "ll"),
                ("ne", "nn"),
                ("re", "rr"),
                ("se", "st"),
            ] {
                if let Some(rest) = stem.strip_suffix(end) {
                    self.add(&format!("{rest}{infinitive}{a}"), cost + 1);
                    self.add(&format!("{}{infinitive}{a}", weakened(rest)), cost + 1);
                }
            }
            if let Some(rest) = stem.strip_suffix(['a', 'ä']).filter(|r| ends_in_vowel(r)) {
                self.add(&format!("{rest}t{a}"), cost + 1);
                self.add(&format!("{}t{a}", weakened(rest)), cost + 1);
            }
            if stem.ends_with(['i', 'y', 'e', 'o', 'u', 'ö']) {
                self.add(&format!("{stem}d{a}"), cost + 1);
            }
        }
    }
}

/// `word` without `ending`, where at least `left` letters stay.
fn cut<'a>(word: &'a str, ending: &str, left: usize) -> Option<&'a str> {
    let rest = word.strip_suffix(ending)?;
    (rest.len() >= left && rest.chars().nth(left - 1).is_some()).then_some(rest)
}

/// `hoitajaan` → `hoitaja`: without a lengthened vowel and its n.
fn lengthened(form: &str) -> Option<&str> {
    let rest = cut(form, "n", 3)?;
    let mut chars = rest.chars().rev();
    let (last, before) = (chars.next()?, chars.next()?);
    (last == before && is_vowel(last)).then(|| &rest[..rest.len() - last.len_utf8()])
}

fn case_ending(form: &str) -> bool {
    [
        "ssa", "ssä", "sta", "stä", "lla", "llä", "lta", "ltä", "lle", "kse", "na", "nä", "ta",
        "tä",
    ]
    .iter()
    .any(|e| form.ends_with(e))
}

/// Whether the back vowels rule: `a`, not `ä`, in endings.
fn harmony(word: &str) -> bool {
    word.chars().rev().find_map(|c| match c {
        'a' | 'o' | 'u' => Some(true),
        'ä' | 'ö' | 'y' => Some(false),
        _ => None,
    }) != Some(false)
}

pub(crate) fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'ä' | 'ö' | 'å' | 'é')
}

fn ends_in_vowel(word: &str) -> bool {
    word.chars().next_back().is_some_and(is_vowel)
}

/// A stem cut before the consonants that stand before its last vowels: head, consonants, vowels.
fn last_syllable(stem: &str) -> (&str, &str, &str) {
    let tail = stem.trim_end_matches(is_vowel);
    let head = tail.trim_end_matches(|c: char| c.is_alphabetic() && !is_vowel(c));
    (head, &tail[head.len()..], &stem[tail.len()..])
}

/// What the strong grade of a weak stem may be: `kortin` is of `kortti`, `kadun` of `katu`.
fn strengthened(stem: &str) -> Vec<String> {
    let (head, cluster, vowels) = last_syllable(stem);
    let grades: &[(&str, &str)] = &[
        ("ng", "nk"),
        ("nn", "nt"),
        ("mm", "mp"),
        ("ll", "lt"),
        ("rr", "rt"),
        ("d", "t"),
        ("v", "p"),
        ("k", "kk"),
        ("p", "pp"),
        ("t", "tt"),
        ("j", "k"),
    ];
    let doubled = ["kk", "pp", "tt"].iter().any(|d| cluster.ends_with(d));
    let mut strong: Vec<String> = grades
        .iter()
        .filter(|_| !doubled)
        .filter_map(|(weak, full)| {
            let rest = cluster.strip_suffix(weak)?;
            Some(format!("{head}{rest}{full}{vowels}"))
        })
        .collect();
    if cluster.is_empty() || matches!(cluster, "l" | "r" | "h") {
        // `jalan` is of `jalka`, `puolen` of nothing: the k that vanished comes back.
        if let Some(last) = vowels.chars().next_back() {
            let before = &vowels[..vowels.len() - last.len_utf8()];
            strong.push(format!("{head}{cluster}{before}k{last}"));
        }
    }
    strong
}

/// The weak grade of a strong stem: `asiakka` is of `asiakas`.
fn weakened(stem: &str) -> String {
    let (head, cluster, vowels) = last_syllable(stem);
    for (strong, weak) in [
        ("kk", "k"),
        ("pp", "p"),
        ("tt", "t"),
        ("nk", "ng"),
        ("nt", "nn"),
        ("mp", "mm"),
        ("lt", "ll"),
        ("rt", "rr"),
        ("t", "d"),
        ("p", "v"),
        ("k", ""),
    ] {
        if let Some(rest) = cluster.strip_suffix(strong) {
            return format!("{head}{rest}{weak}{vowels}");
        }
    }
    stem.to_owned()
}

/// The strong grade most likely behind the last syllable of a contracted verb: `paka` of `pakkaa`.
fn strong_last(stem: &str) -> String {
    let (head, cluster, vowels) = last_syllable(stem);
    match cluster {
        "k" | "p" | "t" => format!("{head}{cluster}{cluster}{vowels}"),
        _ => stem.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(word: &str, base: &str) {
        let found = candidates(word);
        assert!(
            found.iter().any(|c| c.base == base),
            "{word} → {base} not among {:?}",
            found.iter().map(|c| &c.base).collect::<Vec<_>>()
        );
    }

    #[test]
    fn nouns_come_back_from_their_cases() {
        for (word, base) in [
            ("hitsaajalle", "hitsaaja"),
            ("kortin", "kortti"),
            ("kortteja", "kortti"),
            ("asiakkaiden", "asiakas"),
            ("asiakkaalle", "asiakas"),
            ("osaamisesta", "osaaminen"),
            ("osaamista", "osaaminen"),
            ("kielen", "kieli"),
            ("kieltä", "kieli"),
            ("vastausten", "vastaus"),
            ("vastauksessa", "vastaus"),
            ("laitteiden", "laite"),
            ("huoneeseen", "huone"),
            ("palveluiden", "palvelu"),
            ("hoitajia", "hoitaja"),
            ("hoitajaan", "hoitaja"),
            ("työhön", "työ"),
            ("taidon", "taito"),
            ("kirjanpidostaan", "kirjanpito"),
            ("kaupan", "kauppa"),
            ("kaupungeissa", "kaupunki"),
            ("terveyden", "terveys"),
            ("osaamisemme", "osaaminen"),
            ("trukillakin", "trukki"),
            ("ostojen", "osto"),
            ("asioita", "asia"),
            ("naisten", "nainen"),
            ("puhelimen", "puhelin"),
        ] {
            check(word, base);
        }
    }

    #[test]
    fn verbs_come_back_from_their_forms() {
        for (word, base) in [
            ("hoidan", "hoitaa"),
            ("ajoin", "ajaa"),
            ("hitsannut", "hitsata"),
            ("hitsaan", "hitsata"),
            ("pakkaamaan", "pakata"),
            ("työskentelen", "työskennellä"),
            ("hallitset", "hallita"),
            ("hoidetaan", "hoitaa"),
            ("hoitanut", "hoitaa"),
            ("johdat", "johtaa"),
            ("ohjelmoin", "ohjelmoida"),
            ("hitsasin", "hitsata"),
            ("hoitamista", "hoitaa"),
        ] {
            check(word, base);
        }
    }

    #[test]
    fn an_infinitive_and_its_noun_share_their_stem() {
        for (infinitive, noun) in [
            ("ajaa", "ajaminen"),
            ("hitsata", "hitsaaminen"),
            ("pakata", "pakkaaminen"),
            ("ohjelmoida", "ohjelmoiminen"),
        ] {
            assert_eq!(action_stem(infinitive), action_stem(noun), "{infinitive}");
        }
    }
}
