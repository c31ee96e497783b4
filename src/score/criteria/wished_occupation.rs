//! The occupation that the person wishes for.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::Judge;
use super::near::NearTable;
use crate::score::assessment::{Found, Held, Mark, Reason, Sink};
use crate::score::board::Board;
use crate::score::plan::{Asked, Context, Draft, Row};
use crate::score::terms::{Criterion, Half, MissingClass, State};

/// Judges the wished occupation.
pub struct WishedOccupation {
    number: u16,
    near: Arc<NearTable>,
    asks: bool,
    open: u16,
    broken: u16,
}

impl Judge for WishedOccupation {
    const CRITERION: Criterion = Criterion::WishedOccupation;
    const HALF: Half = Half::Wishes;

    fn compile(context: &Context<'_>, draft: &mut Draft) -> Self {
        let Context { ask, weights, .. } = context;
        Self {
            number: draft.ask(
                (Self::CRITERION, Self::HALF),
                Asked::WishedOccupation,
                None,
                1,
            ),
            near: Arc::clone(context.occupations_near()),
            asks: !ask.occupations.is_empty(),
            open: weights.wishes.open_percent.value,
            broken: weights.wishes.broken_percent.value,
        }
    }

    fn judge<S: Sink>(&self, row: &Row<'_>, mark: &mut Mark<'_, S>) {
        mark.found(self.number, self.wish(row.wished));
    }

    fn lay<'a>(&'a self, board: &mut Board<'a>) {
        board.look_up(&board.block.wished, |key, mark| {
            mark.found(self.number, self.wish(&key.0));
        });
    }
}

/// What is looked at: the occupations wished for.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(in crate::score) struct WishKey(Box<[u32]>);

impl WishKey {
    pub(in crate::score) fn of(row: &Row<'_>) -> Self {
        Self(row.wished.into())
    }
}

impl WishedOccupation {
    fn wish(&self, wished: &[u32]) -> Found {
        if !self.asks {
            return Found::unknown(Reason::VacancySilent).earning(self.open);
        }
        if wished.is_empty() {
            return Found::unknown(Reason::Flexible).earning(self.open);
        }
        let near = wished
            .iter()
            .filter_map(|c| self.near.of(*c))
            .max_by_key(|n| n.percent);
        match near {
            Some(near) if near.meets => Found::met(Held::Nothing, Reason::AsWished),
            Some(near) => Found {
                state: State::Near,
                share: u16::from(near.percent).max(self.broken) * 100,
                nearness: near.percent,
                held: Held::Nothing,
                reason: Reason::PartlyAsWished,
                class: MissingClass::Negotiable,
                shade: None,
            },
            None => {
                Found::missing(Reason::AgainstWish, MissingClass::Negotiable).earning(self.broken)
            }
        }
    }
}
