//! What a jobseeker's sentences say of permits and of the right to work: held, lapsed, lost, applied for.

use super::analyse::Analyser;
use super::eligibility::{eligibility, registration};
use super::layout::Layout;
use super::lexicon::Target;
use super::spot::{self, Spot};
use crate::domain::{PermitCode, RightToWorkKind, Stance};
use crate::taxonomy::Taxonomy;

/// Beginnings of words that say that a permit is no longer there.
const LOST: &[&str] = &[
    "vanhen",
    "vanhaksi",
    "vanhat",
    "umpeutu",
    "umpeen",
    "erään",
    "raukes",
    "rauen",
    "hyllyllä",
    "hyllytet",
    "kuivumassa",
    "menet",
    "perutt",
    "peruut",
    "takavarikoi",
    "ajokiel",
    "körförbud",
    "utgå",
    "förfall",
    "förföll",
    "indrag",
    "återkall",
    "förlora",
    "expire",
    "lapsed",
    "revoked",
    "suspended",
    "disqualified",
];

/// Pairs of words that say the same.
const LOST_PAIRS: &[(&str, &str)] = &[
    ("meni", "vanhaksi"),
    ("gick", "ut"),
    ("gått", "ut"),
    ("går", "ut"),
    ("drogs", "in"),
    ("dragits", "in"),
    ("ran", "out"),
    ("driving", "ban"),
];

/// Pairs of words that say that a permit is being got.
const PENDING_PAIRS: &[(&str, &str)] = &[
    ("håller", "på"),
    ("på", "att"),
    ("på", "gång"),
    ("ska", "ta"),
    ("tänker", "ta"),
    ("working", "on"),
    ("studying", "for"),
    ("taking", "my"),
    ("about", "to"),
    ("getting", "my"),
    ("in", "process"),
    ("under", "arbete"),
];

/// Words with which a sentence says that something is held.
const HOLDING: &[&str] = &[
    "on", "minulla", "mulla", "löytyy", "omistan", "har", "innehar", "have", "hold", "got", "i've",
];

/// Beginnings of words that say that a permit is not there yet.
const PENDING: &[&str] = &[
    "hakem",
    "haettu",
    "haussa",
    "hakenut",
    "vireillä",
    "odot",
    "käsittely",
    "kesken",
    "suorittamassa",
    "hankkimassa",
    "hankinna",
    "suorittamatta",
    "käymättä",
    "ilmoittau",
    "varattu",
    "ansök",
    "sökt",
    "väntar",
    "anhängig",
    "behandl",
    "anmäld",
    "pending",
    "applied",
    "application",
    "awaiting",
    "waiting",
    "booked",
    "progress",
];

/// Beginnings of words that say that it was renewed after all.
const RENEWED: &[&str] = &["uusi", "uudist", "förny", "renew"];

/// A permit that a text states or denies without naming it in the words of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Claim {
    pub code: PermitCode,
    pub first: usize,
    pub last: usize,
    pub stance: Stance,
}

fn pair(layout: &Layout, at: usize, pairs: &[(&str, &str)]) -> bool {
    pairs
        .iter()
        .any(|(a, b)| layout.lower(at) == *a && layout.lower(at + 1) == *b)
}

/// Where the words say of a permit that it has lapsed, was taken away or is only applied for.
fn not_held_at(layout: &Layout, words: std::ops::Range<usize>) -> Option<usize> {
    if layout.any_begins(words.clone(), RENEWED) {
        return None;
    }
    words.clone().find(|w| {
        layout.any_begins(*w..*w + 1, LOST)
            || layout.any_begins(*w..*w + 1, PENDING)
            || pair(layout, *w, LOST_PAIRS)
            || pair(layout, *w, PENDING_PAIRS)
    })
}

/// Whether the words say of a permit that it has lapsed, was taken away or is only applied for.
pub(super) fn is_not_held(layout: &Layout, words: std::ops::Range<usize>) -> bool {
    not_held_at(layout, words).is_some()
}

