//! The one way out: data to stdout, words to stderr.

use std::fmt::Arguments;
use std::io::{self, BufWriter, Write};

use anyhow::Result;
use serde::Serialize;

/// Whoever read stdout has read enough (`| head`). Ends the command without being an error.
#[derive(Debug, thiserror::Error)]
#[error("the reader of the output went away")]
pub struct ClosedPipe;

/// Where data goes: stdout, buffered; a vector in tests.
pub struct Out {
    sink: BufWriter<Box<dyn Write + Send>>,
}

impl Out {
    /// The process's stdout.
    pub fn stdout() -> Self {
        Self::into_sink(io::stdout())
    }

    /// Any other sink, such as a file.
    pub fn into_sink(sink: impl Write + Send + 'static) -> Self {
        Self {
            sink: BufWriter::with_capacity(1 << 16, Box::new(sink)),
        }
    }

    /// Writes one line of data.
    ///
    /// # Errors
    /// [`ClosedPipe`] when nobody reads any more; else what the system said.
    pub fn line(&mut self, line: impl std::fmt::Display) -> Result<()> {
        open_pipe(writeln!(self.sink, "{line}"))
    }

    /// Writes a value as one line of JSON.
    ///
    /// # Errors
    /// As [`line`](Self::line).
    pub fn json(&mut self, value: &impl Serialize) -> Result<()> {
        self.line(serde_json::to_string(value)?)
    }

    /// Writes a value as indented JSON.
    ///
    /// # Errors
    /// As [`line`](Self::line).
    pub fn json_indented(&mut self, value: &impl Serialize) -> Result<()> {
        self.line(serde_json::to_string_pretty(value)?)
    }

    /// Writes whole lines as they are.
    ///
    /// # Errors
    /// As [`line`](Self::line).
    pub fn lines(&mut self, lines: &[u8]) -> Result<()> {
        open_pipe(self.sink.write_all(lines))
    }

    /// Hands on what is buffered.
    ///
    /// # Errors
    /// As [`line`](Self::line).
    pub fn flush(&mut self) -> Result<()> {
        open_pipe(self.sink.flush())
    }
}

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.sink.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.sink.flush()
    }
}

/// What a library said that wrote the output: a reader who went away is [`ClosedPipe`].
pub fn written<T, E>(answer: std::result::Result<T, E>) -> Result<T>
where
    E: std::error::Error + Send + Sync + 'static,
{
    answer.map_err(|error| {
        let error = anyhow::Error::new(error);
        let gone = error.chain().any(|cause| {
            cause
                .downcast_ref::<io::Error>()
                .is_some_and(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
        });
        if gone { ClosedPipe.into() } else { error }
    })
}

fn open_pipe(answer: io::Result<()>) -> Result<()> {
    written(answer).map_err(|error| match error.is::<ClosedPipe>() {
        true => error,
        false => error.context("cannot write the output"),
    })
}

/// Says words on stderr. A closed stderr has nobody to tell.
pub fn say(words: Arguments<'_>) {
    let _ = writeln!(io::stderr(), "{words}");
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Gone;

    impl Write for Gone {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::BrokenPipe.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_closed_pipe_is_told_apart() {
        let mut out = Out::into_sink(Gone);
        out.line("buffered").unwrap();
        assert!(out.flush().unwrap_err().is::<ClosedPipe>());
    }

    #[test]
    fn what_the_engine_says_is_said_as_it_is() {
        use crate::engine::EngineError;
        let gone = EngineError::Output(io::ErrorKind::BrokenPipe.into());
        assert!(written::<(), _>(Err(gone)).unwrap_err().is::<ClosedPipe>());
        let full = EngineError::Output(io::ErrorKind::StorageFull.into());
        let full = written::<(), _>(Err(full)).unwrap_err();
        assert_eq!(full.to_string(), "cannot write the output");
        let other = written::<(), _>(Err(EngineError::PurposeNeeded)).unwrap_err();
        assert_eq!(other.to_string(), EngineError::PurposeNeeded.to_string());
    }
}
