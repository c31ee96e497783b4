//! Bytes as they come in Finland: UTF-8 with or without a byte order mark, UTF-16, Windows-1252.

use std::io::{self, BufRead, BufReader, Cursor, Read};

use encoding_rs::{Decoder, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How much of an input is looked at before reading it.
const HEAD_BYTES: u64 = 64 << 10;

/// An input that gives its bytes again from the start, in UTF-8 where a mark at its start says UTF-16.
pub(super) type Text = Box<dyn BufRead + Send>;

/// Reads the beginning of an input. Bytes of an encoding without a mark are left as they are: see [`text`].
pub(super) fn decode(mut input: impl Read + Send + 'static) -> io::Result<(Vec<u8>, Text)> {
    let mut head = Vec::new();
    input.by_ref().take(HEAD_BYTES).read_to_end(&mut head)?;
    let utf16 = if head.starts_with(&[0xFF, 0xFE]) {
        Some(UTF_16LE)
    } else if head.starts_with(&[0xFE, 0xFF]) {
        Some(UTF_16BE)
    } else {
        None
    };
    if let Some(encoding) = utf16 {
        let raw = Cursor::new(head).chain(input);
        let mut utf8 = BufReader::new(Utf16 {
            input: raw,
            decoder: encoding.new_decoder_with_bom_removal(),
            utf8: Cursor::default(),
            finished: false,
        });
        let mut head = Vec::new();
        utf8.by_ref().take(HEAD_BYTES).read_to_end(&mut head)?;
        let text = Cursor::new(head.clone()).chain(utf8);
        return Ok((head, Box::new(text)));
    }
    if head.starts_with(&[0xEF, 0xBB, 0xBF]) {
        head.drain(..3);
    }
    let text = Cursor::new(head.clone()).chain(BufReader::with_capacity(1 << 16, input));
    Ok((head, Box::new(text)))
}

/// Bytes as text: UTF-8, or Windows-1252 where they are no UTF-8.
pub(super) fn text(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => WINDOWS_1252
            .decode_without_bom_handling(bytes)
            .0
            .into_owned(),
    }
}

/// As [`text`], for bytes cut anywhere: a character cut at the end is dropped.
pub(super) fn text_of_head(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Err(error) if error.error_len().is_none() => UTF_8
            .decode_without_bom_handling(&bytes[..error.valid_up_to()])
            .0
            .into_owned(),
        _ => text(bytes),
    }
}

struct Utf16<R> {
    input: R,
    decoder: Decoder,
    /// Decoded and not yet given.
    utf8: Cursor<Vec<u8>>,
    finished: bool,
}

impl<R: Read> Read for Utf16<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        loop {
            let given = self.utf8.read(out)?;
            if given > 0 || self.finished || out.is_empty() {
                return Ok(given);
            }
            let mut raw = [0; 8192];
            let read = self.input.read(&mut raw)?;
            self.finished = read == 0;
            let room = self
                .decoder
                .max_utf8_buffer_length(read)
                .unwrap_or(3 * 8192 + 16);
            let mut utf8 = vec![0; room];
            let (_, _, written, _) =
                self.decoder
                    .decode_to_utf8(&raw[..read], &mut utf8, self.finished);
            utf8.truncate(written);
            self.utf8 = Cursor::new(utf8);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], expected: &str) {
        let (head, mut rest) = decode(Cursor::new(bytes.to_vec())).unwrap();
        let mut all = Vec::new();
        rest.read_to_end(&mut all).unwrap();
        assert_eq!(text(&all), expected);
        assert!(all.starts_with(&head));
    }

    #[test]
    fn every_encoding_of_the_offices_is_read() {
        check("työ".as_bytes(), "työ");
        check(b"\xEF\xBB\xBFty\xC3\xB6", "työ");
        check(b"ty\xF6 5 \x80", "työ 5 €");
        check(b"\xFF\xFEt\0y\0\xF6\0", "työ");
        check(b"\xFE\xFF\0t\0y\0\xF6", "työ");
        let long = "äö".repeat(100_000);
        let mut utf16 = vec![0xFF, 0xFE];
        utf16.extend(long.encode_utf16().flat_map(u16::to_le_bytes));
        check(&utf16, &long);
    }

    #[test]
    fn a_character_cut_at_the_end_of_the_head_is_no_sign_of_windows_1252() {
        assert_eq!(text_of_head(b"ty\xC3"), "ty");
        assert_eq!(text_of_head(b"ty\xF6,"), "työ,");
    }
}
