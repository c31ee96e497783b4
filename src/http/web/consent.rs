//! The text that people agree to when they consent to being shown to agencies.

use askama::Template;
use axum::extract::Path;
use axum::response::Html;

use super::page::{Page, html};
use crate::domain::ConsentText;
use crate::http::errors::Problem;

#[derive(Template)]
#[template(path = "consent.html")]
struct ConsentPage {
    page: Page,
    text: &'static ConsentText,
}

impl ConsentPage {
    /// The other versions, the newest first.
    fn others(&self) -> impl Iterator<Item = &'static ConsentText> {
        let all = ConsentText::all().iter().rev();
        all.filter(|text| text.version() != self.text.version())
    }
}

/// The newest text.
pub(in crate::http) async fn newest(page: Page) -> Result<Html<String>, Problem> {
    let text = ConsentText::current();
    html(&ConsentPage { page, text })
}

/// The text of a version.
pub(in crate::http) async fn version(
    page: Page,
    Path((_, version)): Path<(String, String)>,
) -> Result<Html<String>, Problem> {
    let text = ConsentText::of(&version).ok_or_else(|| Problem::not_found("text of consent"))?;
    html(&ConsentPage { page, text })
}
