//! Who serves whom beside the record: restrictions, assignments, deputies. Each takes effect with its
//! commit and ends by itself.

use jiff::Timestamp;
use jiff::civil::{Date, date};
use kohtaanto::domain::{PersonId, Reader, Role};
use kohtaanto::store::{
    AssignmentSpec, Deputising, ProtectionKind, ProtectionRecord, Store, StoreError,
};
use kohtaanto::visibility::{Assigned, Decision, HiddenBy, judge};

use super::{Bed, on_each_engine, visible};

on_each_engine! {
    a_restriction_hides_until_it_is_lifted_and_outlives_an_import
    an_assignment_opens_a_client_to_one_reader_for_its_days
    a_deputy_stands_in_on_the_days_and_no_longer
    erasure_takes_away_who_else_served
    a_decision_on_matching_is_another_than_one_on_protection
}

fn now() -> Timestamp {
    "2026-11-21T10:00:00Z".parse().unwrap()
}

fn id() -> PersonId {
    "P-0".parse().unwrap()
}

async fn sees(store: &Store, role: Role, scope: &str, on: Date) -> bool {
    let reader = Reader::Staff {
        role,
        scope: scope.parse().unwrap(),
    };
    let (_, facts) = store.visibility(&[0]).await.unwrap().pop().unwrap();
    judge(&facts, &reader, on).hidden_by().is_none()
}

async fn a_restriction_hides_until_it_is_lifted_and_outlives_an_import(bed: Bed) -> Bed {
    let store = bed.store();
    store.put_jobseekers(&[visible("P-0")], None).await.unwrap();
    let today = date(2026, 11, 21);
    let all = async || sees(store, Role::Coordinator, "everyone", today).await;
    assert!(all().await);
    let head = store.head().await.unwrap();
    let why = "the person contests what stands there";
    assert!(store.restrict(&id(), why, "Ritva", now()).await.unwrap());
    assert_eq!(
        store.head().await.unwrap(),
        head + 1,
        "a change is numbered"
    );
    assert!(!store.restrict(&id(), why, "Ritva", now()).await.unwrap());
    assert!(!all().await);
    assert!(!sees(store, Role::Coach, "clients:c-1", today).await);
    let mut sent = visible("P-0");
    sent.person.name = Some("Otherwise".into());
    store.put_jobseekers(&[sent], None).await.unwrap();
    assert!(!all().await, "an import lifts nothing");
    let unsaid = store.unrestrict(&id(), " ", "Ritva", now()).await;
    assert!(matches!(unsaid, Err(StoreError::Invalid(_))));
    assert!(
        store
            .unrestrict(&id(), "settled", "Ritva", now())
            .await
            .unwrap()
    );
    assert!(
        !store
            .unrestrict(&id(), "settled", "Ritva", now())
            .await
            .unwrap()
    );
    assert!(all().await);
    assert!(
        store
            .restrict(&id(), "again", "Ritva", now())
            .await
            .unwrap()
    );
    let restrictions = store.restrictions(&id()).await.unwrap();
    let told: Vec<_> = restrictions
        .iter()
        .map(|r| (&*r.reason, r.lifted.is_some()))
        .collect();
    assert_eq!(told, [(why, true), ("again", false)]);
    let nobody = store
        .restrict(&"P-9".parse().unwrap(), why, "Ritva", now())
        .await;
    assert!(matches!(nobody, Err(StoreError::NotFound { .. })));
    bed
}

fn assignment(from: Date, until: Date) -> AssignmentSpec {
    AssignmentSpec {
        person: id(),
        assigned: Assigned {
            to: "s-3".parse().unwrap(),
            from,
            until,
            consented: Some(date(2026, 11, 20)),
        },
        purpose: "job coaching".into(),
    }
}

async fn an_assignment_opens_a_client_to_one_reader_for_its_days(bed: Bed) -> Bed {
    let store = bed.store();
    store
        .put_jobseekers(&["P-0", "P-1"].map(visible), None)
        .await
        .unwrap();
    let (first, last) = (date(2026, 11, 23), date(2026, 12, 31));
    let spec = assignment(first, last);
    store.assign(&spec, "Ritva", now()).await.unwrap();
    let check = async |role, scope, on, expected| {
        assert_eq!(
            sees(store, role, scope, on).await,
            expected,
            "{role} {scope} {on}"
        );
    };
    check(Role::Counsellor, "assigned:s-3", first, true).await;
    check(Role::Coach, "assigned:s-3", last, true).await;
    check(Role::Counsellor, "assigned:s-3", date(2026, 11, 22), false).await;
    check(Role::Counsellor, "assigned:s-3", date(2027, 1, 1), false).await;
    check(Role::Counsellor, "assigned:s-4", first, false).await;
    check(Role::Counsellor, "clients:c-1", first, false).await;
    let mut all = Vec::new();
    store
        .each_visibility(|_, facts| all.push(facts.assigned.len()))
        .await
        .unwrap();
    assert_eq!(all, [1, 0], "read for everybody as for one");
    for refused in [
        AssignmentSpec {
            purpose: " ".into(),
            ..spec.clone()
        },
        assignment(last, first),
        AssignmentSpec {
            assigned: Assigned {
                consented: None,
                ..spec.assigned.clone()
            },
            ..spec.clone()
        },
    ] {
        let refused = store.assign(&refused, "Ritva", now()).await;
        assert!(matches!(refused, Err(StoreError::Invalid(_))));
    }
    let to = "s-3".parse().unwrap();
    assert_eq!(
        store
            .end_assignment(&id(), &to, "Ritva", now())
            .await
            .unwrap(),
        1
    );
    assert_eq!(
        store
            .end_assignment(&id(), &to, "Ritva", now())
            .await
            .unwrap(),
        0
    );
    check(Role::Counsellor, "assigned:s-3", first, false).await;
    bed
}

