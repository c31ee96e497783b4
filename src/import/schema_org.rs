//! schema.org's JobPosting, in JSON-LD.

use serde_json::Value;

use crate::domain::record::RecordError;
use crate::domain::{
    Apply, AskedEducation, AskedExperience, AskedSkill, Contract, EducationLevel, Employer, Kind,
    Lang, Need, Pay, PayUnit, Vacancy,
};

use super::ids;
use super::mapping::{Fields, Reading, Row, add, seen, unused, used};
use super::record::Notes;
use super::words;

/// Every field of a posting.
#[rustfmt::skip]
pub(super) const JOB_POSTING: &[Row] = &[
    used("/identifier", "id", "text, or a PropertyValue's value; else the address, else made of employer, title and day"),
    used("/url", "apply/url", ""),
    used("/@id", "id", "where there is no identifier"),
    seen("/@type", "what it is"),
    seen("/@context", "what it is"),
    used("/title", "title", "the language is told from the text"),
    used("/description", "description", "without markup; the language is told from the text"),
    used("/responsibilities", "description", "a paragraph"),
    used("/qualifications", "description", "a paragraph"),
    used("/incentiveCompensation", "description", "a paragraph"),
    used("/jobBenefits", "description", "a paragraph"),
    used("/workHours", "description", "a paragraph"),
    seen("/inLanguage", "the language of the texts, where it is fi, sv or en"),
    used("/hiringOrganization/name", "employer/name", ""),
    used("/hiringOrganization/identifier", "employer/id", "text, or a PropertyValue's value"),
    unused("/hiringOrganization", "about the employer, not about the work"),
    used("/jobLocation/*/address/addressLocality", "municipalities", "by name; each one named"),
    used("/jobLocation/*/address/postalCode", "postal_code", "of the first place"),
    unused("/jobLocation", "the municipality is used"),
    used("/jobLocationType", "remote", "TELECOMMUTE"),
    unused("/applicantLocationRequirements", "where one may live is not matched"),
    used("/employmentType/*", "contract, hours/full_time, kinds", "FULL_TIME, PART_TIME; TEMPORARY fixed_term; INTERN training; PER_DIEM on_call"),
    used("/datePosted", "published", ""),
    used("/validThrough", "closes", "the day in Finland"),
    used("/jobStartDate", "starts", "where it is a date; else a paragraph"),
    unused("/jobImmediateStart", "says no day"),
    used("/totalJobOpenings", "positions", ""),
    used("/skills/*", "skills", "text, or a DefinedTerm: ESCO's by its address, else words; need should"),
    used("/relevantOccupation/*", "occupations", "ESCO's by its address"),
    used("/occupationalCategory/*", "occupations", "ESCO's by its address"),
    used("/educationRequirements/*", "education", "text, or credentialCategory: high school, associate degree, bachelor degree, postgraduate degree; need should"),
    used("/experienceRequirements", "experience/years, description", "monthsOfExperience; text as a paragraph; need should"),
    unused("/experienceInPlaceOfEducation", "not matched"),
    used("/baseSalary", "pay/min, max, unit", "in euros by the hour, month or year"),
    unused("/industry", "words for an industry"),
    unused("/directApply", "how the site takes applications"),
    unused("/applicationContact", "the name and address of a contact person are not kept"),
    unused("/image", "a picture"),
];

/// Every JobPosting in a document, wherever it stands; nodes of other types are noted.
pub(super) fn postings_of(value: Value, notes: &mut Notes) -> Vec<Value> {
    let mut found = Vec::new();
    collect(value, &mut found, notes);
    found
}

fn collect(value: Value, found: &mut Vec<Value>, notes: &mut Notes) {
    match value {
        Value::Array(items) => items
            .into_iter()
            .for_each(|item| collect(item, found, notes)),
        Value::Object(fields) if is_posting(&fields) => found.push(Value::Object(fields)),
        Value::Object(fields) => {
            let before = found.len();
            let kind = fields
                .get("@type")
                .and_then(Value::as_str)
                .map(str::to_owned);
            fields
                .into_iter()
                .for_each(|(_, value)| collect(value, found, notes));
            if let (Some(kind), true) = (kind, found.len() == before) {
                notes.value("/@type", &kind, "not a JobPosting");
            }
        }
        _ => {}
    }
}

fn is_posting(fields: &serde_json::Map<String, Value>) -> bool {
    let named = |value: &Value| {
        let name = value.as_str().unwrap_or_default();
        name.rsplit(['/', ':']).next() == Some("JobPosting")
    };
    match fields.get("@type") {
        Some(Value::Array(types)) => types.iter().any(named),
        Some(one) => named(one),
        None => false,
    }
}

