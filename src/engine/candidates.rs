//! Candidates for a partner: consented people under pseudonyms, projected to what consent releases
//! and only then scored. What the agency may not see changes nothing here.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::Date;

use super::agency::{AgencyView, Candidate};
use super::answer::{CandidateList, Match, Versions};
use super::contact::Names;
use super::cursor::Place;
use super::explain::Explained;
use super::matching::{TRIES, staff_only};
use super::state::isco_of;
use super::{Engine, EngineError, Inner, Reader};
use crate::domain::{self, AgencyId, Lang, Localised, Role, Scope, Vacancy, VacancyId};
use crate::gaps::SMALL;
use crate::score::{self, Ask, Asked, Half, Plan, Scored, TieKey, Totals, Wanted, Weights, ask};
use crate::store::{DisclosureKind, StoreError};
use crate::taxonomy::Taxonomy;
use crate::visibility::{self, Sketch};

/// What a partner asks candidates for: one of vacancy, text and assignment.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CandidatesQuery {
    /// An open vacancy, by its id or the program's own.
    pub vacancy: Option<String>,
    /// An assignment in free words.
    pub text: Option<String>,
    /// An assignment as a record.
    pub assignment: Option<Box<Vacancy>>,
    /// Most candidates on a page, 0 to 100; `None` is 20.
    pub limit: Option<usize>,
    /// Where the page before ended.
    pub cursor: Option<String>,
}

/// Most candidates on a page.
const PAGE_MAX: usize = 100;

/// What an agency sees of a vacancy.
#[derive(Debug, Clone, PartialEq)]
pub struct AgencySight {
    /// The agency's own answer.
    pub list: CandidateList,
    /// The person looked for, as the agency sees them; `None` where they are not there for it.
    pub person: Option<Match>,
}

/// What a page of candidates depends on, and nothing else.
struct Search {
    view: Arc<AgencyView>,
    ask: Ask,
    vacancy: VacancyId,
    isco: Vec<String>,
    names: Names,
}

struct Page {
    plan: Plan,
    totals: Totals,
    best: Vec<Scored>,
    next: Option<Place>,
}

impl Engine {
    /// Candidates for an assignment, a vacancy or a text, best first, explained under pseudonyms.
    ///
    /// # Errors
    /// [`EngineError::Forbidden`] for anyone but a partner; [`EngineError::PurposeNeeded`];
    /// [`EngineError::Invalid`] where not exactly one thing is asked about, or for a limit or cursor
    /// that cannot be; [`EngineError::NotFound`] for a vacancy that is not there or not open;
    /// [`EngineError::TooAlike`] where almost the same was asked about the same people too often today.
    pub async fn candidates(
        &self,
        reader: &Reader,
        query: CandidatesQuery,
    ) -> Result<CandidateList, EngineError> {
        let agency = agency_of(reader)?;
        let sight = self.candidates_of(reader, &agency, query, None).await?;
        Ok(sight.list)
    }

    /// What an agency's search for a vacancy gives, looked at by staff; `person` is looked for in it.
    /// On the ledger it is the reader who saw these people, with the agency named in the purpose.
    ///
    /// # Errors
    /// [`EngineError::Forbidden`] for anyone but staff who serve the whole region, for an agency's
    /// people may be of any unit; else as [`candidates`](Self::candidates).
    pub async fn agency_sight(
        &self,
        reader: &Reader,
        agency: &AgencyId,
        query: CandidatesQuery,
        person: Option<&str>,
    ) -> Result<AgencySight, EngineError> {
        let what = "look at candidates as an agency";
        staff_only(reader, what)?;
        if reader.scope != Scope::Everyone {
            let role = reader.role;
            return Err(EngineError::Forbidden { role, what });
        }
        let reader = Reader {
            purpose: format!("{}, as {agency} sees it", reader.purpose),
            ..reader.clone()
        };
        self.candidates_of(&reader, agency, query, person).await
    }

