//! People for a vacancy: everyone scored, the best explained, each one on the ledger.

use std::collections::HashMap;

use super::answer::{Basis, Match, MatchList, SetAside, Versions};
use super::cursor::Place;
use super::explain::Explained;
use super::state::{State, VacancyRow};
use super::sync::FOLLOW_MAX;
use super::{Engine, EngineError, Inner, Reader, wording};
use crate::domain::{Jobseeker, Lang, Role, Vacancy};
use crate::score::{
    self, Group, Judgeable, Plan, RowSet, Scored, TieKey, Totals, Wanted, score_rows,
};
use crate::store::{DisclosureKind, Kind, StoreError, Stored};
use crate::visibility;

/// Which matches of a vacancy are asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MatchesQuery {
    /// Only this group; counts stay of everyone.
    pub group: Option<Group>,
    /// Most matches on a page, 0 to 1,000; `None` is 20. With 0 only the counts are given.
    pub limit: Option<usize>,
    /// Where the page before ended.
    pub cursor: Option<String>,
}

/// Matches on a page where nothing else is asked.
const PAGE: usize = 20;

/// Most matches on a page.
pub(super) const PAGE_MAX: usize = 1_000;

/// Times that an answer is made anew because somebody in it changed meanwhile.
pub(super) const TRIES: usize = 5;

/// A vacancy with everyone scored, before anyone is named.
pub(super) struct Judged {
    pub(super) vacancy: Vacancy,
    pub(super) public: crate::domain::PublicId,
    pub(super) isco: Vec<String>,
    pub(super) plan: Plan,
    pub(super) totals: Totals,
    /// The page, with entries of the people.
    pub(super) page: Vec<(Scored, u32)>,
    pub(super) next: Option<Place>,
    pub(super) head: u64,
    /// Number of the last change that the first page knew of.
    pub(super) since: u64,
    /// What the order is made of beside weights and taxonomy.
    pub(super) of: String,
}

impl From<Judgeable> for Basis {
    fn from(judgeable: Judgeable) -> Self {
        match judgeable {
            Judgeable::Full => Self::Full,
            Judgeable::Thin => Self::Thin,
            Judgeable::Nothing => Self::None,
        }
    }
}

impl Inner {
    /// Versions for an answer to a reader.
    pub(super) fn versions(&self, as_of: jiff::civil::Date, head: u64) -> Versions {
        Versions {
            weights: self.weights.version.clone(),
            taxonomy: self.taxonomy.version().to_owned(),
            reader: self.text.version().to_owned(),
            as_of,
            data: Some(head),
            release: None,
        }
    }

    /// What orders an answer: with other ones a cursor has lost its place.
    pub(super) fn order_versions(&self) -> String {
        format!(
            "{} {} {}",
            self.weights.version,
            self.taxonomy.version(),
            self.text.version()
        )
    }

    /// Rows of people whom a reader may see for a vacancy.
    pub(super) fn visible_rows(
        &self,
        state: &State,
        reader: &Reader,
        vacancy: &VacancyRow,
        as_of: jiff::civil::Date,
    ) -> RowSet {
        let allowed = state.allowed(&reader.class(), as_of);
        allowed.rows(vacancy.routes(), &vacancy.codes())
    }

    /// A vacancy's plan for a day.
    pub(super) fn plan(&self, row: &VacancyRow, as_of: jiff::civil::Date) -> Plan {
        self.compiler.plan(&row.ask, as_of)
    }

    fn judge_everyone(
        &self,
        state: &State,
        row: &VacancyRow,
        rows: &RowSet,
        query: &MatchesQuery,
        after: Option<Place>,
        as_of: jiff::civil::Date,
    ) -> Judged {
        let plan = self.plan(row, as_of);
        let ties = TieKey::new(self.weights, row.vacancy.id.as_str());
        let tie = |row: u32| {
            state
                .people
                .get(row as usize)
                .map_or([0; 16], |p| ties.of(p.id.as_str()))
        };
        let limit = query.limit.unwrap_or(PAGE);
        let since = after.map_or(state.head, |place| place.since);
        let wanted = Wanted {
            // One more than a page tells whether there is another.
            limit: if limit == 0 { 0 } else { limit + 1 },
            group: query.group,
            after: after.map(|place| place.last()),
        };
        let (totals, mut best) = score::best(&plan, &state.population, rows, wanted, &tie);
        let more = best.len() > limit;
        best.truncate(limit);
        let next = best.last().filter(|_| more).map(|last| Place {
            since,
            ..Place::of(last, tie(last.row))
        });
        let entry = |s: Scored| state.people.get(s.row as usize).map(|p| (s, p.entry));
        Judged {
            vacancy: row.vacancy.clone(),
            public: row.public,
            isco: row.isco.clone(),
            totals,
            page: best.into_iter().filter_map(entry).collect(),
            next,
            head: state.head,
            since,
            of: order_of(row, as_of),
            plan,
        }
    }

