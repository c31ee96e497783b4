//! Concepts of another release than the one that is loaded: kept as words, each asked for itself.

use serde_json::json;

use super::cases::{advert, check, name};
use super::world::{TAXONOMY, plan};

const ONE: &str = "http://data.europa.eu/esco/skill/not-of-this-release";
const OTHER: &str = "http://data.europa.eu/esco/skill/nor-this-one";

#[test]
fn each_concept_of_another_release_is_asked_for_itself() {
    let vacancy = json!({"skills": [
        {"concept": ONE, "need": "nice"},
        {"concept": OTHER, "need": "must"},
    ]});
    let plan = plan(&advert(vacancy.clone()).ask());
    let asked: Vec<String> = plan.requirements.iter().map(name).collect();
    assert!(
        asked.contains(&ONE.to_owned()) && asked.contains(&OTHER.to_owned()),
        "{asked:?}"
    );
    let nobody = json!({"skills": []});
    check(vacancy.clone(), nobody, OTHER, "unknown", "far");
    let other = json!({"skills": [{"concept": OTHER, "years": 3, "source": "employment"}]});
    check(vacancy.clone(), other.clone(), OTHER, "met", "fits");
    check(vacancy, other, ONE, "unknown", "fits");
}

#[test]
fn an_occupation_of_another_release_is_looked_for_as_a_word() {
    let vacancy = json!({"occupations": [ONE]});
    let held = json!({"employments": [{"occupation": ONE, "from": "2019"}]});
    check(vacancy.clone(), held, ONE, "met", "fits");
    check(vacancy, json!({}), ONE, "unknown", "fits");
    assert!(TAXONOMY.find(ONE).is_none());
}
