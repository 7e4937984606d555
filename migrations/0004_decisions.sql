-- +goose Up

-- What a person said about a derived row. A decision is about what a passage of
-- an article says, not about a row: it outlives rereading. Later decisions on
-- one subject stand in place of earlier ones, which are kept.
CREATE TABLE decisions (
    id         INTEGER PRIMARY KEY,
    kind       TEXT NOT NULL CHECK (kind IN ('deal', 'event', 'statement', 'origin')),
    article    INTEGER NOT NULL REFERENCES articles (id),
    subject    TEXT NOT NULL,            -- what it is about, in words that any reader gives it
    version    INTEGER NOT NULL REFERENCES versions (id),
    start      INTEGER NOT NULL,         -- the passage that was shown
    end        INTEGER NOT NULL,
    quote      TEXT NOT NULL,            -- its words
    verdict    TEXT NOT NULL CHECK (verdict IN ('confirmed', 'rejected', 'corrected')),
    correction TEXT,                     -- JSON object of names and values; NULL: none
    note       TEXT NOT NULL DEFAULT '',
    who        TEXT NOT NULL,
    time       INTEGER NOT NULL,
    reader     INTEGER NOT NULL          -- that had read it so
) STRICT;

CREATE INDEX decisions_subject ON decisions (article, kind, subject);

CREATE VIEW v_decisions AS
SELECT d.id, d.kind, a.url, d.subject, d.quote, d.verdict, d.correction, d.note, d.who,
    strftime('%Y-%m-%dT%H:%M:%SZ', d.time / 1000, 'unixepoch') AS time
FROM decisions d JOIN articles a ON a.id = d.article
WHERE d.id = (SELECT max(id) FROM decisions WHERE article = d.article AND kind = d.kind AND subject = d.subject);

PRAGMA user_version = 4;

-- +goose Down
SELECT RAISE(ABORT, 'a store is never taken back: restore the backup made before the step');
