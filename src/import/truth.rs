//! The tables of fields are true: a record with every field leaves exactly those unused that a table
//! says are, and every field that a table names is in it.

use std::collections::BTreeSet;
use std::io::Cursor;

use serde_json::{Value, json};

use super::mapped::table;
use super::{Format, Options, Record, RecordKind, Rejected, Report, open};

fn read(kind: RecordKind, format: Format, record: &Value) -> (Result<Record, Rejected>, Report) {
    let mut options = Options::new(kind);
    options.format = Some(format);
    options.name = Some("P".to_owned());
    let mut records = open(Cursor::new(record.to_string().into_bytes()), options).unwrap();
    let record = records.next().unwrap();
    (record, records.report())
}

/// Whether a record has something at a path with `*` for any place in a list.
fn has(value: &Value, path: &str) -> bool {
    let Some(rest) = path.strip_prefix('/') else {
        return true;
    };
    let (step, rest) = match rest.split_once('/') {
        Some((step, rest)) => (step, format!("/{rest}")),
        None => (rest, String::new()),
    };
    match value {
        Value::Array(items) if step == "*" => items.iter().any(|item| has(item, &rest)),
        other if step == "*" => has(other, &rest),
        Value::Array(items) => items.iter().any(|item| has(item, path)),
        other => other.get(step).is_some_and(|value| has(value, &rest)),
    }
}

fn check(kind: RecordKind, format: Format, record: &Value, expected: &str) {
    let (read, report) = read(kind, format, record);
    let json = match read.unwrap() {
        Record::Vacancy(vacancy) => serde_json::to_value(vacancy).unwrap(),
        Record::Jobseeker(jobseeker) => serde_json::to_value(jobseeker).unwrap(),
    };
    assert_eq!(json, serde_json::from_str::<Value>(expected).unwrap());
    let table = table(format, kind);
    for row in table {
        assert!(has(record, row.from), "{} is not in the example", row.from);
    }
    let unused = table.iter().filter(|row| row.to.is_empty());
    let said: BTreeSet<&str> = unused.map(|row| row.from).collect();
    let found: BTreeSet<&str> = report
        .unused
        .iter()
        .map(|unused| unused.field.as_str())
        .collect();
    assert_eq!(found, said);
}

fn words(text: &str) -> Value {
    json!([{ "kieliKoodi": "fi", "arvo": text }])
}

fn esco(kind: &str, id: &str) -> String {
    format!("http://data.europa.eu/esco/{kind}/{id}")
}

