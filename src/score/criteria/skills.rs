//! Skills asked: the best holding counts once; level, years and last use shade it.

use std::sync::Arc;

use super::Judge;
use super::near::{Best, Near, NearSkill, NearTable};
use crate::score::ask::AskSkill;
use crate::score::assessment::{Found, Held, Mark, Reason, Sink};
use crate::score::board::Board;
use crate::score::cells::{EvidenceClass, SkillCell, WorkCell, WorkKind};
use crate::score::plan::{Asked, Context, Draft, Row};
use crate::score::population::Nearness;
use crate::score::shade::Shade;
use crate::score::terms::{Criterion, Half, MissingClass, State};
use crate::score::weights::{self, Reasoned, Weights};
use crate::taxonomy::{ConceptIx, Relation, Taxonomy};

/// Judges skills.
pub struct Skills {
    slots: Box<[Slot]>,
    shades: SkillShades,
}

/// How much a holding counts by its evidence, level, years and recency.
pub(in crate::score) struct SkillShades {
    /// Percent by a skill cell's shade.
    pub(in crate::score) skill: [u8; SkillCell::SHADES],
    /// Percent by a work cell's shade, for skills that the work implies; 0 where it implies none.
    pub(in crate::score) work: [u8; WorkCell::SHADES],
}

struct Slot {
    number: u16,
    /// The concept, with what is near to it.
    concept: Option<(ConceptIx, Arc<NearSkill>)>,
    /// Hashes of the words, where no concept is known.
    words: Box<[u64]>,
    word_percent: [u8; 4],
}

/// Percent and whether it meets, by relation; the one place where relations get their weights.
fn nearness(relation: Relation, table: &weights::Nearness) -> (u16, bool) {
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

impl SkillShades {
    pub(in crate::score) fn of(weights: &Weights) -> Self {
        let skill = skill_shades(weights);
        let work = std::array::from_fn(|i| {
            let (kind, years, recent) = WorkCell::unpack(u8::try_from(i).unwrap_or(0));
            // Work implies a skill as a proven one of no stated level.
            let as_skill = (18 + usize::from(years)) * 2 + usize::from(recent);
            if kind == WorkKind::Done {
                skill[as_skill]
            } else {
                0
            }
        });
        Self { skill, work }
    }
}

/// Held skills that are near to an asked one, and occupations whose work stands for it: met where it
/// is essential in them.
pub(in crate::score) fn near_of_skill(
    asked: ConceptIx,
    taxonomy: &Taxonomy,
    weights: &Weights,
) -> NearSkill {
    let table = &weights.nearness;
    let near = |value: u16, meets, same| Near {
        percent: percent(value),
        meets,
        same,
    };
    let by_relation = |(held, relation): (ConceptIx, Relation)| {
        let (value, meets) = nearness(relation, table);
        (held.0, near(value, meets, relation == Relation::Same))
    };
    let of_kind = |occupations: &[ConceptIx], weight: &Reasoned, meets| {
        let near = near(weight.value, meets, false);
        occupations
            .iter()
            .map(|o| (o.0, near))
            .collect::<Vec<(u32, Near)>>()
    };
    let mut work = of_kind(
        taxonomy.essential_for(asked),
        &table.essential_in_work,
        true,
    );
    let optional = taxonomy.optional_for(asked);
    work.extend(of_kind(optional, &table.optional_in_work, false));
    let skills = taxonomy.near_skills(asked);
    NearSkill {
        skills: NearTable::new(skills.into_iter().map(by_relation).collect()),
        work: NearTable::new(work),
    }
}

/// What the nearness and shades of skills depend on, in one number: tables made by others are not read.
pub(in crate::score) fn fingerprint(taxonomy: &Taxonomy, weights: &Weights) -> u64 {
    let table = &weights.nearness;
    let relations = Relation::ALL.iter().map(|r| nearness(*r, table).0);
    let work = [table.essential_in_work.value, table.optional_in_work.value];
    let shades = skill_shades(weights).map(u16::from);
    let numbers = relations.chain(work).chain(shades);
    let bytes = numbers.flat_map(u16::to_le_bytes);
    let version = taxonomy.version().bytes();
    let length = taxonomy.len().to_le_bytes();
    version
        .chain(length)
        .chain(bytes)
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        })
}

impl Judge for Skills {
    const CRITERION: Criterion = Criterion::Skills;
    const HALF: Half = Half::Work;

    fn compile(context: &Context<'_>, draft: &mut Draft) -> Self {
        let ask = context.ask.skills.iter();
        Self {
            slots: ask.map(|skill| Slot::ask(skill, context, draft)).collect(),
            shades: SkillShades::of(context.weights),
        }
    }

    fn judge<S: Sink>(&self, row: &Row<'_>, mark: &mut Mark<'_, S>) {
        let shows = row.shows_work();
        for slot in &self.slots {
            let best = match &slot.concept {
                Some((_, near)) => self.best(near, row, shows),
                None => Best::default(),
            };
            mark.found(slot.number, slot.found(&best, row, shows));
        }
    }

