//! The ten situations of the synthetic region, each asked of the engine and of the page that shows it,
//! and held against its expected answer. One test a situation, so that a broken one says which.

mod pages;

use crate::on_record::Engine;
use kohtaanto::domain::{Lang, PersonId, Role};
use kohtaanto::engine::answer::{Group, Match, MissingClass, State};
use kohtaanto::engine::{CandidatesQuery, EngineError, JobsQuery, MatchesQuery, Reader};
use kohtaanto::sample::{self, Expectation, Region, Situation};

use crate::region::filled;
use pages::Site;

/// A region in an engine, and the folder that goes when the test ends.
struct Demo {
    engine: Engine,
    region: Region,
    reader: Reader,
    site: Site,
    _folder: tempfile::TempDir,
}

impl Demo {
    async fn new() -> Self {
        Self::of(120, 20).await
    }

    /// The situations among so many people and vacancies.
    async fn of(people: usize, vacancies: usize) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let region = sample::region(20_261_123, people, vacancies);
        let engine = filled(folder.path(), &region).await;
        let reader = Reader::staff(Role::Coordinator, "test", "the ten situations", Lang::En);
        engine.ready().await.unwrap();
        let site = Site::of(&engine).await;
        Self {
            engine,
            region,
            reader,
            site,
            _folder: folder,
        }
    }

    fn situation(&self, key: &str) -> &Situation {
        self.region
            .situations
            .iter()
            .find(|s| s.key == key)
            .unwrap()
    }

    async fn explain(&self, vacancy: &str, person: &str) -> Match {
        let explained = self.engine.explain(&self.reader, vacancy, person).await;
        explained.unwrap_or_else(|error| panic!("{vacancy} {person}: {error}"))
    }

    /// What an expectation and the answer differ in; empty where they agree.
    async fn differs(&self, situation: &Situation, expected: &Expectation) -> Vec<String> {
        match expected {
            Expectation::Group {
                vacancy, person, ..
            } => {
                let found = self.explain(vacancy.as_str(), person.as_str()).await;
                grouped(&found, expected)
            }
            Expectation::Ask {
                vacancy,
                person,
                about,
            } => {
                let found = self.explain(vacancy.as_str(), person.as_str()).await;
                lacking(&asked(&found), std::slice::from_ref(about), "asked")
            }
            Expectation::Count {
                vacancy,
                group,
                people,
            } => self.count(vacancy.as_str(), group, *people).await,
            Expectation::First {
                vacancy,
                people,
                trainable,
            } => self.first(vacancy.as_str(), people, trainable).await,
            // What pages show is read of the pages.
            Expectation::Shows { .. } | Expectation::Jobs { .. } => Vec::new(),
            Expectation::Above {
                vacancy,
                person,
                below,
                criterion,
            } => {
                self.above(vacancy.as_str(), person.as_str(), below.as_str(), criterion)
                    .await
            }
            Expectation::Unseen {
                agency,
                vacancy,
                person,
                never,
            } => {
                let reader = Reader::partner(agency.clone(), "test", "an assignment", Lang::En);
                self.unseen(&reader, vacancy.as_str(), person.as_str(), never)
                    .await
            }
            Expectation::Doors {
                people,
                count,
                at_least,
            } => {
                let open = self.doors(situation, people, *count).await;
                unless(open >= *at_least, || {
                    format!("{open} of {count} have a door")
                })
            }
            Expectation::NotOffered { vacancy, person } => {
                self.not_offered(vacancy.as_str(), person.as_str()).await
            }
            Expectation::Opens {
                vacancy,
                people,
                not,
            } => self.opens(situation, vacancy.as_str(), people, not).await,
        }
    }

    /// So many people of the whole region in a group.
    async fn count(&self, vacancy: &str, group: &str, people: u64) -> Vec<String> {
        let query = MatchesQuery {
            limit: Some(0),
            ..MatchesQuery::default()
        };
        let list = self
            .engine
            .matches(&self.reader, vacancy, query)
            .await
            .unwrap();
        let found = list.groups.of(group.parse::<Group>().unwrap());
        unless(found == people, || {
            format!("{vacancy}: {found} in {group}, not {people}")
        })
    }

    /// These come first, and one thing that can be learnt is missing of each.
    async fn first(&self, vacancy: &str, people: &[PersonId], trainable: &str) -> Vec<String> {
        let query = MatchesQuery {
            limit: Some(people.len()),
            ..MatchesQuery::default()
        };
        let list = self.engine.matches(&self.reader, vacancy, query).await;
        let mut wrong = Vec::new();
        for found in list.unwrap().matches {
            let who = found.person.as_deref().unwrap();
            let one_of_them = people.iter().any(|person| person.as_str() == who);
            wrong.extend(unless(one_of_them, || {
                format!("{vacancy}: {who} is among the first")
            }));
            let mut lacks = found.missing.iter();
            let learnt = lacks.any(|m| m.what == trainable && m.class == MissingClass::Trainable);
            wrong.extend(unless(learnt, || {
                format!("{vacancy}: {who} does not lack {trainable} as something to learn")
            }));
        }
        wrong
    }

    /// A person whom the coach does not offer is as one who is not there.
    async fn not_offered(&self, vacancy: &str, person: &str) -> Vec<String> {
        let found = self.engine.explain(&self.reader, vacancy, person).await;
        let hidden = matches!(found, Err(EngineError::NotFound { .. }));
        unless(hidden, || format!("{person} is offered for {vacancy}"))
    }

    /// One above the other, by this criterion among others.
    async fn above(&self, vacancy: &str, her: &str, him: &str, criterion: &str) -> Vec<String> {
        let versus = self
            .engine
            .versus(&self.reader, vacancy, her, him)
            .await
            .unwrap();
        let sum: i32 = versus.parts.iter().map(|part| part.points).sum();
        assert_eq!(sum, versus.points, "the parts are the difference");
        let part = versus
            .parts
            .iter()
            .find(|p| p.criterion.as_str() == criterion)
            .unwrap();
        unless(versus.points > 0 && part.points > 0, || {
            format!(
                "{her} over {him}: {} in all, {} in {criterion}",
                versus.points, part.points
            )
        })
    }

    /// How many people have a vacancy that fits or nearly fits.
    async fn doors(&self, situation: &Situation, beginning: &str, count: usize) -> usize {
        let people = situation.people.iter().map(|person| person.as_str());
        let people: Vec<&str> = people
            .filter(|person| person.starts_with(beginning))
            .collect();
        assert_eq!(people.len(), count);
        let mut open = 0;
        for person in people {
            let jobs = self
                .engine
                .jobs(&self.reader, person, JobsQuery::default())
                .await
                .unwrap();
            open += usize::from(jobs.groups.fits + jobs.groups.fits_if > 0);
        }
        open
    }

    /// What an agency gets of a vacancy: never the staff's answer, and in its own none of these words.
    async fn unseen(
        &self,
        reader: &Reader,
        vacancy: &str,
        person: &str,
        never: &[String],
    ) -> Vec<String> {
        let staffs = self.engine.explain(reader, vacancy, person).await;
        assert!(
            matches!(staffs, Err(EngineError::Forbidden { .. })),
            "{staffs:?}"
        );
        let query = CandidatesQuery {
            vacancy: Some(vacancy.to_owned()),
            limit: Some(100),
            ..CandidatesQuery::default()
        };
        let list = self.engine.candidates(reader, query).await.unwrap();
        assert!(!list.candidates.is_empty(), "someone consents");
        let said = serde_json::to_string(&list).unwrap();
        let seen = never.iter().filter(|word| said.contains(word.as_str()));
        seen.map(|word| format!("the agency sees {word}")).collect()
    }

    /// The course is taken by everybody: who then fits?
    async fn opens(
        &self,
        situation: &Situation,
        vacancy: &str,
        people: &[kohtaanto::domain::PersonId],
        not: &[kohtaanto::domain::PersonId],
    ) -> Vec<String> {
        let course = situation.course.as_ref().unwrap();
        assert!(
            people.len() <= course.seats as usize,
            "there are seats for all"
        );
        let mut wrong = Vec::new();
        for (person, moves) in people
            .iter()
            .map(|p| (p, true))
            .chain(not.iter().map(|p| (p, false)))
        {
            let before = self.explain(vacancy, person.as_str()).await.group;
            let mut taken = self
                .region
                .jobseekers
                .iter()
                .find(|j| j.person.id == *person)
                .unwrap()
                .clone();
            let skills = taken.profile.skills.get_or_insert_default();
            for uri in &course.skills {
                skills.push(kohtaanto::domain::HeldSkill {
                    concept: uri.parse().ok(),
                    ..Default::default()
                });
            }
            let permits = taken.profile.permits.get_or_insert_default();
            for code in &course.permits {
                permits.push(kohtaanto::domain::HeldPermit {
                    code: *code,
                    valid_until: None,
                });
            }
            self.engine.put_jobseekers(&[taken], None).await.unwrap();
            let after = self.explain(vacancy, person.as_str()).await.group;
            if (before != Group::Fits && after == Group::Fits) != moves {
                wrong.push(format!(
                    "{person}: {before} before, {after} after the course"
                ));
            }
        }
        wrong
    }
}

