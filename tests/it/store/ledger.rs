//! What leaves is on the record first, and what was hidden does not leave.

use std::sync::Arc;

use jiff::civil::date;
use kohtaanto::domain::{Reader, Role, Scope};
use kohtaanto::store::{
    Disclosure, DisclosureKind, Place, ProtectionKind, ProtectionRecord, Store, StoreError,
};
use kohtaanto::visibility::{Decision, Facts, Verdict, judge};

use super::{Bed, jobseeker, on_each_engine, visible};

on_each_engine! {
    an_answer_is_on_the_record_with_everyone_in_it
    a_hide_that_was_acknowledged_stops_the_answer
    the_gate_sees_what_the_record_says
    a_decision_about_a_source_reaches_its_people
    two_leaves_do_not_tell_that_they_hold_the_same_person
    tampering_is_found
    no_answer_overtakes_a_hide
    no_purpose_no_people
    answers_are_recorded_together_or_not_at_all
}

fn answer(people: &[u32]) -> Disclosure {
    Disclosure {
        at: "2026-11-21T10:00:00Z".parse().unwrap(),
        who: "maija".into(),
        role: Role::Coordinator,
        organisation: None,
        purpose: "a welder for Esimerkki Oy".into(),
        vacancy: Some("V-1".parse().unwrap()),
        kind: DisclosureKind::Listed,
        versions: "w1".into(),
        people: people.to_vec(),
    }
}

fn staff_sees(_: u32, facts: &Facts) -> bool {
    let staff = Reader::Staff {
        role: Role::Coordinator,
        scope: Scope::Everyone,
    };
    judge(facts, &staff, date(2026, 11, 21)) == Verdict::Visible
}

async fn an_answer_is_on_the_record_with_everyone_in_it(bed: Bed) -> Bed {
    let store = bed.store();
    store
        .put_jobseekers(&["P-0", "P-1", "P-2"].map(visible), None)
        .await
        .unwrap();
    let first = store.disclose(&answer(&[2, 0]), staff_sees).await.unwrap();
    assert_eq!((first.first_leaf, first.last_leaf, first.head), (1, 1, 3));
    let mut opened = answer(&[2]);
    opened.kind = DisclosureKind::Opened;
    store.disclose(&opened, staff_sees).await.unwrap();
    let seen = store.who_saw(&"P-2".parse().unwrap()).await.unwrap();
    let told: Vec<_> = seen
        .iter()
        .map(|sight| (sight.leaf, sight.disclosure.kind, sight.proven))
        .collect();
    assert_eq!(
        told,
        [
            (1, DisclosureKind::Listed, true),
            (2, DisclosureKind::Opened, true)
        ]
    );
    assert_eq!(
        seen[0].disclosure,
        Disclosure {
            people: Vec::new(),
            ..answer(&[])
        }
    );
    assert_eq!(store.who_saw(&"P-1".parse().unwrap()).await.unwrap(), []);
    let report = store.audit_verify().await.unwrap();
    assert_eq!(
        (report.leaves, report.sights, report.breaks),
        (2, 3, vec![])
    );
    assert_eq!(store.head().await.unwrap(), 3, "showing is no change");
    bed
}

async fn a_hide_that_was_acknowledged_stops_the_answer(bed: Bed) -> Bed {
    let store = bed.store();
    let mut people = ["P-0", "P-1", "P-2", "P-3"].map(visible);
    store.put_jobseekers(&people, None).await.unwrap();
    people[1].visibility.matching = Some(false);
    people[2].person.protected_address = None;
    store.put_jobseekers(&people, None).await.unwrap();
    let at = "2026-11-21T10:00:00Z".parse().unwrap();
    store.erase(&people[3].person.id, at).await.unwrap();
    let refused = store.disclose(&answer(&[0, 1, 2, 3]), staff_sees).await;
    assert!(
        matches!(&refused, Err(StoreError::Changed(who)) if *who == [1, 2, 3]),
        "{refused:?}"
    );
    assert_eq!(
        store.audit_verify().await.unwrap().leaves,
        0,
        "nothing was recorded"
    );
    store.disclose(&answer(&[0]), staff_sees).await.unwrap();
    bed
}

