//! Every setting with its unit and default, in one list.
//!
//! A setting's value is the default, else what `kohtaanto.toml` in the data directory says, else what
//! the environment variable `KOHTAANTO_` and its name in capitals says: the last one said holds.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use crate::domain::{AreaCode, ServiceUnit, nearest};

/// Name of the file of settings in the data directory.
pub const FILE: &str = "kohtaanto.toml";

/// Beginning of the environment variables that are settings.
const PREFIX: &str = "KOHTAANTO_";

/// One setting, as `config print`, `config check` and the documentation know it.
#[derive(Debug, Clone, Copy)]
pub struct Setting {
    /// Its name in the file.
    pub name: &'static str,
    /// What the value is counted in, or its form.
    pub unit: &'static str,
    /// The value where none is said.
    pub default: &'static str,
    /// What it does.
    pub doc: &'static str,
}

macro_rules! settings {
    ($($(#[doc = $doc:literal])+ $name:ident: $kind:ty = $default:literal, $unit:literal;)+) => {
        /// The settings of a data directory.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct Config {
            $($(#[doc = $doc])+ pub $name: $kind,)+
            /// Where each value that is not the default was said.
            said: BTreeMap<&'static str, Place>,
        }

        /// Every setting, in the order of the documentation.
        pub const SETTINGS: &[Setting] = &[$(Setting {
            name: stringify!($name),
            unit: $unit,
            default: $default,
            doc: concat!($($doc),+),
        }),+];

        impl Default for Config {
            fn default() -> Self {
                $(let $name = <$kind as Value>::read($default);)+
                // Defaults are part of the program; a test reads them.
                Self { $($name: $name.expect("a default is a value"),)+ said: BTreeMap::new() }
            }
        }

        impl Config {
            /// The value of a setting as text; a password in it is hidden. `None` for an unknown name.
            pub fn shown(&self, name: &str) -> Option<String> {
                match name {
                    $(stringify!($name) => Some(self.$name.shown()),)+
                    _ => None,
                }
            }

            fn set(&mut self, name: &str, text: &str, place: &Place) -> Result<(), ConfigError> {
                match name {
                    $(stringify!($name) => {
                        self.$name = <$kind as Value>::read(text).map_err(|reason| ConfigError::Value {
                            name: name.to_owned(),
                            place: place.clone(),
                            value: hidden(text),
                            reason,
                        })?;
                        self.said.insert(stringify!($name), place.clone());
                        Ok(())
                    })+
                    _ => Err(ConfigError::Unknown {
                        name: name.to_owned(),
                        place: place.clone(),
                        nearest: nearest(name, SETTINGS.iter().map(|setting| setting.name)),
                    }),
                }
            }
        }
    };
}

settings! {
    /// Where `serve` listens.
    listen: SocketAddr = "127.0.0.1:8080", "address:port";
    /// Where `serve` tells figures for Prometheus (`GET /metrics`): an address that nobody but the operator reaches; `off` tells none.
    metrics_listen: Listen = "off", "off or address:port";
    /// The store: `sqlite` keeps it in the data directory; or the address of a PostgreSQL database.
    store: StoreAddress = "sqlite", "sqlite or postgres://user:password@host/database";
    /// Base forms of Finnish words by libvoikko: `auto` uses the machine's where it has one, `off` does without, a path names the library. What was read is read anew when this changes.
    voikko: VoikkoUse = "auto", "auto, off or a path";
    /// Threads that score at once; 0 is one for each processor.
    threads: u16 = "0", "threads";
    /// The employment area of each unit that serves people, for keys of an area: `tampere-1=39, nokia=39`.
    service_areas: ServiceAreas = "", "unit=area, …";
    /// The longest record that an import takes.
    import_record_bytes: usize = "16777216", "bytes";
    /// The longest workbook (.xlsx) that an import takes; unpacked it may be ten times as long.
    import_workbook_bytes: usize = "67108864", "bytes";
    /// How many connections are open at once. Where all are, one that asks nothing just then makes place, first of whoever has most of them.
    connections: usize = "1024", "connections";
    /// How many requests are answered at once, at least 8; one beyond them is answered 503 at once. One key has at most half of them, whoever comes without a key an eighth.
    requests_at_once: usize = "128", "requests";
    /// How long a request waits until changes of the records are taken in, before it is answered 503.
    patience_ms: u32 = "250", "milliseconds";
    /// How often one key may ask in a minute; 0 is without a limit.
    key_requests_minute: u32 = "12000", "requests";
    /// How many distinct people one key of an agency's system is shown on a day (in UTC); 0 is without a limit.
    partner_people_day: u32 = "3000", "people";
    /// How many distinct people one key of staff is shown on a day (in UTC); 0 is without a limit.
    staff_people_day: u32 = "0", "people";
    /// Where `serve` leaves signed checkpoints of the ledger: a folder on another machine's disk, that whoever reaches the database cannot write; `off` leaves none.
    checkpoints: Folder = "off", "off or a path";
    /// How often it leaves one, where the ledger has grown.
    checkpoint_minutes: u32 = "60", "minutes";
    /// The list of erasures: keyed hashes of the ids of people who were erased. No backup holds it and none is restored without it, so it belongs on another disk than the data; a relative path is from the data directory.
    erasures: PathBuf = "erasures.list", "path";
    /// How long a backup may be kept, as it says itself (`delete_by`): whoever is erased after it was made stands in it until it is deleted.
    backup_days: u16 = "30", "days";
}

/// Where a value was said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// In the file of settings.
    File(PathBuf),
    /// In an environment variable.
    Variable(String),
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::File(path) => write!(f, "{}", path.display()),
            Self::Variable(name) => write!(f, "environment variable {name}"),
        }
    }
}

