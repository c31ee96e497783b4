//! Outside records into domain values, one file per format; [`export()`] likewise. Knows no store.
//!
//! [`open`] looks at the beginning of an input, settles its encoding and format, and gives its
//! records one at a time: whatever the size, only one record is in memory (a workbook excepted,
//! whose sheet is). What a format says that has no place in a record is counted in a [`Report`].

mod day;
mod decode;
#[cfg(test)]
mod document;
pub mod esco;
mod export;
mod format;
mod guess;
mod html;
mod ids;
mod jobtech;
mod json;
#[cfg(test)]
mod laws;
mod mapped;
mod mapping;
mod own;
mod page;
mod record;
mod schema_org;
mod table;
mod tmt;
#[cfg(test)]
mod truth;
mod words;

use std::io::Read;

pub use export::export;
pub use format::Format;
pub use mapping::Row;
pub use record::{Record, RecordKind, Rejected, Report, Unused};
pub use table::{Columns, ColumnsError};

use crate::domain::record::RecordError;
use json::Values;
use record::Notes;

/// How to read an input.
#[derive(Debug, Clone)]
pub struct Options {
    /// What it holds.
    pub kind: RecordKind,
    /// The format, where it is known; else it is guessed from the content.
    pub format: Option<Format>,
    /// Name of the source, put into vacancies that name none.
    pub source: Option<String>,
    /// Name of the file without its ending: the id of a profile whose format carries none.
    pub name: Option<String>,
    /// Which column of a table is which field; empty where its names tell.
    pub columns: Columns,
    /// Most bytes of one record. Default 16 MiB.
    pub record_bytes_max: usize,
    /// Most bytes of a workbook, as it is and unpacked ten times that. Default 64 MiB.
    pub workbook_bytes_max: usize,
}

impl Options {
    /// The defaults for a kind of record.
    pub fn new(kind: RecordKind) -> Self {
        Self {
            kind,
            format: None,
            source: None,
            name: None,
            columns: Columns::default(),
            record_bytes_max: 16 << 20,
            workbook_bytes_max: 64 << 20,
        }
    }
}

/// Why an input cannot be read at all.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OpenError {
    /// Reading failed.
    #[error("cannot read the input")]
    Io(#[from] std::io::Error),
    /// Nothing in it.
    #[error("the input is empty")]
    Empty,
    /// The content resembles no known format.
    #[error(
        "cannot tell the format of the input, which begins `{beginning}`: {looked_for}. \
         Name it with --format ({})",
        Format::names()
    )]
    UnknownFormat {
        /// The first characters.
        beginning: String,
        /// What was looked for.
        looked_for: String,
    },
    /// The content is not of the format that was named.
    #[error("the input is no {format}: {reason}")]
    NotThatFormat {
        /// The format.
        format: Format,
        /// What is there, and what would be right.
        reason: String,
    },
    /// The columns of a table cannot be used.
    #[error(transparent)]
    Columns(#[from] ColumnsError),
    /// The records are of the other kind.
    #[error("these records look like {}, not {kind}: nothing was imported", kind.other())]
    OtherKind {
        /// What was asked for.
        kind: RecordKind,
    },
    /// The format does not carry that kind of record.
    #[error("{format} carries no {kind}")]
    NotThatKind {
        /// The format.
        format: Format,
        /// What was asked for.
        kind: RecordKind,
    },
}

/// The records of an input, one at a time; afterwards its [`report`](Self::report).
pub struct Records {
    format: Format,
    source: Box<dyn Source>,
    name: Option<String>,
    line: u64,
    notes: Notes,
    report: Report,
}

/// What every format's reader gives: the next record and the line it begins on.
trait Source: Send {
    fn next(&mut self, notes: &mut Notes) -> Option<Step>;
}

/// One record read, or all that is known to be wrong with it, and the line it begins on.
struct Step {
    line: u64,
    record: Result<Record, Vec<RecordError>>,
}

/// Opens an input: settles its encoding and format.
///
/// # Errors
/// [`OpenError`] when nothing in it can be read; a single bad record is an item, not an error.
pub fn open(input: impl Read + Send + 'static, options: Options) -> Result<Records, OpenError> {
    let (head, text) = decode::decode(input)?;
    if head.iter().all(u8::is_ascii_whitespace) {
        return Err(OpenError::Empty);
    }
    let format = guess::settle(&head, &options)?;
    let source = source(format, &head, text, &options)?;
    Ok(Records {
        format,
        source,
        name: options.source,
        line: 0,
        notes: Notes::default(),
        report: Report::default(),
    })
}