fn unless(agrees: bool, say: impl FnOnce() -> String) -> Vec<String> {
    if agrees { Vec::new() } else { vec![say()] }
}

fn lacking(found: &[&str], wanted: &[String], what: &str) -> Vec<String> {
    let lacking = wanted
        .iter()
        .filter(|wanted| !found.contains(&wanted.as_str()));
    lacking
        .map(|wanted| format!("{wanted} is not {what}, but {found:?}"))
        .collect()
}

fn asked(found: &Match) -> Vec<&str> {
    found
        .unknown
        .iter()
        .map(|unknown| unknown.what.as_str())
        .collect()
}

/// Group, and what is missing, asked and nearly met.
fn grouped(found: &Match, expected: &Expectation) -> Vec<String> {
    let Expectation::Group {
        vacancy,
        person,
        group,
        missing,
        ask,
        near,
    } = expected
    else {
        return Vec::new();
    };
    let is_missing: Vec<&str> = found.missing.iter().map(|m| m.what.as_str()).collect();
    let findings = found.parts.iter().flat_map(|part| &part.findings);
    let almost = findings.filter(|finding| finding.state == State::Near);
    let almost: Vec<&str> = almost.map(|finding| finding.asked.as_str()).collect();
    let mut wrong = unless(found.group.as_str() == group, || {
        let (group_is, asked) = (found.group, asked(found));
        format!("is {group_is} for {group}: missing {is_missing:?}, asked {asked:?}")
    });
    wrong.extend(lacking(&is_missing, missing, "missing"));
    wrong.extend(lacking(&asked(found), ask, "asked"));
    wrong.extend(lacking(&almost, near, "near"));
    wrong
        .into_iter()
        .map(|wrong| format!("{vacancy} {person} {wrong}"))
        .collect()
}

