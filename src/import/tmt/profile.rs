//! A competence profile, as it is read (P60) and as it is imported (P51): the same fields.

use serde_json::Value;

use crate::domain::record::RecordError;
use crate::domain::{
    ConceptUri, Education, EducationStatus, Employment, HeldPermit, HeldSkill, Jobseeker, Lang,
    Localised, Origin, PartialDate, PermitCode, PersonId, Profile, SkillSource, Wishes,
};

use super::codes;
use crate::import::mapping::{Fields, Reading, Row, add, add_all, seen, unused, used};

/// Every field of a profile.
#[rustfmt::skip]
pub(in crate::import) const PROFILE: &[Row] = &[
    used("/id", "person/id", "not in the format; where it is absent, the file's name is the id, and from the second profile on with its number"),
    used("/generalInfo/caption", "profile/headline", ""),
    used("/generalInfo/description", "profile/text", "first paragraph"),
    used("/generalInfo/meta/lastModified", "profile/confirmed_at", "the day in Finland"),
    unused("/generalInfo/meta/created", "the day of the last change is used"),
    used("/generalInfo/personAvailability", "profile/wishes/from", "02 with the date; 01 at once and 03 by agreement say no day"),
    used("/generalInfo/startDate", "profile/wishes/from", ""),
    used("/generalInfo/personAvailabilityText", "profile/text", "a paragraph"),
    used("/generalInfo/preferredMunicipalities/*", "profile/wishes/municipalities", ""),
    used("/generalInfo/preferredRegions/*", "profile/wishes/municipalities", "all of the region's"),
    seen("/generalInfo/preferredCountries/*", "Finland; another country is reported"),
    used("/generalInfo/willingToWorkRemotely", "profile/wishes/remote", ""),
    unused("/generalInfo/willingToTravel", "travel is not matched"),
    used("/employments/*/title", "profile/employments/title", "Finnish first"),
    used("/employments/*/employer", "profile/employments/employer", "Finnish first; left out where it is hidden"),
    used("/employments/*/employerNameHidden", "profile/employments/employer", ""),
    used("/employments/*/interval", "profile/employments/from, to", "not going on and without an end: the start alone is known, so the job counts as no longer than that day"),
    used("/employments/*/description/description", "profile/employments/text", "Finnish first"),
    used("/employments/*/description/occupations/*/uri", "profile/employments/occupation", "one employment for each"),
    used("/employments/*/description/skills/*/uri", "profile/skills", "source employment, last used at its end"),
    used("/businessActivities/*/title", "profile/employments/title", "Finnish first"),
    used("/businessActivities/*/interval", "profile/employments/from, to", ""),
    used("/businessActivities/*/description/description", "profile/employments/text", "Finnish first"),
    used("/businessActivities/*/description/occupations/*/uri", "profile/employments/occupation", "one employment for each"),
    used("/businessActivities/*/description/skills/*/uri", "profile/skills", "source employment"),
    unused("/businessActivities/*/name", "a firm's name would name its owner"),
    unused("/businessActivities/*/businessId", "a firm's number would name its owner"),
    unused("/businessActivities/*/businessType", "the form of enterprise is not matched"),
    used("/projects/*/title", "profile/text", "a paragraph"),
    used("/projects/*/description/description", "profile/text", "a paragraph"),
    used("/projects/*/description/occupations/*/uri", "profile/employments/occupation", "one employment for each"),
    used("/projects/*/interval", "profile/employments/from, to", "where an occupation is named"),
    used("/projects/*/description/skills/*/uri", "profile/skills", "source self"),
    used("/educations/*/degreeCode", "profile/educations/code, level", "the level is the code's first digit"),
    used("/educations/*/customDegreeName", "profile/educations/title", "Finnish first"),
    unused("/educations/*/degreeInstitution", "where a degree was taken is not matched"),
    used("/educations/*/interval", "profile/educations/status, completed", "an end date: completed, unless the status is 1; an aborted date: interrupted; else ongoing"),
    used("/educations/*/description/description", "profile/text", "a paragraph"),
    unused("/educations/*/description/occupations", "an education is no work done"),
    used("/educations/*/description/skills/*/uri", "profile/skills", "source education"),
    used("/languageSkills/*/code", "profile/languages/code", ""),
    used("/languageSkills/*/level", "profile/languages/level", "A1 to C2; L1 is the mother tongue"),
    unused("/languageSkills/*/description", "the level is used"),
    used("/drivingLicenses/licenseClasses/*", "profile/permits", "of a group of classes (C1C) the least is held for sure"),
    used("/drivingLicenses/ownCarAvailable", "profile/own_car", ""),
    used("/drivingLicenses/description", "profile/text", "a paragraph"),
    used("/certifications/cardCodes/*", "profile/permits", "a code that is not known is reported; with one, or with cards or licences left blank, the list is incomplete, and what is known goes into skills as words"),
    used("/certifications/description", "profile/text", "a paragraph"),
    used("/experienceDescription/description", "profile/text", "a paragraph"),
    used("/experienceDescription/occupations/*/uri", "profile/employments/occupation", "without dates"),
    used("/experienceDescription/skills/*/uri", "profile/skills", "source self"),
    used("/jobPreferenceDescription/description", "profile/text", "a paragraph"),
    used("/jobPreferenceDescription/occupations/*/uri", "profile/wishes/occupations", ""),
    unused("/jobPreferenceDescription/skills", "skills that one wishes to use are not skills that one has said to have"),
    unused("/externalLinks", "links lead outside the profile"),
];