fn source(
    format: Format,
    head: &[u8],
    text: decode::Text,
    options: &Options,
) -> Result<Box<dyn Source>, OpenError> {
    let kind = options.kind;
    let bytes_max = options.record_bytes_max;
    let name = options.name.clone().unwrap_or_default();
    Ok(match format {
        Format::Own => {
            let lines = guess::one_a_line(head);
            let values = Values::new(text, lines, format.wrappers(), bytes_max);
            Box::new(own::Own::new(values, kind))
        }
        Format::SchemaOrg if guess::is_page(&decode::text_of_head(head)) => {
            let scripts = page::scripts(text, bytes_max).into_iter();
            Box::new(mapped::Mapped::new(scripts, format, kind, name))
        }
        Format::Csv => table::csv(text, options)?,
        Format::Xlsx => table::xlsx(text, options)?,
        _ => {
            let values = Values::new(text, false, format.wrappers(), bytes_max);
            Box::new(mapped::Mapped::new(values, format, kind, name))
        }
    })
}

impl Records {
    /// The format that was named or found.
    pub fn format(&self) -> Format {
        self.format
    }

    /// The line that the last record began on, from 1.
    pub fn line(&self) -> u64 {
        self.line
    }

    /// Counts so far, and what was not used.
    pub fn report(&self) -> Report {
        let mut report = self.report.clone();
        report.unused = self.notes.unused();
        report
    }

    /// A mistyped business ID is told, and no ground to lose a vacancy.
    fn note_employer(&mut self, record: &Record) {
        let Record::Vacancy(vacancy) = record else {
            return;
        };
        let id = vacancy.employer.as_ref().and_then(|e| e.id.as_ref());
        if let Some(id) = id.filter(|id| id.is_mistyped()) {
            let reason = "a business id whose check digit does not hold: kept as it stands";
            self.notes.value("employer id", id.as_str(), reason);
        }
    }
}

impl Iterator for Records {
    type Item = Result<Record, Rejected>;

