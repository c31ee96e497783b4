//! The JSON interface, a file per noun. Described by an OpenAPI document made from the handlers.

pub(super) mod candidates;
pub(super) mod contact;
pub(super) mod docs;
pub(super) mod gaps;
pub(super) mod guide;
pub(super) mod health;
pub(super) mod imports;
pub(super) mod people;
pub(super) mod search;
pub(super) mod text;
pub(super) mod usage;
pub(super) mod vacancies;

use utoipa::IntoResponses;

use super::errors::ProblemDetails;

/// What every address that takes a key may answer instead.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "only its description is used")]
pub(super) enum Problems {
    /// The request could not be understood.
    #[response(status = 400, content_type = "application/problem+json")]
    BadRequest(#[to_schema] ProblemDetails),
    /// No key, or not a valid one.
    #[response(status = 401, content_type = "application/problem+json")]
    Unauthenticated(#[to_schema] ProblemDetails),
    /// The key's role may not do this.
    #[response(status = 403, content_type = "application/problem+json")]
    Forbidden(#[to_schema] ProblemDetails),
    /// There is no such thing, or the caller may not see it.
    #[response(status = 404, content_type = "application/problem+json")]
    NotFound(#[to_schema] ProblemDetails),
    /// The request, or its answer, took too long.
    #[response(status = 408, content_type = "application/problem+json")]
    TooSlow(#[to_schema] ProblemDetails),
    /// `ranking_changed`: weights or taxonomy changed since the cursor was given.
    #[response(status = 410, content_type = "application/problem+json")]
    Gone(#[to_schema] ProblemDetails),
    /// The body is larger than allowed.
    #[response(status = 413, content_type = "application/problem+json")]
    TooLarge(#[to_schema] ProblemDetails),
    /// The body is not said to be of the type that the operation takes.
    #[response(status = 415, content_type = "application/problem+json")]
    OfNoSuchType(#[to_schema] ProblemDetails),
    /// Some values are not valid; `errors` names each.
    #[response(status = 422, content_type = "application/problem+json")]
    Invalid(#[to_schema] ProblemDetails),
    /// Too many requests; `Retry-After` says how long to wait.
    #[response(status = 429, content_type = "application/problem+json")]
    TooMany(#[to_schema] ProblemDetails),
    /// The program broke; the operator finds it by `request`.
    #[response(status = 500, content_type = "application/problem+json")]
    Broken(#[to_schema] ProblemDetails),
    /// The data is not up to date on this node yet, or as many requests or imports as can be are under way.
    #[response(status = 503, content_type = "application/problem+json")]
    Unavailable(#[to_schema] ProblemDetails),
}

/// What a request with an `Idempotency-Key` may answer beside.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "only its description is used")]
pub(super) enum Again {
    /// `idempotency_in_flight`: the first request under this key has not ended.
    #[response(status = 409, content_type = "application/problem+json")]
    InFlight(#[to_schema] ProblemDetails),
}

/// What a change on a condition may answer beside.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "only its description is used")]
pub(super) enum Preconditions {
    /// `precondition_failed`: the record was changed since; read it again.
    #[response(status = 412, content_type = "application/problem+json")]
    Failed(#[to_schema] ProblemDetails),
    /// `precondition_required`: `If-Match` is missing.
    #[response(status = 428, content_type = "application/problem+json")]
    Required(#[to_schema] ProblemDetails),
}
