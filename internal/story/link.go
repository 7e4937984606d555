package story

import (
	"math"
	"slices"
)

// weight is a term with what it weighs in an article.
type weight struct {
	key   uint32
	kind  TermKind
	value float64 // the whole vector has length 1
	rare  float64 // rarity times count, without the kind
}

// vector is an article's terms, weighed.
type vector struct {
	*Features
	terms                []weight // ascending by key
	title, names, number float64  // lengths of the parts
	other                float64
	years                bool // it names one
}

func newVector(f *Features, stored Frequencies) *vector {
	v := &vector{Features: f, terms: make([]weight, len(f.Terms))}
	var all, title, names, number float64
	for i, t := range f.Terms {
		r := rarity(t.Key, stored)
		r = max(r, 0)
		w := weight{t.Key, t.Kind, termWeight(t) * r, r}
		v.terms[i] = w
		all += w.value * w.value
		if t.Kind&TermTitle != 0 {
			title += r * r
		}
		if t.Kind&TermName != 0 {
			names += w.value * w.value
		}
		if t.Kind&TermNumber != 0 {
			number += r * r
		}
		v.years = v.years || t.Kind&TermYear != 0
	}
	v.other = math.Sqrt(max(0, all-names))
	length := math.Sqrt(all)
	for i := range v.terms {
		v.terms[i].value /= max(length, 1e-9)
	}
	v.other /= max(length, 1e-9)
	v.title, v.names, v.number = math.Sqrt(title), math.Sqrt(names)/max(length, 1e-9), math.Sqrt(number)
	return v
}

// The evidence of two articles, in the order of its names.
const (
	evText    = iota // cosine of all terms
	evTitle          // cosine of the titles' terms; that of all terms where one has no title
	evNames          // cosine of the names; that of all terms where one has none
	evOther          // cosine of what are no names
	evNumbers        // cosine of the numbers
	evStrange        // 1 if both have numbers, and no number is in both
	evYears          // 1 if both name years, and no year is in both
	evDays           // logarithm of the days between them, 0 where unknown
	evUndated        // 1 if one has no time
	evLink           // 1 if one links to the other
	evidences
)

var evidenceNames = [evidences]string{"text", "title", "names", "other words", "numbers", "strange numbers", "strange years", "days", "undated", "link"}

// evidence compares two articles.
func evidence(a, b *vector) (e [evidences]float64) {
	var all, title, names, number, years float64
	for i, j := 0, 0; i < len(a.terms) && j < len(b.terms); {
		x, y := &a.terms[i], &b.terms[j]
		switch {
		case x.key < y.key:
			i++
			continue
		case x.key > y.key:
			j++
			continue
		}
		p := x.value * y.value
		all += p
		both := x.kind & y.kind
		if both&TermTitle != 0 {
			title += x.rare * y.rare
		}
		if both&TermName != 0 {
			names += p
		}
		if both&TermNumber != 0 {
			number += x.rare * y.rare
		}
		if both&TermYear != 0 {
			years++
		}
		i++
		j++
	}
	e[evText] = all
	e[evTitle] = cosine(title, a.title, b.title, all)
	e[evNames] = cosine(names, a.names, b.names, all)
	e[evOther] = cosine(all-names, a.other, b.other, all)
	e[evNumbers] = cosine(number, a.number, b.number, 0)
	if a.number > 0 && b.number > 0 && number == 0 {
		e[evStrange] = 1
	}
	if a.years && b.years && years == 0 {
		e[evYears] = 1
	}
	if days, ok := a.days(b.Features); ok {
		e[evDays] = math.Log1p(days)
	} else {
		e[evUndated] = 1
	}
	if linked(a.Features, b.Features) {
		e[evLink] = 1
	}
	return e
}

// cosine returns what dot is of both lengths; other where one has none.
func cosine(dot, a, b, other float64) float64 {
	if a == 0 || b == 0 {
		return other
	}
	return dot / (a * b)
}

func linked(a, b *Features) bool {
	return a.URL != 0 && slices.Contains(b.Links, a.URL) || b.URL != 0 && slices.Contains(a.Links, b.URL)
}