async fn the_gate_sees_what_the_record_says(bed: Bed) -> Bed {
    let store = bed.store();
    let people = [
        visible("P-0"),
        jobseeker(r#"{"person":{"id":"P-1"}}"#),
        jobseeker(
            r#"{"person":{"id":"P-2","protected_address":true,"coach":"c-9","service_unit":"u-9"},
                "visibility":{"matching":false,"partners":{"agencies":["a-1","a-2"],"from":"2026-11-01","until":"2027-01-31","work":["5321"],"fields":["skills"],"contact":"direct"}},
                "staff":{"offer":"routes_only","routes":["wage_subsidy","apprenticeship"]},
                "profile":{"right_to_work":{"kind":"none"}}}"#,
        ),
    ];
    store.put_jobseekers(&people, None).await.unwrap();
    let expected: Vec<_> = (0..).zip(people.iter().map(Facts::of)).collect();
    let mut all = Vec::new();
    store
        .each_visibility(|entry, facts| all.push((entry, facts)))
        .await
        .unwrap();
    assert_eq!(all, expected);
    let mut some = store.visibility(&[2, 0, 77]).await.unwrap();
    some.sort_by_key(|(entry, _)| *entry);
    assert_eq!(some, [expected[0].clone(), expected[2].clone()]);
    bed
}

async fn a_decision_about_a_source_reaches_its_people(bed: Bed) -> Bed {
    let store = bed.store();
    let unknown = |id: &str| {
        jobseeker(&format!(
            r#"{{"person":{{"id":"{id}"}},"visibility":{{"matching":true}}}}"#
        ))
    };
    store
        .put_jobseekers(&[unknown("P-0"), visible("P-1")], Some("tmt"))
        .await
        .unwrap();
    store
        .put_jobseekers(&[unknown("P-2")], Some("other"))
        .await
        .unwrap();
    let decision = Decision {
        from: date(2026, 11, 20),
        until: Some(date(2026, 11, 30)),
    };
    let mut record = ProtectionRecord {
        source: "tmt".into(),
        kind: ProtectionKind::StaffMaySee(decision),
        by: "Olli Operaattori".into(),
        at: "2026-11-20T08:00:00Z".parse().unwrap(),
    };
    assert_eq!(store.record_protection(&record).await.unwrap(), 1);
    let changes = store.changes_since(3, 10).await.unwrap();
    assert_eq!(
        changes
            .iter()
            .map(|change| change.entry)
            .collect::<Vec<_>>(),
        [0]
    );
    let decided = async || -> Vec<bool> {
        let mut decided = Vec::new();
        store
            .each_visibility(|_, facts| decided.push(facts.decision == Some(decision)))
            .await
            .unwrap();
        decided
    };
    assert_eq!(decided().await, [true, true, false]);
    store.disclose(&answer(&[0, 1]), staff_sees).await.unwrap();
    record.kind = ProtectionKind::Withdrawn;
    assert_eq!(store.record_protection(&record).await.unwrap(), 1);
    assert_eq!(decided().await, [false, false, false]);
    assert!(store.disclose(&answer(&[0]), staff_sees).await.is_err());
    let kinds: Vec<_> = store
        .protection_records()
        .await
        .unwrap()
        .into_iter()
        .map(|r| r.kind)
        .collect();
    assert_eq!(
        kinds,
        [
            ProtectionKind::StaffMaySee(decision),
            ProtectionKind::Withdrawn
        ]
    );
    bed
}

async fn two_leaves_do_not_tell_that_they_hold_the_same_person(bed: Bed) -> Bed {
    let store = bed.store();
    store.put_jobseekers(&[visible("P-0")], None).await.unwrap();
    store.disclose(&answer(&[0]), staff_sees).await.unwrap();
    store.disclose(&answer(&[0]), staff_sees).await.unwrap();
    // Would two leaves hold the same pseudonym, they would now hold the same people twice.
    let unique = "CREATE UNIQUE INDEX same_people ON leaf (people)";
    run(bed, unique).await
}

