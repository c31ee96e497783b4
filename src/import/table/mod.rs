//! Tables: a record a row, a field a column, from a text file or a workbook.
//!
//! A row becomes a record in the program's own shape and is then parsed as any other, so that codes
//! and errors are the same; an error names the column.

mod cell;
mod columns;
mod csv;
mod row;
mod xlsx;

#[cfg(test)]
pub(super) use columns::fields;
pub use columns::{Columns, ColumnsError};
pub(super) use csv::{csv, known_columns};
pub(super) use xlsx::xlsx;

#[cfg(test)]
mod tests;
