//! The region that is measured: synthetic people and vacancies on the whole of ESCO where the shared
//! data stands beside the repository, else the smaller region of the sample on the starter taxonomy.

use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use kohtaanto::domain::{Jobseeker, MunicipalityCode, Vacancy};
use kohtaanto::import::esco;
use kohtaanto::sample;
use kohtaanto::score::{
    Ask, Compiler, Facts, KeptOut, Nearness, Plan, Population, RowSet, Step, Weights, ask, facts,
    kept_out,
};
use kohtaanto::taxonomy::Taxonomy;
use kohtaanto::text::Reader;
use kohtaanto_index::peer::{Document, Question};
use rayon::prelude::*;

/// People and vacancies that are read.
const PEOPLE: usize = 30_000;
const VACANCIES: usize = 10_000;

/// The sample that stands in for them, and its people and vacancies.
const SEED: u64 = 20_261_123;
const SAMPLE: (usize, usize) = (3_000, 1_000);

/// What is measured on.
pub(crate) struct Region {
    pub(crate) name: String,
    /// Whether it is the generated region on the whole of ESCO, which the aims are about.
    pub(crate) is_whole: bool,
    pub(crate) taxonomy: Arc<Taxonomy>,
    compiler: Compiler,
    pub(crate) nearness: Arc<Nearness>,
    pub(crate) vacancies: Vec<Asked>,
    pub(crate) people: Vec<Person>,
}

/// A vacancy as both sides are asked it.
pub(crate) struct Asked {
    pub(crate) id: String,
    pub(crate) ask: Ask,
    /// As the workload's own measurement asks the peer: filtered by the municipality.
    pub(crate) question: Question,
    /// The same filtered by the municipality's region, so that the peer scores more of whom the core does.
    pub(crate) wide: Question,
}

/// A person as both sides know them.
#[derive(Clone)]
pub(crate) struct Person {
    pub(crate) id: String,
    pub(crate) visible: bool,
    pub(crate) facts: Facts,
    pub(crate) document: Document,
}

fn shared() -> PathBuf {
    std::env::var_os("KOHTAANTO_SHARED").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"),
        PathBuf::from,
    )
}

/// The folder of the generated region: named by `KOHTAANTO_REGION`, else made beside the build.
fn generated() -> Option<PathBuf> {
    if let Some(folder) = std::env::var_os("KOHTAANTO_REGION") {
        return Some(PathBuf::from(folder));
    }
    let program = shared().join("bench/gen.py");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/bench-region");
    if folder.join("vacancies.ndjson").exists() {
        return Some(folder);
    }
    let done = Command::new("python3").arg(program).arg(&folder).status();
    done.ok()?.success().then_some(folder)
}

fn lines<R: serde::de::DeserializeOwned + Send>(file: &Path, most: usize) -> Vec<R> {
    let text = std::fs::read_to_string(file).expect("the region's file is there");
    let lines: Vec<&str> = text.lines().take(most).collect();
    let record = |line: &&str| serde_json::from_str(line).expect("a record of the region");
    lines.par_iter().map(record).collect()
}

fn region_code(place: Option<MunicipalityCode>) -> Option<String> {
    place.map(|code| format!("region:{}", code.facts().region_code))
}

fn municipality_code(place: Option<MunicipalityCode>) -> Option<String> {
    place.map(|code| format!("municipality:{code}"))
}

impl Region {
    pub(crate) fn new() -> Self {
        let releases: Vec<PathBuf> = ["en.zip", "fi.zip", "sv.zip", "relations.zip"]
            .map(|zip| shared().join("esco").join(zip))
            .to_vec();
        let whole = releases.iter().all(|zip| zip.exists());
        match generated().filter(|_| whole) {
            Some(folder) => {
                let read = esco::read(&releases, &|_, _, _| {});
                let taxonomy = Arc::new(read.expect("the release can be read").0);
                let people = lines(&folder.join("jobseekers.ndjson"), PEOPLE);
                let vacancies = lines(&folder.join("vacancies.ndjson"), VACANCIES);
                Self::of("generated region, full ESCO", taxonomy, people, vacancies)
            }
            None => {
                let taxonomy = Taxonomy::starter();
                let sample = sample::region(SEED, SAMPLE.0, SAMPLE.1);
                Self::of(
                    "sample region, starter taxonomy",
                    taxonomy,
                    sample.jobseekers,
                    sample.vacancies,
                )
            }
        }
    }

    fn of(
        name: &str,
        taxonomy: Arc<Taxonomy>,
        people: Vec<Jobseeker>,
        vacancies: Vec<Vacancy>,
    ) -> Self {
        let reader = Reader::new(Arc::clone(&taxonomy), None, &[]);
        let asked = |vacancy: &Vacancy| Asked::new(vacancy, &reader, &taxonomy);
        let person = |jobseeker: &Jobseeker| Person::new(jobseeker, &reader, &taxonomy);
        let mut people: Vec<Person> = people.par_iter().map(person).collect();
        // In the order in which the program keeps its rows; the peer gets the same.
        people.sort_by_key(|person| person.facts.row().locality(&taxonomy));
        // A region of one is one who may be seen.
        let shown = people.iter().position(|person| person.visible);
        people.swap(0, shown.expect("somebody may be seen"));
        Self {
            name: name.to_owned(),
            is_whole: people.len() >= PEOPLE,
            nearness: Arc::new(Nearness::new(&taxonomy, Weights::current())),
            vacancies: vacancies.par_iter().map(asked).collect(),
            compiler: Compiler::new(Arc::clone(&taxonomy), Weights::current()),
            people,
            taxonomy,
        }
    }

