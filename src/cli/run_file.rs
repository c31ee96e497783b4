//! A file that is there whole or not at all, and whose making can be taken up again after a kill: the
//! lines so far stand in `FILE.part`, how far they go in `FILE.resume`.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use serde::{Deserialize, Serialize};

use crate::domain::VacancyId;

/// How far a run has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Mark {
    /// What the run is made of; with another one it begins anew.
    stamp: String,
    /// The last vacancy that is written.
    pub(super) after: VacancyId,
    /// Bytes written by then.
    bytes: u64,
    /// Most people considered for a vacancy.
    pub(super) considered: u64,
}

/// A file in the making.
pub(super) struct RunFile {
    path: PathBuf,
    stamp: String,
    file: BufWriter<File>,
    /// Something that is no file of its own, such as a pipe: it is written to as it is.
    plain: bool,
}

/// The files beside one in the making: whoever is erased before it is finished must not stay in them.
pub(super) fn drafts(path: &Path) -> [PathBuf; 2] {
    [beside(path, ".part"), beside(path, ".resume")]
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(ending);
    PathBuf::from(name)
}

impl RunFile {
    /// Begins a file, or takes up one that was broken off and is made of the same.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub(super) fn begin(path: &Path, stamp: String) -> Result<(Self, Option<Mark>)> {
        let cannot = || format!("cannot write {}", path.display());
        let plain = path.metadata().is_ok_and(|m| !m.is_file());
        let mark = if plain { None } else { taken_up(path, &stamp) };
        let file = match &mark {
            Some(mark) => {
                let part = OpenOptions::new().write(true).open(beside(path, ".part"));
                let mut part = part.with_context(cannot)?;
                // What came after the mark may be half a line.
                part.set_len(mark.bytes).with_context(cannot)?;
                part.seek(SeekFrom::End(0)).with_context(cannot)?;
                part
            }
            None if plain => File::create(path).with_context(cannot)?,
            None => {
                let _ = fs::remove_file(beside(path, ".resume"));
                File::create(beside(path, ".part")).with_context(cannot)?
            }
        };
        let file = Self {
            path: path.to_owned(),
            stamp,
            file: BufWriter::with_capacity(1 << 16, file),
            plain,
        };
        Ok((file, mark))
    }

    /// Writes down how far the lines go: on disk before the mark says so.
    ///
    /// # Errors
    /// What the system says.
    pub(super) fn reached(&mut self, after: &VacancyId, considered: u64) -> io::Result<()> {
        self.file.flush()?;
        if self.plain {
            return Ok(());
        }
        self.file.get_ref().sync_data()?;
        let mark = Mark {
            stamp: self.stamp.clone(),
            after: after.clone(),
            bytes: self.file.stream_position()?,
            considered,
        };
        let folder = self.path.parent().filter(|p| !p.as_os_str().is_empty());
        let mut draft = tempfile::NamedTempFile::new_in(folder.unwrap_or(Path::new(".")))?;
        draft.write_all(&serde_json::to_vec(&mark)?)?;
        draft.persist(beside(&self.path, ".resume"))?;
        Ok(())
    }

    /// Ends it: the file stands under its name, on disk, and nothing is left beside it.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub(super) fn finish(mut self) -> Result<()> {
        let cannot = || format!("cannot write {}", self.path.display());
        self.file.flush().with_context(cannot)?;
        if self.plain {
            return Ok(());
        }
        self.file.get_ref().sync_all().with_context(cannot)?;
        let part = beside(&self.path, ".part");
        if !part.exists() {
            bail!(
                "{} is gone: somebody in it was erased while it was written; run it again",
                part.display()
            );
        }
        fs::rename(part, &self.path).with_context(cannot)?;
        // A mark without its part is passed over.
        let _ = fs::remove_file(beside(&self.path, ".resume"));
        Ok(())
    }
}

impl Write for RunFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// How far a file of this stamp has come, where it can be taken up.
fn taken_up(path: &Path, stamp: &str) -> Option<Mark> {
    let mark = fs::read(beside(path, ".resume")).ok()?;
    let mark: Mark = serde_json::from_slice(&mark).ok()?;
    let part = fs::metadata(beside(path, ".part")).ok()?;
    (mark.stamp == stamp && part.len() >= mark.bytes).then_some(mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn begin(path: &Path, stamp: &str) -> (RunFile, Option<Mark>) {
        RunFile::begin(path, stamp.to_owned()).unwrap()
    }

    #[test]
    fn a_file_is_taken_up_where_its_mark_stands() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("run");
        let (mut file, mark) = begin(&path, "one");
        assert_eq!(mark, None);
        file.write_all(b"first\n").unwrap();
        file.reached(&"V-1".parse().unwrap(), 7).unwrap();
        file.write_all(b"half a li").unwrap();
        file.flush().unwrap();
        drop(file);
        assert!(!path.exists());
        let (mut file, mark) = begin(&path, "one");
        let mark = mark.unwrap();
        assert_eq!((mark.after.as_str(), mark.considered), ("V-1", 7));
        file.write_all(b"second\n").unwrap();
        file.finish().unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "first\nsecond\n");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_run_of_something_else_begins_anew() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("run");
        let (mut file, _) = begin(&path, "one");
        file.write_all(b"first\n").unwrap();
        file.reached(&"V-1".parse().unwrap(), 7).unwrap();
        drop(file);
        let (file, mark) = begin(&path, "two");
        assert_eq!(mark, None);
        file.finish().unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "");
    }
}
