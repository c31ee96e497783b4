//! What one step would open, counted exactly: a step is tried on those vacancies alone that it can turn.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::facts::Facts;
use super::plan::{Asked, Plan};
use super::population::Nearness;
use super::step::Step;
use super::terms::Group;
use crate::domain::PermitCode;
use crate::taxonomy::ConceptIx;

/// What a step would open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gain {
    /// The step.
    pub step: Step,
    /// Places, among the plans, of those that would be in `fits` and are not, each with its group now.
    pub opened: Vec<(usize, Group)>,
}

/// One person among many vacancies.
pub struct Opened {
    /// Counts by group as they are, in the order of [`Group::ALL`].
    pub groups: [u64; 4],
    /// Steps that open something, those that open most first.
    pub gains: Vec<Gain>,
}

/// A vacancy that the person does not fit.
struct Shut<'p> {
    place: usize,
    group: Group,
    plan: &'p Plan,
    blockers: Vec<u16>,
}

impl Shut<'_> {
    fn asked(&self, number: u16) -> Option<&Asked> {
        Some(&self.plan.requirements.get(usize::from(number))?.asked)
    }

    /// Where several permits keep the person out, and nothing else: those that stand for all of them at
    /// once, without those that only hold another such one besides.
    fn permits_for_all(&self) -> Vec<Step> {
        let code = |number: &u16| match self.asked(*number) {
            Some(Asked::Permit(code)) => Some(1u128 << code.index()),
            _ => None,
        };
        let asked: Option<Vec<u128>> = self.blockers.iter().map(code).collect();
        let Some(asked) = asked.filter(|asked| asked.len() > 1) else {
            return Vec::new();
        };
        let all = asked.iter().fold(0, |all, one| all | one);
        let enough: Vec<PermitCode> = PermitCode::all()
            .filter(|code| code.holds() & all == all)
            .collect();
        let least = enough.iter().filter(|code| {
            let mut others = enough.iter().filter(|other| other != code);
            !others.any(|other| code.holds() >> other.index() & 1 == 1)
        });
        least.map(|code| Step::Permit(*code)).collect()
    }

    /// Where several skills keep the person out, and nothing else: those skills.
    fn skills_alone(&self) -> Option<Vec<u32>> {
        let skill = |number: &u16| match self.asked(*number) {
            Some(Asked::Skill { concept, .. }) => concept.map(|concept| concept.0),
            _ => None,
        };
        let asked: Option<Vec<u32>> = self.blockers.iter().map(skill).collect();
        asked.filter(|asked| asked.len() > 1)
    }

    /// Whether a step can turn all that keeps the person out.
    fn can_open(&self, step: Step, nearness: &Nearness) -> bool {
        let mut blockers = self.blockers.iter();
        blockers.all(|number| {
            self.asked(*number)
                .is_some_and(|a| step.touches(a, nearness))
        })
    }
}

/// Skills that stand for all of several that keep the person out of some vacancy, and that none of those
/// several is: of each vacancy those that need not be narrower than another such one.
fn skills_for_all(shut: &[Shut<'_>], nearness: &Nearness) -> BTreeSet<Step> {
    let mut by_first: BTreeMap<u32, Vec<(usize, Vec<u32>)>> = BTreeMap::new();
    for (place, asked) in shut.iter().enumerate() {
        if let Some(asked) = asked.skills_alone() {
            by_first.entry(asked[0]).or_default().push((place, asked));
        }
    }
    let mut enough: BTreeMap<usize, Vec<ConceptIx>> = BTreeMap::new();
    if by_first.is_empty() {
        return BTreeSet::new();
    }
    for held in nearness.all() {
        let met: Vec<u32> = nearness.met_by(held).collect();
        // What stands for several stands for more than itself.
        if met.len() < 2 {
            continue;
        }
        for (place, asked) in met.iter().filter_map(|one| by_first.get(one)).flatten() {
            if asked.iter().all(|one| met.contains(one)) {
                enough.entry(*place).or_default().push(held);
            }
        }
    }
    let least = |enough: Vec<ConceptIx>| {
        let narrower = |held: &ConceptIx| {
            let mut others = enough.iter().filter(|other| *other != held);
            others.any(|other| nearness.meets(*held, *other) && !nearness.meets(*other, *held))
        };
        let least = enough.iter().filter(|held| !narrower(held));
        least.copied().map(Step::Skill).collect::<Vec<_>>()
    };
    enough.into_values().flat_map(least).collect()
}

/// What every single step would open: each skill and permit that keeps the person out of a vacancy,
/// and each step of the person's own.
///
/// Only a step that touches everything that keeps a person out can bring them in, so a vacancy is
/// tried for those steps alone that touch the first of it; the trial itself is the whole judgement.
pub fn opened(plans: &[&Plan], facts: &Facts, nearness: &Nearness) -> Opened {
    let row = facts.row();
    let judged: Vec<(Group, Vec<u16>)> = plans.par_iter().map(|p| p.blockers(&row)).collect();
    let mut groups = [0; 4];
    let mut shut = Vec::new();
    for (place, (group, blockers)) in judged.into_iter().enumerate() {
        groups[group as usize] += 1;
        if group != Group::Fits && !blockers.is_empty() {
            let plan = plans[place];
            shut.push(Shut {
                place,
                group,
                plan,
                blockers,
            });
        }
    }
    // By the skill that stands first in the way; what is no skill stands together.
    let mut by_skill: BTreeMap<Option<u32>, Vec<&Shut<'_>>> = BTreeMap::new();
    let mut steps: BTreeSet<Step> = facts.steps().into_iter().collect();
    for shut in &shut {
        for asked in shut
            .blockers
            .iter()
            .filter_map(|number| shut.asked(*number))
        {
            match asked {
                Asked::Skill { concept, .. } => steps.extend(concept.map(Step::Skill)),
                Asked::Permit(code) => steps.extend([Step::Permit(*code)]),
                _ => {}
            }
        }
        steps.extend(shut.permits_for_all());
        let first = match shut.asked(shut.blockers[0]) {
            Some(Asked::Skill { concept, .. }) => concept.map(|concept| concept.0),
            _ => None,
        };
        by_skill.entry(first).or_default().push(shut);
    }
    steps.extend(skills_for_all(&shut, nearness));
    let gain = |step: Step| {
        let after = facts.after(step);
        let keys: Vec<Option<u32>> = match step {
            Step::Skill(held) => nearness.met_by(held).map(Some).collect(),
            _ => vec![None],
        };
        let tried = keys.iter().filter_map(|key| by_skill.get(key)).flatten();
        let tried = tried.filter(|shut| shut.can_open(step, nearness));
        let opens = tried.filter(|shut| shut.plan.blockers(&after.row()).0 == Group::Fits);
        let mut opened: Vec<(usize, Group)> = opens.map(|shut| (shut.place, shut.group)).collect();
        opened.sort_unstable();
        Gain { step, opened }
    };
    let steps: Vec<Step> = steps.into_iter().collect();
    let gains = steps.into_par_iter().map(gain);
    let mut gains: Vec<Gain> = gains.filter(|gain| !gain.opened.is_empty()).collect();
    gains.sort_by_key(|gain| (std::cmp::Reverse(gain.opened.len()), gain.step));
    Opened { groups, gains }
}
