package store

import "math"

// portion is how many rows of a large table are looked at at once.
const portion = 1000

// Select settles what belongs to the articles that were added, and returns the
// captures that it rests on, in the order in which they were stored.
//
// URLs that lead to an article come along, and the article that a URL leads
// to. What was captured from an address that is hidden does not, nor what
// rests on it alone: a sighting, or an article.
func (x *Extract) Select() (captures []int64, err error) {
	defer explain(&err, "select rows")
	// The search is over: what its connections remember makes room.
	x.of.reader.SetMaxIdleConns(0)
	x.of.reader.SetMaxIdleConns(readers)
	for _, step := range []func() error{x.relatives, x.rest, x.hide, x.withhold, x.rest, x.follow} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	return rowsOf(x.t, scanInt, `SELECT id FROM resting ORDER BY id`)
}

// relatives adds URLs that lead to the same articles.
func (x *Extract) relatives() error {
	for {
		n, err := x.t.exec(`INSERT INTO chosen (id) SELECT target FROM origin.articles WHERE target IS NOT NULL AND id IN (SELECT id FROM chosen) AND target NOT IN (SELECT id FROM chosen)
			UNION SELECT id FROM origin.articles WHERE target IN (SELECT id FROM chosen) AND id NOT IN (SELECT id FROM chosen)`)
		if err != nil || n == 0 {
			return err
		}
	}
}

// rest finds the captures of versions and sightings, and those that revisits
// repeat.
func (x *Extract) rest() error {
	for _, statement := range []string{
		`DELETE FROM resting`,
		`INSERT INTO resting SELECT capture FROM origin.versions WHERE article IN (SELECT id FROM chosen)
			UNION SELECT capture FROM origin.sightings WHERE article IN (SELECT id FROM chosen) AND capture NOT IN (SELECT id FROM hidden)`,
		`INSERT OR IGNORE INTO resting ` + repeated + ` WHERE repeat.id IN (SELECT id FROM resting)`,
	} {
		if _, err := x.t.exec(statement); err != nil {
			return err
		}
	}
	return nil
}

// repeated are the captures whose bytes a revisit refers to.
const repeated = `SELECT first.id FROM origin.captures repeat JOIN origin.captures first
	ON repeat.kind = 'revisit' AND substr(first.sha256, 1, 8) = substr(repeat.sha256, 1, 8) AND first.sha256 = repeat.sha256 AND first.kind <> 'revisit'`

// hide finds what has an address that is not passed on.
func (x *Extract) hide() error {
	for _, s := range []struct{ into, query string }{
		{"hidden", `SELECT c.id, c.url, coalesce(c.final_url, ''), '' FROM origin.captures c WHERE c.id IN (SELECT id FROM resting) AND c.id > ? ORDER BY c.id LIMIT ?`},
		{"withheld", `SELECT a.id, a.url, '', '' FROM origin.articles a WHERE a.id IN (SELECT id FROM chosen) AND a.id > ? ORDER BY a.id LIMIT ?`},
		{"barred", `SELECT v.id, v.canonical, '', '' FROM origin.versions v WHERE v.canonical IS NOT NULL AND v.article IN (SELECT id FROM chosen) AND v.id > ? ORDER BY v.id LIMIT ?`},
		{"unsaid", `SELECT g.id, g.url, '', '' FROM origin.sightings g WHERE g.url IS NOT NULL AND g.article IN (SELECT id FROM chosen) AND g.id > ? ORDER BY g.id LIMIT ?`},
	} {
		if err := x.conceal(s.into, s.query); err != nil {
			return err
		}
	}
	_, err := x.t.exec(`INSERT OR IGNORE INTO hidden SELECT repeat.id FROM origin.captures repeat WHERE repeat.kind = 'revisit' AND repeat.id IN (SELECT id FROM resting)
		AND EXISTS (SELECT 1 FROM origin.captures first WHERE substr(first.sha256, 1, 8) = substr(repeat.sha256, 1, 8) AND first.sha256 = repeat.sha256 AND first.id IN (SELECT id FROM hidden))`)
	return err
}

