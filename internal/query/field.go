package query

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// language is the shape of a BCP 47 tag, as far as articles carry them.
var language = regexp.MustCompile(`^[a-z]{2,3}(-[a-z0-9]{1,8})*$`)

// fieldName returns the name of a field at p.i, known or not: letters and a
// colon with something right behind it that is no address ("https://…"). A known
// name counts with nothing behind it, too.
func (p *parser) fieldName() (string, bool) {
	rest := p.q[p.i:]
	end := strings.IndexFunc(rest, func(r rune) bool { return !unicode.IsLetter(r) && r != '_' })
	if end <= 0 || rest[end] != ':' {
		return "", false
	}
	name, value := rest[:end], rest[end+1:]
	if _, known := fieldNamed(name); known {
		return name, true
	}
	r, _ := utf8.DecodeRuneInString(value)
	return name, value != "" && !unicode.IsSpace(r) && r != ')' && !strings.HasPrefix(value, "//")
}

// fieldNode reads a field with its value.
func (p *parser) fieldNode(name string) (Node, error) {
	at := p.i
	field, known := fieldNamed(name)
	switch {
	case !known:
		hint := "to look for the words, put them in quotes; the fields are " + strings.Join(fieldNames(), " ")
		if meant := nearestField(name); meant != "" {
			hint = "did you mean `" + meant + ":`?"
		}
		return nil, p.fail(at, "unknown field `"+name+":`", hint, fieldNames()...)
	case p.field != "":
		return nil, p.fail(at, "the field `"+name+":` within `"+p.field+":`", "", "a word", `a "phrase"`, "a prefix*", "OR", "NOT", "(")
	}
	p.i += len(name) + 1
	if p.i == len(p.q) || unicode.IsSpace(p.next()) || p.q[p.i] == ')' {
		return nil, p.fail(at, "no value behind `"+name+":`", "for example "+example(field)+"; the word itself is \""+name+"\"")
	}
	if field.Kind == FieldText {
		return p.textField(field)
	}
	return p.valueField(field)
}

// example is the first one of a field's help.
func example(f FieldInfo) string {
	_, examples, _ := strings.Cut(f.Help, ": ")
	first, _, _ := strings.Cut(examples, ", ")
	return first
}

// textField reads words, a phrase, NEAR or a group of them.
func (p *parser) textField(f FieldInfo) (Node, error) {
	at := p.i
	if p.q[at] == '-' {
		return nil, p.fail(at, "`-` behind `"+f.Name+":`", "write -"+f.Name+":word")
	}
	p.field = f.Name
	defer func() { p.field = "" }()
	n, err := p.primary()
	switch n.(type) {
	case nil:
		if err == nil {
			err = p.fail(at, "no word behind `"+f.Name+":`", "", "a word", `a "phrase"`, "a prefix*", "(")
		}
		return nil, err
	case All:
		return nil, p.fail(at, "`*` alone behind `"+f.Name+":`", "", "a word", `a "phrase"`, "a prefix*", "(")
	}
	return Field{Name: f.Name, Part: n}, nil
}

// valueField reads one value, in quotes or up to white space or a parenthesis.
func (p *parser) valueField(f FieldInfo) (Node, error) {
	at := p.i
	var value string
	var err error
	switch {
	case p.q[at] == '(':
		return nil, p.fail(at, "a group behind `"+f.Name+":`", "write ("+f.Name+":a OR "+f.Name+":b)")
	case isQuote(p.next()):
		value, err = p.quoted()
	default:
		value = p.bare()
	}
	if err != nil {
		return nil, err
	}
	value = strings.TrimSpace(norm.NFC.String(strings.ToValidUTF8(value, "\ufffd")))
	if !hasWord(value) {
		return nil, p.fail(at, "no value behind `"+f.Name+":`", "for example "+example(f))
	}
	switch f.Kind {
	case FieldDates:
		interval, why := parseDates(value, p.now)
		if why != "" {
			return nil, p.fail(at, "bad date `"+value+"`: "+why, "", "2026", "2025-07", "2025-07-03", "2025-07/2026-02", "P30D/", "../2026", "2025-07-01/P1M")
		}
		return Dates{interval}, nil
	case FieldOneOf:
		value = strings.ToLower(value)
		if !slices.Contains(f.Values, value) {
			return nil, p.fail(at, "`"+f.Name+":` cannot be `"+value+"`", "it can be "+strings.Join(f.Values, ", "), f.Values...)
		}
	case FieldLang:
		value = strings.ToLower(strings.ReplaceAll(value, "_", "-"))
		if !language.MatchString(value) {
			return nil, p.fail(at, "bad language `"+value+"`", "a tag such as en, de or pt-br")
		}
	}
	return Field{Name: f.Name, Value: value}, nil
}
