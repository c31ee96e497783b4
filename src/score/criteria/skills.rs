//! Skills asked: the best holding counts once; level, years and last use shade it.

use super::Judge;
use super::near::{Best, Near, NearTable};
use crate::score::ask::AskSkill;
use crate::score::assessment::{Found, Held, Mark, Reason, Sink};
use crate::score::cells::{EvidenceClass, SkillCell, WorkCell, WorkKind};
use crate::score::plan::{Asked, Context, Draft, Row};
use crate::score::terms::{Criterion, Half, MissingClass, State};
use crate::score::weights::{Nearness, Reasoned, Weights};
use crate::taxonomy::{ConceptIx, Relation};

/// Judges skills.
pub struct Skills {
    slots: Vec<Slot>,
    near: NearTable,
    near_work: NearTable,
    /// Percent by a skill cell's shade.
    shades: [u8; SkillCell::SHADES],
    /// Percent by a work cell's shade, for skills that the work implies.
    work_shades: [u8; WorkCell::SHADES],
}

struct Slot {
    number: u16,
    /// Hashes of the words, where no concept is known.
    words: Vec<u64>,
    word_percent: [u8; 4],
}

/// Percent and whether it meets, by relation; the one place where relations get their weights.
fn nearness(relation: Relation, table: &Nearness) -> (u16, bool) {
    match relation {
        Relation::Same => (table.same.value, true),
        Relation::Narrower => (table.narrower.value, true),
        Relation::Broader => (table.broader.value, false),
        Relation::Sibling => (table.sibling.value, false),
        Relation::RelatedEssential => (table.related_essential.value, false),
        Relation::Related => (table.related.value, false),
        Relation::SameGroup => (table.same_group.value, false),
        Relation::SharedOccupations => (table.shared_occupations.value, false),
    }
}

fn percent(value: u16) -> u8 {
    u8::try_from(value.min(100)).unwrap_or(100)
}

fn skill_shades(weights: &Weights) -> [u8; SkillCell::SHADES] {
    let shade = &weights.skill_shade;
    std::array::from_fn(|i| {
        let (evidence, level, years, recent) = SkillCell::unpack(u8::try_from(i).unwrap_or(0));
        let sum = shade.base.value
            + [0, shade.said.value, shade.evidence.value][usize::from(evidence)]
            + [0, shade.level_good.value, shade.level_expert.value][usize::from(level)]
            + [0, shade.years_one.value, shade.years_three.value][usize::from(years)]
            + if recent { shade.recent.value } else { 0 };
        percent(sum)
    })
}

/// Held skills that are near to an asked one.
fn near_skills(asked: ConceptIx, slot: u16, context: &Context<'_>) -> Vec<(u32, Near)> {
    let near = |(held, relation): (ConceptIx, Relation)| {
        let (value, meets) = nearness(relation, &context.weights.nearness);
        let near = Near {
            slot,
            percent: percent(value),
            meets,
            same: relation == Relation::Same,
        };
        (held.0, near)
    };
    let held = context.taxonomy.near_skills(asked);
    held.into_iter().map(near).collect()
}

/// Occupations whose work stands for an asked skill: met where it is essential in them.
fn near_work_of(asked: ConceptIx, slot: u16, context: &Context<'_>) -> Vec<(u32, Near)> {
    let (taxonomy, table) = (context.taxonomy, &context.weights.nearness);
    let kinds = [
        (
            taxonomy.essential_for(asked),
            &table.essential_in_work,
            true,
        ),
        (taxonomy.optional_for(asked), &table.optional_in_work, false),
    ];
    let of_kind = |(occupations, weight, meets): (&[ConceptIx], &Reasoned, bool)| {
        let near = Near {
            slot,
            percent: percent(weight.value),
            meets,
            same: false,
        };
        let all: Vec<(u32, Near)> = occupations.iter().map(|o| (o.0, near)).collect();
        all
    };
    kinds.into_iter().flat_map(of_kind).collect()
}

impl Judge for Skills {
    const CRITERION: Criterion = Criterion::Skills;
    const HALF: Half = Half::Work;

    fn compile(context: &Context<'_>, draft: &mut Draft) -> Self {
        let Context { ask, weights, .. } = context;
        let (mut slots, mut near, mut near_work) = (Vec::new(), Vec::new(), Vec::new());
        for (skill, slot) in ask.skills.iter().zip(0u16..) {
            slots.push(Slot::ask(skill, context, draft));
            if let Some(concept) = skill.concept {
                near.extend(near_skills(concept, slot, context));
                near_work.extend(near_work_of(concept, slot, context));
            }
        }
        let shades = skill_shades(weights);
        let work_shades = std::array::from_fn(|i| {
            let (kind, years, recent) = WorkCell::unpack(u8::try_from(i).unwrap_or(0));
            // Work implies a skill as a proven one of no stated level.
            let as_skill = (18 + usize::from(years)) * 2 + usize::from(recent);
            if kind == WorkKind::Done {
                shades[as_skill]
            } else {
                0
            }
        });
        Self {
            slots,
            near: NearTable::new(near),
            near_work: NearTable::new(near_work),
            shades,
            work_shades,
        }
    }