/// Reads a profile; `id` is that of a record which carries none.
pub(in crate::import) fn profile(
    record: Value,
    reading: &Reading,
    id: impl FnOnce() -> Result<PersonId, RecordError>,
) -> Result<Jobseeker, RecordError> {
    let mut source = reading.fields(record)?;
    let id = match crate::import::ids::optional(&mut source, "id")? {
        Some(id) => id,
        None => id()?,
    };
    let mut jobseeker = Jobseeker::new(id);
    jobseeker.profile.origin = Some(Origin::Import);
    let profile = &mut jobseeker.profile;
    let mut wishes = Wishes::default();
    general(source.object("generalInfo")?, profile, &mut wishes)?;
    for key in ["employments", "businessActivities", "projects"] {
        for job in source.objects(key)? {
            work(job, key == "projects", profile)?;
        }
    }
    experience(source.object("experienceDescription")?, profile)?;
    let mut preference = source.object("jobPreferenceDescription")?;
    add_all(
        &mut profile.text,
        &localised(&mut preference, "description")?,
    );
    wishes.occupations = concepts(&mut preference, "occupations")?;
    preference.rest();
    for education in source.objects("educations")? {
        studied(education, profile)?;
    }
    for language in source.objects("languageSkills")? {
        spoken(language, profile)?;
    }
    permits(&mut source, profile)?;
    profile.wishes = (wishes != Wishes::default()).then_some(wishes);
    source.rest();
    Ok(jobseeker)
}

fn general(
    mut info: Fields<'_>,
    profile: &mut Profile,
    wishes: &mut Wishes,
) -> Result<(), RecordError> {
    profile.headline = localised(&mut info, "caption")?;
    profile.text = localised(&mut info, "description")?;
    let more = localised(&mut info, "personAvailabilityText")?;
    add_all(&mut profile.text, &more);
    profile.confirmed_at = info
        .object("meta")?
        .day("lastModified")?
        .map(PartialDate::from);
    wishes.from = info.day("startDate")?;
    match info.text("personAvailability")?.as_deref() {
        None | Some("01" | "02" | "03") => {}
        Some(other) => info.unknown("personAvailability", other, "not a known code"),
    }
    wishes.municipalities = codes::municipalities(&mut info, "preferredMunicipalities")?;
    for place in codes::regions(&mut info, "preferredRegions")? {
        if !wishes.municipalities.contains(&place) {
            wishes.municipalities.push(place);
        }
    }
    codes::countries(&mut info, "preferredCountries")?;
    wishes.remote = info.flag("willingToWorkRemotely")?;
    Ok(())
}

