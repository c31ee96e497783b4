//! Where the records are: a directory, or a PostgreSQL database.

use std::path::PathBuf;

/// The file of records in a data directory.
pub(super) const FILE: &str = "records.sqlite";

/// Where the records are. Displayed without a password.
#[derive(Clone, PartialEq, Eq)]
pub enum Place {
    /// A data directory, with one SQLite file for the records.
    Directory(PathBuf),
    /// A PostgreSQL database by its URL. The user must own the schema it works in.
    Postgres(String),
}

impl Place {
    /// A `postgres://` or `postgresql://` URL is a database, anything else a directory.
    pub fn parse(text: &str) -> Self {
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            Self::Postgres(text.to_owned())
        } else {
            Self::Directory(PathBuf::from(text))
        }
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Directory(directory) => directory.display().fmt(f),
            Self::Postgres(url) => {
                // A password may stand before the host or among the parameters.
                let bare = url.split('?').next().unwrap_or(url);
                let rest = bare.split_once("://").map_or(bare, |(_, rest)| rest);
                let host = rest.rsplit_once('@').map_or(rest, |(_, host)| host);
                write!(f, "postgres://{host}")
            }
        }
    }
}

impl std::fmt::Debug for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Place({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_never_shown() {
        for (text, shown) in [
            ("data", "data"),
            (
                "postgres://u:p@ss@db:5432/k?password=x",
                "postgres://db:5432/k",
            ),
            ("postgresql:///k", "postgres:///k"),
        ] {
            assert_eq!(Place::parse(text).to_string(), shown);
        }
    }
}
