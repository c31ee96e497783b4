//! The education asked: "at least" is the meaning of a level; a field is compared by code or title.

use serde::{Deserialize, Serialize};

use super::Judge;
use crate::domain::Need;
use crate::score::ask::AskEducation;
use crate::score::assessment::{Found, Held, Mark, Reason, Sink};
use crate::score::board::Board;
use crate::score::cells::EducationCell;
use crate::score::plan::{Asked, Context, Draft, Row};
use crate::score::terms::{Criterion, Half, MissingClass, State};

/// Judges education.
pub struct Education {
    asked: Option<(u16, AskEducation)>,
    ongoing: u16,
}

impl Judge for Education {
    const CRITERION: Criterion = Criterion::Education;
    const HALF: Half = Half::Work;

    fn compile(context: &Context<'_>, draft: &mut Draft) -> Self {
        let weights = context.weights;
        let asked = context.ask.education.as_ref().map(|asked| {
            let share = u32::from(weights.of_need(asked.need));
            let what = Asked::Education(asked.clone());
            (
                draft.ask((Self::CRITERION, Self::HALF), what, Some(asked.need), share),
                asked.clone(),
            )
        });
        Self {
            asked,
            ongoing: weights.education.ongoing.value,
        }
    }

    fn judge<S: Sink>(&self, row: &Row<'_>, mark: &mut Mark<'_, S>) {
        if let Some((number, asked)) = &self.asked {
            mark.found(*number, self.education(&EducationKey::of(row), asked));
        }
    }

    fn lay<'a>(&'a self, board: &mut Board<'a>) {
        let (Some((number, asked)), facet) = (&self.asked, &board.block.educations) else {
            return;
        };
        if asked.need == Need::Must {
            let found = facet
                .keys
                .iter()
                .map(|key| Some(self.education(key, asked)));
            board.classes(*number, &facet.of_row, found.collect());
        } else {
            board.look_up(facet, |key, mark| {
                mark.found(*number, self.education(key, asked));
            });
        }
    }
}

/// What is looked at: the educations, where some are listed.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(in crate::score) struct EducationKey {
    listed: bool,
    cells: Box<[EducationCell]>,
}

impl EducationKey {
    pub(in crate::score) fn of(row: &Row<'_>) -> Self {
        Self {
            listed: row.fixed.educations_listed,
            cells: row.educations.into(),
        }
    }
}

/// Whether an education answers what is asked of one side of it; `None` where it does not say.
fn level_answers(cell: &EducationCell, asked: &AskEducation) -> Option<bool> {
    match (cell.level, asked.level) {
        (_, 0) => Some(true),
        (0, _) => None,
        (held, asked) => Some(held >= asked),
    }
}

fn field_answers(cell: &EducationCell, asked: &AskEducation) -> Option<bool> {
    if asked.code != 0 && cell.code == asked.code {
        return Some(true);
    }
    let wanted = asked.terms.iter().filter(|t| **t != 0).count();
    if wanted == 0 {
        return if asked.code == 0 { Some(true) } else { None };
    }
    if cell.terms[0] == 0 {
        return None;
    }
    let shared = asked
        .terms
        .iter()
        .filter(|t| **t != 0 && cell.terms.contains(t))
        .count();
    Some(shared * 2 >= wanted)
}

impl Education {
    fn education(&self, key: &EducationKey, asked: &AskEducation) -> Found {
        let silent = if key.listed && !key.cells.is_empty() {
            Found::missing(Reason::OtherEducation, MissingClass::Core)
        } else {
            Found::unknown(Reason::NotSaid)
        };
        let one = |cell: &EducationCell, place: u16| {
            let answers = match (level_answers(cell, asked), field_answers(cell, asked)) {
                (Some(false), _) | (_, Some(false)) => Some(false),
                (Some(true), Some(true)) => Some(true),
                _ => None,
            };
            let held = Held::Education(place);
            match answers {
                Some(true) if cell.whole => Found::met(held, Reason::Holds),
                Some(true) if cell.under_way => Found {
                    state: State::Near,
                    share: self.ongoing * 100,
                    nearness: u8::try_from(self.ongoing).unwrap_or(100),
                    held,
                    reason: Reason::UnderWay,
                    class: MissingClass::Trainable,
                    shade: None,
                },
                None => Found::unknown(Reason::NotSaid),
                _ => Found::missing(Reason::OtherEducation, MissingClass::Core),
            }
        };
        let found = key
            .cells
            .iter()
            .zip(0u16..)
            .map(|(cell, place)| one(cell, place));
        found.max_by_key(|f| f.state).unwrap_or(silent)
    }
}
