//! The engine as the tests of this binary ask it: no answer comes out of it that names somebody who is
//! not on the ledger by then.

use std::sync::Mutex;

use kohtaanto::domain::{AgencyId, Jobseeker, PersonId, PublicId};
use kohtaanto::engine::answer::{
    CandidateList, CourseWhatIf, JobList, Match, MatchList, PersonWhatIf, SearchResult,
    VacancyWhatIf,
};
use kohtaanto::engine::{
    self, AgencySight, CandidateView, CandidatesQuery, ChangeReport, ClientGroup, ClientList,
    ContactList, ContactView, Course, EmployerList, EngineError, ExportPage, JobsQuery,
    MatchesQuery, Options, PairSink, PersonView, RankChange, RankSink, Reader, ReplaySummary,
    RunLine, RunQuery, SearchQuery, SeenBy, Versus,
};

#[path = "../../src/http/on_record.rs"]
mod witness;

use witness::Witness;

/// An engine with somebody who looks at every answer of it.
pub(crate) struct Engine {
    engine: engine::Engine,
    witness: Witness,
}

impl std::ops::Deref for Engine {
    type Target = engine::Engine;
    fn deref(&self) -> &engine::Engine {
        &self.engine
    }
}

impl From<engine::Engine> for Engine {
    fn from(engine: engine::Engine) -> Self {
        let witness = Witness::of(engine.data());
        Self { engine, witness }
    }
}

impl Engine {
    pub(crate) async fn init(options: Options) -> Result<Self, EngineError> {
        engine::Engine::init(options).await.map(Self::from)
    }

    pub(crate) async fn open(options: Options) -> Result<Self, EngineError> {
        engine::Engine::open(options).await.map(Self::from)
    }

    /// The engine itself, to be served: the web has guards of its own.
    pub(crate) fn plain(&self) -> engine::Engine {
        self.engine.clone()
    }

    pub(crate) async fn close(self) {
        self.engine.close().await;
    }

    async fn look(&self, since: i64, question: &str, answer: &str) {
        let unrecorded = self.witness.unrecorded(since, answer, "").await;
        assert!(
            unrecorded.is_empty(),
            "not on the ledger: {unrecorded:?} in an answer of {question}"
        );
    }

    pub(crate) async fn match_all(
        &self,
        reader: &Reader,
        query: RunQuery,
        sink: &mut dyn PairSink,
        progress: &(dyn Fn(u64, u64) + Sync),
    ) -> Result<u64, EngineError> {
        let since = self.witness.last_leaf().await;
        let mut through = Through(sink, Mutex::default());
        let run = self.engine.match_all(reader, query, &mut through, progress);
        let run = run.await;
        let lines = through.1.into_inner().unwrap();
        self.look(since, "match_all", &lines).await;
        run
    }

    pub(crate) async fn replay(
        &self,
        reader: &Reader,
        weights: &str,
        limit: usize,
        sink: &mut dyn RankSink,
        progress: &(dyn Fn(u64, u64) + Sync),
    ) -> Result<ReplaySummary, EngineError> {
        let since = self.witness.last_leaf().await;
        let mut through = Through(sink, Mutex::default());
        let run = self
            .engine
            .replay(reader, weights, limit, &mut through, progress);
        let run = run.await;
        let lines = through.1.into_inner().unwrap();
        self.look(since, "replay", &lines).await;
        run
    }
}

/// Hands lines on and keeps what they say.
struct Through<'s, S: ?Sized>(&'s mut S, Mutex<String>);

impl PairSink for Through<'_, dyn PairSink + '_> {
    fn take(&mut self, line: RunLine) -> std::io::Result<()> {
        *self.1.lock().unwrap() += &format!("{line:?}\n");
        self.0.take(line)
    }

    fn reached(&mut self, vacancy: &kohtaanto::domain::VacancyId) -> std::io::Result<()> {
        self.0.reached(vacancy)
    }
}

impl RankSink for Through<'_, dyn RankSink + '_> {
    fn take(&mut self, changes: Vec<RankChange>) -> std::io::Result<()> {
        *self.1.lock().unwrap() += &format!("{changes:?}\n");
        self.0.take(changes)
    }
}

