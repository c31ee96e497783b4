-- Every erasure and readmission, in order: word for word what the list kept outside of the backups holds.
CREATE TABLE erasure_log (
    number BIGINT PRIMARY KEY,
    word   TEXT  NOT NULL, -- erased, readmitted
    hash   BYTEA NOT NULL, -- keyed hash of the person's id
    at     TEXT  NOT NULL,
    seal   BYTEA NOT NULL  -- keyed hash of this and of the seal before it
);