async fn check(key: &str) {
    let demo = Demo::new().await;
    let situation = demo.situation(key);
    let mut wrong = Vec::new();
    for expected in &situation.expected {
        // The page first: to see what a course opens, the engine's check lets people take it.
        wrong.extend(pages::differs(&demo, situation, expected).await);
        wrong.extend(demo.differs(situation, expected).await);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// In the demo's whole region too, and not only among a few people, the first are those of whom the
/// situation tells.
#[tokio::test(flavor = "multi_thread")]
async fn the_title_holds_among_everybody() {
    let demo = Demo::of(sample::PEOPLE, 0).await;
    let situation = demo.situation("tig_welder");
    let of_everybody =
        |one: &&Expectation| matches!(one, Expectation::First { .. } | Expectation::Count { .. });
    let mut wrong = Vec::new();
    for expected in situation.expected.iter().filter(of_everybody) {
        wrong.extend(demo.differs(situation, expected).await);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

macro_rules! situations {
    ($($name:ident),+ $(,)?) => {
        $(
            #[tokio::test(flavor = "multi_thread")]
            async fn $name() {
                check(stringify!($name)).await;
            }
        )+

        #[test]
        fn every_situation_is_asked() {
            let asked = [$(stringify!($name)),+];
            let shown: Vec<String> =
                sample::region(1, 0, 0).situations.into_iter().map(|s| s.key).collect();
            assert_eq!(shown, asked);
        }
    };
}

situations!(
    care_home,
    early_warehouse,
    tig_welder,
    summer_shop,
    english_engineer,
    lifting_limits,
    laid_off,
    why_her,
    coach_monday,
    college,
);
