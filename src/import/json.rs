//! JSON values one at a time: a value a line, or cut out of one long array, with bounded memory.
//!
//! The cutter balances brackets and strings and parses nothing: a bad value is the parser's business,
//! and so stays a matter of one record.

use std::io::BufRead;

use crate::domain::record::RecordError;

use super::decode::Text;

/// A value's text and the line it begins on.
pub(super) struct Cut {
    /// From 1.
    pub(super) line: u64,
    /// The value, or why there is none.
    pub(super) json: Result<String, RecordError>,
}

/// The values of an input.
pub(super) struct Values {
    input: Text,
    lines: bool,
    /// Fields of an enclosing object whose list holds the values.
    wrappers: &'static [&'static str],
    bytes_max: usize,
    line: u64,
    place: Place,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Between values of the top level.
    Top,
    /// In a list, with so many brackets still open around it.
    List { around: usize },
    /// Nothing more can be read.
    Ended,
}

/// What reading one enclosing object came to.
enum Found {
    Value(String),
    List { around: usize },
}

impl Values {
    pub(super) fn new(
        input: Text,
        lines: bool,
        wrappers: &'static [&'static str],
        bytes_max: usize,
    ) -> Self {
        Self {
            input,
            lines,
            wrappers,
            bytes_max,
            line: 1,
            place: Place::Top,
        }
    }

    fn next_line(&mut self) -> Option<Cut> {
        loop {
            let line = self.line;
            let mut bytes = Vec::new();
            let read = match self.read_line(&mut bytes) {
                Ok(0) => return None,
                Ok(read) => read,
                Err(error) => return Some(self.end(line, error.to_string())),
            };
            self.line += 1;
            if read > self.bytes_max {
                let reason = format!("the line is longer than {} bytes", self.bytes_max);
                return Some(Cut {
                    line,
                    json: Err(whole(reason)),
                });
            }
            if bytes.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            bytes.truncate(bytes.trim_ascii_end().len());
            return Some(Cut {
                line,
                json: utf8(bytes),
            });
        }
    }

    /// Reads up to the end of the line, keeping no more than the longest record.
    fn read_line(&mut self, bytes: &mut Vec<u8>) -> std::io::Result<usize> {
        let mut read = 0;
        loop {
            let chunk = self.input.fill_buf()?;
            if chunk.is_empty() {
                return Ok(read);
            }
            let end = chunk.iter().position(|b| *b == b'\n');
            let taken = end.map_or(chunk.len(), |end| end + 1);
            if read + taken <= self.bytes_max {
                bytes.extend_from_slice(&chunk[..taken]);
            } else {
                bytes.clear();
            }
            read += taken;
            self.input.consume(taken);
            if end.is_some() {
                return Ok(read);
            }
        }
    }

    fn next_cut(&mut self) -> Option<Cut> {
        loop {
            let byte = match self.skip_blank() {
                Ok(Some(byte)) => byte,
                Ok(None) if matches!(self.place, Place::List { .. }) => {
                    let line = self.line;
                    return Some(
                        self.end(line, "the list is not closed: the file is cut off".into()),
                    );
                }
                Ok(None) => return None,
                Err(error) => {
                    let line = self.line;
                    return Some(self.end(line, error.to_string()));
                }
            };
            let line = self.line;
            let found = match (self.place, byte) {
                (Place::Ended, _) => return None,
                (Place::Top, b'[') => {
                    self.bump();
                    self.place = Place::List { around: 0 };
                    continue;
                }
                (Place::List { around }, b']') => {
                    self.bump();
                    match self.leave(around) {
                        Ok(()) => self.place = Place::Top,
                        Err(reason) => return Some(self.end(line, reason)),
                    }
                    continue;
                }
                (Place::Top, b'{') if !self.wrappers.is_empty() => self.object(),
                _ => self.value().map(Found::Value),
            };
            match found {
                Ok(Found::List { around }) => self.place = Place::List { around },
                Ok(Found::Value(json)) => {
                    return Some(Cut {
                        line,
                        json: Ok(json),
                    });
                }
                Err(reason) => return Some(self.end(line, reason)),
            }
        }
    }

    /// Nothing after this place can be told apart: says why, and gives nothing more.
    fn end(&mut self, line: u64, reason: String) -> Cut {
        self.place = Place::Ended;
        Cut {
            line,
            json: Err(whole(reason)),
        }
    }

    fn peek(&mut self) -> std::io::Result<Option<u8>> {
        Ok(self.input.fill_buf()?.first().copied())
    }

    fn bump(&mut self) {
        self.input.consume(1);
    }

    /// The next byte, counted and consumed; an error in words at the end.
    fn take(&mut self) -> Result<u8, String> {
        match self.peek().map_err(|error| error.to_string())? {
            Some(byte) => {
                self.bump();
                self.line += u64::from(byte == b'\n');
                Ok(byte)
            }
            None => Err("not JSON: the file ends inside a value".to_owned()),
        }
    }

    /// Skips white space and commas; the byte after them is not consumed.
    fn skip_blank(&mut self) -> std::io::Result<Option<u8>> {
        while let Some(byte) = self.peek()? {
            if !byte.is_ascii_whitespace() && byte != b',' {
                return Ok(Some(byte));
            }
            self.line += u64::from(byte == b'\n');
            self.bump();
        }
        Ok(None)
    }

    /// Reads one value whole.
    fn value(&mut self) -> Result<String, String> {
        let mut bytes = Vec::new();
        let mut depth = 0usize;
        loop {
            let Some(next) = self.peek().map_err(|error| error.to_string())? else {
                // A bare word at the end of the input is the parser's to judge.
                if depth == 0 && !bytes.is_empty() {
                    break;
                }
                return Err("not JSON: the file ends inside a value".to_owned());
            };
            let ends = matches!(next, b',' | b']' | b'}') || next.is_ascii_whitespace();
            if depth == 0 && !bytes.is_empty() && ends {
                break;
            }
            match self.take()? {
                b'"' => {
                    bytes.push(b'"');
                    self.string(&mut bytes)?;
                }
                byte @ (b'{' | b'[') => {
                    depth += 1;
                    bytes.push(byte);
                }
                byte @ (b'}' | b']') => {
                    depth = depth.saturating_sub(1);
                    bytes.push(byte);
                }
                byte => bytes.push(byte),
            }
            self.small(&bytes)?;
            if depth == 0 && matches!(bytes.last(), Some(b'}' | b']' | b'"')) {
                break;
            }
        }
        utf8(bytes).map_err(|error| error.reason)
    }

    /// Reads to the end of a string whose first quote has been read.
    fn string(&mut self, bytes: &mut Vec<u8>) -> Result<(), String> {
        loop {
            let byte = self.take()?;
            bytes.push(byte);
            match byte {
                b'"' => return Ok(()),
                b'\\' => bytes.push(self.take()?),
                _ => self.small(bytes)?,
            }
        }
    }

    fn small(&self, bytes: &[u8]) -> Result<(), String> {
        if bytes.len() > self.bytes_max {
            return Err(format!(
                "the record is longer than {} bytes",
                self.bytes_max
            ));
        }
        Ok(())
    }

    /// Reads an object that may wrap the list of values: stops inside that list, or gives it whole.
    fn object(&mut self) -> Result<Found, String> {
        let mut bytes = Vec::new();
        let mut depth = 0usize;
        // Keys that can wrap stand at this depth: it grows where a wrapper is an object itself.
        let mut wrapping = 1;
        let mut key = None;
        loop {
            let byte = self.take()?;
            match byte {
                b'"' => {
                    let start = bytes.len();
                    bytes.push(b'"');
                    self.string(&mut bytes)?;
                    key = (depth == wrapping).then(|| start + 1..bytes.len() - 1);
                    self.small(&bytes)?;
                    continue;
                }
                b':' => {
                    let wraps = key
                        .take()
                        .and_then(|range| bytes.get(range))
                        .is_some_and(|key| self.wrappers.iter().any(|w| w.as_bytes() == key));
                    if wraps {
                        match self.skip_blank().map_err(|error| error.to_string())? {
                            Some(b'[') => {
                                self.bump();
                                return Ok(Found::List { around: depth });
                            }
                            Some(b'{') => wrapping = depth + 1,
                            _ => {}
                        }
                    }
                }
                b'{' | b'[' => depth += 1,
                b'}' | b']' => {
                    depth = depth.saturating_sub(1);
                    wrapping = wrapping.min(depth.max(1));
                }
                _ => {}
            }
            bytes.push(byte);
            self.small(&bytes)?;
            if depth == 0 {
                return utf8(bytes).map(Found::Value).map_err(|error| error.reason);
            }
        }
    }

    /// Skips what stands after the list in the objects around it.
    fn leave(&mut self, around: usize) -> Result<(), String> {
        let mut depth = around;
        let mut skipped = Vec::new();
        while depth > 0 {
            match self.take()? {
                b'"' => {
                    self.string(&mut skipped)?;
                    skipped.clear();
                }
                b'{' | b'[' => depth += 1,
                b'}' | b']' => depth -= 1,
                _ => {}
            }
        }
        Ok(())
    }
}

