package query

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Bounds on a query, so that no query can exhaust the reader or the store.
const (
	maxDepth = 64   // parentheses and NOT within each other
	maxParts = 1000 // words, phrases and fields
)

// Parse reads a query. The empty query, and "*", are All.
//
//	a b             both; AND may be written
//	a OR b          either; AND binds tighter: "a b OR c" is "(a b) OR c"
//	NOT a, -a       not a
//	(a OR b) c      grouping
//	"a b"           the words in this order; typographic quotes do as well
//	a*              words that begin so
//	NEAR(a b, 5)    words or phrases at most 5 words apart; 10 if none is given
//	title:a         see Fields
//	date:2025/2026  see Fields; an open end is "..", or nothing; P30D/ is the last 30
//	                days up to now, 2025-07-01/P1M a month from then on
//
// Operators are in capitals. A word with separators in it, such as state-owned
// or 1,400, is the phrase of its words; signs without a letter or digit are
// passed over. Errors are *[SyntaxError].
func Parse(q string, now time.Time) (Node, error) {
	p := &parser{q: q, now: now}
	n, err := p.or()
	switch {
	case err != nil:
		return nil, err
	case p.i < len(q):
		return nil, p.fail(p.i, "`)` without `(`", "", "OR", "AND", "a word")
	case n != nil:
		return n, nil
	case strings.TrimSpace(q) == "":
		return All{}, nil
	}
	return nil, p.fail(0, "nothing to look for: no letter and no digit", "", operands()...)
}

// parser reads q from i on. Its methods return a nil Node for "nothing here".
type parser struct {
	q     string
	i     int
	now   time.Time
	depth int
	parts int
	field string // within title:( … )
}

func (p *parser) fail(at int, message, hint string, allowed ...string) error {
	return &SyntaxError{Query: p.q, Offset: at, Message: message, Hint: hint, Allowed: allowed}
}

// or reads parts joined by OR, up to a closing parenthesis or the end.
func (p *parser) or() (Node, error) {
	var parts Or
	for {
		n, err := p.and()
		if err != nil {
			return nil, err
		}
		at := p.i
		more := p.operator("OR")
		switch {
		case n == nil && more:
			return nil, p.fail(at, "OR has nothing before it", "", operands()...)
		case n == nil && len(parts) > 0:
			return nil, p.fail(at, "OR has nothing behind it", "", operands()...)
		}
		if inner, ok := n.(Or); ok {
			parts = append(parts, inner...)
		} else if n != nil {
			parts = append(parts, n)
		}
		if !more {
			return orOf(parts), nil
		}
	}
}

func orOf(parts Or) Node {
	switch len(parts) {
	case 0:
		return nil
	case 1:
		return parts[0]
	}
	return parts
}

// and reads parts that stand side by side or are joined by AND.
func (p *parser) and() (Node, error) {
	var parts And
	joined := false
	for {
		at := p.skip()
		if p.operator("AND") {
			if len(parts) == 0 || joined {
				return nil, p.fail(at, "AND has nothing before it", "", operands()...)
			}
			joined = true
			continue
		}
		n, err := p.unary()
		if err != nil {
			return nil, err
		}
		if n == nil {
			if joined {
				return nil, p.fail(p.i, "AND has nothing behind it", "", operands()...)
			}
			return andOf(parts), nil
		}
		joined = false
		if inner, ok := n.(And); ok {
			parts = append(parts, inner...)
		} else {
			parts = append(parts, n)
		}
	}
}

func andOf(parts And) Node {
	switch len(parts) {
	case 0:
		return nil
	case 1:
		return parts[0]
	}
	return parts
}

// unary reads one part and what negates it; nil at OR, ")" or the end.
func (p *parser) unary() (Node, error) {
	at := p.skip()
	sign := "NOT"
	switch {
	case p.operator("NOT"):
	case p.i < len(p.q) && p.q[p.i] == '-':
		sign = "`-`"
		p.i++
	default:
		return p.primary()
	}
	if p.depth++; p.depth > maxDepth {
		return nil, p.fail(at, "too many parentheses and NOTs within each other", "")
	}
	defer func() { p.depth-- }()
	read := p.unary
	if sign != "NOT" {
		read = p.primary // "--a" is a slip of "-a", not a double negation
	}
	start := p.i
	n, err := read()
	if err == nil && n == nil {
		return nil, p.fail(start, sign+" has nothing behind it", "", operands()...)
	}
	return Not{n}, err
}

// primary reads a group, a phrase, NEAR, a field or a word.
func (p *parser) primary() (Node, error) {
	at := p.i
	if at == len(p.q) || p.q[at] == ')' {
		return nil, nil
	}
	if p.parts++; p.parts > maxParts {
		return nil, p.fail(at, "the query has too many parts", "")
	}
	r, _ := utf8.DecodeRuneInString(p.q[at:])
	switch {
	case r == '(':
		return p.group()
	case isQuote(r):
		return p.phrase()
	case p.isOperator("NEAR"):
		return p.near()
	}
	if name, ok := p.fieldName(); ok {
		return p.fieldNode(name)
	}
	chunk := p.bare()
	if isOperator(chunk) { // where an operand should be: "NOT OR", "title:OR"
		p.i = at
		return nil, nil
	}
	return p.word(at, chunk)
}

