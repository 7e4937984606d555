package store

import (
	"fmt"
	"strings"
	"unicode"

	"dateline/internal/query"
	"dateline/internal/text"
)

// sense says what an expression of the full-text index stands for.
type sense int

const (
	beyond   sense = iota // the index alone cannot tell
	anything              // every version
	nothing               // no version
	holds                 // versions that match the expression
	lacks                 // versions that do not
)

// match turns a tree into an expression of FTS5. Words of the user appear in
// it only as quoted strings (https://sqlite.org/fts5.html#full_text_query_syntax).
// Words without a letter or digit stand for nothing and are passed over.
func match(n query.Node) (expression string, s sense) {
	switch n := n.(type) {
	case query.All:
		return "", anything
	case query.Term:
		return matchTerm(n)
	case query.Phrase:
		return matchTerm(query.Term{Word: strings.Join(n, " ")})
	case query.Near:
		return matchNear(n)
	case query.Field:
		if n.Name != "title" {
			return "", beyond
		}
		part := n.Part
		if part == nil {
			part = query.Term{Word: n.Value}
		}
		expression, s = match(part)
		if s == holds || s == lacks {
			expression = "{title} : (" + expression + ")"
		}
		return expression, s
	case query.Not:
		expression, s = match(n.Part)
		return expression, opposite(s)
	case query.And:
		return matchAll(n)
	case query.Or:
		// a OR b is NOT (NOT a AND NOT b), and so for all senses.
		inner := make([]query.Node, len(n))
		for i, part := range n {
			inner[i] = query.Not{Part: part}
		}
		expression, s = matchAll(inner)
		return expression, opposite(s)
	}
	return "", beyond
}

func opposite(s sense) sense {
	switch s {
	case anything:
		return nothing
	case nothing:
		return anything
	case holds:
		return lacks
	case lacks:
		return holds
	}
	return beyond
}

func matchAll(parts []query.Node) (string, sense) {
	var wanted, unwanted []string
	for _, part := range parts {
		switch expression, s := match(part); s {
		case beyond:
			return "", beyond
		case nothing:
			return "", nothing
		case holds:
			wanted = append(wanted, expression)
		case lacks:
			unwanted = append(unwanted, expression)
		case anything:
		}
	}
	switch {
	case len(wanted) == 0 && len(unwanted) == 0:
		return "", anything
	case len(wanted) == 0:
		return join(unwanted, " OR "), lacks
	case len(unwanted) == 0:
		return join(wanted, " AND "), holds
	}
	return join(wanted, " AND ") + " NOT " + join(unwanted, " OR "), holds
}

func join(expressions []string, operator string) string {
	if len(expressions) == 1 {
		return "(" + expressions[0] + ")"
	}
	return "((" + strings.Join(expressions, ")"+operator+"(") + "))"
}

func matchTerm(t query.Term) (string, sense) {
	if !hasToken(t.Word) {
		return "", anything
	}
	if t.Prefix {
		return quote(t.Word) + " *", holds
	}
	return quote(t.Word), holds
}

func matchNear(n query.Near) (string, sense) {
	var parts []string
	for _, part := range n.Parts {
		switch part.(type) {
		case query.Term, query.Phrase:
		default:
			return "", beyond
		}
		if expression, s := match(part); s == holds {
			parts = append(parts, expression)
		}
	}
	switch len(parts) {
	case 0:
		return "", anything
	case 1:
		return parts[0], holds
	}
	return fmt.Sprintf("NEAR(%s, %d)", strings.Join(parts, " "), max(n.Within, 0)), holds
}

// quote makes a string of FTS5.
func quote(words string) string {
	words = text.Spaced(strings.ReplaceAll(words, "\x00", " ")) // as the index has them
	return `"` + strings.ReplaceAll(words, `"`, `""`) + `"`
}

// hasToken says whether the tokenizer unicode61 finds a word in s: it makes
// words of letters, numbers and private characters.
func hasToken(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return unicode.In(r, unicode.L, unicode.N, unicode.Co) }) >= 0
}
