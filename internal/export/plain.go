package export

import (
	"crypto/sha1" //nolint:gosec // ids, not a proof
	"encoding/hex"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/idna"

	"dateline/internal/report"
	"dateline/internal/terminal"
)

// webURL is an address as formats want it that take URIs alone (RFC 3986): what
// may not stand in one is written as %XX. It is "" for what is not on the web: a
// file of this machine, a script.
func webURL(s string) string {
	scheme, rest, found := strings.Cut(s, "://")
	if scheme = strings.ToLower(scheme); !found || scheme != "http" && scheme != "https" || rest == "" || strings.ContainsRune("/?#", rune(rest[0])) {
		return ""
	}
	host, path := rest, ""
	if at := strings.IndexAny(rest, "/?#"); at >= 0 {
		host, path = rest[:at], rest[at:]
	}
	name, port := host, ""
	if at := strings.LastIndexByte(host, ':'); at >= 0 {
		name, port = host[:at], host[at:]
	}
	if strings.ContainsFunc(name, func(r rune) bool { return r >= utf8.RuneSelf }) {
		if ascii, err := idna.Lookup.ToASCII(name); err == nil {
			rest = ascii + port + path
		}
	}
	return scheme + "://" + uriEscaped(rest)
}

// uriEscaped writes as %XX what may not stand in a URI.
func uriEscaped(rest string) string {
	var b strings.Builder
	fragment := false
	for i := range len(rest) {
		c := rest[i]
		escape := c <= ' ' || c >= 0x7f || strings.IndexByte("\"<>\\^`{|}", c) >= 0
		switch c {
		case '%':
			escape = len(rest) < i+3 || !hexDigit(rest[i+1]) || !hexDigit(rest[i+2])
		case '#':
			escape, fragment = fragment, true
		}
		if escape {
			fmt.Fprintf(&b, "%%%02X", c)
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}

// linkURL is an address that may be followed from a page on a disk: one on the
// web or a file. It is "" for any other.
func linkURL(s string) string {
	if path, ok := strings.CutPrefix(s, "file://"); ok {
		return "file://" + uriEscaped(path)
	}
	return webURL(s)
}

func hexDigit(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'f'
}

// cutTo returns the first n characters of s, the last of them an ellipsis if
// there are more.
func cutTo(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	return string([]rune(s)[:n-1]) + "…"
}

// oneLineOf is a text that is safe to show, on one line.
func oneLineOf(s string) string { return oneLine(terminal.Clean(s)) }

// hashed names parts by their SHA-1: the same in every store and every export.
func hashed(parts ...string) string {
	h := sha1.New() //nolint:gosec // as above
	for _, p := range parts {
		fmt.Fprintf(h, "%d:%s", len(p), p)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// factKey names a deal or an event by where it stands: the address of the
// article and the number in it. Ids of a store name articles by a number, which
// another store gives to another one.
func factKey(url, id string) string {
	_, number, _ := strings.Cut(id, ".")
	return hashed(url, number)
}

// eventKey names an event. One that a person added to a case stands nowhere: it
// is known by its number and words.
func eventKey(h report.Happening) string {
	if h.Own || h.URL == "" {
		return hashed("own", h.ID, h.Passage.Text)
	}
	return factKey(h.URL, h.ID)
}
