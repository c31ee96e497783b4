//! A vacancy compiled into requirements with ceilings and into tables that judge a row.

use std::cell::OnceCell;
use std::sync::Arc;

use jiff::civil::Date;

use super::ask::{Ask, AskEducation, AskLanguage, AskWord};
use super::assessment::{Found, Held, Mark, Reason};
use super::cells::{EducationCell, Fixed, LanguageCell, SkillCell, WordCell, WorkCell, WorkKind};
use super::criteria::{
    Judges, NearSkill, NearTable, NearTables, Standard, fingerprint, near_of_skill, near_table,
};
use super::terms::{Criterion, Half, MissingClass, State};
use super::weights::Weights;
use crate::domain::{LanguageCode, MunicipalityCode, Need, PermitCode};
use crate::taxonomy::{ConceptIx, Taxonomy};

/// What a requirement or wish is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// A skill: a concept, or words where none is known.
    Skill {
        /// The concept.
        concept: Option<ConceptIx>,
        /// The advert's words.
        text: String,
    },
    /// Any of these occupations.
    Occupation(Vec<ConceptIx>),
    /// Experience in them, in tenths of a year.
    Experience(u16),
    /// A language.
    Language(AskLanguage),
    /// A permit.
    Permit(PermitCode),
    /// A statutory age, in years.
    Age(u8),
    /// The right to work: implied by every vacancy, never asked by one.
    RightToWork,
    /// An own car.
    Car,
    /// An education.
    Education(AskEducation),
    /// A rare word.
    Word(AskWord),
    /// The occupation that the person wishes for.
    WishedOccupation,
    /// The way to work.
    Commute,
    /// Hours.
    Hours,
    /// Shifts.
    Shifts,
    /// Stated conditions.
    Conditions,
    /// The start.
    Start,
    /// The contract.
    Contract,
    /// Kinds of work.
    Kinds,
    /// Something that a criterion of one's own asks, by name.
    Named(&'static str),
}

/// One thing asked or wished, with the most points that it can give.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Requirement {
    /// The criterion that it belongs to.
    pub criterion: Criterion,
    /// Which half.
    pub half: Half,
    /// What.
    pub asked: Asked,
    /// How strongly; `None` in the half of wishes.
    pub need: Option<Need>,
    /// Most points.
    pub ceiling: u16,
    /// Where of a wish only met or not is to be told.
    pub(super) met_or_not: Option<MetOrNot>,
}

/// What a wish earns where only met or not is told of it, in percent of its ceiling; met earns it all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct MetOrNot {
    /// Nothing is said of it.
    open: u16,
    /// It is not met.
    broken: u16,
}

impl Requirement {
    /// What may be told of a finding, by which it earns its points: where only met or not is told, how
    /// nearly, by how much and why count for nothing. What breaks no wish meets it.
    #[inline]
    pub(super) fn told(&self, found: Found) -> Found {
        let Some(MetOrNot { open, broken }) = self.met_or_not else {
            return found;
        };
        match found.state {
            State::Met | State::Near => Found::met(Held::Nothing, Reason::AsWished),
            State::Unknown => Found::unknown(Reason::Flexible).earning(open),
            State::Missing => {
                Found::missing(Reason::AgainstWish, MissingClass::Negotiable).earning(broken)
            }
        }
    }
}

/// What compiling looks at.
pub struct Context<'a> {
    /// The vacancy.
    pub ask: &'a Ask,
    /// The taxonomy.
    pub taxonomy: &'a Taxonomy,
    /// The weights.
    pub weights: &'a Weights,
    /// The day that notice periods count from.
    pub as_of: Date,
    near: &'a NearTables,
    /// Made when first looked at.
    occupations_near: OnceCell<Arc<NearTable>>,
}

impl Context<'_> {
    /// The occupations that are near to those asked: one table for the work done and the work wished.
    pub(super) fn occupations_near(&self) -> &Arc<NearTable> {
        let make = || near_table(&self.ask.occupations, self.taxonomy, self.weights);
        self.occupations_near
            .get_or_init(|| match self.ask.occupations[..] {
                [alone] => self.near.occupation(alone, make),
                _ => Arc::new(make()),
            })
    }

    /// What is near to an asked skill.
    pub(super) fn near_skill(&self, asked: ConceptIx) -> Arc<NearSkill> {
        let make = || near_of_skill(asked, self.taxonomy, self.weights);
        self.near.skill(asked, make)
    }
}

