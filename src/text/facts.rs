//! Facts of a text that are no concepts: years of experience, shifts, working time, places, a car.

use std::sync::LazyLock;

use super::hash::FastMap;
use super::layout::Layout;
use super::strength::Class;
use super::words;
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
    ("yötöi", &[N]),
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
    ("viikonlopputöi", &[W]),
    ("lördag", &[W]),
    ("söndag", &[W]),
    ("helger", &[W]),
    ("saturday", &[W]),
    ("sunday", &[W]),
    ("lauantai", &[W]),
    ("sunnuntai", &[W]),
    ("iltatöi", &[E]),
    ("iltahomm", &[E]),
    ("päivätöi", &[D]),
    ("päivähomm", &[D]),
    ("arkipäiv", &[D]),
    ("arkisin", &[D]),
    ("arkena", &[D]),
    ("vardagar", &[D]),
    ("weekdays", &[D]),
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
    ("muutama", 3),
    ("usean", 3),
    ("useamman", 3),
    ("useita", 3),
    ("flera", 3),
    ("several", 3),
    ("par", 2),
    ("couple", 2),
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
    ("kymmentä", 10),
    ("elva", 11),
    ("tolv", 12),
    ("tretton", 13),
    ("fjorton", 14),
    ("femton", 15),
    ("sexton", 16),
    ("sjutton", 17),
    ("arton", 18),
    ("nitton", 19),
    ("tjugo", 20),
    ("trettio", 30),
    ("eleven", 11),
    ("twelve", 12),
    ("thirteen", 13),
    ("fourteen", 14),
    ("fifteen", 15),
    ("sixteen", 16),
    ("seventeen", 17),
    ("eighteen", 18),
    ("nineteen", 19),
    ("twenty", 20),
    ("thirty", 30),
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
    if !placed.is_capital() {
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
        .find(|(beginning, _)| words::begins(word, beginning))
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
    if let Some(year) = calendar_year(word).filter(|_| is_since(layout.lower(at.wrapping_sub(1)))) {
        return u8::try_from(EARLIEST_READING_YEAR.checked_sub(year)?).ok();
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

/// No text was read before this program was there: what has been done since a year has been done at
/// least until this one.
const EARLIEST_READING_YEAR: u16 = 2026;

fn is_since(word: &str) -> bool {
    matches!(word, "vuodesta" | "lähtien" | "sedan" | "since" | "från")
}

/// Hours a week said at a word, fewest and most, in tenths: `37,5 tuntia viikossa`, `20–30 h/vko`.
pub(crate) fn weekly_hours(layout: &Layout, at: usize) -> Option<(u16, u16)> {
    let most = tenths(layout.lower(at))?;
    let unit = layout.lower(at + 1);
    let hours = [
        "tunti", "tuntia", "tunnin", "tunnille", "h", "t", "tim", "timmar", "timme", "hours",
        "hour",
    ]
    .contains(&unit);
    let week = |w: &str| {
        ["viikko", "viiko", "vko", "vk", "vecka", "veckan", "week"]
            .iter()
            .any(|b| w.starts_with(b))
            || matches!(w, "weekly" | "i" | "per" | "a" | "minuuttia" | "minuter")
    };
    let weekly = matches!(
        unit,
        "h/vko" | "t/vko" | "h/vk" | "h/viikko" | "tim/vecka" | "h/v" | "viikkotuntia"
    ) || (hours
        && (1..5).any(|n| {
            let w = layout.lower(at + 1 + n);
            week(w) && w.len() > 2 && w != "per"
        }));
    if !weekly || !(20..=480).contains(&most) {
        return None;
    }
    // `30–38,25`: the two numbers have nothing but a dash between them.
    let least = at.checked_sub(1).and_then(|before| {
        let apart = layout.words[at].raw.start - layout.words[before].raw.end;
        tenths(layout.lower(before)).filter(|_| apart == 1)
    });
    Some((
        least.filter(|l| (20..most).contains(l)).unwrap_or(most),
        most,
    ))
}

/// A number of hours such as `37,5` in tenths.
fn tenths(word: &str) -> Option<u16> {
    let mut parts = word.splitn(2, [',', '.']);
    let whole: u16 = parts.next()?.parse().ok().filter(|n| *n < 169)?;
    let rest = parts
        .next()
        .map_or(Some(0), |p| p.get(..1)?.parse::<u16>().ok())?;
    Some(whole * 10 + rest)
}

fn is_number(word: &str) -> bool {
    word != "vuoden" && number(word).is_some()
}

/// A small number in digits or words: 1 to 50.
pub(crate) fn number(word: &str) -> Option<u8> {
    let digits = word
        .trim_end_matches('+')
        .split([',', '.', '-'])
        .next()
        .unwrap_or(word);
    match digits.parse::<u8>() {
        Ok(n) => (1..=50).contains(&n).then_some(n),
        Err(_) => simple(word).or_else(|| compound(word)),
    }
}

fn simple(word: &str) -> Option<u8> {
    NUMBERS.iter().find(|(w, _)| *w == word).map(|(_, n)| *n)
}

/// `kolmetoista`, `parikymmentä`, `kolmenkymmenen`: Finnish numbers made of two.
fn compound(word: &str) -> Option<u8> {
    let teen = word
        .strip_suffix("toista")
        .and_then(|w| Some(simple(w)? + 10));
    let tens = ["kymmentä", "kymmenen", "kymmenien"]
        .iter()
        .filter_map(|end| word.strip_suffix(end))
        .find_map(|w| simple(w)?.checked_mul(10));
    teen.or(tens).filter(|n| (11..=50).contains(n))
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
    let asks = (0..layout.clauses.len()).any(|c| asks_experience(layout, c));
    let none = |c| no_experience(layout, c).is_some_and(|of_any| of_any || !asks);
    facts.no_experience_needed =
        facts.experience_years.is_none() && (0..layout.clauses.len()).any(none);
    facts.shifts.sort_unstable();
    facts.early_start |= !layout.profile && facts.shifts.contains(&N);
    facts
}

fn time(layout: &Layout, at: usize, facts: &mut ReadFacts) {
    let word = layout.lower(at);
    let denied = || layout.said_of(at, at).denied;
    let said = shifts(word);
    if !said.is_empty() && layout.profile {
        limit(layout, at, said, facts);
    } else if !said.is_empty() && !denied() && !is_free(layout, at) {
        for shift in said {
            if !facts.shifts.contains(shift) {
                facts.shifts.push(*shift);
            }
        }
    }
    if !layout.profile && facts.weekly_tenths.is_none() {
        facts.weekly_tenths = weekly_hours(layout, at);
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
    let meant = !layout.profile || is_limit(layout, at);
    if (full || part) && meant && !denied() {
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

/// Whether a clause says that this is free time or a time on call, and no shift.
fn is_free(layout: &Layout, at: usize) -> bool {
    const ON_CALL: &[&str] = &["päivyst", "varalla", "jour", "beredskap", "on-call"];
    const FREE: &[&str] = &[
        "vapaa", "vapaal", "kiinni", "suljet", "ledig", "stängt", "off", "closed",
    ];
    if layout.any_begins(layout.sentence_of(at), ON_CALL) {
        return true;
    }
    let here = layout.words[at].clause;
    let own = layout.clauses[here].words.clone();
    let bare = own.len() <= 2;
    layout.any_begins(own, FREE)
        || (bare
            && (here + 1..layout.clauses.len().min(here + 4))
                .take_while(|c| layout.clauses[*c].sentence == layout.clauses[here].sentence)
                .any(|c| layout.any_begins(layout.clauses[c].words.clone(), FREE)))
}

/// Whether a jobseeker says of what stands here that it is sought, or that nothing else will do.
fn is_limit(layout: &Layout, at: usize) -> bool {
    let only = |w: usize| {
        matches!(
            layout.lower(w),
            "vain"
                | "ainoastaan"
                | "pelkästään"
                | "pelkkää"
                | "bara"
                | "endast"
                | "enbart"
                | "only"
        )
    };
    layout.clause_of(at).any(only) || layout.said_of(at, at).class == Some(Class::Wished)
}

/// Shifts that are all that suits, or all but what is refused.
fn limit(layout: &Layout, at: usize, said: &[Shift], facts: &mut ReadFacts) {
    let refused = layout.said_of(at, at).denied;
    if !refused && !is_limit(layout, at) {
        return;
    }
    let suits = |shift: &Shift| said.contains(shift) != refused;
    let before = if facts.shifts.is_empty() {
        vec![D, E, N, W]
    } else {
        std::mem::take(&mut facts.shifts)
    };
    if refused {
        facts.shifts = before.into_iter().filter(suits).collect();
    } else if before.len() == 4 {
        facts.shifts = said.to_vec();
    } else {
        // A second thing sought widens what is sought.
        facts.shifts = before;
        facts.shifts.extend(
            said.iter()
                .filter(|s| !facts.shifts.contains(s))
                .copied()
                .collect::<Vec<_>>(),
        );
    }
}

fn car(layout: &Layout, at: usize, facts: &mut ReadFacts) {
    let (word, next) = (layout.lower(at), layout.lower(at + 1));
    let own = (word.starts_with("oma") && matches!(next, "auto" | "autoa" | "auton" | "autolla"))
        || (word == "egen" && next == "bil")
        || (word == "own" && next == "car")
        || matches!(word, "omaauto" | "auto-oikeus");
    if own {
        let said = layout.said_of(at, at + 1);
        facts.own_car = Some(!said.denied);
        if let (false, Some(Class::Asked(need)), false) = (layout.profile, said.class, said.denied)
        {
            facts.car_asked = Some(facts.car_asked.map_or(need, |held| held.min(need)));
        }
        return;
    }
    let named = matches!(word, "auto" | "autoa" | "bil" | "car");
    if !layout.profile || !named || facts.own_car.is_some() {
        return;
    }
    let before = at.checked_sub(1).map_or("", |b| layout.lower(b));
    let held = (word == "auto" && matches!(next, "on" | "löytyy" | "käytössä"))
        || (matches!(word, "bil" | "car") && matches!(before, "har" | "have" | "a"))
            && layout.any_begins(layout.clause_of(at), &["har", "have", "got"]);
    let lacking = layout.said_of(at, at).denied || matches!(before, "utan" | "without" | "ilman");
    if lacking && matches!(word, "autoa" | "bil" | "car") {
        facts.own_car = Some(false);
    } else if held {
        facts.own_car = Some(true);
    }
}

/// Whether a word is experience of whatever kind: `kokemusta`, `keittiökokemuksen`.
fn is_experience(word: &str) -> bool {
    ["kokemu", "erfarenhet", "experience"]
        .iter()
        .any(|w| word.contains(w))
}

/// Whether a word is experience as such.
fn is_any_experience(word: &str) -> bool {
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

/// Whether the sentence lets a qualification stand for the years: `tutkinto tai vuoden kokemus`.
fn or_education(layout: &Layout, at: usize) -> bool {
    let sentence = layout.sentence_of(at);
    let either = sentence
        .clone()
        .any(|w| matches!(layout.lower(w), "tai" | "taikka" | "eller" | "or"));
    let education = [
        "tutkin",
        "koulutu",
        "ammattitutkin",
        "perustutkin",
        "examen",
        "yrkesexamen",
        "utbildning",
        "degree",
        "qualification",
        "diploma",
        "training",
    ];
    either
        && sentence
            .clone()
            .any(|w| education.iter().any(|e| layout.lower(w).contains(e)))
}

/// Whether a clause asks for experience.
fn asks_experience(layout: &Layout, clause: usize) -> bool {
    layout.clauses[clause].words.clone().any(|at| {
        let said = layout.said_of(at, at);
        is_experience(layout.lower(at))
            && !said.denied
            && matches!(said.class, Some(Class::Asked(_)))
    })
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
        facts.experience_or_education = or_education(layout, at);
    }
}

/// `aiempaa kokemusta ei vaadita`, `ingen erfarenhet krävs`, `no experience required`: whether
/// experience of any kind is meant, or one of a named kind (`kokemusta kuorma-autosta`).
fn no_experience(layout: &Layout, clause: usize) -> Option<bool> {
    let clause = &layout.clauses[clause];
    let place = clause.words.clone().find(|at| {
        if !is_any_experience(layout.lower(*at)) {
            return false;
        }
        let said = layout.said_of(*at, *at);
        let before = (at.saturating_sub(2)..*at)
            .any(|w| matches!(layout.lower(w), "no" | "ingen" | "inga" | "ilman"));
        before || (said.denied && said.own && matches!(said.class, None | Some(Class::Asked(_))))
    })?;
    let of = |w: &str| match layout.lang {
        Lang::Fi => w.len() > 5 && ["sta", "stä", "lta", "ltä"].iter().any(|e| w.ends_with(e)),
        Lang::Sv => matches!(w, "av" | "från" | "inom"),
        Lang::En => matches!(w, "of" | "in" | "with"),
    };
    let named = clause
        .words
        .clone()
        .any(|w| w != place && of(layout.lower(w)))
        || place.checked_sub(1).is_some_and(|w| layout.words[w].hangs);
    Some(!named)
}
