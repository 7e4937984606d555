package reading

import (
	"slices"
	"sort"
	"strings"

	"dateline/internal/gazetteer"
	"dateline/internal/news"
	"dateline/internal/text"
)

// dealParty is a company or a government body that may be party to a deal.
type dealParty struct {
	name     string
	key      string // of the gazetteer
	vendor   bool
	penalty  float64 // of a body that seldom buys: a court, a parliament, a watchdog
	weight   float64 // how much the document is about it
	supply   float64 // how much words of supply stand near it
	headline bool
	named    bool // by its own name, not only by a product
	rival    int  // times named as a loser or rival
	count    int
	first    int // offset of the first mention; -1: only in the headline
}

// dealName is a mention of a party in tokens [first,last).
type dealName struct {
	first, last int
	party       int // in dealReader.parties; -1: a name of something else
	vendor      bool
	product     bool // the vendor is known by its product
	maker       bool // of technology, as the gazetteer says
	reference   bool // "the company"
	rival       bool
	speaks      bool // it is named as a source or speaker
	owner       bool // "the IT house of the army": it only owns what is named
}

// unlikelyBuyers are words in the names of bodies that speak about deals more
// often than they buy.
var unlikelyBuyers = wordSet(`court courts committee subcommittee senate house congress parliament assembly auditor inspector ombudsman attorney prosecutor
	prosecutors judge tribunal gao accountability commissioner senator gericht bundesgericht verwaltungsgericht bundestag landtag rechnungshof vergabekammer
	tribunal cour parlement assemblee senat cnil sénat congreso senado tribunal fiscalia contraloria corte camera senato procura tribunale anac
	camara congresso tcu kamer rechtbank rekenkamer supervisor watchdog competition privacy regulator investigating oversight cnil ftc anticor
	kartellamt datenschutz aufsicht comptroller legislature council-of-state`)

// likelyBuyers are words that make up for them.
var likelyBuyers = wordSet(`department office agency county city police ministry district sheriff`)

// partyOf returns the number of a party, and makes it if it is new; -1: there
// are too many.
func (r *dealReader) partyOf(name string, vendor bool) int {
	key := dealKey{name, vendor}
	if i, ok := r.byName[key]; ok {
		return i
	}
	if len(r.parties) == maxDealParties {
		return -1
	}
	p := dealParty{name: name, vendor: vendor, first: -1}
	if !vendor {
		p.penalty = buyerPenalty(name)
	}
	r.parties = append(r.parties, p)
	r.byName[key] = len(r.parties) - 1
	return len(r.parties) - 1
}

type dealKey struct {
	name   string
	vendor bool
}

// governments are words in the names of whole governments: a body of theirs that is
// named, too, is the likelier buyer.
var governments = wordSet("government cabinet kabinet regierung bundesregierung gouvernement gobierno governo regering rijksoverheid overheid")

func buyerPenalty(name string) float64 {
	words := tokenFolds(name)
	if len(words) == 0 {
		return 0
	}
	unlikely, likely := strings.Contains(strings.Join(words, " "), "data protection"), false
	for _, w := range words {
		unlikely = unlikely || unlikelyBuyers()[w]
		likely = likely || likelyBuyers()[w]
	}
	switch {
	case slices.ContainsFunc(words, func(w string) bool { return governments()[w] }):
		return 0.6
	case unlikely && likely:
		return 1
	case unlikely:
		return 2.5
	}
	return 0
}

// namesIn returns the parties that a sentence of doc names.
func (r *dealReader) namesIn(doc *document, s *sentence, headline bool) []dealName {
	var names []dealName
	mentions := doc.mentionsIn(s.Span)
	mentions = mentions[:min(len(mentions), maxDealNames)]
	for i, m := range mentions {
		n := dealName{first: doc.tokenAt(m.Start), party: -1, reference: m.By == news.ByReference}
		n.last = doc.tokenAt(m.End-1) + 1
		name := m.Name
		switch m.Kind {
		case news.EntityCompany:
			n.vendor = !r.noVendor(m) && !doc.isSignature(s, m.Span)
			if e := r.entry(m.Key); e != nil && e.Sector == "technology" {
				n.maker = true
			}
		case news.EntityProduct:
			maker := r.makerOf(m)
			inside := slices.ContainsFunc(mentions[i+1:], func(o news.Mention) bool { return o.Start < m.End && o.Kind == news.EntityCompany })
			n.product = true
			if maker != "" && !inside && !r.isBody(maker) && (i == 0 || mentions[i-1].End <= m.Start) {
				n.vendor, name = true, maker
			}
		case news.EntityAgency:
			n.party = r.partyOf(name, false)
			n.speaks = doc.isSource(m.Span)
			n.owner = doc.isOwner(s, n.first)
		}
		if n.vendor {
			n.party = r.partyOf(name, true)
			n.vendor = n.party >= 0
		}
		if n.party >= 0 {
			p := &r.parties[n.party]
			p.count++
			p.named = p.named || !n.product
			if p.key == "" && m.Kind != news.EntityProduct {
				p.key = m.Key
			}
			if headline {
				p.headline = true
			} else if p.first < 0 {
				p.first = m.Start
			}
		}
		names = append(names, n)
	}
	return names
}