async fn a_deputy_stands_in_on_the_days_and_no_longer(bed: Bed) -> Bed {
    let store = bed.store();
    let (from, until) = (date(2026, 11, 23), date(2026, 11, 27));
    let deputising = |coach: &str, deputy: &str| Deputising {
        coach: coach.parse().unwrap(),
        deputy: deputy.parse().unwrap(),
        from,
        until,
    };
    for coach in ["c-2", "c-1", "c-1"] {
        store
            .deputise(&deputising(coach, "c-9"), "Ritva", now())
            .await
            .unwrap();
    }
    assert!(
        store
            .deputise(&deputising("c-9", "c-9"), "Ritva", now())
            .await
            .is_err()
    );
    let check = async |deputy: &str, on: Date, coaches: &[&str]| {
        let found = store
            .stands_in_for(&deputy.parse().unwrap(), on)
            .await
            .unwrap();
        let found: Vec<_> = found.iter().map(|coach| coach.as_str()).collect();
        assert_eq!(found, coaches, "{deputy} {on}");
    };
    check("c-9", from, &["c-1", "c-2"]).await;
    check("c-9", until, &["c-1", "c-2"]).await;
    check("c-9", date(2026, 11, 22), &[]).await;
    check("c-9", date(2026, 11, 28), &[]).await;
    check("c-1", from, &[]).await;
    let [coach, deputy] = ["c-1", "c-9"].map(|id| id.parse().unwrap());
    assert_eq!(store.end_deputy(&coach, &deputy, now()).await.unwrap(), 2);
    check("c-9", from, &["c-2"]).await;
    bed
}

async fn erasure_takes_away_who_else_served(bed: Bed) -> Bed {
    let store = bed.store();
    store.put_jobseekers(&[visible("P-0")], None).await.unwrap();
    let spec = assignment(date(2026, 11, 23), date(2026, 12, 31));
    store.assign(&spec, "Ritva", now()).await.unwrap();
    store
        .restrict(&id(), "contested", "Ritva", now())
        .await
        .unwrap();
    store.erase(&id(), now()).await.unwrap();
    store.readmit(&id()).await.unwrap();
    store.put_jobseekers(&[visible("P-0")], None).await.unwrap();
    assert_eq!(store.restrictions(&id()).await.unwrap(), []);
    let mut assigned = 0;
    store
        .each_visibility(|_, facts| assigned += facts.assigned.len())
        .await
        .unwrap();
    assert_eq!(assigned, 0);
    bed
}

async fn a_decision_on_matching_is_another_than_one_on_protection(bed: Bed) -> Bed {
    let store = bed.store();
    let mut unsaid = visible("P-0");
    unsaid.visibility.matching = None;
    let people = [unsaid, visible("P-1")];
    store.put_jobseekers(&people, Some("tmt")).await.unwrap();
    let today = date(2026, 11, 21);
    let decision = Decision {
        from: today,
        until: Some(today),
    };
    let mut record = ProtectionRecord {
        source: "tmt".into(),
        kind: ProtectionKind::StaffMaySee(decision),
        by: "Ritva".into(),
        at: now(),
    };
    let all = async |on| sees(store, Role::Coordinator, "everyone", on).await;
    assert_eq!(store.record_protection(&record).await.unwrap(), 0);
    assert!(!all(today).await, "that is about other people");
    record.kind = ProtectionKind::StaffMayMatch(decision);
    assert_eq!(store.record_protection(&record).await.unwrap(), 1);
    assert!(all(today).await && !all(date(2026, 11, 22)).await);
    let (_, facts) = store.visibility(&[0]).await.unwrap().pop().unwrap();
    let agency = Reader::Agency("a-1".parse().unwrap());
    let hidden = judge(&facts, &agency, today).hidden_by();
    assert_eq!(hidden, Some(HiddenBy::MatchingUnknown), "never a partner");
    record.kind = ProtectionKind::MatchingWithdrawn;
    assert_eq!(store.record_protection(&record).await.unwrap(), 1);
    assert!(!all(today).await);
    bed
}
