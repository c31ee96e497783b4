-- What was made under an Idempotency-Key, so that a request that is sent again makes nothing twice: the
-- name of what was made, never an answer. A row lives for a day.
CREATE TABLE idempotency (
    key_id  TEXT    NOT NULL,
    hash    BYTEA    NOT NULL, -- hash of the Idempotency-Key
    request BYTEA    NOT NULL, -- hash of what was sent under it
    began   BIGINT NOT NULL, -- seconds since 1970
    made    TEXT,             -- NULL while it is being made
    PRIMARY KEY (key_id, hash)
);

-- How often a key was used in the last minute that it was used in (minutes since 1970).
CREATE TABLE key_use (
    key_id   TEXT    PRIMARY KEY,
    minute   BIGINT NOT NULL,
    requests BIGINT NOT NULL
);

-- Whom a key of limited sight was shown on a day (days since 1970): the rows of earlier days go.
CREATE TABLE key_day (
    key_id TEXT    NOT NULL,
    day    BIGINT NOT NULL,
    entry  BIGINT NOT NULL,
    PRIMARY KEY (key_id, day, entry)
);
CREATE INDEX key_day_by_entry ON key_day (entry);
