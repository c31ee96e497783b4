-- Small facts about the store itself: schema version, keys of its hashes.
CREATE TABLE meta (
    name  TEXT PRIMARY KEY,
    value BLOB NOT NULL
) STRICT;

-- One row, locked by every writing transaction: what makes numbers gapless and in commit order.
CREATE TABLE counter (
    id         INTEGER PRIMARY KEY CHECK (id = 1),
    change     INTEGER NOT NULL, -- number of the last change
    vacancy    INTEGER NOT NULL, -- next entry number of a vacancy
    jobseeker  INTEGER NOT NULL, -- next entry number of a jobseeker
    leaf       INTEGER NOT NULL, -- number of the ledger's last leaf
    leaf_hash  BLOB    NOT NULL  -- hash of the ledger's last leaf
) STRICT;

-- The change sequence: what changed, never how. An entry number says nothing once its record is gone.
CREATE TABLE change (
    number INTEGER PRIMARY KEY,
    kind   INTEGER NOT NULL,
    entry  INTEGER NOT NULL
) STRICT;

CREATE TABLE vacancy (
    entry     INTEGER PRIMARY KEY,
    id        TEXT    NOT NULL UNIQUE,
    public_id TEXT    NOT NULL UNIQUE,
    hash      BLOB    NOT NULL,
    changed   INTEGER NOT NULL,
    source    TEXT,
    status    TEXT    NOT NULL,
    closes    TEXT,
    record    TEXT    NOT NULL
) STRICT;
CREATE INDEX vacancy_by_source ON vacancy (source);

-- What visibility depends on stands in columns before the record, so that a gate reads no record.
CREATE TABLE jobseeker (
    entry             INTEGER PRIMARY KEY,
    id                TEXT    NOT NULL UNIQUE,
    public_id         TEXT    NOT NULL UNIQUE,
    hash              BLOB    NOT NULL,
    changed           INTEGER NOT NULL,
    source            TEXT,
    matching          INTEGER,
    protected_address INTEGER,
    consent           TEXT,
    offer             TEXT,
    routes            TEXT,
    right_to_work     TEXT,
    coach             TEXT,
    service_unit      TEXT,
    ledger_key        BLOB    NOT NULL, -- makes the person's pseudonyms in the ledger; gone on erasure
    record            TEXT    NOT NULL
) STRICT;
CREATE INDEX jobseeker_by_source ON jobseeker (source);
CREATE INDEX jobseeker_by_coach ON jobseeker (coach);

-- What was read from a record's free words, by which version of the reader.
CREATE TABLE reading (
    kind   INTEGER NOT NULL,
    entry  INTEGER NOT NULL,
    hash   BLOB    NOT NULL,
    reader TEXT    NOT NULL,
    bytes  BLOB    NOT NULL,
    PRIMARY KEY (kind, entry)
) STRICT;

-- Keyed hashes of the ids of people who were erased.
CREATE TABLE erasure (
    hash      BLOB PRIMARY KEY,
    erased_at TEXT NOT NULL
) STRICT;

-- Who vouched for the protection data of a source, when, and for how long.
CREATE TABLE protection (
    number     INTEGER PRIMARY KEY,
    source     TEXT NOT NULL,
    kind       TEXT NOT NULL,
    decided_by TEXT NOT NULL,
    decided_at TEXT NOT NULL,
    from_day   TEXT,
    until_day  TEXT
) STRICT;

CREATE TABLE access_key (
    id                TEXT PRIMARY KEY,
    hash              BLOB NOT NULL,
    role              TEXT NOT NULL,
    scope             TEXT NOT NULL,
    organisation      TEXT,
    organisation_kind TEXT,
    label             TEXT NOT NULL,
    created_at        TEXT NOT NULL,
    expires_at        TEXT,
    revoked_at        TEXT
) STRICT;

-- How often an agency's pseudonyms have been changed for new ones.
CREATE TABLE pseudonym_rotation (
    agency   TEXT PRIMARY KEY,
    rotation INTEGER NOT NULL
) STRICT;

-- One leaf per answer that held people, chained by hash; appended to, never changed.
CREATE TABLE leaf (
    number INTEGER PRIMARY KEY,
    body   TEXT NOT NULL,
    people BLOB NOT NULL, -- pseudonyms of 16 bytes each, in the order of the answer
    prev   BLOB NOT NULL,
    hash   BLOB NOT NULL
) STRICT;

-- Who stands in which leaf; gone on erasure, while the leaf stays.
CREATE TABLE sight (
    entry INTEGER NOT NULL,
    leaf  INTEGER NOT NULL,
    place INTEGER NOT NULL, -- place in the leaf's people, from 0
    PRIMARY KEY (entry, leaf, place)
) STRICT, WITHOUT ROWID;
