//! Files with people in them that commands have begun to write outside of the data directory: noted
//! while they are unfinished, so that an erasure takes away what a killed command has left.

use std::path::{Path, PathBuf};

use super::{Engine, EngineError};

/// Where they are noted, a path a line.
const FILE: &str = "unfinished";

impl Engine {
    /// Notes files that are about to be written.
    ///
    /// # Errors
    /// [`EngineError::Setup`] where that cannot be written down: then they must not be begun.
    pub fn note_unfinished(&self, files: &[PathBuf]) -> Result<(), EngineError> {
        let mut noted = self.unfinished();
        noted.extend(
            files
                .iter()
                .filter_map(|file| std::path::absolute(file).ok()),
        );
        self.write_unfinished(noted)
    }

    /// Strikes out files that are finished and belong to whoever asked for them.
    ///
    /// # Errors
    /// [`EngineError::Setup`] where that cannot be written down.
    pub fn strike_unfinished(&self, files: &[PathBuf]) -> Result<(), EngineError> {
        let files: Vec<PathBuf> = files
            .iter()
            .filter_map(|file| std::path::absolute(file).ok())
            .collect();
        let mut noted = self.unfinished();
        noted.retain(|file| !files.contains(file));
        self.write_unfinished(noted)
    }

    /// Takes every unfinished file away. Whoever is still writing one finds it gone and says so.
    pub(super) fn remove_unfinished(&self) {
        let mut left = self.unfinished();
        left.retain(|file| match std::fs::remove_file(file) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                tracing::warn!(file = %file.display(), %error, "an unfinished file is still there");
                true
            }
            _ => false,
        });
        if let Err(error) = self.write_unfinished(left) {
            tracing::warn!(%error, "the note of unfinished files is not up to date");
        }
    }

    fn unfinished(&self) -> Vec<PathBuf> {
        let text = std::fs::read_to_string(self.note()).unwrap_or_default();
        text.lines().map(PathBuf::from).collect()
    }

    fn write_unfinished(&self, mut files: Vec<PathBuf>) -> Result<(), EngineError> {
        files.sort();
        files.dedup();
        let note = self.note();
        let lines: String = files.iter().map(|f| format!("{}\n", f.display())).collect();
        let written = match files.is_empty() {
            true if !note.exists() => Ok(()),
            true => std::fs::remove_file(&note),
            false => std::fs::write(&note, lines),
        };
        written.map_err(|error| {
            EngineError::Setup(format!("cannot write {}: {error}", note.display()))
        })
    }

    fn note(&self) -> PathBuf {
        Path::new(self.data()).join(FILE)
    }
}
