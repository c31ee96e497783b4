//! The parts are the score: findings sum to parts, parts to points, groups to everyone considered;
//! many at once are judged as one by itself.

use std::collections::BTreeMap;

use proptest::collection::vec;
use proptest::prelude::*;

use super::config;
use super::world::{advert, judged, plan, someone};
use crate::score::{Criterion, Half, Population, State, Weights, score_rows};

proptest! {
    #![proptest_config(config())]

    #[test]
    fn ceilings_keep_to_their_halves(advert in advert()) {
        let plan = plan(&advert.ask());
        let mut parts: BTreeMap<Criterion, u16> = BTreeMap::new();
        let mut halves = [0u16; 2];
        for requirement in &plan.requirements {
            *parts.entry(requirement.criterion).or_default() += requirement.ceiling;
            halves[requirement.half as usize] += requirement.ceiling;
        }
        for (criterion, ceiling) in &parts {
            prop_assert!(*ceiling <= 2 * Weights::current().base(*criterion), "{criterion} {ceiling}");
        }
        prop_assert!(halves[Half::Work as usize] <= 700);
        prop_assert_eq!(halves[Half::Wishes as usize], 300);
        prop_assert_eq!(parts.values().sum::<u16>(), plan.points_max);
    }

    #[test]
    fn findings_sum_to_points(advert in advert(), someone in someone()) {
        let plan = plan(&advert.ask());
        let judged = plan.assess(&someone.facts().row());
        let mut open = 0;
        let mut last = None;
        for finding in &judged.findings {
            let requirement = &plan.requirements[usize::from(finding.requirement)];
            prop_assert!(finding.points <= requirement.ceiling);
            prop_assert!(last < Some(finding.requirement), "each requirement once, in order");
            last = Some(finding.requirement);
            if requirement.half == Half::Work && finding.found.state == State::Unknown {
                prop_assert_eq!(finding.points, 0, "unknown earns nothing");
                open += requirement.ceiling;
            }
            if finding.found.state == State::Met {
                prop_assert!(finding.found.share > 0);
            }
        }
        prop_assert_eq!(judged.findings.iter().map(|f| f.points).sum::<u16>(), judged.points);
        prop_assert_eq!(open, judged.points_open);
        prop_assert!(judged.points + judged.points_open <= plan.points_max);
        // Whatever is asked is judged; only the right to work may have no finding.
        prop_assert!(plan.requirements.len() - judged.findings.len() <= 1);
    }

    #[test]
    fn many_are_judged_as_one_by_itself(advert in advert(), people in vec(someone(), 1..6)) {
        let ask = advert.ask();
        let mut population = Population::default();
        for someone in &people {
            population.push(&someone.facts());
        }
        let plan = plan(&ask);
        let rows: Vec<u32> = (0..u32::try_from(people.len()).unwrap()).rev().collect();
        let (totals, scored) = score_rows(&plan, &population, &rows);
        prop_assert_eq!(totals.considered, rows.len() as u64);
        prop_assert_eq!(totals.groups.iter().sum::<u64>(), totals.considered);
        let mut groups = [0; 4];
        for (row, scored) in rows.iter().zip(scored) {
            let alone = judged(&ask, &people[*row as usize]);
            prop_assert_eq!(scored.row, *row);
            prop_assert_eq!(
                (scored.points, scored.group),
                (alone.points, alone.group)
            );
            let row = population.row(*row as usize);
            prop_assert_eq!(plan.points(&row), (alone.group, alone.points));
            groups[scored.group as usize] += 1;
        }
        prop_assert_eq!(groups, totals.groups);
    }
}
