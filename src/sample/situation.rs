//! The ten situations: hand-written records with a title, what to look at, and the expected answer.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::Region;
use crate::domain::{
    AgencyId, Jobseeker, Localised, MunicipalityCode, PermitCode, PersonId, Scope, Vacancy,
    VacancyId,
};

/// The situations' files, in the order in which they are shown.
const FILES: [&str; 10] = [
    include_str!("situations/01_care_home.json"),
    include_str!("situations/02_early_warehouse.json"),
    include_str!("situations/03_tig_welder.json"),
    include_str!("situations/04_summer_shop.json"),
    include_str!("situations/05_english_engineer.json"),
    include_str!("situations/06_lifting_limits.json"),
    include_str!("situations/07_laid_off.json"),
    include_str!("situations/08_why_her.json"),
    include_str!("situations/09_coach_monday.json"),
    include_str!("situations/10_college.json"),
];

/// A situation that shows what the engine is for.
#[derive(Debug, Clone, PartialEq)]
pub struct Situation {
    /// Short name: `care_home`.
    pub key: String,
    /// Title, in the three languages.
    pub title: Localised,
    /// What to look at in the answer, in the three languages.
    pub look_at: Localised,
    /// Pairs of a vacancy and a person that show what the title says, each with what is to be seen.
    pub looks: Vec<Look>,
    /// On whose page to begin, where not on the first vacancy's.
    pub begin: Option<PersonId>,
    /// Its vacancies; the first is where to begin.
    pub vacancies: Vec<VacancyId>,
    /// Its people.
    pub people: Vec<PersonId>,
    /// Two people whom it compares: who stands above, who below.
    pub compared: Option<(PersonId, PersonId)>,
    /// Whose clients it looks at together, where it does: a coach's, or those of the unit that serves
    /// a round of redundancies.
    pub clients: Option<Scope>,
    /// The agency whose view it shows, of which vacancy and which person, where it does.
    pub unseen: Option<(AgencyId, VacancyId, PersonId)>,
    /// The course that it asks about, where it does.
    pub course: Option<Course>,
    /// The expected answer, as of [`super::DAY`].
    pub expected: Vec<Expectation>,
}

/// Where one thing of a situation is to be seen.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Look {
    /// What is seen there, in the three languages.
    pub say: Localised,
    /// For which vacancy.
    pub vacancy: VacancyId,
    /// Of whom.
    pub person: PersonId,
}

/// A course whose effect is asked about, as `what-if course` takes it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Course {
    /// Name.
    pub name: Localised,
    /// URIs of the skills that it gives.
    pub skills: Vec<String>,
    /// Permits that it gives.
    pub permits: Vec<PermitCode>,
    /// How many can take part.
    pub seats: u32,
    /// First day.
    pub starts: jiff::civil::Date,
    /// How many weeks it takes.
    pub weeks: u32,
    /// Where it is held.
    pub municipality: MunicipalityCode,
}