    /// The agencies that somebody whom the reader may see has consented to, by identifier.
    ///
    /// # Errors
    /// As [`matches`](Self::matches).
    pub async fn agencies(&self, reader: &Reader) -> Result<Vec<AgencyId>, EngineError> {
        staff_only(reader, "look at candidates as an agency")?;
        self.follow().await?;
        let sees = reader.sees(self.as_of());
        let state = self.0.read_state();
        let seen = state.people.iter().filter(|p| p.alive);
        let seen = seen.filter(|p| sees(p.entry, &p.gate));
        let consents = seen.filter_map(|p| p.gate.consent.as_ref());
        let agencies: BTreeSet<&AgencyId> = consents.flat_map(|c| &c.agencies).collect();
        Ok(agencies.into_iter().cloned().collect())
    }

    async fn candidates_of(
        &self,
        reader: &Reader,
        agency: &AgencyId,
        query: CandidatesQuery,
        person: Option<&str>,
    ) -> Result<AgencySight, EngineError> {
        let limit = query.limit.unwrap_or(20);
        if limit > PAGE_MAX {
            return Err(EngineError::invalid(
                "/limit",
                limit,
                format!("a page holds 0 to {PAGE_MAX} candidates"),
            ));
        }
        for _ in 0..TRIES {
            let view = self.agency_view(agency).await?;
            let names = self.names(agency).await?;
            let (vacancy, ask, isco) = self.asked_about(&query).await?;
            // Ties are ordered by pseudonyms: other pseudonyms, another order.
            let about = format!("candidates {agency} {} {}", names.rotation, vacancy.id);
            let as_of = self.as_of();
            let asked = serde_json::to_value(&ask).unwrap_or_default();
            let of = format!("{} {as_of}", blake3::hash(asked.to_string().as_bytes()));
            let after = match &query.cursor {
                Some(cursor) => Some(self.0.open_place(&about, &of, cursor)?),
                None => None,
            };
            if !asks_of_work(&ask, &self.0.taxonomy, self.0.weights, as_of) {
                return Err(nothing_asked(&query));
            }
            let sketch = Sketch::of(&asked);
            let search = Search {
                view: Arc::clone(&view),
                ask,
                vacancy: vacancy.id.clone(),
                isco: isco.clone(),
                names: names.clone(),
            };
            let page = self
                .compute(move |inner| Ok(inner.candidate_page(&search, limit, after, as_of)))
                .await?;
            let mut shown: Vec<&Candidate> = page
                .best
                .iter()
                .filter_map(|scored| view.people.get(scored.row as usize))
                .collect();
            if reader.role == Role::Partner {
                self.admit_probe(agency, sketch, &shown)?;
            }
            let list = (about.as_str(), of.as_str());
            let list = self.candidate_list(reader, &names, &view, &vacancy, &page, &shown, list);
            let looked_for = person.and_then(|name| self.among(&view, &isco, name));
            let person = looked_for.map(|candidate| {
                let pseudonym = names.of(candidate);
                let (inner, plan) = (&self.0, &page.plan);
                inner.candidate_match(reader, plan, &vacancy, candidate, pseudonym, view.as_of)
            });
            if let Some(candidate) = looked_for
                && !shown.iter().any(|one| one.entry == candidate.entry)
            {
                shown.push(candidate);
            }
            if reader.role == Role::Partner {
                self.note_shown(agency, &view, &shown).await?;
            }
            match self
                .disclose_candidates(reader, agency, &vacancy, &isco, &shown)
                .await
            {
                Ok(()) => return Ok(AgencySight { list, person }),
                Err(StoreError::Changed(_)) => self.0.agencies.forget(agency),
                Err(error) => return Err(error.into()),
            }
        }
        Err(EngineError::Unavailable(StoreError::Changed(Vec::new())))
    }

    /// Notes under which pseudonyms an agency is about to be shown people, and what it may see of them.
    async fn note_shown(
        &self,
        agency: &AgencyId,
        view: &AgencyView,
        shown: &[&Candidate],
    ) -> Result<(), EngineError> {
        let hashes = shown.iter().filter_map(|candidate| {
            let hash = view.hashes().get(&candidate.entry)?;
            Some((candidate.entry, *hash))
        });
        let hashes: Vec<_> = hashes.collect();
        Ok(self.0.store.note_shown(agency, &hashes).await?)
    }

