//! What a step would open is what taking it and scoring anew gives.

use std::sync::LazyLock;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::config;
use super::world::*;
use crate::domain::*;
use crate::score::{Asked, Facts, Group, Nearness, Plan, Step, Weights, ask, opened};
use crate::taxonomy::ConceptIx;

static NEARNESS: LazyLock<Nearness> =
    LazyLock::new(|| Nearness::new(&TAXONOMY, Weights::current()));

/// The step taken in the profile itself; `None` where a profile says it in another way.
fn taken(someone: &Someone, step: Step) -> Option<Someone> {
    let mut after = someone.clone();
    let profile = &mut after.profile;
    match step {
        Step::Skill(concept) => profile.skills.get_or_insert_default().push(HeldSkill {
            concept: Some(TAXONOMY.uri(concept).parse().unwrap()),
            source: Some(SkillSource::Education),
            ..HeldSkill::default()
        }),
        // A first permit in a list would say that there is no other.
        Step::Permit(code) => profile.permits.as_mut()?.push(HeldPermit {
            code,
            valid_until: None,
        }),
        Step::Car => profile.own_car = Some(true),
        Step::Commute(more) => {
            let wishes = profile.wishes.as_mut()?;
            wishes.commute_minutes = wishes.commute_minutes.map(|minutes| minutes + more);
        }
        Step::AnyShifts => profile.wishes.as_mut()?.shifts.clear(),
        Step::AnyHours => profile.wishes.as_mut()?.hours = None,
        Step::AnyContract => profile.wishes.as_mut()?.contracts.clear(),
        Step::AnyKind => profile.wishes.as_mut()?.kinds_refused.clear(),
        Step::AnyStart => {
            let wishes = profile.wishes.as_mut()?;
            (wishes.from, wishes.start_notice_days) = (None, None);
        }
        Step::AnyOccupation => profile.wishes.as_mut()?.occupations.clear(),
        Step::AnyPlace => profile.wishes.as_mut()?.municipalities.clear(),
        Step::AnyWay => {
            let wishes = profile.wishes.as_mut()?;
            wishes
                .reach
                .extend([Reach::PublicTransport, Reach::Bicycle]);
        }
        Step::AlsoRemote => profile.wishes.as_mut()?.remote = None,
        Step::Without(condition) => {
            profile
                .wishes
                .as_mut()?
                .conditions
                .retain(|c| *c != condition);
        }
        Step::Language(_) => return None,
    }
    Some(after)
}

/// Every step of somebody's own, and every skill and permit that keeps them out of some of the plans.
fn all_steps(plans: &[&Plan], facts: &Facts) -> Vec<Step> {
    let mut steps = facts.steps();
    for plan in plans {
        for number in plan.blockers(&facts.row()).1 {
            match &plan.requirements[usize::from(number)].asked {
                Asked::Skill { concept, .. } => steps.extend(concept.map(Step::Skill)),
                Asked::Permit(code) => steps.push(Step::Permit(*code)),
                _ => {}
            }
        }
    }
    steps.sort();
    steps.dedup();
    steps
}

/// A skill that meets two others, with those two.
fn met_at_once() -> impl Strategy<Value = (ConceptIx, [ConceptIx; 2])> {
    let of = |held: ConceptIx| {
        let met: Vec<u32> = NEARNESS.met_by(held).filter(|of| *of != held.0).collect();
        let pairs = met.iter().enumerate();
        let pairs = pairs.flat_map(|(at, one)| met[at + 1..].iter().map(move |two| (*one, *two)));
        let pairs: Vec<_> = pairs
            .map(|(one, two)| (held, [ConceptIx(one), ConceptIx(two)]))
            .collect();
        pairs
    };
    let all: Vec<_> = NEARNESS.all().flat_map(of).collect();
    assert!(all.len() > 10, "the starter taxonomy has such skills");
    select(all)
}

fn must(concept: ConceptIx) -> AskedSkill {
    AskedSkill {
        concept: Some(TAXONOMY.uri(concept).parse().unwrap()),
        text: None,
        level: None,
        need: Need::Must,
    }
}

