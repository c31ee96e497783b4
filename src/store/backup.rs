//! Backups of a data directory: made beside whoever works with it, restored only under the list of
//! erasures, whole or not at all.
//!
//! A backup holds the records with their secrets (without them neither agencies' pseudonyms nor the
//! ledger nor the list of erasures would mean anything afterwards), the taxonomy and the settings, so it
//! is to be kept like the records. It does not hold the list of erasures, nor what is derived from the
//! records. Whoever is erased later stays in it until it is deleted; restoring it erases them first.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan as _};
use serde::{Deserialize, Serialize};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions as _, Connection as _};

use super::erasures::{List, sync_folder};
use super::lock::make_private;
use super::sequence::Counter;
use super::{ERASURES, Place, Store, StoreError, place};

/// The file of a backup that says what is in it.
pub const MANIFEST: &str = "backup.json";

/// Version of a backup's form.
const FORM: u32 = 1;

/// How long a backup waits for whoever is about to write.
const PATIENCE: Duration = Duration::from_secs(60);

/// What to back up, and where to.
#[derive(Debug)]
pub struct BackupSpec<'a> {
    /// The data directory.
    pub data: &'a Path,
    /// Names of files in it that go along where they are there, beside the records.
    pub also: &'a [&'a str],
    /// The list of erasures, which does not.
    pub erasures: &'a Path,
    /// A directory that is not there or empty.
    pub to: &'a Path,
    /// For how many days it is to be kept.
    pub keep_days: u16,
    /// When.
    pub at: Timestamp,
}

/// A file of a backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Content {
    bytes: u64,
    /// In hex.
    blake3: String,
}

/// What a backup says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Backup {
    /// Version of its form.
    pub kohtaanto_backup: u32,
    /// When it was made.
    pub made_at: Timestamp,
    /// The last day to keep it: whoever was erased since stands in it until it is deleted.
    pub delete_by: Date,
    /// Version of the program that made it.
    pub program: String,
    /// Number of the last change in it.
    pub changes: u64,
    /// Vacancies in it.
    pub vacancies: u64,
    /// Jobseekers in it.
    pub jobseekers: u64,
    /// Number of the ledger's last leaf, and its hash in hex.
    pub ledger: (u64, String),
    /// Number of the last line of the list of erasures that it knows, and its seal in hex.
    pub erasures: (u64, String),
    /// By name.
    files: BTreeMap<String, Content>,
    /// Over all of this, keyed by a secret of the records.
    seal: String,
}

/// What restoring did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// What the backup says of itself.
    pub backup: Backup,
    /// People in it who were erased since, and are not in what was restored.
    pub erased: u64,
}

impl Store {
    /// Backs up a data directory, whole or not at all, while others may work with it: the copy is of one
    /// moment.
    ///
    /// # Errors
    /// [`StoreError::Invalid`] where the directory to write to holds something, or the list of erasures
    /// is not this data's; [`StoreError::Unavailable`] where something cannot be read or written.
    pub async fn backup(spec: BackupSpec<'_>) -> Result<Backup, StoreError> {
        let draft = beside(spec.to)?;
        let copy = draft.path().join(place::FILE);
        make_private(&copy)?;
        copy_records(&spec.data.join(place::FILE), &copy).await?;
        for name in spec.also {
            let (from, to) = (spec.data.join(name), draft.path().join(name));
            if from.is_file() {
                make_private(&to)?;
                fs::copy(&from, &to).map_err(|error| failed("copy", &from, error))?;
            }
        }
        let store = Self::open(Place::Directory(draft.path().to_owned())).await?;
        let mut backup = store.describe(&spec).await?;
        let secrets = store.secrets.clone();
        store.close().await;
        let _ = fs::remove_file(draft.path().join("lock"));
        for entry in fs::read_dir(draft.path()).map_err(|e| failed("list", draft.path(), e))? {
            let entry = entry.map_err(|error| failed("list", draft.path(), error))?;
            let name = entry.file_name().to_string_lossy().into_owned();
            backup.files.insert(name, content(&entry.path())?);
        }
        backup.seal = backup.sealed(&secrets);
        let manifest = draft.path().join(MANIFEST);
        make_private(&manifest)?;
        // A shape of plain fields.
        let text = serde_json::to_vec_pretty(&backup).unwrap_or_default();
        fs::write(&manifest, text).map_err(|error| failed("write", &manifest, error))?;
        into_place(draft, spec.to)?;
        Ok(backup)
    }

