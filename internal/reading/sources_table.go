package reading

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"dateline/internal/text"
)

//go:embed tables/source-nouns.csv
var sourceNounRows string

//go:embed tables/source-verbs.csv
var sourceVerbRows string

//go:embed tables/source-cues.csv
var sourceCueRows string

//go:embed tables/outlets.csv
var outletRows string

// sourceClass says what a word does where a source is named.
type sourceClass uint64

const (
	sourceUtterance sourceClass = 1 << iota
	sourcePaper
	sourceRecord
	sourceJournalism
	sourceMedia
	sourceSpokes
	sourceOfficial
	sourceExecutive
	sourceRole
	sourcePeople
	sourceUnnamed
	sourceBody
	sourceFirm
	sourceNGO
	sourceHe
	sourceIt
	sourceThey
	sourceTime
	sourceAux
	sourceBe
	sourceDet
	sourcePrep
	sourceLink
	sourcePass
	sourceOccasion
	sourcePlace
	sourceVenue
	sourceAfter
	sourceDefinite
	sourceGeneric
	sourceAnd
	sourceThat
	verbSay
	verbWeak
	verbReport
	verbShow
	verbPaper
	verbThink
	verbTell
	verbIssue
	verbAnnounce // beside another
	verbReaction // beside another
	cueSource
	cueStrict
	cueBehind
	cueQuote
	cueFound
	cueOrigin
	cueCredit
	cueCoverage
	cueHearsay
	cueRumour
	sourceHuman
	sourceClose
)

const (
	sourceDocument = sourceUtterance | sourceVenue | sourcePaper | sourceRecord
	sourceOffice   = sourceSpokes | sourceOfficial | sourceExecutive | sourceRole
	sourcePronoun  = sourceHe | sourceIt | sourceThey
	sourceNoun     = sourceDocument | sourceJournalism | sourceMedia | sourceOffice | sourcePeople | sourceUnnamed | sourceBody | sourceFirm | sourceNGO
	sourceVerb     = verbSay | verbWeak | verbReport | verbShow | verbPaper | verbThink | verbTell | verbIssue
	sourceBreak    = sourceVerb | sourceThat | sourcePrep | sourceAux | sourceBe | sourceAnd | sourceDet | sourceCue
	verbSort       = verbAnnounce | verbReaction
	sourceCue      = cueSource | cueStrict | cueBehind | cueQuote | cueFound | cueOrigin | cueCredit
	sourceAhead    = cueSource | cueStrict | cueQuote | cueFound | cueOrigin
)

// sourceClasses are the names of the classes in the tables.
var sourceClasses = map[string]sourceClass{
	"utterance": sourceUtterance, "paper": sourcePaper, "record": sourceRecord, "journalism": sourceJournalism, "media": sourceMedia,
	"spokes": sourceSpokes, "official": sourceOfficial, "executive": sourceExecutive, "role": sourceRole, "people": sourcePeople,
	"sources": sourceUnnamed, "body": sourceBody, "firm": sourceFirm, "ngo": sourceNGO, "he": sourceHe, "it": sourceIt, "they": sourceThey,
	"time": sourceTime, "aux": sourceAux, "be": sourceBe, "det": sourceDet, "prep": sourcePrep, "link": sourceLink, "pass": sourcePass,
	"occasion": sourceOccasion, "place": sourcePlace, "venue": sourceVenue, "after": sourceAfter, "definite": sourceDefinite, "generic": sourceGeneric, "issue": verbIssue, "announce": verbAnnounce, "reaction": verbReaction, "and": sourceAnd, "that": sourceThat,
	"say": verbSay, "weak": verbWeak, "report": verbReport, "show": verbShow, "evidence": verbPaper, "think": verbThink, "tell": verbTell,
	"source": cueSource, "strict": cueStrict, "behind": cueBehind, "quote": cueQuote, "found": cueFound, "origin": cueOrigin, "credit": cueCredit, "human": sourceHuman, "close": sourceClose, "hearsay": cueHearsay, "rumour": cueRumour,
}

