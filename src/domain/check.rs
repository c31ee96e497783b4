//! What types alone cannot say of a record: orders, ranges and contradictions, in one place.

use jiff::civil::Date;

use super::record::RecordError;
use super::{
    ConceptUri, Hours, Jobseeker, Lang, Localised, PartialDate, Pay, Profile, Vacancy, Visibility,
};

/// Characters of a text beyond which it is no advert and no profile; adverts have about a thousand.
const TEXT_CHARS_MAX: usize = 50_000;

/// Characters of a name beyond which it is none: a title, a skill.
const NAME_CHARS_MAX: usize = 1_000;

/// Hours of a week.
const WEEK: f64 = 168.0;

/// A record that can be judged as a whole.
pub trait Check {
    /// # Errors
    /// The first thing in it that cannot be: its pointer, value and what would be right.
    fn check(&self) -> Result<(), RecordError>;
}

impl Check for Vacancy {
    fn check(&self) -> Result<(), RecordError> {
        localised("/title", &self.title, NAME_CHARS_MAX)?;
        localised("/description", &self.description, TEXT_CHARS_MAX)?;
        ordered(
            "/closes",
            "published",
            self.published,
            "closes",
            self.closes,
        )?;
        ordered("/ends", "starts", self.starts, "ends", self.ends)?;
        if let Some(experience) = &self.experience {
            within("/experience/years", experience.years, 0.0, 50.0, "years")?;
        }
        for (i, skill) in self.skills.iter().enumerate() {
            named(
                &format!("/skills/{i}"),
                "skill",
                "concept",
                &skill.concept,
                &skill.text,
            )?;
            bounded(&format!("/skills/{i}/text"), &skill.text, NAME_CHARS_MAX)?;
        }
        if let Some(education) = &self.education
            && education.title.is_none()
            && education.code.is_none()
            && education.level.is_none()
        {
            let reason = "an education needs a `title`, a `code` or a `level`";
            return Err(wrong("/education", None, reason));
        }
        if let Some(code) = &self.postal_code
            && (code.len() != 5 || !code.bytes().all(|b| b.is_ascii_digit()))
        {
            let reason = "a postal code has five digits";
            return Err(wrong("/postal_code", Some(code.clone()), reason));
        }
        if let Some(hours) = &self.hours {
            hours_make_sense("/hours", hours)?;
        }
        if self.positions == Some(0) {
            let reason = "a vacancy seeks at least one person; leave it out where it is unknown";
            return Err(wrong("/positions", Some("0".to_owned()), reason));
        }
        self.pay.as_ref().map_or(Ok(()), pay_makes_sense)
    }
}

impl Check for Jobseeker {
    fn check(&self) -> Result<(), RecordError> {
        visibility_makes_sense(&self.visibility)?;
        self.profile.check().map_err(|error| RecordError {
            pointer: format!("/profile{}", error.pointer),
            ..error
        })
    }
}

impl Check for Profile {
    fn check(&self) -> Result<(), RecordError> {
        localised("/headline", &self.headline, NAME_CHARS_MAX)?;
        localised("/text", &self.text, TEXT_CHARS_MAX)?;
        for (i, skill) in self.skills.iter().flatten().enumerate() {
            let at = format!("/skills/{i}");
            bounded(&format!("{at}/text"), &skill.text, NAME_CHARS_MAX)?;
            named(&at, "skill", "concept", &skill.concept, &skill.text)?;
            within(&format!("{at}/years"), skill.years, 0.0, 60.0, "years")?;
        }
        for (i, job) in self.employments.iter().flatten().enumerate() {
            let at = format!("/employments/{i}");
            bounded(&format!("{at}/title"), &job.title, NAME_CHARS_MAX)?;
            bounded(&format!("{at}/text"), &job.text, TEXT_CHARS_MAX)?;
            if job.text.is_none() {
                named(&at, "employment", "occupation", &job.occupation, &job.title)?;
            }
            if let (Some(from), Some(to)) = (&job.from, &job.to)
                && ends_before(from, to)
            {
                let reason = format!("the job ends before it began ({from})");
                return Err(wrong(&format!("{at}/to"), Some(to.to_string()), &reason));
            }
        }
        for (i, age) in self.age_at_least.iter().flatten().enumerate() {
            if !matches!(age, 16 | 18 | 21) {
                let reason =
                    "only a statute's age may stand here: 16, 18 or 21, never a birth date";
                let at = format!("/age_at_least/{i}");
                return Err(wrong(&at, Some(age.to_string()), reason));
            }
        }
        if let Some(right) = &self.right_to_work {
            within(
                "/right_to_work/weekly",
                right.weekly,
                0.0,
                WEEK,
                "hours a week",
            )?;
        }
        match self
            .wishes
            .as_ref()
            .and_then(|wishes| wishes.hours.as_ref())
        {
            Some(hours) => hours_make_sense("/wishes/hours", hours),
            None => Ok(()),
        }
    }
}

