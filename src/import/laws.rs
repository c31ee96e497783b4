//! What holds for every input: what goes out comes in as it was, and nothing makes the import fall.

use std::io::Cursor;

use jiff::civil::Date;
use proptest::prelude::*;

use super::{Columns, Format, Options, Record, RecordKind, export, open};
use crate::domain::*;

fn code<T: Copy + std::fmt::Debug + 'static>(all: &'static [T]) -> impl Strategy<Value = T> {
    proptest::sample::select(all)
}

fn text() -> impl Strategy<Value = String> {
    "[\\PC\n\t\"\\\\]{0,20}"
}

fn name() -> impl Strategy<Value = String> {
    "[a-zäö\"{}\\[\\],]{1,12}"
}

fn localised() -> impl Strategy<Value = Localised> {
    let some = || proptest::option::of(text());
    (some(), some(), some()).prop_map(|(fi, sv, en)| Localised { fi, sv, en })
}

fn concept() -> impl Strategy<Value = ConceptUri> {
    "[a-f0-9]{8}".prop_map(|id| {
        format!("http://data.europa.eu/esco/skill/{id}")
            .parse()
            .unwrap()
    })
}

fn day() -> impl Strategy<Value = Date> {
    (1990i16..2060, 1i8..=12, 1i8..=28).prop_map(|(y, m, d)| Date::new(y, m, d).unwrap())
}

fn place() -> impl Strategy<Value = MunicipalityCode> {
    let all: Vec<MunicipalityCode> = MunicipalityCode::all().collect();
    proptest::sample::select(all)
}

fn permit() -> impl Strategy<Value = PermitCode> {
    let all: Vec<PermitCode> = PermitCode::all().collect();
    proptest::sample::select(all)
}

fn maybe<S: Strategy>(strategy: S) -> impl Strategy<Value = Option<S::Value>> {
    proptest::option::of(strategy)
}

fn some<S: Strategy>(strategy: S) -> impl Strategy<Value = Vec<S::Value>> {
    proptest::collection::vec(strategy, 0..3)
}

fn hours() -> impl Strategy<Value = Hours> {
    let quarters = |range: std::ops::Range<u32>| maybe(range.prop_map(|q| f64::from(q) / 4.0));
    let range = (quarters(0..80), quarters(80..160), quarters(160..672));
    (maybe(any::<bool>()), range).prop_map(|(full_time, (weekly_min, weekly, weekly_max))| Hours {
        full_time,
        weekly,
        weekly_min,
        weekly_max,
    })
}

prop_compose! {
    fn vacancy()(
        id in name(), title in localised(), description in localised(),
        occupations in some(concept()),
        skills in some((maybe(concept()), name(), maybe(code(SkillLevel::ALL)), code(Need::ALL))),
        permits in some((permit(), code(Need::ALL))),
        municipalities in some(place()),
        hours in maybe(hours()),
        (shifts, kinds, contract) in (some(code(Shift::ALL)), some(code(Kind::ALL)), maybe(code(Contract::ALL))),
        (starts, remote, positions, status) in (maybe(day()), maybe(any::<bool>()), maybe(1u32..99), code(Status::ALL)),
        (employer, years, pay) in (maybe(text()), maybe(0u32..500), maybe(0u32..1_000_000)),
    ) -> Record {
        let mut vacancy = Vacancy::new(id.parse().unwrap());
        vacancy.title = title;
        vacancy.description = description;
        vacancy.occupations = occupations;
        vacancy.skills = skills.into_iter().map(|(concept, text, level, need)| AskedSkill {
            concept, text: Some(text), level, need,
        }).collect();
        vacancy.permits = permits.into_iter().map(|(code, need)| AskedPermit { code, need }).collect();
        vacancy.municipalities = municipalities;
        vacancy.hours = hours;
        (vacancy.shifts, vacancy.kinds, vacancy.contract) = (shifts, kinds, contract);
        (vacancy.starts, vacancy.remote, vacancy.positions, vacancy.status) = (starts, remote, positions, status);
        vacancy.employer = employer.map(|name| Employer { name: Some(name), ..Employer::default() });
        vacancy.experience = years.map(|tenths| AskedExperience { years: Some(f64::from(tenths) / 10.0), need: Need::Must });
        vacancy.pay = pay.map(|cents| Pay { basis: None, min: Some(f64::from(cents) / 100.0), max: None, unit: Some(PayUnit::Hour) });
        Record::Vacancy(Box::new(vacancy))
    }
}

