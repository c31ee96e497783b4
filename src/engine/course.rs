//! What a course opens: for those who can take it, the vacancies that they would come to fit.
//! Exact for staff; for everyone who reads counts as a table in which small ones are kept back.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::answer::{CourseWhatIf, MunicipalityGain, Versions};
use super::matching::staff_only;
use super::state::{State, VacancyRow};
use super::{Engine, EngineError, Inner, Reader};
use crate::domain::{
    self, ConceptKind, ConceptUri, Lang, Localised, MunicipalityCode, PermitCode, PublicId, Vacancy,
};
use crate::gaps::{SMALL, Share, ShareRow, shares};
use crate::score::{Facts, Plan, Population, RowSet, Step, ask, fits};
use crate::taxonomy::ConceptIx;

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
    /// What a vacancy could ask of those who come, `skills`, `languages`, `permits`, `education`, `car`, `minimum_age`. Each is a must
    /// unless it says otherwise.
    #[serde(default)]
    pub prerequisites: serde_json::Map<String, serde_json::Value>,
    /// Where it is held.
    pub municipality: Option<MunicipalityCode>,
}

/// What can be asked of those who come to a course: the fields of a vacancy that a must can stand in.
const PREREQUISITES: [&str; 6] = [
    "skills",
    "languages",
    "permits",
    "education",
    "car",
    "minimum_age",
];

impl Engine {
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
            let gained = inner.gained(&state, &course, &class, as_of)?;
            let opened = gained.opened.iter().map(|(_, rows)| rows);
            let mut answer = CourseWhatIf {
                name: course.name.best(lang).map(str::to_owned),
                versions: inner.versions(as_of, state.head),
                considered: gained.considered,
                able: gained.able(),
                seats: course.seats,
                people: 0,
                vacancies: gained.opened.len() as u64,
                pairs: opened.map(RowSet::len).sum(),
                municipalities: Vec::new(),
            };
            answer.by_municipality(&gained);
            Ok(answer)
        })
        .await
    }

    /// The same as a table by place for everyone who reads counts: of the people who count in the
    /// table of gaps, small counts kept back as they are there.
    ///
    /// # Errors
    /// As [`what_if_course`](Self::what_if_course).
    pub async fn course_table(
        &self,
        course: Course,
        lang: Lang,
    ) -> Result<CourseTable, EngineError> {
        self.follow().await?;
        let as_of = self.as_of();
        self.compute(move |inner| {
            let state = inner.read_state();
            let class = domain::Reader::Statistics;
            let gained = inner.gained(&state, &course, &class, as_of)?;
            let mut opened: Vec<OpenedVacancy> = gained
                .told()
                .map(|row| OpenedVacancy::of(row, lang))
                .collect();
            opened.sort_by(|a, b| a.title.cmp(&b.title).then(a.public_id.cmp(&b.public_id)));
            Ok(CourseTable {
                versions: Versions {
                    data: None,
                    ..inner.versions(as_of, state.head)
                },
                rows: shares(gained.by_place(), lang),
                opened,
            })
        })
        .await
    }
}

/// What a course would open, by place.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CourseTable {
    /// What the answer was made with.
    pub versions: Versions,
    /// In all first, then each employment area before its municipalities. `demand` counts vacancies
    /// that five or more would come to fit, by their first municipality; `whole` those who can take the
    /// course, `part` those of them who would come to fit some vacancy, by where they live.
    pub rows: Vec<ShareRow>,
    /// The vacancies that five or more would come to fit, by title.
    pub opened: Vec<OpenedVacancy>,
}

/// A vacancy that several would come to fit.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OpenedVacancy {
    /// The program's own identifier: what stands in addresses.
    pub public_id: PublicId,
    /// Title in the reader's language where there is one.
    pub title: String,
    /// Employer's name.
    pub employer: Option<String>,
    /// Names of its municipalities.
    pub places: Vec<String>,
}

impl OpenedVacancy {
    fn of(row: &VacancyRow, lang: Lang) -> Self {
        let vacancy = &row.vacancy;
        let title = vacancy.title.best(lang).unwrap_or(vacancy.id.as_str());
        let places = vacancy.municipalities.iter().map(|m| m.facts().name(lang));
        Self {
            public_id: row.public,
            title: title.to_owned(),
            employer: vacancy.employer.as_ref().and_then(|e| e.name.clone()),
            places: places.map(str::to_owned).collect(),
        }
    }
}

/// Who can take a course, and what it opens for them.
struct Gained<'s> {
    /// Everyone whom the reader may see.
    considered: u64,
    /// Those who can take it, as they are now.
    now: Population,
    /// Vacancies that somebody would come to fit, with the places in `now` of who would.
    opened: Vec<(&'s VacancyRow, RowSet)>,
}

