package page

import (
	"strings"

	"dateline/internal/text"
)

// Noise returns the parts of a plain text that are not the story: captions,
// credits of pictures, biographies of authors, what a page says about itself.
func Noise(s string) []text.Span {
	var noise []text.Span
	at := 0
	for _, b := range ParseText([]byte(s), Options{}).Blocks {
		place, found := locate(s, at, b.Text)
		if !found {
			continue
		}
		at = place.End
		if b.Label.isNoise() {
			noise = append(noise, place)
		}
	}
	return noise
}

// isNoise says whether a block of a plain text tells nothing of the story.
func (l Label) isNoise() bool {
	switch l {
	case Caption, Credit, Biography, Related, Newsletter, Comments, Legal, Other:
		return true
	}
	return false
}

// locate finds words in their order, whatever white space stands between them.
func locate(s string, from int, words string) (place text.Span, found bool) {
	at := from
	for word := range strings.FieldsSeq(words) {
		i := strings.Index(s[at:], word)
		if i < 0 {
			continue // it is written in another form of Unicode
		}
		if !found {
			place.Start, found = at+i, true
		}
		at += i + len(word)
	}
	place.End = at
	return place, found
}
