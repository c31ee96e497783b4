//! Outside records into domain values, one file per format; export likewise.
