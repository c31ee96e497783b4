//! The field's own cases: what is asked, what is held, what is found, and the group.

use serde_json::{Value, json};

use super::world::{Advert, Someone, TAXONOMY, plan};
use crate::domain::{
    Cefr, FieldRef, Lang, Mention, MentionKind, Need, Profile, ReadFacts, Reading, Shift, Span,
    Stance, UncoveredWord, Vacancy,
};
use crate::score::{Asked, Finding, Group, Plan, Reason, Requirement, State};
use crate::taxonomy::ConceptIx;

/// The name that these tables call a requirement by.
pub(super) fn name(requirement: &Requirement) -> String {
    match &requirement.asked {
        Asked::Skill {
            concept: Some(ix), ..
        } => TAXONOMY.uri(*ix).to_owned(),
        Asked::Skill { text, .. } => text.clone(),
        Asked::Occupation(_) => "occupation".into(),
        Asked::Experience(_) => "experience".into(),
        Asked::Language(language) => format!("language:{}", language.code),
        Asked::Permit(code) => code.to_string(),
        Asked::Age(age) => format!("age:{age}"),
        Asked::RightToWork => "right_to_work".into(),
        Asked::Car => "car".into(),
        Asked::Education(_) => "education".into(),
        Asked::Word(word) => word.base.clone(),
        Asked::WishedOccupation => "wished_occupation".into(),
        Asked::Commute => "commute".into(),
        Asked::Hours => "hours".into(),
        Asked::Shifts => "shifts".into(),
        Asked::Conditions => "conditions".into(),
        Asked::Start => "start".into(),
        Asked::Contract => "contract".into(),
        Asked::Kinds => "kinds".into(),
        Asked::Named(name) => (*name).into(),
    }
}

pub(super) fn advert(mut record: Value) -> Advert {
    record["id"] = json!("V-1");
    let vacancy: Vacancy = serde_json::from_value(record).unwrap();
    Advert {
        vacancy,
        reading: Reading::default(),
    }
}

pub(super) fn someone(record: Value) -> Someone {
    let profile: Profile = serde_json::from_value(record).unwrap();
    let home = Some("837".parse().unwrap());
    Someone {
        profile,
        reading: Reading::default(),
        home,
    }
}

/// The plan, the group, and what was found under a name.
pub(super) fn found(
    advert: &Advert,
    someone: &Someone,
    asked: &str,
) -> (Plan, Group, Option<Finding>) {
    let plan = plan(&advert.ask());
    let judged = plan.assess(&someone.facts().row());
    let named = |f: &&Finding| name(&plan.requirements[usize::from(f.requirement)]) == asked;
    let finding = judged.findings.iter().find(named).copied();
    (plan, judged.group, finding)
}

/// Asks `vacancy` of `profile`: `state`, or `state class` where it keeps the person out of `fits`.
pub(super) fn check(vacancy: Value, profile: Value, asked: &str, state: &str, group: &str) {
    let about = format!("{vacancy} of {profile}");
    let (_, found_group, finding) = found(&advert(vacancy), &someone(profile), asked);
    let finding = finding.unwrap_or_else(|| panic!("{about}: no finding of {asked}"));
    let mut is = finding.found.state.to_string();
    if finding.blocks && finding.found.state.as_str() != "unknown" {
        is = format!("{is} {}", finding.found.class);
    }
    assert_eq!(
        (is.as_str(), found_group.as_str()),
        (state, group),
        "{about}: {asked}"
    );
}

#[test]
fn one_level_short_is_near_and_a_gap() {
    let asks = |level: &str| json!({"languages": [{"code": "en", "level": level, "need": "must"}]});
    let holds = |level: &str| json!({"languages": [{"code": "en", "level": level}]});
    check(
        asks("B1"),
        holds("A2"),
        "language:en",
        "near trainable",
        "fits_if",
    );
    check(asks("B1"), holds("B1"), "language:en", "met", "fits");
    // "At least" is the meaning.
    check(asks("B1"), holds("C2"), "language:en", "met", "fits");
    check(
        asks("B1"),
        holds("A1"),
        "language:en",
        "missing core",
        "fits_if",
    );
    check(
        asks("B1"),
        json!({"languages": [{"code": "en"}]}),
        "language:en",
        "unknown",
        "fits_if",
    );
}