/// Compiles vacancies by one taxonomy and the weights in use. What is near to a skill or an occupation
/// is looked up once for all the vacancies that ask it.
pub struct Compiler {
    taxonomy: Arc<Taxonomy>,
    weights: &'static Weights,
    near: NearTables,
}

impl Compiler {
    /// A compiler that has compiled nothing yet.
    pub fn new(taxonomy: Arc<Taxonomy>, weights: &'static Weights) -> Self {
        Self {
            taxonomy,
            weights,
            near: NearTables::default(),
        }
    }

    pub(super) fn taxonomy(&self) -> &Taxonomy {
        &self.taxonomy
    }

    /// Compiles a vacancy.
    pub fn plan<J: Judges>(&self, ask: &Ask, as_of: Date) -> Plan<J> {
        Plan::compile_with(&self.near, ask, &self.taxonomy, self.weights, as_of)
    }
}

/// Requirements as they are collected, each with its share of its part.
#[derive(Default)]
pub struct Draft {
    requirements: Vec<Requirement>,
    shares: Vec<u32>,
}

impl Draft {
    /// Adds a requirement with its share of its criterion's ceiling (0: judged without points), and
    /// gives its number.
    pub fn ask(
        &mut self,
        (criterion, half): (Criterion, Half),
        asked: Asked,
        need: Option<Need>,
        share: u32,
    ) -> u16 {
        self.requirements.push(Requirement {
            criterion,
            half,
            asked,
            need,
            ceiling: 0,
            met_or_not: None,
        });
        self.shares.push(share);
        u16::try_from(self.requirements.len() - 1).unwrap_or(u16::MAX)
    }

    /// What the criteria before this one have asked, with its numbers.
    pub fn asked(&self) -> impl Iterator<Item = (u16, &Requirement)> {
        (0u16..).zip(&self.requirements)
    }
}

/// How well a vacancy can be judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Judgeable {
    /// Occupation and at least three requirements.
    Full,
    /// Fewer than three judgeable requirements, or none of occupation.
    Thin,
    /// Nothing of the work can be judged.
    Nothing,
}

/// One profile's facts as a plan looks at them: a row of the columns, or a profile by itself.
#[derive(Clone, Copy)]
pub struct Row<'a> {
    pub(super) skills: &'a [SkillCell],
    pub(super) work: &'a [WorkCell],
    pub(super) languages: &'a [LanguageCell],
    pub(super) educations: &'a [EducationCell],
    pub(super) wished: &'a [u32],
    pub(super) places: &'a [u16],
    pub(super) words: &'a [WordCell],
    pub(super) fixed: &'a Fixed,
}

impl Row<'_> {
    /// Whether a skill is held, in so many words.
    pub fn holds_skill(&self, concept: ConceptIx) -> bool {
        self.skills
            .iter()
            .any(|cell| cell.concept == concept.0 && !cell.denied)
    }

    /// Whether work or study stands behind anything in the profile. Words alone are a thing to ask about.
    pub(super) fn shows_work(&self) -> bool {
        self.work.iter().any(|cell| cell.kind() != WorkKind::Named)
    }

    /// Where the row belongs among others, so that those of like work stand together and their lists
    /// lie side by side: the code of the occupation worked in longest, else studied or named, else
    /// wished for; empty for none. No answer depends on where a row stands.
    pub fn locality<'t>(&self, taxonomy: &'t Taxonomy) -> &'t str {
        let longest = self
            .work
            .iter()
            .max_by_key(|cell| (cell.kind() == WorkKind::Done, cell.months));
        let work = longest.map(|cell| cell.concept);
        let concept = work.or(self.wished.first().copied());
        let code = concept.and_then(|concept| taxonomy.code(ConceptIx(concept)));
        code.unwrap_or_default()
    }

    /// Every skill and occupation held, as its own concept; wishes and denials are none.
    pub fn concepts_held(&self) -> impl Iterator<Item = ConceptIx> {
        let skills = self
            .skills
            .iter()
            .filter(|cell| !cell.denied)
            .map(|cell| ConceptIx(cell.concept));
        skills.chain(self.work.iter().map(|cell| ConceptIx(cell.concept)))
    }

    /// Permits held and valid, by their bits, with all that they imply.
    pub fn permits_held(&self) -> u128 {
        self.fixed.permits_held
    }

    /// The municipality that the way to work begins in.
    pub fn home(&self) -> Option<MunicipalityCode> {
        MunicipalityCode::all().nth(usize::from(self.fixed.home.0))
    }

    /// Occupations held, done or studied.
    pub fn occupations_held(&self) -> impl Iterator<Item = ConceptIx> {
        self.work.iter().map(|cell| ConceptIx(cell.concept))
    }

    /// Languages held, at whatever level, each once.
    pub fn languages_held(&self) -> impl Iterator<Item = LanguageCode> {
        let held = |cell: &&LanguageCell| !cell.denied;
        let first = move |(place, cell): &(usize, &LanguageCell)| {
            let mut before = self.languages[..*place].iter().filter(held);
            before.all(|other| other.code != cell.code)
        };
        let cells = self
            .languages
            .iter()
            .enumerate()
            .filter(move |(_, c)| !c.denied);
        cells.filter(first).map(|(_, cell)| cell.code)
    }

    /// How many languages are held.
    pub fn language_count(&self) -> usize {
        self.languages_held().count()
    }

    /// Whether there is a car to use, where that is known.
    pub fn own_car(&self) -> Option<bool> {
        self.fixed.own_car
    }
}

