-- What named persons decided about words that nothing names; the last decision on a word holds.
CREATE TABLE word (
    number     BIGINT PRIMARY KEY,
    lang       TEXT NOT NULL,
    phrase     TEXT NOT NULL,
    means      TEXT NOT NULL,
    decided_by TEXT NOT NULL,
    decided_at TEXT NOT NULL
);