    /// A person as the agency may see them for such work, if it may.
    fn among<'v>(
        &self,
        view: &'v AgencyView,
        isco: &[String],
        name: &str,
    ) -> Option<&'v Candidate> {
        let entry = self.0.read_state().person(name)?.1.entry;
        let isco: Vec<&str> = isco.iter().map(String::as_str).collect();
        let row = view.row_of(entry, &isco)?;
        view.people.get(row as usize)
    }

    /// What is asked about, resolved. Where the record is the partner's own, it is read like any other.
    async fn asked_about(
        &self,
        query: &CandidatesQuery,
    ) -> Result<(Vacancy, Ask, Vec<String>), EngineError> {
        let as_of = self.as_of();
        let vacancy = match (&query.vacancy, &query.text, &query.assignment) {
            (Some(name), None, None) => {
                let state = self.0.read_state();
                let row = state.vacancy(name).filter(|row| row.vacancy.is_open(as_of));
                let row = row.ok_or(EngineError::NotFound { what: "vacancy" })?;
                return Ok((
                    row.vacancy.clone(),
                    row.ask.as_ref().clone(),
                    row.isco.clone(),
                ));
            }
            (None, Some(text), None) => {
                let id = format!("text-{}", &blake3::hash(text.as_bytes()).to_hex()[..16]);
                let id = id
                    .parse::<VacancyId>()
                    .map_err(|e| EngineError::Internal(Box::new(e)))?;
                let lang = self.0.text.language(text).unwrap_or(Lang::Fi);
                Vacancy {
                    description: Localised::of(lang, text.as_str()),
                    ..Vacancy::new(id)
                }
            }
            (None, None, Some(assignment)) => (**assignment).clone(),
            _ => {
                return Err(EngineError::invalid(
                    "",
                    "…",
                    "name exactly one of `vacancy`, `text` and `assignment`",
                ));
            }
        };
        self.compute(move |inner| {
            let reading = inner.read_vacancy(&vacancy);
            let ask = ask::resolve(&vacancy, &reading, &inner.taxonomy);
            let isco = isco_of(&ask, &inner.taxonomy);
            Ok((vacancy, ask, isco))
        })
        .await
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "the parts of one answer, gathered once"
    )]
    fn candidate_list(
        &self,
        reader: &Reader,
        names: &Names,
        view: &AgencyView,
        vacancy: &Vacancy,
        page: &Page,
        shown: &[&Candidate],
        (about, of): (&str, &str),
    ) -> CandidateList {
        let inner = &self.0;
        let candidates = shown.iter().map(|candidate| {
            let pseudonym = names.of(candidate);
            inner.candidate_match(
                reader, &page.plan, vacancy, candidate, pseudonym, view.as_of,
            )
        });
        let set_aside = inner.set_aside(&page.plan, &page.totals, reader.lang);
        // As in the table of gaps: a handful of people might be recognised.
        let small = |count: u64| (1..SMALL).contains(&count);
        CandidateList {
            about: vacancy.id.clone(),
            basis: page.plan.judgeable.into(),
            versions: Versions {
                data: None,
                release: Some(view.release.clone()),
                ..inner.versions(view.as_of, 0)
            },
            considered: page.totals.considered,
            groups: page.totals.groups.into(),
            set_aside: set_aside
                .into_iter()
                .filter(|row| !small(row.people) && !small(row.only))
                .collect(),
            candidates: candidates.collect(),
            next: page.next.map(|place| inner.seal_place(about, of, &place)),
        }
    }

    /// Counts an answer among the agency's questions of the day.
    fn admit_probe(
        &self,
        agency: &AgencyId,
        sketch: Sketch,
        shown: &[&Candidate],
    ) -> Result<(), EngineError> {
        let people = shown.iter().map(|candidate| candidate.entry);
        if self.0.agencies.admit(agency, self.as_of(), sketch, people) {
            return Ok(());
        }
        let retry_after_seconds = self.until_tomorrow();
        Err(EngineError::TooAlike {
            retry_after_seconds,
        })
    }

    async fn disclose_candidates(
        &self,
        reader: &Reader,
        agency: &AgencyId,
        vacancy: &Vacancy,
        isco: &[String],
        shown: &[&Candidate],
    ) -> Result<(), StoreError> {
        if shown.is_empty() {
            return Ok(());
        }
        let (class, as_of) = (domain::Reader::Agency(agency.clone()), self.as_of());
        let sees = reader.sees(as_of);
        let isco = isco.to_vec();
        let disclosure = self.0.disclosure(
            reader,
            Some(vacancy.id.clone()),
            DisclosureKind::Listed,
            shown.iter().map(|candidate| candidate.entry).collect(),
        );
        let check = move |entry: u32, facts: &visibility::Facts| {
            let isco: Vec<&str> = isco.iter().map(String::as_str).collect();
            visibility::judge(facts, &class, as_of).allows(&[], &isco) && sees(entry, facts)
        };
        self.0.store.disclose(&disclosure, check).await.map(|_| ())
    }
}

