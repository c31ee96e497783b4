//! What goes out comes in again the same; whoever is hidden stays in, whoever leaves is on the ledger.

use crate::on_record::Engine;
use kohtaanto::domain::{Jobseeker, Lang, Role};
use kohtaanto::engine::{EngineError, JobsQuery, Options, PutOutcome, Reader};
use kohtaanto::sample;

use crate::region::filled;

#[tokio::test(flavor = "multi_thread")]
async fn what_goes_out_comes_in_again_the_same() {
    let folder = tempfile::tempdir().unwrap();
    // More people than a page holds.
    let mut region = sample::region(20_261_123, 700, 20);
    let hidden = region.jobseekers[3].person.id.clone();
    region.jobseekers[3].visibility.matching = None;
    let engine = filled(folder.path(), &region).await;
    let people = &region.jobseekers;

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

/// Page by page to the last vacancy, each once; nobody else may read the files.
#[tokio::test(flavor = "multi_thread")]
async fn every_vacancy_of_a_person_is_reached() {
    let folder = tempfile::tempdir().unwrap();
    let region = sample::region(20_261_123, 5, 60);
    let engine = filled(folder.path(), &region).await;
    let reader = Reader::staff(Role::Coach, "test", "all of them", Lang::En);
    let person = region
        .jobseekers
        .iter()
        .find(|j| engine.hidden_by(j).is_empty())
        .unwrap();
    let person = person.person.id.as_str();
    let mut seen = Vec::new();
    let mut query = JobsQuery {
        limit: Some(7),
        ..JobsQuery::default()
    };
    let considered = loop {
        let list = engine.jobs(&reader, person, query.clone()).await.unwrap();
        seen.extend(list.matches.into_iter().filter_map(|m| m.vacancy));
        query.cursor = list.next;
        if query.cursor.is_none() {
            break list.considered;
        }
    };
    assert_eq!(seen.len() as u64, considered);
    let whole = JobsQuery {
        limit: Some(1_000),
        ..JobsQuery::default()
    };
    let whole = engine.jobs(&reader, person, whole).await.unwrap();
    let whole: Vec<_> = whole
        .matches
        .into_iter()
        .filter_map(|m| m.vacancy)
        .collect();
    assert_eq!(seen, whole);
    query.cursor = Some("00".repeat(44));
    let foreign = engine.jobs(&reader, person, query).await;
    assert!(
        matches!(foreign, Err(EngineError::Invalid(_))),
        "{foreign:?}"
    );
    #[cfg(unix)]
    for file in std::fs::read_dir(folder.path()).unwrap() {
        let file = file.unwrap();
        let mode = std::os::unix::fs::PermissionsExt::mode(&file.metadata().unwrap().permissions());
        let records = file.file_name().to_string_lossy().starts_with("records");
        assert!(!records || mode & 0o077 == 0, "{file:?} {mode:o}");
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
