-- +goose Up

-- A store that is a part of another one says so: what was taken, of how much,
-- and the head that the other's manifest had then. No row: it is whole.
CREATE TABLE extracts (
    id       INTEGER PRIMARY KEY,
    made     INTEGER NOT NULL,
    program  TEXT NOT NULL,
    query    TEXT NOT NULL,               -- what was taken, in words
    articles INTEGER NOT NULL,            -- that were taken
    withheld INTEGER NOT NULL,            -- that match, too, but hold a secret in an address
    total    INTEGER NOT NULL,            -- of the store that they were taken from
    day      INTEGER,                     -- of its manifest's head, counted from 1970; NULL: it had no captures
    head     BLOB,                        -- 32 bytes
    file     TEXT NOT NULL                -- the WARC file made for it; '': it shares the archive
) STRICT;

-- +goose StatementBegin
CREATE TRIGGER extracts_stay BEFORE UPDATE ON extracts BEGIN SELECT RAISE(ABORT, 'where a store comes from is never changed'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER extracts_remain BEFORE DELETE ON extracts BEGIN SELECT RAISE(ABORT, 'where a store comes from is never deleted'); END;
-- +goose StatementEnd

CREATE VIEW v_extracts AS
SELECT id, strftime('%Y-%m-%dT%H:%M:%SZ', made / 1000, 'unixepoch') AS made, program, query, articles, withheld, total,
    strftime('%Y-%m-%d', day * 86400, 'unixepoch') AS day, lower(hex(head)) AS head, file
FROM extracts;

PRAGMA user_version = 7;

-- +goose Down
SELECT RAISE(ABORT, 'a store is never taken back: restore the backup made before the step');
