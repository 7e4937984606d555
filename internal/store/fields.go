package store

import (
	"context"
	"encoding/json"
	"strings"

	"dateline/internal/fault"
	"dateline/internal/query"
)

// field turns a field that is not in the full-text index into a condition on
// versions v.
func (s *Store) field(ctx context.Context, p *plan, f query.Field) (string, error) {
	switch f.Name {
	case "title": // with a part that the index alone cannot tell
		return s.condition(ctx, p, within(f.Part))
	case "outlet":
		ids, err := s.outletsNamed(ctx, f.Value)
		return "v.outlet IN (SELECT value FROM json_each(" + p.bind(asJSON(ids)) + "))", err
	case "lang":
		tag := p.bind(strings.ToLower(strings.ReplaceAll(f.Value, "_", "-")))
		return "(lower(v.language) = " + tag + " OR substr(lower(v.language), 1, length(" + tag + ") + 1) = " + tag + " || '-')", nil
	case "source":
		ids, err := s.sourcesNamed(ctx, f.Value)
		return "EXISTS (SELECT 1 FROM sightings g WHERE g.article = v.article AND g.source IN (SELECT value FROM json_each(" + p.bind(asJSON(ids)) + ")))", err
	case "company", "agency", "product", "person", "entity":
		ids, err := s.entitiesNamed(ctx, f.Name, f.Value)
		return "v.id IN (SELECT version FROM appearances WHERE entity IN (SELECT value FROM json_each(" + p.bind(asJSON(ids)) + ")) AND version >= ?1 AND version < ?2)", err
	case "case": // as CaseNode makes it
		return p.byHand(f.Value, 1), nil
	case "left-out":
		return p.byHand(f.Value, 0), nil
	case "story":
		return "v.article IN (SELECT article FROM members WHERE story = " + p.bind(f.Value) + " + 0)", nil
	case "has", "is":
		condition, ok := holdings[f.Name+":"+f.Value]
		if ok {
			return condition, nil
		}
	}
	return "", fault.New(fault.Usage, "the store knows no field %q", f.Name)
}

// holdings are the conditions of has: and is: on versions v.
var holdings = map[string]string{
	"has:amount":     "EXISTS (SELECT 1 FROM readings r WHERE r.version = v.id AND r.has & 1)",
	"has:deal":       "EXISTS (SELECT 1 FROM readings r WHERE r.version = v.id AND r.has & 2)",
	"has:denial":     "EXISTS (SELECT 1 FROM readings r WHERE r.version = v.id AND r.has & 4)",
	"has:correction": "EXISTS (SELECT 1 FROM readings r WHERE r.version = v.id AND r.has & 8)",
	"has:copy":       "(v.article IN (SELECT article FROM copies) OR v.article IN (SELECT of FROM copies))",
	"is:copy":        "v.article IN (SELECT article FROM copies)",
	"is:original":    "v.article IN (SELECT of FROM copies) AND v.article NOT IN (SELECT article FROM copies)",
	"is:relevant":    "EXISTS (SELECT 1 FROM readings r WHERE r.version = v.id AND r.relevant)",
}

// entitiesNamed returns the entities of a kind ("entity": any) that go by a
// name. It returns no nil.
func (s *Store) entitiesNamed(ctx context.Context, kind, name string) ([]int64, error) {
	names := []string{name}
	if s.options.Names != nil {
		names = append(names, s.options.Names(name)...)
	}
	asked, err := json.Marshal(names)
	if err != nil {
		return nil, err
	}
	ids, err := collectPrepared(ctx, s, scanInt, `SELECT id FROM entities WHERE name COLLATE NOCASE IN (SELECT value FROM json_each(?1)) AND (kind = ?2 OR ?2 = 'entity')`, string(asked), kind)
	return append([]int64{}, ids...), err
}

// within moves title: inside a tree, down to what the index can tell.
func within(n query.Node) query.Node {
	switch n := n.(type) {
	case query.Not:
		return query.Not{Part: within(n.Part)}
	case query.And:
		return query.And(withinAll(n))
	case query.Or:
		return query.Or(withinAll(n))
	case query.Term, query.Phrase, query.Near:
		return query.Field{Name: "title", Part: n}
	}
	return n
}

func withinAll(parts []query.Node) []query.Node {
	all := make([]query.Node, len(parts))
	for i, part := range parts {
		all[i] = within(part)
	}
	return all
}

// outletsNamed returns the outlets with this domain, a domain below or with
// another ending, or this name. It returns no nil.
func (s *Store) outletsNamed(ctx context.Context, name string) ([]int64, error) {
	ids, err := collectPrepared(ctx, s, scanInt, `SELECT id FROM outlets WHERE domain = ?1
		OR substr(domain, 1, length(?1) + 1) = ?1 || '.' OR substr(domain, -length(?1) - 1) = '.' || ?1
		OR name = ?2 COLLATE NOCASE`, strings.ToLower(name), name)
	return append([]int64{}, ids...), err
}

// sourcesNamed returns the sources with this number or URL, or with this text
// in their URL or title.
func (s *Store) sourcesNamed(ctx context.Context, name string) ([]int64, error) {
	return collect(ctx, s.reader, scanInt, `SELECT id FROM sources WHERE url = ?1 OR CAST(id AS TEXT) = ?1
		OR instr(lower(url), lower(?1)) OR instr(lower(title), lower(?1))`, name)
}

func asJSON(ids []int64) string {
	b, err := json.Marshal(append([]int64{}, ids...))
	if err != nil {
		return "[]" // numbers always marshal
	}
	return string(b)
}