impl Iterator for Values {
    type Item = Cut;

    fn next(&mut self) -> Option<Cut> {
        match (self.place, self.lines) {
            (Place::Ended, _) => None,
            (_, true) => self.next_line(),
            (_, false) => self.next_cut(),
        }
    }
}

fn whole(reason: String) -> RecordError {
    RecordError {
        pointer: String::new(),
        value: None,
        reason,
        nearest: None,
    }
}

fn utf8(bytes: Vec<u8>) -> Result<String, RecordError> {
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to() + 1;
        whole(format!("not UTF-8 (byte {at}): save the file as UTF-8"))
    })
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    const WRAPPERS: &[&str] = &["hits", "rows"];

    fn check(json: &str, lines: bool, expected: &[(u64, &str)]) {
        let input = Box::new(Cursor::new(json.to_owned().into_bytes()));
        let found: Vec<(u64, String)> = Values::new(input, lines, WRAPPERS, 40)
            .map(|cut| (cut.line, cut.json.unwrap_or_else(|error| error.reason)))
            .collect();
        let found: Vec<(u64, &str)> = found.iter().map(|(l, j)| (*l, j.as_str())).collect();
        assert_eq!(found, expected, "{json}");
    }

    #[test]
    fn values_are_cut_out_of_whatever_holds_them() {
        check(
            "[{\"a\":\"]\\\"\"},\n{\"b\":[1]}]",
            false,
            &[(1, r#"{"a":"]\""}"#), (2, r#"{"b":[1]}"#)],
        );
        check(
            "{\"a\":1}\n\n{\"b\":2}",
            false,
            &[(1, r#"{"a":1}"#), (3, r#"{"b":2}"#)],
        );
        check(
            r#"{"n":{"rows":1},"rows":[{"a":1},2],"z":"]}"}"#,
            false,
            &[(1, r#"{"a":1}"#), (1, "2")],
        );
        check(
            r#"{"hits":{"n":1,"hits":[{"a":1}]},"m":{}} {"rows":[]}"#,
            false,
            &[(1, r#"{"a":1}"#)],
        );
        check(
            r#"{"hits":{"n":1},"a":[2]}"#,
            false,
            &[(1, r#"{"hits":{"n":1},"a":[2]}"#)],
        );
        check("[]", false, &[]);
    }

    #[test]
    fn a_file_cut_off_says_so_and_gives_what_came_before() {
        let cut = "the list is not closed: the file is cut off";
        check("[{\"a\":1},\n", false, &[(1, r#"{"a":1}"#), (2, cut)]);
        let cut = "not JSON: the file ends inside a value";
        check("[{\"a\":1},\n{\"b", false, &[(1, r#"{"a":1}"#), (2, cut)]);
    }

    #[test]
    fn a_line_too_long_is_one_record_lost() {
        let long = "x".repeat(50);
        let too_long = "the line is longer than 40 bytes";
        let expected = [(1, r#"{"a":1}"#), (2, too_long), (3, r#"{"b":2}"#)];
        check(
            &format!("{{\"a\":1}}\n{long}\n{{\"b\":2}}"),
            true,
            &expected,
        );
        check(
            &format!("[\"{long}\"]"),
            false,
            &[(1, "the record is longer than 40 bytes")],
        );
    }
}
