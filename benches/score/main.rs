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
use kohtaanto::score::{Group, Plan, RowSet, groups, opened};
use ratio::{Sides, TOP};
use region::{Asked, Region};
use std::hint::black_box;
use std::iter::once;
use summary::Summary;

/// A vacancy that asks much, and one that asks little.
fn chosen(region: &Region) -> [(&'static str, &Asked); 2] {
    let weight = |v: &&Asked| v.ask.skills.len() + v.ask.permits.len() + v.ask.languages.len();
    let much = region.vacancies.iter().max_by_key(weight);
    let little = region.vacancies.iter().min_by_key(weight);
    [("asks much", much), ("asks little", little)]
        .map(|(name, vacancy)| (name, vacancy.expect("the region has vacancies")))
}

/// Vacancies by how many people have to do with the work: fewest, a middling number, most.
fn by_selectivity(region: &Region) -> [(&'static str, &Asked); 3] {
    let rows = region.people.len().min(3_000);
    let (population, visible) = (region.population(rows), region.visible(rows));
    let near = |vacancy: &&Asked| {
        let groups = groups(&region.plan(&vacancy.ask), &population, &visible);
        visible.len() - groups[Group::Far as usize].len()
    };
    let mut some: Vec<&Asked> = region.vacancies.iter().take(300).collect();
    some.sort_by_cached_key(near);
    let last = some.len() - 1;
    [("few", 0), ("some", last / 2), ("many", last)].map(|(name, place)| (name, some[place]))
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

/// Budget: 0.25 ms for 30,000 people, the best fifty of them in order. The plain search beside it.
fn everyone(c: &mut Criterion, region: &Region) {
    let mut group = c.benchmark_group("everyone");
    let asked = by_selectivity(region);
    for rows in [1, 1_000, region.people.len()] {
        let sides = Sides::new(region, rows, &mut Summary::default());
        group.throughput(Throughput::Elements(rows as u64));
        for (name, vacancy) in asked {
            let plan = region.plan(&vacancy.ask);
            let (totals, found) = sides.ours(&plan, vacancy, TOP);
            assert_eq!(totals.considered, sides.visible.len());
            assert!(found.is_sorted_by_key(|s| (s.group, std::cmp::Reverse(s.points))));
            group.bench_function(BenchmarkId::new(name, rows), |b| {
                b.iter(|| sides.ours(&plan, black_box(vacancy), TOP));
            });
            assert!(sides.theirs(&vacancy.question) <= TOP);
            group.bench_function(
                BenchmarkId::new(format!("{name}, plain search"), rows),
                |b| {
                    b.iter(|| sides.theirs(black_box(&vacancy.question)));
                },
            );
        }
    }
    group.finish();
}

/// What a longer page costs, and a hundred vacancies one after the other.
fn pages(c: &mut Criterion, region: &Region) {
    let mut group = c.benchmark_group("top k");
    let sides = Sides::new(region, region.people.len(), &mut Summary::default());
    let (_, vacancy) = by_selectivity(region)[1];
    let plan = region.plan(&vacancy.ask);
    let (_, all) = sides.ours(&plan, vacancy, 5_000);
    for top in [1, 10, 50, 500, 5_000] {
        // A shorter page is the head of a longer one.
        assert_eq!(sides.ours(&plan, vacancy, top).1, all[..top.min(all.len())]);
        group.bench_function(BenchmarkId::from_parameter(top), |b| {
            b.iter(|| sides.ours(&plan, black_box(vacancy), top));
        });
    }
    group.finish();
    let mut group = c.benchmark_group("a hundred vacancies");
    let both: Vec<_> = sides
        .plans
        .iter()
        .zip(&region.vacancies)
        .take(100)
        .collect();
    group.throughput(Throughput::Elements(both.len() as u64));
    group.bench_function("everyone", |b| {
        b.iter(|| {
            let found = both
                .iter()
                .map(|(plan, vacancy)| sides.ours(plan, vacancy, TOP));
            found.map(|(totals, _)| totals.considered).sum::<u64>()
        });
    });
    group.bench_function("plain search", |b| {
        b.iter(|| {
            both.iter()
                .map(|(_, vacancy)| sides.theirs(&vacancy.question))
                .sum::<usize>()
        });
    });
    group.finish();
}

/// A profile that comes in among 30,000, until it is counted: what the core does of it.
fn comes_in(c: &mut Criterion, region: &Region) {
    let mut group = c.benchmark_group("comes in");
    let rows = region.people.len();
    let mut population = region.population(rows);
    let facts = &region.people[0].facts;
    let plan = region.plan(&chosen(region)[0].1.ask);
    let one: RowSet = once(rows as u32).collect();
    group.bench_function(BenchmarkId::from_parameter(rows), |b| {
        b.iter(|| {
            population.push(black_box(facts));
            groups(&plan, &population, &one)
        });
    });
    let last = population.len() as u32 - 1;
    let (of_first, of_last): (RowSet, RowSet) = (once(0).collect(), once(last).collect());
    let counts = |rows| groups(&plan, &population, rows).map(|rows: RowSet| rows.len());
    assert_eq!(counts(&of_first), counts(&of_last));
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
        pages(&mut criterion, &region);
        comes_in(&mut criterion, &region);
        assess(&mut criterion, &region);
        what_if(&mut criterion, &region);
        criterion.final_summary();
    }
    ratio::table(&region, form == "long", &mut summary);
    served::served(&region, &mut summary);
    summary.print();
}
