//! What consent releases of a profile: what is not released here does not leave the house.

use crate::domain::{
    Cefr, Consent, Education, Employment, HeldLanguage, HeldSkill, PartialDate, Profile,
    ReleasedField, Wishes,
};

/// What is released where a consent does not say.
const UNSAID: &[ReleasedField] = &[
    ReleasedField::Skills,
    ReleasedField::Occupations,
    ReleasedField::Languages,
    ReleasedField::Permits,
];

/// Whether a consent releases a part of a profile.
pub fn releases(consent: &Consent, field: ReleasedField) -> bool {
    consent.fields.as_deref().unwrap_or(UNSAID).contains(&field)
}

/// The profile as a partner's score may see it: what consent releases, the rest as if never said.
///
/// A person's own words never pass, nor do employers' names, the right to work, conditions, ages,
/// car or the profile's origin. Days become months, and a time in a job whole years: its exact months
/// are in many a public curriculum vitae. A mother tongue passes as spoken at C2: the
/// level tells what the work needs, the mother tongue would tell of origin.
pub fn project(profile: &Profile, consent: &Consent) -> Profile {
    let releases = |field| releases(consent, field);
    let mut seen = Profile::default();
    if releases(ReleasedField::Skills) {
        seen.skills = profile.skills.as_deref().map(skills);
    }
    if releases(ReleasedField::Occupations) {
        let confirmed = profile.confirmed_at.as_ref();
        let jobs = profile.employments.as_deref();
        seen.employments = jobs.map(|jobs| employments(jobs, confirmed));
        // Closes a job that is still open, as it does for staff.
        seen.confirmed_at = profile.confirmed_at.as_ref().and_then(to_the_month);
    }
    if releases(ReleasedField::Educations) {
        seen.educations = profile.educations.as_deref().map(educations);
    }
    if releases(ReleasedField::Languages) {
        seen.languages = profile.languages.as_deref().map(languages);
    }
    if releases(ReleasedField::Permits) {
        seen.permits.clone_from(&profile.permits);
    }
    if releases(ReleasedField::Wishes) {
        seen.wishes = profile.wishes.as_ref().map(|wishes| Wishes {
            conditions: Vec::new(),
            ..wishes.clone()
        });
    }
    seen
}

fn skills(held: &[HeldSkill]) -> Vec<HeldSkill> {
    let known = held.iter().filter(|skill| skill.concept.is_some());
    let released = known.map(|skill| HeldSkill {
        concept: skill.concept.clone(),
        text: None,
        level: skill.level,
        years: skill.years,
        last_used: skill.last_used.as_ref().and_then(to_the_month),
        source: skill.source,
    });
    released.collect()
}

fn employments(done: &[Employment], confirmed: Option<&PartialDate>) -> Vec<Employment> {
    let known = done.iter().filter(|job| job.occupation.is_some());
    let released = known.map(|job| Employment {
        occupation: job.occupation.clone(),
        title: None,
        employer: None,
        text: None,
        from: job
            .from
            .as_ref()
            .and_then(|from| begun(from, job.to.as_ref().or(confirmed))),
        to: job.to.as_ref().and_then(to_the_month),
    });
    released.collect()
}

fn educations(taken: &[Education]) -> Vec<Education> {
    let known = taken
        .iter()
        .filter(|education| education.code.is_some() || education.level.is_some());
    let released = known.map(|education| Education {
        title: None,
        code: education.code.clone(),
        level: education.level,
        status: education.status,
        completed: education.completed.as_ref().and_then(to_the_month),
        recognised: education.recognised,
    });
    released.collect()
}

fn languages(held: &[HeldLanguage]) -> Vec<HeldLanguage> {
    let released = held.iter().map(|language| {
        let mut language = language.clone();
        if language.native == Some(true) {
            language.written = language.written.or(language.level);
            (language.level, language.spoken) = (None, Some(Cefr::C2));
        }
        language.native = None;
        language
    });
    released.collect()
}

/// When a job would have begun that was done for as many whole years, up to the same end; under a
/// year for half a year, or one month. Without an end, as it is.
fn begun(from: &PartialDate, end: Option<&PartialDate>) -> Option<PartialDate> {
    let Some(end) = end.map(PartialDate::month_number) else {
        return to_the_month(from);
    };
    // As scoring counts: the month of the beginning and that of the end are both worked.
    let months = match (end + 1).checked_sub(from.month_number()) {
        None | Some(0) => return to_the_month(from),
        Some(months @ 12..) => months / 12 * 12,
        Some(6..) => 6,
        Some(_) => 1,
    };
    let begun = end + 1 - months;
    format!("{:04}-{:02}", begun / 12, begun % 12 + 1)
        .parse()
        .ok()
}

