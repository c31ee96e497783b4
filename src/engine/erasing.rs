//! Erasing people from every file that the program keeps, and making anew what is derived from records.

use std::path::Path;
use std::time::{Duration, Instant};

use super::{Engine, EngineError, Options};
use crate::domain::PersonId;
use crate::store::Store;

/// How long an erasure waits for the files: readers may be in the way, or another erasure at it.
const PATIENCE: Duration = Duration::from_secs(45);
/// How long it waits between two tries.
const PAUSE: Duration = Duration::from_millis(500);

/// What an erasure did, beside that no answer holds the person any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Erasure {
    /// Whether every file that the program keeps here is rid of the person too. If not, it is being seen
    /// to.
    pub files_clean: bool,
}

impl Engine {
    /// Erases a person: from answers at once, then from every file that the program keeps. Where that
    /// is not done when this returns, it is taken up again by a server within seconds, else by the next
    /// command.
    ///
    /// # Errors
    /// [`EngineError::NotFound`] for a person of whom nothing is stored; [`EngineError::Setup`] where the
    /// list of erasures cannot be used and [`EngineError::Unavailable`] where it cannot be written: then
    /// nothing was erased.
    pub async fn erase(&self, person: &PersonId) -> Result<Erasure, EngineError> {
        let store = &self.0.store;
        if store.knows(person).await? {
            // Before and after: a kill between the two leaves nothing behind, and nothing that was being
            // kept meanwhile stays.
            self.forget_projection().await;
            store.erase(person, self.0.clock.now()).await?;
            if self.0.read_state().as_of.is_some() {
                self.follow().await?;
            }
            self.forget_projection().await;
            self.remove_unfinished();
        } else if !store.is_erased(person).await? {
            return Err(EngineError::NotFound { what: "person" });
        }
        let started = Instant::now();
        while !self.cleanse().await {
            if started.elapsed() > PATIENCE {
                return Ok(Erasure { files_clean: false });
            }
            tokio::time::sleep(PAUSE).await;
        }
        Ok(Erasure { files_clean: true })
    }

    /// Takes whoever was erased, here or by another process, out of the index's and the database's files;
    /// whether that is done. Several who wait for it wait for one.
    pub(super) async fn cleanse(&self) -> bool {
        let _one = self.0.cleansing.lock().await;
        let index = self.unshelve().await;
        let records = self.0.store.purge().await;
        if let Err(error) = &index {
            tracing::warn!(%error, "the index's files still hold what was erased");
        }
        if let Err(error) = &records {
            tracing::warn!(%error, "the database's files still hold what was erased");
        }
        index.is_ok() && matches!(records, Ok(true))
    }

    /// Takes in a list of erasures after records were put back by other means than `restore`: whoever it
    /// names is erased, wherever list and records have parted. How many lines it added, and how many
    /// people it erased.
    ///
    /// # Errors
    /// [`EngineError::NotFound`] without such a list; [`EngineError::Setup`] where it is damaged or that
    /// of other records.
    pub async fn apply_erasures(options: Options, list: &Path) -> Result<(u64, u64), EngineError> {
        let store = Store::open(options.place()).await?;
        let store = store.with_erasures(options.erasures_file());
        let applied = store.apply_list(list).await;
        store.close().await;
        let applied = applied?;
        // Opening finishes it: the files follow.
        let engine = Self::open(options).await?;
        engine.forget_projection().await;
        engine.remove_unfinished();
        engine.cleanse().await;
        engine.close().await;
        Ok((applied.lines, applied.erased))
    }

    /// Makes everything anew that is derived from the records: index, projection, what was read of words.
    ///
    /// # Errors
    /// [`EngineError::Setup`] where another process has the index; [`EngineError::Unavailable`] where
    /// the records cannot be read.
    pub async fn reindex(&self) -> Result<(), EngineError> {
        self.forget_projection().await;
        self.0.store.forget_every_reading().await?;
        self.reshelve().await?;
        self.read_unread(|_| ()).await?;
        self.ready().await?;
        self.keep_projection().await;
        Ok(())
    }
}
