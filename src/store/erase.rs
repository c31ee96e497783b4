//! Erasing a person, and keeping them erased.

use std::collections::HashMap;
use std::path::Path;

use jiff::Timestamp;

use super::database::{Row, Session, args};
use super::erasures::{ErasureWord, Line, List, parted};
use super::secret::random;
use super::sequence::Writing;
use super::shown::revoke_erased;
use super::tables::{Erasing, TABLES};
use super::{Kind, Store, StoreError};
use crate::domain::PersonId;

/// What an erasure did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Erased {
    /// Whether a record of the person was stored.
    pub was_stored: bool,
}

/// What a list of erasures has brought into the records.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Applied {
    /// Lines that the records did not have.
    pub lines: u64,
    /// People whose record was stored and is erased now.
    pub erased: u64,
}

/// Marks that the files still hold what was erased; its value is the last line of the list by then.
const UNPURGED: &str = "INSERT INTO meta (name, value) VALUES ('unpurged', $1) \
    ON CONFLICT (name) DO UPDATE SET value = excluded.value";
/// Puts another key in place of that under which everybody was kept outside of the records.
const NEW_KEY: &str = "INSERT INTO meta (name, value) VALUES ('projection_key', $1) \
    ON CONFLICT (name) DO UPDATE SET value = excluded.value";

impl Store {
    /// Erases a person: record, what was derived from it, and the key that ties the ledger's pseudonyms
    /// to them. The id is kept as a keyed hash alone, here and on the list of erasures, so that neither
    /// a feed nor a restored backup brings the person back before [`Store::readmit`]. No answer holds
    /// the person from the moment this returns; the files follow by [`Store::purge`].
    ///
    /// # Errors
    /// [`StoreError::Unavailable`], also where the list cannot be written, and [`StoreError::Invalid`]
    /// where its file is damaged or another's: then nothing was erased.
    pub async fn erase(&self, person: &PersonId, at: Timestamp) -> Result<Erased, StoreError> {
        self.follow_list().await?;
        let mut writing = Writing::begin(self).await?;
        let hash = self.secrets.erasure_hash(person.as_str());
        let was_stored = wipe(&mut writing, person.as_str()).await?;
        self.list(&mut writing, ErasureWord::Erased, hash, at)
            .await?;
        writing.commit().await?;
        Ok(Erased { was_stored })
    }

    /// Takes a person off the list of erasures; whether they were on it. Their record may then be
    /// imported again, as a new one.
    ///
    /// # Errors
    /// As [`Store::erase`]: then nothing was changed.
    pub async fn readmit(&self, person: &PersonId) -> Result<bool, StoreError> {
        self.follow_list().await?;
        let mut writing = Writing::begin(self).await?;
        let hash = self.secrets.erasure_hash(person.as_str());
        let row = writing
            .session
            .row("SELECT erased_at FROM erasure WHERE hash = $1", args![hash])
            .await?;
        if row.is_none() {
            return Ok(false);
        }
        let now = Timestamp::now();
        self.list(&mut writing, ErasureWord::Readmitted, hash, now)
            .await?;
        writing.commit().await?;
        Ok(true)
    }

    /// Whether anything is stored of a person.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] where the database cannot be read.
    pub async fn knows(&self, person: &PersonId) -> Result<bool, StoreError> {
        let sql = "SELECT id FROM jobseeker WHERE id = $1 UNION SELECT id FROM listed_protection WHERE id = $1";
        let mut session = self.database.read().await?;
        let row = session.row(sql, args![person.as_str()]).await?;
        Ok(row.is_some())
    }

    /// Whether the database's files are rid of everybody who was erased.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] where the database cannot be read.
    pub async fn is_purged(&self) -> Result<bool, StoreError> {
        let sql = "SELECT value FROM meta WHERE name = 'unpurged'";
        let row = self.database.read().await?.row(sql, args![]).await?;
        Ok(row.is_none())
    }

