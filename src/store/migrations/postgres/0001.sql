-- Small facts about the store itself: schema version, keys of its hashes.
CREATE TABLE meta (
    name  TEXT PRIMARY KEY,
    value BYTEA NOT NULL
);

-- One row, locked by every writing transaction: what makes numbers gapless and in commit order.
CREATE TABLE counter (
    id         BIGINT PRIMARY KEY CHECK (id = 1),
    change     BIGINT NOT NULL, -- number of the last change
    vacancy    BIGINT NOT NULL, -- next entry number of a vacancy
    jobseeker  BIGINT NOT NULL, -- next entry number of a jobseeker
    leaf       BIGINT NOT NULL, -- number of the ledger's last leaf
    leaf_hash  BYTEA    NOT NULL  -- hash of the ledger's last leaf
);

-- The change sequence: what changed, never how. An entry number says nothing once its record is gone.
CREATE TABLE change (
    number BIGINT PRIMARY KEY,
    kind   BIGINT NOT NULL,
    entry  BIGINT NOT NULL
);

CREATE TABLE vacancy (
    entry     BIGINT PRIMARY KEY,
    id        TEXT    NOT NULL UNIQUE,
    public_id TEXT    NOT NULL UNIQUE,
    hash      BYTEA    NOT NULL,
    changed   BIGINT NOT NULL,
    source    TEXT,
    status    TEXT    NOT NULL,
    closes    TEXT,
    record    TEXT    NOT NULL
);
CREATE INDEX vacancy_by_source ON vacancy (source);

-- What visibility depends on stands in columns before the record, so that a gate reads no record.
CREATE TABLE jobseeker (
    entry             BIGINT PRIMARY KEY,
    id                TEXT    NOT NULL UNIQUE,
    public_id         TEXT    NOT NULL UNIQUE,
    hash              BYTEA    NOT NULL,
    changed           BIGINT NOT NULL,
    source            TEXT,
    matching          BIGINT,
    protected_address BIGINT,
    consent           TEXT,
    offer             TEXT,
    routes            TEXT,
    right_to_work     TEXT,
    coach             TEXT,
    service_unit      TEXT,
    ledger_key        BYTEA    NOT NULL, -- makes the person's pseudonyms in the ledger; gone on erasure
    record            TEXT    NOT NULL
);
CREATE INDEX jobseeker_by_source ON jobseeker (source);
CREATE INDEX jobseeker_by_coach ON jobseeker (coach);

-- What was read from a record's free words, by which version of the reader.
CREATE TABLE reading (
    kind   BIGINT NOT NULL,
    entry  BIGINT NOT NULL,
    hash   BYTEA    NOT NULL,
    reader TEXT    NOT NULL,
    bytes  BYTEA    NOT NULL,
    PRIMARY KEY (kind, entry)
);

-- Keyed hashes of the ids of people who were erased.
CREATE TABLE erasure (
    hash      BYTEA PRIMARY KEY,
    erased_at TEXT NOT NULL
);

-- Who vouched for the protection data of a source, when, and for how long.
CREATE TABLE protection (
    number     BIGINT PRIMARY KEY,
    source     TEXT NOT NULL,
    kind       TEXT NOT NULL,
    decided_by TEXT NOT NULL,
    decided_at TEXT NOT NULL,
    from_day   TEXT,
    until_day  TEXT
);

CREATE TABLE access_key (
    id                TEXT PRIMARY KEY,
    hash              BYTEA NOT NULL,
    role              TEXT NOT NULL,
    scope             TEXT NOT NULL,
    organisation      TEXT,
    organisation_kind TEXT,
    label             TEXT NOT NULL,
    created_at        TEXT NOT NULL,
    expires_at        TEXT,
    revoked_at        TEXT
);

-- How often an agency's pseudonyms have been changed for new ones.
CREATE TABLE pseudonym_rotation (
    agency   TEXT PRIMARY KEY,
    rotation BIGINT NOT NULL
);

-- One leaf per answer that held people, chained by hash; appended to, never changed.
CREATE TABLE leaf (
    number BIGINT PRIMARY KEY,
    body   TEXT NOT NULL,
    people BYTEA NOT NULL, -- pseudonyms of 16 bytes each, in the order of the answer
    prev   BYTEA NOT NULL,
    hash   BYTEA NOT NULL
);

-- Who stands in which leaf; gone on erasure, while the leaf stays.
CREATE TABLE sight (
    entry BIGINT NOT NULL,
    leaf  BIGINT NOT NULL,
    place BIGINT NOT NULL, -- place in the leaf's people, from 0
    PRIMARY KEY (entry, leaf, place)
);
