//! More is never less: adding or raising a holding lowers neither points nor group, and no item moves
//! a score by more than the ceilings of the findings that cite it.

use proptest::prelude::*;
use proptest::sample::Index;

use super::config;
use super::world::*;
use crate::domain::*;
use crate::score::{Ask, Asked, Assessment};

/// One more holding, or one that is higher than it was.
#[derive(Debug, Clone)]
enum Growth {
    Skill(HeldSkill),
    Level(Index),
    Years(Index),
    /// Into a list that is there: a list that was not is a new claim of being complete.
    Permit(PermitCode),
    /// Into a list that is there.
    Language(HeldLanguage),
    HigherLanguage(Index),
    Native(Index),
    /// Occupation, months, and months before the latest dated fact; `None` is undated.
    Job(ConceptUri, Option<(i32, i32)>),
    Education(Education),
    Word(String),
    Car,
    /// Into a list that is there.
    Age(u8),
}

fn growth() -> impl Strategy<Value = Growth> {
    let months = prop::option::of((0..60i32, 0..80i32));
    prop_oneof![
        4 => held_skill().prop_map(Growth::Skill),
        1 => any::<Index>().prop_map(Growth::Level),
        1 => any::<Index>().prop_map(Growth::Years),
        2 => permit().prop_map(Growth::Permit),
        2 => held_language().prop_map(Growth::Language),
        2 => any::<Index>().prop_map(Growth::HigherLanguage),
        1 => any::<Index>().prop_map(Growth::Native),
        4 => (occupation(), months).prop_map(|(o, m)| Growth::Job(o, m)),
        2 => education().prop_map(Growth::Education),
        2 => word().prop_map(Growth::Word),
        1 => Just(Growth::Car),
        1 => prop::sample::select(vec![16, 18, 21]).prop_map(Growth::Age),
    ]
}

/// The latest dated fact of a profile: an open job counts to its confirmation.
fn latest(profile: &Profile) -> Option<PartialDate> {
    let confirmed = profile.confirmed_at.as_ref();
    let jobs = profile.employments.iter().flatten().filter_map(|job| {
        let open = || job.from.as_ref().map(|from| confirmed.unwrap_or(from));
        job.to.as_ref().or_else(open)
    });
    let degrees = profile
        .educations
        .iter()
        .flatten()
        .filter_map(|e| e.completed.as_ref());
    let uses = profile
        .skills
        .iter()
        .flatten()
        .filter_map(|s| s.last_used.as_ref());
    jobs.chain(degrees).chain(uses).max().cloned()
}

fn higher(level: &mut Option<Cefr>) {
    if let Some(level) = level {
        let next = Cefr::ALL.get(*level as usize + 1);
        *level = next.copied().unwrap_or(*level);
    }
}

/// Dated no later than the latest dated fact: what is later makes the rest less recent.
fn no_later(date: Option<PartialDate>, latest: Option<&PartialDate>) -> Option<PartialDate> {
    latest.and_then(|latest| date.map(|date| date.min(latest.clone())))
}

/// A job of so many months that ended so long before the latest dated fact; without either, undated.
fn job(
    occupation: ConceptUri,
    time: Option<(i32, i32)>,
    latest: Option<&PartialDate>,
) -> Employment {
    let to = time.and_then(|(_, ago)| Some(later(latest?, -ago)));
    let months = time.map_or(0, |(months, _)| months);
    Employment {
        occupation: Some(occupation),
        from: to.as_ref().map(|to| later(to, -months)),
        to,
        ..Employment::default()
    }
}