// conceal notes the rows of a query whose addresses are hidden. The query gives
// an id and three addresses, by id, and takes the last id and a limit.
func (x *Extract) conceal(into, query string) error {
	type row struct {
		id        int64
		addresses [3]string
	}
	scan := func(r scanner) (a row, err error) {
		err = r.Scan(&a.id, &a.addresses[0], &a.addresses[1], &a.addresses[2])
		return a, err
	}
	for last := int64(math.MinInt64); ; {
		rows, err := rowsOf(x.t, scan, query, last, portion)
		if err != nil || len(rows) == 0 {
			return err
		}
		for _, r := range rows {
			last = r.id
			for _, address := range r.addresses {
				if address == "" || !x.options.Hide(address) {
					continue
				}
				if _, err := x.t.exec(`INSERT OR IGNORE INTO `+into+` (id) VALUES (?)`, r.id); err != nil {
					return err
				}
			}
		}
	}
}

// withhold gives up the articles that rest on what is hidden, with the URLs
// that lead to them.
func (x *Extract) withhold() error {
	before, err := x.asked()
	if err != nil {
		return err
	}
	if _, err := x.t.exec(`DELETE FROM chosen WHERE id IN (SELECT id FROM withheld)
		OR id IN (SELECT article FROM origin.versions WHERE capture IN (SELECT id FROM hidden) OR id IN (SELECT id FROM barred))`); err != nil {
		return err
	}
	for n := int64(1); n > 0; {
		if n, err = x.t.exec(`DELETE FROM chosen WHERE id IN (SELECT id FROM origin.articles WHERE target IS NOT NULL AND target NOT IN (SELECT id FROM chosen))`); err != nil {
			return err
		}
	}
	if x.done.Articles, err = x.asked(); err != nil {
		return err
	}
	x.done.Withheld = before - x.done.Articles
	return x.t.row(`SELECT count(*) FROM hidden`).Scan(&x.done.Hidden)
}

func (x *Extract) asked() (n int, err error) {
	err = x.t.row(`SELECT count(*) FROM chosen WHERE asked`).Scan(&n)
	return n, err
}

// follow finds the sources that the articles came from, and what became of
// fetches of both.
func (x *Extract) follow() error {
	if _, err := x.t.exec(`INSERT OR IGNORE INTO follows SELECT source FROM origin.sightings WHERE source IS NOT NULL AND article IN (SELECT id FROM chosen)
		AND capture NOT IN (SELECT id FROM hidden) AND id NOT IN (SELECT id FROM unsaid)`); err != nil {
		return err
	}
	if _, err := x.t.exec(`CREATE TEMP TABLE private (id INTEGER PRIMARY KEY)`); err != nil {
		return err
	}
	if err := x.conceal("private", `SELECT s.id, s.url, s.moved_to, s.moved_from FROM origin.sources s WHERE s.id IN (SELECT id FROM follows) AND s.id > ? ORDER BY s.id LIMIT ?`); err != nil {
		return err
	}
	if _, err := x.t.exec(`DELETE FROM follows WHERE id IN (SELECT id FROM private)`); err != nil {
		return err
	}
	return x.conceal("forgotten", `SELECT o.id, coalesce(o.url, c.url, ''), coalesce(c.final_url, ''), '' FROM origin.outcomes o LEFT JOIN origin.captures c ON c.id = o.capture
		WHERE `+ofTheirs+` AND o.id > ? ORDER BY o.id LIMIT ?`)
}

// ofTheirs are the outcomes that belong to what is taken: of its articles, of
// its captures, and of fetches of its sources that brought nothing.
const ofTheirs = `(o.article IN (SELECT id FROM chosen) OR o.capture IN (SELECT id FROM resting)
	OR o.article IS NULL AND o.capture IS NULL AND o.source IN (SELECT id FROM follows))`
