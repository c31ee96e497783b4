//! Exact questions: what one step of a person, one requirement of a vacancy, or a course would open.
//! "Gained" is always moves into `fits`, counted by the group that they come from.

use std::collections::BTreeMap;

use rayon::prelude::*;
use serde::Deserialize;

use super::answer::{
    CourseWhatIf, GroupCounts, MunicipalityGain, PersonWhatIf, RequirementGain, StepGain,
    VacancyWhatIf,
};
use super::matching::{MatchesQuery, staff_only};
use super::state::{State, VacancyRow};
use super::{Engine, EngineError, Inner, Reader, wording};
use crate::domain::{ConceptUri, Localised, MunicipalityCode, PermitCode, Vacancy};
use crate::score::ask::AskLanguage;
use crate::score::{Asked, Facts, Half, Plan, Population, RowSet, Step, ask, fits, opened};
use crate::visibility;

/// A course: what it teaches, and what it asks of those who come.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Course {
    /// Its name.
    #[serde(default)]
    pub name: Localised,
    /// Skills that it teaches.
    #[serde(default)]
    pub skills: Vec<ConceptUri>,
    /// Permits that it ends with.
    #[serde(default)]
    pub permits: Vec<PermitCode>,
    /// Seats.
    pub seats: Option<u32>,
    /// The first day.
    pub starts: Option<jiff::civil::Date>,
    /// Weeks.
    pub weeks: Option<u32>,
    /// What a vacancy could ask: `skills`, `languages`, `permits`, `education`, `minimum_age`. Each is
    /// a must unless it says otherwise.
    #[serde(default)]
    pub prerequisites: serde_json::Map<String, serde_json::Value>,
    /// Where it is held.
    pub municipality: Option<MunicipalityCode>,
}

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
                let gone = || EngineError::NotFound { what: "person" };
                let (row, found) = state.person(&name).ok_or_else(gone)?;
                let verdict = visibility::judge(&found.gate, &class, as_of);
                if verdict.hidden_by().is_some() {
                    return Err(gone());
                }
                let open = state.vacancies.values();
                let rows: Vec<&VacancyRow> =
                    open.filter(|row| row.is_open_to(&verdict, as_of)).collect();
                let plans: Vec<&Plan> = rows.iter().map(|row| &row.plan).collect();
                let facts = Facts::of_row(&state.population.row(row as usize));
                let found_ = opened(&plans, &facts, &inner.nearness);
                let step = |gain: &crate::score::Gain| {
                    let mut from = GroupCounts::default();
                    gain.opened
                        .iter()
                        .for_each(|(_, group)| *from.of_mut(*group) += 1);
                    let named = gain.opened.iter().take(NAMED_MAX);
                    let (kind, asked) = of_step(gain.step);
                    let (what, label) = wording::asked(&asked, &inner.taxonomy, lang);
                    StepGain {
                        step: kind.to_owned(),
                        what,
                        label,
                        gained: gain.opened.len() as u64,
                        from,
                        vacancies: named
                            .map(|(place, _)| rows[*place].vacancy.id.clone())
                            .collect(),
                    }
                };
                let answer = PersonWhatIf {
                    person: found.id.to_string(),
                    versions: inner.versions(as_of, state.head),
                    considered: plans.len() as u64,
                    groups: found_.groups.into(),
                    steps: found_.gains.iter().map(step).collect(),
                };
                Ok((found.entry, answer))
            })
            .await?;
        self.opened_alone(reader, entry, as_of).await?;
        Ok(answer)
    }

    /// What dropping or softening each requirement of a vacancy would bring: people who would come
    /// into `fits`. A must that is softened keeps out no more than one that is dropped.
    ///
    /// # Errors
    /// As [`matches`](Self::matches).
    pub async fn what_if_vacancy(
        &self,
        reader: &Reader,
        vacancy: &str,
    ) -> Result<VacancyWhatIf, EngineError> {
        let nobody = MatchesQuery {
            limit: Some(0),
            ..MatchesQuery::default()
        };
        staff_only(reader, "ask what a vacancy's requirement keeps out")?;
        let judged = self.judged(reader, vacancy, &nobody).await?;
        let (inner, lang, as_of) = (&self.0, reader.lang, self.as_of());
        let numbered = judged.plan.requirements.iter().enumerate();
        let mut requirements: Vec<RequirementGain> = numbered
            .filter(|(number, _)| judged.totals.only[*number] > 0)
            .map(|(number, requirement)| {
                let (what, label) = wording::asked(&requirement.asked, &inner.taxonomy, lang);
                RequirementGain {
                    requirement: what,
                    label,
                    need: requirement.need,
                    negotiable: requirement.half == Half::Wishes,
                    gained: judged.totals.only[number],
                }
            })
            .collect();
        requirements.sort_by_key(|gain| std::cmp::Reverse(gain.gained));
        Ok(VacancyWhatIf {
            vacancy: judged.vacancy.id.clone(),
            versions: inner.versions(as_of, judged.head),
            considered: judged.totals.considered,
            groups: judged.totals.groups.into(),
            requirements,
        })
    }

    /// What a course would open: for those who meet its prerequisites, the vacancies that they would
    /// fit after it and do not now. Nobody and no vacancy is counted twice.
    ///
    /// # Errors
    /// [`EngineError::Invalid`] for a skill that the taxonomy does not hold, or prerequisites that
    /// cannot be.
    pub async fn what_if_course(
        &self,
        reader: &Reader,
        course: Course,
    ) -> Result<CourseWhatIf, EngineError> {
        staff_only(reader, "ask what a course would open")?;
        self.follow().await?;
        let (as_of, class, lang) = (self.as_of(), reader.class(), reader.lang);
        self.compute(move |inner| {
            let state = inner.read_state();
            let steps = inner.taught(&course)?;
            let prerequisites = inner.prerequisites(&course, as_of)?;
            let allowed = state.allowed(&class, as_of);
            let able = |row: &u32| prerequisites.meets_musts(&state.population.row(*row as usize));
            let people: Vec<u32> = allowed.everyone().iter().collect();
            let people: Vec<u32> = people.into_par_iter().filter(able).collect();
            let (now, after) = inner.before_and_after(&state, &people, &steps);
            let open = state
                .vacancies
                .values()
                .filter(|row| row.vacancy.is_open(as_of));
            let touched = |row: &&VacancyRow| {
                let mut asked = row.plan.requirements.iter().map(|r| &r.asked);
                asked.any(|asked| steps.iter().any(|s| s.touches(asked, &inner.nearness)))
            };
            let open: Vec<&VacancyRow> = open.filter(touched).collect();
            let gained = open.par_iter().map(|row| {
                let visible = allowed.rows(row.routes(), &row.codes());
                let own = (0u32..)
                    .zip(&people)
                    .filter(|(_, row)| visible.contains(**row));
                let own: RowSet = own.map(|(place, _)| place).collect();
                let before = fits(&row.plan, &now, &own);
                fits(&row.plan, &after, &own).without(&before)
            });
            let gained: Vec<RowSet> = gained.collect();
            let mut answer = CourseWhatIf {
                name: course.name.best(lang).map(str::to_owned),
                versions: inner.versions(as_of, state.head),
                considered: allowed.everyone().len(),
                able: people.len() as u64,
                seats: course.seats,
                people: 0,
                vacancies: gained.iter().filter(|rows| !rows.is_empty()).count() as u64,
                pairs: gained.iter().map(RowSet::len).sum(),
                municipalities: Vec::new(),
            };
            answer.by_municipality(&gained, |row| now.row(row as usize).home());
            Ok(answer)
        })
        .await
    }
}

