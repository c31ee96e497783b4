//! Skills near a skill.

use super::{ConceptIx, Found, NEAR_SKILLS_MAX, Near, Relation, Shared, keep_mutual};
use crate::taxonomy::links::Links;

/// A family of siblings up to this size is taken whole; in a larger one each member keeps only the
/// [`SHARED_TOP`] most alike by the occupations that use them.
const FAMILY_MAX: usize = 24;

/// A group of skills whose members count as near each other has at most this many.
const GROUP_MAX: usize = 12;

/// Occupations that two skills must share before their likeness says anything.
const SHARED_MIN: u32 = 3;

/// Least likeness of two skills' occupations (Jaccard), in per mille.
const LIKENESS_MIN: u32 = 300;

/// How many most alike skills are kept by shared occupations: two skills are near when each is
/// among the other's.
const SHARED_TOP: usize = 12;

/// For every concept the skills near it.
pub(in crate::taxonomy) fn near_skills(links: &Links) -> Near {
    let mut shared = Shared::new(&links.users, &links.users);
    let mut lists: Vec<Vec<(ConceptIx, Relation)>> = (0..links.len())
        .map(|ix| {
            let asked = ConceptIx::at(ix);
            if links.is_skill(asked) {
                around(links, &Alike::of(links, &mut shared, asked), asked)
            } else if links.is_skill_group(asked) {
                within(links, asked)
            } else {
                Vec::new()
            }
        })
        .collect();
    keep_mutual(&mut lists[..links.skills]);
    Near::from_lists(lists)
}

/// How alike one skill is to others by the occupations that use them.
struct Alike {
    /// Other skill, occupations shared, likeness in per mille (Jaccard); by skill.
    others: Vec<(ConceptIx, u32, u32)>,
}

impl Alike {
    fn of(links: &Links, shared: &mut Shared<'_>, asked: ConceptIx) -> Self {
        let own = links.users[asked.index()].len();
        let likeness = |(other, count): (ConceptIx, u32)| {
            let either = own + links.users[other.index()].len() - count as usize;
            let share = u64::from(count) * 1000 / either.max(1) as u64;
            (other, count, u32::try_from(share).unwrap_or(1000))
        };
        Self {
            others: shared.with(asked).into_iter().map(likeness).collect(),
        }
    }

    fn to(&self, other: ConceptIx) -> u32 {
        let place = self.others.binary_search_by_key(&other, |(ix, ..)| *ix);
        place.map_or(0, |place| self.others[place].2)
    }

    /// The most alike of some, best first, ties to the lower concept.
    fn top(&self, of: impl Iterator<Item = ConceptIx>, likeness_min: u32) -> Vec<(ConceptIx, u32)> {
        let mut all: Vec<_> = of.map(|ix| (ix, self.to(ix))).collect();
        all.retain(|(_, likeness)| *likeness >= likeness_min);
        all.sort_by_key(|(ix, likeness)| (std::cmp::Reverse(*likeness), *ix));
        all.truncate(SHARED_TOP);
        all
    }
}

fn around(links: &Links, alike: &Alike, asked: ConceptIx) -> Vec<(ConceptIx, Relation)> {
    let mut found = Found::new(asked);
    let mut add = |held: ConceptIx, relation| found.add(held, relation, alike.to(held));
    for child in &links.narrower[asked.index()] {
        add(*child, Relation::Narrower);
        for grandchild in &links.narrower[child.index()] {
            add(*grandchild, Relation::Narrower);
        }
    }
    for parent in &links.broader[asked.index()] {
        let family = links.narrower[parent.index()].iter().copied();
        let family = family.filter(|ix| *ix != asked && links.is_skill(*ix));
        if links.is_skill(*parent) {
            add(*parent, Relation::Broader);
            if links.narrower[parent.index()].len() <= FAMILY_MAX {
                family.for_each(|ix| add(ix, Relation::Sibling));
            } else {
                let top = alike.top(family, 1);
                top.iter().for_each(|(ix, _)| add(*ix, Relation::Sibling));
            }
        } else if family.clone().count() < GROUP_MAX {
            family.for_each(|ix| add(ix, Relation::SameGroup));
        }
    }
    for (other, essential) in &links.related[asked.index()] {
        let relation = if *essential {
            Relation::RelatedEssential
        } else {
            Relation::Related
        };
        add(*other, relation);
    }
    let often = alike.others.iter().filter(|(_, n, _)| *n >= SHARED_MIN);
    for (other, _) in alike.top(often.map(|(ix, ..)| *ix), LIKENESS_MIN) {
        add(other, Relation::SharedOccupations);
    }
    found.bounded(NEAR_SKILLS_MAX)
}

/// A skill group's own skills, by one step or two, those that most occupations use first.
fn within(links: &Links, group: ConceptIx) -> Vec<(ConceptIx, Relation)> {
    let mut found = Found::new(group);
    let mut add = |held: ConceptIx| {
        if links.is_skill(held) {
            let users = u32::try_from(links.users[held.index()].len()).unwrap_or(u32::MAX);
            found.add(held, Relation::Narrower, users);
        }
    };
    for child in &links.narrower[group.index()] {
        add(*child);
        for grandchild in &links.narrower[child.index()] {
            add(*grandchild);
        }
    }
    found.bounded(NEAR_SKILLS_MAX)
}