#[test]
fn a_native_speaker_meets_any_oral_need() {
    let native = || json!({"languages": [{"code": "fi", "native": true}]});
    let spoken = json!({"languages": [{"code": "fi", "spoken": "C2", "need": "must"}]});
    check(spoken, native(), "language:fi", "met", "fits");
    let written = json!({"languages": [{"code": "fi", "written": "B1", "need": "must"}]});
    check(written, native(), "language:fi", "unknown", "fits_if");
}

#[test]
fn to_list_a_language_takes_nothing_away() {
    let asks = advert(json!({"languages": [{"code": "en", "level": "B2", "need": "must"}]}));
    let mut listed = someone(json!({"languages": [{"code": "en", "level": "A2"}]}));
    let said = |stance| Mention {
        kind: MentionKind::Language,
        id: "language:en".to_owned(),
        field: FieldRef::Text(Lang::En),
        span: Span { start: 0, end: 14 },
        stance,
        need: None,
        level: Some(Cefr::C1),
        years: None,
        valid_until: None,
        confidence: 90,
    };
    let state = |someone: &Someone| found(&asks, someone, "language:en").2.unwrap().found.state;
    assert_eq!(state(&listed), State::Missing);
    // "Fluent English" in the profile's own words holds beside the lower level of the list.
    listed.reading.mentions = vec![said(Stance::Stated)];
    assert_eq!(state(&listed), State::Met);
    assert_eq!(listed.facts().row().language_count(), 1);
    // A denial yields to the list.
    listed.reading.mentions = vec![said(Stance::Denied)];
    assert_eq!(state(&listed), State::Missing);
    listed.profile.languages = None;
    assert_eq!(
        found(&asks, &listed, "language:en").2.unwrap().found.reason,
        Reason::Denied
    );
}

#[test]
fn a_last_day_said_in_words_is_judged_by_the_day() {
    let asks = advert(json!({"permits": [{"code": "card:hot_work", "need": "must"}]}));
    let mut says = someone(json!({}));
    let mut state = |until: Option<&str>| {
        says.reading.mentions = vec![Mention {
            kind: MentionKind::Permit,
            id: "card:hot_work".to_owned(),
            field: FieldRef::Text(Lang::Fi),
            span: Span { start: 0, end: 13 },
            stance: Stance::Stated,
            need: None,
            level: None,
            years: None,
            valid_until: until.map(|day| day.parse().unwrap()),
            confidence: 95,
        }];
        found(&asks, &says, "card:hot_work").2.unwrap().found.state
    };
    assert_eq!(state(None), State::Met);
    assert_eq!(state(Some("2026-11-23")), State::Met);
    assert_eq!(state(Some("2026-11-22")), State::Missing);
}

#[test]
fn the_record_decides_and_the_higher_level_of_the_words_is_hoped_for() {
    let mut asks = advert(json!({"languages": [{"code": "fi", "level": "B1", "need": "must"}]}));
    asks.reading.mentions = vec![Mention {
        kind: MentionKind::Language,
        id: "language:fi".to_owned(),
        field: FieldRef::Text(Lang::Fi),
        span: Span { start: 0, end: 14 },
        stance: Stance::Stated,
        need: Some(Need::Must),
        level: Some(Cefr::B2),
        years: None,
        valid_until: None,
        confidence: 90,
    }];
    let states = |level: &str| {
        let has = someone(json!({"languages": [{"code": "fi", "level": level}]}));
        let (plan, group, _) = found(&asks, &has, "language:fi");
        let facts = has.facts();
        let assessment = plan.assess(&facts.row());
        let of = assessment.findings.iter();
        let languages = of.filter(|f| {
            matches!(
                plan.requirements[f.requirement as usize].asked,
                Asked::Language(_)
            )
        });
        (group, languages.map(|f| f.found.state).collect::<Vec<_>>())
    };
    let at_b1 = states("B1");
    assert_eq!(
        at_b1.1,
        [State::Met, State::Near],
        "what the text asks more is shown"
    );
    assert_eq!(at_b1.0, states("B2").0, "and moves nobody out of a group");
    assert_eq!(states("B2").1, [State::Met, State::Met]);
}

