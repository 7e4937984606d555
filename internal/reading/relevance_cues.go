package reading

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"dateline/internal/text"
)

// A relevanceSign is what a word or a name is to the reader of relevance: a
// kind of mention, or a group of cues.
type relevanceSign int8

// The signs of mentions and sums.
const (
	signNone   relevanceSign = iota
	signVendor               // a company of technology
	signFirm                 // a company of another sector
	signNamed                // a company whose sector is not known
	signBody                 // a government body
	signWatch                // a body that watches over markets
	signGoods                // a product
	signSum                  // a sum of money
	signGroups               // the first of the groups of cues
)

// relevanceGroups are the groups of tables/relevance-cues.csv, in the order of
// their signs.
var relevanceGroups = [...]string{
	"award",     // a public buyer gives an order, or asks for offers
	"deal",      // something is sold, bought, licensed
	"use",       // something is put to use or replaced
	"end",       // an order or a use ends
	"scrutiny",  // somebody looks into an order, or is against it
	"tech",      // goods of technology
	"gov",       // words for government
	"penalty",   // money or blame that goes from a company to a government
	"regulator", // those who hand it out
	"grant",     // money that goes to a company or a place without goods for it
	"private",   // markets, customers, consumers
	"object",    // goods of other kinds
	"labour",    // contracts of work
	"sport",     // contracts of players and artists
	"crypto",    // contracts that are programs
	"law",       // laws, hearings, elections
	"breach",    // break-ins
	"company",   // words for companies that are not named
}

// The groups that the code names.
const (
	signAward = signGroups + iota
	signDeal
	signUse
	signEnd
	signScrutiny
	signTech
	signGov
	signPenalty
	signRegulator
	signGrant
	signPrivate
	signObject
	_
	_
	_
	_
	_
	signCompany
	relevanceSigns = signGroups + relevanceSign(len(relevanceGroups))
)

// signNames are the names of the signs in the file of weights.
var signNames = append([]string{"none", "vendor", "firm", "named", "body", "watchdog", "goods", "sum"}, relevanceGroups[:]...)

// relevance-cues.csv has the cues of each group: group, language ("*": all),
// words separated by |. A cue in capitals stands for a word in capitals.
//
//go:embed tables/relevance-cues.csv
var relevanceCueTable string

// relevanceCue is what a phrase of the table means.
type relevanceCue struct {
	sign    relevanceSign
	capital bool // only in capitals: IT, EU
}

// relevanceCues returns the cues of a language; of one without cues of its own,
// those of all languages.
func relevanceCues(language string) *phrases[relevanceCue] {
	tables := relevanceCueTables()
	if table, ok := tables[language]; ok {
		return table()
	}
	return tables["*"]()
}

// relevanceCueTables makes the table of each language when it is asked for.
var relevanceCueTables = sync.OnceValue(func() map[string]func() *phrases[relevanceCue] {
	tables := map[string]func() *phrases[relevanceCue]{}
	for line := range strings.Lines(relevanceCueTable) {
		_, rest, _ := strings.Cut(line, ",")
		language, _, _ := strings.Cut(rest, ",")
		if tables[language] == nil {
			tables[language] = sync.OnceValue(func() *phrases[relevanceCue] { return cuesOf(language) })
		}
	}
	return tables
})

func cuesOf(language string) *phrases[relevanceCue] {
	p := &phrases[relevanceCue]{}
	for line := range strings.Lines(relevanceCueTable) {
		name, rest, _ := strings.Cut(strings.TrimSpace(line), ",")
		of, words, _ := strings.Cut(rest, ",")
		group := slices.Index(relevanceGroups[:], name)
		if group < 0 || of != language && of != "*" {
			continue
		}
		for cue := range strings.SplitSeq(words, "|") {
			p.add(cue, relevanceCue{signGroups + relevanceSign(group), strings.ToUpper(cue) == cue})
		}
	}
	return p
}

// cueAt returns the sign of the cue at token i of a text, and its length in
// tokens; 0 if there is none.
func cueAt(p *phrases[relevanceCue], s string, tokens []text.Token, i, end int) (relevanceSign, int) {
	cue, n := p.at(tokens, i, end)
	if n == 0 {
		return signNone, 0
	}
	if word := tokens[i].Of(s); cue.capital && strings.ToUpper(word) != word {
		return signNone, 0
	}
	return cue.sign, n
}
