//! What the pages say of the situations: the same answers, read by a browser without scripts.

use crate::on_record::Engine;
use kohtaanto::domain::{Lang, Offer, PersonId, Role, Scope, VacancyId};
use kohtaanto::engine::answer::Group;
use kohtaanto::engine::{ClientGroup, Course, JobsQuery, Reader};
use kohtaanto::http::{Settings, serve};
use kohtaanto::sample::{Expectation, Situation};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use super::{Demo, unless};

/// The pages of a region, served on this machine to whoever sits at it.
pub(super) struct Site {
    address: std::net::SocketAddr,
}

impl Site {
    pub(super) async fn of(engine: &Engine) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let settings = Settings {
            staff_on_loopback: true,
            ..Settings::default()
        };
        tokio::spawn(serve(
            engine.plain(),
            settings,
            listener,
            std::future::pending(),
        ));
        Self { address }
    }

    /// A page in Finnish, which must be there.
    async fn page(&self, path: &str) -> String {
        let mut stream = TcpStream::connect(self.address).await.unwrap();
        let request =
            format!("GET /fi/{path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).await.unwrap();
        let answer = String::from_utf8(answer).unwrap();
        assert!(answer.starts_with("HTTP/1.1 200"), "{path}: {answer:.400}");
        assert!(!answer.contains("Unknown localization"), "{path}");
        answer
    }
}

/// What an expectation and its page differ in; empty where they agree.
pub(super) async fn differs(
    demo: &Demo,
    situation: &Situation,
    expected: &Expectation,
) -> Vec<String> {
    match expected {
        Expectation::Group {
            vacancy,
            person,
            group,
            ..
        } => {
            let page = demo.pair(vacancy, person).await;
            let tag = format!("class=\"tag {group}\"");
            unless(page.contains(&tag), || {
                format!("the page of {vacancy} {person} is not {group}")
            })
        }
        Expectation::Ask {
            vacancy,
            person,
            about,
        } => demo.asks(vacancy, person, about).await,
        Expectation::Count {
            vacancy,
            group,
            people,
        } => {
            let page = demo.vacancy(vacancy, &format!("?group={group}")).await;
            let count = format!("<span class=\"count num\">{people}</span>");
            unless(page.contains(&count), || {
                format!("the page of {vacancy} does not count {people} in {group}")
            })
        }
        Expectation::First {
            vacancy, people, ..
        } => demo.first_page(vacancy, people).await,
        Expectation::Shows {
            vacancy,
            person,
            listed,
            explained,
        } => demo.shows(vacancy, person, listed, explained).await,
        Expectation::Jobs { person, vacancies } => demo.jobs_page(person, vacancies).await,
        Expectation::Above {
            vacancy,
            person,
            below,
            ..
        } => {
            let (her, him) = (demo.public(person), demo.public(below));
            let path = format!("/versus?person={her}&person={him}");
            let page = demo.vacancy(vacancy, &path).await;
            let (her, him) = (demo.name(person), demo.name(below));
            unless(page.contains(her) && page.contains(him), || {
                format!("the page does not compare {her} and {him}")
            })
        }
        Expectation::Unseen {
            agency,
            vacancy,
            person,
            never,
        } => demo.sight(agency.as_str(), vacancy, person, never).await,
        Expectation::Doors { count, .. } => demo.together(situation, *count).await,
        Expectation::NotOffered { person, .. } => demo.monday(situation, person).await,
        Expectation::Opens {
            vacancy, people, ..
        } => demo.course(situation, vacancy, people.len() as u64).await,
    }
}

impl Demo {
    /// The question about something that the engine would ask of a person for a vacancy, in Finnish.
    async fn question(&self, vacancy: &VacancyId, person: &PersonId, about: &str) -> String {
        let reader = Reader {
            lang: Lang::Fi,
            ..self.reader.clone()
        };
        let found = self
            .engine
            .explain(&reader, vacancy.as_str(), person.as_str());
        let unknown = found.await.unwrap().unknown;
        let asked = unknown.into_iter().find(|one| one.what == about);
        asked.unwrap().ask
    }

    fn public(&self, person: &PersonId) -> String {
        self.engine.public_person(person).unwrap().to_string()
    }

    fn name(&self, person: &PersonId) -> &str {
        let mut people = self.region.jobseekers.iter();
        let found = people.find(|j| j.person.id == *person).unwrap();
        found.person.name.as_deref().unwrap()
    }

    async fn vacancy(&self, vacancy: &VacancyId, rest: &str) -> String {
        let id = self.engine.public_vacancy(vacancy).unwrap();
        self.site.page(&format!("vacancies/{id}{rest}")).await
    }

