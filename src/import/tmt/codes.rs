//! Codes that postings and profiles share.

use crate::domain::{
    Cefr, EducationLevel, HeldLanguage, Lang, LanguageCode, Localised, MunicipalityCode, PermitCode,
};

use crate::domain::record::RecordError;
use crate::import::mapping::{Fields, add};

/// Mother tongue among the CEFR levels.
pub(super) const MOTHER_TONGUE: &str = "L1";

/// The permit of a driving-licence class, a group of classes (`C1C`) or a card's code.
///
/// Of a group the least is meant: the posting surely asks that much, the person surely holds it.
pub(super) fn permit(code: &str) -> Option<PermitCode> {
    let same = PermitCode::all().filter(|p| p.facts().tmt.as_deref() == Some(code));
    let least = same.reduce(|least, other| {
        let other_holds_less = least.holds() >> other.index() & 1 == 1;
        if other_holds_less { other } else { least }
    });
    least.or_else(|| format!("driving:{code}").parse().ok())
}

/// A language by its code of two or three letters, or by the ESCO skill that is its knowledge.
pub(super) fn language(value: &str) -> Option<LanguageCode> {
    let concept = value.parse().ok();
    concept
        .and_then(|uri| LanguageCode::by_concept(&uri))
        .or_else(|| value.to_ascii_lowercase().parse().ok())
}

/// A held language: a level of the CEFR, or the mother tongue.
pub(super) fn held(code: LanguageCode, level: Option<Cefr>, native: bool) -> HeldLanguage {
    HeldLanguage {
        code,
        level,
        spoken: None,
        written: None,
        native: native.then_some(true),
    }
}

/// Level of an education by the first digit of its code in Finland's classification.
pub(super) fn education_level(code: &str) -> Option<EducationLevel> {
    Some(match code.bytes().next()? {
        b'1' | b'2' => EducationLevel::Basic,
        b'3' => EducationLevel::UpperSecondary,
        // Short-cycle tertiary (the former opistoaste) has no level of its own: at least specialist.
        b'4' | b'5' => EducationLevel::Specialist,
        b'6' => EducationLevel::Bachelor,
        b'7' => EducationLevel::Master,
        b'8' => EducationLevel::Doctor,
        _ => return None,
    })
}

/// Takes municipalities.
pub(super) fn municipalities(
    fields: &mut Fields<'_>,
    key: &str,
) -> Result<Vec<MunicipalityCode>, RecordError> {
    let mut places = Vec::new();
    for code in fields.texts(key)? {
        match code.parse() {
            Ok(place) if places.contains(&place) => {}
            Ok(place) => places.push(place),
            Err(_) => fields.unknown(key, &code, "no municipality of Finland today"),
        }
    }
    Ok(places)
}

/// Takes regions, each for all of its municipalities.
pub(super) fn regions(
    fields: &mut Fields<'_>,
    key: &str,
) -> Result<Vec<MunicipalityCode>, RecordError> {
    let mut places = Vec::new();
    for region in fields.texts(key)? {
        let before = places.len();
        places.extend(MunicipalityCode::all().filter(|m| m.facts().region_code == region));
        if places.len() == before {
            fields.unknown(key, &region, "no region of Finland");
        }
    }
    Ok(places)
}

/// Takes the countries: Finland says nothing new, another has no place in a record.
pub(super) fn countries(fields: &mut Fields<'_>, key: &str) -> Result<(), RecordError> {
    for country in fields.texts(key)? {
        if country != "FI" {
            fields.unknown(key, &country, "work abroad is not matched");
        }
    }
    Ok(())
}

/// Takes a text given in several languages as a list of `{kieliKoodi, arvo}`.
pub(super) fn localised(fields: &mut Fields<'_>, key: &str) -> Result<Localised, RecordError> {
    let mut text = Localised::default();
    for mut one in fields.objects(key)? {
        let lang = one.text("kieliKoodi")?;
        match lang.as_deref().map(str::parse::<Lang>) {
            Some(Ok(lang)) => add(&mut text, lang, &one.text("arvo")?.unwrap_or_default()),
            Some(Err(_)) => {
                let lang = lang.unwrap_or_default();
                one.unknown(
                    "kieliKoodi",
                    &lang,
                    "a text in another language than fi, sv, en",
                );
                one.text("arvo")?;
            }
            None => add(&mut text, Lang::Fi, &one.text("arvo")?.unwrap_or_default()),
        }
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(code: &str, expected: Option<&str>) {
        assert_eq!(
            permit(code).as_ref().map(PermitCode::as_str),
            expected,
            "{code}"
        );
    }

    #[test]
    fn of_a_group_of_classes_the_least_is_meant() {
        check("A1A2A", Some("driving:A1"));
        check("B", Some("driving:B"));
        check("B96BE", Some("driving:BE"));
        check("C1C", Some("driving:C1"));
        check("C1ECE", Some("driving:C1E"));
        check("D1D", Some("driving:D1"));
        check("D1EDE", Some("driving:D1E"));
        check("T", Some("driving:T"));
        check("999", None);
    }
}
