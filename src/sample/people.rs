//! Generated jobseekers.

use super::random::Random;
use super::trades::{Market, Work};
use super::vacancies::day_after;
use super::{AGENCY, DAY, names, places, prose};
use crate::domain::{
    Cefr, Condition, Consent, ContactWay, Contract, Education, EducationStatus, Employment,
    HeldLanguage, HeldPermit, HeldSkill, Hours, Jobseeker, Kind, Lang, Localised, MunicipalityCode,
    Offer, Origin, PartialDate, PermitCode, Profile, Reach, Recognised, ReleasedField, RightToWork,
    RightToWorkKind, Route, Shift, SkillLevel, SkillSource, Staff, Visibility, Wishes,
};

/// What is decided of a person before the records are written.
struct Life {
    origin: &'static names::Origin,
    home: MunicipalityCode,
    work: Work,
    years: usize,
    /// Language that the profile is written in.
    lang: Lang,
}

impl Market<'_> {
    /// The jobseeker with a number, from 1 up; none where the market has no occupation.
    pub(super) fn jobseeker(&self, seed: u64, number: usize) -> Option<Jobseeker> {
        let random = &mut Random::of(seed, 2, number);
        let origin = names::origin(random);
        let lang = match origin.tongue {
            "fi" => Lang::Fi,
            "sv" => Lang::Sv,
            _ if random.percent(45) => Lang::En,
            _ => Lang::Fi,
        };
        let years = random.between(0, 9) + random.between(0, 9) + random.below(3) * random.below(9);
        let life = Life {
            origin,
            home: places::home(random)?,
            work: self.done(random)?,
            years,
            lang,
        };
        let mut jobseeker = Jobseeker::new(format!("P-{number}").parse().ok()?);
        who(random, &life, &mut jobseeker);
        jobseeker.visibility = visibility(random);
        jobseeker.staff = staff(random);
        jobseeker.profile = self.profile(random, &life);
        Some(jobseeker)
    }

    fn profile(&self, random: &mut Random, life: &Life) -> Profile {
        let count = random.between(4, 12);
        let mut skills = self.held(random, life.work, count);
        if let Some(other) = self.near(random, life.work) {
            skills.extend(self.held(random, other, 2));
        }
        let mut held: Vec<HeldSkill> = Vec::new();
        for skill in &skills {
            let concept = self.uri(*skill);
            if held.iter().all(|held| held.concept != concept) {
                held.push(self.held_skill(random, life, concept));
            }
        }
        let permits = held_permits(random, life);
        let text_alone = random.percent(15);
        let labels = |count| {
            skills
                .iter()
                .take(count)
                .map(|ix| self.taxonomy.label(*ix, life.lang))
        };
        let names = |permit: &HeldPermit| permit.code.facts().name.get(life.lang);
        let told = text_alone || random.percent(40);
        let valid = permits
            .iter()
            .filter(|p| told && p.valid_until.is_none_or(|until| until >= DAY));
        let story = prose::Story {
            title: self.taxonomy.label(life.work.occupation, life.lang),
            years: life.years,
            skills: labels(if text_alone { 6 } else { 3 }).collect(),
            permits: valid.map(names).collect(),
        };
        let text = Localised::of(life.lang, prose::story(random, life.lang, &story));
        let confirmed = i32::try_from(random.between(0, 200)).unwrap_or(0);
        let mut profile = Profile {
            headline: Localised::of(life.lang, prose::capital(story.title)),
            text,
            origin: random
                .pick(&[Origin::SelfWritten, Origin::Coach, Origin::Import])
                .copied(),
            confirmed_at: Some(PartialDate::from(day_after(-confirmed))),
            ..Profile::default()
        };
        if text_alone {
            return profile;
        }
        profile.skills = random.percent(92).then_some(held);
        profile.employments = random.percent(94).then(|| self.employments(random, life));
        profile.educations = random.percent(80).then(|| educations(random, life));
        profile.languages = random.percent(88).then(|| languages(random, life));
        profile.permits = random.percent(84).then_some(permits);
        profile.right_to_work = right_to_work(random, life);
        profile.age_at_least = random.percent(90).then(|| ages(random));
        profile.own_car = random.percent(75).then(|| random.percent(58));
        profile.wishes = random
            .percent(88)
            .then(|| self.wishes(random, life, profile.own_car));
        profile
    }

    fn held_skill(
        &self,
        random: &mut Random,
        life: &Life,
        concept: Option<crate::domain::ConceptUri>,
    ) -> HeldSkill {
        let levels = [
            SkillLevel::Basic,
            SkillLevel::Good,
            SkillLevel::Good,
            SkillLevel::Expert,
        ];
        let sources = [
            SkillSource::Employment,
            SkillSource::Employment,
            SkillSource::Education,
            SkillSource::SelfDeclared,
        ];
        HeldSkill {
            concept,
            text: None,
            level: random
                .percent(80)
                .then(|| random.pick(&levels).copied())
                .flatten(),
            years: random
                .percent(55)
                .then(|| random.between(0, life.years) as f64),
            last_used: None,
            source: random.pick(&sources).copied(),
        }
    }

    fn employments(&self, random: &mut Random, life: &Life) -> Vec<Employment> {
        let mut jobs = Vec::new();
        let mut month = 2026 * 12 + 9 - random.below(4) * random.below(12);
        let mut left = life.years * 12;
        let count = random.between(1, 3);
        for nth in 0..count {
            let lasted = if nth + 1 == count { left } else { left / 2 }.max(3);
            let near = self.near(random, life.work);
            let work = if nth == 0 {
                life.work
            } else {
                near.unwrap_or(life.work)
            };
            let title = self.taxonomy.label(work.occupation, life.lang);
            let open = nth == 0 && random.percent(12);
            jobs.push(Employment {
                occupation: self.uri(work.occupation).filter(|_| random.percent(92)),
                title: Some(prose::capital(title)),
                employer: Some(names::employer(random, work.trade.line)),
                text: None,
                from: month_of(month.saturating_sub(lasted)),
                to: month_of(month).filter(|_| !open),
            });
            month = month.saturating_sub(lasted + random.below(9));
            left = left.saturating_sub(lasted);
        }
        jobs
    }

    fn wishes(&self, random: &mut Random, life: &Life, own_car: Option<bool>) -> Wishes {
        let mut wishes = Wishes::default();
        if random.percent(70) {
            wishes.occupations.extend(self.uri(life.work.occupation));
            let near = self
                .near(random, life.work)
                .and_then(|work| self.uri(work.occupation));
            wishes
                .occupations
                .extend(near.filter(|uri| !wishes.occupations.contains(uri)));
        }
        if random.percent(45) {
            wishes.municipalities.push(life.home);
            let other = places::workplace(random).filter(|other| *other != life.home);
            wishes.municipalities.extend(other);
        }
        wishes.commute_minutes = random
            .percent(60)
            .then(|| random.pick(&[30, 45, 60, 75, 90]).copied())
            .flatten();
        wishes.reach = match own_car {
            Some(true) => vec![Reach::Car],
            Some(false) => vec![Reach::PublicTransport],
            None => Vec::new(),
        };
        if random.percent(15) {
            wishes.reach.push(Reach::Bicycle);
        }
        let part = random.percent(18);
        let limit = random.pick(&[20.0, 25.0, 30.0]).copied();
        wishes.hours = random.percent(65).then(|| Hours {
            full_time: Some(!part),
            weekly: None,
            weekly_min: None,
            weekly_max: limit.filter(|_| part),
        });
        wishes.shifts = match random.below(100) {
            0..=44 => Vec::new(),
            45..=64 => vec![Shift::Day],
            65..=79 => vec![Shift::Day, Shift::Evening],
            _ => Shift::ALL.to_vec(),
        };
        if random.percent(15) {
            wishes.contracts = vec![Contract::Permanent];
        }
        if random.percent(12) {
            wishes.kinds_refused = vec![Kind::Agency];
        }
        if random.percent(9) {
            let needed = [
                Condition::NoHeavyLifting,
                Condition::Sitting,
                Condition::StepFree,
                Condition::NoNights,
                Condition::Quiet,
                Condition::PlainInstructions,
            ];
            wishes.conditions = random.several(&needed, 1);
        }
        wishes.remote = random.percent(20).then_some(true);
        let days = i32::try_from(random.between(0, 90)).unwrap_or(0);
        wishes.from = random.percent(35).then(|| day_after(days - 45));
        wishes.start_notice_days = random
            .percent(20)
            .then(|| random.pick(&[14, 30]).copied())
            .flatten();
        wishes
    }
}

