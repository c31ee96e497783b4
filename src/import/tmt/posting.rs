//! A job posting (`Tyopaikkailmoitus`).

use serde_json::Value;

use crate::domain::record::RecordError;
use crate::domain::{
    Apply, AskedEducation, AskedLanguage, AskedPermit, AskedSkill, Cefr, Contract, EducationLevel,
    Employer, Hours, Kind, Lang, Need, Pay, PayBasis, Shift, Vacancy,
};

use super::codes;
use crate::import::ids;
use crate::import::mapping::{Fields, Reading, Row, add_all, seen, unused, used};

/// Every field of a posting.
#[rustfmt::skip]
pub(in crate::import) const POSTING: &[Row] = &[
    used("/ilmoituksenID", "id", ""),
    used("/ilmoittajanYTunnus", "employer/id", ""),
    used("/ilmoittajanNimi/*", "employer/name", "Finnish first"),
    unused("/kotitaloudenNimi", "the name of a private person is not kept"),
    unused("/tyollistaja", "company or household"),
    unused("/luontipvm", "the day of publication is used"),
    unused("/muokattupvm", "the day of publication is used"),
    used("/julkaisupvm", "published", "the day in Finland"),
    unused("/ilmoituksenKielet", "each text names its language"),
    used("/tyoKielet", "employer/working_languages", ""),
    unused("/ilmoituksenOhjaus", "how the site forwards applicants"),
    unused("/kotisivut", "the employer's home page"),
    unused("/markkinointikuvaus", "about the employer, not about the work"),
    used("/perustiedot/tyonOtsikko/*", "title", ""),
    used("/perustiedot/tyonTiivistelma/*", "description", "first paragraph"),
    used("/perustiedot/tyonKuvaus/*", "description", ""),
    used("/perustiedot/paikkojenMaara", "positions", ""),
    used("/perustiedot/tyonJatkuvuus", "contract, kinds", "01 permanent; 02 fixed term; 0201 seasonal, 0202 summer, both fixed term"),
    used("/perustiedot/maaraaikaisuudenPaattymisPvm", "ends", ""),
    used("/perustiedot/maaraaikaisuudenSyy/*", "description", "a paragraph"),
    used("/perustiedot/tyoAika", "hours/full_time", "01 yes, 02 no"),
    used("/perustiedot/tyoTunnitAjanjakso", "hours", "0201 a week; 0202 a month, divided by 52/12"),
    used("/perustiedot/tyoTunnitMinimi", "hours/weekly_min", ""),
    used("/perustiedot/tyoTunnitMaksimi", "hours/weekly_max", ""),
    used("/perustiedot/kutsutaanTarvittaessa", "kinds", "on_call"),
    used("/perustiedot/palkanPeruste", "pay/basis, kinds", "01, 02 time; 03 commission, also as a kind; 06 piece; 04, 05 time and commission: time"),
    used("/perustiedot/palkanLisatieto/*", "description", "a paragraph"),
    used("/perustiedot/tyoAlkaa", "starts", "02 with the date; 01 at once and 03 by agreement say no day"),
    used("/perustiedot/tyoAlkaaPvm", "starts", ""),
    used("/perustiedot/tyoAlkaaLisatieto/*", "description", "a paragraph"),
    used("/perustiedot/tyoskentely/tyoskentelyAika/*", "shifts", "01 day, 02 evening, 03 night, 07 weekend, 06 weekdays: day; 08 as the kind of shift work says"),
    used("/perustiedot/tyoskentely/vuorotyo/*", "shifts", "0801 day, evening; 0802 and night; 0803, 0804 and weekend"),
    unused("/perustiedot/kuuluuMatkustamista", "travel is not matched"),
    used("/perustiedot/palvelussuhde/tyyppi", "kinds", "01 employment, 02 public service; 03 commission"),
    used("/perustiedot/palvelussuhde/tyosuhde/vuokratyo", "kinds", "agency"),
    unused("/perustiedot/palvelussuhde/tyosuhde/vuokratyoToimeksiantaja", "the agency's client"),
    used("/perustiedot/palvelussuhde/tyosuhde/oppisopimus", "kinds", "apprenticeship"),
    used("/perustiedot/palvelussuhde/tyosuhde/tyoharjoittelu", "kinds", "training"),
    unused("/perustiedot/palvelussuhde/tyosuhde/rekrytointiToimeksianto", "who recruits is not matched"),
    unused("/perustiedot/palvelussuhde/tyosuhde/rekrytointiToimeksiantaja", "who recruits is not matched"),
    unused("/perustiedot/palvelussuhde/tyosuhde/vuorotteluvapaanSijaisuus", "why the post is open is not matched"),
    unused("/perustiedot/palvelussuhde/virkasuhde", "why the post is open is not matched"),
    unused("/perustiedot/palvelussuhde/toimeksianto", "who recruits is not matched"),
    unused("/perustiedot/palvelussuhde/yrittajyys", "terms of entrepreneurship"),
    used("/osaamisvaatimukset/ammatit/*/luokiteltuArvo", "occupations", "ESCO's"),
    used("/osaamisvaatimukset/ammatit/*/luokittelunNimi", "occupations", "ESCO; another classification is not used"),
    used("/osaamisvaatimukset/osaamiset/*/luokiteltuArvo", "skills", "ESCO's; need should: the posting does not grade them"),
    used("/osaamisvaatimukset/osaamiset/*/luokittelunNimi", "skills", "ESCO; another classification is not used"),
    used("/osaamisvaatimukset/kielitaidot/*/kielitaito", "languages", "a code or ESCO's skill; need must"),
    used("/osaamisvaatimukset/kielitaidot/*/kielitaidonTaso", "languages/level", "A1, B1, B2, C1 (A2 and C2 are not in use there); L1, mother tongue, asks C2 in speech, which any native speaker has"),
    used("/osaamisvaatimukset/kielitaidot/*/kielitaidonLisatieto/*", "description", "a paragraph"),
    used("/osaamisvaatimukset/ajokortti/vaaditutAjokorttiluokat/*", "permits", "need must; of a group of classes (C1C) the least"),
    used("/osaamisvaatimukset/ajokortti/ajokortinLisatieto/*", "description", "a paragraph"),
    used("/osaamisvaatimukset/kortitJaLuvat/lupaKoodit/*", "permits", "need must; a code that is not known is reported"),
    used("/osaamisvaatimukset/kortitJaLuvat/kortitJaLuvatLisatieto/*", "description", "a paragraph"),
    used("/osaamisvaatimukset/koulutusaste", "education/level", "31, 32 upper_secondary; 4, 5 specialist; 6 bachelor; 7 master; 8 doctor; need should"),
    used("/osaamisvaatimukset/rikosrekisteriote", "checks", "criminal_record_children (Act 504/2002)"),
    used("/sijainti/kunta/*", "municipalities", ""),
    used("/sijainti/maakunta/*", "municipalities", "all of the region's, where no municipality is named"),
    seen("/sijainti/maa/*", "Finland; another country is reported"),
    used("/sijainti/sijaintiJoustava", "remote", ""),
    used("/sijainti/toimipaikka/postinumero", "postal_code", ""),
    unused("/sijainti/toimipaikka/toimipaikanNimi", "the municipality is used"),
    unused("/sijainti/toimipaikka/postiosoite", "the municipality is used"),
    unused("/sijainti/toimipaikka/postitoimipaikka", "the municipality is used"),
    used("/hakeminen/hakuaikaPaattyy", "closes", "the day in Finland"),
    used("/hakeminen/hakemuksenUrl", "apply/url", ""),
    used("/hakeminen/hakuohjeet/*", "apply/text", "Finnish first"),
    unused("/hakeminen/ilmoittajanYhteystiedot", "the name and address of a contact person are not kept"),
];

