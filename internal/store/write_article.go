package store

import (
	"bytes"
	"database/sql"
	"errors"

	"dateline/internal/fault"
	"dateline/internal/news"
)

func (b *batch) listing(e *Entry, l *Listing, w *Written) error {
	g := &l.Sighting
	a, err := b.article(e, l.ArticleURL, l.Outlet, news.Article{FirstSeen: g.Seen, NextLook: l.NextLook}, w)
	if err != nil {
		return err
	}
	if a.Looks == 0 && !l.NextLook.IsZero() && (a.NextLook.IsZero() || l.NextLook.Before(a.NextLook)) {
		if _, err := b.exec(`UPDATE articles SET next_look = ? WHERE id = ?`, l.NextLook.UnixMilli(), a.ID); err != nil {
			return err
		}
		a.NextLook = l.NextLook
	}
	if a.Looks == 0 && !l.NextLook.IsZero() && !a.NextLook.After(l.NextLook) {
		w.Due = append(w.Due, a.Article)
	}
	g.Article = a.ID
	if g.Source == 0 && e.Source != nil {
		g.Source = e.Source.ID
	}
	if g.Capture == 0 && e.Capture != nil {
		g.Capture = e.Capture.ID
	}
	if g.URL == "" {
		g.URL = a.URL
	}
	return b.sighting(g, a.URL)
}

