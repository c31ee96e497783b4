//! Facts of a text that are no concepts: years of experience, shifts, working time, places, a car.

use std::sync::LazyLock;

use super::hash::FastMap;
use super::layout::Layout;
use super::strength::Class;
use crate::domain::{Lang, MunicipalityCode, Need, ReadFacts, Shift};

const D: Shift = Shift::Day;
const E: Shift = Shift::Evening;
const N: Shift = Shift::Night;
const W: Shift = Shift::Weekend;

/// Beginnings of words, and the shifts that they say.
const SHIFTS: &[(&str, &[Shift])] = &[
    ("kolmivuoro", &[D, E, N]),
    ("3-vuoro", &[D, E, N]),
    ("treskift", &[D, E, N]),
    ("3-skift", &[D, E, N]),
    ("three-shift", &[D, E, N]),
    ("keskeytymät", &[D, E, N, W]),
    ("kaksivuoro", &[D, E]),
    ("2-vuoro", &[D, E]),
    ("tvåskift", &[D, E]),
    ("2-skift", &[D, E]),
    ("two-shift", &[D, E]),
    ("vuorotyö", &[D, E]),
    ("skiftarbete", &[D, E]),
    ("jaksotyö", &[D, E, N, W]),
    ("periodarbete", &[D, E, N, W]),
    ("iltavuoro", &[E]),
    ("iltatyö", &[E]),
    ("iltaisin", &[E]),
    ("kvällsskift", &[E]),
    ("kvällsarbete", &[E]),
    ("kvällar", &[E]),
    ("evenings", &[E]),
    ("yövuoro", &[N]),
    ("yötyö", &[N]),
    ("öisin", &[N]),
    ("nattskift", &[N]),
    ("nattarbete", &[N]),
    ("nätter", &[N]),
    ("nights", &[N]),
    ("yökkö", &[N]),
    ("viikonlopputyö", &[W]),
    ("viikonloppuvuoro", &[W]),
    ("viikonloppuisin", &[W]),
    ("helgarbete", &[W]),
    ("veckoslut", &[W]),
    ("weekends", &[W]),
    ("päivätyö", &[D]),
    ("päivävuoro", &[D]),
    ("aamuvuoro", &[D]),
    ("dagtid", &[D]),
    ("dagarbete", &[D]),
    ("dagskift", &[D]),
    ("daytime", &[D]),
];

/// Words for small numbers in the three languages, in the forms that stand before years.
const NUMBERS: &[(&str, u8)] = &[
    ("yksi", 1),
    ("yhden", 1),
    ("vuoden", 1),
    ("ett", 1),
    ("one", 1),
    ("kaksi", 2),
    ("kahden", 2),
    ("parin", 2),
    ("pari", 2),
    ("två", 2),
    ("two", 2),
    ("kolme", 3),
    ("kolmen", 3),
    ("muutaman", 3),
    ("tre", 3),
    ("three", 3),
    ("neljä", 4),
    ("neljän", 4),
    ("fyra", 4),
    ("four", 4),
    ("viisi", 5),
    ("viiden", 5),
    ("fem", 5),
    ("five", 5),
    ("kuusi", 6),
    ("kuuden", 6),
    ("sex", 6),
    ("six", 6),
    ("seitsemän", 7),
    ("sju", 7),
    ("seven", 7),
    ("kahdeksan", 8),
    ("åtta", 8),
    ("eight", 8),
    ("yhdeksän", 9),
    ("nio", 9),
    ("nine", 9),
    ("kymmenen", 10),
    ("tio", 10),
    ("ten", 10),
    ("viisitoista", 15),
    ("femton", 15),
    ("fifteen", 15),
    ("kaksikymmentä", 20),
    ("tjugo", 20),
    ("twenty", 20),
];

static PLACES: LazyLock<FastMap<String, MunicipalityCode>> = LazyLock::new(|| {
    let mut places = FastMap::default();
    for code in MunicipalityCode::all() {
        places.insert(code.facts().name_sv.to_lowercase(), code);
    }
    for code in MunicipalityCode::all() {
        places.insert(code.facts().name_fi.to_lowercase(), code);
    }
    for form in ["kangasalla", "kangasalle", "kangasalta"] {
        if let Some(code) = places.get("kangasala").copied() {
            places.insert(form.to_owned(), code);
        }
    }
    places
});

/// The names of municipalities, for the dictionaries.
pub(crate) fn texts() -> impl Iterator<Item = (Lang, &'static str)> {
    MunicipalityCode::all().flat_map(|code| {
        [
            (Lang::Fi, code.facts().name_fi),
            (Lang::Sv, code.facts().name_sv),
        ]
    })
}

/// The municipality that the word names, in any case of its name.
pub(crate) fn place(layout: &Layout, at: usize) -> Option<MunicipalityCode> {
    let placed = layout.words.get(at)?;
    if !placed
        .raw
        .surface
        .chars()
        .next()
        .is_some_and(char::is_uppercase)
    {
        return None;
    }
    let forms = placed
        .word
        .bases
        .iter()
        .map(String::as_str)
        .chain([placed.word.lower.as_str()]);
    let mut forms = forms.filter_map(|f| PLACES.get(f));
    forms.next().copied()
}

/// The shifts that the word says; none where it says none.
pub(crate) fn shifts(word: &str) -> &'static [Shift] {
    SHIFTS
        .iter()
        .find(|(beginning, _)| word.starts_with(beginning))
        .map_or(&[], |(_, shifts)| shifts)
}

