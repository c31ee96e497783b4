//! The scoring core: compiling a vacancy, scoring everyone for it, explaining one pair, and a plain
//! search engine beside it on the same people.
//!
//! Each bench checks its answer too; the budget that stands beside it is for one core of an ordinary
//! server. The table at the end says what the core takes in proportion to the engine.
//!
//! `cargo bench --bench score -- --quick`: minutes, most of them for reading the region.
//! `KOHTAANTO_BENCH=table` gives the table alone; `KOHTAANTO_BENCH=long` the table with all vacancies, for
//! ten times the people too. The program is measured as it is served as well, on a data directory beside
//! the build that the first run fills.

mod ratio;
mod region;
mod served;
mod summary;

use criterion::{BenchmarkId, Criterion, Throughput};
use kohtaanto::score::{Plan, TieKey, Wanted, Weights, best, opened};
use region::{Asked, Region};
use std::hint::black_box;
use summary::Summary;

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
        group.bench_function(name, |b| {
            b.iter(|| region.plan_by_itself(black_box(&vacancy.ask)))
        });
    }
    group.finish();
}

/// Budget: 0.25 ms for 30,000 people, the best fifty of them in order.
fn everyone(c: &mut Criterion, region: &Region) {
    let mut group = c.benchmark_group("everyone");
    for rows in [1, 1_000, region.people.len()] {
        let (population, visible) = (region.population(rows), region.visible(rows));
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

/// Budget: 200 ms for one person × 10,000 vacancies, and for one vacancy × 30,000 people: over every
/// skill and permit at once.
fn what_if(c: &mut Criterion, region: &Region) {
    let mut group = c.benchmark_group("what-if");
    let plans: Vec<Plan> = region
        .vacancies
        .iter()
        .map(|v| region.plan(&v.ask))
        .collect();
    let plans: Vec<&Plan> = plans.iter().collect();
    let facts = &region.people[0].facts;
    let found = opened(&plans, facts, &region.nearness);
    assert_eq!(found.groups.iter().sum::<u64>(), plans.len() as u64);
    let name = format!("person, {} vacancies", plans.len());
    group.bench_function(name, |b| {
        b.iter(|| opened(&plans, black_box(facts), &region.nearness));
    });
    let rows = region.people.len();
    let (population, visible) = (region.population(rows), region.visible(rows));
    let asked = &chosen(region)[0].1.ask;
    let ask = || region.kept_out(asked, &population, black_box(&visible));
    assert_eq!(ask().groups.iter().sum::<u64>(), visible.len());
    group.bench_function(format!("vacancy, {rows} people"), |b| b.iter(ask));
    group.finish();
}

fn main() {
    let form = std::env::var("KOHTAANTO_BENCH").unwrap_or_default();
    let region = Region::new();
    let mut summary = Summary::default();
    if form.is_empty() {
        let mut criterion = Criterion::default().configure_from_args();
        compile(&mut criterion, &region);
        everyone(&mut criterion, &region);
        assess(&mut criterion, &region);
        what_if(&mut criterion, &region);
        criterion.final_summary();
    }
    ratio::table(&region, form == "long", &mut summary);
    served::served(&region, &mut summary);
    summary.print();
}
