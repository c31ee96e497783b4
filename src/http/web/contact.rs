//! Requests for contact, as a coach answers them.

use askama::Template;
use axum::Form;
use axum::extract::{Path, State};
use axum::response::{Html, Redirect};
use serde::Deserialize;

use super::page::{Page, html};
use crate::domain::{Agreed, ContactState};
use crate::engine::ContactView;
use crate::http::App;
use crate::http::errors::Problem;
use crate::http::gate::Caller;
use crate::http::read::{public_id, told};

#[derive(Template)]
#[template(path = "contact.html")]
struct ContactPage {
    page: Page,
    waiting: Vec<ContactView>,
    answered: Vec<ContactView>,
    /// Today, by which a request may be late.
    today: jiff::civil::Date,
}

impl ContactPage {
    /// What the client is called.
    fn called<'a>(&self, request: &'a ContactView) -> &'a str {
        let label = request.label.as_deref().or(request.person.as_deref());
        label.unwrap_or_default()
    }

    /// The client's page.
    fn address(&self, request: &ContactView) -> String {
        let public = request.public_id.map(|id| id.to_string());
        self.page
            .to(&format!("people/{}", public.unwrap_or_default()))
    }

    /// By when it is to be answered.
    fn due(&self, request: &ContactView) -> String {
        let day = [("day", self.page.day(request.due))];
        match self.today > request.due {
            true => self.page.with("contact-late", &day),
            false => self.page.with("contact-due", &day),
        }
    }

    /// What was given, in one line.
    fn given(&self, request: &ContactView) -> String {
        let agreed = request.agreed.as_ref();
        let fields = agreed.map(|a| [&a.name, &a.phone, &a.email, &a.words]);
        let said: Vec<&str> = fields
            .iter()
            .flatten()
            .filter_map(|field| field.as_deref())
            .collect();
        said.join(", ")
    }
}

/// The requests: those that wait first.
pub(in crate::http) async fn list(
    State(app): State<App>,
    Caller(reader): Caller,
    page: Page,
) -> Result<Html<String>, Problem> {
    let list = app.engine.contact_requests(&reader).await?;
    let is_waiting = |request: &ContactView| request.state == ContactState::Waiting;
    let (waiting, answered) = list.requests.into_iter().partition(is_waiting);
    html(&ContactPage {
        page,
        waiting,
        answered,
        today: app.engine.as_of(),
    })
}

/// What the form sends.
#[derive(Deserialize)]
pub(in crate::http) struct Answer {
    /// `yes` or `no`.
    answer: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    phone: String,
    #[serde(default)]
    email: String,
    #[serde(default)]
    words: String,
}

/// Answers one.
pub(in crate::http) async fn answer(
    State(app): State<App>,
    Caller(reader): Caller,
    page: Page,
    Path((_, id)): Path<(String, String)>,
    Form(sent): Form<Answer>,
) -> Result<Redirect, Problem> {
    let id = public_id(&id, "request for contact")?;
    let agreed = match sent.answer.as_str() {
        "yes" => {
            let agreed = Agreed {
                name: Some(sent.name),
                phone: Some(sent.phone),
                email: Some(sent.email),
                words: Some(sent.words),
            };
            let reason = |_| told("/phone", page.get("contact-how-needed"));
            Some(agreed.checked().map_err(reason)?)
        }
        "no" => None,
        _ => return Err(told("/answer", page.get("contact-answer-needed"))),
    };
    app.engine.answer_contact(&reader, id, agreed).await?;
    Ok(Redirect::to(&page.to("contact-requests")))
}
