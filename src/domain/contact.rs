//! Contact: an agency asks to meet somebody, the person's coach answers for them, and only a yes gives
//! what was agreed.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::code::codes;
use super::record::RecordError;

codes! {
    /// Where a request for contact stands.
    ContactState, "state of a request for contact" {
        /// The coach is asking the person.
        Waiting = "waiting",
        /// The person agreed: what was agreed is given.
        Yes = "yes",
        /// The person does not wish it.
        No = "no",
        /// Nobody answered in time.
        Expired = "expired",
        /// The person is not there for the agency any more, or took the choice of direct contact back.
        Void = "void",
    }
}

/// Working days in which a request is to be answered.
pub const CONTACT_DUE: u32 = 2;

/// Working days after which a request that nobody answered expires.
pub const CONTACT_EXPIRES: u32 = 10;

/// What a person agreed to give an agency, and nothing else.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Agreed {
    /// Name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Telephone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// E-mail.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Anything else: when to call, where to meet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
}

/// Most characters of each.
const CHARS_MAX: usize = 300;

impl Agreed {
    /// Lets empty fields go.
    ///
    /// # Errors
    /// [`RecordError`] where no way of contact is left, or a field is too long.
    pub fn checked(self) -> Result<Self, RecordError> {
        let full = |field: Option<String>| {
            let field = field.map(|text| text.trim().to_owned());
            field.filter(|text| !text.is_empty())
        };
        let agreed = Self {
            name: full(self.name),
            phone: full(self.phone),
            email: full(self.email),
            words: full(self.words),
        };
        let wrong = |pointer: &str, reason: String| RecordError {
            pointer: pointer.to_owned(),
            value: None,
            reason,
            nearest: None,
        };
        for (pointer, field) in [
            ("/name", &agreed.name),
            ("/phone", &agreed.phone),
            ("/email", &agreed.email),
            ("/words", &agreed.words),
        ] {
            if field
                .as_ref()
                .is_some_and(|f| f.chars().count() > CHARS_MAX)
            {
                let reason = format!("at most {CHARS_MAX} characters stand here");
                return Err(wrong(pointer, reason));
            }
        }
        match (&agreed.phone, &agreed.email, &agreed.words) {
            (None, None, None) => Err(wrong(
                "/phone",
                "say how the person agreed to be contacted: phone, email or words".to_owned(),
            )),
            _ => Ok(agreed),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_yes_says_how_and_keeps_nothing_empty() {
        let some = |text: &str| Some(text.to_owned());
        let agreed = Agreed {
            name: some(" "),
            phone: some(" 040 123 "),
            ..Agreed::default()
        };
        let kept = Agreed {
            phone: some("040 123"),
            ..Agreed::default()
        };
        assert_eq!(agreed.checked(), Ok(kept));
        let named = Agreed {
            name: some("Aino"),
            ..Agreed::default()
        };
        assert_eq!(named.checked().unwrap_err().pointer, "/phone");
        let long = Agreed {
            email: Some("x".repeat(301)),
            ..Agreed::default()
        };
        assert_eq!(long.checked().unwrap_err().pointer, "/email");
    }
}
