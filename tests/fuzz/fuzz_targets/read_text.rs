//! Reads any text as an advert, a profile and a phrase.
#![no_main]

use std::sync::LazyLock;

use kohtaanto::taxonomy::Taxonomy;
use kohtaanto::text::Reader;
use libfuzzer_sys::fuzz_target;

#[path = "../laws.rs"]
mod laws;

static READER: LazyLock<Reader> = LazyLock::new(|| Reader::new(Taxonomy::starter(), None, &[]));

fuzz_target!(|text: &str| laws::hold_for(&READER, text));