// group reads a query in parentheses.
func (p *parser) group() (Node, error) {
	at := p.i
	if p.depth++; p.depth > maxDepth {
		return nil, p.fail(at, "too many parentheses and NOTs within each other", "")
	}
	defer func() { p.depth-- }()
	p.i++
	n, err := p.or()
	switch {
	case err != nil:
		return nil, err
	case p.i == len(p.q):
		return nil, p.fail(at, "`(` is not closed", "put `)` at the end of the group")
	case n == nil:
		return nil, p.fail(at, "nothing between the parentheses", "", operands()...)
	}
	p.i++
	return n, nil
}

// phrase reads what stands between quotes.
func (p *parser) phrase() (Node, error) {
	at := p.i
	inner, err := p.quoted()
	if err != nil {
		return nil, err
	}
	words := wordsOf(inner)
	if len(words) == 0 {
		return nil, p.fail(at, "no word between the quotes", "", "a word")
	}
	if p.i < len(p.q) && p.q[p.i] == '*' {
		return p.prefix(at, words)
	}
	return termOf(words), nil
}

// termOf is one word or a phrase.
func termOf(words []string) Node {
	if len(words) == 1 {
		return Term{Word: words[0]}
	}
	return Phrase(words)
}

// prefix makes a prefix of the words before the asterisk at p.i.
func (p *parser) prefix(at int, words []string) (Node, error) {
	if len(words) > 1 {
		return nil, p.fail(at, "`*` behind more than one word", "it completes a single word: "+words[len(words)-1]+"*")
	}
	p.i++
	return Term{Word: words[0], Prefix: true}, nil
}

// word reads a chunk without spaces: a word, a prefix, or a phrase.
func (p *parser) word(at int, chunk string) (Node, error) {
	if chunk == "*" {
		return All{}, nil
	}
	begin, rest, star := strings.Cut(chunk, "*")
	words := wordsOf(begin)
	switch {
	case star && (len(words) == 0 || hasWord(rest)):
		return nil, p.fail(at+len(begin), "`*` within or before a word", "it stands at the end only: prefix*")
	case star:
		end := p.i
		n, err := p.prefix(at, words)
		p.i = end
		return n, err
	case len(words) == 0:
		return nil, nil
	}
	return termOf(words), nil
}

// quoted reads a string in quotes. A straight quote closes what a straight one
// opened, or a typographic one if no straight one follows; twice, it stands for
// itself.
func (p *parser) quoted() (string, error) {
	at := p.i
	r, size := utf8.DecodeRuneInString(p.q[at:])
	body := p.q[at+size:]
	if r == '"' {
		var b strings.Builder
		for rest := body; ; {
			before, after, closed := strings.Cut(rest, `"`)
			if !closed {
				break
			}
			b.WriteString(before)
			if !strings.HasPrefix(after, `"`) {
				p.i = len(p.q) - len(after)
				return b.String(), nil
			}
			b.WriteByte('"')
			rest = after[1:]
		}
	}
	end := strings.IndexFunc(body, isQuote)
	if r == '"' {
		end = strings.IndexFunc(body, isSmartQuote)
	}
	if end < 0 {
		return "", p.fail(at, "the quote is not closed", "put `\"` at the end of the phrase")
	}
	_, closing := utf8.DecodeRuneInString(body[end:])
	p.i = at + size + end + closing
	return body[:end], nil
}

// skip passes over white space and signs that stand alone, and returns p.i.
func (p *parser) skip() int {
	for p.i < len(p.q) {
		r, size := utf8.DecodeRuneInString(p.q[p.i:])
		switch {
		case unicode.IsSpace(r):
			p.i += size
			continue
		case endsBare(r):
			return p.i
		}
		start := p.i
		chunk := p.bare()
		lone := !hasWord(chunk) && !strings.Contains(chunk, "*")
		negates := strings.Trim(chunk, "-") == "" && p.i < len(p.q) && !unicode.IsSpace(p.next()) && p.q[p.i] != ')'
		if !lone || negates {
			p.i = start
			return start
		}
	}
	return p.i
}

func (p *parser) next() rune {
	r, _ := utf8.DecodeRuneInString(p.q[p.i:])
	return r
}

// bare reads up to white space, a quote or a parenthesis.
func (p *parser) bare() string {
	start := p.i
	end := strings.IndexFunc(p.q[start:], endsBare)
	if end < 0 {
		end = len(p.q) - start
	}
	p.i = start + end
	return p.q[start:p.i]
}

func endsBare(r rune) bool {
	return r == '(' || r == ')' || isQuote(r) || unicode.IsSpace(r)
}

// isOperator says whether the operator stands at p.i as a word of its own.
func (p *parser) isOperator(name string) bool {
	rest, ok := strings.CutPrefix(p.q[p.i:], name)
	r, _ := utf8.DecodeRuneInString(rest)
	return ok && (rest == "" || endsBare(r))
}

// operator reads the operator if it stands here.
func (p *parser) operator(name string) bool {
	if !p.isOperator(name) {
		return false
	}
	p.i += len(name)
	return true
}

func isOperator(w string) bool {
	return w == "OR" || w == "AND" || w == "NOT" || w == "NEAR"
}
