//! Opening an engine on a data directory: store, taxonomy, reader, and the projection in memory.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock, RwLock};
use std::time::Duration;

use jiff::civil::Date;

use super::keeper::Folder;
use super::state::State;
use super::{Clock, Engine, EngineError, Inner};
use crate::config::VoikkoUse;
use crate::domain::{AreaCode, ServiceUnit, WordDecision};
use crate::score::{Compiler, Nearness, Weights};
use crate::store::{ERASURES, PeopleADay, Place, Store};
use crate::taxonomy::Taxonomy;
use crate::text;

/// The imported taxonomy's file in a data directory.
pub(super) const TAXONOMY_FILE: &str = "taxonomy.bin";

/// Where to open an engine, and for which day.
#[derive(Debug, Clone)]
pub struct Options {
    /// The data directory: records (unless elsewhere), taxonomy, index.
    pub data: PathBuf,
    /// Address of a PostgreSQL database for the records; `None` keeps them in the data directory.
    pub database: Option<String>,
    /// The day to judge on; `None` is today, also tomorrow.
    pub as_of: Option<Date>,
    /// Where moments come from.
    pub clock: Clock,
    /// How long a request waits until changes of records are taken in, before it is answered that this
    /// cannot be done just now; `None` is as long as it takes.
    pub patience: Option<Duration>,
    /// Whether libvoikko reads Finnish words, and which one.
    pub voikko: VoikkoUse,
    /// The employment area of each unit that serves people.
    pub service_areas: BTreeMap<ServiceUnit, AreaCode>,
    /// Where the list of erasures is kept; `None` is in the data directory.
    pub erasures: Option<PathBuf>,
    /// Most distinct people whom one key is shown on a day.
    pub people_a_day: PeopleADay,
}

impl Options {
    /// Everything in one directory, as of today.
    pub fn new(data: impl Into<PathBuf>) -> Self {
        Self {
            data: data.into(),
            database: None,
            as_of: None,
            clock: Clock::default(),
            patience: None,
            voikko: VoikkoUse::default(),
            service_areas: BTreeMap::new(),
            erasures: None,
            people_a_day: PeopleADay::default(),
        }
    }

    /// The file of the list of erasures.
    pub fn erasures_file(&self) -> PathBuf {
        let named = self.erasures.clone();
        named.unwrap_or_else(|| self.data.join(ERASURES))
    }

    pub(super) fn place(&self) -> Place {
        match &self.database {
            Some(url) => Place::parse(url),
            None => Place::Directory(self.data.clone()),
        }
    }
}

impl Engine {
    /// Makes an empty data directory with the built-in starter taxonomy.
    ///
    /// # Errors
    /// [`EngineError::Setup`] where the directory cannot be made or holds something else.
    pub async fn init(options: Options) -> Result<Self, EngineError> {
        std::fs::create_dir_all(&options.data).map_err(|error| {
            EngineError::Setup(format!(
                "cannot make the data directory {}: {error}",
                options.data.display()
            ))
        })?;
        Self::start(options).await
    }

    /// Opens a data directory that [`init`](Self::init) or an import made.
    ///
    /// # Errors
    /// [`EngineError::Setup`] where there is none, it is of a newer version or another process holds
    /// it; [`EngineError::Taxonomy`] where its taxonomy file cannot be used.
    pub async fn open(options: Options) -> Result<Self, EngineError> {
        if !Store::exists(&options.place()) {
            return Err(EngineError::Setup(format!(
                "there is no data in {}: make it with `kohtaanto init`, or import something with --data naming it",
                options.data.display()
            )));
        }
        Self::start(options).await
    }

    /// The taxonomy of a data directory: the imported one, else the starter.
    ///
    /// # Errors
    /// [`EngineError::Taxonomy`] where the file is damaged or of a newer version.
    pub fn taxonomy_of(data: &Path) -> Result<Arc<Taxonomy>, EngineError> {
        let file = data.join(TAXONOMY_FILE);
        match std::fs::read(&file) {
            Ok(bytes) => Ok(Arc::new(Taxonomy::from_bytes(&bytes)?)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Taxonomy::starter()),
            Err(error) => Err(EngineError::Setup(format!(
                "cannot read {}: {error}",
                file.display()
            ))),
        }
    }

