package query

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	nearWithin = 10     // words, where a query does not say
	maxWithin  = 10_000 // words
)

// near reads NEAR(a "b c" d*, 10).
func (p *parser) near() (Node, error) {
	start := p.i
	p.i += len("NEAR")
	p.spaces()
	if p.i == len(p.q) || p.q[p.i] != '(' {
		return nil, p.fail(start, "NEAR without parentheses", "write NEAR(a b, 10), or \"NEAR\" for the word")
	}
	p.i++
	n := Near{Within: nearWithin}
	for {
		p.spaces()
		if p.i == len(p.q) {
			return nil, p.fail(start, "NEAR( is not closed", "write NEAR(a b, 10)")
		}
		at := p.i
		if p.q[at] == ')' {
			break
		}
		if within, end, ok := p.distance(at); ok {
			if len(within) > len("10000") {
				return nil, p.fail(at, "the distance is too long", "at most 10000 words")
			}
			n.Within, _ = strconv.Atoi(within) // nothing but digits
			if n.Within > maxWithin {
				return nil, p.fail(at, "the distance is too long", "at most 10000 words")
			}
			p.i = end
			break
		}
		part, err := p.nearPart()
		if err != nil {
			return nil, err
		}
		if part == nil {
			continue
		}
		if p.parts++; p.parts > maxParts {
			return nil, p.fail(at, "the query has too many parts", "")
		}
		n.Parts = append(n.Parts, part)
	}
	p.i++ // ")"
	switch len(n.Parts) {
	case 0:
		return nil, p.fail(start, "NEAR without words", "write NEAR(a b, 10)")
	case 1:
		return nil, p.fail(start, "NEAR with one word only", "it takes two or more: NEAR(a b, 10)")
	}
	return n, nil
}

// nearPart reads a word, prefix or phrase; nil for signs that are none.
func (p *parser) nearPart() (Node, error) {
	at := p.i
	allowed := []string{"a word", "a prefix*", `a "phrase"`, ", and a number of words", ")"}
	if p.q[at] == '(' {
		return nil, p.fail(at, "parentheses within NEAR", "", allowed...)
	}
	if isQuote(p.next()) {
		return p.phrase()
	}
	if name, ok := p.fieldName(); ok {
		return nil, p.fail(at, "the field `"+name+":` within NEAR", "", allowed...)
	}
	end := at + strings.IndexFunc(p.q[at:]+" ", endsBare)
	for i := at; i < end; i++ {
		if p.q[i] == ',' {
			if _, _, ok := p.distance(i); ok {
				end = i
			}
		}
	}
	chunk := p.q[at:end]
	if isOperator(chunk) || chunk[0] == '-' && hasWord(chunk) {
		return nil, p.fail(at, "an operator within NEAR", "", allowed...)
	}
	p.i = end
	n, err := p.word(at, chunk)
	if _, all := n.(All); all {
		return nil, p.fail(at, "`*` alone within NEAR", "", allowed...)
	}
	return n, err
}

// distance reads ", 10)" at i, and returns its digits and where ")" stands.
func (p *parser) distance(i int) (digits string, end int, ok bool) {
	rest, comma := strings.CutPrefix(p.q[i:], ",")
	if !comma {
		return "", 0, false
	}
	rest = strings.TrimLeftFunc(rest, unicode.IsSpace)
	after := strings.TrimLeft(rest, "0123456789")
	digits = rest[:len(rest)-len(after)]
	after = strings.TrimLeftFunc(after, unicode.IsSpace)
	return digits, len(p.q) - len(after), digits != "" && strings.HasPrefix(after, ")")
}

func (p *parser) spaces() {
	for p.i < len(p.q) {
		r, size := utf8.DecodeRuneInString(p.q[p.i:])
		if !unicode.IsSpace(r) {
			return
		}
		p.i += size
	}
}
