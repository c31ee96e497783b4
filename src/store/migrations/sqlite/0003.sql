-- Whom a list of protected addresses named: they stay hidden, whatever their record says, until a
-- list says otherwise.
CREATE TABLE listed_protection (
    id         TEXT PRIMARY KEY,
    decided_by TEXT NOT NULL,
    decided_at TEXT NOT NULL
) STRICT;