/// Whether the permit named by `spot` is said to have lapsed or not to be there yet, in its own
/// clause or in the one after it that names no other.
pub(crate) fn has_lapsed(layout: &Layout, spot: &Spot, spots: &[Spot]) -> bool {
    let here = layout.words[spot.last].clause;
    let own = layout.clauses[here].words.clone();
    if let Some(at) = not_held_at(layout, own.clone()) {
        return is_said_of(layout, spot, spots, at);
    }
    let Some(next) = layout.clauses.get(here + 1) else {
        return false;
    };
    let others = spots
        .iter()
        .any(|s| matches!(s.target, Target::Permit(_)) && next.words.contains(&s.first));
    let same = next.sentence == layout.clauses[here].sentence && own.len() <= 3;
    same && !others && is_not_held(layout, next.words.clone())
}

/// Whether what stands at `at` is said of this permit of the clause: `I hold the hygiene passport and the
/// safety card expired` says it of the nearest, `tulityö- ja työturvakortti ovat vanhentuneet` of a list.
fn is_said_of(layout: &Layout, spot: &Spot, spots: &[Spot], at: usize) -> bool {
    let clause = layout.clause_of(spot.last);
    let other = |s: &&Spot| {
        let permit = matches!(s.target, Target::Permit(_));
        permit && clause.contains(&s.first) && (s.last < spot.first || spot.last < s.first)
    };
    let between =
        |s: &&Spot| (spot.last < s.first && s.first <= at) || (at <= s.last && s.last < spot.first);
    let Some(near) = spots
        .iter()
        .filter(other)
        .filter(between)
        .min_by_key(|s| s.first.abs_diff(spot.first))
    else {
        // `hygieniapassi on ja körkort håller jag på att ta`: what follows another permit is said of that.
        let before = |s: &&Spot| s.last < at && at < spot.first;
        return !spots.iter().filter(other).any(|s| before(&s));
    };
    let gap = if spot.last < near.first {
        spot.last + 1..near.first
    } else {
        near.last + 1..spot.first
    };
    let holds = |w: usize| HOLDING.contains(&layout.lower(w));
    let joined = gap
        .into_iter()
        .all(|w| layout.words[w].word.function && !holds(w));
    let held = (clause.start..spot.first).any(holds);
    joined && !held && spot.last < at && is_said_of(layout, near, spots, at)
}

/// Permits that an advert lets one get after the start: `voi suorittaa kustannuksellamme`, in the
/// permit's own sentence or the next one, if that speaks of it as `sen`.
pub(crate) fn later(layout: &Layout, spots: &[Spot]) -> Vec<String> {
    const LATER: &[&str] = &[
        "kustannuksellamme",
        "järjestämme",
        "järjestetään",
        "koulutamme",
        "kustannamme",
        "siihen asti",
        "hos oss",
        "meillä ensimmäi",
        "kuluessa",
        "tai valmiu",
        "valmiutta suorittaa",
        "valmius suorittaa",
        "koeajan",
        "prövotid",
        "provanställning",
        "beredskap att",
        "beredd att",
        "willingness to",
        "willing to",
        "ready to obtain",
        "probation",
        "suorittaa meillä",
        "suoritat meillä",
        "bekostar",
        "bekostnad",
        "ordnar",
        "i början av",
        "ersätter",
        "we arrange",
        "we pay",
        "at our expense",
        "within",
    ];
    let mut codes = Vec::new();
    for (spot, code) in spots.iter().filter_map(|s| match s.target {
        Target::Permit(code) => Some((s, code)),
        _ => None,
    }) {
        let own = layout.clause_of(spot.last);
        let sentence = layout.sentence_of(spot.last);
        let next = sentence.end;
        let meant = |from: usize, to: usize| {
            let text: Vec<&str> = (from..to).map(|w| layout.lower(w)).collect();
            let text = text.join(" ");
            LATER.iter().any(|l| text.contains(l))
        };
        let other = spots.iter().any(|s| {
            matches!(s.target, Target::Permit(c) if c != code)
                && (spot.last + 1..sentence.end).contains(&s.first)
        });
        let points_back = matches!(
            layout.lower(next),
            "sen" | "se" | "sitä" | "den" | "det" | "it" | "this"
        );
        let here = !other && meant(own.start, sentence.end);
        let after = !other
            && points_back
            && next < layout.words.len()
            && meant(next, layout.sentence_of(next).end);
        if (here || after) && !codes.iter().any(|c| c == code.as_str()) {
            codes.push(code.as_str().to_owned());
        }
    }
    codes
}