func (b *batch) sighting(g *news.Sighting, articleURL string) error {
	authors, published, updated := list(g.Authors), g.Published.String(), g.Updated.String()
	var packed []byte
	if g.Text != "" {
		packed = Compress(g.Text)
	}
	var same bool
	err := b.row(`SELECT id, feed_id = ? AND url IS ? AND title = ? AND summary = ? AND content IS ? AND authors IS ? AND published = ? AND updated = ? AND language = ?
		FROM sightings WHERE article = ? AND source IS ? ORDER BY id DESC LIMIT 1`,
		g.FeedID, unless(g.URL, articleURL), g.Title, g.Summary, packed, authors, published, updated, g.Language, g.Article, orNull(g.Source)).Scan(&g.ID, &same)
	if err == nil && same {
		return nil
	}
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	g.ID, err = b.insert(`INSERT INTO sightings (article, source, capture, feed_id, url, title, summary, content, authors, published, updated, language, seen)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		g.Article, orNull(g.Source), orNull(g.Capture), g.FeedID, unless(g.URL, articleURL), g.Title, g.Summary, packed, authors, published, updated, g.Language, g.Seen.UnixMilli())
	return err
}

func (b *batch) look(e *Entry, l *Look, w *Written) error {
	seen := e.Outcome.Time
	if l.Version != nil && !l.Version.Seen.IsZero() {
		seen = l.Version.Seen
	}
	a, err := b.article(e, l.ArticleURL, l.Outlet, news.Article{FirstSeen: seen}, w)
	if err != nil {
		return err
	}
	if _, err := b.exec(`UPDATE articles SET next_look = ?, looks = looks + 1, last_code = ? WHERE id = ?`, millis(l.NextLook), string(l.Code), a.ID); err != nil {
		return err
	}
	a.Looks++
	a.NextLook, a.LastCode = l.NextLook, l.Code
	if e.Outcome.Article == 0 && len(e.Looks) == 1 {
		e.Outcome.Article = a.ID
	}
	if l.Version == nil {
		return nil
	}
	v := l.Version
	v.Article, v.Seen = a.ID, seen
	if v.Capture == 0 && e.Capture != nil {
		v.Capture = e.Capture.ID
	}
	old, err := b.latest(a)
	if err != nil {
		return err
	}
	now := summary(v)
	switch {
	case old != nil && old.says(now):
		w.Unchanged++
		return nil
	case old != nil:
		w.Changed++
		now.number = old.number
	case a.by != e:
		w.First++
	}
	now.number++
	v.Number = now.number
	a.last = now
	b.pending = append(b.pending, &pending{version: v, outlet: a.Outlet.ID, url: a.URL, packed: l.Packed, moment: moment(v.Published, v.Seen).UnixMilli(), latest: now})
	return nil
}

// says reports whether two versions tell a reader the same.
func (l *latest) says(m *latest) bool {
	return l.title == m.title && l.authors == m.authors && l.published == m.published && l.modified == m.modified && bytes.Equal(l.sum, m.sum)
}

// latest returns what an article said last, nil if it was never read.
func (b *batch) latest(a *known) (*latest, error) {
	if a.read {
		return a.last, nil
	}
	l, authors := &latest{}, sql.NullString{}
	err := b.row(`SELECT number, title, authors, published, modified, text_sha256 FROM versions WHERE article = ? ORDER BY number DESC LIMIT 1`, a.ID).
		Scan(&l.number, &l.title, &authors, &l.published, &l.modified, &l.sum)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return nil, err
	}
	a.read = true
	if err == nil {
		l.authors = authors.String
		a.last = l
	}
	return a.last, nil
}

// article finds the article with this URL or makes it.
func (b *batch) article(e *Entry, url string, outlet news.Outlet, fresh news.Article, w *Written) (*known, error) {
	if a, ok := b.articles[url]; ok {
		return a, nil
	}
	if url == "" {
		return nil, fault.New(fault.Failed, "an article has no URL")
	}
	a := &known{}
	var looked, seen sql.NullInt64
	err := b.row(`SELECT id, outlet, first_seen, next_look, looks FROM articles WHERE url = ?`, url).Scan(&a.ID, &a.Outlet.ID, &seen, &looked, &a.Looks)
	switch {
	case err == nil:
		a.FirstSeen, a.NextLook = fromMillis(seen), fromMillis(looked)
		if outlet.Name != "" && outlet.Name != outlet.Domain && b.outlets[outlet.Domain].Name != outlet.Name {
			if _, err := b.exec(`UPDATE outlets SET name = ? WHERE id = ? AND domain = ? AND name = domain`, outlet.Name, a.Outlet.ID, outlet.Domain); err != nil {
				return nil, err
			}
		}
	case errors.Is(err, sql.ErrNoRows):
		a.Article, a.read, a.by = fresh, true, e
		if a.FirstSeen.IsZero() {
			a.FirstSeen = e.Outcome.Time
		}
		if a.Outlet, err = b.outlet(outlet); err != nil {
			return nil, err
		}
		if a.ID, err = b.insert(`INSERT INTO articles (url, outlet, first_seen, next_look) VALUES (?, ?, ?, ?)`, url, a.Outlet.ID, a.FirstSeen.UnixMilli(), millis(a.NextLook)); err != nil {
			return nil, err
		}
		w.New++
	default:
		return nil, err
	}
	a.URL = url
	b.articles[url] = a
	return a, nil
}

// outlet finds the outlet with this domain or makes it. A name replaces a
// domain that stands in for one, never another name.
func (b *batch) outlet(o news.Outlet) (news.Outlet, error) {
	if o.Domain == "" {
		o.Name = "" // the one unknown outlet; a name without a domain is the caller's to key
	}
	if o.Name == "" {
		o.Name = o.Domain
	}
	stored, ok := b.outlets[o.Domain]
	if !ok {
		stored.Domain = o.Domain
		err := b.row(`SELECT id, name FROM outlets WHERE domain = ?`, o.Domain).Scan(&stored.ID, &stored.Name)
		if errors.Is(err, sql.ErrNoRows) {
			stored.Name = o.Name
			stored.ID, err = b.insert(`INSERT INTO outlets (domain, name) VALUES (?, ?)`, o.Domain, o.Name)
		}
		if err != nil {
			return o, err
		}
	}
	if stored.Name == stored.Domain && o.Name != o.Domain {
		if _, err := b.exec(`UPDATE outlets SET name = ? WHERE id = ?`, o.Name, stored.ID); err != nil {
			return o, err
		}
		stored.Name = o.Name
	}
	b.outlets[o.Domain] = stored
	return stored, nil
}
