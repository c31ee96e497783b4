//! The list of erasures: keyed hashes of the ids of people who were erased, in a file that stands apart
//! from the records and their backups. It is written, on disk, before an erasure is acknowledged;
//! without it no backup is restored, and by it whoever was erased since is erased again.
//!
//! A line is `number word hash time seal`. The seal is keyed by the records' own secret and made over
//! the line and the seal before it, so that no line is changed, dropped or put between unseen, and no
//! other records' list is taken for this one's. What is cut off at the end shows where the records, or
//! a backup, know of more.

use std::io::Write as _;
use std::path::Path;

use jiff::Timestamp;

use super::StoreError;
use super::secret::Secrets;
use crate::domain::codes;

/// First words of the file; the list's name, in hex, follows.
const HEAD: &str = "kohtaanto erasures 1";

codes! {
    /// What a line of the list of erasures says.
    ErasureWord, "word of the list of erasures" {
        /// The person is erased.
        Erased = "erased",
        /// The person may be imported again.
        Readmitted = "readmitted",
    }
}

/// A line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// From 1, without gaps.
    pub(super) number: u64,
    pub(super) word: ErasureWord,
    /// Keyed hash of the person's id.
    pub(super) hash: [u8; 32],
    pub(super) at: Timestamp,
    pub(super) seal: [u8; 32],
}

impl Line {
    /// The line after another one, sealed.
    pub(super) fn after(
        last: Option<&Self>,
        word: ErasureWord,
        hash: [u8; 32],
        at: Timestamp,
        secrets: &Secrets,
    ) -> Self {
        let mut line = Self {
            number: last.map_or(1, |last| last.number + 1),
            word,
            hash,
            at,
            seal: [0; 32],
        };
        line.seal = line.sealed(last.map_or([0; 32], |last| last.seal), secrets);
        line
    }

    fn sealed(&self, before: [u8; 32], secrets: &Secrets) -> [u8; 32] {
        let mut bytes = before.to_vec();
        bytes.extend(self.number.to_be_bytes());
        bytes.extend(self.hash);
        bytes.extend(self.word.as_str().as_bytes());
        bytes.extend(self.at.to_string().as_bytes());
        secrets.list_seal(&bytes)
    }

    fn written(&self) -> String {
        let hex = |bytes: [u8; 32]| blake3::Hash::from_bytes(bytes).to_hex();
        format!(
            "{} {} {} {} {}\n",
            self.number,
            self.word,
            hex(self.hash),
            self.at,
            hex(self.seal)
        )
    }

    fn read(line: &str) -> Option<Self> {
        let mut words = line.split(' ');
        let hex = |word: &str| blake3::Hash::from_hex(word).ok().map(|h| *h.as_bytes());
        let line = Self {
            number: words.next()?.parse().ok()?,
            word: words.next()?.parse().ok()?,
            hash: hex(words.next()?)?,
            at: words.next()?.parse().ok()?,
            seal: hex(words.next()?)?,
        };
        words.next().is_none().then_some(line)
    }
}

/// The list as its file holds it, every seal checked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct List {
    pub(super) lines: Vec<Line>,
    /// Half a line stands at the end: it was being written when the power failed, and what it said was
    /// never acknowledged. Or the file was cut.
    pub(super) torn: bool,
}

impl List {
    /// What stands in the file; `None` where there is none.
    ///
    /// # Errors
    /// [`StoreError::Invalid`] names a file that is no list, another's, or damaged, and the line.
    pub(super) fn read(file: &Path, secrets: &Secrets) -> Result<Option<Self>, StoreError> {
        let text = match std::fs::read_to_string(file) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(cannot(file, "read", error)),
        };
        let wrong = |what: String| {
            Err(StoreError::Invalid(format!(
                "the list of erasures {}: {what}",
                file.display()
            )))
        };
        let mut lines = text.split_inclusive('\n');
        let head = lines.next().unwrap_or_default().trim_end();
        match head.strip_prefix(HEAD).map(str::trim) {
            None => return wrong("it is no list of erasures".into()),
            Some(name) if name != secrets.list_name() => {
                return wrong("it is that of other records".into());
            }
            Some(_) => {}
        }
        let mut list = Self::default();
        for line in lines {
            if !line.ends_with('\n') {
                list.torn = true;
                break;
            }
            let last = list.lines.last();
            let number = last.map_or(1, |last| last.number + 1);
            let before = last.map_or([0; 32], |last| last.seal);
            let read = Line::read(line.trim_end_matches('\n'));
            let whole = |l: &Line| l.number == number && l.seal == l.sealed(before, secrets);
            match read.filter(whole) {
                Some(line) => list.lines.push(line),
                None => return wrong(format!("line {number} is damaged")),
            }
        }
        Ok(Some(list))
    }

    /// How many lines it has in common with the records' own, from the first on.
    pub(super) fn common(&self, log: &[Line]) -> usize {
        let pairs = self.lines.iter().zip(log);
        pairs.take_while(|(a, b)| a == b).count()
    }

    /// Brings the file up to the records' own lines, on disk when this returns.
    ///
    /// # Errors
    /// [`StoreError::Invalid`] where the file holds what the records do not; [`StoreError::Unavailable`]
    /// where it cannot be written.
    pub(super) fn bring_up(file: &Path, log: &[Line], secrets: &Secrets) -> Result<(), StoreError> {
        let there = Self::read(file, secrets)?;
        let missing = match &there {
            Some(list) if list.common(log) < list.lines.len() => return Err(parted(file)),
            Some(list) if !list.torn => Some(list.lines.len()),
            _ => None,
        };
        let done = match missing {
            Some(from) if from == log.len() => Ok(()),
            Some(from) => append(file, log.get(from..).unwrap_or_default()),
            None => Self::write(file, log, secrets),
        };
        done.map_err(|error| cannot(file, "written", error))
    }

    /// Writes the whole file, or leaves what was there.
    ///
    /// # Errors
    /// What the system says.
    pub(super) fn write(file: &Path, log: &[Line], secrets: &Secrets) -> std::io::Result<()> {
        let folder = file.parent().filter(|p| !p.as_os_str().is_empty());
        let folder = folder.unwrap_or(Path::new("."));
        let mut draft = tempfile::NamedTempFile::new_in(folder)?;
        writeln!(draft, "{HEAD} {}", secrets.list_name())?;
        for line in log {
            draft.write_all(line.written().as_bytes())?;
        }
        draft.as_file().sync_all()?;
        draft.persist(file)?;
        sync_folder(folder)
    }
}

fn append(file: &Path, lines: &[Line]) -> std::io::Result<()> {
    let text: String = lines.iter().map(Line::written).collect();
    let mut file = std::fs::OpenOptions::new().append(true).open(file)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

/// Puts a folder's list of names on disk: a new file may else be gone after a power failure.
pub(super) fn sync_folder(folder: &Path) -> std::io::Result<()> {
    if cfg!(unix) {
        std::fs::File::open(folder)?.sync_all()?;
    }
    Ok(())
}

fn cannot(file: &Path, done: &str, error: std::io::Error) -> StoreError {
    StoreError::unavailable(
        format!(
            "the list of erasures {} cannot be {done}: {error}",
            file.display()
        ),
        error,
    )
}

/// The file and the records have each erased somebody of whom the other does not know.
pub(super) fn parted(file: &Path) -> StoreError {
    StoreError::Invalid(format!(
        "the list of erasures {} holds what these records do not, and they hold what it does not: `kohtaanto erasures apply {}` brings both together",
        file.display(),
        file.display()
    ))
}