/// A compiled vacancy: its requirements with their ceilings, and the judges' tables.
pub struct Plan<J: Judges = Standard> {
    /// The requirements, in the order of the criteria.
    pub requirements: Vec<Requirement>,
    /// How well it can be judged.
    pub judgeable: Judgeable,
    /// Sum of all ceilings.
    pub points_max: u16,
    /// The vacancy says that no experience is needed: nobody is far.
    pub no_experience_needed: bool,
    /// Permits that statutes ask of the occupation and the advert does not name, as a set.
    pub permits_implied: u128,
    pub(super) must_skills: u16,
    pub(super) asks_occupation: bool,
    /// What the tables of a population must have been made by.
    pub(super) fingerprint: u64,
    pub(super) judges: J,
}

impl<J: Judges> Plan<J> {
    /// Compiles one vacancy by itself.
    pub fn compile(ask: &Ask, taxonomy: &Taxonomy, weights: &Weights, as_of: Date) -> Self {
        Self::compile_with(&NearTables::default(), ask, taxonomy, weights, as_of)
    }

    fn compile_with(
        near: &NearTables,
        ask: &Ask,
        taxonomy: &Taxonomy,
        weights: &Weights,
        as_of: Date,
    ) -> Self {
        let mut draft = Draft::default();
        let judges = J::compile(
            &Context {
                ask,
                taxonomy,
                weights,
                as_of,
                near,
                occupations_near: OnceCell::new(),
            },
            &mut draft,
        );
        let Draft {
            mut requirements,
            shares,
        } = draft;
        // As many plans are held as there are vacancies.
        requirements.shrink_to_fit();
        for half in Half::ALL {
            set_ceilings::<J>(&mut requirements, &shares, weights, *half);
        }
        let judged = |r: &&Requirement| {
            r.half == Half::Work && r.ceiling > 0 && r.criterion != Criterion::Words
        };
        let asks_occupation = requirements
            .iter()
            .any(|r| matches!(r.asked, Asked::Occupation(_)));
        let count = requirements.iter().filter(judged).count();
        let words = requirements.iter().any(|r| r.criterion == Criterion::Words);
        let judgeable = match count {
            0 if !words => Judgeable::Nothing,
            3.. if asks_occupation => Judgeable::Full,
            _ => Judgeable::Thin,
        };
        let must_skill = |r: &&Requirement| is_must_skill(r);
        Self {
            judgeable,
            points_max: requirements.iter().map(|r| r.ceiling).sum(),
            no_experience_needed: ask.no_experience_needed,
            permits_implied: ask.permits_implied,
            must_skills: u16::try_from(requirements.iter().filter(must_skill).count())
                .unwrap_or(u16::MAX),
            asks_occupation,
            fingerprint: fingerprint(taxonomy, weights),
            requirements,
            judges,
        }
    }

    /// The same plan for a reader who may learn of a person's wishes only whether each is met: points
    /// and groups are made of that alone, so that no number of questions tells more.
    #[must_use]
    pub fn wishes_met_or_not(mut self, weights: &Weights) -> Self {
        let told = MetOrNot {
            open: weights.wishes.open_percent.value,
            broken: weights.wishes.broken_percent.value,
        };
        for requirement in &mut self.requirements {
            requirement.met_or_not = (requirement.half == Half::Wishes).then_some(told);
        }
        self
    }

