//! What each outside format's fields become: one table a format, from which the report of unused
//! fields and the documentation follow.

use std::cell::RefCell;

use jiff::civil::Date;
use serde_json::{Map, Value};

use crate::domain::record::RecordError;
use crate::domain::{ConceptUri, Lang, Localised};

use super::day;
use super::html::plain;
use super::record::Notes;

/// One field of a format.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// Its path in the source, `*` for any place in a list.
    pub from: &'static str,
    /// The record's field that it becomes; empty where it is not used, `-` where it is only looked at.
    pub to: &'static str,
    /// How it is read, or why it is not used.
    pub note: &'static str,
}

/// A field that is used.
pub(super) const fn used(from: &'static str, to: &'static str, note: &'static str) -> Row {
    Row { from, to, note }
}

/// A field that is looked at and becomes nothing by itself.
pub(super) const fn seen(from: &'static str, note: &'static str) -> Row {
    Row {
        from,
        to: "-",
        note,
    }
}

/// A field that is known and not used.
pub(super) const fn unused(from: &'static str, note: &'static str) -> Row {
    Row { from, to: "", note }
}

/// What reading one record notes: kept only if the record is accepted.
pub(super) struct Reading {
    table: &'static [Row],
    notes: RefCell<Notes>,
}

impl Reading {
    pub(super) fn of(table: &'static [Row]) -> Self {
        Self {
            table,
            notes: RefCell::default(),
        }
    }

    /// Gives what was noted.
    pub(super) fn into_notes(self) -> Notes {
        self.notes.into_inner()
    }

    /// Notes a value that is not understood.
    pub(super) fn unknown(&self, path: &str, value: &str, reason: &str) {
        let mut notes = self.notes.borrow_mut();
        notes.value(&general(path), value, reason);
    }

    /// The top of a record.
    pub(super) fn fields(&self, record: Value) -> Result<Fields<'_>, RecordError> {
        match record {
            Value::Object(map) => Ok(Fields {
                reading: self,
                path: String::new(),
                map,
            }),
            other => Err(wrong("", &other, "a record is an object")),
        }
    }

    fn left_over(&self, path: &str, value: &Value) {
        match value {
            Value::Null | Value::Bool(false) => {}
            Value::String(text) if text.trim().is_empty() => {}
            Value::Object(fields) => {
                let steps = fields.iter();
                steps.for_each(|(key, value)| self.left_over(&format!("{path}/{key}"), value));
            }
            Value::Array(items) => {
                let items = items.iter();
                items.for_each(|value| self.left_over(&format!("{path}/*"), value));
            }
            _ => {
                let path = general(path);
                let rows = self.table.iter().filter(|row| row.to.is_empty());
                let known = rows
                    .filter(|row| {
                        let rest = path.strip_prefix(row.from);
                        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
                    })
                    .max_by_key(|row| row.from.len());
                let (path, reason) = match known {
                    Some(row) => (row.from, row.note),
                    None => (path.as_str(), "not a field of this format as it is known"),
                };
                self.notes.borrow_mut().field(path, reason);
            }
        }
    }
}

/// A path with any place in a list as `*`.
fn general(path: &str) -> String {
    let step = |step| match step {
        "" => "",
        step if str::bytes(step).all(|b| b.is_ascii_digit()) => "*",
        step => step,
    };
    path.split('/').map(step).collect::<Vec<_>>().join("/")
}

fn wrong(path: &str, value: &Value, reason: &str) -> RecordError {
    RecordError {
        pointer: path.to_owned(),
        value: Some(value.to_string().chars().take(140).collect()),
        reason: reason.to_owned(),
        nearest: None,
    }
}

/// An object that is read by taking its fields out. What is left when it goes is noted as not used.
pub(super) struct Fields<'r> {
    reading: &'r Reading,
    path: String,
    map: Map<String, Value>,
}