    async fn pair(&self, vacancy: &VacancyId, person: &PersonId) -> String {
        let person = self.public(person);
        self.vacancy(vacancy, &format!("/people/{person}")).await
    }

    /// The page of a pair asks what the engine would ask.
    async fn asks(&self, vacancy: &VacancyId, person: &PersonId, about: &str) -> Vec<String> {
        let asked = self.question(vacancy, person, about).await;
        let page = self.pair(vacancy, person).await;
        unless(page.contains(&asked), || {
            format!("the page does not ask {asked}")
        })
    }

    /// These people are the first rows of a vacancy's page.
    async fn first_page(&self, vacancy: &VacancyId, people: &[PersonId]) -> Vec<String> {
        let page = self.vacancy(vacancy, "").await;
        let rows: Vec<&str> = page.split("<article>").skip(1).collect();
        let first = &rows[..people.len()];
        let listed = |name: &&str| first.iter().any(|row| row.contains(name));
        let names = people.iter().map(|person| self.name(person));
        let missing = names.filter(|name| !listed(name));
        missing
            .map(|name| format!("{name} is not among the first on the page of {vacancy}"))
            .collect()
    }

    /// Words in a person's row of a vacancy's list, and where the pair is explained.
    async fn shows(
        &self,
        vacancy: &VacancyId,
        person: &PersonId,
        listed: &[String],
        explained: &[String],
    ) -> Vec<String> {
        let name = self.name(person);
        let pair = self.pair(vacancy, person).await;
        let list = self.vacancy(vacancy, "").await;
        let row = list.split("<article>").find(|row| row.contains(name));
        let row = row.unwrap_or_default();
        let unlisted = listed.iter().filter(|words| !row.contains(words.as_str()));
        let unsaid = explained
            .iter()
            .filter(|words| !pair.contains(words.as_str()));
        let places = unlisted
            .map(|words| (words, "list"))
            .chain(unsaid.map(|words| (words, "page")));
        places
            .map(|(words, place)| format!("{vacancy} {person}: the {place} lacks {words}"))
            .collect()
    }

    /// The person's page holds these vacancies, each in its group.
    async fn jobs_page(
        &self,
        person: &PersonId,
        vacancies: &std::collections::BTreeMap<VacancyId, String>,
    ) -> Vec<String> {
        let page = self
            .site
            .page(&format!("people/{}", self.public(person)))
            .await;
        let mut wrong = Vec::new();
        for (vacancy, group) in vacancies {
            let id = self.engine.public_vacancy(vacancy).unwrap();
            let link = format!("/vacancies/{id}/people/");
            let row = page.split("<article>").find(|row| row.contains(&link));
            let tag = format!("class=\"tag {group}\"");
            wrong.extend(unless(row.is_some_and(|row| row.contains(&tag)), || {
                format!("the page of {person} does not hold {vacancy} in {group}")
            }));
        }
        wrong
    }

    /// The group of clients that a situation looks at.
    async fn group(&self, situation: &Situation) -> ClientGroup {
        let name = situation.clients.as_ref().and_then(Scope::name).unwrap();
        let mut groups = self.engine.client_groups(&self.reader).await.unwrap();
        groups.retain(|group| group.name == name);
        groups.pop().unwrap()
    }

    /// Both views of a vacancy: the name and the limits on the one side alone.
    async fn sight(
        &self,
        agency: &str,
        vacancy: &VacancyId,
        person: &PersonId,
        never: &[String],
    ) -> Vec<String> {
        let public = self.public(person);
        let path = format!("/agency?agency={agency}&person={public}");
        let page = self.vacancy(vacancy, &path).await;
        let (own, theirs) = page.split_once("id=\"agency-view\"").unwrap();
        let theirs = theirs.split("</article>").next().unwrap();
        let mut wrong = Vec::new();
        for word in [self.name(person), "palkkatuki", "ei raskaita nostoja"] {
            wrong.extend(unless(own.contains(word), || format!("staff miss {word}")));
            wrong.extend(unless(!theirs.contains(word), || {
                format!("the agency's side holds {word}")
            }));
        }
        let seen = never.iter().filter(|word| theirs.contains(word.as_str()));
        wrong.extend(seen.map(|word| format!("the agency's side holds {word}")));
        wrong.extend(unless(theirs.contains("Peitenimi"), || {
            "she consented, and is not there".to_owned()
        }));
        wrong
    }

