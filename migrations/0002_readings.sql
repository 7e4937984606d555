-- +goose Up

-- What was read in a version: derived data. It can be made again of the
-- version's text by the reader with the number in readings.reader. Passages are
-- byte spans [start, end) of the text.

-- Companies, government bodies, organizations, persons and products.
CREATE TABLE entities (
    id      INTEGER PRIMARY KEY,
    kind    TEXT NOT NULL CHECK (kind IN ('company', 'agency', 'organization', 'person', 'product')),
    name    TEXT NOT NULL,               -- canonical
    key     TEXT NOT NULL DEFAULT '',    -- of the gazetteer; '': found by its shape
    country TEXT NOT NULL DEFAULT '',    -- ISO 3166-1 alpha-2
    UNIQUE (name, kind)
) STRICT;

CREATE INDEX entities_name ON entities (name COLLATE NOCASE);

CREATE TABLE readings (
    version      INTEGER PRIMARY KEY REFERENCES versions (id),
    reader       INTEGER NOT NULL,
    relevant     INTEGER NOT NULL,       -- 1: about a technology company that supplies a government body
    relevance    REAL NOT NULL,          -- probability of it
    has          INTEGER NOT NULL,       -- bits: 1 money, 2 a deal, 4 a denial, 8 a notice of correction
    origin       TEXT NOT NULL,          -- whom the main facts are traced to; '': its own reporting
    origin_start INTEGER NOT NULL,
    origin_end   INTEGER NOT NULL,
    facts        BLOB NOT NULL           -- JSON, zstd: mentions, amounts, dates, attributions, links
) STRICT;

-- Which version names which entity: how often, and where first.
CREATE TABLE appearances (
    entity   INTEGER NOT NULL REFERENCES entities (id),
    version  INTEGER NOT NULL REFERENCES versions (id),
    mentions INTEGER NOT NULL,
    start    INTEGER NOT NULL,
    end      INTEGER NOT NULL,
    PRIMARY KEY (entity, version)
) STRICT, WITHOUT ROWID;

-- Reports of deals, one per version and passage.
CREATE TABLE deals (
    version    INTEGER NOT NULL REFERENCES versions (id),
    number     INTEGER NOT NULL,         -- within the version, from 1
    start      INTEGER NOT NULL,
    end        INTEGER NOT NULL,
    vendor     INTEGER REFERENCES entities (id), -- NULL: not named
    agency     INTEGER REFERENCES entities (id),
    reseller   INTEGER REFERENCES entities (id),
    what       TEXT NOT NULL,
    amount     REAL,                     -- NULL: not said
    currency   TEXT NOT NULL,
    bound      TEXT NOT NULL,
    role       TEXT NOT NULL,            -- of the amount
    status     TEXT NOT NULL,
    date       TEXT NOT NULL,            -- EDTF; '': not said
    registry   TEXT,                     -- JSON list; NULL: none
    confidence REAL NOT NULL,
    PRIMARY KEY (version, number)
) STRICT, WITHOUT ROWID;

CREATE INDEX deals_vendor ON deals (vendor) WHERE vendor IS NOT NULL;
CREATE INDEX deals_agency ON deals (agency) WHERE agency IS NOT NULL;

-- What happened when.
CREATE TABLE events (
    version    INTEGER NOT NULL REFERENCES versions (id),
    number     INTEGER NOT NULL,
    start      INTEGER NOT NULL,
    end        INTEGER NOT NULL,
    date       TEXT NOT NULL,            -- EDTF
    date_start INTEGER NOT NULL,         -- the passage that dates it
    date_end   INTEGER NOT NULL,
    entities   TEXT,                     -- JSON list of ids; NULL: none
    confidence REAL NOT NULL,
    PRIMARY KEY (version, number)
) STRICT, WITHOUT ROWID;

-- Who says what.
CREATE TABLE statements (
    version INTEGER NOT NULL REFERENCES versions (id),
    number  INTEGER NOT NULL,
    start   INTEGER NOT NULL,
    end     INTEGER NOT NULL,
    speaker TEXT NOT NULL,               -- canonical name, or the words; '': not told
    act     TEXT NOT NULL,
    quote   INTEGER NOT NULL,            -- 1: it has words in quotation marks
    PRIMARY KEY (version, number)
) STRICT, WITHOUT ROWID;

CREATE VIEW v_readings AS
SELECT r.version, a.url, v.number, r.reader, r.relevant, r.relevance, r.origin
FROM readings r JOIN versions v ON v.id = r.version JOIN articles a ON a.id = v.article;

CREATE VIEW v_deals AS
SELECT d.version, d.number, a.url, vendor.name AS vendor, agency.name AS agency, reseller.name AS reseller,
    d.what, d.amount, d.currency, d.bound, d.role, d.status, d.date, d.registry, d.confidence, d.start, d.end
FROM deals d
JOIN versions v ON v.id = d.version
JOIN articles a ON a.id = v.article
LEFT JOIN entities vendor ON vendor.id = d.vendor
LEFT JOIN entities agency ON agency.id = d.agency
LEFT JOIN entities reseller ON reseller.id = d.reseller;

CREATE VIEW v_events AS
SELECT e.version, e.number, a.url, e.date,
    (SELECT group_concat(n.name, '; ') FROM json_each(e.entities) j JOIN entities n ON n.id = j.value) AS entities,
    e.confidence, e.start, e.end
FROM events e JOIN versions v ON v.id = e.version JOIN articles a ON a.id = v.article;

CREATE VIEW v_statements AS
SELECT s.version, s.number, a.url, s.speaker, s.act, s.quote, s.start, s.end
FROM statements s JOIN versions v ON v.id = s.version JOIN articles a ON a.id = v.article;

CREATE VIEW v_entities AS
SELECT e.id, e.kind, e.name, e.key, e.country,
    (SELECT count(*) FROM appearances WHERE entity = e.id) AS versions
FROM entities e;

PRAGMA user_version = 2;

-- +goose Down
SELECT RAISE(ABORT, 'a store is never taken back: restore the backup made before the step');
