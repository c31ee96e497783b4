//! Which column is which field: by the names that offices use, or as a file says.

use std::collections::BTreeMap;

use crate::domain::nearest;

use super::super::RecordKind;
use super::cell::Reads;

/// Which column of a table is which field, where its name does not tell. Empty by default.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Columns {
    /// Field by the column's name as [`plain_name`] has it.
    fields: BTreeMap<String, String>,
}

/// Columns that cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ColumnsError {
    /// The file that names columns is not as it should be.
    #[error(
        "the columns file: {0}. It has a line for each column, such as \"Työtehtävä\" = \"title\""
    )]
    File(String),
    /// A field that no table can fill.
    #[error(
        "the columns file: no field `{field}`{}. Fields: {known}",
        nearest.as_ref().map(|n| format!("; did you mean `{n}`?")).unwrap_or_default()
    )]
    UnknownField {
        /// As written.
        field: String,
        /// The nearest field, where one is near.
        nearest: Option<String>,
        /// Every field.
        known: String,
    },
    /// No column is known.
    #[error(
        "no column is known: {columns}. Known names are {known}; others can be named with --columns FILE"
    )]
    NoneKnown {
        /// What the first row says.
        columns: String,
        /// Names of the most usual fields.
        known: String,
    },
    /// The columns are of the other kind of records.
    #[error(
        "these columns look like {}, not {kind} ({columns}): nothing was imported. Columns can be named with --columns FILE",
        kind.other()
    )]
    OtherKind {
        /// What was asked for.
        kind: RecordKind,
        /// Columns that only the other kind has.
        columns: String,
    },
    /// The table itself cannot be read.
    #[error("{0}")]
    Table(String),
}

impl Columns {
    /// Reads a file of lines `"column" = "field"` (TOML).
    ///
    /// # Errors
    /// [`ColumnsError`] where it is no TOML, or names a field that tables cannot fill.
    pub fn parse(toml: &str, kind: RecordKind) -> Result<Self, ColumnsError> {
        let lines: BTreeMap<String, String> =
            toml::from_str(toml).map_err(|error| ColumnsError::File(error.message().to_owned()))?;
        let known = || fields(kind).iter().map(|field| field.path);
        for field in lines.values() {
            if !known().any(|path| path == field) {
                return Err(ColumnsError::UnknownField {
                    field: field.clone(),
                    nearest: nearest(field, known()).map(str::to_owned),
                    known: known().collect::<Vec<_>>().join(", "),
                });
            }
        }
        let fields = lines
            .into_iter()
            .map(|(name, field)| (plain_name(&name), field));
        Ok(Self {
            fields: fields.collect(),
        })
    }

    /// The field of each column of a header; a field taken by an earlier column is not taken again.
    pub(super) fn of_header(
        &self,
        header: &[String],
        kind: RecordKind,
    ) -> Result<Vec<Option<&'static Field>>, ColumnsError> {
        self.of_this_kind(header, kind)?;
        let mut taken: Vec<&str> = Vec::new();
        let columns: Vec<Option<&'static Field>> = header
            .iter()
            .map(|name| {
                let name = plain_name(name);
                let field = match self.fields.get(&name) {
                    Some(path) => fields(kind).iter().find(|field| field.path == path),
                    None => fields(kind).iter().find(|field| field.is_named(&name)),
                };
                let free = field.filter(|field| field.reads.adds() || !taken.contains(&field.path));
                taken.extend(free.map(|field| field.path));
                free
            })
            .collect();
        if columns.iter().all(Option::is_none) {
            let usual = fields(kind).iter().take(12);
            return Err(ColumnsError::NoneKnown {
                columns: header.join(", ").chars().take(200).collect(),
                known: usual
                    .filter_map(|field| field.names.first().copied())
                    .collect::<Vec<_>>()
                    .join(", "),
            });
        }
        Ok(columns)
    }

    /// Refuses a table with columns that only the other kind has, and none that only this kind has.
    /// Where columns are named by a file, that says what they are.
    fn of_this_kind(&self, header: &[String], kind: RecordKind) -> Result<(), ColumnsError> {
        let known = |name: &str, kind| fields(kind).iter().any(|field| field.is_named(name));
        let of_one = |name: &&String, one: RecordKind| {
            let name = plain_name(name);
            known(&name, one) && !known(&name, one.other())
        };
        let foreign: Vec<&str> = header
            .iter()
            .filter(|name| of_one(name, kind.other()))
            .map(String::as_str)
            .collect();
        let is_own = || header.iter().any(|name| of_one(&name, kind));
        if foreign.is_empty() || !self.fields.is_empty() || is_own() {
            return Ok(());
        }
        Err(ColumnsError::OtherKind {
            kind,
            columns: foreign.join(", "),
        })
    }
}

