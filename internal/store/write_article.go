package store

import (
	"bytes"
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"sort"

	"dateline/internal/fault"
	"dateline/internal/news"
)

func (b *batch) listing(e *Entry, l *Listing, w *Written) error {
	g := &l.Sighting
	a, err := b.article(e, l.ArticleURL, l.Outlet, news.Article{FirstSeen: g.Seen, NextLook: l.NextLook}, w)
	if err != nil {
		return err
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
	retold, err := b.sighting(g, a.URL, l.Packed)
	if err != nil || l.NextLook.IsZero() || a.Looks > 0 && !retold {
		return err
	}
	if a.NextLook.IsZero() || l.NextLook.Before(a.NextLook) {
		if _, err := b.exec(`UPDATE articles SET next_look = ? WHERE id = ?`, l.NextLook.UnixMilli(), a.ID); err != nil {
			return err
		}
		a.NextLook = l.NextLook
	}
	if !a.NextLook.After(l.NextLook) {
		w.Due = append(w.Due, a.Article)
	}
	return nil
}

// sighting stores what a source says of an article, unless it said the same
// last time. retold is true if title or date are not what they were.
func (b *batch) sighting(g *news.Sighting, articleURL string, packed []byte) (retold bool, err error) {
	authors, published, updated := list(g.Authors), g.Published.String(), g.Updated.String()
	sum := sumOf(g, published, updated)
	var last []byte
	var title, dates string
	err = b.row(`SELECT id, sum, title, published || ' ' || updated FROM sightings WHERE article = ? AND source IS ? AND feed_id = ? AND (feed_id <> '' OR sum = ?) ORDER BY id DESC LIMIT 1`,
		g.Article, orNull(g.Source), g.FeedID, sum).Scan(&g.ID, &last, &title, &dates)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return false, err
	}
	if err == nil {
		if bytes.Equal(sum, last) {
			return false, nil
		}
		retold = title != g.Title || dates != published+" "+updated
	}
	switch {
	case g.Text == "":
		packed = nil
	case packed == nil:
		packed = Compress(g.Text)
	}
	g.ID, err = b.insert(`INSERT INTO sightings (article, source, capture, feed_id, url, title, summary, content, authors, published, updated, language, seen, sum)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		g.Article, orNull(g.Source), orNull(g.Capture), g.FeedID, unless(g.URL, articleURL), g.Title, g.Summary, packed, authors, published, updated, g.Language, g.Seen.UnixMilli(), sum)
	return retold, err
}

// sumOf is a digest of everything that a sighting says.
func sumOf(g *news.Sighting, published, updated string) []byte {
	h := sha256.New()
	for _, part := range append([]string{g.FeedID, g.URL, g.Title, g.Summary, g.Text, published, updated, g.Language}, g.Authors...) {
		fmt.Fprintf(h, "%d:%s", len(part), part)
	}
	return h.Sum(nil)[:16]
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
	looked := a
	if l.ListedURL != "" && l.ListedURL != l.ArticleURL {
		if looked, err = b.leadsTo(e, l, a, w); err != nil {
			return err
		}
	}
	if err := b.plan(looked, l); err != nil {
		return err
	}
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
	if err := b.said(a); err != nil {
		return err
	}
	now := summary(v)
	at := sort.Search(len(a.said), func(i int) bool { return a.said[i].seen > now.seen })
	switch {
	case at > 0 && a.said[at-1].says(now), at < len(a.said) && a.said[at].says(now):
		w.Unchanged++
		return nil
	case at > 0 && a.said[at-1].basis == now.basis:
		w.Changed++
	case a.by != e:
		w.First++
	}
	for _, other := range a.said {
		now.number = max(now.number, other.number)
	}
	now.number++
	v.Number = now.number
	a.said = slices.Insert(a.said, at, now)
	b.pending = append(b.pending, &pending{version: v, reading: l.Reading, outlet: a.Outlet.ID, url: a.URL, packed: l.Packed, moment: moment(v.Published, v.Seen).UnixMilli(), saying: now})
	return nil
}

// leadsTo notes that the URL of one article only leads to another.
func (b *batch) leadsTo(e *Entry, l *Look, a *known, w *Written) (*known, error) {
	before := w.New
	listed, err := b.article(e, l.ListedURL, l.Outlet, news.Article{FirstSeen: a.FirstSeen}, w)
	if err != nil {
		return nil, err
	}
	if a.by == e && listed.by != e && before > 0 {
		w.New-- // it was counted when it was listed
		w.First++
	}
	_, err = b.exec(`UPDATE articles SET target = ? WHERE id = ? AND target IS NULL`, a.ID, listed.ID)
	listed.Target = a.ID
	return listed, err
}

// plan keeps account of the looks that were planned.
func (b *batch) plan(a *known, l *Look) error {
	if !l.Planned {
		return nil
	}
	a.Looks, a.Failures, a.NextLook, a.LastCode = a.Looks+1, a.Failures+1, l.NextLook, l.Code
	if l.Code == "" {
		a.Failures = 0
	}
	_, err := b.exec(`UPDATE articles SET next_look = ?, looks = ?, failures = ?, last_code = ? WHERE id = ?`,
		millis(a.NextLook), a.Looks, a.Failures, string(a.LastCode), a.ID)
	return err
}

// says reports whether two versions tell a reader the same. A date that only
// one of them has is no difference: the outlet did not change it.
func (s *saying) says(m *saying) bool {
	return s.title == m.title && s.authors == m.authors && bytes.Equal(s.sum, m.sum) &&
		(s.published == m.published || s.published == "" || m.published == "")
}

// said reads what an article has said so far.
func (b *batch) said(a *known) error {
	if a.read {
		return nil
	}
	scan := func(row scanner) (*saying, error) {
		s, authors := &saying{}, sql.NullString{}
		err := row.Scan(&s.number, &s.seen, &s.basis, &s.title, &authors, &s.published, &s.sum)
		s.authors = authors.String
		return s, err
	}
	said, err := rowsOf(b.transaction, scan, `SELECT number, seen, basis, title, authors, published, text_sha256 FROM versions WHERE article = ? ORDER BY seen, number`, a.ID)
	if err != nil {
		return err
	}
	a.said, a.read = said, true
	return nil
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
	err := b.row(`SELECT id, coalesce(target, 0), outlet, first_seen, next_look, looks, failures FROM articles WHERE url = ?`, url).Scan(&a.ID, &a.Target, &a.Outlet.ID, &seen, &looked, &a.Looks, &a.Failures)
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
