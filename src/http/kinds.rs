//! Every kind of problem that the JSON interface answers, in one table: its stable code, its status, what
//! it means and what its reader can do. `docs/errors.md` is made from it and served by the program at
//! [`PAGE`], where each code has an anchor that the `type` of a problem points to.

use axum::http::StatusCode;

/// Where the page of errors is.
pub(super) const PAGE: &str = "/api/errors";

/// One kind.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Kind {
    /// Stable: programs may rely on it.
    pub(super) code: &'static str,
    /// The HTTP status that it comes with.
    pub(super) status: StatusCode,
    /// What has happened.
    pub(super) meaning: &'static str,
    /// What to do about it.
    pub(super) remedy: &'static str,
}

macro_rules! kinds {
    ($($code:ident $status:ident $meaning:literal $remedy:literal;)+) => {
        /// All of them, in the order of their statuses.
        pub(super) const KINDS: &[Kind] = &[$(Kind {
            code: stringify!($code),
            status: StatusCode::$status,
            meaning: $meaning,
            remedy: $remedy,
        }),+];
    };
}

kinds! {
    bad_request BAD_REQUEST "The request could not be understood."
        "Compare it with the operation's example in `/api/docs`.";
    purpose_needed BAD_REQUEST "People are looked at, and it is not said what for."
        "Say it in the field `purpose`, or in the header `Purpose` where there is no body.";
    unauthenticated UNAUTHORIZED "There is no key, or it is unknown, expired or revoked."
        "Send `Authorization: Bearer` and the key. A key that no longer works is replaced by whoever gave it.";
    forbidden FORBIDDEN "The key is good, and its role may not do this."
        "Ask the operator for a key of the role that the operation names.";
    cross_origin FORBIDDEN "A browser sent the request from another site's page."
        "Send it from your server, or from a page of this site.";
    not_found NOT_FOUND "There is no such thing, or you may not see it: the two are answered alike. Whoever was erased, is hidden or belongs to others is as one who never was."
        "Ask again for the list that the identifier came from, and delete your copy if it is gone from there.";
    method_not_allowed METHOD_NOT_ALLOWED "The address does not take this method."
        "`Allow` names those that it takes.";
    timeout REQUEST_TIMEOUT "The request took too long: its body did not arrive, or it could not be answered in time."
        "Send it again; send a large import in parts.";
    conflict CONFLICT "What is asked contradicts what is there; `detail` says how."
        "Read what is there, and decide anew.";
    idempotency_in_flight CONFLICT "The first request under this `Idempotency-Key` is still being answered."
        "Send it again after `Retry-After`: the answer then tells what the first one made.";
    ranking_changed GONE "The order that the cursor belongs to is no longer made: weights, taxonomy, the day, or the vacancy changed."
        "Begin again with the first page.";
    precondition_failed PRECONDITION_FAILED "Somebody changed the record after you read it."
        "Read it again, put your change into what you get, and send it with the new `ETag`.";
    too_large PAYLOAD_TOO_LARGE "The body is larger than allowed: 2 MiB, an import 64 MiB."
        "Send less, an import in parts.";
    unsupported_media_type UNSUPPORTED_MEDIA_TYPE "The body is not said to be of a type that the operation takes."
        "Set `Content-Type`: `application/json`, an import's `application/x-ndjson`.";
    invalid UNPROCESSABLE_ENTITY "Some values are not valid. `errors` names each by its JSON Pointer, with the reason and the nearest valid value."
        "Correct what `errors` names. Sent again as it is, it is refused again.";
    idempotency_key_reused UNPROCESSABLE_ENTITY "This `Idempotency-Key` was used for another request within the last day."
        "Take a new key for each thing that is to be made.";
    precondition_required PRECONDITION_REQUIRED "A change must say which version it was made over."
        "Send `If-Match` with the `ETag` of what you read.";
    too_many_requests TOO_MANY_REQUESTS "The key, or the address without a key, has asked too often."
        "Wait as long as `Retry-After` says. `RateLimit` of every answer says what is left, `GET /api/v1/usage` all limits.";
    too_many_people TOO_MANY_REQUESTS "The key has been shown as many people today as it may be."
        "Go on tomorrow (UTC), or ask the operator for another limit.";
    too_alike TOO_MANY_REQUESTS "Almost the same was asked about the same people too often today: small changes to an assignment would tell what a person's profile does not."
        "Ask once for all that the work needs.";
    internal INTERNAL_SERVER_ERROR "Something broke here."
        "Tell the operator the `request` of the answer; it stands in the log.";
    unavailable SERVICE_UNAVAILABLE "The records cannot be read just now, or their latest changes are still being taken in."
        "Send it again after `Retry-After`.";
    overloaded SERVICE_UNAVAILABLE "As many requests as can be are being answered; nothing was done."
        "Send it again after `Retry-After`, then less often.";
    too_many_imports SERVICE_UNAVAILABLE "As many imports as can be are under way; nothing was taken."
        "Send it again after `Retry-After`; wait for one import before you send the next.";
}

/// The kind of a code. Another code than those of the table is a fault of the program.
pub(super) fn named(code: &str) -> &'static Kind {
    let found = KINDS.iter().find(|kind| kind.code == code);
    debug_assert!(
        found.is_some(),
        "`{code}` has no line in the table of kinds"
    );
    found.unwrap_or(&INTERNAL)
}

static INTERNAL: Kind = Kind {
    code: "internal",
    status: StatusCode::INTERNAL_SERVER_ERROR,
    meaning: "",
    remedy: "",
};

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use super::*;

    /// The page, made from the table.
    fn page() -> String {
        let mut out = String::from(
            "# Errors\n\
             Whatever the JSON interface refuses, it answers as a problem (RFC 9457, `application/problem+json`) with a stable `code`. \
             Its `type` is the address of the code's place on this page, its `request` the identifier under which the operator finds it in the log. \
             `errors` names wrong values by JSON Pointer, with the reason and, where one is near, the nearest valid value.\n",
        );
        for kind in KINDS {
            let (code, status) = (kind.code, kind.status);
            out += &format!("\n## {code}\n{status}. {} {}\n", kind.meaning, kind.remedy);
        }
        out
    }

    #[test]
    fn the_page_of_errors_says_what_the_table_says() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/errors.md");
        let made = page();
        if std::env::var_os("KOHTAANTO_WRITE_DOCS").is_some() {
            std::fs::write(&path, &made).unwrap();
        }
        assert!(
            std::fs::read_to_string(&path).unwrap() == made,
            "docs/errors.md is out of date: run this test with KOHTAANTO_WRITE_DOCS=1"
        );
    }

    #[test]
    fn codes_are_told_apart_and_stand_in_the_order_of_statuses() {
        let codes: BTreeSet<&str> = KINDS.iter().map(|kind| kind.code).collect();
        assert_eq!(codes.len(), KINDS.len());
        assert!(KINDS.is_sorted_by_key(|kind| kind.status.as_u16()));
    }

    /// A line that no code of the program uses any more would be a promise that nothing keeps.
    #[test]
    fn every_kind_of_the_table_is_answered_somewhere() {
        let sources = [
            include_str!("errors.rs"),
            include_str!("conditional.rs"),
            include_str!("api/imports.rs"),
            include_str!("../engine/error.rs"),
        ]
        .concat();
        for kind in KINDS {
            let literal = format!("\"{}\"", kind.code);
            assert!(sources.contains(&literal), "{}", kind.code);
        }
    }
}
