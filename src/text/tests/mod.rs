//! What the reader understands: facts of prose by the case, whole adverts as reviewed snapshots.

mod adverts;
mod asked;
mod doubt;
mod meant;
mod mended;
mod named;
mod private;
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

/// A case: language, text, and what must be among the claims; `!` before a claim: must not be there.
type Case = (&'static str, &'static str, &'static [&'static str]);

/// Holds what a profile claims against each case.
#[track_caller]
fn of_profile(cases: &[Case]) {
    hold(cases, said::claims);
}

/// Holds what an advert claims against each case.
#[track_caller]
fn of_advert(cases: &[Case]) {
    hold(cases, asked::claims);
}

/// Holds what a text claims against each case, and names every one that does not hold.
#[track_caller]
fn hold(cases: &[Case], claims: impl Fn(&str, &str) -> Vec<String>) {
    let mut wrong = Vec::new();
    for (lang, text, expected) in cases {
        let found = claims(lang, text);
        for claim in *expected {
            let holds = match claim.strip_prefix('!') {
                Some(absent) => !found.iter().any(|f| f == absent),
                None => found.iter().any(|f| f == claim),
            };
            if !holds {
                wrong.push(format!("{text}\n   wanted {claim}, found {found:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