/// A column's name in lower case without spaces and signs: `Tehtävä-nimike ` is `tehtävänimike`.
pub(super) fn plain_name(name: &str) -> String {
    let letters = name.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// A field that a column can fill.
#[derive(Debug)]
pub(in crate::import) struct Field {
    /// Its path in the record.
    pub(in crate::import) path: &'static str,
    /// How a cell is read.
    pub(in crate::import) reads: Reads,
    /// Names of its column, as [`plain_name`] has them: Finnish, Swedish, English.
    pub(in crate::import) names: &'static [&'static str],
}

impl Field {
    fn is_named(&self, plain: &str) -> bool {
        self.names.contains(&plain) || plain_name(self.path) == plain
    }
}

const fn field(path: &'static str, reads: Reads, names: &'static [&'static str]) -> Field {
    Field { path, reads, names }
}

/// Every field that a column can fill.
pub(in crate::import) fn fields(kind: RecordKind) -> &'static [Field] {
    match kind {
        RecordKind::Vacancies => VACANCY,
        RecordKind::Jobseekers => JOBSEEKER,
    }
}

use Reads::*;

#[rustfmt::skip]
const VACANCY: &[Field] = &[
    field("id", Text, &["tunniste", "id", "ilmoitusnumero", "paikkatunnus", "identifierare", "annonsid", "vacancyid", "jobid"]),
    field("title", Words, &["tehtävänimike", "nimike", "otsikko", "työtehtävä", "ammattinimike", "ammatti", "uppgiftsbeteckning", "titel", "rubrik", "yrke", "jobtitle", "position"]),
    field("description", Words, &["kuvaus", "ilmoitus", "ilmoitusteksti", "tehtävänkuvaus", "työnkuvaus", "teksti", "beskrivning", "annonstext", "text", "jobdescription"]),
    field("employer/name", Text, &["työnantaja", "yritys", "yrityksennimi", "organisaatio", "arbetsgivare", "företag", "employer", "company"]),
    field("municipalities", Municipalities, &["kunta", "kunnat", "sijainti", "työpaikankunta", "paikkakunta", "kommun", "ort", "placering", "municipality", "location", "city"]),
    field("skills", AskedSkills("should"), &["osaaminen", "osaamiset", "osaamisvaatimukset", "taidot", "kompetens", "kunskaper", "färdigheter", "skill", "competences"]),
    field("languages", AskedLanguages, &["kielet", "kielitaito", "kielitaidot", "språk", "språkkunskaper", "language"]),
    field("permits", AskedPermits, &["luvat", "kortit", "luvatjakortit", "kortitjaluvat", "ajokortti", "pätevyydet", "tillstånd", "körkort", "kort", "permit", "licences", "drivinglicence"]),
    field("starts", Day, &["alkaa", "aloituspäivä", "työalkaa", "alkamispäivä", "börjar", "startdatum", "start", "startdate"]),
    field("closes", Day, &["hakuaikapäättyy", "päättyyhaku", "viimeinenhakupäivä", "hakuaika", "ansökningstid", "sistaansökningsdag", "deadline", "closingdate", "applyby"]),
    field("hours/weekly", Number, &["viikkotunnit", "tunnitviikossa", "viikkotyöaika", "veckotimmar", "timmarpervecka", "weeklyhours", "hoursperweek"]),
    field("contract", Code(CONTRACT), &["työsuhde", "työnkesto", "kesto", "työsuhteenkesto", "anställningsform", "anställning", "contracttype"]),
    field("employer/id", Text, &["ytunnus", "yritystunnus", "foorganummer", "fonummer", "businessid"]),
    field("occupations", Occupations, &["esco", "escoammatti", "ammattiuri", "escoyrke", "occupationuri", "occupation"]),
    field("skills/must", AskedSkills("must"), &["pakollisetosaamiset", "vaaditutosaamiset", "vaadittuosaaminen", "kravkompetens", "krav", "requiredskills", "musthave"]),
    field("skills/nice", AskedSkills("nice"), &["eduksi", "toivotutosaamiset", "katsotaaneduksi", "meriterande", "nicetohave", "preferredskills"]),
    field("education/title", Text, &["koulutus", "koulutusvaatimus", "tutkinto", "utbildning", "examen", "education", "degree"]),
    field("education/level", Code(EDUCATION), &["koulutusaste", "koulutustaso", "utbildningsnivå", "educationlevel"]),
    field("experience/years", Number, &["kokemus", "kokemusvuodet", "työkokemusvuosina", "erfarenhet", "erfarenhetår", "experience", "yearsofexperience"]),
    field("hours/full_time", YesNo, &["kokoaikainen", "kokoaikatyö", "heltid", "fulltime"]),
    field("hours/weekly_min", Number, &["viikkotunnitvähintään", "tunnitmin", "minstveckotimmar", "minhours"]),
    field("hours/weekly_max", Number, &["viikkotunnitenintään", "tunnitmax", "högstveckotimmar", "maxhours"]),
    field("shifts", Codes(SHIFT), &["vuorot", "työvuorot", "työaikamuoto", "työaika", "skift", "arbetstid", "shift"]),
    field("kinds", Codes(KIND), &["työnlaatu", "työmuoto", "arbetsform", "kind"]),
    field("positions", Count, &["paikkoja", "paikkojenmäärä", "paikat", "antalplatser", "platser", "openings"]),
    field("published", Day, &["julkaistu", "julkaisupäivä", "julkaisupvm", "publicerad", "publiceringsdag", "posted"]),
    field("ends", Day, &["päättyy", "loppuu", "työpäättyy", "slutar", "slutdatum", "enddate"]),
    field("postal_code", Postal, &["postinumero", "postnummer", "postcode", "zip"]),
    field("remote", YesNo, &["etätyö", "etätyömahdollisuus", "distansarbete", "remotework"]),
    field("car/need", CarNeeded, &["omaauto", "autotarvitaan", "egenbil", "owncar", "car"]),
    field("apply/url", Text, &["hakulinkki", "linkki", "osoite", "länk", "ansökningslänk", "link", "url"]),
    field("apply/text", Text, &["hakuohje", "hakuohjeet", "ansökan", "howtoapply"]),
    field("pay/min", Number, &["palkka", "palkkamin", "palkkaalkaen", "lön", "lönfrån", "salary", "salarymin"]),
    field("pay/max", Number, &["palkkamax", "palkkaasti", "löntill", "salarymax"]),
    field("pay/unit", Code(PAY_UNIT), &["palkanyksikkö", "löneenhet", "salaryunit"]),
    field("status", Code(STATUS), &["tila", "status", "läge"]),
    field("area", Text, &["työllisyysalue", "sysselsättningsområde", "employmentarea"]),
];

