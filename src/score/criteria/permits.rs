//! Permits and a car asked, and what the law asks of everyone: a statutory age, the right to work.

use serde::{Deserialize, Serialize};

use super::Judge;
use crate::domain::permit::Force;
use crate::domain::{Need, PermitCode};
use crate::score::assessment::{Found, Held, Mark, Reason, Sink};
use crate::score::board::Board;
use crate::score::cells::RightToWorkCell;
use crate::score::plan::{Asked, Context, Draft, Row};
use crate::score::population::Parts;
use crate::score::terms::{Criterion, Half, MissingClass};

/// Judges permits, a car, a statutory age and the right to work.
pub struct Permits {
    permits: Vec<(u16, PermitCode)>,
    /// Permits that may come after the start, as a set.
    later: u128,
    car: Option<u16>,
    age: Option<(u16, u8)>,
    right_to_work: u16,
    weekly_min: Option<u16>,
}

impl Judge for Permits {
    const CRITERION: Criterion = Criterion::Permits;
    const HALF: Half = Half::Work;

    fn compile(context: &Context<'_>, draft: &mut Draft) -> Self {
        let (ask, weights) = (context.ask, context.weights);
        let own = (Self::CRITERION, Self::HALF);
        let share = |need: Need| u32::from(weights.of_need(need));
        let permits = ask.permits.iter().map(|(code, need)| {
            (
                draft.ask(own, Asked::Permit(*code), Some(*need), share(*need)),
                *code,
            )
        });
        Self {
            permits: permits.collect(),
            later: ask.permits_later,
            car: ask
                .car
                .map(|need| draft.ask(own, Asked::Car, Some(need), share(need))),
            age: ask
                .minimum_age
                .map(|age| (draft.ask(own, Asked::Age(age), Some(Need::Must), 0), age)),
            right_to_work: draft.ask(own, Asked::RightToWork, Some(Need::Must), 0),
            weekly_min: ask.weekly_min,
        }
    }

    fn judge<S: Sink>(&self, row: &Row<'_>, mark: &mut Mark<'_, S>) {
        for (number, code) in &self.permits {
            mark.found(*number, permit(row, *code, self.later));
        }
        let law = LawKey::of(row);
        if let Some(number) = self.car {
            mark.found(number, car(&law));
        }
        if let Some((number, age)) = self.age {
            mark.found(number, reached(&law, age));
        }
        if let Some(found) = self.right_to_work(&law) {
            mark.found(self.right_to_work, found);
        }
    }

    fn lay<'a>(&'a self, board: &mut Board<'a>) {
        let permits = &board.block.permits;
        for (number, code) in &self.permits {
            let bit = u8::try_from(code.index()).unwrap_or(u8::MAX);
            let told = |standing| Some(found(*code, standing, self.later));
            let one =
                |set: &'a Parts<u8>, standing| set.of(&bit).map(|rows| (rows, told(standing)));
            let implied = permits.denied.parts.iter();
            let implied = implied.filter(|(denied, _)| code.holds() >> denied & 1 == 1);
            let parts = one(&permits.held, Standing::Held)
                .into_iter()
                .chain(one(&permits.expired, Standing::Expired))
                .chain(implied.map(|(_, rows)| (rows, told(Standing::Denied))))
                .chain([(&permits.listed, told(Standing::NotListed))]);
            board.parts(*number, parts, told(Standing::Unsaid));
        }
        let law = &board.block.law;
        let each = |found: &dyn Fn(&LawKey) -> Option<Found>| {
            let parts = law.parts.iter().map(|(key, rows)| (rows, found(key)));
            parts.collect::<Vec<_>>().into_iter()
        };
        if let Some(number) = self.car {
            board.parts(number, each(&|law| Some(car(law))), None);
        }
        if let Some((number, age)) = self.age {
            board.parts(number, each(&|law| Some(reached(law, age))), None);
        }
        let right = each(&|law| self.right_to_work(law));
        board.parts(self.right_to_work, right, None);
    }
}

/// What the law, and a car, look at.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(in crate::score) struct LawKey {
    own_car: Option<bool>,
    ages: Option<u8>,
    right_to_work: RightToWorkCell,
}

impl LawKey {
    pub(in crate::score) fn of(row: &Row<'_>) -> Self {
        Self {
            own_car: row.fixed.own_car,
            ages: row.fixed.ages,
            right_to_work: row.fixed.right_to_work,
        }
    }
}

fn car(law: &LawKey) -> Found {
    match law.own_car {
        Some(true) => Found::met(Held::Nothing, Reason::Holds),
        Some(false) => Found::missing(Reason::Denied, MissingClass::Negotiable),
        None => Found::unknown(Reason::NotSaid),
    }
}

fn reached(law: &LawKey, age: u8) -> Found {
    match law.ages {
        Some(reached) if reached >= age => Found::met(Held::Nothing, Reason::Holds),
        Some(_) => Found::missing(Reason::Younger { age }, MissingClass::Legal),
        None => Found::unknown(Reason::NotSaid),
    }
}

/// How a profile stands to a permit.
#[derive(Debug, Clone, Copy)]
enum Standing {
    Held,
    Expired,
    Denied,
    NotListed,
    Unsaid,
}

fn permit(row: &Row<'_>, code: PermitCode, later: u128) -> Found {
    let fixed = row.fixed;
    let bit = 1u128 << code.index();
    let standing = if fixed.permits_held & bit != 0 {
        Standing::Held
    } else if fixed.permits_expired & bit != 0 {
        Standing::Expired
    } else if fixed.permits_denied & code.holds() != 0 {
        // Who has no car licence has no lorry licence, which would hold it.
        Standing::Denied
    } else if fixed.permits_listed {
        Standing::NotListed
    } else {
        Standing::Unsaid
    };
    found(code, standing, later)
}

fn found(code: PermitCode, standing: Standing, later: u128) -> Found {
    let class = match code.facts().force {
        Force::LegalBeforeStart if later >> code.index() & 1 == 0 => MissingClass::Legal,
        Force::LegalBeforeStart => MissingClass::Trainable,
        Force::LegalWithin { .. }
        | Force::ProtectedTitle
        | Force::Qualification
        | Force::Custom => MissingClass::Trainable,
    };
    match standing {
        Standing::Held => Found::met(
            Held::Permit(u8::try_from(code.index()).unwrap_or(u8::MAX)),
            Reason::Holds,
        ),
        Standing::Expired => Found::missing(Reason::Expired, class),
        Standing::Denied => Found::missing(Reason::Denied, class),
        Standing::NotListed => Found::missing(Reason::NotListed, class),
        Standing::Unsaid => Found::unknown(Reason::NotSaid),
    }
}

impl Permits {
    /// Never asked by a vacancy, so unknown gives no finding at all.
    fn right_to_work(&self, law: &LawKey) -> Option<Found> {
        match law.right_to_work {
            RightToWorkCell::Unknown => None,
            RightToWorkCell::Unrestricted => Some(Found::met(Held::Nothing, Reason::Holds)),
            RightToWorkCell::None => {
                Some(Found::missing(Reason::NoRightToWork, MissingClass::Legal))
            }
            RightToWorkCell::FieldLimited => Some(Found::unknown(Reason::FieldsOfRight)),
            RightToWorkCell::HoursLimited(limit) => Some(match self.weekly_min {
                Some(minimum) if minimum > limit => {
                    Found::missing(Reason::HoursLimit { limit, minimum }, MissingClass::Legal)
                }
                _ => Found::met(Held::Nothing, Reason::Holds),
            }),
        }
    }
}
