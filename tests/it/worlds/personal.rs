//! Personal data in free words: put into every field of a profile that takes words, none of it is in
//! anything that a partner gets.

use kohtaanto::domain::{Education, Employment, HeldSkill, Jobseeker, Lang, Localised, Vacancy};
use kohtaanto::visibility::scrub;
use serde_json::json;

use super::people::shown_to_all;
use super::script::{Question, Who};
use super::world::{World, pseudonym};
use super::{addresses, region};

/// Language, the person's name, the text, and what of it is personal: parts with `|` between.
const TEXTS: &str = include_str!("../../sets/personal.tsv");

struct Told {
    lang: Lang,
    name: &'static str,
    text: String,
    personal: Vec<&'static str>,
}

fn texts() -> Vec<Told> {
    let told = TEXTS.lines().map(|line| {
        let fields: Vec<&str> = line.split('\t').collect();
        let [lang, name, text, personal] = fields[..] else {
            panic!("{line}")
        };
        Told {
            lang: lang.parse().unwrap(),
            name,
            text: text.replace("\\r", "\r").replace("\\n", "\n"),
            personal: personal.split('|').collect(),
        }
    });
    told.collect()
}

/// Without what parts and dresses it.
fn bare(text: &str) -> String {
    let kept = text.chars().filter(|c| c.is_alphanumeric());
    kept.flat_map(char::to_lowercase).collect()
}

fn holds(text: &str, personal: &str) -> bool {
    bare(text).contains(&bare(personal))
}

#[test]
fn sixty_texts_with_personal_data_are_scrubbed() {
    let texts = texts();
    assert!(texts.len() >= 60);
    for told in &texts {
        let scrubbed = scrub(&told.text, &[told.name]);
        for personal in &told.personal {
            assert!(holds(&told.text, personal), "{personal} in {}", told.text);
            assert!(!holds(&scrubbed, personal), "{personal} in {scrubbed}");
        }
    }
}

/// Somebody of the region with the text in every field that takes words.
fn telling(nth: usize, told: &Told, like: &Jobseeker) -> Jobseeker {
    let text = || Some(told.text.clone());
    let mut person = like.clone();
    person.person.id = format!("T-{nth}").parse().unwrap();
    person.person.name = Some(told.name.to_owned());
    person.person.protected_address = Some(false);
    person.visibility.matching = Some(true);
    person.staff.offer = None;
    person.visibility.partners = Some(shown_to_all());
    let profile = &mut person.profile;
    profile.right_to_work = None;
    for lang in [Lang::Fi, Lang::Sv, Lang::En] {
        if lang == told.lang || nth.is_multiple_of(3) {
            profile.headline = Localised::of(lang, told.text.as_str());
            profile.text = Localised::of(lang, told.text.as_str());
        }
    }
    let skills = profile.skills.get_or_insert_default();
    skills.iter_mut().for_each(|skill| skill.text = text());
    skills.push(HeldSkill {
        text: text(),
        ..HeldSkill::default()
    });
    let jobs = profile.employments.get_or_insert_default();
    jobs.push(Employment::default());
    for job in jobs {
        (job.title, job.employer, job.text) = (text(), text(), text());
    }
    let taken = profile.educations.get_or_insert_default();
    taken.push(Education::default());
    taken
        .iter_mut()
        .for_each(|education| education.title = text());
    person
}

fn ask(method: &'static str, address: String, body: &serde_json::Value) -> Question {
    Question {
        who: Who::Agency(0),
        method,
        address,
        headers: vec![("content-type", "application/json".to_owned())],
        body: if method == "GET" {
            String::new()
        } else {
            body.to_string()
        },
    }
}

