//! Permits and a car asked, and what the law asks of everyone: a statutory age, the right to work.

use super::Judge;
use crate::domain::permit::Force;
use crate::domain::{Need, PermitCode};
use crate::score::assessment::{Found, Held, Mark, Reason, Sink};
use crate::score::cells::RightToWorkCell;
use crate::score::plan::{Asked, Context, Draft, Row};
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
        if let Some(number) = self.car {
            mark.found(
                number,
                match row.fixed.own_car {
                    Some(true) => Found::met(Held::Nothing, Reason::Holds),
                    Some(false) => Found::missing(Reason::NotListed, MissingClass::Negotiable),
                    None => Found::unknown(Reason::NotSaid),
                },
            );
        }
        if let Some((number, age)) = self.age {
            mark.found(
                number,
                match row.fixed.ages {
                    Some(reached) if reached >= age => Found::met(Held::Nothing, Reason::Holds),
                    Some(_) => Found::missing(Reason::NotListed, MissingClass::Legal),
                    None => Found::unknown(Reason::NotSaid),
                },
            );
        }
        if let Some(found) = self.right_to_work(row) {
            mark.found(self.right_to_work, found);
        }
    }
}

fn permit(row: &Row<'_>, code: PermitCode, later: u128) -> Found {
    let fixed = row.fixed;
    let bit = 1u128 << code.index();
    let class = match code.facts().force {
        Force::LegalBeforeStart if later & bit == 0 => MissingClass::Legal,
        Force::LegalBeforeStart => MissingClass::Trainable,
        Force::LegalWithin { .. }
        | Force::ProtectedTitle
        | Force::Qualification
        | Force::Custom => MissingClass::Trainable,
    };
    if fixed.permits_held & bit != 0 {
        Found::met(
            Held::Permit(u8::try_from(code.index()).unwrap_or(u8::MAX)),
            Reason::Holds,
        )
    } else if fixed.permits_expired & bit != 0 {
        Found::missing(Reason::Expired, class)
    } else if fixed.permits_denied & code.holds() != 0 {
        // Who has no car licence has no lorry licence, which would hold it.
        Found::missing(Reason::Denied, class)
    } else if fixed.permits_listed {
        Found::missing(Reason::NotListed, class)
    } else {
        Found::unknown(Reason::NotSaid)
    }
}

impl Permits {
    /// Never asked by a vacancy, so unknown gives no finding at all.
    fn right_to_work(&self, row: &Row<'_>) -> Option<Found> {
        match row.fixed.right_to_work {
            RightToWorkCell::Unknown => None,
            RightToWorkCell::Unrestricted => Some(Found::met(Held::Nothing, Reason::Holds)),
            RightToWorkCell::None => Some(Found::missing(Reason::NotListed, MissingClass::Legal)),
            RightToWorkCell::FieldLimited => Some(Found::unknown(Reason::NotSaid)),
            RightToWorkCell::HoursLimited(limit) => Some(match self.weekly_min {
                Some(minimum) if minimum > limit => {
                    Found::missing(Reason::HoursLimit { limit, minimum }, MissingClass::Legal)
                }
                _ => Found::met(Held::Nothing, Reason::Holds),
            }),
        }
    }
}
