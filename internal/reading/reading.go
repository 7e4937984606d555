// Package reading turns the text of an article into facts, each with the
// passage that says it: mentions, amounts, dates, attributions, statements,
// deals, events; and whether it is relevant and where it has it from.
//
// Cue words and patterns are tables with one row per fact. The same text is
// read the same way each time.
package reading

import (
	"dateline/internal/edtf"
	"dateline/internal/gazetteer"
	"dateline/internal/news"
	"dateline/internal/text"
)

// Version is the version of the reader: it grows when the same text may be
// read differently.
const Version = 2

// Input is an article as it is read.
type Input struct {
	Text      string
	Title     string      // "": none, or it is part of Text
	Outlet    string      // name or domain of who publishes it
	URL       string      // of the article
	Language  string      // BCP 47; "": unknown, read as English
	Published edtf.Date   // zero: unknown
	Noise     []text.Span // of Text: captions, credits, biographies; nothing is read there
}

// Read reads an article with the names of a gazetteer. Passages are byte spans
// of in.Text, in its order.
func Read(in Input, g *gazetteer.Gazetteer) news.Reading {
	d := newDocument(in)
	d.readAll(g)
	d.readRelevance()
	return d.found
}

// Dates reads the times of a text alone.
func Dates(in Input) []news.Date {
	d := newDocument(in)
	d.readDates()
	return d.found.Dates
}
