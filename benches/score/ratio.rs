//! The core beside a plain search engine, in one run: one vacancy and then another on either side in
//! turn, so that a noisy machine is noisy to both.

use std::hint::black_box;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use kohtaanto::score::{
    Facts, Plan, Population, RowSet, Scored, TieKey, Totals, Wanted, Weights, best, opened,
    score_rows,
};
use kohtaanto_index::peer::{Peer, Question};
use rayon::prelude::*;

use crate::region::{Asked, Region};
use crate::summary::{Aim, Summary};

/// The best that are asked for.
pub(crate) const TOP: usize = 50;

/// Both sides with the same people.
pub(crate) struct Sides<'a> {
    region: &'a Region,
    population: Population,
    pub(crate) visible: RowSet,
    names: Vec<String>,
    peer: Peer,
    pub(crate) plans: Vec<Plan>,
}

impl<'a> Sides<'a> {
    pub(crate) fn new(region: &'a Region, rows: usize, summary: &mut Summary) -> Self {
        let peer = Peer::new(region.documents(rows)).expect("the peer can index");
        assert_eq!(peer.size().1, 1, "one segment");
        let begin = Instant::now();
        let population = region.population(rows);
        let made = begin.elapsed();
        let bytes = population.bytes();
        let visible = region.visible(rows);
        assert_eq!(peer.size().0, visible.len());
        eprintln!(
            "{}: {rows} people, {} to be seen; tables made in {made:.1?}; a person takes {} B of columns, {} B of lists, {} B of classes",
            region.name,
            visible.len(),
            bytes.columns / rows,
            bytes.lists / rows,
            bytes.classes / rows,
        );
        if rows == region.people.len() {
            let all = (bytes.columns + bytes.lists + bytes.classes) as f64;
            let aim = Aim::Most(2_500.0, 2_048.0);
            summary.add("memory of a person", "B", all / rows as f64, None, aim);
        }
        Self {
            names: (0..rows as u32).map(|row| region.id(row)).collect(),
            plans: region
                .vacancies
                .par_iter()
                .map(|v| region.plan(&v.ask))
                .collect(),
            region,
            population,
            visible,
            peer,
        }
    }

    /// Whether an aim is about so many people.
    fn is_aimed_at(&self, rows: usize) -> bool {
        self.region.is_whole && rows == self.region.people.len()
    }

    /// The best `limit` and all that is counted.
    pub(crate) fn ours(&self, plan: &Plan, vacancy: &Asked, limit: usize) -> (Totals, Vec<Scored>) {
        let ties = TieKey::new(Weights::current(), &vacancy.id);
        let tie = |row: u32| ties.of(&self.names[row as usize]);
        let wanted = Wanted {
            limit,
            ..Wanted::default()
        };
        let (totals, best) = best(plan, &self.population, &self.visible, wanted, &tie);
        assert_eq!(totals.groups.iter().sum::<u64>(), totals.considered);
        (totals, best)
    }

    /// How many the plain search finds, at most the best [`TOP`].
    pub(crate) fn theirs(&self, question: &Question) -> usize {
        let found = self.peer.search(question, TOP);
        found.expect("the peer can search").len()
    }

    /// The best of some vacancies and all that is counted, against everyone judged one by one.
    fn check(&self, vacancies: usize) {
        let rows: Vec<u32> = self.visible.iter().collect();
        for (plan, vacancy) in self
            .plans
            .iter()
            .zip(&self.region.vacancies)
            .take(vacancies)
        {
            let ties = TieKey::new(Weights::current(), &vacancy.id);
            let (totals, mut scored) = score_rows(plan, &self.population, &rows);
            scored.sort_by_cached_key(|s| {
                let tie = ties.of(&self.names[s.row as usize]);
                (s.group, std::cmp::Reverse(s.points), tie)
            });
            scored.truncate(TOP);
            assert_eq!(
                self.ours(plan, vacancy, TOP),
                (totals, scored),
                "{}",
                vacancy.id
            );
        }
    }
}

/// Time that this thread was on a processor, where the system tells; on a busy machine the clock on the
/// wall measures the others too.
fn spent() -> Duration {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let told = told.and_then(|t| t.split_whitespace().next()?.parse().ok());
    told.map_or_else(|| START.elapsed(), Duration::from_nanos)
}

