//! Findings, and what is made of them: points, groups, the whole assessment. The batch and the
//! explanation run the same judges; they differ only in the sink that takes the findings.

use super::criteria::Judges;
use super::plan::{Asked, Plan, Requirement, Row, is_must_skill};
use super::shade::Shade;
use super::terms::{Group, Half, MissingClass, State};
use crate::domain::Need;

/// The holding that a finding rests on, by its place among the profile's facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Held {
    /// Nothing.
    Nothing,
    /// A skill.
    Skill(u16),
    /// An occupation.
    Work(u16),
    /// A language.
    Language(u16),
    /// A permit, by its number in the list.
    Permit(u8),
    /// An education.
    Education(u16),
    /// A word.
    Word(u16),
}

/// Why a finding is as it is. Put into words by the engine, in the reader's language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// The asked concept itself is held.
    Holds,
    /// Something near is held.
    HoldsNear,
    /// It is essential in an occupation held.
    EssentialInWork,
    /// It is often part of an occupation held.
    OptionalInWork,
    /// Only the words were found.
    WordsOnly,
    /// The profile does not say.
    NotSaid,
    /// The profile's own text denies it.
    Denied,
    /// The list is complete and does not hold it.
    NotListed,
    /// It has expired.
    Expired,
    /// A level is held and another asked: 0 unknown, 1 to 6 are A1 to C2, 7 native.
    Level {
        /// What is held.
        held: u8,
        /// What is asked.
        asked: u8,
    },
    /// Months held and months asked.
    Months {
        /// What is held.
        held: u16,
        /// What is asked.
        asked: u16,
    },
    /// Under way, or waiting for recognition.
    UnderWay,
    /// Another field or level of education.
    OtherEducation,
    /// Another occupation.
    OtherOccupation,
    /// The vacancy does not say.
    VacancySilent,
    /// The person has not said: flexible.
    Flexible,
    /// As wished.
    AsWished,
    /// Against what was wished.
    AgainstWish,
    /// Partly as wished.
    PartlyAsWished,
    /// The work can be done remotely.
    Remote,
    /// In a municipality wished for.
    WishedPlace,
    /// Estimated minutes one way and the person's limit (0: none stated).
    Minutes {
        /// The estimate.
        minutes: u16,
        /// The limit.
        limit: u16,
    },
    /// No estimate of the way can be made.
    NoEstimate,
    /// Work begins early or by night and no car is known of.
    EarlyWithoutCar,
    /// Conditions: met, broken and to be asked, as bits of the list.
    Conditions {
        /// Offered.
        met: u16,
        /// Against the work.
        broken: u16,
        /// To be asked of the employer.
        asked: u16,
    },
    /// Younger than the age that a statute asks.
    Younger {
        /// The age asked, in years.
        age: u8,
    },
    /// Known to have no right to work.
    NoRightToWork,
    /// The right to work is for some fields alone; whether for this one is not known.
    FieldsOfRight,
    /// Hours a week, in tenths: the right's limit and the vacancy's minimum.
    HoursLimit {
        /// The limit.
        limit: u16,
        /// The vacancy's fewest hours.
        minimum: u16,
    },
    /// The start comes so many days before the person can begin.
    StartsBefore {
        /// Days.
        days: u16,
    },
    /// A reason of a criterion of one's own, by name.
    Named(&'static str),
}

/// What a judge found about one requirement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// The state.
    pub state: State,
    /// Share of the ceiling earned, 0 to 10,000.
    pub share: u16,
    /// Nearness of what is held to what is asked, percent.
    pub nearness: u8,
    /// What it rests on.
    pub held: Held,
    /// Why.
    pub reason: Reason,
    /// Of what class its lack is, where it is near or missing.
    pub class: MissingClass,
    /// What is said of the holding, where that shades its share.
    pub shade: Option<Shade>,
}

impl Found {
    /// Met in full.
    pub fn met(held: Held, reason: Reason) -> Self {
        Self {
            state: State::Met,
            share: 10_000,
            nearness: 100,
            held,
            reason,
            class: MissingClass::Core,
            shade: None,
        }
    }

    /// Nothing known: earns nothing in the work's half.
    pub fn unknown(reason: Reason) -> Self {
        Self {
            state: State::Unknown,
            share: 0,
            nearness: 0,
            held: Held::Nothing,
            reason,
            class: MissingClass::Core,
            shade: None,
        }
    }

    /// Known to be missing.
    pub fn missing(reason: Reason, class: MissingClass) -> Self {
        Self {
            state: State::Missing,
            share: 0,
            nearness: 0,
            held: Held::Nothing,
            reason,
            class,
            shade: None,
        }
    }