/// Some step of this one's kind is offered that opens all that this one opens.
fn offers_as_much(plans: &[Plan], facts: &Facts, step: Step) -> Result<(), TestCaseError> {
    let plans: Vec<&Plan> = plans.iter().collect();
    let fits = |plan: &Plan, facts: &Facts| plan.assess(&facts.row()).group == Group::Fits;
    let after = facts.after(step);
    let opens = (0..plans.len()).filter(|at| !fits(plans[*at], facts) && fits(plans[*at], &after));
    let opens: Vec<usize> = opens.collect();
    if opens.is_empty() {
        return Ok(());
    }
    let found = opened(&plans, facts, &NEARNESS);
    let kind = std::mem::discriminant(&step);
    let mut offered = found
        .gains
        .iter()
        .filter(|gain| std::mem::discriminant(&gain.step) == kind);
    let as_much = offered.any(|gain| {
        let places: Vec<usize> = gain.opened.iter().map(|(place, _)| *place).collect();
        opens.iter().all(|place| places.contains(place))
    });
    prop_assert!(as_much, "{:?} opens {:?}", step, opens);
    Ok(())
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_step_opens_what_scoring_anew_opens(adverts in vec(advert(), 1..12), someone in someone()) {
        let plans: Vec<Plan> = adverts.iter().map(|advert| plan(&advert.ask())).collect();
        let plans: Vec<&Plan> = plans.iter().collect();
        let facts = someone.facts();
        let found = opened(&plans, &facts, &NEARNESS);
        let groups: Vec<Group> = plans.iter().map(|plan| plan.assess(&facts.row()).group).collect();
        prop_assert_eq!(found.groups.iter().sum::<u64>(), plans.len() as u64);
        for step in all_steps(&plans, &facts) {
            let after = facts.after(step);
            let anew = (0..plans.len()).filter(|place| {
                groups[*place] != Group::Fits
                    && plans[*place].assess(&after.row()).group == Group::Fits
            });
            let anew: Vec<(usize, Group)> = anew.map(|place| (place, groups[place])).collect();
            let gain = found.gains.iter().find(|gain| gain.step == step);
            let gain = gain.map(|gain| gain.opened.clone()).unwrap_or_default();
            prop_assert_eq!(gain, anew, "{:?}", step);
        }
    }

    #[test]
    fn whatever_one_card_opens_some_card_offered_opens(adverts in vec(advert(), 1..6), someone in someone()) {
        let plans: Vec<Plan> = adverts.iter().map(|advert| plan(&advert.ask())).collect();
        for code in PermitCode::all() {
            offers_as_much(&plans, &someone.facts(), Step::Permit(code))?;
        }
    }

    #[test]
    fn whatever_one_skill_opens_some_skill_offered_opens(
        pair in met_at_once(),
        together in any::<bool>(),
        someone in someone(),
    ) {
        let (held, asked) = pair;
        let asked: Vec<Vec<ConceptIx>> = match together {
            true => vec![asked.to_vec()],
            false => asked.iter().map(|one| vec![*one]).collect(),
        };
        let plans = asked.into_iter().map(|skills| {
            let mut vacancy = Vacancy::new("V-1".parse().unwrap());
            vacancy.skills = skills.into_iter().map(must).collect();
            plan(&ask::resolve(&vacancy, &Reading::default(), &TAXONOMY))
        });
        let plans: Vec<Plan> = plans.collect();
        offers_as_much(&plans, &someone.facts(), Step::Skill(held))?;
    }

    #[test]
    fn a_step_in_the_facts_is_the_step_in_the_profile(advert in advert(), someone in someone()) {
        let plan = plan(&advert.ask());
        let facts = someone.facts();
        for step in all_steps(&[&plan], &facts) {
            if let Some(taken) = taken(&someone, step) {
                let (short, long) = (facts.after(step), taken.facts());
                let (short, long) = (plan.assess(&short.row()), plan.assess(&long.row()));
                prop_assert_eq!((short.group, short.points), (long.group, long.points), "{:?}", step);
            }
        }
    }
}
