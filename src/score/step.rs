//! A step that a person could take: one more skill or permit, a language one level up, a longer way to
//! work, one wish less. Applied to facts that are resolved already; a test holds the result against the
//! same step taken in the profile and resolved anew.

use super::assessment::{Finding, Found, Mark, Sink};
use super::cells::{EvidenceClass, SkillCell, level_number};
use super::criteria::Judges;
use super::facts::Facts;
use super::plan::{Asked, Plan, Requirement, Row};
use super::population::Nearness;
use crate::domain::{Cefr, Condition, LanguageCode, PermitCode, Reach};
use crate::taxonomy::ConceptIx;

/// Ways to work that need no car. A car is a step of its own.
const WITHOUT_CAR: u16 = 1 << Reach::PublicTransport as u8 | 1 << Reach::Bicycle as u8;

/// One step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Step {
    /// One more skill, as learnt from education.
    Skill(ConceptIx),
    /// One more permit, with all that it implies.
    Permit(PermitCode),
    /// A language that is held, one level up in speech and in writing.
    Language(LanguageCode),
    /// A car to use.
    Car,
    /// So many minutes more than the stated limit of the way to work.
    Commute(u16),
    /// Any shifts.
    AnyShifts,
    /// Any hours.
    AnyHours,
    /// Any contract.
    AnyContract,
    /// No kind of work refused.
    AnyKind,
    /// A start at any day.
    AnyStart,
    /// Any occupation.
    AnyOccupation,
    /// Any municipality, within the limit of the way to work.
    AnyPlace,
    /// By bus and by bicycle too.
    AnyWay,
    /// Work from home too.
    AlsoRemote,
    /// One stated condition less.
    Without(Condition),
}

impl Step {
    /// Whether it can turn a finding about something asked. What it says no to, it cannot turn.
    pub fn touches(self, asked: &Asked, nearness: &Nearness) -> bool {
        match (self, asked) {
            (Self::Skill(held), Asked::Skill { concept, .. }) => {
                concept.is_some_and(|asked| nearness.meets(held, asked))
            }
            (Self::Permit(code), Asked::Permit(asked)) => code.holds() >> asked.index() & 1 == 1,
            (Self::Language(code), Asked::Language(asked)) => asked.code == code,
            (Self::Car, Asked::Car | Asked::Commute)
            | (
                Self::Commute(_) | Self::AnyPlace | Self::AnyWay | Self::AlsoRemote,
                Asked::Commute,
            )
            | (Self::AnyShifts, Asked::Shifts)
            | (Self::AnyHours, Asked::Hours)
            | (Self::AnyContract, Asked::Contract)
            | (Self::AnyKind, Asked::Kinds)
            | (Self::AnyStart, Asked::Start)
            | (Self::AnyOccupation, Asked::WishedOccupation)
            | (Self::Without(_), Asked::Conditions) => true,
            _ => false,
        }
    }
}

impl Facts {
    /// The facts of a row, without where they stand in the profile.
    pub fn of_row(row: &Row<'_>) -> Self {
        Self {
            skills: row.skills.to_vec(),
            work: row.work.to_vec(),
            languages: row.languages.to_vec(),
            educations: row.educations.to_vec(),
            wished: row.wished.to_vec(),
            places: row.places.to_vec(),
            words: row.words.to_vec(),
            fixed: *row.fixed,
            ..Self::default()
        }
    }

    /// The facts after a step. What is not said stays unsaid: a first permit makes no list of permits.
    #[must_use]
    pub fn after(&self, step: Step) -> Self {
        let mut after = self.clone();
        after.take(step);
        after
    }

