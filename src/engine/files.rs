//! Every file that the program keeps: what it holds and what an erasure does to it. The record of
//! processing is printed from it, and `doctor` names what lies in a data directory and is not here.

/// A file or folder of a data directory.
#[derive(Debug, Clone, Copy)]
pub struct DataFile {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub holds: &'static str,
    /// What an erasure does to it.
    pub erasing: &'static str,
}

const fn file(name: &'static str, holds: &'static str, erasing: &'static str) -> DataFile {
    DataFile {
        name,
        holds,
        erasing,
    }
}

const NOBODY: &str = "nothing: it holds nobody";

/// Every file of a data directory.
pub const FILES: &[DataFile] = &[
    file(
        "records.sqlite",
        "the records, the ledger and all other tables, where PostgreSQL does not hold them",
        "rows are deleted at once; then the file is written anew without them, for SQLite's own overwriting leaves copies of what it moves between pages",
    ),
    file(
        "records.sqlite-wal",
        "writes not yet in the file",
        "emptied when the file has been written anew",
    ),
    file(
        "records.sqlite-shm",
        "where in the log which page stands",
        NOBODY,
    ),
    file(
        "index",
        "the words of people and vacancies, by entry number",
        "every file group with words of a person who is gone is written anew and the old one removed",
    ),
    file(
        "projection",
        "rows of profiles resolved for scoring, sealed under a key that the records hold",
        "the key is replaced in the erasure's own transaction, so that no copy of it anywhere opens again; then the file is removed",
    ),
    file(
        "unfinished",
        "where commands have begun to write files outside of the data directory",
        "the files it names are removed",
    ),
    file(
        "erasures.list",
        "keyed hashes of the ids of the erased, unless the setting `erasures` names another place; in no backup",
        "gets a line, on disk, before the erasure is acknowledged",
    ),
    file(
        "ledger.key",
        "the key that signs checkpoints of the ledger; in no backup",
        NOBODY,
    ),
    file("taxonomy.bin", "the imported taxonomy", NOBODY),
    file("kohtaanto.toml", "the settings", NOBODY),
    file("words.json", "the region's own words, as decided", NOBODY),
    file("reader", "tables of the taxonomy's words", NOBODY),
    file("lock", "the number of the process at work", NOBODY),
];