    /// The records themselves, read again: few benches want them.
    pub(crate) fn records(&self) -> (Vec<Jobseeker>, Vec<Vacancy>) {
        match generated().filter(|_| self.is_whole) {
            Some(folder) => (
                lines(&folder.join("jobseekers.ndjson"), PEOPLE),
                lines(&folder.join("vacancies.ndjson"), VACANCIES),
            ),
            None => {
                let sample = sample::region(SEED, SAMPLE.0, SAMPLE.1);
                (sample.jobseekers, sample.vacancies)
            }
        }
    }

    pub(crate) fn plan(&self, ask: &Ask) -> Plan {
        self.compiler.plan(ask, sample::DAY)
    }

    /// The same with nothing looked up for other vacancies before.
    pub(crate) fn plan_by_itself(&self, ask: &Ask) -> Plan {
        Plan::compile(ask, &self.taxonomy, Weights::current(), sample::DAY)
    }

    /// What each requirement of a vacancy keeps out.
    pub(crate) fn kept_out(&self, ask: &Ask, population: &Population, rows: &RowSet) -> KeptOut {
        kept_out(&self.compiler, ask, sample::DAY, population, rows)
    }

    /// The person of a row. Beyond the region's own people they come again, each with a skill more that
    /// somebody else holds, and some with a permit or a car more: other facts, of the same kind.
    fn person(&self, row: usize) -> Cow<'_, Person> {
        let (round, place) = (row / self.people.len(), row % self.people.len());
        let person = &self.people[place];
        if round == 0 {
            return Cow::Borrowed(person);
        }
        let mut other = person.clone();
        let donor = &self.people[(place * 7 + round * 131) % self.people.len()];
        if let Some(skill) = donor.facts.row().concepts_held().nth(round % 3) {
            other.facts.take(Step::Skill(skill));
            other.document.skills.push(skill.0);
        }
        if (place + round) % 5 == 0 {
            let permit = ["card:hygiene", "card:hot_work", "driving:B"][round % 3];
            let code = permit.parse().expect("a permit of the list");
            other.facts.take(Step::Permit(code));
            other.document.filters.push(permit.to_owned());
        }
        if (place + round) % 7 == 0 {
            other.facts.take(Step::Car);
        }
        Cow::Owned(other)
    }

    /// So many people in tables.
    pub(crate) fn population(&self, rows: usize) -> Population {
        let mut population = Population::new(Arc::clone(&self.nearness));
        (0..rows).for_each(|row| population.push(&self.person(row).facts));
        population.settle();
        population
    }

    /// The rows of so many people who may be seen.
    pub(crate) fn visible(&self, rows: usize) -> RowSet {
        let people = (0u32..).zip(self.people.iter().cycle().take(rows));
        people
            .filter(|(_, person)| person.visible)
            .map(|(row, _)| row)
            .collect()
    }

    /// The same people as the peer knows them.
    pub(crate) fn documents(&self, rows: usize) -> impl Iterator<Item = Document> {
        let people = (0..rows).map(|row| (row, self.person(row)));
        people
            .filter(|(_, person)| person.visible)
            .map(|(row, person)| Document {
                number: row as u64,
                ..person.document.clone()
            })
    }

    pub(crate) fn id(&self, row: u32) -> String {
        let person = &self.people[row as usize % self.people.len()];
        format!("{}-{}", person.id, row as usize / self.people.len())
    }
}

impl Asked {
    fn new(vacancy: &Vacancy, reader: &Reader, taxonomy: &Taxonomy) -> Self {
        let ask = ask::resolve(vacancy, &reader.read_vacancy(vacancy), taxonomy);
        let weight = |need| f32::from(Weights::current().of_need(need));
        let skills = ask
            .skills
            .iter()
            .filter_map(|s| Some((s.concept?.0, weight(s.need))));
        let musts = ask
            .permits
            .iter()
            .filter(|(_, need)| *need == kohtaanto::domain::Need::Must);
        let permits = musts.map(|(code, _)| code.to_string());
        let permits: Vec<String> = permits.collect();
        let place = vacancy.municipalities.first().copied();
        let filtered = |place: Option<String>| permits.iter().cloned().chain(place).collect();
        let question = Question {
            skills: skills.collect(),
            words: ask.words.iter().map(|word| word.base.clone()).collect(),
            filters: filtered(municipality_code(place)),
        };
        Self {
            id: vacancy.id.to_string(),
            wide: Question {
                filters: filtered(region_code(place)),
                ..question.clone()
            },
            question,
            ask,
        }
    }
}

impl Person {
    fn new(jobseeker: &Jobseeker, reader: &Reader, taxonomy: &Taxonomy) -> Self {
        let reading = reader.read_profile(&jobseeker.profile);
        let home = jobseeker.person.home_municipality;
        let facts = facts::resolve(&jobseeker.profile, &reading, home, taxonomy, sample::DAY);
        let permits = jobseeker.profile.permits.iter().flatten();
        let permits = permits.map(|permit| permit.code.to_string());
        let document = Document {
            number: 0,
            skills: facts
                .row()
                .concepts_held()
                .map(|concept| concept.0)
                .collect(),
            words: reading.words.into_iter().map(|word| word.base).collect(),
            filters: permits
                .chain(region_code(home))
                .chain(municipality_code(home))
                .collect(),
        };
        Self {
            id: jobseeker.person.id.to_string(),
            visible: jobseeker.visibility.matching == Some(true)
                && jobseeker.person.protected_address == Some(false),
            facts,
            document,
        }
    }
}
