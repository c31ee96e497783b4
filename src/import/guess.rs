//! Which format an input is, from its beginning.

use super::decode::text_of_head;
use super::{Format, OpenError, Options};

/// The format named, where the content allows it, else the one that the content shows.
pub(super) fn settle(head: &[u8], options: &Options) -> Result<Format, OpenError> {
    let text = text_of_head(head);
    if let Some(format) = options.format {
        return Ok(format);
    }
    match text.trim_start().bytes().next() {
        Some(b'{' | b'[') => Ok(Format::Own),
        _ => Err(OpenError::UnknownFormat {
            beginning: text.trim_start().chars().take(40).collect(),
            looked_for: "no JSON was found",
        }),
    }
}

/// Whether JSON stands a value a line, so that a bad line is one record lost. Otherwise values are
/// cut out of the text, and may span lines.
pub(super) fn one_a_line(head: &[u8]) -> bool {
    let text = text_of_head(head);
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let (Some(first), second) = (lines.next(), lines.next()) else {
        return false;
    };
    first.starts_with('{')
        && (second.is_some_and(|line| line.starts_with('{')) || first.ends_with('}'))
}
