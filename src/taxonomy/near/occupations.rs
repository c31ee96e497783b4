//! Occupations near an occupation.

use std::collections::HashMap;

use super::{ConceptIx, Found, NEAR_OCCUPATIONS_MAX, Near, OccupationRelation, Shared};
use crate::taxonomy::links::Links;

/// Essential skills that two occupations must share before the share says anything.
const SHARED_MIN: u32 = 4;

/// Share of the essential skills, in percent, from which two occupations of one sub-major group are near.
const NEIGHBOUR_PERCENT: u64 = 5;

/// Specificity, in percent, up to which a skill counts next to nothing as shared.
const GENERAL_PERCENT: u8 = 60;

/// For every concept the occupations near it. A shared skill counts by how specific it is: what every
/// trade asks (to listen, to keep the rules) makes no two of them alike.
pub(in crate::taxonomy) fn near_occupations(links: &Links, specificity: &[u8]) -> Near {
    let weight = |percent: &u8| u32::from(percent.saturating_sub(GENERAL_PERCENT)) + 1;
    let weights: Vec<u32> = specificity.iter().map(weight).collect();
    let mut shared = Shared::new(&links.essential, &links.essential, &weights);
    let mut by_isco: HashMap<&str, Vec<ConceptIx>> = HashMap::new();
    for occupation in links.occupations() {
        let unit = links.isco(occupation);
        for digits in [4, 3] {
            if let Some(group) = unit.get(..digits) {
                by_isco.entry(group).or_default().push(occupation);
            }
        }
    }
    let lists = (0..links.len())
        .map(|ix| {
            let asked = ConceptIx::at(ix);
            if links.is_occupation(asked) {
                around(links, &by_isco, &mut shared, asked)
            } else if links.is_isco_group(asked) {
                within(links, asked)
            } else {
                Vec::new()
            }
        })
        .collect();
    Near::from_lists(lists)
}

fn around(
    links: &Links,
    by_isco: &HashMap<&str, Vec<ConceptIx>>,
    shared: &mut Shared<'_>,
    asked: ConceptIx,
) -> Vec<(ConceptIx, OccupationRelation)> {
    let mut found = Found::new(asked);
    for held in below(links, asked) {
        found.add(held, OccupationRelation::Narrower, 0);
    }
    for parent in &links.broader[asked.index()] {
        if links.is_occupation(*parent) {
            found.add(*parent, OccupationRelation::Broader, 0);
            for sibling in &links.narrower[parent.index()] {
                if *sibling != asked {
                    found.add(*sibling, OccupationRelation::Sibling, 0);
                }
            }
        }
    }
    let unit = links.isco(asked);
    let same = [
        (4, OccupationRelation::SameUnitGroup),
        (3, OccupationRelation::SameMinorGroup),
    ];
    for (digits, relation) in same {
        let group = unit.get(..digits).and_then(|group| by_isco.get(group));
        for held in group.into_iter().flatten().filter(|ix| **ix != asked) {
            found.add(*held, relation, 0);
        }
    }
    let own = shared.weight_of(asked).max(1);
    for (held, count, weight) in shared.with(asked) {
        let percent = u64::from(weight) * 100 / u64::from(own);
        let likeness = u32::try_from(percent).unwrap_or(100);
        let neighbour = percent >= NEIGHBOUR_PERCENT && is_neighbour(links, asked, held);
        if neighbour {
            found.add(held, OccupationRelation::SameSubMajorGroup, likeness);
        }
        match percent {
            _ if count < SHARED_MIN => {}
            50.. => found.add(held, OccupationRelation::SharedSkillsHalf, likeness),
            30.. => found.add(held, OccupationRelation::SharedSkillsThird, likeness),
            // Too few to be near by it, yet it ranks those who are near by the trees.
            _ => found.raise(held, likeness),
        }
    }
    found.bounded(NEAR_OCCUPATIONS_MAX)
}

/// Whether two occupations are in one ISCO sub-major group whose work is learnt at work: of the major
/// groups 4 to 9, of ISCO-08's skill levels 1 and 2. Above them a sub-major group holds professions each
/// with a training of its own: a pharmacist is no nurse, however much their rules have in common.
fn is_neighbour(links: &Links, one: ConceptIx, other: ConceptIx) -> bool {
    let group = |of: ConceptIx| {
        let group = links.isco(of).get(..2)?;
        group
            .starts_with(|major: char| ('4'..='9').contains(&major))
            .then_some(group)
    };
    group(one).is_some() && group(one) == group(other)
}

/// The occupations in an ISCO group, at any depth.
fn within(links: &Links, group: ConceptIx) -> Vec<(ConceptIx, OccupationRelation)> {
    let mut found = Found::new(group);
    for held in below(links, group) {
        if links.is_occupation(held) {
            let skills = u32::try_from(links.essential[held.index()].len()).unwrap_or(u32::MAX);
            found.add(held, OccupationRelation::Narrower, skills);
        }
    }
    found.bounded(NEAR_OCCUPATIONS_MAX)
}

/// Everything narrower, at any depth, each once and never the concept itself: a ring in the data ends.
fn below(links: &Links, top: ConceptIx) -> Vec<ConceptIx> {
    let mut seen = std::collections::BTreeSet::from([top]);
    let mut open = vec![top];
    while let Some(concept) = open.pop() {
        for child in &links.narrower[concept.index()] {
            if seen.insert(*child) {
                open.push(*child);
            }
        }
    }
    seen.remove(&top);
    seen.into_iter().collect()
}