    async fn describe(&self, spec: &BackupSpec<'_>) -> Result<Backup, StoreError> {
        let log = self.log().await?;
        // The list may have grown since the copy was made; where it lacks something, it gets it now.
        let ahead = match List::read(spec.erasures, &self.secrets)? {
            Some(list) => !list.torn && list.lines.starts_with(&log),
            None => false,
        };
        if !ahead {
            List::bring_up(spec.erasures, &log, &self.secrets)?;
        }
        let counts = self.counts().await?;
        let counter = Counter::seen(&mut self.database.read().await?).await?;
        let last = log.last().map(|line| (line.number, line.seal));
        let (number, seal) = last.unwrap_or((0, [0; 32]));
        let keep = i64::from(spec.keep_days).days();
        let today = spec.at.to_zoned(jiff::tz::TimeZone::UTC).date();
        Ok(Backup {
            kohtaanto_backup: FORM,
            made_at: spec.at,
            delete_by: today.saturating_add(keep),
            program: env!("CARGO_PKG_VERSION").to_owned(),
            changes: counter.change,
            vacancies: counts.vacancies,
            jobseekers: counts.jobseekers,
            ledger: (counter.leaf, hex(counter.leaf_hash)),
            erasures: (number, hex(seal)),
            files: BTreeMap::new(),
            seal: String::new(),
        })
    }

    /// Restores a backup into a data directory that is not there or empty, whole or not at all. Before
    /// it stands there, every file is held against its hash, the ledger is verified, and whoever was
    /// erased since by the list of erasures is erased from it.
    ///
    /// # Errors
    /// [`StoreError::Invalid`] where the backup is damaged, the directory holds something, or the list
    /// is another's, damaged or older than the backup; [`StoreError::NotFound`] without a list.
    pub async fn restore(
        from: &Path,
        erasures: &Path,
        into: &Path,
    ) -> Result<Restored, StoreError> {
        let draft = beside(into)?;
        let backup = Backup::read(from)?;
        for (name, content) in &backup.files {
            take(from, draft.path(), name, content)?;
        }
        let store = Self::open(Place::Directory(draft.path().to_owned())).await?;
        let restored = store.check_restored(&backup, erasures).await;
        store.close().await;
        let erased = restored?;
        let _ = fs::remove_file(draft.path().join("lock"));
        into_place(draft, into)?;
        Ok(Restored { backup, erased })
    }

    async fn check_restored(&self, backup: &Backup, erasures: &Path) -> Result<u64, StoreError> {
        let damaged = |what: &str| {
            Err(StoreError::Invalid(format!(
                "the backup is damaged: {what}"
            )))
        };
        if backup.sealed(&self.secrets) != backup.seal {
            return damaged("what it says of itself was changed");
        }
        let counter = Counter::seen(&mut self.database.read().await?).await?;
        if (counter.leaf, hex(counter.leaf_hash)) != backup.ledger {
            return damaged("its ledger does not end where it says");
        }
        if let Some(broken) = self.audit_verify().await?.breaks.first() {
            return damaged(&format!(
                "leaf {} of its ledger: {}",
                broken.leaf, broken.what
            ));
        }
        let list = self.whole_list(erasures)?;
        let (known, seal) = &backup.erasures;
        let there = list.lines.iter().find(|line| line.number == *known);
        if *known > 0 && there.is_none_or(|line| hex(line.seal) != *seal) {
            return Err(StoreError::Invalid(format!(
                "the list of erasures {} is older than the backup, which knows {known} lines of it: find the newest one",
                erasures.display()
            )));
        }
        let applied = self.apply_list(erasures).await?;
        match self.purge().await? {
            true => Ok(applied.erased),
            false => Err(StoreError::Unavailable {
                what: "the restored file could not be rid of who was erased".into(),
                source: None,
            }),
        }
    }
}

impl Backup {
    fn read(from: &Path) -> Result<Self, StoreError> {
        let file = from.join(MANIFEST);
        let text = fs::read(&file).map_err(|error| failed("read", &file, error))?;
        let backup: Self = serde_json::from_slice(&text).map_err(|error| {
            StoreError::Invalid(format!("{} is no backup's: {error}", file.display()))
        })?;
        if backup.kohtaanto_backup > FORM {
            return Err(StoreError::Invalid(format!(
                "{} is of a newer version: restore it with program {}",
                file.display(),
                backup.program
            )));
        }
        Ok(backup)
    }

