//! Text files of columns: `;`, `,`, tab or `|` between them, quoted cells, UTF-8 or Windows-1252.

use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::domain::record::RecordError;

use super::super::decode::{self, Text};
use super::super::record::Notes;
use super::super::{OpenError, Options, Source, Step};
use super::cell::Cell;
use super::columns::ColumnsError;
use super::row::Header;

/// Put after the last row: where it is read as part of a cell, a quote was never closed.
const END: &str = "\u{1}the table ends here\u{1}";

/// Opens a text file of columns.
pub(in crate::import) fn csv(text: Text, options: &Options) -> Result<Box<dyn Source>, OpenError> {
    let read = Arc::new(AtomicUsize::new(0));
    let mut input = io::BufReader::with_capacity(1 << 16, text);
    let first = first_line(&mut input, options.record_bytes_max)?;
    // A workbook writes `sep=;` above the header.
    let named = first
        .trim()
        .strip_prefix("sep=")
        .and_then(|sep| sep.bytes().next());
    let (separator, lines) = match named {
        Some(separator) => (separator, 1),
        None => (separator(&first), 0),
    };
    let kept = if lines == 0 {
        first.into_bytes()
    } else {
        Vec::new()
    };
    let limited = Limited {
        input: io::Cursor::new(kept)
            .chain(input)
            .chain(io::Cursor::new(format!("\n{END}\n"))),
        read: Arc::clone(&read),
        bytes_max: options.record_bytes_max,
    };
    let mut reader = ::csv::ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .from_reader(limited);
    let mut row = ::csv::ByteRecord::new();
    let fault = |error: ::csv::Error| ColumnsError::Table(format!("no table: {error}"));
    reader.read_byte_record(&mut row).map_err(fault)?;
    let names: Vec<String> = row
        .iter()
        .map(|name| decode::text(name).trim().to_owned())
        .collect();
    let fields = options.columns.of_header(&names, options.kind)?;
    Ok(Box::new(Csv {
        reader,
        header: Header {
            names,
            fields,
            kind: options.kind,
        },
        read,
        row,
        skipped: lines,
        ended: false,
    }))
}

/// Whether the first line of a text names a known column; else why not.
pub(in crate::import) fn known_columns(text: &str, options: &Options) -> Result<(), ColumnsError> {
    let mut lines = text.lines();
    let mut first = lines.next().unwrap_or_default();
    if first.starts_with("sep=") {
        first = lines.next().unwrap_or_default();
    }
    let mut reader = ::csv::ReaderBuilder::new()
        .delimiter(separator(first))
        .has_headers(false)
        .from_reader(first.as_bytes());
    let mut row = ::csv::StringRecord::new();
    let names: Vec<String> = match reader.read_record(&mut row) {
        Ok(true) => row.iter().map(str::to_owned).collect(),
        _ => Vec::new(),
    };
    options.columns.of_header(&names, options.kind).map(|_| ())
}

/// The separator that is most frequent outside quotes; `;` before others, as in Finland.
fn separator(line: &str) -> u8 {
    let mut counts = [(b';', 0), (b'\t', 0), (b',', 0), (b'|', 0)];
    let mut quoted = false;
    for byte in line.bytes() {
        quoted ^= byte == b'"';
        for (separator, count) in &mut counts {
            *count += usize::from(!quoted && byte == *separator);
        }
    }
    let mut best = counts[0];
    for count in counts {
        if count.1 > best.1 {
            best = count;
        }
    }
    best.0
}

fn first_line(input: &mut impl io::BufRead, bytes_max: usize) -> Result<String, OpenError> {
    let mut bytes = Vec::new();
    let limit = u64::try_from(bytes_max).unwrap_or(u64::MAX);
    let mut limited = input.by_ref().take(limit);
    io::BufRead::read_until(&mut limited, b'\n', &mut bytes)?;
    Ok(decode::text(&bytes))
}

/// Stops a reader that takes more for one record than a record may have.
struct Limited<R> {
    input: R,
    read: Arc<AtomicUsize>,
    bytes_max: usize,
}

impl<R: Read> Read for Limited<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(out)?;
        let sum = self.read.fetch_add(read, Ordering::Relaxed) + read;
        // The reader reads ahead by a buffer, which is not the record's.
        if sum > self.bytes_max.saturating_add(1 << 17) {
            let reason = format!(
                "a row is longer than {} bytes: is a quote not closed?",
                self.bytes_max
            );
            return Err(io::Error::other(reason));
        }
        Ok(read)
    }
}

struct Csv<R> {
    reader: ::csv::Reader<R>,
    header: Header,
    read: Arc<AtomicUsize>,
    row: ::csv::ByteRecord,
    /// Lines before the header.
    skipped: u64,
    ended: bool,
}

impl<R: Read + Send> Source for Csv<R> {
    fn next(&mut self, notes: &mut Notes) -> Option<Step> {
        while !self.ended {
            self.read.store(0, Ordering::Relaxed);
            let line = self.reader.position().line() + self.skipped;
            match self.reader.read_byte_record(&mut self.row) {
                Ok(true) => {}
                Ok(false) => return None,
                Err(error) => {
                    self.ended = true;
                    let record = Err(vec![RecordError {
                        pointer: String::new(),
                        value: None,
                        reason: format!("the table ends here: {error}"),
                        nearest: None,
                    }]);
                    return Some(Step { line, record });
                }
            }
            let line = self
                .row
                .position()
                .map_or(line, |p| p.line() + self.skipped);
            if self.row.len() == 1 && &self.row[0] == END.as_bytes() {
                return None;
            }
            let open = |cell: &[u8]| cell.trim_ascii_end().ends_with(END.as_bytes());
            if let Some(cell) = self.row.iter().find(|cell| open(cell)) {
                self.ended = true;
                let record = Err(vec![unclosed(cell)]);
                return Some(Step { line, record });
            }
            let cells: Vec<Cell> = self.row.iter().map(cell).collect();
            if cells.iter().all(|cell| *cell == Cell::Empty) {
                continue;
            }
            let record = self.header.record(&cells, notes);
            return Some(Step { line, record });
        }
        None
    }
}

/// A row whose quote swallowed all that comes after it, up to the mark of the end.
fn unclosed(cell: &[u8]) -> RecordError {
    let cell = cell.trim_ascii_end();
    let swallowed = cell.strip_suffix(END.as_bytes()).unwrap_or(cell);
    let lines = swallowed.trim_ascii_end();
    let lines = lines.iter().filter(|byte| **byte == b'\n').count();
    RecordError {
        pointer: String::new(),
        value: None,
        reason: format!(
            "a quote that opens in this row is never closed: this row and the {lines} lines after it were not read"
        ),
        nearest: None,
    }
}

fn cell(bytes: &[u8]) -> Cell {
    let text = decode::text(bytes);
    match text.trim() {
        "" => Cell::Empty,
        text => Cell::Text(text.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_separator_is_told_from_the_header() {
        assert_eq!(separator("a;b,c;d"), b';');
        assert_eq!(separator("\"a;b;c\",d"), b',');
        assert_eq!(separator("a\tb"), b'\t');
        assert_eq!(separator("a"), b';');
    }
}