    /// Keeps a taxonomy in the data directory, whole or not at all. It is in use from the next opening.
    ///
    /// # Errors
    /// [`EngineError::Setup`] where it cannot be written.
    pub fn keep_taxonomy(&self, taxonomy: &Taxonomy) -> Result<(), EngineError> {
        let file = self.0.data.join(TAXONOMY_FILE);
        let put = || -> std::io::Result<()> {
            let mut draft = tempfile::NamedTempFile::new_in(&self.0.data)?;
            std::io::Write::write_all(&mut draft, &taxonomy.to_bytes())?;
            draft.as_file().sync_all()?;
            draft.persist(&file)?;
            Ok(())
        };
        put().map_err(|error| {
            EngineError::Setup(format!("cannot write {}: {error}", file.display()))
        })
    }

    async fn start(options: Options) -> Result<Self, EngineError> {
        let store = Store::open(options.place()).await?;
        let store = store
            .with_erasures(options.erasures_file())
            .with_people_a_day(options.people_a_day);
        // Before anyone reads: records that were put back know nothing of who was erased since.
        let applied = store.follow_list().await?;
        if applied.erased > 0 {
            tracing::warn!(people = applied.erased, "erased by the list of erasures");
        }
        let purged = store.is_purged().await?;
        let taxonomy = Self::taxonomy_of(&options.data)?;
        let decisions = store.word_decisions().await?;
        super::proposals::keep(&options.data, &decisions)?;
        let text = reader(&options, &taxonomy, &decisions)?;
        let finder = super::search::Finder::new(options.data.join("index"), text.version());
        let nearness = Arc::new(Nearness::new(&taxonomy, Weights::current()));
        // The projection is loaded by the first question: importing needs none.
        let engine = Self(Arc::new(Inner {
            finder,
            nearness,
            compiler: Arc::new(Compiler::new(Arc::clone(&taxonomy), Weights::current())),
            store,
            data: options.data,
            taxonomy,
            text,
            weights: Weights::current(),
            as_of: options.as_of,
            clock: options.clock,
            patience: options.patience,
            state: RwLock::new(State::default()),
            agencies: super::agency::AgencyViews::default(),
            service_areas: options.service_areas,
            people_a_day: options.people_a_day,
            following: tokio::sync::Mutex::new(()),
            keeping: tokio::sync::Mutex::new(()),
            cleansing: tokio::sync::Mutex::new(()),
            imports: Arc::new(tokio::sync::Semaphore::new(super::IMPORTS_MAX)),
        }));
        if !purged {
            // An erasure was cut short, or could not finish.
            engine.remove_unfinished();
            engine.cleanse().await;
        }
        Ok(engine)
    }
}

/// A reader of words for a taxonomy and the region's own words. That of the starter taxonomy alone is
/// made once a process: it never changes.
pub(super) fn reader(
    options: &Options,
    taxonomy: &Arc<Taxonomy>,
    decisions: &[WordDecision],
) -> Result<Arc<text::Reader>, EngineError> {
    static STARTER: LazyLock<Arc<text::Reader>> = LazyLock::new(|| {
        let voikko = text::Voikko::open(None).ok();
        Arc::new(text::Reader::new(Taxonomy::starter(), voikko, &[]))
    });
    // Asked first: making the starter to compare with takes longer than the rest of opening.
    let starter = taxonomy.is_starter()
        && taxonomy.version() == Taxonomy::starter().version()
        && decisions.iter().all(|decision| decision.means.is_empty());
    let voikko = match &options.voikko {
        VoikkoUse::Auto if starter => return Ok(Arc::clone(&STARTER)),
        VoikkoUse::Auto => text::Voikko::open(None).ok(),
        VoikkoUse::Off => None,
        VoikkoUse::Library(path) => Some(text::Voikko::open(Some(path)).map_err(|error| {
            EngineError::Setup(format!("setting `voikko`: {}: {error}", path.display()))
        })?),
    };
    let reader = text::Reader::new(Arc::clone(taxonomy), voikko, decisions);
    Ok(Arc::new(reader.kept_by(Folder::of_reader(&options.data))))
}
