//! The occupation asked, over the whole work history, and years of experience in it.

use std::sync::Arc;

use super::Judge;
use super::near::{Near, NearTable};
use crate::domain::Need;
use crate::score::assessment::{Found, Held, Mark, Reason, Sink};
use crate::score::board::Board;
use crate::score::cells::{WorkCell, WorkKind};
use crate::score::plan::{Asked, Context, Draft, Row};
use crate::score::shade::Shade;
use crate::score::terms::{Criterion, Half, MissingClass, State};
use crate::score::weights::{OccupationNearness, Weights};
use crate::taxonomy::{ConceptIx, OccupationRelation, Taxonomy};

/// Judges occupation and experience.
pub struct Occupation {
    occupation: Option<u16>,
    /// Requirement and months asked.
    experience: Option<(u16, u16)>,
    /// A qualification in the field answers the months as well.
    or_education: bool,
    near: Arc<NearTable>,
    /// Percent of work next door, whose months are no experience of the work asked.
    next_door: u16,
    shades: [u8; WorkCell::SHADES],
}

/// Share of the part: the occupation itself, and experience by its need.
const OCCUPATION_SHARE: u32 = 4;

fn percent(relation: OccupationRelation, table: &OccupationNearness) -> u16 {
    match relation {
        OccupationRelation::Same => table.same.value,
        OccupationRelation::Narrower => table.narrower.value,
        OccupationRelation::Broader => table.broader.value,
        OccupationRelation::Sibling => table.sibling.value,
        OccupationRelation::SharedSkillsHalf => table.shared_half.value,
        OccupationRelation::SameUnitGroup => table.unit_group.value,
        OccupationRelation::SharedSkillsThird => table.shared_third.value,
        OccupationRelation::SameMinorGroup => table.minor_group.value,
        OccupationRelation::SameSubMajorGroup => table.sub_major_group.value,
    }
}

/// Which occupations are near to any of the asked ones, and by how much.
pub(in crate::score) fn near_table(
    asked: &[ConceptIx],
    taxonomy: &Taxonomy,
    weights: &Weights,
) -> NearTable {
    let pairs = asked
        .iter()
        .flat_map(|concept| taxonomy.near_occupations(*concept))
        .map(|(held, relation)| {
            (
                held,
                relation,
                percent(relation, &weights.occupation_nearness),
            )
        })
        .filter(|(_, _, value)| *value > 0)
        .map(|(held, relation, value)| {
            let meets = matches!(
                relation,
                OccupationRelation::Same | OccupationRelation::Narrower
            );
            let same = relation == OccupationRelation::Same;
            (
                held.0,
                Near {
                    percent: u8::try_from(value.min(100)).unwrap_or(100),
                    meets,
                    same,
                },
            )
        });
    NearTable::new(pairs.collect())
}

fn shades(weights: &Weights) -> [u8; WorkCell::SHADES] {
    let shade = &weights.occupation_shade;
    std::array::from_fn(|i| {
        let (kind, years, recent) = WorkCell::unpack(u8::try_from(i).unwrap_or(0));
        let base = match kind {
            WorkKind::Named => shade.named.value,
            WorkKind::Studied => shade.studied.value,
            WorkKind::Done => shade.done.value,
        };
        let years = [0, shade.years_one.value, shade.years_three.value][usize::from(years)];
        let sum = base + years + if recent { shade.recent.value } else { 0 };
        u8::try_from(sum.min(100)).unwrap_or(100)
    })
}

impl Judge for Occupation {
    const CRITERION: Criterion = Criterion::Occupation;
    const HALF: Half = Half::Work;

    fn compile(context: &Context<'_>, draft: &mut Draft) -> Self {
        let Context { ask, weights, .. } = context;
        let own = (Self::CRITERION, Self::HALF);
        let occupation = (!ask.occupations.is_empty()).then(|| {
            draft.ask(
                own,
                Asked::Occupation(ask.occupations.clone()),
                Some(Need::Should),
                OCCUPATION_SHARE,
            )
        });
        let experience = ask.experience.map(|(tenths, need)| {
            let number = draft.ask(
                own,
                Asked::Experience(tenths),
                Some(need),
                u32::from(weights.of_need(need)),
            );
            (
                number,
                u16::try_from(u32::from(tenths) * 12 / 10)
                    .unwrap_or(u16::MAX)
                    .max(1),
            )
        });
        Self {
            occupation,
            experience,
            or_education: ask.experience_or_education,
            near: Arc::clone(context.occupations_near()),
            next_door: weights.occupation_nearness.sub_major_group.value,
            shades: shades(weights),
        }
    }