prop_compose! {
    fn jobseeker()(
        id in name(), name in maybe(text()), home in maybe(place()),
        protected in maybe(any::<bool>()), matching in maybe(any::<bool>()),
        headline in localised(), text in localised(),
        skills in maybe(some((concept(), maybe(code(SkillLevel::ALL)), maybe(day()), maybe(code(SkillSource::ALL))))),
        permits in maybe(some((permit(), maybe(day())))),
        jobs in maybe(some((maybe(concept()), self::name(), maybe(day())))),
        languages in maybe(some((code(&["fi", "sv", "prs"]), maybe(code(Cefr::ALL)), maybe(any::<bool>())))),
        (municipalities, conditions, from) in (some(place()), some(code(Condition::ALL)), maybe(day())),
        offer in maybe(code(Offer::ALL)),
    ) -> Record {
        let mut jobseeker = Jobseeker::new(id.parse().unwrap());
        jobseeker.person.name = name;
        jobseeker.person.home_municipality = home;
        jobseeker.person.protected_address = protected;
        jobseeker.visibility.matching = matching;
        jobseeker.staff.offer = offer;
        let profile = &mut jobseeker.profile;
        (profile.headline, profile.text) = (headline, text);
        profile.skills = skills.map(|skills| skills.into_iter().map(|(concept, level, used, source)| HeldSkill {
            concept: Some(concept), text: None, level, years: None, last_used: used.map(PartialDate::from), source,
        }).collect());
        profile.permits = permits.map(|permits| permits.into_iter().map(|(code, valid_until)| HeldPermit { code, valid_until }).collect());
        profile.employments = jobs.map(|jobs| jobs.into_iter().map(|(occupation, title, from)| Employment {
            occupation, title: Some(title), from: from.map(PartialDate::from), ..Employment::default()
        }).collect());
        profile.languages = languages.map(|all| all.into_iter().map(|(code, level, native)| HeldLanguage {
            code: code.parse().unwrap(), level, spoken: None, written: None, native,
        }).collect());
        profile.wishes = Some(Wishes { municipalities, conditions, from, ..Wishes::default() });
        Record::Jobseeker(Box::new(jobseeker))
    }
}

fn comes_back(kind: RecordKind, records: &[Record]) -> Result<(), TestCaseError> {
    let mut exported = Vec::new();
    export(records, &mut exported)?;
    let mut options = Options::new(kind);
    options.format = Some(Format::Own);
    let read = open(Cursor::new(exported.clone()), options)
        .map_err(|error| TestCaseError::fail(error.to_string()))?;
    let again: Vec<Record> = read
        .collect::<Result<_, _>>()
        .map_err(|error| TestCaseError::fail(error.to_string()))?;
    prop_assert_eq!(&again, records);
    let mut canonical = Vec::new();
    export(&again, &mut canonical)?;
    prop_assert_eq!(canonical, exported);
    Ok(())
}

/// Bytes that look like something: pieces of every format in any order, and any bytes between.
fn debris() -> impl Strategy<Value = Vec<u8>> {
    let pieces: &[&[u8]] = &[
        b"{",
        b"}",
        b"[",
        b"]",
        b",",
        b":",
        b"\"",
        b"\\",
        b"\n",
        b";",
        b"\t",
        b"null",
        b"1e999",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"\xc3",
        b"PK\x03\x04",
        b"<html>",
        b"&#",
        b"<script type=\"application/ld+json\">",
        b"\"id\":\"1\"",
        b"\"person\"",
        b"\"@type\":\"JobPosting\"",
        b"\"@graph\":[",
        b"\"hits\":[",
        b"\"headline\"",
        b"\"ilmoitukset\":[",
        b"\"ilmoituksenID\":\"1\"",
        b"\"generalInfo\":{",
        b"\"results\":[",
        b"\"basicInfo\":{",
        b"\"perustiedot\":{\"tyonOtsikko\":[{\"arvo\":\"a\"}]}",
        b"id;nimike;kunta\n",
        b"id,",
        b"31.2.2026",
        b"\xe4\xf6",
        b"\"julkaisupvm\":\"2026-99-01\"",
        b"\"educations\":[{\"interval\":",
        b"\"baseSalary\":{\"value\":",
    ];
    let piece = prop_oneof![
        8 => proptest::sample::select(pieces.to_vec()).prop_map(<[u8]>::to_vec),
        1 => proptest::collection::vec(any::<u8>(), 0..6),
    ];
    proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn vacancies_come_back_as_they_went(records in proptest::collection::vec(vacancy(), 1..4)) {
        comes_back(RecordKind::Vacancies, &records)?;
    }

    #[test]
    fn jobseekers_come_back_as_they_went(records in proptest::collection::vec(jobseeker(), 1..4)) {
        comes_back(RecordKind::Jobseekers, &records)?;
    }

    #[test]
    fn no_bytes_make_any_format_fall(bytes in debris(), kind in code(RecordKind::ALL), format in maybe(code(Format::ALL))) {
        let mut options = Options::new(kind);
        options.format = format;
        options.columns = Columns::default();
        options.name = Some("x".to_owned());
        options.record_bytes_max = 200;
        if let Ok(records) = open(Cursor::new(bytes), options) {
            // Ends: no input gives more records than it has bytes.
            prop_assert!(records.take(10_000).count() < 10_000);
        }
    }
}
