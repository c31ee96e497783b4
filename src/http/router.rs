//! Every address on one page, each with who may call it.

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::middleware::from_fn_with_state;
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
use super::{App, api, frame, kinds, web};
use crate::domain::Role::{self, Coach, Coordinator, Counsellor, Partner, Statistics};

use Policy::{Anyone, Roles};

/// Who reads vacancies.
const READ_VACANCIES: Policy = Roles(&[Coordinator, Coach, Counsellor], "vacancies");
/// Who changes vacancies.
const WRITE_VACANCIES: Policy = Roles(&[Coordinator], "vacancies");
/// Who looks for people. A coach's key reaches the clients in its scope alone.
const FIND_PEOPLE: Policy = Roles(&[Coordinator, Coach], "matching");
/// Who answers a client's question by whom they were seen.
const SEE_SIGHTS: Policy = Roles(&[Coordinator, Coach], "data protection");
/// Who types in a field.
const SUGGEST: Policy = Roles(&[Coordinator, Coach, Counsellor], "search");
/// Who looks for a client's vacancies, and why one fits. A counsellor's key reaches assigned clients alone.
const FIND_JOBS: Policy = Roles(&[Coordinator, Coach, Counsellor], "matching");

/// Who may look at what an agency sees: whoever answers employers and agencies for the whole region.
const AS_AGENCY: Policy = Roles(&[Coordinator], "matching");
/// Who asks as a partner.
const AS_PARTNER: Policy = Roles(&[Partner], "assignment");
/// Who reads requests for contact: an agency its own, a coach those for clients.
const READ_CONTACT: Policy = Roles(&[Partner, Coach], "contact");
/// Who answers them.
const ANSWER_CONTACT: Policy = Roles(&[Coach], "contact");
/// Who reads counts.
const READ_COUNTS: Policy = Roles(&[Statistics, Coordinator, Coach], "statistics");
/// Whoever has a key, about that key.
const OWN_KEY: Policy = Roles(Role::ALL, "usage");
/// Whoever has a key.
const WITH_A_KEY: Policy = Roles(Role::ALL, "text");

/// The whole service: addresses, and the layers round them.
pub(super) fn router(app: App) -> Router {
    let addresses = addresses(app.clone()).into_router(api::docs::addresses);
    framed(addresses, &app)
}

/// The layers round every address.
fn framed(addresses: Router, app: &App) -> Router {
    let limits = app.settings.limits;
    addresses
        .layer(DefaultBodyLimit::max(limits.body_bytes))
        .layer(RequestBodyLimitLayer::new(
            limits.import_bytes.max(limits.body_bytes),
        ))
        .layer(RequestBodyTimeoutLayer::new(limits.body_pause))
        .layer(TimeoutLayer::with_status_code(
            StatusCode::REQUEST_TIMEOUT,
            limits.request,
        ))
        .layer(CsrfLayer::new())
        .layer(CatchPanicLayer::custom(panicked))
        .layer(from_fn_with_state(Arc::clone(&app.metrics), frame::around))
        .layer(CompressionLayer::new())
}

fn addresses(app: App) -> Addresses {
    pages(clients(programs(Addresses::new(
        app,
        api::docs::description(),
    ))))
}

/// The JSON interface.
fn programs(addresses: Addresses) -> Addresses {
    addresses
        .api(Anyone, routes!(api::health::live))
        .api(Anyone, routes!(api::health::ready))
        .api(READ_VACANCIES, routes!(api::vacancies::list))
        .api(READ_VACANCIES, routes!(api::vacancies::one))
        .api(WRITE_VACANCIES, routes!(api::imports::vacancies))
        .api(WRITE_VACANCIES, routes!(api::imports::one))
        .api(WRITE_VACANCIES, routes!(api::vacancies::put))
        .api(WRITE_VACANCIES, routes!(api::vacancies::delete))
        .api(FIND_PEOPLE, routes!(api::vacancies::matches))
        .api(FIND_JOBS, routes!(api::vacancies::explain))
        .api(FIND_JOBS, routes!(api::people::find))
        .api(FIND_JOBS, routes!(api::people::jobs))
        .api(FIND_PEOPLE, routes!(api::vacancies::what_if))
        .api(FIND_JOBS, routes!(api::people::what_if))
        .api(FIND_JOBS, routes!(api::people::employers))
        .api(SEE_SIGHTS, routes!(api::people::seen_by))
        .api(FIND_PEOPLE, routes!(api::search::people))
        .api(SUGGEST, routes!(api::search::suggest))
        .api(READ_VACANCIES, routes!(api::search::vacancies))
        .api(WITH_A_KEY, routes!(api::text::extract))
        .api(WITH_A_KEY, routes!(api::text::normalise))
        .api(OWN_KEY, routes!(api::usage::usage))
        .api(AS_PARTNER, routes!(api::candidates::search))
        .api(AS_PARTNER, routes!(api::contact::one))
        .api(AS_PARTNER, routes!(api::contact::ask))
        .api(READ_CONTACT, routes!(api::contact::list))
        .api(ANSWER_CONTACT, routes!(api::contact::answer))
        .api(AS_PARTNER, routes!(api::contact::changes))
        .api(READ_COUNTS, routes!(api::gaps::table))
}