/// Permits claimed in words that are no name: `kortti on B`, `laillistus kunnossa`, `ajokielto jatkuu`.
pub(crate) fn claims(
    layout: &Layout,
    spots: &[Spot],
    analyser: &Analyser,
    taxonomy: &Taxonomy,
) -> Vec<Claim> {
    let mut found = Vec::new();
    for at in 0..layout.words.len() {
        found.extend(eligibility(layout, at, spots, taxonomy));
        found.extend(driving_classes(layout, at));
        found.extend(registration(layout, at, spots, analyser));
        let word = layout.lower(at);
        let ban = word.starts_with("ajokiel")
            || word.starts_with("körförbud")
            || pair(layout, at, &[("driving", "ban")]);
        let over = || {
            layout.any_begins(
                layout.clause_of(at),
                &["päätty", "loppu", "ended", "över", "slut"],
            )
        };
        if ban
            && !over()
            && !layout.said_of(at, at).denied
            && let Ok(code) = "driving:B".parse()
        {
            found.push(Claim {
                code,
                first: at,
                last: at,
                stance: Stance::Denied,
            });
        }
    }
    found
}

/// `kortti on B`, `körkort: BC`, `licence: C`: the licence's classes named as a whole. A licence is
/// one document, so what it does not name is not in it.
fn driving_classes(layout: &Layout, at: usize) -> Vec<Claim> {
    let word = layout.lower(at);
    let licence = [
        "kortti",
        "ajokortti",
        "ajokorttini",
        "korttini",
        "korttiluokka",
        "ajokorttiluokka",
        "körkort",
        "licence",
        "license",
    ]
    .contains(&word)
        || (word.ends_with("autokortti") && !word.contains("trukki"));
    if !licence {
        return Vec::new();
    }
    let link = |w: &str| {
        matches!(
            w,
            "on" | "luokka"
                | "luokat"
                | "luokan"
                | "är"
                | "klass"
                | "is"
                | "category"
                | "class"
                | "ovat"
        )
    };
    let mut place = at + 1;
    while place < at + 3 && link(layout.lower(place)) {
        place += 1;
    }
    let Some(named) = layout.words.get(place) else {
        return Vec::new();
    };
    let held = spot::driving_classes(&named.raw.surface);
    let denied = layout.said_of(place, place).denied || is_not_held(layout, layout.clause_of(at));
    if held.is_empty() || denied || layout.words[at].clause + 1 < named.clause {
        return Vec::new();
    }
    let holds = held.iter().fold(0, |all, code| all | code.holds());
    let claim = |code, stance| Claim {
        code,
        first: at,
        last: place,
        stance,
    };
    let has = held.iter().map(|code| claim(*code, Stance::Stated));
    let lacks = PermitCode::all()
        .filter(|code| {
            code.as_str().starts_with("driving:") && !code.as_str().starts_with("driving:A")
        })
        .filter(|code| {
            holds >> code.index() & 1 == 0 && !matches!(code.as_str(), "driving:T" | "driving:LT")
        })
        .map(|code| claim(code, Stance::Denied));
    has.chain(lacks).collect()
}

/// Beginnings of words about a permit to stay or to work.
const STAY: &[&str] = &[
    "oleskelulu",
    "oleskeluoikeu",
    "työlu",
    "työnteko-oikeu",
    "työnteko",
    "työskentelyoikeu",
    "työoikeu",
    "uppehållstillstånd",
    "uppehållsrätt",
    "arbetstillstånd",
    "arbetsrätt",
    "visum",
    "viisumi",
];

/// Pairs of words about the same.
const STAY_PAIRS: &[(&str, &str)] = &[
    ("residence", "permit"),
    ("work", "permit"),
    ("working", "permit"),
    ("work", "visa"),
    ("right", "to"),
    ("rätt", "att"),
    ("saa", "tehdä"),
    ("saan", "tehdä"),
    ("saa", "työskennellä"),
    ("saan", "työskennellä"),
    ("oikeus", "tehdä"),
    ("oikeus", "työskennellä"),
    ("oikeutta", "työskennellä"),
    ("oikeutta", "tehdä"),
    ("lupa", "tehdä"),
    ("får", "arbeta"),
    ("får", "jobba"),
    ("may", "work"),
    ("may", "not"),
    ("allowed", "to"),
];

/// Beginnings that say that the right has no limit.
const UNLIMITED: &[&str] = &[
    "pysyvä",
    "permanent",
    "rajoituks",
    "rajoittam",
    "vapaasti",
    "fritt",
    "freely",
    "obegränsa",
    "unlimited",
    "unrestricted",
];

