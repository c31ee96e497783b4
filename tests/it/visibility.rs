//! Every combination of a person's facts, for every reader, against a table that lists who is
//! visible. Whoever is not in the table is hidden.

use jiff::civil::{Date, date};
use kohtaanto::domain::{AssigneeId, Consent, Offer, Reader, RightToWorkKind, Role, Route, Scope};
use kohtaanto::visibility::{Assigned, Decision, Facts, HiddenBy, Verdict, judge};
use rayon::prelude::*;

const TODAY: Date = date(2026, 11, 21);
const YESTERDAY: Date = date(2026, 11, 20);
const TOMORROW: Date = date(2026, 11, 22);

/// Facts in the table.
const FACTS: usize = 7;

/// Reader, protection, matching, who serves, assigned, consent, right to work, offer: visible, and how.
/// `*` is any value; several are parted by spaces. `alone` is for `jobs` and `what-if` by name only.
#[rustfmt::skip]
const VISIBLE: &[[&str; FACTS + 2]] = &[
    ["coordinator coach",                      "no unknown+decided", "yes unknown+decided", "*",                "*",         "*", "*", "unsaid open with_support", "always"],
    ["coordinator coach",                      "no unknown+decided", "yes unknown+decided", "*",                "*",         "*", "*", "routes_only",              "routes"],
    ["coordinator/unit coordinator/clients coach/unit",
                                               "no unknown+decided", "yes unknown+decided", "mine",             "*",         "*", "*", "unsaid open with_support", "always"],
    ["coordinator/unit coordinator/clients coach/unit",
                                               "no unknown+decided", "yes unknown+decided", "mine",             "*",         "*", "*", "routes_only",              "routes"],
    ["coordinator/units coordinator/team coordinator/deputy coach/units coach/team",
                                               "no unknown+decided", "yes unknown+decided", "mine colleague's", "*",         "*", "*", "unsaid open with_support", "always"],
    ["coordinator/units coordinator/team coordinator/deputy coach/units coach/team",
                                               "no unknown+decided", "yes unknown+decided", "mine colleague's", "*",         "*", "*", "routes_only",              "routes"],
    ["coach/clients coach/deputy",             "no unknown+decided", "yes unknown+decided", "mine",             "*",         "*", "*", "*",                        "always"],
    ["coach/clients coach/deputy",             "yes",                "yes unknown+decided", "mine",             "*",         "*", "*", "*",                        "alone"],
    ["coach/deputy",                           "no unknown+decided", "yes unknown+decided", "colleague's",      "*",         "*", "*", "unsaid open with_support", "always"],
    ["coach/deputy",                           "no unknown+decided", "yes unknown+decided", "colleague's",      "*",         "*", "*", "routes_only",              "routes"],
    ["coordinator/assigned coach/assigned counsellor/assigned",
                                               "no unknown+decided", "yes unknown+decided", "*",                "today two", "*", "*", "unsaid open with_support", "always"],
    ["coordinator/assigned coach/assigned counsellor/assigned",
                                               "no unknown+decided", "yes unknown+decided", "*",                "today two", "*", "*", "routes_only",              "routes"],
    ["agency",                                 "no",                 "yes",                 "*",                "*",         "us us/since_today us/until_today", "unsaid unrestricted hours_limited field_limited unknown", "unsaid open with_support", "always"],
    ["agency",                                 "no",                 "yes",                 "*",                "*",         "us/for_care_work",                 "unsaid unrestricted hours_limited field_limited unknown", "unsaid open with_support", "work"],
    ["statistics",                             "no",                 "yes",                 "*",                "*",         "*", "*", "*",                        "always"],
];

fn readers() -> Vec<(String, Reader)> {
    let mut readers = Vec::new();
    let scopes = [
        ("", "everyone"),
        ("/unit", "unit:u-1"),
        ("/units", "units:u-1,u-2"),
        ("/area", "area:39"),
        ("/clients", "clients:c-1"),
        ("/team", "team:c-1,c-2"),
        ("/assigned", "assigned:s-1"),
    ];
    let deputy = Scope::Deputy {
        coach: "c-1".parse().unwrap(),
        of: vec!["c-2".parse().unwrap()],
    };
    for role in Role::ALL {
        let named = scopes.map(|(name, scope)| (name, scope.parse().unwrap()));
        for (name, scope) in named.into_iter().chain([("/deputy", deputy.clone())]) {
            let staff = Reader::Staff { role: *role, scope };
            let name = match role {
                Role::Partner | Role::Statistics => format!("{role} as staff{name}"),
                _ => format!("{role}{name}"),
            };
            readers.push((name, staff));
        }
    }
    readers.push(("agency".to_owned(), Reader::Agency("a-1".parse().unwrap())));
    readers.push(("statistics".to_owned(), Reader::Statistics));
    readers
}

