//! The advert's rarest words that no concept covers, each found or not.

use super::Judge;
use crate::domain::Need;
use crate::score::ask::AskWord;
use crate::score::assessment::{Found, Held, Mark, Reason, Sink};
use crate::score::board::Board;
use crate::score::cells::word_key;
use crate::score::plan::{Asked, Context, Draft, Row};
use crate::score::shade::Shade;
use crate::score::terms::{Criterion, Half};

/// Judges words.
pub struct Words {
    asked: Vec<(u16, u64)>,
    percent: [u16; 4],
}

impl Judge for Words {
    const CRITERION: Criterion = Criterion::Words;
    const HALF: Half = Half::Work;

    fn compile(context: &Context<'_>, draft: &mut Draft) -> Self {
        let words = &context.weights.words;
        let ask = |word: &AskWord| {
            let own = (Self::CRITERION, Self::HALF);
            (
                draft.ask(own, Asked::Word(word.clone()), Some(Need::Nice), 1),
                word_key(&word.base),
            )
        };
        Self {
            asked: context.ask.words.iter().map(ask).collect(),
            percent: [0, words.list.value, words.text.value, words.work.value],
        }
    }

    fn judge<S: Sink>(&self, row: &Row<'_>, mark: &mut Mark<'_, S>) {
        for (number, hash) in &self.asked {
            let found = match row.words.binary_search_by_key(hash, |cell| cell.hash()) {
                Ok(place) => {
                    let held = Held::Word(u16::try_from(place).unwrap_or(u16::MAX));
                    self.holds(held, row.words[place].class())
                }
                Err(_) => Found::unknown(Reason::NotSaid),
            };
            mark.found(*number, found);
        }
    }

    fn lay<'a>(&'a self, board: &mut Board<'a>) {
        let block = board.block;
        for (number, hash) in &self.asked {
            board.list(*number, block.word(*hash), |class| {
                self.holds(Held::Nothing, u8::try_from(class).unwrap_or(0))
            });
        }
    }
}

impl Words {
    fn holds(&self, held: Held, class: u8) -> Found {
        let percent = self.percent.get(usize::from(class)).copied().unwrap_or(0);
        let found = Found::met(held, Reason::WordsOnly).earning(percent);
        found.shaded(Shade::of_word(usize::from(class)))
    }
}
