//! Records out, a page at a time: vacancies as they are, people under visibility and on the ledger.

use super::matching::{TRIES, staff_only};
use super::{Engine, EngineError, Reader};
use crate::domain::{Jobseeker, Vacancy};
use crate::store::{DisclosureKind, StoreError};

/// Records read and written to the ledger at a time.
const PAGE: u32 = 500;

/// Some of the records, in the order in which they first came.
#[derive(Debug)]
pub struct ExportPage<T> {
    /// Those that the reader may have.
    pub records: Vec<T>,
    /// People left out because they are hidden from the reader.
    pub hidden: u64,
    /// What to ask the next page with; `None` after the last.
    pub next: Option<u32>,
}

impl Engine {
    /// The vacancies after that place (`None`: from the first), open or not.
    ///
    /// # Errors
    /// [`EngineError::Unavailable`] where the store cannot be read.
    pub async fn export_vacancies(
        &self,
        after: Option<u32>,
    ) -> Result<ExportPage<Vacancy>, EngineError> {
        let page = self.0.store.vacancies_after(after, PAGE).await?;
        Ok(ExportPage {
            next: page.last().map(|last| last.entry),
            records: page.into_iter().map(|stored| stored.record).collect(),
            hidden: 0,
        })
    }

    /// The people after that place (`None`: from the first) whom the reader may see; each of them is on
    /// the ledger, as opened, when this returns.
    ///
    /// # Errors
    /// [`EngineError::Forbidden`] for anyone but staff; [`EngineError::PurposeNeeded`];
    /// [`EngineError::Unavailable`] where the store or the ledger cannot be reached.
    pub async fn export_jobseekers(
        &self,
        reader: &Reader,
        after: Option<u32>,
    ) -> Result<ExportPage<Jobseeker>, EngineError> {
        staff_only(reader, "export people")?;
        let as_of = self.as_of();
        let sees = reader.sees(as_of);
        for _ in 0..TRIES {
            let page = self.0.store.jobseekers_after(after, PAGE).await?;
            let next = page.last().map(|last| last.entry);
            let read = page.len() as u64;
            let entries: Vec<u32> = page.iter().map(|stored| stored.entry).collect();
            let visible: std::collections::HashSet<u32> = self
                .0
                .store
                .visibility(&entries)
                .await?
                .into_iter()
                .filter(|(entry, facts)| sees(*entry, facts))
                .map(|(entry, _)| entry)
                .collect();
            let page: Vec<_> = page
                .into_iter()
                .filter(|stored| visible.contains(&stored.entry))
                .collect();
            let people: Vec<u32> = page.iter().map(|stored| stored.entry).collect();
            let hidden = read - people.len() as u64;
            if !people.is_empty() {
                let answer = self
                    .0
                    .disclosure(reader, None, DisclosureKind::Exported, people);
                match self.0.store.disclose(&answer, reader.sees(as_of)).await {
                    Ok(_) => {}
                    Err(StoreError::Changed(_)) => continue,
                    Err(error) => return Err(error.into()),
                }
            }
            return Ok(ExportPage {
                records: page.into_iter().map(|stored| stored.record).collect(),
                hidden,
                next,
            });
        }
        Err(EngineError::Unavailable(StoreError::Changed(Vec::new())))
    }
}
