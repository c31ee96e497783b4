//! What one step would open, counted exactly: a step is tried on those vacancies alone that it can turn.

use std::collections::{BTreeMap, BTreeSet, HashMap};

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

    /// Whether a step can turn all that keeps the person out.
    fn can_open(&self, step: Step, nearness: &Nearness) -> bool {
        let mut blockers = self.blockers.iter();
        blockers.all(|number| {
            self.asked(*number)
                .is_some_and(|a| step.touches(a, nearness))
        })
    }
}

/// Skills and permits that keep the person out of nothing themselves and stand for several that do, of
/// one vacancy or of several.
fn standing_for_several(asked: &BTreeSet<Step>, nearness: &Nearness) -> Vec<Step> {
    let (mut skills, mut permits) = (BTreeSet::new(), 0u128);
    for step in asked {
        match step {
            Step::Skill(concept) => _ = skills.insert(concept.0),
            Step::Permit(code) => permits |= 1 << code.index(),
            _ => {}
        }
    }
    let several = |held: &ConceptIx| {
        let met = nearness.met_by(*held).filter(|of| skills.contains(of));
        !skills.contains(&held.0) && met.take(2).count() == 2
    };
    let held = nearness.all().filter(several).map(Step::Skill);
    let codes = PermitCode::all().filter(|code| {
        permits >> code.index() & 1 == 0 && (code.holds() & permits).count_ones() > 1
    });
    held.chain(codes.map(Step::Permit)).collect()
}

/// How much a step holds beside what it is about: of two that open the same, the lesser is offered.
fn extent(step: Step, nearness: &Nearness) -> usize {
    match step {
        Step::Skill(held) => nearness.met_by(held).count(),
        Step::Permit(code) => code.holds().count_ones() as usize,
        _ => 0,
    }
}

/// Adds to what is offered those that open what none of its kind there opens alone.
fn add_those_that_open_more(offered: &mut Vec<Gain>, mut others: Vec<Gain>, nearness: &Nearness) {
    others.sort_by_cached_key(|gain| {
        let most = std::cmp::Reverse(gain.opened.len());
        (most, extent(gain.step, nearness), gain.step)
    });
    let mut by_place: HashMap<usize, Vec<usize>> = HashMap::new();
    for (at, gain) in offered.iter().enumerate() {
        for (place, _) in &gain.opened {
            by_place.entry(*place).or_default().push(at);
        }
    }
    for gain in others {
        let Some((first, _)) = gain.opened.first() else {
            continue;
        };
        let kind = std::mem::discriminant(&gain.step);
        let opens_all = |at: &usize| {
            let other = &offered[*at];
            std::mem::discriminant(&other.step) == kind
                && gain
                    .opened
                    .iter()
                    .all(|one| other.opened.binary_search(one).is_ok())
        };
        if by_place
            .get(first)
            .is_some_and(|at| at.iter().any(opens_all))
        {
            continue;
        }
        for (place, _) in &gain.opened {
            by_place.entry(*place).or_default().push(offered.len());
        }
        offered.push(gain);
    }
}

/// What every single step would open: each skill and permit that keeps the person out of a vacancy,
/// those that stand for several of these and open more than each of them, and each step of the person's
/// own.
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
        let first = match shut.asked(shut.blockers[0]) {
            Some(Asked::Skill { concept, .. }) => concept.map(|concept| concept.0),
            _ => None,
        };
        by_skill.entry(first).or_default().push(shut);
    }
    let several = standing_for_several(&steps, nearness);
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
    let of = |steps: Vec<Step>| -> Vec<Gain> {
        let gains = steps.into_par_iter().map(gain);
        gains.filter(|gain| !gain.opened.is_empty()).collect()
    };
    let mut gains = of(steps.into_iter().collect());
    add_those_that_open_more(&mut gains, of(several), nearness);
    gains.sort_by_key(|gain| (std::cmp::Reverse(gain.opened.len()), gain.step));
    Opened { groups, gains }
}