/// Reads a posting.
pub(super) fn job_posting(record: Value, reading: &Reading) -> Result<Vacancy, RecordError> {
    let mut posting = reading.fields(record)?;
    posting.take("@type");
    posting.take("@context");
    let title = posting.text("title")?.unwrap_or_default();
    let published = posting.day("datePosted")?;
    let mut organization = named_or(posting.take("hiringOrganization"), "name", &posting)?;
    let employer = Employer {
        id: identifier(&mut organization, "identifier")?
            .map(|id| ids::parse(&id, "/hiringOrganization/identifier"))
            .transpose()?,
        name: organization.text("name")?,
        ..Employer::default()
    };
    organization.rest();
    let (own, address, node) = (
        identifier(&mut posting, "identifier")?,
        posting.text("url")?,
        posting.text("@id")?,
    );
    let id = own
        .or(node)
        .or_else(|| address.clone())
        .filter(|id| id.chars().count() <= 128);
    let id = id.unwrap_or_else(|| {
        let day = published.map(|day| day.to_string()).unwrap_or_default();
        let parts = [address.as_deref().unwrap_or_default(), &title, &day];
        let employer = employer.name.as_deref().unwrap_or_default();
        ids::made("posting", &[employer, parts[0], parts[1], parts[2]])
    });
    let mut vacancy = Vacancy::new(ids::parse(&id, "/identifier")?);
    vacancy.source = Some("schema-org".to_owned());
    vacancy.published = published;
    vacancy.employer = (employer != Employer::default()).then_some(employer);
    vacancy.apply = address.map(|url| Apply {
        url: Some(url),
        text: None,
    });
    let lang = text(&mut posting, &title, &mut vacancy)?;
    terms(&mut posting, lang, &mut vacancy)?;
    place(&mut posting, &mut vacancy)?;
    asked(&mut posting, lang, &mut vacancy)?;
    vacancy.pay = pay(&mut posting)?;
    Ok(vacancy)
}

/// An object, or a text that stands for the field it would have: `"Oy Ab"` for `{"name": "Oy Ab"}`.
fn named_or<'r>(
    value: Option<Value>,
    field: &str,
    parent: &Fields<'r>,
) -> Result<Fields<'r>, RecordError> {
    let value = match value {
        Some(Value::String(text)) => serde_json::json!({ field: text }),
        Some(Value::Array(items)) => items.into_iter().next().unwrap_or_default(),
        Some(other) => other,
        None => Value::Null,
    };
    parent.beside("hiringOrganization", value)
}

/// An identifier given as text or as a PropertyValue.
fn identifier(fields: &mut Fields<'_>, key: &str) -> Result<Option<String>, RecordError> {
    if !fields.holds_object(key) {
        return fields.text(key);
    }
    let mut value = fields.first(key)?;
    let found = value.text("value")?;
    value.take("@type");
    value.take("name");
    Ok(found)
}

fn text(posting: &mut Fields<'_>, title: &str, vacancy: &mut Vacancy) -> Result<Lang, RecordError> {
    let description = posting.text("description")?.unwrap_or_default();
    let said = posting.text("inLanguage")?;
    let said = said.and_then(|code| code.get(..2)?.to_ascii_lowercase().parse().ok());
    let lang = said
        .or_else(|| words::language(&format!("{title} {}", super::html::plain(&description))))
        .unwrap_or(Lang::Fi);
    add(&mut vacancy.title, lang, title);
    add(&mut vacancy.description, lang, &description);
    for key in [
        "responsibilities",
        "qualifications",
        "incentiveCompensation",
        "jobBenefits",
        "workHours",
    ] {
        for paragraph in posting.words(key)? {
            add(&mut vacancy.description, lang, &paragraph);
        }
    }
    Ok(lang)
}

fn terms(posting: &mut Fields<'_>, lang: Lang, vacancy: &mut Vacancy) -> Result<(), RecordError> {
    for term in posting.texts("employmentType")? {
        let mut full_time = |full| {
            let hours = vacancy.hours.get_or_insert_default();
            hours.full_time = Some(full);
        };
        match term.to_ascii_uppercase().replace(['-', ' '], "_").as_str() {
            "FULL_TIME" => full_time(true),
            "PART_TIME" => full_time(false),
            "TEMPORARY" => vacancy.contract = Some(Contract::FixedTerm),
            "INTERN" => vacancy.kinds.push(Kind::Training),
            "PER_DIEM" => vacancy.kinds.push(Kind::OnCall),
            "SEASONAL" => vacancy.kinds.push(Kind::Seasonal),
            _ => posting.unknown(
                "employmentType",
                &term,
                "says nothing of how work is arranged",
            ),
        }
    }
    vacancy.closes = posting.day("validThrough")?;
    if let Some(start) = posting.text("jobStartDate")? {
        vacancy.starts = super::day::of(&start);
        if vacancy.starts.is_none() {
            add(&mut vacancy.description, lang, &start);
        }
    }
    vacancy.positions = posting
        .count("totalJobOpenings")?
        .filter(|count| *count > 0);
    let kinds = posting.texts("jobLocationType")?;
    if kinds.iter().any(|kind| kind == "TELECOMMUTE") {
        vacancy.remote = Some(true);
    }
    Ok(())
}

