//! JSON-LD out of a web page: what stands in its `<script type="application/ld+json">`.

use std::io::Read;

use super::decode::{Text, text};
use super::json::Cut;
use crate::domain::record::RecordError;

/// Every JSON-LD script of a page, with the line that it begins on.
///
/// One error where the page is too long or has no such script.
pub(super) fn scripts(page: Text, bytes_max: usize) -> Vec<Cut> {
    let mut bytes = Vec::new();
    let limit = u64::try_from(bytes_max).unwrap_or(u64::MAX);
    let read = page.take(limit.saturating_add(1)).read_to_end(&mut bytes);
    if let Err(error) = read {
        return vec![fault(error.to_string())];
    }
    if bytes.len() > bytes_max {
        return vec![fault(format!("the page is longer than {bytes_max} bytes"))];
    }
    let page = text(&bytes);
    let lower = page.to_ascii_lowercase();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = lower[at..].find("<script").map(|start| at + start) {
        let Some(open) = lower[start..].find('>').map(|end| start + end + 1) else {
            break;
        };
        let close = lower[open..]
            .find("</script")
            .map_or(page.len(), |end| open + end);
        if lower[start..open].contains("application/ld+json") {
            let line = 1 + page[..open].bytes().filter(|b| *b == b'\n').count() as u64;
            found.push(Cut {
                line,
                json: Ok(page[open..close].trim().to_owned()),
            });
        }
        at = close;
    }
    if found.is_empty() {
        let reason = "the page has no <script type=\"application/ld+json\">: \
             save the page of a single vacancy, as the browser shows it";
        found.push(fault(reason.to_owned()));
    }
    found
}

fn fault(reason: String) -> Cut {
    Cut {
        line: 1,
        json: Err(RecordError {
            pointer: String::new(),
            value: None,
            reason,
            nearest: None,
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(page: &str) -> Text {
        Box::new(std::io::Cursor::new(page.to_owned().into_bytes()))
    }

    #[test]
    fn scripts_of_other_kinds_are_left_alone() {
        let page = "<html><script>var a = '<p>'</script>\n<SCRIPT type='application/ld+json'>\n{\"a\":1}</SCRIPT></html>";
        let found = scripts(of(page), 1000);
        assert_eq!(found.len(), 1);
        assert_eq!(
            (found[0].line, found[0].json.as_deref()),
            (2, Ok("{\"a\":1}"))
        );
        assert!(scripts(of("<html>"), 1000)[0].json.is_err());
        assert!(scripts(of(page), 10)[0].json.is_err());
    }
}