/// Reads a posting.
pub(in crate::import) fn posting(record: Value, reading: &Reading) -> Result<Vacancy, RecordError> {
    let mut posting = reading.fields(record)?;
    let mut vacancy = Vacancy::new(ids::required(&mut posting, "ilmoituksenID")?);
    vacancy.source = Some("tmt".to_owned());
    vacancy.published = posting.day("julkaisupvm")?;
    employer(&mut posting, &mut vacancy)?;
    basics(posting.object("perustiedot")?, &mut vacancy)?;
    requirements(posting.object("osaamisvaatimukset")?, &mut vacancy)?;
    place(posting.object("sijainti")?, &mut vacancy)?;
    applying(posting.object("hakeminen")?, &mut vacancy)?;
    Ok(vacancy)
}

fn employer(posting: &mut Fields<'_>, vacancy: &mut Vacancy) -> Result<(), RecordError> {
    let mut employer = Employer {
        id: ids::optional(posting, "ilmoittajanYTunnus")?,
        ..Employer::default()
    };
    let name = codes::localised(posting, "ilmoittajanNimi")?;
    employer.name = name.best(Lang::Fi).map(str::to_owned);
    for value in posting.texts("tyoKielet")? {
        match codes::language(&value) {
            Some(code) => employer.working_languages.push(code),
            None => posting.unknown("tyoKielet", &value, "not a known language"),
        }
    }
    vacancy.employer = (employer != Employer::default()).then_some(employer);
    Ok(())
}