fn place(posting: &mut Fields<'_>, vacancy: &mut Vacancy) -> Result<(), RecordError> {
    if !posting.holds_object("jobLocation") {
        for name in posting.texts("jobLocation")? {
            locality(posting, "jobLocation", &name, vacancy);
        }
        return Ok(());
    }
    for mut place in posting.objects("jobLocation")? {
        place.take("@type");
        if !place.holds_object("address") {
            let name = place.text("address")?.unwrap_or_default();
            locality(&place, "address", &name, vacancy);
            continue;
        }
        let mut address = place.first("address")?;
        address.take("@type");
        if let Some(name) = address.text("addressLocality")? {
            locality(&address, "addressLocality", &name, vacancy);
        }
        let code = address.text("postalCode")?;
        let five = |code: &String| code.len() == 5 && code.bytes().all(|b| b.is_ascii_digit());
        vacancy.postal_code = vacancy.postal_code.take().or(code.filter(five));
    }
    Ok(())
}

fn locality(fields: &Fields<'_>, key: &str, name: &str, vacancy: &mut Vacancy) {
    for name in name
        .split(['/', ',', ';'])
        .map(str::trim)
        .filter(|name| !name.is_empty())
    {
        match words::municipality(name) {
            Some(code) if vacancy.municipalities.contains(&code) => {}
            Some(code) => vacancy.municipalities.push(code),
            None => fields.unknown(key, name, "no municipality of Finland today"),
        }
    }
}

fn asked(posting: &mut Fields<'_>, lang: Lang, vacancy: &mut Vacancy) -> Result<(), RecordError> {
    for skill in posting.words("skills")? {
        let concept = skill.parse().ok();
        let text = concept.is_none().then(|| super::html::plain(&skill));
        vacancy.skills.push(AskedSkill {
            concept,
            text,
            level: None,
            need: Need::Should,
        });
    }
    for key in ["relevantOccupation", "occupationalCategory"] {
        for occupation in posting.words(key)? {
            match occupation.parse() {
                Ok(uri) => vacancy.occupations.push(uri),
                Err(_) => add(&mut vacancy.description, lang, &occupation),
            }
        }
    }
    for education in posting.words("educationRequirements")? {
        let level = match education.to_lowercase().as_str() {
            "high school" => Some(EducationLevel::UpperSecondary),
            "associate degree" | "professional certificate" => Some(EducationLevel::Specialist),
            "bachelor degree" => Some(EducationLevel::Bachelor),
            "postgraduate degree" => Some(EducationLevel::Master),
            "no requirements" => continue,
            _ => None,
        };
        vacancy.education.get_or_insert(AskedEducation {
            title: level.is_none().then(|| super::html::plain(&education)),
            code: None,
            level,
            need: Need::Should,
        });
    }
    if !posting.holds_object("experienceRequirements") {
        for paragraph in posting.texts("experienceRequirements")? {
            add(&mut vacancy.description, lang, &paragraph);
        }
        return Ok(());
    }
    let mut experience = posting.first("experienceRequirements")?;
    experience.take("@type");
    if let Some(months) = experience.number("monthsOfExperience")? {
        vacancy.experience = Some(AskedExperience {
            years: Some((months / 1.2).round() / 10.0),
            need: Need::Should,
        });
    }
    let more = experience.text("description")?.unwrap_or_default();
    add(&mut vacancy.description, lang, &more);
    Ok(())
}

fn pay(posting: &mut Fields<'_>) -> Result<Option<Pay>, RecordError> {
    if !posting.holds_object("baseSalary") {
        if let Some(amount) = posting.text("baseSalary")? {
            posting.unknown("baseSalary", &amount, "an amount without currency and unit");
        }
        return Ok(None);
    }
    let mut salary = posting.first("baseSalary")?;
    salary.take("@type");
    let currency = salary.text("currency")?;
    let (min, max, unit) = if salary.holds_object("value") {
        let mut value = salary.first("value")?;
        value.take("@type");
        let fixed = value.number("value")?;
        let (min, max) = (value.number("minValue")?, value.number("maxValue")?);
        (min.or(fixed), max.or(fixed), value.text("unitText")?)
    } else {
        let fixed = salary.number("value")?;
        (fixed, fixed, salary.text("unitText")?)
    };
    if currency
        .as_deref()
        .is_some_and(|currency| currency != "EUR")
    {
        salary.unknown(
            "currency",
            &currency.unwrap_or_default(),
            "pay is kept in euros",
        );
        return Ok(None);
    }
    let unit = match unit.as_deref().map(str::to_ascii_uppercase).as_deref() {
        Some("HOUR") => PayUnit::Hour,
        Some("MONTH") => PayUnit::Month,
        Some("YEAR") => PayUnit::Year,
        other => {
            salary.unknown(
                "unitText",
                other.unwrap_or("none"),
                "pay is by the hour, month or year",
            );
            return Ok(None);
        }
    };
    Ok((min.is_some() || max.is_some()).then_some(Pay {
        basis: None,
        min,
        max,
        unit: Some(unit),
    }))
}
