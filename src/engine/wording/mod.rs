//! Judgements in words, in the reader's language. The words stand in `locales/`, a file a language.

use std::borrow::Cow;
use std::collections::HashMap;

use fluent_templates::fluent_bundle::FluentValue;
use fluent_templates::{LanguageIdentifier, Loader, langid, static_loader};

use crate::domain::permit::Permit;
use crate::domain::{Condition, Lang, PermitCode};
use crate::score::{Asked, Criterion, Found, Judgeable, Lack, Plan, Reason};
use crate::taxonomy::Taxonomy;

static_loader! {
    static WORDS = {
        locales: "./src/engine/wording/locales",
        fallback_language: "en",
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

static FI: LanguageIdentifier = langid!("fi");
static SV: LanguageIdentifier = langid!("sv");
static EN: LanguageIdentifier = langid!("en");

fn language(lang: Lang) -> &'static LanguageIdentifier {
    match lang {
        Lang::Fi => &FI,
        Lang::Sv => &SV,
        Lang::En => &EN,
    }
}

/// Values that a sentence takes.
pub(super) type Values<'a> = HashMap<Cow<'static, str>, FluentValue<'a>>;

/// A sentence's value by its name.
pub(super) fn value<'a>(
    name: &'static str,
    value: impl Into<FluentValue<'a>>,
) -> (Cow<'static, str>, FluentValue<'a>) {
    (Cow::Borrowed(name), value.into())
}

/// The words of a key, in a language.
pub(super) fn say(lang: Lang, key: &str) -> String {
    WORDS.lookup(language(lang), key)
}

/// The words of a key with values, in a language.
pub(super) fn say_with<'a, const N: usize>(
    lang: Lang,
    key: &str,
    values: [(Cow<'static, str>, FluentValue<'a>); N],
) -> String {
    let values: Values<'a> = values.into_iter().collect();
    WORDS.lookup_with_args(language(lang), key, &values)
}

/// A criterion's name; one without words is called by its key.
pub(super) fn criterion(criterion: Criterion, lang: Lang) -> String {
    WORDS
        .try_lookup(language(lang), &format!("criterion-{criterion}"))
        .unwrap_or_else(|| criterion.to_string())
}

/// A language level: 0 unknown, 1 to 6 are A1 to C2, 7 native.
pub(super) fn level(level: u8, lang: Lang) -> String {
    match level {
        0 => say(lang, "unknown-level"),
        1..=6 => ["A1", "A2", "B1", "B2", "C1", "C2"][usize::from(level) - 1].to_owned(),
        _ => say(lang, "native"),
    }
}

/// What a requirement asks, as answers spell it: a URI, a code, words.
pub(super) fn asked_key(asked: &Asked, taxonomy: &Taxonomy) -> String {
    let named = |key: &str| key.to_owned();
    match asked {
        Asked::Skill {
            concept: Some(concept),
            ..
        } => taxonomy.uri(*concept).to_owned(),
        Asked::Skill {
            concept: None,
            text,
        } => text.clone(),
        Asked::Occupation(concepts) => {
            let first = concepts.first();
            first.map_or_else(String::new, |c| taxonomy.uri(*c).to_owned())
        }
        Asked::Experience(_) => named("experience"),
        Asked::Language(asked) => format!("language:{}", asked.code),
        Asked::Permit(code) => code.to_string(),
        Asked::Age(age) => format!("age:{age}"),
        Asked::RightToWork => named("right_to_work"),
        Asked::Car => named("car"),
        Asked::Education(_) => named("education"),
        Asked::Word(word) => word.base.clone(),
        Asked::WishedOccupation => named("wished_occupation"),
        Asked::Commute => named("commute"),
        Asked::Hours => named("hours"),
        Asked::Shifts => named("shifts"),
        Asked::Conditions => named("conditions"),
        Asked::Start => named("start"),
        Asked::Contract => named("contract"),
        Asked::Kinds => named("kinds"),
        Asked::Named(name) => named(name),
    }
}

