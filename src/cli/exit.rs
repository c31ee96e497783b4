//! How a command ended, as the shell sees it.

/// The exit codes of every command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub enum ExitCode {
    /// 0: done.
    Done,
    /// 1: done, but nothing was found or some records were rejected.
    Partly,
    /// 2: could not be done; a message on stderr says why and what to do.
    CouldNot,
}

impl From<ExitCode> for std::process::ExitCode {
    fn from(code: ExitCode) -> Self {
        Self::from(match code {
            ExitCode::Done => 0,
            ExitCode::Partly => 1,
            ExitCode::CouldNot => 2,
        })
    }
}
