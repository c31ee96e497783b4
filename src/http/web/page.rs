//! What every page has: language, texts, who is logged in, and the addresses of other pages.

use std::ops::Deref;

use askama::Template;
use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::Html;

use super::{assets, lang_of_path};
use crate::domain::{Lang, Role, Scope};
use crate::http::App;
use crate::http::errors::Problem;
use crate::http::gate::SignedIn;
use crate::texts::Texts;

/// Context of a page. Gives the texts of its language as if it were they.
pub(in crate::http) struct Page {
    texts: Texts,
    /// Path and query after the language, without the slash: the same page in another language.
    rest: String,
    /// Who is logged in.
    pub(super) signed_in: Option<SignedIn>,
    /// Percent of its points that a wish earns of which nothing is said.
    pub(super) open_percent: u32,
    /// Address for feedback.
    pub(super) feedback: Option<String>,
}

impl Page {
    /// A page that knows of the service no more than who asks: an error.
    pub(super) fn bare(lang: Lang, path_and_query: &str, signed_in: Option<SignedIn>) -> Self {
        let rest = match lang_of_path(path_and_query) {
            Some(lang) => path_and_query
                .strip_prefix(&format!("/{lang}"))
                .unwrap_or_default(),
            None => "",
        };
        Self {
            texts: Texts(lang),
            rest: rest.trim_start_matches('/').to_owned(),
            signed_in,
            open_percent: 0,
            feedback: None,
        }
    }

    /// Its language.
    pub(super) fn lang(&self) -> Lang {
        self.texts.0
    }

    /// Address of another page in this language.
    pub(super) fn to(&self, path: &str) -> String {
        format!("/{}/{path}", self.lang())
    }

    /// Address of this page in another language.
    pub(super) fn same_in(&self, lang: &Lang) -> String {
        format!("/{lang}/{}", self.rest)
    }

    /// Address of a file that the program carries.
    pub(super) fn asset(&self, name: &str) -> String {
        assets::address(name)
    }

    /// Whether this page is in a section of the menu, for `aria-current`.
    pub(super) fn is_in(&self, section: &str) -> bool {
        self.rest.split(['/', '?']).next() == Some(section)
    }

    /// Whether who is logged in is a coach with clients, whom agencies ask to meet.
    pub(super) fn answers_for_clients(&self) -> bool {
        let signed_in = self.signed_in.as_ref();
        let coach = signed_in.filter(|one| one.reader.role == Role::Coach);
        coach.is_some_and(|coach| {
            let scope = &coach.reader.scope;
            matches!(scope, Scope::Clients(_) | Scope::Deputy { .. })
        })
    }

    /// The languages to choose from.
    pub(super) fn languages(&self) -> &'static [Lang] {
        Lang::ALL
    }
}

impl Deref for Page {
    type Target = Texts;
    fn deref(&self) -> &Texts {
        &self.texts
    }
}

impl FromRequestParts<App> for Page {
    type Rejection = Problem;

    /// The page that an address asks for; an address without a language is none of ours.
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let path_and_query = parts.uri.path_and_query().map_or("/", |p| p.as_str());
        let lang = lang_of_path(path_and_query)
            .ok_or_else(|| Problem::of_status(StatusCode::NOT_FOUND))?;
        Ok(Self {
            feedback: app.settings.feedback.clone(),
            open_percent: app.engine.open_wish_percent(),
            ..Self::bare(lang, path_and_query, parts.extensions.get().cloned())
        })
    }
}

/// Renders a template. That fails only if a value in it does, which none of ours do.
pub(super) fn html(template: &impl Template) -> Result<Html<String>, Problem> {
    template.render().map(Html).map_err(|error| {
        tracing::error!(%error, "a page could not be rendered");
        Problem::internal()
    })
}