    /// What is said of the holding leaves so many percent of what the holding itself would earn: level,
    /// years, last use, or where a word stands. `None` where nothing was earned.
    pub fn shade_percent(&self) -> Option<u16> {
        let whole = u16::from(self.nearness);
        (whole > 0 && self.share > 0).then(|| (self.share / whole).min(100))
    }

    /// The same, with what is said of the holding.
    #[must_use]
    pub(super) fn shaded(mut self, shade: Shade) -> Self {
        self.shade = Some(shade);
        self
    }

    /// The same with another share of the ceiling, 0 to 10,000.
    #[must_use]
    pub(super) fn sharing(mut self, share: u16) -> Self {
        self.share = share.min(10_000);
        self
    }

    /// The same with another share of the ceiling, in percent.
    #[must_use]
    pub fn earning(mut self, percent: u16) -> Self {
        self.share = percent.min(100) * 100;
        self
    }
}

/// What a finding comes to. One rule for the batch and for the explanation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Outcome {
    /// Points earned.
    pub(super) points: u16,
    /// It keeps the person out of `fits`.
    pub(super) blocks: bool,
    /// It blocks because something that the law asks is known to be missing.
    pub(super) illegal: bool,
    /// It is a must known to be missing, and nothing that can be agreed on: counted as set aside.
    pub(super) sets_aside: bool,
    /// Met or near.
    pub(super) links: bool,
}

impl Requirement {
    /// What a finding about it comes to.
    #[inline]
    pub(super) fn outcome(&self, found: &Found) -> Outcome {
        let points = u32::from(self.ceiling) * u32::from(found.share) / 10_000;
        let missing = found.state == State::Missing;
        let must = self.need == Some(Need::Must);
        let blocks = match self.half {
            Half::Work => must && found.state != State::Met,
            Half::Wishes => missing,
        };
        Outcome {
            points: u16::try_from(points).unwrap_or(u16::MAX),
            blocks,
            illegal: blocks && missing && found.class == MissingClass::Legal,
            sets_aside: must && missing && found.class != MissingClass::Negotiable,
            links: found.state >= State::Near,
        }
    }
}

/// Takes findings as they are made.
pub trait Sink {
    /// Told of each finding that keeps the person out of `fits`, before it is taken: the requirement
    /// whose dropping would undo it.
    fn blocked(&mut self, cause: u16) {
        let _ = cause;
    }

    /// Takes one: the requirement's number and itself, what was found, the points it earned, and
    /// whether it keeps the person out of `fits`.
    fn take(
        &mut self,
        number: u16,
        requirement: &Requirement,
        found: &Found,
        points: u16,
        blocks: bool,
    );
}

/// What the judges write to: turns shares into whole points and passes findings on.
pub struct Mark<'a, S> {
    requirements: &'a [Requirement],
    sink: S,
    tally: Tally,
}

/// What a row adds up to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Points.
    pub points: u16,
    /// Ceilings of what is unknown in the work's half.
    pub points_open: u16,
    /// Requirements to which what blocks goes back; one that comes again after another counts anew.
    pub(super) blockers: u16,
    last_blocker: u16,
    /// The last blocker is a must skill that is near: dropping it drops a hit.
    last_blocker_hit: bool,
    must_skill_hits: u16,
    illegal: u16,
    occupation_near: bool,
}

impl<'a, S: Sink> Mark<'a, S> {
    pub(super) fn new<J: Judges>(plan: &'a Plan<J>, sink: S) -> Self {
        Self::of(&plan.requirements, sink)
    }

    pub(super) fn of(requirements: &'a [Requirement], sink: S) -> Self {
        Self {
            requirements,
            sink,
            tally: Tally::default(),
        }
    }

    /// Records what was found about a requirement, by the number that [`Draft::ask`](super::Draft::ask) gave.
    pub fn found(&mut self, number: u16, found: Found) {
        self.found_by(number, found, number);
    }

