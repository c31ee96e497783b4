//! Requests for contact: they expire by themselves, and go with whoever is hidden or erased.

use jiff::Timestamp;
use jiff::civil::{Date, date};
use kohtaanto::domain::{AgencyId, Agreed, ContactState};
use kohtaanto::store::{AgencyChangeKind, ContactAsked, ContactRequest, Store, StoreError};
use kohtaanto::visibility::Facts;

use super::{Bed, on_each_engine, visible};

on_each_engine! {
    a_request_expires_by_itself
    who_is_erased_leaves_a_notice_and_nothing_else
    a_pseudonym_is_taken_back_by_a_change_and_not_by_a_day
}

fn now() -> Timestamp {
    "2026-11-21T10:00:00Z".parse().unwrap()
}

fn agency() -> AgencyId {
    "a-1".parse().unwrap()
}

async fn ask(store: &Store, day: Date) -> Result<ContactRequest, StoreError> {
    let asked = ContactAsked {
        agency: agency(),
        entry: 0,
        by: "k".into(),
        purpose: "interview".into(),
        asked: day,
        due: date(2026, 11, 25),
        expires: date(2026, 12, 7),
    };
    store
        .ask_contact(&asked, |facts: &Facts| facts.consent.is_some(), now())
        .await
}

async fn a_request_expires_by_itself(bed: Bed) -> Bed {
    let store = bed.store();
    assert!(matches!(
        ask(store, date(2026, 11, 23)).await,
        Err(StoreError::Changed(_))
    ));
    store.put_jobseekers(&[visible("P-0")], None).await.unwrap();
    let request = ask(store, date(2026, 11, 23)).await.unwrap();
    let (last, after) = (date(2026, 12, 7), date(2026, 12, 8));
    assert_eq!(request.state_on(last), ContactState::Waiting);
    assert_eq!(request.state_on(after), ContactState::Expired);
    assert_eq!(ask(store, last).await.unwrap().id, request.id);
    let agreed = Agreed {
        phone: Some("040".into()),
        ..Agreed::default()
    };
    let answer = async |day: Date| {
        let answered =
            store.answer_contact(request.id, Some(&agreed), "c-1", (day, now()), |_, _| true);
        answered.await
    };
    assert!(matches!(answer(after).await, Err(StoreError::Conflict(_))));
    answer(last).await.unwrap();
    assert!(matches!(answer(last).await, Err(StoreError::Conflict(_))));
    let kept = store.contacts_of_agency(&agency()).await.unwrap();
    assert_eq!((kept.len(), kept[0].agreed.as_ref()), (1, Some(&agreed)));
    let coaches = ["c-1".parse().unwrap(), "c-9".parse().unwrap()];
    assert_eq!(store.contacts_of_coaches(&coaches).await.unwrap(), kept);
    assert_eq!(store.contacts_of_coaches(&coaches[1..]).await.unwrap(), []);
    let refused = store.answer_contact(request.id, None, "c-1", (last, now()), |_, _| false);
    assert!(matches!(refused.await, Err(StoreError::NotFound { .. })));
    bed
}

async fn who_is_erased_leaves_a_notice_and_nothing_else(bed: Bed) -> Bed {
    let store = bed.store();
    store.put_jobseekers(&[visible("P-0")], None).await.unwrap();
    store.note_shown(&agency(), &[(0, [7; 32])]).await.unwrap();
    ask(store, date(2026, 11, 23)).await.unwrap();
    let person = "P-0".parse().unwrap();
    let agreed = Agreed::default();
    store
        .choose_direct(&person, &agreed, "Ritva", now())
        .await
        .unwrap();
    store.erase(&person, now()).await.unwrap();
    assert_eq!(store.contacts_of_agency(&agency()).await.unwrap(), []);
    let unasked = store.agency_changes(&agency(), 0, 10).await.unwrap();
    assert_eq!(unasked, [], "numbered when the agency asks");
    let nobody = std::collections::BTreeMap::new();
    store.settle_shown(&agency(), &nobody, now()).await.unwrap();
    let told = store.agency_changes(&agency(), 0, 10).await.unwrap();
    assert_eq!(told.len(), 1);
    assert_eq!(
        (told[0].number, told[0].kind),
        (1, AgencyChangeKind::Revoked)
    );
    assert!(store.pseudonym_turns(&agency()).await.unwrap().is_empty());
    assert!(
        store
            .agency_changes(&agency(), 1, 10)
            .await
            .unwrap()
            .is_empty()
    );
    assert!(
        store
            .agency_changes(&"a-2".parse().unwrap(), 0, 10)
            .await
            .unwrap()
            .is_empty()
    );
    bed
}

async fn a_pseudonym_is_taken_back_by_a_change_and_not_by_a_day(bed: Bed) -> Bed {
    let store = bed.store();
    let mut person = visible("P-0");
    store.put_jobseekers(&[person.clone()], None).await.unwrap();
    store.note_shown(&agency(), &[(0, [7; 32])]).await.unwrap();
    let told = async || {
        let there = std::collections::BTreeMap::from([(0, [7; 32])]);
        store.settle_shown(&agency(), &there, now()).await.unwrap();
        store.agency_changes(&agency(), 0, 10).await.unwrap().len()
    };
    // A consent that has long ended, or begins one day, comes and goes by itself.
    let consent = person.visibility.partners.as_mut().unwrap();
    consent.until = Some(date(2020, 1, 1));
    store.put_jobseekers(&[person.clone()], None).await.unwrap();
    assert_eq!(told().await, 0);
    person.visibility.matching = Some(false);
    store.put_jobseekers(&[person.clone()], None).await.unwrap();
    assert_eq!(told().await, 1);
    assert_eq!(store.pseudonym_turns(&agency()).await.unwrap()[&0], 1);
    person.person.name = Some("Otherwise".into());
    store.put_jobseekers(&[person], None).await.unwrap();
    assert_eq!(told().await, 1, "told once");
    // What is not seen on the day is taken back where the agency asks what has changed.
    store.note_shown(&agency(), &[(0, [7; 32])]).await.unwrap();
    let nobody = std::collections::BTreeMap::new();
    store.settle_shown(&agency(), &nobody, now()).await.unwrap();
    assert_eq!(told().await, 2);
    bed
}