static START: LazyLock<Instant> = LazyLock::new(Instant::now);

pub(crate) fn percentile(times: &mut [Duration], percent: usize) -> f64 {
    times.sort_unstable();
    times[(times.len() - 1) * percent / 100].as_secs_f64() * 1e3
}

/// Times that each side is asked each vacancy; the least counts, for what a busy machine adds is not of
/// either side.
const TRIES: usize = 5;

/// One vacancy at a time on one thread, in turn.
fn one_vacancy(sides: &Sides<'_>, rows: usize, vacancies: usize, summary: &mut Summary) {
    let mut all: [Vec<Duration>; 5] = Default::default();
    let alone = rayon::ThreadPoolBuilder::new().num_threads(1).build();
    alone.expect("a thread").install(|| {
        let both = sides.plans.iter().zip(&sides.region.vacancies);
        for (plan, vacancy) in both.take(vacancies) {
            let mut least = [Duration::MAX; 5];
            for _ in 0..TRIES {
                let works: [&dyn Fn(); 5] = [
                    &|| {
                        black_box(sides.theirs(&vacancy.question));
                    },
                    &|| {
                        black_box(sides.theirs(&vacancy.wide));
                    },
                    &|| {
                        black_box(sides.ours(plan, vacancy, TOP));
                    },
                    &|| {
                        black_box(sides.region.plan(&vacancy.ask));
                    },
                    &|| {
                        black_box(sides.region.plan_by_itself(&vacancy.ask));
                    },
                ];
                for (least, work) in least.iter_mut().zip(works) {
                    let begin = Instant::now();
                    work();
                    *least = begin.elapsed().min(*least);
                }
            }
            for (all, least) in all.iter_mut().zip(least) {
                all.push(least);
            }
        }
    });
    let aim = if sides.is_aimed_at(rows) {
        Aim::Ratio(1.0, 0.6)
    } else {
        Aim::None
    };
    for percent in [50, 99] {
        let name = if percent == 50 { "median" } else { "p99" };
        let times = all.each_mut().map(|times| percentile(times, percent));
        let [theirs, wide, took, made, alone] = times;
        let what = format!("one vacancy, {rows} people, {name}");
        summary.add(what, "ms", took, Some(theirs), aim);
        let what = format!("the same, the search by region, {name}");
        summary.add(what, "ms", took, Some(wide), Aim::None);
        let what = format!("its plan compiled, as the first of a region, {name}");
        summary.add(what, "ms", alone, None, Aim::None);
        let what = format!("its plan compiled, after others that ask the same, {name}");
        summary.add(what, "ms", made, None, Aim::None);
    }
}

/// Every vacancy on two threads, one side and then the other, in slices.
fn every_vacancy(sides: &Sides<'_>, rows: usize, vacancies: usize, summary: &mut Summary) {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(2).build();
    let [mut ours, mut theirs, mut wide] = [Duration::ZERO; 3];
    let all: Vec<(&Plan, &Asked)> = sides
        .plans
        .iter()
        .zip(&sides.region.vacancies)
        .take(vacancies)
        .collect();
    let all_of = |slice: &[(&Plan, &Asked)], work: &(dyn Fn(&Plan, &Asked) + Sync)| {
        let one = |(plan, vacancy): &(&Plan, &Asked)| {
            let begin = spent();
            work(plan, vacancy);
            spent().saturating_sub(begin)
        };
        slice.par_iter().map(one).sum::<Duration>() / 2
    };
    pool.expect("two threads").install(|| {
        for slice in all.chunks(500) {
            theirs += all_of(slice, &|_, vacancy| {
                black_box(sides.theirs(&vacancy.question));
            });
            wide += all_of(slice, &|_, vacancy| {
                black_box(sides.theirs(&vacancy.wide));
            });
            ours += all_of(slice, &|plan, vacancy| {
                black_box(sides.ours(plan, vacancy, TOP));
            });
        }
    });
    let aim = match rows / sides.region.people.len() {
        1 if sides.region.is_whole => Aim::Ratio(1.2, 0.8),
        10 if sides.region.is_whole => Aim::Ratio(1.5, 1.0),
        _ => Aim::None,
    };
    let what = format!("{} vacancies x {rows} people, 2 threads", all.len());
    let [ours, theirs, wide] = [ours, theirs, wide].map(|time| time.as_secs_f64());
    summary.add(what, "s", ours, Some(theirs), aim);
    summary.add(
        "the same, the search by region",
        "s",
        ours,
        Some(wide),
        Aim::None,
    );
}

