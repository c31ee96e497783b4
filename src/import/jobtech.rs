//! A Swedish advert in the shape of JobTech's JobSearch, bare or as a search answer holds it.
//!
//! Its taxonomy and municipalities are Sweden's: concepts become words, places stay in the text.

use serde_json::Value;

use crate::domain::record::RecordError;
use crate::domain::{
    Apply, AskedCar, AskedEducation, AskedExperience, AskedLanguage, AskedPermit, AskedSkill,
    Contract, Employer, Hours, Kind, Lang, LanguageCode, Need, Pay, PayBasis, PermitCode, Status,
    Vacancy,
};

use super::ids;
use super::mapping::{Fields, Reading, Row, add, unused, used};
use super::words;

/// Every field of an advert.
#[rustfmt::skip]
pub(super) const JOBTECH: &[Row] = &[
    used("/id", "id", ""),
    used("/headline", "title", "the language is told from the text"),
    used("/description/text", "description", "without markup; the language is told from the text"),
    unused("/description/text_formatted", "the same text with markup"),
    used("/description/needs", "description", "a paragraph"),
    used("/description/requirements", "description", "a paragraph"),
    used("/description/conditions", "description", "a paragraph"),
    unused("/description/company_information", "about the employer, not about the work"),
    used("/occupation/label", "description", "a paragraph: the taxonomy is Sweden's own"),
    unused("/occupation", "the rest of it: codes of Sweden's own taxonomy"),
    unused("/occupation_group", "Sweden's own taxonomy"),
    unused("/occupation_field", "Sweden's own taxonomy"),
    used("/must_have/skills/*/label", "skills", "words; need must"),
    used("/must_have/languages/*/label", "languages", "by the Swedish name; need must"),
    used("/must_have/work_experiences/*/label", "experience, description", "need must; the occupation as a paragraph"),
    used("/must_have/education/*/label", "education/title", "need must"),
    used("/must_have/education_level/*/label", "description", "a paragraph"),
    unused("/must_have", "the rest of it: codes of Sweden's own taxonomy"),
    used("/nice_to_have/skills/*/label", "skills", "words; need nice"),
    used("/nice_to_have/languages/*/label", "languages", "by the Swedish name; need nice"),
    used("/nice_to_have/work_experiences/*/label", "experience, description", "need nice; the occupation as a paragraph"),
    used("/nice_to_have/education/*/label", "education/title", "need nice"),
    used("/nice_to_have/education_level/*/label", "description", "a paragraph"),
    unused("/nice_to_have", "the rest of it: codes of Sweden's own taxonomy"),
    used("/driving_license_required", "permits", "class B where no class is named; need must"),
    used("/driving_license/*/label", "permits", "need must"),
    unused("/driving_license", "the rest of it: codes of Sweden's own taxonomy"),
    used("/access_to_own_car", "car", "need must"),
    used("/experience_required", "experience", "false: 0 years"),
    used("/employment_type/label", "kinds", "behovsanställning on_call, sommarjobb summer, säsong seasonal"),
    unused("/employment_type", "the rest of it: codes of Sweden's own taxonomy"),
    used("/duration/label", "contract", "tills vidare permanent, any other fixed_term"),
    unused("/duration", "the rest of it: codes of Sweden's own taxonomy"),
    used("/working_hours_type/label", "hours/full_time", "heltid, deltid"),
    unused("/working_hours_type", "the rest of it: codes of Sweden's own taxonomy"),
    unused("/scope_of_work", "a share of a Swedish full week"),
    used("/salary_type/label", "pay/basis", "fast time; provision commission, ackord piece"),
    unused("/salary_type", "the rest of it: codes of Sweden's own taxonomy"),
    unused("/salary_description", "pay in another currency"),
    used("/remote_work", "remote", ""),
    used("/number_of_vacancies", "positions", ""),
    used("/publication_date", "published", ""),
    unused("/last_publication_date", "the last day to apply is used"),
    used("/application_deadline", "closes", ""),
    used("/removed", "status", "withdrawn"),
    unused("/removed_date", "the day does not matter"),
    used("/access", "description", "a paragraph: when the work starts"),
    used("/employer/name", "employer/name", ""),
    used("/employer/organization_number", "employer/id", ""),
    unused("/employer", "the rest of it: contact details are not kept"),
    used("/application_details/url", "apply/url", ""),
    used("/webpage_url", "apply/url", "where the advert gives none"),
    used("/application_details/information", "apply/text", ""),
    unused("/application_details", "the rest of it: the name and address of a contact person are not kept"),
    unused("/application_contacts", "the name and address of a contact person are not kept"),
    used("/workplace_address/municipality", "description", "a paragraph: a place outside Finland"),
    unused("/workplace_address", "a place outside Finland"),
    unused("/workplace_id", "another system's identifier"),
    unused("/external_id", "another system's identifier"),
    unused("/original_id", "another system's identifier"),
    unused("/logo_url", "a picture"),
    unused("/label", "another system's marks"),
    unused("/trainee", "not matched"),
    unused("/larling", "not matched"),
    unused("/franchise", "not matched"),
    unused("/hire_work_place", "not matched"),
    unused("/open_for_all", "not matched"),
    unused("/detected_language", "the language is told from the text"),
    unused("/keywords", "another program's reading of the text"),
    unused("/source_type", "another system's marks"),
    unused("/timestamp", "another system's marks"),
];

