//! Stands where the reader of free text will: reads nothing.

use std::sync::Arc;

use crate::domain::{Profile, Reading, Vacancy};
use crate::taxonomy::Taxonomy;

/// Reads nothing.
pub struct Reader;
/// No analyser.
pub struct Voikko;

impl Voikko {
    pub(crate) fn open() -> Result<Self, ()> {
        Err(())
    }
}

impl Reader {
    pub(crate) fn new(_: Arc<Taxonomy>, _: Option<Voikko>) -> Self {
        Self
    }
    /// Version.
    pub fn version(&self) -> &str {
        "none"
    }
    /// Reads nothing.
    pub fn read_profile(&self, _: &Profile) -> Reading {
        Reading::default()
    }
    /// Reads nothing.
    pub fn read_vacancy(&self, _: &Vacancy) -> Reading {
        Reading::default()
    }
}