    fn sealed(&self, secrets: &super::secret::Secrets) -> String {
        let bare = Self {
            seal: String::new(),
            ..self.clone()
        };
        hex(secrets.list_seal(&serde_json::to_vec(&bare).unwrap_or_default()))
    }
}

/// Copies the records as they are at one moment: what is deleted in them is not copied.
async fn copy_records(from: &Path, to: &Path) -> Result<(), StoreError> {
    let options = SqliteConnectOptions::new()
        .filename(from)
        .create_if_missing(false)
        .busy_timeout(PATIENCE);
    let mut connection = options.connect().await?;
    sqlx::query("VACUUM INTO $1")
        .bind(to.display().to_string())
        .execute(&mut connection)
        .await?;
    Ok(connection.close().await?)
}

/// A directory of the owner's own beside one that is to be made.
fn beside(directory: &Path) -> Result<tempfile::TempDir, StoreError> {
    match fs::read_dir(directory).map(|mut files| files.next().is_none()) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
        Ok(true) => {}
        Ok(false) => {
            return Err(StoreError::Invalid(format!(
                "{} holds something: name a directory that is not there yet",
                directory.display()
            )));
        }
        Err(error) => return Err(failed("list", directory, error)),
    }
    let parent = directory.parent().filter(|p| !p.as_os_str().is_empty());
    let parent = parent.unwrap_or(Path::new("."));
    fs::create_dir_all(parent).map_err(|error| failed("make", parent, error))?;
    let draft = tempfile::Builder::new()
        .prefix(".kohtaanto-")
        .tempdir_in(parent);
    draft.map_err(|error| failed("write to", parent, error))
}

/// Puts a finished directory where it is to stand, on disk.
fn into_place(draft: tempfile::TempDir, directory: &Path) -> Result<(), StoreError> {
    let cannot = |error| failed("write", directory, error);
    for entry in fs::read_dir(draft.path()).map_err(cannot)? {
        let file = File::open(entry.map_err(cannot)?.path());
        file.and_then(|file| file.sync_all()).map_err(cannot)?;
    }
    sync_folder(draft.path()).map_err(cannot)?;
    if directory.exists() {
        fs::remove_dir(directory).map_err(cannot)?;
    }
    fs::rename(draft.path(), directory).map_err(cannot)?;
    // It stands under its name now: nothing is left to be removed.
    let _ = draft.keep();
    let parent: PathBuf = directory.parent().map(Path::to_owned).unwrap_or_default();
    if !parent.as_os_str().is_empty() {
        sync_folder(&parent).map_err(cannot)?;
    }
    Ok(())
}

/// Copies a file of a backup, and holds the copy against its hash.
fn take(from: &Path, to: &Path, name: &str, expected: &Content) -> Result<(), StoreError> {
    if name.is_empty() || name.contains(['/', '\\']) || name == ERASURES {
        return Err(StoreError::Invalid(format!(
            "the backup is damaged: it has no file `{name}`"
        )));
    }
    let (source, copy) = (from.join(name), to.join(name));
    make_private(&copy)?;
    fs::copy(&source, &copy).map_err(|error| failed("copy", &source, error))?;
    make_private(&copy)?;
    if content(&copy)? != *expected {
        return Err(StoreError::Invalid(format!(
            "the backup is damaged: {} is not as it was written",
            source.display()
        )));
    }
    Ok(())
}

fn content(file: &Path) -> Result<Content, StoreError> {
    let read = || -> std::io::Result<Content> {
        let mut hasher = blake3::Hasher::new();
        hasher.update_reader(File::open(file)?)?;
        Ok(Content {
            bytes: hasher.count(),
            blake3: hasher.finalize().to_hex().to_string(),
        })
    };
    read().map_err(|error| failed("read", file, error))
}

fn hex(bytes: [u8; 32]) -> String {
    blake3::Hash::from_bytes(bytes).to_hex().to_string()
}

fn failed(done: &str, path: &Path, error: std::io::Error) -> StoreError {
    StoreError::unavailable(format!("cannot {done} {}: {error}", path.display()), error)
}
