package story

import (
	"cmp"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"dateline/internal/text"
	"dateline/internal/weburl"
)

// originalIs says whether, of two articles with one text, the first is the
// original, and what tells.
func originalIs(original, doc *Text) (Ground, bool) {
	there, back := pointsTo(doc, original), pointsTo(original, doc)
	switch {
	case there != "" && (back == "" || rank(there) < rank(back)):
		return there, true
	case back != "" && (there == "" || rank(back) < rank(there)):
		return "", false
	}
	switch c := compareTime(original, doc); {
	case c < 0:
		return ByTime, true
	case c > 0:
		return "", false
	}
	return ByArrival, original.ID < doc.ID
}

func rank(e Ground) int {
	return slices.Index([]Ground{ByCanonical, ByCredit, ByLink, ByCitation}, e)
}

// pointsTo says what in one article names the other as its source; "": nothing.
func pointsTo(doc, other *Text) Ground {
	switch {
	case other.URL != "" && doc.Canonical == other.URL && doc.URL != other.URL:
		return ByCanonical
	case doc.Outlet == other.Outlet:
		return ""
	case doc.Credit != "" && SameOutlet(doc.Credit, other.Outlet) && !SameOutlet(doc.Credit, doc.Outlet):
		return ByCredit
	case other.URL != "" && (slices.Contains(doc.Links, other.URL) || namesHost(doc.Text, other.URL) && !namesHost(doc.Text, doc.URL)):
		return ByLink
	case namesOutlet(doc.Text, other.Outlet) && !namesOutlet(other.Text, other.Outlet):
		return ByCitation // where both name it, the words were copied
	}
	return ""
}

// namesHost says whether a text writes out the address of a page's site.
func namesHost(s, url string) bool {
	host := weburl.Host(url)
	return host != "" && strings.Contains(s, "://"+host+"/")
}

// compareTime orders two articles by time. Days without a clock cannot be
// ordered within the day, nor can unknown times.
func compareTime(a, b *Text) int {
	if c := comparePublished(a.Published, b.Published); c != 0 {
		return c
	}
	if !a.Published.IsZero() && !b.Published.IsZero() || a.Seen.IsZero() || b.Seen.IsZero() {
		return 0
	}
	return a.Seen.Compare(b.Seen)
}

func comparePublished(a, b time.Time) int {
	if a.IsZero() || b.IsZero() {
		return 0
	}
	a, b = a.UTC(), b.UTC()
	if isDay(a) || isDay(b) {
		return cmp.Compare(a.Unix()/86400, b.Unix()/86400)
	}
	return a.Compare(b)
}

// isDay says whether a time has no clock: it is the start of a day.
func isDay(t time.Time) bool { return t.Truncate(24 * time.Hour).Equal(t) }

// SameOutlet says whether a name, or a domain, is that of an outlet, which is
// given as a domain or by its name: "Reuters" is "reuters.com", "The Guardian"
// is "theguardian.com".
func SameOutlet(name, outlet string) bool {
	a, b := outletLabel(name), outletLabel(outlet)
	return a != "" && (a == b || strings.TrimPrefix(a, "the") == strings.TrimPrefix(b, "the"))
}

// outletLabel returns the letters and digits of an outlet's name, or of what
// stands before the public suffix of its domain.
func outletLabel(outlet string) string {
	if strings.Contains(outlet, ".") && !strings.Contains(outlet, " ") {
		host := strings.TrimPrefix(strings.TrimPrefix(outlet, "https://"), "http://")
		if domain := weburl.Domain("https://" + host + "/"); domain != "" {
			outlet, _, _ = strings.Cut(domain, ".")
		}
	}
	var b strings.Builder
	for _, w := range text.Tokens(outlet) {
		b.WriteString(w.Fold)
	}
	return b.String()
}

// leastLabel is the length of an outlet's name that is not taken for a word.
const leastLabel = 5

// namesOutlet says whether a text names an outlet, by its name or its domain,
// however it is written in words.
func namesOutlet(s, outlet string) bool {
	label := strings.TrimPrefix(outletLabel(outlet), "the")
	if len(label) < leastLabel {
		return false
	}
	words := text.Tokens(s)
	for i, w := range words {
		if !strings.HasPrefix(label, w.Fold) || !startsUpper(w.Of(s)) && w.Fold != label {
			continue
		}
		rest := label
		for j := i; j < len(words); j++ {
			var ok bool
			if rest, ok = strings.CutPrefix(rest, words[j].Fold); !ok {
				break
			}
			if rest == "" {
				return true
			}
		}
	}
	return false
}

func startsUpper(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}
