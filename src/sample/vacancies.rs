//! Generated vacancies.

use jiff::civil::Date;

use super::random::Random;
use super::trades::{Market, Work};
use super::{DAY, names, places, prose};
use crate::domain::{
    AskedCar, AskedEducation, AskedExperience, AskedLanguage, AskedPermit, AskedSkill, Cefr,
    Condition, Contract, EducationLevel, Employer, Hours, Kind, Lang, Localised, MunicipalityCode,
    Need, Pay, PayBasis, PayUnit, Route, Shift, Status, Vacancy,
};

/// A day so many days after (or before) the region's day.
pub(super) fn day_after(days: i32) -> Date {
    DAY.checked_add(jiff::Span::new().days(days)).unwrap_or(DAY)
}

fn need(random: &mut Random, must: usize, should: usize) -> Need {
    match random.below(100) {
        share if share < must => Need::Must,
        share if share < must + should => Need::Should,
        _ => Need::Nice,
    }
}

fn asked_permits(random: &mut Random, work: Work) -> Vec<AskedPermit> {
    let must = work.trade.must.iter().map(|code| (*code, 100, 75, 20));
    let should = work.trade.should.iter().map(|code| (*code, 45, 8, 50));
    let drawn = must
        .chain(should)
        .filter_map(|(code, asked, must, should)| {
            let need = need(random, must, should);
            random.percent(asked).then_some(AskedPermit { code, need })
        });
    drawn.collect()
}

fn asked_languages(random: &mut Random, work: Work, lang: Lang) -> Vec<AskedLanguage> {
    let ask = |code: &str, level, need| {
        let code = code.parse().ok()?;
        Some(AskedLanguage {
            code,
            level: Some(level),
            spoken: None,
            written: None,
            need,
        })
    };
    let english = lang == Lang::En;
    let mut asked = Vec::new();
    if english {
        asked.extend(ask("en", Cefr::B2, Need::Must));
        asked.extend(ask("fi", Cefr::A2, Need::Nice));
    } else if random.percent(80) {
        asked.extend(ask("fi", work.trade.language, need(random, 70, 25)));
    }
    if random.percent(8) {
        asked.extend(ask("sv", Cefr::B1, Need::Nice));
    }
    if !english && work.trade.education >= EducationLevel::Bachelor && random.percent(35) {
        asked.extend(ask("en", Cefr::B1, Need::Should));
    }
    asked
}

fn hours(random: &mut Random, full_time: bool) -> Hours {
    if full_time {
        let weekly = random.pick(&[37.5, 38.25, 40.0]).copied();
        return Hours {
            full_time: Some(true),
            weekly,
            weekly_min: None,
            weekly_max: weekly,
        };
    }
    let min = random.pick(&[10.0, 15.0, 20.0, 25.0]).copied();
    let max = min.map(|min| min + 10.0);
    Hours {
        full_time: Some(false),
        weekly: None,
        weekly_min: min,
        weekly_max: max,
    }
}

impl Market<'_> {
    /// The vacancy with a number, from 1 up; none where the market has no occupation.
    pub(super) fn vacancy(&self, seed: u64, number: usize) -> Option<Vacancy> {
        let random = &mut Random::of(seed, 1, number);
        let work = self.work(random)?;
        let place = places::workplace(random)?;
        let mut vacancy = Vacancy::new(format!("V-{number}").parse().ok()?);
        let lang = match random.below(100) {
            0..=83 => Lang::Fi,
            84..=89 => Lang::Sv,
            _ if work.trade.education >= EducationLevel::Bachelor => Lang::En,
            _ => Lang::Fi,
        };
        self.what_it_asks(random, work, lang, &mut vacancy);
        on_what_terms(random, work, place, &mut vacancy);
        self.in_words(random, work, lang, place, &mut vacancy);
        if random.percent(12) {
            text_alone(&mut vacancy);
        }
        Some(vacancy)
    }

    fn what_it_asks(&self, random: &mut Random, work: Work, lang: Lang, vacancy: &mut Vacancy) {
        vacancy.occupations.extend(self.uri(work.occupation));
        let count = random.between(3, 8);
        for skill in self.skills(random, work, count) {
            let concept = self.uri(skill);
            vacancy.skills.push(AskedSkill {
                concept,
                text: None,
                level: None,
                need: need(random, 35, 45),
            });
        }
        vacancy.permits = asked_permits(random, work);
        vacancy.languages = asked_languages(random, work, lang);
        // Most work can be learnt on the spot only where nothing is regulated and no degree is usual.
        let simple = work.trade.education <= EducationLevel::UpperSecondary;
        if simple && work.trade.must.is_empty() && random.percent(22) {
            let (years, need) = (Some(0.0), Need::Nice);
            vacancy.experience = Some(AskedExperience { years, need });
        } else if random.percent(70) {
            let years = random.pick(&[1.0, 1.0, 2.0, 3.0, 5.0]).copied();
            let need = need(random, 25, 60);
            vacancy.experience = Some(AskedExperience { years, need });
        }
        if random.percent(45) && work.trade.education > EducationLevel::Basic {
            let level = Some(work.trade.education);
            let need = need(random, 35, 50);
            vacancy.education = Some(AskedEducation {
                title: None,
                code: None,
                level,
                need,
            });
        }
    }

    fn in_words(
        &self,
        random: &mut Random,
        work: Work,
        lang: Lang,
        place: MunicipalityCode,
        vacancy: &mut Vacancy,
    ) {
        let also = random.percent(15);
        let langs = Lang::ALL.iter().filter(|l| **l == lang || also);
        let (mut title, mut description) = (Localised::default(), Localised::default());
        for lang in langs.copied() {
            let skill = |skill: &AskedSkill| {
                let found = self.taxonomy.find(skill.concept.as_ref()?.as_str())?;
                Some((skill.need, self.taxonomy.label(found, lang)))
            };
            let skills: Vec<_> = vacancy.skills.iter().filter_map(skill).collect();
            let permit = |asked: &AskedPermit| (asked.need, asked.code.facts().name.get(lang));
            let permits: Vec<_> = vacancy.permits.iter().map(permit).collect();
            let of = |items: &[(Need, &'static str)], need| -> Vec<&str> {
                items
                    .iter()
                    .filter(|(n, _)| *n == need)
                    .map(|(_, name)| *name)
                    .collect()
            };
            let advert = prose::Advert {
                title: self.taxonomy.label(work.occupation, lang),
                place: place.facts().name(lang),
                skills: skills.iter().take(4).map(|(_, label)| *label).collect(),
                required: of(&permits, Need::Must),
                welcome: of(&permits, Need::Nice),
                beginners: vacancy
                    .experience
                    .as_ref()
                    .is_some_and(|e| e.years == Some(0.0)),
            };
            *title.slot(lang) = Some(prose::capital(advert.title));
            *description.slot(lang) = Some(prose::advert(random, lang, &advert));
        }
        (vacancy.title, vacancy.description) = (title, description);
    }
}

