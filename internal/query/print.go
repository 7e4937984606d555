package query

import (
	"strconv"
	"strings"
	"unicode"
)

// The levels say what may stand without parentheses.
const (
	levelAny = iota
	levelOr  // a part of Or
	levelAnd // a part of And
	levelNot // the part of Not
)

// Print writes a tree in the query language. Parse gives the same tree again,
// as far as it is one that Parse gives: no And directly in an And, no Or in an
// Or, words as the tokenizer makes them.
func Print(n Node) string {
	var b strings.Builder
	write(&b, n, levelAny)
	return b.String()
}

func write(b *strings.Builder, n Node, level int) {
	switch n := n.(type) {
	case And:
		writeParts(b, n, " ", level, levelAnd, "*")
	case Or:
		writeParts(b, n, " OR ", level, levelOr, "-*")
	case Not:
		open(b, level >= levelNot, func() {
			b.WriteByte('-')
			write(b, n.Part, levelNot)
		})
	case Term:
		b.WriteString(wordText(n.Word))
		if n.Prefix {
			b.WriteByte('*')
		}
	case Phrase:
		b.WriteString(quote(strings.Join(n, " ")))
	case Near:
		b.WriteString("NEAR(")
		for _, part := range n.Parts {
			write(b, part, levelNot)
			b.WriteByte(' ')
		}
		b.WriteString(", " + strconv.Itoa(n.Within) + ")")
	case Field:
		writeField(b, n)
	case Dates:
		b.WriteString("date:" + n.Interval.String())
	default: // All, nil
		b.WriteByte('*')
	}
}

// writeParts writes the parts of And and Or; empty stands for none of them.
func writeParts(b *strings.Builder, parts []Node, between string, level, inner int, empty string) {
	switch len(parts) {
	case 0:
		b.WriteString(empty)
		return
	case 1:
		write(b, parts[0], level)
		return
	}
	open(b, level >= inner, func() {
		for i, part := range parts {
			if i > 0 {
				b.WriteString(between)
			}
			write(b, part, inner)
		}
	})
}

// open puts what body writes into parentheses if need be.
func open(b *strings.Builder, need bool, body func()) {
	if !need {
		body()
		return
	}
	b.WriteByte('(')
	body()
	b.WriteByte(')')
}

func writeField(b *strings.Builder, f Field) {
	b.WriteString(f.Name + ":")
	switch part := f.Part.(type) {
	case nil:
		b.WriteString(valueText(f.Value))
	case Term, Phrase, Near:
		write(b, part, levelNot)
	default:
		open(b, true, func() { write(b, part, levelAny) })
	}
}

// wordText quotes a word that would be read as something else.
func wordText(w string) string {
	if words := wordsOf(w); len(words) != 1 || words[0] != w || isOperator(w) {
		return quote(w)
	}
	return w
}

func valueText(v string) string {
	if v == "" || strings.ContainsFunc(v, func(r rune) bool { return endsBare(r) || unicode.IsControl(r) }) {
		return quote(v)
	}
	return v
}

func quote(s string) string { return `"` + strings.ReplaceAll(s, `"`, `""`) + `"` }
