//! Files that the pages need, carried inside the program.

use std::collections::HashMap;
use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use rust_embed::RustEmbed;

use crate::http::errors::Problem;

#[derive(RustEmbed)]
#[folder = "src/http/web/static"]
struct Files;

static ADDRESSES: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
    let address = |name: &str| {
        let hash = Files::get(name)?.metadata.sha256_hash();
        let version = u32::from_be_bytes([hash[0], hash[1], hash[2], hash[3]]);
        Some(format!("/static/{name}?v={version:08x}"))
    };
    Files::iter()
        .filter_map(|name| Some((name.to_string(), address(&name)?)))
        .collect()
});

/// Address of a file, with its content's hash, so that a browser may keep it for ever.
pub(in crate::http) fn address(name: &str) -> String {
    ADDRESSES.get(name).cloned().unwrap_or_default()
}

/// A file.
pub(in crate::http) async fn file(Path(name): Path<String>) -> Result<Response, Problem> {
    let file = Files::get(&name).ok_or_else(|| Problem::of_status(StatusCode::NOT_FOUND))?;
    let kind = match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("woff2") => "font/woff2",
        Some("js") => "text/javascript; charset=utf-8",
        _ => "text/plain; charset=utf-8",
    };
    let headers = [
        (header::CONTENT_TYPE, kind),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
    ];
    Ok((headers, file.data).into_response())
}
