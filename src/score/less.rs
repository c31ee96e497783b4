//! A vacancy that asks less: one requirement dropped or softened, or one wish of the people agreed on.
//! Scored anew, it tells what the requirement keeps out, with all that hangs on it: the hours that a
//! right to work is held against, the occupation that experience and wishes are, the nights that a
//! condition is against.

use jiff::civil::Date;
use rayon::prelude::*;

use super::Ask;
use super::collect::Wanted;
use super::everyone::{best, fits};
use super::plan::{Asked, Compiler, Plan, Requirement};
use super::population::{Population, RowSet};
use super::terms::{Group, Half};
use crate::domain::Need;

/// What becomes of a requirement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Less {
    /// It is asked with a weaker need.
    Soften(Need),
    /// It is asked no more; of a wish, it is agreed on or open.
    Drop,
}

impl Ask {
    /// The vacancy with one requirement asked less strongly; `None` where it cannot be: the right to
    /// work is nobody's to drop, what people wish by themselves stays wished, and of what has no need
    /// none is softer.
    pub fn less(&self, asked: &Asked, change: Less) -> Option<Self> {
        let mut ask = self.clone();
        let soft = |need: &mut Need| match change {
            Less::Soften(to) => {
                *need = to;
                true
            }
            Less::Drop => false,
        };
        match asked {
            Asked::Skill { concept, text } => {
                let same = |s: &super::ask::AskSkill| s.concept == *concept && s.text == *text;
                ask.skills.retain_mut(|s| !same(s) || soft(&mut s.need));
            }
            Asked::Language(language) => {
                let kept =
                    |l: &mut super::ask::AskLanguage| l.code != language.code || soft(&mut l.need);
                ask.languages.retain_mut(kept);
            }
            Asked::Permit(code) => ask.permits.retain_mut(|(c, need)| c != code || soft(need)),
            Asked::Car => {
                ask.car = match change {
                    Less::Soften(need) => Some(need),
                    Less::Drop => None,
                }
            }
            Asked::Education(_) => {
                let kept = ask.education.take();
                ask.education = kept.and_then(|mut e| soft(&mut e.need).then_some(e));
            }
            Asked::Experience(_) => {
                let kept = ask.experience.take();
                let kept =
                    kept.and_then(|(years, mut need)| soft(&mut need).then_some((years, need)));
                ask.experience = kept;
            }
            asked if change == Less::Drop => ask.agree(asked)?,
            _ => return None,
        }
        Some(ask)
    }

    /// Drops what has no need of its own.
    fn agree(&mut self, asked: &Asked) -> Option<()> {
        match asked {
            // A vacancy that is silent on it asks nothing of a wish.
            Asked::Shifts => self.shifts = 0,
            Asked::Start => self.starts = None,
            Asked::Contract => self.contract = None,
            Asked::Kinds => self.kinds = 0,
            Asked::Commute => self.places.clear(),
            Asked::Hours => {
                (self.full_time, self.weekly_min, self.weekly_max) = (None, None, None);
            }
            Asked::Conditions => self.conditions = u16::MAX,
            Asked::Word(word) => self.words.retain(|w| w != word),
            Asked::Age(_) => self.minimum_age = None,
            Asked::Occupation(_) => {
                self.occupations.clear();
                // What the law asks of an occupation is not asked where no occupation is.
                let implied = std::mem::take(&mut self.permits_implied);
                self.permits
                    .retain(|(code, _)| implied >> code.index() & 1 == 0);
            }
            _ => return None,
        }
        Some(())
    }
}

impl Requirement {
    /// Whether it is the law's own: no employer can drop it.
    pub fn is_by_law(&self) -> bool {
        matches!(self.asked, Asked::Age(_) | Asked::RightToWork)
    }

    /// Whether dropping it can bring anyone into `fits`: a must, the occupation, on which more hangs,
    /// and whatever is wished.
    pub fn can_keep_out(&self) -> bool {
        let decides = matches!(self.asked, Asked::Occupation(_));
        self.half == Half::Wishes || self.need == Some(Need::Must) || decides
    }
}

/// What each requirement of a vacancy keeps out.
pub struct KeptOut {
    /// The vacancy's plan.
    pub plan: Plan,
    /// Counts by group as they are, in the order of [`Group::ALL`].
    pub groups: [u64; Group::ALL.len()],
    /// Numbers of requirements with the people who would come into `fits`, where there are any.
    pub gained: Vec<(u16, u64)>,
}

/// Scores everyone anew for each requirement asked no more; a permit that the law asks of the occupation
/// is asked all the same, so dropping it brings nobody. What cannot be asked no more, because it is
/// the people's own, counts those whom it alone keeps out.
pub fn kept_out(
    compiler: &Compiler,
    ask: &Ask,
    as_of: Date,
    population: &Population,
    rows: &RowSet,
) -> KeptOut {
    let plan: Plan = compiler.plan(ask, as_of);
    let fitting = fits(&plan, population, rows);
    let (alone, _) = best(&plan, population, rows, Wanted::default(), &|_| [0; 16]);
    let gained = |(number, requirement): (u16, &Requirement)| {
        let brought = match ask.less(&requirement.asked, Less::Drop) {
            Some(mut less) => {
                if let Asked::Permit(code) = requirement.asked {
                    less.keep_lawful(code, compiler.taxonomy());
                }
                let plan: Plan = compiler.plan(&less, as_of);
                fits(&plan, population, rows).beyond(&fitting)
            }
            None => alone.only[usize::from(number)],
        };
        (number, brought)
    };
    let asked: Vec<_> = (0u16..).zip(&plan.requirements).collect();
    let gained: Vec<(u16, u64)> = asked
        .into_par_iter()
        .filter(|(_, requirement)| requirement.can_keep_out())
        .map(gained)
        .filter(|(_, brought)| *brought > 0)
        .collect();
    KeptOut {
        groups: alone.groups,
        gained,
        plan,
    }
}
