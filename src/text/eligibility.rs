//! Permits that an occupation of the text stands for: an authority's registration, and what a statute
//! asks of whoever holds the post.

use super::analyse::Analyser;
use super::claims::{Claim, is_not_held};
use super::layout::Layout;
use super::lexicon::Target;
use super::spot::Spot;
use crate::domain::{ConceptKind, Lang, PermitCode, Stance};
use crate::taxonomy::Taxonomy;

/// Beginnings of words that speak of an authority's registration of a profession.
const REGISTRATION: &[&str] = &[
    "laillist",
    "nimikesuoja",
    "ammattioikeu",
    "ammatinharjoittamis",
    "legitim",
    "licensure",
    "registration",
    "terhik",
];

/// `laillistus kunnossa`, `laillistushakemus on jätetty`: the registration of the occupation that
/// the text speaks of, held or applied for.
pub(super) fn registration(
    layout: &Layout,
    at: usize,
    spots: &[Spot],
    analyser: &Analyser,
) -> Option<Claim> {
    let word = layout.lower(at);
    let named = |s: &&Spot| {
        matches!(s.target, Target::Permit(c) if c.as_str().starts_with("licence:"))
            && s.first <= at
            && at <= s.last
    };
    // `Valviran rekisteröinti`: the authority makes a registration one of the profession.
    let of_authority = ["rekisteröin", "registrering"]
        .iter()
        .any(|r| word.starts_with(r))
        && layout.any_begins(layout.clause_of(at), &["valvira", "terhik"]);
    let speaks = of_authority || REGISTRATION.iter().any(|r| word.starts_with(r));
    if !speaks || spots.iter().any(|s| named(&s)) {
        return None;
    }
    let occupations = || {
        spots
            .iter()
            .filter(|s| matches!(s.target, Target::Concept(_, ConceptKind::Occupation)))
    };
    let sentence = layout.sentence_of(at);
    let here = occupations().find(|s| sentence.contains(&s.first));
    let code = here
        .into_iter()
        .chain(occupations())
        .find_map(|s| licence_of(layout, s, analyser))?;
    let clause = layout.clause_of(at);
    let waits = is_not_held(layout, clause) || word.contains("hakem") || word.contains("ansök");
    let denied = waits || layout.said_of(at, at).denied;
    let stance = if denied {
        Stance::Denied
    } else {
        Stance::Stated
    };
    Some(Claim {
        code,
        first: at,
        last: at,
        stance,
    })
}

/// Beginnings of words that speak of what a statute asks of whoever holds a post.
const ELIGIBILITY: &[&str] = &["kelpoisuu", "behörighet", "eligib"];

/// `varhaiskasvatuslain mukainen kelpoisuus`: what the statutes ask of the occupation that the advert
/// speaks of, where no permit of the list is named in so many words.
pub(super) fn eligibility(
    layout: &Layout,
    at: usize,
    spots: &[Spot],
    taxonomy: &Taxonomy,
) -> Vec<Claim> {
    let word = layout.lower(at);
    if layout.profile || !ELIGIBILITY.iter().any(|e| word.starts_with(e)) {
        return Vec::new();
    }
    let sentence = layout.sentence_of(at);
    let named = spots
        .iter()
        .any(|s| matches!(s.target, Target::Permit(_)) && sentence.contains(&s.first));
    if named {
        return Vec::new();
    }
    // What a statute asks of a post is a qualification: a protected title is one way to have it.
    let qualifications = PermitCode::all()
        .filter(|code| code.as_str().starts_with("qualification:"))
        .fold(0, |set, code| set | 1u128 << code.index());
    let asked = |spot: &Spot| match spot.target {
        Target::Concept(ix, ConceptKind::Occupation) => {
            PermitCode::asked_of(taxonomy.uri(ix)) & qualifications
        }
        _ => 0,
    };
    let here = spots.iter().filter(|s| sentence.contains(&s.first));
    let asked = here.chain(spots).map(asked).find(|set| *set != 0);
    let asked = asked.unwrap_or_default();
    PermitCode::all()
        .filter(|code| asked >> code.index() & 1 == 1)
        .map(|code| Claim {
            code,
            first: at,
            last: at,
            stance: Stance::Stated,
        })
        .collect()
}

/// The licence whose name has the occupation's word in it: `sairaanhoitajan laillistus`.
fn licence_of(layout: &Layout, occupation: &Spot, analyser: &Analyser) -> Option<PermitCode> {
    let bases = &layout.words[occupation.last].word.bases;
    PermitCode::all()
        .filter(|code| {
            ["licence:", "title:"]
                .iter()
                .any(|kind| code.as_str().starts_with(kind))
        })
        .find(|code| {
            let name = code.facts().name.get(layout.lang);
            let word = match layout.lang {
                Lang::Fi => name.split(' ').next(),
                Lang::Sv => name.rsplit(' ').next(),
                Lang::En => name.split("'s").next(),
            };
            word.is_some_and(|w| {
                analyser
                    .word(w, layout.lang)
                    .bases
                    .iter()
                    .any(|b| bases.contains(b))
            })
        })
}
