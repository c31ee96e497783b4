//! Cases of education, of being near or far, and of how much a vacancy lets be judged.

use serde_json::{Value, json};

use super::cases::{advert, check, found, name, someone};
use super::world::{TAXONOMY, plan};
use crate::domain::{FieldRef, Lang, Span, UncoveredWord};
use crate::score::Judgeable;
use crate::taxonomy::ConceptIx;

#[test]
fn education_under_way_is_near() {
    let asks = || json!({"education": {"level": "bachelor", "need": "must"}});
    let holds = |status: &str| json!({"educations": [{"level": "bachelor", "status": status}]});
    check(asks(), holds("completed"), "education", "met", "fits");
    check(
        asks(),
        holds("ongoing"),
        "education",
        "near trainable",
        "fits_if",
    );
    check(
        asks(),
        holds("interrupted"),
        "education",
        "missing core",
        "fits_if",
    );
    check(
        asks(),
        json!({"educations": [{"level": "master"}]}),
        "education",
        "met",
        "fits",
    );
    check(
        asks(),
        json!({"educations": [{"level": "basic"}]}),
        "education",
        "missing core",
        "fits_if",
    );
    check(asks(), json!({}), "education", "unknown", "fits_if");
    let abroad = json!({"educations": [{"level": "master", "recognised": "pending"}]});
    check(asks(), abroad, "education", "near trainable", "fits_if");
}

/// An occupation with many essential skills, and one that is not near to it.
fn trades() -> (String, Vec<String>, String) {
    let trade = TAXONOMY
        .occupations()
        .find(|o| TAXONOMY.essential_skills(*o).len() >= 4)
        .unwrap();
    let near: Vec<ConceptIx> = TAXONOMY
        .near_occupations(trade)
        .iter()
        .map(|(o, _)| *o)
        .collect();
    let uses = |o: ConceptIx, skill: &ConceptIx| {
        TAXONOMY.essential_skills(o).contains(skill) || TAXONOMY.optional_skills(o).contains(skill)
    };
    let skills = &TAXONOMY.essential_skills(trade)[..4];
    let strange = |o: &ConceptIx| !near.contains(o) && !skills.iter().any(|s| uses(*o, s));
    let other = TAXONOMY.occupations().find(strange).unwrap();
    let uri = |ix: ConceptIx| TAXONOMY.uri(ix).to_owned();
    (
        uri(trade),
        skills.iter().map(|s| uri(*s)).collect(),
        uri(other),
    )
}

#[test]
fn far_is_no_near_occupation_and_under_half_of_the_skills() {
    let (trade, skills, other) = trades();
    let must = |uri: &String| json!({"concept": uri, "need": "must"});
    let asks = |years: Value| {
        let skills: Vec<Value> = skills.iter().map(must).collect();
        json!({"occupations": [trade], "skills": skills, "experience": years})
    };
    let had = |count: usize, job: &str| {
        let skills: Vec<Value> = skills[..count]
            .iter()
            .map(|s| json!({"concept": s}))
            .collect();
        json!({"skills": skills, "employments": [{"occupation": job}]})
    };
    let group = |vacancy: Value, profile: Value| {
        found(&advert(vacancy), &someone(profile), "occupation")
            .1
            .to_string()
    };
    assert_eq!(group(asks(json!(null)), json!({})), "far");
    assert_eq!(group(asks(json!(null)), had(0, &other)), "far");
    // Half of the required skills, or a near occupation: either is enough.
    assert_eq!(group(asks(json!(null)), had(4, &other)), "fits");
    assert_ne!(group(asks(json!(null)), had(2, &other)), "far");
    assert_ne!(group(asks(json!(null)), had(0, &trade)), "far");
    // Where no experience is needed nobody is far.
    assert_eq!(group(asks(json!({"years": 0})), had(0, &other)), "fits_if");
    // Without must skills the occupation alone decides; where neither is asked, nobody is far.
    assert_eq!(
        group(json!({"occupations": [trade]}), had(0, &other)),
        "far"
    );
    assert_eq!(
        group(json!({"permits": [{"code": "driving:B"}]}), had(0, &other)),
        "fits"
    );
    // Far goes before what is not lawful.
    let mut driving = asks(json!(null));
    driving["permits"] = json!([{"code": "driving:B", "need": "must"}]);
    let mut none = had(0, &other);
    none["permits"] = json!([]);
    assert_eq!(group(driving.clone(), none.clone()), "far");
    none["employments"] = json!([{"occupation": trade}]);
    assert_eq!(group(driving, none), "not_lawful_yet");
}