#[test]
fn a_posting_with_every_field() {
    let perustiedot = json!({
        "tyonOtsikko": words("Trukinkuljettaja"), "tyonTiivistelma": words("Lyhyesti."), "tyonKuvaus": words("<p>Ajat trukkia.</p>"),
        "paikkojenMaara": 3, "tyonJatkuvuus": "0201", "maaraaikaisuudenPaattymisPvm": "2027-05-31", "maaraaikaisuudenSyy": words("Sesonki"),
        "tyoAika": "02", "tyoTunnitAjanjakso": "0202", "tyoTunnitMinimi": 86.667, "tyoTunnitMaksimi": 130, "kutsutaanTarvittaessa": true,
        "palkanPeruste": "06", "palkanLisatieto": words("Urakka"), "tyoAlkaa": "02", "tyoAlkaaPvm": "2026-12-01", "tyoAlkaaLisatieto": words("Pian"),
        "tyoskentely": { "tyoskentelyAika": ["01", "07", "08"], "vuorotyo": ["0801"] }, "kuuluuMatkustamista": true,
        "palvelussuhde": { "tyyppi": "01",
            "tyosuhde": { "vuokratyo": true, "vuokratyoToimeksiantaja": "X Oy", "oppisopimus": true, "tyoharjoittelu": true,
                "rekrytointiToimeksianto": true, "rekrytointiToimeksiantaja": "Y Oy", "vuorotteluvapaanSijaisuus": true },
            "virkasuhde": { "vuorotteluvapaanSijaisuus": true }, "toimeksianto": { "rekrytointiToimeksianto": true }, "yrittajyys": { "franchising": true } },
    });
    let osaamisvaatimukset = json!({
        "ammatit": [{ "luokittelunNimi": "ESCO", "luokiteltuArvo": esco("occupation", "aa") }],
        "osaamiset": [{ "luokittelunNimi": "ESCO", "luokiteltuArvo": esco("skill", "bb") }],
        "kielitaidot": [{ "kielitaito": esco("skill", "0e3493f4-0cad-4fbc-8e02-025f169b8114"), "kielitaidonTaso": "B1", "kielitaidonLisatieto": words("Puhut.") },
            { "kielitaito": "sv", "kielitaidonTaso": "L1" }],
        "ajokortti": { "vaaditutAjokorttiluokat": ["C1C"], "ajokortinLisatieto": words("Ajat.") },
        "kortitJaLuvat": { "lupaKoodit": ["B"], "kortitJaLuvatLisatieto": words("Näytät.") },
        "koulutusaste": "32", "rikosrekisteriote": true,
    });
    let sijainti = json!({ "kunta": ["837"], "maakunta": ["06"], "maa": ["FI"], "sijaintiJoustava": true,
            "toimipaikka": { "postinumero": "33720", "toimipaikanNimi": words("Halli"), "postiosoite": "Katu 1", "postitoimipaikka": "Tampere" } });
    let hakeminen = json!({ "hakuaikaPaattyy": "2026-12-31T22:00:00Z", "hakemuksenUrl": "https://example.org/hae", "hakuohjeet": words("Hae."),
            "ilmoittajanYhteystiedot": { "sposti": "a@example.org" } });
    let record = json!({
        "ilmoituksenID": "I-1", "tyollistaja": "01", "ilmoittajanYTunnus": "1234567-1", "ilmoittajanNimi": words("Koeyritys Oy"),
        "kotitaloudenNimi": "Virtanen", "luontipvm": "2026-11-01T10:00:00Z", "muokattupvm": "2026-11-02T10:00:00Z",
        "julkaisupvm": "2026-11-20T22:30:00Z", "ilmoituksenKielet": ["fi"], "tyoKielet": ["fi", "en"], "ilmoituksenOhjaus": true,
        "kotisivut": "https://example.org", "markkinointikuvaus": words("Olemme paras."),
        "perustiedot": perustiedot,
        "osaamisvaatimukset": osaamisvaatimukset,
        "sijainti": sijainti,
        "hakeminen": hakeminen,
    });
    let description = "Lyhyesti.\\n\\nAjat trukkia.\\n\\nSesonki\\n\\nUrakka\\n\\nPian\\n\\nPuhut.\\n\\nAjat.\\n\\nNäytät.";
    let expected = r#"{"id":"I-1","status":"open","employer":{"id":"1234567-1","name":"Koeyritys Oy","working_languages":["fi","en"]},
        "title":{"fi":"Trukinkuljettaja"},"description":{"fi":"DESCRIPTION"},"occupations":["http://data.europa.eu/esco/occupation/aa"],
        "education":{"level":"upper_secondary","need":"should"},"skills":[{"concept":"http://data.europa.eu/esco/skill/bb","need":"should"}],
        "languages":[{"code":"fi","level":"B1","need":"must"},{"code":"sv","spoken":"C2","need":"must"}],
        "permits":[{"code":"driving:C1","need":"must"},{"code":"driving:B","need":"must"}],"municipalities":["837"],"postal_code":"33720","remote":true,
        "hours":{"full_time":false,"weekly_min":20.0,"weekly_max":30.0},"shifts":["day","evening","weekend"],"contract":"fixed_term",
        "kinds":["agency","seasonal","on_call","apprenticeship","training"],"checks":["criminal_record_children"],"pay":{"basis":"piece"},
        "positions":3,"published":"2026-11-21","starts":"2026-12-01","ends":"2027-05-31","closes":"2027-01-01",
        "apply":{"url":"https://example.org/hae","text":"Hae."},"source":"tmt"}"#;
    check(
        RecordKind::Vacancies,
        Format::Tmt,
        &record,
        &expected.replace("DESCRIPTION", description),
    );
}

