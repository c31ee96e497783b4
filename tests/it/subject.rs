use kohtaanto::domain::{Lang, Role};
use kohtaanto::engine::{Engine, EngineError, MatchesQuery, Reader};
use kohtaanto::sample;
use kohtaanto::store::{Erasing, TABLES};

use crate::region::{filled, options};

fn reader(role: Role) -> Reader {
    Reader::staff(role, "test", "the person asked", Lang::En)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_is_given_all_that_is_held_of_them_and_no_key() {
    let folder = tempfile::tempdir().unwrap();
    let region = sample::region(20_261_125, 30, 4);
    let engine = filled(folder.path(), &region).await;
    let shown = region
        .jobseekers
        .iter()
        .find(|j| engine.hidden_by(j).is_empty() && j.profile.text.best(Lang::Fi).is_some());
    let mut shown = shown.unwrap().clone();
    let person = shown.person.id.clone();
    for vacancy in &region.vacancies {
        let query = MatchesQuery {
            limit: Some(1_000),
            ..MatchesQuery::default()
        };
        let (coordinator, vacancy) = (reader(Role::Coordinator), vacancy.id.as_str());
        engine.matches(&coordinator, vacancy, query).await.unwrap();
    }
    let report = engine.changes(&reader(Role::Coordinator)).await.unwrap();
    engine.keep(report).await.unwrap();
    let (staff, admin) = (reader(Role::Coordinator), reader(Role::Admin));
    let refused = engine.export_subject(&staff, &person);
    assert!(matches!(refused.await, Err(EngineError::Forbidden { .. })));
    let told = engine.export_subject(&admin, &person);
    let told = told.await.unwrap();
    assert_eq!(told["jobseeker"], serde_json::to_value(&shown).unwrap());
    assert!(told["derived"]["read_from_the_words"]["mentions"].is_array());
    let sights = told["sight"].as_array().unwrap();
    assert!(sights.iter().any(|sight| sight["kind"] == "listed"));
    assert_eq!(sights.last().unwrap()["purpose"], "the person asked");
    for table in TABLES {
        let of_people = !matches!(table.erasing, Erasing::Nothing(_));
        assert!(
            !of_people || told.get(table.name).is_some(),
            "{}",
            table.name
        );
    }
    assert!(told["kept"]["bytes"].as_u64().unwrap() > 0);
    assert!(!told.to_string().contains("ledger_key"));

    // Whoever is hidden from every reader has the same right, and may be erased.
    shown.visibility.matching = Some(false);
    shown.person.protected_address = Some(true);
    engine.put_jobseekers(&[shown], None).await.unwrap();
    engine.restrict(&person, "disputed", "test").await.unwrap();
    let told = engine.export_subject(&admin, &person);
    let told = told.await.unwrap();
    assert_eq!(told["restriction"][0]["reason"], "disputed");
    assert!(engine.erase(&person).await.unwrap().files_clean);
    let told = engine.export_subject(&admin, &person).await;
    assert!(
        matches!(told, Err(EngineError::NotFound { .. })),
        "{told:?}"
    );
    engine.close().await;
    let engine = Engine::open(options(folder.path())).await.unwrap();
    assert_eq!(engine.audit_verify().await.unwrap().breaks, vec![]);
}
