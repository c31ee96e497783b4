//! Where the reader of words keeps between runs what is dear to make: a folder of the data directory.
//! All of it may be deleted at any time.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use crate::text::Keeper;

/// Name of the folder in the data directory.
const FOLDER: &str = "reader";

/// The folder.
pub(super) struct Folder(PathBuf);

impl Folder {
    /// The folder of a data directory.
    pub(super) fn of(data: &Path) -> Self {
        Self(data.join(FOLDER))
    }

    fn write(&self, name: &str, bytes: &[u8]) -> std::io::Result<()> {
        // The data directory itself is not made for this: it is there, or nothing is kept.
        match std::fs::create_dir(&self.0) {
            Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => return Err(error),
            _ => {}
        }
        // Whole or not at all, whichever of two processes comes last. What a power failure leaves
        // behind is found out by its hash.
        let mut draft = tempfile::NamedTempFile::new_in(&self.0)?;
        draft.write_all(bytes)?;
        draft.persist(self.0.join(name))?;
        Ok(())
    }
}

impl Keeper for Folder {
    fn fetch(&self, name: &str) -> Option<Vec<u8>> {
        std::fs::read(self.0.join(name)).ok()
    }

    fn keep(&self, name: &str, bytes: &[u8]) {
        if let Err(error) = self.write(name, bytes) {
            // Then it is made again next time.
            tracing::debug!(folder = %self.0.display(), %error, "nothing kept of the reader");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_one_kept_is_fetched_and_no_data_directory_is_made() {
        let data = tempfile::tempdir().unwrap();
        let folder = Folder::of(data.path());
        assert_eq!(folder.fetch("names"), None);
        for bytes in [&b"first"[..], b"second"] {
            folder.keep("names", bytes);
            assert_eq!(folder.fetch("names").as_deref(), Some(bytes));
        }
        let nowhere = data.path().join("none");
        Folder::of(&nowhere).keep("names", b"bytes");
        assert!(!nowhere.exists());
    }
}