    /// Rids the database's files of what was erased; whether that is done. SQLite's file is written anew
    /// without it and the log of writes emptied; on PostgreSQL dead rows are vacuumed (what its pages
    /// and its archived log still hold is the operator's to expire).
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] where the database cannot be written.
    pub async fn purge(&self) -> Result<bool, StoreError> {
        let sql = "SELECT value FROM meta WHERE name = 'unpurged'";
        let Some(row) = self.database.read().await?.row(sql, args![]).await? else {
            return Ok(true);
        };
        let mark = row.bytes(0)?.to_vec();
        if !self.database.purge().await? {
            return Ok(false);
        }
        let mut session = self.database.write().await?;
        // Whoever was erased meanwhile has put another mark.
        session
            .run(
                "DELETE FROM meta WHERE name = 'unpurged' AND value = $1",
                args![mark],
            )
            .await?;
        session.commit().await?;
        Ok(true)
    }

    /// Takes in what the list of erasures holds and the records do not: they were put back from a backup
    /// that is older, or the power failed between the two. To be called before anyone reads.
    ///
    /// # Errors
    /// [`StoreError::Invalid`] where the list is damaged, another's, or has parted ways with the records.
    pub async fn follow_list(&self) -> Result<Applied, StoreError> {
        let Some(file) = self.erasures() else {
            return Ok(Applied::default());
        };
        let list = List::read(file, &self.secrets)?;
        let log = self.log().await?;
        let lines = match list {
            Some(list) if list.lines.len() > list.common(&log) => list.lines,
            _ => return Ok(Applied::default()),
        };
        if !lines.starts_with(&log) {
            return Err(parted(file));
        }
        self.take_lines(lines.get(log.len()..).unwrap_or_default())
            .await
    }

    /// Takes in what a list of erasures holds that these records do not, wherever the two have parted,
    /// and writes this store's own list anew with both.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] where there is no such file; [`StoreError::Invalid`] where it is
    /// damaged or another's.
    pub async fn apply_list(&self, file: &Path) -> Result<Applied, StoreError> {
        let list = self.whole_list(file)?;
        let log = self.log().await?;
        let common = list.common(&log);
        let lines = list.lines.get(common..).unwrap_or_default();
        let applied = self.take_lines(lines).await?;
        if let Some(own) = self.erasures() {
            let log = self.log().await?;
            List::write(own, &log, &self.secrets).map_err(|error| {
                let what = format!("the list of erasures {} cannot be written", own.display());
                StoreError::unavailable(what, error)
            })?;
        }
        Ok(applied)
    }

    /// A list that has to be there, whole.
    pub(super) fn whole_list(&self, file: &Path) -> Result<List, StoreError> {
        let list = List::read(file, &self.secrets)?.ok_or_else(|| StoreError::NotFound {
            what: "list of erasures",
            id: file.display().to_string(),
        })?;
        if list.torn {
            return Err(StoreError::Invalid(format!(
                "the list of erasures {} ends within a line: it was cut, or is being written",
                file.display()
            )));
        }
        Ok(list)
    }

    async fn take_lines(&self, lines: &[Line]) -> Result<Applied, StoreError> {
        let mut applied = Applied::default();
        if lines.is_empty() {
            return Ok(applied);
        }
        let mut writing = Writing::begin(self).await?;
        let ids = self.ids_by_hash(&mut writing).await?;
        let mut last = log(&mut writing.session).await?.pop();
        for line in lines {
            if line.word == ErasureWord::Erased
                && let Some(id) = ids.get(&line.hash)
            {
                applied.erased += u64::from(wipe(&mut writing, id).await?);
            }
            let next = Line::after(last.as_ref(), line.word, line.hash, line.at, &self.secrets);
            write_down(&mut writing, &next).await?;
            last = Some(next);
            applied.lines += 1;
        }
        writing.commit().await?;
        Ok(applied)
    }

    /// Everyone of whom an id is stored, by its keyed hash.
    async fn ids_by_hash(
        &self,
        writing: &mut Writing,
    ) -> Result<HashMap<[u8; 32], String>, StoreError> {
        let sql = "SELECT id FROM jobseeker UNION SELECT id FROM listed_protection";
        let rows = writing.session.rows(sql, args![]).await?;
        let mut ids = HashMap::with_capacity(rows.len());
        for row in &rows {
            let id = row.text(0)?;
            ids.insert(self.secrets.erasure_hash(id), id.to_owned());
        }
        Ok(ids)
    }

    /// Writes a line into the records, and then the file up to it: what is acknowledged is on the list.
    async fn list(
        &self,
        writing: &mut Writing,
        word: ErasureWord,
        hash: [u8; 32],
        at: Timestamp,
    ) -> Result<(), StoreError> {
        let mut log = log(&mut writing.session).await?;
        let line = Line::after(log.last(), word, hash, at, &self.secrets);
        write_down(writing, &line).await?;
        log.push(line);
        match self.erasures() {
            Some(file) => List::bring_up(file, &log, &self.secrets),
            None => Ok(()),
        }
    }

    /// The records' own lines of the list.
    pub(super) async fn log(&self) -> Result<Vec<Line>, StoreError> {
        let mut session = self.database.read().await?;
        let lines = log(&mut session).await?;
        let before = "SELECT hash, erased_at FROM erasure ORDER BY erased_at, hash";
        let before = match lines.is_empty() {
            true => session.rows(before, args![]).await?,
            false => Vec::new(),
        };
        drop(session);
        if before.is_empty() {
            return Ok(lines);
        }
        // Erasures that were made before there was a log, in the order of their times.
        let mut lines: Vec<Line> = Vec::with_capacity(before.len());
        for row in &before {
            let (hash, at) = (row.hash(0)?, row.parsed(1)?);
            lines.push(Line::after(
                lines.last(),
                ErasureWord::Erased,
                hash,
                at,
                &self.secrets,
            ));
        }
        let mut writing = Writing::begin(self).await?;
        for line in &lines {
            write_down(&mut writing, line).await?;
        }
        writing.commit().await?;
        Ok(lines)
    }
}

