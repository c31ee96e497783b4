//! Finds the names of concepts and permits in a laid-out text: the longest match over base forms.

use std::ops::RangeInclusive;

use super::analyse::Analyser;
use super::layout::Layout;
use super::lexicon::{Lexicon, Phrase, Source, Target};
use super::strength::Class;
use crate::domain::{ConceptKind, Lang, PermitCode};

/// A name found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Spot {
    pub target: Target,
    /// First and last word.
    pub first: usize,
    pub last: usize,
    /// How many of the name's words were found.
    pub words: usize,
    /// 0 to 100.
    pub confidence: u8,
    pub source: Source,
}

impl Spot {
    /// A name found in so many words' worth of a text's words, less sure than one written out.
    fn part(phrase: &Phrase, at: RangeInclusive<usize>, words: usize, less: u8) -> Self {
        Self {
            target: phrase.target,
            first: *at.start(),
            last: *at.end(),
            words,
            confidence: sureness(phrase.source).saturating_sub(less),
            source: phrase.source,
        }
    }
}

/// The most words between the first and the last word of a name that stand apart.
const SPREAD_WORDS: usize = 2;

/// The kind as overlaps are settled by: one name is taken per place and kind, a permit for all kinds.
fn kind_of(target: Target) -> u8 {
    match target {
        Target::Permit(_) | Target::Nothing => 0,
        Target::Concept(_, ConceptKind::Skill | ConceptKind::SkillGroup) => 1,
        Target::Concept(_, ConceptKind::Occupation | ConceptKind::IscoGroup) => 2,
    }
}

/// Every name in the text, overlapping ones too.
pub(crate) fn matches(
    layout: &Layout,
    lang: Lang,
    lexicon: &Lexicon,
    analyser: &Analyser,
) -> Vec<Spot> {
    let mut all = classes(layout);
    let present = Present::of(layout, lexicon);
    for at in 0..layout.words.len() {
        let placed = &layout.words[at];
        if placed.word.function {
            continue;
        }
        for key in &placed.keys {
            anchored(
                layout, &present, *key, at, lang, lexicon, analyser, &mut all,
            );
        }
        workplace(layout, at, lang, lexicon, &mut all);
        joined(layout, at, lang, lexicon, &mut all);
        hyphenated(layout, at, lang, lexicon, analyser, &mut all);
        elliptical(layout, at, lang, lexicon, analyser, &mut all);
    }
    all
}

/// The keys of all words of a text: a name whose words are not all among them is not there.
struct Present(Vec<u64>);

impl Present {
    fn of(layout: &Layout, lexicon: &Lexicon) -> Self {
        let mut bits = vec![0_u64; lexicon.keys_len() / 64 + 1];
        for key in layout.words.iter().flat_map(|word| &word.keys) {
            if let Some(part) = bits.get_mut(*key as usize / 64) {
                *part |= 1 << (key % 64);
            }
        }
        Self(bits)
    }

    fn has(&self, key: u32) -> bool {
        self.0
            .get(key as usize / 64)
            .is_some_and(|part| part & (1 << (key % 64)) != 0)
    }
}

#[expect(
    clippy::too_many_arguments,
    reason = "the parts of one look around a word"
)]
fn anchored(
    layout: &Layout,
    present: &Present,
    key: u32,
    at: usize,
    lang: Lang,
    lexicon: &Lexicon,
    analyser: &Analyser,
    all: &mut Vec<Spot>,
) {
    for (id, place) in lexicon.anchored(key) {
        let phrase = &lexicon.phrases[*id as usize];
        if !lexicon.all(phrase, |key| present.has(key)) {
            continue;
        }
        let written = phrase.is_written(&layout.words[at].raw.surface);
        if is_everyday_word(layout, at, phrase) {
            continue;
        }
        if !written || (phrase.lang != lang && foreign(layout, at, phrase, lang, analyser)) {
            continue;
        }
        let place = usize::from(*place);
        let found = in_order(layout, lexicon, phrase, place, at)
            .map(|(first, last)| (first, last, 0))
            .or_else(|| scattered(layout, lexicon, phrase, place, at).map(|(f, l)| (f, l, 15)));
        if let Some((first, last, loss)) = found {
            let mut confidence = sureness(phrase.source).saturating_sub(loss);
            if phrase.lang != lang {
                confidence = confidence.saturating_sub(5);
            }
            all.push(Spot {
                target: phrase.target,
                first,
                last,
                words: phrase.words.len(),
                confidence,
                source: phrase.source,
            });
        }
    }
}

