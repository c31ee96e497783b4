//! The JSON interface, a file per noun. Described by an OpenAPI document made from the handlers.

pub(super) mod docs;
pub(super) mod health;
