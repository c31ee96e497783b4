//! The start, the contract and the kinds of work that the person refuses.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Judge;
use crate::score::assessment::{Found, Held, Mark, Reason, Sink};
use crate::score::board::Board;
use crate::score::plan::{Asked, Context, Draft, Row};
use crate::score::terms::{Criterion, Half, MissingClass, State};

/// Judges start, contract and kinds.
pub struct StartContract {
    start: u16,
    contract: u16,
    kinds: u16,
    starts: Option<Date>,
    as_of: Date,
    asked_contract: Option<u8>,
    asked_kinds: u16,
    open: u16,
    near: u16,
    broken: u16,
}

/// A start that comes so many days too early is near.
const NEAR_DAYS: i32 = 14;

impl Judge for StartContract {
    const CRITERION: Criterion = Criterion::StartContract;
    const HALF: Half = Half::Wishes;

    fn compile(context: &Context<'_>, draft: &mut Draft) -> Self {
        let (ask, wishes) = (context.ask, &context.weights.wishes);
        let own = (Self::CRITERION, Self::HALF);
        Self {
            start: draft.ask(own, Asked::Start, None, 2),
            contract: draft.ask(own, Asked::Contract, None, 2),
            kinds: draft.ask(own, Asked::Kinds, None, 1),
            starts: ask.starts,
            as_of: context.as_of,
            asked_contract: ask.contract.map(|c| c as u8),
            asked_kinds: ask.kinds,
            open: wishes.open_percent.value,
            near: wishes.near_percent.value,
            broken: wishes.broken_percent.value,
        }
    }

    fn judge<S: Sink>(&self, row: &Row<'_>, mark: &mut Mark<'_, S>) {
        self.tell(&StartKey::of(row), mark);
    }

    fn lay<'a>(&'a self, board: &mut Board<'a>) {
        board.look_up(&board.block.start_contract, |key, mark| {
            self.tell(key, mark)
        });
    }
}

/// What is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(in crate::score) struct StartKey {
    from: Option<Date>,
    notice_days: Option<u16>,
    contracts: u16,
    kinds_refused: u16,
}

impl StartKey {
    pub(in crate::score) fn of(row: &Row<'_>) -> Self {
        Self {
            from: row.fixed.from,
            notice_days: row.fixed.start_notice_days,
            contracts: row.fixed.contracts,
            kinds_refused: row.fixed.kinds_refused,
        }
    }
}

impl StartContract {
    fn tell<S: Sink>(&self, key: &StartKey, mark: &mut Mark<'_, S>) {
        mark.found(self.start, self.start(key));
        mark.found(self.contract, self.contract(key));
        mark.found(self.kinds, self.kinds(key));
    }

    fn against(&self, reason: Reason) -> Found {
        Found::missing(reason, MissingClass::Negotiable).earning(self.broken)
    }

    fn start(&self, key: &StartKey) -> Found {
        if key.from.is_none() && key.notice_days.is_none() {
            return Found::unknown(Reason::Flexible).earning(self.open);
        }
        let Some(starts) = self.starts else {
            return Found::unknown(Reason::VacancySilent).earning(self.open);
        };
        let days_from = |day: Date| (starts - day).get_days();
        let early = key.from.map_or(0, |from| -days_from(from));
        let notice = key
            .notice_days
            .map_or(0, |n| i32::from(n) - days_from(self.as_of));
        // A start that is already past is read as "at once": only the notice counts then.
        let days = early.max(notice).max(0);
        let reason = Reason::StartsBefore {
            days: u16::try_from(days).unwrap_or(u16::MAX),
        };
        match days {
            0 => Found::met(Held::Nothing, Reason::AsWished),
            1..=NEAR_DAYS => Found {
                state: State::Near,
                share: self.near * 100,
                nearness: u8::try_from(self.near).unwrap_or(100),
                held: Held::Nothing,
                reason,
                class: MissingClass::Negotiable,
                shade: None,
            },
            _ => self.against(reason),
        }
    }

    fn contract(&self, key: &StartKey) -> Found {
        match (self.asked_contract, key.contracts) {
            (_, 0) => Found::unknown(Reason::Flexible).earning(self.open),
            (None, _) => Found::unknown(Reason::VacancySilent).earning(self.open),
            (Some(contract), suits) if suits >> contract & 1 == 1 => {
                Found::met(Held::Nothing, Reason::AsWished)
            }
            _ => self.against(Reason::AgainstWish),
        }
    }

    fn kinds(&self, key: &StartKey) -> Found {
        match (self.asked_kinds, key.kinds_refused) {
            (_, 0) => Found::unknown(Reason::Flexible).earning(self.open),
            (0, _) => Found::met(Held::Nothing, Reason::AsWished),
            (kinds, refused) if kinds & refused != 0 => self.against(Reason::AgainstWish),
            _ => Found::met(Held::Nothing, Reason::AsWished),
        }
    }
}
