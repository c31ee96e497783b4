//! Languages named in prose, and levels in words as CEFR.

use std::sync::LazyLock;

use super::hash::FastMap;
use super::layout::Layout;
use super::strength;
use super::words;
use crate::domain::{Cefr, Lang, LanguageCode};

/// Other names of languages than the domain's, each read in all three languages of the service.
const ALSO: &[(&str, &str)] = &[
    ("et", "eesti"),
    ("fa", "farsi"),
    ("zh", "mandariinikiina"),
    ("zh", "mandarin"),
    ("zh", "mandariini"),
    ("so", "somalia"),
    ("nl", "holländska"),
    ("tl", "filipino"),
    ("tl", "tagalog"),
    ("se", "saame"),
    ("se", "samiska"),
    ("fse", "viittomakieli"),
    ("fse", "viittoma"),
    ("fse", "viittomat"),
    ("fse", "teckenspråk"),
];

/// Beginnings of words that say a level, and the level surely meant. "Fluent" is taken for B2: the
/// lowest level that employers and examiners call so. The old national scale's `tyydyttävä` is B1,
/// `hyvä` B2, `erinomainen` C1.
const LEVELS: &[(&str, Cefr)] = &[
    ("äidinkiel", Cefr::C2),
    ("natiivi", Cefr::C2),
    ("modersmål", Cefr::C2),
    ("native", Cefr::C2),
    ("mother", Cefr::C2),
    ("erinomai", Cefr::C1),
    ("kiitettäv", Cefr::C1),
    ("täydelli", Cefr::C1),
    ("utmärkt", Cefr::C1),
    ("excellent", Cefr::C1),
    ("obehindrad", Cefr::C1),
    ("sujuva", Cefr::B2),
    ("sujuu", Cefr::B2),
    ("taipuu", Cefr::B2),
    ("hyvä", Cefr::B2),
    ("hyvin", Cefr::B2),
    ("hyvät", Cefr::B2),
    ("flytande", Cefr::B2),
    ("bra", Cefr::B2),
    ("goda", Cefr::B2),
    ("god", Cefr::B2),
    ("skrift", Cefr::B2),
    ("fluent", Cefr::B2),
    ("good", Cefr::B2),
    ("strong", Cefr::B2),
    ("professional", Cefr::B2),
    ("business", Cefr::B2),
    ("vahva", Cefr::B2),
    ("tyydyttäv", Cefr::B1),
    ("kohtalai", Cefr::B1),
    ("kohtuulli", Cefr::B1),
    ("keskitaso", Cefr::B1),
    ("nöjaktig", Cefr::B1),
    ("intermediate", Cefr::B1),
    ("conversational", Cefr::B1),
    ("arkikiel", Cefr::B1),
    ("arjen", Cefr::B1),
    ("arjessa", Cefr::B1),
    ("arkeen", Cefr::B1),
    ("vardag", Cefr::B1),
    ("everyday", Cefr::B1),
    ("riittäv", Cefr::B1),
    ("tillräcklig", Cefr::B1),
    ("huono", Cefr::A2),
    ("heikko", Cefr::A2),
    ("heiko", Cefr::A2),
    ("dålig", Cefr::A2),
    ("svag", Cefr::A2),
    ("poor", Cefr::A2),
    ("weak", Cefr::A2),
    ("auttava", Cefr::A2),
    ("välttäv", Cefr::A2),
    ("peruskiel", Cefr::A2),
    ("perustaso", Cefr::A2),
    ("perusteet", Cefr::A2),
    ("jonkin", Cefr::A2),
    ("vähän", Cefr::A2),
    ("grundläggande", Cefr::A2),
    ("basic", Cefr::A2),
    ("hjälplig", Cefr::A2),
    ("sanakirja", Cefr::A2),
    ("ordbok", Cefr::A2),
    ("dictionary", Cefr::A2),
    ("lite", Cefr::A2),
    ("little", Cefr::A2),
    ("alkeet", Cefr::A1),
    ("alkeit", Cefr::A1),
    ("beginner", Cefr::A1),
    ("nybörja", Cefr::A1),
];

