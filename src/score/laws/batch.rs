//! The batch and the explanation are one computation: everyone scored from tables is everyone scored
//! one by one, in every count, and in the order of any page, by whatever weights.

use std::sync::{Arc, LazyLock};

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;

use super::config;
use super::weighings::any_weights;
use super::world::*;
use crate::domain::{AskedSkill, Need, Reading, Vacancy};
use crate::score::{
    Group, Half, Last, Nearness, Plan, Population, RowSet, Scored, TieKey, Totals, Wanted, Weights,
    ask, best, score_rows,
};

/// Weights with what is near by them: those in use, and some drawn at random.
static WEIGHINGS: LazyLock<Vec<(Weights, Arc<Nearness>)>> = LazyLock::new(|| {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let drawn = (0..8).map(|_| any_weights().new_tree(&mut runner).unwrap().current());
    let all = std::iter::once(Weights::current().clone()).chain(drawn);
    let near = |weights: Weights| {
        let nearness = Arc::new(Nearness::new(&TAXONOMY, &weights));
        (weights, nearness)
    };
    all.map(near).collect()
});

/// One, two and three threads.
static POOLS: LazyLock<[rayon::ThreadPool; 3]> = LazyLock::new(|| {
    let of = |threads| rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    [1, 2, 3].map(|threads| of(threads).unwrap())
});

/// Rows: enough for a block of tables, and some that stay outside.
const ROWS: usize = 260;

/// The people over and over, in tables or not.
fn population(people: &[Someone], tables: bool) -> Population {
    weighed(people, tables.then(|| &WEIGHINGS[0].1))
}

/// The people over and over, in blocks of so many rows.
fn in_blocks_of(rows: usize, people: &[Someone], nearness: &Arc<Nearness>) -> Population {
    filled(people, Population::in_blocks_of(Arc::clone(nearness), rows))
}

/// The same in tables made by these weights, or in none.
fn weighed(people: &[Someone], nearness: Option<&Arc<Nearness>>) -> Population {
    let empty = nearness.map_or_else(Population::default, |near| {
        Population::new(Arc::clone(near))
    });
    filled(people, empty)
}

fn filled(people: &[Someone], mut population: Population) -> Population {
    let facts: Vec<_> = people.iter().map(Someone::facts).collect();
    facts
        .iter()
        .cycle()
        .take(ROWS)
        .for_each(|facts| population.push(facts));
    population.settle();
    population
}

fn tie(row: u32) -> [u8; 16] {
    TieKey::new(Weights::current(), "V-1").of(&format!("P-{row}"))
}

/// Who may be seen: not everyone.
fn allowed(out_of: u32) -> RowSet {
    (0..ROWS as u32).filter(|row| row % out_of != 1).collect()
}