fn who(random: &mut Random, life: &Life, jobseeker: &mut Jobseeker) {
    let person = &mut jobseeker.person;
    person.name = Some(life.origin.name(random));
    person.home_municipality = Some(life.home);
    person.protected_address = match random.below(1_000) {
        0..=4 => Some(true),
        5..=9 => None,
        _ => Some(false),
    };
    person.coach = format!("c-{}", random.between(11, 30)).parse().ok();
    let unit = match life.home.facts().area_code {
        "39" => "tampere-1",
        "21" => "sastamala-1",
        _ => "keuruu-1",
    };
    person.service_unit = unit.parse().ok();
}

fn visibility(random: &mut Random) -> Visibility {
    let matching = match random.below(100) {
        0..=1 => None,
        2..=3 => Some(false),
        _ => Some(true),
    };
    let lapsed = random.percent(8);
    let narrow = random.percent(15);
    let agency = AGENCY.parse().ok();
    let mut fields = vec![
        ReleasedField::Skills,
        ReleasedField::Occupations,
        ReleasedField::Languages,
    ];
    if random.percent(80) {
        fields.push(ReleasedField::Permits);
    }
    let consent = Consent {
        agencies: agency.into_iter().collect(),
        from: Some(day_after(-150)),
        until: Some(day_after(if lapsed { -10 } else { 400 })),
        work: narrow.then(|| vec!["9".to_owned(), "8".to_owned(), "5".to_owned()]),
        fields: Some(fields),
        contact: Some(ContactWay::ViaCoach),
        consent_text: Some("2026-1".to_owned()),
    };
    Visibility {
        matching,
        partners: random.percent(42).then_some(consent),
    }
}

