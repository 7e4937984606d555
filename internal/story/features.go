package story

import (
	"cmp"
	"encoding/binary"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"dateline/internal/fault"
)

// Term is a word or number of an article.
type Term struct {
	Key   uint32
	Count uint8
	Kind  TermKind
}

// mostTerms is how many terms of an article are kept: those that say most.
const mostTerms = 160

// Features is what of an article tells its story: about a kilobyte when stored.
// It does not depend on other articles.
type Features struct {
	Terms []Term // ascending by key
	Time  int64  // Unix seconds; 0: unknown
	URL   uint32 // key of its URL; 0: none
	Links []uint32
}

// NewFeatures reads an article.
func NewFeatures(d *Doc) Features {
	f := Features{}
	if t := d.Time(); !t.IsZero() {
		f.Time = t.Unix()
	} else if t, ok := addressTime(d.URL); ok {
		f.Time = t.Unix()
	}
	if d.URL != "" {
		f.URL = termKey(d.URL)
	}
	for _, link := range d.Links {
		if len(f.Links) < mostLinks && link != d.URL {
			f.Links = append(f.Links, termKey(link))
		}
	}
	if d.Canonical != "" && d.Canonical != d.URL {
		f.Links = append(f.Links, termKey(d.Canonical))
	}
	slices.Sort(f.Links)
	f.Links = slices.Compact(f.Links)
	raw := termsOf(d.Title, d.Text)
	type weighed struct {
		Term
		weight float64
	}
	all := make([]weighed, 0, len(raw))
	for term, r := range raw {
		t := Term{Key: termKey(term), Count: uint8(min(r.count, math.MaxUint8)), Kind: r.kind}
		if r.lead {
			t.Count = uint8(min(r.count+1, math.MaxUint8))
		}
		all = append(all, weighed{t, termWeight(t) * rarity(t.Key, nil)})
	}
	slices.SortFunc(all, func(a, b weighed) int {
		return cmp.Or(-cmp.Compare(a.weight, b.weight), cmp.Compare(a.Key, b.Key))
	})
	for _, t := range all[:min(len(all), mostTerms)] {
		f.Terms = append(f.Terms, t.Term)
	}
	slices.SortFunc(f.Terms, func(a, b Term) int { return cmp.Compare(a.Key, b.Key) })
	f.Terms = slices.CompactFunc(f.Terms, func(a, b Term) bool { return a.Key == b.Key })
	return f
}

// addressTime reads the day or month that many outlets write into an address:
// /2026/03/14/ or /2026/03/; the middle of a month.
func addressTime(url string) (time.Time, bool) {
	parts := strings.FieldsFunc(url, func(r rune) bool { return r == '/' || r == '-' })
	for i := range parts {
		if !isYear(parts[i]) || i+1 >= len(parts) {
			continue
		}
		month, day := twoDigits(parts[i+1]), 15
		if month < 1 || month > 12 {
			continue
		}
		if i+2 < len(parts) {
			if d := twoDigits(parts[i+2]); d >= 1 && d <= 31 {
				day = d
			}
		}
		year, err := strconv.Atoi(parts[i])
		return time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC), err == nil
	}
	return time.Time{}, false
}

// twoDigits reads a number of two digits; 0 if it is none.
func twoDigits(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil || len(s) != 2 {
		return 0
	}
	return n
}

// mostLinks is how many links of an article are kept.
const mostLinks = 40

// What kinds of term weigh in comparison with other words. Names weigh less:
// they tell whom it is about, and look-alikes are about the same ones; numbers
// tell which happening it is.
const (
	nameWeight   = 0.8
	numberWeight = 1.6
)

// termWeight is what a term's count and kind weigh, without its rarity.
func termWeight(t Term) float64 {
	w := 1 + math.Log(float64(max(1, t.Count)))
	if t.Kind&TermName != 0 {
		w *= nameWeight
	}
	if t.Kind&TermNumber != 0 {
		w *= numberWeight
	}
	return w
}

