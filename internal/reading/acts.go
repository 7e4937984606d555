package reading

import (
	_ "embed"
	"maps"
	"slices"
	"strings"
	"sync"

	"dateline/internal/news"
	"dateline/internal/text"
)

//go:embed tables/acts.csv
var actRows string

//go:embed tables/statement-words.csv
var statementWordRows string

//go:embed tables/denied-matters.csv
var deniedMatterRows string

// actFrame says how the words of a cue stand to speaker and content.
type actFrame uint8

const (
	frameSays actFrame = iota + 1 // a verb of saying
	frameDoes                     // the predicate is the act
	frameNoun                     // as frameDoes, but a noun as well
	frameBy                       // passive: the actor follows
	frameTo                       // "according to"
	framePart                     // a participle that belongs to the subject of the sentence
	frameFact                     // as frameDoes, in a sentence where nobody else speaks
)

var actFrames = map[string]actFrame{
	"says": frameSays, "said": frameSays, "does": frameDoes, "done": frameDoes,
	"noun": frameNoun, "by": frameBy, "fact": frameFact, "disputes": frameDoes, "stands": frameDoes, "body": frameDoes, "made": frameDoes, "judged": frameBy, "paper": frameSays, "tag": frameTo, "to": frameTo, "part": framePart,
}

// actCue is a row of the table of acts.
type actCue struct {
	act      news.Act
	frame    actFrame
	perfect  bool     // needs an auxiliary before it
	disputes bool     // denies claims, criticises anything else
	body     bool     // only companies and bodies do it
	stands   bool     // denies whatever its object is
	judged   bool     // criticises if the judgment is a bad one
	tag      bool     // stands behind a mark
	then     []string // one of these stands behind it in its clause; none: nothing needs to
	papers   bool     // only papers do it
	said     bool     // of an act that is no mere saying: its verb takes a content like one of saying
}

// speechClass is a set of classes of words that matter around a statement.
type speechClass uint64

const (
	speechAuxiliary speechClass = 1 << iota
	speechBreak
	speechAnd
	speechWhich
	speechHe
	speechThey
	speechIt
	speechSpokes
	speechRole
	speechGroup
	speechPaper
	speechCourt
	speechBody
	speechPreposition
	speechArticle
	speechTitle
	speechTime
	speechNo
	speechUnless
	speechFuture
	speechStrong
	speechClaim
	speechUntrue
	speechWorse
	speechMedia
	speechRefused
	speechDecided
	speechNamed
	speechFirm
	speechPassive
	speechAmong
	speechBoth
	speechBare
	speechStaff
	speechStudy
	speechBench
	speechUnlawful
	speechComment
	speechOne
	speechShare
	speechOffice
	speechCrime
	speechMany
	speechReply
	speechAnyone
	speechOwn
	speechWe
	speechGeneric
	speechClose
	speechHidden
	speechBoss
	speechFormer
	speechClause
)

var speechClasses = map[string]speechClass{
	"auxiliary": speechAuxiliary, "break": speechBreak, "and": speechAnd, "which": speechWhich, "he": speechHe, "they": speechThey,
	"it": speechIt, "spokes": speechSpokes, "role": speechRole, "group": speechGroup, "paper": speechPaper, "court": speechCourt,
	"body": speechBody, "preposition": speechPreposition, "article": speechArticle, "title": speechTitle, "time": speechTime,
	"no": speechNo, "unless": speechUnless, "future": speechFuture, "strong": speechStrong, "claim": speechClaim,
	"untrue": speechUntrue, "worse": speechWorse, "media": speechMedia, "refused": speechRefused, "decided": speechDecided,
	"named": speechNamed, "firm": speechFirm, "passive": speechPassive, "among": speechAmong,
	"both": speechBoth, "bare": speechBare, "staff": speechStaff, "study": speechStudy, "bench": speechBench, "unlawful": speechUnlawful, "comment": speechComment, "one": speechOne, "share": speechShare, "office": speechOffice, "crime": speechCrime, "many": speechMany, "reply": speechReply, "anyone": speechAnyone,
	"own": speechOwn, "we": speechWe, "generic": speechGeneric, "close": speechClose, "hidden": speechHidden, "boss": speechBoss, "former": speechFormer, "clause": speechClause,
}

// actTable is what is known of statements in one language.
type actTable struct {
	cues    phrases[[]actCue] // of the same words those first that need more words behind them
	words   map[string]speechClass
	matters map[string]bool // what is denied; a key with * at its end stands for all words that begin so
	shortest,
	longest int // letters of the keys with *
}

