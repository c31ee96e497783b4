//! The first page.

use axum::http::HeaderMap;
use axum::response::Redirect;

use super::lang_of_headers;
use crate::domain::Lang;

/// Sends a visitor to the first page in the language that the browser prefers; Finnish otherwise.
pub(in crate::http) async fn choose_language(headers: HeaderMap) -> Redirect {
    let lang = lang_of_headers(&headers).unwrap_or(Lang::Fi);
    Redirect::to(&format!("/{lang}/"))
}
