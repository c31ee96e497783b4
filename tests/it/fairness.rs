use kohtaanto::domain::{Jobseeker, Lang, Role};
use kohtaanto::engine::{Engine, EngineError, FairnessQuery, Groups, MatchesQuery, Reader};
use kohtaanto::sample;

use crate::region::filled;

fn reader(role: Role) -> Reader {
    Reader::staff(role, "test", "fairness report", Lang::Fi)
}

async fn answers(engine: &Engine) -> String {
    let mut all = String::new();
    for vacancy in engine.open_vacancies().await.unwrap() {
        let query = MatchesQuery {
            limit: Some(40),
            ..MatchesQuery::default()
        };
        let coordinator = reader(Role::Coordinator);
        let list = engine.matches(&coordinator, vacancy.as_str(), query).await;
        all.push_str(&serde_json::to_string(&list.unwrap()).unwrap());
    }
    all
}

/// A label that stands in no record and in no part of the program.
const LABEL: &str = "xqzlabel";

fn groups(people: &[Jobseeker]) -> Groups {
    let mut csv = String::from("id,half\n");
    for (person, n) in people.iter().zip(0..) {
        csv.push_str(&format!("{},{LABEL}{}\n", person.person.id, n % 2));
    }
    Groups::read(csv.as_bytes()).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn exposure_is_counted_names_nobody_and_changes_no_score() {
    let folder = tempfile::tempdir().unwrap();
    let region = sample::region(20_261_126, 160, 10);
    let engine = filled(folder.path(), &region).await;
    let before = answers(&engine).await;
    let leaves = engine.audit_verify().await.unwrap();
    let query = |groups| FairnessQuery {
        since: None,
        limit: 20,
        groups,
    };
    let (staff, admin) = (reader(Role::Coordinator), reader(Role::Admin));
    let refused = engine.fairness(&staff, query(Groups::default())).await;
    assert!(matches!(refused, Err(EngineError::Forbidden { .. })));
    let told = engine.fairness(&admin, query(groups(&region.jobseekers)));
    let told = told.await.unwrap();
    let after = engine.audit_verify().await.unwrap();
    assert_eq!(
        (after.leaves, after.sights),
        (leaves.leaves + 1, leaves.sights)
    );
    assert_eq!(answers(&engine).await, before, "to the byte");

    // Of everyone: as many as the ledger says, one by one.
    let everyone = told.rows.iter().find(|row| row.by == "all").unwrap();
    let (mut people, mut shown, mut listed) = (0, 0, 0);
    for jobseeker in &region.jobseekers {
        let facts_open = jobseeker.visibility.matching == Some(true)
            && jobseeker.person.protected_address == Some(false);
        let sights = engine.who_saw(&jobseeker.person.id).await.unwrap();
        // The answers were asked for twice; the report came after the first time.
        let sights = sights.len() as u64 / 2;
        if facts_open {
            people += 1;
            shown += u64::from(sights > 0);
            listed += sights;
        }
    }
    assert_eq!(everyone.people, Some(people));
    assert_eq!(
        (everyone.listed_people, everyone.listed),
        (Some(shown), Some(listed))
    );
    assert!(everyone.run.unwrap() <= told.vacancies * 20 && everyone.run_rank.unwrap() <= 20);
    let halves: Vec<_> = told.rows.iter().filter(|row| row.by == "half").collect();
    let sum: u64 = halves.iter().filter_map(|row| row.people).sum();
    assert!(halves.len() >= 2 && sum == people, "{halves:?}");
    let few = |row: &&kohtaanto::engine::ExposureRow| {
        let small = |n: Option<u64>| n.is_some_and(|n| (1..5).contains(&n));
        small(row.people) || small(row.listed_people) || small(row.run_people)
    };
    assert_eq!(told.rows.iter().find(few), None);
    engine.close().await;
    for file in std::fs::read_dir(folder.path()).unwrap() {
        let path = file.unwrap().path();
        if path.is_file() {
            let bytes = std::fs::read(&path).unwrap();
            let kept = bytes
                .windows(LABEL.len())
                .any(|word| word == LABEL.as_bytes());
            assert!(!kept, "{}", path.display());
        }
    }
}

#[test]
fn a_file_of_groups_that_cannot_be_read_names_its_line() {
    let check = |csv: &str, part: &str| {
        let said = Groups::read(csv.as_bytes()).unwrap_err().to_string();
        assert!(said.contains(part), "{said}");
    };
    check("id\nP-1\n", "the head line is");
    check("id,sex\nP-1,a\nP-1,b\n", "came before");
    check("id,sex\nP-1,a,b\n", "2");
}