/// A value of a fact, by name, and what it sets.
type Value = (&'static str, Box<dyn Fn(&mut Facts) + Sync>);

type Values = Vec<Value>;

fn value(name: &'static str, set: impl Fn(&mut Facts) + Sync + 'static) -> Value {
    (name, Box::new(set))
}

fn today() -> Option<Decision> {
    let until = Some(TODAY);
    Some(Decision { from: TODAY, until })
}

fn earlier() -> Option<Decision> {
    let (from, until) = (date(2026, 1, 1), Some(YESTERDAY));
    Some(Decision { from, until })
}

fn later() -> Option<Decision> {
    let (from, until) = (TOMORROW, None);
    Some(Decision { from, until })
}

fn protections() -> Values {
    let protection = |name, known: Option<bool>, decision| {
        value(name, move |f| {
            (f.protected_address, f.decision) = (known, decision)
        })
    };
    let (from, until) = (date(2026, 1, 1), None);
    let lasting = Some(Decision { from, until });
    vec![
        protection("no", Some(false), None),
        protection("no", Some(false), earlier()),
        protection("yes", Some(true), None),
        protection("yes", Some(true), today()),
        protection("unknown", None, None),
        protection("unknown+decided", None, today()),
        protection("unknown+decided", None, lasting),
        protection("unknown+ended", None, earlier()),
        protection("unknown+later", None, later()),
    ]
}

fn matchings() -> Values {
    let matching = |name, known: Option<bool>, decision| {
        value(name, move |f| {
            (f.matching, f.matching_decision) = (known, decision)
        })
    };
    vec![
        matching("yes", Some(true), None),
        matching("no", Some(false), None),
        matching("no", Some(false), today()),
        matching("unknown", None, None),
        matching("unknown+decided", None, today()),
        matching("unknown+ended", None, earlier()),
        matching("unknown+later", None, later()),
    ]
}

fn services() -> Values {
    let serves = |name, coach: Option<&'static str>, unit: Option<&'static str>| {
        value(name, move |f| {
            f.coach = coach.map(|id| id.parse().unwrap());
            f.service_unit = unit.map(|id| id.parse().unwrap());
        })
    };
    vec![
        serves("mine", Some("c-1"), Some("u-1")),
        serves("colleague's", Some("c-2"), Some("u-2")),
        serves("theirs", Some("c-9"), Some("u-9")),
        serves("unknown", None, None),
    ]
}

fn assignments() -> Values {
    let one = |to: &str, from, until, consented| Assigned {
        to: to.parse::<AssigneeId>().unwrap(),
        from,
        until,
        consented,
    };
    let assigned = |name, all: Vec<Assigned>| value(name, move |f| f.assigned.clone_from(&all));
    let now = || one("s-1", TODAY, TODAY, Some(TODAY));
    let ended = || one("s-1", date(2026, 1, 1), YESTERDAY, Some(YESTERDAY));
    vec![
        assigned("none", Vec::new()),
        assigned("today", vec![now()]),
        assigned("ended", vec![ended()]),
        assigned("later", vec![one("s-1", TOMORROW, TOMORROW, Some(TODAY))]),
        assigned("without consent", vec![one("s-1", TODAY, TODAY, None)]),
        assigned(
            "consent later",
            vec![one("s-1", TODAY, TOMORROW, Some(TOMORROW))],
        ),
        assigned("to another", vec![one("s-2", TODAY, TODAY, Some(TODAY))]),
        assigned("two", vec![ended(), now()]),
    ]
}

fn consents() -> Values {
    let worded = |name,
                  agencies: &'static [&'static str],
                  from,
                  until,
                  work: Option<&'static [&'static str]>,
                  text: Option<&'static str>| {
        let consent = Consent {
            agencies: agencies.iter().map(|id| id.parse().unwrap()).collect(),
            from,
            until,
            work: work.map(|groups| groups.iter().map(|&g| g.into()).collect()),
            consent_text: text.map(str::to_owned),
            ..Consent::default()
        };
        value(name, move |f| f.consent = Some(consent.clone()))
    };
    let consent = |name, agencies, from, until, work| {
        worded(name, agencies, from, until, work, Some("2026-1"))
    };
    let us: &[&str] = &["a-2", "a-1"];
    vec![
        value("none", |f| f.consent = None),
        consent("to nobody", &[], None, None, None),
        consent("them", &["a-2"], None, None, None),
        consent("us", us, None, None, None),
        consent("us/since_today", us, Some(TODAY), None, None),
        consent(
            "us/until_today",
            us,
            Some(date(2026, 1, 1)),
            Some(TODAY),
            None,
        ),
        consent("us/from tomorrow", us, Some(TOMORROW), None, None),
        consent("us/until yesterday", us, None, Some(YESTERDAY), None),
        consent(
            "us/backwards",
            us,
            Some(date(2026, 12, 1)),
            Some(date(2026, 11, 1)),
            None,
        ),
        consent("us/for_care_work", us, None, None, Some(&["532"])),
        consent("us/for no work", us, None, None, Some(&[])),
        worded("us/text unsaid", us, None, None, None, None),
        worded("us/text unknown", us, None, None, None, Some("2025-9")),
    ]
}

