-- What was made under an Idempotency-Key, so that a request that is sent again makes nothing twice: the
-- name of what was made, never an answer. A row lives for a day.
CREATE TABLE idempotency (
    key_id  TEXT    NOT NULL,
    hash    BLOB    NOT NULL, -- hash of the Idempotency-Key
    request BLOB    NOT NULL, -- hash of what was sent under it
    began   INTEGER NOT NULL, -- seconds since 1970
    made    TEXT,             -- NULL while it is being made
    PRIMARY KEY (key_id, hash)
) STRICT;

-- How often a key was used in the last minute that it was used in (minutes since 1970).
CREATE TABLE key_use (
    key_id   TEXT    PRIMARY KEY,
    minute   INTEGER NOT NULL,
    requests INTEGER NOT NULL
) STRICT;

-- Whom a key of limited sight was shown on a day (days since 1970): the rows of earlier days go.
CREATE TABLE key_day (
    key_id TEXT    NOT NULL,
    day    INTEGER NOT NULL,
    entry  INTEGER NOT NULL,
    PRIMARY KEY (key_id, day, entry)
) STRICT;
CREATE INDEX key_day_by_entry ON key_day (entry);