#[test]
fn a_word_more_in_a_weaker_place_lowers_nothing() {
    let mut asks = advert(json!({"skills": [{"text": "a b c d", "need": "must"}]}));
    let word = |base: &str, field| UncoveredWord {
        base: base.to_owned(),
        field,
        span: Span { start: 0, end: 1 },
    };
    let asked = |base| word(base, FieldRef::Skill(0));
    asks.reading.words = ["a", "b", "c", "d"].map(asked).to_vec();
    let mut has = someone(json!({}));
    let mut share = |base, field| {
        has.reading.words.push(word(base, field));
        found(&asks, &has, "a b c d").2.unwrap().found.share
    };
    assert_eq!(share("a", FieldRef::Employment(0)), 0);
    assert_eq!(
        share("b", FieldRef::Employment(0)),
        5_000,
        "half of them, in work"
    );
    assert_eq!(share("c", FieldRef::Skill(0)), 5_000);
    assert_eq!(
        share("d", FieldRef::Text(Lang::Fi)),
        5_000,
        "all, the weakest in a list"
    );
}

#[test]
fn silence_is_not_zero() {
    let language = || json!({"languages": [{"code": "sv", "level": "B1", "need": "must"}]});
    check(language(), json!({}), "language:sv", "unknown", "fits_if");
    let others = json!({"languages": [{"code": "fi", "native": true}]});
    check(language(), others, "language:sv", "missing core", "fits_if");
    let permit = || json!({"permits": [{"code": "driving:C", "need": "must"}]});
    check(permit(), json!({}), "driving:C", "unknown", "fits_if");
    check(
        permit(),
        json!({"permits": []}),
        "driving:C",
        "missing legal",
        "not_lawful_yet",
    );
    // Skills are never complete, and the language of one's own text need not be listed.
    let uri = TAXONOMY.uri(ConceptIx(0));
    let skill = json!({"skills": [{"concept": uri, "need": "must"}]});
    check(
        skill,
        json!({"skills": [], "employments": []}),
        uri,
        "unknown",
        "far",
    );
    let mut own = someone(json!({"languages": []}));
    own.reading.language = Some(Lang::Sv);
    let (_, _, finding) = found(&advert(language()), &own, "language:sv");
    assert_eq!(finding.unwrap().found.state.as_str(), "unknown");
}

#[test]
fn an_expired_permit_is_missing_and_to_be_renewed() {
    let asks = || json!({"permits": [{"code": "card:hot_work", "need": "must"}]});
    let until = |day: &str| json!({"permits": [{"code": "card:hot_work", "valid_until": day}]});
    check(
        asks(),
        until("2026-11-22"),
        "card:hot_work",
        "missing trainable",
        "fits_if",
    );
    check(asks(), until("2026-11-23"), "card:hot_work", "met", "fits");
    let (_, _, finding) = found(
        &advert(asks()),
        &someone(until("2026-11-22")),
        "card:hot_work",
    );
    assert_eq!(finding.unwrap().found.reason, Reason::Expired);
}

#[test]
fn a_permit_weighs_by_its_force() {
    let asks = |code: &str| json!({"permits": [{"code": code, "need": "must"}]});
    let none = || json!({"permits": []});
    // Three months of such work are lawful without it.
    check(
        asks("card:hygiene"),
        none(),
        "card:hygiene",
        "missing trainable",
        "fits_if",
    );
    check(
        asks("driving:B"),
        none(),
        "driving:B",
        "missing legal",
        "not_lawful_yet",
    );
    check(
        asks("title:practical_nurse"),
        none(),
        "title:practical_nurse",
        "missing trainable",
        "fits_if",
    );
    check(
        asks("driving:B"),
        json!({"permits": ["driving:CE"]}),
        "driving:B",
        "met",
        "fits",
    );
    let wished = json!({"permits": [{"code": "driving:B", "need": "should"}]});
    check(wished, none(), "driving:B", "missing", "fits");
}

