-- Imports that run on after whoever sent them has gone, and what came of each: counts, and what is wrong
-- with which line. A row lives for a week.
CREATE TABLE import_job (
    id     TEXT    PRIMARY KEY,
    key_id TEXT    NOT NULL,
    began  INTEGER NOT NULL, -- seconds since 1970
    noted  INTEGER NOT NULL,
    ended  INTEGER NOT NULL,
    report TEXT    NOT NULL
) STRICT;
