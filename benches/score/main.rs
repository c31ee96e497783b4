//! The scoring core: compiling a vacancy, scoring everyone for it, explaining one pair, and a plain
//! search engine beside it on the same people.
//!
//! Each bench checks its answer too; the budget that stands beside it is for one core of an ordinary
//! server. The table at the end says what the core takes in proportion to the engine.
//!
//! `cargo bench --bench score -- --quick`; `KOHTAANTO_BENCH=long` adds all vacancies and ten times the
//! people; `KOHTAANTO_BENCH=table` gives the table alone.

mod ratio;
mod region;

use criterion::{BenchmarkId, Criterion, Throughput};
use kohtaanto::score::{TieKey, Wanted, Weights, best};
use region::{Asked, Region};
use std::hint::black_box;

/// A vacancy that asks much, and one that asks little.
fn chosen(region: &Region) -> [(&'static str, &Asked); 2] {
    let weight = |v: &&Asked| v.ask.skills.len() + v.ask.permits.len() + v.ask.languages.len();
    let much = region.vacancies.iter().max_by_key(weight);
    let little = region.vacancies.iter().min_by_key(weight);
    [("asks much", much), ("asks little", little)]
        .map(|(name, vacancy)| (name, vacancy.expect("the region has vacancies")))
}

/// Budget: 0.1 ms. Done once a vacancy, and again when it changes.
fn compile(c: &mut Criterion, region: &Region) {
    let mut group = c.benchmark_group("compile");
    for (name, vacancy) in chosen(region) {
        let plan = region.plan(&vacancy.ask);
        let sum: u16 = plan.requirements.iter().map(|r| r.ceiling).sum();
        assert_eq!(sum, plan.points_max);
        group.bench_function(name, |b| b.iter(|| region.plan(black_box(&vacancy.ask))));
    }
    group.finish();
}

/// Budget: 0.25 ms for 30,000 people, the best fifty of them in order.
fn everyone(c: &mut Criterion, region: &Region) {
    let mut group = c.benchmark_group("everyone");
    for rows in [1, 1_000, region.people.len()] {
        let (population, visible) = (region.population(rows, true), region.visible(rows));
        group.throughput(Throughput::Elements(rows as u64));
        for (name, vacancy) in chosen(region) {
            let plan = region.plan(&vacancy.ask);
            let ties = TieKey::new(Weights::current(), &vacancy.id);
            let tie = |row: u32| ties.of(&region.id(row));
            let wanted = Wanted {
                limit: 50,
                ..Wanted::default()
            };
            let (totals, found) = best(&plan, &population, &visible, wanted, &tie);
            assert_eq!(totals.considered, visible.len());
            assert!(found.is_sorted_by_key(|s| (s.group, std::cmp::Reverse(s.points), tie(s.row))));
            group.bench_function(BenchmarkId::new(name, rows), |b| {
                b.iter(|| best(&plan, &population, black_box(&visible), wanted, &tie));
            });
        }
    }
    group.finish();
}

/// Budget: 50 µs, so that a page of explanations is no wait.
fn assess(c: &mut Criterion, region: &Region) {
    let mut group = c.benchmark_group("assess one pair");
    for (name, vacancy) in chosen(region) {
        let plan = region.plan(&vacancy.ask);
        let facts = &region.people[0].facts;
        let judged = plan.assess(&facts.row());
        let points = judged.findings.iter().map(|f| f.points);
        assert_eq!(points.sum::<u16>(), judged.points);
        group.bench_function(name, |b| b.iter(|| plan.assess(black_box(&facts.row()))));
    }
    group.finish();
}

fn main() {
    let region = Region::new();
    if std::env::var_os("KOHTAANTO_BENCH").is_none_or(|form| form != "table") {
        let mut criterion = Criterion::default().configure_from_args();
        compile(&mut criterion, &region);
        everyone(&mut criterion, &region);
        assess(&mut criterion, &region);
        criterion.final_summary();
    }
    ratio::table(&region);
}