fn staff(random: &mut Random) -> Staff {
    let offer = match random.below(100) {
        0..=3 => Some(Offer::NotNow),
        4..=6 => Some(Offer::RoutesOnly),
        7..=14 => Some(Offer::WithSupport),
        _ => None,
    };
    let routes = [
        Route::WageSubsidy,
        Route::WorkTryOut,
        Route::LabourMarketTraining,
        Route::JobArrangementSupport,
    ];
    let count = if offer.is_some() || random.percent(8) {
        random.between(1, 2)
    } else {
        0
    };
    let review_on = offer.map(|_| day_after(90));
    Staff {
        offer,
        routes: random.several(&routes, count),
        review_on,
    }
}

/// Permits that people of any trade hold, with how many in a hundred do.
const COMMON: [(&str, usize); 5] = [
    ("driving:B", 62),
    ("card:hygiene", 18),
    ("card:occupational_safety", 14),
    ("card:first_aid", 10),
    ("card:forklift", 4),
];

fn held_permits(random: &mut Random, life: &Life) -> Vec<HeldPermit> {
    let trade = life.work.trade;
    let mut codes: Vec<PermitCode> = trade.must.clone();
    codes.retain(|_| random.percent(78));
    codes.extend(trade.should.iter().filter(|_| random.percent(45)));
    for (code, share) in COMMON {
        let code = code.parse().ok().filter(|code| !codes.contains(code));
        codes.extend(code.filter(|_| random.percent(share)));
    }
    let held = codes.into_iter().map(|code| {
        let renewed = code.facts().renewal_years.is_some_and(|years| years <= 5);
        let expired = random.percent(12);
        let days = i32::try_from(random.between(10, 900)).unwrap_or(10);
        let until = day_after(if expired { -days / 3 } else { days });
        HeldPermit {
            code,
            valid_until: renewed.then_some(until),
        }
    });
    held.collect()
}