fn rights() -> Values {
    let mut values: Values = vec![value("unsaid", |f| f.right_to_work = None)];
    for kind in RightToWorkKind::ALL {
        values.push(value(kind.as_str(), |f| f.right_to_work = Some(*kind)));
    }
    values
}

fn offers() -> Values {
    let mut values: Values = vec![
        value("unsaid", |f| f.offer = None),
        value("routes_only, none named", |f| {
            (f.offer, f.routes) = (Some(Offer::RoutesOnly), Vec::new());
        }),
    ];
    for offer in Offer::ALL {
        values.push(value(offer.as_str(), |f| {
            (f.offer, f.routes) = (Some(*offer), vec![Route::WageSubsidy]);
        }));
    }
    values
}

/// For each value of a fact, or reader, the rows of the table that name it, as bits.
fn rows_naming(column: usize, names: &[&str]) -> Vec<u32> {
    let named = |cell: &str, name: &str| cell == "*" || cell.split(' ').any(|v| v == name);
    let rows = |name: &&str| {
        let bits = (0..).zip(VISIBLE).map(|(place, row)| {
            let is_named = named(row[column], name);
            u32::from(is_named) << place
        });
        bits.sum()
    };
    names.iter().map(rows).collect()
}

fn how(verdict: &Verdict) -> &'static str {
    match verdict {
        Verdict::Visible => "always",
        Verdict::OnlyForRoutes(routes) if *routes == [Route::WageSubsidy] => "routes",
        Verdict::OnlyForWork(groups) if *groups == ["532"] => "work",
        Verdict::Alone => "alone",
        Verdict::Hidden(_) => "hidden",
        other => panic!("{other:?}"),
    }
}

/// How many combinations are judged, evenly spread; all where it is more than there are.
fn wanted() -> usize {
    let said = std::env::var("KOHTAANTO_GATE_COMBINATIONS").ok();
    said.map_or(20_000, |said| said.parse().unwrap())
}

#[test]
fn every_combination_of_facts_is_judged_as_the_table_says() {
    let facts = [
        protections(),
        matchings(),
        services(),
        assignments(),
        consents(),
        rights(),
        offers(),
    ];
    let (readers, all) = (readers(), facts.iter().map(Vec::len).product::<usize>());
    let names = |values: &Values| values.iter().map(|(name, _)| *name).collect::<Vec<_>>();
    let naming: Vec<Vec<u32>> = (1..)
        .zip(&facts)
        .map(|(column, values)| rows_naming(column, &names(values)))
        .collect();
    let of_readers: Vec<&str> = readers.iter().map(|(name, _)| name.as_str()).collect();
    let of_readers = rows_naming(0, &of_readers);
    // A step that shares no factor with any number of values reaches every value of each.
    let mut step = (all / wanted()).max(1);
    while facts
        .iter()
        .any(|values| step > 1 && values.len().is_multiple_of(2) && step.is_multiple_of(2))
        || [3, 7, 13].iter().any(|prime| step.is_multiple_of(*prime))
    {
        step += 1;
    }
    let combinations: Vec<usize> = (0..all).step_by(step).collect();
    let shown: usize = combinations
        .par_iter()
        .map(|combination| {
            let (mut person, mut rest, mut rows) = (Facts::default(), *combination, u32::MAX);
            for (values, naming) in facts.iter().zip(&naming) {
                let chosen = rest % values.len();
                rest /= values.len();
                values[chosen].1(&mut person);
                rows &= naming[chosen];
            }
            let hidden = |restricted, erased| Facts {
                restricted,
                erased,
                ..person.clone()
            };
            let (restricted, erased) = (hidden(true, false), hidden(true, true));
            let mut shown = 0;
            for ((name, reader), of_reader) in readers.iter().zip(&of_readers) {
                let row = VISIBLE.get((rows & of_reader).trailing_zeros() as usize);
                let found = how(&judge(&person, reader, TODAY));
                let expected = row.map_or("hidden", |row| row[FACTS + 1]);
                assert_eq!(found, expected, "{name} {person:?}");
                shown += usize::from(found != "hidden");
                // Nobody sees who is restricted or erased, and the gate says of the erased no more.
                assert_eq!(how(&judge(&restricted, reader, TODAY)), "hidden");
                let erased = judge(&erased, reader, TODAY);
                assert_eq!(erased, Verdict::Hidden(HiddenBy::Erased));
            }
            shown
        })
        .sum();
    let judged = combinations.len() * readers.len();
    eprintln!(
        "{} of {all} combinations for {} readers: {shown} of {judged} shown",
        combinations.len(),
        readers.len()
    );
    assert!(shown > 1000 && judged - shown > 1000, "{shown} of {judged}");
}

