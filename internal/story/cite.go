package story

import (
	"strings"

	"dateline/internal/news"
	"dateline/internal/text"
)

// Citations returns what an article relies on, as [Trace] takes it, from what
// was read in it: its links, the words that carry a source with their sentences,
// and the origin of its main facts.
func Citations(d *Doc, r *news.Reading) []Citation {
	var all []Citation
	sentences := text.Sentences(d.Text)
	for _, link := range r.Links { // it counts only if it leads to an article of the story
		all = append(all, Citation{URL: link.URL, Cue: sentenceWith(d.Text, sentences, link.Text), Main: true})
	}
	known := false
	var together []string // with the origin
	if names := r.Origins(); len(names) > 1 {
		together = names[1:]
	}
	for _, a := range r.Attributions {
		main := r.Origin != "" && SameOutlet(a.Source, r.Origin)
		known = known || main
		c := Citation{Source: a.Source, Cue: sentenceAt(d.Text, sentences, a.Span), Media: a.Kind == news.CarrierMedia, Main: main}
		if main {
			c.With = together
		}
		all = append(all, c)
	}
	if r.Origin != "" && !known {
		all = append(all, Citation{Source: r.Origin, Cue: sentenceAt(d.Text, sentences, r.OriginPlace), Media: isOutletOf(r), Main: true})
	}
	return all
}

// isOutletOf says whether the origin of an article is an outlet, as far as is
// known: it is no company, body or product that the article names.
func isOutletOf(r *news.Reading) bool {
	for _, m := range r.Mentions {
		if m.Name == r.Origin && m.Kind != news.EntityOrganization {
			return false
		}
	}
	return true
}

// sentenceAt returns the sentence that a passage begins in; "" for an empty
// passage or one outside the text.
func sentenceAt(s string, sentences []text.Span, place text.Span) string {
	if place.Len() <= 0 || place.End > len(s) {
		return ""
	}
	for _, sentence := range sentences {
		if sentence.Start <= place.Start && place.Start < sentence.End {
			return sentence.Of(s)
		}
	}
	return ""
}

// sentenceWith returns the first sentence that holds some words; "" if none does.
func sentenceWith(s string, sentences []text.Span, words string) string {
	if words == "" {
		return ""
	}
	for _, sentence := range sentences {
		if strings.Contains(sentence.Of(s), words) {
			return sentence.Of(s)
		}
	}
	return ""
}
