//! The table of gaps, and that of the fairness report, as CSV.

use std::io::Write;

use super::{ExposureRow, GapTable};

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

/// Columns of the fairness report.
const EXPOSURE_COLUMNS: [&str; 11] = [
    "by",
    "value",
    "name",
    "people",
    "listed_people",
    "listed",
    "listed_place",
    "opened",
    "run_people",
    "run",
    "run_rank",
];

/// Writes rows of the fairness report as CSV: UTF-8, commas, a head line; empty cells where a figure is
/// kept back.
///
/// # Errors
/// What the writer says.
pub fn write_exposure(rows: &[ExposureRow], to: impl Write) -> Result<(), csv::Error> {
    let mut writer = csv::Writer::from_writer(to);
    writer.write_record(EXPOSURE_COLUMNS)?;
    for row in rows {
        let number = |n: Option<u64>| n.map(|n| n.to_string()).unwrap_or_default();
        let place = |n: Option<u32>| number(n.map(u64::from));
        writer.write_record([
            text(&row.by),
            text(&row.value),
            text(&row.name),
            number(row.people),
            number(row.listed_people),
            number(row.listed),
            place(row.listed_place),
            number(row.opened),
            number(row.run_people),
            number(row.run),
            place(row.run_rank),
        ])?;
    }
    writer.flush()?;
    Ok(())
}

/// Words that a spreadsheet would take for a formula get an apostrophe before them.
fn text(words: &str) -> String {
    if words.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{words}")
    } else {
        words.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_that_is_kept_back_is_an_empty_cell_and_no_label_is_a_formula() {
        let row = ExposureRow {
            by: "group".to_owned(),
            value: "=1+1".to_owned(),
            name: "one, two".to_owned(),
            people: Some(12),
            listed_place: Some(3),
            ..ExposureRow::default()
        };
        let mut lines = Vec::new();
        write_exposure(&[row], &mut lines).unwrap();
        let lines = String::from_utf8(lines).unwrap();
        let second = lines.lines().nth(1).unwrap();
        assert_eq!(second, "group,'=1+1,\"one, two\",12,,,3,,,,");
    }
}