impl Gained<'_> {
    fn able(&self) -> u64 {
        self.now.len() as u64
    }

    fn home(&self, row: u32) -> Option<MunicipalityCode> {
        self.now.row(row as usize).home()
    }

    /// Everyone who would come to fit some vacancy.
    fn anyone(&self) -> RowSet {
        let mut anyone = RowSet::default();
        self.opened.iter().for_each(|(_, rows)| anyone.union(rows));
        anyone
    }

    /// Vacancies that may be named to whoever reads counts: that one opens for a handful would tell of
    /// them what the vacancy asks.
    fn told(&self) -> impl Iterator<Item = &VacancyRow> {
        let several = self.opened.iter().filter(|(_, rows)| rows.len() >= SMALL);
        several.map(|(vacancy, _)| *vacancy)
    }

    fn by_place(&self) -> Vec<(Option<MunicipalityCode>, Share)> {
        let anyone = self.anyone();
        let mut places: BTreeMap<Option<MunicipalityCode>, Share> = BTreeMap::new();
        for row in 0..u32::try_from(self.now.len()).unwrap_or(u32::MAX) {
            let share = places.entry(self.home(row)).or_default();
            share.whole += 1;
            share.part += u64::from(anyone.contains(row));
        }
        for vacancy in self.told() {
            let place = vacancy.vacancy.municipalities.first().copied();
            places.entry(place).or_default().demand += 1;
        }
        places.into_iter().collect()
    }
}

impl CourseWhatIf {
    fn by_municipality(&mut self, gained: &Gained<'_>) {
        let anyone = gained.anyone();
        self.people = anyone.len();
        let mut by_home: BTreeMap<Option<MunicipalityCode>, u64> = BTreeMap::new();
        for row in anyone.iter() {
            *by_home.entry(gained.home(row)).or_default() += 1;
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
    fn gained<'s>(
        &self,
        state: &'s State,
        course: &Course,
        class: &domain::Reader,
        as_of: Date,
    ) -> Result<Gained<'s>, EngineError> {
        let steps = self.taught(course)?;
        let prerequisites = self.prerequisites(course, as_of)?;
        let allowed = state.allowed(class, as_of);
        let able = |row: &u32| prerequisites.meets_musts(&state.population.row(*row as usize));
        let people: Vec<u32> = allowed.everyone().iter().collect();
        let people: Vec<u32> = people.into_par_iter().filter(able).collect();
        let (now, after) = self.before_and_after(state, &people, &steps);
        let open = state
            .all_vacancies()
            .filter(|row| row.vacancy.is_open(as_of));
        let touched = |row: &&VacancyRow| {
            let mut asked = row.plan.requirements.iter().map(|r| &r.asked);
            asked.any(|asked| steps.iter().any(|s| s.touches(asked, &self.nearness)))
        };
        let open: Vec<&VacancyRow> = open.collect();
        let open: Vec<&VacancyRow> = open.into_par_iter().filter(touched).collect();
        let gained = open.into_par_iter().map(|row| {
            let visible = allowed.rows(row.routes(), &row.codes());
            let own = (0u32..)
                .zip(&people)
                .filter(|(_, row)| visible.contains(**row));
            let own: RowSet = own.map(|(place, _)| place).collect();
            let before = fits(&*row.plan, &now, &own);
            (row, fits(&*row.plan, &after, &own).without(&before))
        });
        let opened = gained.filter(|(_, rows)| !rows.is_empty()).collect();
        Ok(Gained {
            considered: allowed.everyone().len(),
            now,
            opened,
        })
    }

    fn taught(&self, course: &Course) -> Result<Vec<Step>, EngineError> {
        let skill = |(place, uri): (usize, &ConceptUri)| {
            self.skill_of(uri, || format!("/skills/{place}"))
                .map(Step::Skill)
        };
        let skills: Result<Vec<Step>, EngineError> =
            course.skills.iter().enumerate().map(skill).collect();
        let mut steps = skills?;
        steps.extend(course.permits.iter().copied().map(Step::Permit));
        Ok(steps)
    }

    /// The skill of a URI, or what is wrong with it at the place where it stands.
    fn skill_of(
        &self,
        uri: &ConceptUri,
        field: impl Fn() -> String,
    ) -> Result<ConceptIx, EngineError> {
        let wrong = |what: &str| EngineError::invalid(&field(), uri, what);
        let found = self.taxonomy.find(uri.as_str());
        let found = found.ok_or_else(|| wrong("not a concept of the taxonomy in use"))?;
        match self.taxonomy.kind(found) {
            ConceptKind::Skill => Ok(found),
            _ => Err(wrong("no skill, where a skill is wanted")),
        }
    }

    /// A course's prerequisites as a vacancy that asks them as musts.
    fn prerequisites(
        &self,
        course: &Course,
        as_of: jiff::civil::Date,
    ) -> Result<Plan, EngineError> {
        let mut record = course.prerequisites.clone();
        if let Some(other) = record
            .keys()
            .find(|key| !PREREQUISITES.contains(&key.as_str()))
        {
            let known = format!("no prerequisite: these are {}", PREREQUISITES.join(", "));
            return Err(EngineError::invalid("/prerequisites", other, known));
        }
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
        let concepts = vacancy.skills.iter().enumerate();
        for (place, uri) in
            concepts.filter_map(|(place, skill)| Some((place, skill.concept.as_ref()?)))
        {
            self.skill_of(uri, || format!("/prerequisites/skills/{place}/concept"))?;
        }
        let ask = ask::resolve(&vacancy, &self.read_vacancy(&vacancy), &self.taxonomy);
        Ok(self.compiler.plan(&ask, as_of))
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
