//! One agency's people, as the agency may see them: cut down to what consent releases before anything
//! is scored, where they live only beside what several share there, and kept up person by person from
//! the change sequence.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use jiff::civil::Date;
use rayon::prelude::*;

use super::sync::FOLLOW_MAX;
use super::{Engine, EngineError, Inner};
use crate::domain::{AgencyId, ContactWay, Jobseeker, MunicipalityCode, Profile, PublicId};
use crate::score::{Population, RowSet};
use crate::store::{Kind, Stored};
use crate::visibility::{self, Crowd, Outline, Probes, Sketch, Verdict};

/// The people of one agency, as of a change and a day.
#[derive(Clone)]
pub(super) struct AgencyView {
    head: u64,
    pub(super) as_of: Date,
    /// By row; a row that a change has left behind is in nobody's answer.
    pub(super) people: Vec<Candidate>,
    pub(super) population: Population,
    /// Rows by entry, of those who are there.
    rows: HashMap<u32, u32>,
    /// What is shared where.
    crowd: Crowd,
    /// Hashes of what may be seen, by entry.
    hashes: BTreeMap<u32, [u8; 32]>,
    /// Hash of all that the agency may see of anyone.
    pub(super) release: String,
}

/// A person as the agency may see them.
#[derive(Clone)]
pub(super) struct Candidate {
    pub(super) entry: u32,
    pub(super) public: PublicId,
    pub(super) verdict: Verdict,
    /// As projected; where they live stands in it where it may be told.
    pub(super) jobseeker: Jobseeker,
    /// What they may be recognised by, with where they live as released.
    outline: Outline,
    /// How the person may be contacted.
    pub(super) contact: ContactWay,
}

/// The views of agencies.
#[derive(Default)]
pub(super) struct AgencyViews {
    kept: Mutex<HashMap<AgencyId, Arc<AgencyView>>>,
    /// What each agency has asked today.
    probes: Mutex<HashMap<AgencyId, Probes>>,
    /// Held while a view is brought up to date.
    following: tokio::sync::Mutex<()>,
}

/// Records read at a time.
const PAGE: usize = 512;

impl Engine {
    /// An agency's people as of now: the view kept, with whoever changed since put in anew.
    pub(super) async fn agency_view(
        &self,
        agency: &AgencyId,
    ) -> Result<Arc<AgencyView>, EngineError> {
        self.follow().await?;
        let (as_of, head) = (self.as_of(), self.0.read_state().people_head);
        let views = &self.0.agencies;
        if let Some(view) = views.current(agency, head, as_of) {
            return Ok(view);
        }
        let _following = views.following.lock().await;
        let (view, changed) = self.outdated(agency, as_of).await?;
        let (head, judged) = self.judged_for(agency, changed.as_deref(), as_of);
        let mut people = Vec::with_capacity(judged.len());
        for page in judged.chunks(PAGE) {
            let entries: Vec<u32> = page.iter().map(|(entry, _)| *entry).collect();
            let verdicts: HashMap<u32, &Verdict> = page.iter().map(|(e, v)| (*e, v)).collect();
            for stored in self.people(&entries).await? {
                let verdict = verdicts
                    .get(&stored.entry)
                    .map(|verdict| (*verdict).clone());
                people.extend(verdict.and_then(|verdict| candidate(stored, verdict)));
            }
        }
        let view = self
            .compute(move |inner| {
                let mut view = view.unwrap_or_else(|| AgencyView::new(inner, as_of));
                view.take(inner, head, &changed.unwrap_or_default(), people);
                Ok(view)
            })
            .await?;
        Ok(views.keep(agency, view))
    }

    /// The view kept of an agency with the people who changed since, where bringing it up to date is
    /// less than making it anew.
    async fn outdated(
        &self,
        agency: &AgencyId,
        as_of: Date,
    ) -> Result<(Option<AgencyView>, Option<Vec<u32>>), EngineError> {
        let kept = self.0.agencies.take(agency);
        let Some(kept) = kept.filter(|view| view.as_of == as_of && !view.is_sparse()) else {
            return Ok((None, None));
        };
        let changes = self.0.store.changes_since(kept.head, FOLLOW_MAX).await?;
        if changes.len() >= FOLLOW_MAX as usize {
            return Ok((None, None));
        }
        let people = changes.iter().filter(|c| c.kind == Kind::Jobseeker);
        let mut entries: Vec<u32> = people.map(|change| change.entry).collect();
        entries.sort_unstable();
        entries.dedup();
        Ok((Some(Arc::unwrap_or_clone(kept)), Some(entries)))
    }