#[rustfmt::skip]
const JOBSEEKER: &[Field] = &[
    field("person/id", Text, &["tunniste", "id", "asiakastunnus", "asiakasnumero", "asiakasid", "kundnummer", "klientid", "personid", "clientid"]),
    field("person/name", Text, &["nimi", "kokonimi", "asiakas", "namn", "name"]),
    field("person/home_municipality", Municipality, &["kotikunta", "kunta", "asuinkunta", "hemkommun", "kommun", "homemunicipality", "municipality"]),
    field("profile/headline", Words, &["esittely", "otsikko", "tiivistelmä", "rubrik", "presentation", "headline", "summary"]),
    field("profile/text", Words, &["kuvaus", "teksti", "osaamiskuvaus", "työhistoria", "beskrivning", "text", "description"]),
    field("profile/skills", HeldSkills, &["osaaminen", "osaamiset", "taidot", "kompetens", "kunskaper", "färdigheter", "skills", "competences"]),
    field("profile/employments", Jobs, &["ammatti", "ammattinimike", "nimike", "tehtävänimike", "työkokemus", "yrke", "arbetserfarenhet", "occupation", "jobtitle"]),
    field("profile/educations", Degrees, &["koulutus", "tutkinto", "utbildning", "examen", "education", "degree"]),
    field("profile/languages", HeldLanguages, &["kielet", "kielitaito", "kielitaidot", "språk", "språkkunskaper", "languages"]),
    field("profile/permits", HeldPermits, &["luvat", "kortit", "luvatjakortit", "kortitjaluvat", "ajokortti", "pätevyydet", "tillstånd", "körkort", "kort", "permits", "licences"]),
    field("person/protected_address", YesNo, &["turvakielto", "spärrmarkering", "säkerhetsförbud", "protectedaddress"]),
    field("visibility/matching", YesNo, &["saatäsmäyttää", "matching", "matchning", "täsmäytys"]),
    field("person/coach", Text, &["omavalmentaja", "vastuuvalmentaja", "egencoach", "coach"]),
    field("person/service_unit", Text, &["palveluyksikkö", "toimipiste", "serviceenhet", "serviceunit"]),
    field("profile/own_car", YesNo, &["omaauto", "autokäytössä", "auto", "egenbil", "bil", "owncar", "car"]),
    field("profile/wishes/occupations", Occupations, &["toiveammatit", "escotoiveet", "önskadeyrken", "wishedoccupations"]),
    field("profile/wishes/municipalities", Municipalities, &["toivekunnat", "työssäkäyntialue", "hakualue", "önskadekommuner", "wishedmunicipalities"]),
    field("profile/wishes/commute_minutes", Count, &["työmatka", "työmatkaenintään", "matkaaikaminuutteina", "pendling", "pendlingstid", "commute", "commuteminutes"]),
    field("profile/wishes/shifts", Codes(SHIFT), &["vuorot", "työvuorot", "toivevuorot", "skift", "arbetstid", "shifts"]),
    field("profile/wishes/contracts", Codes(CONTRACT), &["työsuhde", "työsuhdetoive", "anställningsform", "contract"]),
    field("profile/wishes/hours/full_time", YesNo, &["kokoaikainen", "kokoaikatyö", "heltid", "fulltime"]),
    field("profile/wishes/hours/weekly_min", Number, &["viikkotunnitvähintään", "tunnitmin", "minstveckotimmar", "minhours"]),
    field("profile/wishes/hours/weekly_max", Number, &["viikkotunnitenintään", "tunnitmax", "högstveckotimmar", "maxhours"]),
    field("profile/wishes/kinds_refused", Codes(KIND), &["eihalua", "poissuljetuttyöt", "vilinte", "kindsrefused"]),
    field("profile/wishes/remote", YesNo, &["etätyö", "distansarbete", "remote", "remotework"]),
    field("profile/wishes/from", Day, &["aloitus", "käytettävissä", "aloituspäivä", "tillgänglig", "startdatum", "availablefrom", "startdate"]),
    field("staff/offer", Code(OFFER), &["tarjottavissa", "erbjuds", "offer"]),
    field("profile/confirmed_at", Partial, &["päivitetty", "vahvistettu", "profiilipäivitetty", "uppdaterad", "bekräftad", "updated", "confirmed"]),
];

