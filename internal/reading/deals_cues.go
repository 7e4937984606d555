package reading

import (
	_ "embed"
	"strings"
	"sync"

	"dateline/internal/news"
)

//go:embed tables/deal-cues.csv
var dealCueRows string

//go:embed tables/deal-context.csv
var dealContextRows string

// dealStrength says how much a cue tells of a supply.
type dealStrength uint8

const (
	dealNothing dealStrength = iota
	dealState                // says how far a deal is
	dealWeak                 // needs a contract or a technology in its sentence
	dealNoun                 // a contract
	dealVerb                 // ties two parties by itself
)

var dealStrengths = map[string]dealStrength{"state": dealState, "weak": dealWeak, "noun": dealNoun, "verb": dealVerb}

// dealFlag is what else the words of a cue say.
type dealFlag uint16

const (
	dealNegation  dealFlag = 1 << iota // what follows is untrue
	dealCondition                      // what follows is not so yet
	dealRival                          // who follows is no vendor
	dealLoser                          // who stands before is no vendor of this deal
	dealTech                           // a technology
	dealAgainst                        // the relation is another one
	dealOther                          // goods that are no technology
	dealLegal                          // a court or a suit
	dealHarm                           // a harm
	dealDemand                         // what follows is asked for or weighed
	dealPublic                         // whose demands decide nothing
	dealIdle                           // looks like a cue and is none
)

var dealFlags = map[string]dealFlag{
	"negation": dealNegation, "condition": dealCondition, "rival": dealRival, "loser": dealLoser,
	"tech": dealTech, "against": dealAgainst, "other": dealOther, "legal": dealLegal, "harm": dealHarm, "demand": dealDemand, "public": dealPublic, "idle": dealIdle,
}

// dealCue is what the tables say of a phrase.
type dealCue struct {
	strength dealStrength
	side     string // "av", "va", "any"
	status   news.DealStatus
	state    bool // the status is said, not only implied by the relation
	flags    dealFlag
}

// merge adds what another row says of the same words.
func (c dealCue) merge(o dealCue) dealCue {
	c.flags |= o.flags
	if o.strength > dealNothing {
		if c.side != "" && c.side != o.side {
			c.side = "any"
		} else {
			c.side = o.side
		}
		if o.state || c.status == "" {
			c.status, c.state = o.status, c.state || o.state
		}
		c.strength = max(c.strength, o.strength)
	}
	return c
}

var dealLanguages = []string{"en", "de", "fr", "es", "it", "pt", "nl"}

// dealCueTables holds the cues of each language.
var dealCueTables = sync.OnceValue(func() map[string]*phrases[dealCue] {
	byWords := map[string]map[string]dealCue{}
	add := func(languages []string, words string, cue dealCue) {
		for _, l := range languages {
			if byWords[l] == nil {
				byWords[l] = map[string]dealCue{}
			}
			for w := range strings.SplitSeq(words, "|") {
				w = strings.Join(tokenFolds(w), " ") // so that two spellings of a phrase are one
				byWords[l][w] = byWords[l][w].merge(cue)
			}
		}
	}
	for row := range dealRows(dealCueRows, 5) {
		cue := dealCue{strength: dealStrengths[row[1]], side: row[2], status: news.DealStatus(row[3]), state: row[1] == "state"}
		add(row[:1], row[4], cue)
	}
	for row := range dealRows(dealContextRows, 3) {
		languages := row[:1]
		if row[0] == "*" {
			languages = dealLanguages
		}
		add(languages, row[2], dealCue{flags: dealFlags[row[1]]})
	}
	tables := map[string]*phrases[dealCue]{}
	for l, all := range byWords {
		tables[l] = &phrases[dealCue]{}
		for words, cue := range all {
			tables[l].add(words, cue)
		}
	}
	return tables
})

// dealRows yields the rows of a table with so many columns, without comments.
func dealRows(table string, columns int) func(yield func([]string) bool) {
	return func(yield func([]string) bool) {
		for line := range strings.Lines(table) {
			line = strings.TrimRight(line, "\n")
			if line == "" || line[0] == '#' {
				continue
			}
			if !yield(strings.SplitN(line, ",", columns)) {
				return
			}
		}
	}
}

// dealHit is a cue found in tokens [first,last).
type dealHit struct {
	first, last int
	dealCue
	negated  bool
	demanded bool // asked for or weighed, not done
}

// reach of a negation, and of a condition or a demand, in tokens.
const (
	negationReach  = 3
	conditionReach = 8
)

// dealHits finds the cues of a sentence that stand outside names.
func (d *document) dealHits(s *sentence, names []dealName, cues *phrases[dealCue]) []dealHit {
	var hits []dealHit
	negation, condition, demand, name := s.first-negationReach-1, s.first-conditionReach-1, s.first-conditionReach-1, 0
	for i := s.first; i < s.last && len(hits) < maxDealNames; {
		for name < len(names) && names[name].last <= i {
			name++
		}
		if name < len(names) && names[name].first <= i && !names[name].reference {
			i = names[name].last
			continue
		}
		cue, length := cues.at(d.tokens, i, s.last)
		if length == 0 {
			i++
			continue
		}
		if cue.flags&dealNegation != 0 && cue.strength == dealNothing {
			negation = i
		} else if cue.flags&dealCondition != 0 {
			condition = i
		} else {
			negated := i-negation <= negationReach || i-condition <= conditionReach
			hits = append(hits, dealHit{i, i + length, cue, negated, i-demand <= conditionReach})
		}
		if cue.flags&dealDemand != 0 {
			demand = i
		}
		i += length
	}
	return hits
}