/// What is asked of single pairs, by the core alone: a plain search has no answer to set beside it.
fn single(sides: &Sides<'_>, summary: &mut Summary) {
    let visible: Vec<u32> = sides.visible.iter().collect();
    let (mut one, mut two) = (Vec::new(), Vec::new());
    for (place, plan) in sides.plans.iter().take(2_000).enumerate() {
        let person = |n: usize| visible[(place * 7_919 + n * 104_729) % visible.len()] as usize;
        let assess = |n: usize| plan.assess(&sides.population.row(person(n)));
        let begin = Instant::now();
        let found = black_box(assess(0));
        one.push(begin.elapsed());
        assert_eq!(
            found.findings.iter().map(|f| f.points).sum::<u16>(),
            found.points
        );
        let begin = Instant::now();
        black_box((assess(0), assess(1)));
        two.push(begin.elapsed());
    }
    for (what, times) in [("explain one pair", &mut one), ("why A above B", &mut two)] {
        for (percent, name) in [(50, "median"), (99, "p99")] {
            let took = percentile(times, percent);
            let what = format!("{what} on a compiled plan, {name}");
            summary.add(what, "ms", took, None, Aim::Most(0.2, 0.05));
        }
    }
}

/// What every skill, permit, language, car and wish more would open, and what every requirement keeps out.
fn what_if(sides: &Sides<'_>, rows: usize, summary: &mut Summary) {
    let (plans, aim) = (
        sides.plans.iter().collect::<Vec<&Plan>>(),
        Aim::Most(1_000.0, 200.0),
    );
    let visible: Vec<u32> = sides.visible.iter().collect();
    let mut times = Vec::new();
    for place in 0..20 {
        let row = sides
            .population
            .row(visible[place * 131 % visible.len()] as usize);
        let facts = Facts::of_row(&row);
        let begin = Instant::now();
        let found = black_box(opened(&plans, &facts, &sides.region.nearness));
        times.push(begin.elapsed());
        assert_eq!(found.groups.iter().sum::<u64>(), plans.len() as u64);
    }
    let what = |whose: String| format!("what-if {whose}, the slowest");
    let took = percentile(&mut times, 100);
    let whose = format!("person x {} vacancies", plans.len());
    summary.add(what(whose), "ms", took, None, aim);
    let mut times = Vec::new();
    for vacancy in sides.region.vacancies.iter().take(200) {
        let begin = Instant::now();
        let found = sides
            .region
            .kept_out(&vacancy.ask, &sides.population, &sides.visible);
        times.push(begin.elapsed());
        assert_eq!(found.groups.iter().sum::<u64>(), sides.visible.len());
    }
    let took = percentile(&mut times, 100);
    summary.add(
        what(format!("vacancy x {rows} people")),
        "ms",
        took,
        None,
        aim,
    );
}

/// The table: by people, up to a country's worth of them.
pub(crate) fn table(region: &Region, long: bool, summary: &mut Summary) {
    let whole = region.people.len();
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    eprintln!("load of the machine: {}", load.trim());
    for rows in [1, 1_000.min(whole), whole, 10 * whole] {
        let sides = Sides::new(region, rows, summary);
        // Judging everyone one by one takes a second for ten vacancies and a country's people.
        sides.check(if long && rows <= whole { 100 } else { 10 });
        let vacancies = region.vacancies.len();
        let few = if rows > whole { 300 } else { 2_000 };
        one_vacancy(&sides, rows, vacancies.min(few), summary);
        let many = if rows >= whole && !long {
            2_000
        } else {
            10_000
        };
        every_vacancy(&sides, rows, vacancies.min(many), summary);
        if rows == whole {
            single(&sides, summary);
            what_if(&sides, rows, summary);
        }
    }
}
