//! Where store, index, score and taxonomy meet: every request of the web and the terminal is a method here.
//!
//! The engine keeps a projection of the records in memory and follows the change sequence. A request
//! takes the head number from the store, brings the projection up to it, scores under the gate, and
//! leaves only after the ledger is written with each person's visibility looked at once more.

mod access;
mod agency;
mod allowed;
pub mod answer;
mod backup;
mod batch;
mod candidates;
mod changes;
mod clients;
mod clock;
mod contact;
mod course;
mod cursor;
mod doctor;
mod editing;
mod employers;
mod erasing;
mod error;
mod explain;
mod export;
mod fairness;
mod files;
mod gaps;
mod intake;
mod jobs;
mod keeper;
mod matching;
mod memory;
mod open;
mod person;
mod projection;
mod proof;
mod proposals;
mod protection;
mod reader;
mod readings;
mod records;
mod replay;
mod rights;
mod seal;
mod search;
mod seen_by;
mod serving;
mod state;
mod subject;
mod suggest;
mod sync;
mod unfinished;
mod usage;
mod vacancies;
mod versus;
mod what_if;
mod wording;
pub mod words;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, RwLock};

use jiff::civil::Date;

pub use crate::text::Extraction;
pub use access::{KeyInfo, KeySpec, NewKey};
pub use backup::{Backup, Restored};
pub use batch::{PairSink, RunLine, RunQuery};
pub use candidates::{AgencySight, CandidatesQuery};
pub use changes::{
    Cause, ChangeKind, ChangeReport, ChangeSummary, CoachChanges, Differing, PairChange,
};
pub use clients::{CLIENTS_MAX, Client, ClientGroup, ClientGroupKind, ClientList, ClientVacancy};
pub use clock::{Clock, finland};
pub use contact::{CandidateChange, CandidateChanges, CandidateView, ContactList, ContactView};
pub use course::{Course, CourseTable, OpenedVacancy};
pub use doctor::{Health, Look, Part};
pub use editing::{Expected, VERSION_DIGITS, Version};
pub use employers::{BestVacancy, EmployerFit, EmployerList};
pub use erasing::Erasure;
pub use error::{EngineError, OnceRefused};
pub use export::ExportPage;
pub use fairness::{ExposureRow, FairnessQuery, FairnessReport, Groups};
pub use files::{DataFile, FILES};
pub use gaps::{GapKind, GapRow, GapTable, GapsQuery, PlaceKind, ShareRow};
pub use intake::{IMPORTS_MAX, ImportPlace, ImportReport, ImportState, ImportView, LineError};
pub use jobs::JobsQuery;
pub use matching::MatchesQuery;
pub use open::Options;
pub use person::{OccupationLine, PersonView, SkillLine};
pub use proof::{ScoreAudit, ScoreReport};
pub use proposals::WordProposal;
pub use protection::{HiddenBy, Matching, Protection, ProtectionFileError};
pub use reader::Reader;
pub use records::{Counts, Put, PutOutcome, hidden_in_words};
pub use replay::{RankChange, RankSink, ReplaySummary};
pub use rights::{AuditReport, Break, Disclosure, Sight};
pub use search::SearchQuery;
pub use seen_by::{SeenBy, SightLine};
pub use serving::{Assigned, AssignmentSpec, Decision, Deputising, UnknownFact};
pub use suggest::{SuggestKind, Suggestion};
pub use usage::{KeyUse, PeopleADay};
pub use vacancies::VacanciesQuery;
pub use versus::{Difference, FindingDifference, Versus};

use crate::domain::{AreaCode, ServiceUnit};
use crate::score::{Compiler, Nearness, Weights};
use crate::store::Store;
use crate::taxonomy::Taxonomy;
use crate::text;
use state::State;

/// The engine: cheap to clone, shared by every request.
#[derive(Clone)]
pub struct Engine(Arc<Inner>);