/// Pages of people whom the reader serves.
fn clients(addresses: Addresses) -> Addresses {
    addresses
        .page(FIND_JOBS, "/{lang}/people/{id}", get(web::people::jobs))
        .page(
            FIND_JOBS,
            "/{lang}/clients",
            get(web::clients::groups).post(web::clients::open),
        )
        .page(FIND_JOBS, "/{lang}/clients/{id}", get(web::clients::group))
        .page(
            ANSWER_CONTACT,
            "/{lang}/contact-requests",
            get(web::contact::list),
        )
        .page(
            ANSWER_CONTACT,
            "/{lang}/contact-requests/{id}",
            post(web::contact::answer),
        )
}

/// Every other page.
fn pages(addresses: Addresses) -> Addresses {
    addresses
        .page(Anyone, "/", get(web::home::choose_language))
        .page(READ_VACANCIES, "/{lang}/", get(web::home::first))
        .page(
            READ_VACANCIES,
            "/{lang}/vacancies",
            get(web::vacancies::list),
        )
        .page(
            FIND_PEOPLE,
            "/{lang}/vacancies/{id}",
            get(web::vacancies::one),
        )
        .page(
            FIND_JOBS,
            "/{lang}/vacancies/{id}/people/{person}",
            get(web::vacancies::explain),
        )
        .page(
            FIND_PEOPLE,
            "/{lang}/vacancies/{id}/versus",
            get(web::vacancies::versus),
        )
        .page(
            AS_AGENCY,
            "/{lang}/vacancies/{id}/agency",
            get(web::agency::sight),
        )
        .page(READ_COUNTS, "/{lang}/course", get(web::course::page))
        .page(
            FIND_PEOPLE,
            "/{lang}/search",
            get(web::search::form).post(web::search::submit),
        )
        .page(FIND_PEOPLE, "/{lang}/search/{id}", get(web::search::result))
        .page(READ_COUNTS, "/{lang}/gaps", get(web::gaps::page))
        .page(READ_COUNTS, "/{lang}/gaps.csv", get(web::gaps::csv))
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
        .page(Anyone, "/{lang}/consent", get(web::consent::newest))
        .page(
            Anyone,
            "/{lang}/consent/{version}",
            get(web::consent::version),
        )
        .page(Anyone, kinds::PAGE, get(api::guide::errors))
        .page(Anyone, "/api/guide", get(api::guide::guide))
        .page(Anyone, "/static/{name}", get(web::assets::file))
}

/// A handler that panicked: the cause goes to the log by the panic hook, the sender gets a plain 500.
fn panicked(_: Box<dyn std::any::Any + Send>) -> Response {
    Problem::internal().into_response()
}

#[cfg(test)]
mod tests {
    use axum::body::{Body, to_bytes};
    use axum::http::Request;
    use tower::ServiceExt;

    use super::*;
    use crate::http::test_app::{TestApp, patient};

    #[tokio::test]
    async fn a_panic_is_a_plain_500() {
        async fn breaks() {
            panic!("secret");
        }
        let app = Router::new()
            .route("/api/breaks", get(breaks))
            .layer(CatchPanicLayer::custom(panicked))
            .layer(from_fn_with_state(Arc::default(), frame::around));
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

    #[tokio::test]
    async fn an_address_past_the_gate_tells_nothing() {
        let app = TestApp::new(patient()).await;
        let key = app.key(Coordinator).await;
        let addresses = addresses(app.parts().clone()).into_router(api::docs::addresses);
        let past = Router::new()
            .route("/api/v1/leak", get(async || "P-1"))
            .route(
                "/fi/leak",
                get(async || axum::response::Redirect::to("/P-1")),
            );
        let router = framed(addresses.merge(past), app.parts());
        for (path, status) in [
            ("/api/v1/leak", StatusCode::INTERNAL_SERVER_ERROR),
            ("/fi/leak", StatusCode::INTERNAL_SERVER_ERROR),
            ("/api/v1/health/live", StatusCode::OK),
            ("/api/v1/openapi.json", StatusCode::OK),
            ("/api/docs/", StatusCode::OK),
            ("/api/v1/vacancies", StatusCode::OK),
            ("/fi/login", StatusCode::OK),
        ] {
            let request = Request::get(path)
                .header("authorization", format!("Bearer {key}"))
                .body(Body::empty())
                .unwrap();
            let answer = app.answer_of(&router, request).await;
            assert_eq!(answer.status, status, "{path}");
            if status != StatusCode::OK {
                let told = format!("{:?} {}", answer.headers, answer.text);
                assert!(!told.contains("P-1"), "{told}");
            }
        }
    }
}