#[test]
fn a_profile_with_every_field() {
    let described = |text: &str, occupation: &str, skill: &str| {
        json!({ "description": { "fi": text }, "occupations": [{ "uri": esco("occupation", occupation), "prefLabel": { "fi": "x" } }],
            "skills": [{ "uri": esco("skill", skill), "altLabel": { "fi": ["x"] } }] })
    };
    let general_info = json!({ "caption": { "fi": "Hitsaaja" }, "description": { "fi": "Kuvaus." }, "meta": { "created": "2025-06-25T08:12:46.127449Z", "lastModified": "2026-11-01T23:30:00Z" },
            "personAvailability": "02", "startDate": "2026-12-01", "personAvailabilityText": { "fi": "Heti." }, "preferredMunicipalities": ["837"],
            "preferredRegions": ["21"], "preferredCountries": ["FI"], "willingToWorkRemotely": true, "willingToTravel": true });
    let employments = json!([{ "title": { "fi": "MIG-hitsaaja" }, "employer": { "fi": "Paja Oy" }, "employerNameHidden": true,
            "interval": { "startDate": "2020-01-01", "endDate": "2024-05-31", "ongoing": false }, "description": described("Hitsasin.", "aa", "bb") }]);
    let business_activities = json!([{ "title": { "fi": "Yrittäjä" }, "name": { "fi": "Oma Oy" }, "businessId": "1", "businessType": "03",
            "interval": { "startDate": "2018-01-01", "ongoing": true }, "description": described("Yritin.", "cc", "bb") }]);
    let projects = json!([{ "title": { "fi": "Talkoot" }, "interval": { "startDate": "2015-01-01", "ongoing": false }, "description": described("Autoin.", "dd", "ee") }]);
    let educations = json!([{ "degreeCode": "351101", "customDegreeName": { "fi": "Levyseppä" }, "degreeInstitution": { "fi": "Koulu" },
            "interval": { "startDate": "2010-08-01", "endDate": "2013-05-31", "statusCode": "2" }, "description": described("Opin.", "ff", "gg") }]);
    let language_skills = json!([{ "code": "fi", "level": "L1", "description": { "fi": "oma" } }, { "code": "en", "level": "B2" }]);
    let record = json!({
        "id": "P-1",
        "generalInfo": general_info,
        "employments": employments,
        "businessActivities": business_activities,
        "projects": projects,
        "educations": educations,
        "languageSkills": language_skills,
        "drivingLicenses": { "licenseClasses": ["B", "C1C"], "ownCarAvailable": true, "description": { "fi": "Ajan." } },
        "certifications": { "cardCodes": ["T"], "description": { "fi": "Kortit." } },
        "experienceDescription": described("Kokemus.", "hh", "ii"),
        "jobPreferenceDescription": described("Toive.", "jj", "kk"),
        "externalLinks": [{ "url": "https://example.org" }],
    });
    let expected = r#"{"person":{"id":"P-1"},"visibility":{},"profile":{"headline":{"fi":"Hitsaaja"},
        "text":{"fi":"Kuvaus.\n\nHeti.\n\nTalkoot\n\nAutoin.\n\nKokemus.\n\nToive.\n\nOpin.\n\nAjan.\n\nKortit."},"origin":"import",
        "skills":[{"concept":"http://data.europa.eu/esco/skill/bb","last_used":"2024-05-31","source":"employment"},
          {"concept":"http://data.europa.eu/esco/skill/ee","last_used":"2015-01-01","source":"self"},
          {"concept":"http://data.europa.eu/esco/skill/ii","source":"self"},
          {"concept":"http://data.europa.eu/esco/skill/gg","last_used":"2013-05-31","source":"education"}],
        "employments":[{"occupation":"http://data.europa.eu/esco/occupation/aa","title":"MIG-hitsaaja","text":"Hitsasin.","from":"2020-01-01","to":"2024-05-31"},
          {"occupation":"http://data.europa.eu/esco/occupation/cc","title":"Yrittäjä","text":"Yritin.","from":"2018-01-01"},
          {"occupation":"http://data.europa.eu/esco/occupation/dd","title":"Talkoot","text":"Autoin.","from":"2015-01-01","to":"2015-01-01"},
          {"occupation":"http://data.europa.eu/esco/occupation/hh"}],
        "educations":[{"title":"Levyseppä","code":"351101","level":"upper_secondary","status":"completed","completed":"2013-05-31"}],
        "languages":[{"code":"fi","native":true},{"code":"en","level":"B2"}],"permits":["driving:B","driving:C1","driving:T"],"own_car":true,
        "wishes":{"occupations":["http://data.europa.eu/esco/occupation/jj"],"municipalities":MUNICIPALITIES,"remote":true,"from":"2026-12-01"},
        "confirmed_at":"2026-11-02"}}"#;
    let mut municipalities = vec!["837"];
    let region = crate::domain::MunicipalityCode::all().filter(|m| m.facts().region_code == "21");
    municipalities.extend(region.map(|m| m.facts().code));
    let expected = expected.replace("MUNICIPALITIES", &json!(municipalities).to_string());
    check(RecordKind::Jobseekers, Format::Tmt, &record, &expected);
}

