//! Records that hold codes alone are found by the names of what they hold, in each language.

use crate::on_record::Engine;
use kohtaanto::domain::{Jobseeker, Lang, Role, Vacancy};
use kohtaanto::engine::{Reader, SearchQuery};

use crate::region::options;

const NURSE: &str = "http://data.europa.eu/esco/occupation/d38c2107-98f2-47b7-8bb4-f69750d51082";

async fn filled(folder: &std::path::Path) -> Engine {
    let engine = Engine::init(options(folder)).await.unwrap();
    let person: Jobseeker = serde_json::from_value(serde_json::json!({
        "person": {"id": "P-1", "protected_address": false},
        "visibility": {"matching": true},
        "profile": {"employments": [{"occupation": NURSE}], "permits": ["card:hygiene"]},
    }))
    .unwrap();
    let vacancy: Vacancy = serde_json::from_value(serde_json::json!({
        "id": "V-1", "title": {"fi": "Osaaja"}, "occupations": [NURSE],
        "permits": [{"code": "card:hygiene", "need": "must"}],
    }))
    .unwrap();
    engine.put_jobseekers(&[person], None).await.unwrap();
    engine.put_vacancies(&[vacancy]).await.unwrap();
    engine
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_is_found_by_its_name_in_each_language() {
    let folder = tempfile::tempdir().unwrap();
    let engine = filled(folder.path()).await;
    let reader = Reader::staff(Role::Coordinator, "test", "search", Lang::Sv);
    let taxonomy = engine.taxonomy();
    let concept = taxonomy.find(NURSE).unwrap();
    let mut words: Vec<&str> = Lang::ALL
        .iter()
        .map(|lang| taxonomy.label(concept, *lang))
        .collect();
    words.extend([
        "hygieniapassi",
        "hygieniapassia",
        "hygienpass",
        "food hygiene",
    ]);
    for word in words {
        let query = || SearchQuery {
            text: word.to_owned(),
            ..SearchQuery::default()
        };
        let people = engine.search_people(&reader, query()).await.unwrap();
        assert_eq!(people.total, 1, "people by {word}");
        // Where in the record it stands is shown, once.
        assert_eq!(people.hits[0].snippets.len(), 1, "{word}");
        let vacancies = engine.search_vacancies(&reader, query()).await.unwrap();
        assert_eq!(vacancies.total, 1, "vacancies by {word}");
    }
    let query = SearchQuery {
        text: "hitsaaja".to_owned(),
        ..SearchQuery::default()
    };
    assert_eq!(engine.search_people(&reader, query).await.unwrap().total, 0);
}