impl Drop for Fields<'_> {
    fn drop(&mut self) {
        for (key, value) in &self.map {
            self.reading
                .left_over(&format!("{}/{key}", self.path), value);
        }
    }
}

impl<'r> Fields<'r> {
    /// The path of one of its fields.
    pub(super) fn at(&self, key: &str) -> String {
        format!("{}/{key}", self.path)
    }

    /// Notes a value of one of its fields that is not understood.
    pub(super) fn unknown(&self, key: &str, value: &str, reason: &str) {
        self.reading.unknown(&self.at(key), value, reason);
    }

    /// Takes a field; `null` is absent.
    pub(super) fn take(&mut self, key: &str) -> Option<Value> {
        self.map.remove(key).filter(|value| !value.is_null())
    }

    /// A text without blanks at its ends; blank is absent. A number is read as its digits.
    pub(super) fn text(&mut self, key: &str) -> Result<Option<String>, RecordError> {
        let text = match self.take(key) {
            None => return Ok(None),
            Some(Value::String(text)) => text,
            Some(Value::Number(number)) => number.to_string(),
            Some(other) => return Err(wrong(&self.at(key), &other, "a text belongs here")),
        };
        let text = text.trim();
        Ok((!text.is_empty()).then(|| text.to_owned()))
    }

    /// Yes or no.
    pub(super) fn flag(&mut self, key: &str) -> Result<Option<bool>, RecordError> {
        match self.take(key) {
            None => Ok(None),
            Some(Value::Bool(flag)) => Ok(Some(flag)),
            Some(Value::String(text)) if text.trim().is_empty() => Ok(None),
            Some(other) => Err(wrong(&self.at(key), &other, "true or false belongs here")),
        }
    }

    /// A number, also as a text with a decimal comma or point.
    pub(super) fn number(&mut self, key: &str) -> Result<Option<f64>, RecordError> {
        match self.take(key) {
            None => Ok(None),
            Some(Value::String(text)) if text.trim().is_empty() => Ok(None),
            Some(other) => {
                let number = match &other {
                    Value::Number(number) => number.as_f64(),
                    Value::String(text) => text.trim().replace(',', ".").parse().ok(),
                    _ => None,
                };
                let number = number.filter(|number| number.is_finite());
                number
                    .map(Some)
                    .ok_or_else(|| wrong(&self.at(key), &other, "a number belongs here"))
            }
        }
    }

    /// A whole number of people or days.
    pub(super) fn count(&mut self, key: &str) -> Result<Option<u32>, RecordError> {
        let Some(number) = self.number(key)? else {
            return Ok(None);
        };
        if number.fract() == 0.0 && (0.0..=1_000_000.0).contains(&number) {
            return Ok(Some(number as u32));
        }
        Err(wrong(
            &self.at(key),
            &Value::from(number),
            "a whole number belongs here",
        ))
    }

    /// The day of a date or a moment, in Finland. A year before 1900 stands for none.
    pub(super) fn day(&mut self, key: &str) -> Result<Option<Date>, RecordError> {
        let Some(text) = self.text(key)? else {
            return Ok(None);
        };
        match day::of(&text) {
            Some(date) => Ok((date.year() >= 1900).then_some(date)),
            None => {
                let reason = "a date belongs here, such as 2026-11-21 or 2026-11-21T10:00:00Z";
                Err(wrong(&self.at(key), &Value::from(text), reason))
            }
        }
    }

    /// A list of texts; one text stands for a list of one.
    pub(super) fn texts(&mut self, key: &str) -> Result<Vec<String>, RecordError> {
        let items = match self.take(key) {
            None => return Ok(Vec::new()),
            Some(Value::Array(items)) => items,
            Some(one) => vec![one],
        };
        let mut texts = Vec::new();
        for item in items {
            match item {
                Value::String(text) if text.trim().is_empty() => {}
                Value::String(text) => texts.push(text.trim().to_owned()),
                Value::Number(number) => texts.push(number.to_string()),
                Value::Null => {}
                other => return Err(wrong(&self.at(key), &other, "a list of texts belongs here")),
            }
        }
        Ok(texts)
    }

