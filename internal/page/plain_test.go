package page

import (
	"slices"
	"strings"
	"testing"
)

const agencyStory = `Nimbus workers want out of border deal

By Jo Marlow

Officers stand before the gate of a warehouse in Northport on May 7, 2025. (Photo by Max Feld / WPA)
(Image credit: Stock House)

The border agency has tripled what it keeps in the cloud of one company in half a year, as its invoices show.

A question of price

The company said on Tuesday that it sells office software through a reseller, and that nothing else is known to it.

Correction: An earlier version of this story misstated the value of the contract.

(Reporting by Lou Verne; Editing by Sam Ode)

Jo Marlow
News lead

Jo has played games since the days of cassette tapes and covers all of the industry, from patch notes to court cases.
`

func TestPlainTextIsLabelled(t *testing.T) {
	p := ParseText([]byte(agencyStory), Options{URL: "https://a.example/2026/02/18/x"})
	checkSpans(t, p)
	var got []Label
	for _, b := range p.Blocks {
		got = append(got, b.Label)
	}
	want := []Label{Headline, Byline, Caption, Credit, Body, Heading, Body, Correction, WireCredit, Byline, Byline, Biography}
	if !slices.Equal(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
	if p.Title != "Nimbus workers want out of border deal" || !slices.Equal(p.Authors, []string{"Jo Marlow"}) {
		t.Errorf("title %q, authors %q", p.Title, p.Authors)
	}
	if len(p.Corrections) != 1 || p.Published.String() != "2026-02-18" {
		t.Errorf("corrections %q, published %s", p.Corrections, p.Published)
	}
}

func TestParagraphsOfPlainText(t *testing.T) {
	wrapped := "The border agency has tripled what it keeps in the cloud\nof one company in half a year, as its invoices show, and\nnobody at the agency wants to say what it pays for that.\n\nThe company said on Tuesday that it sells software to it\nthrough a reseller, and that nothing else is known to it\nabout the use that is made of what it sells.\n"
	for _, c := range []struct {
		name, in string
		want     []string
	}{
		{"a line each", "One sentence.\nAnother one.\n", []string{"One sentence.", "Another one."}},
		{"blank lines", "One sentence.\r\n\r\nAnother one.", []string{"One sentence.", "Another one."}},
		{"wrapped lines are joined", wrapped, []string{
			"The border agency has tripled what it keeps in the cloud of one company in half a year, as its invoices show, and nobody at the agency wants to say what it pays for that.",
			"The company said on Tuesday that it sells software to it through a reseller, and that nothing else is known to it about the use that is made of what it sells."}},
		{"white space and what nobody sees", "  A\u00a0 b\tc\u200b \x00", []string{"A b c"}},
		{"nothing", " \n\n\t\n", nil},
	} {
		var got []string
		for _, l := range paragraphs(c.in) {
			got = append(got, l.text)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func TestPlainTextIsNotOverread(t *testing.T) {
	for name, in := range map[string]string{
		"a name at the end is not a biography":   "The minister will resign on Friday, the office said.\n\nHer successor is known.\n\nAda Quill",
		"the first sentence is not a headline":   "The minister will resign on Friday, the office said.\n\nHer successor is known.",
		"correction as a word of the story":      "Correction of the records will take years, said the office.\n\nIt began on Monday.",
		"a person introduced within the story":   "Ada Quill is a writer who was asked by the minister.\n\nShe said no.\n\nNobody else was asked, the office said.\n\nThe search goes on.",
		"words about photographs":                "Photos of the meeting were shown in court.\n\nNobody denied that they were real.",
		"subscribers are mentioned in the story": "Subscribers left the service in thousands, the company said.\n\nIt lost a third of its value.",
	} {
		p := ParseText([]byte(in), Options{})
		text := strings.TrimSuffix(strings.TrimSuffix(in, "\n\nAda Quill"), "\n")
		if !strings.HasPrefix(p.Text, text) {
			t.Errorf("%s: text %q", name, p.Text)
		}
	}
}

func TestPlainTextInOtherCharsets(t *testing.T) {
	p := ParseText([]byte("Die Beh\xf6rde schweigt.\n"), Options{})
	if p.Text != "Die Behörde schweigt." || p.Encoding != "windows-1252" {
		t.Errorf("%q in %s", p.Text, p.Encoding)
	}
}
