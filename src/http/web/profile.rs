//! A person's record in the reader's words: what is held and what is wished, as staff may see it.

use super::facts::{Fact, hours, listed};
use crate::domain::{Education, HeldLanguage, HeldPermit, Jobseeker, Offer, PartialDate, Wishes};
use crate::engine::{OccupationLine, PersonView, SkillLine};
use crate::texts::Texts;

/// A list under its heading.
pub(super) struct Block {
    /// Heading.
    pub(super) title: String,
    /// Its lines; none where the record says nothing.
    pub(super) lines: Vec<Line>,
    /// What to say where there are no lines: that it is not known, or that there are none.
    pub(super) empty: String,
}

/// One thing held.
pub(super) struct Line {
    /// What.
    pub(super) what: String,
    /// How much of it, how well, until when.
    pub(super) note: String,
}

/// What the record says that the person holds. `as_of` is the day on which permits are judged.
pub(super) fn blocks(view: &PersonView, as_of: jiff::civil::Date, texts: Texts) -> Vec<Block> {
    let profile = &view.record.profile;
    let block = |key: &str, lines: Vec<Line>, known: bool| Block {
        title: texts.of("profile", key),
        lines,
        empty: match known {
            true => texts.get("none-held"),
            false => texts.get("not-known"),
        },
    };
    let occupations = view.occupations.iter().map(|o| occupation(o, texts));
    let skills = view.skills.iter().map(|s| skill(s, texts));
    let languages = profile.languages.iter().flatten();
    let permits = profile.permits.iter().flatten();
    let educations = profile.educations.iter().flatten();
    vec![
        block(
            "occupations",
            occupations.collect(),
            profile.employments.is_some(),
        ),
        block("skills", skills.collect(), false),
        block(
            "languages",
            languages.map(|l| language(l, texts)).collect(),
            profile.languages.is_some(),
        ),
        block(
            "permits",
            permits.map(|p| permit(p, as_of, texts)).collect(),
            profile.permits.is_some(),
        ),
        block(
            "educations",
            educations.map(|e| education(e, texts)).collect(),
            profile.educations.is_some(),
        ),
    ]
}

fn joined(notes: impl IntoIterator<Item = Option<String>>) -> String {
    let notes: Vec<String> = notes.into_iter().flatten().collect();
    notes.join(" · ")
}

fn occupation(line: &OccupationLine, texts: Texts) -> Line {
    Line {
        what: line.label.clone(),
        note: joined([
            (!line.done).then(|| texts.get("occupation-not-done")),
            (line.months > 0).then(|| texts.months(line.months)),
        ]),
    }
}

fn skill(line: &SkillLine, texts: Texts) -> Line {
    let years = line.years.filter(|years| *years > 0.0);
    Line {
        what: line.label.clone(),
        note: joined([
            line.level.map(|level| texts.of("level", level)),
            years.map(|years| texts.months((years * 12.0).round() as u32)),
            line.last_used.as_ref().map(|day| last_used(day, texts)),
            line.source.map(|source| texts.of("skill-source", source)),
        ]),
    }
}

fn last_used(day: &PartialDate, texts: Texts) -> String {
    texts.with("last-used", &[("day", partial(day, texts))])
}

/// A date as far as it is known: a year, `5/2026`, a day.
fn partial(date: &PartialDate, texts: Texts) -> String {
    let day = date.first_day();
    match date.as_str().len() {
        4 => day.year().to_string(),
        7 => format!("{}/{}", day.month(), day.year()),
        _ => texts.day(day),
    }
}

fn language(held: &HeldLanguage, texts: Texts) -> Line {
    let level = |key: &str, level: Option<crate::domain::Cefr>| {
        level.map(|level| texts.with(key, &[("level", level)]))
    };
    let note = match held.native {
        Some(true) => texts.get("language-native"),
        _ => joined([
            held.level.map(|level| level.to_string()),
            level("language-spoken", held.spoken),
            level("language-written", held.written),
        ]),
    };
    let name = held.code.name(texts.0).unwrap_or(held.code.as_str());
    Line {
        what: name.to_owned(),
        note,
    }
}

fn permit(held: &HeldPermit, as_of: jiff::civil::Date, texts: Texts) -> Line {
    let until = |last: jiff::civil::Date| {
        let day = [("day", texts.day(last))];
        match last < as_of {
            true => texts.with("permit-expired", &day),
            false => texts.with("permit-until", &day),
        }
    };
    Line {
        what: held.code.facts().name.get(texts.0).to_owned(),
        note: held.valid_until.map(until).unwrap_or_default(),
    }
}

