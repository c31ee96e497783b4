//! Whether an installation is as it must be: settings, files, records, ledger, erasures, taxonomy,
//! words. What is derived (index, projection, the reader's tables) is made anew where it is damaged,
//! and is not looked at.

use std::path::Path;

use super::open::TAXONOMY_FILE;
use super::{Engine, EngineError, FILES, Options};
use crate::config::VoikkoUse;
pub use crate::store::{Health, Look, Part};
use crate::store::{Place, Store, look_over};
use crate::text;

impl Engine {
    /// Looks an installation over and changes nothing; a server may run on it meanwhile.
    ///
    /// # Errors
    /// [`EngineError::Setup`] where there is no data; [`EngineError::Unavailable`] where the records
    /// cannot be reached. What is damaged is found, no error.
    pub async fn look_over(options: &Options) -> Result<Vec<Look>, EngineError> {
        let place = options.place();
        if !Store::exists(&place) {
            return Err(EngineError::Setup(format!(
                "there is no data in {}",
                options.data.display()
            )));
        }
        let mut found = files(&options.data, matches!(place, Place::Directory(_)))?;
        found.extend(look_over(&place, &options.erasures_file()).await?);
        found.push(taxonomy(&options.data));
        found.push(words(&options.voikko));
        Ok(found)
    }
}

/// What lies in the data directory and is none of the program's, and what others than its owner may read.
fn files(data: &Path, holds_records: bool) -> Result<Vec<Look>, EngineError> {
    let (mut strange, mut open) = (Vec::new(), Vec::new());
    let cannot = |error: std::io::Error| {
        EngineError::Setup(format!("cannot list {}: {error}", data.display()))
    };
    let entries = match std::fs::read_dir(data) {
        Ok(entries) => entries.collect::<Result<Vec<_>, _>>().map_err(cannot)?,
        // With the records in PostgreSQL it need not be there.
        Err(error) if !holds_records && error.kind() == std::io::ErrorKind::NotFound => Vec::new(),
        Err(error) => return Err(cannot(error)),
    };
    for entry in &entries {
        let name = entry.file_name().to_string_lossy().into_owned();
        if FILES.iter().all(|file| file.name != name) {
            strange.push(name.clone());
        }
        if PERSONAL.contains(&name.as_str()) && entry.metadata().is_ok_and(|m| is_open(&m)) {
            open.push(name);
        }
    }
    strange.sort_unstable();
    open.sort_unstable();
    let mut found = Vec::new();
    if !open.is_empty() {
        found.push(Look::broken(Part::Files, "open", open));
    }
    if !strange.is_empty() {
        found.push(Look::broken(Part::Files, "strange", strange).as_notice());
    }
    if found.is_empty() {
        found.push(Look::sound(Part::Files, "sound", entries.len() as u64));
    }
    Ok(found)
}

/// Files that are their owner's alone, for they hold people's records or a key.
const PERSONAL: &[&str] = &["records.sqlite", "records.sqlite-wal", "ledger.key"];

#[cfg(unix)]
fn is_open(metadata: &std::fs::Metadata) -> bool {
    std::os::unix::fs::PermissionsExt::mode(&metadata.permissions()) & 0o077 != 0
}

#[cfg(not(unix))]
fn is_open(_: &std::fs::Metadata) -> bool {
    false
}

fn taxonomy(data: &Path) -> Look {
    match Engine::taxonomy_of(data) {
        Err(error) => {
            let told = format!("{}: {error}", data.join(TAXONOMY_FILE).display());
            Look::broken(Part::Taxonomy, "damaged", vec![told])
        }
        Ok(taxonomy) if taxonomy.is_starter() => Look {
            details: vec![taxonomy.version().to_owned()],
            ..Look::sound(Part::Taxonomy, "starter", taxonomy.len() as u64).as_notice()
        },
        Ok(taxonomy) => Look {
            details: vec![taxonomy.version().to_owned()],
            ..Look::sound(Part::Taxonomy, "sound", taxonomy.len() as u64)
        },
    }
}

/// Whether libvoikko reads Finnish words where the settings want it.
fn words(wanted: &VoikkoUse) -> Look {
    let opened = match wanted {
        VoikkoUse::Off => return Look::sound(Part::Words, "off", 0),
        VoikkoUse::Auto => text::Voikko::open(None),
        VoikkoUse::Library(path) => text::Voikko::open(Some(path)),
    };
    match (opened, wanted) {
        (Ok(voikko), _) => Look {
            details: vec![voikko.version()],
            ..Look::sound(Part::Words, "sound", 0)
        },
        (Err(_), VoikkoUse::Auto) => Look::sound(Part::Words, "plain", 0).as_notice(),
        (Err(error), _) => Look::broken(Part::Words, "missing", vec![error.to_string()]),
    }
}