/// Beginnings of words beside which a language's name is a language and no country or adjective.
const CONTEXT: &[&str] = &[
    "kiel",
    "puhu",
    "puhut",
    "kirjoit",
    "viesti",
    "språk",
    "tala",
    "tal",
    "skri",
    "kunskap",
    "behärsk",
    "nivå",
    "kan",
    "language",
    "speak",
    "spoken",
    "written",
    "skill",
    "proficien",
    "knowledge",
    "command",
    "level",
    "osaan",
    "osaamis",
    "osaa",
    "suullis",
    "kirjallis",
    "taito",
    "taidot",
    "communicat",
    "muntlig",
];

/// A language named in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Named {
    pub code: LanguageCode,
    pub first: usize,
    pub last: usize,
    pub level: Option<Cefr>,
}

static NAMES: LazyLock<FastMap<String, LanguageCode>> = LazyLock::new(|| {
    let own = LanguageCode::named().flat_map(|code| {
        let names = Lang::ALL.iter().filter_map(move |lang| code.name(*lang));
        names.map(move |name| (code, name))
    });
    let also = ALSO
        .iter()
        .filter_map(|(code, name)| Some((code.parse().ok()?, *name)));
    let mut names = FastMap::default();
    for (code, name) in own.chain(also) {
        names.entry(name.to_lowercase()).or_insert(code);
    }
    names
});

/// The names of languages, for the dictionaries.
pub(crate) fn texts() -> impl Iterator<Item = (Lang, &'static str)> {
    let own = LanguageCode::named().flat_map(|code| {
        Lang::ALL
            .iter()
            .filter_map(move |lang| Some((*lang, code.name(*lang)?)))
    });
    let also = ALSO
        .iter()
        .flat_map(|(_, name)| Lang::ALL.iter().map(move |lang| (*lang, *name)));
    own.chain(also)
}

/// Every language named in the text.
pub(crate) fn named(layout: &Layout, lang: Lang) -> Vec<Named> {
    let mut found: Vec<Named> = (0..layout.words.len())
        .filter_map(|at| {
            let code = code_at(layout, at)?;
            let next_is_kieli = layout.lower(at + 1).starts_with("kiel");
            Some(Named {
                code,
                first: at,
                last: at + usize::from(next_is_kieli),
                level: sign(layout, at).or_else(|| level(layout, at)),
            })
        })
        .collect();
    let places: Vec<usize> = found.iter().map(|n| n.first).collect();
    found.retain(|n| is_language(layout, n, &places, lang));
    found
}

/// The language that a word names, if one.
pub(super) fn code_at(layout: &Layout, at: usize) -> Option<LanguageCode> {
    let word = &layout.words[at].word;
    // `eri puolilla Espoota`: sides, not Poland.
    if word.lower.starts_with("puoli") || word.lower.starts_with("puole") {
        return None;
    }
    let by_base = word.bases.iter().find_map(|b| NAMES.get(b.as_str()));
    if let Some(code) = by_base.or_else(|| NAMES.get(word.lower.as_str())) {
        return Some(*code);
    }
    // `finskan räcker`: the definite form.
    if layout.lang == Lang::Sv
        && let Some(code) = word.lower.strip_suffix('n').and_then(|w| NAMES.get(w))
    {
        return Some(*code);
    }
    // `suomenkielinen`, `englanninkielentaito`: the genitive before `kiel`.
    let (before, _) = word
        .lower
        .split_once("kiel")
        .or_else(|| word.lower.split_once("språk"))?;
    let before = before.trim_end_matches('-');
    super::finnish::candidates(before)
        .iter()
        .find_map(|c| NAMES.get(c.base.as_str()))
        .copied()
}

