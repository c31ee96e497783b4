//! Pages about the service itself.

use askama::Template;
use axum::response::Html;

use super::page::{Page, html};
use crate::http::errors::Problem;

#[derive(Template)]
#[template(path = "accessibility.html")]
struct AccessibilityPage {
    page: Page,
}

/// The accessibility statement (Act 306/2019).
pub(in crate::http) async fn accessibility(page: Page) -> Result<Html<String>, Problem> {
    html(&AccessibilityPage { page })
}