/// Whether anything of the work is asked that a profile can be held against. Words alone are not: an
/// answer to them would be a list of everybody.
fn asks_of_work(ask: &Ask, taxonomy: &Taxonomy, weights: &Weights, as_of: Date) -> bool {
    let plan: Plan = Plan::compile(ask, taxonomy, weights, as_of);
    plan.requirements.iter().any(|r| {
        r.half == Half::Work
            && !matches!(r.asked, Asked::Word(_) | Asked::RightToWork | Asked::Age(_))
    })
}

/// What to say where nothing of the work is asked.
fn nothing_asked(query: &CandidatesQuery) -> EngineError {
    let (pointer, value) = match (&query.text, &query.vacancy) {
        (Some(text), _) => ("/text", text.chars().take(80).collect()),
        (_, Some(vacancy)) => ("/vacancy", vacancy.clone()),
        _ => ("/assignment", "…".to_owned()),
    };
    EngineError::invalid(
        pointer,
        value,
        "no occupation, skill, language, permit or education is asked: say what the work needs",
    )
}

/// The agency that a partner's key is of; everyone else is turned away.
pub(super) fn agency_of(reader: &Reader) -> Result<AgencyId, EngineError> {
    let agency = reader
        .organisation
        .clone()
        .filter(|_| reader.role == Role::Partner);
    let agency = agency.ok_or(EngineError::Forbidden {
        role: reader.role,
        what: "see candidates as a partner",
    })?;
    if reader.purpose.trim().is_empty() {
        return Err(EngineError::PurposeNeeded);
    }
    Ok(agency)
}

impl Inner {
    fn candidate_page(
        &self,
        search: &Search,
        limit: usize,
        after: Option<Place>,
        as_of: Date,
    ) -> Page {
        let Search { view, ask, .. } = search;
        let plan: Plan = self.compiler.plan(ask, as_of);
        let plan = plan.wishes_met_or_not(self.weights);
        let isco: Vec<&str> = search.isco.iter().map(String::as_str).collect();
        let rows = view.rows(&isco);
        // By the pseudonym: an order by anything else would tell who is who to whoever guesses at ids,
        // or holds two agencies' lists side by side.
        let ties = TieKey::new(self.weights, search.vacancy.as_str());
        let tie = |row: u32| {
            let candidate = view.people.get(row as usize);
            let pseudonym = candidate.map(|c| search.names.of(c));
            pseudonym.map_or([0; 16], |pseudonym| ties.of(&pseudonym))
        };
        let wanted = Wanted {
            limit: if limit == 0 { 0 } else { limit + 1 },
            group: None,
            after: after.map(|place| place.last()),
        };
        let (totals, mut best) = score::best(&plan, &view.population, &rows, wanted, &tie);
        let more = best.len() > limit;
        best.truncate(limit);
        let next = best
            .last()
            .filter(|_| more)
            .map(|last| Place::of(last, tie(last.row)));
        Page {
            plan,
            totals,
            best,
            next,
        }
    }

    fn candidate_match(
        &self,
        reader: &Reader,
        plan: &Plan,
        vacancy: &Vacancy,
        candidate: &Candidate,
        pseudonym: String,
        as_of: Date,
    ) -> Match {
        let jobseeker = &candidate.jobseeker;
        let facts = self
            .maker(as_of)
            .facts(jobseeker, &self.read_profile(jobseeker));
        let assessment = plan.assess(&facts.row());
        let explained = Explained {
            jobseeker,
            facts: &facts,
            taxonomy: &self.taxonomy,
            lang: reader.lang,
            staff: false,
        };
        Match {
            person: Some(pseudonym),
            ..explained.matched(plan, &assessment, &vacancy.routes)
        }
    }
}
