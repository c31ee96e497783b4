//! Vacancies as staff list and read them.

use super::answer::{ForbiddenWords, RequirementView, VacancyLine, VacancyPage, VacancyView};
use super::cursor::Place;
use super::matching::TRIES;
use super::state::VacancyRow;
use super::{Engine, EngineError, Reader, wording};
use crate::domain::{FieldRef, Forbidden, Lang, Vacancy};
use crate::store::{StoreError, Stored};

/// Which vacancies are asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct VacanciesQuery {
    /// Also those that are not open.
    pub closed_too: bool,
    /// Only in this municipality.
    pub municipality: Option<crate::domain::MunicipalityCode>,
    /// From this one on, counted from 0.
    pub from: usize,
    /// Most on a page, 1 to 200; `None` is 50.
    pub limit: Option<usize>,
    /// Where the page before ended, in place of `from`.
    pub cursor: Option<String>,
}

impl VacanciesQuery {
    /// What a cursor is of: the list without its pages.
    fn about(&self) -> String {
        let municipality = self.municipality.map(|m| m.to_string());
        format!(
            "vacancies {} {}",
            self.closed_too,
            municipality.unwrap_or_default()
        )
    }
}

/// Where a vacancy stands in a list, smaller first: the newest, then the order in which they came.
fn order(row: &VacancyRow) -> [u8; 16] {
    let published = row.vacancy.published.map_or(0, |day| {
        let year = u32::from(day.year().unsigned_abs());
        year * 10_000
            + u32::from(day.month().unsigned_abs()) * 100
            + u32::from(day.day().unsigned_abs())
    });
    let mut order = [0; 16];
    order[..4].copy_from_slice(&(u32::MAX - published).to_be_bytes());
    order[4..8].copy_from_slice(&row.entry.to_be_bytes());
    order
}

/// Most vacancies on a page.
const PAGE_MAX: usize = 200;

fn title(vacancy: &Vacancy, lang: Lang) -> String {
    vacancy
        .title
        .best(lang)
        .map_or_else(|| vacancy.id.to_string(), str::to_owned)
}

/// Words of a vacancy that ask what no employer may ask.
fn forbidden(found: &Forbidden, vacancy: &Vacancy) -> ForbiddenWords {
    let text = match found.field {
        FieldRef::Headline(lang) => vacancy.title.get(lang),
        FieldRef::Text(lang) => vacancy.description.get(lang),
        _ => None,
    };
    ForbiddenWords {
        ground: found.ground,
        field: found.field.to_string(),
        span: [found.span.start, found.span.end],
        text: text.map_or_else(String::new, |text| found.span.of(text)),
    }
}

impl Engine {
    /// A page of vacancies, newest first.
    ///
    /// # Errors
    /// [`EngineError::Invalid`] for a limit that cannot be.
    pub async fn vacancies(
        &self,
        reader: &Reader,
        query: VacanciesQuery,
    ) -> Result<VacancyPage, EngineError> {
        let limit = query.limit.unwrap_or(50);
        if !(1..=PAGE_MAX).contains(&limit) {
            return Err(EngineError::invalid(
                "/limit",
                limit,
                format!("a page holds 1 to {PAGE_MAX} vacancies"),
            ));
        }
        if query.cursor.is_some() && query.from > 0 {
            let reason = "a page begins at `cursor` or at `from`, not at both";
            return Err(EngineError::invalid("/from", query.from, reason));
        }
        let about = query.about();
        let after = match &query.cursor {
            Some(cursor) => Some(self.0.open_place(&about, "", cursor)?.tie),
            None => None,
        };
        self.follow().await?;
        let as_of = self.as_of();
        let state = self.0.read_state();
        let wanted = |row: &&VacancyRow| {
            (query.closed_too || row.vacancy.is_open(as_of))
                && query
                    .municipality
                    .is_none_or(|m| row.vacancy.municipalities.contains(&m))
        };
        let mut rows: Vec<&VacancyRow> = state.all_vacancies().filter(wanted).collect();
        rows.sort_by_key(|row| order(row));
        let total = rows.len();
        let from = match after {
            Some(after) => rows.partition_point(|row| order(row) <= after),
            None => query.from.min(total),
        };
        let end = (from + limit).min(total);
        let last = rows[from..end].last().filter(|_| end < total);
        let next_cursor = last.map(|row| {
            let place = Place::at(order(row));
            self.0.seal_place(&about, "", &place)
        });
        let vacancies = rows[from..end].iter();
        let vacancies: Vec<VacancyLine> = vacancies
            .map(|row| VacancyLine {
                public_id: row.public,
                id: row.vacancy.id.clone(),
                title: title(&row.vacancy, reader.lang),
                employer: row.vacancy.employer.as_ref().and_then(|e| e.name.clone()),
                places: row
                    .vacancy
                    .municipalities
                    .iter()
                    .map(|m| m.facts().name(reader.lang).to_owned())
                    .collect(),
                positions: row.vacancy.positions.unwrap_or(1),
                closes: row.vacancy.closes,
                starts: row.vacancy.starts,
                basis: row.plan.judgeable.into(),
                open: row.vacancy.is_open(as_of),
            })
            .collect();
        Ok(VacancyPage {
            total: total as u64,
            vacancies,
            next: (end < total).then_some(end),
            next_cursor,
        })
    }