/// A setting that cannot be.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("cannot read {}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The file is no TOML, or holds more than values.
    #[error("{}: {reason}", path.display())]
    NotSettings {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        reason: String,
    },
    /// No such setting.
    #[error("{place}: no setting `{name}`{}", nearest.map(|n| format!("; did you mean `{n}`?")).unwrap_or_default())]
    Unknown {
        /// As written.
        name: String,
        /// Where.
        place: Place,
        /// The nearest setting.
        nearest: Option<&'static str>,
    },
    /// No such value.
    #[error("{place}: `{name}` cannot be `{value}`: {reason}")]
    Value {
        /// The setting.
        name: String,
        /// Where.
        place: Place,
        /// As written, without a password.
        value: String,
        /// What would be right.
        reason: String,
    },
}

impl Config {
    /// The settings of a data directory, under the given environment.
    ///
    /// # Errors
    /// The first setting that cannot be.
    pub fn load(
        data: &Path,
        environment: impl IntoIterator<Item = (String, String)>,
    ) -> Result<Self, ConfigError> {
        let (config, errors) = Self::gather(data, environment);
        errors.into_iter().next().map_or(Ok(config), Err)
    }

    /// The settings that can be, and every one that cannot.
    pub fn gather(
        data: &Path,
        environment: impl IntoIterator<Item = (String, String)>,
    ) -> (Self, Vec<ConfigError>) {
        let mut config = Self::default();
        let mut errors = Vec::new();
        let path = data.join(FILE);
        match std::fs::read_to_string(&path) {
            Ok(text) => errors.extend(config.read_file(&text, &path)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(source) => errors.push(ConfigError::Unreadable { path, source }),
        }
        let mut variables: Vec<(String, String)> = environment.into_iter().collect();
        variables.sort();
        for (variable, value) in variables {
            let name = variable.strip_prefix(PREFIX).map(str::to_lowercase);
            // Variables with the prefix that are no settings may be another program's: left alone.
            let Some(name) = name.filter(|name| SETTINGS.iter().any(|s| s.name == name)) else {
                continue;
            };
            errors.extend(config.set(&name, &value, &Place::Variable(variable)).err());
        }
        (config, errors)
    }

    fn read_file(&mut self, text: &str, path: &Path) -> Vec<ConfigError> {
        let not_settings = |reason: String| ConfigError::NotSettings {
            path: path.to_owned(),
            reason,
        };
        let table: toml::Table = match toml::from_str(text) {
            Ok(table) => table,
            Err(error) => return vec![not_settings(error.to_string().trim_end().to_owned())],
        };
        let place = Place::File(path.to_owned());
        let mut errors = Vec::new();
        for (name, value) in table {
            match as_text(&value) {
                Some(text) => errors.extend(self.set(&name, &text, &place).err()),
                None => errors.push(not_settings(format!("`{name}` is no single value or list"))),
            }
        }
        errors
    }

    /// Where a setting's value was said; `None` where it is the default.
    pub fn said(&self, name: &str) -> Option<&Place> {
        self.said.get(name)
    }
}

fn as_text(value: &toml::Value) -> Option<String> {
    Some(match value {
        toml::Value::String(text) => text.clone(),
        toml::Value::Integer(number) => number.to_string(),
        toml::Value::Boolean(flag) => flag.to_string(),
        toml::Value::Array(items) => {
            let items: Option<Vec<String>> = items.iter().map(as_text).collect();
            items?.join(",")
        }
        _ => return None,
    })
}

/// A kind of value that a setting has.
trait Value: Sized {
    fn read(text: &str) -> Result<Self, String>;
    fn shown(&self) -> String;
}

macro_rules! numbers {
    ($($kind:ty),+) => {$(
        impl Value for $kind {
            fn read(text: &str) -> Result<Self, String> {
                text.trim().parse().map_err(|_| format!("a whole number from 0 to {} belongs here", Self::MAX))
            }

            fn shown(&self) -> String {
                self.to_string()
            }
        }
    )+};
}

numbers!(u16, u32, usize);

impl Value for PathBuf {
    fn read(text: &str) -> Result<Self, String> {
        match text.trim() {
            "" => Err("a path belongs here".to_owned()),
            path => Ok(path.into()),
        }
    }

