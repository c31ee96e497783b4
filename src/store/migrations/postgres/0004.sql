-- What the last run that was kept was made from: a vacancy or profile as scoring saw it. Whoever is
-- erased or hidden goes from here in the same transaction.
CREATE TABLE kept (
    kind  BIGINT NOT NULL,
    entry BIGINT NOT NULL,
    bytes BYTEA  NOT NULL,
    PRIMARY KEY (kind, entry)
);
