-- +goose Up

-- Saved queries that are watched, and where their alerts go. A watch is told
-- only what arrives after it was made.
CREATE TABLE watches (
    id     INTEGER PRIMARY KEY,
    uid    TEXT NOT NULL UNIQUE,         -- random: in the ids of what is sent
    name   TEXT NOT NULL UNIQUE COLLATE NOCASE,
    query  TEXT NOT NULL,
    quiet  TEXT NOT NULL,                -- '22:00-07:00', local time; '': never
    digest TEXT NOT NULL,                -- 'daily@08:00', 'hourly'; '': one by one
    since  INTEGER NOT NULL,             -- the last arrival before it was made
    made   INTEGER NOT NULL
) STRICT;

CREATE TABLE channels (
    id       INTEGER PRIMARY KEY,
    watch    INTEGER NOT NULL REFERENCES watches (id),
    kind     TEXT NOT NULL CHECK (kind IN ('terminal', 'atom', 'command', 'webhook', 'mail')),
    target   TEXT NOT NULL,              -- file, JSON list of words, URL, address; '': the terminal
    failures INTEGER NOT NULL DEFAULT 0, -- in a row
    failed   INTEGER,                    -- when last
    failure  TEXT NOT NULL DEFAULT '',   -- why; '': it works
    UNIQUE (watch, kind, target)
) STRICT;

-- Versions that no watch has looked at yet, in the order in which they were
-- stored. None are noted where nothing is watched.
CREATE TABLE arrivals (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    version INTEGER NOT NULL REFERENCES versions (id)
) STRICT;

-- +goose StatementBegin
CREATE TRIGGER versions_arrive AFTER INSERT ON versions WHEN EXISTS (SELECT 1 FROM watches) BEGIN INSERT INTO arrivals (version) VALUES (NEW.id); END;
-- +goose StatementEnd

-- What was found to be told. The same is told once.
CREATE TABLE alerts (
    id      INTEGER PRIMARY KEY,
    watch   INTEGER NOT NULL REFERENCES watches (id),
    kind    TEXT NOT NULL CHECK (kind IN ('match', 'origin', 'edit', 'correction', 'denial')),
    subject TEXT NOT NULL,
    uid     TEXT NOT NULL UNIQUE,        -- the id under which it is sent
    version INTEGER NOT NULL REFERENCES versions (id),
    time    INTEGER NOT NULL,
    body    TEXT NOT NULL,               -- JSON, as it is sent
    UNIQUE (watch, kind, subject)
) STRICT;

-- An alert on its way over one channel. It is done once it was taken.
CREATE TABLE deliveries (
    alert   INTEGER NOT NULL REFERENCES alerts (id),
    channel INTEGER NOT NULL REFERENCES channels (id),
    due     INTEGER NOT NULL,            -- not before: quiet hours, digests, failures
    message TEXT NOT NULL DEFAULT '',    -- id of the digest that it was put into; '': none
    tries   INTEGER NOT NULL DEFAULT 0,  -- that failed
    done    INTEGER,                     -- when; NULL: not yet
    PRIMARY KEY (channel, alert)
) STRICT, WITHOUT ROWID;

CREATE INDEX deliveries_due ON deliveries (due) WHERE done IS NULL;

-- Denials that a watch knows, so that the same one is told once.
CREATE TABLE heard (
    id      INTEGER PRIMARY KEY,
    watch   INTEGER NOT NULL REFERENCES watches (id),
    speaker TEXT NOT NULL,               -- '': not told
    words   TEXT NOT NULL
) STRICT;

CREATE INDEX heard_speaker ON heard (watch, speaker);

CREATE VIEW v_alerts AS
SELECT l.uid AS id, w.name AS watch, l.kind, a.url, v.title,
    strftime('%Y-%m-%dT%H:%M:%SZ', l.time / 1000, 'unixepoch') AS time,
    (SELECT count(*) FROM deliveries WHERE alert = l.id AND done IS NULL) AS waiting
FROM alerts l JOIN watches w ON w.id = l.watch JOIN versions v ON v.id = l.version JOIN articles a ON a.id = v.article;

PRAGMA user_version = 6;

-- +goose Down
SELECT RAISE(ABORT, 'a store is never taken back: restore the backup made before the step');
