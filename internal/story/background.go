package story

import (
	_ "embed"
	"math"
	"strconv"
	"strings"
	"sync"
)

// background.tsv holds words that many articles of one of several languages
// have, and in how many of a thousand they stand. The command train counts them
// in real articles.
//
//go:embed background.tsv
var backgroundTable string

// background returns the share of articles that have a term, by its key.
var background = sync.OnceValue(func() map[uint32]float64 {
	all := map[uint32]float64{}
	for line := range strings.Lines(backgroundTable) {
		word, perMille, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if n, err := strconv.ParseFloat(perMille, 64); ok && err == nil {
			all[termKey(word)] = n / 1000
		}
	}
	return all
})

// termKey is the stored form of a term.
func termKey(term string) uint32 { return uint32(hashString(term)) }

// Frequencies tells in how many of all stored articles a term stands.
type Frequencies interface {
	Articles() int
	With(term uint32) int
}

// How rare a word is that is not in the table, and how many articles the table
// weighs: in a small store it decides, in a large one hardly.
const (
	backgroundRest   = 0.002
	backgroundWeight = 30
)

// rarity is the inverse document frequency of a term: Spärck Jones, A
// statistical interpretation of term specificity, 1972. The few articles of a
// small store are eked out with the background.
func rarity(term uint32, stored Frequencies) float64 {
	usual, ok := background()[term]
	if !ok {
		usual = backgroundRest
	}
	n, with := float64(backgroundWeight), backgroundWeight*usual
	if stored != nil {
		n += float64(stored.Articles())
		with += float64(stored.With(term))
	}
	return math.Log((n + 1) / (with + .5))
}
