package reading

import (
	_ "embed"
	"strings"
	"sync"

	"dateline/internal/text"
)

//go:embed tables/deal-goods.csv
var dealGoodsRows string

// dealGoods are words for what is supplied, of one language.
type dealGoods struct {
	words phrases[bool]
	ends  []string // of compounds
}

// dealGoodsTables holds the goods of each language.
var dealGoodsTables = sync.OnceValue(func() map[string]*dealGoods {
	all := map[string]*dealGoods{}
	for row := range dealRows(dealGoodsRows, 2) {
		goods := all[row[0]]
		if goods == nil {
			goods = &dealGoods{}
			all[row[0]] = goods
		}
		for words := range strings.SplitSeq(row[1], "|") {
			if end, ok := strings.CutPrefix(words, "*"); ok {
				goods.ends = append(goods.ends, text.Fold(end))
				continue
			}
			goods.words.add(words, true)
		}
	}
	return all
})

// at returns how many tokens from i name goods; 0: none.
func (g *dealGoods) at(tokens []text.Token, i, end int) int {
	if _, n := g.words.at(tokens, i, end); n > 0 {
		return n
	}
	for _, tail := range g.ends {
		if word := tokens[i].Fold; len(word) > len(tail)+2 && strings.HasSuffix(word, tail) {
			return 1
		}
	}
	return 0
}

// vacuousGoods are words that by themselves do not say what is supplied.
var vacuousGoods = wordSet(`technology technologies tech internet digital digitale digitalen digitaler digitales it ict edv data daten datos dados dati donnees gegevens technologie technologien
	tecnologia tecnologias tecnologie informatik informatique informatica techniek numerique numeriques services service online cyber network networks automated automating automate automates automation
	support equipment solution solutions tools training maintenance records record accounts keys cards readers boards screens displays
	losung mantenimiento wartung manutenzione manutencao onderhoud schulung hosting equipements equipement soluciones solucion soluzioni soluzione solucao solucoes oplossing programa programma register registro archiv archivo`)

// ofWords tie what goods are for to their name: "sistema de billetes".
var ofWords = wordSet("de d du des di del dei delle della degli dell do da dos das")

// goods returns what a passage says is supplied, with the words that describe
// it: "facial recognition licences". What stands right behind a word of supply
// ("a contract for smart meters", "to run its ticketing system") comes before
// what is only named, and is its object; a word that tells nothing is none, and what another vendor
// has ("on Tarn's cloud") is not this one's.
func (p *dealPassage) goods(language string, vendor int) (named string, object bool) {
	for i := p.first; i < p.last; i++ {
		n := p.goodsAt(i, language)
		if n == 0 || p.isRuledOut(i) || p.isNamed(i) {
			continue
		}
		first, last := p.goodsPhrase(i, i+n, language)
		i = max(i, last-1)
		if p.isOfAnother(first, vendor) {
			continue
		}
		if end := p.doc.tokens[last-1].Fold; last-first == 1 && vacuousGoods()[end] || whoNouns()[end] || end == "contract" || end == "contracts" {
			continue
		}
		phrase := p.doc.span(first, last).Of(p.doc.Text)
		if p.isObject(first) {
			return phrase, true
		}
		if named == "" {
			named = phrase
		}
	}
	if named == "" {
		named = p.contractFor()
		return named, named != ""
	}
	return named, false
}

// isOfAnother says whether the name of another vendor stands right before token i.
func (p *dealPassage) isOfAnother(i, vendor int) bool {
	for _, n := range p.names {
		if n.vendor && n.last == i && n.party != vendor {
			return true
		}
	}
	return false
}

// goodsAt returns how many tokens from i name a technology or goods; 0: none.
func (p *dealPassage) goodsAt(i int, language string) int {
	for _, h := range p.hits {
		if h.first == i && h.flags&dealTech != 0 {
			return h.last - h.first
		}
	}
	goods := dealGoodsTables()[language]
	if goods == nil || !p.noun && !p.isSupplied() {
		return 0
	}
	return goods.at(p.doc.tokens, i, p.last)
}

// isSupplied says whether a passage has a verb of supply.
func (p *dealPassage) isSupplied() bool {
	for _, h := range p.hits {
		if h.strength == dealVerb {
			return true
		}
	}
	return false
}

// goodsPhrase takes to the words [first,last) those that describe them.
func (p *dealPassage) goodsPhrase(first, last int, language string) (int, int) {
	head, end := first, last
	for first > p.first && end-first < longestWhat && p.joins(first-1) && !p.isNamed(first-1) && !p.isVerb(first-1) {
		first--
	}
	for last < p.last && last-first < longestWhat && p.joins(last-1) && !p.stopsGoods(last) && (language != "de" || startsLarge(p.doc.tokens[last].Of(p.doc.Text))) {
		last++
	}
	if language != "en" && last+1 < p.last && last-first < longestWhat && ofWords()[p.doc.tokens[last].Fold] && p.describes(last+1) {
		for last += 2; last < p.last && last-first < longestWhat && p.joins(last-1) && p.describes(last) && !p.stopsGoods(last); last++ {
		}
	}
	for first < head && (p.isRelation(first) || isASCIIDigit(p.doc.tokens[first].Fold[0]) || besideGoods()[p.doc.tokens[first].Fold] || first > p.first && beforeVerbs()[p.doc.tokens[first-1].Fold]) {
		first++
	}
	for last > head+1 && (whatEnds()[p.doc.tokens[last-1].Fold] || ofWords()[p.doc.tokens[last-1].Fold]) { // "servers van"
		last--
	}
	for last > end && whoNouns()[p.doc.tokens[last-1].Fold] {
		last--
	}
	return first, last
}

