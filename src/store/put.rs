//! Writing records: whole batches, unchanged ones recognised, erased people refused.

use std::collections::{BTreeMap, HashMap, HashSet};

use rayon::prelude::*;

use super::database::{Value, args};
use super::facts::{ContentHash, Record, Stored, json};
use super::secret::random_public_id;
use super::sequence::Writing;
use super::{Kind, Store, StoreError};
use crate::domain::{Jobseeker, PersonId, PublicId, Vacancy, VacancyId};

/// What became of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PutOutcome {
    /// Accepted: was not stored before.
    New,
    /// Accepted: was stored with other content or from another source.
    Changed,
    /// Was stored just so; nothing was written.
    Unchanged,
    /// Rejected: the person has been erased.
    Erased,
}

/// What became of a record, and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Put {
    /// What became of it.
    pub outcome: PutOutcome,
    /// Its entry number; `None` where it was rejected.
    pub entry: Option<u32>,
    /// Its identifier for addresses; `None` where it was rejected.
    pub public: Option<PublicId>,
    /// Hash of the record as sent.
    pub hash: ContentHash,
}

/// What a writer takes to be stored, so that nobody's change is overwritten unseen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expect {
    /// Anything or nothing.
    Any,
    /// Nothing (`If-None-Match: *`).
    Absent,
    /// Exactly this content (`If-Match`).
    Content(ContentHash),
}

/// A record made ready outside the transaction.
struct Draft<'a> {
    id: &'a str,
    hash: [u8; 32],
    source: Option<&'a str>,
    columns: Vec<Value>,
    json: String,
}

impl<'a> Draft<'a> {
    fn of<R: Record>(record: &'a R, source: Option<&'a str>) -> Result<Self, StoreError> {
        let json = json(record)?;
        Ok(Self {
            id: record.id(),
            hash: *blake3::hash(json.as_bytes()).as_bytes(),
            source: source.or(record.source()),
            columns: record.columns()?,
            json,
        })
    }

    fn row(self, entry: u32, public: PublicId, changed: u64) -> Vec<Value> {
        let mut row = args![
            entry,
            self.id,
            public.as_str(),
            self.hash,
            changed,
            self.source
        ];
        row.extend(self.columns);
        row.push(self.json.into());
        row
    }
}

/// What is stored under an id.
struct Known {
    entry: u32,
    public: PublicId,
    hash: [u8; 32],
    source: Option<String>,
}

impl Store {
    /// Puts vacancies by id, all in one transaction; what became of each, in their order. An id that
    /// comes twice ends as its last record. `source` is the record's own.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`]: then nothing of the batch was written.
    pub async fn put_vacancies(&self, batch: &[Vacancy]) -> Result<Vec<Put>, StoreError> {
        self.put(batch, None, Expect::Any).await
    }

    /// Puts jobseekers by person id, all in one transaction; what became of each, in their order.
    /// An id that comes twice ends as its last record; an erased one is rejected.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`]: then nothing of the batch was written.
    pub async fn put_jobseekers(
        &self,
        batch: &[Jobseeker],
        source: Option<&str>,
    ) -> Result<Vec<Put>, StoreError> {
        self.put(batch, source, Expect::Any).await
    }

    /// Puts one vacancy if what is stored is as expected.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] where it is not.
    pub async fn put_vacancy(&self, vacancy: &Vacancy, expect: Expect) -> Result<Put, StoreError> {
        self.put_one(vacancy, None, expect).await
    }

    /// Puts one jobseeker if what is stored is as expected.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] where it is not, [`StoreError::Erased`] where the person was erased.
    pub async fn put_jobseeker(
        &self,
        jobseeker: &Jobseeker,
        source: Option<&str>,
        expect: Expect,
    ) -> Result<Put, StoreError> {
        let put = self.put_one(jobseeker, source, expect).await?;
        match put.outcome {
            PutOutcome::Erased => Err(StoreError::Erased(jobseeker.person.id.clone())),
            _ => Ok(put),
        }
    }

