//! Every setting with its unit and default.