    fn judge<S: Sink>(&self, row: &Row<'_>, mark: &mut Mark<'_, S>) {
        if let Some(number) = self.occupation {
            mark.found(number, self.occupation(row));
        }
        if let Some((number, months)) = self.experience {
            mark.found(number, self.experience(row, months));
        }
    }

    fn lay<'a>(&'a self, board: &mut Board<'a>) {
        let block = board.block;
        let near = self.near.pairs();
        if let Some(number) = self.occupation {
            let lists = near.iter().map(|(concept, _)| block.work.of(*concept));
            board.best(number, lists, |turn, shade| {
                let near = near.get(turn)?.1;
                let share = self.share(&near, u8::try_from(shade).ok()?);
                (share > 0).then(|| Found::met(Held::Nothing, Reason::Holds).sharing(share))
            });
        }
        if let Some((number, months)) = self.experience {
            let mut rows = vec![0u64; board.words64()];
            let any = self.occupation.is_none().then(|| 0..block.work.keys());
            let near = near.iter().map(|(concept, _)| *concept);
            for (_, list) in any
                .into_iter()
                .flatten()
                .chain(near)
                .flat_map(|c| block.work.of(c))
            {
                list.iter()
                    .for_each(|row| rows[usize::from(*row) / 64] |= 1 << (row % 64));
            }
            let (silent, none) = (
                Self::no_months(true, months),
                Self::no_months(false, months),
            );
            let found = |row: &Row<'_>| self.experience(row, months);
            board.each_row(number, &rows, found, (&block.work_silent, silent), none);
        }
    }
}

impl Occupation {
    fn share(&self, near: &Near, shade: u8) -> u16 {
        u16::from(near.percent) * u16::from(self.shades[usize::from(shade)])
    }

    fn occupation(&self, row: &Row<'_>) -> Found {
        let mut found = if row.work.is_empty() && !row.fixed.employments_listed {
            Found::unknown(Reason::NotSaid)
        } else {
            Found::missing(Reason::OtherOccupation, MissingClass::Core)
        };
        let mut meets = false;
        for (cell, place) in row.work.iter().zip(0u16..) {
            let Some(near) = self.near.of(cell.concept) else {
                continue;
            };
            let share = self.share(&near, cell.shade);
            meets |= near.meets;
            if share > found.share {
                found.share = share;
                found.nearness = near.percent;
                found.held = Held::Work(place);
                found.shade = Some(Shade::Work(cell.shade));
                found.reason = if near.same {
                    Reason::Holds
                } else {
                    Reason::HoldsNear
                };
            }
        }
        if found.share > 0 {
            found.state = if meets { State::Met } else { State::Near };
            found.class = MissingClass::Trainable;
        }
        found
    }

    fn is_of_the_field(&self, concept: u32) -> bool {
        let near = self.near.of(concept);
        near.is_some_and(|near| u16::from(near.percent) > self.next_door)
    }

    fn experience(&self, row: &Row<'_>, asked: u16) -> Found {
        let any = self.occupation.is_none();
        let (mut held, mut undated) = (0u16, false);
        for cell in row.work.iter().filter(|c| c.kind() == WorkKind::Done) {
            if any || self.is_of_the_field(cell.concept) {
                held = held.saturating_add(cell.months);
                undated |= cell.undated;
            }
        }
        let studied = row.work.iter().zip(0u16..).find(|(cell, _)| {
            cell.kind() == WorkKind::Studied && self.is_of_the_field(cell.concept)
        });
        if let Some((_, place)) = studied.filter(|_| self.or_education && held < asked) {
            return Found::met(Held::Work(place), Reason::Holds);
        }
        let silent = row.work.is_empty() && !row.fixed.employments_listed;
        Self::months((held, undated), silent, asked)
    }

    /// No month of work that counts.
    fn no_months(silent: bool, asked: u16) -> Found {
        Self::months((0, false), silent, asked)
    }

    fn months((held, undated): (u16, bool), silent: bool, asked: u16) -> Found {
        let reason = Reason::Months { held, asked };
        let share =
            u16::try_from(u32::from(held.min(asked)) * 10_000 / u32::from(asked)).unwrap_or(10_000);
        let state = if held >= asked {
            State::Met
        } else if held > 0 && (held * 2 >= asked || undated) {
            // Work without dates may be the rest of it: what is dated still counts.
            State::Near
        } else if undated || silent {
            State::Unknown
        } else {
            State::Missing
        };
        let reason = if state == State::Unknown {
            Reason::NotSaid
        } else {
            reason
        };
        let share = if state == State::Unknown { 0 } else { share };
        let nearness = u8::try_from(share / 100).unwrap_or(100);
        Found {
            state,
            share,
            nearness,
            held: Held::Nothing,
            reason,
            class: MissingClass::Core,
            shade: None,
        }
    }
}