macro_rules! looked_at {
    ($($question:ident($($name:ident: $kind:ty),*) -> $answer:ty;)+) => {
        #[allow(dead_code, reason = "whatever the next test asks is looked at too")]
        impl Engine {$(
            pub(crate) async fn $question(&self, reader: &Reader, $($name: $kind),*) -> Result<$answer, EngineError> {
                let since = self.witness.last_leaf().await;
                let answer = self.engine.$question(reader, $($name),*).await?;
                self.look(since, stringify!($question), &format!("{answer:?}")).await;
                Ok(answer)
            }
        )+}

        /// Questions whose answers are looked at.
        const LOOKED_AT: &[&str] = &["match_all", "replay", $(stringify!($question)),+];
    };
}

looked_at! {
    matches(vacancy: &str, query: MatchesQuery) -> MatchList;
    match_one(vacancy: &str, limit: usize) -> MatchList;
    explain(vacancy: &str, person: &str) -> Match;
    versus(vacancy: &str, a: &str, b: &str) -> Versus;
    jobs(person: &str, query: JobsQuery) -> JobList;
    person(person: &str, query: JobsQuery) -> (PersonView, JobList);
    employers(person: &str, limit: Option<usize>) -> EmployerList;
    client_groups() -> Vec<ClientGroup>;
    client_named(person: &PersonId) -> PublicId;
    clients(group: PublicId) -> ClientList;
    search_people(query: SearchQuery) -> SearchResult;
    search_vacancies(query: SearchQuery) -> SearchResult;
    candidates(query: CandidatesQuery) -> CandidateList;
    agency_sight(agency: &AgencyId, query: CandidatesQuery, person: Option<&str>) -> AgencySight;
    agencies() -> Vec<AgencyId>;
    export_jobseekers(after: Option<u32>) -> ExportPage<Jobseeker>;
    changes() -> ChangeReport;
    what_if_person(person: &str) -> PersonWhatIf;
    what_if_vacancy(vacancy: &str) -> VacancyWhatIf;
    what_if_course(course: Course) -> CourseWhatIf;
    candidate(pseudonym: &str) -> CandidateView;
    ask_contact(pseudonym: &str) -> ContactView;
    contact_requests() -> ContactList;
    export_subject(person: &PersonId) -> serde_json::Value;
    seen_by(person: &str, before: Option<u64>, limit: Option<usize>) -> SeenBy;
    contact_request(id: &str) -> ContactView;
}

/// Questions whose answers hold nobody, each with the reason.
const NAME_NOBODY: &[(&str, &str)] = &[
    ("vacancies", "vacancies alone"),
    ("vacancy", "a vacancy alone"),
    ("people_shown", "a count"),
    ("people_shown_today", "a count"),
    ("change_vacancy", "a vacancy alone"),
    ("remove_vacancy", "nothing is answered"),
    ("begin_import", "the number of a job that takes vacancies"),
    (
        "begin_once",
        "the name of what the same key had made before",
    ),
    ("end_once", "nothing is answered"),
    ("fairness", "counts, small ones kept back"),
    ("answer_contact", "nothing is answered"),
    ("candidate_changes", "pseudonyms that name nobody any more"),
    (
        "audit_scores",
        "counts; its findings name nobody, as its own test says",
    ),
];

/// A new question of a reader is looked at too, or says why its answers hold nobody.
#[test]
fn every_question_of_a_reader_is_looked_at() {
    let mut unknown = Vec::new();
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut open = vec![root.join("src/engine")];
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(
                std::fs::read_dir(&path)
                    .unwrap()
                    .map(|entry| entry.unwrap().path()),
            );
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        for question in text.split("pub async fn ").skip(1) {
            let (name, rest) = question.split_once('(').unwrap();
            let asks = rest.split('{').next().unwrap().contains("reader: &Reader");
            let known =
                LOOKED_AT.contains(&name) || NAME_NOBODY.iter().any(|(own, _)| *own == name);
            if asks && !known {
                unknown.push(format!("{name} in {}", path.display()));
            }
        }
    }
    assert!(
        unknown.is_empty(),
        "tests/it/on_record.rs does not look at the answers of {unknown:?}"
    );
}

/// The guard itself: an answer that goes past the ledger is noticed.
#[tokio::test(flavor = "multi_thread")]
#[should_panic(expected = "not on the ledger: [\"S-01-P1\"]")]
async fn an_answer_that_skips_the_ledger_is_caught() {
    let folder = tempfile::tempdir().unwrap();
    let region = kohtaanto::sample::region(1, 5, 2);
    let engine = crate::region::filled(folder.path(), &region).await;
    let since = engine.witness.last_leaf().await;
    let leak = format!("{:?}", region.jobseekers[0].person.id);
    engine.look(since, "leaks", &leak).await;
}