/// A job, an own firm, or other experience.
fn work(mut job: Fields<'_>, project: bool, profile: &mut Profile) -> Result<(), RecordError> {
    let title = localised(&mut job, "title")?;
    let mut description = job.object("description")?;
    let text = localised(&mut description, "description")?;
    let occupations = concepts(&mut description, "occupations")?;
    let skills = concepts(&mut description, "skills")?;
    let mut interval = job.object("interval")?;
    let from = interval.day("startDate")?.map(PartialDate::from);
    let end = interval.day("endDate")?.map(PartialDate::from);
    let ongoing = interval.flag("ongoing")?;
    let to = match ongoing {
        Some(false) => end.or_else(|| from.clone()),
        _ => end,
    };
    let hidden = job.flag("employerNameHidden")? == Some(true);
    let employer = localised(&mut job, "employer")?;
    let employer = employer
        .best(Lang::Fi)
        .filter(|_| !hidden)
        .map(str::to_owned);
    let source = if project {
        SkillSource::SelfDeclared
    } else {
        SkillSource::Employment
    };
    hold(skills, source, to.clone(), profile);
    let one = |occupation| Employment {
        occupation,
        title: title.best(Lang::Fi).map(str::to_owned),
        employer: employer.clone(),
        text: text.best(Lang::Fi).map(str::to_owned),
        from: from.clone(),
        to: to.clone(),
    };
    let mut jobs: Vec<Employment> = Vec::new();
    if project {
        add_all(&mut profile.text, &title);
        add_all(&mut profile.text, &text);
    } else if occupations.is_empty() && (!title.is_empty() || !text.is_empty()) {
        jobs.push(one(None));
    }
    jobs.extend(
        occupations
            .into_iter()
            .map(|occupation| one(Some(occupation))),
    );
    if !jobs.is_empty() {
        profile.employments.get_or_insert_default().extend(jobs);
    }
    Ok(())
}

fn experience(mut said: Fields<'_>, profile: &mut Profile) -> Result<(), RecordError> {
    add_all(&mut profile.text, &localised(&mut said, "description")?);
    hold(
        concepts(&mut said, "skills")?,
        SkillSource::SelfDeclared,
        None,
        profile,
    );
    let occupations = concepts(&mut said, "occupations")?;
    if !occupations.is_empty() {
        let jobs = profile.employments.get_or_insert_default();
        jobs.extend(occupations.into_iter().map(|occupation| Employment {
            occupation: Some(occupation),
            ..Employment::default()
        }));
    }
    Ok(())
}

fn studied(mut education: Fields<'_>, profile: &mut Profile) -> Result<(), RecordError> {
    let title = localised(&mut education, "customDegreeName")?;
    let code = education.text("degreeCode")?;
    let mut interval = education.object("interval")?;
    let (end, aborted) = (interval.day("endDate")?, interval.day("abortedDate")?);
    interval.day("startDate")?;
    let under_way = interval.text("statusCode")?.as_deref() == Some("1");
    let status = match (end, aborted) {
        (_, Some(_)) => EducationStatus::Interrupted,
        (Some(_), None) if !under_way => EducationStatus::Completed,
        _ => EducationStatus::Ongoing,
    };
    let mut description = education.object("description")?;
    add_all(
        &mut profile.text,
        &localised(&mut description, "description")?,
    );
    let skills = concepts(&mut description, "skills")?;
    if status == EducationStatus::Completed {
        let completed = end.map(PartialDate::from);
        hold(skills, SkillSource::Education, completed, profile);
    } else {
        hold(skills, SkillSource::Education, None, profile);
    }
    let level = code.as_deref().and_then(codes::education_level);
    let title = title.best(Lang::Fi).map(str::to_owned);
    if title.is_some() || code.is_some() {
        profile.educations.get_or_insert_default().push(Education {
            title,
            code,
            level,
            status: Some(status),
            completed: end
                .filter(|_| status == EducationStatus::Completed)
                .map(PartialDate::from),
            recognised: None,
        });
    }
    Ok(())
}

