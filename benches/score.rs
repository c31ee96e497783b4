//! The scoring core: compiling a vacancy, scoring everyone for it, explaining one pair.
//!
//! Inputs come from the synthetic region of one seed: a vacancy that asks much, one that asks little,
//! and one, a thousand or thirty thousand people. Each bench checks its answer too. The budget that
//! stands beside it is for one core of an ordinary server.
//!
//! `cargo bench --bench score -- --quick`

use criterion::{BatchSize, BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use kohtaanto::domain::Reading;
use kohtaanto::sample;
use kohtaanto::score::{
    Ask, Facts, Plan, Population, TieKey, Weights, ask, facts, rank, score_rows,
};
use kohtaanto::taxonomy::Taxonomy;
use kohtaanto::text::Reader;
use std::hint::black_box;

/// People of the region that rows are repeated from.
const PEOPLE: usize = 1_000;

/// Rows of a region's population.
const ROWS: [u32; 3] = [1, 1_000, 30_000];

/// What is measured on.
struct Region {
    taxonomy: std::sync::Arc<Taxonomy>,
    /// What a vacancy asks, with its name here.
    asks: Vec<(&'static str, Ask)>,
    people: Vec<Facts>,
}

impl Region {
    fn new() -> Self {
        let taxonomy = Taxonomy::starter();
        let reader = Reader::new(taxonomy.clone(), None, &[]);
        let region = sample::region(20_261_123, PEOPLE, 100);
        let resolve = |v| ask::resolve(v, &reader.read_vacancy(v), &taxonomy);
        let mut asks: Vec<Ask> = region.vacancies.iter().map(resolve).collect();
        asks.sort_by_key(|ask| ask.skills.len() + ask.permits.len() + ask.languages.len());
        let little = asks.first().cloned().unwrap_or_default();
        let much = asks.pop().unwrap_or_default();
        let home = |j: &kohtaanto::domain::Jobseeker| j.person.home_municipality;
        let people = region.jobseekers.iter().take(PEOPLE).map(|j| {
            let reading: Reading = reader.read_profile(&j.profile);
            facts::resolve(&j.profile, &reading, home(j), &taxonomy, sample::DAY)
        });
        Self {
            asks: vec![("asks much", much), ("asks little", little)],
            people: people.collect(),
            taxonomy,
        }
    }

    fn plan(&self, ask: &Ask) -> Plan {
        Plan::compile(ask, &self.taxonomy, Weights::current(), sample::DAY)
    }

    /// So many rows, the people of the region over and over.
    fn population(&self, rows: u32) -> Population {
        let mut population = Population::default();
        for facts in self.people.iter().cycle().take(rows as usize) {
            population.push(facts);
        }
        population
    }
}

/// Budget: 2 ms. Done once a vacancy, and again when it changes.
fn compile(c: &mut Criterion, region: &Region) {
    let mut group = c.benchmark_group("compile");
    for (name, ask) in &region.asks {
        let plan = region.plan(ask);
        let sum: u16 = plan.requirements.iter().map(|r| r.ceiling).sum();
        assert_eq!(sum, plan.points_max);
        group.bench_function(*name, |b| b.iter(|| region.plan(black_box(ask))));
    }
    group.finish();
}

/// Budget: 10 ms for 30,000 people, so that every vacancy meets everyone.
fn everyone(c: &mut Criterion, region: &Region) {
    let mut group = c.benchmark_group("everyone");
    for rows in ROWS {
        let population = region.population(rows);
        let all: Vec<u32> = (0..rows).collect();
        group.throughput(Throughput::Elements(rows.into()));
        for (name, ask) in &region.asks {
            let mut plan = region.plan(ask);
            plan.spread(region.taxonomy.len());
            let (totals, scored) = score_rows(&plan, &population, &all);
            assert_eq!(totals.groups.iter().sum::<u64>(), u64::from(rows));
            assert_eq!(totals.considered, scored.len() as u64);
            group.bench_function(BenchmarkId::new(*name, rows), |b| {
                b.iter(|| score_rows(&plan, &population, black_box(&all)));
            });
        }
    }
    group.finish();
}

/// Budget: 5 ms for the best fifty of 30,000, ties in order.
fn best(c: &mut Criterion, region: &Region) {
    let rows = ROWS[ROWS.len() - 1];
    let (population, all) = (region.population(rows), (0..rows).collect::<Vec<u32>>());
    let (_, ask) = &region.asks[0];
    let (_, scored) = score_rows(&region.plan(ask), &population, &all);
    let key = TieKey::new(Weights::current(), "V-1");
    let names: Vec<String> = (0..rows).map(|row| format!("P-{row}")).collect();
    let tie = |row: u32| key.of(&names[row as usize]);
    let best = rank(scored.clone(), 50, tie);
    assert!(best.is_sorted_by_key(|s| (s.group, std::cmp::Reverse(s.points), tie(s.row))));
    c.bench_function("best 50 of 30,000", |b| {
        b.iter_batched(
            || scored.clone(),
            |s| rank(s, 50, tie),
            BatchSize::LargeInput,
        );
    });
}

/// Budget: 50 µs, so that a page of explanations is no wait.
fn assess(c: &mut Criterion, region: &Region) {
    let mut group = c.benchmark_group("assess one pair");
    for (name, ask) in &region.asks {
        let plan = region.plan(ask);
        let facts = &region.people[0];
        let judged = plan.assess(&facts.row());
        assert_eq!(
            judged.findings.iter().map(|f| f.points).sum::<u16>(),
            judged.points
        );
        group.bench_function(*name, |b| b.iter(|| plan.assess(black_box(&facts.row()))));
    }
    group.finish();
}

fn score(c: &mut Criterion) {
    let region = Region::new();
    compile(c, &region);
    everyone(c, &region);
    best(c, &region);
    assess(c, &region);
}

criterion_group!(benches, score);
criterion_main!(benches);
