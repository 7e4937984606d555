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

-- Articles that say something that was not compared with the others yet.
CREATE TABLE unrelated (
    article INTEGER PRIMARY KEY REFERENCES articles (id)
) STRICT;

INSERT INTO unrelated (article) SELECT DISTINCT article FROM versions;

-- A text's MinHash, and the keys under which similar texts meet.
CREATE TABLE sketches (
    article INTEGER PRIMARY KEY REFERENCES articles (id),
    sketch  BLOB NOT NULL
) STRICT;

CREATE TABLE bands (
    key     INTEGER NOT NULL,
    article INTEGER NOT NULL REFERENCES articles (id),
    PRIMARY KEY (key, article)
) STRICT, WITHOUT ROWID;

-- What an outlet repeats from article to article: it makes no copy.
CREATE TABLE blurbs (
    outlet INTEGER PRIMARY KEY REFERENCES outlets (id),
    blurbs BLOB NOT NULL
) STRICT;

-- What of an article tells its story, how many articles have a term, and the
-- rare terms under which articles of one story meet.
CREATE TABLE features (
    article  INTEGER PRIMARY KEY REFERENCES articles (id),
    features BLOB NOT NULL
) STRICT;

CREATE TABLE terms (
    key      INTEGER PRIMARY KEY,
    articles INTEGER NOT NULL
) STRICT;

CREATE TABLE story_keys (
    key     INTEGER NOT NULL,
    article INTEGER NOT NULL REFERENCES articles (id),
    PRIMARY KEY (key, article)
) STRICT, WITHOUT ROWID;

-- Articles about one happening. A story's number does not change; one that was
-- merged into another leaves its moves behind.
CREATE TABLE stories (
    id   INTEGER PRIMARY KEY AUTOINCREMENT,
    made INTEGER NOT NULL
) STRICT;

CREATE TABLE members (
    article INTEGER PRIMARY KEY REFERENCES articles (id),
    story   INTEGER NOT NULL REFERENCES stories (id)
) STRICT;

CREATE INDEX members_story ON members (story);

CREATE TABLE moves (
    id         INTEGER PRIMARY KEY,
    article    INTEGER NOT NULL REFERENCES articles (id),
    from_story INTEGER NOT NULL REFERENCES stories (id),
    to_story   INTEGER NOT NULL REFERENCES stories (id),
    time       INTEGER NOT NULL
) STRICT;

CREATE INDEX moves_from ON moves (from_story);

CREATE VIEW v_copies AS
SELECT a.url, o.url AS copy_of, c.kind, c.share, c.taken, c.why
FROM copies c JOIN articles a ON a.id = c.article JOIN articles o ON o.id = c.of;

CREATE VIEW v_stories AS
SELECT m.story, a.url, v.title, v.published
FROM members m JOIN articles a ON a.id = m.article
LEFT JOIN versions v ON v.article = a.id
    AND v.id = (SELECT id FROM versions WHERE article = a.id ORDER BY seen DESC, number DESC LIMIT 1);

PRAGMA user_version = 3;

-- +goose Down
SELECT RAISE(ABORT, 'a store is never taken back: restore the backup made before the step');
