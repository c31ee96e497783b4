//! `kohtaanto schema vacancy|jobseeker`: the JSON Schema of a record, made from the types.

use anyhow::Result;
use serde_json::{Map, Value, json};
use utoipa::ToSchema;

use super::ExitCode;
use super::out::Out;
use crate::domain::{Jobseeker, Vacancy};

/// Which record's schema to print.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The record.
    #[arg(value_enum)]
    record: Record,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Record {
    /// An open vacancy.
    Vacancy,
    /// A jobseeker with profile, visibility and the coach's word.
    Jobseeker,
}

/// Prints the schema, indented.
pub(super) fn run(args: &Args, out: &mut Out) -> Result<ExitCode> {
    let schema = match args.record {
        Record::Vacancy => of::<Vacancy>()?,
        Record::Jobseeker => of::<Jobseeker>()?,
    };
    out.json_indented(&schema)?;
    Ok(ExitCode::Done)
}

/// The schema of a type with everything it refers to under `$defs`.
fn of<T: ToSchema>() -> Result<Value> {
    let mut referenced = Vec::new();
    T::schemas(&mut referenced);
    let mut definitions = Map::new();
    for (name, schema) in referenced {
        definitions.insert(name, record_schema(serde_json::to_value(schema)?));
    }
    let mut whole = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": T::name(),
    });
    if let (Some(whole), Value::Object(own)) = (
        whole.as_object_mut(),
        record_schema(serde_json::to_value(T::schema())?),
    ) {
        whole.extend(own);
        whole.insert("$defs".to_owned(), Value::Object(definitions));
    }
    Ok(whole)
}

/// Makes an OpenAPI schema one of records: references lead into its own `$defs`, and what may be
/// absent may be null.
fn record_schema(value: Value) -> Value {
    match value {
        Value::Object(mut fields) => {
            if let Some(Value::String(target)) = fields.get_mut("$ref") {
                *target = target.replace("#/components/schemas/", "#/$defs/");
            }
            let required = fields.get("required").cloned().unwrap_or_default();
            let required = required.as_array().map(Vec::as_slice).unwrap_or_default();
            let fields = fields.into_iter().map(|(key, value)| {
                let value = match value {
                    Value::Object(properties) if key == "properties" => {
                        Value::Object(nullable(properties, required))
                    }
                    other => record_schema(other),
                };
                (key, value)
            });
            Value::Object(fields.collect())
        }
        Value::Array(items) => Value::Array(items.into_iter().map(record_schema).collect()),
        other => other,
    }
}

/// Lets each property that is not required be null.
fn nullable(properties: Map<String, Value>, required: &[Value]) -> Map<String, Value> {
    let properties = properties.into_iter().map(|(name, schema)| {
        let mut schema = record_schema(schema);
        if required.iter().any(|r| r.as_str() == Some(&name)) {
            return (name, schema);
        }
        if let Some(Value::String(kind)) = schema.get("type").cloned() {
            schema["type"] = json!([kind, "null"]);
        } else if schema.get("$ref").is_some() {
            schema = json!({ "oneOf": [schema, { "type": "null" }] });
        }
        (name, schema)
    });
    properties.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn references(value: &Value, found: &mut Vec<String>) {
        match value {
            Value::Object(fields) => {
                if let Some(Value::String(target)) = fields.get("$ref") {
                    found.push(target.clone());
                }
                fields.values().for_each(|value| references(value, found));
            }
            Value::Array(items) => items.iter().for_each(|value| references(value, found)),
            _ => {}
        }
    }

    fn check<T: ToSchema>(fields: &[&str]) {
        let schema = of::<T>().unwrap();
        let mut targets = Vec::new();
        references(&schema, &mut targets);
        assert!(!targets.is_empty());
        for target in targets {
            let pointer = target.strip_prefix('#').unwrap();
            assert!(schema.pointer(pointer).is_some(), "{target} leads nowhere");
        }
        for field in fields {
            assert!(
                schema.pointer(field).is_some(),
                "{field} is not in the schema"
            );
        }
    }

    #[test]
    fn every_reference_of_the_schemas_leads_somewhere() {
        check::<Vacancy>(&["/properties/skills/items", "/$defs/Need/enum/0"]);
        check::<Jobseeker>(&["/properties/profile", "/$defs/Wishes/properties/reach"]);
    }

    #[test]
    fn what_may_be_absent_may_be_null() {
        let schema = of::<Vacancy>().unwrap();
        assert_eq!(
            schema["properties"]["skills"]["type"],
            json!(["array", "null"])
        );
        assert_eq!(
            schema["properties"]["status"]["oneOf"][1],
            json!({"type": "null"})
        );
        assert_eq!(
            schema["properties"]["id"],
            json!({"$ref": "#/$defs/VacancyId", "description": "Identifier in its source."})
        );
    }
}
