//! Reading records: one by any of its names, or all in the order of entries.

use super::database::{Row, Value, args};
use super::facts::{ContentHash, Kind, Record, Stored};
use super::{Store, StoreError};
use crate::domain::{Jobseeker, PersonId, PublicId, Vacancy, VacancyId};

/// Records read at a time when all are read: bounds memory to a few megabytes.
const PAGE: u32 = 512;

/// Vacancies whose names are read at a time.
const KNOWN_PAGE: u32 = 4096;

/// A vacancy without its record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KnownVacancy {
    /// Its entry number.
    pub entry: u32,
    /// Its identifier for addresses.
    pub public: PublicId,
    /// Hash of the record.
    pub hash: ContentHash,
}

/// How many records there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    /// Vacancies, open or not.
    pub vacancies: u64,
    /// Jobseekers, visible or not.
    pub jobseekers: u64,
}

/// Declares the readers of one kind of record.
macro_rules! readers {
    ($record:ty, $id:ty, $what:literal, $by_id:ident, $by_entry:ident, $by_public:ident, $among:ident, $page:ident) => {
        impl Store {
            #[doc = concat!("The ", $what, " of that id in its source.")]
            ///
            /// # Errors
            /// [`StoreError::Unavailable`] where the database cannot be read.
            pub async fn $by_id(&self, id: &$id) -> Result<Option<Stored<$record>>, StoreError> {
                self.one(<$record>::BY_ID, id.as_str().into()).await
            }

            #[doc = concat!("The ", $what, " at that entry number.")]
            ///
            /// # Errors
            /// [`StoreError::Unavailable`] where the database cannot be read.
            pub async fn $by_entry(&self, entry: u32) -> Result<Option<Stored<$record>>, StoreError> {
                self.one(<$record>::BY_ENTRY, entry.into()).await
            }

            #[doc = concat!("The ", $what, " of that identifier in addresses.")]
            ///
            /// # Errors
            /// [`StoreError::Unavailable`] where the database cannot be read.
            pub async fn $by_public(&self, public: PublicId) -> Result<Option<Stored<$record>>, StoreError> {
                self.one(<$record>::BY_PUBLIC, public.as_str().into()).await
            }

            #[doc = concat!("Each ", $what, " that is stored at one of these entries, in no promised order.")]
            ///
            /// # Errors
            /// [`StoreError::Unavailable`] where the database cannot be read.
            pub async fn $among(&self, entries: &[u32]) -> Result<Vec<Stored<$record>>, StoreError> {
                self.among(entries).await
            }

            #[doc = concat!("At most `limit` of each ", $what, " after that entry (`None`: from the first), in the order of entries.")]
            ///
            /// # Errors
            /// [`StoreError::Unavailable`] where the database cannot be read.
            pub async fn $page(&self, after: Option<u32>, limit: u32) -> Result<Vec<Stored<$record>>, StoreError> {
                self.page(after, limit).await
            }
        }
    };
}

readers!(
    Vacancy,
    VacancyId,
    "vacancy",
    vacancy,
    vacancy_at,
    vacancy_by_public,
    vacancies_among,
    vacancies_after
);
readers!(
    Jobseeker,
    PersonId,
    "jobseeker",
    jobseeker,
    jobseeker_at,
    jobseeker_by_public,
    jobseekers_among,
    jobseekers_after
);

impl Store {
    /// How many records there are of each kind.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] where the database cannot be read.
    pub async fn counts(&self) -> Result<Counts, StoreError> {
        let mut session = self.database.read().await?;
        let mut counts = [0; 2];
        for (count, sql) in counts.iter_mut().zip([Vacancy::COUNT, Jobseeker::COUNT]) {
            if let Some(row) = session.row(sql, args![]).await? {
                *count = row.number(0)?;
            }
        }
        let [vacancies, jobseekers] = counts;
        Ok(Counts {
            vacancies,
            jobseekers,
        })
    }

    /// Hands over every vacancy in the order of entries without reading a record.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] where the database cannot be read.
    pub async fn each_known_vacancy(
        &self,
        mut visit: impl FnMut(KnownVacancy) + Send,
    ) -> Result<(), StoreError> {
        let mut after = -1_i64;
        loop {
            let mut session = self.database.read().await?;
            let rows = session
                .rows(Vacancy::KNOWN_PAGE, args![after, KNOWN_PAGE])
                .await?;
            let Some(last) = rows.last() else {
                return Ok(());
            };
            after = last.int(0)?;
            for row in &rows {
                visit(KnownVacancy {
                    entry: row.entry(0)?,
                    public: row.parsed(1)?,
                    hash: ContentHash(row.hash(2)?),
                });
            }
        }
    }

    async fn among<R: Record>(&self, entries: &[u32]) -> Result<Vec<Stored<R>>, StoreError> {
        let mut session = self.database.read().await?;
        let keys = entries.iter().map(|entry| Value::from(*entry)).collect();
        let rows = session.rows_in(R::AMONG, keys, "").await?;
        rows.iter().map(Stored::of_row).collect()
    }

    async fn one<R: Record>(
        &self,
        sql: &'static str,
        key: Value,
    ) -> Result<Option<Stored<R>>, StoreError> {
        let mut session = self.database.read().await?;
        let row = session.row(sql, vec![key]).await?;
        row.as_ref().map(Stored::of_row).transpose()
    }

    async fn page<R: Record>(
        &self,
        after: Option<u32>,
        limit: u32,
    ) -> Result<Vec<Stored<R>>, StoreError> {
        let mut session = self.database.read().await?;
        let after = after.map_or(-1, i64::from);
        let rows = session.rows(R::PAGE, args![after, limit]).await?;
        rows.iter().map(Stored::of_row).collect()
    }

    /// Hands over every row that the SQL gives of a kind (`$1`) after an entry (`$2`), at most so many
    /// (`$3`), in the order of entries, which stand first: a page at a time, with no session held while
    /// they are looked at.
    pub(super) async fn each_row(
        &self,
        sql: &'static str,
        kind: Kind,
        mut visit: impl FnMut(&Row) -> Result<(), StoreError> + Send,
    ) -> Result<(), StoreError> {
        let mut after = -1_i64;
        loop {
            let mut session = self.database.read().await?;
            let rows = session.rows(sql, args![kind.number(), after, PAGE]).await?;
            drop(session);
            let Some(last) = rows.last() else {
                return Ok(());
            };
            after = last.int(0)?;
            rows.iter().try_for_each(&mut visit)?;
        }
    }

    /// Hands over every jobseeker in the order of entries, holding a page at a time.
    ///
    /// Pages are read one after another: take [`Store::head`] before, and follow the change sequence from
    /// there, to be sure of having everything.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] where the database cannot be read.
    pub async fn each_jobseeker(
        &self,
        mut visit: impl FnMut(Stored<Jobseeker>) + Send,
    ) -> Result<(), StoreError> {
        let mut after = None;
        loop {
            let page = self.jobseekers_after(after, PAGE).await?;
            let Some(last) = page.last() else {
                return Ok(());
            };
            after = Some(last.entry);
            page.into_iter().for_each(&mut visit);
        }
    }
}
