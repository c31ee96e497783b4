//! What goes out comes in again the same; whoever is hidden stays in, whoever leaves is on the ledger.

use kohtaanto::domain::{Jobseeker, Lang, Role};
use kohtaanto::engine::{Engine, EngineError, Options, PutOutcome, Reader};
use kohtaanto::sample;

#[tokio::test(flavor = "multi_thread")]
async fn what_goes_out_comes_in_again_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let options = Options {
        as_of: Some(sample::DAY),
        ..Options::new(folder.path())
    };
    let engine = Engine::init(options).await.unwrap();
    // More people than a page holds.
    let mut region = sample::region(20_261_123, 700, 20);
    let hidden = region.jobseekers[3].person.id.clone();
    region.jobseekers[3].visibility.matching = None;
    engine.put_vacancies(&region.vacancies).await.unwrap();
    let people = &region.jobseekers;
    engine.put_jobseekers(people, None).await.unwrap();

    let reader = Reader::staff(Role::Coordinator, "test", "moving house", Lang::En);
    let (mut out, mut kept_in): (Vec<Jobseeker>, u64) = (Vec::new(), 0);
    let mut after = None;
    loop {
        let page = engine.export_jobseekers(&reader, after).await.unwrap();
        out.extend(page.records);
        kept_in += page.hidden;
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(out.len() as u64 + kept_in, people.len() as u64);
    assert!(kept_in > 0, "nobody was hidden");
    assert!(out.iter().all(|j| j.person.id != hidden), "{hidden:?} left");
    for jobseeker in &out {
        let sights = engine.who_saw(&jobseeker.person.id).await.unwrap();
        assert_eq!(sights.len(), 1, "{:?}", jobseeker.person.id);
        assert_eq!(sights[0].disclosure.purpose, "moving house");
    }
    assert!(engine.who_saw(&hidden).await.unwrap().is_empty());

    let vacancies = engine.export_vacancies(None).await.unwrap().records;
    assert_eq!(vacancies.len(), region.vacancies.len());
    let same = engine.put_vacancies(&vacancies).await.unwrap();
    let same_people = engine.put_jobseekers(&out, None).await.unwrap();
    for put in same.iter().chain(&same_people) {
        assert_eq!(put.outcome, PutOutcome::Unchanged);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_partner_exports_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let engine = Engine::init(Options::new(folder.path())).await.unwrap();
    let agency = "a-1".parse().unwrap();
    let reader = Reader::partner(agency, "test", "a copy of everyone", Lang::En);
    let answer = engine.export_jobseekers(&reader, None).await;
    assert!(
        matches!(answer, Err(EngineError::Forbidden { .. })),
        "{answer:?}"
    );
}