/// What a requirement asks: its key in answers and its name.
pub(super) fn asked(asked: &Asked, taxonomy: &Taxonomy, lang: Lang) -> (String, String) {
    let key = asked_key(asked, taxonomy);
    let label = match asked {
        Asked::Skill {
            concept: Some(concept),
            ..
        } => taxonomy.label(*concept, lang).to_owned(),
        Asked::Occupation(concepts) => {
            let labels: Vec<&str> = concepts.iter().map(|c| taxonomy.label(*c, lang)).collect();
            labels.join(" / ")
        }
        Asked::Experience(tenths) => experience(*tenths, lang),
        Asked::Language(asked) => {
            let name = asked.code.name(lang).unwrap_or(asked.code.as_str());
            match (asked.spoken, asked.written) {
                (0, 0) => name.to_owned(),
                (a, b) if a == b || b == 0 || a == 0 => format!("{name} {}", level(a.max(b), lang)),
                (a, b) => format!("{name} {} / {}", level(a, lang), level(b, lang)),
            }
        }
        Asked::Permit(code) => code.facts().name.get(lang).to_owned(),
        Asked::Age(age) => say_with(lang, "asked-age", [value("age", *age)]),
        Asked::Education(asked) if asked.title.is_empty() => {
            let level = asked.level().map_or("none", |level| level.as_str());
            say_with(lang, "asked-education", [value("level", level)])
        }
        Asked::Education(asked) => asked.title.clone(),
        Asked::Skill { text, .. } => text.clone(),
        Asked::Word(word) => word.written.clone(),
        Asked::Named(name) => (*name).to_owned(),
        Asked::RightToWork
        | Asked::Car
        | Asked::WishedOccupation
        | Asked::Commute
        | Asked::Hours
        | Asked::Shifts
        | Asked::Conditions
        | Asked::Start
        | Asked::Contract
        | Asked::Kinds => say(lang, &format!("asked-{key}")),
    };
    (key, label)
}

/// A permit's rule with its source and date.
pub(super) fn rule(permit: &Permit, lang: Lang) -> String {
    say_with(
        lang,
        "rule-source",
        [
            value("rule", permit.rule.get(lang)),
            value("source", permit.source.as_str()),
            value("date", permit.source_date.as_str()),
        ],
    )
}

/// Why a permit is asked that the advert does not name.
pub(super) fn implied(code: PermitCode, lang: Lang) -> String {
    let rule = rule(code.facts(), lang);
    say_with(lang, "reason-implied", [value("rule", rule)])
}

/// Years asked, given in tenths: in whole years where they are, else in months.
fn experience(tenths: u16, lang: Lang) -> String {
    if tenths.is_multiple_of(10) {
        let years = value("years", tenths / 10);
        return say_with(lang, "asked-experience", [years]);
    }
    let months = value("months", (u32::from(tenths) * 12 + 5) / 10);
    say_with(lang, "asked-experience_months", [months])
}

/// Conditions by the bits of their list, named and joined; `none` where there are none.
pub(super) fn conditions(bits: u16, lang: Lang) -> String {
    let named: Vec<String> = those(bits)
        .map(|c| say(lang, &format!("condition-{c}")))
        .collect();
    if named.is_empty() {
        "none".to_owned()
    } else {
        named.join(", ")
    }
}

/// The conditions of the bits of their list.
fn those(bits: u16) -> impl Iterator<Item = &'static Condition> {
    let all = Condition::ALL.iter();
    all.filter(move |c| bits >> (**c as u8) & 1 == 1)
}

/// A whole question a condition: a name put into one sentence would not fit it in every language.
fn asked_of_employer(bits: u16, lang: Lang) -> String {
    let asked = those(bits).map(|c| say(lang, &format!("ask-condition-{c}")));
    asked.collect::<Vec<_>>().join(" ")
}

fn hours(tenths: u16) -> f64 {
    f64::from(tenths) / 10.0
}