fn is_language(layout: &Layout, named: &Named, others: &[usize], lang: Lang) -> bool {
    let placed = &layout.words[named.first];
    let lower = placed.word.lower.as_str();
    let clause = &layout.clauses[placed.clause];
    let upper = placed.is_capital();
    let opens = layout.sentences[clause.sentence].clauses.start == placed.clause
        && clause.words.start == named.first;
    if lower.contains("kiel") || named.last > named.first || named.code.as_str() == "fse" {
        return true;
    }
    if lang == Lang::En && is_adjective(layout, named.last) {
        return false;
    }
    if is_place(layout, named.first) || (lang == Lang::Fi && upper && !opens) {
        return false;
    }
    let context = clause
        .words
        .clone()
        .any(|w| w != named.first && CONTEXT.iter().any(|c| layout.lower(w).starts_with(c)));
    let beside = others
        .iter()
        .any(|o| *o != named.first && o.abs_diff(named.first) <= 4);
    let said = layout.said_of(named.first, named.last);
    let asked = matches!(said.class, Some(super::strength::Class::Asked(_))) || said.denied;
    (lang == Lang::Fi && !upper)
        || context
        || beside
        || named.level.is_some()
        || asked
        || clause.words.len() == 1
}

/// `Suomessa`, `Suomeen`, `ruotsista`: a country, unless a text is turned from one language to another.
fn is_place(layout: &Layout, at: usize) -> bool {
    const PLACES: &[&str] = &["ssa", "ssä"];
    const WAYS: &[&str] = &["een", "iin", "aan", "ään", "oon", "sta", "stä"];
    let ends = |endings: &[&str]| endings.iter().any(|e| layout.lower(at).ends_with(e));
    let turned = || layout.any_begins(layout.clause_of(at), &["käänt", "kään", "tulk"]);
    layout.lang == Lang::Fi && (ends(PLACES) || (ends(WAYS) && !turned()))
}

/// `a Finnish licence`, `Swedish travellers`: a noun follows that is nothing of a language's.
fn is_adjective(layout: &Layout, at: usize) -> bool {
    let Some(next) = layout.words.get(at + 1) else {
        return false;
    };
    let of_language = CONTEXT.iter().any(|c| next.word.lower.starts_with(c))
        || level_of(&next.word.lower).is_some();
    let noun = !next.word.function && next.word.cues.is_empty() && next.word.known;
    noun && next.clause == layout.words[at].clause
        && !of_language
        && !next.word.lower.ends_with("ed")
}

/// The level's own letter and number that stands with the language: they say more than any word beside
/// them (`suomi sujuva C1`, `fluent in Finnish (C1)`). In brackets after a row of languages they are said
/// of the last, and of those joined to it that have no word of their own (`suomi tai englanti (B1)`).
fn sign(layout: &Layout, at: usize) -> Option<Cefr> {
    let clause = layout.clause_of(at);
    let is_name = |w: &usize| code_at(layout, *w).is_some();
    let code = |w: usize| code_of(layout.lower(w));
    let next = (at + 1..clause.end).find(is_name);
    if let Some(found) = (at + 1..next.unwrap_or(clause.end)).find_map(code) {
        // `suomi ja C1-tason englanti`: what stands after the joining word is the next one's.
        let joined = |w: &usize| strength::joins(layout.lower(*w));
        let to = next.and_then(|n| (at + 1..n).rfind(joined));
        let own = (at + 1..to.unwrap_or(clause.end)).any(|w| code(w).is_some());
        return own.then_some(found);
    }
    if let Some(found) = at
        .checked_sub(1)
        .filter(|w| clause.contains(w))
        .and_then(code)
    {
        let previous = (clause.start..at).rfind(is_name);
        return Some(found).filter(|_| previous.is_none_or(|p| p + 2 < at));
    }
    let after = layout.clauses.get(layout.words[at].clause + 1)?;
    let same = after.sentence == layout.clauses[layout.words[at].clause].sentence;
    let content = |w: &usize| code(*w).is_none() && level_of(layout.lower(*w)).is_none();
    let alone = same && after.words.len() <= 3 && after.words.clone().filter(content).count() == 0;
    let found = after.words.clone().find_map(code).filter(|_| alone)?;
    let said = |w: usize| level_of(layout.lower(w)).is_some();
    (next.is_none() || !clause.clone().any(said)).then_some(found)
}

