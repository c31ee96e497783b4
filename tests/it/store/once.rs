//! What a request made is known to the second one for a day; a key's use is known to the next process.

use jiff::{SignedDuration, Timestamp};
use kohtaanto::domain::{PublicId, Role};
use kohtaanto::store::{Begun, Disclosure, DisclosureKind, KeyUse, PeopleADay, StoreError};

use super::{Bed, on_each_engine, visible};

on_each_engine! {
    what_was_made_is_known_for_a_day
    one_that_was_cut_short_may_be_sent_again
    requests_are_added_up_within_their_minute
    people_of_a_day_are_counted_once_and_forgotten_by_erasure
}

fn now() -> Timestamp {
    "2026-11-21T10:00:00Z".parse().unwrap()
}

async fn what_was_made_is_known_for_a_day(mut bed: Bed) -> Bed {
    let begin = async |bed: &Bed, who: &str, key: &str, request: u8, hours: i64| {
        let at = now() + SignedDuration::from_hours(hours);
        let begun = bed.store().begin_once(who, key, [request; 32], at).await;
        begun.unwrap()
    };
    assert_eq!(begin(&bed, "a", "k", 1, 0).await, Begun::New);
    assert_eq!(begin(&bed, "a", "k", 1, 0).await, Begun::InFlight);
    assert_eq!(begin(&bed, "a", "k", 2, 0).await, Begun::OtherRequest);
    assert_eq!(
        begin(&bed, "b", "k", 2, 0).await,
        Begun::New,
        "another key's"
    );
    bed.store().end_once("a", "k", Some("made")).await.unwrap();
    bed.store().end_once("b", "k", None).await.unwrap();
    bed.reopen().await;
    let made = Begun::Made("made".to_owned());
    assert_eq!(begin(&bed, "a", "k", 1, 23).await, made);
    assert_eq!(begin(&bed, "a", "k", 2, 23).await, Begun::OtherRequest);
    assert_eq!(
        begin(&bed, "b", "k", 3, 23).await,
        Begun::New,
        "it made nothing"
    );
    assert_eq!(
        begin(&bed, "a", "k", 2, 25).await,
        Begun::New,
        "a day later"
    );
    bed
}

async fn one_that_was_cut_short_may_be_sent_again(mut bed: Bed) -> Bed {
    let at = |seconds: i64| now() + SignedDuration::from_secs(seconds);
    let begin = async |bed: &Bed, seconds: i64| {
        let begun = bed.store().begin_once("a", "k", [1; 32], at(seconds)).await;
        begun.unwrap()
    };
    assert_eq!(begin(&bed, 0).await, Begun::New);
    bed.reopen().await;
    assert_eq!(begin(&bed, 60).await, Begun::InFlight);
    assert_eq!(begin(&bed, 180).await, Begun::New);
    assert_eq!(begin(&bed, 181).await, Begun::InFlight);
    bed
}

async fn requests_are_added_up_within_their_minute(mut bed: Bed) -> Bed {
    let keep = async |bed: &Bed, minute: i64, requests: u32| {
        let used = KeyUse {
            key: "a".to_owned(),
            minute,
            requests,
        };
        bed.store().keep_requests(vec![used]).await.unwrap();
    };
    keep(&bed, 7, 3).await;
    keep(&bed, 7, 4).await;
    bed.reopen().await;
    let kept = async |bed: &Bed, minute| bed.store().requests_kept("a", minute).await.unwrap();
    assert_eq!(kept(&bed, 7).await, 7);
    assert_eq!(kept(&bed, 8).await, 0);
    keep(&bed, 8, 2).await;
    // Another process is still at the minute before.
    keep(&bed, 7, 9).await;
    assert_eq!((kept(&bed, 7).await, kept(&bed, 8).await), (0, 2));
    bed
}

async fn people_of_a_day_are_counted_once_and_forgotten_by_erasure(mut bed: Bed) -> Bed {
    let people: Vec<_> = (0..5).map(|n| visible(&format!("P-{n}"))).collect();
    bed.store().put_jobseekers(&people, None).await.unwrap();
    let limits = PeopleADay {
        partner: 3,
        staff: 0,
    };
    bed.limit(limits);
    let key = PublicId::from_bits([7; 16]).to_string();
    let show = async |bed: &Bed, role: Role, people: &[u32], hours: i64| {
        let answer = Disclosure {
            at: now() + SignedDuration::from_hours(hours),
            who: key.clone(),
            role,
            organisation: None,
            purpose: "an assignment".into(),
            vacancy: None,
            kind: DisclosureKind::Listed,
            versions: String::new(),
            people: people.to_vec(),
        };
        bed.store().disclose(&answer, |_, _| true).await
    };
    let shown = async |bed: &Bed| bed.store().people_shown_to(&key, now()).await.unwrap();
    show(&bed, Role::Partner, &[0, 1], 0).await.unwrap();
    show(&bed, Role::Partner, &[1, 0, 1], 0).await.unwrap();
    assert_eq!(shown(&bed).await, (2, 14 * 3_600));
    let leaves = bed.store().audit_verify().await.unwrap().leaves;
    let refused = show(&bed, Role::Partner, &[1, 2, 3], 0).await.unwrap_err();
    assert!(
        matches!(refused, StoreError::TooManyPeople { most: 3, retry_after_seconds } if retry_after_seconds == 14 * 3_600),
        "{refused}"
    );
    assert_eq!(shown(&bed).await.0, 2, "nobody of it was shown");
    assert_eq!(bed.store().audit_verify().await.unwrap().leaves, leaves);
    show(&bed, Role::Partner, &[2], 0).await.unwrap();
    show(&bed, Role::Coach, &[0, 1, 2, 3, 4], 0).await.unwrap();
    bed.reopen().await;
    bed.limit(limits);
    show(&bed, Role::Partner, &[3], 0).await.unwrap_err();
    let erased = "P-0".parse().unwrap();
    bed.store().erase(&erased, now()).await.unwrap();
    assert_eq!(shown(&bed).await.0, 2);
    show(&bed, Role::Partner, &[1, 2, 3], 14).await.unwrap();
    assert_eq!(shown(&bed).await.0, 0, "yesterday's rows are gone");
    bed
}