/// Whether a sign of a permit is an everyday word of the text's language, written as one: `you'll love`.
fn is_everyday_word(layout: &Layout, at: usize, phrase: &Phrase) -> bool {
    const SIGNS: &[(Lang, &str)] = &[(Lang::En, "love")];
    let capitals = |word: &str| word.chars().filter(|c| c.is_uppercase()).count();
    let sign = SIGNS.contains(&(layout.lang, layout.lower(at)));
    sign && phrase.words.len() == 1
        && matches!(phrase.target, Target::Permit(_))
        && capitals(&layout.words[at].raw.surface) < 2
}

fn sureness(source: Source) -> u8 {
    match source {
        Source::Preferred => 95,
        Source::Everyday(choice) => 92_u8.saturating_sub(choice.saturating_mul(10)),
        Source::Alternative => 85,
        Source::Joined => 88,
    }
}

/// Whether a name in another language must not be read here: the word means something in this one.
fn foreign(layout: &Layout, at: usize, phrase: &Phrase, lang: Lang, analyser: &Analyser) -> bool {
    let lower = layout.lower(at);
    let permit = matches!(phrase.target, Target::Permit(_));
    let trusted = permit || phrase.source != Source::Alternative;
    !trusted || (!permit && (analyser.dictionary(lang).writes(lower) || lower.chars().count() < 3))
}

fn in_order(
    layout: &Layout,
    lexicon: &Lexicon,
    phrase: &Phrase,
    place: usize,
    at: usize,
) -> Option<(usize, usize)> {
    let mut first = at;
    for word in phrase.words[..place].iter().rev() {
        first = neighbour(layout, lexicon, *word, first, |i| i.checked_sub(1))?;
    }
    let mut last = at;
    for word in &phrase.words[place + 1..] {
        last = neighbour(layout, lexicon, *word, last, |i| Some(i + 1))?;
    }
    let sentence = |i: usize| layout.clauses[layout.words[i].clause].sentence;
    (sentence(first) == sentence(last)).then_some((first, last))
}

/// Where the name's word stands next in a direction, at most one word without content passed over.
fn neighbour(
    layout: &Layout,
    lexicon: &Lexicon,
    word: u32,
    from: usize,
    step: impl Fn(usize) -> Option<usize>,
) -> Option<usize> {
    let next = step(from)?;
    let placed = layout.words.get(next)?;
    if lexicon.same(word, &placed.keys) {
        return Some(next);
    }
    let after = step(next).filter(|_| placed.word.function)?;
    let there = layout.words.get(after)?;
    lexicon.same(word, &there.keys).then_some(after)
}

/// A name whose words stand in another order or a little apart, within one clause.
fn scattered(
    layout: &Layout,
    lexicon: &Lexicon,
    phrase: &Phrase,
    place: usize,
    at: usize,
) -> Option<(usize, usize)> {
    let n = phrase.words.len();
    if !(2..=4).contains(&n) {
        return None;
    }
    let clause = &layout.clauses[layout.words[at].clause].words;
    let reach = n + SPREAD_WORDS;
    let window = at.saturating_sub(reach).max(clause.start)..(at + reach + 1).min(clause.end);
    let mut taken = [usize::MAX; 4];
    taken[place] = at;
    for (i, word) in phrase.words.iter().enumerate().filter(|(i, _)| *i != place) {
        let found = window
            .clone()
            .find(|w| !taken.contains(w) && lexicon.same(*word, &layout.words[*w].keys))?;
        taken[i] = found;
    }
    let first = *taken[..n].iter().min()?;
    let last = *taken[..n].iter().max()?;
    if crosses(layout, &taken[..n], first, last) {
        return None;
    }
    let content = (first..=last)
        .filter(|w| !layout.words[*w].word.function)
        .count();
    // `pitänyt koulun ja eskarin siistinä`: people's own words stand further apart than names do.
    let apart = n
        + SPREAD_WORDS
        + usize::from(layout.profile && matches!(phrase.source, Source::Everyday(_)));
    (content < apart).then_some((first, last))
}