/// The reason of a finding, a sentence; `held` names what it rests on.
pub(super) fn because(reason: Reason, held: &str, lang: Lang) -> String {
    let holding = |key| say_with(lang, key, [value("held", held.to_owned())]);
    match reason {
        Reason::Holds if held.is_empty() => say(lang, "reason-in_order"),
        Reason::Holds => holding("reason-holds"),
        Reason::HoldsNear => holding("reason-holds_near"),
        Reason::EssentialInWork => holding("reason-essential_in_work"),
        Reason::OptionalInWork => holding("reason-optional_in_work"),
        Reason::WordsOnly => say(lang, "reason-words_only"),
        Reason::NotSaid => say(lang, "reason-not_said"),
        Reason::Denied => say(lang, "reason-denied"),
        Reason::NotListed => say(lang, "reason-not_listed"),
        Reason::Expired => say(lang, "reason-expired"),
        Reason::Level { held, asked } => say_with(
            lang,
            "reason-level",
            [
                value("held", level(held, lang)),
                value("asked", level(asked, lang)),
            ],
        ),
        Reason::Months { held, asked } => say_with(
            lang,
            "reason-months",
            [value("held", held), value("asked", asked)],
        ),
        Reason::UnderWay => say(lang, "reason-under_way"),
        Reason::OtherEducation => say(lang, "reason-other_education"),
        Reason::OtherOccupation => say(lang, "reason-other_occupation"),
        Reason::VacancySilent => say(lang, "reason-vacancy_silent"),
        Reason::Flexible => say(lang, "reason-flexible"),
        Reason::AsWished => say(lang, "reason-as_wished"),
        Reason::AgainstWish => say(lang, "reason-against_wish"),
        Reason::PartlyAsWished => say(lang, "reason-partly_as_wished"),
        Reason::Remote => say(lang, "reason-remote"),
        Reason::WishedPlace => say(lang, "reason-wished_place"),
        Reason::Minutes { minutes, limit } => say_with(
            lang,
            "reason-minutes",
            [value("minutes", minutes), value("limit", limit)],
        ),
        Reason::NoEstimate => say(lang, "reason-no_estimate"),
        Reason::EarlyWithoutCar => say(lang, "reason-early_without_car"),
        Reason::Conditions { met, broken, asked } => say_with(
            lang,
            "reason-conditions",
            [
                value("met", conditions(met, lang)),
                value("broken", conditions(broken, lang)),
                value("asked", conditions(asked, lang)),
            ],
        ),
        Reason::Younger { age } => say_with(lang, "reason-younger", [value("age", age)]),
        Reason::NoRightToWork => say(lang, "reason-no_right_to_work"),
        Reason::FieldsOfRight => say(lang, "reason-fields_of_right"),
        Reason::HoursLimit { limit, minimum } => say_with(
            lang,
            "reason-hours_limit",
            [
                value("limit", hours(limit)),
                value("minimum", hours(minimum)),
            ],
        ),
        Reason::StartsBefore { days } => {
            say_with(lang, "reason-starts_before", [value("days", days)])
        }
        Reason::Named(name) => say_with(lang, "reason-named", [value("name", name)]),
    }
}

/// What to know of a vacancy before its groups are read, where it can be judged thinly or not at all,
/// or requires nothing.
pub(super) fn statement(plan: &Plan, lang: Lang) -> Option<String> {
    let judged = match plan.judgeable {
        Judgeable::Nothing => return Some(say(lang, "cannot-judge")),
        Judgeable::Thin => Some(say(lang, "judge-thin")),
        Judgeable::Full => None,
    };
    let open = (!plan.sets_apart()).then(|| say(lang, "nothing-required"));
    let said: Vec<String> = judged.into_iter().chain(open).collect();
    (!said.is_empty()).then(|| said.join(" "))
}

/// What took points from something that is held, where anything did: how much of it counts, and what is
/// not said of it. `use_is_said` tells whether the profile says when it was last used: then what takes
/// points is that it was long ago.
pub(super) fn shade(found: &Found, use_is_said: bool, lang: Lang) -> Option<String> {
    let percent = found.shade_percent().filter(|percent| *percent < 100)?;
    let lacks = found.shade?.lacks();
    let named: Vec<String> = lacks
        .into_iter()
        .map(|lack| match lack {
            Lack::NotRecent if !use_is_said => say(lang, "lack-use_unsaid"),
            lack => say(lang, &format!("lack-{}", lack.as_str())),
        })
        .collect();
    let values = [value("percent", percent), value("lacks", named.join("; "))];
    (!named.is_empty()).then(|| say_with(lang, "reason-shade", values))
}