/// The advert in a hit of a search answer, or the advert itself.
pub(super) fn advert_of(value: Value) -> Vec<Value> {
    match value {
        Value::Object(mut hit) if hit.contains_key("_source") => {
            hit.remove("_source").into_iter().collect()
        }
        other => vec![other],
    }
}

/// Reads an advert.
pub(super) fn advert(record: Value, reading: &Reading) -> Result<Vacancy, RecordError> {
    let mut advert = reading.fields(record)?;
    let mut vacancy = Vacancy::new(ids::required(&mut advert, "id")?);
    vacancy.source = Some("jobtech".to_owned());
    let lang = text(&mut advert, &mut vacancy)?;
    asked(advert.object("must_have")?, Need::Must, lang, &mut vacancy)?;
    asked(
        advert.object("nice_to_have")?,
        Need::Nice,
        lang,
        &mut vacancy,
    )?;
    driving(&mut advert, &mut vacancy)?;
    if advert.flag("experience_required")? == Some(false) && vacancy.experience.is_none() {
        vacancy.experience = Some(AskedExperience {
            years: Some(0.0),
            need: Need::Nice,
        });
    }
    terms(&mut advert, &mut vacancy)?;
    vacancy.positions = advert
        .count("number_of_vacancies")?
        .filter(|count| *count > 0);
    vacancy.published = advert.day("publication_date")?;
    vacancy.closes = advert.day("application_deadline")?;
    if advert.flag("removed")? == Some(true) {
        vacancy.status = Status::Withdrawn;
    }
    let mut employer = advert.object("employer")?;
    let employer = Employer {
        id: ids::optional(&mut employer, "organization_number")?,
        name: employer.text("name")?,
        ..Employer::default()
    };
    vacancy.employer = (employer != Employer::default()).then_some(employer);
    let page = advert.text("webpage_url")?;
    let mut how = advert.object("application_details")?;
    let apply = Apply {
        url: how.text("url")?.or(page),
        text: how.text("information")?,
    };
    vacancy.apply = (apply != Apply::default()).then_some(apply);
    Ok(vacancy)
}

/// Takes the words of the advert; gives their language.
fn text(advert: &mut Fields<'_>, vacancy: &mut Vacancy) -> Result<Lang, RecordError> {
    let headline = advert.text("headline")?.unwrap_or_default();
    let mut description = advert.object("description")?;
    let main = description.text("text")?.unwrap_or_default();
    let lang = words::language(&format!("{headline} {main}")).unwrap_or(Lang::Sv);
    add(&mut vacancy.title, lang, &headline);
    add(&mut vacancy.description, lang, &main);
    for key in ["needs", "requirements", "conditions"] {
        let more = description.text(key)?.unwrap_or_default();
        add(&mut vacancy.description, lang, &more);
    }
    let occupation = advert.first("occupation")?.text("label")?;
    let place = advert.object("workplace_address")?.text("municipality")?;
    for paragraph in [occupation, advert.text("access")?, place].iter().flatten() {
        add(&mut vacancy.description, lang, paragraph);
    }
    Ok(lang)
}