fn education(education: &Education, texts: Texts) -> Line {
    let level = education.level.map(|level| texts.of("education", level));
    let (what, note) = match (&education.title, level) {
        (Some(title), level) => (title.clone(), level),
        (None, Some(level)) => (level, None),
        (None, None) => (education.code.clone().unwrap_or_default(), None),
    };
    Line {
        what,
        note: joined([
            note,
            education
                .status
                .map(|status| texts.of("education-status", status)),
            education.completed.as_ref().map(|day| partial(day, texts)),
            education.recognised.map(|yes| texts.of("recognised", yes)),
        ]),
    }
}

/// What the person wishes: name and value, in the order in which people ask.
pub(super) fn wishes(view: &PersonView, texts: Texts) -> Vec<Fact> {
    let Some(wishes) = &view.record.profile.wishes else {
        return Vec::new();
    };
    let places = wishes
        .municipalities
        .iter()
        .map(|m| m.facts().name(texts.0));
    let minutes = |minutes| texts.with("wish-minutes", &[("minutes", minutes)]);
    facts(
        texts,
        [
            ("occupations", Some(view.wished.join(", "))),
            ("places", Some(places.collect::<Vec<_>>().join(", "))),
            ("commute", wishes.commute_minutes.map(minutes)),
            ("reach", Some(listed("reach", &wishes.reach, texts))),
            ("hours", wishes.hours.as_ref().map(|h| hours(h, texts))),
            ("shifts", Some(listed("shift", &wishes.shifts, texts))),
            (
                "contracts",
                Some(listed("contract", &wishes.contracts, texts)),
            ),
            (
                "refused",
                Some(listed("kind", &wishes.kinds_refused, texts)),
            ),
            (
                "conditions",
                Some(listed("condition", &wishes.conditions, texts)),
            ),
            ("remote", wishes.remote.map(|yes| yes_or_no(yes, texts))),
            ("from", start(wishes, texts)),
        ],
    )
}

fn start(wishes: &Wishes, texts: Texts) -> Option<String> {
    let notice = wishes
        .start_notice_days
        .map(|days| texts.count("days", days));
    let said = joined([wishes.from.map(|day| texts.day(day)), notice]);
    Some(said)
}

/// Where the person lives, who serves them and on what terms they may work.
pub(super) fn person(record: &Jobseeker, texts: Texts) -> Vec<Fact> {
    let (person, profile, staff) = (&record.person, &record.profile, &record.staff);
    let right = profile.right_to_work.as_ref().map(|right| {
        joined([
            Some(texts.of("right", right.kind)),
            right
                .weekly
                .map(|h| texts.with("hours-weekly", &[("hours", texts.decimal(h))])),
            right
                .valid_until
                .map(|day| texts.with("permit-until", &[("day", texts.day(day))])),
        ])
    });
    let ages = profile.age_at_least.iter().flatten();
    let oldest = ages
        .max()
        .map(|age| texts.with("person-age", &[("age", age)]));
    let offer = staff.offer.filter(|offer| *offer != Offer::Open);
    let text = |known: Option<&str>| known.map(str::to_owned);
    facts(
        texts,
        [
            (
                "home",
                person
                    .home_municipality
                    .map(|m| m.facts().name(texts.0).to_owned()),
            ),
            ("coach", text(person.coach.as_ref().map(|c| c.as_str()))),
            (
                "unit",
                text(person.service_unit.as_ref().map(|u| u.as_str())),
            ),
            ("offer", offer.map(|offer| texts.of("offer", offer))),
            ("services", Some(listed("route", &staff.routes, texts))),
            ("review", staff.review_on.map(|day| texts.day(day))),
            ("right", right),
            ("age", oldest),
            ("car", profile.own_car.map(|yes| yes_or_no(yes, texts))),
            (
                "confirmed",
                profile.confirmed_at.as_ref().map(|day| partial(day, texts)),
            ),
        ],
    )
}

fn yes_or_no(yes: bool, texts: Texts) -> String {
    match yes {
        true => texts.get("yes"),
        false => texts.get("no"),
    }
}

/// The facts that are said, each under its name.
fn facts<const N: usize>(texts: Texts, said: [(&str, Option<String>); N]) -> Vec<Fact> {
    let said = said.into_iter();
    let said = said.filter_map(|(key, value)| Some((key, value.filter(|v| !v.is_empty())?)));
    said.map(|(key, value)| Fact {
        name: texts.of("of-person", key),
        value,
    })
    .collect()
}