/// The date without its day.
fn to_the_month(date: &PartialDate) -> Option<PartialDate> {
    date.as_str().get(..7).unwrap_or(date.as_str()).parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::record::parse;

    const FULL: &str = r#"{"headline":{"fi":"own words"},"text":{"fi":"own words"},"origin":"coach",
        "skills":[{"concept":"http://data.europa.eu/esco/skill/a","text":"own words","level":"good","years":3,"last_used":"2025-06-07","source":"employment"},{"text":"own words"}],
        "employments":[{"occupation":"http://data.europa.eu/esco/occupation/b","title":"own words","employer":"Firma Oy","text":"own words","from":"2019-01-15","to":"2024"},{"title":"own words"}],
        "educations":[{"title":"own words","code":"371113","level":"upper_secondary","status":"completed","completed":"2018-05-31","recognised":"yes"},{"title":"own words"}],
        "languages":[{"code":"fi","level":"C1"},{"code":"so","native":true},{"code":"sv","native":true,"level":"B2"}],
        "permits":["driving:B",{"code":"card:hot_work","valid_until":"2027-05-31"}],
        "right_to_work":{"kind":"hours_limited","weekly":30},"age_at_least":[16,18],"own_car":true,
        "wishes":{"municipalities":["837"],"conditions":["no_heavy_lifting"],"commute_minutes":45},
        "confirmed_at":"2026-11-01"}"#;

    fn check(fields: Option<Vec<ReleasedField>>, expected: &str) {
        let consent = Consent {
            fields,
            ..Consent::default()
        };
        let seen = project(&parse(FULL).unwrap(), &consent);
        assert_eq!(seen, parse(expected).unwrap());
        let json = serde_json::to_string(&seen).unwrap();
        for never in [
            "own words",
            "Firma",
            "conditions",
            "native",
            "right_to_work",
        ] {
            assert!(!json.contains(never), "{never} in {json}");
        }
    }

    const SKILLS: &str = r#""skills":[{"concept":"http://data.europa.eu/esco/skill/a","level":"good","years":3,"last_used":"2025-06","source":"employment"}]"#;
    const OCCUPATIONS: &str = r#""employments":[{"occupation":"http://data.europa.eu/esco/occupation/b","from":"2019-02","to":"2024"}],"confirmed_at":"2026-11""#;
    const LANGUAGES: &str = r#""languages":[{"code":"fi","level":"C1"},{"code":"so","spoken":"C2"},{"code":"sv","spoken":"C2","written":"B2"}]"#;
    const PERMITS: &str =
        r#""permits":["driving:B",{"code":"card:hot_work","valid_until":"2027-05-31"}]"#;
    const EDUCATIONS: &str = r#""educations":[{"code":"371113","level":"upper_secondary","status":"completed","completed":"2018-05","recognised":"yes"}]"#;
    const WISHES: &str = r#""wishes":{"municipalities":["837"],"commute_minutes":45}"#;

    #[test]
    fn a_consent_that_names_no_fields_releases_four() {
        check(
            None,
            &format!("{{{SKILLS},{OCCUPATIONS},{LANGUAGES},{PERMITS}}}"),
        );
    }

    #[test]
    fn each_field_releases_itself_alone() {
        for (field, expected) in [
            (ReleasedField::Skills, SKILLS),
            (ReleasedField::Occupations, OCCUPATIONS),
            (ReleasedField::Languages, LANGUAGES),
            (ReleasedField::Permits, PERMITS),
            (ReleasedField::Educations, EDUCATIONS),
            (ReleasedField::Wishes, WISHES),
            (ReleasedField::Municipality, ""),
        ] {
            check(Some(vec![field]), &format!("{{{expected}}}"));
        }
        check(Some(vec![]), "{}");
    }

    #[test]
    fn even_everything_is_not_all() {
        check(
            Some(ReleasedField::ALL.to_vec()),
            &format!("{{{SKILLS},{OCCUPATIONS},{LANGUAGES},{PERMITS},{EDUCATIONS},{WISHES}}}"),
        );
    }
}
