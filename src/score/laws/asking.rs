//! What asking less does: a `nice` decides nothing, softening or dropping a requirement worsens no
//! one's group, and the count of those who would come in is what comes in.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Value, json};

use super::cases::{self, check};
use super::config;
use super::world::*;
use crate::domain::Need;
use crate::score::{
    Ask, Asked, Assessment, Group, Half, Less, Population, Requirement, State, score_rows,
};

/// Every way in which one requirement can be asked less strongly.
fn lesser(ask: &Ask) -> Vec<(u16, Requirement, Less, Ask)> {
    let mut all = Vec::new();
    for (requirement, number) in plan(ask).requirements.into_iter().zip(0u16..) {
        let Some(need) = requirement.need.filter(|_| requirement.half == Half::Work) else {
            continue;
        };
        let softer = [Need::Should, Need::Nice]
            .into_iter()
            .filter(|softer| *softer > need);
        for change in softer.map(Less::Soften).chain([Less::Drop]) {
            if let Some(less) = ask.less(&requirement.asked, change) {
                all.push((number, requirement.clone(), change, less));
            }
        }
    }
    all
}

/// A must skill or an occupation that the person has, met or near: a link to the work. `far` counts
/// links, so it can begin where one that is had is no longer asked.
fn is_a_link_had(requirement: &Requirement, number: u16, before: &Assessment) -> bool {
    let link = match requirement.asked {
        Asked::Occupation(_) => true,
        Asked::Skill { .. } => requirement.need == Some(Need::Must),
        _ => false,
    };
    let mut findings = before.findings.iter();
    let found = findings.find(|f| f.requirement == number);
    link && found.is_some_and(|f| f.found.state >= State::Near)
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_nice_decides_no_group(advert in advert(), someone in someone()) {
        let ask = advert.ask();
        let before = judged(&ask, &someone).group;
        for (_, requirement, change, less) in lesser(&ask) {
            if requirement.need == Some(Need::Nice) && matches!(change, Less::Drop) {
                prop_assert_eq!(judged(&less, &someone).group, before, "{:?}", requirement.asked);
            }
        }
    }

    #[test]
    fn asking_less_worsens_no_group(advert in advert(), someone in someone(), pick in any::<Index>()) {
        let ask = advert.ask();
        let ways = lesser(&ask);
        prop_assume!(!ways.is_empty());
        let (number, requirement, change, less) = pick.get(&ways);
        let (before, after) = (judged(&ask, &someone), judged(less, &someone));
        // The one exception: a link that the person has is no longer asked, and too few are left.
        let too_few_links = after.group == Group::Far && is_a_link_had(requirement, *number, &before);
        prop_assert!(
            after.group <= before.group || too_few_links,
            "{:?} {change:?}: {} to {}", requirement.asked, before.group, after.group
        );
    }

    #[test]
    fn only_is_what_dropping_or_softening_brings(advert in advert(), people in vec(someone(), 6)) {
        let ask = advert.ask();
        let mut population = Population::default();
        for someone in &people {
            population.push(&someone.facts());
        }
        let rows: Vec<u32> = (0..6).collect();
        let (totals, before) = score_rows(&plan(&ask), &population, &rows);
        let wishes = (0u16..).zip(plan(&ask).requirements).filter(|(_, r)| r.half == Half::Wishes);
        let silent = wishes.filter_map(|(number, wish)| {
            let less = ask.less(&wish.asked, Less::Drop)?;
            Some((number, wish, Less::Drop, less))
        });
        for (number, requirement, change, less) in lesser(&ask).into_iter().chain(silent) {
            // A must that is hoped for keeps out nobody any more than one that is dropped.
            if requirement.need.is_some_and(|need| need != Need::Must) {
                continue;
            }
            let (_, after) = score_rows(&plan(&less), &population, &rows);
            let came = before.iter().zip(&after).filter(|(before, after)| {
                before.group != Group::Fits && after.group == Group::Fits
            });
            let (only, came) = (totals.only[usize::from(number)], came.count() as u64);
            if matches!(requirement.asked, Asked::Hours | Asked::Conditions) {
                // The right to work of some is held against the hours, and a condition that the shifts
                // are against counts with them: what hangs on another is told by scoring anew alone.
                prop_assert!(only <= came, "{:?}: {only}, {came}", requirement.asked);
            } else {
                prop_assert_eq!(only, came, "{:?} {:?}", requirement.asked, change);
            }
        }
    }
}

#[test]
fn what_is_asked_twice_is_asked_by_the_stronger_need_and_the_higher_level() {
    let languages = |list: Value| -> Vec<(Need, u8)> {
        let ask = cases::advert(json!({ "languages": list })).ask();
        ask.languages.iter().map(|l| (l.need, l.spoken)).collect()
    };
    let fi = |level: &str, need: &str| json!({ "code": "fi", "level": level, "need": need });
    let (must, nice) = (Need::Must, Need::Nice);
    let cases = [
        ([fi("B1", "nice"), fi("B1", "must")], vec![(must, 3)]),
        ([fi("B1", "must"), fi("C1", "must")], vec![(must, 5)]),
        ([fi("C1", "must"), fi("B1", "nice")], vec![(must, 5)]),
        // A higher level that is hoped for is a wish of its own.
        (
            [fi("B1", "must"), fi("C1", "nice")],
            vec![(must, 3), (nice, 5)],
        ),
    ];
    for (list, expected) in cases {
        assert_eq!(languages(json!(list)), expected, "{list:?}");
    }
    let twice = json!({ "permits": [
        { "code": "card:hygiene", "need": "nice" },
        { "code": "card:hygiene", "need": "must" },
    ] });
    let permits = cases::advert(twice).ask().permits;
    assert_eq!(permits, [("card:hygiene".parse().unwrap(), Need::Must)]);
}

#[test]
fn work_that_needs_a_car_is_against_one_who_may_not_drive() {
    let (asked, held) = (
        json!({ "car": { "need": "must" } }),
        json!({ "own_car": true, "wishes": { "conditions": ["no_driving"] } }),
    );
    let negotiable = "missing negotiable";
    check(asked, held.clone(), "conditions", negotiable, "fits_if");
    check(
        json!({ "car": { "need": "nice" } }),
        held,
        "conditions",
        "unknown",
        "fits",
    );
}
