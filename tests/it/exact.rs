//! Exact questions, held against the answer that records changed so and read anew give.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use kohtaanto::domain::{
    AgencyId, AskedSkill, HeldPermit, HeldSkill, Jobseeker, Lang, Need, RightToWork,
    RightToWorkKind, Role, SkillSource, Vacancy,
};
use kohtaanto::engine::answer::{Group, RequirementGain};
use kohtaanto::engine::{CandidatesQuery, Course, JobsQuery, MatchesQuery, Reader};
use kohtaanto::sample::{self, Region};

use crate::on_record::Engine;
use crate::region::{filled, options};

fn region() -> Region {
    sample::region(20_261_124, 300, 90)
}

fn reader() -> Reader {
    Reader::staff(Role::Coordinator, "test", "exact questions", Lang::En)
}

/// How many vacancies a person fits.
async fn fitted(engine: &Engine, person: &str) -> u64 {
    let query = JobsQuery {
        limit: Some(0),
        ..JobsQuery::default()
    };
    engine
        .jobs(&reader(), person, query)
        .await
        .unwrap()
        .groups
        .fits
}

/// How many people fit a vacancy.
async fn fitting(engine: &Engine, vacancy: &str) -> u64 {
    let query = MatchesQuery {
        limit: Some(0),
        ..MatchesQuery::default()
    };
    engine
        .matches(&reader(), vacancy, query)
        .await
        .unwrap()
        .groups
        .fits
}

#[tokio::test(flavor = "multi_thread")]
async fn a_step_gains_what_the_changed_profile_gains() {
    let folder = tempfile::tempdir().unwrap();
    let mut region = region();
    let engine = filled(folder.path(), &region).await;
    let (mut skills, mut permits) = (0, 0);
    for jobseeker in &mut region.jobseekers {
        let person = jobseeker.person.id.to_string();
        let Ok(found) = engine.what_if_person(&reader(), &person).await else {
            continue;
        };
        assert_eq!(found.groups.total(), found.considered);
        assert_eq!(found.groups.fits, fitted(&engine, &person).await);
        let listed = jobseeker.profile.permits.is_some();
        let Some(step) = found
            .steps
            .iter()
            .find(|s| s.step == "skill" || (s.step == "permit" && listed))
        else {
            continue;
        };
        assert_eq!(step.from.total(), step.gained);
        let profile = &mut jobseeker.profile;
        if step.step == "skill" {
            profile.skills.get_or_insert_default().push(HeldSkill {
                concept: Some(step.what.parse().unwrap()),
                source: Some(SkillSource::Education),
                ..HeldSkill::default()
            });
            skills += 1;
        } else {
            profile.permits.as_mut().unwrap().push(HeldPermit {
                code: step.what.parse().unwrap(),
                valid_until: None,
            });
            permits += 1;
        }
        engine
            .put_jobseekers(std::slice::from_ref(jobseeker), None)
            .await
            .unwrap();
        let after = fitted(&engine, &person).await;
        assert_eq!(after, found.groups.fits + step.gained, "{person} {step:?}");
        if skills + permits >= 12 {
            break;
        }
    }
    assert!(skills > 0, "some skill opens something for somebody");
}

/// The record without what a gain is about; what that was, in a word.
fn without(vacancy: &Vacancy, gain: &RequirementGain) -> Option<(&'static str, Vacancy)> {
    let mut less = vacancy.clone();
    let about = gain.requirement.as_str();
    let kind = match about {
        "hours" => {
            less.hours = None;
            "hours"
        }
        "shifts" => {
            less.shifts.clear();
            "shifts"
        }
        "commute" => {
            less.municipalities.clear();
            less.postal_code = None;
            "commute"
        }
        "contract" => {
            less.contract = None;
            "contract"
        }
        _ if less.permits.iter().any(|p| p.code.to_string() == about) => {
            less.permits.retain(|p| p.code.to_string() != about);
            "permit"
        }
        _ if less.occupations.iter().any(|o| o.to_string() == about) => {
            less.occupations.clear();
            "occupation"
        }
        _ => {
            let uri = |s: &AskedSkill| s.concept.as_ref().map(ToString::to_string);
            let before = less.skills.len();
            less.skills.retain(|s| uri(s).as_deref() != Some(about));
            if less.skills.len() == before {
                return None;
            }
            "skill"
        }
    };
    Some((kind, less))
}

