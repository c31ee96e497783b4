//! Adverts that are text alone, as an older interface gave them.

use serde_json::Value;

use crate::domain::record::RecordError;
use crate::domain::{Apply, Employer, Hours, Lang, Vacancy};

use crate::import::ids;
use crate::import::mapping::{Fields, Reading, Row, add, unused, used};
use crate::import::words;

/// Every field of a text advert.
#[rustfmt::skip]
pub(in crate::import) const TEXT_ADVERT: &[Row] = &[
    used("/employer", "employer/name", ""),
    used("/location/municipality", "municipalities", "by its name in Finnish or Swedish"),
    used("/location/postcode", "postal_code", ""),
    used("/basicInfo/title", "title", "the language is told from the text"),
    used("/basicInfo/description", "description", "the language is told from the text"),
    used("/basicInfo/workTimeType", "hours/full_time", "01 yes, 02 no"),
    used("/publishedAt", "published", "the day in Finland"),
    used("/applicationEndDate", "closes", "the day in Finland; the year 1 stands for none"),
    used("/applicationUrl", "apply/url", ""),
    unused("/id", "an identifier is made of employer, title, place and day of publication"),
];

/// Reads a text advert.
pub(in crate::import) fn text_advert(
    record: Value,
    reading: &Reading,
) -> Result<Vacancy, RecordError> {
    let mut advert = reading.fields(record)?;
    let employer = advert.text("employer")?;
    let mut place = advert.object("location")?;
    let municipality = place.text("municipality")?;
    let postal_code = place.text("postcode")?;
    let mut basics = advert.object("basicInfo")?;
    let title = basics.text("title")?;
    let description = basics.text("description")?;
    let published = advert.day("publishedAt")?;
    let part = |text: &Option<String>| text.clone().unwrap_or_default();
    let day = published.map(|day| day.to_string()).unwrap_or_default();
    let id = ids::made(
        "text",
        &[
            &part(&employer),
            &part(&title),
            &part(&municipality),
            &part(&postal_code),
            &day,
        ],
    );
    let mut vacancy = Vacancy::new(ids::parse(&id, "")?);
    vacancy.source = Some("tmt-text".to_owned());
    vacancy.published = published;
    vacancy.closes = advert.day("applicationEndDate")?;
    let lang = words::language(&format!("{} {}", part(&title), part(&description)));
    let lang = lang.unwrap_or(Lang::Fi);
    add(&mut vacancy.title, lang, &part(&title));
    add(&mut vacancy.description, lang, &part(&description));
    vacancy.employer = employer.map(|name| Employer {
        name: Some(name),
        ..Employer::default()
    });
    if let Some(name) = municipality {
        match words::municipality(&name) {
            Some(code) => vacancy.municipalities = vec![code],
            None => place.unknown("municipality", &name, "no municipality of Finland today"),
        }
    }
    vacancy.postal_code =
        postal_code.filter(|c| c.len() == 5 && c.bytes().all(|b| b.is_ascii_digit()));
    vacancy.hours = work_time(&mut basics)?;
    vacancy.apply = advert.text("applicationUrl")?.map(|url| Apply {
        url: Some(url),
        text: None,
    });
    Ok(vacancy)
}

fn work_time(basics: &mut Fields<'_>) -> Result<Option<Hours>, RecordError> {
    let full_time = match basics.text("workTimeType")?.as_deref() {
        None => return Ok(None),
        Some("01") => true,
        Some("02") => false,
        Some(other) => {
            basics.unknown("workTimeType", other, "not a known code");
            return Ok(None);
        }
    };
    Ok(Some(Hours {
        full_time: Some(full_time),
        ..Hours::default()
    }))
}
