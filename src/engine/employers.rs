//! Firms to call for a person, from what they have looked for in the last two years.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

use super::answer::{Group, GroupCounts, Versions};
use super::matching::{PAGE_MAX, staff_only};
use super::state::{VacancyRow, plans};
use super::{Engine, EngineError, Reader};
use crate::domain::{EmployerId, Lang, PublicId, VacancyId};

/// How far back a firm's vacancies are looked at, in months.
const MONTHS: i64 = 24;

/// Firms without a limit asked for.
const LIMIT: usize = 20;

/// Firms that have looked for somebody like a person, those whose work fits best first.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct EmployerList {
    /// The program's own identifier of the person: what stands in addresses.
    pub public_id: PublicId,
    /// The person.
    pub person: String,
    /// What the answer was made with.
    pub versions: Versions,
    /// Firms with a vacancy in that time for which the person is offered.
    pub considered: u64,
    /// Those of whose vacancies not every one is `far`, best first.
    pub employers: Vec<EmployerFit>,
}

/// A firm, with how its vacancies of the last two years suit the person.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct EmployerFit {
    /// Business ID, where its vacancies name one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<EmployerId>,
    /// Name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Its vacancies by group.
    pub groups: GroupCounts,
    /// How many of those that are not `far` are open now.
    pub open: u64,
    /// The vacancy that suits best.
    pub best: BestVacancy,
}

/// A firm's vacancy that suits a person best.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct BestVacancy {
    /// The program's own identifier.
    pub public_id: PublicId,
    /// The vacancy.
    pub vacancy: VacancyId,
    /// Its title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// Day of publication.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    pub published: Option<Date>,
    /// Whether it is open now.
    pub open: bool,
    /// Its group for the person.
    pub group: Group,
    /// Its points for the person, 0 to 1,000.
    pub points: u16,
}

impl Engine {
    /// Firms to call for a person: those with vacancies of the last 24 months, filled ones too, that
    /// suit. At most `limit` (0 to 1,000; `None` is 20).
    ///
    /// # Errors
    /// [`EngineError::NotFound`] for a person who is not there for this reader.
    pub async fn employers(
        &self,
        reader: &Reader,
        person: &str,
        limit: Option<usize>,
    ) -> Result<EmployerList, EngineError> {
        staff_only(reader, "see which firms to call for a person")?;
        let limit = limit.unwrap_or(LIMIT);
        if limit > PAGE_MAX {
            return Err(EngineError::invalid(
                "/limit",
                limit,
                format!("an answer holds 0 to {PAGE_MAX} firms"),
            ));
        }
        self.follow().await?;
        let (as_of, class, lang) = (self.as_of(), reader.class(), reader.lang);
        let name = person.to_owned();
        let (entry, mut list) = self
            .compute(move |inner| {
                let state = inner.read_state();
                let (row, found, verdict) = state.seen(&name, &class, as_of)?;
                let facts = state.population.row(row as usize);
                let mut firms: BTreeMap<Firm<'_>, Tally<'_>> = BTreeMap::new();
                let recent = state.all_vacancies().filter(|vacancy| {
                    is_recent(vacancy, as_of) && verdict.allows(vacancy.routes(), &vacancy.codes())
                });
                let recent: Vec<&VacancyRow> = recent.collect();
                for (vacancy, plan) in recent.iter().zip(plans(&recent)) {
                    let Some(firm) = Firm::of(vacancy) else {
                        continue;
                    };
                    let assessment = plan.assess(&facts);
                    let tally = firms.entry(firm).or_default();
                    tally.take(vacancy, assessment.group, assessment.points, as_of);
                }
                let considered = firms.len() as u64;
                let list = EmployerList {
                    public_id: found.public,
                    person: found.id.to_string(),
                    versions: inner.versions(as_of, state.head),
                    considered,
                    employers: ranked(firms, lang, as_of),
                };
                Ok((found.entry, list))
            })
            .await?;
        list.employers.truncate(limit);
        self.opened_alone(reader, entry, as_of).await?;
        Ok(list)
    }
}

/// Published in the last two years; of one that does not say when, that it is still open.
fn is_recent(row: &VacancyRow, as_of: Date) -> bool {
    let since = as_of.saturating_sub(MONTHS.months());
    match row.vacancy.published {
        Some(published) => (since..=as_of).contains(&published),
        None => row.vacancy.is_open(as_of),
    }
}

/// What makes two vacancies the same firm's: the business ID, else the name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Firm<'a> {
    Known(&'a str),
    Named(&'a str),
}

impl<'a> Firm<'a> {
    fn of(row: &'a VacancyRow) -> Option<Self> {
        let employer = row.vacancy.employer.as_ref()?;
        let known = employer.id.as_ref().map(|id| Self::Known(id.as_str()));
        known.or_else(|| employer.name.as_deref().map(Self::Named))
    }
}

/// A firm's vacancies, added up.
#[derive(Default)]
struct Tally<'a> {
    groups: GroupCounts,
    open: u64,
    best: Option<(Group, u16, &'a VacancyRow)>,
}

impl<'a> Tally<'a> {
    fn take(&mut self, row: &'a VacancyRow, group: Group, points: u16, as_of: Date) {
        *self.groups.of_mut(group) += 1;
        if group != Group::Far && row.vacancy.is_open(as_of) {
            self.open += 1;
        }
        let is_better = self.best.is_none_or(|(best, most, than)| {
            (group, std::cmp::Reverse(points), &row.vacancy.id)
                < (best, std::cmp::Reverse(most), &than.vacancy.id)
        });
        if is_better {
            self.best = Some((group, points, row));
        }
    }
}

/// Firms by their best vacancy's group and points, those that are far left out.
fn ranked(firms: BTreeMap<Firm<'_>, Tally<'_>>, lang: Lang, as_of: Date) -> Vec<EmployerFit> {
    let near = firms.into_values().filter_map(|tally| {
        let (group, points, row) = tally.best.filter(|(group, ..)| *group != Group::Far)?;
        let employer = row.vacancy.employer.as_ref()?;
        Some(EmployerFit {
            id: employer.id.clone(),
            name: employer.name.clone(),
            groups: tally.groups,
            open: tally.open,
            best: BestVacancy {
                public_id: row.public,
                vacancy: row.vacancy.id.clone(),
                label: row.vacancy.title.best(lang).map(str::to_owned),
                published: row.vacancy.published,
                open: row.vacancy.is_open(as_of),
                group,
                points,
            },
        })
    });
    let mut fits: Vec<EmployerFit> = near.collect();
    // Stable: firms alike keep the order of their names.
    fits.sort_by_key(|fit| (fit.best.group, std::cmp::Reverse(fit.best.points)));
    fits
}