impl CourseWhatIf {
    fn by_municipality(
        &mut self,
        gained: &[RowSet],
        home: impl Fn(u32) -> Option<MunicipalityCode>,
    ) {
        let mut anyone = RowSet::default();
        gained.iter().for_each(|rows| anyone.union(rows));
        self.people = anyone.len();
        let mut by_home: BTreeMap<Option<MunicipalityCode>, u64> = BTreeMap::new();
        for row in anyone.iter() {
            *by_home.entry(home(row)).or_default() += 1;
        }
        let rows = by_home
            .into_iter()
            .map(|(municipality, people)| MunicipalityGain {
                municipality,
                people,
            });
        self.municipalities = rows.collect();
        self.municipalities
            .sort_by_key(|gain| std::cmp::Reverse(gain.people));
    }
}

impl Inner {
    fn taught(&self, course: &Course) -> Result<Vec<Step>, EngineError> {
        let skill = |(place, uri): (usize, &ConceptUri)| {
            let found = self.taxonomy.find(uri.as_str()).map(Step::Skill);
            found.ok_or_else(|| {
                let field = format!("/skills/{place}");
                EngineError::invalid(&field, uri, "not a concept of the taxonomy in use")
            })
        };
        let skills: Result<Vec<Step>, EngineError> =
            course.skills.iter().enumerate().map(skill).collect();
        let mut steps = skills?;
        steps.extend(course.permits.iter().copied().map(Step::Permit));
        Ok(steps)
    }

    /// A course's prerequisites as a vacancy that asks them as musts.
    fn prerequisites(
        &self,
        course: &Course,
        as_of: jiff::civil::Date,
    ) -> Result<Plan, EngineError> {
        let mut record = course.prerequisites.clone();
        record.insert("id".to_owned(), "course".into());
        let must = |asked: &mut serde_json::Value| {
            if let Some(asked) = asked.as_object_mut() {
                asked.entry("need").or_insert_with(|| "must".into());
            }
        };
        for value in record.values_mut() {
            match value {
                serde_json::Value::Array(list) => list.iter_mut().for_each(must),
                one => must(one),
            }
        }
        let vacancy: Vacancy = serde_json::from_value(record.into()).map_err(|error| {
            EngineError::invalid(
                "/prerequisites",
                "…",
                format!("as a vacancy asks them: {error}"),
            )
        })?;
        let ask = ask::resolve(&vacancy, &self.read_vacancy(&vacancy), &self.taxonomy);
        Ok(Plan::compile(&ask, &self.taxonomy, self.weights, as_of))
    }

    /// Some people as they are, and as they would be after some steps.
    fn before_and_after(
        &self,
        state: &State,
        people: &[u32],
        steps: &[Step],
    ) -> (Population, Population) {
        let empty = || Population::new(std::sync::Arc::clone(&self.nearness));
        let (mut now, mut after) = (empty(), empty());
        for row in people {
            let mut facts = Facts::of_row(&state.population.row(*row as usize));
            now.push(&facts);
            steps.iter().for_each(|step| facts.take(*step));
            after.push(&facts);
        }
        now.settle();
        after.settle();
        (now, after)
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
        Step::Without(_) => ("one_condition_less", Asked::Conditions),
    }
}
