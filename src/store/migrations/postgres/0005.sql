-- Restrictions of processing (GDPR, article 18), each with its lifting: while one stands, nobody reads
-- the person's data. Erasure takes a person's rows away, here and in every table below that has an entry.
CREATE TABLE restriction (
    number      BIGINT PRIMARY KEY,
    entry       BIGINT NOT NULL,
    reason      TEXT    NOT NULL,
    decided_by  TEXT    NOT NULL,
    decided_at  TEXT    NOT NULL,
    lifted_why  TEXT,
    lifted_by   TEXT,
    lifted_at   TEXT
);
CREATE INDEX restriction_by_entry ON restriction (entry);

-- Clients handed one by one to a counsellor or a coach of a purchased service, with consent and an end.
CREATE TABLE assignment (
    number       BIGINT PRIMARY KEY,
    entry        BIGINT NOT NULL,
    assignee     TEXT    NOT NULL,
    from_day     TEXT    NOT NULL,
    until_day    TEXT    NOT NULL,
    consented_on TEXT    NOT NULL,
    purpose      TEXT    NOT NULL,
    decided_by   TEXT    NOT NULL,
    decided_at   TEXT    NOT NULL,
    ended_by     TEXT,
    ended_at     TEXT
);
CREATE INDEX assignment_by_entry ON assignment (entry);

-- Who stands in for a coach on which days.
CREATE TABLE deputy (
    number     BIGINT PRIMARY KEY,
    coach      TEXT NOT NULL,
    deputy     TEXT NOT NULL,
    from_day   TEXT NOT NULL,
    until_day  TEXT NOT NULL,
    decided_by TEXT NOT NULL,
    decided_at TEXT NOT NULL,
    ended_at   TEXT
);
CREATE INDEX deputy_by_deputy ON deputy (deputy);

-- Whom an agency has been shown: how often the person's pseudonym was changed for a new one there, what
-- the agency knows of them (a hash), and whether the pseudonym is in use.
CREATE TABLE shown (
    agency TEXT    NOT NULL,
    entry  BIGINT NOT NULL,
    turn   BIGINT NOT NULL,
    hash   BYTEA   NOT NULL,
    active BIGINT NOT NULL,
    PRIMARY KEY (agency, entry)
);
CREATE INDEX shown_by_entry ON shown (entry);

-- What an agency is told of pseudonyms that it was given: numbered for each agency by itself, below 0
-- until it asks.
CREATE TABLE agency_change (
    agency    TEXT    NOT NULL,
    number    BIGINT NOT NULL,
    kind      TEXT    NOT NULL,
    pseudonym TEXT    NOT NULL,
    at        TEXT    NOT NULL,
    PRIMARY KEY (agency, number)
);

-- An agency asks to meet somebody; the coach answers for them. `disclosed` is what was agreed.
CREATE TABLE contact_request (
    id          TEXT    PRIMARY KEY,
    agency      TEXT    NOT NULL,
    entry       BIGINT NOT NULL,
    asked_by    TEXT    NOT NULL,
    purpose     TEXT    NOT NULL,
    asked_day   TEXT    NOT NULL,
    due_day     TEXT    NOT NULL,
    expires_day TEXT    NOT NULL,
    state       TEXT    NOT NULL,
    answered_by TEXT,
    answered_at TEXT,
    disclosed   TEXT
);
CREATE INDEX contact_request_by_entry ON contact_request (entry);
CREATE INDEX contact_request_by_agency ON contact_request (agency);

-- How many requests an agency has ever made: their identifiers are made of it.
CREATE TABLE contact_count (
    agency   TEXT PRIMARY KEY,
    requests BIGINT NOT NULL
);

-- The person's own choice to be contacted directly: what the coach recorded that they agreed to give.
CREATE TABLE direct_contact (
    entry       BIGINT PRIMARY KEY,
    disclosed   TEXT    NOT NULL,
    recorded_by TEXT    NOT NULL,
    recorded_at TEXT    NOT NULL
);
