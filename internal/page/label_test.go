package page

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

func TestNamesGiveCues(t *testing.T) {
	for in, want := range map[string]cue{
		"article-body":              cueArticle,
		"articleBody":               cueArticle,
		"story-body__text":          cueArticle,
		"relatedArticles":           cueRelated,
		"c-newsletter-signup":       cueNewsletter,
		"has-sidebar":               0,
		"no-ads":                    0,
		"field--label-hidden":       0,
		"md:hidden":                 0, // hidden on some screens only
		"wp-caption-text":           cueCaption,
		"author-bio":                cueBio | cueByline,
		"header":                    0,
		"shared":                    0, // not "share"
		"loading":                   0, // not "ad"
		"headline":                  cueHeadline,
		strings.Repeat("nav ", 200): 0, // too long to be a name
	} {
		r := cueReader{seen: map[string]cue{}}
		if got := r.name(in); got != want {
			t.Errorf("%.40q: cues %b, want %b", in, got, want)
		}
	}
}

func TestElementsGiveCues(t *testing.T) {
	for in, want := range map[string]cue{
		`<nav>`: cueNav, `<div role="navigation">`: cueNav, `<div itemprop="articleBody">`: cueArticle,
		`<p style="display: none">`: cueHidden, `<p hidden>`: cueHidden, `<aside class="x">`: cueAside, `<p>`: 0,
	} {
		nodes, err := html.ParseFragment(strings.NewReader(in), &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body})
		if err != nil || len(nodes) == 0 {
			t.Fatal(in, err)
		}
		r := cueReader{seen: map[string]cue{}}
		if got := r.of(nodes[0]); got != want {
			t.Errorf("%s: cues %b, want %b", in, got, want)
		}
	}
}

