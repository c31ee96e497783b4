//! Everyday words for what records say by code: names of municipalities, yes and no, shifts, levels.

use crate::domain::{Lang, MunicipalityCode, nearest};

/// The language of the service that a text is written in, where it can be told.
pub(super) fn language(text: &str) -> Option<Lang> {
    let likely = whatlang::Detector::with_allowlist(vec![
        whatlang::Lang::Fin,
        whatlang::Lang::Swe,
        whatlang::Lang::Eng,
    ]);
    let found = likely.detect(text)?;
    let sure = found.is_reliable() || found.confidence() >= 0.5;
    sure.then(|| match found.lang() {
        whatlang::Lang::Swe => Lang::Sv,
        whatlang::Lang::Eng => Lang::En,
        _ => Lang::Fi,
    })
}

/// A municipality by its code, or by its name in Finnish or Swedish in any case.
pub(super) fn municipality(name: &str) -> Option<MunicipalityCode> {
    let name = name.trim();
    if let Ok(code) = name.parse() {
        return Some(code);
    }
    let name = name.to_lowercase();
    MunicipalityCode::all().find(|code| {
        let facts = code.facts();
        facts.name_fi.to_lowercase() == name || facts.name_sv.to_lowercase() == name
    })
}

/// The name of a municipality that is near to what was written.
pub(super) fn near_municipality(name: &str) -> Option<&'static str> {
    let names = MunicipalityCode::all().flat_map(|code| {
        let facts = code.facts();
        [facts.name_fi, facts.name_sv]
    });
    nearest(name.trim(), names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_municipality_goes_by_code_and_by_both_its_names() {
        for name in ["837", "Tampere", "TAMPERE", "tammerfors", " Tampere "] {
            assert_eq!(municipality(name).unwrap().as_str(), "837", "{name}");
        }
        assert_eq!(municipality("KANKAANPÄÄ").unwrap().as_str(), "214");
        assert_eq!(municipality("Stockholm"), None);
    }

    fn check(text: &str, lang: Option<Lang>) {
        assert_eq!(language(text), lang, "{text}");
    }

    #[test]
    fn the_language_of_a_text_is_told() {
        check(
            "Haemme kokkia, jolla on hygieniapassi ja kokemusta suurkeittiöistä.",
            Some(Lang::Fi),
        );
        check(
            "Vi söker en kock som har hygienpass och erfarenhet av storkök.",
            Some(Lang::Sv),
        );
        check(
            "We are looking for a cook with experience of large kitchens.",
            Some(Lang::En),
        );
        check("", None);
    }
}
