//! Workbooks: the first sheet with a known column, its first row the names.

use std::io::{Cursor, Read};

use calamine::{Data, Reader, Xlsx};
use jiff::civil::Date;

use super::super::decode::Text;
use super::super::record::Notes;
use super::super::{Format, OpenError, Options, Source, Step};
use super::cell::Cell;
use super::columns::ColumnsError;
use super::row::Header;

/// How many times larger than its file a workbook may be unpacked.
const UNPACKED_TIMES: u64 = 10;

/// Opens a workbook.
pub(in crate::import) fn xlsx(text: Text, options: &Options) -> Result<Box<dyn Source>, OpenError> {
    let not_that = |reason: String| OpenError::NotThatFormat {
        format: Format::Xlsx,
        reason,
    };
    let limit = u64::try_from(options.workbook_bytes_max).unwrap_or(u64::MAX);
    let mut bytes = Vec::new();
    text.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit {
        return Err(not_that(format!(
            "it is longer than {limit} bytes; save it as CSV"
        )));
    }
    unpacks_to(&bytes, limit.saturating_mul(UNPACKED_TIMES)).map_err(not_that)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes))
        .map_err(|error| not_that(format!("{error}; open it and save it again as .xlsx")))?;
    let mut why = ColumnsError::Table("the workbook has no sheet with a row".to_owned());
    for name in book.sheet_names() {
        let sheet = match book.worksheet_range(&name) {
            Ok(sheet) => sheet,
            Err(error) => {
                why = ColumnsError::Table(format!("sheet `{name}`: {error}"));
                continue;
            }
        };
        let Some(first) = sheet.rows().next() else {
            continue;
        };
        let names: Vec<String> = first.iter().map(|data| cell(data).text()).collect();
        match options.columns.of_header(&names, options.kind) {
            Ok(fields) => {
                let first_row = u64::from(sheet.start().map_or(0, |(row, _)| row));
                let header = Header {
                    names,
                    fields,
                    kind: options.kind,
                };
                return Ok(Box::new(Sheet {
                    header,
                    sheet,
                    at: 1,
                    first_row,
                }));
            }
            Err(error) => why = error,
        }
    }
    Err(why.into())
}

/// Refuses a file that says to be far larger when unpacked.
fn unpacks_to(bytes: &[u8], limit: u64) -> Result<(), String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes))
        .map_err(|error| format!("{error}; open it and save it again as .xlsx"))?;
    let mut sum = 0u64;
    for i in 0..archive.len() {
        let size = archive.by_index_raw(i).map(|file| file.size());
        sum = sum.saturating_add(size.unwrap_or(u64::MAX));
    }
    if sum > limit {
        return Err(format!(
            "unpacked it would be longer than {limit} bytes; save it as CSV"
        ));
    }
    Ok(())
}

struct Sheet {
    header: Header,
    sheet: calamine::Range<Data>,
    /// The next row, from 0, the names' row being the first.
    at: usize,
    /// Number of the names' row in the workbook, from 0.
    first_row: u64,
}

impl Source for Sheet {
    fn next(&mut self, notes: &mut Notes) -> Option<Step> {
        loop {
            let at = self.at;
            if at >= self.sheet.height() {
                return None;
            }
            let row = &self.sheet[at];
            self.at += 1;
            let cells: Vec<Cell> = row.iter().map(cell).collect();
            if cells.iter().all(|cell| cell.text().is_empty()) {
                continue;
            }
            return Some(Step {
                line: self.first_row + at as u64 + 1,
                record: self.header.record(&cells, notes),
            });
        }
    }
}

fn cell(data: &Data) -> Cell {
    match data {
        Data::Empty | Data::Error(_) => Cell::Empty,
        Data::Int(number) => Cell::Number(*number as f64),
        Data::Float(number) => Cell::Number(*number),
        Data::Bool(flag) => Cell::Flag(*flag),
        Data::DateTime(moment) => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            let date = i16::try_from(year).ok().zip(i8::try_from(month).ok());
            let date = date.zip(i8::try_from(day).ok());
            match date.and_then(|((year, month), day)| Date::new(year, month, day).ok()) {
                Some(date) => Cell::Day(date),
                None => Cell::Number(moment.as_f64()),
            }
        }
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => {
            match text.trim() {
                "" => Cell::Empty,
                text => Cell::Text(text.to_owned()),
            }
        }
    }
}

/// The day of a workbook's serial number, where a cell was not marked as a date.
pub(super) fn day_of_serial(serial: f64) -> Option<Date> {
    // Serials of 1970 to 2200: a smaller number is a slip, not a date.
    if !(25_569.0..110_000.0).contains(&serial) {
        return None;
    }
    let first = Date::new(1899, 12, 30).ok()?;
    let days = jiff::Span::new().try_days(serial as i64).ok()?;
    first.checked_add(days).ok()
}
