//! Closed sets of codes: an enum, its spelling, and an error that names the nearest valid code.

/// A code that is not in its closed set.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown {what} `{value}`{}", self.hint())]
pub struct UnknownCode {
    /// The set, in words: `shift`, `permit`, `municipality`.
    pub what: &'static str,
    /// The value as it was given.
    pub value: String,
    /// The nearest valid code, where one is near enough to be meant.
    pub nearest: Option<String>,
    /// The whole set, where it is small enough to be read at a glance.
    pub choices: &'static [&'static str],
}

/// Most codes named where none is near.
const CHOICES_SHOWN: usize = 16;

impl UnknownCode {
    /// What would be right: the nearest code, else the set.
    fn hint(&self) -> String {
        match &self.nearest {
            Some(nearest) => format!("; did you mean `{nearest}`?"),
            None if (1..=CHOICES_SHOWN).contains(&self.choices.len()) => {
                format!("; it is one of {}", self.choices.join(", "))
            }
            None => String::new(),
        }
    }
}

/// The candidate nearest to `value` by spelling (Jaro–Winkler at least 0.72, ties to the first), if any.
pub fn nearest<'a>(value: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let value = value.to_lowercase();
    let mut best = None;
    for candidate in candidates {
        let likeness = strsim::jaro_winkler(&value, &candidate.to_lowercase());
        if likeness >= 0.72 && best.is_none_or(|(top, _)| likeness > top) {
            best = Some((likeness, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Declares a closed set of codes: the enum, `ALL` in declared order, `as_str`, parsing with the
/// nearest valid code in the error, serde and schema — each from the one list.
macro_rules! codes {
    ($(#[$meta:meta])* $name:ident, $what:literal { $($(#[$vmeta:meta])* $variant:ident = $code:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vmeta])* $variant),+ }

        impl $name {
            /// Every code of the set, in declared order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The code as records spell it.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::domain::UnknownCode;
            fn from_str(value: &str) -> Result<Self, Self::Err> {
                Self::ALL.iter().copied().find(|code| code.as_str() == value).ok_or_else(|| {
                    $crate::domain::UnknownCode {
                        what: $what,
                        value: value.to_owned(),
                        nearest: $crate::domain::nearest(value, Self::ALL.iter().map(|c| c.as_str())).map(str::to_owned),
                        choices: &[$($code),+],
                    }
                })
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let value = <std::borrow::Cow<'de, str> as serde::Deserialize>::deserialize(deserializer)?;
                value.parse().map_err(serde::de::Error::custom)
            }
        }

        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
                utoipa::openapi::ObjectBuilder::new()
                    .schema_type(utoipa::openapi::schema::Type::String)
                    .enum_values(Some(Self::ALL.iter().map(|c| c.as_str())))
                    .into()
            }
        }

        impl utoipa::ToSchema for $name {}
    };
}
pub(crate) use codes;

/// Gives a text newtype its serde, display and schema from `FromStr`; `$example` stands in the schema.
macro_rules! text_newtype {
    ($name:ident, $example:literal) => {
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let value =
                    <std::borrow::Cow<'de, str> as serde::Deserialize>::deserialize(deserializer)?;
                value.parse().map_err(serde::de::Error::custom)
            }
        }

        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
                utoipa::openapi::ObjectBuilder::new()
                    .schema_type(utoipa::openapi::schema::Type::String)
                    .examples([$example])
                    .into()
            }
        }

        impl utoipa::ToSchema for $name {}
    };
}
pub(crate) use text_newtype;

#[cfg(test)]
mod tests {
    use crate::domain::Shift;

    #[test]
    fn an_unknown_code_names_the_nearest() {
        let error = "evenning".parse::<Shift>().unwrap_err();
        assert_eq!(
            error.to_string(),
            "unknown shift `evenning`; did you mean `evening`?"
        );
        let error = "xyz".parse::<Shift>().unwrap_err();
        assert_eq!(
            error.to_string(),
            "unknown shift `xyz`; it is one of day, evening, night, weekend"
        );
    }

    #[test]
    fn what_resembles_nothing_gets_no_suggestion() {
        assert_eq!("xq".parse::<Shift>().unwrap_err().nearest, None);
    }
}
