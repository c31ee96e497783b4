//! A cell as a field's value.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde_json::{Value, json};

use crate::domain::{Cefr, ConceptUri, LanguageCode, PartialDate, PermitCode, nearest};

use super::super::{day, words};
use super::columns::Word;

/// How a cell is read.
#[derive(Debug, Clone, Copy)]
pub(in crate::import) enum Reads {
    /// A text as it stands.
    Text,
    /// A text in a language of the service.
    Words,
    /// A number, with decimal comma or point.
    Number,
    /// A whole number.
    Count,
    /// A day.
    Day,
    /// A year, month or day.
    Partial,
    /// Yes or no.
    YesNo,
    /// One code, or a word for it.
    Code(&'static [Word]),
    /// Codes, or words for them.
    Codes(&'static [Word]),
    /// A municipality by code or name.
    Municipality,
    /// Municipalities by code or name.
    Municipalities,
    /// A postal code.
    Postal,
    /// Yes: a car is a must.
    CarNeeded,
    /// Occupations by ESCO's URI.
    Occupations,
    /// Skills asked, each ESCO's URI or words, with this need.
    AskedSkills(&'static str),
    /// Skills held, each ESCO's URI or words.
    HeldSkills,
    /// Languages asked, each with its level.
    AskedLanguages,
    /// Languages held, each with its level.
    HeldLanguages,
    /// Permits asked, by code or name.
    AskedPermits,
    /// Permits held, by code or name.
    HeldPermits,
    /// Titles of jobs done.
    Jobs,
    /// Qualifications taken.
    Degrees,
}

impl Reads {
    /// Whether several columns add to one field.
    pub(super) fn adds(self) -> bool {
        matches!(
            self,
            Self::AskedSkills(_) | Self::HeldSkills | Self::Jobs | Self::Degrees
        ) || matches!(self, Self::AskedPermits | Self::HeldPermits)
    }
}

/// A cell's content, before it is known what it is for.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell {
    Empty,
    Text(String),
    Number(f64),
    Flag(bool),
    /// A day out of a workbook.
    Day(jiff::civil::Date),
}

impl Cell {
    /// As text; empty where there is nothing.
    pub(super) fn text(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => text.trim().to_owned(),
            Self::Number(number) => number.to_string(),
            Self::Flag(flag) => flag.to_string(),
            Self::Day(day) => day.to_string(),
        }
    }
}

/// Why a cell is not what its column says.
#[derive(Debug)]
pub(super) struct Wrong {
    pub(super) reason: String,
    pub(super) nearest: Option<String>,
}

impl Wrong {
    fn new(reason: &str) -> Self {
        Self {
            reason: reason.to_owned(),
            nearest: None,
        }
    }
}

/// What a cell came to.
#[derive(Debug, Default)]
pub(super) struct Filled {
    /// The field's value.
    pub(super) value: Value,
    /// Words that were not understood: kept as skills where the record has skills.
    pub(super) words: Vec<String>,
}

impl From<Value> for Filled {
    fn from(value: Value) -> Self {
        Self {
            value,
            words: Vec::new(),
        }
    }
}

/// Reads a cell that is not empty.
pub(super) fn read(reads: Reads, cell: &Cell) -> Result<Filled, Wrong> {
    let text = cell.text();
    Ok(match reads {
        Reads::Text | Reads::Words => Value::from(text).into(),
        Reads::Number => json!(number(cell, &text)?).into(),
        Reads::Count => {
            let number = number(cell, &text)?;
            if number.fract() != 0.0 || !(0.0..=1_000_000.0).contains(&number) {
                return Err(Wrong::new("a whole number belongs here"));
            }
            json!(number as u32).into()
        }
        Reads::Day => json!(date(cell, &text)?.to_string()).into(),
        Reads::Partial => match text.parse::<PartialDate>() {
            Ok(partial) => json!(partial).into(),
            Err(_) => json!(date(cell, &text)?.to_string()).into(),
        },
        Reads::YesNo => json!(yes_no(cell, &text)?).into(),
        Reads::CarNeeded => match yes_no(cell, &text)? {
            true => json!("must").into(),
            false => Filled::default(),
        },
        Reads::Code(words) => {
            let code = code(words, &text)?;
            Value::from(code.first().cloned()).into()
        }
        Reads::Codes(words) => {
            let mut codes: Vec<String> = Vec::new();
            for item in items(&text) {
                for code in code(words, item)? {
                    if !codes.contains(&code) {
                        codes.push(code);
                    }
                }
            }
            json!(codes).into()
        }
        Reads::Municipality => json!(municipality(&text)?).into(),
        Reads::Municipalities => {
            let found: Result<Vec<_>, _> = items(&text).map(municipality).collect();
            json!(found?).into()
        }
        Reads::Postal => json!(format!("{text:0>5}")).into(),
        Reads::Occupations => occupations(&text),
        Reads::AskedSkills(need) => skills(&text, Some(need)).into(),
        Reads::HeldSkills => skills(&text, None).into(),
        Reads::AskedLanguages => languages(&text, true)?.into(),
        Reads::HeldLanguages => languages(&text, false)?.into(),
        Reads::AskedPermits => permits(&text, true),
        Reads::HeldPermits => permits(&text, false),
        Reads::Jobs => titles(&text, "occupation").into(),
        Reads::Degrees => titles(&text, "").into(),
    })
}

/// The items of a cell: by `;`, `|` or lines where it has any, else by commas.
fn items(text: &str) -> impl Iterator<Item = &str> {
    let strong = text.contains([';', '|', '\n']);
    text.split(move |c| match strong {
        true => matches!(c, ';' | '|' | '\n'),
        false => c == ',',
    })
    .map(str::trim)
    .filter(|item| !item.is_empty())
}

fn number(cell: &Cell, text: &str) -> Result<f64, Wrong> {
    if let Cell::Number(number) = cell {
        return Ok(*number);
    }
    let digits: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '€')
        .map(|c| if c == ',' { '.' } else { c })
        .collect();
    let number: Option<f64> = digits.parse().ok();
    number
        .filter(|number| number.is_finite())
        .ok_or_else(|| Wrong::new("a number belongs here, such as 38,25"))
}

