package reading

import (
	"cmp"

	"dateline/internal/news"
	"dateline/internal/text"
)

// whatEnds are words before which the name of goods ends.
var whatEnds = wordSet(`in on with after at which that who from by as when where while but since until under over during amid according said says worth valued through via and to
	is was were are be has have had will would its their his the a an of this these those it they
	out up off down not no never only also then can cannot may might must could should do does did any all both who whose which
	without per about against between only each every other more
	hat haben hatte hatten ist sind war waren sein seine ihr ihre ihren den dem des ein eine einen einem einer eines ab dafur damit zu auf fur
	mit nach bei von aus die der das seit im zum zur und wird wurde
	un une uno una ont est sont ses son sa leur leurs a l d sus su suo sua suoi seu sua seus suas ao aos sur chez entre desde hasta durante em alla alle allo agli zijn haar hun dit deze
	avec dans pour qui que par le la les des du de et a con para por que el los las y en per che il lo gli nel um uma o os com no na met voor van het een op in bij`)

// whatOpeners stand between a contract and its goods.
var whatOpeners = wordSet("for covering fur uber pour para por per voor on to")

const longestWhat = 8 // tokens

// what returns the product or service of a pair's deal; "": not said.
func (r *dealReader) what(c chosenPair) string {
	phrase, supplied := "", ""
	for i := range r.passages {
		p := &r.passages[i]
		if p.speaksFor(c.dealPair) == 0 {
			continue
		}
		if name := p.product(c.vendor); name != "" {
			return name
		}
		goods, object := p.goods(r.d.language, c.vendor)
		if object && supplied == "" {
			supplied = goods
		}
		if phrase == "" {
			phrase = goods
		}
	}
	return cmp.Or(supplied, phrase)
}

// product returns the product that a passage names, best one of the vendor.
func (p *dealPassage) product(vendor int) string {
	name := ""
	for _, n := range p.names {
		if n.product && (n.party == vendor || n.party < 0) {
			if m, ok := p.productAt(n); ok && (name == "" || n.party == vendor) {
				name = m.Name
				if n.party == vendor {
					return name
				}
			}
		}
	}
	return name
}

func (p *dealPassage) productAt(n dealName) (news.Mention, bool) {
	for _, m := range p.doc.mentionsIn(p.doc.span(n.first, n.last)) {
		if m.Kind == news.EntityProduct {
			return m, true
		}
	}
	return news.Mention{}, false
}

// notWords say that what follows is not, or must not be.
var notWords = wordSet(`not never nor rule rules ruled ruling forbid forbids forbade forbidden prohibit prohibits prohibited deny denies denied denying bar bars barred ban bans banned
	nicht kein keine keinen bestreitet verbietet untersagt dementiert pas nie dement interdit interdisent niega prohibe prohiben descarta nega vieta proibe niet geen ontkent verbiedt`)

// isRuledOut says whether a word shortly before token i says that it is not so.
func (p *dealPassage) isRuledOut(i int) bool {
	for k := max(p.first, i-8); k < i; k++ {
		if notWords()[p.doc.tokens[k].Fold] {
			return true
		}
	}
	return false
}

// whoNouns end the description of a firm, not of what it sells.
var whoNouns = wordSet("company companies firm firms maker makers startup giant provider vendor contractor business group supplier specialist unternehmen firma hersteller anbieter entreprise societe empresa compania azienda societa bedrijf")

// joins says whether only a space or a hyphen stands behind token i, and token
// i is no word that ends a phrase.
func (p *dealPassage) joins(i int) bool {
	gap := p.doc.between(i)
	return (gap == " " || gap == "-") && !whatEnds()[p.doc.tokens[i].Fold] && !whatOpeners()[p.doc.tokens[i].Fold]
}

func (p *dealPassage) isNamed(i int) bool {
	for _, n := range p.names {
		if n.first <= i && i < n.last {
			return true
		}
	}
	return false
}

func (p *dealPassage) isRelation(i int) bool {
	for _, h := range p.hits {
		if h.first <= i && i < h.last {
			return h.flags&dealTech == 0 && !goodsNouns()[p.doc.tokens[i].Fold]
		}
	}
	return false
}

// goodsNouns are words of contracts that name goods as well.
var goodsNouns = wordSet("licence licences license licenses subscription subscriptions pilot lizenzen licencias licenze licencas licenties provider support")

// resellerCues stand before the firm through which a vendor sells.
var resellerCues = wordSet("through via reseller resellers distributor durch über par tramite atraves via")

// unnamedResellers are the firms through which a vendor sells, not named.
var unnamedResellers = wordSet("partners resellers distributors intermediaries partnern handler wiederverkaufer partenaires revendeurs socios distribuidores partner rivenditori parceiros revendedores wederverkopers")

// reseller returns the firm through which a vendor sells, or the words for it:
// "partners"; "": none.
func (r *dealReader) reseller(c chosenPair) string {
	for i := range r.passages {
		p := &r.passages[i]
		if p.speaksFor(c.dealPair) < 1 {
			continue
		}
		for _, n := range p.names {
			if n.vendor && !n.product && n.party != c.vendor && r.isReseller(p, n) {
				return r.parties[n.party].name
			}
		}
		for i := p.first + 1; i < p.last && c.bestAt >= 0; i++ {
			if word := p.doc.tokens[i]; unnamedResellers()[word.Fold] && resellerCues()[p.doc.tokens[i-1].Fold] {
				return word.Of(p.doc.Text)
			}
		}
	}
	return ""
}

func (r *dealReader) isReseller(p *dealPassage, n dealName) bool {
	for i := max(p.first, n.first-3); i < n.first; i++ {
		if resellerCues()[p.doc.tokens[i].Fold] {
			return true
		}
	}
	e := r.entry(p.keyOf(n))
	return e != nil && e.Sector == "reseller"
}

func (p *dealPassage) keyOf(n dealName) string {
	for _, m := range p.doc.mentionsIn(text.Span{Start: p.doc.tokens[n.first].Start, End: p.doc.tokens[n.last-1].End}) {
		if m.Kind == news.EntityCompany {
			return m.Key
		}
	}
	return ""
}
