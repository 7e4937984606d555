package gazetteer

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"dateline/internal/news"
	"dateline/internal/text"
)

// ownColumns are the columns of a user's table, which its first line may name
// in any order. Name must be there; what is left out is not known.
var ownColumns = map[string]func(*Row) *string{
	"key":     func(r *Row) *string { return &r.Key },
	"name":    func(r *Row) *string { return &r.Name },
	"sector":  func(r *Row) *string { return &r.Sector },
	"country": func(r *Row) *string { return &r.Country },
	"parent":  func(r *Row) *string { return &r.Parent },
	"domain":  func(r *Row) *string { return &r.Domain },
	"aliases": func(r *Row) *string { return &r.Aliases },
	"weak":    func(r *Row) *string { return &r.Weak },
	"kind":    func(r *Row) *string { return (*string)(&r.Kind) },
}

// kinds are the values that the column kind may have.
var kinds = []news.EntityKind{news.EntityCompany, news.EntityAgency, news.EntityOrganization, news.EntityPerson, news.EntityProduct}

// ParseCSV reads a user's own names: comma-separated values, the first line
// naming the columns, of which kind and name are needed (key, name, kind,
// sector, country, parent, domain, aliases, weak; several aliases are separated
// by |). Empty lines and those that begin with # are left out. An error names
// the line.
//
// A row without a key gets one made of its kind and its name: "own:company:acme".
func ParseCSV(r io.Reader) ([]Row, error) {
	in := bufio.NewReader(r)
	if mark, err := in.Peek(3); err == nil && bytes.Equal(mark, []byte("\xef\xbb\xbf")) {
		_, _ = in.Discard(len(mark)) // just peeked at
	}
	c := csv.NewReader(in)
	c.Comment, c.TrimLeadingSpace, c.FieldsPerRecord = '#', true, -1
	header, err := c.Read()
	if errors.Is(err, io.EOF) {
		return nil, errors.New("line 1: no columns: the first line must name them (kind,name,aliases)")
	}
	if err != nil {
		return nil, lineError(err)
	}
	columns, err := columnsOf(header)
	if err != nil {
		return nil, err
	}
	var rows []Row
	seen := map[string]int{}
	for {
		fields, err := c.Read()
		if errors.Is(err, io.EOF) {
			return rows, nil
		}
		if err != nil {
			return nil, lineError(err)
		}
		line, _ := c.FieldPos(0)
		row, err := rowOf(fields, columns)
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", line, err)
		}
		if at := seen[row.Key]; at > 0 {
			return nil, fmt.Errorf("line %d: key %q is that of line %d too", line, row.Key, at)
		}
		seen[row.Key] = line
		rows = append(rows, row)
	}
}

func lineError(err error) error {
	if bad, ok := errors.AsType[*csv.ParseError](err); ok {
		return fmt.Errorf("line %d: %w", bad.Line, bad.Err)
	}
	return err
}

func columnsOf(header []string) ([]func(*Row) *string, error) {
	columns := make([]func(*Row) *string, len(header))
	names := make([]string, len(header))
	for i, name := range header {
		name = strings.ToLower(strings.TrimSpace(name))
		columns[i] = ownColumns[name]
		if columns[i] == nil {
			return nil, fmt.Errorf("line 1: no column %q (key, name, kind, sector, country, parent, domain, aliases, weak)", name)
		}
		if slices.Contains(names, name) {
			return nil, fmt.Errorf("line 1: column %q twice", name)
		}
		names[i] = name
	}
	for _, needed := range []string{"name", "kind"} {
		if !slices.Contains(names, needed) {
			return nil, fmt.Errorf("line 1: column %q is missing", needed)
		}
	}
	return columns, nil
}

func rowOf(fields []string, columns []func(*Row) *string) (Row, error) {
	var r Row
	if len(fields) > len(columns) {
		return r, fmt.Errorf("%d fields, but %d columns", len(fields), len(columns))
	}
	for i, field := range fields {
		*columns[i](&r) = strings.TrimSpace(field)
	}
	if len(text.Tokens(r.Name)) == 0 {
		return r, errors.New("no name")
	}
	r.Kind = news.EntityKind(strings.ToLower(string(r.Kind)))
	if !slices.Contains(kinds, r.Kind) {
		return r, fmt.Errorf("no kind %q (company, agency, organization, person, product)", r.Kind)
	}
	r.Country = strings.ToUpper(r.Country)
	if !isCountry(r.Country) {
		return r, fmt.Errorf("no country %q (two letters, as in US; EU, INT)", r.Country)
	}
	if r.Key == "" {
		r.Key = "own:" + string(r.Kind) + ":" + strings.ReplaceAll(text.Fold(r.Name), " ", "-")
	}
	return r, nil
}

func isCountry(s string) bool {
	if s == "" || s == "INT" {
		return true
	}
	return len(s) == 2 && 'A' <= s[0] && s[0] <= 'Z' && 'A' <= s[1] && s[1] <= 'Z'
}

// With returns a gazetteer that has the names of rows too. What they say of an
// entity that is known by its key, or by its name and kind, wins, and what they
// name is the likeliest meaning of the name. A parent may be given by its key or
// by its name; an error says which one is not known.
func (g *Gazetteer) With(rows []Row) (*Gazetteer, error) {
	keys := make(map[string]string, 2*len(rows)) // key or folded name of a row → key of the entity
	all := make([]Row, 0, len(rows)+len(g.rows))
	for _, r := range rows {
		given := r.Key
		r.Key = g.keyOf(r)
		keys[given], keys[text.Fold(r.Name)] = r.Key, r.Key
		all = append(all, r)
	}
	for i := range all {
		r := &all[i]
		if r.Parent == "" {
			continue
		}
		parent := g.parentOf(r.Parent, keys)
		if parent == "" || parent == r.Key {
			return nil, fmt.Errorf("name %q: no parent %q", r.Name, r.Parent)
		}
		r.Parent = parent
	}
	return build(append(all, g.rows...)), nil
}

// keyOf returns the key of the known entity of r's kind that has its name, if
// r has no key of its own.
func (g *Gazetteer) keyOf(r Row) string {
	if !strings.HasPrefix(r.Key, "own:") {
		return r.Key
	}
	for _, e := range g.Lookup(r.Name) {
		if e.Kind == r.Kind {
			return e.Key
		}
	}
	return r.Key
}

// parentOf returns the key of a parent that is given by key or name; "": not known.
func (g *Gazetteer) parentOf(given string, keys map[string]string) string {
	if g.entries[given] != nil {
		return given
	}
	if key, found := keys[given]; found {
		return key
	}
	if key, found := keys[text.Fold(given)]; found {
		return key
	}
	if known := g.Lookup(given); len(known) > 0 {
		return known[0].Key
	}
	return ""
}
