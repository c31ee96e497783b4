//! Tests of the whole region.

use std::collections::HashSet;

use super::*;
use crate::domain::{ConceptUri, Status};

#[test]
fn the_same_seed_gives_the_same_region() {
    assert_eq!(region(7, 60, 40), region(7, 60, 40));
    assert_ne!(region(7, 60, 40).jobseekers, region(8, 60, 40).jobseekers);
}

#[test]
fn a_record_does_not_change_with_the_size_of_the_region() {
    let (small, large) = (region(7, 20, 5), region(7, 60, 40));
    assert_eq!(small.jobseekers, large.jobseekers[..small.jobseekers.len()]);
    assert_eq!(small.vacancies, large.vacancies[..small.vacancies.len()]);
}

#[test]
fn ten_situations_stand_in_it_with_their_records() {
    let region = region(7, 10, 10);
    assert_eq!(region.situations.len(), 10);
    let vacancies: HashSet<_> = region.vacancies.iter().map(|v| &v.id).collect();
    let people: HashSet<_> = region.jobseekers.iter().map(|j| &j.person.id).collect();
    assert_eq!(
        vacancies.len(),
        region.vacancies.len(),
        "an id stands twice"
    );
    assert_eq!(people.len(), region.jobseekers.len(), "an id stands twice");
    for situation in &region.situations {
        assert!(
            situation.vacancies.iter().all(|id| vacancies.contains(id)),
            "{}",
            situation.key
        );
        assert!(
            situation.people.iter().all(|id| people.contains(id)),
            "{}",
            situation.key
        );
    }
    assert_eq!(region.situations[6].people.len(), 45);
}

#[test]
fn what_a_situation_speaks_of_it_links() {
    let region = region(7, 10, 10);
    let links = |number: usize, vacancy: &str, person: &str| {
        let mut looks = region.situations[number].looks.iter();
        looks.any(|look| look.vacancy.as_str() == vacancy && look.person.as_str() == person)
    };
    assert!(links(0, "S-01-V2", "S-01-P5"), "the nurse's post");
    assert!(links(0, "S-01-V1", "S-01-P3"), "the unregistered");
    assert!(links(8, "S-09-V2", "S-09-P2"), "the card");
}

fn concepts(region: &Region) -> HashSet<&ConceptUri> {
    let asked = region.vacancies.iter().flat_map(|v| {
        v.occupations
            .iter()
            .chain(v.skills.iter().filter_map(|s| s.concept.as_ref()))
    });
    let held = region.jobseekers.iter().flat_map(|j| {
        let skills = j
            .profile
            .skills
            .iter()
            .flatten()
            .filter_map(|s| s.concept.as_ref());
        let jobs = j
            .profile
            .employments
            .iter()
            .flatten()
            .filter_map(|e| e.occupation.as_ref());
        skills.chain(jobs)
    });
    asked.chain(held).collect()
}

#[test]
fn nobody_in_the_region_welds_by_tig() {
    let taxonomy = Taxonomy::starter();
    let tig = "http://data.europa.eu/esco/skill/a51adea8-bf02-488a-a0d8-b0961caca5b0";
    let takes_it = taxonomy.essential_for(taxonomy.find(tig).unwrap());
    let takes_it: Vec<&str> = takes_it.iter().map(|ix| taxonomy.uri(*ix)).collect();
    let region = region(20_261_123, PEOPLE, VACANCIES);
    let mut welders = 0;
    for person in &region.jobseekers {
        let profile = &person.profile;
        let skills = profile.skills.iter().flatten();
        let mut held = skills.filter_map(|skill| skill.concept.as_ref());
        assert!(held.all(|uri| uri.as_str() != tig), "{}", person.person.id);
        let jobs = profile.employments.iter().flatten();
        for uri in jobs.filter_map(|job| job.occupation.as_ref()) {
            assert!(!takes_it.contains(&uri.as_str()), "{}", person.person.id);
            welders += 1;
        }
        let text = profile
            .text
            .best(crate::domain::Lang::Fi)
            .unwrap_or_default();
        assert!(!text.contains("TIG"), "{}: {text}", person.person.id);
    }
    assert!(welders > 1_000, "people have work behind them");
    // A firm asks for it all the same.
    let asks = |v: &Vacancy| {
        v.occupations
            .iter()
            .any(|uri| takes_it.contains(&uri.as_str()))
    };
    assert!(region.vacancies.iter().any(asks));
}

#[test]
fn every_concept_is_in_the_starter_taxonomy() {
    let starter = Taxonomy::starter();
    let region = region(7, 100, 100);
    let unknown: Vec<_> = concepts(&region)
        .into_iter()
        .filter(|c| starter.find(c.as_str()).is_none())
        .collect();
    assert!(unknown.is_empty(), "{unknown:?}");
}

#[test]
fn the_mix_is_a_region_s() {
    let region = region(7, PEOPLE, VACANCIES);
    let people = &region.jobseekers;
    let share = |count: usize, of: usize| count * 1_000 / of.max(1);
    let count = |test: &dyn Fn(&Jobseeker) -> bool| {
        share(people.iter().filter(|j| test(j)).count(), people.len())
    };
    let protected = count(&|j| j.person.protected_address == Some(true));
    assert!(
        (1..=12).contains(&protected),
        "{protected} per mille protected"
    );
    let consenting = count(&|j| j.visibility.partners.is_some());
    assert!(
        (350..=480).contains(&consenting),
        "{consenting} per mille consent"
    );
    let silent = count(&|j| j.profile.permits.is_none());
    assert!(
        (150..=400).contains(&silent),
        "{silent} per mille say nothing of permits"
    );
    let expired = count(&|j| {
        j.profile
            .permits
            .iter()
            .flatten()
            .any(|p| p.valid_until.is_some_and(|until| until < DAY))
    });
    assert!(
        (20..=200).contains(&expired),
        "{expired} per mille with an expired card"
    );
    let open = region.vacancies.iter().filter(|v| v.is_open(DAY)).count();
    assert!(share(open, region.vacancies.len()) > 800);
    assert!(region.vacancies.iter().any(|v| v.status != Status::Open));
    let texts: HashSet<_> = people
        .iter()
        .map(|j| format!("{:?}", j.profile.text))
        .collect();
    assert!(
        share(texts.len(), people.len()) > 900,
        "profiles repeat each other"
    );
}
