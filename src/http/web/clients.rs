//! Clients together: a coach's or a unit's, each with the best vacancies; whom nothing fits first.

use askama::Template;
use axum::Form;
use axum::extract::{Path, State};
use axum::response::{Html, Redirect};
use serde::Deserialize;

use super::page::{Page, html};
use crate::domain::{Offer, Role};
use crate::engine::answer::{Group, StepGain};
use crate::engine::{CLIENTS_MAX, Client, ClientGroup, ClientList, ClientVacancy};
use crate::http::App;
use crate::http::errors::Problem;
use crate::http::gate::Caller;
use crate::http::read::public_id;

#[derive(Template)]
#[template(path = "clients.html")]
struct GroupsPage {
    page: Page,
    groups: Vec<ClientGroup>,
}

impl GroupsPage {
    /// Whether so many can be looked at together.
    fn is_open(&self, group: &ClientGroup) -> bool {
        group.people <= CLIENTS_MAX
    }
}

/// Whose clients there are to look at.
pub(in crate::http) async fn groups(
    State(app): State<App>,
    Caller(reader): Caller,
    page: Page,
) -> Result<Html<String>, Problem> {
    let groups = app.engine.client_groups(&reader).await?;
    html(&GroupsPage { page, groups })
}

/// The client's own identifier in the municipality's system.
#[derive(Deserialize)]
pub(in crate::http) struct Opened {
    person: String,
}

/// Opens a client by identifier: also one of protected address, who stands in no list.
pub(in crate::http) async fn open(
    State(app): State<App>,
    Caller(reader): Caller,
    page: Page,
    Form(opened): Form<Opened>,
) -> Result<Redirect, Problem> {
    let person = opened.person.trim().parse();
    let person = person.map_err(|_| Problem::not_found("person"))?;
    let found = app.engine.client_named(&reader, &person).await?;
    Ok(Redirect::to(&page.to(&format!("people/{found}"))))
}

#[derive(Template)]
#[template(path = "client_group.html")]
struct GroupPage {
    page: Page,
    list: ClientList,
    /// Clients whom no open vacancy fits as they are.
    without: usize,
    /// Whether the reader is a coach, who sees also those that are not offered now.
    by_coach: bool,
}

impl GroupPage {
    /// Open vacancies in a group for a client.
    fn count(&self, client: &Client, group: &Group) -> u64 {
        client.groups.of(*group)
    }

    /// A step in words.
    fn step(&self, step: &StepGain) -> String {
        named_step(&self.page, step)
    }

    /// That little of what the work asks is known of the client, where it is so.
    fn known(&self, one: &ClientVacancy) -> Option<String> {
        let near = matches!(one.group, Group::Fits | Group::FitsIf) && one.is_judged();
        let work = near.then_some((one.work_points, one.work_points_max));
        self.page.work_known(work)
    }

    /// The coach's word where it is not simply yes.
    fn offer(&self, client: &Client) -> Option<String> {
        let offer = client.offer.filter(|offer| *offer != Offer::Open)?;
        Some(self.page.of("offer", offer))
    }
}

/// A step in words: what it is, and of what where it is of something.
fn named_step(page: &Page, step: &StepGain) -> String {
    let kind = page.of("step", &step.step);
    match step.step.as_str() {
        "skill" | "permit" | "language_level" => format!("{kind}: {}", step.label),
        _ => kind,
    }
}

/// One group, client by client.
pub(in crate::http) async fn group(
    State(app): State<App>,
    Caller(reader): Caller,
    page: Page,
    Path((_, id)): Path<(String, String)>,
) -> Result<Html<String>, Problem> {
    let id = public_id(&id, "group of clients")?;
    let list = app.engine.clients(&reader, id).await?;
    let without = list.clients.iter().filter(|c| c.groups.fits == 0).count();
    html(&GroupPage {
        page,
        list,
        without,
        by_coach: reader.role == Role::Coach,
    })
}