/// `sitä ennen vaatekaupassa`, `olen ollut varastolla`: a place of work in a jobseeker's sentence that
/// speaks of time or of having been. The everyday words name such places as `vuotta vaatekaupassa`.
fn workplace(layout: &Layout, at: usize, lang: Lang, lexicon: &Lexicon, all: &mut Vec<Spot>) {
    const SPENT: &[&str] = &[
        "vuo",
        "kesä",
        "kuukau",
        "ennen",
        "aiemmin",
        "aikaisemmin",
        "sitten",
        "ollut",
        "olin",
        "oon",
        "olen",
        "työsken",
        "töissä",
        "keika",
        "keikk",
        "viimeksi",
        "nykyään",
        "jälkeen",
    ];
    let word = layout.lower(at);
    let inside = ["ssa", "ssä", "lla", "llä"]
        .iter()
        .any(|e| word.ends_with(e));
    if lang != Lang::Fi || !layout.profile || !inside {
        return;
    }
    let clause = layout.clause_of(at);
    if !layout.any_begins(clause, SPENT) || layout.said_of(at, at).denied {
        return;
    }
    let Some(year) = lexicon.key("vuosi") else {
        return;
    };
    // `raksalla timpurina`: who says as what needs no place to stand for it.
    let as_what = |w: usize| {
        let word = layout.lower(w);
        let keys = layout.words[w].keys.iter();
        let mut phrases = keys.flat_map(|key| lexicon.anchored(*key));
        (word.ends_with("na") || word.ends_with("nä"))
            && phrases.any(|(id, _)| {
                let phrase = &lexicon.phrases[*id as usize];
                phrase.words.len() == 1 && kind_of(phrase.target) == 2
            })
    };
    if layout.clause_of(at).any(as_what) {
        return;
    }
    for key in &layout.words[at].keys {
        for (id, place) in lexicon.anchored(*key) {
            let phrase = &lexicon.phrases[*id as usize];
            let other = phrase
                .words
                .iter()
                .enumerate()
                .find(|(i, _)| *i != usize::from(*place));
            let named = phrase.words.len() == 2
                && phrase.lang == lang
                && kind_of(phrase.target) == 2
                && other.is_some_and(|(_, word)| lexicon.same(*word, &[year]));
            if named {
                all.push(Spot::part(phrase, at..=at, 2, 5));
            }
        }
    }
}

/// Whether words that stand apart belong to two things: `Kotihoito hakee lähihoitajaa`, `site manager and
/// work alongside others`.
fn crosses(layout: &Layout, taken: &[usize], first: usize, last: usize) -> bool {
    let clause = &layout.clauses[layout.words[first].clause];
    let sought = |c: &super::layout::Found| {
        c.class == Class::Sought && first < c.first && c.last < last && !taken.contains(&c.first)
    };
    let doer = |w: usize| {
        ["er", "or", "ers", "ors"]
            .iter()
            .any(|e| layout.lower(w).ends_with(e))
    };
    let joined = |w: usize| layout.lower(w) == "and" && taken.contains(&(w - 1)) && doer(w - 1);
    clause.cues.iter().any(sought) || (layout.lang == Lang::En && (first + 1..last).any(joined))
}

/// `trukin kuljettaja` written apart, where the name is one word.
fn joined(layout: &Layout, at: usize, lang: Lang, lexicon: &Lexicon, all: &mut Vec<Spot>) {
    let (Some(next), Lang::Fi | Lang::Sv) = (layout.words.get(at + 1), lang) else {
        return;
    };
    if next.word.function || next.clause != layout.words[at].clause {
        return;
    }
    for base in &next.word.bases {
        let compound = format!("{}{base}", layout.lower(at));
        let Some(key) = lexicon.key(&compound) else {
            continue;
        };
        for (id, _) in lexicon.anchored(key) {
            let phrase = &lexicon.phrases[*id as usize];
            if phrase.words.len() == 1 && phrase.lang == lang {
                all.push(Spot::part(phrase, at..=at + 1, 2, 5));
            }
        }
    }
}

/// The skill in `JavaScript-kehittäjä`: a part before a hyphen that is a name by itself.
fn hyphenated(
    layout: &Layout,
    at: usize,
    lang: Lang,
    lexicon: &Lexicon,
    analyser: &Analyser,
    all: &mut Vec<Spot>,
) {
    let surface = &layout.words[at].raw.surface;
    let Some((before, _)) = surface.split_once('-') else {
        return;
    };
    if before.chars().count() < 3 || !before.chars().any(char::is_alphabetic) {
        return;
    }
    let word = analyser.word(before, lang);
    for key in lexicon.known_keys(&word, lang) {
        for (id, _) in lexicon.anchored(key) {
            let phrase = &lexicon.phrases[*id as usize];
            // `LOVe-lääkehoito` speaks of the permit, `MIG-hitsaus` of the skill.
            let part = kind_of(phrase.target) == 1 || matches!(phrase.target, Target::Permit(_));
            if part && phrase.words.len() == 1 && phrase.lang == lang {
                all.push(Spot::part(phrase, at..=at, 0, 25));
            }
        }
    }
}