    /// Whether anything of the work can keep somebody out of `fits`: an occupation, or something that is
    /// required beside the right to work, which every vacancy implies.
    pub fn sets_apart(&self) -> bool {
        let requires = |r: &Requirement| {
            r.half == Half::Work
                && r.need == Some(Need::Must)
                && !matches!(r.asked, Asked::RightToWork)
        };
        self.asks_occupation || self.requirements.iter().any(requires)
    }

    /// The permit that a requirement asks because the law asks it of the occupation.
    pub fn implied(&self, requirement: &Requirement) -> Option<PermitCode> {
        match requirement.asked {
            Asked::Permit(code) if self.permits_implied >> code.index() & 1 == 1 => Some(code),
            _ => None,
        }
    }

    /// Judges a row: every finding goes to the mark's sink.
    pub(super) fn judge<S: super::assessment::Sink>(&self, row: &Row<'_>, mark: &mut Mark<'_, S>) {
        self.judges.judge(row, mark);
    }
}

pub(super) fn is_must_skill(requirement: &Requirement) -> bool {
    requirement.need == Some(Need::Must) && matches!(requirement.asked, Asked::Skill { .. })
}

/// Gives each criterion of a half its ceiling and shares it out among its requirements.
///
/// What is not asked gives its base points to the others in proportion, by largest remainder, but no
/// part grows beyond twice its base; of the words each brings its own.
fn set_ceilings<J: Judges>(
    requirements: &mut [Requirement],
    shares: &[u32],
    weights: &Weights,
    half: Half,
) {
    let of_half = J::LIST.iter().filter(|(_, h)| *h == half).map(|(c, _)| *c);
    let bases: Vec<(Criterion, u32)> = of_half.map(|c| (c, u32::from(weights.base(c)))).collect();
    let whole: u32 = bases.iter().map(|(_, base)| base).sum();
    let asked = |c: Criterion| {
        let own = requirements.iter().zip(shares);
        own.filter(|(r, share)| r.criterion == c && **share > 0)
            .count()
    };
    let asked: Vec<(Criterion, u32)> = bases
        .into_iter()
        .map(|(c, _)| (c, asked(c)))
        .filter(|(_, count)| *count > 0)
        .map(|(c, count)| (c, u32::from(weights.base_of(c, count))))
        .collect();
    let sum: u32 = asked.iter().map(|(_, base)| base).sum();
    let ceilings = apportion(
        whole.min(2 * sum),
        &asked.iter().map(|(_, base)| *base).collect::<Vec<_>>(),
    );
    for ((criterion, _), ceiling) in asked.into_iter().zip(ceilings) {
        let own: Vec<usize> = (0..requirements.len())
            .filter(|i| requirements[*i].criterion == criterion)
            .collect();
        let parts = apportion(ceiling, &own.iter().map(|i| shares[*i]).collect::<Vec<_>>());
        for (i, part) in own.into_iter().zip(parts) {
            requirements[i].ceiling = u16::try_from(part).unwrap_or(u16::MAX);
        }
    }
}

/// Whole parts of `total` in proportion to `shares`, by largest remainder, ties to the first; they
/// sum to `total` unless every share is 0.
pub(super) fn apportion(total: u32, shares: &[u32]) -> Vec<u32> {
    let sum: u64 = shares.iter().map(|s| u64::from(*s)).sum();
    if sum == 0 {
        return vec![0; shares.len()];
    }
    let exact = |share: u32| u64::from(total) * u64::from(share);
    let mut parts: Vec<u32> = shares
        .iter()
        .map(|s| u32::try_from(exact(*s) / sum).unwrap_or(u32::MAX))
        .collect();
    let left = total - parts.iter().sum::<u32>();
    let mut order: Vec<usize> = (0..shares.len()).collect();
    order.sort_by_key(|i| (std::cmp::Reverse(exact(shares[*i]) % sum), *i));
    for i in order.into_iter().take(left as usize) {
        parts[i] += 1;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::apportion;

    #[test]
    fn parts_sum_to_the_whole_and_ties_go_to_the_first() {
        assert_eq!(apportion(100, &[1, 1, 1]), [34, 33, 33]);
        assert_eq!(apportion(7, &[4, 2, 1]), [4, 2, 1]);
        assert_eq!(apportion(10, &[0, 5]), [0, 10]);
        assert_eq!(apportion(10, &[0, 0]), [0, 0]);
        assert_eq!(apportion(0, &[3]), [0]);
    }
}