// Keys returns the terms under which articles of the same story are looked up:
// the n that weigh most. Two articles of one story nearly always share some.
func (f *Features) Keys(stored Frequencies, n int) []uint32 {
	v := newVector(f, stored)
	slices.SortFunc(v.terms, func(a, b weight) int {
		return cmp.Or(-cmp.Compare(a.value, b.value), cmp.Compare(a.key, b.key))
	})
	keys := make([]uint32, 0, n)
	for _, t := range v.terms[:min(n, len(v.terms))] {
		keys = append(keys, t.key)
	}
	return keys
}

// Alike says whether two articles share so many of their rare terms that one
// may be the other in other words: worth loading both texts for [CopyOf], also
// where their sketches do not meet.
func (f *Features) Alike(other *Features) bool {
	if linked(f, other) {
		return true
	}
	var shared, a, b float64
	i, j := 0, 0
	for i < len(f.Terms) || j < len(other.Terms) {
		switch {
		case j == len(other.Terms) || i < len(f.Terms) && f.Terms[i].Key < other.Terms[j].Key:
			a += rarity(f.Terms[i].Key, nil)
			i++
		case i == len(f.Terms) || f.Terms[i].Key > other.Terms[j].Key:
			b += rarity(other.Terms[j].Key, nil)
			j++
		default:
			r := rarity(f.Terms[i].Key, nil)
			shared, a, b = shared+r, a+r, b+r
			i++
			j++
		}
	}
	return shared > 0 && shared >= bagLeast*min(a, b)
}

// days returns how far two articles are apart; ok is false if one has no time.
func (f *Features) days(other *Features) (days float64, ok bool) {
	if f.Time == 0 || other.Time == 0 {
		return 0, false
	}
	return math.Abs(float64(f.Time-other.Time)) / (24 * time.Hour).Seconds(), true
}

const featuresVersion = 1

// MarshalBinary returns the stored form: a version byte, time, URL, the numbers
// of links and terms, the links, six bytes for each term. It cannot fail.
func (f Features) MarshalBinary() ([]byte, error) {
	b := append(make([]byte, 0, 17+4*len(f.Links)+6*len(f.Terms)), featuresVersion)
	b = binary.LittleEndian.AppendUint64(b, uint64(f.Time))
	b = binary.LittleEndian.AppendUint32(b, f.URL)
	b = binary.LittleEndian.AppendUint16(b, uint16(len(f.Links)))
	b = binary.LittleEndian.AppendUint16(b, uint16(len(f.Terms)))
	for _, link := range f.Links {
		b = binary.LittleEndian.AppendUint32(b, link)
	}
	for _, t := range f.Terms {
		b = append(binary.LittleEndian.AppendUint32(b, t.Key), t.Count, byte(t.Kind))
	}
	return b, nil
}

// UnmarshalBinary reads the stored form. What is none is [fault.Corrupt].
func (f *Features) UnmarshalBinary(b []byte) error {
	if len(b) < 17 || b[0] != featuresVersion {
		return fault.New(fault.Corrupt, "features of %d bytes: not of this version", len(b))
	}
	links, terms := int(binary.LittleEndian.Uint16(b[13:])), int(binary.LittleEndian.Uint16(b[15:]))
	if len(b) != 17+4*links+6*terms {
		return fault.New(fault.Corrupt, "features of %d bytes: want %d links and %d terms", len(b), links, terms)
	}
	*f = Features{Time: int64(binary.LittleEndian.Uint64(b[1:])), URL: binary.LittleEndian.Uint32(b[9:])}
	b = b[17:]
	for ; links > 0; links-- {
		f.Links = append(f.Links, binary.LittleEndian.Uint32(b))
		b = b[4:]
	}
	for ; terms > 0; terms-- {
		t := Term{binary.LittleEndian.Uint32(b), b[4], TermKind(b[5])}
		if n := len(f.Terms); n > 0 && f.Terms[n-1].Key >= t.Key {
			return fault.New(fault.Corrupt, "features: terms are not in order")
		}
		f.Terms = append(f.Terms, t)
		b = b[6:]
	}
	return nil
}