/// The question that an unknown raises, if it is one worth asking.
pub(super) fn question(asked: &Asked, reason: Reason, label: &str, lang: Lang) -> Option<String> {
    let what = || value("what", label.to_owned());
    Some(match (asked, reason) {
        (_, Reason::EarlyWithoutCar) => say(lang, "ask-early"),
        (Asked::Commute, Reason::Minutes { .. } | Reason::NoEstimate) => say(lang, "ask-commute"),
        (Asked::Conditions, Reason::Conditions { asked, .. }) => say_with(
            lang,
            "ask-conditions",
            [value("what", asked_of_employer(asked, lang))],
        ),
        (_, Reason::Flexible | Reason::VacancySilent) | (Asked::Word(_), _) => return None,
        (Asked::Skill { .. }, _) => say_with(lang, "ask-skill", [what()]),
        (Asked::Language(_), _) => say_with(lang, "ask-level", [what()]),
        (Asked::Occupation(_), _) => say(lang, "ask-occupation"),
        (Asked::Experience(_), _) => say(lang, "ask-experience"),
        (Asked::Age(age), _) => say_with(lang, "ask-age", [value("age", *age)]),
        (Asked::RightToWork, Reason::FieldsOfRight) => say(lang, "ask-right_to_work"),
        (Asked::RightToWork, _) => say(lang, "ask-right_to_work_unknown"),
        (Asked::Car, _) => say(lang, "ask-car"),
        (Asked::Education(_), _) => say(lang, "ask-education"),
        _ => say_with(lang, "ask-must", [what()]),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_three_languages_have_the_same_keys() {
        let keys = |file: &str| -> Vec<String> {
            let named = file
                .lines()
                .filter(|l| l.starts_with(|c: char| c.is_ascii_lowercase()));
            named
                .filter_map(|l| Some(l.split_once(" =")?.0.to_owned()))
                .collect()
        };
        let fi = keys(include_str!("locales/fi/score.ftl"));
        assert!(fi.len() > 80);
        assert_eq!(fi, keys(include_str!("locales/sv/score.ftl")));
        assert_eq!(fi, keys(include_str!("locales/en/score.ftl")));
    }

    #[test]
    fn less_than_a_year_of_experience_is_asked_in_months() {
        let check = |tenths, lang, words: &str| assert_eq!(experience(tenths, lang), words);
        check(1, Lang::En, "at least 1 month of experience");
        check(5, Lang::Fi, "kokemusta vähintään 6 kuukautta");
        check(15, Lang::Sv, "minst 18 månaders erfarenhet");
        check(20, Lang::En, "at least 2 years of experience");
    }

    #[test]
    fn each_condition_is_a_question_of_its_own() {
        let ask = |asked, lang| {
            let reason = Reason::Conditions {
                met: 0,
                broken: 0,
                asked,
            };
            question(&Asked::Conditions, reason, "", lang).unwrap()
        };
        assert_eq!(
            ask(1 << Condition::NoNights as u8, Lang::Fi),
            "Työnantajalle: Onnistuuko työ ilman yövuoroja?"
        );
        for lang in Lang::ALL {
            for condition in Condition::ALL {
                let one = ask(1 << *condition as u8, *lang);
                assert!(one.ends_with('?') && !one.contains("ask-"), "{one}");
                assert!(!one.contains("onnistuuko ei"), "{one}");
            }
            let two = ask(0b11, *lang);
            assert_eq!(two.matches('?').count(), 2, "{two}");
        }
    }

    #[test]
    fn a_last_use_is_either_unknown_or_long_ago() {
        // Proven by work, expert, years enough, not recent.
        let found = Found {
            share: 9_000,
            shade: Some(crate::score::Shade::Skill(52)),
            ..Found::met(crate::score::Held::Nothing, Reason::Holds)
        };
        let check = |said, words: &str| {
            assert_eq!(
                shade(&found, said, Lang::En).unwrap(),
                format!("90 % of it counts: {words}.")
            );
        };
        check(false, "its last use is not known");
        check(
            true,
            "its last use is over three years before the profile's latest date",
        );
    }

    #[test]
    fn a_question_names_no_hour_that_the_advert_may_not_name() {
        for lang in Lang::ALL {
            let ask = question(&Asked::Commute, Reason::EarlyWithoutCar, "", *lang).unwrap();
            assert!(!ask.contains(|c: char| c.is_ascii_digit()), "{ask}");
        }
    }

    #[test]
    fn a_reason_is_a_sentence_in_each_language() {
        let minutes = Reason::Minutes {
            minutes: 35,
            limit: 30,
        };
        assert_eq!(
            because(minutes, "", Lang::Fi),
            "Arvio 35 min suuntaansa, raja 30 min."
        );
        assert_eq!(
            because(minutes, "", Lang::Sv),
            "Uppskattning 35 min per riktning, gräns 30 min."
        );
        let conditions = Reason::Conditions {
            met: 0,
            broken: 0,
            asked: 1,
        };
        assert_eq!(
            because(conditions, "", Lang::En),
            "To ask the employer: no heavy lifting."
        );
    }
}