// sourceTable returns the words of a language; of English, where it has none.
func sourceTable(language string) *phrases[sourceClass] {
	table, ok := sourceTables()[language]
	if !ok {
		table = sourceTables()["en"]
	}
	return table()
}

// sourceTables holds the words of each language, each read when it is asked for.
var sourceTables = sync.OnceValue(func() map[string]func() *phrases[sourceClass] {
	tables := map[string]func() *phrases[sourceClass]{}
	for _, language := range dealLanguages {
		tables[language] = sync.OnceValue(func() *phrases[sourceClass] { return readSourceTable(language) })
	}
	return tables
})

func readSourceTable(language string) *phrases[sourceClass] {
	byWords := map[string]sourceClass{}
	for _, rows := range []string{sourceNounRows, sourceVerbRows, sourceCueRows} {
		for row := range dealRows(rows, 3) {
			if row[0] != language {
				continue
			}
			for words := range strings.SplitSeq(row[2], "|") {
				byWords[foldOf(words)] |= sourceClasses[row[1]]
			}
		}
	}
	var table phrases[sourceClass]
	for words, class := range byWords {
		table.add(words, class)
	}
	return &table
}

// outlet is a medium.
type outlet struct {
	name   string
	agency bool // others print what it writes
	common bool // its name is a common word: only with other evidence
	never  bool // no source: it sells pictures or lists what others write
}

// outletTable holds the media by name.
var outletTable = sync.OnceValue(func() *phrases[outlet] {
	var p phrases[outlet]
	for line := range strings.Lines(outletRows) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		line, agency := strings.CutPrefix(line, "!")
		line, never := strings.CutPrefix(line, "-")
		names := strings.Split(line, "|")
		canonical := strings.TrimPrefix(names[0], "?")
		for _, name := range names {
			name, common := strings.CutPrefix(name, "?")
			p.add(name, outlet{canonical, agency, common, never})
			if rest, ok := strings.CutPrefix(name, "The "); ok {
				if _, n := p.at(text.Tokens(rest), 0, len(text.Tokens(rest))); n < len(text.Tokens(rest)) {
					p.add(rest, outlet{canonical, agency, common || !strings.Contains(rest, " "), never})
				}
			}
		}
	}
	return &p
})

// outletNamed returns the medium of a name.
func outletNamed(name string) (outlet, bool) {
	tokens := text.Tokens(name)
	if len(tokens) == 0 {
		return outlet{}, false
	}
	o, n := outletTable().at(tokens, 0, len(tokens))
	return o, n == len(tokens)
}

// outletEndings end the names of media that no table holds.
var outletEndings = wordSetOf(`times post news journal herald tribune gazette globe chronicle magazine weekly press radio tv television media courier observer
	review broadcasting wire daily today insider zeitung nachrichten rundfunk anzeiger rundschau allgemeine presse blatt kurier journal quotidien hebdo
	diario periodico noticias gaceta giornale corriere gazzetta quotidiano jornal folha diario noticias dagblad krant courant nieuws omroep shimbun telegraph
	mail examiner inquirer sentinel bulletin dispatch standard monitor spectator register mirror scoop sun-times`)

// outletLike says whether a name looks like that of a medium.
func outletLike(name string) bool {
	if o, ok := outletNamed(name); ok {
		return !o.common && !o.never
	}
	words := strings.Fields(foldOf(name))
	return len(words) > 1 && outletEndings()[words[len(words)-1]] || strings.HasSuffix(name, ".com")
}

// isOne says whether a class is one of several.
func (c sourceClass) isOne(of sourceClass) bool { return c&of != 0 }

func sortedUses(all []sourceUse) []sourceUse {
	slices.SortStableFunc(all, func(a, b sourceUse) int {
		if a.Start != b.Start {
			return a.Start - b.Start
		}
		return b.End - a.End
	})
	return all
}