fn educations(random: &mut Random, life: &Life) -> Vec<Education> {
    let abroad = !["fi", "sv"].contains(&life.origin.tongue) && random.percent(60);
    let ongoing = random.percent(9);
    let recognised = [Recognised::Yes, Recognised::Pending, Recognised::No];
    let year = 2026 - life.years.min(40) - random.below(3);
    vec![Education {
        title: None,
        code: None,
        level: Some(life.work.trade.education),
        status: Some(if ongoing {
            EducationStatus::Ongoing
        } else {
            EducationStatus::Completed
        }),
        completed: year.to_string().parse().ok().filter(|_| !ongoing),
        recognised: abroad.then(|| random.pick(&recognised).copied()).flatten(),
    }]
}

fn languages(random: &mut Random, life: &Life) -> Vec<HeldLanguage> {
    let held = |code: &str, level: Option<Cefr>, native: bool| {
        let (code, native) = (code.parse().ok()?, native.then_some(true));
        Some(HeldLanguage {
            code,
            level,
            spoken: None,
            written: None,
            native,
        })
    };
    // Most say how well they write their mother tongue too; of the others that is a question.
    let written = random.percent(88).then_some(Cefr::C2);
    let mut languages: Vec<HeldLanguage> = held(life.origin.tongue, written, true)
        .into_iter()
        .collect();
    let mut add = |random: &mut Random, code: &str, share: usize, levels: &[Cefr]| {
        if code != life.origin.tongue && random.percent(share) {
            languages.extend(held(code, random.pick(levels).copied(), false));
        }
    };
    let newcomer = [Cefr::A1, Cefr::A2, Cefr::A2, Cefr::B1, Cefr::B1, Cefr::B2];
    let neighbour = [Cefr::B1, Cefr::B2, Cefr::C1, Cefr::C1];
    let near = ["sv", "et"].contains(&life.origin.tongue);
    add(random, "fi", 96, if near { &neighbour } else { &newcomer });
    add(random, "en", 78, &[Cefr::A2, Cefr::B1, Cefr::B2, Cefr::C1]);
    add(random, "sv", 34, &[Cefr::A1, Cefr::A2, Cefr::B1, Cefr::B2]);
    languages
}

fn right_to_work(random: &mut Random, life: &Life) -> Option<RightToWork> {
    let free = RightToWork {
        kind: RightToWorkKind::Unrestricted,
        weekly: None,
        valid_until: None,
    };
    if ["fi", "sv", "et"].contains(&life.origin.tongue) {
        return random.percent(70).then_some(free);
    }
    match random.below(100) {
        0..=54 => Some(free),
        55..=64 => Some(RightToWork {
            kind: RightToWorkKind::HoursLimited,
            weekly: Some(30.0),
            valid_until: Some(day_after(280)),
        }),
        65..=69 => Some(RightToWork {
            kind: RightToWorkKind::FieldLimited,
            weekly: None,
            valid_until: Some(day_after(400)),
        }),
        70..=71 => Some(RightToWork {
            kind: RightToWorkKind::None,
            weekly: None,
            valid_until: None,
        }),
        _ => None,
    }
}

fn ages(random: &mut Random) -> Vec<u8> {
    match random.below(100) {
        0..=1 => vec![16],
        2..=6 => vec![16, 18],
        _ => vec![16, 18, 21],
    }
}

/// A month by its number since January of year 0.
fn month_of(number: usize) -> Option<PartialDate> {
    format!("{:04}-{:02}", number / 12, number % 12 + 1)
        .parse()
        .ok()
}