/// `tulityö- ja työturvallisuuskortti`: the first word waits for the head of the second.
fn elliptical(
    layout: &Layout,
    at: usize,
    lang: Lang,
    lexicon: &Lexicon,
    analyser: &Analyser,
    all: &mut Vec<Spot>,
) {
    if !layout.words[at].hangs || lang == Lang::En {
        return;
    }
    let after = layout.words.iter().skip(at + 1).take(4);
    let Some(head) = after
        .filter(|w| !w.hangs && !w.word.function)
        .find_map(|w| w.word.parts.last())
    else {
        return;
    };
    let word = analyser.word(&format!("{}{head}", layout.lower(at)), lang);
    for key in lexicon.known_keys(&word, lang) {
        for (id, _) in lexicon.anchored(key) {
            let phrase = &lexicon.phrases[*id as usize];
            if phrase.words.len() == 1 && phrase.lang == lang {
                all.push(Spot::part(phrase, at..=at, 1, 5));
            }
        }
    }
}

/// `BC-kortti`, `B- ja C-ajokortti`: several driving licence classes said at once.
fn classes(layout: &Layout) -> Vec<Spot> {
    let mut found = Vec::new();
    for at in 0..layout.words.len() {
        let surface = layout.words[at].raw.surface.as_str();
        let Some((before, after)) = surface.split_once('-') else {
            continue;
        };
        let after = after.to_lowercase();
        let licence = ["kort", "ajokort", "körkort", "luok", "behörig", "ajo-oik"]
            .iter()
            .any(|w| after.starts_with(w));
        if !licence {
            continue;
        }
        let mut spot = |first: usize, code: PermitCode| {
            found.push(Spot {
                target: Target::Permit(code),
                first,
                last: at,
                words: 1,
                confidence: 95,
                source: Source::Preferred,
            });
        };
        let split = driving_classes(before);
        if split.len() > 1 {
            split.into_iter().for_each(|code| spot(at, code));
        }
        // The class that waits for its second half: `B- ja C-ajokortti`.
        let waiting = at
            .checked_sub(2)
            .filter(|_| matches!(layout.lower(at - 1), "ja" | "tai" | "och" | "eller"));
        if let Some(first) = waiting
            && let [code] = driving_classes(&layout.words[first].raw.surface)[..]
        {
            spot(first, code);
            spot(at, driving_classes(before).first().copied().unwrap_or(code));
        }
    }
    found
}

/// The classes in `BC`, `CE`, `ABC`, `C1E`; empty where it is no row of classes.
pub(crate) fn driving_classes(letters: &str) -> Vec<PermitCode> {
    let class = |s: &str| format!("driving:{s}").parse::<PermitCode>().ok();
    if letters.len() > 6
        || !letters
            .chars()
            .all(|c| c.is_ascii_uppercase() || c.is_ascii_digit())
    {
        return Vec::new();
    }
    if let Some(code) = class(letters) {
        return vec![code];
    }
    let mut codes = Vec::new();
    let mut rest = letters;
    while !rest.is_empty() {
        let taken = (1..=rest.len().min(3))
            .rev()
            .find_map(|n| Some((n, class(rest.get(..n)?)?)));
        let Some((n, code)) = taken else {
            return Vec::new();
        };
        codes.push(code);
        rest = rest.get(n..).unwrap_or_default();
    }
    codes
}

/// Names one beside another: the longest first where they overlap, in order of place.
pub(crate) fn settle(mut all: Vec<Spot>, profile: bool) -> Vec<Spot> {
    all.sort_by(|a, b| {
        (b.words, b.confidence)
            .cmp(&(a.words, a.confidence))
            .then_with(|| {
                (a.last - a.first, a.first, a.source, a.target).cmp(&(
                    b.last - b.first,
                    b.first,
                    b.source,
                    b.target,
                ))
            })
    });
    let mut taken: Vec<Spot> = Vec::new();
    for spot in all {
        let free = taken.iter().all(|other| {
            let apart = spot.last < other.first || other.last < spot.first;
            let (mine, its) = (kind_of(spot.target), kind_of(other.target));
            let beside = (spot.first, spot.last) == (other.first, other.last) && mine != its && mine != 0 && its != 0;
            let class_beside = matches!((spot.target, other.target), (Target::Permit(a), Target::Permit(b))
                if a != b && a.as_str().starts_with("driving:") && b.as_str().starts_with("driving:") && spot.words == other.words);
            let part_of_whole = spot.words == 0 && mine != its && its != 0;
            // `olen sairaanhoitaja, laillistus kunnossa`: who has the licence says the occupation too.
            let licensed = profile
                && mine == 2
                && matches!(other.target, Target::Permit(code) if !code.as_str().starts_with("driving:") && !code.as_str().starts_with("card:"));
            apart || beside || class_beside || part_of_whole || licensed
        });
        if free {
            taken.push(spot);
        }
    }
    taken.retain(|s| s.target != Target::Nothing);
    taken.sort_by_key(|s| (s.first, s.last, kind_of(s.target), s.target));
    taken
}
