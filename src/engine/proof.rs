//! Holds the batch against the explanation, pair by pair, on the records as they are: what tables count
//! for everyone must be what one assessment says of one person. Names nobody.

use std::io::Write;
use std::sync::Arc;

use rayon::prelude::*;
use serde::Serialize;

use super::allowed::Allowed;
use super::state::{State, VacancyRow};
use super::{Engine, EngineError, Inner, Reader, wording};
use crate::domain::Need;
use crate::score::{
    self, Assessment, Criterion, Group, Half, MissingClass, Plan, Scored, TieKey, Wanted,
    score_rows,
};

/// How much is held against each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ScoreAudit {
    /// Pairs of a vacancy and a person that are assessed one by one, all vacancies together.
    pub pairs: u64,
    /// The same seed draws the same pairs.
    pub seed: u64,
}

/// What came of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ScoreReport {
    /// Vacancies whose batch was made.
    pub vacancies: u64,
    /// Pairs whose points and group were held against their assessment.
    pub pairs: u64,
    /// Vacancies for which everyone was judged one by one, every count included.
    pub whole: u64,
    /// Pairs of those.
    pub whole_pairs: u64,
    /// Where the two differ: at most 20, in words.
    pub differences: Vec<String>,
}

/// Differences that are told.
const DIFFERENCES_MAX: usize = 20;

/// One vacancy in so many is judged for everyone, one by one.
const WHOLE_ONE_IN: usize = 100;

/// The page that is held against the whole order.
const PAGE: usize = 50;

/// Vacancies between two writes of findings.
const SLICE: usize = 64;

/// A pair as an independent program can add it again: group and points as the tables have them, the
/// findings as the explanation has them. Who it is, it does not say.
#[derive(Serialize)]
struct PairLine<'a> {
    vacancy: &'a str,
    pair: usize,
    no_experience_needed: bool,
    group: Group,
    points: u16,
    points_max: u16,
    points_open: u16,
    parts: Vec<PartLine<'a>>,
    missing: Vec<MissingLine<'a>>,
}

#[derive(Serialize)]
struct PartLine<'a> {
    criterion: Criterion,
    half: Half,
    points: u16,
    points_max: u16,
    findings: Vec<FindingLine<'a>>,
}

#[derive(Serialize)]
struct FindingLine<'a> {
    asked: &'a str,
    need: Option<Need>,
    state: score::State,
    points: u16,
    points_max: u16,
}

#[derive(Serialize)]
struct MissingLine<'a> {
    what: &'a str,
    class: MissingClass,
}

impl Engine {
    /// Scores every open vacancy as a run does, assesses pairs drawn from the result one by one, and
    /// says where the two differ. `findings` takes every drawn pair as a line of JSON.
    ///
    /// # Errors
    /// [`EngineError::Output`] where the findings cannot be written; [`EngineError::Unavailable`].
    pub async fn audit_scores(
        &self,
        reader: &Reader,
        audit: ScoreAudit,
        mut findings: Option<&mut (dyn Write + Send)>,
        progress: &(dyn Fn(u64, u64) + Sync),
    ) -> Result<ScoreReport, EngineError> {
        let entries = self.open_entries().await?;
        let (as_of, class) = (self.as_of(), reader.class());
        let total = entries.len() as u64;
        let mut report = ScoreReport::default();
        let lines = findings.is_some();
        for (slice, first) in entries.chunks(SLICE).zip((0..).step_by(SLICE)) {
            let (slice, class) = (slice.to_vec(), class.clone());
            let proofs = self.compute(move |inner| {
                let state = inner.read_state();
                let allowed = state.allowed(&class, as_of);
                let of = |(entry, place): (u32, usize)| {
                    let share = share_of(audit.pairs, total, place as u64);
                    let proof = Proof::new(inner, &state, &allowed, entry, audit.seed)?;
                    Some(proof.hold(share, place.is_multiple_of(WHOLE_ONE_IN), lines))
                };
                let places = slice.into_par_iter().zip(first..usize::MAX);
                Ok(places.filter_map(of).collect::<Vec<_>>())
            });
            for (own, lines) in proofs.await? {
                report.add(own);
                if let Some(sink) = findings.as_deref_mut() {
                    sink.write_all(&lines).map_err(EngineError::Output)?;
                }
            }
            progress(report.vacancies, total);
        }
        Ok(report)
    }
}