#[test]
fn of_a_person_of_whom_nothing_is_known_protection_is_missing_first() {
    let staff = &readers()[0].1;
    let mut facts = Facts::default();
    let reason = |facts: &Facts| judge(facts, staff, TODAY).hidden_by();
    assert_eq!(reason(&facts), Some(HiddenBy::ProtectionUnknown));
    facts.protected_address = Some(false);
    assert_eq!(reason(&facts), Some(HiddenBy::MatchingUnknown));
    facts.matching = Some(true);
    assert_eq!(reason(&facts), None);
}

#[test]
fn a_limited_verdict_depends_on_the_vacancy() {
    let routes = Verdict::OnlyForRoutes(vec![Route::WageSubsidy, Route::WorkTryOut]);
    assert!(routes.allows(&[Route::Apprenticeship, Route::WorkTryOut], &[]));
    assert!(!routes.allows(&[Route::Apprenticeship], &["5321"]));
    assert!(!routes.allows(&[], &[]));
    let work = Verdict::OnlyForWork(vec!["532".into(), String::new()]);
    assert!(work.allows(&[], &["2411", "5321"]));
    assert!(!work.allows(&[Route::WageSubsidy], &["2411", "53"]));
    assert!(
        !work.allows(&[], &[]),
        "work of no known group is not consented to"
    );
    assert!(Verdict::Visible.allows(&[], &[]));
    assert!(!Verdict::Hidden(HiddenBy::NoConsent).allows(Route::ALL, &["5321"]));
}

#[test]
fn a_client_who_moves_or_changes_hands_is_seen_by_whoever_serves_them() {
    // Where somebody lives is no fact of the gate: a move loses nothing.
    let of = |home: &str, coach: &str| {
        let json = format!(
            r#"{{"person":{{"id":"P","home_municipality":"{home}","protected_address":false,"coach":"{coach}","service_unit":"u-1"}},
                "visibility":{{"matching":true}}}}"#
        );
        Facts::of(&kohtaanto::domain::record::parse(&json).unwrap())
    };
    assert_eq!(of("837", "c-1"), of("508", "c-1"));
    let coach = |scope: &str| Reader::Staff {
        role: Role::Coach,
        scope: scope.parse().unwrap(),
    };
    let sees = |scope: &str, facts: &Facts| judge(facts, &coach(scope), TODAY) == Verdict::Visible;
    assert!(sees("clients:c-1", &of("508", "c-1")) && !sees("clients:c-2", &of("508", "c-1")));
    assert!(sees("clients:c-2", &of("508", "c-2")) && sees("unit:u-1", &of("508", "c-2")));
}

#[test]
fn of_a_protected_person_the_own_coach_looks_for_vacancies_and_lists_nobody() {
    let alone = Verdict::Alone;
    assert!(alone.is_shown_alone() && alone.allows_alone(&[], &["5321"]));
    assert!(!alone.allows(Route::ALL, &["5321"]));
    assert_eq!(alone.hidden_by(), Some(HiddenBy::Protected));
    let hidden = Verdict::Hidden(HiddenBy::Restricted);
    assert!(!hidden.is_shown_alone() && !hidden.allows_alone(Route::ALL, &["5321"]));
}
