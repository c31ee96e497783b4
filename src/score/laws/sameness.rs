//! What changes nothing: when everything was, how long ago it was, whose it is, and what order it
//! stands in; and how equals are ordered.

use proptest::collection::vec;
use proptest::prelude::*;

use super::config;
use super::world::*;
use crate::domain::*;
use crate::score::{Group, Scored, TieKey, Weights, facts, rank};

/// Every date of a profile, and its confirmation, so many months later.
fn moved(someone: &Someone, months: i32) -> Someone {
    let mut moved = someone.clone();
    let shift = |date: &mut Option<PartialDate>| {
        *date = date.as_ref().map(|date| later(date, months));
    };
    let profile = &mut moved.profile;
    for job in profile.employments.iter_mut().flatten() {
        shift(&mut job.from);
        shift(&mut job.to);
    }
    profile
        .educations
        .iter_mut()
        .flatten()
        .for_each(|e| shift(&mut e.completed));
    profile
        .skills
        .iter_mut()
        .flatten()
        .for_each(|s| shift(&mut s.last_used));
    shift(&mut profile.confirmed_at);
    moved
}

/// A record of somebody with this profile, who is otherwise as different as can be.
fn record(someone: &Someone, id: &str, other: bool) -> Jobseeker {
    let mut record = Jobseeker::new(id.parse().unwrap());
    record.profile = someone.profile.clone();
    record.person.home_municipality = someone.home;
    record.person.protected_address = Some(other);
    if other {
        record.person.name = Some("Aino Ålander-Nguyen".to_owned());
        record.person.coach = Some("c-1".parse().unwrap());
        record.person.service_unit = Some("tampere-1".parse().unwrap());
        record.staff.offer = Some(Offer::WithSupport);
    }
    record
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_longer_gap_costs_nothing(advert in advert(), someone in someone()) {
        let ask = advert.ask();
        let now = judged(&ask, &someone);
        for months in [-12, -120, 12] {
            prop_assert_eq!(&judged(&ask, &moved(&someone, months)), &now);
        }
    }

    #[test]
    fn the_day_counts_for_what_expires_alone(advert in advert(), mut someone in someone()) {
        for permit in someone.profile.permits.iter_mut().flatten() {
            permit.valid_until = None;
        }
        let plan = plan(&advert.ask());
        let on = |day| {
            let Someone { profile, reading, home } = &someone;
            plan.assess(&facts::resolve(profile, reading, *home, &TAXONOMY, day).row())
        };
        prop_assert_eq!(on(DAY), on(jiff::civil::date(2035, 1, 1)));
    }

    #[test]
    fn who_somebody_is_counts_for_nothing(advert in advert(), someone in someone()) {
        let plan = plan(&advert.ask());
        let of = |record: &Jobseeker| {
            let home = record.person.home_municipality;
            plan.assess(&facts::resolve(&record.profile, &someone.reading, home, &TAXONOMY, DAY).row())
        };
        prop_assert_eq!(of(&record(&someone, "P-1", false)), of(&record(&someone, "X-9", true)));
    }

    #[test]
    fn the_order_of_a_list_counts_for_nothing(advert in advert(), someone in someone()) {
        let mut turned = someone.clone();
        turned.profile.skills.iter_mut().for_each(|list| list.reverse());
        turned.profile.employments.iter_mut().for_each(|list| list.reverse());
        turned.profile.languages.iter_mut().for_each(|list| list.reverse());
        turned.profile.permits.iter_mut().for_each(|list| list.reverse());
        turned.profile.educations.iter_mut().for_each(|list| list.reverse());
        let ask = advert.ask();
        let (one, other) = (judged(&ask, &someone), judged(&ask, &turned));
        prop_assert_eq!(
            (one.points, one.points_open, one.group),
            (other.points, other.points_open, other.group)
        );
    }

    #[test]
    fn the_best_of_any_length_begin_the_whole_order(
        people in vec((0..4usize, 0..3u16), 1..40), limit in 0..45usize,
    ) {
        let scored: Vec<Scored> = people.iter().zip(0u32..).map(|((group, points), row)| Scored {
            row, group: Group::ALL[*group], points: *points,
        }).collect();
        let key = TieKey::new(Weights::current(), "V-1");
        let tie = |row: u32| key.of(&format!("P-{row}"));
        let whole = rank(scored.clone(), scored.len(), tie);
        prop_assert!(whole.is_sorted_by_key(|s| (s.group, std::cmp::Reverse(s.points), tie(s.row))));
        let mut turned = scored;
        turned.reverse();
        let best = rank(turned, limit, tie);
        prop_assert_eq!(&best[..], &whole[..limit.min(whole.len())]);
    }
}

#[test]
fn ties_differ_by_vacancy_and_are_stable() {
    let people: Vec<String> = (0..50).map(|number| format!("P-{number}")).collect();
    let order = |vacancy: &str| {
        let key = TieKey::new(Weights::current(), vacancy);
        let mut people = people.clone();
        people.sort_by_key(|person| key.of(person));
        people
    };
    assert_eq!(order("V-1"), order("V-1"));
    assert_ne!(order("V-1"), order("V-2"));
    assert_ne!(order("V-1"), people);
    // The lengths are part of the key: what joins to the same letters does not tie alike.
    let key = |vacancy: &str| TieKey::new(Weights::current(), vacancy);
    assert_ne!(key("V-1").of("2P"), key("V-12").of("P"));
    // Fixed: an order that is shown today is shown next year.
    let first = key("V-1").of("P-1");
    assert_eq!(first, TieKey::new(Weights::current(), "V-1").of("P-1"));
}