/// A text in each language, of so many characters at most.
fn localised(at: &str, text: &Localised, chars_max: usize) -> Result<(), RecordError> {
    for lang in Lang::ALL {
        let of_lang = text.get(*lang);
        bounded(&format!("{at}/{lang}"), &of_lang, chars_max)?;
    }
    Ok(())
}

/// A text of so many characters at most.
fn bounded<T: AsRef<str>>(at: &str, text: &Option<T>, chars_max: usize) -> Result<(), RecordError> {
    let Some(text) = text.as_ref().map(AsRef::as_ref) else {
        return Ok(());
    };
    // Bytes are at least as many as characters, and quickly counted.
    if text.len() <= chars_max || text.chars().count() <= chars_max {
        return Ok(());
    }
    let reason = format!("longer than {chars_max} characters: too long to be what it is called");
    let beginning: String = text.chars().take(40).collect();
    Err(wrong(at, Some(format!("{beginning}…")), &reason))
}

fn visibility_makes_sense(visibility: &Visibility) -> Result<(), RecordError> {
    let Some(consent) = &visibility.partners else {
        return Ok(());
    };
    let at = "/visibility/partners";
    ordered(
        &format!("{at}/until"),
        "from",
        consent.from,
        "until",
        consent.until,
    )?;
    for (i, group) in consent.work.iter().flatten().enumerate() {
        if group.is_empty() || group.len() > 4 || !group.bytes().all(|b| b.is_ascii_digit()) {
            let reason = "an ISCO-08 group is one to four digits, such as 5321";
            return Err(wrong(
                &format!("{at}/work/{i}"),
                Some(group.clone()),
                reason,
            ));
        }
    }
    Ok(())
}

fn hours_make_sense(at: &str, hours: &Hours) -> Result<(), RecordError> {
    let unit = "hours a week";
    within(&format!("{at}/weekly"), hours.weekly, 0.0, WEEK, unit)?;
    within(
        &format!("{at}/weekly_min"),
        hours.weekly_min,
        0.0,
        WEEK,
        unit,
    )?;
    within(
        &format!("{at}/weekly_max"),
        hours.weekly_max,
        0.0,
        WEEK,
        unit,
    )?;
    rising(
        at,
        "weekly_min",
        hours.weekly_min,
        "weekly_max",
        hours.weekly_max,
    )?;
    rising(at, "weekly_min", hours.weekly_min, "weekly", hours.weekly)?;
    rising(at, "weekly", hours.weekly, "weekly_max", hours.weekly_max)
}

fn pay_makes_sense(pay: &Pay) -> Result<(), RecordError> {
    within("/pay/min", pay.min, 0.0, 10_000_000.0, "euros")?;
    within("/pay/max", pay.max, 0.0, 10_000_000.0, "euros")?;
    rising("/pay", "min", pay.min, "max", pay.max)
}

fn wrong(pointer: &str, value: Option<String>, reason: &str) -> RecordError {
    RecordError {
        pointer: pointer.to_owned(),
        value,
        reason: reason.to_owned(),
        nearest: None,
    }
}

fn ordered(
    pointer: &str,
    first: &str,
    from: Option<Date>,
    last: &str,
    to: Option<Date>,
) -> Result<(), RecordError> {
    match (from, to) {
        (Some(from), Some(to)) if to < from => {
            let reason = format!("dates in the wrong order: `{last}` is before `{first}` ({from})");
            Err(wrong(pointer, Some(to.to_string()), &reason))
        }
        _ => Ok(()),
    }
}

/// Whether a job surely ends before it begins: `2019-05` may end in `2019`.
fn ends_before(from: &PartialDate, to: &PartialDate) -> bool {
    let grain = from.as_str().len().min(to.as_str().len());
    to.as_str()[..grain] < from.as_str()[..grain]
}

fn within(
    pointer: &str,
    value: Option<f64>,
    min: f64,
    max: f64,
    unit: &str,
) -> Result<(), RecordError> {
    match value {
        Some(value) if !(min..=max).contains(&value) => {
            let reason = format!("out of range: {unit} are {min} to {max}");
            Err(wrong(pointer, Some(value.to_string()), &reason))
        }
        _ => Ok(()),
    }
}

