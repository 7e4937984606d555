package export

import (
	"crypto/sha1" //nolint:gosec // ids, not a proof
	"encoding/hex"
	"fmt"
	"strings"
	"unicode/utf8"

	"dateline/internal/report"
	"dateline/internal/terminal"
)

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
