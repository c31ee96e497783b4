//! Vacancies for a person: group, then full before thin, then points.

use jiff::civil::Date;
use rayon::prelude::*;

use super::answer::{GroupCounts, JobList, Match};
use super::cursor::Place;
use super::explain::Explained;
use super::matching::{PAGE_MAX, staff_only};
use super::person::PersonView;
use super::state::VacancyRow;
use super::{Engine, EngineError, Inner, Reader};
use crate::domain::{Jobseeker, Lang, PersonId};
use crate::score::{Facts, Group, Judgeable, TieKey};
use crate::store::{DisclosureKind, StoreError, Stored};
use crate::visibility::{self, Verdict};

/// Which vacancies for a person are asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct JobsQuery {
    /// Only this group; counts stay of all.
    pub group: Option<Group>,
    /// Most vacancies, 0 to 1,000; `None` is 20.
    pub limit: Option<usize>,
    /// Where the page before ended.
    pub cursor: Option<String>,
}

impl JobsQuery {
    fn checked_limit(&self) -> Result<usize, EngineError> {
        let limit = self.limit.unwrap_or(20);
        if limit > PAGE_MAX {
            return Err(EngineError::invalid(
                "/limit",
                limit,
                format!("a page holds 0 to {PAGE_MAX} vacancies"),
            ));
        }
        Ok(limit)
    }
}

impl Engine {
    /// Open vacancies for a person, best first, each explained.
    ///
    /// # Errors
    /// [`EngineError::NotFound`] for a person who is not there for this reader.
    pub async fn jobs(
        &self,
        reader: &Reader,
        person: &str,
        query: JobsQuery,
    ) -> Result<JobList, EngineError> {
        Ok(self.person(reader, person, query).await?.1)
    }

    /// A person's record as staff may see it, with their open vacancies: opened once, on the ledger once.
    ///
    /// # Errors
    /// As [`jobs`](Self::jobs).
    pub async fn person(
        &self,
        reader: &Reader,
        person: &str,
        query: JobsQuery,
    ) -> Result<(PersonView, JobList), EngineError> {
        staff_only(reader, "see a person's vacancies")?;
        let limit = query.checked_limit()?;
        self.follow().await?;
        let (as_of, class) = (self.as_of(), reader.class());
        let gone = || EngineError::NotFound { what: "person" };
        let entry = {
            let state = self.0.read_state();
            let (_, row) = state.person(person).ok_or_else(gone)?;
            row.entry
        };
        let stored = self.people(&[entry]).await?.pop().ok_or_else(gone)?;
        let facts_now = self.0.store.visibility(&[entry]).await?.pop();
        let (_, facts_now) = facts_now.ok_or_else(gone)?;
        let verdict = visibility::judge(&facts_now, &class, as_of);
        if !verdict.is_shown_alone() {
            return Err(gone());
        }
        let about = format!(
            "jobs {} {class:?} {:?} {}",
            reader.role, query.group, stored.record.person.id
        );
        let of = format!("{} {as_of}", stored.hash);
        let after = match &query.cursor {
            Some(cursor) => Some(self.0.open_place(&about, &of, cursor)?),
            None => None,
        };
        let asked = Asked {
            stored,
            verdict,
            group: query.group,
            limit,
            after,
            about,
            of,
            lang: reader.lang,
            as_of,
        };
        let answer = self.compute(move |inner| Ok(asked.answer(inner))).await?;
        self.opened_alone(reader, entry, as_of).await?;
        Ok(answer)
    }

    /// Puts on the ledger that a person was opened by themselves.
    pub(super) async fn opened_alone(
        &self,
        reader: &Reader,
        entry: u32,
        as_of: jiff::civil::Date,
    ) -> Result<(), EngineError> {
        let disclosure = self
            .0
            .disclosure(reader, None, DisclosureKind::Opened, vec![entry]);
        let sees = reader.sees_alone(as_of);
        match self.0.store.disclose(&disclosure, sees).await {
            Ok(_) => Ok(()),
            Err(StoreError::Changed(_)) => Err(EngineError::NotFound { what: "person" }),
            Err(error) => Err(error.into()),
        }
    }

    /// Whether a person's id is known at all; for messages to the operator alone.
    pub fn knows_person(&self, id: &PersonId) -> bool {
        self.0.read_state().person(id.as_str()).is_some()
    }
}

/// A person whose vacancies are asked for, and which of them.
struct Asked {
    stored: Stored<Jobseeker>,
    verdict: Verdict,
    group: Option<Group>,
    limit: usize,
    after: Option<Place>,
    about: String,
    of: String,
    lang: Lang,
    as_of: Date,
}

impl Asked {
    fn answer(&self, inner: &Inner) -> (PersonView, JobList) {
        let jobseeker = &self.stored.record;
        let reading = inner.read_profile(jobseeker);
        let facts = inner.maker(self.as_of).facts(jobseeker, &reading);
        let taxonomy = &inner.taxonomy;
        let view = PersonView {
            alone: self.verdict == Verdict::Alone,
            ..PersonView::of(jobseeker, &facts, &reading, taxonomy, self.lang)
        };
        (view, self.list(inner, &facts))
    }

    fn list(&self, inner: &Inner, facts: &Facts) -> JobList {
        let (state, jobseeker) = (inner.read_state(), &self.stored.record);
        let open: Vec<&VacancyRow> = state
            .all_vacancies()
            .filter(|row| row.is_open_to(&self.verdict, self.as_of))
            .collect();
        let mut judged = judge_all(inner, &open, facts, &jobseeker.person.id);
        let mut groups = GroupCounts::default();
        for (place, _) in &judged {
            *groups.of_mut(place.group) += 1;
        }
        let considered = judged.len() as u64;
        judged.retain(|(place, _)| {
            self.group.is_none_or(|group| group == place.group)
                && self.after.is_none_or(|after| place.key() > after.key())
        });
        judged.sort_by_key(|(place, _)| place.key());
        let more = judged.len() > self.limit;
        judged.truncate(self.limit);
        let last = judged.last().filter(|_| more);
        let next = last.map(|(place, _)| inner.seal_place(&self.about, &self.of, place));
        let explained = Explained {
            jobseeker,
            facts,
            taxonomy: &inner.taxonomy,
            lang: self.lang,
            staff: true,
        };
        let matches = judged.iter().map(|(_, row)| Match {
            public_id: Some(row.public),
            vacancy: Some(row.vacancy.id.clone()),
            label: row.vacancy.title.best(self.lang).map(str::to_owned),
            ..explained.matched(&row.plan, &row.plan.assess(&facts.row()), row.routes())
        });
        JobList {
            public_id: Some(self.stored.public),
            person: jobseeker.person.id.to_string(),
            label: jobseeker.person.name.clone(),
            versions: inner.versions(self.as_of, state.head),
            considered,
            groups,
            matches: matches.collect(),
            next,
        }
    }
}

/// Each vacancy with the person's place in its order.
fn judge_all<'a>(
    inner: &Inner,
    open: &[&'a VacancyRow],
    facts: &Facts,
    person: &PersonId,
) -> Vec<(Place, &'a VacancyRow)> {
    open.par_iter()
        .map(|row| {
            let (group, points) = row.plan.points(&facts.row());
            let place = Place {
                thin: u8::from(row.plan.judgeable != Judgeable::Full),
                group,
                points,
                tie: TieKey::new(inner.weights, row.vacancy.id.as_str()).of(person.as_str()),
                since: 0,
            };
            (place, *row)
        })
        .collect()
}
