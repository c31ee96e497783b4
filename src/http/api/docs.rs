//! The description of the JSON interface and a page to try it on.

use std::collections::BTreeMap;

use axum::Router;
use axum::http::{HeaderValue, header};
use tower_http::set_header::SetResponseHeaderLayer;
use utoipa::openapi::example::{Example, ExampleBuilder};
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{
    ComponentsBuilder, InfoBuilder, LicenseBuilder, OpenApi, OpenApiBuilder, Ref, RefOr, Response,
};
use utoipa_swagger_ui::{Config, SwaggerUi};

use crate::domain::record::RecordError;
use crate::http::errors::Problem;
use crate::http::kinds::{KINDS, Kind};

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
             (fi, sv, en). Errors are problem details (RFC 9457) with a stable `code`; each is explained at \
             `/api/errors`. From a key to a contact, with examples to run: `/api/guide`. A caller may state why \
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
pub(in crate::http) fn addresses(mut description: OpenApi) -> Router {
    let answers = serde_json::from_str(ANSWERS).unwrap_or_default();
    show(&mut description, &answers);
    let rule = HeaderValue::from_static(DOCS_CONTENT_SECURITY_POLICY);
    let page = SwaggerUi::new("/api/docs")
        .url("/api/v1/openapi.json", description)
        .config(Config::default().try_it_out_enabled(true));
    Router::from(page).layer(SetResponseHeaderLayer::if_not_present(
        header::CONTENT_SECURITY_POLICY,
        rule,
    ))
}

/// What each operation answered in a small region, shortened: recorded by the test that holds every answer
/// against its schema (`KOHTAANTO_WRITE_DOCS=1`).
const ANSWERS: &str = include_str!("answers.json");

/// Gives every answer its example, and every one that is a problem those of each kind that comes with its
/// status.
fn show(description: &mut OpenApi, answers: &BTreeMap<String, serde_json::Value>) {
    for (path, item) in &mut description.paths.paths {
        let operations = [
            ("GET", &mut item.get),
            ("PUT", &mut item.put),
            ("POST", &mut item.post),
            ("DELETE", &mut item.delete),
        ];
        for (method, operation) in operations {
            let Some(operation) = operation else {
                continue;
            };
            let answer = answers.get(&format!("{method} {path}"));
            for (status, response) in &mut operation.responses.responses {
                if let RefOr::T(response) = response {
                    show_answer(status, response, answer);
                }
            }
        }
    }
}

fn show_answer(status: &str, response: &mut Response, answer: Option<&serde_json::Value>) {
    let content = &mut response.content;
    if let Some(RefOr::T(content)) = content.get_mut("application/problem+json") {
        content.schema = Some(Ref::from_schema_name("ProblemDetails").into());
        content.examples = examples(status);
    }
    if let Some(RefOr::T(content)) = content.get_mut("application/json") {
        content.example = answer.cloned();
    }
}

fn examples(status: &str) -> BTreeMap<String, RefOr<Example>> {
    let kinds = KINDS.iter().filter(|kind| kind.status.as_str() == status);
    let example = |kind: &Kind| {
        let mut problem = Problem::new(kind.code, kind.meaning);
        if kind.code == "invalid" {
            problem.fields.push(RecordError {
                pointer: "/shifts/0".to_owned(),
                value: Some("evenning".to_owned()),
                reason: "unknown shift `evenning`; did you mean `evening`?".to_owned(),
                nearest: Some("evening".to_owned()),
            });
        }
        let value = serde_json::to_value(problem.details("6f0c2a9be1d34475")).ok();
        let example = ExampleBuilder::new().value(value).build();
        (kind.code.to_owned(), RefOr::T(example))
    };
    kinds.map(example).collect()
}
