package reading

import (
	"strings"

	"dateline/internal/text"
)

// phrases finds the phrases of a table in tokens, the longest first.
type phrases[V any] struct {
	byFirst map[string][]phrase[V]
}

type phrase[V any] struct {
	rest  []string // folded words after the first
	value V
}

// add puts a phrase into the table: words as text.Tokens cuts and folds them.
// A later value for the same words wins.
func (p *phrases[V]) add(words string, value V) {
	tokens := text.Tokens(words)
	if len(tokens) == 0 {
		return
	}
	if p.byFirst == nil {
		p.byFirst = map[string][]phrase[V]{}
	}
	row := phrase[V]{value: value}
	for _, token := range tokens[1:] {
		row.rest = append(row.rest, token.Fold)
	}
	rows := p.byFirst[tokens[0].Fold]
	at := 0
	for at < len(rows) && len(rows[at].rest) > len(row.rest) {
		at++
	}
	for i := at; i < len(rows) && len(rows[i].rest) == len(row.rest); i++ {
		if strings.Join(rows[i].rest, " ") == strings.Join(row.rest, " ") {
			rows[i] = row
			return
		}
	}
	rows = append(rows, row)
	copy(rows[at+1:], rows[at:])
	rows[at] = row
	p.byFirst[tokens[0].Fold] = rows
}

// at returns the longest phrase that begins at token i, and its length in
// tokens; 0 if there is none. It does not look beyond token end.
func (p *phrases[V]) at(tokens []text.Token, i, end int) (value V, length int) {
	for _, row := range p.byFirst[tokens[i].Fold] {
		if i+1+len(row.rest) > end {
			continue
		}
		if matches(tokens[i+1:], row.rest) {
			return row.value, 1 + len(row.rest)
		}
	}
	return value, 0
}

func matches(tokens []text.Token, words []string) bool {
	for i, word := range words {
		if tokens[i].Fold != word {
			return false
		}
	}
	return true
}