fn grown(someone: &Someone, growth: &Growth) -> Someone {
    let mut grown = someone.clone();
    let latest = latest(&someone.profile);
    let profile = &mut grown.profile;
    match growth.clone() {
        Growth::Skill(mut skill) => {
            skill.last_used = no_later(skill.last_used, latest.as_ref());
            profile.skills.get_or_insert_default().push(skill);
        }
        Growth::Level(index) => {
            if let Some(skill) = one_of(profile.skills.get_or_insert_default(), index) {
                let next = skill.level.map_or(SkillLevel::Good, |_| SkillLevel::Expert);
                skill.level = Some(next);
            }
        }
        Growth::Years(index) => {
            if let Some(skill) = one_of(profile.skills.get_or_insert_default(), index) {
                skill.years = Some(skill.years.unwrap_or(0.0) + 1.0);
            }
        }
        Growth::Permit(code) => {
            let permits = profile.permits.iter_mut();
            permits.for_each(|list| {
                list.push(HeldPermit {
                    code,
                    valid_until: None,
                })
            });
        }
        Growth::Language(language) => {
            profile
                .languages
                .iter_mut()
                .for_each(|list| list.push(language.clone()));
        }
        Growth::HigherLanguage(index) => {
            if let Some(held) = one_of(profile.languages.as_deref_mut().unwrap_or_default(), index)
            {
                [&mut held.level, &mut held.spoken, &mut held.written]
                    .into_iter()
                    .for_each(higher);
            }
        }
        Growth::Native(index) => {
            if let Some(held) = one_of(profile.languages.as_deref_mut().unwrap_or_default(), index)
            {
                held.native = Some(true);
            }
        }
        Growth::Job(occupation, time) => {
            let job = job(occupation, time, latest.as_ref());
            profile.employments.get_or_insert_default().push(job);
        }
        Growth::Education(mut education) => {
            education.completed = no_later(education.completed, latest.as_ref());
            profile.educations.get_or_insert_default().push(education);
        }
        Growth::Word(base) => {
            let (field, span) = (FieldRef::Skill(9), Span { start: 0, end: 4 });
            grown
                .reading
                .words
                .push(UncoveredWord { base, field, span });
        }
        Growth::Car => profile.own_car = Some(true),
        Growth::Age(age) => profile
            .age_at_least
            .iter_mut()
            .for_each(|list| list.push(age)),
    }
    grown
}

fn points_of(assessment: &Assessment, requirement: u16) -> u16 {
    let mut findings = assessment.findings.iter();
    findings
        .find(|f| f.requirement == requirement)
        .map_or(0, |f| f.points)
}

/// Whether a requirement's finding rests on what has grown, or, for a job, on what a job stands for:
/// it adds to the months of experience, and is evidence for the skills that it uses.
fn cites(growth: &Growth, someone: &Someone, ask: &Ask, judged: &Assessment, number: u16) -> bool {
    let asked = &plan(ask).requirements[usize::from(number)].asked;
    let finding = judged.findings.iter().find(|f| f.requirement == number);
    let evidence = finding.and_then(|f| someone.facts().evidence(f.found.held));
    let field = evidence.map(|e| e.field);
    let last = |count: usize| u16::try_from(count - 1).unwrap();
    let profile = &someone.profile;
    match growth {
        Growth::Skill(_) => {
            field
                == Some(FieldRef::Skill(last(
                    profile.skills.as_ref().unwrap().len(),
                )))
        }
        Growth::Language(held) => matches!(asked, Asked::Language(l) if l.code == held.code),
        Growth::Permit(_) => {
            let last = last(profile.permits.as_ref().unwrap().len());
            matches!(field, Some(FieldRef::Permit(place)) if place == last)
        }
        Growth::Education(_) => {
            let last = last(profile.educations.as_ref().unwrap().len());
            field == Some(FieldRef::Education(last))
        }
        Growth::Word(_) => matches!(asked, Asked::Word(_) | Asked::Skill { concept: None, .. }),
        Growth::Car => matches!(asked, Asked::Car | Asked::Commute),
        Growth::Age(_) => matches!(asked, Asked::Age(_)),
        Growth::Level(_) | Growth::Years(_) => matches!(field, Some(FieldRef::Skill(_))),
        Growth::HigherLanguage(_) | Growth::Native(_) => matches!(asked, Asked::Language(_)),
        Growth::Job(..) => matches!(
            asked,
            Asked::Occupation(_)
                | Asked::Experience(_)
                | Asked::Skill {
                    concept: Some(_),
                    ..
                }
        ),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: config().cases * 3, ..config() })]

    #[test]
    fn more_is_never_less(advert in advert(), someone in someone(), growth in growth()) {
        let ask = advert.ask();
        let more = grown(&someone, &growth);
        let (before, after) = (judged(&ask, &someone), judged(&ask, &more));
        prop_assert!(after.points >= before.points, "{} to {}", before.points, after.points);
        // Groups are ordered best first.
        prop_assert!(after.group <= before.group, "{} to {}", before.group, after.group);
    }

    #[test]
    fn an_item_moves_no_more_than_the_findings_that_cite_it(
        advert in advert(), someone in someone(), growth in growth(),
    ) {
        let ask = advert.ask();
        let more = grown(&someone, &growth);
        let (before, after) = (judged(&ask, &someone), judged(&ask, &more));
        let plan = plan(&ask);
        let mut ceilings = 0;
        for (requirement, number) in plan.requirements.iter().zip(0u16..) {
            if points_of(&before, number) != points_of(&after, number) {
                let cited = cites(&growth, &more, &ask, &after, number);
                prop_assert!(cited, "{:?} moved", requirement.asked);
                ceilings += requirement.ceiling;
            }
        }
        prop_assert!(after.points - before.points <= ceilings);
    }
}
