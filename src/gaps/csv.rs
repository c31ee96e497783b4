//! The table of gaps as CSV.

use std::io::Write;

use super::GapTable;

/// The columns, in order: the fields of a row.
const COLUMNS: [&str; 10] = [
    "kind",
    "id",
    "label",
    "place",
    "place_code",
    "place_name",
    "demand",
    "supply",
    "gap",
    "suppressed",
];

impl GapTable {
    /// Writes the table as CSV: UTF-8, commas, a head line; empty cells where supply is kept back.
    ///
    /// # Errors
    /// What the writer says.
    pub fn write_csv(&self, to: impl Write) -> Result<(), csv::Error> {
        let mut writer = csv::Writer::from_writer(to);
        writer.write_record(COLUMNS)?;
        for row in &self.rows {
            let number = |n: Option<String>| n.unwrap_or_default();
            writer.write_record([
                row.kind.as_str(),
                &text(&row.id),
                &text(&row.label),
                row.place.as_str(),
                &row.place_code,
                &row.place_name,
                &row.demand.to_string(),
                &number(row.supply.map(|n| n.to_string())),
                &number(row.gap.map(|n| n.to_string())),
                if row.suppressed { "true" } else { "false" },
            ])?;
        }
        writer.flush()?;
        Ok(())
    }
}

/// Words that a spreadsheet would take for a formula get an apostrophe before them.
fn text(words: &str) -> String {
    if words.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{words}")
    } else {
        words.to_owned()
    }
}