    fn judge<S: Sink>(&self, row: &Row<'_>, mark: &mut Mark<'_, S>) {
        // Words alone, with no work or study behind anything in the profile, are a thing to ask about.
        let shows = row.work.iter().any(|cell| cell.kind() != WorkKind::Named);
        let mut best = std::mem::take(&mut mark.best);
        best.clear();
        best.resize(self.slots.len(), Best::default());
        for (cell, place) in row.skills.iter().zip(1i32..) {
            for near in self.near.of(cell.concept) {
                if cell.denied {
                    best[usize::from(near.slot)].denied |= near.same;
                } else {
                    let near = Near {
                        meets: near.meets && (shows || !cell.is_bare()),
                        ..*near
                    };
                    improve(
                        &mut best,
                        &near,
                        self.shades[usize::from(cell.shade)],
                        place,
                    );
                }
            }
        }
        for (cell, place) in row.work.iter().zip(1i32..) {
            let shade = self.work_shades[usize::from(cell.shade)];
            if shade > 0 {
                for near in self.near_work.of(cell.concept) {
                    improve(&mut best, near, shade, -place);
                }
            }
        }
        for (slot, best) in self.slots.iter().zip(&best) {
            mark.found(slot.number, slot.found(best, row, shows));
        }
        mark.best = best;
    }

    fn spread(&mut self, concepts: usize) {
        self.near.spread(concepts);
        self.near_work.spread(concepts);
    }
}

/// The best holding counts once. What meets and what earns most are kept apart, so that one more
/// holding never lowers either.
#[inline]
fn improve(best: &mut [Best], near: &Near, shade: u8, place: i32) {
    let slot = &mut best[usize::from(near.slot)];
    let share = u16::from(near.percent) * u16::from(shade);
    if share > slot.share {
        slot.share = share;
        slot.percent = near.percent;
        slot.held = place;
    }
    slot.meets |= near.meets;
}

impl Slot {
    /// Asks a skill: its share is by its need and by how special its concept is.
    fn ask(skill: &AskSkill, context: &Context<'_>, draft: &mut Draft) -> Self {
        let Context {
            taxonomy, weights, ..
        } = context;
        let specificity = skill
            .concept
            .map_or(100, |c| u32::from(taxonomy.specificity(c)));
        let asked = Asked::Skill {
            concept: skill.concept,
            text: skill.text.clone(),
        };
        let words = &weights.words;
        let by_class = [0, words.list.value, words.text.value, words.work.value];
        Self {
            number: draft.ask(
                (Skills::CRITERION, Skills::HALF),
                asked,
                Some(skill.need),
                u32::from(weights.of_need(skill.need)) * specificity,
            ),
            words: if skill.concept.is_some() {
                Vec::new()
            } else {
                skill.words.clone()
            },
            word_percent: by_class.map(percent),
        }
    }

    fn found(&self, best: &Best, row: &Row<'_>, shows: bool) -> Found {
        if best.share == 0 {
            if best.denied {
                return Found::missing(Reason::Denied, MissingClass::Core);
            }
            return self
                .by_words(row, shows)
                .unwrap_or_else(|| Found::unknown(Reason::NotSaid));
        }
        let (held, reason) = if best.held < 0 {
            let essential = if best.meets {
                Reason::EssentialInWork
            } else {
                Reason::OptionalInWork
            };
            (Held::Work(place(-best.held)), essential)
        } else {
            let reason = match (best.percent, best.meets) {
                (100, true) => Reason::Holds,
                (100, false) => Reason::WordsOnly,
                _ => Reason::HoldsNear,
            };
            (Held::Skill(place(best.held)), reason)
        };
        Found {
            state: if best.meets { State::Met } else { State::Near },
            share: best.share,
            nearness: best.percent,
            held,
            reason,
            class: MissingClass::Trainable,
        }
    }

    /// Words asked without a concept: met when each stands in the profile, near when half do. Of the
    /// half the strongest count, so that one more word in a weaker place lowers nothing.
    fn by_words(&self, row: &Row<'_>, shows: bool) -> Option<Found> {
        let mut places: Vec<usize> = self
            .words
            .iter()
            .filter_map(|w| row.words.binary_search_by_key(w, |c| c.hash).ok())
            .collect();
        places.sort_by_key(|p| std::cmp::Reverse(row.words[*p].class));
        let (whole, half) = (self.words.len(), self.words.len().div_ceil(2));
        let share = |count: usize, nearness: u16| {
            let weakest = places.get(count.checked_sub(1)?)?;
            let class = row.words[*weakest].class;
            Some(u16::from(self.word_percent[class as usize]) * nearness)
        };
        let (of_half, of_all) = (share(half, 50)?, share(whole, 100));
        let bare = |p: &usize| row.words[*p].class == EvidenceClass::List;
        let meets = of_all.is_some() && (shows || !places.iter().take(whole).any(bare));
        Some(Found {
            state: if meets { State::Met } else { State::Near },
            share: of_half.max(of_all.unwrap_or(0)),
            nearness: of_all.map_or(50, |_| 100),
            held: places.first().map_or(Held::Nothing, |p| {
                Held::Word(u16::try_from(*p).unwrap_or(u16::MAX))
            }),
            reason: Reason::WordsOnly,
            class: MissingClass::Trainable,
        })
    }
}

fn place(plus_one: i32) -> u16 {
    u16::try_from(plus_one - 1).unwrap_or(u16::MAX)
}