#[test]
fn a_licence_goes_with_its_occupation_unless_the_advert_speaks_of_it() {
    let nurse = "http://data.europa.eu/esco/occupation/8d3e8aaa-791b-4c75-a465-f3f827028f50";
    let carer = "http://data.europa.eu/esco/occupation/d38c2107-98f2-47b7-8bb4-f69750d51082";
    let asks = |of: &[&str]| json!({"occupations": of});
    let holds = |codes: &[&str]| json!({"employments": [{"occupation": nurse, "from": "2019-01"}], "permits": codes});
    let unsaid = || json!({"employments": [{"occupation": nurse, "from": "2019-01"}]});
    check(
        asks(&[nurse]),
        holds(&[]),
        "licence:nurse",
        "missing legal",
        "not_lawful_yet",
    );
    check(
        asks(&[nurse]),
        unsaid(),
        "licence:nurse",
        "unknown",
        "fits_if",
    );
    // A midwife is licensed as a nurse too.
    check(
        asks(&[nurse]),
        holds(&["licence:midwife"]),
        "licence:nurse",
        "met",
        "fits",
    );
    // Others may do the work of a protected title.
    check(
        asks(&[carer]),
        holds(&[]),
        "title:practical_nurse",
        "missing",
        "fits",
    );
    // Where either will do, no one licence is asked.
    let (plan, ..) = found(&advert(asks(&[nurse, carer])), &someone(unsaid()), "");
    assert_eq!(plan.permits_implied, 0);
    // What the advert says itself stands.
    let mut said = asks(&[nurse]);
    said["permits"] = json!([{"code": "licence:nurse", "need": "must"}]);
    let (plan, ..) = found(&advert(said), &someone(unsaid()), "");
    assert_eq!(plan.permits_implied, 0);
}

#[test]
fn an_advert_that_names_a_class_of_licence_names_them_all() {
    let lorry = "http://data.europa.eu/esco/occupation/45037d43-a8f5-4f46-b332-b2935bc305f4";
    let implied = |permits: Value| {
        let record = json!({"occupations": [lorry], "permits": permits});
        let (plan, ..) = found(&advert(record), &someone(json!({})), "");
        let of = |code: &crate::domain::PermitCode| plan.permits_implied >> code.index() & 1 == 1;
        crate::domain::PermitCode::all()
            .filter(of)
            .map(|code| code.to_string())
            .collect::<Vec<_>>()
    };
    assert_eq!(implied(json!([])), ["driving:C", "licence:driver_cpc"]);
    assert!(implied(json!([{"code": "driving:B", "need": "must"}])).is_empty());
}

#[test]
fn a_statutory_age_is_yes_or_no() {
    let asks = || json!({"minimum_age": 18});
    check(
        asks(),
        json!({"age_at_least": [16, 18]}),
        "age:18",
        "met",
        "fits",
    );
    check(
        asks(),
        json!({"age_at_least": [16]}),
        "age:18",
        "missing legal",
        "not_lawful_yet",
    );
    check(
        asks(),
        json!({"age_at_least": []}),
        "age:18",
        "missing legal",
        "not_lawful_yet",
    );
    check(asks(), json!({}), "age:18", "unknown", "fits_if");
}

