package feed

import (
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"

	"dateline/internal/edtf"
)

// maxDateWarnings is how many dates that were not understood are quoted.
const maxDateWarnings = 5

// date reads a date of the feed; one that is not understood is unknown, and
// said so in a warning.
func (f *Feed) date(s string) edtf.Date {
	s = strings.TrimSpace(s)
	d := parseDate(s)
	if d.IsZero() && s != "" && f.unread < maxDateWarnings {
		f.unread++
		f.warn("date not understood: %q", s[:min(len(s), 60)])
	}
	return d
}

var offsetBefore = regexp.MustCompile(`[+-]\d{4}\s*$`)

// maxDate is the length beyond which a text is no date.
const maxDate = 120

// parseDate reads the dates of feeds and of pages' datelines: RFC 822 and its
// many relatives, ISO 8601, epoch seconds, months in words of several
// languages. The result is as precise as s, with its offset. What is
// impossible, ambiguous or has a word in it that no date has is unknown; so is
// a time in a zone that the table does not know. A time without any zone is
// UTC, as RSS readers have it.
func parseDate(s string) edtf.Date {
	s = strings.TrimSpace(s)
	if s == "" || len(s) > maxDate {
		return edtf.Date{}
	}
	if d, ok := epoch(s); ok {
		return d
	}
	if before, _, ok := strings.Cut(s, "("); ok && offsetBefore.MatchString(before) {
		s = before // "GMT+0000 (Coordinated Universal Time)"
	}
	if before, _, ok := strings.Cut(s, "["); ok && strings.HasSuffix(s, "]") {
		s = before // "+01:00[Europe/Paris]", RFC 9557
	}
	tokens, ok := dateTokens(normalDate.Replace(strings.ToLower(s)))
	if !ok {
		return edtf.Date{}
	}
	r := dateReader{tokens: tokens}
	if !r.read() {
		return edtf.Date{}
	}
	return r.date()
}

// normalDate writes a few spellings in one way, on lower-case text.
var normalDate = strings.NewReplacer(
	"년 ", "-", "월 ", "-", "年 ", "-", "月 ", "-",
	"年", "-", "月", "-", "日", " ", "년", "-", "월", "-", "일", " ", "時", ":", "分", " ", "시", ":", "분", " ",
	"a.m.", "am", "p.m.", "pm", "a.m", "am", "p.m", "pm", "\u00a0", " ", "\u202f", " ", "–", "-", "—", "-", "−", "-",
	"o'clock", " ", "午前", " am ", "午後", " pm ", "上午", " am ", "下午", " pm ", "오전", " am ", "오후", " pm ",
)

// epoch reads seconds or milliseconds since 1970, from 1980 to 2100.
func epoch(s string) (edtf.Date, bool) {
	whole, fraction, _ := strings.Cut(s, ".")
	n, err := strconv.ParseInt(whole, 10, 64)
	if err != nil || len(whole) < 9 || strings.Trim(fraction, "0123456789") != "" {
		return edtf.Date{}, false
	}
	if len(whole) == 13 {
		n /= 1000
	}
	if n < 315532800 || n > 4102444800 {
		return edtf.Date{}, false
	}
	return edtf.Instant(time.Unix(n, 0).UTC()), true
}

// dateToken is a number, a word or one sign.
type dateToken struct {
	word   string // letters; "" for a number
	number int    // -1: not a number
	digits int
	spaced bool // stands after white space
}

func (t dateToken) is(sign string) bool { return t.word == sign }

// dateTokens cuts s, or reports false where a number is too long to be in a
// date.
func dateTokens(s string) ([]dateToken, bool) {
	var all []dateToken
	spaced := false
	for len(s) > 0 {
		if len(all) > 40 {
			return nil, false
		}
		c := rune(s[0])
		switch {
		case unicode.IsSpace(c):
			spaced = true
			s = s[1:]
			continue
		case c >= '0' && c <= '9':
			n := 0
			for n < len(s) && s[n] >= '0' && s[n] <= '9' {
				n++
			}
			if n > 9 && n != 14 {
				if n > 12 || len(all) == 0 || !all[len(all)-1].is(".") { // not a fraction
					return nil, false
				}
			}
			value, _ := strconv.Atoi(s[:n])
			all = append(all, dateToken{number: value, digits: n, spaced: spaced})
			s = s[n:]
		default:
			n := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) })
			if n < 0 {
				n = len(s)
			}
			if n == 0 {
				n = len(string([]rune(s)[:1]))
			}
			all = append(all, dateToken{word: s[:n], number: -1, spaced: spaced})
			s = s[n:]
		}
		spaced = false
	}
	return all, true
}