// isBody says whether a name is that of a government body of the document.
func (r *dealReader) isBody(name string) bool {
	return slices.ContainsFunc(r.d.topic.agencies, func(s salient) bool { return s.name == name })
}

// noVendors are the sectors of the gazetteer whose companies do not supply technology.
var noVendors = map[string]bool{"media": true, "ngo": true, "bank": true, "court": true, "government": true, "investor": true}

// givers are words in the names of bodies that give their software away.
var givers = wordSet("foundation stiftung fondation fundacion fondazione fundacao stichting university universitat universite")

func (r *dealReader) noVendor(m news.Mention) bool {
	if isGiver(m.Name) {
		return true
	}
	if e := r.entry(m.Key); e != nil && noVendors[e.Sector] {
		return true
	}
	return r.media[m.Name]
}

// signatureReach is how far from the start of a sentence an agency signs it, in bytes.
const signatureReach = 80

// isSignature says whether a name in brackets before a dash, at the start of a
// sentence, is that of the agency which wrote it: "LEIDEN, March 3 (Corvus) - ".
func (d *document) isSignature(s *sentence, name text.Span) bool {
	if name.Start <= s.Start || name.Start-s.Start > signatureReach || d.Text[name.Start-1] != '(' {
		return false
	}
	after, closed := strings.CutPrefix(d.Text[name.End:], ")")
	after = strings.TrimLeft(after, " \u00a0")
	return closed && (strings.HasPrefix(after, "-") || strings.HasPrefix(after, "–") || strings.HasPrefix(after, "—"))
}

func isGiver(name string) bool {
	return slices.ContainsFunc(tokenFolds(name), func(w string) bool { return givers()[w] })
}

// makerOf returns the company that makes a product; "": not known.
func (r *dealReader) makerOf(m news.Mention) string {
	e := r.entry(m.Key)
	if e == nil {
		return ""
	}
	for range 4 {
		e = r.entry(e.Parent)
		if e == nil {
			return ""
		}
		if e.Kind == news.EntityCompany && !noVendors[e.Sector] && !isGiver(e.Name) {
			return e.Name
		}
	}
	return ""
}

func (r *dealReader) entry(key string) *gazetteer.Entry {
	if key == "" {
		return nil
	}
	return r.gazetteer.Entry(key)
}

// isPart says whether a body belongs to another one.
func (r *dealReader) isPart(key, of string) bool {
	if of == "" {
		return false
	}
	e := r.entry(key)
	for range 6 {
		if e == nil || e.Parent == "" {
			return false
		}
		if e.Parent == of {
			return true
		}
		e = r.entry(e.Parent)
	}
	return false
}

// isSource says whether a passage stands in the words that carry a source.
func (d *document) isSource(s text.Span) bool {
	const longest = 300
	all := d.found.Attributions
	for i := sort.Search(len(all), func(i int) bool { return all[i].Start >= s.Start-longest }); i < len(all) && all[i].Start < s.End; i++ {
		if s.Start < all[i].End {
			return true
		}
	}
	return false
}

// ownerLinks stand before the owner of what is named before them.
var ownerLinks = wordSet("of der des du della dello van do da")

// isOwner says whether the name at token i follows such a word.
func (d *document) isOwner(s *sentence, i int) bool {
	for back := 1; back <= 2 && i-back >= s.first; back++ {
		w := d.tokens[i-back].Fold
		if ownerLinks()[w] {
			return i-back > s.first && !contractNouns()[d.tokens[i-back-1].Fold]
		}
		if w != "the" {
			return false
		}
	}
	return false
}

// contractNouns are the things of which a body is a party, not an owner.
var contractNouns = wordSet("contract contracts deal deals agreement award behalf part auftrag vertrag contrat marche contrato contratto opdracht parte")
