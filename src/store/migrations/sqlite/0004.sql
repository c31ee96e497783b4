-- What the last run that was kept was made from: a vacancy or profile as scoring saw it. Whoever is
-- erased or hidden goes from here in the same transaction.
CREATE TABLE kept (
    kind  INTEGER NOT NULL,
    entry INTEGER NOT NULL,
    bytes BLOB    NOT NULL,
    PRIMARY KEY (kind, entry)
) STRICT;