fn rising(
    at: &str,
    low: &str,
    min: Option<f64>,
    high: &str,
    max: Option<f64>,
) -> Result<(), RecordError> {
    match (min, max) {
        (Some(min), Some(max)) if min > max => {
            let reason = format!("`{low}` ({min}) is more than `{high}` ({max})");
            Err(wrong(
                &format!("{at}/{low}"),
                Some(min.to_string()),
                &reason,
            ))
        }
        _ => Ok(()),
    }
}

fn named(
    at: &str,
    what: &str,
    field: &str,
    concept: &Option<ConceptUri>,
    text: &Option<String>,
) -> Result<(), RecordError> {
    let words = if field == "concept" { "text" } else { "title" };
    if concept.is_none() && text.as_ref().is_none_or(|text| text.trim().is_empty()) {
        let reason = format!("an empty {what}: it needs a `{field}` or a `{words}`");
        return Err(wrong(at, None, &reason));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::record;
    use super::*;

    fn check(json: &str, pointer: &str, reason: &str) {
        let error = if json.contains("person") {
            record::read::<Jobseeker>(json).unwrap_err()
        } else {
            record::read::<Vacancy>(json).unwrap_err()
        };
        assert_eq!(
            (error.pointer.as_str(), error.reason.as_str()),
            (pointer, reason),
            "{json}"
        );
    }

    #[test]
    fn a_vacancy_that_cannot_be_is_rejected_with_its_place() {
        check(
            r#"{"id":"V","published":"2026-11-20","closes":"2026-11-19"}"#,
            "/closes",
            "dates in the wrong order: `closes` is before `published` (2026-11-20)",
        );
        check(
            r#"{"id":"V","starts":"2027-01-01","ends":"2026-01-01"}"#,
            "/ends",
            "dates in the wrong order: `ends` is before `starts` (2027-01-01)",
        );
        check(
            r#"{"id":"V","hours":{"weekly":169}}"#,
            "/hours/weekly",
            "out of range: hours a week are 0 to 168",
        );
        check(
            r#"{"id":"V","hours":{"weekly_min":30,"weekly_max":20}}"#,
            "/hours/weekly_min",
            "`weekly_min` (30) is more than `weekly_max` (20)",
        );
        check(
            r#"{"id":"V","pay":{"min":3000,"max":2000}}"#,
            "/pay/min",
            "`min` (3000) is more than `max` (2000)",
        );
        check(
            r#"{"id":"V","experience":{"years":-1}}"#,
            "/experience/years",
            "out of range: years are 0 to 50",
        );
        check(
            r#"{"id":"V","skills":[{"text":"hitsaus"},{"need":"must"}]}"#,
            "/skills/1",
            "an empty skill: it needs a `concept` or a `text`",
        );
        check(
            &format!(r#"{{"id":"V","title":{{"sv":"{}"}}}}"#, "ä".repeat(1_001)),
            "/title/sv",
            "longer than 1000 characters: too long to be what it is called",
        );
        check(
            r#"{"id":"V","postal_code":"FI-33"}"#,
            "/postal_code",
            "a postal code has five digits",
        );
    }

    #[test]
    fn a_jobseeker_that_cannot_be_is_rejected_with_its_place() {
        check(
            r#"{"person":{"id":"P"},"profile":{"employments":[{"title":"a","from":"2020-05","to":"2019"}]}}"#,
            "/profile/employments/0/to",
            "the job ends before it began (2020-05)",
        );
        check(
            r#"{"person":{"id":"P"},"profile":{"skills":[{"text":" "}]}}"#,
            "/profile/skills/0",
            "an empty skill: it needs a `concept` or a `text`",
        );
        check(
            r#"{"person":{"id":"P"},"profile":{"skills":[{"text":"a","years":-2}]}}"#,
            "/profile/skills/0/years",
            "out of range: years are 0 to 60",
        );
        check(
            r#"{"person":{"id":"P"},"profile":{"age_at_least":[35]}}"#,
            "/profile/age_at_least/0",
            "only a statute's age may stand here: 16, 18 or 21, never a birth date",
        );
        check(
            r#"{"person":{"id":"P"},"visibility":{"partners":{"from":"2026-02-01","until":"2026-01-01"}}}"#,
            "/visibility/partners/until",
            "dates in the wrong order: `until` is before `from` (2026-02-01)",
        );
    }

    #[test]
    fn a_job_that_ends_in_the_year_it_began_is_sound() {
        let json = r#"{"person":{"id":"P"},"profile":{"employments":[{"title":"a","from":"2020-05","to":"2020"}]}}"#;
        assert!(record::read::<Jobseeker>(json).is_ok());
    }
}