/// Questions that bring everyone into view: each vacancy, from the best to the last, and every address
/// that takes a pseudonym, for each.
fn questions(
    vacancies: &[Vacancy],
    seed: u64,
    texts: usize,
    addresses: &[(&'static str, String)],
) -> Vec<Question> {
    let search = "/api/v1/candidates:search";
    let mut questions = Vec::new();
    for vacancy in vacancies {
        let mut record = serde_json::to_value(vacancy).unwrap();
        record["id"] = "A-1".into();
        let body = json!({"assignment": record, "purpose": "p", "limit": 100});
        questions.push(ask("POST", search.to_owned(), &body));
    }
    for nth in 0..texts {
        let name = pseudonym(seed, 0, &format!("T-{nth}")).to_string();
        for (method, pattern) in addresses {
            let of_one = pattern.contains("pseudonym") && *method == "GET";
            if of_one {
                let address = pattern.replace("{pseudonym}", &name);
                questions.push(ask("GET", address, &json!({})));
            }
        }
    }
    questions
}

#[test]
fn no_personal_data_of_a_profile_is_in_a_partners_answer() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let (texts, region, seed) = (texts(), region(), 7);
        let people: Vec<Jobseeker> = texts
            .iter()
            .zip(region.jobseekers.iter().rev())
            .enumerate()
            .map(|(nth, (told, like))| telling(nth, told, like))
            .collect();
        let vacancies = &region.vacancies[region.vacancies.len() - 12..];
        let world = World::of(seed, vacancies, &people).await;
        let addresses = addresses(&world).await;
        let (mut shown, mut answers) = (std::collections::BTreeSet::new(), 0);
        for question in questions(vacancies, seed, texts.len(), &addresses) {
            let (answer, _) = world.send(&question).await;
            answers += usize::from(answer.status == 200);
            for candidate in answer.json()["candidates"].as_array().into_iter().flatten() {
                shown.insert(candidate["person"].to_string());
            }
            let said = bare(&answer.body) + &bare(&format!("{:?}", answer.headers));
            for told in &texts {
                for personal in told.personal.iter().filter(|p| bare(p).len() > 5) {
                    assert!(!said.contains(&bare(personal)), "{personal}: {question:?}");
                }
                // Nor any stretch of the text itself, which is nobody's but the person's.
                let stretch: String = bare(&told.text).chars().take(24).collect();
                assert!(!said.contains(&stretch), "{stretch}: {question:?}");
            }
        }
        assert!(answers >= 8, "{answers} answers");
        assert_eq!(shown.len(), texts.len(), "everyone is shown");
    });
}

/// Asking for somebody's own words finds nobody by them: a person with the words and their twin without
/// get the same answer.
#[test]
fn asking_for_personal_data_finds_nobody_by_it() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let (texts, region, seed) = (texts(), region(), 8);
        let likes = region.jobseekers.iter().rev().take(texts.len());
        let told = texts.iter().zip(likes.clone()).enumerate();
        let told: Vec<Jobseeker> = told
            .map(|(nth, (told, like))| telling(nth, told, like))
            .collect();
        let silent = told.iter().map(|person| {
            let mut person = person.clone();
            let profile = &mut person.profile;
            (profile.headline, profile.text) = (Localised::default(), Localised::default());
            for skill in profile.skills.iter_mut().flatten() {
                skill.text = skill.concept.is_none().then(|| "x".to_owned());
            }
            for job in profile.employments.iter_mut().flatten() {
                (job.title, job.employer, job.text) = (None, None, None);
            }
            profile
                .educations
                .iter_mut()
                .flatten()
                .for_each(|e| e.title = None);
            person
        });
        let silent: Vec<Jobseeker> = silent.collect();
        let vacancies = &region.vacancies[region.vacancies.len() - 3..];
        let worlds = [
            World::of(seed, vacancies, &told).await,
            World::of(seed, vacancies, &silent).await,
        ];
        let mut answered = 0;
        for told in texts.iter().step_by(4) {
            let begin = match told.lang {
                Lang::Fi => "Etsimme kokkia.",
                Lang::Sv => "Vi söker en kock.",
                Lang::En => "We are looking for a cook.",
            };
            let text = format!("{begin} {}", told.text);
            let body = json!({"text": text, "purpose": "p", "limit": 100});
            let question = ask("POST", "/api/v1/candidates:search".to_owned(), &body);
            let (one, _) = worlds[0].send(&question).await;
            let (other, _) = worlds[1].send(&question).await;
            answered += usize::from(one.status == 200);
            super::assert_same(&one.body, &other.body, &text);
        }
        assert!(answered > 10, "{answered} answered");
    });
}