fn basics(mut basics: Fields<'_>, vacancy: &mut Vacancy) -> Result<(), RecordError> {
    vacancy.title = codes::localised(&mut basics, "tyonOtsikko")?;
    for key in [
        "tyonTiivistelma",
        "tyonKuvaus",
        "maaraaikaisuudenSyy",
        "palkanLisatieto",
        "tyoAlkaaLisatieto",
    ] {
        let text = codes::localised(&mut basics, key)?;
        add_all(&mut vacancy.description, &text);
    }
    vacancy.positions = basics.count("paikkojenMaara")?.filter(|count| *count > 0);
    if basics.flag("kutsutaanTarvittaessa")? == Some(true) {
        vacancy.kinds.push(Kind::OnCall);
    }
    match basics.text("tyonJatkuvuus")?.as_deref() {
        None => {}
        Some("01") => vacancy.contract = Some(Contract::Permanent),
        Some(code @ ("02" | "0201" | "0202")) => {
            vacancy.contract = Some(Contract::FixedTerm);
            match code {
                "0201" => vacancy.kinds.push(Kind::Seasonal),
                "0202" => vacancy.kinds.push(Kind::Summer),
                _ => {}
            }
        }
        Some(other) => basics.unknown("tyonJatkuvuus", other, UNKNOWN_CODE),
    }
    vacancy.ends = basics.day("maaraaikaisuudenPaattymisPvm")?;
    start(&mut basics, vacancy)?;
    pay(&mut basics, vacancy)?;
    hours(&mut basics, vacancy)?;
    shifts(basics.object("tyoskentely")?, vacancy)?;
    relationship(basics.object("palvelussuhde")?, vacancy)
}

/// The reason given for a code that the interface does not describe.
const UNKNOWN_CODE: &str = "not a known code";

fn start(basics: &mut Fields<'_>, vacancy: &mut Vacancy) -> Result<(), RecordError> {
    vacancy.starts = basics.day("tyoAlkaaPvm")?;
    match basics.text("tyoAlkaa")?.as_deref() {
        None | Some("01" | "02" | "03") => {}
        Some(other) => basics.unknown("tyoAlkaa", other, UNKNOWN_CODE),
    }
    Ok(())
}

fn pay(basics: &mut Fields<'_>, vacancy: &mut Vacancy) -> Result<(), RecordError> {
    let basis = match basics.text("palkanPeruste")?.as_deref() {
        None | Some("07") => return Ok(()),
        Some("01" | "02" | "04" | "05") => PayBasis::Time,
        Some("03") => {
            vacancy.kinds.push(Kind::Commission);
            PayBasis::Commission
        }
        Some("06") => PayBasis::Piece,
        Some(other) => {
            basics.unknown("palkanPeruste", other, UNKNOWN_CODE);
            return Ok(());
        }
    };
    vacancy.pay = Some(Pay {
        basis: Some(basis),
        min: None,
        max: None,
        unit: None,
    });
    Ok(())
}