    /// Takes a step.
    pub fn take(&mut self, step: Step) {
        let fixed = &mut self.fixed;
        match step {
            Step::Skill(concept) => self.learn(concept),
            Step::Permit(code) => {
                fixed.permits_held |= code.holds();
                fixed.permits_expired &= !fixed.permits_held;
                fixed.permits_denied &= !fixed.permits_held;
            }
            Step::Language(code) => {
                let top = level_number(Cefr::C2);
                let raised = |level: u8| {
                    if (1..top).contains(&level) {
                        level + 1
                    } else {
                        level
                    }
                };
                let own =
                    |cell: &&mut super::cells::LanguageCell| cell.code == code && !cell.denied;
                for cell in self.languages.iter_mut().filter(own) {
                    (cell.spoken, cell.written) = (raised(cell.spoken), raised(cell.written));
                }
            }
            Step::Car => fixed.own_car = Some(true),
            Step::Commute(more) => {
                fixed.commute_minutes = fixed.commute_minutes.map(|m| m.saturating_add(more));
            }
            Step::AnyShifts => fixed.shifts = 0,
            Step::AnyHours => {
                (fixed.full_time, fixed.weekly_min, fixed.weekly_max) = (None, None, None);
            }
            Step::AnyContract => fixed.contracts = 0,
            Step::AnyKind => fixed.kinds_refused = 0,
            Step::AnyStart => (fixed.from, fixed.start_notice_days) = (None, None),
            Step::AnyOccupation => {
                self.wished.clear();
                fixed.wishes_other_occupation = false;
            }
            Step::AnyPlace => self.places.clear(),
            Step::AnyWay => fixed.reach |= WITHOUT_CAR,
            Step::AlsoRemote => fixed.remote = None,
            Step::Without(condition) => fixed.conditions &= !(1 << condition as u16),
        }
    }

    fn learn(&mut self, concept: ConceptIx) {
        // What is held is not denied.
        self.skills
            .retain(|cell| cell.concept != concept.0 || !cell.denied);
        let place = self
            .skills
            .partition_point(|cell| cell.concept <= concept.0);
        let cell = SkillCell::new(concept.0, EvidenceClass::Work, None, 0, false);
        self.skills.insert(place, cell);
        // Evidence that was beside the list no longer is.
        self.skills_evidence.clear();
    }

    /// Steps that this person can take, whatever anyone asks: everything but skills and permits.
    pub fn steps(&self) -> Vec<Step> {
        let fixed = &self.fixed;
        let mut codes: Vec<LanguageCode> = self.languages.iter().map(|cell| cell.code).collect();
        codes.sort();
        codes.dedup();
        let mut steps: Vec<Step> = codes.into_iter().map(Step::Language).collect();
        if fixed.own_car != Some(true) {
            steps.push(Step::Car);
        }
        if fixed.commute_minutes.is_some() {
            steps.extend([15, 30].map(Step::Commute));
        }
        let stated = [
            (fixed.shifts != 0, Step::AnyShifts),
            (
                fixed.full_time.is_some()
                    || fixed.weekly_min.is_some()
                    || fixed.weekly_max.is_some(),
                Step::AnyHours,
            ),
            (fixed.contracts != 0, Step::AnyContract),
            (fixed.kinds_refused != 0, Step::AnyKind),
            (
                fixed.from.is_some() || fixed.start_notice_days.is_some(),
                Step::AnyStart,
            ),
            (!self.wished.is_empty(), Step::AnyOccupation),
            (!self.places.is_empty(), Step::AnyPlace),
            (
                fixed.reach != 0 && fixed.reach & WITHOUT_CAR != WITHOUT_CAR,
                Step::AnyWay,
            ),
            (fixed.remote == Some(false), Step::AlsoRemote),
        ];
        steps.extend(
            stated
                .into_iter()
                .filter(|(is, _)| *is)
                .map(|(_, step)| step),
        );
        let stated = |c: &&Condition| fixed.conditions >> **c as u16 & 1 == 1;
        steps.extend(
            Condition::ALL
                .iter()
                .filter(stated)
                .map(|c| Step::Without(*c)),
        );
        steps
    }
}

/// Takes the numbers of what keeps a row out of `fits`.
#[derive(Default)]
struct Blockers(Vec<u16>);

impl Sink for Blockers {
    fn take(&mut self, number: u16, _: &Requirement, _: &Found, _: u16, blocks: bool) {
        if blocks {
            self.0.push(number);
        }
    }
}

impl<J: Judges> Plan<J> {
    /// The group of a row, and the requirements that keep it out of `fits`.
    pub fn blockers(&self, row: &Row<'_>) -> (super::Group, Vec<u16>) {
        let mut mark = Mark::new(self, Blockers::default());
        self.judge(row, &mut mark);
        let group = mark.finish().group(self);
        (group, mark.into_sink().0)
    }

    /// Whether a row meets every must of the work, whatever is wished.
    pub fn meets_musts(&self, row: &Row<'_>) -> bool {
        let assessment = self.assess(row);
        let of_work = |f: &&Finding| {
            let requirement = self.requirements.get(usize::from(f.requirement));
            requirement.is_some_and(|r| r.half == super::Half::Work)
        };
        let mut findings = assessment.findings.iter().filter(of_work);
        !findings.any(|finding| finding.blocks)
    }
}
