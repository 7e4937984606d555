package reading

import (
	"strings"

	"dateline/internal/news"
	"dateline/internal/text"
)

// originWeights say how much a cue speaks for its source as the origin of the
// whole article.
var originWeights = []struct {
	cue    sourceClass
	weight float64
}{
	{cueOrigin, 7}, {cueQuote, 5}, {verbReport, 5}, {cueSource, 4}, {cueStrict, 4}, {cueFound, 4}, {cueCredit, 4},
	{verbTell, 2}, {verbShow, 3}, {verbSay, 3}, {verbWeak, 2}, {sourcePaper, 3},
}

// originAt is the least weight of an origin.
const originAt = 3

// originCandidate is a source and what speaks for it.
type originCandidate struct {
	name   string
	place  text.Span
	weight float64
}

// readOrigin finds whom the main facts are traced to.
func (d *document) readOrigin() {
	if issuer, place, ok := d.issuer(); ok {
		d.found.Origin, d.found.OriginPlace = issuer, place
		return
	}
	var all []originCandidate
	for _, use := range d.cited {
		weight := d.originWeight(use)
		if weight == 0 || d.isOutlet(use.Source) {
			continue
		}
		at := -1
		for k := range all {
			if all[k].name == use.Source {
				at = k
			}
		}
		if at < 0 {
			all = append(all, originCandidate{name: use.Source, place: use.Span})
			at = len(all) - 1
		}
		all[at].weight += weight
	}
	var best originCandidate
	for _, c := range all {
		if c.weight > best.weight {
			best = c
		}
	}
	if best.weight >= originAt {
		d.found.Origin, d.found.OriginPlace = best.name, best.place
	}
}

// originWeight weighs one attribution: the earlier, the more.
func (d *document) originWeight(use sourceUse) float64 {
	weight := 0.0
	for _, row := range originWeights {
		if use.cue.isOne(row.cue) {
			weight = max(weight, row.weight)
		}
	}
	if use.Kind != news.CarrierMedia {
		return 0
	}
	return weight / (1 + float64(use.sentence)/4)
}

// isOutlet says whether a source is who publishes the article.
func (d *document) isOutlet(source string) bool {
	outlet, name := text.Fold(d.Outlet), text.Fold(source)
	return outlet != "" && (strings.Contains(outlet, name) || strings.Contains(strings.ReplaceAll(name, " ", ""), strings.TrimSuffix(outlet, ".com")))
}

// pressWires are the services that carry what issuers pay for.
var pressWires = wordSetOf(`prnewswire businesswire globenewswire cnw newswire accesswire einpresswire newsfile`)

// issuer returns whose press release the text is.
func (d *document) issuer() (string, text.Span, bool) {
	for i := range min(len(d.tokens), 60) {
		if !pressWires()[d.tokens[i].Fold] {
			continue
		}
		for _, m := range d.found.Mentions {
			if m.Start > d.tokens[i].Start && (m.Kind == news.EntityCompany || m.Kind == news.EntityAgency) {
				return m.Name, m.Span, true
			}
		}
	}
	return "", text.Span{}, false
}