#[test]
fn a_job_without_dates_leaves_the_years_open() {
    let (trade, _, other) = trades();
    let asks = || json!({"occupations": [trade], "experience": {"years": 2, "need": "must"}});
    let job = |from: &str, to: &str| json!({"occupation": trade, "from": from, "to": to});
    let jobs = |jobs: Vec<Value>| json!({"employments": jobs});
    let undated = json!({"occupation": trade});
    check(
        asks(),
        jobs(vec![undated.clone()]),
        "experience",
        "unknown",
        "fits_if",
    );
    check(
        asks(),
        jobs(vec![job("2020-01", "2021-12")]),
        "experience",
        "met",
        "fits",
    );
    check(
        asks(),
        jobs(vec![job("2020-01", "2020-12")]),
        "experience",
        "near core",
        "fits_if",
    );
    let short = job("2020-01", "2020-02");
    check(
        asks(),
        jobs(vec![short.clone()]),
        "experience",
        "missing core",
        "fits_if",
    );
    // What is dated counts, and what is not dated may be the rest.
    check(
        asks(),
        jobs(vec![short, undated]),
        "experience",
        "near core",
        "fits_if",
    );
    let elsewhere = json!({"occupation": other, "from": "2010", "to": "2020"});
    check(
        asks(),
        jobs(vec![elsewhere]),
        "experience",
        "missing core",
        "far",
    );
}

#[test]
fn a_basis_is_full_thin_or_none() {
    let basis = |record: Value| plan(&advert(record).ask()).judgeable;
    let (trade, skills, _) = trades();
    let skill = |place: usize| json!({"concept": skills[place]});
    assert_eq!(basis(json!({})), Judgeable::Nothing);
    assert_eq!(
        basis(json!({"minimum_age": 18, "shifts": ["night"]})),
        Judgeable::Nothing
    );
    assert_eq!(basis(json!({"occupations": [trade]})), Judgeable::Thin);
    let three = json!([skill(0), skill(1), skill(2)]);
    assert_eq!(
        basis(json!({"skills": three})),
        Judgeable::Thin,
        "no occupation"
    );
    let two = json!([skill(0), skill(1)]);
    assert_eq!(
        basis(json!({"occupations": [trade], "skills": two})),
        Judgeable::Full
    );
    let mut words = advert(json!({}));
    let (field, span) = (FieldRef::Text(Lang::Fi), Span { start: 0, end: 4 });
    words.reading.words = vec![UncoveredWord {
        base: "lavetti".into(),
        field,
        span,
    }];
    assert_eq!(plan(&words.ask()).judgeable, Judgeable::Thin);
}

#[test]
fn what_is_not_asked_gives_its_points_to_the_others() {
    let ceilings = |record: Value| -> Vec<(String, u16)> {
        let plan = plan(&advert(record).ask());
        let work = plan
            .requirements
            .iter()
            .filter(|r| r.need.is_some() && r.ceiling > 0);
        work.map(|r| (name(r), r.ceiling)).collect()
    };
    let of = |name: &str, points: u16| (name.to_owned(), points);
    // Alone, a part grows to twice its base and no further.
    let fi = json!({"code": "fi", "level": "B1", "need": "must"});
    assert_eq!(
        ceilings(json!({"languages": [fi]})),
        [of("language:fi", 120)]
    );
    // A must weighs four, a should two, a nice one.
    let three = json!([fi, {"code": "sv", "need": "should"}, {"code": "en", "need": "nice"}]);
    let shared = [
        of("language:fi", 69),
        of("language:sv", 34),
        of("language:en", 17),
    ];
    assert_eq!(ceilings(json!({"languages": three})), shared);
    assert_eq!(plan(&advert(json!({})).ask()).points_max, 300);
}
