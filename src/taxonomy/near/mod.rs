//! What is near what: worked out once, when a release is built, and read from flat arrays.
//!
//! A relation says how the *held* concept stands to the *asked* one. Relations stand in order of
//! strength; of several between two concepts the strongest is kept. What each is worth in points is
//! no matter of the taxonomy.

mod occupations;
mod skills;

use std::collections::BTreeMap;

use bitcode::{Decode, Encode};

use super::ConceptIx;
use super::csr::Lists;
use crate::domain::codes;
pub(super) use occupations::near_occupations;
pub(super) use skills::near_skills;

/// Most skills near one skill, itself included.
pub const NEAR_SKILLS_MAX: usize = 64;

/// Most occupations near one occupation, itself included.
pub const NEAR_OCCUPATIONS_MAX: usize = 128;

codes! {
    /// How a held skill stands to an asked one, strongest first.
    Relation, "relation of skills" {
        /// The same skill.
        Same = "same",
        /// The held one is narrower than the asked, by one step or two: it is of the asked kind.
        Narrower = "narrower",
        /// The held one is directly broader than the asked.
        Broader = "broader",
        /// Both are directly narrower than one skill.
        Sibling = "sibling",
        /// The release relates them as essential, either way round.
        RelatedEssential = "related_essential",
        /// The release relates them as optional, either way round.
        Related = "related",
        /// Both stand directly in one group of skills that is small, or whose occupations are much the
        /// same for both.
        SameGroup = "same_group",
        /// Much the same occupations use both.
        SharedOccupations = "shared_occupations",
    }
}

codes! {
    /// How a held occupation stands to an asked one, strongest first.
    OccupationRelation, "relation of occupations" {
        /// The same occupation.
        Same = "same",
        /// The held one is narrower than the asked, at any depth.
        Narrower = "narrower",
        /// The held one is directly broader than the asked.
        Broader = "broader",
        /// Both are directly narrower than one occupation.
        Sibling = "sibling",
        /// At least half of the asked one's essential skills, weighed by how specific they are, are
        /// essential to the held one too.
        SharedSkillsHalf = "shared_skills_half",
        /// Both are in one ISCO unit group (four digits).
        SameUnitGroup = "same_unit_group",
        /// At least 30 percent of them are.
        SharedSkillsThird = "shared_skills_third",
        /// Both are in one ISCO minor group (three digits).
        SameMinorGroup = "same_minor_group",
        /// Both are in one ISCO sub-major group (two digits) of the major groups 4 to 9, and at least 5 percent of the asked one's
        /// essential skills are shared: the cashier's and the shop assistant's, the van's and the lorry's.
        SameSubMajorGroup = "same_sub_major_group",
    }
}

/// For each concept those near it, each with its relation's place in the order of strength.
#[derive(Debug, Default, Encode, Decode)]
pub(super) struct Near {
    held: Lists<ConceptIx>,
    relations: Vec<u8>,
}

impl Near {
    fn from_lists<R: Copy + Into<u8>>(lists: Vec<Vec<(ConceptIx, R)>>) -> Self {
        let relations = lists.iter().flatten().map(|(_, r)| (*r).into()).collect();
        let held = Lists::of(
            lists
                .into_iter()
                .map(|list| list.into_iter().map(|(ix, _)| ix).collect()),
        );
        Self { held, relations }
    }

    /// Those near the asked one. What the table does not know is near itself alone.
    pub(super) fn of<R: Ranked>(&self, asked: ConceptIx) -> Vec<(ConceptIx, R)> {
        let range = self.held.range(asked.index());
        if range.is_empty() {
            return vec![(asked, R::at(0))];
        }
        let relations = self.relations[range].iter().map(|r| R::at(*r));
        self.held
            .get(asked.index())
            .iter()
            .copied()
            .zip(relations)
            .collect()
    }

    /// Whether lists and relations belong together and name only these concepts and relations.
    pub(super) fn is_sound(&self, concepts: usize, relations: usize) -> bool {
        self.held.is_sound()
            && self.held.len() == concepts
            && self.held.items().len() == self.relations.len()
            && self.held.items().iter().all(|ix| ix.index() < concepts)
            && self.relations.iter().all(|r| usize::from(*r) < relations)
    }
}

/// A relation as its place in the order of strength, 0 the strongest.
pub(super) trait Ranked: Copy + Ord + 'static {
    /// The relation at a place; the weakest beyond the last.
    fn at(place: u8) -> Self;
    /// Whether it holds both ways round whenever it holds one way.
    fn is_symmetric(self) -> bool;
}

impl Ranked for Relation {
    fn at(place: u8) -> Self {
        Self::ALL
            .get(usize::from(place))
            .copied()
            .unwrap_or(Self::SharedOccupations)
    }

    fn is_symmetric(self) -> bool {
        !matches!(self, Self::Narrower | Self::Broader)
    }
}

