//! Every address on one page, each with who may call it.

use axum::Router;
use axum::http::StatusCode;
use axum::middleware::from_fn;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::csrf::CsrfLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::{RequestBodyTimeoutLayer, TimeoutLayer};
use utoipa_axum::routes;

use super::errors::Problem;
use super::gate::{Addresses, Policy};
use super::{App, api, frame, web};

use Policy::Anyone;

/// The whole service: addresses, and the layers round them.
pub(super) fn router(app: App) -> Router {
    let limits = app.settings.limits;
    let (addresses, description) = addresses(app).into_parts();
    addresses
        .merge(api::docs::addresses(description))
        .fallback(|| async { Problem::of_status(StatusCode::NOT_FOUND) })
        .layer(RequestBodyLimitLayer::new(limits.body_bytes))
        .layer(RequestBodyTimeoutLayer::new(limits.body_pause))
        .layer(TimeoutLayer::with_status_code(
            StatusCode::REQUEST_TIMEOUT,
            limits.request,
        ))
        .layer(CsrfLayer::new())
        .layer(CatchPanicLayer::custom(panicked))
        .layer(from_fn(frame::around))
        .layer(CompressionLayer::new())
}

fn addresses(app: App) -> Addresses {
    Addresses::new(app, api::docs::description())
        // The JSON interface.
        .api(Anyone, routes!(api::health::live))
        .api(Anyone, routes!(api::health::ready))
        // Pages.
        .page(Anyone, "/", get(web::home::choose_language))
        .page(
            Anyone,
            "/{lang}/login",
            get(web::login::form).post(web::login::log_in),
        )
        .page(Anyone, "/{lang}/logout", post(web::login::log_out))
        .page(
            Anyone,
            "/{lang}/accessibility",
            get(web::about::accessibility),
        )
        .page(Anyone, "/static/{name}", get(web::assets::file))
}

/// A handler that panicked: the cause goes to the log by the panic hook, the sender gets a plain 500.
fn panicked(_: Box<dyn std::any::Any + Send>) -> Response {
    Problem::internal().into_response()
}

#[cfg(test)]
mod tests {
    use axum::body::{Body, to_bytes};
    use axum::http::{Method, Request, header};
    use tower::ServiceExt;

    use super::*;
    use crate::http::{Engine, Settings};

    async fn ask(method: Method, address: &str, headers: &[(&str, &str)]) -> (Response, String) {
        let app = App::new(Engine, Settings::default());
        let mut request = Request::builder().method(method).uri(address);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(Body::empty()).unwrap();
        let response = router(app).oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let text = to_bytes(body, 1 << 24).await.unwrap();
        let text = String::from_utf8(text.to_vec()).unwrap();
        (Response::from_parts(parts, Body::empty()), text)
    }

    #[tokio::test]
    async fn errors_are_problems_for_programs_and_pages_for_people() {
        let (response, body) = ask(Method::GET, "/api/v1/nothing", &[]).await;
        assert_eq!(response.status(), StatusCode::NOT_FOUND);
        assert_eq!(
            response.headers()[header::CONTENT_TYPE],
            "application/problem+json"
        );
        let body: serde_json::Value = serde_json::from_str(&body).unwrap();
        assert_eq!(body["code"], "not_found");
        assert_eq!(
            body["request"],
            response.headers()["x-request-id"].to_str().unwrap()
        );

        let (response, body) = ask(Method::GET, "/sv/nothing", &[]).await;
        assert_eq!(response.status(), StatusCode::NOT_FOUND);
        assert!(
            body.contains(r#"<html lang="sv">"#) && body.contains("Hittades inte"),
            "{body}"
        );

        let (response, _) = ask(Method::POST, "/api/v1/health/live", &[]).await;
        assert_eq!(response.status(), StatusCode::METHOD_NOT_ALLOWED);
        assert_eq!(response.headers()[header::ALLOW], "GET,HEAD");
    }

    #[tokio::test]
    async fn every_answer_has_safe_headers() {
        for address in ["/", "/fi/accessibility", "/api/v1/health/live", "/nowhere"] {
            let (response, _) = ask(Method::GET, address, &[]).await;
            let headers = response.headers();
            assert_eq!(headers[header::CACHE_CONTROL], "no-store", "{address}");
            assert_eq!(headers[header::X_FRAME_OPTIONS], "DENY", "{address}");
            assert_eq!(
                headers[header::X_CONTENT_TYPE_OPTIONS],
                "nosniff",
                "{address}"
            );
            let rule = headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
            assert!(
                rule.starts_with("default-src 'none'") && !rule.contains("unsafe"),
                "{rule}"
            );
        }
    }

    #[tokio::test]
    async fn the_first_page_speaks_the_browsers_language() {
        let (response, _) = ask(Method::GET, "/", &[("accept-language", "sv-FI,en;q=0.3")]).await;
        assert_eq!(response.headers()[header::LOCATION], "/sv/");
    }

    #[tokio::test]
    async fn a_form_of_another_site_is_refused() {
        let foreign = [
            ("host", "here.example"),
            ("origin", "https://there.example"),
        ];
        let (response, _) = ask(Method::POST, "/fi/logout", &foreign).await;
        assert_eq!(response.status(), StatusCode::FORBIDDEN);
        let own = [("host", "here.example"), ("origin", "http://here.example")];
        let (response, _) = ask(Method::POST, "/fi/logout", &own).await;
        assert_eq!(response.status(), StatusCode::SEE_OTHER);
    }

    #[tokio::test]
    async fn a_panic_is_a_plain_500() {
        async fn breaks() {
            panic!("secret");
        }
        let app = Router::new()
            .route("/api/breaks", get(breaks))
            .layer(CatchPanicLayer::custom(panicked))
            .layer(from_fn(frame::around));
        let request = Request::get("/api/breaks").body(Body::empty()).unwrap();
        let response = app.oneshot(request).await.unwrap();
        assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
        let body = to_bytes(response.into_body(), 1 << 20).await.unwrap();
        let body = String::from_utf8(body.to_vec()).unwrap();
        assert!(
            body.contains(r#""code":"internal""#) && !body.contains("secret"),
            "{body}"
        );
    }
}
