//! Skills near a skill.

use super::{ConceptIx, Found, NEAR_SKILLS_MAX, Near, Relation, Shared, keep_mutual};
use crate::taxonomy::links::Links;

/// A family of siblings up to this size is taken whole; of a larger one only those are near each
/// other whose occupations are alike by [`FAMILY_LIKENESS_MIN`].
const FAMILY_MAX: usize = 24;

/// Least likeness of two siblings of a large family, in per mille (Jaccard).
const FAMILY_LIKENESS_MIN: u32 = 150;

/// A group of skills whose members count as near each other without more has at most this many.
const GROUP_MAX: usize = 12;

/// Least likeness of two members of a larger group, in per mille (Jaccard).
const GROUP_LIKENESS_MIN: u32 = 300;

/// Occupations that two skills must share before their likeness says anything.
const SHARED_MIN: u32 = 3;

/// Least likeness of two skills by shared occupations: Jaccard in per mille and [`KIN_BONUS`].
const LIKENESS_MIN: u32 = 350;

/// What a common directly broader concept adds to likeness: skills of one group that go together
/// are nearer than, say, welding and knowing the law of the trade.
const KIN_BONUS: u32 = 200;

/// How many most alike skills are kept by shared occupations: two skills are near when each is
/// among the other's.
const SHARED_TOP: usize = 12;

/// For every concept the skills near it.
pub(in crate::taxonomy) fn near_skills(links: &Links) -> Near {
    let alike = vec![1; links.len()];
    let mut shared = Shared::new(&links.users, &links.users, &alike);
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
    /// Other skill and likeness in per mille (Jaccard), where [`SHARED_MIN`] occupations use both; by skill.
    others: Vec<(ConceptIx, u32)>,
}

impl Alike {
    fn of(links: &Links, shared: &mut Shared<'_>, asked: ConceptIx) -> Self {
        let own = links.users[asked.index()].len();
        let likeness = |(other, count, _): (ConceptIx, u32, u32)| {
            let either = own + links.users[other.index()].len() - count as usize;
            let share = u64::from(count) * 1000 / either.max(1) as u64;
            (other, u32::try_from(share).unwrap_or(1000))
        };
        let often = shared.with(asked).into_iter();
        let often = often.filter(|(_, count, _)| *count >= SHARED_MIN);
        Self {
            others: often.map(likeness).collect(),
        }
    }

    /// Likeness to another skill; 0 where too few occupations use both.
    fn to(&self, other: ConceptIx) -> u32 {
        let place = self.others.binary_search_by_key(&other, |(ix, _)| *ix);
        place.map_or(0, |place| self.others[place].1)
    }

    /// The most alike of those that share occupations enough, best first, ties to the lower concept.
    fn top(&self, links: &Links, asked: ConceptIx) -> Vec<ConceptIx> {
        let kin = |other: ConceptIx| {
            let broader = &links.broader[asked.index()];
            let others = &links.broader[other.index()];
            if broader.iter().any(|b| others.contains(b)) {
                KIN_BONUS
            } else {
                0
            }
        };
        let others = self.others.iter();
        let mut all: Vec<_> = others
            .map(|(ix, likeness)| (*ix, likeness + kin(*ix)))
            .filter(|(_, likeness)| *likeness >= LIKENESS_MIN)
            .collect();
        all.sort_by_key(|(ix, likeness)| (std::cmp::Reverse(*likeness), *ix));
        all.into_iter().take(SHARED_TOP).map(|(ix, _)| ix).collect()
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
            let whole = links.narrower[parent.index()].len() <= FAMILY_MAX;
            family
                .filter(|ix| whole || alike.to(*ix) >= FAMILY_LIKENESS_MIN)
                .for_each(|ix| add(ix, Relation::Sibling));
        } else {
            let small = family.clone().count() < GROUP_MAX;
            family
                .filter(|ix| small || alike.to(*ix) >= GROUP_LIKENESS_MIN)
                .for_each(|ix| add(ix, Relation::SameGroup));
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
    for other in alike.top(links, asked) {
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