fn hours(basics: &mut Fields<'_>, vacancy: &mut Vacancy) -> Result<(), RecordError> {
    let full_time = match basics.text("tyoAika")?.as_deref() {
        None => None,
        Some("01") => Some(true),
        Some("02") => Some(false),
        Some(other) => {
            basics.unknown("tyoAika", other, UNKNOWN_CODE);
            None
        }
    };
    let weeks = match basics.text("tyoTunnitAjanjakso")?.as_deref() {
        None | Some("0201") => 1.0,
        Some("0202") => 52.0 / 12.0,
        Some(other) => {
            basics.unknown("tyoTunnitAjanjakso", other, UNKNOWN_CODE);
            1.0
        }
    };
    // Hours a week to a tenth; nought stands for not given.
    let weekly = |hours: f64| (hours > 0.0).then(|| (hours / weeks * 10.0).round() / 10.0);
    let hours = Hours {
        full_time,
        weekly: None,
        weekly_min: basics.number("tyoTunnitMinimi")?.and_then(weekly),
        weekly_max: basics.number("tyoTunnitMaksimi")?.and_then(weekly),
    };
    vacancy.hours = (hours != Hours::default()).then_some(hours);
    Ok(())
}

fn shifts(mut work: Fields<'_>, vacancy: &mut Vacancy) -> Result<(), RecordError> {
    use Shift::{Day, Evening, Night, Weekend};
    let kinds = work.texts("vuorotyo")?;
    let mut found = Vec::new();
    for code in work.texts("tyoskentelyAika")? {
        match code.as_str() {
            "01" | "06" => found.push(Day),
            "02" => found.push(Evening),
            "03" => found.push(Night),
            "07" => found.push(Weekend),
            "08" if !kinds.is_empty() => {}
            "04" | "05" | "08" => {
                work.unknown(
                    "tyoskentelyAika",
                    &code,
                    "says nothing of which shifts are worked",
                );
            }
            _ => work.unknown("tyoskentelyAika", &code, UNKNOWN_CODE),
        }
    }
    for code in kinds {
        match code.as_str() {
            "0801" => found.extend([Day, Evening]),
            "0802" => found.extend([Day, Evening, Night]),
            "0803" | "0804" => found.extend([Day, Evening, Night, Weekend]),
            _ => work.unknown("vuorotyo", &code, UNKNOWN_CODE),
        }
    }
    let every = Shift::ALL.iter().copied();
    vacancy.shifts = every.filter(|shift| found.contains(shift)).collect();
    Ok(())
}

fn relationship(mut terms: Fields<'_>, vacancy: &mut Vacancy) -> Result<(), RecordError> {
    match terms.text("tyyppi")?.as_deref() {
        None | Some("01" | "02") => {}
        Some("03") => vacancy.kinds.push(Kind::Commission),
        Some("04") => terms.unknown(
            "tyyppi",
            "04",
            "entrepreneurship is not a kind of work here",
        ),
        Some(other) => terms.unknown("tyyppi", other, UNKNOWN_CODE),
    }
    let mut employment = terms.object("tyosuhde")?;
    for (key, kind) in [
        ("vuokratyo", Kind::Agency),
        ("oppisopimus", Kind::Apprenticeship),
        ("tyoharjoittelu", Kind::Training),
    ] {
        if employment.flag(key)? == Some(true) {
            vacancy.kinds.push(kind);
        }
    }
    let kinds = Kind::ALL.iter().copied();
    vacancy.kinds = kinds.filter(|kind| vacancy.kinds.contains(kind)).collect();
    Ok(())
}

fn requirements(mut asked: Fields<'_>, vacancy: &mut Vacancy) -> Result<(), RecordError> {
    for uri in classified(&mut asked, "ammatit")? {
        if !vacancy.occupations.contains(&uri) {
            vacancy.occupations.push(uri);
        }
    }
    let skills = classified(&mut asked, "osaamiset")?.into_iter();
    vacancy.skills = skills
        .map(|uri| AskedSkill {
            concept: Some(uri),
            text: None,
            level: None,
            need: Need::Should,
        })
        .collect();
    for language in asked.objects("kielitaidot")? {
        asked_language(language, vacancy)?;
    }
    permits(
        asked.object("ajokortti")?,
        "vaaditutAjokorttiluokat",
        "ajokortinLisatieto",
        vacancy,
    )?;
    permits(
        asked.object("kortitJaLuvat")?,
        "lupaKoodit",
        "kortitJaLuvatLisatieto",
        vacancy,
    )?;
    if let Some(code) = asked.text("koulutusaste")? {
        match education(&code) {
            Some(level) => {
                vacancy.education = Some(AskedEducation {
                    title: None,
                    code: None,
                    level: Some(level),
                    need: Need::Should,
                });
            }
            None => asked.unknown("koulutusaste", &code, UNKNOWN_CODE),
        }
    }
    if asked.flag("rikosrekisteriote")? == Some(true) {
        vacancy.checks.push("criminal_record_children".to_owned());
    }
    Ok(())
}