impl Ranked for OccupationRelation {
    fn at(place: u8) -> Self {
        Self::ALL
            .get(usize::from(place))
            .copied()
            .unwrap_or(Self::SameSubMajorGroup)
    }

    fn is_symmetric(self) -> bool {
        matches!(self, Self::Same | Self::Sibling)
    }
}

impl From<Relation> for u8 {
    fn from(relation: Relation) -> u8 {
        relation as u8
    }
}

impl From<OccupationRelation> for u8 {
    fn from(relation: OccupationRelation) -> u8 {
        relation as u8
    }
}

/// What has been found near one concept: the strongest relation and a likeness that ranks within it.
struct Found<R> {
    by_held: BTreeMap<ConceptIx, (R, u32)>,
}

impl<R: Ranked> Found<R> {
    fn new(asked: ConceptIx) -> Self {
        Self {
            by_held: BTreeMap::from([(asked, (R::at(0), u32::MAX))]),
        }
    }

    /// Notes a relation; a stronger one already there stays.
    fn add(&mut self, held: ConceptIx, relation: R, likeness: u32) {
        let entry = self.by_held.entry(held).or_insert((relation, likeness));
        if relation < entry.0 {
            entry.0 = relation;
        }
        entry.1 = entry.1.max(likeness);
    }

    /// Raises the likeness of one already found.
    fn raise(&mut self, held: ConceptIx, likeness: u32) {
        if let Some(entry) = self.by_held.get_mut(&held) {
            entry.1 = entry.1.max(likeness);
        }
    }

    /// The strongest `max`, ties to the more alike, then to the lower concept; in order of concept.
    fn bounded(self, max: usize) -> Vec<(ConceptIx, R)> {
        let mut all: Vec<_> = self.by_held.into_iter().collect();
        all.sort_by_key(|(held, (relation, likeness))| {
            (*relation, std::cmp::Reverse(*likeness), *held)
        });
        all.truncate(max);
        all.sort_by_key(|(held, _)| *held);
        all.into_iter().map(|(held, (r, _))| (held, r)).collect()
    }
}

/// Makes symmetric relations hold both ways: what a bound cut off on one side goes on the other too,
/// and where the sides found different ones both keep the weaker.
fn keep_mutual<R: Ranked>(lists: &mut [Vec<(ConceptIx, R)>]) {
    let seen_from = |lists: &[Vec<(ConceptIx, R)>], asked: ConceptIx, held: ConceptIx| {
        let list = lists.get(asked.index())?;
        let place = list.binary_search_by_key(&held, |(ix, _)| *ix).ok()?;
        Some(list[place].1)
    };
    let mended: Vec<Vec<(ConceptIx, R)>> = lists
        .iter()
        .enumerate()
        .map(|(asked, list)| {
            let mend = |&(held, relation): &(ConceptIx, R)| {
                if !relation.is_symmetric() {
                    return Some((held, relation));
                }
                let back = seen_from(lists, held, ConceptIx::at(asked))?;
                Some((held, relation.max(back)))
            };
            list.iter().filter_map(mend).collect()
        })
        .collect();
    for (list, mended) in lists.iter_mut().zip(mended) {
        *list = mended;
    }
}

/// Counts what two concepts have in common: users, and the weights of those.
struct Shared<'a> {
    /// For each concept its users.
    users: &'a [Vec<ConceptIx>],
    /// For each user its concepts.
    used: &'a [Vec<ConceptIx>],
    /// What each user weighs.
    weights: &'a [u32],
    counts: Vec<(u32, u32)>,
    touched: Vec<ConceptIx>,
}

impl<'a> Shared<'a> {
    fn new(users: &'a [Vec<ConceptIx>], used: &'a [Vec<ConceptIx>], weights: &'a [u32]) -> Self {
        Self {
            users,
            used,
            weights,
            counts: vec![(0, 0); users.len().max(used.len())],
            touched: Vec::new(),
        }
    }

    /// What a concept's users weigh together.
    fn weight_of(&self, concept: ConceptIx) -> u32 {
        let users = self.users[concept.index()].iter();
        users.map(|user| self.weights[user.index()]).sum()
    }

    /// Every other concept that shares a user with this one, with how many they share and what
    /// those weigh, by concept.
    fn with(&mut self, concept: ConceptIx) -> Vec<(ConceptIx, u32, u32)> {
        for user in &self.users[concept.index()] {
            for other in &self.used[user.index()] {
                let count = &mut self.counts[other.index()];
                if count.0 == 0 {
                    self.touched.push(*other);
                }
                count.0 += 1;
                count.1 += self.weights[user.index()];
            }
        }
        self.touched.sort_unstable();
        let mut shared = Vec::with_capacity(self.touched.len());
        for other in self.touched.drain(..) {
            let (count, weight) = std::mem::take(&mut self.counts[other.index()]);
            if other != concept {
                shared.push((other, count, weight));
            }
        }
        shared
    }
}
