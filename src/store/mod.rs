//! The system of record: every query lives here.
