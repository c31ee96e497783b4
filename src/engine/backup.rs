//! Backups of the data directory, and their way back.

use std::path::Path;

use jiff::Timestamp;

use super::open::TAXONOMY_FILE;
use super::{Engine, EngineError, Options};
use crate::config;
pub use crate::store::{Backup, Restored};
use crate::store::{BackupSpec, Place, Store};

impl Engine {
    /// Backs a data directory up into another one, that is not there or empty; a server may run on it
    /// meanwhile. `keep_days` is how long the backup is to be kept.
    ///
    /// # Errors
    /// [`EngineError::Setup`] where the records are not in the data directory, where the other one holds
    /// something, or the list of erasures is not theirs; [`EngineError::Unavailable`] where something
    /// cannot be read or written.
    pub async fn backup(
        options: &Options,
        to: &Path,
        keep_days: u16,
    ) -> Result<Backup, EngineError> {
        if let place @ Place::Postgres(_) = options.place() {
            return Err(EngineError::Setup(format!(
                "the records are in {place}: back them up with pg_dump, and keep the list of erasures {} apart from it; \
                 after pg_restore, `kohtaanto erasures apply` comes before anyone reads",
                options.erasures_file().display()
            )));
        }
        if !Store::exists(&options.place()) {
            return Err(EngineError::Setup(format!(
                "there is no data in {}",
                options.data.display()
            )));
        }
        let spec = BackupSpec {
            data: &options.data,
            also: &[TAXONOMY_FILE, config::FILE],
            erasures: &options.erasures_file(),
            to,
            keep_days,
            at: Timestamp::now(),
        };
        Ok(Store::backup(spec).await?)
    }

    /// Restores a backup into a data directory that is not there or empty. Whoever was erased since, by
    /// the list of erasures, is not in it.
    ///
    /// # Errors
    /// [`EngineError::NotFound`] without a list of erasures; [`EngineError::Setup`] where it is another's
    /// or older than the backup, where the backup is damaged or the directory holds something;
    /// [`EngineError::Unavailable`] where something cannot be read or written. Then nothing was restored.
    pub async fn restore(
        from: &Path,
        erasures: &Path,
        data: &Path,
    ) -> Result<Restored, EngineError> {
        Ok(Store::restore(from, erasures, data).await?)
    }
}