    /// An object; an absent one is empty.
    pub(super) fn object(&mut self, key: &str) -> Result<Fields<'r>, RecordError> {
        let map = match self.take(key) {
            None => Map::new(),
            Some(Value::Object(map)) => map,
            Some(other) => return Err(wrong(&self.at(key), &other, "an object belongs here")),
        };
        Ok(Fields {
            reading: self.reading,
            path: self.at(key),
            map,
        })
    }

    /// A list of objects; one object stands for a list of one.
    pub(super) fn objects(&mut self, key: &str) -> Result<Vec<Fields<'r>>, RecordError> {
        let (items, many) = match self.take(key) {
            None => return Ok(Vec::new()),
            Some(Value::Array(items)) => (items, true),
            Some(one) => (vec![one], false),
        };
        let mut objects = Vec::new();
        for (i, item) in items.into_iter().enumerate() {
            let path = if many {
                format!("{}/{i}", self.at(key))
            } else {
                self.at(key)
            };
            match item {
                Value::Object(map) => objects.push(Fields {
                    reading: self.reading,
                    path,
                    map,
                }),
                Value::Null => {}
                other => return Err(wrong(&path, &other, "an object belongs here")),
            }
        }
        Ok(objects)
    }

    /// Whether an object, or a list that begins with one, stands there.
    pub(super) fn holds_object(&self, key: &str) -> bool {
        match self.map.get(key) {
            Some(Value::Array(items)) => items.first().is_some_and(Value::is_object),
            other => other.is_some_and(Value::is_object),
        }
    }

    /// An object that was made of one of its fields.
    pub(super) fn beside(&self, key: &str, value: Value) -> Result<Fields<'r>, RecordError> {
        let map = match value {
            Value::Object(map) => map,
            Value::Null => Map::new(),
            other => return Err(wrong(&self.at(key), &other, "an object belongs here")),
        };
        Ok(Fields {
            reading: self.reading,
            path: self.at(key),
            map,
        })
    }

    /// Texts, each bare or as a DefinedTerm or the like: its address where that is a concept's,
    /// else its name, category or code.
    pub(super) fn words(&mut self, key: &str) -> Result<Vec<String>, RecordError> {
        if !self.holds_object(key) {
            return self.texts(key);
        }
        let mut words = Vec::new();
        for mut term in self.objects(key)? {
            term.take("@type");
            let mut found = Vec::new();
            for key in ["url", "@id", "sameAs", "termCode", "codeValue"] {
                found.extend(term.text(key)?);
            }
            let concept = found
                .into_iter()
                .find(|text| text.parse::<ConceptUri>().is_ok());
            let name = term.text("name")?;
            let category = term.text("credentialCategory")?;
            words.extend(concept.or(name).or(category));
        }
        Ok(words)
    }

    /// The first of a list of objects, or the one that stands there; an absent one is empty.
    pub(super) fn first(&mut self, key: &str) -> Result<Fields<'r>, RecordError> {
        match self.objects(key)?.into_iter().next() {
            Some(first) => Ok(first),
            None => self.object(key),
        }
    }

    /// Notes everything that is left as not used, whatever is there.
    pub(super) fn rest(self) {}
}

/// Adds a paragraph of plain text.
pub(super) fn add(text: &mut Localised, lang: Lang, paragraph: &str) {
    let paragraph = plain(paragraph);
    if paragraph.is_empty() {
        return;
    }
    match text.slot(lang) {
        Some(before) if before.contains(&paragraph) => {}
        Some(before) => {
            before.push_str("\n\n");
            before.push_str(&paragraph);
        }
        slot => *slot = Some(paragraph),
    }
}

/// Adds each language's text as a paragraph.
pub(super) fn add_all(text: &mut Localised, more: &Localised) {
    for (lang, paragraph) in more.iter() {
        add(text, lang, paragraph);
    }
}
