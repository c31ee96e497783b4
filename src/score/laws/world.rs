//! Random vacancies and profiles from a few trades of the starter taxonomy: close enough to each
//! other that much is near, and far enough that much is not.

use std::sync::{Arc, LazyLock};

use jiff::civil::{Date, date};
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::{Index, select, subsequence};

use crate::domain::*;
use crate::score::{Ask, Assessment, Facts, Plan, Weights, ask, facts};
use crate::taxonomy::{ConceptIx, Taxonomy};

/// The day on which everything is judged.
pub(super) const DAY: Date = date(2026, 11, 23);

pub(super) static TAXONOMY: LazyLock<Arc<Taxonomy>> = LazyLock::new(Taxonomy::starter);

/// Trades that the worlds are drawn from, by their place in the starter taxonomy.
const TRADES: [usize; 2] = [20, 90];

/// Words that no concept covers.
const WORDS: [&str; 4] = ["saattohoito", "varasto", "lavetti", "kassa"];

/// Permits of every force, some of which imply others.
const PERMITS: [&str; 5] = [
    "driving:B",
    "driving:C",
    "driving:CE",
    "card:hygiene",
    "title:practical_nurse",
];

fn uri(concept: ConceptIx) -> ConceptUri {
    TAXONOMY.uri(concept).parse().unwrap()
}

fn trades() -> Vec<ConceptIx> {
    let all: Vec<ConceptIx> = TAXONOMY.occupations().collect();
    TRADES.iter().map(|place| all[*place]).collect()
}

static OCCUPATIONS: LazyLock<Vec<ConceptUri>> = LazyLock::new(|| {
    let near = |trade: &ConceptIx| {
        let near = TAXONOMY.near_occupations(*trade);
        near.into_iter().map(|(held, _)| held).take(4)
    };
    let mut all: Vec<ConceptIx> = trades().iter().flat_map(near).chain(trades()).collect();
    all.sort();
    all.dedup();
    all.into_iter().map(uri).collect()
});

static SKILLS: LazyLock<Vec<ConceptUri>> = LazyLock::new(|| {
    let mut all = Vec::new();
    for trade in trades() {
        all.extend(TAXONOMY.essential_skills(trade).iter().take(4));
        all.extend(TAXONOMY.optional_skills(trade).iter().take(2));
    }
    let near: Vec<ConceptIx> = all
        .iter()
        .flat_map(|skill| TAXONOMY.near_skills(*skill).into_iter().take(3))
        .map(|(held, _)| held)
        .collect();
    all.extend(near);
    all.sort();
    all.dedup();
    all.into_iter().map(uri).collect()
});

pub(super) fn skill() -> impl Strategy<Value = ConceptUri> {
    select(SKILLS.clone())
}

pub(super) fn occupation() -> impl Strategy<Value = ConceptUri> {
    select(OCCUPATIONS.clone())
}

pub(super) fn permit() -> impl Strategy<Value = PermitCode> {
    select(&PERMITS[..]).prop_map(|code| code.parse().unwrap())
}

pub(super) fn word() -> impl Strategy<Value = String> {
    select(&WORDS[..]).prop_map(str::to_owned)
}

fn language() -> impl Strategy<Value = LanguageCode> {
    select(vec!["fi", "sv", "en"]).prop_map(|code| code.parse().unwrap())
}

fn municipality() -> impl Strategy<Value = MunicipalityCode> {
    select(vec!["837", "536", "211", "091", "508"]).prop_map(|code| code.parse().unwrap())
}

fn need() -> impl Strategy<Value = Need> {
    select(Need::ALL)
}

fn cefr() -> impl Strategy<Value = Cefr> {
    select(Cefr::ALL)
}

fn month() -> impl Strategy<Value = PartialDate> {
    (2012..2025, 1..=12).prop_map(|(year, month)| partial(year, month))
}

/// The partial date of a month.
pub(super) fn partial(year: i32, month: i32) -> PartialDate {
    format!("{year:04}-{month:02}").parse().unwrap()
}

/// The partial date of a month's number, so many months later.
pub(super) fn later(date: &PartialDate, months: i32) -> PartialDate {
    let number = i32::try_from(date.month_number()).unwrap() + months;
    partial(number / 12, number % 12 + 1)
}

