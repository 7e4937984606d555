package store

import (
	"math"

	"dateline/internal/story"
	"dateline/internal/text"
)

// taken says which rows of a table go with the articles that were taken. The
// order is that of writing: each rests on those before it.
type taken struct {
	table   string
	columns string // in place of all as they are
	where   string
}

const (
	inChosen   = `(SELECT id FROM chosen)`
	inVersions = `(SELECT id FROM main.versions)`
)

// takenRows are the rows that are copied as they are, or nearly so: a source
// rests, and forgets what it told of entries that were not taken; no article is
// looked at again; a capture lies where it was copied to.
var takenRows = []taken{
	{"sources", `id, url, kind, title, site, iif(state = 'active', 'paused', state), added, '', '', last_fetch, last_success, NULL, '', NULL, every, skip_hours, skip_days, rhythm,
		last_new, failures, last_code, moved_to, moved_since, moved_seen, moved_from, folder`, `id IN (SELECT id FROM follows)`},
	{"articles", `id, url, outlet, target, first_seen, NULL, looks, failures, last_code`, `id IN ` + inChosen},
	{"versions", `*`, `article IN ` + inChosen},
	{"outlets", `*`, `id IN (SELECT outlet FROM main.articles UNION SELECT outlet FROM main.versions)`},
	{"captures", `id, kind, url, final_url, time, status, content_type, size, sha256,
		iif(id IN (SELECT id FROM placed), (SELECT max(id) + 1 FROM origin.archives), archive),
		coalesce((SELECT offset FROM placed WHERE id = t.id), offset), coalesce((SELECT length FROM placed WHERE id = t.id), length), record`, `id IN (SELECT id FROM resting)`},
	{"archives", `*`, `id IN (SELECT archive FROM main.captures)`},
	{"content_types", `*`, `id IN (SELECT content_type FROM main.captures)`},
	{"sightings", `id, article, iif(source IN (SELECT id FROM follows), source, NULL), capture, feed_id, url, title, summary, content, authors, published, updated, language, seen, sum`,
		`article IN ` + inChosen + ` AND capture NOT IN (SELECT id FROM hidden) AND id NOT IN (SELECT id FROM unsaid)`},
	{"edited", `*`, `id IN ` + inVersions},
	{"bodies", `*`, `id IN ` + inVersions},
	{"outcomes", `id, run, iif(source IN (SELECT id FROM follows), source, NULL), iif(article IN ` + inChosen + `, article, NULL), iif(capture IN (SELECT id FROM resting), capture, NULL),
		iif(capture IN (SELECT id FROM resting), url, coalesce(url, (SELECT url FROM origin.captures WHERE id = t.capture))), time, took, status, code, detail`,
		`id IN (SELECT o.id FROM origin.outcomes o WHERE ` + ofTheirs + `) AND id NOT IN (SELECT id FROM forgotten)`},
	{"runs", `*`, `id IN (SELECT run FROM main.outcomes)`},
	{"readings", `*`, `version IN ` + inVersions},
	{"appearances", `*`, `version IN ` + inVersions},
	{"deals", `*`, `version IN ` + inVersions},
	{"events", `*`, `version IN ` + inVersions},
	{"statements", `*`, `version IN ` + inVersions},
	{"copies", `*`, `article IN ` + inChosen + ` AND of IN ` + inChosen},
	{"unrelated", `*`, `article IN ` + inChosen},
	{"sketches", `*`, `article IN ` + inChosen},
	{"bands", `*`, `article IN ` + inChosen},
	{"blurbs", `*`, `outlet IN (SELECT id FROM main.outlets)`},
	{"features", `*`, `article IN ` + inChosen},
	{"story_keys", `*`, `article IN ` + inChosen},
	{"members", `*`, `article IN ` + inChosen},
	{"moves", `*`, `article IN ` + inChosen},
	{"stories", `*`, `id IN (SELECT story FROM main.members UNION SELECT from_story FROM main.moves UNION SELECT to_story FROM main.moves)`},
	{"decisions", `*`, `article IN ` + inChosen},
	{"extracts", `*`, `true`},
}

// madeAnew are the tables that are filled by other means, and leftBehind those
// that say nothing of articles: whom not to ask, what somebody works on and is
// told.
var (
	madeAnew   = []string{"entities", "terms", "manifest", "fulltext"}
	leftBehind = []string{"hosts", "cases", "case_articles", "case_events", "case_notes", "watches", "channels", "arrivals", "alerts", "deliveries", "heard"}
)

func (x *Extract) copyRows() error {
	for _, rows := range takenRows {
		if _, err := x.t.exec(`INSERT INTO main.` + rows.table + ` SELECT ` + rows.columns + ` FROM origin.` + rows.table + ` t WHERE ` + rows.where); err != nil {
			return err
		}
	}
	if _, err := x.t.exec(`INSERT INTO main.archives (id, file, ended) SELECT (SELECT max(id) + 1 FROM origin.archives), ?, max(offset + length) FROM placed HAVING count(*) > 0`, x.file); err != nil {
		return err
	}
	return x.t.row(`SELECT (SELECT count(*) FROM main.versions), (SELECT count(*) FROM main.captures)`).Scan(&x.done.Versions, &x.done.Captures)
}

