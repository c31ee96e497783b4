//! Records out: the program's own, a JSON object a line, fields in the order of the types.

use std::io::{self, Write};

use super::Record;

/// Writes records a line each, so that [`open`](super::open) reads the same ones back.
///
/// # Errors
/// What the sink says.
pub fn export<'a>(
    records: impl IntoIterator<Item = &'a Record>,
    mut sink: impl Write,
) -> io::Result<()> {
    for record in records {
        match record {
            Record::Vacancy(vacancy) => serde_json::to_writer(&mut sink, vacancy)?,
            Record::Jobseeker(jobseeker) => serde_json::to_writer(&mut sink, jobseeker)?,
        }
        sink.write_all(b"\n")?;
    }
    sink.flush()
}
