//! The formats that can be read.

use crate::domain::codes;

codes! {
    /// A format of an input.
    Format, "format" {
        /// The program's own records: a JSON object a line, or an array of them.
        Own = "own",
    }
}

impl Format {
    /// Every format's name, for messages.
    pub fn names() -> String {
        let names: Vec<&str> = Self::ALL.iter().map(|format| format.as_str()).collect();
        names.join(", ")
    }

    /// Fields of an enclosing object whose list holds the records.
    pub(super) fn wrappers(self) -> &'static [&'static str] {
        match self {
            Self::Own => &[],
        }
    }
}
