-- +goose Up

-- What a person works on: a query, articles taken in and left out by hand,
-- events of one's own, notes.
CREATE TABLE cases (
    id    INTEGER PRIMARY KEY,
    name  TEXT NOT NULL UNIQUE COLLATE NOCASE,
    query TEXT NOT NULL,                 -- '': articles by hand alone
    made  INTEGER NOT NULL
) STRICT;

CREATE TABLE case_articles (
    case_id INTEGER NOT NULL REFERENCES cases (id),
    article INTEGER NOT NULL REFERENCES articles (id),
    inside  INTEGER NOT NULL,            -- 1: taken in, 0: left out though it matches
    time    INTEGER NOT NULL,
    PRIMARY KEY (case_id, article)
) STRICT, WITHOUT ROWID;

CREATE TABLE case_events (
    id      INTEGER PRIMARY KEY,
    case_id INTEGER NOT NULL REFERENCES cases (id),
    date    TEXT NOT NULL,               -- EDTF
    what    TEXT NOT NULL,
    source  TEXT NOT NULL,               -- "interview, 3 March"
    time    INTEGER NOT NULL
) STRICT;

CREATE TABLE case_notes (
    id      INTEGER PRIMARY KEY,
    case_id INTEGER NOT NULL REFERENCES cases (id),
    article INTEGER REFERENCES articles (id), -- NULL: about the case
    note    TEXT NOT NULL,
    who     TEXT NOT NULL,
    time    INTEGER NOT NULL
) STRICT;

PRAGMA user_version = 5;

-- +goose Down
SELECT RAISE(ABORT, 'a store is never taken back: restore the backup made before the step');