fn spoken(mut language: Fields<'_>, profile: &mut Profile) -> Result<(), RecordError> {
    let level = language.text("level")?;
    let Some(value) = language.text("code")? else {
        return Ok(());
    };
    let Some(code) = codes::language(&value) else {
        language.unknown("code", &value, "not a known language");
        return Ok(());
    };
    let native = level.as_deref() == Some(codes::MOTHER_TONGUE);
    let parsed = level.as_deref().and_then(|level| level.parse().ok());
    if let Some(level) = level.as_deref().filter(|_| parsed.is_none() && !native) {
        language.unknown("level", level, "not a known code");
    }
    let languages = profile.languages.get_or_insert_default();
    languages.push(codes::held(code, parsed, native));
    Ok(())
}

fn permits(source: &mut Fields<'_>, profile: &mut Profile) -> Result<(), RecordError> {
    let mut driving = source.object("drivingLicenses")?;
    profile.own_car = driving.flag("ownCarAvailable")?;
    add_all(&mut profile.text, &localised(&mut driving, "description")?);
    let mut cards = source.object("certifications")?;
    add_all(&mut profile.text, &localised(&mut cards, "description")?);
    let mut held: Vec<PermitCode> = Vec::new();
    // A list of permits is complete when it is there. It is not with a section left blank, which
    // may be nobody's answer, nor with a card that nobody here can name.
    let mut complete = true;
    for (fields, key) in [(&mut driving, "licenseClasses"), (&mut cards, "cardCodes")] {
        let values = fields.texts(key)?;
        complete &= !values.is_empty();
        for value in values {
            match codes::permit(&value) {
                Some(code) if held.contains(&code) => {}
                Some(code) => held.push(code),
                None => {
                    complete = false;
                    fields.unknown(key, &value, "a permit whose code is not known");
                }
            }
        }
    }
    if complete {
        let held = held.into_iter().map(|code| HeldPermit {
            code,
            valid_until: None,
        });
        profile.permits = Some(held.collect());
    } else if !held.is_empty() {
        let skills = profile.skills.get_or_insert_default();
        skills.extend(held.into_iter().map(|code| HeldSkill {
            text: Some(code.facts().name.fi.clone()),
            source: Some(SkillSource::Certificate),
            ..HeldSkill::default()
        }));
    }
    Ok(())
}

/// Adds skills; one held already keeps its better evidence, which came first.
fn hold(
    skills: Vec<ConceptUri>,
    source: SkillSource,
    last_used: Option<PartialDate>,
    profile: &mut Profile,
) {
    if skills.is_empty() {
        return;
    }
    let held = profile.skills.get_or_insert_default();
    for concept in skills {
        if held
            .iter()
            .any(|skill| skill.concept.as_ref() == Some(&concept))
        {
            continue;
        }
        held.push(HeldSkill {
            concept: Some(concept),
            last_used: last_used.clone(),
            source: Some(source),
            ..HeldSkill::default()
        });
    }
}

/// Takes a text given in several languages as `{"fi": …, "sv": …, "en": …}`.
fn localised(fields: &mut Fields<'_>, key: &str) -> Result<Localised, RecordError> {
    let mut text = Localised::default();
    let mut given = fields.object(key)?;
    for lang in Lang::ALL {
        if let Some(words) = given.text(lang.as_str())? {
            add(&mut text, *lang, &words);
        }
    }
    Ok(text)
}

/// Takes concepts; their labels, which the taxonomy has, are not needed.
fn concepts(fields: &mut Fields<'_>, key: &str) -> Result<Vec<ConceptUri>, RecordError> {
    let mut found = Vec::new();
    for mut value in fields.objects(key)? {
        value.take("prefLabel");
        value.take("altLabel");
        let Some(uri) = value.text("uri")? else {
            continue;
        };
        match uri.parse() {
            Ok(uri) if found.contains(&uri) => {}
            Ok(uri) => found.push(uri),
            Err(_) => value.unknown("uri", &uri, "no URI of an ESCO concept"),
        }
    }
    Ok(found)
}