fn asked(
    mut wanted: Fields<'_>,
    need: Need,
    lang: Lang,
    vacancy: &mut Vacancy,
) -> Result<(), RecordError> {
    for mut skill in wanted.objects("skills")? {
        if let Some(label) = skill.text("label")? {
            vacancy.skills.push(words_asked(label, need));
        }
    }
    for mut language in wanted.objects("languages")? {
        let Some(label) = language.text("label")? else {
            continue;
        };
        match LanguageCode::by_name(&label) {
            Some(code) => vacancy.languages.push(AskedLanguage {
                code,
                level: None,
                spoken: None,
                written: None,
                need,
            }),
            None => vacancy.skills.push(words_asked(label, need)),
        }
    }
    for mut work in wanted.objects("work_experiences")? {
        if let Some(label) = work.text("label")? {
            add(&mut vacancy.description, lang, &label);
            vacancy
                .experience
                .get_or_insert(AskedExperience { years: None, need });
        }
    }
    for mut education in wanted.objects("education")? {
        let title = education.text("label")?;
        if vacancy.education.is_none() && title.is_some() {
            vacancy.education = Some(AskedEducation {
                title,
                code: None,
                level: None,
                need,
            });
        }
    }
    for mut level in wanted.objects("education_level")? {
        let label = level.text("label")?.unwrap_or_default();
        add(&mut vacancy.description, lang, &label);
    }
    Ok(())
}

fn words_asked(text: String, need: Need) -> AskedSkill {
    AskedSkill {
        concept: None,
        text: Some(text),
        level: None,
        need,
    }
}

fn driving(advert: &mut Fields<'_>, vacancy: &mut Vacancy) -> Result<(), RecordError> {
    let required = advert.flag("driving_license_required")? == Some(true);
    let mut classes: Vec<PermitCode> = Vec::new();
    for mut class in advert.objects("driving_license")? {
        let Some(label) = class.text("label")? else {
            continue;
        };
        match format!("driving:{label}").parse() {
            Ok(code) => classes.push(code),
            Err(_) => class.unknown("label", &label, "not a known class of driving licence"),
        }
    }
    if required && classes.is_empty() {
        classes.extend("driving:B".parse::<PermitCode>().ok());
    }
    vacancy.permits = classes
        .into_iter()
        .map(|code| AskedPermit {
            code,
            need: Need::Must,
        })
        .collect();
    if advert.flag("access_to_own_car")? == Some(true) {
        vacancy.car = Some(AskedCar { need: Need::Must });
    }
    Ok(())
}

fn terms(advert: &mut Fields<'_>, vacancy: &mut Vacancy) -> Result<(), RecordError> {
    let label = |advert: &mut Fields<'_>, key| {
        let text = advert.first(key)?.text("label")?;
        Ok::<_, RecordError>(text.map(|text| text.to_lowercase()))
    };
    if let Some(kind) = label(advert, "employment_type")? {
        let kinds = [
            ("behov", Kind::OnCall),
            ("sommar", Kind::Summer),
            ("säsong", Kind::Seasonal),
        ];
        let found = kinds.iter().find(|(word, _)| kind.contains(word));
        vacancy.kinds.extend(found.map(|(_, kind)| *kind));
    }
    if let Some(duration) = label(advert, "duration")? {
        vacancy.contract = Some(match duration.replace(' ', "").as_str() {
            "tillsvidare" => Contract::Permanent,
            _ => Contract::FixedTerm,
        });
    }
    let full_time = match label(advert, "working_hours_type")?.as_deref() {
        Some("heltid") => Some(true),
        Some("deltid") => Some(false),
        _ => None,
    };
    vacancy.hours = full_time.map(|full_time| Hours {
        full_time: Some(full_time),
        ..Hours::default()
    });
    if let Some(salary) = label(advert, "salary_type")? {
        let fixed = salary.starts_with("fast");
        let basis = [
            ("provision", PayBasis::Commission),
            ("ackord", PayBasis::Piece),
            ("fast", PayBasis::Time),
        ];
        let found = basis
            .iter()
            .find(|(word, basis)| salary.contains(word) && (!fixed || *basis == PayBasis::Time));
        vacancy.pay = found.map(|(_, basis)| Pay {
            basis: Some(*basis),
            min: None,
            max: None,
            unit: None,
        });
    }
    vacancy.remote = advert.flag("remote_work")?;
    Ok(())
}