#[test]
fn the_right_to_work_is_implied_and_unknown_changes_nothing() {
    let week = |least: f64| json!({"hours": {"weekly_min": least}});
    let right = |kind: &str| json!({"right_to_work": {"kind": kind, "weekly": 30}});
    check(
        week(38.0),
        right("none"),
        "right_to_work",
        "missing legal",
        "not_lawful_yet",
    );
    check(
        week(38.0),
        right("hours_limited"),
        "right_to_work",
        "missing legal",
        "not_lawful_yet",
    );
    check(
        week(30.0),
        right("hours_limited"),
        "right_to_work",
        "met",
        "fits",
    );
    check(
        json!({}),
        right("hours_limited"),
        "right_to_work",
        "met",
        "fits",
    );
    check(
        json!({}),
        right("field_limited"),
        "right_to_work",
        "unknown",
        "fits_if",
    );
    let over = json!({"right_to_work": {"kind": "unrestricted", "valid_until": "2026-11-22"}});
    check(
        json!({}),
        over,
        "right_to_work",
        "missing legal",
        "not_lawful_yet",
    );
    for silent in [json!({}), right("unknown")] {
        let (_, group, finding) = found(&advert(week(38.0)), &someone(silent), "right_to_work");
        assert_eq!((group, finding), (Group::Fits, None));
    }
}

#[test]
fn an_early_shift_without_a_car_is_a_question() {
    let mut early = advert(json!({"municipalities": ["837"]}));
    early.reading.facts = ReadFacts {
        early_start: true,
        ..ReadFacts::default()
    };
    let way = |profile: Value| {
        let (_, group, finding) = found(&early, &someone(profile), "commute");
        let found = finding.unwrap().found;
        (group, found.state.to_string(), found.reason)
    };
    let asked = (Group::Fits, "unknown".to_owned(), Reason::EarlyWithoutCar);
    assert_eq!(way(json!({"own_car": false})), asked);
    assert_eq!(way(json!({})), asked);
    assert_eq!(way(json!({"own_car": true})).1, "met");
    assert_eq!(way(json!({"wishes": {"reach": ["bicycle"]}})).1, "met");
    early.reading.facts = ReadFacts {
        shifts: vec![Shift::Night],
        ..ReadFacts::default()
    };
    let (_, _, finding) = found(&early, &someone(json!({})), "commute");
    assert_eq!(finding.unwrap().found.reason, Reason::EarlyWithoutCar);
}

#[test]
fn a_broken_wish_is_negotiable() {
    let wish = |wish: Value| json!({"wishes": wish});
    let shifts = || json!({"shifts": ["day", "night"]});
    check(
        shifts(),
        wish(json!({"shifts": ["evening"]})),
        "shifts",
        "missing negotiable",
        "fits_if",
    );
    // All shifts of a vacancy are part of the work.
    check(
        shifts(),
        wish(json!({"shifts": ["day"]})),
        "shifts",
        "missing negotiable",
        "fits_if",
    );
    check(
        shifts(),
        wish(json!({"shifts": ["day", "evening", "night"]})),
        "shifts",
        "met",
        "fits",
    );
    check(shifts(), json!({}), "shifts", "unknown", "fits");
    let contract = json!({"contract": "fixed_term"});
    check(
        contract,
        wish(json!({"contracts": ["permanent"]})),
        "contract",
        "missing negotiable",
        "fits_if",
    );
    let agency = json!({"kinds": ["agency"]});
    check(
        agency,
        wish(json!({"kinds_refused": ["agency"]})),
        "kinds",
        "missing negotiable",
        "fits_if",
    );
    let soon = json!({"starts": "2026-12-01"});
    check(
        soon,
        wish(json!({"from": "2027-03-01"})),
        "start",
        "missing negotiable",
        "fits_if",
    );
    let nights = json!({"shifts": ["night"]});
    check(
        nights,
        wish(json!({"conditions": ["no_nights"]})),
        "conditions",
        "missing negotiable",
        "fits_if",
    );
    let hours = json!({"hours": {"full_time": true}});
    check(
        hours,
        wish(json!({"hours": {"full_time": false}})),
        "hours",
        "missing negotiable",
        "fits_if",
    );
    let way = json!({"municipalities": ["091"]});
    let limit = wish(json!({"commute_minutes": 20, "reach": ["car"]}));
    check(way, limit, "commute", "missing negotiable", "fits_if");
}