/// When, where and on what contract.
fn on_what_terms(random: &mut Random, work: Work, place: MunicipalityCode, vacancy: &mut Vacancy) {
    vacancy.employer = Some(Employer {
        id: names::business_id(random).parse().ok(),
        name: Some(names::employer(random, work.trade.line)),
        municipality: Some(place),
        industry: None,
        working_languages: Vec::new(),
    });
    vacancy.status = match random.below(100) {
        0..=94 => Status::Open,
        95..=96 => Status::Paused,
        97..=98 => Status::Filled,
        _ => Status::Withdrawn,
    };
    vacancy.municipalities = vec![place];
    vacancy.area = place.facts().area_code.parse().ok();
    if random.percent(6) {
        vacancy
            .municipalities
            .extend(places::workplace(random).filter(|other| *other != place));
    }
    how_it_is_done(random, work, vacancy);
    let pay = f64::from(work.trade.pay);
    vacancy.pay = random.percent(55).then(|| Pay {
        basis: Some(PayBasis::CollectiveAgreement),
        min: Some(pay),
        max: Some(pay + 100.0 * random.between(1, 6) as f64),
        unit: Some(PayUnit::Month),
    });
    vacancy.positions = u32::try_from(1 + random.below(4) * random.below(2)).ok();
    let published = i32::try_from(random.between(1, 40)).unwrap_or(1);
    vacancy.published = Some(day_after(-published));
    let closes = i32::try_from(random.between(0, 63)).unwrap_or(0) - 3;
    vacancy.closes = Some(day_after(closes));
    let starts = i32::try_from(random.between(2, 90)).unwrap_or(2);
    vacancy.starts = random.percent(60).then(|| day_after(starts));
    vacancy.source = Some("sample".to_owned());
}

/// Hours, shifts, car, kinds, and what the employer is open to.
fn how_it_is_done(random: &mut Random, work: Work, vacancy: &mut Vacancy) {
    let office = work.trade.education >= EducationLevel::Bachelor && work.trade.must.is_empty();
    vacancy.remote = office.then(|| random.percent(40));
    let full_time = random.percent(74);
    vacancy.hours = random.percent(85).then(|| hours(random, full_time));
    let shifts = work.trade.shifts.len();
    let count = if random.percent(50) {
        shifts
    } else {
        random.between(1, shifts)
    };
    vacancy.shifts = work.trade.shifts.get(..count).unwrap_or_default().to_vec();
    let night = vacancy.shifts.contains(&Shift::Night);
    if random.percent(if night { 20 } else { 6 }) {
        vacancy.car = Some(AskedCar {
            need: need(random, 30, 40),
        });
    }
    let fixed = random.percent(32);
    vacancy.contract = Some(if fixed {
        Contract::FixedTerm
    } else {
        Contract::Permanent
    });
    vacancy.kinds = match random.below(100) {
        0..=13 => vec![Kind::Agency],
        14..=17 => vec![Kind::OnCall],
        18..=19 => vec![Kind::Seasonal],
        _ => Vec::new(),
    };
    if random.percent(14) {
        let routes = [
            Route::WageSubsidy,
            Route::WorkTryOut,
            Route::Apprenticeship,
            Route::Rekrykoulutus,
        ];
        let count = random.between(1, 2);
        vacancy.routes = random.several(&routes, count);
    }
    if random.percent(12) {
        let offered = [
            Condition::NoHeavyLifting,
            Condition::StepFree,
            Condition::Quiet,
            Condition::Sitting,
            Condition::NoNights,
        ];
        let count = random.between(1, 2);
        vacancy.conditions = random.several(&offered, count);
    }
}

/// Leaves of a vacancy what a bare advert has: its text, its place and its dates.
fn text_alone(vacancy: &mut Vacancy) {
    let mut bare = Vacancy::new(vacancy.id.clone());
    std::mem::swap(&mut bare, vacancy);
    vacancy.status = bare.status;
    vacancy.employer = bare.employer;
    vacancy.title = bare.title;
    vacancy.description = bare.description;
    vacancy.municipalities = bare.municipalities;
    vacancy.published = bare.published;
    vacancy.closes = bare.closes;
    vacancy.source = bare.source;
}