// stopsGoods says whether the name of goods ends before token i.
func (p *dealPassage) stopsGoods(i int) bool {
	word := p.doc.tokens[i].Fold
	return whatEnds()[word] || whatOpeners()[word] || behindGoods()[word] || p.isNamed(i) || p.isRelation(i) || p.doc.language == "en" && len(word) > 4 && strings.HasSuffix(word, "ed")
}

// besideGoods stand before goods and tell nothing of them.
var besideGoods = wordSet(`new old two three four five several many some more latest biggest largest disputed faulty controversial current existing first next its million billion trillion bn m
	neue neuen neuer neues mehrere nouveau nouveaux nouvelle nouvelles nuevo nuevos nueva nuevas nuovo nuovi nuova nuove novo novos nova novas nieuwe`)

// beforeVerbs stand before a verb, which is none of the goods behind it: "to
// license software".
var beforeVerbs = wordSet("to will would can could may might must should shall cannot")

// behindGoods stand behind goods and begin something else.
var behindGoods = wordSet("so born next last year years week weeks month months across among within before showed shows said today then here there yet again too even just")

// describes says whether the word at token i, which only a space parts from
// the one before, is a small one that can describe goods.
func (p *dealPassage) describes(i int) bool {
	gap, word := p.doc.between(i-1), p.doc.tokens[i]
	return (gap == " " || gap == "'" || gap == "’") && !whatEnds()[word.Fold] && !startsLarge(word.Of(p.doc.Text)) && !isASCIIDigit(word.Fold[0]) && !p.isNamed(i)
}

// isVerb says whether token i belongs to a word of supply that is no noun.
func (p *dealPassage) isVerb(i int) bool {
	for _, h := range p.hits {
		if h.first <= i && i < h.last {
			return h.flags&dealTech == 0 && h.strength != dealNoun && h.strength != dealNothing
		}
	}
	return false
}

// isObject says whether goods that begin at token i stand right behind a word
// of supply, or behind "for" that follows one.
func (p *dealPassage) isObject(i int) bool {
	for k := i - 1; k >= max(p.first, i-4); k-- {
		word := p.doc.tokens[k].Fold
		if p.isVerb(k) || whatOpeners()[word] && p.follows(k) {
			return true
		}
		if !whatEnds()[word] && !isASCIIDigit(word[0]) && !p.isNamed(k) {
			return false
		}
	}
	return false
}

// follows says whether a contract or a party stands right before token i.
func (p *dealPassage) follows(i int) bool {
	if i == p.first {
		return false
	}
	if p.isNamed(i - 1) {
		return true
	}
	return p.followsContract(i)
}

// followsContract says whether a word for a contract or for supply stands right
// before token i.
func (p *dealPassage) followsContract(i int) bool {
	for _, h := range p.hits {
		if h.last == i {
			return h.strength >= dealNoun
		}
	}
	return false
}

// forWords stand between a contract and what it is for.
var forWords = wordSet("for covering fur uber pour para por per voor")

// contractFor returns the words right behind "a contract for": two or more that
// are no sum, no time and no name.
func (p *dealPassage) contractFor() string {
	for i := p.first + 1; i < p.last-1; i++ {
		if !forWords()[p.doc.tokens[i].Fold] || !p.followsContract(i) || p.isRuledOut(i) {
			continue
		}
		first := i + 1
		for first < p.last && first < i+3 && p.leadsToGoods(first) {
			first++
		}
		last := first
		for last < p.last && last-first < longestWhat && p.describes(last) && !p.stopsGoods(last) {
			last++
		}
		if last-first < 2 || p.doc.isMeasured(first, last) || strings.HasSuffix(p.doc.tokens[first].Fold, "ing") {
			continue
		}
		return p.doc.span(first, last).Of(p.doc.Text)
	}
	return ""
}

// leadsToGoods says whether token i is an article or a pronoun before goods.
func (p *dealPassage) leadsToGoods(i int) bool {
	return articles()[p.doc.tokens[i].Fold] || ownWords()[p.doc.tokens[i].Fold]
}

var ownWords = wordSet("its their his her sein seine seinen ihr ihre ihren son sa ses leur leurs su sus suo sua suoi loro seu seus suas zijn haar hun")

// isMeasured says whether a sum, a number or a time stands in the tokens
// [first,last).
func (d *document) isMeasured(first, last int) bool {
	s := d.span(first, last)
	for _, a := range d.found.Amounts {
		if a.Start < s.End && s.Start < a.End {
			return true
		}
	}
	for _, date := range d.found.Dates {
		if date.Start < s.End && s.Start < date.End {
			return true
		}
	}
	return false
}
