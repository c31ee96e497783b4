//! Languages asked: "at least" is the meaning, in speech and in writing; one level short is near.

use super::Judge;
use crate::score::ask::AskLanguage;
use crate::score::assessment::{Found, Held, Mark, Reason, Sink};
use crate::score::board::Board;
use crate::score::cells::LanguageCell;
use crate::score::plan::{Asked, Context, Draft, Row};
use crate::score::terms::{Criterion, Half, MissingClass, State};

/// Judges languages.
pub struct Languages {
    asked: Vec<(u16, AskLanguage)>,
    one_short: u16,
}

impl Judge for Languages {
    const CRITERION: Criterion = Criterion::Languages;
    const HALF: Half = Half::Work;

    fn compile(context: &Context<'_>, draft: &mut Draft) -> Self {
        let weights = context.weights;
        let ask = |language: &AskLanguage| {
            let share = u32::from(weights.of_need(language.need));
            let own = (Self::CRITERION, Self::HALF);
            (
                draft.ask(own, Asked::Language(*language), Some(language.need), share),
                *language,
            )
        };
        Self {
            asked: context.ask.languages.iter().map(ask).collect(),
            one_short: weights.language.one_short.value,
        }
    }

    fn judge<S: Sink>(&self, row: &Row<'_>, mark: &mut Mark<'_, S>) {
        for (number, asked) in &self.asked {
            mark.found(*number, self.language(row, asked));
        }
    }

    fn lay<'a>(&'a self, board: &mut Board<'a>) {
        let block = board.block;
        for (number, asked) in &self.asked {
            let of_code = block.languages.parts.iter();
            let said = of_code
                .filter(|((code, _), _)| *code == asked.code)
                .map(|((_, cells), rows)| (rows, self.said(cells.iter().zip(0u16..), asked)));
            let own = block.own_language.of(&asked.code).into_iter();
            let own = own.map(|rows| (rows, Some(Self::silent(false))));
            let listed = [(&block.languages_listed, Some(Self::silent(true)))];
            let parts = said.chain(own).chain(listed);
            board.parts(*number, parts, Some(Self::silent(false)));
        }
    }
}

impl Languages {
    fn language(&self, row: &Row<'_>, asked: &AskLanguage) -> Found {
        let own = row.fixed.own_language == Some(asked.code);
        let cells = row.languages.iter().zip(0u16..);
        let said = cells.filter(|(cell, _)| cell.code == asked.code);
        self.said(said, asked)
            .unwrap_or_else(|| Self::silent(row.fixed.languages_listed && !own))
    }

    /// What a profile says of the language; said more than once, the fullest saying holds.
    fn said<'c>(
        &self,
        said: impl Iterator<Item = (&'c LanguageCell, u16)>,
        asked: &AskLanguage,
    ) -> Option<Found> {
        said.map(|(cell, place)| self.once(cell, place, asked))
            .max_by_key(|found| found.state)
    }

    /// What a profile that says nothing of it comes to; `complete` where it lists its languages, and
    /// this is not the one that it is written in.
    fn silent(complete: bool) -> Found {
        if complete {
            Found::missing(Reason::NotListed, MissingClass::Core)
        } else {
            Found::unknown(Reason::NotSaid)
        }
    }

    fn once(&self, cell: &LanguageCell, place: u16, asked: &AskLanguage) -> Found {
        if cell.denied {
            return Found::missing(Reason::Denied, MissingClass::Core);
        }
        // A mother tongue answers a level asked of the language as a whole, not one of writing by itself.
        let mother_tongue = cell.spoken == 7 && cell.written == 0 && !asked.written_apart;
        let writing = if mother_tongue {
            Short::Not
        } else {
            shortfall(cell.written, asked.written)
        };
        let short = shortfall(cell.spoken, asked.spoken).max(writing);
        let reason = Reason::Level {
            held: if cell.written == 0 {
                cell.spoken
            } else {
                cell.spoken.min(cell.written)
            },
            asked: asked.spoken.max(asked.written),
        };
        let held = Held::Language(place);
        match short {
            Short::Not => Found::met(
                held,
                if asked.spoken.max(asked.written) == 0 {
                    Reason::Holds
                } else {
                    reason
                },
            ),
            Short::Unknown => Found {
                held,
                ..Found::unknown(Reason::NotSaid)
            },
            Short::One => Found {
                state: State::Near,
                share: self.one_short * 100,
                nearness: u8::try_from(self.one_short).unwrap_or(100),
                held,
                reason,
                class: MissingClass::Trainable,
                shade: None,
            },
            Short::More => Found {
                held,
                ..Found::missing(reason, MissingClass::Core)
            },
        }
    }
}

/// How far a level is below what is asked.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Short {
    Not,
    One,
    Unknown,
    More,
}

fn shortfall(held: u8, asked: u8) -> Short {
    match (held, asked) {
        (_, 0) => Short::Not,
        (0, _) => Short::Unknown,
        (held, asked) if held >= asked => Short::Not,
        (held, asked) if held + 1 == asked => Short::One,
        _ => Short::More,
    }
}
