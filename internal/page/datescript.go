package page

import (
	"strings"

	"dateline/internal/edtf"
)

// scriptKeys are names that scripts and data-* attributes give to the date of
// an article, without their quotes. Those that follow are tried only where the
// ones before are not there.
var scriptKeys = []string{"datePublished", "article_published_time", "publishedAt", "published_at", "publishDate", "publish_date", "publicationDate", "publication_date", "publishedDate", "published_date",
	"datePublication", "firstPublished", "publishTime", "published_time", "pubDate", "pubdate", "dateCreated", "date_created", "createdAt", "created_at", "deployDt", "postDate", "articleDate"}

// scripted returns the date that the page's scripts give to its article. They
// are asked only where nothing else is sure. Where a key has several days, the
// page lists several articles, and none is taken.
func (h *head) scripted(order dayOrder) []sighting {
	for _, key := range scriptKeys {
		var first edtf.Date
		same := true
		for _, code := range h.code {
			for rest := code; same; {
				i := strings.Index(rest, key)
				if i < 0 {
					break
				}
				rest = rest[i+len(key):]
				date := readDate(scriptValue(rest), order).date
				switch {
				case date.IsZero():
				case first.IsZero():
					first = date
				case !first.Overlaps(date):
					same = false
				}
			}
		}
		if !first.IsZero() && same {
			return []sighting{{found{date: first}, Published, "script:" + key, weak}}
		}
	}
	return nil
}

// scriptValue returns the string or number after a key: `": "2025-07-03"`.
func scriptValue(s string) string {
	s = strings.TrimLeft(clip(s, 80), `\"'`)
	s = strings.TrimLeft(s, " ")
	if s == "" || s[0] != ':' && s[0] != '=' {
		return ""
	}
	s = strings.TrimLeft(s[1:], " \\\"'")
	end := strings.IndexAny(s, "\\\"',}")
	if end < 0 {
		return ""
	}
	return s[:end]
}