    fn next(&mut self) -> Option<Self::Item> {
        let Step { line, record } = self.source.next(&mut self.notes)?;
        self.line = line;
        let checked = record.and_then(|record| match record.check() {
            Ok(()) => Ok(record),
            Err(error) => Err(vec![error]),
        });
        Some(match checked {
            Ok(mut record) => {
                self.report.accepted += 1;
                self.note_employer(&record);
                if let (Record::Vacancy(vacancy), Some(name)) = (&mut record, &self.name)
                    && vacancy.source.is_none()
                {
                    vacancy.source = Some(name.clone());
                }
                Ok(record)
            }
            Err(errors) => {
                self.report.rejected += 1;
                Err(Rejected::at(line, errors))
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;
    use std::path::PathBuf;

    use super::*;

    /// The folder of shared data, where there is one; says on stderr when a test goes without.
    fn shared(path: &str) -> Option<PathBuf> {
        let folder = std::env::var_os("KOHTAANTO_SHARED").map_or_else(
            || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared"),
            PathBuf::from,
        );
        let path = folder.join(path);
        if !path.exists() {
            eprintln!("{} is absent: not tested", path.display());
            return None;
        }
        Some(path)
    }

    fn read(kind: RecordKind, bytes: &[u8]) -> Records {
        open(Cursor::new(bytes.to_vec()), Options::new(kind)).unwrap()
    }

    #[test]
    fn own_records_are_read_a_line_each_and_a_bad_one_is_named() {
        let json = "\u{feff}{\"id\":\"V-1\"}\r\n\n{\"id\":\"V-2\",\"shifts\":[\"evenning\"]}\n{\"id\"\n{\"id\":\"V-3\"}";
        let mut records = read(RecordKind::Vacancies, json.as_bytes());
        let read: Vec<String> = records
            .by_ref()
            .map(|record| record.map_or_else(|no| no.to_string(), |r| r.id().to_owned()))
            .collect();
        assert_eq!(
            read,
            [
                "V-1",
                "line 3, /shifts/0: unknown shift `evenning`; did you mean `evening`?",
                "line 4: not JSON: EOF while parsing an object (column 5)",
                "V-3"
            ]
        );
        let report = records.report();
        assert_eq!((report.accepted, report.rejected), (2, 2));
    }

    #[test]
    fn all_that_is_wrong_with_a_record_is_told() {
        let check = |input: &str, expected: &[&str]| {
            let rejected = read(RecordKind::Vacancies, input.as_bytes()).find_map(Result::err);
            let told: Vec<String> = rejected.unwrap().each().map(ToString::to_string).collect();
            assert_eq!(told, expected);
        };
        check(
            "{\"id\":\"V-1\"}\n{\"id\":\"V-2\",\"skils\":[],\"starts\":\"pian\"}",
            &[
                "line 2, /skils: unknown field `skils`; did you mean `skills`?",
                "line 2, /starts: `pian` is no day: write 2026-05-31 for the last of May",
            ],
        );
        check(
            "tunniste;tehtävänimike;työ alkaa;viikkotunnit\nV-1;Kokki;pian;paljon\n",
            &[
                "line 2, työ alkaa: a date belongs here, such as 21.11.2026 or 2026-11-21",
                "line 2, viikkotunnit: a number belongs here, such as 38,25",
            ],
        );
    }

    #[test]
    fn no_row_and_no_cell_of_a_table_is_lost_in_silence() {
        let check = |input: &str, expected: &[&str]| {
            let records = read(RecordKind::Vacancies, input.as_bytes());
            let read: Vec<String> = records
                .map(|record| record.map_or_else(|no| no.to_string(), |r| r.id().to_owned()))
                .collect();
            assert_eq!(read, expected, "{input}");
        };
        let rows = "id;otsikko;kunta\nQ-1;Kokki;Tampere\n";
        let open = "line 3: a quote that opens in this row is never closed: this row and the 2 lines after it were not read";
        for end in ["", "\n"] {
            check(
                &format!(
                    "{rows}Q-2;\"Kokki;Tampere\nQ-3;Hitsaaja;Tampere\nQ-4;Siivooja;Tampere{end}"
                ),
                &["Q-1", open],
            );
        }
        check(
            &format!("{rows}Q-2;\"Kokki; \"\"A\"\"\ntaas\";Tampere"),
            &["Q-1", "Q-2"],
        );
        check(
            &format!("{rows}Q-2;Kokki;Tampere;lisää;vielä\nQ-3;Kokki;Tampere;;\nQ-4;Kokki"),
            &[
                "Q-1",
                "line 3: the row has 5 cells, the header names 3: is a cell that holds the separator not in quotes?",
                "Q-3",
                "Q-4",
            ],
        );
    }

    #[test]
    fn a_mistyped_business_id_is_told_and_kept() {
        let vacancy = |id: &str| format!(r#"{{"id":"{id}","employer":{{"id":"{id}"}}}}"#);
        let lines = ["1234567-1", "1234567-2"].map(vacancy).join("\n");
        let mut records = read(RecordKind::Vacancies, lines.as_bytes());
        assert_eq!(records.by_ref().filter(Result::is_ok).count(), 2);
        let noted = records.report().unused;
        assert_eq!(
            (noted.len(), &noted[0].values),
            (1, &vec!["1234567-2".to_owned()])
        );
    }

    #[test]
    fn a_list_of_own_records_is_read_too() {
        let json = "[{\"id\":\"V-1\"},\n {\"id\":\n\"V-2\",\"skils\":[]}]";
        let read: Vec<_> = read(RecordKind::Vacancies, json.as_bytes()).collect();
        assert_eq!(read[0].as_ref().unwrap().id(), "V-1");
        let rejected = read[1].as_ref().unwrap_err();
        assert_eq!((rejected.line, rejected.field.as_str()), (2, "/skils"));
        assert_eq!(rejected.nearest.as_deref(), Some("skills"));
    }

    #[test]
    fn what_cannot_be_read_at_all_says_what_was_looked_for() {
        let open = |bytes: &[u8]| {
            let options = Options::new(RecordKind::Vacancies);
            open(Cursor::new(bytes.to_vec()), options).err().unwrap()
        };
        assert!(matches!(open(b" \n"), OpenError::Empty));
        let error = open(b"%PDF-1.7 \x00").to_string();
        assert!(
            error.starts_with("cannot tell the format of the input, which begins `%PDF"),
            "{error}"
        );
    }

    /// Every record of a shared file is accepted, survives export and import, and is this many.
    fn check_shared(path: &str, kind: RecordKind, expected: u64) {
        let Some(path) = shared(path) else { return };
        let mut options = Options::new(kind);
        options.name = Some("file".to_owned());
        let mut records = open(std::fs::File::open(&path).unwrap(), options).unwrap();
        let read: Vec<Record> = records.by_ref().map(|record| record.unwrap()).collect();
        assert_eq!(records.report().accepted, expected, "{}", path.display());
        let mut exported = Vec::new();
        export(&read, &mut exported).unwrap();
        let again: Vec<Record> = self::read(kind, &exported).map(|r| r.unwrap()).collect();
        assert!(read == again, "{}", path.display());
    }

    #[test]
    fn the_shared_files_are_accepted_whole() {
        check_shared("eval/fi/vacancies.ndjson", RecordKind::Vacancies, 12);
        check_shared("eval/fi/jobseekers.ndjson", RecordKind::Jobseekers, 84);
        check_shared("formats/tmt-vacancy-example.json", RecordKind::Vacancies, 1);
        check_shared(
            "formats/tmt-profile-example.json",
            RecordKind::Jobseekers,
            1,
        );
        check_shared("formats/jobtech-ads-example.json", RecordKind::Vacancies, 2);
        check_shared("formats/tmt-ads-text-fi.json", RecordKind::Vacancies, 4);
    }
}
