//! The description of the JSON interface and a page to try it on.

use axum::Router;
use axum::http::{HeaderValue, header};
use tower_http::set_header::SetResponseHeaderLayer;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{ComponentsBuilder, InfoBuilder, LicenseBuilder, OpenApi, OpenApiBuilder};
use utoipa_swagger_ui::{Config, SwaggerUi};

/// What the description says before any address.
pub(in crate::http) fn description() -> OpenApi {
    let bearer = HttpBuilder::new()
        .scheme(HttpAuthScheme::Bearer)
        .description(Some(
            "A key made with `kohtaanto key create`; its role decides what it may do.",
        ))
        .build();
    let licence = LicenseBuilder::new()
        .name("MIT OR Apache-2.0")
        .identifier(Some("MIT OR Apache-2.0"))
        .build();
    let info = InfoBuilder::new()
        .title("kohtaanto")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(
            "Matches open vacancies and jobseekers' competence profiles by an exact score in whole points \
             whose parts are its explanation. Labels and reasons come in the language of `Accept-Language` \
             (fi, sv, en). Errors are problem details (RFC 9457) with a stable `code`. A caller may state why \
             people are looked at in the header `Purpose`; it goes on the record.",
        ))
        .license(Some(licence))
        .build();
    let components = ComponentsBuilder::new()
        .security_scheme("key", SecurityScheme::Http(bearer))
        .build();
    OpenApiBuilder::new()
        .info(info)
        .components(Some(components))
        .build()
}

/// Styles of the page to try the interface on are set by its script: they need their own rule.
const DOCS_CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; \
    img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// `/api/v1/openapi.json` and, with everything that it needs inside the program, `/api/docs`.
pub(in crate::http) fn addresses(description: OpenApi) -> Router {
    let rule = HeaderValue::from_static(DOCS_CONTENT_SECURITY_POLICY);
    let page = SwaggerUi::new("/api/docs")
        .url("/api/v1/openapi.json", description)
        .config(Config::default().try_it_out_enabled(true));
    Router::from(page).layer(SetResponseHeaderLayer::if_not_present(
        header::CONTENT_SECURITY_POLICY,
        rule,
    ))
}