/// Years said at a word: `10 vuotta`, `kahdeksan vuotta`, `vuoden kokemus`, `2015–2019`.
pub(crate) fn years(layout: &Layout, at: usize) -> Option<u8> {
    let word = layout.lower(at);
    if let (Some(from), Some(to)) = (calendar_year(word), calendar_year(layout.lower(at + 1))) {
        return u8::try_from(to.checked_sub(from)?)
            .ok()
            .filter(|y| (1..=50).contains(y));
    }
    if word == "vuoden" && !is_number(layout.lower(at.wrapping_sub(1))) {
        return Some(1);
    }
    let unit = |w: &str| {
        (w.starts_with("vuo") && !w.starts_with("vuor") && !w.contains("vuotia"))
            || matches!(w, "v" | "år" | "års" | "year" | "years")
    };
    let is_followed_by_unit = unit(layout.lower(at + 1))
        || (unit(layout.lower(at + 2)) && layout.lower(at + 1).len() > 1);
    number(word).filter(|_| is_followed_by_unit && word != "vuoden")
}

fn is_number(word: &str) -> bool {
    word != "vuoden" && number(word).is_some()
}

fn number(word: &str) -> Option<u8> {
    let digits = word
        .trim_end_matches('+')
        .split([',', '.', '-'])
        .next()
        .unwrap_or(word);
    match digits.parse::<u8>() {
        Ok(n) => (1..=50).contains(&n).then_some(n),
        Err(_) => NUMBERS.iter().find(|(w, _)| *w == word).map(|(_, n)| *n),
    }
}

fn calendar_year(word: &str) -> Option<u16> {
    word.parse().ok().filter(|y| (1950..=2040).contains(y))
}

/// Reads the facts of a text.
pub(crate) fn read(layout: &Layout) -> ReadFacts {
    let mut facts = ReadFacts::default();
    for at in 0..layout.words.len() {
        time(layout, at, &mut facts);
        car(layout, at, &mut facts);
        if let Some(code) = place(layout, at) {
            let code = code.as_str().to_owned();
            if !facts.municipalities.contains(&code) {
                facts.municipalities.push(code);
            }
        }
        if let Some(years) = years(layout, at) {
            experience(layout, at, years, &mut facts);
        }
    }
    facts.no_experience_needed = (0..layout.clauses.len()).any(|c| no_experience(layout, c));
    facts.shifts.sort_unstable();
    facts.early_start |= facts.shifts.contains(&N);
    facts
}

fn time(layout: &Layout, at: usize, facts: &mut ReadFacts) {
    let word = layout.lower(at);
    let denied = || layout.said_of(at, at).denied;
    let said = shifts(word);
    if !said.is_empty() && !denied() {
        for shift in said {
            if !facts.shifts.contains(shift) {
                facts.shifts.push(*shift);
            }
        }
    }
    let next = layout.lower(at + 1);
    let full = word.starts_with("kokoaik")
        || word.starts_with("kokopäiv")
        || word.starts_with("heltid")
        || word.starts_with("full-time")
        || (word == "full" && next == "time");
    let part = word.starts_with("osa-aik")
        || word.starts_with("osapäiv")
        || word.starts_with("deltid")
        || word.starts_with("part-time")
        || (word == "part" && next == "time");
    if (full || part) && !denied() {
        // Where both are said, neither is.
        facts.full_time = match facts.full_time {
            Some(said) if said != full => None,
            _ => Some(full),
        };
    }
    if matches!(word, "klo" | "kello" | "kl" | "klockan" | "at") {
        let hour = next
            .split(['.', ':'])
            .next()
            .and_then(|h| h.parse::<u8>().ok());
        let clock = word != "at" || next.contains([':', '.']);
        facts.early_start |= clock && hour.is_some_and(|h| (3..7).contains(&h));
    }
}

fn car(layout: &Layout, at: usize, facts: &mut ReadFacts) {
    let (word, next) = (layout.lower(at), layout.lower(at + 1));
    let own = (word.starts_with("oma") && matches!(next, "auto" | "autoa" | "auton" | "autolla"))
        || (word == "egen" && next == "bil")
        || (word == "own" && next == "car")
        || matches!(word, "omaauto" | "auto-oikeus");
    if own {
        facts.own_car = Some(!layout.said_of(at, at + 1).denied);
    }
}

fn is_experience(word: &str) -> bool {
    [
        "kokemu",
        "työkokemu",
        "erfarenhet",
        "arbetserfarenhet",
        "experience",
    ]
    .iter()
    .any(|w| word.starts_with(w))
}

fn experience(layout: &Layout, at: usize, years: u8, facts: &mut ReadFacts) {
    let clause = layout.clauses[layout.words[at].clause].words.clone();
    if !clause.into_iter().any(|w| is_experience(layout.lower(w))) {
        return;
    }
    let said = layout.said_of(at, at);
    let need = match said.class {
        Some(Class::Asked(need)) => need,
        Some(Class::Offered | Class::OfEmployer) => return,
        _ => Need::Should,
    };
    if !said.denied && facts.experience_years.is_none() {
        facts.experience_years = Some((years, need));
    }
}

/// `aiempaa kokemusta ei vaadita`, `ingen erfarenhet krävs`, `no experience required`.
fn no_experience(layout: &Layout, clause: usize) -> bool {
    let clause = &layout.clauses[clause];
    clause.words.clone().any(|at| {
        if !is_experience(layout.lower(at)) {
            return false;
        }
        let said = layout.said_of(at, at);
        let before = (at.saturating_sub(2)..at)
            .any(|w| matches!(layout.lower(w), "no" | "ingen" | "inga" | "ilman"));
        before || (said.denied && said.own && matches!(said.class, None | Some(Class::Asked(_))))
    })
}