/// Unions and states whose citizens work here without a permit, and the words for a citizen.
const FREE: &[&str] = &[
    "eu",
    "eta",
    "ees",
    "eea",
    "suomen",
    "finsk",
    "finnish",
    "nordic",
    "nordisk",
    "pohjoismaa",
];
const CITIZEN: &[&str] = &["kansalai", "medborgar", "citizen", "national"];

/// Hours a week that a residence permit for studies allows on average (Aliens Act 301/2004, section 81).
const STUDENT_HOURS: u16 = 300;

/// What a profile's text says of the right to work: the kind, and hours a week in tenths.
pub(crate) fn right_to_work(layout: &Layout) -> Option<(RightToWorkKind, Option<u16>)> {
    let mut best: Option<(RightToWorkKind, Option<u16>)> = None;
    for at in 0..layout.words.len() {
        if free_citizen(layout, at) {
            return Some((RightToWorkKind::Unrestricted, None));
        }
        let named = STAY.iter().any(|s| layout.lower(at).starts_with(s));
        if !named && !pair(layout, at, STAY_PAIRS) && !may_work(layout, at) {
            continue;
        }
        let found = of_stay(layout, at);
        let stronger = |kind| match kind {
            RightToWorkKind::HoursLimited => 3,
            RightToWorkKind::None => 2,
            _ => 1,
        };
        if let Some(found) = found
            && best.is_none_or(|(kind, _)| stronger(found.0) > stronger(kind))
        {
            best = Some(found);
        }
    }
    best
}

/// `en saa vielä työskennellä`: leave to work, with a word or two between.
fn may_work(layout: &Layout, at: usize) -> bool {
    let leave = matches!(layout.lower(at), "saa" | "saan" | "får" | "may");
    let near = at + 1..(at + 5).min(layout.clause_of(at).end);
    leave && layout.any_begins(near, &["työsken", "töi", "arbet", "jobba", "work"])
}

fn of_stay(layout: &Layout, at: usize) -> Option<(RightToWorkKind, Option<u16>)> {
    use RightToWorkKind::{HoursLimited, None as NoRight, Unrestricted};
    let (clause, sentence) = (layout.clause_of(at), layout.sentence_of(at));
    let permit = STAY.iter().any(|s| layout.lower(at).starts_with(s))
        || pair(
            layout,
            at,
            &[("residence", "permit"), ("work", "permit"), ("right", "to")],
        );
    let to_work = permit
        || layout.any_begins(
            at..(at + 5).min(clause.end),
            &["työ", "töi", "työsken", "arbet", "jobba", "work"],
        );
    if !to_work {
        return None;
    }
    if let Some(hours) = sentence
        .clone()
        .find_map(|w| super::facts::weekly_hours(layout, w))
    {
        return Some((HoursLimited, Some(hours.1)));
    }
    let extension = layout.any_begins(
        sentence,
        &["jatko", "förläng", "extension", "renew", "uusi"],
    );
    let denied = layout.clauses[layout.words[at].clause].denied.is_some()
        && !layout.any_begins(
            clause.clone(),
            &["tarvits", "behöv", "need", "rajoit", "begräns", "limit"],
        );
    let expired = clause.clone().any(|w| pair(layout, w, LOST_PAIRS))
        || layout.any_begins(clause.clone(), LOST);
    if denied || expired || layout.any_begins(clause.clone(), PENDING) {
        return (!extension).then_some((NoRight, None));
    }
    if layout.any_begins(clause.clone(), UNLIMITED) {
        return Some((Unrestricted, None));
    }
    layout
        .any_begins(clause, &["opiskeli", "student", "studie"])
        .then_some((HoursLimited, Some(STUDENT_HOURS)))
}

/// `EU-kansalainen`, `Suomen kansalainen`, `EU citizen`: read for the right alone, never as an origin.
fn free_citizen(layout: &Layout, at: usize) -> bool {
    let word = layout.lower(at);
    let citizen = |w: &str| CITIZEN.iter().any(|c| w.starts_with(c));
    let free = |w: &str| {
        FREE.iter()
            .any(|f| w == *f || (f.len() > 4 && w.starts_with(f)))
    };
    let whole = word
        .split_once('-')
        .is_some_and(|(a, b)| free(a) && citizen(b));
    let apart = free(word) && citizen(layout.lower(at + 1));
    (whole || apart) && !layout.said_of(at, at).denied
}