    /// A vacancy with what the score makes of it.
    ///
    /// # Errors
    /// [`EngineError::NotFound`] for one that is not there.
    pub async fn vacancy(
        &self,
        reader: &Reader,
        vacancy: &str,
    ) -> Result<VacancyView, EngineError> {
        for _ in 0..TRIES {
            self.follow().await?;
            let (entry, hash) = {
                let state = self.0.read_state();
                let row = state.vacancy(vacancy);
                let row = row.ok_or(EngineError::NotFound { what: "vacancy" })?;
                (row.entry, row.hash)
            };
            let stored = self.0.store.vacancy_at(entry).await?;
            // Where it changed in between, what it asks is looked up again.
            if let Some(stored) = stored.filter(|stored| stored.hash == hash)
                && let Some(view) = self.view_of(reader, vacancy, stored)
            {
                return Ok(view);
            }
        }
        Err(EngineError::Unavailable(StoreError::Changed(Vec::new())))
    }

    fn view_of(
        &self,
        reader: &Reader,
        vacancy: &str,
        stored: Stored<Vacancy>,
    ) -> Option<VacancyView> {
        let (record, version) = (stored.record, stored.hash);
        let as_of = self.as_of();
        let state = self.0.read_state();
        let row = state.vacancy(vacancy)?;
        let requirements = row.plan.requirements.iter().map(|requirement| {
            let (asked, label) = wording::asked(&requirement.asked, &self.0.taxonomy, reader.lang);
            RequirementView {
                criterion: requirement.criterion,
                half: requirement.half,
                asked,
                label,
                need: requirement.need,
                points_max: requirement.ceiling.into(),
                because: (row.plan.implied(requirement))
                    .map(|code| wording::implied(code, reader.lang)),
            }
        });
        Some(VacancyView {
            public_id: row.public,
            basis: row.plan.judgeable.into(),
            statement: wording::statement(&row.plan, reader.lang),
            open: row.vacancy.is_open(as_of),
            requirements: requirements.collect(),
            unresolved: row.ask.unresolved.clone(),
            not_to_be_asked: (row.not_to_be_asked.iter())
                .map(|found| forbidden(found, &record))
                .collect(),
            checks: checks(&record, &row.checks),
            record,
            version,
        })
    }
}

/// The checks that a record lists, then those that only its words announce. Of the two extracts of the
/// criminal records the one for work with children says more.
fn checks(record: &Vacancy, announced: &[String]) -> Vec<String> {
    let mut checks = record.checks.clone();
    for code in announced {
        let said = |held: &String| held.starts_with(code.as_str());
        if !checks.iter().any(said) {
            checks.push(code.clone());
        }
    }
    checks
}