/// A vacancy's share of the pairs, so that they come to the whole.
fn share_of(pairs: u64, vacancies: u64, place: u64) -> u64 {
    let until = |place: u64| pairs * place / vacancies.max(1);
    until(place + 1) - until(place)
}

impl ScoreReport {
    fn add(&mut self, other: Self) {
        self.vacancies += other.vacancies;
        self.pairs += other.pairs;
        self.whole += other.whole;
        self.whole_pairs += other.whole_pairs;
        let room = DIFFERENCES_MAX.saturating_sub(self.differences.len());
        self.differences
            .extend(other.differences.into_iter().take(room));
    }

    fn differs(&mut self, vacancy: &str, what: impl std::fmt::Display) {
        self.differences.push(format!("vacancy {vacancy}: {what}"));
    }
}

/// One vacancy's batch, to be held against assessments.
struct Proof<'a> {
    inner: &'a Inner,
    state: &'a State,
    row: &'a VacancyRow,
    plan: Plan,
    rows: score::RowSet,
    seed: u64,
}

impl<'a> Proof<'a> {
    fn new(
        inner: &'a Inner,
        state: &'a State,
        allowed: &Arc<Allowed>,
        entry: u32,
        seed: u64,
    ) -> Option<Self> {
        let row = state.vacancy_at(entry)?;
        Some(Self {
            plan: inner.plan(row, state.as_of?),
            rows: allowed.rows(row.routes(), &row.codes()),
            inner,
            state,
            row,
            seed,
        })
    }

    /// Holds the batch against so many assessments, and for a vacancy judged whole against everyone's.
    fn hold(&self, pairs: u64, whole: bool, lines: bool) -> (ScoreReport, Vec<u8>) {
        let (vacancy, population) = (self.row.vacancy.id.as_str(), &self.state.population);
        let mut report = ScoreReport {
            vacancies: 1,
            ..ScoreReport::default()
        };
        let ties = TieKey::new(self.inner.weights, vacancy);
        let id = |row: u32| self.state.people.get(row as usize).map(|p| p.id.as_str());
        let tie = |row: u32| id(row).map_or([0; 16], |id| ties.of(id));
        let batch = |limit: usize| {
            let wanted = Wanted {
                limit,
                ..Wanted::default()
            };
            score::best(&self.plan, population, &self.rows, wanted, &tie)
        };
        let (totals, all) = batch(self.rows.len() as usize);
        let (counts, page) = batch(PAGE);
        if (&counts, &page[..]) != (&totals, &all[..PAGE.min(all.len())]) {
            report.differs(vacancy, "a page is not the beginning of the whole order");
        }
        if totals.groups.iter().sum::<u64>() != self.rows.len()
            || all.len() as u64 != self.rows.len()
        {
            report.differs(vacancy, "the groups do not sum to everyone who may be seen");
        }
        if whole {
            let rows: Vec<u32> = self.rows.iter().collect();
            let (one_by_one, mut scored) = score_rows(&self.plan, population, &rows);
            scored.sort_by_cached_key(|s| (s.group, std::cmp::Reverse(s.points), tie(s.row)));
            report.whole = 1;
            report.whole_pairs = rows.len() as u64;
            if (&one_by_one, &scored) != (&totals, &all) {
                report.differs(vacancy, "counts of everyone are not those of one by one");
            }
        }
        let mut out = Vec::new();
        let keys = self.keys(lines);
        for (scored, pair) in self.drawn(&all, pairs).into_iter().zip(0..) {
            let assessment = self.plan.assess(&population.row(scored.row as usize));
            report.pairs += 1;
            if let Some(what) = differing(scored, &assessment) {
                report.differs(vacancy, format_args!("pair {pair}: {what}"));
            }
            if lines {
                self.line(pair, scored, &assessment, &keys, &mut out);
            }
        }
        (report, out)
    }