// copyEntities copies the entities that what was read speaks of.
func (x *Extract) copyEntities() error {
	for _, statement := range []string{
		`INSERT OR IGNORE INTO spoken SELECT entity FROM main.appearances`,
		`INSERT OR IGNORE INTO spoken SELECT vendor FROM main.deals WHERE vendor IS NOT NULL`,
		`INSERT OR IGNORE INTO spoken SELECT agency FROM main.deals WHERE agency IS NOT NULL`,
		`INSERT OR IGNORE INTO spoken SELECT reseller FROM main.deals WHERE reseller IS NOT NULL`,
		`INSERT OR IGNORE INTO spoken SELECT j.value FROM main.events e, json_each(e.entities) j`,
		`INSERT INTO main.entities SELECT e.* FROM spoken s CROSS JOIN origin.entities e ON e.id = s.id ORDER BY s.id`,
	} {
		if _, err := x.t.exec(statement); err != nil {
			return err
		}
	}
	return nil
}

// index makes the full-text index.
func (x *Extract) index() error {
	type version struct {
		id     int64
		title  string
		packed []byte
	}
	scan := func(row scanner) (v version, err error) { err = row.Scan(&v.id, &v.title, &v.packed); return v, err }
	if err := x.hashSize(16 << 20); err != nil {
		return err
	}
	for last := int64(math.MinInt64); ; {
		versions, err := rowsOf(x.t, scan, `SELECT v.id, v.title, b.text FROM main.versions v JOIN main.bodies b ON b.id = v.id WHERE v.id > ? ORDER BY v.id LIMIT ?`, last, portion/4)
		if err != nil {
			return err
		}
		if len(versions) == 0 {
			return x.hashSize(64 << 20) // as the schema has it
		}
		for _, v := range versions {
			last = v.id
			plain, err := decompress(v.packed)
			if err != nil {
				return err
			}
			if _, err := x.t.exec(`INSERT INTO main.fulltext (rowid, title, text) VALUES (?, ?, ?)`, v.id, text.Spaced(v.title), text.Spaced(plain)); err != nil {
				return err
			}
		}
	}
}

// hashSize says how much of the index is gathered in memory before it is
// written; see https://sqlite.org/fts5.html#the_hashsize_configuration_option.
func (x *Extract) hashSize(bytes int) error {
	_, err := x.t.exec(`INSERT INTO main.fulltext (fulltext, rank) VALUES ('hashsize', ?)`, bytes)
	return err
}

// mostCounts is how many counts of terms are held in memory.
const mostCounts = 1 << 18

// countTerms counts in how many articles each term stands.
func (x *Extract) countTerms() error {
	counts := map[uint32]int64{}
	flush := func() error {
		for key, n := range counts {
			if _, err := x.t.exec(`INSERT INTO main.terms (key, articles) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET articles = articles + ?2`, int64(key), n); err != nil {
				return err
			}
		}
		clear(counts)
		return nil
	}
	type row struct {
		article int64
		packed  []byte
	}
	scan := func(r scanner) (f row, err error) { err = r.Scan(&f.article, &f.packed); return f, err }
	for last := int64(math.MinInt64); ; {
		rows, err := rowsOf(x.t, scan, `SELECT article, features FROM main.features WHERE article > ? ORDER BY article LIMIT ?`, last, portion)
		if err != nil {
			return err
		}
		if len(rows) == 0 {
			return flush()
		}
		for _, r := range rows {
			last = r.article
			var f story.Features
			if err := f.UnmarshalBinary(r.packed); err != nil {
				return err
			}
			for _, term := range f.Terms {
				counts[term.Key]++
			}
		}
		if len(counts) >= mostCounts {
			if err := flush(); err != nil {
				return err
			}
		}
	}
}

// chain makes the manifest: a chain of its own over what was taken, with a head
// on the day on which it was made. The old one's heads stand for captures that
// are not here; its last one is kept in extracts.
func (x *Extract) chain() error {
	var head []byte
	last := int64(math.MinInt64)
	for grown := true; grown; {
		captures, err := rowsOf(x.t, scanCapture, captureQuery+`WHERE c.id > ? ORDER BY c.id LIMIT ?`, last, portion)
		if err != nil {
			return err
		}
		grown = len(captures) > 0
		for i := range captures {
			c := &captures[i]
			head, last = extend(head, c), c.ID
		}
	}
	if head == nil {
		return nil
	}
	_, err := x.t.exec(`INSERT INTO main.manifest (day, last, head) VALUES (?, ?, ?)`, floorDay(x.options.Made.UnixMilli()), last, head)
	return err
}