/// Leaves what records ask alone, for what prose asks stays asked whatever its record drops; and some
/// people may work fewer hours than others ask.
fn by_records_alone(region: &mut Region) {
    for vacancy in &mut region.vacancies {
        (vacancy.title, vacancy.description) = Default::default();
    }
    for (jobseeker, limit) in region
        .jobseekers
        .iter_mut()
        .step_by(3)
        .zip((15..38).cycle())
    {
        jobseeker.profile.right_to_work = Some(RightToWork {
            kind: RightToWorkKind::HoursLimited,
            weekly: Some(f64::from(limit)),
            valid_until: None,
        });
    }
}

/// Nobody fits without the occupation who is not told of, also where nobody is.
async fn without_its_occupations(
    engine: &Engine,
    vacancy: &Vacancy,
    told: &[RequirementGain],
    fits: u64,
) {
    if vacancy.occupations.is_empty() {
        return;
    }
    let is_one = |uri: &str| vacancy.occupations.iter().any(|o| o.as_str() == uri);
    let gain = told.iter().find(|gain| is_one(&gain.requirement));
    let mut less = vacancy.clone();
    less.occupations.clear();
    engine.put_vacancies(&[less]).await.unwrap();
    let after = fitting(engine, vacancy.id.as_str()).await;
    assert!(
        after <= fits + gain.map_or(0, |gain| gain.gained),
        "{}",
        vacancy.id
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_requirement_keeps_out_whom_dropping_it_brings_in() {
    let folder = tempfile::tempdir().unwrap();
    let mut region = region();
    by_records_alone(&mut region);
    let engine = filled(folder.path(), &region).await;
    let mut tried: BTreeMap<&str, u64> = BTreeMap::new();
    let (mut knock_on, mut permits) = (0, 0);
    for vacancy in &region.vacancies {
        let id = vacancy.id.to_string();
        let found = engine.what_if_vacancy(&reader(), &id).await.unwrap();
        let fits = fitting(&engine, &id).await;
        assert_eq!(found.groups.fits, fits);
        // A permit that the law asks of the occupation brings nobody by being dropped.
        for asked in &vacancy.permits {
            let code = asked.code.to_string();
            let mut less = vacancy.clone();
            less.permits.retain(|p| p.code != asked.code);
            engine.put_vacancies(&[less]).await.unwrap();
            let gain = found.requirements.iter().find(|g| g.requirement == code);
            let gained = gain.map_or(0, |gain| gain.gained);
            assert_eq!(fitting(&engine, &id).await, fits + gained, "{id} {code}");
            permits += u64::from(gained == 0);
        }
        without_its_occupations(&engine, vacancy, &found.requirements, fits).await;
        for gain in &found.requirements {
            let Some((kind, less)) = without(vacancy, gain) else {
                continue;
            };
            engine.put_vacancies(&[less]).await.unwrap();
            let after = fitting(&engine, &id).await;
            assert!(
                after <= fits + gain.gained,
                "{id} {gain:?}: {fits}, then {after}"
            );
            // Where links to the work fall away, others may go who were in.
            let goes = matches!(kind, "occupation" | "skill");
            assert!(
                goes || after == fits + gain.gained,
                "{id} {gain:?}: {fits}, then {after}"
            );
            *tried.entry(kind).or_default() += u64::from(after == fits + gain.gained);
            knock_on += u64::from(kind == "hours" || kind == "occupation");
        }
        engine
            .put_vacancies(std::slice::from_ref(vacancy))
            .await
            .unwrap();
    }
    for kind in [
        "permit",
        "occupation",
        "skill",
        "hours",
        "shifts",
        "commute",
        "contract",
    ] {
        assert!(
            tried.get(kind).is_some_and(|tried| *tried > 2),
            "{kind}: {tried:?}"
        );
    }
    assert!(knock_on > 5 && permits > 5, "{knock_on}, {permits}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_course_opens_what_its_skills_open_for_everyone() {
    let (first, second) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let mut region = region();
    let engine = filled(first.path(), &region).await;
    let asked = region.vacancies.iter().flat_map(|v| &v.skills);
    let musts = asked
        .filter(|s| s.need == Need::Must)
        .filter_map(|s| s.concept.clone());
    let mut skills: Vec<_> = musts.take(40).collect();
    skills.sort_by_key(|uri| uri.to_string());
    skills.dedup();
    let course = Course {
        skills: skills.clone(),
        ..Course::default()
    };
    let found = engine.what_if_course(&reader(), course).await.unwrap();
    let by_place: u64 = found.municipalities.iter().map(|m| m.people).sum();
    assert_eq!(by_place, found.people);
    assert!(found.able <= found.considered && found.people <= found.able);
    assert!(found.pairs >= found.people.max(found.vacancies));
    let taught_to = |jobseeker: &mut Jobseeker| {
        let own = jobseeker.profile.skills.get_or_insert_default();
        own.extend(skills.iter().map(|uri| HeldSkill {
            concept: Some(uri.clone()),
            source: Some(SkillSource::Education),
            ..HeldSkill::default()
        }));
    };
    region.jobseekers.iter_mut().for_each(taught_to);
    let taught = filled(second.path(), &region).await;
    let homes: HashMap<&str, _> = region
        .jobseekers
        .iter()
        .map(|j| (j.person.id.as_str(), j.person.home_municipality))
        .collect();
    let (mut pairs, mut vacancies, mut people) = (0, 0, BTreeSet::new());
    for vacancy in engine.open_vacancies().await.unwrap() {
        let before = who_fits(&engine, vacancy.as_str()).await;
        let after = who_fits(&taught, vacancy.as_str()).await;
        let gained: BTreeSet<_> = after.difference(&before).cloned().collect();
        pairs += gained.len() as u64;
        vacancies += u64::from(!gained.is_empty());
        people.extend(gained);
    }
    assert!(
        pairs > people.len() as u64,
        "somebody gains more than one vacancy"
    );
    assert_eq!((found.pairs, found.vacancies), (pairs, vacancies));
    assert_eq!(found.people, people.len() as u64);
    let mut by_place: HashMap<_, u64> = HashMap::new();
    for person in &people {
        *by_place.entry(homes[person.as_str()]).or_default() += 1;
    }
    let told = found.municipalities.iter().filter(|m| m.people > 0);
    let told: HashMap<_, u64> = told.map(|m| (m.municipality, m.people)).collect();
    assert_eq!(told, by_place);
}

/// Who fits a vacancy, page after page.
async fn who_fits(engine: &Engine, vacancy: &str) -> BTreeSet<String> {
    let (mut who, mut cursor) = (BTreeSet::new(), None);
    loop {
        let query = MatchesQuery {
            limit: Some(100),
            group: Some(Group::Fits),
            cursor,
        };
        let list = engine.matches(&reader(), vacancy, query).await.unwrap();
        who.extend(list.matches.into_iter().filter_map(|m| m.person));
        cursor = list.next;
        if cursor.is_none() {
            return who;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn those_who_do_not_meet_a_courses_prerequisites_cannot_take_it() {
    let folder = tempfile::tempdir().unwrap();
    let region = region();
    let engine = filled(folder.path(), &region).await;
    let asked = region.vacancies.iter().flat_map(|v| &v.skills);
    let skill = asked.filter_map(|s| s.concept.clone()).next().unwrap();
    let ask = async |prerequisites: serde_json::Value| {
        let course = Course {
            skills: vec![skill.clone()],
            prerequisites: prerequisites.as_object().unwrap().clone(),
            ..Course::default()
        };
        engine.what_if_course(&reader(), course).await
    };
    let whole = ask(serde_json::json!({})).await.unwrap();
    // Who is known to have no right to work is kept from a course as from any vacancy.
    assert!(whole.able > 0 && whole.able <= whole.considered);
    let permit = "card:hygiene";
    let able = ask(serde_json::json!({"permits": [{"code": permit}]}))
        .await
        .unwrap();
    let holds = |j: &&Jobseeker| {
        let mut held = j.profile.permits.iter().flatten();
        held.any(|p| {
            p.code.to_string() == permit && p.valid_until.is_none_or(|day| day >= sample::DAY)
        })
    };
    let mut listed = 0;
    for jobseeker in region.jobseekers.iter().filter(holds) {
        let person = jobseeker.person.id.as_str();
        listed += u64::from(engine.what_if_person(&reader(), person).await.is_ok());
    }
    // Who may be seen and lists it can come, and who tells of it in words.
    assert!(
        listed > 0 && listed <= able.able,
        "{listed} of {}",
        able.able
    );
    assert!(able.able < whole.able && able.people <= able.able);
    let wrong = [
        (
            serde_json::json!({"skills": [{"concept": "http://data.europa.eu/esco/skill/none"}]}),
            "/prerequisites/skills/0/concept",
        ),
        (
            serde_json::json!({"occupations": ["http://data.europa.eu/esco/occupation/none"]}),
            "minimum_age",
        ),
        (
            serde_json::json!({"permits": [{"code": "card:hygeine"}]}),
            "card:hygiene",
        ),
    ];
    for (prerequisites, says) in wrong {
        let error = ask(prerequisites).await.unwrap_err().to_string();
        assert!(error.contains(says), "{error}");
    }
    let mut occupations = region.vacancies.iter().flat_map(|v| v.occupations.clone());
    let course = Course {
        skills: vec![skill.clone(), occupations.next().unwrap()],
        ..Course::default()
    };
    let error = engine.what_if_course(&reader(), course).await.unwrap_err();
    let error = error.to_string();
    assert!(
        error.contains("/skills/1") && error.contains("no skill"),
        "{error}"
    );
}

/// An agency's answers to some vacancies, without what an opening draws anew.
async fn candidates(engine: &Engine, agency: &AgencyId, region: &Region) -> Vec<serde_json::Value> {
    let partner = Reader::partner(agency.clone(), "test", "an assignment", Lang::En);
    let mut answers = Vec::new();
    for vacancy in region.vacancies.iter().take(20) {
        let query = CandidatesQuery {
            vacancy: Some(vacancy.id.to_string()),
            ..CandidatesQuery::default()
        };
        if let Ok(list) = engine.candidates(&partner, query).await {
            answers.push(serde_json::to_value(list).unwrap());
        }
    }
    answers
}

#[tokio::test(flavor = "multi_thread")]
async fn an_agencys_view_kept_up_is_as_one_made_anew() {
    let folder = tempfile::tempdir().unwrap();
    let mut region = region();
    let engine = filled(folder.path(), &region).await;
    let consents = region
        .jobseekers
        .iter()
        .filter_map(|j| j.visibility.partners.as_ref());
    let agency = consents
        .flat_map(|consent| &consent.agencies)
        .next()
        .unwrap()
        .clone();
    let before = candidates(&engine, &agency, &region).await;
    assert!(!before.is_empty());
    for (place, jobseeker) in region.jobseekers.iter_mut().enumerate() {
        match place % 12 {
            0 => jobseeker.visibility.matching = Some(false),
            1 => jobseeker.visibility.partners = None,
            2 => jobseeker.profile.skills = None,
            3 => jobseeker.profile.languages = None,
            _ => {}
        }
    }
    engine
        .put_jobseekers(&region.jobseekers, None)
        .await
        .unwrap();
    let kept_up = candidates(&engine, &agency, &region).await;
    assert_ne!(kept_up, before);
    engine.close().await;
    let reopened = Engine::open(options(folder.path())).await.unwrap();
    assert_eq!(candidates(&reopened, &agency, &region).await, kept_up);
}

/// Whoever reads counts is told of no vacancy that would open for a handful: what it asks would tell of them.
#[tokio::test(flavor = "multi_thread")]
async fn a_vacancy_that_a_course_opens_for_a_handful_is_named_to_no_educator() {
    let mut region = region();
    let occupation = region.vacancies[0].occupations[0].to_string();
    let vacancy = serde_json::json!({"id": "V-1", "title": {"fi": "x"}, "occupations": [occupation],
        "permits": [{"code": "card:forklift", "need": "must"}], "municipalities": ["837"]});
    region.vacancies = vec![serde_json::from_value(vacancy).unwrap()];
    let person = |n: usize| {
        let record = serde_json::json!({"person": {"id": format!("P-{n}"), "protected_address": false,
            "home_municipality": "837"}, "visibility": {"matching": true}, "profile": {"permits": [],
            "employments": [{"occupation": occupation, "from": "2019-01", "to": "2024-05"}]}});
        serde_json::from_value::<Jobseeker>(record).unwrap()
    };
    for (count, named) in [(4, 0), (5, 1)] {
        let folder = tempfile::tempdir().unwrap();
        region.jobseekers = (0..count).map(person).collect();
        let engine = filled(folder.path(), &region).await;
        let course = Course {
            permits: vec!["card:forklift".parse().unwrap()],
            ..Course::default()
        };
        let found = engine.what_if_course(&reader(), course.clone()).await;
        assert_eq!(found.unwrap().people, count as u64, "it opens for each");
        let table = engine.course_table(course, Lang::Fi).await.unwrap();
        assert_eq!(table.opened.len(), named, "{count}");
        let everywhere = table.rows.first().map_or(0, |row| row.demand);
        assert_eq!(everywhere, named as u64, "{count}: {:?}", table.rows);
    }
}