    fn shown(&self) -> String {
        self.display().to_string()
    }
}

impl Value for SocketAddr {
    fn read(text: &str) -> Result<Self, String> {
        let reason = "an address and port belong here, such as 127.0.0.1:8080 or [::]:8080";
        text.trim().parse().map_err(|_| reason.to_owned())
    }

    fn shown(&self) -> String {
        self.to_string()
    }
}

/// Where the system of record is.
#[derive(Clone, PartialEq, Eq)]
pub enum StoreAddress {
    /// In the data directory.
    Sqlite,
    /// A PostgreSQL database by its URL, password included.
    Postgres(String),
}

impl std::fmt::Debug for StoreAddress {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.shown())
    }
}

impl Value for StoreAddress {
    fn read(text: &str) -> Result<Self, String> {
        match text.trim() {
            "sqlite" => Ok(Self::Sqlite),
            url if url.starts_with("postgres://") || url.starts_with("postgresql://") => {
                Ok(Self::Postgres(url.to_owned()))
            }
            _ => Err("write sqlite, or postgres://user:password@host/database".to_owned()),
        }
    }

    fn shown(&self) -> String {
        match self {
            Self::Sqlite => "sqlite".to_owned(),
            Self::Postgres(url) => hidden(url),
        }
    }
}

/// A URL without its password.
fn hidden(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else {
        return url.to_owned();
    };
    match rest.rsplit_once('@') {
        Some((user, host)) => {
            let user = user.split(':').next().unwrap_or_default();
            format!("{scheme}://{user}:…@{host}")
        }
        None => url.to_owned(),
    }
}

/// The employment area of each unit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ServiceAreas(pub BTreeMap<ServiceUnit, AreaCode>);

impl Value for ServiceAreas {
    fn read(text: &str) -> Result<Self, String> {
        let pairs = text
            .split(',')
            .map(str::trim)
            .filter(|pair| !pair.is_empty());
        let pair = |pair: &str| {
            let (unit, area) = pair
                .split_once('=')
                .ok_or_else(|| format!("`{pair}` is no unit=area, such as tampere-1=39"))?;
            let unit = unit.trim().parse().map_err(|e| format!("{e}"))?;
            let area = area.trim().parse().map_err(|e| format!("{e}"))?;
            Ok((unit, area))
        };
        pairs.map(pair).collect::<Result<_, String>>().map(Self)
    }

    fn shown(&self) -> String {
        let pairs: Vec<String> = self
            .0
            .iter()
            .map(|(unit, area)| format!("{unit}={area}"))
            .collect();
        pairs.join(", ")
    }
}

/// Whether libvoikko reads Finnish words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum VoikkoUse {
    /// The machine's, where it has one.
    #[default]
    Auto,
    /// The program's own base forms alone.
    Off,
    /// The shared library at this path, and no other.
    Library(PathBuf),
}

