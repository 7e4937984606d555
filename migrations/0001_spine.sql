-- +goose Up

-- The store of Dateline. Times are milliseconds since 1970 in UTC, hashes are
-- the 32 bytes of a SHA-256, dates of publication are EDTF, lists are JSON.
-- The views at the end show all of this as text; they are kept stable.

-- What is followed.
CREATE TABLE sources (
    id            INTEGER PRIMARY KEY,
    url           TEXT NOT NULL UNIQUE,
    kind          TEXT NOT NULL CHECK (kind IN ('feed', 'sitemap', 'page')),
    title         TEXT NOT NULL DEFAULT '',
    site          TEXT NOT NULL DEFAULT '',
    state         TEXT NOT NULL CHECK (state IN ('active', 'paused', 'gone', 'removed', 'once')),
    added         INTEGER NOT NULL,
    etag          TEXT NOT NULL DEFAULT '',
    last_modified TEXT NOT NULL DEFAULT '',
    last_fetch    INTEGER,
    last_success  INTEGER,
    next_due      INTEGER,                     -- NULL: now
    due_why       TEXT NOT NULL DEFAULT '',    -- in words
    not_before    INTEGER,                     -- as its server wishes
    every         INTEGER NOT NULL DEFAULT 0,  -- least interval that the feed asks for, ms
    skip_hours    INTEGER NOT NULL DEFAULT 0,  -- bit h: not in hour h, UTC
    skip_days     INTEGER NOT NULL DEFAULT 0,  -- bit d: not on weekday d, UTC, Sunday is 0
    rhythm        INTEGER NOT NULL DEFAULT 0,  -- mean time between two new items, ms; 0: not known
    last_new      INTEGER,
    failures      INTEGER NOT NULL DEFAULT 0,  -- in a row
    last_code     TEXT NOT NULL DEFAULT '',
    moved_to      TEXT NOT NULL DEFAULT '',    -- where a permanent redirect leads
    moved_since   INTEGER,
    moved_seen    INTEGER NOT NULL DEFAULT 0,
    moved_from    TEXT NOT NULL DEFAULT '',    -- its URL before it moved for good
    folder        TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX sources_moved_from ON sources (moved_from) WHERE moved_from <> '';

-- Who asked to be left alone: a host (429 with Retry-After), or one URL (503).
CREATE TABLE hosts (
    host  TEXT PRIMARY KEY,
    until INTEGER NOT NULL
) STRICT;

-- Who publishes.
CREATE TABLE outlets (
    id     INTEGER PRIMARY KEY,
    domain TEXT NOT NULL UNIQUE,
    name   TEXT NOT NULL
) STRICT;

-- The WARC files of the archive folder.
CREATE TABLE archives (
    id    INTEGER PRIMARY KEY,
    file  TEXT NOT NULL UNIQUE,
    ended INTEGER NOT NULL DEFAULT 0 -- where the last record of a stored capture ends
) STRICT;

-- As servers and file names tell them, parameters included.
CREATE TABLE content_types (
    id   INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
) STRICT;

-- HTTP exchanges and files, as they happened. The bytes are in a WARC record.
CREATE TABLE captures (
    id           INTEGER PRIMARY KEY,
    kind         TEXT NOT NULL CHECK (kind IN ('response', 'revisit', 'resource')),
    url          TEXT NOT NULL,
    final_url    TEXT,               -- NULL: the same
    time         INTEGER NOT NULL,
    status       INTEGER NOT NULL,   -- 0: a file
    content_type INTEGER NOT NULL REFERENCES content_types (id),
    size         INTEGER NOT NULL,   -- of the payload
    sha256       BLOB NOT NULL,      -- of the payload
    archive      INTEGER NOT NULL REFERENCES archives (id),
    offset       INTEGER NOT NULL,
    length       INTEGER NOT NULL,
    record       BLOB                -- the 16 bytes of the record's UUID
) STRICT;

-- Eight bytes are enough to find a hash, and the end of a URL to find it.
CREATE INDEX captures_sha256 ON captures (substr(sha256, 1, 8));
CREATE INDEX captures_url ON captures (substr(url, -16));

-- A hash chain over the captures, at the end of each day: see store/manifest.go.
CREATE TABLE manifest (
    day  INTEGER PRIMARY KEY,        -- counted from 1970
    last INTEGER NOT NULL REFERENCES captures (id),
    head BLOB NOT NULL               -- 32 bytes
) STRICT;

-- One canonical URL each.
CREATE TABLE articles (
    id         INTEGER PRIMARY KEY,
    url        TEXT NOT NULL UNIQUE,
    outlet     INTEGER NOT NULL REFERENCES outlets (id),
    target     INTEGER REFERENCES articles (id), -- the one that its URL leads to; NULL: none other
    first_seen INTEGER NOT NULL,
    next_look  INTEGER,              -- NULL: not planned
    looks      INTEGER NOT NULL DEFAULT 0,  -- planned ones
    failures   INTEGER NOT NULL DEFAULT 0,  -- of them, in a row and until now
    last_code  TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX articles_next_look ON articles (next_look) WHERE next_look IS NOT NULL;

-- What a source says about an article, in its own words.
CREATE TABLE sightings (
    id        INTEGER PRIMARY KEY,
    article   INTEGER NOT NULL REFERENCES articles (id),
    source    INTEGER REFERENCES sources (id),
    capture   INTEGER NOT NULL REFERENCES captures (id),
    feed_id   TEXT NOT NULL,
    url       TEXT,                  -- NULL: the article's
    title     TEXT NOT NULL,
    summary   TEXT NOT NULL,
    content   BLOB,                  -- zstd; NULL: none
    authors   TEXT,                  -- JSON list; NULL: none
    published TEXT NOT NULL,
    updated   TEXT NOT NULL,
    language  TEXT NOT NULL,
    seen      INTEGER NOT NULL,
    sum       BLOB NOT NULL          -- 16 bytes of the SHA-256 of what it says
) STRICT;

CREATE INDEX sightings_article ON sightings (article, source);
CREATE INDEX sightings_feed_id ON sightings (source, substr(feed_id, -16)) WHERE feed_id <> '';

-- What an article said at a capture. The id is day * 2^20 + sequence, the day
-- counted from 1970, of publication where it is known, else of the capture.
CREATE TABLE versions (
    id          INTEGER PRIMARY KEY,
    article     INTEGER NOT NULL REFERENCES articles (id),
    number      INTEGER NOT NULL,
    outlet      INTEGER NOT NULL REFERENCES outlets (id),
    capture     INTEGER NOT NULL REFERENCES captures (id),
    moment      INTEGER NOT NULL,    -- of publication or capture, as in the id
    seen        INTEGER NOT NULL,
    basis       TEXT NOT NULL,
    access      TEXT NOT NULL,
    language    TEXT NOT NULL,
    title       TEXT NOT NULL,
    authors     TEXT,                -- JSON list; NULL: none
    published   TEXT NOT NULL,       -- EDTF; '': unknown
    modified    TEXT NOT NULL,
    section     TEXT NOT NULL,
    site        TEXT NOT NULL,
    canonical   TEXT,                -- NULL: the article's URL
    size        INTEGER NOT NULL,    -- of the text in bytes
    text_sha256 BLOB NOT NULL,
    reader      INTEGER NOT NULL     -- version of the page reader
) STRICT;

CREATE UNIQUE INDEX versions_article ON versions (article, number);
CREATE INDEX versions_outlet ON versions (outlet);

-- The versions of articles that have more than one, in the order of ids: where
-- versions are counted as articles, only these have to be looked at.
CREATE TABLE edited (
    id      INTEGER PRIMARY KEY REFERENCES versions (id),
    article INTEGER NOT NULL REFERENCES articles (id)
) STRICT;

-- The text of a version, compressed with zstd.
CREATE TABLE bodies (
    id   INTEGER PRIMARY KEY REFERENCES versions (id),
    text BLOB NOT NULL
) STRICT;

-- The text comes first: each word outside the first column costs two bytes.
CREATE VIRTUAL TABLE fulltext USING fts5 (
    text, title,
    content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
);
INSERT INTO fulltext (fulltext, rank) VALUES ('hashsize', 67108864);

-- Calls of ingest, and what became of each fetch and file. A source that had
-- nothing new is in its own row only.
CREATE TABLE runs (
    id        INTEGER PRIMARY KEY,
    started   INTEGER NOT NULL,
    ended     INTEGER,               -- NULL: it did not end by itself
    program   TEXT NOT NULL,
    new       INTEGER NOT NULL DEFAULT 0,
    changed   INTEGER NOT NULL DEFAULT 0,
    unchanged INTEGER NOT NULL DEFAULT 0,
    failed    INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE outcomes (
    id      INTEGER PRIMARY KEY,
    run     INTEGER REFERENCES runs (id),
    source  INTEGER REFERENCES sources (id),
    article INTEGER REFERENCES articles (id),
    capture INTEGER REFERENCES captures (id),
    url     TEXT,                    -- NULL: the capture's
    time    INTEGER NOT NULL,
    took    INTEGER NOT NULL,        -- milliseconds
    status  INTEGER NOT NULL,        -- 0: none
    code    TEXT NOT NULL,           -- '': it went well
    detail  TEXT NOT NULL
) STRICT;

CREATE INDEX outcomes_run ON outcomes (run) WHERE code <> '';
CREATE INDEX outcomes_source ON outcomes (source) WHERE source IS NOT NULL;

-- History is kept: what was observed is added, never changed.
-- +goose StatementBegin
CREATE TRIGGER captures_stay BEFORE UPDATE ON captures BEGIN SELECT RAISE(ABORT, 'a capture is never changed'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER captures_remain BEFORE DELETE ON captures BEGIN SELECT RAISE(ABORT, 'a capture is never deleted'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER versions_stay BEFORE UPDATE ON versions BEGIN SELECT RAISE(ABORT, 'a version is never changed'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER versions_remain BEFORE DELETE ON versions BEGIN SELECT RAISE(ABORT, 'a version is never deleted'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER bodies_stay BEFORE UPDATE ON bodies BEGIN SELECT RAISE(ABORT, 'a text is never changed'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER bodies_remain BEFORE DELETE ON bodies BEGIN SELECT RAISE(ABORT, 'a text is never deleted'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER sightings_stay BEFORE UPDATE ON sightings BEGIN SELECT RAISE(ABORT, 'a sighting is never changed'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER sightings_remain BEFORE DELETE ON sightings BEGIN SELECT RAISE(ABORT, 'a sighting is never deleted'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER outcomes_stay BEFORE UPDATE ON outcomes BEGIN SELECT RAISE(ABORT, 'an outcome is never changed'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER outcomes_remain BEFORE DELETE ON outcomes BEGIN SELECT RAISE(ABORT, 'an outcome is never deleted'); END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER manifest_stays BEFORE UPDATE ON manifest WHEN OLD.day < (SELECT max(day) FROM manifest) BEGIN SELECT RAISE(ABORT, 'a day that is over is never changed'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER manifest_remains BEFORE DELETE ON manifest BEGIN SELECT RAISE(ABORT, 'a day is never deleted'); END;
-- +goose StatementEnd

CREATE VIEW v_sources AS
SELECT id, url, kind, title, site, state,
    strftime('%Y-%m-%dT%H:%M:%SZ', added / 1000, 'unixepoch') AS added,
    strftime('%Y-%m-%dT%H:%M:%SZ', last_fetch / 1000, 'unixepoch') AS last_fetch,
    strftime('%Y-%m-%dT%H:%M:%SZ', last_success / 1000, 'unixepoch') AS last_success,
    strftime('%Y-%m-%dT%H:%M:%SZ', next_due / 1000, 'unixepoch') AS next_due,
    due_why, failures, last_code, moved_to, moved_from, folder
FROM sources;

CREATE VIEW v_captures AS
SELECT c.id, c.kind, c.url, coalesce(c.final_url, c.url) AS final_url,
    strftime('%Y-%m-%dT%H:%M:%SZ', c.time / 1000, 'unixepoch') AS time,
    c.status, m.name AS content_type, c.size, lower(hex(c.sha256)) AS sha256,
    a.file, c.offset, c.length
FROM captures c JOIN archives a ON a.id = c.archive JOIN content_types m ON m.id = c.content_type;

CREATE VIEW v_versions AS
SELECT v.id, a.url, v.number, v.title, o.domain AS outlet, v.published, v.modified, v.authors,
    v.language, v.basis, v.access,
    strftime('%Y-%m-%dT%H:%M:%SZ', v.seen / 1000, 'unixepoch') AS seen,
    v.size, lower(hex(v.text_sha256)) AS text_sha256, lower(hex(c.sha256)) AS capture_sha256
FROM versions v
JOIN articles a ON a.id = v.article
JOIN outlets o ON o.id = v.outlet
JOIN captures c ON c.id = v.capture;

-- Title and date are those of the version seen last. URLs that only lead to
-- another article are left out.
CREATE VIEW v_articles AS
SELECT a.id, a.url, v.title, o.domain AS outlet, v.published,
    strftime('%Y-%m-%dT%H:%M:%SZ', a.first_seen / 1000, 'unixepoch') AS first_seen,
    (SELECT count(*) FROM versions WHERE article = a.id) AS versions
FROM articles a
JOIN outlets o ON o.id = a.outlet
LEFT JOIN versions v ON v.article = a.id
    AND v.id = (SELECT id FROM versions WHERE article = a.id ORDER BY seen DESC, number DESC LIMIT 1)
WHERE a.target IS NULL;

CREATE VIEW v_outcomes AS
SELECT u.id, u.run, s.url AS source, a.url AS article, coalesce(u.url, c.url) AS url,
    strftime('%Y-%m-%dT%H:%M:%SZ', u.time / 1000, 'unixepoch') AS time,
    u.took AS took_ms, u.status, u.code, u.detail
FROM outcomes u
LEFT JOIN sources s ON s.id = u.source
LEFT JOIN articles a ON a.id = u.article
LEFT JOIN captures c ON c.id = u.capture;

PRAGMA user_version = 1;

-- +goose Down
SELECT RAISE(ABORT, 'a store is never taken back: restore the backup made before the step');