// actTables has a table for each language that is read.
var actTables = map[string]func() *actTable{
	"en": lazyActTable("en"), "de": lazyActTable("de"), "fr": lazyActTable("fr"), "es": lazyActTable("es"),
	"it": lazyActTable("it"), "pt": lazyActTable("pt"), "nl": lazyActTable("nl"),
}

func lazyActTable(language string) func() *actTable {
	return sync.OnceValue(func() *actTable { return newActTable(language) })
}

// actTableOf returns the table of a language, the English one if it has none.
func actTableOf(language string) *actTable {
	if table := actTables[language]; table != nil {
		return table()
	}
	return actTables["en"]()
}

func newActTable(language string) *actTable {
	t := &actTable{words: map[string]speechClass{}, matters: map[string]bool{}, shortest: 99}
	t.addCues(language)
	for row := range actTableRows(statementWordRows, 3) {
		if row[0] != language && row[0] != "*" {
			continue
		}
		for word := range strings.FieldsSeq(row[2]) {
			t.words[text.Fold(word)] |= speechClasses[row[1]]
		}
	}
	for row := range actTableRows(deniedMatterRows, 2) {
		if row[0] != language {
			continue
		}
		for word := range strings.FieldsSeq(row[1]) {
			if stem, ok := strings.CutSuffix(word, "*"); ok {
				t.shortest, t.longest = min(t.shortest, len(stem)), max(t.longest, len(stem))
			}
			t.matters[word] = true
		}
	}
	return t
}

// addCues enters the rows of the table of acts.
func (t *actTable) addCues(language string) {
	all := map[string][]actCue{}
	for row := range actTableRows(actRows, 4) {
		if row[0] != language {
			continue
		}
		cue := actCue{
			act: news.Act(row[1]), frame: actFrames[row[2]], perfect: row[2] == "said" || row[2] == "done" || row[2] == "made", disputes: row[2] == "disputes",
			body: row[2] == "body" || row[2] == "made", tag: row[2] == "tag", stands: row[2] == "stands", judged: row[2] == "judged", papers: row[2] == "paper", said: row[2] == "says" || row[2] == "paper" || row[2] == "said" || row[2] == "noun" && row[1] == string(news.ActStatement),
		}
		words, then, found := strings.Cut(row[3], " ~ ")
		if found {
			for word := range expandActWords(then) {
				cue.then = append(cue.then, text.Fold(word))
			}
		}
		for word := range expandActWords(words) {
			key := text.Fold(word)
			if cue.then != nil {
				all[key] = append([]actCue{cue}, all[key]...)
			} else {
				all[key] = append(all[key], cue)
			}
		}
	}
	for _, words := range slices.Sorted(maps.Keys(all)) {
		t.cues.add(words, all[words])
	}
}

// actTableRows yields the rows of a table with so many columns, without comments.
func actTableRows(table string, columns int) func(yield func([]string) bool) {
	return func(yield func([]string) bool) {
		for line := range strings.Lines(table) {
			row := strings.SplitN(strings.TrimSpace(line), ",", columns)
			if len(row) == columns && line[0] != '#' && !yield(row) {
				return
			}
		}
	}
}

// expandActWords yields what a cell of words stands for: "a|b c" is "a c" and
// "b c"; an underscore is a blank.
func expandActWords(cell string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		all := []string{""}
		for word := range strings.FieldsSeq(cell) {
			var next []string
			for _, before := range all {
				for alternative := range strings.SplitSeq(word, "|") {
					next = append(next, before+" "+strings.ReplaceAll(alternative, "_", " "))
				}
			}
			all = next
		}
		for _, words := range all {
			if !yield(words[1:]) {
				return
			}
		}
	}
}

// is says whether a word belongs to one of the classes.
func (t *actTable) is(token text.Token, classes speechClass) bool {
	return t.words[token.Fold]&classes != 0
}

// isDeniable says whether a word is of what speakers deny.
func (t *actTable) isDeniable(fold string) bool {
	if t.matters[fold] {
		return true
	}
	var key [32]byte
	for n := t.shortest; n <= min(len(fold), t.longest, len(key)-1); n++ {
		copy(key[:], fold[:n])
		key[n] = '*'
		if t.matters[string(key[:n+1])] {
			return true
		}
	}
	return false
}