    /// Everybody stands on the page of the group, whom nothing fits first, with the counts and the
    /// best vacancy that the list of their own vacancies gives, and the step that what-if gives.
    async fn together(&self, situation: &Situation, count: usize) -> Vec<String> {
        let group = self.group(situation).await;
        let list = self.engine.clients(&self.reader, group.public_id);
        let list = list.await.unwrap();
        assert_eq!((list.clients.len(), group.people), (count, count as u64));
        let mut wrong = Vec::new();
        for client in &list.clients {
            let query = JobsQuery {
                limit: Some(1),
                ..JobsQuery::default()
            };
            let person = client.person.as_str();
            let jobs = self.engine.jobs(&self.reader, person, query).await.unwrap();
            assert_eq!(client.groups, jobs.groups, "{person}");
            let best = jobs.matches.first().filter(|best| best.group != Group::Far);
            let own = client.best.first();
            assert_eq!(
                own.map(|one| (&one.vacancy, one.points)),
                best.and_then(|one| Some((one.vacancy.as_ref()?, one.points))),
                "{person}"
            );
            let what_if = self.engine.what_if_person(&self.reader, person).await;
            assert_eq!(client.step.as_ref(), what_if.unwrap().steps.first());
        }
        let without = list.clients.iter().take_while(|c| c.groups.fits == 0);
        let last = list.clients.iter().rposition(|c| c.groups.fits == 0);
        assert_eq!(without.count(), last.map_or(0, |place| place + 1));
        let page = self
            .site
            .page(&format!("clients/{}", group.public_id))
            .await;
        let mut from = 0;
        for client in &list.clients {
            let name = client.label.as_deref().unwrap();
            match page[from..].find(name) {
                Some(at) => from += at,
                None => wrong.push(format!("{name} is not on the page, or not in order")),
            }
        }
        wrong
    }

    /// The coach sees all her clients; a coordinator does not see the one who is not offered now.
    async fn monday(&self, situation: &Situation, hidden: &PersonId) -> Vec<String> {
        let offered = situation.people.len() - 1;
        let mut wrong = self.together(situation, offered).await;
        let group = self.group(situation).await;
        let page = self
            .site
            .page(&format!("clients/{}", group.public_id))
            .await;
        wrong.extend(unless(!page.contains(self.name(hidden)), || {
            "the coordinator sees whom the coach does not offer".to_owned()
        }));
        wrong.extend(unless(page.contains("hygieniapassi"), || {
            "the page names no card to talk about".to_owned()
        }));
        let coach = Reader {
            role: Role::Coach,
            scope: situation.clients.clone().unwrap(),
            ..self.reader.clone()
        };
        let list = self.engine.clients(&coach, group.public_id).await.unwrap();
        assert_eq!(list.clients.len(), situation.people.len());
        let client = list.clients.iter().find(|c| c.person == hidden.as_str());
        assert_eq!(client.unwrap().offer, Some(Offer::NotNow));
        wrong
    }

    /// The course's page names the vacancy that it opens, and counts those who gain or keeps back.
    async fn course(&self, situation: &Situation, vacancy: &VacancyId, people: u64) -> Vec<String> {
        let course = situation.course.as_ref().unwrap();
        let skills = course.skills.iter().map(|uri| uri.parse().unwrap());
        let asked = Course {
            skills: skills.collect(),
            permits: course.permits.clone(),
            seats: Some(course.seats),
            ..Course::default()
        };
        let table = self.engine.course_table(asked, Lang::Fi).await.unwrap();
        let opened = self.engine.public_vacancy(vacancy);
        assert!(table.opened.iter().any(|one| Some(one.public_id) == opened));
        for row in &table.rows {
            let small = |count: Option<u64>| count.is_some_and(|n| (1..5).contains(&n));
            let rest = row.whole.zip(row.part).map(|(whole, part)| whole - part);
            assert!(!small(row.part) && !small(rest), "{row:?}");
        }
        let mut path = format!(
            "course?seats={}&municipality={}",
            course.seats, course.municipality
        );
        for permit in &course.permits {
            path.push_str(&format!("&permit={permit}"));
        }
        for skill in &course.skills {
            path.push_str(&format!("&skill={skill}"));
        }
        let page = self.site.page(&path).await;
        let everywhere = &table.rows[0];
        let gain = everywhere
            .part
            .map_or("–".to_owned(), |part| part.to_string());
        let mut wrong = unless(everywhere.part.is_none_or(|part| part >= people), || {
            format!("{everywhere:?}: {people} gain at least")
        });
        let address = format!("/fi/vacancies/{}", opened.unwrap());
        for words in [
            &address,
            &format!("{gain}</td>"),
            &format!("{} paikkaa", course.seats),
        ] {
            wrong.extend(unless(page.contains(words), || {
                format!("the course's page lacks {words}")
            }));
        }
        wrong
    }
}