    fn lay<'a>(&'a self, board: &mut Board<'a>) {
        let (block, classes) = (board.block, board.nearness.classes());
        for slot in &self.slots {
            match &slot.concept {
                Some((concept, _)) => {
                    let list = block.skills.of(concept.0);
                    board.list(slot.number, list, |class| match class {
                        Nearness::DENIED => Slot::denied(),
                        class => Slot::held(&Best::of(classes[usize::from(class)])),
                    });
                }
                None => {
                    let lists = slot.words.iter().map(|word| block.word(*word));
                    board.counted(slot.number, lists, |counts, shows| {
                        slot.worded(counts, shows)
                    });
                }
            }
        }
    }
}

impl Skills {
    /// The best holding counts once. What meets and what earns most are kept apart, so that one more
    /// holding never lowers either.
    fn best(&self, near: &NearSkill, row: &Row<'_>, shows: bool) -> Best {
        let mut best = Best::default();
        for (cell, place) in row.skills.iter().zip(1i32..) {
            let Some(near) = near.skills.of(cell.concept) else {
                continue;
            };
            if cell.denied {
                best.denied |= near.same;
            } else {
                let shade = self.shades.skill[usize::from(cell.shade)];
                best.improve(near.by(cell, shows), shade, place);
            }
        }
        for (cell, place) in row.work.iter().zip(1i32..) {
            let shade = self.shades.work[usize::from(cell.shade)];
            if shade > 0
                && let Some(near) = near.work.of(cell.concept)
            {
                best.improve(near, shade, -place);
            }
        }
        best
    }
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
            concept: skill
                .concept
                .map(|concept| (concept, context.near_skill(concept))),
            words: if skill.concept.is_some() {
                Box::default()
            } else {
                skill.words.as_slice().into()
            },
            word_percent: by_class.map(percent),
        }
    }

    fn found(&self, best: &Best, row: &Row<'_>, shows: bool) -> Found {
        if best.share > 0 {
            Self::held(best).shaded(shade_of(best, row))
        } else if best.denied {
            Self::denied()
        } else {
            self.by_words(row, shows)
        }
    }

    fn denied() -> Found {
        Found::missing(Reason::Denied, MissingClass::Core)
    }

    fn held(best: &Best) -> Found {
        let (held, reason) = if best.held < 0 {
            let essential = if best.meets {
                Reason::EssentialInWork
            } else {
                Reason::OptionalInWork
            };
            (Held::Work(place(-best.held)), essential)
        } else {
            (
                Held::Skill(place(best.held)),
                match (best.percent, best.meets) {
                    (100, true) => Reason::Holds,
                    (100, false) => Reason::WordsOnly,
                    _ => Reason::HoldsNear,
                },
            )
        };
        Found {
            state: if best.meets { State::Met } else { State::Near },
            share: best.share,
            nearness: best.percent,
            held,
            reason,
            class: MissingClass::Trainable,
            shade: None,
        }
    }

    /// Words asked without a concept, with the strongest of those found as what it rests on.
    fn by_words(&self, row: &Row<'_>, shows: bool) -> Found {
        let mut counts = [0; 4];
        let mut strongest: Option<usize> = None;
        for word in &*self.words {
            if let Ok(place) = row.words.binary_search_by_key(word, |c| c.hash()) {
                let class = row.words[place].class();
                counts[usize::from(class)] += 1;
                if strongest.is_none_or(|held| row.words[held].class() < class) {
                    strongest = Some(place);
                }
            }
        }
        let mut found = self.worded(counts, shows);
        if let Some(place) = strongest.filter(|_| found.state > State::Unknown) {
            found.held = Held::Word(u16::try_from(place).unwrap_or(u16::MAX));
        }
        found
    }

    /// Words by how many of them are found in each class: met when each stands in the profile, near
    /// when half do. Of the half the strongest count, so that one more word in a weaker place lowers
    /// nothing. Bare words of a profile that shows no work are a thing to ask about, and near.
    fn worded(&self, counts: [u8; 4], shows: bool) -> Found {
        let (whole, half) = (self.words.len(), self.words.len().div_ceil(2));
        // The class of the weakest of so many of the strongest.
        let weakest = |of: usize| {
            let mut found = 0;
            (1..4usize).rev().find(|class| {
                found += usize::from(counts[*class]);
                of > 0 && found >= of
            })
        };
        let share = |of: usize, nearness: u16| {
            weakest(of).map(|class| u16::from(self.word_percent[class]) * nearness)
        };
        let (Some(of_half), of_all) = (share(half, 50), share(whole, 100)) else {
            return Found::unknown(Reason::NotSaid);
        };
        let bare = counts[usize::from(EvidenceClass::List as u8)] > 0;
        let meets = of_all.is_some() && (shows || !bare);
        Found {
            state: if meets { State::Met } else { State::Near },
            share: of_half.max(of_all.unwrap_or(0)),
            nearness: of_all.map_or(50, |_| 100),
            held: Held::Nothing,
            reason: Reason::WordsOnly,
            class: MissingClass::Trainable,
            shade: weakest(if of_all.is_some() { whole } else { half }).map(Shade::of_word),
        }
    }
}

/// What is said of the holding that counted.
fn shade_of(best: &Best, row: &Row<'_>) -> Shade {
    if best.held < 0 {
        let cell = row.work.get(usize::from(place(-best.held)));
        Shade::Implied(cell.map_or(0, |cell| cell.shade))
    } else {
        let cell = row.skills.get(usize::from(place(best.held)));
        Shade::Skill(cell.map_or(0, |cell| cell.shade))
    }
}

fn place(plus_one: i32) -> u16 {
    u16::try_from(plus_one - 1).unwrap_or(u16::MAX)
}