/// The level said of the language in its clause. Where the clause says its first level after its first
/// language (`suomea äidinkielenä ja englantia auttavasti`), each language takes what follows it, else
/// what stands before it; a level that no language has taken is shared by a list.
fn level(layout: &Layout, at: usize) -> Option<Cefr> {
    let clause = layout.clauses[layout.words[at].clause].words.clone();
    let is_name = |w: &usize| code_at(layout, *w).is_some();
    let said = |w: &usize| level_of(layout.lower(*w));
    let previous = (clause.start..at).rev().find(is_name);
    let next = (at + 1..clause.end).find(is_name);
    let nearest_before = |from: usize| (from..at).rev().find_map(|w| said(&w));
    let nearest_after = |to: usize| (at..to).find_map(|w| said(&w));
    let own_from = previous
        .map_or(clause.start, |p| p + 1)
        .max(at.saturating_sub(5));
    // `English and a little Finnish`: what stands between the joining word and the next is the next one's.
    let cut = next.and_then(|n| {
        let joined = (at + 1..n).rfind(|w| strength::joins(layout.lower(*w)));
        joined.filter(|j| (j + 1..n).any(|w| said(&w).is_some()))
    });
    let own_to = cut.or(next).unwrap_or(clause.end).min(at + 6);
    let first_name = clause.clone().find(is_name);
    let first_level = clause.clone().find(|w| said(w).is_some());
    let whole = || {
        let to = cut.unwrap_or(clause.end).min(at + 6);
        let before = (clause.start.max(at.saturating_sub(5))..at)
            .rev()
            .find(|w| said(w).is_some());
        let after = (at..to).find(|w| said(w).is_some());
        match (before, after) {
            (Some(b), Some(a)) if a - at < at - b => said(&a),
            (Some(b), _) => said(&b),
            (None, after) => after.and_then(|w| said(&w)),
        }
    };
    if first_level >= first_name {
        // What stands between an earlier language and this one is that language's own.
        let taken = previous.is_some_and(|p| {
            let joined = (p + 1..at).rfind(|w| strength::joins(layout.lower(*w)));
            let own = joined.is_some_and(|j| (j + 1..at).any(|w| said(&w).is_some()));
            !own && (p + 1..at).filter(|w| said(w).is_some()).count() == 1
        });
        nearest_after(own_to)
            .or_else(|| nearest_before(own_from).filter(|_| previous.is_none()))
            .or_else(|| whole().filter(|_| !taken))
    } else {
        nearest_before(own_from)
            .or_else(|| nearest_after(own_to).filter(|_| next.is_none()))
            .or_else(whole)
    }
}

/// The level whose letter and number a word (lower case) is: `c1`, `b2-tason`.
fn code_of(word: &str) -> Option<Cefr> {
    let code = word.split(['-', ':', '.']).next().unwrap_or(word);
    let mut all = Cefr::ALL.iter();
    all.find(|l| l.as_str().eq_ignore_ascii_case(code)).copied()
}

/// The level that a word (lower case) says.
pub(crate) fn level_of(word: &str) -> Option<Cefr> {
    if let Some(level) = code_of(word) {
        return Some(level);
    }
    let exact = [
        "god", "goda", "good", "bra", "lite", "little", "hyvin", "skrift", "mother",
    ];
    LEVELS
        .iter()
        .find(|(beginning, _)| {
            words::begins(word, beginning) && (word == *beginning || !exact.contains(beginning))
        })
        .map(|(_, level)| *level)
}
