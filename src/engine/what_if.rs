//! Exact questions: what one step of a person or one requirement of a vacancy would open.
//! "Gained" is always moves into `fits`, counted by the group that they come from.

use super::answer::{GroupCounts, PersonWhatIf, RequirementGain, StepGain, VacancyWhatIf};
use super::matching::staff_only;
use super::state::{VacancyRow, plans};
use super::{Engine, EngineError, Inner, Reader, wording};
use crate::score::ask::AskLanguage;
use crate::score::{Asked, Facts, Half, Requirement, Step, kept_out, opened};

/// Vacancies named for a step.
const NAMED_MAX: usize = 10;

impl Engine {
    /// What each single step of a person would open, those that open most first.
    ///
    /// # Errors
    /// [`EngineError::NotFound`] for a person who is not there for this reader.
    pub async fn what_if_person(
        &self,
        reader: &Reader,
        person: &str,
    ) -> Result<PersonWhatIf, EngineError> {
        staff_only(reader, "ask what a person's step would open")?;
        self.follow().await?;
        let (as_of, class, lang) = (self.as_of(), reader.class(), reader.lang);
        let name = person.to_owned();
        let (entry, answer) = self
            .compute(move |inner| {
                let state = inner.read_state();
                let (row, found, verdict) = state.seen_alone(&name, &class, as_of)?;
                let open = state.all_vacancies();
                let rows: Vec<&VacancyRow> =
                    open.filter(|row| row.is_open_to(&verdict, as_of)).collect();
                let plans = plans(&rows);
                let facts = Facts::of_row(&state.population.row(row as usize));
                let found_ = opened(&plans, &facts, &inner.nearness);
                let answer = PersonWhatIf {
                    public_id: found.public,
                    person: found.id.to_string(),
                    versions: inner.versions(as_of, state.head),
                    considered: plans.len() as u64,
                    groups: found_.groups.into(),
                    steps: found_
                        .gains
                        .iter()
                        .map(|gain| step_gain(inner, &rows, gain, lang))
                        .collect(),
                };
                Ok((found.entry, answer))
            })
            .await?;
        self.opened_alone(reader, entry, as_of).await?;
        Ok(answer)
    }

    /// What dropping each requirement of a vacancy would bring: people who would come into `fits`, by
    /// scoring everyone anew with that one asked no more. A must that is softened keeps out no more than
    /// one that is dropped, but for a permit that the law asks of the occupation: dropped, it is asked
    /// all the same; hoped for, it is the advert's own.
    ///
    /// # Errors
    /// As [`matches`](Self::matches).
    pub async fn what_if_vacancy(
        &self,
        reader: &Reader,
        vacancy: &str,
    ) -> Result<VacancyWhatIf, EngineError> {
        staff_only(reader, "ask what a vacancy's requirement keeps out")?;
        self.follow().await?;
        let (reader, name, as_of) = (reader.clone(), vacancy.to_owned(), self.as_of());
        self.compute(move |inner| {
            let state = inner.read_state();
            let row = state
                .vacancy(&name)
                .ok_or(EngineError::NotFound { what: "vacancy" })?;
            let rows = inner.visible_rows(&state, &reader, row, as_of);
            let found = kept_out(&inner.compiler, &row.ask, as_of, &state.population, &rows);
            let gain = |(number, gained): &(u16, u64)| {
                let requirement = found.plan.requirements.get(usize::from(*number))?;
                Some(inner.requirement_gain(requirement, *gained, reader.lang))
            };
            let mut requirements: Vec<RequirementGain> =
                found.gained.iter().filter_map(gain).collect();
            requirements.sort_by_key(|gain| std::cmp::Reverse(gain.gained));
            Ok(VacancyWhatIf {
                public_id: row.public,
                vacancy: row.vacancy.id.clone(),
                versions: inner.versions(as_of, state.head),
                considered: rows.len(),
                groups: found.groups.into(),
                requirements,
            })
        })
        .await
    }
}

impl Inner {
    fn requirement_gain(
        &self,
        requirement: &Requirement,
        gained: u64,
        lang: crate::domain::Lang,
    ) -> RequirementGain {
        let (what, label) = wording::asked(&requirement.asked, &self.taxonomy, lang);
        RequirementGain {
            requirement: what,
            label,
            need: requirement.need,
            negotiable: requirement.half == Half::Wishes,
            by_law: requirement.is_by_law(),
            gained,
        }
    }
}

/// What one step opens among some vacancies, in words.
pub(super) fn step_gain(
    inner: &Inner,
    rows: &[&VacancyRow],
    gain: &crate::score::Gain,
    lang: crate::domain::Lang,
) -> StepGain {
    let mut from = GroupCounts::default();
    let groups = gain.opened.iter().map(|(_, group)| *group);
    groups.for_each(|group| *from.of_mut(group) += 1);
    let named = gain.opened.iter().take(NAMED_MAX);
    let named: Vec<&VacancyRow> = named.map(|(place, _)| rows[*place]).collect();
    let (kind, asked) = of_step(gain.step);
    let (what, label) = wording::asked(&asked, &inner.taxonomy, lang);
    StepGain {
        step: kind.to_owned(),
        what,
        label,
        gained: gain.opened.len() as u64,
        from,
        vacancies: named.iter().map(|row| row.vacancy.id.clone()).collect(),
        public_ids: named.iter().map(|row| row.public).collect(),
    }
}

/// The kind of a step, and what it is about, as something that could be asked.
fn of_step(step: Step) -> (&'static str, Asked) {
    match step {
        Step::Skill(concept) => {
            let (concept, text) = (Some(concept), String::new());
            ("skill", Asked::Skill { concept, text })
        }
        Step::Permit(code) => ("permit", Asked::Permit(code)),
        Step::Language(code) => {
            let asked = AskLanguage {
                code,
                spoken: 0,
                written: 0,
                written_apart: false,
                need: crate::domain::Need::Must,
            };
            ("language_level", Asked::Language(asked))
        }
        Step::Car => ("car", Asked::Car),
        Step::Commute(15) => ("commute_15_minutes_more", Asked::Commute),
        Step::Commute(_) => ("commute_30_minutes_more", Asked::Commute),
        Step::AnyShifts => ("any_shifts", Asked::Shifts),
        Step::AnyHours => ("any_hours", Asked::Hours),
        Step::AnyContract => ("any_contract", Asked::Contract),
        Step::AnyKind => ("any_kind", Asked::Kinds),
        Step::AnyStart => ("any_start", Asked::Start),
        Step::AnyOccupation => ("any_occupation", Asked::WishedOccupation),
        Step::AnyPlace => ("any_place", Asked::Commute),
        Step::AnyWay => ("any_way", Asked::Commute),
        Step::AlsoRemote => ("also_remote", Asked::Commute),
        Step::Without(_) => ("one_condition_less", Asked::Conditions),
    }
}
