//! What an import of ESCO found, took and left.

use serde::Serialize;

use crate::domain::Lang;
use crate::taxonomy::BuildReport;

/// A file that was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FileRead {
    /// Its name, with the zip or folder that it is in.
    pub name: String,
    /// Rows taken.
    pub rows: u64,
    /// Rows not taken.
    pub rejected: u64,
}

/// A file that was not read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Skipped {
    /// Its name, with the zip or folder that it is in.
    pub name: String,
    /// Why.
    pub why: String,
}

/// A row that was not taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RejectedRow {
    /// The file.
    pub name: String,
    /// The line that it begins on, the head line being 1.
    pub line: u64,
    /// Why.
    pub why: String,
}

/// What an import found. Displayed as sentences, a line each.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct EscoReport {
    /// Version of the taxonomy that came of it: `esco-1.1.1-0a1b2c3d`.
    pub version: String,
    /// Files read.
    pub files: Vec<FileRead>,
    /// Files skipped, with the reason.
    pub skipped: Vec<Skipped>,
    /// Files of the download that are not needed.
    pub set_aside: u64,
    /// Rows not taken, the first [`REJECTED_SHOWN`] of them; how many stands with each file.
    pub rejected: Vec<RejectedRow>,
    /// Languages without skills or occupations.
    pub languages_missing: Vec<Lang>,
    /// Tables that were not found, by the name of the file that usually holds them.
    pub tables_missing: Vec<String>,
    /// What the taxonomy holds and what was dropped.
    pub build: BuildReport,
    /// Everyday labels of the starter taxonomy that were added to the release's concepts.
    pub starter_labels: u64,
}

/// How many rejected rows a report names.
pub const REJECTED_SHOWN: usize = 20;

impl EscoReport {
    /// Notes a file that was not read.
    pub(super) fn skip(&mut self, name: String, why: String) {
        self.skipped.push(Skipped { name, why });
    }
}

impl std::fmt::Display for EscoReport {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let holds = &self.build.holds;
        writeln!(
            f,
            "{}: {} skills, {} occupations, {} ISCO groups, {} skill groups",
            self.version, holds.skills, holds.occupations, holds.isco_groups, holds.skill_groups
        )?;
        writeln!(
            f,
            "{} occupation–skill relations ({} essential, {} optional), {} broader, {} skill–skill",
            holds.essential + holds.optional,
            holds.essential,
            holds.optional,
            holds.broader,
            holds.related
        )?;
        for (lang, n) in Lang::ALL.iter().zip(0..) {
            let (preferred, alternative) = (holds.preferred_labels[n], holds.alternative_labels[n]);
            writeln!(
                f,
                "{lang}: {preferred} preferred labels, {alternative} alternative"
            )?;
        }
        for lang in &self.languages_missing {
            writeln!(
                f,
                "language {lang} is missing (skills_{lang}.csv, occupations_{lang}.csv): labels of another language stand in"
            )?;
        }
        for table in &self.tables_missing {
            writeln!(f, "not found: {table}")?;
        }
        for dropped in &self.build.dropped {
            writeln!(
                f,
                "dropped {} {}: {} ({})",
                dropped.count,
                dropped.what,
                dropped.why,
                dropped.examples.join(", ")
            )?;
        }
        for skipped in &self.skipped {
            writeln!(f, "skipped {}: {}", skipped.name, skipped.why)?;
        }
        for row in &self.rejected {
            writeln!(f, "rejected {} line {}: {}", row.name, row.line, row.why)?;
        }
        Ok(())
    }
}