fn date(cell: &Cell, text: &str) -> Result<jiff::civil::Date, Wrong> {
    let found = match cell {
        Cell::Day(day) => Some(*day),
        Cell::Number(serial) => super::xlsx::day_of_serial(*serial),
        _ => day::of(text),
    };
    found.ok_or_else(|| Wrong::new("a date belongs here, such as 21.11.2026 or 2026-11-21"))
}

fn yes_no(cell: &Cell, text: &str) -> Result<bool, Wrong> {
    if let Cell::Flag(flag) = cell {
        return Ok(*flag);
    }
    match text.to_lowercase().as_str() {
        "kyllä" | "k" | "on" | "ja" | "j" | "yes" | "y" | "true" | "1" | "x" => Ok(true),
        "ei" | "e" | "nej" | "n" | "no" | "false" | "0" | "-" => Ok(false),
        _ => Err(Wrong::new(
            "yes or no belongs here: kyllä, ei, ja, nej, yes, no",
        )),
    }
}

/// The codes that a word means; a code means itself, which is checked when the record is parsed.
fn code(words: &[Word], text: &str) -> Result<Vec<String>, Wrong> {
    let lower = text.to_lowercase();
    if let Some((_, code)) = words.iter().find(|(word, _)| *word == lower) {
        return Ok(code.split(' ').map(str::to_owned).collect());
    }
    let mut codes = words.iter().map(|(_, code)| *code);
    if codes.any(|code| code == lower) || lower.contains('_') {
        return Ok(vec![lower]);
    }
    let known = words.iter().flat_map(|(word, code)| [*word, *code]);
    let near = nearest(&lower, known).map(str::to_owned);
    Err(Wrong {
        reason: match &near {
            Some(near) => format!("not a known word; did you mean `{near}`?"),
            None => "not a known word or code".to_owned(),
        },
        nearest: near,
    })
}