/// One thing that the answer of a situation must show. Groups are spelt as answers spell them.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(tag = "expect", rename_all = "snake_case", deny_unknown_fields)]
pub enum Expectation {
    /// A person's group for a vacancy, with what is at least said to be missing or asked.
    Group {
        /// For which vacancy.
        vacancy: VacancyId,
        /// Who.
        person: PersonId,
        /// Which group.
        group: String,
        /// Named as missing, whatever else is.
        #[serde(default)]
        missing: Vec<String>,
        /// Asked as unknown, whatever else is.
        #[serde(default)]
        ask: Vec<String>,
        /// Asked, and met by something near it.
        #[serde(default)]
        near: Vec<String>,
    },
    /// A question is asked about a person, whatever the group.
    Ask {
        /// For which vacancy.
        vacancy: VacancyId,
        /// Of whom.
        person: PersonId,
        /// What it is about.
        about: String,
    },
    /// How many people of the whole region are in a group of a vacancy.
    Count {
        /// Of which vacancy.
        vacancy: VacancyId,
        /// Which group.
        group: String,
        /// How many.
        people: u64,
    },
    /// These people come first, in whatever order, and each lacks one thing that can be learnt.
    First {
        /// Of which vacancy.
        vacancy: VacancyId,
        /// Who.
        people: Vec<PersonId>,
        /// What they lack, as answers spell it.
        trainable: String,
    },
    /// A page shows these words, in Finnish, of a person for a vacancy: in the list of candidates and
    /// where the pair is explained.
    Shows {
        /// For which vacancy.
        vacancy: VacancyId,
        /// Of whom.
        person: PersonId,
        /// In the row of the list.
        #[serde(default)]
        listed: Vec<String>,
        /// Where the pair is explained.
        #[serde(default)]
        explained: Vec<String>,
    },
    /// A person's page holds these vacancies, each in its group.
    Jobs {
        /// Whose.
        person: PersonId,
        /// Groups by vacancy.
        vacancies: BTreeMap<VacancyId, String>,
    },
    /// One person stands above another, and by points of this criterion.
    Above {
        /// For which vacancy.
        vacancy: VacancyId,
        /// Who stands above.
        person: PersonId,
        /// Who stands below.
        below: PersonId,
        /// Where the one has more points than the other.
        criterion: String,
    },
    /// An agency's answer about a person holds none of these words.
    Unseen {
        /// Which agency.
        agency: AgencyId,
        /// For which vacancy.
        vacancy: VacancyId,
        /// About whom.
        person: PersonId,
        /// Words that may not be in it.
        never: Vec<String>,
    },
    /// Of so many people, at least some have a vacancy of the region that fits or nearly fits.
    Doors {
        /// Beginning of the people's identifiers.
        people: String,
        /// How many they are.
        count: usize,
        /// How many at least have one.
        at_least: usize,
    },
    /// The coach's word keeps a person out of a vacancy's list.
    NotOffered {
        /// Of which vacancy.
        vacancy: VacancyId,
        /// Whom.
        person: PersonId,
    },
    /// The course moves these people into `fits`, and not those.
    Opens {
        /// For which vacancy.
        vacancy: VacancyId,
        /// Who moves.
        people: Vec<PersonId>,
        /// Who does not: they fit already, or something else is in the way.
        not: Vec<PersonId>,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    key: String,
    title: Localised,
    look_at: Localised,
    #[serde(default)]
    clients: Option<Scope>,
    #[serde(default)]
    course: Option<Course>,
    #[serde(default)]
    begin: Option<PersonId>,
    #[serde(default)]
    looks: Vec<Look>,
    vacancies: Vec<Vacancy>,
    jobseekers: Vec<Jobseeker>,
    expected: Vec<Expectation>,
}

/// A region of the situations alone. A file that cannot be read is left out; a test reads them all.
pub(super) fn all() -> Region {
    let mut region = Region {
        vacancies: Vec::new(),
        jobseekers: Vec::new(),
        situations: Vec::new(),
    };
    for file in FILES
        .iter()
        .filter_map(|file| serde_json::from_str::<File>(file).ok())
    {
        region.situations.push(Situation {
            compared: file.expected.iter().find_map(|expected| match expected {
                Expectation::Above { person, below, .. } => Some((person.clone(), below.clone())),
                _ => None,
            }),
            unseen: file.expected.iter().find_map(|expected| match expected {
                Expectation::Unseen {
                    agency,
                    vacancy,
                    person,
                    ..
                } => Some((agency.clone(), vacancy.clone(), person.clone())),
                _ => None,
            }),
            clients: file.clients,
            begin: file.begin,
            looks: file.looks,
            key: file.key,
            title: file.title,
            look_at: file.look_at,
            vacancies: file
                .vacancies
                .iter()
                .map(|vacancy| vacancy.id.clone())
                .collect(),
            people: file
                .jobseekers
                .iter()
                .map(|j| j.person.id.clone())
                .collect(),
            course: file.course,
            expected: file.expected,
        });
        region.vacancies.extend(file.vacancies);
        region.jobseekers.extend(file.jobseekers);
    }
    region
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Lang;

    #[test]
    fn every_file_is_read_and_speaks_three_languages() {
        for (number, file) in FILES.iter().enumerate() {
            let file: File = serde_json::from_str(file).unwrap_or_else(|e| panic!("{number}: {e}"));
            for lang in Lang::ALL {
                assert!(file.title.get(*lang).is_some(), "{}", file.key);
                assert!(file.look_at.get(*lang).is_some(), "{}", file.key);
                let mut looks = file.looks.iter();
                assert!(
                    looks.all(|look| look.say.get(*lang).is_some()),
                    "{}",
                    file.key
                );
            }
            assert!(!file.expected.is_empty(), "{}", file.key);
        }
    }
}