#[test]
fn a_card_nobody_can_name_leaves_the_permits_unknown() {
    let record = json!({ "drivingLicenses": { "licenseClasses": ["B"] }, "certifications": { "cardCodes": ["999"] } });
    let (read, report) = read(RecordKind::Jobseekers, Format::Tmt, &record);
    let Ok(Record::Jobseeker(jobseeker)) = read else {
        panic!("{read:?}");
    };
    assert_eq!(jobseeker.person.id.as_str(), "P");
    assert_eq!(jobseeker.profile.permits, None);
    let skills = jobseeker.profile.skills.unwrap();
    assert_eq!(skills[0].text.as_deref(), Some("B-ajokortti"));
    assert_eq!(report.unused[0].values, ["999"]);
}

#[test]
fn a_schema_org_posting_with_every_field() {
    let hiring_organization = json!({ "@type": "Organization", "name": "Paja Oy", "identifier": "1234567-1", "logo": "x.png" });
    let job_location = json!([{ "@type": "Place", "geo": { "latitude": 61 }, "address": { "@type": "PostalAddress", "addressLocality": "Tampere", "postalCode": "33720" } }]);
    let base_salary = json!({ "@type": "MonetaryAmount", "currency": "EUR", "value": { "@type": "QuantitativeValue", "minValue": 15.5, "maxValue": "17,25", "unitText": "HOUR" } });
    let relevant_occupation =
        json!({ "@type": "Occupation", "name": "hitsaaja", "url": esco("occupation", "bb") });
    let education_requirements = json!({ "@type": "EducationalOccupationalCredential", "credentialCategory": "high school" });
    let experience_requirements =
        json!({ "@type": "OccupationalExperienceRequirements", "monthsOfExperience": 18 });
    let record = json!({
        "@context": "https://schema.org", "@type": "JobPosting", "@id": "https://example.org/#1", "identifier": { "@type": "PropertyValue", "name": "Oy", "value": "J-1" },
        "url": "https://example.org/1", "title": "Levyseppähitsaaja", "description": "<p>Hitsaat &amp; taivutat.</p>", "responsibilities": "Hitsaus.", "qualifications": "Kokemus.",
        "incentiveCompensation": "Bonus.", "jobBenefits": "Edut.", "workHours": "klo 6–14", "inLanguage": "fi-FI",
        "hiringOrganization": hiring_organization,
        "jobLocation": job_location,
        "jobLocationType": "TELECOMMUTE", "applicantLocationRequirements": { "@type": "Country", "name": "FI" }, "employmentType": ["PART_TIME", "TEMPORARY"],
        "datePosted": "2026-11-20", "validThrough": "2026-12-31T21:59:59Z", "jobStartDate": "2027-01-04", "jobImmediateStart": true, "totalJobOpenings": 2,
        "skills": ["TIG-hitsaus", esco("skill", "aa")], "relevantOccupation": relevant_occupation,
        "occupationalCategory": esco("occupation", "cc"),
        "educationRequirements": education_requirements,
        "experienceRequirements": experience_requirements, "experienceInPlaceOfEducation": true,
        "baseSalary": base_salary,
        "industry": "Metalli", "directApply": true, "applicationContact": { "email": "a@example.org" }, "image": "x.png",
    });
    let expected = r#"{"id":"J-1","status":"open","employer":{"id":"1234567-1","name":"Paja Oy"},"title":{"fi":"Levyseppähitsaaja"},
        "description":{"fi":"Hitsaat & taivutat.\n\nHitsaus.\n\nKokemus.\n\nBonus.\n\nEdut.\n\nklo 6–14"},
        "occupations":["http://data.europa.eu/esco/occupation/bb","http://data.europa.eu/esco/occupation/cc"],"experience":{"years":1.5,"need":"should"},
        "education":{"level":"upper_secondary","need":"should"},
        "skills":[{"text":"TIG-hitsaus","need":"should"},{"concept":"http://data.europa.eu/esco/skill/aa","need":"should"}],
        "municipalities":["837"],"postal_code":"33720","remote":true,"hours":{"full_time":false},"contract":"fixed_term",
        "pay":{"min":15.5,"max":17.25,"unit":"hour"},"positions":2,"published":"2026-11-20","starts":"2027-01-04","closes":"2026-12-31",
        "apply":{"url":"https://example.org/1"},"source":"schema-org"}"#;
    check(RecordKind::Vacancies, Format::SchemaOrg, &record, expected);
}