fn municipality(text: &str) -> Result<String, Wrong> {
    // A workbook drops the noughts that a code begins with.
    let padded = match text.len() {
        1 | 2 if text.bytes().all(|b| b.is_ascii_digit()) => format!("{text:0>3}"),
        _ => text.to_owned(),
    };
    if let Some(code) = words::municipality(&padded) {
        return Ok(code.as_str().to_owned());
    }
    let nearest = words::near_municipality(text).map(str::to_owned);
    let hint = nearest
        .as_ref()
        .map(|name| format!("; did you mean `{name}`?"));
    Err(Wrong {
        reason: format!("no municipality `{text}`{}", hint.unwrap_or_default()),
        nearest,
    })
}

fn occupations(text: &str) -> Filled {
    let (uris, words): (Vec<&str>, Vec<&str>) =
        items(text).partition(|item| item.parse::<ConceptUri>().is_ok());
    Filled {
        value: json!(uris),
        words: words.into_iter().map(str::to_owned).collect(),
    }
}

fn skills(text: &str, need: Option<&str>) -> Value {
    let skill = |item: &str| {
        let key = match item.parse::<ConceptUri>() {
            Ok(_) => "concept",
            Err(_) => "text",
        };
        let mut skill = json!({ key: item });
        if let Some(need) = need {
            skill["need"] = json!(need);
        }
        skill
    };
    items(text).map(skill).collect()
}

/// `suomi B2, englanti (C1), sv: äidinkieli`.
fn languages(text: &str, asked: bool) -> Result<Value, Wrong> {
    let language = |item: &str| {
        let spaced = item.replace(['(', ')', ':', '-', '='], " ");
        let mut name = Vec::new();
        let mut found = json!({});
        for word in spaced.split_whitespace() {
            let level = word.to_uppercase().parse::<Cefr>();
            let native = ["äidinkieli", "äidinkielenä", "modersmål", "native", "l1"]
                .contains(&word.to_lowercase().as_str());
            match level {
                Ok(level) => found["level"] = json!(level),
                Err(_) if native && asked => found["spoken"] = json!(Cefr::C2),
                Err(_) if native => found["native"] = json!(true),
                Err(_) => name.push(word),
            }
        }
        let name = name.join(" ");
        let lower = name.to_lowercase();
        let code = LanguageCode::by_name(&name).or_else(|| lower.parse().ok());
        let Some(code) = code else {
            let known = LanguageCode::named();
            let names: Vec<&str> = known
                .flat_map(|c| c.name(crate::domain::Lang::Fi))
                .collect();
            return Err(Wrong {
                reason: format!("not a known language: `{name}`"),
                nearest: nearest(&name, names).map(str::to_owned),
            });
        };
        found["code"] = json!(code);
        if asked {
            found["need"] = json!("must");
        }
        Ok(found)
    };
    items(text).map(language).collect()
}

/// Permits by every name that the list has for them, in lower case.
static PERMITS: LazyLock<HashMap<String, PermitCode>> = LazyLock::new(|| {
    let mut names = HashMap::new();
    for code in PermitCode::all() {
        let facts = code.facts();
        let own = [&facts.name.fi, &facts.name.sv, &facts.name.en];
        for name in own.into_iter().chain(&facts.also) {
            names.entry(name.to_lowercase()).or_insert(code);
        }
    }
    names
});

/// Permits by code, class or name; any other words are kept as words.
fn permits(text: &str, asked: bool) -> Filled {
    let mut codes = Vec::new();
    let mut words = Vec::new();
    for item in items(text) {
        let found = item
            .parse::<PermitCode>()
            .ok()
            .or_else(|| PERMITS.get(&item.to_lowercase()).copied())
            .or_else(|| format!("driving:{}", item.to_uppercase()).parse().ok());
        match found {
            Some(code) if asked => codes.push(json!({ "code": code, "need": "must" })),
            Some(code) => codes.push(json!(code)),
            None => words.push(item.to_owned()),
        }
    }
    Filled {
        value: Value::Array(codes),
        words,
    }
}

fn titles(text: &str, concept: &str) -> Value {
    let title = |item: &str| match item.parse::<ConceptUri>() {
        Ok(uri) if !concept.is_empty() => json!({ concept: uri }),
        _ => json!({ "title": item }),
    };
    items(text).map(title).collect()
}