fn education(code: &str) -> Option<EducationLevel> {
    matches!(code, "31" | "32" | "4" | "5" | "6" | "7" | "8")
        .then(|| codes::education_level(code))
        .flatten()
}

/// Takes concepts of ESCO out of a list of classified values.
fn classified(
    asked: &mut Fields<'_>,
    key: &str,
) -> Result<Vec<crate::domain::ConceptUri>, RecordError> {
    let mut found = Vec::new();
    for mut value in asked.objects(key)? {
        let scheme = value.text("luokittelunNimi")?;
        let Some(text) = value.text("luokiteltuArvo")? else {
            continue;
        };
        match (scheme.as_deref(), text.parse()) {
            (None | Some("ESCO"), Ok(uri)) => found.push(uri),
            (Some("ESCO") | None, Err(_)) => {
                value.unknown("luokiteltuArvo", &text, "no URI of an ESCO concept");
            }
            (Some(other), _) => {
                value.unknown("luokittelunNimi", other, "another classification than ESCO");
            }
        }
    }
    Ok(found)
}

fn asked_language(mut language: Fields<'_>, vacancy: &mut Vacancy) -> Result<(), RecordError> {
    let more = codes::localised(&mut language, "kielitaidonLisatieto")?;
    add_all(&mut vacancy.description, &more);
    let level = language.text("kielitaidonTaso")?;
    let Some(value) = language.text("kielitaito")? else {
        return Ok(());
    };
    let Some(code) = codes::language(&value) else {
        language.unknown("kielitaito", &value, "not a known language");
        return Ok(());
    };
    let mut asked = AskedLanguage {
        code,
        level: None,
        spoken: None,
        written: None,
        need: Need::Must,
    };
    match level.as_deref() {
        None => {}
        Some(codes::MOTHER_TONGUE) => asked.spoken = Some(Cefr::C2),
        Some(level) => match level.parse() {
            Ok(level) => asked.level = Some(level),
            Err(_) => language.unknown("kielitaidonTaso", level, UNKNOWN_CODE),
        },
    }
    vacancy.languages.push(asked);
    Ok(())
}

fn permits(
    mut fields: Fields<'_>,
    key: &str,
    more: &str,
    vacancy: &mut Vacancy,
) -> Result<(), RecordError> {
    for value in fields.texts(key)? {
        match codes::permit(&value) {
            Some(code) if vacancy.permits.iter().any(|p| p.code == code) => {}
            Some(code) => vacancy.permits.push(AskedPermit {
                code,
                need: Need::Must,
            }),
            None => fields.unknown(key, &value, "a permit whose code is not known"),
        }
    }
    let more = codes::localised(&mut fields, more)?;
    add_all(&mut vacancy.description, &more);
    Ok(())
}

fn place(mut place: Fields<'_>, vacancy: &mut Vacancy) -> Result<(), RecordError> {
    codes::countries(&mut place, "maa")?;
    let named = codes::municipalities(&mut place, "kunta")?;
    let regions = codes::regions(&mut place, "maakunta")?;
    // A named municipality says more than its region.
    vacancy.municipalities = if named.is_empty() { regions } else { named };
    if place.flag("sijaintiJoustava")? == Some(true) {
        vacancy.remote = Some(true);
    }
    let mut premises = place.object("toimipaikka")?;
    if let Some(code) = premises.text("postinumero")? {
        if code.len() == 5 && code.bytes().all(|b| b.is_ascii_digit()) {
            vacancy.postal_code = Some(code);
        } else {
            premises.unknown("postinumero", &code, "no postal code of five digits");
        }
    }
    Ok(())
}

fn applying(mut applying: Fields<'_>, vacancy: &mut Vacancy) -> Result<(), RecordError> {
    vacancy.closes = applying.day("hakuaikaPaattyy")?;
    let how = codes::localised(&mut applying, "hakuohjeet")?;
    let apply = Apply {
        url: applying.text("hakemuksenUrl")?,
        text: how.best(Lang::Fi).map(str::to_owned),
    };
    vacancy.apply = (apply != Apply::default()).then_some(apply);
    Ok(())
}