struct Inner {
    store: Store,
    /// Folder of what is derived: the taxonomy file, the index.
    data: PathBuf,
    taxonomy: Arc<Taxonomy>,
    text: Arc<text::Reader>,
    weights: &'static Weights,
    /// Compiles vacancies by them.
    compiler: Arc<Compiler>,
    /// What every holding is near to, by these weights.
    nearness: Arc<Nearness>,
    /// The day asked for; `None` is today.
    as_of: Option<Date>,
    clock: Clock,
    /// How long a request waits for the projection to follow; `None` is as long as it takes.
    patience: Option<std::time::Duration>,
    state: RwLock<State>,
    agencies: agency::AgencyViews,
    /// The employment area of each unit, as the settings say.
    service_areas: BTreeMap<ServiceUnit, AreaCode>,
    finder: search::Finder,
    /// Most distinct people whom one key is shown on a day.
    people_a_day: crate::store::PeopleADay,
    /// Held while the projection follows the change sequence.
    following: tokio::sync::Mutex<()>,
    /// Held while the projection is kept on disk or what was kept is taken away.
    keeping: tokio::sync::Mutex<()>,
    /// Held while whoever was erased is taken out of the files.
    cleansing: tokio::sync::Mutex<()>,
    /// Places of imports that go on by themselves.
    imports: Arc<tokio::sync::Semaphore>,
}

impl Engine {
    /// The day that openness, consent and validity are judged on, in Finland.
    pub fn as_of(&self) -> Date {
        self.0.as_of.unwrap_or_else(|| self.0.clock.today())
    }

    /// Seconds until the next day begins, in whole hours; where the day is set, a whole day.
    fn until_tomorrow(&self) -> u32 {
        const HOUR: u32 = 3_600;
        let now = self.0.clock.now().to_zoned(finland());
        let hour = u32::from(now.hour().unsigned_abs());
        match self.0.as_of {
            Some(_) => 24 * HOUR,
            None => 24_u32.saturating_sub(hour).max(1) * HOUR,
        }
    }

    /// The taxonomy in use.
    pub fn taxonomy(&self) -> &Arc<Taxonomy> {
        &self.0.taxonomy
    }

    /// Percent of its points that a wish earns of which nothing is said, by the weights in use.
    pub fn open_wish_percent(&self) -> u32 {
        self.0.weights.wishes.open_percent.value.into()
    }

    /// The reader of free text in use.
    pub fn text(&self) -> &text::Reader {
        &self.0.text
    }

    /// The data directory.
    pub fn data(&self) -> &Path {
        &self.0.data
    }

    /// Brings in what reading words needs, so that the first answer does not wait for it.
    pub async fn prepare_words(&self) {
        let text = Arc::clone(&self.0.text);
        // Where it cannot be, whoever needs it first makes it or says why.
        let _ = tokio::task::spawn_blocking(move || text.prepare()).await;
    }

    /// Keeps what was made since the projection was kept last, and gives the store free.
    pub async fn close(self) {
        self.keep_if_worthwhile().await;
        if let Some(inner) = Arc::into_inner(self.0) {
            inner.store.close().await;
        }
    }

    /// Runs work that takes processor time away from the threads that answer requests.
    async fn compute<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Inner) -> Result<T, EngineError> + Send + 'static,
    ) -> Result<T, EngineError> {
        let inner = Arc::clone(&self.0);
        match tokio::task::spawn_blocking(move || work(&inner)).await {
            Ok(done) => done,
            Err(fault) => Err(EngineError::Internal(Box::new(fault))),
        }
    }
}

impl Inner {
    fn read_state(&self) -> std::sync::RwLockReadGuard<'_, State> {
        // A panic while the lock was held leaves at worst a row half-indexed; the rows are whole.
        self.state
            .read()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    fn write_state(&self) -> std::sync::RwLockWriteGuard<'_, State> {
        self.state
            .write()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}