    /// What the gate says to an agency of some people, or of everyone, with the change that it says it of.
    fn judged_for(
        &self,
        agency: &AgencyId,
        entries: Option<&[u32]>,
        as_of: Date,
    ) -> (u64, Vec<(u32, Verdict)>) {
        let class = crate::domain::Reader::Agency(agency.clone());
        let state = self.0.read_state();
        let judge = |person: &super::state::PersonRow| {
            let verdict = visibility::judge(&person.gate, &class, as_of);
            (person.alive && verdict.hidden_by().is_none()).then_some((person.entry, verdict))
        };
        let judged = match entries {
            Some(entries) => {
                let people = entries.iter().filter_map(|entry| state.person_at(*entry));
                people.filter_map(judge).collect()
            }
            None => state.people.iter().filter_map(judge).collect(),
        };
        (state.people_head, judged)
    }
}

impl AgencyView {
    fn new(inner: &Inner, as_of: Date) -> Self {
        Self {
            head: 0,
            as_of,
            people: Vec::new(),
            population: Population::new(Arc::clone(&inner.nearness)),
            rows: HashMap::new(),
            crowd: Crowd::default(),
            hashes: BTreeMap::new(),
            release: String::new(),
        }
    }

    /// Lets go of people by entry, and takes others in.
    fn take(&mut self, inner: &Inner, head: u64, gone: &[u32], mut people: Vec<Candidate>) {
        let mut places: BTreeSet<MunicipalityCode> = BTreeSet::new();
        let entries = people.iter().map(|candidate| candidate.entry);
        let entries: Vec<u32> = gone.iter().copied().chain(entries).collect();
        for entry in entries {
            if let Some(candidate) = self.let_go(entry) {
                self.crowd.remove(&candidate.outline);
                places.extend(candidate.outline.place());
            }
        }
        for candidate in &people {
            self.crowd.add(&candidate.outline);
            places.extend(candidate.outline.place());
        }
        for entry in self.told_otherwise(&places) {
            people.extend(self.let_go(entry));
        }
        for candidate in &mut people {
            candidate.jobseeker.person.home_municipality = self.crowd.place_of(&candidate.outline);
        }
        let maker = inner.maker(self.as_of);
        let made: Vec<_> = people
            .par_iter()
            .map(|candidate| {
                let jobseeker = &candidate.jobseeker;
                let facts = maker.facts(jobseeker, &inner.read_profile(jobseeker));
                (facts, hash_of(candidate))
            })
            .collect();
        for (candidate, (facts, hash)) in people.into_iter().zip(made) {
            let row = u32::try_from(self.people.len()).unwrap_or(u32::MAX);
            self.population.push(&facts);
            self.rows.insert(candidate.entry, row);
            self.hashes.insert(candidate.entry, hash);
            self.people.push(candidate);
        }
        self.population.settle();
        self.head = head;
        self.release = release_of(self.hashes.values());
    }

    /// Takes a person's row out of use.
    fn let_go(&mut self, entry: u32) -> Option<Candidate> {
        self.hashes.remove(&entry);
        let row = self.rows.remove(&entry)?;
        let left = self.people.get_mut(row as usize)?;
        let candidate = left.clone();
        // Nothing asks for the row again; its numbers go when the view is next made whole.
        left.jobseeker.profile = Profile::default();
        left.outline = Outline::default();
        Some(candidate)
    }

    /// The people of these places whose place is told and may not be, or the other way round.
    fn told_otherwise(&self, places: &BTreeSet<MunicipalityCode>) -> Vec<u32> {
        let people = self.rows.iter().filter_map(|(entry, row)| {
            let candidate = self.people.get(*row as usize)?;
            let place = candidate.outline.place()?;
            let told = candidate.jobseeker.person.home_municipality;
            let otherwise =
                places.contains(&place) && self.crowd.place_of(&candidate.outline) != told;
            otherwise.then_some(*entry)
        });
        let mut people: Vec<u32> = people.collect();
        people.sort_unstable();
        people
    }

    /// Whether most rows were left behind by changes.
    fn is_sparse(&self) -> bool {
        self.people.len() > 2 * self.rows.len()
    }