    /// Half of the pairs anywhere in the order, half in each group alike, so that few are met too.
    fn drawn(&self, all: &[Scored], pairs: u64) -> Vec<Scored> {
        let mut random = Random(self.seed ^ u64::from(self.row.entry).wrapping_mul(0x9e37_79b9));
        let groups: Vec<&[Scored]> = all.chunk_by(|a, b| a.group == b.group).collect();
        let mut drawn = Vec::new();
        for number in 0..pairs {
            let group = (number / 2) as usize % groups.len().max(1);
            let from = if number % 2 == 0 {
                all
            } else {
                groups.get(group).copied().unwrap_or_default()
            };
            drawn.extend(from.get(random.below(from.len())).copied());
        }
        drawn
    }

    /// What each requirement asks, as answers name it.
    fn keys(&self, wanted: bool) -> Vec<String> {
        let asked = self.plan.requirements.iter().filter(|_| wanted);
        asked
            .map(|r| wording::asked_key(&r.asked, &self.inner.taxonomy))
            .collect()
    }

    fn line(
        &self,
        pair: usize,
        scored: Scored,
        assessment: &Assessment,
        keys: &[String],
        out: &mut Vec<u8>,
    ) {
        let mut parts: Vec<PartLine<'_>> = Vec::new();
        let mut missing = Vec::new();
        for finding in &assessment.findings {
            let number = usize::from(finding.requirement);
            let (Some(requirement), Some(asked)) =
                (self.plan.requirements.get(number), keys.get(number))
            else {
                continue;
            };
            let last = parts.last().map(|part| part.criterion);
            if last != Some(requirement.criterion) {
                parts.push(PartLine {
                    criterion: requirement.criterion,
                    half: requirement.half,
                    points: 0,
                    points_max: 0,
                    findings: Vec::new(),
                });
            }
            if let Some(part) = parts.last_mut() {
                part.points += finding.points;
                part.points_max += requirement.ceiling;
                part.findings.push(FindingLine {
                    asked,
                    need: requirement.need,
                    state: finding.found.state,
                    points: finding.points,
                    points_max: requirement.ceiling,
                });
            }
            if finding.is_lack() {
                let class = finding.found.class;
                missing.push(MissingLine { what: asked, class });
            }
        }
        let line = PairLine {
            vacancy: self.row.vacancy.id.as_str(),
            pair,
            no_experience_needed: self.plan.no_experience_needed,
            group: scored.group,
            points: scored.points,
            points_max: self.plan.points_max,
            points_open: assessment.points_open,
            parts,
            missing,
        };
        // A vector takes whatever is written; the shapes above have only keys of text.
        if serde_json::to_writer(&mut *out, &line).is_ok() {
            out.push(b'\n');
        }
    }
}

/// Where a batch's score is not its explanation's.
fn differing(scored: Scored, assessment: &Assessment) -> Option<String> {
    let points: u16 = assessment.findings.iter().map(|f| f.points).sum();
    let batch = (scored.group, scored.points);
    (batch != (assessment.group, assessment.points) || points != assessment.points).then(|| {
        format!(
            "the batch says {} with {} points, the explanation {} with {}, its findings sum to {points}",
            scored.group, scored.points, assessment.group, assessment.points
        )
    })
}

/// Numbers that a seed draws: SplitMix64.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % (end.max(1) as u64)) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::score::{Finding, Found, Held, Reason};

    #[test]
    fn a_point_a_group_or_a_finding_that_differs_is_told() {
        let assessment = Assessment {
            group: Group::Fits,
            points: 7,
            points_open: 0,
            findings: vec![Finding {
                requirement: 0,
                found: Found::met(Held::Nothing, Reason::Holds),
                points: 7,
                blocks: false,
            }],
        };
        let scored = |group, points| Scored {
            row: 0,
            group,
            points,
        };
        assert_eq!(differing(scored(Group::Fits, 7), &assessment), None);
        assert!(differing(scored(Group::Fits, 8), &assessment).is_some());
        assert!(differing(scored(Group::FitsIf, 7), &assessment).is_some());
        let no_findings = Assessment {
            findings: Vec::new(),
            ..assessment
        };
        assert!(differing(scored(Group::Fits, 7), &no_findings).is_some());
    }

    #[test]
    fn shares_come_to_the_whole() {
        let sum: u64 = (0..7).map(|place| share_of(1_000, 7, place)).sum();
        assert_eq!(sum, 1_000);
        assert_eq!(share_of(5, 0, 0), 5);
    }
}
