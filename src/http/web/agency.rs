//! What a staffing agency sees of a vacancy, beside what the reader sees.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Html;
use serde::Deserialize;

use super::facts::{Fact, terms};
use super::page::{Page, html};
use super::view::{self, GroupCount, Row};
use crate::domain::{AgencyId, PublicId};
use crate::engine::answer::{CandidateList, MatchList, VacancyView};
use crate::engine::{CandidatesQuery, MatchesQuery};
use crate::http::App;
use crate::http::errors::Problem;
use crate::http::gate::Caller;
use crate::http::read::{Params, empty_is_none, public_id};

/// As whom to look, and at whom beside the list.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(in crate::http) struct SightParams {
    #[serde(deserialize_with = "empty_is_none")]
    agency: Option<AgencyId>,
    #[serde(deserialize_with = "empty_is_none")]
    person: Option<PublicId>,
}

#[derive(Template)]
#[template(path = "agency.html")]
struct SightPage {
    page: Page,
    view: VacancyView,
    /// Agencies to look as.
    agencies: Vec<AgencyId>,
    /// As whom the page looks.
    sight: Option<Sight>,
    /// What the reader sees: the counts alone.
    own: MatchList,
    own_groups: Vec<GroupCount>,
    /// The person looked for, as the reader sees them.
    person: Option<Row>,
    /// What the vacancy offers, which an agency is not told.
    terms: Vec<Fact>,
    /// Address of the vacancy.
    vacancy: String,
}

/// An agency's view.
struct Sight {
    agency: AgencyId,
    list: CandidateList,
    groups: Vec<GroupCount>,
    rows: Vec<Row>,
    /// The person looked for, as the agency sees them.
    person: Option<Row>,
}

/// What is never in an agency's view, by key of its text.
const NEVER: [&str; 6] = ["name", "words", "home", "conditions", "services", "right"];

impl SightPage {
    fn is_chosen(&self, agency: &AgencyId) -> bool {
        self.sight.as_ref().is_some_and(|s| s.agency == *agency)
    }

    fn never(&self) -> [&'static str; 6] {
        NEVER
    }
}

/// Candidates listed as the agency sees them.
const CANDIDATES: usize = 20;

/// Both views side by side.
pub(in crate::http) async fn sight(
    State(app): State<App>,
    Caller(reader): Caller,
    page: Page,
    Path((_, id)): Path<(String, String)>,
    Params(params): Params<SightParams>,
) -> Result<Html<String>, Problem> {
    let id = public_id(&id, "vacancy")?;
    let engine = &app.engine;
    let view = engine.vacancy(&reader, id.as_str()).await?;
    let nobody = MatchesQuery {
        limit: Some(0),
        ..MatchesQuery::default()
    };
    let own = engine.matches(&reader, id.as_str(), nobody).await?;
    let agencies = engine.agencies(&reader).await?;
    let looked_for = params.person.as_ref().map(PublicId::as_str);
    let agency = params.agency.or_else(|| agencies.first().cloned());
    let sight = match agency.filter(|_| view.open) {
        None => None,
        Some(agency) => {
            let query = CandidatesQuery {
                vacancy: Some(id.to_string()),
                limit: Some(CANDIDATES),
                ..CandidatesQuery::default()
            };
            let mut seen = engine
                .agency_sight(&reader, &agency, query, looked_for)
                .await?;
            let rows = std::mem::take(&mut seen.list.candidates);
            Some(Sight {
                agency,
                groups: view::groups(seen.list.groups, None, true),
                rows: view::rows(rows, |_| String::new()),
                person: view::rows(seen.person.into_iter().collect(), |_| String::new()).pop(),
                list: seen.list,
            })
        }
    };
    let person = match looked_for {
        Some(person) => {
            let found = engine.explain(&reader, id.as_str(), person).await?;
            let address = page.to(&format!("people/{person}"));
            view::rows(vec![found], |_| address.clone()).pop()
        }
        None => None,
    };
    let vacancy = page.to(&format!("vacancies/{id}"));
    let terms = terms(&view, *page);
    let own_groups = view::groups(own.groups, None, own.basis.is_judged());
    html(&SightPage {
        page,
        view,
        agencies,
        sight,
        own,
        own_groups,
        person,
        terms,
        vacancy,
    })
}
