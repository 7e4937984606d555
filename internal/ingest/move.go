package ingest

import (
	"net/http"
	"net/url"
	"time"

	"dateline/internal/fetch"
	"dateline/internal/news"
)

// When a permanent redirect is believed.
const (
	leastMoves = 3
	leastMoved = 3 * 24 * time.Hour
)

// moved is a source after an answer that was read or unmodified: a permanent
// redirect is counted, and followed for good once it was seen often enough over
// some days and leads to the items that we know.
func moved(s news.Source, d document) news.Source {
	to := permanent(s.URL, d.exchanges)
	switch {
	case to == "":
		s.Move = news.Move{}
		return s
	case to != s.Move.To:
		s.Move = news.Move{To: to, Since: d.time}
	}
	if s.Move.Seen == 0 && !s.LastSuccess.IsZero() && d.told.read && !d.told.longer {
		return s // it leads to something else
	}
	s.Move.Seen++
	if s.Move.Seen >= leastMoves && d.time.Sub(s.Move.Since) >= leastMoved && d.told.read && d.told.known {
		s.MovedFrom, s.URL = s.URL, to
	}
	return s
}

// permanent is where the permanent redirects at the start of a chain lead; ""
// if there are none that may be followed for good: not away from an encrypted
// connection, and not with a password.
func permanent(from string, chain []fetch.Exchange) string {
	at := 0
	for at+1 < len(chain) && (chain[at].Status == http.StatusMovedPermanently || chain[at].Status == http.StatusPermanentRedirect) {
		at++
	}
	if at == 0 {
		return ""
	}
	old, err := url.Parse(from)
	if err != nil || old.User != nil {
		return ""
	}
	fresh, err := url.Parse(chain[at].URL)
	if err != nil || old.Scheme == "https" && fresh.Scheme != "https" {
		return ""
	}
	return chain[at].URL
}