fn hours() -> impl Strategy<Value = Hours> {
    let bounds = (of(10..30i32), of(30..40i32));
    (of(any::<bool>()), bounds).prop_map(|(full_time, (low, high))| Hours {
        full_time,
        weekly: None,
        weekly_min: low.map(f64::from),
        weekly_max: high.map(f64::from),
    })
}

fn mention(kind: MentionKind, id: String, field: FieldRef, stance: Stance) -> Mention {
    Mention {
        kind,
        id,
        field,
        span: Span { start: 0, end: 4 },
        stance,
        need: None,
        level: None,
        years: None,
        valid_until: None,
        confidence: 90,
    }
}

fn uncovered(base: String, field: FieldRef) -> UncoveredWord {
    let span = Span { start: 0, end: 4 };
    UncoveredWord { base, field, span }
}

/// A vacancy with what was read of its words.
#[derive(Debug, Clone)]
pub(in crate::score) struct Advert {
    pub(super) vacancy: Vacancy,
    pub(super) reading: Reading,
}

impl Advert {
    pub(in crate::score) fn ask(&self) -> Ask {
        ask::resolve(&self.vacancy, &self.reading, &TAXONOMY)
    }
}

fn asked_skills() -> impl Strategy<Value = Vec<(Result<ConceptUri, Vec<String>>, Need)>> {
    let words = subsequence(&WORDS[..], 1..=4);
    let words = words.prop_map(|all| Err(all.into_iter().map(str::to_owned).collect()));
    vec(
        (prop_oneof![3 => skill().prop_map(Ok), 1 => words], need()),
        0..7,
    )
}

fn asked_language() -> impl Strategy<Value = AskedLanguage> {
    let levels = (of(cefr()), of(cefr()), of(cefr()));
    (language(), levels, need()).prop_map(|(code, (level, spoken, written), need)| AskedLanguage {
        code,
        level,
        spoken,
        written,
        need,
    })
}

fn education_words() -> impl Strategy<Value = Option<String>> {
    of(select(vec![
        "Hitsaajan tutkinto",
        "Sosiaali- ja terveysala",
        "Insinööri",
    ]))
    .prop_map(|title| title.map(str::to_owned))
}

fn asks() -> impl Strategy<Value = Vacancy> {
    let years = (
        of(prop_oneof![Just(0.0), Just(1.0), Just(2.5), Just(5.0)]),
        need(),
    );
    let education = (education_words(), of(select(EducationLevel::ALL)), need());
    let listed = (
        vec(occupation(), 0..3),
        vec(asked_language(), 0..3),
        vec((permit(), need()), 0..3),
    );
    let others = (
        of(years),
        of(education),
        of(need()),
        of(select(vec![16, 18, 21])),
    );
    (listed, others).prop_map(|((occupations, languages, permits), others)| {
        let (years, education, car, minimum_age) = others;
        Vacancy {
            occupations,
            languages,
            permits: permits
                .into_iter()
                .map(|(code, need)| AskedPermit { code, need })
                .collect(),
            experience: years.map(|(years, need)| AskedExperience { years, need }),
            education: education.map(|(title, level, need)| AskedEducation {
                title,
                code: None,
                level,
                need,
            }),
            car: car.map(|need| AskedCar { need }),
            minimum_age,
            ..Vacancy::new("V-1".parse().unwrap())
        }
    })
}