/// A word, in lower case, and the code that it means.
pub(in crate::import) type Word = (&'static str, &'static str);

#[rustfmt::skip]
const CONTRACT: &[Word] = &[
    ("vakituinen", "permanent"), ("toistaiseksi", "permanent"), ("toistaiseksi voimassa oleva", "permanent"),
    ("tillsvidare", "permanent"), ("tills vidare", "permanent"), ("permanent", "permanent"),
    ("määräaikainen", "fixed_term"), ("sijaisuus", "fixed_term"), ("visstid", "fixed_term"),
    ("tidsbunden", "fixed_term"), ("vikariat", "fixed_term"), ("fixed term", "fixed_term"), ("temporary", "fixed_term"),
];
#[rustfmt::skip]
const SHIFT: &[Word] = &[
    ("päivä", "day"), ("päivätyö", "day"), ("aamu", "day"), ("dag", "day"), ("dagtid", "day"), ("daytime", "day"), ("morning", "day"),
    ("ilta", "evening"), ("iltatyö", "evening"), ("kväll", "evening"), ("kvällstid", "evening"),
    ("yö", "night"), ("yötyö", "night"), ("natt", "night"), ("viikonloppu", "weekend"), ("viikonloput", "weekend"),
    ("helg", "weekend"), ("veckoslut", "weekend"), ("weekends", "weekend"),
    ("2-vuorotyö", "day evening"), ("kaksivuorotyö", "day evening"), ("2-vuoro", "day evening"), ("tvåskift", "day evening"), ("2-skift", "day evening"),
    ("3-vuorotyö", "day evening night"), ("kolmivuorotyö", "day evening night"), ("3-vuoro", "day evening night"), ("treskift", "day evening night"), ("3-skift", "day evening night"),
];
#[rustfmt::skip]
const KIND: &[Word] = &[
    ("vuokratyö", "agency"), ("hyrt arbete", "agency"), ("hyrarbete", "agency"), ("agency work", "agency"), ("temp work", "agency"),
    ("kausityö", "seasonal"), ("säsongsarbete", "seasonal"), ("seasonal work", "seasonal"),
    ("kesätyö", "summer"), ("sommarjobb", "summer"), ("summer job", "summer"),
    ("tarvittaessa kutsuttava", "on_call"), ("keikkatyö", "on_call"), ("vid behov", "on_call"), ("on call", "on_call"),
    ("oppisopimus", "apprenticeship"), ("läroavtal", "apprenticeship"), ("harjoittelu", "training"), ("praktik", "training"), ("traineeship", "training"),
    ("provisiopalkkainen", "commission"), ("provisionsarbete", "commission"),
];
#[rustfmt::skip]
const EDUCATION: &[Word] = &[
    ("peruskoulu", "basic"), ("perusaste", "basic"), ("grundskola", "basic"), ("comprehensive school", "basic"),
    ("toinen aste", "upper_secondary"), ("ammatillinen perustutkinto", "upper_secondary"), ("ammattikoulu", "upper_secondary"), ("lukio", "upper_secondary"),
    ("andra stadiet", "upper_secondary"), ("yrkesskola", "upper_secondary"), ("gymnasium", "upper_secondary"), ("upper secondary", "upper_secondary"), ("vocational", "upper_secondary"),
    ("ammattitutkinto", "specialist"), ("erikoisammattitutkinto", "specialist"), ("opisto", "specialist"), ("yrkesexamen", "specialist"), ("specialyrkesexamen", "specialist"),
    ("amk", "bachelor"), ("ammattikorkeakoulu", "bachelor"), ("alempi korkeakoulututkinto", "bachelor"), ("yh", "bachelor"), ("yrkeshögskola", "bachelor"), ("kandidat", "bachelor"),
    ("yamk", "master"), ("maisteri", "master"), ("ylempi korkeakoulututkinto", "master"), ("magister", "master"), ("master's", "master"),
    ("tohtori", "doctor"), ("lisensiaatti", "doctor"), ("doktor", "doctor"), ("phd", "doctor"),
];
#[rustfmt::skip]
const PAY_UNIT: &[Word] = &[
    ("tunti", "hour"), ("€/h", "hour"), ("timme", "hour"), ("kuukausi", "month"), ("kk", "month"), ("€/kk", "month"), ("månad", "month"),
    ("vuosi", "year"), ("år", "year"),
];
#[rustfmt::skip]
const STATUS: &[Word] = &[
    ("avoin", "open"), ("auki", "open"), ("öppen", "open"), ("tauolla", "paused"), ("pausad", "paused"),
    ("täytetty", "filled"), ("tillsatt", "filled"), ("peruttu", "withdrawn"), ("poistettu", "withdrawn"), ("indragen", "withdrawn"),
];
#[rustfmt::skip]
const OFFER: &[Word] = &[
    ("kyllä", "open"), ("avoin", "open"), ("tuettuna", "with_support"), ("tuen kanssa", "with_support"), ("med stöd", "with_support"),
    ("vain palveluin", "routes_only"), ("endast tjänster", "routes_only"), ("ei nyt", "not_now"), ("inte nu", "not_now"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_means_one_field() {
        for kind in RecordKind::ALL {
            let mut names: Vec<&str> = Vec::new();
            for field in fields(*kind) {
                for name in field.names {
                    assert_eq!(plain_name(name), *name, "write it as plain_name has it");
                    assert!(!names.contains(name), "{kind}: {name} means two fields");
                    names.push(name);
                }
            }
        }
    }

    #[test]
    fn a_columns_file_that_names_no_field_says_which_is_near() {
        let error = Columns::parse("\"Työ\" = \"titel\"", RecordKind::Vacancies).unwrap_err();
        assert!(
            error.to_string().contains("did you mean `title`?"),
            "{error}"
        );
        assert!(Columns::parse("a = ", RecordKind::Vacancies).is_err());
    }
}