#[test]
fn a_saved_page_with_a_graph_gives_its_postings_alone() {
    let page = "<!doctype html><html><script type=\"application/ld+json\">\n{\"@graph\":[{\"@type\":\"WebSite\"},\
        {\"@type\":\"ItemList\",\"itemListElement\":[{\"@type\":\"ListItem\",\"item\":{\"@type\":[\"JobPosting\"],\"identifier\":\"1\",\"title\":\"Kokki\"}}]}]}</script>\
        <script type=\"application/ld+json\">{\"@type\":\"JobPosting\",\"identifier\":\"2\",\"jobLocation\":\"Oslo\"}</script></html>";
    let records = open(
        Cursor::new(page.as_bytes().to_vec()),
        Options::new(RecordKind::Vacancies),
    );
    let mut records = records.unwrap();
    let ids: Vec<String> = records
        .by_ref()
        .map(|record| record.unwrap().id().to_owned())
        .collect();
    assert_eq!(ids, ["1", "2"]);
    let unused = records.report().unused;
    let values: Vec<&str> = unused
        .iter()
        .flat_map(|unused| &unused.values)
        .map(String::as_str)
        .collect();
    assert_eq!(values, ["WebSite", "Oslo"]);
}

#[test]
fn a_field_of_the_wrong_kind_is_rejected_with_its_place() {
    let check = |record: Value, message: &str| {
        let (read, report) = read(RecordKind::Vacancies, Format::Tmt, &record);
        assert_eq!(read.unwrap_err().to_string(), message);
        assert_eq!(
            report.unused,
            [],
            "a rejected record says nothing of what is unused"
        );
    };
    check(
        json!({ "x": 1 }),
        "line 1, /ilmoituksenID: the record has no identifier",
    );
    check(
        json!({ "ilmoituksenID": "1", "kotisivut": "x", "osaamisvaatimukset": { "ammatit": [7] } }),
        "line 1, /osaamisvaatimukset/ammatit/0: an object belongs here",
    );
    check(
        json!({ "ilmoituksenID": "1", "perustiedot": { "tyoAlkaaPvm": "2026-13-01" } }),
        "line 1, /perustiedot/tyoAlkaaPvm: a date belongs here, such as 2026-11-21 or 2026-11-21T10:00:00Z",
    );
    check(
        json!({ "ilmoituksenID": "1", "julkaisupvm": "2026-12-01", "hakeminen": { "hakuaikaPaattyy": "2026-11-01" } }),
        "line 1, /closes: dates in the wrong order: `closes` is before `published` (2026-12-01)",
    );
    check(json!([7]), "line 1: a record is an object");
}
