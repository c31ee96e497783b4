//! Protection data for sources that carry none: who has a non-disclosure order (turvakielto).

use std::collections::HashMap;
use std::io::Read;

use crate::domain::{Jobseeker, PersonId};

use super::decode;

/// The word that says, on the operator's word, that nobody in the file is protected.
pub const NONE_IN_THIS_FILE: &str = "none-in-this-file";

/// Who is protected, as a file of `id,yes|no` or the operator says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Protection {
    /// The operator says that nobody in the file is. On record with the operator's name.
    NoneInThisFile,
    /// By person. Who is not listed stays unknown, so hidden.
    Listed(HashMap<PersonId, bool>),
}

/// A file of protection data that cannot be used. None of it is used then: a list read in part
/// would show people whom the rest protects.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ProtectionError {
    /// Reading failed.
    #[error("cannot read the protection data")]
    Io(#[from] std::io::Error),
    /// A line is not `id,yes` or `id,no`.
    #[error("protection data, line {line}: `{found}` is not `id,yes` or `id,no`")]
    Line {
        /// From 1.
        line: usize,
        /// What is there, without the id.
        found: String,
    },
    /// A person stands there as both.
    #[error("protection data, line {line}: the same id was given the other answer before")]
    Contradiction {
        /// From 1.
        line: usize,
    },
    /// Nobody in it.
    #[error("the protection data is empty; with nobody protected, say `{NONE_IN_THIS_FILE}`")]
    Empty,
}

/// Longest file of protection data, in bytes.
const BYTES_MAX: u64 = 256 << 20;

impl Protection {
    /// Reads lines of `id,yes` or `id,no`, also with `;`, and in Finnish or Swedish; a first line
    /// of names is passed over.
    ///
    /// # Errors
    /// [`ProtectionError`] at the first line that cannot be; then nothing is used.
    pub fn parse(input: impl Read) -> Result<Self, ProtectionError> {
        let mut bytes = Vec::new();
        input.take(BYTES_MAX).read_to_end(&mut bytes)?;
        let bytes = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(&bytes);
        let text = decode::text(bytes);
        let mut listed = HashMap::new();
        for (i, line) in text.lines().enumerate() {
            if line.trim().is_empty() {
                continue;
            }
            let unquoted = |part: &str| part.trim().trim_matches('"').to_owned();
            let parts = line.rsplit_once([',', ';', '\t']);
            let (id, answer) = parts
                .map(|(id, answer)| (unquoted(id), unquoted(answer)))
                .unwrap_or_default();
            let protected = match answer.to_lowercase().as_str() {
                "yes" | "kyllä" | "ja" => true,
                "no" | "ei" | "nej" => false,
                _ if i == 0 && !answer.is_empty() => continue,
                _ => {
                    return Err(ProtectionError::Line {
                        line: i + 1,
                        found: answer,
                    });
                }
            };
            let Ok(id) = id.parse::<PersonId>() else {
                return Err(ProtectionError::Line {
                    line: i + 1,
                    found: answer,
                });
            };
            if listed
                .insert(id, protected)
                .is_some_and(|before| before != protected)
            {
                return Err(ProtectionError::Contradiction { line: i + 1 });
            }
        }
        if listed.is_empty() {
            return Err(ProtectionError::Empty);
        }
        Ok(Self::Listed(listed))
    }

    /// Adds what is known to a jobseeker whose own record does not say: a record's own word stands,
    /// save that a listed protection always holds.
    pub fn apply(&self, jobseeker: &mut Jobseeker) {
        let known = match self {
            Self::NoneInThisFile => Some(false),
            Self::Listed(listed) => listed.get(&jobseeker.person.id).copied(),
        };
        let own = &mut jobseeker.person.protected_address;
        if known == Some(true) || own.is_none() {
            *own = known.or(*own);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn protected(file: &str, own: Option<bool>) -> Option<bool> {
        let mut jobseeker = Jobseeker::new("P-1".parse().unwrap());
        jobseeker.person.protected_address = own;
        Protection::parse(file.as_bytes())
            .unwrap()
            .apply(&mut jobseeker);
        jobseeker.person.protected_address
    }

    #[test]
    fn who_is_not_listed_stays_unknown() {
        assert_eq!(protected("id,protected\nP-1,no\n", None), Some(false));
        assert_eq!(protected("P-1;kyllä\r\n", None), Some(true));
        assert_eq!(protected("P-2,no\n", None), None);
        assert_eq!(protected("P-1,yes\n", Some(false)), Some(true));
        assert_eq!(protected("P-1,no\n", Some(true)), Some(true));
    }

    fn check(file: &str, error: &str) {
        let found = Protection::parse(file.as_bytes()).unwrap_err();
        assert_eq!(found.to_string(), error, "{file}");
    }

    #[test]
    fn a_list_with_one_bad_line_is_not_used_at_all() {
        check(
            "P-1,no\nP-2,perhaps\n",
            "protection data, line 2: `perhaps` is not `id,yes` or `id,no`",
        );
        check(
            "P-1\n",
            "protection data, line 1: `` is not `id,yes` or `id,no`",
        );
        check(
            "P-1,no\n,no\n",
            "protection data, line 2: `no` is not `id,yes` or `id,no`",
        );
        check(
            "P-1,no\nP-1,yes\n",
            "protection data, line 2: the same id was given the other answer before",
        );
        check(
            "",
            "the protection data is empty; with nobody protected, say `none-in-this-file`",
        );
    }
}