    /// Removes a vacancy if what is stored is as expected; whether there was one.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] where it is not as expected.
    pub async fn delete_vacancy(&self, id: &VacancyId, expect: Expect) -> Result<bool, StoreError> {
        let mut writing = Writing::begin(self).await?;
        let known = known::<Vacancy>(&mut writing, [id.as_str()]).await?;
        let known = known.get(id.as_str());
        expected(id.as_str(), known, expect)?;
        let Some(known) = known else { return Ok(false) };
        writing
            .session
            .run(Vacancy::DELETE, args![known.entry])
            .await?;
        forget_readings(&mut writing, Kind::Vacancy, &[known.entry]).await?;
        writing.change(Kind::Vacancy, known.entry);
        writing.commit().await?;
        Ok(true)
    }

    /// Withdraws the vacancies of a source that are still open or paused and are not among those
    /// that it sent; how many.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`]: then none was withdrawn.
    pub async fn withdraw_vacancies(
        &self,
        source: &str,
        sent: &HashSet<VacancyId>,
    ) -> Result<u64, StoreError> {
        let sent = sent.iter().map(VacancyId::as_str).collect();
        self.close_missing::<Vacancy>(source, &sent).await
    }

    /// Takes the jobseekers of a source who are not among those that it sent out of matching (no
    /// record is removed); how many.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`]: then none was taken out.
    pub async fn unmatch_jobseekers(
        &self,
        source: &str,
        sent: &HashSet<PersonId>,
    ) -> Result<u64, StoreError> {
        let sent = sent.iter().map(PersonId::as_str).collect();
        self.close_missing::<Jobseeker>(source, &sent).await
    }

    async fn close_missing<R: Record>(
        &self,
        source: &str,
        sent: &HashSet<&str>,
    ) -> Result<u64, StoreError> {
        let mut writing = Writing::begin(self).await?;
        let rows = writing
            .session
            .rows(R::OPEN_OF_SOURCE, args![source])
            .await?;
        let mut missing = Vec::new();
        for row in &rows {
            if !sent.contains(row.text(1)?) {
                missing.push(row.entry(0)?.into());
            }
        }
        let rows = writing.session.rows_in(R::AMONG, missing, "").await?;
        let mut closed = Vec::with_capacity(rows.len());
        for row in &rows {
            let mut stored = Stored::<R>::of_row(row)?;
            stored.record.close();
            closed.push(stored);
        }
        let mut drafts = BTreeMap::new();
        for stored in &closed {
            let draft = Draft::of(&stored.record, Some(source))?;
            drafts.insert(stored.entry, (draft, stored.public));
        }
        write::<R>(&mut writing, drafts).await?;
        writing.commit().await?;
        Ok(closed.len() as u64)
    }

    async fn put_one<R: Record>(
        &self,
        record: &R,
        source: Option<&str>,
        expect: Expect,
    ) -> Result<Put, StoreError> {
        let puts = self
            .put(std::slice::from_ref(record), source, expect)
            .await?;
        puts.into_iter()
            .next()
            .ok_or_else(|| StoreError::Corrupt("a record was put without an outcome".into()))
    }

    async fn put<R: Record>(
        &self,
        records: &[R],
        source: Option<&str>,
        expect: Expect,
    ) -> Result<Vec<Put>, StoreError> {
        let drafts: Vec<Draft<'_>> = records
            .par_iter()
            .map(|record| Draft::of(record, source))
            .collect::<Result<_, _>>()?;
        let mut writing = Writing::begin(self).await?;
        let mut known = known::<R>(&mut writing, drafts.iter().map(|draft| draft.id)).await?;
        let erased = match R::KIND {
            Kind::Jobseeker => self.erased_among(&mut writing, &drafts).await?,
            Kind::Vacancy => HashSet::new(),
        };
        let mut puts = Vec::with_capacity(drafts.len());
        let mut writes = BTreeMap::new();
        for draft in drafts {
            expected(draft.id, known.get(draft.id), expect)?;
            let hash = ContentHash(draft.hash);
            if erased.contains(draft.id) {
                puts.push(Put {
                    outcome: PutOutcome::Erased,
                    entry: None,
                    public: None,
                    hash,
                });
                continue;
            }
            let (outcome, entry, public) = settle::<R>(&mut writing, &mut known, &draft)?;
            if outcome != PutOutcome::Unchanged {
                writes.insert(entry, (draft, public));
            }
            puts.push(Put {
                outcome,
                entry: Some(entry),
                public: Some(public),
                hash,
            });
        }
        if !writes.is_empty() {
            write::<R>(&mut writing, writes).await?;
            writing.commit().await?;
        }
        Ok(puts)
    }

