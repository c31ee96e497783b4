//! One process at a time on a data directory.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::Path;

use super::StoreError;

/// A lock on a data directory, held until dropped. The system gives it back when a process dies.
#[derive(Debug)]
pub(super) struct Lock {
    _file: File,
}

impl Lock {
    /// Takes the directory, making it where it is not there.
    pub(super) fn take(directory: &Path) -> Result<Self, StoreError> {
        let cannot = |what: &str, error: std::io::Error| {
            StoreError::unavailable(
                format!(
                    "the data directory {} cannot be {what}: {error}",
                    directory.display()
                ),
                error,
            )
        };
        make(directory).map_err(|e| cannot("made", e))?;
        let mut file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(directory.join("lock"))
            .map_err(|e| cannot("written to", e))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let mut holder = String::new();
                // The number is a courtesy: a lock whose holder cannot be read is still a lock.
                let _ = file.read_to_string(&mut holder);
                return Err(StoreError::Locked {
                    directory: directory.display().to_string(),
                    holder: holder.trim().parse().ok(),
                });
            }
            Err(TryLockError::Error(error)) => return Err(cannot("locked", error)),
        }
        file.set_len(0)
            .and_then(|()| file.rewind())
            .and_then(|()| writeln!(file, "{}", std::process::id()))
            .map_err(|e| cannot("written to", e))?;
        Ok(Self { _file: file })
    }
}

/// Makes a file where it is not there, and leaves it to its owner alone: it holds people's data. What
/// SQLite puts beside it takes the same permissions.
pub(super) fn make_private(file: &Path) -> Result<(), StoreError> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let made = options.open(file);
    #[cfg(unix)]
    let made = made
        .and_then(|file| file.set_permissions(std::os::unix::fs::PermissionsExt::from_mode(0o600)));
    made.map(|_| ()).map_err(|error| {
        StoreError::unavailable(
            format!("{} cannot be written to: {error}", file.display()),
            error,
        )
    })
}

/// Makes the directory where it is not there, for its owner alone: it will hold people's data.
fn make(directory: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(directory)
}