/// Any vacancy.
pub(in crate::score) fn advert() -> impl Strategy<Value = Advert> {
    let place = (vec(municipality(), 0..3), of(any::<bool>()), of(hours()));
    let terms = (
        subsequence(Shift::ALL, 0..=2),
        of(select(Contract::ALL)),
        subsequence(Kind::ALL, 0..=2),
        subsequence(Condition::ALL, 0..=3),
    );
    let start = of((1i8..=12, 1i8..=28));
    let read = (
        subsequence(&WORDS[..], 0..=3),
        any::<bool>(),
        prop::bool::weighted(0.1),
    );
    (asks(), asked_skills(), place, terms, start, read).prop_map(
        |(mut vacancy, skills, place, terms, start, (words, early, none_needed))| {
            let mut reading = Reading::default();
            for ((asked, need), i) in skills.into_iter().zip(0u16..) {
                let (concept, text) = match asked {
                    Ok(concept) => (Some(concept), None),
                    Err(words) => {
                        let text = words.join(" ");
                        let words = words.into_iter().map(|w| uncovered(w, FieldRef::Skill(i)));
                        reading.words.extend(words);
                        (None, Some(text))
                    }
                };
                vacancy.skills.push(AskedSkill {
                    concept,
                    text,
                    level: None,
                    need,
                });
            }
            let text = |w: &str| uncovered(w.to_owned(), FieldRef::Text(Lang::Fi));
            reading.words.extend(words.into_iter().map(text));
            reading.facts.early_start = early;
            reading.facts.no_experience_needed = none_needed;
            (vacancy.municipalities, vacancy.remote, vacancy.hours) = place;
            (
                vacancy.shifts,
                vacancy.contract,
                vacancy.kinds,
                vacancy.conditions,
            ) = terms;
            vacancy.starts = start.and_then(|(month, day)| Date::new(2027, month, day).ok());
            Advert { vacancy, reading }
        },
    )
}

/// A profile with what was read of its words, and the home copied from the person.
#[derive(Debug, Clone)]
pub(in crate::score) struct Someone {
    pub(super) profile: Profile,
    pub(super) reading: Reading,
    pub(super) home: Option<MunicipalityCode>,
}

impl Someone {
    pub(in crate::score) fn facts(&self) -> Facts {
        facts::resolve(&self.profile, &self.reading, self.home, &TAXONOMY, DAY)
    }
}

pub(super) fn held_skill() -> impl Strategy<Value = HeldSkill> {
    let shade = (
        of(select(SkillLevel::ALL)),
        of(select(vec![0.5, 1.0, 3.0, 9.0])),
        of(month()),
        of(select(SkillSource::ALL)),
    );
    (skill(), shade).prop_map(|(concept, (level, years, last_used, source))| HeldSkill {
        concept: Some(concept),
        text: None,
        level,
        years,
        last_used,
        source,
    })
}

pub(super) fn held_language() -> impl Strategy<Value = HeldLanguage> {
    let levels = (of(cefr()), of(cefr()), of(cefr()), of(any::<bool>()));
    (language(), levels).prop_map(|(code, (level, spoken, written, native))| HeldLanguage {
        code,
        level,
        spoken,
        written,
        native,
    })
}

/// A job: closed, open or undated.
pub(super) fn employment() -> impl Strategy<Value = Employment> {
    let time = of((month(), of(0..60i32)));
    (occupation(), time).prop_map(|(occupation, time)| Employment {
        occupation: Some(occupation),
        from: time.as_ref().map(|(from, _)| from.clone()),
        to: time.and_then(|(from, months)| Some(later(&from, months?))),
        ..Employment::default()
    })
}

pub(super) fn education() -> impl Strategy<Value = Education> {
    let state = (
        of(select(EducationStatus::ALL)),
        of(select(Recognised::ALL)),
    );
    let level = of(select(EducationLevel::ALL));
    (education_words(), level, state, of(month())).prop_map(
        |(title, level, (status, recognised), completed)| Education {
            title,
            code: None,
            level,
            status,
            completed,
            recognised,
        },
    )
}

fn held_permit() -> impl Strategy<Value = HeldPermit> {
    let until = of(select(vec![date(2025, 5, 31), date(2028, 5, 31)]));
    (permit(), until).prop_map(|(code, valid_until)| HeldPermit { code, valid_until })
}

fn wishes() -> impl Strategy<Value = Wishes> {
    let place = (
        vec(municipality(), 0..2),
        of(select(vec![20, 45, 90])),
        subsequence(Reach::ALL, 0..=2),
        of(any::<bool>()),
    );
    let work = (
        vec(occupation(), 0..2),
        of(hours()),
        subsequence(Shift::ALL, 0..=3),
        subsequence(Contract::ALL, 0..=2),
        subsequence(Kind::ALL, 0..=2),
        prop_oneof![2 => Just(Vec::new()), 1 => subsequence(Condition::ALL, 1..=2)],
    );
    let start = (of(Just(date(2027, 3, 1))), of(select(vec![0, 14, 60])));
    (place, work, start).prop_map(|(place, work, (from, start_notice_days))| {
        let (municipalities, commute_minutes, reach, remote) = place;
        let (occupations, hours, shifts, contracts, kinds_refused, conditions) = work;
        Wishes {
            occupations,
            municipalities,
            commute_minutes,
            reach,
            hours,
            shifts,
            contracts,
            kinds_refused,
            conditions,
            remote,
            from,
            start_notice_days,
        }
    })
}

