//! The HTTP server: router, errors, JSON API and pages.
