//! A person: what the record holds, and the vacancies that fit.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Html;

use super::facts::Fact;
use super::page::{Page, html};
use super::profile::{self, Block};
use super::view::{self, GroupCount, Row};
use crate::engine::JobsQuery;
use crate::engine::answer::{Basis, Group, JobList, Match};
use crate::http::App;
use crate::http::api::vacancies::JobParams;
use crate::http::errors::Problem;
use crate::http::gate::Caller;
use crate::http::read::{Params, public_id};

#[derive(Template)]
#[template(path = "person.html")]
struct PersonPage {
    page: Page,
    list: JobList,
    /// What is held, list by list.
    blocks: Vec<Block>,
    wishes: Vec<Fact>,
    /// Where the person lives, who serves them.
    facts: Vec<Fact>,
    /// The person's own words.
    words: Option<String>,
    rows: Vec<Row>,
    groups: Vec<GroupCount>,
    group: Option<Group>,
    /// Address with more rows, where there are more.
    more: Option<String>,
    /// Address of this page without its parameters.
    here: String,
    /// Of protected address: shown to their own coach alone.
    alone: bool,
}

/// Rows at first, and how many times as many each time that more are asked for.
const JOBS: usize = 25;
const MORE: usize = 4;

/// Every open vacancy, ranked for one person.
pub(in crate::http) async fn jobs(
    State(app): State<App>,
    Caller(reader): Caller,
    page: Page,
    Path((_, id)): Path<(String, String)>,
    Params(params): Params<JobParams>,
) -> Result<Html<String>, Problem> {
    let id = public_id(&id, "person")?;
    let group = params.group;
    let limit = params.limit.unwrap_or(JOBS);
    let query = JobsQuery {
        group,
        limit: Some(limit),
        cursor: None,
    };
    let (view, mut list) = app.engine.person(&reader, id.as_str(), query).await?;
    // Who is shown alone has no page beside other people.
    let linked = |m: &Match| m.public_id.filter(|_| !view.alone);
    let rows = view::rows(std::mem::take(&mut list.matches), |m| match linked(m) {
        Some(vacancy) => page.to(&format!("vacancies/{vacancy}/people/{id}")),
        None => String::new(),
    });
    let here = page.to(&format!("people/{id}"));
    let groups = view::groups(list.groups, group, true);
    let listed = group.map_or(list.considered, |g| list.groups.of(g));
    let more = (listed > rows.len() as u64).then(|| {
        let group = group.map(Group::as_str).unwrap_or_default();
        format!("{here}?group={group}&limit={}", (limit * MORE).min(1_000))
    });
    let texts = *page;
    let profile = &view.record.profile;
    let words = profile.text.best(page.lang()).map(str::to_owned);
    html(&PersonPage {
        blocks: profile::blocks(&view, app.engine.as_of(), texts),
        wishes: profile::wishes(&view, texts),
        facts: profile::person(&view.record, texts),
        words,
        alone: view.alone,
        page,
        list,
        rows,
        groups,
        group,
        more,
        here,
    })
}
