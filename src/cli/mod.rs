//! Commands: a file each.