    /// The row of a person who may be seen for work in these ISCO-08 groups.
    pub(super) fn row_of(&self, entry: u32, isco: &[&str]) -> Option<u32> {
        let row = *self.rows.get(&entry)?;
        let candidate = self.people.get(row as usize)?;
        candidate.verdict.allows(&[], isco).then_some(row)
    }

    /// The person of an entry, if they are there for whatever work.
    pub(super) fn of_entry(&self, entry: u32) -> Option<&Candidate> {
        self.people.get(*self.rows.get(&entry)? as usize)
    }

    /// Everyone who is there for whatever work.
    pub(super) fn candidates(&self) -> impl Iterator<Item = &Candidate> {
        let people = self.rows.values();
        people.filter_map(|row| self.people.get(*row as usize))
    }

    /// Hashes of what may be seen, by entry.
    pub(super) fn hashes(&self) -> &BTreeMap<u32, [u8; 32]> {
        &self.hashes
    }

    /// The rows of those who may be seen for work in these ISCO-08 groups.
    pub(super) fn rows(&self, isco: &[&str]) -> RowSet {
        let allows = |row: &u32| {
            let candidate = self.people.get(*row as usize);
            candidate.is_some_and(|candidate| candidate.verdict.allows(&[], isco))
        };
        self.rows.values().copied().filter(allows).collect()
    }
}

/// A person cut down to what consent releases: no name, no words, nothing for staff.
fn candidate(stored: Stored<Jobseeker>, verdict: Verdict) -> Option<Candidate> {
    let Jobseeker {
        person,
        visibility,
        profile,
        ..
    } = stored.record;
    let consent = visibility.partners?;
    let mut jobseeker = Jobseeker::new(person.id);
    jobseeker.profile = visibility::project(&profile, &consent);
    let released = visibility::releases(&consent, crate::domain::ReleasedField::Municipality);
    let place = person.home_municipality.filter(|_| released);
    let outline = Outline::of(&jobseeker.profile, place);
    Some(Candidate {
        entry: stored.entry,
        public: stored.public,
        verdict,
        jobseeker,
        outline,
        contact: consent.contact.unwrap_or(ContactWay::ViaCoach),
    })
}

/// A hash of a person as the agency may see them.
fn hash_of(candidate: &Candidate) -> [u8; 32] {
    let Jobseeker {
        person, profile, ..
    } = &candidate.jobseeker;
    let json = serde_json::to_vec(&(person.home_municipality, profile)).unwrap_or_default();
    let mut hasher = blake3::Hasher::new();
    hasher
        .update(candidate.public.as_str().as_bytes())
        .update(candidate.contact.as_str().as_bytes())
        .update(&json);
    *hasher.finalize().as_bytes()
}

/// A hash of everyone, whatever their order.
fn release_of<'h>(hashes: impl Iterator<Item = &'h [u8; 32]>) -> String {
    let mut hashes: Vec<&[u8; 32]> = hashes.collect();
    hashes.sort_unstable();
    let mut all = blake3::Hasher::new();
    hashes.into_iter().for_each(|hash| {
        all.update(hash);
    });
    all.finalize().to_hex()[..16].to_owned()
}

impl AgencyViews {
    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<AgencyId, Arc<AgencyView>>> {
        // A view is put in whole; a panic elsewhere cannot have left half of one.
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn current(&self, agency: &AgencyId, head: u64, as_of: Date) -> Option<Arc<AgencyView>> {
        self.lock()
            .get(agency)
            .filter(|view| view.head == head && view.as_of == as_of)
            .cloned()
    }

    fn take(&self, agency: &AgencyId) -> Option<Arc<AgencyView>> {
        self.lock().remove(agency)
    }

    fn keep(&self, agency: &AgencyId, view: AgencyView) -> Arc<AgencyView> {
        let view = Arc::new(view);
        self.lock().insert(agency.clone(), Arc::clone(&view));
        view
    }

    /// Takes an answer to an agency down and lets it go, or says that it may not.
    pub(super) fn admit(
        &self,
        agency: &AgencyId,
        day: Date,
        sketch: Sketch,
        shown: impl Iterator<Item = u32>,
    ) -> bool {
        let mut probes = self.probes.lock().unwrap_or_else(PoisonError::into_inner);
        let own = probes.entry(agency.clone()).or_default();
        own.admit(day, sketch, shown)
    }

    /// Lets a view go, to be made anew.
    pub(super) fn forget(&self, agency: &AgencyId) {
        self.lock().remove(agency);
    }
}
