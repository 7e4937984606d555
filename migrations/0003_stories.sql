-- +goose Up

-- Which articles are copies, which are about one happening: derived data, made
-- of texts and readings.

-- The article whose text another one has, whole or in part.
CREATE TABLE copies (
    article INTEGER PRIMARY KEY REFERENCES articles (id),
    of      INTEGER NOT NULL REFERENCES articles (id),
    kind    TEXT NOT NULL,
    share   REAL NOT NULL,               -- of the copy that is the other's
    taken   REAL NOT NULL,               -- of the other that the copy has
    why     TEXT NOT NULL                -- what tells the original from the copy
) STRICT;

CREATE INDEX copies_of ON copies (of);

PRAGMA user_version = 3;

-- +goose Down
SELECT RAISE(ABORT, 'a store is never taken back: restore the backup made before the step');