    pub(super) fn set_aside(&self, plan: &Plan, totals: &Totals, lang: Lang) -> Vec<SetAside> {
        let mut rows: Vec<SetAside> = Vec::new();
        for ((requirement, people), only) in plan
            .requirements
            .iter()
            .zip(&totals.missing)
            .zip(&totals.only)
        {
            if (*people > 0 || *only > 0) && requirement.half == crate::score::Half::Work {
                let (requirement, label) = wording::asked(&requirement.asked, &self.taxonomy, lang);
                rows.push(SetAside {
                    requirement,
                    label,
                    people: *people,
                    only: *only,
                });
            }
        }
        rows.sort_by(|a, b| b.people.cmp(&a.people).then_with(|| b.only.cmp(&a.only)));
        rows
    }
}

impl Engine {
    /// People for a vacancy, best first: counts of everyone the reader may see, a page explained.
    ///
    /// # Errors
    /// [`EngineError::NotFound`] for a vacancy that is not there, [`EngineError::Invalid`] for a limit
    /// or cursor that cannot be, [`EngineError::RankingChanged`] for a cursor of other versions.
    pub async fn matches(
        &self,
        reader: &Reader,
        vacancy: &str,
        query: MatchesQuery,
    ) -> Result<MatchList, EngineError> {
        staff_only(reader, "see who fits a vacancy")?;
        if query.limit.is_some_and(|limit| limit > PAGE_MAX) {
            let limit = query.limit.unwrap_or_default();
            return Err(EngineError::invalid(
                "/limit",
                limit,
                format!("a page holds 0 to {PAGE_MAX} matches"),
            ));
        }
        for _ in 0..TRIES {
            let judged = self.judged(reader, vacancy, &query).await?;
            let entries: Vec<u32> = judged.page.iter().map(|(_, entry)| *entry).collect();
            let people = self.people(&entries).await?;
            if people.len() < entries.len() {
                continue;
            }
            let changed = self.changed(reader, &judged).await?;
            let list = self.list(reader, &query, &judged, people, changed).await?;
            match self
                .disclose(reader, &judged, entries, DisclosureKind::Listed)
                .await
            {
                Ok(()) => return Ok(list),
                Err(StoreError::Changed(_)) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Err(EngineError::Unavailable(StoreError::Changed(Vec::new())))
    }

    pub(super) async fn judged(
        &self,
        reader: &Reader,
        vacancy: &str,
        query: &MatchesQuery,
    ) -> Result<Judged, EngineError> {
        self.follow().await?;
        let (reader, name, query, as_of) = (
            reader.clone(),
            vacancy.to_owned(),
            query.clone(),
            self.as_of(),
        );
        self.compute(move |inner| {
            let state = inner.read_state();
            let row = state
                .vacancy(&name)
                .ok_or(EngineError::NotFound { what: "vacancy" })?;
            let after = match &query.cursor {
                Some(cursor) => {
                    Some(inner.open_cursor(&reader, row, query.group, cursor, as_of)?)
                }
                None => None,
            };
            let rows = inner.visible_rows(&state, &reader, row, as_of);
            Ok(inner.judge_everyone(&state, row, &rows, &query, after, as_of))
        })
        .await
    }

    async fn list(
        &self,
        reader: &Reader,
        query: &MatchesQuery,
        judged: &Judged,
        people: Vec<Stored<Jobseeker>>,
        changed: Option<u64>,
    ) -> Result<MatchList, EngineError> {
        let as_of = self.as_of();
        let inner = &self.0;
        let next = judged.next.map(|place| {
            let about = inner.cursor_about(reader, judged.vacancy.id.as_str(), query.group);
            inner.seal_place(&about, &judged.of, &place)
        });
        Ok(MatchList {
            public_id: Some(judged.public),
            vacancy: judged.vacancy.id.clone(),
            basis: judged.plan.judgeable.into(),
            statement: wording::statement(&judged.plan, reader.lang),
            no_experience_needed: judged.plan.no_experience_needed,
            versions: inner.versions(as_of, judged.head),
            considered: judged.totals.considered,
            groups: judged.totals.groups.into(),
            set_aside: inner.set_aside(&judged.plan, &judged.totals, reader.lang),
            matches: people
                .iter()
                .map(|p| inner.explained(reader, &judged.plan, &judged.vacancy, p, as_of))
                .collect(),
            next,
            changed,
        })
    }

    /// On the last page: how many of those whom the reader may see for the vacancy were changed, or came,
    /// since the first page. Nobody else is counted: what hidden people do changes nothing here.
    async fn changed(&self, reader: &Reader, judged: &Judged) -> Result<Option<u64>, EngineError> {
        if judged.next.is_some() {
            return Ok(None);
        }
        let mut entries = std::collections::HashSet::new();
        let mut after = judged.since;
        while after < judged.head {
            let changes = self.0.store.changes_since(after, FOLLOW_MAX).await?;
            let Some(last) = changes.last() else { break };
            after = last.number;
            let people = changes
                .iter()
                .filter(|change| change.kind == Kind::Jobseeker && change.number <= judged.head);
            entries.extend(people.map(|change| change.entry));
        }
        if entries.is_empty() {
            return Ok(Some(0));
        }
        let (reader, vacancy, as_of) = (reader.clone(), judged.vacancy.id.clone(), self.as_of());
        self.compute(move |inner| {
            let state = inner.read_state();
            let Some(row) = state.vacancy(vacancy.as_str()) else {
                return Ok(Some(0));
            };
            let visible = inner.visible_rows(&state, &reader, row, as_of);
            let rows = entries
                .iter()
                .filter_map(|entry| state.row_of_entry(*entry));
            let changed = rows.filter(|row| visible.contains(*row)).count();
            Ok(Some(changed as u64))
        })
        .await
    }

    /// One person for one vacancy, opened and explained.
    ///
    /// # Errors
    /// [`EngineError::NotFound`] for a vacancy or person that is not there for this reader.
    pub async fn explain(
        &self,
        reader: &Reader,
        vacancy: &str,
        person: &str,
    ) -> Result<Match, EngineError> {
        let mut pair = self.opened(reader, vacancy, &[person]).await?;
        pair.matches
            .pop()
            .ok_or(EngineError::NotFound { what: "person" })
    }

    /// People opened by name for a vacancy, in the order named.
    pub(super) async fn opened(
        &self,
        reader: &Reader,
        vacancy: &str,
        people: &[&str],
    ) -> Result<MatchList, EngineError> {
        staff_only(reader, "open a person for a vacancy")?;
        for _ in 0..TRIES {
            self.follow().await?;
            let as_of = self.as_of();
            let (name, reader_) = (vacancy.to_owned(), reader.clone());
            let named: Vec<String> = people.iter().map(|p| (*p).to_owned()).collect();
            let judged = self
                .compute(move |inner| {
                    let state = inner.read_state();
                    let row = state
                        .vacancy(&name)
                        .ok_or(EngineError::NotFound { what: "vacancy" })?;
                    let visible = inner.visible_rows(&state, &reader_, row, as_of);
                    let mut rows = Vec::new();
                    for name in &named {
                        let found = state
                            .person(name)
                            .map(|(row, _)| row)
                            .filter(|row| visible.contains(*row));
                        rows.push(found.ok_or(EngineError::NotFound { what: "person" })?);
                    }
                    let nobody = MatchesQuery {
                        limit: Some(0),
                        ..MatchesQuery::default()
                    };
                    let mut judged =
                        inner.judge_everyone(&state, row, &visible, &nobody, None, as_of);
                    let (_, scored) = score_rows(&judged.plan, &state.population, &rows);
                    let entry = |s: Scored| state.people.get(s.row as usize).map(|p| (s, p.entry));
                    judged.page = scored.into_iter().filter_map(entry).collect();
                    judged.next = None;
                    Ok(judged)
                })
                .await?;
            let entries: Vec<u32> = judged.page.iter().map(|(_, entry)| *entry).collect();
            let people = self.people(&entries).await?;
            if people.len() < entries.len() {
                continue;
            }
            let list = self
                .list(reader, &MatchesQuery::default(), &judged, people, None)
                .await?;
            match self
                .disclose(reader, &judged, entries, DisclosureKind::Opened)
                .await
            {
                Ok(()) => return Ok(list),
                Err(StoreError::Changed(_)) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Err(EngineError::Unavailable(StoreError::Changed(Vec::new())))
    }

    /// The records of people by entry, in that order; those gone are left out.
    pub(super) async fn people(
        &self,
        entries: &[u32],
    ) -> Result<Vec<Stored<Jobseeker>>, EngineError> {
        let mut found: HashMap<u32, Stored<Jobseeker>> = HashMap::new();
        for stored in self.0.store.jobseekers_among(entries).await? {
            found.insert(stored.entry, stored);
        }
        Ok(entries
            .iter()
            .filter_map(|entry| found.remove(entry))
            .collect())
    }

    /// Puts an answer on the ledger with each person's visibility looked at once more.
    async fn disclose(
        &self,
        reader: &Reader,
        judged: &Judged,
        people: Vec<u32>,
        kind: DisclosureKind,
    ) -> Result<(), StoreError> {
        if people.is_empty() {
            return Ok(());
        }
        let as_of = self.as_of();
        let class = reader.class();
        let (isco, routes) = (judged.isco.clone(), judged.vacancy.routes.clone());
        let disclosure = self
            .0
            .disclosure(reader, Some(judged.vacancy.id.clone()), kind, people);
        let check = move |_: u32, facts: &visibility::Facts| {
            let isco: Vec<&str> = isco.iter().map(String::as_str).collect();
            visibility::judge(facts, &class, as_of).allows(&routes, &isco)
        };
        self.0.store.disclose(&disclosure, check).await.map(|_| ())
    }
}

impl Inner {
    /// A person explained for a vacancy: the same plan, read for one row.
    pub(super) fn explained(
        &self,
        reader: &Reader,
        plan: &Plan,
        vacancy: &Vacancy,
        person: &Stored<Jobseeker>,
        as_of: jiff::civil::Date,
    ) -> Match {
        let jobseeker = &person.record;
        let facts = self
            .maker(as_of)
            .facts(jobseeker, &self.read_profile(jobseeker));
        let assessment = plan.assess(&facts.row());
        let explained = Explained {
            jobseeker,
            facts: &facts,
            taxonomy: &self.taxonomy,
            lang: reader.lang,
            staff: true,
        };
        Match {
            public_id: Some(person.public),
            person: Some(jobseeker.person.id.to_string()),
            label: jobseeker.person.name.clone(),
            ..explained.matched(plan, &assessment, &vacancy.routes)
        }
    }

    fn cursor_about(&self, reader: &Reader, vacancy: &str, group: Option<Group>) -> String {
        format!("{} {:?} {:?} {vacancy}", reader.role, reader.class(), group)
    }

    fn open_cursor(
        &self,
        reader: &Reader,
        row: &VacancyRow,
        group: Option<Group>,
        cursor: &str,
        as_of: jiff::civil::Date,
    ) -> Result<Place, EngineError> {
        let about = self.cursor_about(reader, row.vacancy.id.as_str(), group);
        self.open_place(&about, &order_of(row, as_of), cursor)
    }
}

/// What orders the people for a vacancy: the vacancy as it stands, and the day. Where either is another,
/// everybody's points may be.
fn order_of(row: &VacancyRow, as_of: jiff::civil::Date) -> String {
    format!("{} {as_of}", row.hash)
}

/// Staff read people by name; others have their own ways.
pub(super) fn staff_only(reader: &Reader, what: &'static str) -> Result<(), EngineError> {
    if !matches!(
        reader.role,
        Role::Coordinator | Role::Coach | Role::Counsellor
    ) {
        return Err(EngineError::Forbidden {
            role: reader.role,
            what,
        });
    }
    if reader.purpose.trim().is_empty() {
        return Err(EngineError::PurposeNeeded);
    }
    Ok(())
}