async fn tampering_is_found(mut bed: Bed) -> Bed {
    let store = bed.store();
    store
        .put_jobseekers(&["P-0", "P-1"].map(visible), None)
        .await
        .unwrap();
    for _ in 0..4 {
        store.disclose(&answer(&[0, 1]), staff_sees).await.unwrap();
    }
    for (sql, undo, leaf) in [
        (
            "UPDATE leaf SET body = REPLACE(body, 'maija', 'matti') WHERE number = 2",
            "UPDATE leaf SET body = REPLACE(body, 'matti', 'maija') WHERE number = 2",
            2,
        ),
        (
            "UPDATE sight SET place = 1 - place WHERE leaf = 3",
            "UPDATE sight SET place = 1 - place WHERE leaf = 3",
            3,
        ),
        (
            "DELETE FROM sight WHERE leaf = 2 AND place = 1",
            "INSERT INTO sight (entry, leaf, place) VALUES (1, 2, 1)",
            2,
        ),
        (
            "UPDATE leaf SET prev = hash WHERE number = 3",
            "UPDATE leaf SET prev = (SELECT l.hash FROM leaf l WHERE l.number = 2) WHERE number = 3",
            3,
        ),
        (
            "UPDATE leaf SET number = 9 WHERE number = 4",
            "UPDATE leaf SET number = 4 WHERE number = 9",
            9,
        ),
    ] {
        bed = run(bed, sql).await;
        let report = bed.store().audit_verify().await.unwrap();
        assert!(
            report.breaks.iter().any(|b| b.leaf == leaf),
            "{sql}: {report:?}"
        );
        bed = run(bed, undo).await;
        assert_eq!(
            bed.store().audit_verify().await.unwrap().breaks,
            [],
            "{undo}"
        );
    }
    bed = run(bed, "DELETE FROM leaf WHERE number = 4").await;
    let report = bed.store().audit_verify().await.unwrap();
    assert!(
        report
            .breaks
            .iter()
            .any(|b| b.what.contains("not the last leaf")),
        "{report:?}"
    );
    bed
}

/// One task hides and shows a person by turns while another keeps answering: whatever was recorded
/// was recorded under a state in which the person was shown.
async fn no_answer_overtakes_a_hide(mut bed: Bed) -> Bed {
    bed.close().await;
    // PostgreSQL is shared by two processes' worth of connections, a directory is not.
    let answering = Arc::new(Store::open(bed.place()).await.unwrap());
    let hiding = match bed.place() {
        Place::Postgres(_) => Arc::new(Store::open(bed.place()).await.unwrap()),
        Place::Directory(_) => Arc::clone(&answering),
    };
    hiding
        .put_jobseekers(&[visible("P-0")], None)
        .await
        .unwrap();
    let hider = tokio::spawn(async move {
        for turn in 0..40 {
            let mut person = visible("P-0");
            person.visibility.matching = Some(turn % 2 == 1);
            hiding.put_jobseekers(&[person], None).await.unwrap();
        }
    });
    let (mut shown, mut refused) = (0, 0);
    while !hider.is_finished() {
        match answering.disclose(&answer(&[0]), staff_sees).await {
            // Changes are numbered from one, and every second one hides.
            Ok(receipt) => {
                assert_eq!(receipt.head % 2, 1, "recorded while hidden");
                shown += 1;
            }
            Err(StoreError::Changed(_)) => refused += 1,
            Err(other) => panic!("{other}"),
        }
    }
    hider.await.unwrap();
    assert!(
        shown > 0 && refused > 0,
        "{shown} shown, {refused} refused: no race was run"
    );
    drop(answering);
    bed.reopen().await;
    bed
}

async fn no_purpose_no_people(bed: Bed) -> Bed {
    let store = bed.store();
    store.put_jobseekers(&[visible("P-0")], None).await.unwrap();
    let mut idle = answer(&[0]);
    idle.purpose = "  ".into();
    assert!(matches!(
        store.disclose(&idle, staff_sees).await,
        Err(StoreError::Invalid(_))
    ));
    bed
}

async fn answers_are_recorded_together_or_not_at_all(bed: Bed) -> Bed {
    let store = bed.store();
    store
        .put_jobseekers(&["P-0", "P-1"].map(visible), None)
        .await
        .unwrap();
    let answers = [answer(&[0]), answer(&[]), answer(&[1, 0])];
    let refused = store
        .disclose_all(&answers, |place, entry, _| (place, entry) != (2, 1))
        .await;
    assert!(matches!(&refused, Err(StoreError::Changed(who)) if *who == [1]));
    assert_eq!(store.audit_verify().await.unwrap().leaves, 0);
    let receipt = store.disclose_all(&answers, |_, _, _| true).await.unwrap();
    assert_eq!((receipt.first_leaf, receipt.last_leaf), (1, 3));
    assert_eq!(store.audit_verify().await.unwrap().sights, 3);
    bed
}

/// Runs SQL behind the store's back.
async fn run(mut bed: Bed, sql: &'static str) -> Bed {
    bed.close().await;
    match bed.place() {
        Place::Postgres(url) => super::run_sql(&url, sql.into()).await,
        Place::Directory(directory) => {
            super::run_sqlite(&directory.join("records.sqlite"), sql).await
        }
    }
    bed.reopen().await;
    bed
}
