//! What the reader understands: facts of prose by the case, whole adverts as reviewed snapshots.

mod adverts;
mod asked;
mod said;

use std::sync::LazyLock;

use super::Reader;
use crate::domain::{Mention, Reading};
use crate::taxonomy::Taxonomy;

/// A reader over the built-in taxonomy, without libvoikko: the same on every machine.
static READER: LazyLock<Reader> = LazyLock::new(|| Reader::new(Taxonomy::starter(), None, &[]));

/// A profile with nothing but a text in a language.
fn profile(lang: &str, text: &str) -> Reading {
    let profile = serde_json::from_value(serde_json::json!({ "text": { lang: text } })).unwrap();
    READER.read_profile(&profile)
}

/// A vacancy with nothing but a description in a language.
fn vacancy(lang: &str, text: &str) -> Reading {
    let vacancy = serde_json::json!({ "id": "V", "description": { lang: text } });
    READER.read_vacancy(&serde_json::from_value(vacancy).unwrap())
}

/// The name of what is mentioned.
fn label(mention: &Mention) -> String {
    let taxonomy = READER.taxonomy();
    taxonomy.find(&mention.id).map_or_else(
        || mention.id.clone(),
        |ix| taxonomy.label(ix, crate::domain::Lang::En).to_owned(),
    )
}
