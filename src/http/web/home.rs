//! The first page.

use askama::Template;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{Html, Redirect};
use jiff::civil::Date;

use super::lang_of_headers;
use super::page::{Page, html};
use crate::domain::Lang;
use crate::engine::VacanciesQuery;
use crate::http::App;
use crate::http::errors::Problem;
use crate::http::gate::Caller;
use crate::http::{Situation, Target};

/// Sends a visitor to the first page in the language that the browser prefers; Finnish otherwise.
pub(in crate::http) async fn choose_language(headers: HeaderMap) -> Redirect {
    let lang = lang_of_headers(&headers).unwrap_or(Lang::Fi);
    Redirect::to(&format!("/{lang}/"))
}

#[derive(Template)]
#[template(path = "home.html")]
struct HomePage {
    page: Page,
    vacancies: u64,
    as_of: Date,
    situations: Vec<Situation>,
}

impl HomePage {
    /// The day that everything is judged on.
    fn as_of(&self) -> String {
        self.page.day(self.as_of)
    }

    /// Where something is to be looked at.
    fn address(&self, target: &Target) -> String {
        let path = match target {
            Target::Vacancy(vacancy) => format!("vacancies/{vacancy}"),
            Target::Pair(vacancy, person) => format!("vacancies/{vacancy}/people/{person}"),
            Target::Versus(vacancy, a, b) => {
                format!("vacancies/{vacancy}/versus?person={a}&person={b}")
            }
            Target::Person(person) => format!("people/{person}"),
            Target::Agency(vacancy, agency, person) => {
                format!("vacancies/{vacancy}/agency?agency={agency}&person={person}")
            }
            Target::Clients(group) => format!("clients/{group}"),
            Target::Course(course) => super::course::path(course),
        };
        self.page.to(&path)
    }
}

/// What there is, a search, and where to look first.
pub(in crate::http) async fn first(
    State(app): State<App>,
    Caller(reader): Caller,
    page: Page,
) -> Result<Html<String>, Problem> {
    let one = VacanciesQuery {
        limit: Some(1),
        ..VacanciesQuery::default()
    };
    let vacancies = app.engine.vacancies(&reader, one).await?.total;
    let situations = app.settings.situations.clone();
    html(&HomePage {
        page,
        vacancies,
        as_of: app.engine.as_of(),
        situations,
    })
}
