//! The formats that can be read.

use crate::domain::codes;

use super::RecordKind;

codes! {
    /// A format of an input.
    Format, "format" {
        /// The program's own records: a JSON object a line, or an array of them.
        Own = "own",
        /// Job Market Finland (Työmarkkinatori): job postings, or competence profiles.
        Tmt = "tmt",
        /// Job Market Finland's older adverts, which are text alone.
        TmtText = "tmt-text",
        /// JobTech's adverts (Sweden).
        JobTech = "jobtech",
        /// schema.org's JobPosting: JSON-LD, alone or in a web page.
        SchemaOrg = "schema-org",
        /// Columns in a text file.
        Csv = "csv",
        /// Columns in a workbook.
        Xlsx = "xlsx",
    }
}

impl Format {
    /// Every format's name, for messages.
    pub fn names() -> String {
        let names: Vec<&str> = Self::ALL.iter().map(|format| format.as_str()).collect();
        names.join(", ")
    }

    /// Whether it carries that kind of record.
    pub fn carries(self, kind: RecordKind) -> bool {
        match self {
            Self::Own | Self::Tmt | Self::Csv | Self::Xlsx => true,
            Self::TmtText | Self::JobTech | Self::SchemaOrg => kind == RecordKind::Vacancies,
        }
    }

    /// Fields of an enclosing object whose list holds the records.
    pub(super) fn wrappers(self) -> &'static [&'static str] {
        match self {
            Self::Own | Self::Csv | Self::Xlsx => &[],
            Self::Tmt => &["ilmoitukset", "Ilmoitukset", "profiles"],
            Self::TmtText => &["results"],
            Self::JobTech => &["hits"],
            Self::SchemaOrg => &["@graph", "itemListElement"],
        }
    }
}
