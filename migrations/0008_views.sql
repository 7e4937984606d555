-- +goose Up

-- Deals, events and statements with the article that tells them, so that one
-- view is a whole line of an answer. The columns from before stand first.
DROP VIEW v_deals;
CREATE VIEW v_deals AS
SELECT d.version, d.number, a.url, vendor.name AS vendor, agency.name AS agency, reseller.name AS reseller,
    d.what, d.amount, d.currency, d.bound, d.role, d.status, d.date, d.registry, d.confidence, d.start, d.end,
    a.id AS article, o.domain AS outlet, v.title, v.published, lower(hex(v.text_sha256)) AS text_sha256
FROM deals d
JOIN versions v ON v.id = d.version
JOIN articles a ON a.id = v.article
JOIN outlets o ON o.id = v.outlet
LEFT JOIN entities vendor ON vendor.id = d.vendor
LEFT JOIN entities agency ON agency.id = d.agency
LEFT JOIN entities reseller ON reseller.id = d.reseller;

DROP VIEW v_events;
CREATE VIEW v_events AS
SELECT e.version, e.number, a.url, e.date,
    (SELECT group_concat(n.name, '; ') FROM json_each(e.entities) j JOIN entities n ON n.id = j.value) AS entities,
    e.confidence, e.start, e.end,
    a.id AS article, o.domain AS outlet, v.title, v.published, lower(hex(v.text_sha256)) AS text_sha256
FROM events e
JOIN versions v ON v.id = e.version
JOIN articles a ON a.id = v.article
JOIN outlets o ON o.id = v.outlet;

DROP VIEW v_statements;
CREATE VIEW v_statements AS
SELECT s.version, s.number, a.url, s.speaker, s.act, s.quote, s.start, s.end,
    a.id AS article, o.domain AS outlet, v.title, v.published, lower(hex(v.text_sha256)) AS text_sha256
FROM statements s
JOIN versions v ON v.id = s.version
JOIN articles a ON a.id = v.article
JOIN outlets o ON o.id = v.outlet;

-- How many articles an outlet published on a day, by what each says now: the
-- day of publication in UTC, of the capture where no date is known. Days
-- without articles are not there.
CREATE VIEW v_coverage_daily AS
SELECT strftime('%Y-%m-%d', (v.id >> 20) * 86400, 'unixepoch') AS day, o.domain AS outlet, count(*) AS articles
FROM versions v JOIN outlets o ON o.id = v.outlet
WHERE v.id NOT IN (SELECT id FROM edited)
    OR v.id = (SELECT id FROM versions WHERE article = v.article ORDER BY seen DESC, number DESC LIMIT 1)
GROUP BY 1, 2;

PRAGMA user_version = 8;

-- +goose Down
SELECT RAISE(ABORT, 'a store is never taken back: restore the backup made before the step');
