//! Hours, shifts and the conditions that the person stated.

use serde::{Deserialize, Serialize};

use super::Judge;
use crate::domain::{Condition, Need, Shift};
use crate::score::assessment::{Found, Held, Mark, Reason, Sink};
use crate::score::board::Board;
use crate::score::plan::{Asked, Context, Draft, Requirement, Row};
use crate::score::terms::{Criterion, Half, MissingClass, State};

/// Judges hours, shifts and conditions.
pub struct HoursShifts {
    hours: u16,
    shifts: u16,
    conditions: u16,
    full_time: Option<bool>,
    weekly: Option<(u16, u16)>,
    asked_shifts: u16,
    offered: u16,
    /// Conditions that the work itself is against.
    against: u16,
    /// The one driving permit, or the car, that is a must: without it the work would not be against `no_driving`.
    drives: Option<u16>,
    open: u16,
    near: u16,
    broken: u16,
}

impl Judge for HoursShifts {
    const CRITERION: Criterion = Criterion::HoursShifts;
    const HALF: Half = Half::Wishes;

    fn compile(context: &Context<'_>, draft: &mut Draft) -> Self {
        let (ask, wishes) = (context.ask, &context.weights.wishes);
        let own = (Self::CRITERION, Self::HALF);
        let drives = |requirement: &Requirement| {
            let need = requirement.need == Some(Need::Must);
            need && match &requirement.asked {
                Asked::Permit(code) => code.as_str().starts_with("driving:"),
                asked => matches!(asked, Asked::Car),
            }
        };
        let driving: Vec<u16> = draft
            .asked()
            .filter(|(_, requirement)| drives(requirement))
            .map(|(number, _)| number)
            .collect();
        let mut against = 0;
        if !driving.is_empty() {
            against |= bit(Condition::NoDriving);
        }
        if ask.shifts >> Shift::Night as u8 & 1 == 1 {
            against |= bit(Condition::NoNights);
        }
        Self {
            hours: draft.ask(own, Asked::Hours, None, 1),
            shifts: draft.ask(own, Asked::Shifts, None, 1),
            conditions: draft.ask(own, Asked::Conditions, None, 1),
            full_time: ask.full_time,
            weekly: match (ask.weekly_min, ask.weekly_max) {
                (None, None) => None,
                (low, high) => Some((low.or(high).unwrap_or(0), high.or(low).unwrap_or(0))),
            },
            asked_shifts: ask.shifts,
            offered: ask.conditions,
            against: against & !ask.conditions,
            drives: <[u16; 1]>::try_from(driving).ok().map(|[one]| one),
            open: wishes.open_percent.value,
            near: wishes.near_percent.value,
            broken: wishes.broken_percent.value,
        }
    }

    fn judge<S: Sink>(&self, row: &Row<'_>, mark: &mut Mark<'_, S>) {
        self.tell(&HoursKey::of(row), mark);
    }

    fn lay<'a>(&'a self, board: &mut Board<'a>) {
        board.look_up(&board.block.hours, |key, mark| self.tell(key, mark));
    }
}

/// What is looked at. Hours in tenths a week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(in crate::score) struct HoursKey {
    full_time: Option<bool>,
    weekly_min: Option<u16>,
    weekly_max: Option<u16>,
    shifts: u16,
    conditions: u16,
}

impl HoursKey {
    pub(in crate::score) fn of(row: &Row<'_>) -> Self {
        Self {
            full_time: row.fixed.full_time,
            weekly_min: row.fixed.weekly_min,
            weekly_max: row.fixed.weekly_max,
            shifts: row.fixed.shifts,
            conditions: row.fixed.conditions,
        }
    }
}

fn bit(condition: Condition) -> u16 {
    1 << condition as u8
}

impl HoursShifts {
    fn tell<S: Sink>(&self, key: &HoursKey, mark: &mut Mark<'_, S>) {
        mark.found(self.hours, self.hours(key));
        mark.found(self.shifts, self.shifts(key));
        let conditions = self.conditions(key);
        // The work is against one condition through something that it asks: without that, it is not.
        let cause = match conditions.reason {
            Reason::Conditions { broken, .. } if broken == bit(Condition::NoDriving) => self.drives,
            Reason::Conditions { broken, .. } if broken == bit(Condition::NoNights) => {
                Some(self.shifts)
            }
            _ => None,
        };
        mark.found_by(
            self.conditions,
            conditions,
            cause.unwrap_or(self.conditions),
        );
    }

    fn against(&self) -> Found {
        Found::missing(Reason::AgainstWish, MissingClass::Negotiable).earning(self.broken)
    }

    fn hours(&self, key: &HoursKey) -> Found {
        let wished = match (key.weekly_min, key.weekly_max) {
            (None, None) => None,
            (low, high) => Some((low.unwrap_or(0), high.unwrap_or(u16::MAX))),
        };
        if let (Some((low, high)), Some((least, most))) = (self.weekly, wished) {
            if least <= high && most >= low {
                return Found::met(Held::Nothing, Reason::AsWished);
            }
            let gap = if least > high {
                least - high
            } else {
                low - most
            };
            // Within a tenth of the week's hours there is room to agree.
            return if gap * 10 <= high {
                self.partly()
            } else {
                self.against()
            };
        }
        match (self.full_time, key.full_time) {
            (Some(asked), Some(wished)) if asked == wished => {
                Found::met(Held::Nothing, Reason::AsWished)
            }
            (Some(_), Some(_)) => self.against(),
            (_, None) if wished.is_none() => Found::unknown(Reason::Flexible).earning(self.open),
            _ => Found::unknown(Reason::VacancySilent).earning(self.open),
        }
    }

    fn partly(&self) -> Found {
        Found {
            state: State::Near,
            share: self.near * 100,
            nearness: u8::try_from(self.near).unwrap_or(100),
            held: Held::Nothing,
            reason: Reason::PartlyAsWished,
            class: MissingClass::Negotiable,
            shade: None,
        }
    }

    fn shifts(&self, key: &HoursKey) -> Found {
        match (self.asked_shifts, key.shifts) {
            (_, 0) => Found::unknown(Reason::Flexible).earning(self.open),
            (0, _) => Found::unknown(Reason::VacancySilent).earning(self.open),
            // All shifts of a vacancy are part of the work.
            (asked, suits) if asked & !suits == 0 => Found::met(Held::Nothing, Reason::AsWished),
            (asked, suits) if asked & suits != 0 => {
                Found::missing(Reason::PartlyAsWished, MissingClass::Negotiable)
                    .earning(self.near.min(self.open))
            }
            _ => self.against(),
        }
    }

    fn conditions(&self, key: &HoursKey) -> Found {
        let stated = key.conditions;
        let met = stated & self.offered;
        let broken = stated & self.against;
        let asked = stated & !met & !broken;
        let reason = Reason::Conditions { met, broken, asked };
        if stated == 0 {
            Found::unknown(Reason::Flexible).earning(self.open)
        } else if broken != 0 {
            Found::missing(reason, MissingClass::Negotiable).earning(self.broken)
        } else if asked != 0 {
            Found::unknown(reason).earning(self.open)
        } else {
            Found::met(Held::Nothing, reason)
        }
    }
}
