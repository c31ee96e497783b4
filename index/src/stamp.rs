//! The stamp in a commit's payload: which change it has applied, by which analyser.

/// The version of what this crate writes. Raise it when the same entries would be written
/// differently, so that older collections ask to be rebuilt.
const FORMAT: u32 = 1;

/// What a commit says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stamp {
    /// The number of the last change applied; 0 for none.
    pub(crate) applied: u64,
    /// The version of the analyser that made the terms.
    pub(crate) analyser: String,
}

impl Stamp {
    /// As it stands in the payload: `kohtaanto-index FORMAT APPLIED ANALYSER`.
    pub(crate) fn to_payload(&self) -> String {
        format!("{MARK} {FORMAT} {} {}", self.applied, self.analyser)
    }

    /// Whether a payload was written by this crate, in whatever format.
    pub(crate) fn is_ours(payload: &str) -> bool {
        payload.split(' ').next() == Some(MARK)
    }

    /// Read back. A payload of another format gives its words, so that a message can show them.
    pub(crate) fn from_payload(payload: &str) -> Result<Self, String> {
        let mut words = payload.splitn(4, ' ');
        let (mark, format, applied, analyser) =
            (words.next(), words.next(), words.next(), words.next());
        let this_format = mark == Some(MARK) && format == Some(FORMAT.to_string().as_str());
        match (
            this_format,
            applied.and_then(|number| number.parse().ok()),
            analyser,
        ) {
            (true, Some(applied), Some(analyser)) => Ok(Self {
                applied,
                analyser: analyser.to_owned(),
            }),
            _ => Err(payload.chars().take(120).collect()),
        }
    }
}

/// The first word of the payload.
const MARK: &str = "kohtaanto-index";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stamp_comes_back_as_it_was() {
        let stamp = Stamp {
            applied: u64::MAX,
            analyser: "fi 3 voikko 4.3".into(),
        };
        assert_eq!(Stamp::from_payload(&stamp.to_payload()), Ok(stamp));
    }

    #[test]
    fn another_format_is_not_read() {
        for payload in [
            "",
            "kohtaanto-index",
            "kohtaanto-index 99 1 a",
            "x 1 1 a",
            "kohtaanto-index 1 -1 a",
        ] {
            assert_eq!(
                Stamp::from_payload(payload),
                Err(payload.to_owned()),
                "{payload}"
            );
        }
    }
}
