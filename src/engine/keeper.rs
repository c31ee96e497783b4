//! Where what is dear to make is kept between runs: folders of the data directory. All of it may be
//! deleted at any time.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use crate::text::Keeper;

/// A folder.
#[derive(Clone)]
pub(super) struct Folder(PathBuf);

impl Folder {
    /// Where the reader of words keeps its tables.
    pub(super) fn of_reader(data: &Path) -> Self {
        Self(data.join("reader"))
    }

    /// Where the projection of the records is kept.
    pub(super) fn of_projection(data: &Path) -> Self {
        Self(data.join("projection"))
    }

    /// Takes away all that was kept, and drafts that a kill has left.
    ///
    /// # Errors
    /// Why something may still be there.
    pub(super) fn clear(&self) -> std::io::Result<()> {
        let gone = |error: &std::io::Error| error.kind() == std::io::ErrorKind::NotFound;
        let files = match std::fs::read_dir(&self.0) {
            Err(error) if gone(&error) => return Ok(()),
            files => files?,
        };
        for file in files {
            match std::fs::remove_file(file?.path()) {
                Err(error) if !gone(&error) => return Err(error),
                _ => {}
            }
        }
        Ok(())
    }

    /// Keeps bytes under a name, in place of what was kept there.
    ///
    /// # Errors
    /// Why they are not; then what was kept before stands.
    pub(super) fn write(&self, name: &str, bytes: &[u8]) -> std::io::Result<()> {
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
            tracing::debug!(folder = %self.0.display(), %error, "nothing kept");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_one_kept_is_fetched_and_no_data_directory_is_made() {
        let data = tempfile::tempdir().unwrap();
        let folder = Folder::of_reader(data.path());
        assert_eq!(folder.fetch("names"), None);
        for bytes in [&b"first"[..], b"second"] {
            folder.keep("names", bytes);
            assert_eq!(folder.fetch("names").as_deref(), Some(bytes));
        }
        let nowhere = data.path().join("none");
        Folder::of_reader(&nowhere).keep("names", b"bytes");
        assert!(!nowhere.exists());
    }
}