/// Everyone one by one, and the page that is wanted of them.
fn one_by_one(
    plan: &Plan,
    people: &Population,
    allowed: &RowSet,
    wanted: Wanted,
) -> (Totals, Vec<Scored>) {
    let rows: Vec<u32> = allowed.iter().collect();
    let (totals, mut scored) = score_rows(plan, people, &rows);
    scored.sort_by_key(|s| (s.group, std::cmp::Reverse(s.points), tie(s.row)));
    scored.retain(|s| wanted.group.is_none_or(|group| group == s.group));
    if let Some(last) = wanted.after {
        let after = (last.group, std::cmp::Reverse(last.points), last.tie);
        scored.retain(|s| (s.group, std::cmp::Reverse(s.points), tie(s.row)) > after);
    }
    scored.truncate(wanted.limit);
    (totals, scored)
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn tables_count_what_one_by_one_counts(
        advert in advert(), people in vec(someone(), 1..40), limit in 0..300usize, out_of in 2..9u32,
        block in prop::sample::select(vec![64, 128, 1024]),
    ) {
        let plan = plan(&advert.ask());
        // One block, or several scored side by side and joined.
        let (tables, rows) = (
            in_blocks_of(block, &people, &WEIGHINGS[0].1),
            population(&people, false),
        );
        prop_assert_eq!(tables.blocks().len(), (ROWS / 64 * 64).div_ceil(block));
        let allowed = allowed(out_of);
        let wanted = Wanted { limit, ..Wanted::default() };
        let (totals, page) = best(&plan, &tables, &allowed, wanted, &tie);
        let expected = one_by_one(&plan, &rows, &allowed, wanted);
        prop_assert_eq!(&(totals, page), &expected);
        // Every page begins where the one before ended, whatever the group.
        if let Some(last) = expected.1.last() {
            let after = Last { group: last.group, points: last.points, tie: tie(last.row) };
            for group in [None, Some(last.group), Some(Group::FitsIf)] {
                let wanted = Wanted { limit: limit / 2 + 1, group, after: Some(after) };
                prop_assert_eq!(
                    best(&plan, &tables, &allowed, wanted, &tie),
                    one_by_one(&plan, &rows, &allowed, wanted)
                );
            }
        }
    }

    /// Where of wishes only met or not is told, tables and explanation still agree, the group is the
    /// same, and points tell no more of a wish than its state does.
    #[test]
    fn a_wish_told_as_met_or_not_tells_no_more(
        advert in advert(), people in vec(someone(), 1..40),
    ) {
        let ask = advert.ask();
        let told = plan(&ask).wishes_met_or_not(Weights::current());
        let (tables, rows) = (population(&people, true), population(&people, false));
        let wanted = Wanted { limit: ROWS, ..Wanted::default() };
        let everyone = RowSet::below(ROWS);
        prop_assert_eq!(
            best(&told, &tables, &everyone, wanted, &tie),
            one_by_one(&told, &rows, &everyone, wanted)
        );
        let whole = plan(&ask);
        let mut points = std::collections::BTreeMap::new();
        for someone in &people {
            let facts = someone.facts();
            let assessed = told.assess(&facts.row());
            prop_assert_eq!(assessed.group, whole.assess(&facts.row()).group);
            for finding in assessed.findings {
                if told.requirements[usize::from(finding.requirement)].half == Half::Wishes {
                    let key = (finding.requirement, finding.found.state as u8);
                    let known = *points.entry(key).or_insert(finding.points);
                    prop_assert_eq!(known, finding.points);
                }
            }
        }
    }

    /// By whatever weights: every row's points and group from the tables are those of its explanation,
    /// and every count is the sum over the explanations.
    #[test]
    fn by_any_weights_tables_give_what_the_explanation_gives(
        weighing in 0..WEIGHINGS.len(), advert in advert(), people in vec(someone(), 1..40),
    ) {
        let (weights, nearness) = &WEIGHINGS[weighing];
        let plan: Plan = Plan::compile(&advert.ask(), &TAXONOMY, weights, DAY);
        let tables = in_blocks_of(if weighing % 2 == 0 { 64 } else { 1024 }, &people, nearness);
        prop_assert_eq!(tables.settled(), 256);
        let everyone = RowSet::below(ROWS);
        let wanted = Wanted { limit: ROWS, ..Wanted::default() };
        let (totals, all) = best(&plan, &tables, &everyone, wanted, &tie);
        prop_assert_eq!(all.len(), ROWS);
        let (mut groups, mut missing) = ([0; 4], vec![0; plan.requirements.len()]);
        for scored in all {
            let facts = people[scored.row as usize % people.len()].facts();
            let explained = plan.assess(&facts.row());
            prop_assert_eq!((scored.group, scored.points), (explained.group, explained.points));
            let sum: u16 = explained.findings.iter().map(|f| f.points).sum();
            prop_assert_eq!(sum, scored.points);
            prop_assert!(scored.points + explained.points_open <= plan.points_max);
            groups[scored.group as usize] += 1;
            for finding in &explained.findings {
                let number = usize::from(finding.requirement);
                let outcome = plan.requirements[number].outcome(&finding.found);
                missing[number] += u64::from(outcome.sets_aside);
            }
        }
        prop_assert_eq!((totals.groups, &totals.missing), (groups, &missing));
        let rows = population(&people, false);
        prop_assert_eq!(totals, one_by_one(&plan, &rows, &everyone, wanted).0);
    }

    /// On one thread, two or three, with the rows in several blocks: the same counts, the same page.
    #[test]
    fn threads_change_nothing(advert in advert(), people in vec(someone(), 1..40), limit in 0..100usize) {
        let (plan, wanted) = (plan(&advert.ask()), Wanted { limit, ..Wanted::default() });
        let tables = in_blocks_of(64, &people, &WEIGHINGS[0].1);
        let on = |pool: &rayon::ThreadPool| {
            pool.install(|| best(&plan, &tables, &allowed(5), wanted, &tie))
        };
        let one = on(&POOLS[0]);
        prop_assert_eq!(&one, &on(&POOLS[1]));
        prop_assert_eq!(&one, &on(&POOLS[2]));
    }

    #[test]
    fn rows_that_come_later_are_as_if_there_from_the_first(
        advert in advert(), people in vec(someone(), 2..20),
    ) {
        let plan = plan(&advert.ask());
        let all = population(&people, true);
        let mut grown = Population::new(Arc::clone(&WEIGHINGS[0].1));
        for row in 0..ROWS {
            grown.push(&people[row % people.len()].facts());
            if row % 64 == 0 {
                grown.settle();
            }
        }
        let wanted = Wanted { limit: 50, ..Wanted::default() };
        prop_assert_eq!(
            best(&plan, &grown, &allowed(5), wanted, &tie),
            best(&plan, &all, &allowed(5), wanted, &tie)
        );
    }
}

#[test]
fn more_musts_than_a_sum_holds_are_judged_one_by_one() {
    let skills = TAXONOMY.skills().take(40).map(|skill| AskedSkill {
        concept: Some(TAXONOMY.uri(skill).parse().unwrap()),
        text: None,
        level: None,
        need: Need::Must,
    });
    let vacancy = Vacancy {
        skills: skills.collect(),
        ..Vacancy::new("V-1".parse().unwrap())
    };
    let plan = plan(&ask::resolve(&vacancy, &Reading::default(), &TAXONOMY));
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let people: Vec<Someone> = (0..20)
        .map(|_| someone().new_tree(&mut runner).unwrap().current())
        .collect();
    let wanted = Wanted {
        limit: 50,
        ..Wanted::default()
    };
    let (tables, rows) = (population(&people, true), population(&people, false));
    assert_eq!(
        best(&plan, &tables, &allowed(5), wanted, &tie),
        one_by_one(&plan, &rows, &allowed(5), wanted)
    );
}

#[test]
fn rows_lie_in_tables() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let someone = someone().new_tree(&mut runner).unwrap().current();
    assert_eq!(
        population(std::slice::from_ref(&someone), true).settled(),
        256
    );
    assert_eq!(population(&[someone], false).settled(), 0);
}
