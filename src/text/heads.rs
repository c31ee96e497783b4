//! Occupations named by half: the head of a compound that the text has said before, a head whose
//! modifier no name knows, and words for a person that name no work.

use super::layout::Layout;
use super::lexicon::{Source, Target};
use super::sensitive;
use super::spot::Spot;
use super::words;
use crate::domain::{ConceptKind, Lang};

fn is_occupation(spot: &Spot) -> bool {
    matches!(
        spot.target,
        Target::Concept(_, ConceptKind::Occupation | ConceptKind::IscoGroup)
    )
}

/// Lets a bare head mean what the compound before it means, or nothing where no name knows that one:
/// `Linja-autonkuljettajia … haetaan kuljettajia` seeks no lorry driver. Takes away words that name a
/// person of some sex, age or faith, and a vague English head behind a noun that is no part of a name
/// (`room attendants`).
pub(super) fn settle(layout: &Layout, spots: &mut Vec<Spot>) {
    let found: Vec<Spot> = spots.clone();
    let mut kept = Vec::with_capacity(spots.len());
    for mut spot in spots.drain(..) {
        let bare = is_occupation(&spot) && spot.first == spot.last;
        if bare && sensitive::is_of_person(layout.lower(spot.first)) {
            continue;
        }
        let lesser = spot.source != Source::Preferred && is_vague(layout.lower(spot.first));
        if bare && lesser && layout.lang == Lang::En && is_narrowed(layout, &found, spot.first) {
            continue;
        }
        if let Some(whole) = (0..spot.first)
            .rev()
            .find(|at| bare && ends_in(layout, *at, spot.first))
        {
            let said = |s: &&Spot| is_occupation(s) && (s.first..=s.last).contains(&whole);
            match found.iter().find(said) {
                Some(named) => spot.target = named.target,
                None => continue,
            }
        }
        kept.push(spot);
    }
    *spots = kept;
}

/// Whether an English head says only that somebody works: it is the noun before it that says at what.
fn is_vague(head: &str) -> bool {
    const HEADS: &[&str] = &[
        "attendant",
        "assistant",
        "operator",
        "worker",
        "operative",
        "officer",
        "agent",
        "clerk",
        "representative",
        "associate",
        "helper",
        "aide",
        "handler",
        "supervisor",
    ];
    HEADS.contains(&head.strip_suffix('s').unwrap_or(head))
}

/// Whether the word at `whole` is a compound, or a word with a hyphen, whose last part is the word at `head`.
fn ends_in(layout: &Layout, whole: usize, head: usize) -> bool {
    if layout.lang == Lang::En {
        return false;
    }
    let (word, part) = (&layout.words[whole].word, &layout.words[head].word);
    let longer = |w: &String, p: &String| {
        p.chars().count() > 4 && w.len() > p.len() + 2 && w.ends_with(p.as_str())
    };
    let bases = |p: &String| word.bases.iter().any(|w| longer(w, p));
    // A head that is itself a compound says enough by itself.
    part.parts.len() < 2 && part.bases.iter().any(bases)
}

/// Whether a noun that no name covers stands right before the word.
fn is_narrowed(layout: &Layout, found: &[Spot], at: usize) -> bool {
    const QUALITIES: &[&str] = &[
        "ed", "ing", "ful", "ive", "ous", "able", "al", "ic", "y", "ent", "ant",
    ];
    let Some(before) = at.checked_sub(1) else {
        return false;
    };
    let word = &layout.words[before].word;
    let covered = found.iter().any(|s| (s.first..=s.last).contains(&before));
    let noun = !word.function
        && word.lower.chars().all(char::is_alphabetic)
        && !QUALITIES.iter().any(|e| word.lower.ends_with(e))
        && !words::is_filler(&word.lower)
        && !words::is_common(&word.lower);
    let cue = layout.clauses[layout.words[before].clause]
        .cues
        .iter()
        .any(|c| c.first <= before && before <= c.last);
    noun && !covered && !cue && layout.words[before].clause == layout.words[at].clause
}