/// Writes a line of the list into the records, with all that follows from it.
async fn write_down(writing: &mut Writing, line: &Line) -> Result<(), StoreError> {
    let session = &mut writing.session;
    let at = line.at.to_string();
    let sql = "INSERT INTO erasure_log (number, word, hash, at, seal) VALUES ($1, $2, $3, $4, $5)";
    let values = args![
        line.number,
        line.word.as_str(),
        line.hash,
        at.as_str(),
        line.seal
    ];
    session.run(sql, values).await?;
    match line.word {
        ErasureWord::Erased => {
            let sql = "INSERT INTO erasure (hash, erased_at) VALUES ($1, $2) ON CONFLICT (hash) DO NOTHING";
            session.run(sql, args![line.hash, at]).await?;
            let mark = line.number.to_string().into_bytes();
            session.run(UNPURGED, args![mark]).await?;
            session.run(NEW_KEY, args![random::<32>()?]).await?;
        }
        ErasureWord::Readmitted => {
            let sql = "DELETE FROM erasure WHERE hash = $1";
            session.run(sql, args![line.hash]).await?;
        }
    }
    Ok(())
}

/// Takes everything out that the tables hold of a person; whether a record was stored.
async fn wipe(writing: &mut Writing, id: &str) -> Result<bool, StoreError> {
    let sql = "SELECT entry FROM jobseeker WHERE id = $1";
    let row = writing.session.row(sql, args![id]).await?;
    let entry = row.map(|row| row.entry(0)).transpose()?;
    if let Some(entry) = entry {
        // While their identifier is still known: agencies are told to delete their copies.
        revoke_erased(writing, entry).await?;
    }
    for table in TABLES {
        match (table.erasing, entry) {
            (Erasing::ById(sql), _) => writing.session.run(sql, args![id]).await?,
            (Erasing::ByEntry(sql), Some(entry)) => writing.session.run(sql, args![entry]).await?,
            (Erasing::ByEntry(_), None) | (Erasing::Nothing(_), _) => continue,
        };
    }
    if let Some(entry) = entry {
        writing.change(Kind::Jobseeker, entry);
    }
    Ok(entry.is_some())
}

pub(super) async fn log(session: &mut Session) -> Result<Vec<Line>, StoreError> {
    let sql = "SELECT number, word, hash, at, seal FROM erasure_log ORDER BY number";
    let rows = session.rows(sql, args![]).await?;
    let line = |row: &Row| {
        Ok(Line {
            number: row.number(0)?,
            word: row.parsed(1)?,
            hash: row.hash(2)?,
            at: row.parsed(3)?,
            seal: row.hash(4)?,
        })
    };
    rows.iter().map(line).collect()
}