    /// The same of a finding that another requirement brings about: were that one dropped, this one
    /// would keep nobody out of `fits`.
    pub fn found_by(&mut self, number: u16, found: Found, cause: u16) {
        let Some(requirement) = self.requirements.get(usize::from(number)) else {
            return;
        };
        let found = requirement.told(found);
        let outcome = requirement.outcome(&found);
        let Outcome { points, blocks, .. } = outcome;
        let tally = &mut self.tally;
        tally.points += points;
        if requirement.half == Half::Work && found.state == State::Unknown {
            tally.points_open += requirement.ceiling;
        }
        if blocks {
            self.sink.blocked(cause);
            if tally.blockers == 0 || tally.last_blocker != cause {
                tally.blockers += 1;
                tally.last_blocker = cause;
                tally.last_blocker_hit = outcome.links && is_must_skill(requirement);
            }
            tally.illegal += u16::from(outcome.illegal);
        }
        if outcome.links {
            tally.must_skill_hits += u16::from(is_must_skill(requirement));
            tally.occupation_near |= matches!(requirement.asked, Asked::Occupation(_));
        }
        self.sink.take(number, requirement, &found, points, blocks);
    }

    pub(super) fn finish(&mut self) -> Tally {
        std::mem::take(&mut self.tally)
    }

    pub(super) fn into_sink(self) -> S {
        self.sink
    }
}

impl Tally {
    /// The group, from the states alone. `far` goes before the others.
    pub fn group<J: Judges>(&self, plan: &Plan<J>) -> Group {
        if self.is_far(plan, plan.must_skills) {
            Group::Far
        } else if self.illegal > 0 {
            Group::NotLawfulYet
        } else if self.blockers > 0 {
            Group::FitsIf
        } else {
            Group::Fits
        }
    }

    fn is_far<J: Judges>(&self, plan: &Plan<J>, must_skills: u16) -> bool {
        plan.is_far(self.occupation_near, self.must_skill_hits, must_skills)
    }

    /// The one requirement that keeps the row out of `fits`: were it dropped, the row would be in.
    pub fn only_blocker<J: Judges>(&self, plan: &Plan<J>) -> Option<u16> {
        if self.blockers != 1 {
            return None;
        }
        let requirement = plan.requirements.get(usize::from(self.last_blocker))?;
        let skill = u16::from(is_must_skill(requirement));
        let hits = self.must_skill_hits - u16::from(self.last_blocker_hit);
        let without = Self {
            must_skill_hits: hits,
            ..*self
        };
        (!without.is_far(plan, plan.must_skills - skill)).then_some(self.last_blocker)
    }
}

/// One finding of an assessment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Finding {
    /// Number of the requirement in the plan.
    pub requirement: u16,
    /// What was found.
    pub found: Found,
    /// Points earned.
    pub points: u16,
    /// Whether it keeps the person out of `fits`.
    pub blocks: bool,
}

impl Finding {
    /// Whether it is known to keep the person out of `fits`: missing or broken, and not merely unknown.
    pub fn is_lack(&self) -> bool {
        self.blocks && self.found.state != State::Unknown
    }
}

/// A whole judgement of one row: every number that is shown, and nothing that is not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessment {
    /// The group.
    pub group: Group,
    /// Sum of the findings' points.
    pub points: u16,
    /// Sum of the ceilings of what is unknown.
    pub points_open: u16,
    /// The findings, in the order of the criteria.
    pub findings: Vec<Finding>,
}

/// Takes nothing.
impl Sink for () {
    fn take(&mut self, _: u16, _: &Requirement, _: &Found, _: u16, _: bool) {}
}

impl Sink for Vec<Finding> {
    fn take(&mut self, number: u16, _: &Requirement, found: &Found, points: u16, blocks: bool) {
        self.push(Finding {
            requirement: number,
            found: *found,
            points,
            blocks,
        });
    }
}

impl<J: Judges> Plan<J> {
    /// No near occupation, and fewer than half of the must skills met or near. Where no skill is a
    /// must the occupation alone decides; where neither is asked, nobody is far.
    pub(super) fn is_far(&self, occupation_near: bool, hits: u16, must_skills: u16) -> bool {
        let judged = self.asks_occupation || must_skills > 0;
        let half = must_skills > 0 && 2 * hits >= must_skills;
        judged && !self.no_experience_needed && !occupation_near && !half
    }

    /// The group and points of one row, by the same judgement; no finding is kept.
    pub fn points(&self, row: &Row<'_>) -> (Group, u16) {
        let mut mark = Mark::new(self, ());
        self.judge(row, &mut mark);
        let tally = mark.finish();
        (tally.group(self), tally.points)
    }

    /// Judges one row, keeping every finding.
    pub fn assess(&self, row: &Row<'_>) -> Assessment {
        let mut mark = Mark::new(self, Vec::new());
        self.judge(row, &mut mark);
        let tally = mark.finish();
        Assessment {
            group: tally.group(self),
            points: tally.points,
            points_open: tally.points_open,
            findings: mark.into_sink(),
        }
    }
}