func TestBlocksThatSayWhatTheyAre(t *testing.T) {
	for text, want := range map[string]Label{
		"(Image credit: Stock House)": Credit,
		"Photo by Max Feld":           Credit,
		"Foto: Max Feld / WPA":        Credit,
		"Ministers arrive for the summit on Monday. (Photo by Max Feld/WPA)": Caption,
		"Ministers arrive for the summit on Monday. Max Feld/Getty Images":   Caption,
		"Correction: The contract is worth $4.1 million.":                    Correction,
		"CORRECTION — The name of the agency was wrong.":                     Correction,
		"An earlier version of this article misstated the value.":            Correction,
		"This article was amended on 3 July to clarify who paid.":            Correction,
		"Editor's note: The reseller asked for its name to be removed.":      Correction,
		"The court will hear a correction of the record next week.":          "",
		"(Reporting by Lou Verne; Editing by Sam Ode)":                       WireCredit,
		"The Associated Press contributed to this report.":                   WireCredit,
		"dpa": WireCredit,
		"Reporting by the union shows that the pay fell by a third last year, and that nobody asked why. So?": "",
		"Read more: What the agency buys":         Related,
		"RELATED":                                 Related,
		"Lesen Sie auch: Was die Behörde kauft":   Related,
		"Sign up for our weekly letter":           Newsletter,
		"Follow us on Telegram":                   Newsletter,
		"© 2026 Lantern":                          Legal,
		"We use cookies to measure what is read.": Legal,
		"12 Comments":                             Comments,
		"By Ines Rook":                            Byline,
		"By Monday the files were gone.":          "",
		"Published: 3 July 2026":                  Byline,
		"Advertisement":                           Other,
		"The company said on Tuesday that it sells office software to the agency.":   "",
		"More than a dozen engineers signed the letter to the board on Friday.":      "",
		"Photographs from the archive show how the building looked before the fire.": "",
	} {
		if got := byWords(&block{text: text, label: Body, sentence: sentenceLike(text)}); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

const (
	one   = "<p>The border agency has tripled what it keeps in the cloud of one company in half a year, as its invoices show.</p>"
	two   = "<p>The company said on Tuesday that it sells office software through a reseller, and that nothing else is known to it.</p>"
	three = "<p>A union of engineers called for an end of the contract. The agency did not answer questions by the evening.</p>"
)

// labelled parses a body and returns "label: beginning" of its blocks.
func labelled(body string) []string {
	p := Parse([]byte("<html><head><title>The headline of the story</title></head><body>"+body+"</body></html>"), Options{})
	var out []string
	for _, b := range p.Blocks {
		words := strings.Fields(b.Text)
		out = append(out, string(b.Label)+": "+strings.Join(words[:min(3, len(words))], " "))
	}
	return out
}

func TestPlacesGiveLabels(t *testing.T) {
	const h1 = "<h1>The headline of the story</h1>"
	for _, c := range []struct {
		name, body string
		want       []string
	}{
		{"a heading needs a body", "<article>" + h1 + one + "<h2>Why now</h2>" + two + "<h2>Topics of the day</h2></article>",
			[]string{"headline: The headline of", "body: The border agency", "heading: Why now", "body: The company said", "other: Topics of the"}},
		{"a bold line is a heading", "<article>" + h1 + one + "<p><strong>Why now</strong></p>" + two + "</article>",
			[]string{"headline: The headline of", "body: The border agency", "heading: Why now", "body: The company said"}},
		{"comments", "<article>" + h1 + one + two + "</article><div id=comments>" + three + "</div>",
			[]string{"headline: The headline of", "body: The border agency", "body: The company said", "comments: A union of"}},
		{"more comments than story", "<div><div>" + h1 + one + "</div><div class=commentlist>" + strings.Repeat("<div>"+three+two+"</div>", 2) + "</div></div>",
			[]string{"headline: The headline of", "body: The border agency", "comments: A union of", "comments: The company said", "comments: A union of", "comments: The company said"}},
		{"a paragraph that is a link", "<article>" + h1 + one + "<p><a href=/x>Court hears the case of the lost servers in the north</a></p>" + two + "</article>",
			[]string{"headline: The headline of", "body: The border agency", "related: Court hears the", "body: The company said"}},
		{"a link within is none", "<article>" + h1 + one + "<p>The <a href=/x>court</a> hears the case of the lost servers.</p>" + two + "</article>",
			[]string{"headline: The headline of", "body: The border agency", "body: The court hears", "body: The company said"}},
		{"beside a picture", "<article>" + h1 + one + "<div><img src=x><p>The campus in the rain</p></div>" + two + three + "</article>",
			[]string{"headline: The headline of", "body: The border agency", "caption: The campus in", "body: The company said", "body: A union of"}},
		{"text printed twice", "<article>" + h1 + one + one + two + "</article>",
			[]string{"headline: The headline of", "body: The border agency", "other: The border agency", "body: The company said"}},
		{"a quotation is body", "<article>" + h1 + one + "<blockquote>Nobody asked us, and nobody will.</blockquote>" + two + "</article>",
			[]string{"headline: The headline of", "body: The border agency", "body: Nobody asked us,", "body: The company said"}},
		{"hidden", "<article>" + h1 + one + two + "<p style='display:none'>Not for readers, and long enough to be taken for a paragraph of the story.</p></article>",
			[]string{"headline: The headline of", "body: The border agency", "body: The company said", "other: Not for readers,"}},
		{"the sidebar of a page that has one", "<div class=has-sidebar><div class=content-sidebar-wrap>" + h1 + one + two + three + "</div><div class=sidebar><p>The most read stories of the week, chosen by those who read them every day.</p></div></div>",
			[]string{"headline: The headline of", "body: The border agency", "body: The company said", "body: A union of", "other: The most read"}},
		{"a biography without a class", "<article>" + h1 + one + two + "<p>Jo Marlow is a staff writer who covers the border and its neighbours.</p></article>",
			[]string{"headline: The headline of", "body: The border agency", "body: The company said", "biography: Jo Marlow is"}},
		{"what the page says of itself", "<article>" + h1 + "<div class=dek>Nobody knows what the agency pays for it</div>" + one + two + "</article>",
			[]string{"headline: The headline of", "standfirst: Nobody knows what", "body: The border agency", "body: The company said"}},
		{"text in noscript", "<div id=root></div><noscript>" + h1 + one + two + three + one + two + three + "</noscript>",
			[]string{"headline: The headline of", "body: The border agency", "body: The company said", "body: A union of", "other: The border agency", "other: The company said", "other: A union of"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := labelled(c.body)
			if strings.Join(got, "\n") != strings.Join(c.want, "\n") {
				t.Errorf("got\n  %s\nwant\n  %s", strings.Join(got, "\n  "), strings.Join(c.want, "\n  "))
			}
		})
	}
}
