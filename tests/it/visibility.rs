//! Every combination of a person's facts, for every reader, against a table that lists who is
//! visible. Whoever is not in the table is hidden.

use jiff::civil::{Date, date};
use kohtaanto::domain::{Consent, Offer, Reader, RightToWorkKind, Role, Route, Scope};
use kohtaanto::visibility::{Decision, Facts, HiddenBy, Verdict, judge};

const TODAY: Date = date(2026, 11, 21);

/// Reader, protection, matching, who serves, consent, right to work, offer: visible, and how.
/// `*` is any value; several are parted by spaces.
#[rustfmt::skip]
const VISIBLE: &[[&str; 8]] = &[
    ["coordinator coach",                            "no unknown+decided", "yes", "*",    "*",                        "*",                            "unsaid open with_support",  "always"],
    ["coordinator coach",                            "no unknown+decided", "yes", "*",    "*",                        "*",                            "routes_only",               "routes"],
    ["coordinator/unit coordinator/clients coach/unit counsellor/clients", "no unknown+decided", "yes", "ours", "*",  "*",                            "unsaid open with_support",  "always"],
    ["coordinator/unit coordinator/clients coach/unit counsellor/clients", "no unknown+decided", "yes", "ours", "*",  "*",                            "routes_only",               "routes"],
    ["coach/clients",                                "no unknown+decided", "yes", "ours", "*",                        "*",                            "*",                         "always"],
    ["agency",                                       "no",                 "yes", "*",    "us us/since_today us/until_today", "unsaid unrestricted hours_limited field_limited unknown", "unsaid open with_support", "always"],
    ["agency",                                       "no",                 "yes", "*",    "us/for_care_work",         "unsaid unrestricted hours_limited field_limited unknown", "unsaid open with_support", "work"],
    ["statistics",                                   "no",                 "yes", "*",    "*",                        "*",                            "*",                         "always"],
];

fn readers() -> Vec<(&'static str, Reader)> {
    let staff = |role, scope| Reader::Staff { role, scope };
    let unit = || Scope::Unit("u-1".parse().unwrap());
    let clients = || Scope::Clients("c-1".parse().unwrap());
    vec![
        ("coordinator", staff(Role::Coordinator, Scope::Everyone)),
        ("coordinator/unit", staff(Role::Coordinator, unit())),
        ("coordinator/clients", staff(Role::Coordinator, clients())),
        ("coach", staff(Role::Coach, Scope::Everyone)),
        ("coach/unit", staff(Role::Coach, unit())),
        ("coach/clients", staff(Role::Coach, clients())),
        ("counsellor", staff(Role::Counsellor, Scope::Everyone)),
        ("counsellor/unit", staff(Role::Counsellor, unit())),
        ("counsellor/clients", staff(Role::Counsellor, clients())),
        ("admin", staff(Role::Admin, Scope::Everyone)),
        ("partner as staff", staff(Role::Partner, Scope::Everyone)),
        (
            "statistics as staff",
            staff(Role::Statistics, Scope::Everyone),
        ),
        ("agency", Reader::Agency("a-1".parse().unwrap())),
        ("statistics", Reader::Statistics),
    ]
}