/// What is read of a profile's own words.
fn read() -> impl Strategy<Value = Reading> {
    let text = FieldRef::Text(Lang::Fi);
    let stance = || select(Stance::ALL);
    let skills = vec((skill(), stance(), of(1u8..5)), 0..3).prop_map(move |all| {
        let one = |(uri, stance, years): (ConceptUri, _, _)| Mention {
            years,
            valid_until: None,
            ..mention(MentionKind::Skill, uri.to_string(), text, stance)
        };
        all.into_iter().map(one).collect::<Vec<_>>()
    });
    let languages = vec((language(), stance(), of(cefr())), 0..2).prop_map(move |all| {
        let one = |(code, stance, level): (LanguageCode, _, _)| Mention {
            level,
            ..mention(
                MentionKind::Language,
                format!("language:{code}"),
                text,
                stance,
            )
        };
        all.into_iter().map(one).collect::<Vec<_>>()
    });
    let permits = vec((permit(), stance()), 0..2).prop_map(move |all| {
        let one = |(code, stance): (PermitCode, _)| {
            mention(MentionKind::Permit, code.to_string(), text, stance)
        };
        all.into_iter().map(one).collect::<Vec<_>>()
    });
    let fields = select(vec![FieldRef::Employment(0), text, FieldRef::Skill(0)]);
    let words = vec((word(), fields), 0..7);
    let language = of(select(Lang::ALL));
    (language, skills, languages, permits, words).prop_map(|(language, s, l, p, words)| Reading {
        language,
        mentions: s.into_iter().chain(l).chain(p).collect(),
        words: words
            .into_iter()
            .map(|(w, field)| uncovered(w, field))
            .collect(),
        facts: ReadFacts::default(),
    })
}

fn right_to_work() -> impl Strategy<Value = RightToWork> {
    (select(RightToWorkKind::ALL), of(Just(25.0))).prop_map(|(kind, weekly)| RightToWork {
        kind,
        weekly,
        valid_until: None,
    })
}

/// Anyone.
pub(in crate::score) fn someone() -> impl Strategy<Value = Someone> {
    let lists = (
        of(vec(held_skill(), 0..6)),
        of(vec(employment(), 0..4)),
        of(vec(education(), 0..3)),
        of(vec(held_language(), 0..3)),
        of(vec(held_permit(), 0..4)),
    );
    let rules = (
        of(right_to_work()),
        of(subsequence(vec![16, 18, 21], 0..=3)),
        of(any::<bool>()),
    );
    let rest = (of(wishes()), of(month()), of(municipality()));
    (lists, rules, rest, read()).prop_map(
        |(lists, rules, (wishes, confirmed_at, home), reading)| {
            let (skills, employments, educations, languages, permits) = lists;
            let (right_to_work, age_at_least, own_car) = rules;
            let profile = Profile {
                skills,
                employments,
                educations,
                languages,
                permits,
                right_to_work,
                age_at_least,
                own_car,
                wishes,
                confirmed_at,
                ..Profile::default()
            };
            Someone {
                profile,
                reading,
                home,
            }
        },
    )
}

/// The plan of what is asked.
pub(in crate::score) fn plan(ask: &Ask) -> Plan {
    Plan::compile(ask, &TAXONOMY, Weights::current(), DAY)
}

/// Somebody judged by what is asked.
pub(super) fn judged(ask: &Ask, someone: &Someone) -> Assessment {
    plan(ask).assess(&someone.facts().row())
}

/// One of a list, by a random index; `None` of an empty one.
pub(super) fn one_of<T>(list: &mut [T], index: Index) -> Option<&mut T> {
    (!list.is_empty()).then(|| index.get_mut(list))
}
