//! Firms to call: those whose vacancies of the last two years suit, filled ones too.

use crate::on_record::Engine;
use kohtaanto::domain::{Jobseeker, Lang, Role, Vacancy};
use kohtaanto::engine::{EngineError, Reader};

use crate::region::options;

const NURSE: &str = "http://data.europa.eu/esco/occupation/d38c2107-98f2-47b7-8bb4-f69750d51082";
const WELDER: &str = "http://data.europa.eu/esco/occupation/7aedaa07-3884-4c5b-88f9-80997b2aa54b";

fn vacancy(id: &str, firm: &str, status: &str, published: &str, occupation: &str) -> Vacancy {
    let json = serde_json::json!({
        "id": id, "status": status, "published": published, "occupations": [occupation],
        "employer": {"name": firm}, "municipalities": ["837"],
    });
    serde_json::from_value(json).unwrap()
}

fn person(id: &str, protected: bool) -> Jobseeker {
    let json = serde_json::json!({
        "person": {"id": id, "home_municipality": "837", "protected_address": protected},
        "visibility": {"matching": true},
        "profile": {"employments": [{"occupation": NURSE, "from": "2020-01"}],
                    "wishes": {"occupations": [NURSE]}},
    });
    serde_json::from_value(json).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_firm_that_looked_for_such_a_person_in_two_years_is_one_to_call() {
    let folder = tempfile::tempdir().unwrap();
    let engine = Engine::init(options(folder.path())).await.unwrap();
    let vacancies = [
        vacancy("V-1", "Koivukoti", "filled", "2025-02-03", NURSE),
        vacancy("V-2", "Koivukoti", "open", "2026-11-01", NURSE),
        vacancy("V-3", "Vanha hoiva", "filled", "2024-01-03", NURSE),
        vacancy("V-4", "Paja", "open", "2026-11-01", WELDER),
        vacancy("V-5", "Tuleva hoiva", "open", "2027-11-01", NURSE),
    ];
    engine.put_vacancies(&vacancies).await.unwrap();
    let people = [person("P-1", false), person("P-2", true)];
    engine.put_jobseekers(&people, None).await.unwrap();
    let reader = Reader::staff(Role::Coach, "test", "firms", Lang::Fi);
    let list = engine.employers(&reader, "P-1", None).await.unwrap();
    let names: Vec<_> = list.employers.iter().map(|firm| &firm.name).collect();
    assert_eq!(names, [&Some("Koivukoti".to_owned())]);
    // The welder's shop is looked at, and far; the old advert and the coming one are not.
    assert_eq!(list.considered, 2);
    let firm = &list.employers[0];
    let groups = &firm.groups;
    assert_eq!(groups.fits + groups.fits_if + groups.not_lawful_yet, 2);
    assert_eq!(firm.open, 1);
    // The person is on the ledger for it.
    let seen = engine.who_saw(&"P-1".parse().unwrap()).await.unwrap();
    assert_eq!(seen.len(), 1);
    // Nobody learns firms for whom they may not see.
    let hidden = engine.employers(&reader, "P-2", None).await;
    assert!(matches!(hidden, Err(EngineError::NotFound { .. })));
    let too_many = engine.employers(&reader, "P-1", Some(5_000)).await;
    assert!(matches!(too_many, Err(EngineError::Invalid(_))));
}