/// A value of a fact, by name, and what it sets.
type Value = (&'static str, Box<dyn Fn(&mut Facts)>);

type Values = Vec<Value>;

fn value(name: &'static str, set: impl Fn(&mut Facts) + 'static) -> Value {
    (name, Box::new(set))
}

fn protections() -> Values {
    let days = |from, until| Some(Decision { from, until });
    let today = days(TODAY, Some(TODAY));
    let earlier = days(date(2026, 1, 1), Some(date(2026, 11, 20)));
    let later = days(date(2026, 11, 22), None);
    let protection = |name, known: Option<bool>, decision| {
        value(name, move |f| {
            (f.protected_address, f.decision) = (known, decision)
        })
    };
    vec![
        protection("no", Some(false), None),
        protection("no", Some(false), earlier),
        protection("yes", Some(true), None),
        protection("yes", Some(true), today),
        protection("unknown", None, None),
        protection("unknown+decided", None, today),
        protection("unknown+decided", None, days(date(2026, 1, 1), None)),
        protection("unknown+ended", None, earlier),
        protection("unknown+later", None, later),
    ]
}

fn matchings() -> Values {
    [("yes", Some(true)), ("no", Some(false)), ("unknown", None)]
        .map(|(name, known)| value(name, move |f| f.matching = known))
        .into()
}

fn services() -> Values {
    let serves = |name, coach: Option<&'static str>, unit: Option<&'static str>| {
        value(name, move |f| {
            f.coach = coach.map(|id| id.parse().unwrap());
            f.service_unit = unit.map(|id| id.parse().unwrap());
        })
    };
    vec![
        serves("ours", Some("c-1"), Some("u-1")),
        serves("theirs", Some("c-2"), Some("u-2")),
        serves("unknown", None, None),
    ]
}

fn consents() -> Values {
    let consent = |name,
                   agencies: &'static [&'static str],
                   from,
                   until,
                   work: Option<&'static [&'static str]>| {
        value(name, move |f| {
            f.consent = Some(Consent {
                agencies: agencies.iter().map(|id| id.parse().unwrap()).collect(),
                from,
                until,
                work: work.map(|groups| groups.iter().map(|&g| g.into()).collect()),
                ..Consent::default()
            });
        })
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
        consent("us/from tomorrow", us, Some(date(2026, 11, 22)), None, None),
        consent(
            "us/until yesterday",
            us,
            None,
            Some(date(2026, 11, 20)),
            None,
        ),
        consent(
            "us/backwards",
            us,
            Some(date(2026, 12, 1)),
            Some(date(2026, 11, 1)),
            None,
        ),
        consent("us/for_care_work", us, None, None, Some(&["532"])),
        consent("us/for no work", us, None, None, Some(&[])),
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

fn expected(reader: &str, facts: [&str; 6]) -> &'static str {
    let named = |cell: &str, value: &str| cell == "*" || cell.split(' ').any(|v| v == value);
    let row = VISIBLE
        .iter()
        .find(|row| named(row[0], reader) && (1..7).all(|i| named(row[i], facts[i - 1])));
    row.map_or("hidden", |row| row[7])
}

#[test]
fn every_combination_of_facts_is_judged_as_the_table_says() {
    let mut judged = [0_u32; 2];
    let all = [
        protections(),
        matchings(),
        services(),
        consents(),
        rights(),
        offers(),
    ];
    let sizes: Vec<usize> = all.iter().map(Vec::len).collect();
    let readers = readers();
    for combination in 0..sizes.iter().product() {
        let (mut facts, mut names, mut rest) = (Facts::default(), [""; 6], combination);
        for (values, name) in all.iter().zip(&mut names) {
            let (chosen, set) = &values[rest % values.len()];
            rest /= values.len();
            *name = chosen;
            set(&mut facts);
        }
        for (name, reader) in &readers {
            let found = match judge(&facts, reader, TODAY) {
                Verdict::Visible => "always",
                Verdict::OnlyForRoutes(routes) if routes == [Route::WageSubsidy] => "routes",
                Verdict::OnlyForWork(groups) if groups == ["532"] => "work",
                Verdict::Hidden(_) => "hidden",
                other => panic!("{other:?}"),
            };
            assert_eq!(found, expected(name, names), "{name} {names:?}");
            judged[usize::from(found == "hidden")] += 1;
            let erased = Facts {
                erased: true,
                ..facts.clone()
            };
            assert_eq!(
                judge(&erased, reader, TODAY),
                Verdict::Hidden(HiddenBy::Erased)
            );
        }
    }
    assert!(judged[0] > 1000 && judged[1] > 1000, "{judged:?}");
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