    async fn erased_among<'a>(
        &self,
        writing: &mut Writing,
        drafts: &[Draft<'a>],
    ) -> Result<HashSet<&'a str>, StoreError> {
        let by_hash: HashMap<[u8; 32], &'a str> = drafts
            .iter()
            .map(|draft| (self.secrets.erasure_hash(draft.id), draft.id))
            .collect();
        let keys = by_hash.keys().map(|hash| Value::from(*hash)).collect();
        let rows = writing
            .session
            .rows_in("SELECT hash FROM erasure WHERE hash IN", keys, "")
            .await?;
        let mut erased = HashSet::new();
        for row in &rows {
            erased.extend(by_hash.get(&row.hash(0)?).copied());
        }
        Ok(erased)
    }
}

/// Decides what becomes of a draft, given what is stored and what the batch has brought before it.
fn settle<R: Record>(
    writing: &mut Writing,
    known: &mut HashMap<String, Known>,
    draft: &Draft<'_>,
) -> Result<(PutOutcome, u32, PublicId), StoreError> {
    let source = draft.source.map(str::to_owned);
    if let Some(before) = known.get_mut(draft.id) {
        let same = before.hash == draft.hash && before.source == source;
        before.hash = draft.hash;
        before.source = source;
        let outcome = if same {
            PutOutcome::Unchanged
        } else {
            PutOutcome::Changed
        };
        return Ok((outcome, before.entry, before.public));
    }
    let (entry, public) = (writing.next_entry(R::KIND)?, random_public_id()?);
    let first = Known {
        entry,
        public,
        hash: draft.hash,
        source,
    };
    known.insert(draft.id.to_owned(), first);
    Ok((PutOutcome::New, entry, public))
}

/// Writes drafts at their entries, each with its change. What was read from their words goes.
async fn write<R: Record>(
    writing: &mut Writing,
    drafts: BTreeMap<u32, (Draft<'_>, PublicId)>,
) -> Result<(), StoreError> {
    let entries: Vec<u32> = drafts.keys().copied().collect();
    let rows = drafts
        .into_iter()
        .map(|(entry, (draft, public))| {
            let changed = writing.change(R::KIND, entry);
            draft.row(entry, public, changed)
        })
        .collect();
    writing
        .session
        .run_many(R::INSERT, rows, R::OR_UPDATE)
        .await?;
    forget_readings(writing, R::KIND, &entries).await
}

/// Removes what was read from the words of these entries.
pub(super) async fn forget_readings(
    writing: &mut Writing,
    kind: Kind,
    entries: &[u32],
) -> Result<(), StoreError> {
    let sql = match kind {
        Kind::Vacancy => "DELETE FROM reading WHERE kind = 1 AND entry IN",
        Kind::Jobseeker => "DELETE FROM reading WHERE kind = 2 AND entry IN",
    };
    let keys = entries.iter().map(|entry| Value::from(*entry)).collect();
    writing.session.rows_in(sql, keys, "").await.map(|_| ())
}

async fn known<R: Record>(
    writing: &mut Writing,
    ids: impl IntoIterator<Item = &str>,
) -> Result<HashMap<String, Known>, StoreError> {
    let ids = ids.into_iter().map(Value::from).collect();
    let rows = writing.session.rows_in(R::KNOWN, ids, "").await?;
    let known = rows.iter().map(|row| {
        let known = Known {
            entry: row.entry(1)?,
            public: row.parsed(2)?,
            hash: row.hash(3)?,
            source: row.maybe_text(4)?.map(str::to_owned),
        };
        Ok((row.text(0)?.to_owned(), known))
    });
    known.collect()
}

fn expected(id: &str, known: Option<&Known>, expect: Expect) -> Result<(), StoreError> {
    let why = match (expect, known) {
        (Expect::Any, _) | (Expect::Absent, None) => return Ok(()),
        (Expect::Content(hash), Some(known)) if known.hash == hash.0 => return Ok(()),
        (Expect::Absent, Some(_)) => "is stored already",
        (Expect::Content(_), Some(_)) => "was changed by someone else meanwhile: read it again",
        (Expect::Content(_), None) => "is no longer stored",
    };
    Err(StoreError::Conflict(format!("`{id}` {why}")))
}