impl Value for VoikkoUse {
    fn read(text: &str) -> Result<Self, String> {
        match text.trim() {
            "auto" => Ok(Self::Auto),
            "off" => Ok(Self::Off),
            path if path.contains('/') => Ok(Self::Library(path.into())),
            _ => Err("write auto, off, or the path of libvoikko.so.1".to_owned()),
        }
    }

    fn shown(&self) -> String {
        match self {
            Self::Auto => "auto".to_owned(),
            Self::Off => "off".to_owned(),
            Self::Library(path) => path.display().to_string(),
        }
    }
}

/// A further address to listen at, or none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listen {
    /// None.
    Off,
    /// This one.
    At(SocketAddr),
}

impl Value for Listen {
    fn read(text: &str) -> Result<Self, String> {
        match text.trim() {
            "off" => Ok(Self::Off),
            text => SocketAddr::read(text)
                .map(Self::At)
                .map_err(|reason| format!("write off, or: {reason}")),
        }
    }

    fn shown(&self) -> String {
        match self {
            Self::Off => "off".to_owned(),
            Self::At(address) => address.shown(),
        }
    }
}

/// A folder outside the data directory, or none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Folder {
    /// None.
    None,
    /// The folder at this path.
    At(PathBuf),
}

impl Value for Folder {
    fn read(text: &str) -> Result<Self, String> {
        match text.trim() {
            "off" => Ok(Self::None),
            path if path.contains('/') => Ok(Self::At(path.into())),
            _ => Err("write off, or the path of a folder".to_owned()),
        }
    }

    fn shown(&self) -> String {
        match self {
            Self::None => "off".to_owned(),
            Self::At(path) => path.display().to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load(file: &str, variables: &[(&str, &str)]) -> (Config, Vec<String>) {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(FILE), file).unwrap();
        let variables = variables
            .iter()
            .map(|(n, v)| ((*n).to_owned(), (*v).to_owned()));
        let (config, errors) = Config::gather(folder.path(), variables);
        let place = format!("{}", folder.path().join(FILE).display());
        let errors = errors
            .iter()
            .map(|error| error.to_string().replace(&place, "FILE"));
        (config, errors.collect())
    }

    #[test]
    fn the_last_one_said_holds() {
        let (config, errors) = load(
            "threads = 2\nimport_record_bytes = 1000\n",
            &[("KOHTAANTO_THREADS", "4"), ("KOHTAANTO_SHARED", "/x")],
        );
        assert_eq!(errors, Vec::<String>::new());
        assert_eq!((config.threads, config.import_record_bytes), (4, 1_000));
        assert_eq!(config.listen.port(), 8080);
        assert!(matches!(config.said("threads"), Some(Place::Variable(_))));
        assert_eq!(config.said("listen"), None);
    }

    fn check(file: &str, error: &str) {
        assert_eq!(load(file, &[]).1, [error], "{file}");
    }

    #[test]
    fn a_setting_that_cannot_be_names_its_place_and_what_would_be_right() {
        check(
            "thread = 2",
            "FILE: no setting `thread`; did you mean `threads`?",
        );
        check(
            "threads = -1",
            "FILE: `threads` cannot be `-1`: a whole number from 0 to 65535 belongs here",
        );
        check(
            "store = \"mysql://u:secret@h/d\"",
            "FILE: `store` cannot be `mysql://u:…@h/d`: write sqlite, or postgres://user:password@host/database",
        );
        check(
            "voikko = \"on\"",
            "FILE: `voikko` cannot be `on`: write auto, off, or the path of libvoikko.so.1",
        );
        check(
            "metrics_listen = \"9090\"",
            "FILE: `metrics_listen` cannot be `9090`: write off, or: an address and port belong here, such as 127.0.0.1:8080 or [::]:8080",
        );
        check(
            "[listen]\nport = 1",
            "FILE: `listen` is no single value or list",
        );
        check(
            "service_areas = \"tampere-1\"",
            "FILE: `service_areas` cannot be `tampere-1`: `tampere-1` is no unit=area, such as tampere-1=39",
        );
    }

    #[test]
    fn a_password_is_never_shown() {
        let (config, _) = load("store = \"postgres://u:secret@host/d\"", &[]);
        assert_eq!(
            config.shown("store").as_deref(),
            Some("postgres://u:…@host/d")
        );
        assert!(!format!("{config:?}").contains("secret"));
    }
}
